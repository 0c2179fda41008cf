"""The claims of docs/practice/myths.md; the oracles are closed forms, exact fractions and other searches."""

import functools
import itertools
import math
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given
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
    "From 12 hours descent finds the tide with 3 and 10 days and not with 30, and with 30 from where 10 ended, with "
    "the page's noise and with others.",
    finds={3: True, 10: True, 30: False},
    handed_on=True,
)
@pytest.mark.refuted("It finds it with 30 days, too.", finds={3: True, 10: True, 30: True})
@pytest.mark.refuted("It does not find it with 10 days.", finds={3: True, 10: False, 30: False})
@pytest.mark.refuted("With 30 days it does not find it from where 10 ended, either.", handed_on=False)
def test_thirty_days_lose_the_tide(finds, handed_on):
    """Walk down a fine grid of frequencies, always to the lower neighbour, without a gradient."""
    for found, handed in tides():
        assert found == finds
        assert handed == handed_on


@functools.cache
def tides():
    """Return for 11 noises which records lead to the tide, and whether the longest does so from the end before."""
    hours = np.arange(720)
    grid = np.linspace(1.85, 2.1, 2501)
    waves = np.cos(2 * np.pi * np.outer(grid, hours / 24))
    seen = []
    for seed in range(1, 12):
        level = np.cos(2 * np.pi * hours / 12.42) + np.random.default_rng(seed).normal(0, 0.3, 720)
        start = handed = int(np.argmin(abs(grid - 2)))
        found = {}
        for days in (3, 10, 30):
            loss = np.mean((waves[:, : 24 * days] - level[: 24 * days]) ** 2, axis=1)
            at, handed = (downhill(loss, place) for place in (start, handed))
            found[days] = abs(24 / grid[at] - 12.42) < 0.1
            best = 24 / grid[np.argmin(loss)]
            assert best == pytest.approx(12.42, abs=0.1)  # the tide is the global minimum of the range
        seen.append((found, abs(24 / grid[handed] - 12.42) < 0.1))
    return seen


def downhill(loss, at):
    """Return where a walk to the lower neighbour ends."""
    while (lower := min((at - 1, at, at + 1), key=lambda i: loss[i])) != at:
        at = lower
    return at


@pytest.mark.claim(
    "myths/doubling",
    "On body mass index and blood pressure, five rates below the bound need 110, 53, 25, 11 and 168 steps until all "
    "weights are within 0.01.",
    needed=[110, 53, 25, 11, 168],
    within=0.01,
)
@pytest.mark.refuted("Each doubling halves the steps: 110, 55, 28, 14.", needed=[110, 55, 28, 14, 168])
@pytest.mark.refuted("They need that many until all weights are within 0.02.", within=0.02)
def test_the_largest_rate_is_the_slowest(needed, within):
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
            if max(abs(a + b), abs(a - b), abs(mean * (1 - 2 * rate) ** k)) < within:
                return k

    found = {rate: steps(rate) for rate in (0.05, 0.1, 0.2, 0.4, 0.7)}
    assert list(found.values()) == needed
    assert max(found) < 1 / (1 + together)  # the bound
    assert printed("doubling").count("steps") == 5


@pytest.mark.claim(
    "myths/passes",
    "On the flats, each size at its best rate: at constant rates tens are ahead after 1, 3 and 10 passes and behind "
    "the full batch after 30; at rates that fall linearly to zero they are ahead after 20.",
    constant={1: True, 3: True, 10: True, 30: False},
    falling={20: True},
)
@pytest.mark.refuted("At constant rates tens are ahead after 30, too.", constant={1: True, 3: True, 10: True, 30: True})
@pytest.mark.refuted("At constant rates they are behind after 10.", constant={1: True, 3: True, 10: False, 30: False})
@pytest.mark.refuted("At falling rates the full batch is ahead after 20.", falling={20: False})
def test_small_batches_lead_early_and_the_full_batch_late(constant, falling):
    """The full batch by its eigenvalues; batches of ten with other shuffles, in another loop."""
    assert {passes: ahead(passes, 0) for passes in constant} == constant
    assert {passes: ahead(passes, 1) for passes in falling} == falling
    constant_rates = printed("passes").partition("falling")[0]
    assert re.search(r"after 20 .* 4\.01$", constant_rates, re.MULTILINE)  # ahead there, and not with these shuffles
    assert not ahead(20, 0)


