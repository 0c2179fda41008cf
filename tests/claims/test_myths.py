"""The claims of docs/practice/myths.md; the oracles are closed forms, exact fractions and other searches."""

import itertools
import math
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes

SNIPPETS = Path(__file__).parents[2] / "snippets" / "myths"


def printed(program):
    """Return what a program of the page prints."""
    return (SNIPPETS / f"{program}.out").read_text()


def patients():
    """Return the ten standardised columns, and the disease minus its mean."""
    X, y = load_diabetes(return_X_y=True, scaled=False)
    return (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()


@pytest.mark.claim(
    "myths/tide",
    "From 12 hours descent finds the tide with 3 and 10 days and not with 30, with the page's noise and with others.",
)
def test_thirty_days_lose_the_tide():
    """Walk down a fine grid of frequencies, always to the lower neighbour, without a gradient."""
    hours = np.arange(720)
    grid = np.linspace(1.85, 2.1, 2501)
    waves = np.cos(2 * np.pi * np.outer(grid, hours / 24))
    for seed in range(1, 12):
        level = np.cos(2 * np.pi * hours / 12.42) + np.random.default_rng(seed).normal(0, 0.3, 720)
        for days in (3, 10, 30):
            loss = np.mean((waves[:, : 24 * days] - level[: 24 * days]) ** 2, axis=1)
            at = int(np.argmin(abs(grid - 2)))
            while (lower := min((at - 1, at, at + 1), key=lambda i: loss[i])) != at:
                at = lower
            assert (abs(24 / grid[at] - 12.42) < 0.1) == (days < 30)
            best = 24 / grid[np.argmin(loss)]
            assert best == pytest.approx(12.42, abs=0.1)  # the tide is the global minimum of the range


@pytest.mark.claim(
    "myths/doubling",
    "On body mass index and blood pressure, five rates below the bound need 110, 53, 25, 11 and 168 steps.",
)
def test_the_largest_rate_is_the_slowest():
    """By the factors of the three directions, which the correlation of the two columns gives."""
    X, y = patients()
    mass, pressure = X[:, 2], X[:, 3]
    together = np.mean(mass * pressure)
    # sum and difference of the two columns do not depend on each other; the intercept is the mean
    total = np.mean((mass + pressure) * y) / (2 + 2 * together)
    difference = np.mean((mass - pressure) * y) / (2 - 2 * together)
    mean = load_diabetes().target.mean()

    def steps(rate):
        for k in itertools.count():
            a = total * (1 - rate * 2 * (1 + together)) ** k
            b = difference * (1 - rate * 2 * (1 - together)) ** k
            if max(abs(a + b), abs(a - b), abs(mean * (1 - 2 * rate) ** k)) < 0.01:
                return k

    found = {rate: steps(rate) for rate in (0.05, 0.1, 0.2, 0.4, 0.7)}
    assert list(found.values()) == [110, 53, 25, 11, 168]
    assert max(found) < 1 / (1 + together)  # the bound
    assert printed("doubling").count("steps") == 5


@pytest.mark.claim(
    "myths/passes",
    "On the flats, each size at its best rate: tens are ahead after 1, 3 and 10 passes, the full batch after 30.",
)
def test_small_batches_lead_early_and_the_full_batch_late():
    """The full batch by its eigenvalues; batches of ten with other shuffles, in another loop."""
    rng = np.random.default_rng(1)
    area, age = rng.uniform(30, 120, 1000), rng.uniform(0, 80, 1000)
    km, rooms = rng.uniform(0.5, 15, 1000), area / 28 + rng.normal(0, 0.6, 1000)
    y = 150 + 9 * area + 40 * rooms - 2 * age - 25 * km + rng.normal(0, 80, 1000)
    X = np.column_stack([area, rooms, age, km])
    X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(1000)])
    eigenvalues, directions = np.linalg.eigh(X.T @ X / 1000)
    along = directions.T @ np.linalg.solve(X.T @ X, X.T @ y)
    rates = np.geomspace(0.0001, 1, 25)

    def full(passes):
        factors = (1 - 2 * rates[:, None] * eigenvalues) ** (2 * passes)
        return np.min(np.sum(eigenvalues * factors * along**2, axis=1))

    shuffles = np.random.default_rng(77)
    w = np.zeros((15, 25, 5)) @ directions.T
    tens = {}
    with np.errstate(all="ignore"):
        for k in range(1, 31):
            orders = np.array([shuffles.permutation(1000) for _ in range(15)])
            for rows in np.split(orders, 100, axis=1):
                slopes = np.matmul(np.matmul(w, X[rows].transpose(0, 2, 1)) - y[rows][:, None, :], X[rows]) / 5
                w = w - rates[None, :, None] * slopes
            apart = (w - directions @ along) @ directions
            tens[k] = np.nanmin(np.median(apart**2 @ eigenvalues, axis=0))
    assert all(tens[k] < full(k) for k in (1, 3, 10)), (tens, full(20))
    assert full(30) < tens[30] / 3


