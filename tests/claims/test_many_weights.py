"""The claims of docs/descent/many-weights.md; the oracles are exact fractions, matrix powers and closed forms."""

import functools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "many-weights"
HOUSES = [(1, 2, 1, 1000), (1, 3, 2, 1500), (1, 4, 2, 1800), (1, 3, 3, 2000), (1, 5, 4, 3000)]
PRICES = [250, 380, 450, 520, 750]
randoms = st.randoms(use_true_random=False)
seeds = st.integers(0, 10**6)


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


@functools.cache
def house_hessian():
    X = np.array(HOUSES, dtype=float)
    return 2 / 5 * X.T @ X


@functools.cache
def house_best():
    return np.array(exact_best([0, 1, 2, 3])[0], dtype=float)


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


def bowl(seed, curvatures):
    """Return a Hessian with these curvatures along random directions at right angles, and the directions."""
    rng = np.random.default_rng(seed)
    directions = np.linalg.qr(rng.normal(size=(len(curvatures), len(curvatures))))[0]
    return directions @ np.diag(curvatures) @ directions.T, directions


@pytest.mark.claim(
    "many-weights/none-right",
    "After 1000 steps at 1/λ_max from zero no weight of the five houses is within 10%; the loss is 6 times the least.",
    within=0.1,
    times=6,
)
@pytest.mark.refuted("None is within 26%.", within=0.26)
@pytest.mark.refuted("The loss is 5 times the least.", times=5)
def test_no_weight_is_right_after_a_thousand_steps(within, times):
    least, best = exact_best([0, 1, 2, 3])[1], house_best()
    w = walked(house_hessian(), best, np.zeros(4), 1 / largest(house_hessian()), 1000)
    assert np.all(np.abs(w - best) > within * np.abs(best))
    assert w[1] < 0 < best[1]
    assert times < loss(HOUSES, PRICES, w) / float(least) < times + 0.1


@pytest.mark.claim(
    "many-weights/area-alone",
    "From the first to the 1000th step at 1/λ_max from zero the houses' loss is within 0.003 of that of the best "
    "multiple of the area.",
    within=0.003,
    steps=1000,
)
@pytest.mark.refuted("It is within 0.002.", within=0.002)
@pytest.mark.refuted("It is so up to the 10,000th step.", steps=10_000)
def test_descent_stays_at_the_fit_of_the_area_alone(within, steps):
    (alone,), of_area = exact_best([3])
    for k in (1, steps):  # the loss falls in between
        w = walked(house_hessian(), house_best(), np.zeros(4), 1 / largest(house_hessian()), k)
        assert abs(loss(HOUSES, PRICES, w) - of_area) < within
        assert abs(w[3] - alone) < 0.00001
        assert np.all(np.abs(w[:3]) < 0.001)


@pytest.mark.claim(
    "many-weights/steepest",
    "Of all steps v of one length, v = −c∇J has the smallest ∇J · v, for a gradient that is not 0.",
    best=lambda gradient: [-a for a in gradient],
)
@pytest.mark.refuted(
    "The one along the weight with the largest slope has.",
    best=lambda gradient: [-a if abs(a) == max(map(abs, gradient)) else 0 for a in gradient],
)
@pytest.mark.refuted(
    "The one that moves each weight by the same amount, against its slope, has.",
    best=lambda gradient: [(a < 0) - (a > 0) for a in gradient],
)
@given(st.integers(1, 4), randoms)
def test_no_direction_falls_faster(best, d, random):
    """In whole numbers: ∇J · v over the length of v, as its square with the sign, and the same along the best."""
    gradient, other = ([random.randint(-9, 9) for _ in range(d)] for _ in range(2))
    assume(any(gradient) and any(other))

    def fall(v):
        dot = sum(a * b for a, b in zip(gradient, v, strict=True))
        return Fraction(dot * abs(dot), sum(a * a for a in v))

    for v in (other, [-a for a in gradient]):
        assert fall(best(gradient)) <= fall(v)
    chosen = best(gradient)
    along = all(chosen[i] * other[j] == chosen[j] * other[i] for i in range(d) for j in range(d))
    assert (abs(fall(other)) == abs(fall(chosen))) == along