@functools.cache
def ahead(passes, fall):
    """Return whether tens end below the full batch, with rates that keep or lose the share `fall` of themselves."""
    rng = np.random.default_rng(1)
    area, age = rng.uniform(30, 120, 1000), rng.uniform(0, 80, 1000)
    km, rooms = rng.uniform(0.5, 15, 1000), area / 28 + rng.normal(0, 0.6, 1000)
    y = 150 + 9 * area + 40 * rooms - 2 * age - 25 * km + rng.normal(0, 80, 1000)
    X = np.column_stack([area, rooms, age, km])
    X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(1000)])
    eigenvalues, directions = np.linalg.eigh(X.T @ X / 1000)
    along = directions.T @ np.linalg.solve(X.T @ X, X.T @ y)
    rates = np.geomspace(0.012, 1.2, 100)
    factors = np.ones((100, 5))
    for k in range(passes):
        factors *= 1 - 2 * rates[:, None] * (1 - fall * k / passes) * eigenvalues
    full = np.min(np.sum(eigenvalues * factors**2 * along**2, axis=1))

    rates = np.geomspace(0.002, 0.2, 25)
    shuffles, w = np.random.default_rng(77), np.zeros((16, 25, 5))
    with np.errstate(all="ignore"):
        for k in range(passes):
            orders = np.array([shuffles.permutation(1000) for _ in range(16)])
            for i, rows in enumerate(np.split(orders, 100, axis=1)):
                slopes = np.matmul(np.matmul(w, X[rows].transpose(0, 2, 1)) - y[rows][:, None, :], X[rows]) / 5
                w = w - rates[None, :, None] * (1 - fall * (k + i / 100) / passes) * slopes
        above = ((w - directions @ along) @ directions) ** 2 @ eigenvalues
    chosen = np.nanargmin(np.median(above[:8], axis=0))
    return bool(np.median(above[8:, chosen]) < full)


@pytest.mark.claim(
    "myths/per-update",
    "On a convex loss a full-gradient step lowers the loss at least as much as a random batch's does on average.",
    batches=np.mean,
    kinds=("squared error", "cross-entropy"),
)
@pytest.mark.refuted("It lowers it at least as much as the step of each single batch.", batches=np.min)
@pytest.mark.refuted("On a loss that is not convex it does so, too.", kinds=("wave",))
@given(st.integers(0, 1000), st.integers(1, 4), st.floats(0.001, 3), st.integers(0, 1))
@example(6, 3, 3.0, 0)
def test_no_batch_beats_the_full_gradient_on_average_in_one_step(batches, kinds, seed, size, rate, pick):
    """Over all batches of a small table, of two convex losses."""
    kind = kinds[pick % len(kinds)]
    rng = np.random.default_rng(seed)
    X, y, w = rng.normal(size=(5, 2)), rng.choice([-1.0, 1.0], 5), rng.normal(size=2)

    def loss(w):
        s = X @ w
        return np.mean(
            {"squared error": (s - y) ** 2, "cross-entropy": np.logaddexp(0, -y * s), "wave": np.sin(s)}[kind]
        )

    def gradient(rows):
        Z, t = X[rows], y[rows]
        s = Z @ w
        outer = {"squared error": 2 * (s - t), "cross-entropy": -t / (1 + np.exp(t * s)), "wave": np.cos(s)}[kind]
        return outer @ Z / len(rows)

    full = loss(w - rate * gradient([0, 1, 2, 3, 4]))
    subsets = [list(rows) for rows in itertools.combinations(range(5), size)]
    after = batches([loss(w - rate * gradient(rows)) for rows in subsets])
    assert full <= after + 1e-12 * (1 + abs(after))


positive = st.floats(min_value=0.05, max_value=50)