@pytest.mark.claim(
    "myths/per-update",
    "On a convex loss a full-gradient step lowers the loss at least as much as a random batch's does on average.",
)
@given(
    st.integers(0, 1000), st.integers(1, 4), st.floats(0.001, 3), st.sampled_from(["squared error", "cross-entropy"])
)
def test_no_batch_beats_the_full_gradient_on_average_in_one_step(seed, size, rate, kind):
    """Over all batches of a small table, of two convex losses."""
    rng = np.random.default_rng(seed)
    X, y, w = rng.normal(size=(5, 2)), rng.choice([-1.0, 1.0], 5), rng.normal(size=2)

    def loss(w):
        return np.mean((X @ w - y) ** 2) if kind == "squared error" else np.mean(np.logaddexp(0, -y * (X @ w)))

    def gradient(rows):
        Z, t = X[rows], y[rows]
        outer = 2 * (Z @ w - t) if kind == "squared error" else -t / (1 + np.exp(t * (Z @ w)))
        return outer @ Z / len(rows)

    full = loss(w - rate * gradient([0, 1, 2, 3, 4]))
    batches = [list(rows) for rows in itertools.combinations(range(5), size)]
    assert full <= np.mean([loss(w - rate * gradient(rows)) for rows in batches]) * (1 + 1e-12) + 1e-12


positive = st.floats(min_value=0.05, max_value=50)


@pytest.mark.claim(
    "myths/angle",
    "On a quadratic bowl the negative gradient misses the minimum by at most arccos(2√κ/(κ + 1)), which is attained.",
)
@given(st.lists(positive, min_size=2, max_size=6), st.data())
def test_the_steepest_direction_misses_by_a_known_angle(eigenvalues, data):
    curvature = np.array(eigenvalues)
    away = np.array([data.draw(st.floats(-10, 10)) for _ in eigenvalues])
    assume(np.linalg.norm(away) > 0.1)

    def cosine(v):
        return v @ (curvature * v) / (np.linalg.norm(v) * np.linalg.norm(curvature * v))

    least, most = curvature.min(), curvature.max()
    bound = 2 * math.sqrt(most / least) / (most / least + 1)
    assert cosine(away) >= bound - 1e-9
    worst = np.zeros(len(curvature))
    worst[curvature.argmin()] = math.sqrt(most)
    worst[curvature.argmax()] = math.sqrt(least)
    if most > least:
        assert cosine(worst) == pytest.approx(bound)


def solve(matrix, right):
    """Solve a small system of fractions by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = next(k for k in range(i, len(rows)) if rows[k][i] != 0)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(len(rows)):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] for row in rows]


@pytest.mark.claim(
    "myths/lean",
    "In exact arithmetic conjugate gradients end at the minimum of a quadratic bowl in d weights in d lines at most.",
)
@given(st.integers(1, 4), st.data())
def test_leaning_on_the_last_step_needs_one_line_a_weight(d, data):
    numbers = st.integers(-4, 4).map(Fraction)
    A = [[data.draw(numbers) for _ in range(d)] for _ in range(d)]
    H = [[sum(A[k][i] * A[k][j] for k in range(d)) + (i == j) for j in range(d)] for i in range(d)]
    target = [data.draw(numbers) for _ in range(d)]
    minimum = solve(H, target)

    def dot(u, v):
        return sum(a * b for a, b in zip(u, v, strict=True))

    def times(v):
        return [dot(row, v) for row in H]

    w, direction, square = [Fraction(0)] * d, None, None
    for _ in range(d):
        gradient = [a - b for a, b in zip(times(w), target, strict=True)]
        if not any(gradient):
            break
        lean = dot(gradient, gradient) / square if direction else 0
        direction = [-g + lean * p for g, p in zip(gradient, direction or gradient, strict=True)]
        square = dot(gradient, gradient)
        length = -dot(gradient, direction) / dot(direction, times(direction))
        w = [a + length * b for a, b in zip(w, direction, strict=True)]
    assert w == minimum


def adam(slope, w, rate, steps, epsilon=0.0):
    """Return the path of Adam in one weight, from its sums written out rather than from fading means."""
    path, slopes = [w], []
    for t in range(1, steps + 1):
        slopes.append(slope(w, t))
        ages = np.arange(t - 1, -1, -1)
        mean = np.sum(0.9**ages * slopes) / np.sum(0.9**ages)
        square = np.sum(0.999**ages * np.square(slopes)) / np.sum(0.999**ages)
        w = w - rate * mean / (math.sqrt(square) + epsilon)
        path.append(w)
    return np.array(path)


@pytest.mark.claim(
    "myths/reach", "At rate 0.001 and with the usual β a thousand steps of Adam move no weight by more than eight."
)
def test_adam_cannot_reach_32_in_a_thousand_default_steps():
    """By the inequality of Cauchy and Schwarz, step by step with the bias correction."""
    total = 0.0
    for t in range(1, 1001):
        ages = np.arange(t)
        mean, square = 0.9**ages / np.sum(0.9**ages), 0.999**ages / np.sum(0.999**ages)
        total += 0.001 * math.sqrt(np.sum(mean**2 / square))  # the most that mean over root can be
    assert total < 8
    growing = adam(lambda w, t: 1.1**t, 0.0, 0.001, 300)  # long steps do occur
    assert abs(growing[-1] - growing[-2]) > 0.003


@pytest.mark.claim(
    "myths/units", "From zero and with ε = 0, Adam on y times c at the rate times c walks the same path times c."
)
@given(st.integers(-12, 12), st.floats(0.001, 10), st.integers(0, 1000))
def test_the_rate_of_adam_has_the_unit_of_the_weights(power, rate, seed):
    """With c a power of two, all roundings are the same, so the paths are equal to the last bit."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-2, 4, 30), rng.normal(3, 1, 30)
    c = 2.0**power
    one = adam(lambda w, t: 2 * (x[t - 1] * w - y[t - 1]) * x[t - 1], 0.0, rate, 30)
    other = adam(lambda w, t: 2 * (x[t - 1] * w - c * y[t - 1]) * x[t - 1], 0.0, c * rate, 30)
    np.testing.assert_allclose(other, c * one, rtol=1e-9, atol=1e-9 * c * rate)