@pytest.mark.claim(
    "many-weights/matrix-form",
    "The partial derivatives of the mean squared error are (2/n) Xᵀ(Xw − y).",
    factor=lambda n: Fraction(2, n),
)
@pytest.mark.refuted("They are (1/n) Xᵀ(Xw − y).", factor=lambda n: Fraction(1, n))
@pytest.mark.refuted("They are 2 Xᵀ(Xw − y), as for the sum.", factor=lambda n: 2)
@pytest.mark.refuted("They are (2/n) Xᵀ(y − Xw).", factor=lambda n: Fraction(-2, n))
@given(st.integers(1, 5), st.integers(1, 4), randoms)
def test_the_matrix_form_holds_every_slope(factor, n, d, random):
    """Each slope is measured by a central difference in fractions, which is exact for a parabola."""
    X = [[random.randint(-9, 9) for _ in range(d)] for _ in range(n)]
    y = [random.randint(-9, 9) for _ in range(n)]
    w = [Fraction(random.randint(-9, 9)) for _ in range(d)]
    gradient = factor(n) * (np.array(X, dtype=object).T @ (np.array(X, dtype=object) @ w - y))
    for j in range(d):
        up, down = ([a + side * (i == j) for i, a in enumerate(w)] for side in (1, -1))
        assert gradient[j] == (loss(X, y, up) - loss(X, y, down)) / 2


@pytest.mark.claim(
    "many-weights/check-finds",
    "For a slope c times the right one, −1 ≤ c ≤ 1, the check reports 1 − c: ½, 1 and 2 for c = ½, 0 and −1.",
    report=lambda c: 1 - c,
    largest=1,
)
@pytest.mark.refuted("It reports 1 − c up to c = 2, without the sign.", report=lambda c: abs(1 - c), largest=2)
@pytest.mark.refuted("It reports (1 − c)/(1 + |c|).", report=lambda c: (1 - c) / (1 + abs(c)))
@given(st.lists(st.floats(-1, 1), min_size=3, max_size=3), st.lists(st.floats(1, 5), min_size=3, max_size=3))
@example([0.5, 0.0, -1.0], [1.0, 2.0, 5.0])
def test_the_check_reports_how_far_a_slope_is_off(report, largest, factors, w):
    factors = largest * np.array(factors)

    def gradient(w):  # of Σ w³, right but for the factors
        return factors * 3 * np.asarray(w) ** 2

    off = kept("gradient_check", "gradient_check")(lambda w: np.sum(w**3), gradient, w)
    assert off == pytest.approx(report(factors), abs=1e-6)


@functools.cache
def losses_without_intercept():
    """Return what descent tends to if the intercept stays zero, and the least possible loss."""
    X, y = even()
    weights, *_ = np.linalg.lstsq(X[:, :3], y)
    return np.mean((X[:, :3] @ weights - y) ** 2), np.mean((X @ np.linalg.inv(X.T @ X) @ X.T @ y - y) ** 2)


@pytest.mark.claim(
    "many-weights/no-intercept",
    "On the even features, from zero without the intercept's slope, the loss settles at 22.3; the least is 0.009.",
    settles="22.3",
    least="0.009",
)
@pytest.mark.refuted("It settles at 22.5.", settles="22.5")
@pytest.mark.refuted("The least possible is 0.010, the variance of the noise.", least="0.010")
def test_a_missing_slope_settles_too_high(settles, least):
    assert [f"{losses_without_intercept()[0]:.1f}", f"{losses_without_intercept()[1]:.3f}"] == [settles, least]


