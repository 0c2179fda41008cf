"""The claims of docs/descent/many-weights.md; the oracles are exact fractions, matrix powers and closed forms."""

import functools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "many-weights"
HOUSES = [(1, 2, 1, 1000), (1, 3, 2, 1500), (1, 4, 2, 1800), (1, 3, 3, 2000), (1, 5, 4, 3000)]
PRICES = [250, 380, 450, 520, 750]
numbers = st.integers(-9, 9)


@functools.cache
def kept(program, name):
    """Return a function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / f"{program}.py"))[name]


def solve(matrix, right):
    """Return the exact solution of a system of linear equations, by elimination with fractions."""
    rows = [[Fraction(entry) for entry in row] + [Fraction(last)] for row, last in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = next(k for k in range(i, len(rows)) if rows[k][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [entry / rows[i][i] for entry in rows[i]]
        for k in range(len(rows)):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] for row in rows]


def exact_best(columns):
    """Return the least squares weights of the chosen columns of the houses, exactly, and their loss."""
    X = [[row[j] for j in columns] for row in HOUSES]
    gram = [[sum(row[i] * row[j] for row in X) for j in range(len(columns))] for i in range(len(columns))]
    weights = solve(gram, [sum(row[i] * y for row, y in zip(X, PRICES, strict=True)) for i in range(len(columns))])
    return weights, loss(X, PRICES, weights)


def loss(X, y, w):
    return sum((sum(a * b for a, b in zip(row, w, strict=True)) - t) ** 2 for row, t in zip(X, y, strict=True)) / len(y)


def house_hessian():
    X = np.array(HOUSES, dtype=float)
    return 2 / 5 * X.T @ X


def largest(hessian):
    """Return the largest eigenvalue, as the growth of a vector under repeated squaring."""
    power = np.linalg.matrix_power(hessian / np.trace(hessian), 64)
    v = power @ np.ones(len(hessian))
    return float(v @ hessian @ v / (v @ v))


def walked(hessian, best, start, rate, steps):
    """Return the weights after so many steps, from a power of the step's matrix."""
    return best + np.linalg.matrix_power(np.eye(len(best)) - rate * hessian, steps) @ (start - best)


def even():
    """Return the page's 50 cases, intercept last."""
    rng = np.random.default_rng(1)
    X = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
    return X, X @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)


def left(hessian, best, share, steps):
    """Return which share of the excess loss is left after so many steps from zero."""
    away = walked(hessian, best, np.zeros(len(best)), share / largest(hessian), steps) - best
    return (away @ hessian @ away) / (best @ hessian @ best)


@pytest.mark.claim(
    "many-weights/none-right",
    "After 1000 steps at 1/λ_max from zero no weight of the five houses is within 10%; the loss is 6 times the least.",
)
def test_no_weight_is_right_after_a_thousand_steps():
    exact, least = exact_best([0, 1, 2, 3])
    best, hessian = np.array(exact, dtype=float), house_hessian()
    w = walked(hessian, best, np.zeros(4), 1 / largest(hessian), 1000)
    assert np.all(np.abs(w - best) > 0.1 * np.abs(best))
    assert w[1] < 0 < best[1]
    assert 6 < loss(HOUSES, PRICES, w) / float(least) < 6.1


@pytest.mark.claim(
    "many-weights/area-alone",
    "From the first to the 1000th step the houses' loss is within 0.003 of that of the best multiple of the area.",
)
def test_descent_stays_at_the_fit_of_the_area_alone():
    (alone,), of_area = exact_best([3])
    best, hessian = np.array(exact_best([0, 1, 2, 3])[0], dtype=float), house_hessian()
    for steps in (1, 1000):  # the loss falls in between
        w = walked(hessian, best, np.zeros(4), 1 / largest(hessian), steps)
        assert abs(loss(HOUSES, PRICES, w) - of_area) < 0.003
        assert abs(w[3] - alone) < 0.00001
        assert np.all(np.abs(w[:3]) < 0.001)


@pytest.mark.claim(
    "many-weights/steepest",
    "Of all steps v of one length, v = −c∇J has the smallest ∇J · v, for a gradient that is not 0.",
)
@given(st.lists(numbers, min_size=3, max_size=3), st.lists(numbers, min_size=3, max_size=3))
def test_no_direction_falls_faster(gradient, v):
    """Compare squares in whole numbers: v as long as the gradient would fall by |g·v| |g| / |v| ≤ g·g."""
    assume(any(gradient) and any(v))
    dot = sum(a * b for a, b in zip(gradient, v, strict=True))
    squared, length = sum(a * a for a in gradient), sum(b * b for b in v)
    assert dot**2 <= squared * length
    parallel = all(gradient[i] * v[j] == gradient[j] * v[i] for i in range(3) for j in range(3))
    assert (dot**2 == squared * length) == parallel