def chance(w):
    """Return the chance that a weight stands for."""
    return 1 / (1 + np.exp(-w))


def mean_of_runs(rate, updates):
    """Return the mean weight of all runs after so many updates, from their distribution function on a grid."""
    w = np.linspace(-4, 14, 7201)
    reached = {}
    for outcome in (0, 1):  # where a weight comes from that one update takes to w: the update is a rising function
        reached[outcome] = np.interp(w, w - rate * (chance(w) - outcome), w)
    below = (w >= 0).astype(float)  # all runs start at 0
    for _ in range(updates):
        below = sum(
            share * np.interp(reached[outcome], w, below, left=0, right=1) for outcome, share in ((1, 0.9), (0, 0.1))
        )
    return 14 - np.sum((below[1:] + below[:-1]) / 2) * (w[1] - w[0])


@pytest.mark.claim(
    "myths/shift",
    "At the constant rates 1 and 0.1 the mean weight of all runs ends to the right of ln 9, by about 0.2 and 0.02.",
)
def test_the_cloud_is_shifted_to_the_right():
    assert mean_of_runs(1, 500) - math.log(9) == pytest.approx(0.21, abs=0.01)
    assert mean_of_runs(0.1, 800) - math.log(9) == pytest.approx(0.02, abs=0.005)
    shown = [float(each) for each in re.findall(r"constant \S+ mean w (\S+),", printed("parcels"))]
    assert shown == pytest.approx([mean_of_runs(1, 500), mean_of_runs(0.1, 800)], abs=0.02)


@pytest.mark.claim(
    "myths/hundredth",
    "For the mean squared error on up to 99 standardised columns and an intercept, 0.01 is below the bound.",
)
@given(st.integers(1, 99), st.integers(2, 60), st.integers(0, 1000), st.floats(0, 1))
def test_a_hundredth_is_safe_on_up_to_99_standardised_columns(d, n, seed, alike):
    rng = np.random.default_rng(seed)
    X = alike * rng.normal(size=(n, 1)) + (1 - alike) * rng.normal(size=(n, d))
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    X = np.column_stack([X, np.ones(n)])
    steepest = 2 / n * np.linalg.norm(X, 2) ** 2  # the largest singular value, not an eigenvalue
    assert steepest <= 2 * d + 1e-6
    assert 2 / steepest > 0.01
    copies = np.tile(X[:, :1], 100)  # the condition is needed: with a hundred copies 0.01 is the bound itself
    assert 2 / (2 / n * np.linalg.norm(copies, 2) ** 2) == pytest.approx(0.01)