@pytest.mark.claim(
    "myths/angle",
    "On a quadratic bowl the negative gradient misses the minimum by at most arccos(2√κ/(κ + 1)), which is attained.",
    least_cosine=lambda k: 2 * math.sqrt(k) / (k + 1),
)
@pytest.mark.refuted("It can miss it by arccos(1/√κ).", least_cosine=lambda k: 1 / math.sqrt(k))
@pytest.mark.refuted(
    "It misses it by at most half of that angle.",
    least_cosine=lambda k: math.cos(math.acos(min(1, 2 * math.sqrt(k) / (k + 1))) / 2),
)
@given(st.lists(positive, min_size=2, max_size=6), st.data())
def test_the_steepest_direction_misses_by_a_known_angle(least_cosine, eigenvalues, data):
    curvature = np.array(eigenvalues)
    away = np.array([data.draw(st.floats(-10, 10)) for _ in eigenvalues])
    assume(np.linalg.norm(away) > 0.1)

    def cosine(v):
        return v @ (curvature * v) / (np.linalg.norm(v) * np.linalg.norm(curvature * v))

    least, most = curvature.min(), curvature.max()
    bound = least_cosine(most / least)
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
    lines=lambda d: d,
    leaning=1,
)
@pytest.mark.refuted("In more than one weight d − 1 lines are enough.", lines=lambda d: max(1, d - 1))
@pytest.mark.refuted("Straight downhill ends there in d lines at most.", leaning=0)
@given(st.integers(1, 4), st.data())
def test_leaning_on_the_last_step_needs_one_line_a_weight(lines, leaning, d, data):
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
    for _ in range(lines(d)):
        gradient = [a - b for a, b in zip(times(w), target, strict=True)]
        if not any(gradient):
            break
        lean = leaning * dot(gradient, gradient) / square if direction else 0
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
    "myths/reach",
    "At rate 0.001 and with the usual β a thousand steps of Adam move no weight by more than five.",
    steps=1000,
    reach=5,
)
@pytest.mark.refuted("They move none by more than four.", reach=4)
@pytest.mark.refuted("Twelve hundred steps move none by more than five.", steps=1200)
def test_adam_cannot_reach_32_in_a_thousand_default_steps(steps, reach):
    """By the inequality of Cauchy and Schwarz, step by step with the bias correction; growing slopes come near."""
    growing = adam(lambda w, t: 1.1**t, 0.0, 0.001, steps)
    assert abs(growing[-1]) < reach
    total = 0.0
    for t in range(1, steps + 1):
        ages = np.arange(t)
        mean, square = 0.9**ages / np.sum(0.9**ages), 0.999**ages / np.sum(0.999**ages)
        total += 0.001 * math.sqrt(np.sum(mean**2 / square))  # the most that mean over root can be
    assert total < reach