@pytest.mark.claim(
    "many-weights/truncation",
    "A central difference is off by at most h²/6 · max |f‴|, a one-sided one by h/2 · max |f″|, rounding aside.",
    central=Fraction(1, 6),
    one_sided=Fraction(1, 2),
)
@pytest.mark.refuted("The central one is off by at most h²/7 · max |f‴|.", central=Fraction(1, 7))
@pytest.mark.refuted("The one-sided one is off by at most 0.49 h · max |f″|.", one_sided=Fraction(49, 100))
@given(st.floats(-4, 4), st.floats(0.01, 1), st.floats(0.5, 3))
def test_the_difference_is_off_by_no_more(central, one_sided, x, h, speed):
    """On sin(speed · x), whose derivatives are at most powers of the speed, and on powers, which attain both."""
    slope = speed * math.cos(speed * x)
    measured = (math.sin(speed * (x + h)) - math.sin(speed * (x - h))) / (2 * h)
    ahead = (math.sin(speed * (x + h)) - math.sin(speed * x)) / h
    assert abs(measured - slope) <= h**2 * central * speed**3 + 1e-12
    assert abs(ahead - slope) <= h * one_sided * speed**2 + 1e-12
    x, h = Fraction(x), Fraction(h)
    assert ((x + h) ** 3 - (x - h) ** 3) / (2 * h) - 3 * x**2 == h**2 * central * 6
    assert ((x + h) ** 2 - x**2) / h - 2 * x == h * one_sided * 2


@functools.cache
def errors_by_step(seed):
    """Return the errors of both differences of a mean log cosh loss, for steps of 0.1, 0.01 and 0.001."""
    rng = np.random.default_rng(seed)
    X, y, w = rng.normal(0, 1, (30, 3)), rng.normal(0, 2, 30), rng.normal(0, 1, 3)

    def of_errors(w):
        return np.mean(np.log(np.cosh(X @ w - y)))

    exact, found = X.T @ np.tanh(X @ w - y) / 30, []
    for h in (0.1, 0.01, 0.001):
        sides = h * np.eye(3)
        central = [(of_errors(w + side) - of_errors(w - side)) / (2 * h) for side in sides]
        ahead = [(of_errors(w + side) - of_errors(w)) / h for side in sides]
        found.append([np.linalg.norm(central - exact), np.linalg.norm(ahead - exact)])
    return np.array(found)


@pytest.mark.claim(
    "many-weights/tenth",
    "For the log cosh loss, between steps of 0.1 and 0.001, a tenth of the step gives a hundredth of the central error "
    "and a tenth of the one-sided one, to 5%.",
    central=100,
    one_sided=10,
)
@pytest.mark.refuted("It gives a tenth of the central error.", central=10)
@pytest.mark.refuted("It gives a hundredth of the one-sided one, too.", one_sided=100)
def test_a_tenth_of_the_step(central, one_sided):
    for seed in range(20):
        found = errors_by_step(seed)
        assert found[:-1] / found[1:] == pytest.approx(np.array([[central, one_sided]] * 2), rel=0.05)


@pytest.mark.claim(
    "many-weights/exact-on-quadratics",
    "In exact arithmetic a central difference of a quadratic is right for any step.",
    back=1,
    cubic=0,
)
@pytest.mark.refuted("A one-sided one is, too.", back=0)
@pytest.mark.refuted("It is right for a cubic, too.", cubic=1)
@given(st.integers(1, 4), randoms)
def test_the_central_difference_of_a_quadratic_is_exact(back, cubic, d, random):
    """The quadratic is Σ aᵢⱼ wᵢ wⱼ + Σ bᵢ wᵢ, in fractions."""
    A = [[Fraction(random.randint(-9, 9), 7) for _ in range(d)] for _ in range(d)]
    b, w = ([Fraction(random.randint(-9, 9), 5) for _ in range(d)] for _ in range(2))
    h = Fraction(random.randint(1, 999), random.randint(1, 99))

    def quadratic(w):
        twice = sum(A[i][j] * w[i] * w[j] for i in range(d) for j in range(d))
        return twice + sum(b[i] * w[i] + cubic * w[i] ** 3 for i in range(d))

    for j in range(d):
        ahead, behind = ([a + side * h * (i == j) for i, a in enumerate(w)] for side in (1, -back))
        slope = sum((A[i][j] + A[j][i]) * w[i] for i in range(d)) + b[j] + cubic * 3 * w[j] ** 2
        assert (quadratic(ahead) - quadratic(behind)) / (h * (1 + back)) == slope