@pytest.mark.claim(
    "myths/patients",
    "After 1,000 steps at 0.01 on the patients: raw explodes, as it comes 21.8 % is explained, standardised 99.5 %.",
)
def test_three_tables_of_the_same_patients():
    """In closed form: each direction of the table keeps its factor to the power 1,000."""
    raw, y = load_diabetes(return_X_y=True, scaled=False)
    X, centred = patients()
    # the intercept's factor is the same in both scaled tables, and its way is the mean of y
    for scale, expected in ((1, 0.995), (1 / 442, 0.218)):
        left, singular, _ = np.linalg.svd(X * math.sqrt(scale), full_matrices=False)
        explainable = (left.T @ centred) ** 2
        rest = np.sum(explainable * (1 - 0.01 * 2 / 442 * singular**2) ** 2000)
        rest += 442 * (y.mean() * 0.98**1000) ** 2
        assert 1 - rest / np.sum(explainable) == pytest.approx(expected, abs=0.0005)
    table = np.column_stack([raw, np.ones(442)])
    assert 700 * 2 / (2 / 442 * np.linalg.norm(table, 2) ** 2) < 0.01
    assert "as it comes: bound 1, 21.8%" in printed("patients")


@pytest.mark.claim(
    "myths/rises",
    "On four blood values the two-point rate with its rises kept has the smallest median, and each run rises tenfold.",
)
def test_rises_that_are_undone_cost_steps():
    """In the eigendirections, with the page's starts and with others."""
    X, y = patients()
    X = X[:, 4:8]
    curvature, turn = np.linalg.eigh(2 / 442 * X.T @ X)
    fixed = 2 / (curvature[0] + curvature[-1])

    def walk(v, method):
        rate, losses = fixed, [curvature @ v**2]
        while losses[-1] > 1e-6 * losses[0]:
            length = rate
            while method == "undone" and curvature @ ((1 - length * curvature) * v) ** 2 > losses[-1]:
                length /= 2
            slopes = curvature * v
            v = v - length * slopes
            if method != "fixed":  # one over the curvature along the step, which goes along the slopes
                rate = np.sum(slopes**2) / np.sum(curvature * slopes**2)
            losses.append(curvature @ v**2)
        return np.array(losses)

    for seed in (1, 2, 3):
        away = (np.random.default_rng(seed).normal(0, 20, (31, 4)) - np.linalg.solve(X.T @ X, X.T @ y)) @ turn
        runs = {method: [walk(v, method) for v in away] for method in ("fixed", "undone", "kept")}
        medians = {method: int(np.median([len(run) - 1 for run in found])) for method, found in runs.items()}
        assert medians["kept"] < 0.8 * medians["undone"] < 0.2 * medians["fixed"]
        assert all(np.max(run[1:] / run[:-1]) > 10 for run in runs["kept"])
        assert not any(np.any(np.diff(run) > 0) for run in runs["undone"])
        if seed == 1:
            assert all(f"median {steps} steps" in printed("rises") for steps in medians.values())


@pytest.mark.claim(
    "myths/any-order",
    "On a quadratic with positive eigenvalues one step at each rate 1/λᵢ ends at the minimum, in any order.",
)
@given(st.lists(st.fractions(Fraction(1, 20), 20, max_denominator=20), min_size=1, max_size=4), st.data())
def test_one_step_for_each_eigenvalue_is_enough(eigenvalues, data):
    """In exact fractions; turning the axes changes no distance, so the axes may be the directions."""
    away = [data.draw(st.fractions(-10, 10, max_denominator=20)) for _ in eigenvalues]
    for eigenvalue in data.draw(st.permutations(eigenvalues)):
        slopes = [curvature * v for curvature, v in zip(eigenvalues, away, strict=True)]
        away = [v - slope / eigenvalue for v, slope in zip(away, slopes, strict=True)]
    assert not any(away)


def test_the_flattest_first_can_raise_the_loss():
    assert 1 * (1 - 1) ** 2 + 9 * (1 - 9) ** 2 > 1 + 9  # curvatures 1 and 9 from (1, 1), rate 1


@pytest.mark.claim(
    "myths/copies", "Copying every row equally often changes neither least squares nor the bound nor a full-batch step."
)
@given(st.integers(3, 12), st.integers(2, 10), st.integers(0, 1000))
def test_copies_teach_the_full_batch_nothing(n, copies, seed):
    """In whole numbers, so that equal means equal."""
    rng = np.random.default_rng(seed)
    X, y, w = rng.integers(-9, 10, (n, 3)), rng.integers(-9, 10, n), rng.integers(-9, 10, 3)
    many, answers = np.repeat(X, copies, axis=0), np.repeat(y, copies)
    assert np.array_equal(many.T @ many, copies * (X.T @ X))  # divided by the number of rows, the same Hessian
    assert np.array_equal(many.T @ (many @ w - answers), copies * (X.T @ (X @ w - y)))
    least, again = (np.linalg.lstsq(table, seen)[0] for table, seen in ((X, y), (many, answers)))
    np.testing.assert_allclose(X @ least, X @ again, atol=1e-9)