@pytest.mark.claim(
    "myths/units",
    "From zero and with ε = 0, Adam on y times c at the rate times c walks the same path times c.",
    rate_times=lambda c: c,
    start=0.0,
)
@pytest.mark.refuted("At the same rate it walks the same path times c.", rate_times=lambda c: 1)
@pytest.mark.refuted("From a start of 1 it does so, too.", start=1.0)
@given(st.integers(-12, 12), st.floats(0.001, 10), st.integers(0, 1000))
def test_the_rate_of_adam_has_the_unit_of_the_weights(rate_times, start, power, rate, seed):
    """With c a power of two, all roundings are the same, so the paths are equal to the last bit."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-2, 4, 30), rng.normal(3, 1, 30)
    c = 2.0**power
    one = adam(lambda w, t: 2 * (x[t - 1] * w - y[t - 1]) * x[t - 1], start, rate, 30)
    other = adam(lambda w, t: 2 * (x[t - 1] * w - c * y[t - 1]) * x[t - 1], start, rate_times(c) * rate, 30)
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
    shifts=[0.2, 0.02],
)
@pytest.mark.refuted("It ends to the left of it, by as much.", shifts=[-0.2, -0.02])
@pytest.mark.refuted("At a tenth of the rate the shift is a hundredth.", shifts=[0.2, 0.002])
@pytest.mark.refuted("At the rate 1 it is about a quarter.", shifts=[0.25, 0.02])
def test_the_cloud_is_shifted_to_the_right(shifts):
    means = settled_means()
    assert [mean - math.log(9) for mean in means] == pytest.approx(shifts, rel=0.1)
    shown = [float(each) for each in re.findall(r"constant \S+ mean w (\S+),", printed("parcels"))]
    assert shown == pytest.approx(means, abs=0.02)


@functools.cache
def settled_means():
    """Return the mean weight of all runs, settled, at the rates 1 and 0.1."""
    return [mean_of_runs(1, 500), mean_of_runs(0.1, 800)]


@pytest.mark.claim(
    "myths/hundredth",
    "For the mean squared error on up to 99 standardised columns and an intercept, 0.01 is below the bound.",
    columns=99,
    scaled=lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
)
@pytest.mark.refuted("It is on 100 columns, too.", columns=100)
@pytest.mark.refuted("It is on 99 columns that are centred and no more.", scaled=lambda X: X - X.mean(axis=0))
@given(st.integers(0, 98), st.integers(2, 60), st.integers(0, 1000), st.floats(0, 1))
@example(98, 2, 0, 1.0)  # all columns alike
@example(99, 2, 0, 1.0)
@example(98, 3, 4, 1.0)
def test_a_hundredth_is_safe_on_up_to_99_standardised_columns(columns, scaled, fewer, n, seed, alike):
    rng, d = np.random.default_rng(seed), max(1, columns - fewer)
    X = alike * rng.normal(size=(n, 1)) + (1 - alike) * rng.normal(size=(n, d))
    X = np.column_stack([scaled(X), np.ones(n)])
    steepest = 2 / n * np.linalg.norm(X, 2) ** 2  # the largest singular value, not an eigenvalue
    assert steepest <= 2 * d + 1e-6
    assert 2 / steepest > 0.01
    copies = np.tile(X[:, :1], columns)  # the steepest of all
    assert 2 / (2 / n * np.linalg.norm(copies, 2) ** 2) > 0.01 + 1e-9


@pytest.mark.claim(
    "myths/patients",
    "After 1,000 steps at 0.01 on the patients: raw explodes, as it comes 21.8% is explained, standardised 99.5%.",
    steps=1000,
    explained={"standardised": 0.995, "as it comes": 0.218},
)
@pytest.mark.refuted("It is so after 950 steps, too.", steps=950)
@pytest.mark.refuted("Standardised, all is explained.", explained={"standardised": 1.0, "as it comes": 0.218})
def test_three_tables_of_the_same_patients(steps, explained):
    """In closed form: each direction of the table keeps its factor to the power 1,000."""
    raw, y = load_diabetes(return_X_y=True, scaled=False)
    X, centred = patients()
    # the intercept's factor is the same in both scaled tables, and its way is the mean of y
    for table, scale in (("standardised", 1), ("as it comes", 1 / 442)):
        left, singular, _ = np.linalg.svd(X * math.sqrt(scale), full_matrices=False)
        explainable = (left.T @ centred) ** 2
        rest = np.sum(explainable * (1 - 0.01 * 2 / 442 * singular**2) ** (2 * steps))
        rest += 442 * (y.mean() * 0.98**steps) ** 2
        assert 1 - rest / np.sum(explainable) == pytest.approx(explained[table], abs=0.0005)
    whole = np.column_stack([raw, np.ones(442)])
    assert 700 * 2 / (2 / 442 * np.linalg.norm(whole, 2) ** 2) < 0.01
    assert "as it comes: bound 1, 21.8%" in printed("patients")


@pytest.mark.claim(
    "myths/rises",
    "On four blood values the two-point rate with its rises kept has the smallest median of steps, and each run rises "
    "more than tenfold.",
    order=["kept", "undone", "fixed"],
    rise=10,
)
@pytest.mark.refuted("With its rises undone it has the smallest.", order=["undone", "kept", "fixed"])
@pytest.mark.refuted("Each run rises more than a hundredfold.", rise=100)
def test_rises_that_are_undone_cost_steps(order, rise):
    """In the eigendirections, with the page's starts and with others."""
    for seed in (1, 2, 3):
        runs = blood_runs(seed)
        medians = {method: int(np.median([len(run) - 1 for run in found])) for method, found in runs.items()}
        assert sorted(medians, key=medians.get) == order
        assert medians["kept"] < 0.8 * medians["undone"] < 0.2 * medians["fixed"]
        assert all(np.max(run[1:] / run[:-1]) > rise for run in runs["kept"])
        assert not any(np.any(np.diff(run) > 0) for run in runs["undone"])
        if seed == 1:
            assert all(f"median {steps} steps" in printed("rises") for steps in medians.values())