@pytest.mark.claim(
    "many-weights/share-learned",
    "On a quadratic with positive curvatures descent from zero covers 1 − (1 − αλᵢ)^k of direction i in k steps.",
    learned=lambda step, k: 1 - (1 - step) ** k,
)
@pytest.mark.refuted("It covers 1 − e^(−αλᵢk).", learned=lambda step, k: 1 - np.exp(-step * k))
@pytest.mark.refuted("It covers 1 − (1 − αλᵢ)^(2k), as of the loss.", learned=lambda step, k: 1 - (1 - step) ** (2 * k))
@given(seeds, st.integers(1, 6), st.integers(0, 50), st.floats(0.001, 0.05))
def test_each_direction_is_learned_by_the_formula(learned, seed, d, steps, rate):
    """The quadratic is built from chosen curvatures and directions; nobody looks for eigenvalues."""
    rng = np.random.default_rng(seed)
    curvatures = rng.uniform(0.1, 50, d)
    hessian, directions = bowl(seed, curvatures)
    best = directions @ rng.uniform(1, 2, d)
    descend = kept("gradient_descent", "gradient_descent")
    w = descend(lambda w: hessian @ (w - best), np.zeros(d), steps, rate)[-1]
    share = (directions.T @ w) / (directions.T @ best)
    assert share == pytest.approx(learned(rate * curvatures, steps), rel=1e-6, abs=1e-6)


@pytest.mark.claim(
    "many-weights/billion",
    "At 1/λ_max the flattest direction of the five houses needs between 1.0 and 1.2 billion steps for 99% of its way.",
    between=(1_000_000_000, 1_200_000_000),
)
@pytest.mark.refuted("It needs less than 1.0 billion.", between=(800_000_000, 1_000_000_000))
@pytest.mark.refuted("It needs more than 1.2 billion.", between=(1_200_000_000, 1_400_000_000))
def test_the_flattest_direction_needs_a_billion_steps(between):
    """Power iteration with the inverse finds the direction; powers of the step's matrix walk along it."""
    hessian = house_hessian()
    flattest = np.linalg.matrix_power(np.linalg.inv(hessian), 30) @ np.ones(4)
    flattest /= np.linalg.norm(flattest)
    for steps, arrived in zip(between, (False, True), strict=True):
        after = walked(hessian, np.zeros(4), flattest, 1 / largest(hessian), steps)
        assert (flattest @ after < 0.01) == arrived


@functools.cache
def thousandth_step():
    """Return α‖∇J‖², what the 1000th step takes off the loss, in fractions, so that it is exact, and ‖∇J‖."""
    rate = Fraction(1 / largest(house_hessian()))
    w = [Fraction(a) for a in walked(house_hessian(), house_best(), np.zeros(4), float(rate), 999)]
    X, y = np.array(HOUSES, dtype=object), np.array(PRICES, dtype=object)
    gradient = Fraction(2, 5) * (X.T @ (X @ w - y))
    fall = loss(HOUSES, PRICES, w) - loss(HOUSES, PRICES, w - rate * gradient)
    return float(rate * gradient @ gradient), float(fall), math.sqrt(gradient @ gradient)


@pytest.mark.claim(
    "many-weights/fall",
    "A step takes α‖∇J‖² off a quadratic loss, less a share of at most αλ_max/2; the 1000th on the houses 3.2e-06 of "
    "it, with ‖∇J‖ = 4.98.",
    taken=1,
    share=Fraction(1, 2),
    length=4.98,
)
@pytest.mark.refuted("A step takes half of α‖∇J‖² off, for a small α.", taken=Fraction(1, 2))
@pytest.mark.refuted("What is less is a share of at most αλ_max/3.", share=Fraction(1, 3))
@pytest.mark.refuted("At the 1000th step on the houses ‖∇J‖ is 4.9.", length=4.9)
@given(st.integers(1, 4), randoms)
def test_the_loss_falls_by_the_rate_times_the_squared_gradient(taken, share, length, d, random):
    """The quadratic is Σ λᵢ wᵢ²/2 along its own directions, from random curvatures and places."""
    curvatures, w = ([Fraction(random.randint(1, 99), 9) for _ in range(d)] for _ in range(2))
    rate = Fraction(1, random.randint(1, 10**4))
    slopes = [c * a for c, a in zip(curvatures, w, strict=True)]

    def height(w):
        return sum(c * a * a for c, a in zip(curvatures, w, strict=True)) / 2

    promised = taken * rate * sum(s * s for s in slopes)
    fall = height(w) - height([a - rate * s for a, s in zip(w, slopes, strict=True)])
    assert promised * (1 - share * rate * max(curvatures)) <= fall <= promised
    expected, measured, norm = thousandth_step()
    assert measured == pytest.approx(expected, rel=0.001)
    assert measured == pytest.approx(3.2e-6, abs=0.05e-6)
    assert norm == pytest.approx(length, abs=0.01)