@pytest.mark.claim(
    "many-weights/matrix-form", "The partial derivatives of the mean squared error are (2/n) Xᵀ(Xw − y)."
)
@given(st.integers(1, 5), st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_matrix_form_holds_every_slope(n, d, random):
    """Each slope is measured by a central difference in fractions, which is exact for a parabola."""
    X = [[random.randint(-9, 9) for _ in range(d)] for _ in range(n)]
    y = [random.randint(-9, 9) for _ in range(n)]
    w = [Fraction(random.randint(-9, 9)) for _ in range(d)]
    gradient = Fraction(2, n) * (np.array(X, dtype=object).T @ (np.array(X, dtype=object) @ w - y))
    for j in range(d):
        up, down = ([a + side * (i == j) for i, a in enumerate(w)] for side in (1, -1))
        assert gradient[j] == (loss(X, y, up) - loss(X, y, down)) / 2


@pytest.mark.claim(
    "many-weights/check-finds",
    "For a slope c times the right one, −1 ≤ c ≤ 1, the check reports 1 − c: ½, 1 and 2 for c = ½, 0 and −1.",
)
@given(st.lists(st.floats(-1, 1), min_size=3, max_size=3), st.lists(st.floats(1, 5), min_size=3, max_size=3))
def test_the_check_reports_how_far_a_slope_is_off(factors, w):
    def gradient(w):  # of Σ w³, right but for the factors
        return np.array(factors) * 3 * np.asarray(w) ** 2

    off = kept("gradient_check", "gradient_check")(lambda w: np.sum(w**3), gradient, w)
    assert off == pytest.approx(1 - np.array(factors), abs=1e-6)


@pytest.mark.claim(
    "many-weights/no-intercept",
    "On the even features, without the intercept's slope, the loss settles at 22.3; the least possible is 0.009.",
)
def test_a_missing_slope_settles_too_high():
    X, y = even()
    weights, *_ = np.linalg.lstsq(X[:, :3], y)  # what descent tends to, if the intercept stays zero
    assert np.mean((X[:, :3] @ weights - y) ** 2) == pytest.approx(22.3, abs=0.05)
    assert np.mean((X @ np.linalg.inv(X.T @ X) @ X.T @ y - y) ** 2) == pytest.approx(0.009, abs=0.0005)


@pytest.mark.claim(
    "many-weights/truncation",
    "A central difference is off by at most h²/6 · max |f‴|, a one-sided one by h/2 · max |f″|, rounding aside.",
)
@given(st.floats(-4, 4), st.floats(0.01, 1), st.floats(0.5, 3))
def test_the_difference_is_off_by_no_more(x, h, speed):
    """On sin(speed · x), whose derivatives are at most powers of the speed, and on powers, which attain both."""
    slope = speed * math.cos(speed * x)
    central = (math.sin(speed * (x + h)) - math.sin(speed * (x - h))) / (2 * h)
    one_sided = (math.sin(speed * (x + h)) - math.sin(speed * x)) / h
    assert abs(central - slope) <= h**2 / 6 * speed**3 + 1e-12
    assert abs(one_sided - slope) <= h / 2 * speed**2 + 1e-12
    x, h = Fraction(x), Fraction(h)
    assert ((x + h) ** 3 - (x - h) ** 3) / (2 * h) - 3 * x**2 == h**2 / 6 * 6
    assert ((x + h) ** 2 - x**2) / h - 2 * x == h / 2 * 2


@pytest.mark.claim(
    "many-weights/exact-on-quadratics", "In exact arithmetic a central difference of a quadratic is right for any step."
)
@given(st.lists(st.fractions(-9, 9), min_size=9, max_size=9), st.fractions(Fraction(1, 100), 100))
def test_the_central_difference_of_a_quadratic_is_exact(parts, h):
    """The quadratic is Σ aᵢⱼ wᵢ wⱼ + Σ bᵢ wᵢ in two weights."""
    a, b, c, d, e, *w = parts[:7]

    def quadratic(w):
        return a * w[0] ** 2 + b * w[0] * w[1] + c * w[1] ** 2 + d * w[0] + e * w[1]

    measured = (quadratic([w[0] + h, w[1]]) - quadratic([w[0] - h, w[1]])) / (2 * h)
    assert measured == 2 * a * w[0] + b * w[1] + d


@pytest.mark.claim(
    "many-weights/share-learned",
    "On a quadratic with positive curvatures descent from zero covers 1 − (1 − αλᵢ)^k of direction i in k steps.",
)
@given(st.integers(0, 10**6), st.integers(0, 50), st.floats(0.001, 0.05))
def test_each_direction_is_learned_by_the_formula(seed, steps, rate):
    """The quadratic is built from chosen curvatures and directions; nobody looks for eigenvalues."""
    rng = np.random.default_rng(seed)
    directions = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    curvatures = rng.uniform(0.1, 50, 4)
    hessian, best = directions @ np.diag(curvatures) @ directions.T, directions @ rng.uniform(1, 2, 4)
    descend = kept("gradient_descent", "gradient_descent")
    w = descend(lambda w: hessian @ (w - best), np.zeros(4), steps, rate)[-1]
    share = (directions.T @ w) / (directions.T @ best)
    assert share == pytest.approx(1 - (1 - rate * curvatures) ** steps, rel=1e-6, abs=1e-6)


@pytest.mark.claim(
    "many-weights/billion",
    "At 1/λ_max the flattest direction of the five houses needs between 1.0 and 1.2 billion steps for 99% of its way.",
)
def test_the_flattest_direction_needs_a_billion_steps():
    """Power iteration with the inverse finds the direction; powers of the step's matrix walk along it."""
    hessian = house_hessian()
    flattest = np.linalg.matrix_power(np.linalg.inv(hessian), 30) @ np.ones(4)
    flattest /= np.linalg.norm(flattest)
    for steps, arrived in ((1_000_000_000, False), (1_200_000_000, True)):
        after = walked(hessian, np.zeros(4), flattest, 1 / largest(hessian), steps)
        assert (flattest @ after < 0.01) == arrived


@pytest.mark.claim(
    "many-weights/fall",
    "The 1000th step on the houses takes α‖∇J‖², about 3.2e-06, off the loss, to 0.1%; ‖∇J‖ is 4.98, to 0.01.",
)
def test_the_loss_falls_by_the_rate_times_the_squared_gradient():
    """Both losses in fractions, so that their small difference is exact."""
    best, hessian = np.array(exact_best([0, 1, 2, 3])[0], dtype=float), house_hessian()
    rate = Fraction(1 / largest(hessian))
    w = [Fraction(a) for a in walked(hessian, best, np.zeros(4), float(rate), 999)]
    X, y = np.array(HOUSES, dtype=object), np.array(PRICES, dtype=object)
    gradient = Fraction(2, 5) * (X.T @ (X @ w - y))
    fall = loss(HOUSES, PRICES, w) - loss(HOUSES, PRICES, w - rate * gradient)
    assert float(fall) == pytest.approx(float(rate * gradient @ gradient), rel=0.001)
    assert float(fall) == pytest.approx(3.2e-6, abs=0.05e-6)
    assert math.sqrt(gradient @ gradient) == pytest.approx(4.98, abs=0.01)


@pytest.mark.claim(
    "many-weights/half-billion",
    "At any rate below 2/λ_max the flattest direction of the five houses needs over 0.5 billion steps for 99%.",
)
def test_no_rate_needs_less_than_half_a_billion_steps():
    """A larger rate shrinks the flattest direction faster up to the bound, so it is enough to look there."""
    hessian = house_hessian()
    smallest = 1 / largest(np.linalg.inv(hessian))
    assert smallest * 2 / largest(hessian) < 1  # the factor is positive
    assert (1 - smallest * 2 / largest(hessian)) ** 500_000_000 > 0.01


@pytest.mark.claim(
    "many-weights/rates",
    "In 100 steps 0.2/λ, 1/λ, 1.9/λ leave under 1e-8 of the excess on the even features, 2.1e-4 on the houses.",
)
def test_no_rate_gets_the_houses_on():
    X, y = even()
    best = np.linalg.inv(X.T @ X) @ X.T @ y
    exact = np.array(exact_best([0, 1, 2, 3])[0], dtype=float)
    for share in (0.2, 1, 1.9):
        assert left(2 / 50 * X.T @ X, best, share, 100) < 1e-8
        assert left(house_hessian(), exact, share, 100) == pytest.approx(2.1e-4, rel=0.03)
    assert left(2 / 50 * X.T @ X, best, 2.1, 100) > 1e8
    assert left(house_hessian(), exact, 2.1, 100) > 1e8


@pytest.mark.claim(
    "many-weights/any-start",
    "On a quadratic with positive curvatures and 0 < α < 2/λ_max all starts end at one place; y changes no factor.",
)
@given(st.integers(0, 10**6), st.floats(0.05, 0.95))
def test_the_start_does_not_decide_the_limit(seed, share):
    """The difference of two runs, for two different y, is the same power of one matrix."""
    rng = np.random.default_rng(seed)
    directions = np.linalg.qr(rng.normal(size=(3, 3)))[0]
    hessian = directions @ np.diag(rng.uniform(1, 5, 3)) @ directions.T
    rate, starts = share * 2 / largest(hessian), rng.normal(0, 10, (2, 3))
    descend = kept("gradient_descent", "gradient_descent")
    differences = []
    for best in rng.normal(0, 10, (2, 3)):
        runs = [descend(lambda w, best=best: hessian @ (w - best), start, 600, rate) for start in starts]
        assert np.allclose([run[-1] for run in runs], best, atol=1e-3)
        differences.append(runs[0] - runs[1])
    assert np.allclose(*differences, atol=1e-9)


@pytest.mark.claim(
    "many-weights/start-stays",
    "On the five houses no intercept of the 20 seeds moves by more than 0.0141 in 1000 steps at 1/λ_max.",
)
def test_the_intercept_stays_where_it_was_put():
    best, hessian = np.array(exact_best([0, 1, 2, 3])[0], dtype=float), house_hessian()
    for seed in range(20):
        start = np.random.default_rng(seed).normal(0, 10, 4)
        assert abs(walked(hessian, best, start, 1 / largest(hessian), 1000)[0] - start[0]) <= 0.0141


@pytest.mark.claim("many-weights/zero-trap", "Descent on ½(w₁w₂ − 1)² never moves from zero, where the loss is ½.")
@given(st.floats(1e-3, 1))
def test_zero_is_a_trap(width):
    def product_loss(a, b):
        return (Fraction(a) * Fraction(b) - 1) ** 2 / 2

    assert product_loss(width, 0) == product_loss(-width, 0) == product_loss(0, width) == Fraction(1, 2)
    path = kept("gradient_descent", "gradient_descent")(lambda w: (w[0] * w[1] - 1) * w[::-1], [0, 0], 50, width)
    assert not path.any()


def test_gradient_descent_refuses_bad_input():
    descend = kept("gradient_descent", "gradient_descent")
    for start in ([[1.0]], 1.0, [math.nan], [math.inf]):
        with pytest.raises(ValueError, match="not a vector"):
            descend(lambda w: w, start, 1, 0.1)
    for steps in (-1, 1.5, math.nan):
        with pytest.raises(ValueError, match="not a whole number"):
            descend(lambda w: w, [1.0], steps, 0.1)
    for rate in (0, -0.1, math.inf, math.nan):
        with pytest.raises(ValueError, match="not positive and finite"):
            descend(lambda w: w, [1.0], 1, rate)
    with pytest.raises(ValueError, match=r"gradient \(1, 1\), but start \(1,\)"):
        descend(lambda w: w[None], [1.0], 1, 0.1)


def test_gradient_descent_keeps_its_path_and_its_start():
    descend = kept("gradient_descent", "gradient_descent")
    start = np.array([4.0, 2.0])

    def gradient(w):
        w *= 1  # even a gradient that writes to its argument
        w += 0
        return w

    path = descend(gradient, start, 3, 0.5)
    assert np.array_equal(path, [[4, 2], [2, 1], [1, 0.5], [0.5, 0.25]])
    assert descend(gradient, [4, 2], 0, 0.5).shape == (1, 2)
    assert np.array_equal(start, [4, 2])


def test_gradient_check_refuses_bad_input():
    check = kept("gradient_check", "gradient_check")
    for w, step in (([[1.0]], 1e-5), ([1.0], 0), ([1.0], math.nan)):
        with pytest.raises(ValueError, match="step="):
            check(lambda w: np.sum(w**2), lambda w: 2 * w, w, step)
    with pytest.raises(ValueError, match="gradient"):
        check(lambda w: np.sum(w**2), lambda w: 2, [1.0])