@functools.cache
def blood_runs(seed):
    """Return the losses of three walkers from 31 starts."""
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

    away = (np.random.default_rng(seed).normal(0, 20, (31, 4)) - np.linalg.solve(X.T @ X, X.T @ y)) @ turn
    return {method: [walk(v, method) for v in away] for method in ("fixed", "undone", "kept")}


@pytest.mark.claim(
    "myths/any-order",
    "On a quadratic with positive eigenvalues one step at each rate 1/λᵢ ends at the minimum, in any order.",
    rate=lambda eigenvalue: 1 / eigenvalue,
    left_out=0,
)
@pytest.mark.refuted("One step at each of the bounds 2/λᵢ does.", rate=lambda eigenvalue: 2 / eigenvalue)
@pytest.mark.refuted("It ends there without the last of these steps.", left_out=1)
@given(st.lists(st.fractions(Fraction(1, 20), 20, max_denominator=20), min_size=1, max_size=4), st.data())
def test_one_step_for_each_eigenvalue_is_enough(rate, left_out, eigenvalues, data):
    """In exact fractions; turning the axes changes no distance, so the axes may be the directions."""
    away = [data.draw(st.fractions(-10, 10, max_denominator=20)) for _ in eigenvalues]
    for eigenvalue in data.draw(st.permutations(eigenvalues))[left_out:]:
        slopes = [curvature * v for curvature, v in zip(eigenvalues, away, strict=True)]
        away = [v - rate(eigenvalue) * slope for v, slope in zip(away, slopes, strict=True)]
    assert not any(away)


def test_the_flattest_first_can_raise_the_loss():
    assert 1 * (1 - 1) ** 2 + 9 * (1 - 9) ** 2 > 1 + 9  # curvatures 1 and 9 from (1, 1), rate 1


@pytest.mark.claim(
    "myths/copies",
    "Copying every row equally often changes neither least squares nor the bound nor a full-batch step.",
    copied=lambda table, times: np.repeat(table, times, axis=0),
)
@pytest.mark.refuted(
    "Copying some rows changes none of them, either.",
    copied=lambda table, times: np.concatenate([table, *[table[:1]] * times]),
)
@pytest.mark.refuted(
    "Copying all rows and leaving out one changes none of them.",
    copied=lambda table, times: np.repeat(table, times, axis=0)[1:],
)
@given(st.integers(3, 12), st.integers(2, 10), st.integers(0, 1000))
def test_copies_teach_the_full_batch_nothing(copied, n, copies, seed):
    """In whole numbers, so that equal means equal."""
    rng = np.random.default_rng(seed)
    X, y, w = rng.integers(-9, 10, (n, 3)), rng.integers(-9, 10, n), rng.integers(-9, 10, 3)
    many, answers = copied(X, copies), copied(y, copies)
    # divided by the number of rows, the same Hessian and the same gradient
    assert np.array_equal(n * (many.T @ many), len(many) * (X.T @ X))
    assert np.array_equal(n * (many.T @ (many @ w - answers)), len(many) * (X.T @ (X @ w - y)))
    least, again = (np.linalg.lstsq(table, seen)[0] for table, seen in ((X, y), (many, answers)))
    np.testing.assert_allclose(X @ least, X @ again, atol=1e-9)