@pytest.mark.claim(
    "many-weights/half-billion",
    "At any fixed rate below 2/λ_max the flattest direction of the five houses needs over 0.5 billion steps for 99%.",
    bound=2,
    steps=500_000_000,
)
@pytest.mark.refuted("It does at any fixed rate below 3/λ_max.", bound=3)
@pytest.mark.refuted("It needs over 0.6 billion.", steps=600_000_000)
def test_no_rate_needs_less_than_half_a_billion_steps(bound, steps):
    """A larger rate shrinks the flattest direction faster up to the bound, so it is enough to look there."""
    hessian = house_hessian()
    smallest = 1 / largest(np.linalg.inv(hessian))
    assert smallest * bound / largest(hessian) < 1  # the factor is positive
    assert (1 - smallest * bound / largest(hessian)) ** steps > 0.01


@functools.cache
def without_bedrooms(unit):
    """Return the bathroom's weight after 1000 steps at 1.5/λ_max from 0 and 35, and its best, areas in this unit."""
    X = np.array(HOUSES, dtype=float)[:, 2:] / [1, unit]
    hessian = 2 / 5 * X.T @ X
    best = np.linalg.solve(X.T @ X, X.T @ PRICES)
    starts = np.array([[0.0, 0.0], [35.0, 0.0]])
    ends = [walked(hessian, best, start, 1.5 / largest(hessian), 1000)[0] for start in starts]
    return *ends, best[0]


@pytest.mark.claim(
    "many-weights/units",
    "With areas in thousands, two starts 35 apart in the bathroom's weight end within 0.3 of each other and within 3 "
    "of the minimum, in 1000 steps at 1.5/λ_max.",
    unit=1000,
    apart=0.3,
)
@pytest.mark.refuted("With areas in square feet they do, too.", unit=1)
@pytest.mark.refuted("They end within 0.2 of each other.", apart=0.2)
def test_other_units_bring_both_starts_together(unit, apart):
    one, other, best = without_bedrooms(unit)
    assert abs(one - other) < apart
    assert abs(one - best) < 3


@pytest.mark.claim(
    "many-weights/rates",
    "In 100 steps 0.2/λ, 1/λ, 1.9/λ leave under 1e-8 of the excess on the even features, 2.1e-4 on the houses.",
    of_even=1e-8,
    of_houses=2.1e-4,
)
@pytest.mark.refuted("They leave under 5e-10 on the even features.", of_even=5e-10)
@pytest.mark.refuted("They leave 2.0e-4 on the houses.", of_houses=2.0e-4)
def test_no_rate_gets_the_houses_on(of_even, of_houses):
    X, y = even()
    best = np.linalg.inv(X.T @ X) @ X.T @ y
    for share in (0.2, 1, 1.9):
        assert left(2 / 50 * X.T @ X, best, share, 100) < of_even
        assert left(house_hessian(), house_best(), share, 100) == pytest.approx(of_houses, rel=0.03)
    assert left(2 / 50 * X.T @ X, best, 2.1, 100) > 1e8
    assert left(house_hessian(), house_best(), 2.1, 100) > 1e8


