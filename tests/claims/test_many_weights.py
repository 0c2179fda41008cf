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

SNIPPETS = Path(__file__).parents[2] / "snippets"
HOUSES = [(1, 2, 1, 1000), (1, 3, 2, 1500), (1, 4, 2, 1800), (1, 3, 3, 2000), (1, 5, 4, 3000)]
PRICES = [250, 380, 450, 520, 750]
randoms = st.randoms(use_true_random=False)
seeds = st.integers(0, 10**6)


@functools.cache
def kept(program, name):
    """Return a function that the reader of a page may keep."""
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
    "many-weights/any-start",
    "On a quadratic with positive curvatures and 0 < α < 2/λ_max all starts end at one place; y changes no factor.",
    bound=2,
    flattest=1,
)
@pytest.mark.refuted("They do up to a bound 1% higher.", bound=2.02)
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
    descend = kept("many-weights/gradient_descent", "gradient_descent")
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
    path = kept("many-weights/gradient_descent", "gradient_descent")(
        lambda w: (w[0] * w[1] - 1) * w[::-1], start, 50, rate
    )
    assert np.all(path == start)


def test_gradient_descent_refuses_bad_input():
    descend = kept("many-weights/gradient_descent", "gradient_descent")
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
    descend = kept("many-weights/gradient_descent", "gradient_descent")
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
    descend = kept("many-weights/gradient_descent", "gradient_descent")
    for steps in (np.uint8(255), np.int8(127), np.int32(3)):
        assert len(descend(lambda w: w, np.array([1], dtype=np.uint8), steps, np.float32(0.5))) == int(steps) + 1