@pytest.mark.claim(
    "many-weights/any-start",
    "On a quadratic with positive curvatures and 0 < α < 2/λ_max all starts end at one place; y changes no factor.",
    bound=2,
    flattest=1,
)
@pytest.mark.refuted("They do up to a bound 1 % higher.", bound=2.02)
@pytest.mark.refuted("They do where one curvature is zero, too.", flattest=0)
@given(seeds, st.integers(1, 4), st.floats(0.05, 0.95))
@example(1, 3, 0.999)
def test_the_start_does_not_decide_the_limit(bound, flattest, seed, d, share):
    """The difference of two runs, for two different y, is the same power of one matrix."""
    rng = np.random.default_rng(seed)
    hessian, _ = bowl(seed, [flattest, *rng.uniform(1, 5, d)])
    rate, starts, bests = share * bound / largest(hessian), rng.normal(0, 10, (2, d + 1)), rng.normal(0, 10, (2, d + 1))
    for best in bests:
        for start in starts:
            assert np.allclose(walked(hessian, best, start, rate, 16_384), best, atol=1e-3)
    descend = kept("gradient_descent", "gradient_descent")
    first, second = (
        np.subtract(*(descend(lambda w, best=best: hessian @ (w - best), start, 20, rate) for start in starts))
        for best in bests
    )
    assert np.allclose(first, second, atol=1e-9)


@pytest.mark.claim(
    "many-weights/start-stays",
    "On the five houses no intercept of the 20 seeds moves by more than 0.0141 in 1000 steps at 1/λ_max.",
    moves=0.0141,
    steps=1000,
)
@pytest.mark.refuted("None moves by more than 0.0140.", moves=0.0140)
@pytest.mark.refuted("None does in a million steps.", steps=10**6)
def test_the_intercept_stays_where_it_was_put(moves, steps):
    for seed in range(20):
        start = np.random.default_rng(seed).normal(0, 10, 4)
        after = walked(house_hessian(), house_best(), start, 1 / largest(house_hessian()), steps)
        assert abs(after[0] - start[0]) <= moves


@pytest.mark.claim(
    "many-weights/flat",
    "Where a column is a combination of others, so that Xv = 0 for a v that is not 0, no step changes v · w.",
    along=lambda one, other: [one, other, -1],
)
@pytest.mark.refuted("No step changes the weight of that column.", along=lambda one, other: [0, 0, 1])
@pytest.mark.refuted("No step changes the sum of the weights.", along=lambda one, other: [1, 1, 1])
@given(st.integers(1, 5), st.integers(-3, 3), st.integers(-3, 3), randoms)
def test_a_direction_without_slope_keeps_its_start(along, n, one, other, random):
    X = np.array([[random.randint(-9, 9) for _ in range(2)] for _ in range(n)], dtype=object)
    X = np.column_stack([X, X @ [one, other]])
    y = [random.randint(-9, 9) for _ in range(n)]
    start = np.array([Fraction(random.randint(-9, 9)) for _ in range(3)])
    w = start
    for _ in range(3):
        w = w - Fraction(1, 100) * Fraction(2, n) * (X.T @ (X @ w - y))
    assert w @ along(one, other) == start @ along(one, other)


@pytest.mark.claim(
    "many-weights/other-penalty",
    "(1/n) Xᵀe + 0.1 w is the gradient of half the mean squared error plus 0.05 Σ wⱼ².",
    strength=Fraction(1, 20),
)
@pytest.mark.refuted("It is that with 0.1 Σ wⱼ².", strength=Fraction(1, 10))
@pytest.mark.refuted("It is that with 0.2 Σ wⱼ².", strength=Fraction(1, 5))
@given(st.integers(1, 5), st.integers(1, 4), randoms)
def test_a_wrong_gradient_belongs_to_another_penalty(strength, n, d, random):
    X = np.array([[random.randint(-9, 9) for _ in range(d)] for _ in range(n)], dtype=object)
    y = [random.randint(-9, 9) for _ in range(n)]
    w = np.array([Fraction(random.randint(1, 9)) for _ in range(d)])
    gradient = Fraction(1, n) * (X.T @ (X @ w - y)) + Fraction(1, 10) * w
    for j in range(d):
        heights = []
        for side in (1, -1):
            moved = [a + side * (i == j) for i, a in enumerate(w)]
            heights.append(loss(X, y, moved) / 2 + strength * sum(a * a for a in moved))
        assert gradient[j] == (heights[0] - heights[1]) / 2


@pytest.mark.claim(
    "many-weights/zero-trap",
    "Descent on ½(w₁w₂ − 1)² never moves from zero, where the loss is ½.",
    start=(0.0, 0.0),
    height=Fraction(1, 2),
)
@pytest.mark.refuted("It never moves from where only one of the two is zero.", start=(0.0, 0.01))
@pytest.mark.refuted("It never moves from (0.01, 0.01).", start=(0.01, 0.01))
@pytest.mark.refuted("The loss there is 1.", height=1)
@given(st.floats(1e-3, 1))
def test_zero_is_a_trap(start, height, rate):
    def product_loss(a, b):
        return (Fraction(a) * Fraction(b) - 1) ** 2 / 2

    assert product_loss(0, 0) == height
    path = kept("gradient_descent", "gradient_descent")(lambda w: (w[0] * w[1] - 1) * w[::-1], start, 50, rate)
    assert np.all(path == start)


def test_gradient_descent_refuses_bad_input():
    descend = kept("gradient_descent", "gradient_descent")
    for start in ([[1.0]], 1.0, [], [math.nan], [math.inf]):
        with pytest.raises(ValueError, match="not a vector"):
            descend(lambda w: w, start, 1, 0.1)
    for steps in (-1, 1.5, 1.0, math.nan, True, False):
        with pytest.raises(ValueError, match="not a whole number"):
            descend(lambda w: w, [1.0], steps, 0.1)
    for rate in (0, -0.1, math.inf, math.nan, [0.1]):
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


def test_gradient_descent_counts_in_any_whole_number():
    descend = kept("gradient_descent", "gradient_descent")
    for steps in (np.uint8(255), np.int8(127), np.int32(3)):
        assert len(descend(lambda w: w, np.array([1], dtype=np.uint8), steps, np.float32(0.5))) == int(steps) + 1


def test_gradient_check_refuses_bad_input():
    check = kept("gradient_check", "gradient_check")
    for w, step in (
        ([[1.0]], 1e-5),
        (1.0, 1e-5),
        ([math.nan], 1e-5),
        ([math.inf], 1e-5),
        ([1.0], 0),
        ([1.0], -1.0),
        ([1.0], math.nan),
        ([1.0], math.inf),
        ([1.0], [1e-5]),
        ([1e16], 1e-5),  # the step is lost in rounding
    ):
        with pytest.raises(ValueError, match="step="):
            check(lambda w: np.sum(w**2), lambda w: 2 * w, w, step)
    for of_w in (lambda w: math.nan, lambda w: math.inf, lambda w: w, lambda w: [1.0], lambda w: None):
        with pytest.raises(ValueError, match="loss"):
            check(of_w, lambda w: 2 * w, [1.0, 2.0])
    for gradient in (lambda w: 2, lambda w: [math.nan, 1.0], lambda w: [2.0], lambda w: w[:, None], lambda w: None):
        with pytest.raises(ValueError, match="gradient"):
            check(lambda w: np.sum(w**2), gradient, [1.0, 2.0])
    with pytest.raises(ValueError, match="gradient"):
        check(lambda w: 0.0, lambda w: w, [])


def test_gradient_check_takes_whole_numbers_and_calls_the_gradient_once():
    check, calls = kept("gradient_check", "gradient_check"), []

    def gradient(w):
        calls.append(w.copy())
        w += 1  # even a gradient that writes to its argument
        return 2 * calls[-1]

    w = np.array([3, 4], dtype=np.uint8)
    assert check(lambda w: np.sum(w**2), gradient, w) == pytest.approx(0, abs=1e-6)
    assert np.array_equal(calls, [[3, 4]])
    assert check(lambda w: np.uint64(100 - 10 * w[0]), lambda w: [-10], [5.0], 0.5) == 0
    assert check(lambda w: w @ w, lambda w: 2 * w, [1.0], np.uint8(200)) == 0


def test_gradient_check_does_not_take_rounding_for_a_missing_slope():
    def of_w(w):
        return 7.6e6 - 5e6 * w[0] - 774 * w[1] + (w[2] - 1) ** 2

    check = kept("gradient_check", "gradient_check")
    assert check(of_w, lambda w: [-5e6, -774, 2 * (w[2] - 1)], [0, 0, 1]) == pytest.approx(0, abs=1e-4)
    assert check(of_w, lambda w: [-5e6, 0, 2 * (w[2] - 1)], [0, 0, 1]) == pytest.approx([0, 1, 0], abs=1e-4)
