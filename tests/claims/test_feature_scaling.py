"""The claims of docs/descent/feature-scaling.md; the oracles are singular values, matrix powers and exact fractions."""

import functools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "feature-scaling"
COLUMNS = np.array([[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]], dtype=float)
PRICES = np.array([250.0, 380.0, 450.0, 520.0, 750.0])
seeds = st.integers(0, 10_000)
small = st.fractions(min_value=-5, max_value=5, max_denominator=5)


@functools.cache
def kept(name):
    """Return a function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "unscale.py"))[name]


def table(seed, rows=12, columns=3):
    """Return correlated columns in unlike units, far from zero."""
    rng = np.random.default_rng(seed)
    mixed = rng.normal(size=(rows, columns)) @ rng.normal(size=(columns, columns))
    return rng.uniform(0.1, 100, columns) * mixed + rng.uniform(-100, 100, columns)


def standardised(X):
    """Return z-scores by the textbook's sums."""
    mean = X.sum(axis=0) / len(X)
    return (X - mean) / np.sqrt(((X - mean) ** 2).sum(axis=0) / len(X))


def forms():
    """Return the four forms of the houses, with the column of ones."""
    deviation = np.sqrt(((COLUMNS - COLUMNS.mean(axis=0)) ** 2).mean(axis=0))
    columns = {
        "raw": COLUMNS,
        "thousands": COLUMNS / [1, 1, 1000],
        "divided": COLUMNS / deviation,
        "standardised": standardised(COLUMNS),
    }
    return {name: np.column_stack([np.ones(5), form]) for name, form in columns.items()}


def gap(A, share_of_bound, steps):
    """Return the gap in dollars after so many steps from zero, in the singular directions of the predictions."""
    left, singular, _ = np.linalg.svd(A, full_matrices=False)
    curvatures = 2 / 5 * singular**2
    rate = share_of_bound(curvatures)
    along = left.T @ PRICES
    return 1000 * math.sqrt(np.sum((1 - rate * curvatures) ** (2.0 * steps) * along**2) / 5)


def half_the_bound(curvatures):
    return 1 / curvatures.max()


@pytest.mark.claim(
    "feature-scaling/four-forms",
    "From zero, at 1/λ_max of each form, 3,000 steps bring the standardised form alone within $100 of the best prices.",
)
def test_one_form_of_four_arrives():
    arrived = [name for name, A in forms().items() if gap(A, half_the_bound, 3000) < 100]
    assert arrived == ["standardised"]


@pytest.mark.claim(
    "feature-scaling/curvature",
    "The second derivative of the mean squared error along v, at every point, is twice the mean square of Xv.",
)
@given(
    st.lists(st.tuples(small, small, small), min_size=1, max_size=5), st.tuples(small, small), st.tuples(small, small)
)
def test_curvature_is_what_a_step_does_to_the_predictions(rows, w, v):
    def loss(t):
        errors = [sum((w[j] + t * v[j]) * row[j] for j in (0, 1)) - row[2] for row in rows]
        return sum(error**2 for error in errors) / len(rows)

    second_difference = loss(1) - 2 * loss(0) + loss(-1)
    assert second_difference == 2 * sum((row[0] * v[0] + row[1] * v[1]) ** 2 for row in rows) / Fraction(len(rows))


@pytest.mark.claim(
    "feature-scaling/steps",
    "At the best fixed rate, from the worst start, a thousandth of the distance takes between ½(κ − 1/κ) ln 1000 and "
    "½κ ln 1000 steps, rounded up.",
)
@given(st.floats(1.01, 2000))
def test_steps_grow_like_the_condition_number(kappa):
    rate, errors, steps = 2 / (kappa + 1), np.ones(2), 0
    while np.linalg.norm(errors) > math.sqrt(2) / 1000:
        errors = errors - rate * np.array([1.0, kappa]) * errors
        steps += 1
    assert math.ceil((kappa - 1 / kappa) / 2 * math.log(1000) - 1e-6) <= steps
    assert steps <= math.ceil(kappa / 2 * math.log(1000) + 1e-6)


@pytest.mark.claim(
    "feature-scaling/own-rate",
    "A step at rate α on columns divided by σⱼ is, in raw units, a step with rate α/σⱼ² for weight j.",
)
@settings(max_examples=40)
@given(st.lists(st.tuples(small, small, small), min_size=1, max_size=3), st.tuples(small, small), seeds)
def test_divided_columns_give_each_weight_its_own_rate(rows, w, seed):
    rng = np.random.default_rng(seed)
    divisors = [Fraction(int(rng.integers(1, 9)), int(rng.integers(1, 9))) for _ in range(2)]
    rate = Fraction(int(rng.integers(1, 9)), 10)

    def slopes(loss, at):
        moved = [[at[j] + (h if j == i else 0) for j in (0, 1)] for i in (0, 1) for h in (1, -1)]
        return [(loss(moved[0]) - loss(moved[1])) / 2, (loss(moved[2]) - loss(moved[3])) / 2]

    def raw(w):
        return sum((row[0] * w[0] + row[1] * w[1] - row[2]) ** 2 for row in rows)

    def divided(v):
        return sum((row[0] / divisors[0] * v[0] + row[1] / divisors[1] * v[1] - row[2]) ** 2 for row in rows)

    v = [w[j] * divisors[j] for j in (0, 1)]
    after = [v[j] - rate * slope for j, slope in enumerate(slopes(divided, v))]
    assert [after[j] / divisors[j] for j in (0, 1)] == [
        w[j] - rate / divisors[j] ** 2 * slope for j, slope in enumerate(slopes(raw, w))
    ]


@pytest.mark.claim(
    "feature-scaling/billion",
    "To a gap of $100 the raw houses need 430,100 times the steps of the standardised ones at 1/λ_max for both, and "
    "427,800 times at the best of 90 rates for both.",
)
def test_scaling_saves_a_factor_of_four_hundred_thousand():
    def steps_to(A, rate):
        low, high = 1, 2**34
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if gap(A, rate, middle) <= 100 else (middle + 1, high)
        return low

    raw, scaled = forms()["raw"], forms()["standardised"]
    assert steps_to(raw, half_the_bound) / steps_to(scaled, half_the_bound) == pytest.approx(430_100, abs=50)
    rates = [lambda c, share=share: share * 2 / c.max() for share in 1 - np.geomspace(0.999, 1e-9, 90)]
    best = [min(steps_to(A, rate) for rate in rates) for A in (raw, scaled)]
    assert best[0] / best[1] == pytest.approx(427_800, abs=50)


@pytest.mark.claim(
    "feature-scaling/intercept",
    "For a column x and an intercept no divisor of x gives a κ below (1 + c)/(1 − c), c = |mean|/root mean square; "
    "standardised, κ is 1.",
)
@given(st.lists(st.floats(-10, 10), min_size=3, max_size=8), st.floats(0.01, 100))
def test_no_divisor_replaces_centring(values, divisor):
    x = np.array(values)
    assume(np.std(x) > 0.1)

    def kappa(column):  # from trace and determinant of [mean x², mean x; mean x, 1]
        trace, determinant = np.mean(column**2) + 1, np.mean((column - np.mean(column)) ** 2)
        root = math.sqrt(max(trace**2 / 4 - determinant, 0))
        return (trace / 2 + root) ** 2 / determinant

    c = abs(np.mean(x)) / math.sqrt(np.mean(x**2))
    least = (1 + c) / (1 - c)
    assert kappa(x / divisor) >= least * (1 - 1e-7)
    assert kappa(x / math.sqrt(np.mean(x**2))) == pytest.approx(least, rel=1e-6)
    assert kappa(standardised(x[:, None])[:, 0]) == pytest.approx(1, abs=1e-6)


@pytest.mark.claim(
    "feature-scaling/same-predictions",
    "Un-scaled weights give the prices of the scaled ones for every row, old or new.",
)
@given(seeds)
def test_unscaled_weights_predict_the_same(seed):
    rng = np.random.default_rng(seed)
    X, new = table(seed), rng.uniform(-100, 100, 3)
    Z, mean, deviation = kept("standardise")(X)
    assert np.allclose(Z, standardised(X))
    v, a = rng.normal(size=3), rng.normal()
    w, b = kept("unscale")(v, a, mean, deviation)
    for row in [*X, new]:
        expected = a + sum(v[j] * (row[j] - X[:, j].mean()) / X[:, j].std() for j in range(3))
        assert w @ row + b == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_the_kept_functions_refuse_what_they_cannot_scale():
    with pytest.raises(ValueError, match="a column is constant"):
        kept("standardise")(np.array([[0.1, 1], [0.1, 2], [0.1, 3]]))
    with pytest.raises(ValueError, match="not a table of finite numbers"):
        kept("standardise")(np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="not a table of finite numbers"):
        kept("standardise")(np.array([[1.0], [math.nan]]))
    with pytest.raises(ValueError, match="differ in shape"):
        kept("unscale")(np.ones(2), 0.0, np.ones(3), np.ones(3))
    with pytest.raises(ValueError, match="not positive"):
        kept("unscale")(np.ones(2), 0.0, np.ones(2), np.zeros(2))


@pytest.mark.claim(
    "feature-scaling/any-scale",
    "Least squares with an intercept on independent columns predicts the same whatever their shifts and divisors.",
)
@given(seeds)
def test_least_squares_does_not_see_the_scale(seed):
    rng = np.random.default_rng(seed)
    X, y, new = standardised(table(seed)), rng.normal(size=12), rng.normal(size=3)
    assume(np.linalg.cond(X) < 1e3)
    shift, divisor = rng.normal(size=3), rng.uniform(0.1, 10, 3)

    def predict(columns, row):  # by the normal equations
        A = np.column_stack([np.ones(12), columns])
        return np.append(1.0, row) @ np.linalg.solve(A.T @ A, A.T @ y)

    assert predict((X - shift) / divisor, (new - shift) / divisor) == pytest.approx(predict(X, new), rel=1e-5, abs=1e-5)


@pytest.mark.claim(
    "feature-scaling/own-mean",
    "Scaled by their own means and deviations, any rows without a constant column have the mean training label as "
    "their mean prediction from least squares on standardised columns.",
)
@given(seeds, st.integers(2, 10))
def test_rows_scaled_by_themselves_look_average(seed, count):
    rng = np.random.default_rng(seed)
    y = rng.normal(size=12)
    v = np.linalg.lstsq(standardised(table(seed)), y - np.mean(y))[0]
    others = table(seed + 1, rows=count) + rng.uniform(-1000, 1000, 3)
    assert np.mean(np.mean(y) + standardised(others) @ v) == pytest.approx(np.mean(y), abs=1e-7)


@pytest.mark.claim(
    "feature-scaling/two-columns",
    "Two standardised columns with correlation r have κ = (1 + |r|)/(1 − |r|), and no other divisors of the centred "
    "columns give less.",
)
@given(seeds, st.floats(0.01, 100))
def test_for_two_columns_nothing_beats_standardising(seed, ratio):
    X = table(seed, columns=2)
    r = abs(np.corrcoef(X.T)[0, 1])
    assume(r < 0.999)
    Z = standardised(X)
    assert np.linalg.cond(Z) ** 2 == pytest.approx((1 + r) / (1 - r))
    assert np.linalg.cond(Z * [1, ratio]) ** 2 >= (1 + r) / (1 - r) * (1 - 1e-9)


@pytest.mark.claim(
    "feature-scaling/whitened",
    "Whitened, with an intercept, one step at the rate ½ lands on the least squares fit if no eigenvalue is 0.",
)
@given(seeds)
def test_one_step_is_enough_on_whitened_columns(seed):
    X = table(seed)
    centred = X - X.mean(axis=0)
    assume(np.linalg.cond(centred) < 1e4)
    y = np.random.default_rng(seed).normal(size=12)
    whitener = np.linalg.inv(np.linalg.cholesky(np.cov(centred.T, bias=True))).T  # another whitening than the page's
    A = np.column_stack([np.ones(12), centred @ whitener])
    one_step = -0.5 * 2 / 12 * A.T @ (0 - y)
    raw = np.column_stack([np.ones(12), centred])
    assert A @ one_step == pytest.approx(raw @ np.linalg.lstsq(raw, y)[0], abs=1e-6)


def spread_of_roots(matrix):
    """Return κ of a symmetric 3×3 matrix of fractions, from the roots of its characteristic polynomial."""
    (a, b, c), (_, d, e), (_, _, f) = matrix
    minors = a * d - b * b + a * f - c * c + d * f - e * e
    determinant = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d)
    roots = np.roots([1, -float(a + d + f), float(minors), -float(determinant)])
    return max(roots.real) / min(roots.real)


@pytest.mark.claim(
    "feature-scaling/not-always", "On the eight rows of the page standardising raises κ from 115.73 to 152.34."
)
def test_standardising_can_make_it_worse():
    mix = [[-3, 1, 3], [-2, 1, 3], [1, -1, -1]]  # the rows are all ±1 combinations, so XᵀX = 8 MᵀM
    gram = [[Fraction(sum(row[i] * row[j] for row in mix)) for j in range(3)] for i in range(3)]
    scaled = [[float(gram[i][j]) / math.sqrt(gram[i][i] * gram[j][j]) for j in range(3)] for i in range(3)]
    assert spread_of_roots(gram) == pytest.approx(115.73, abs=0.005)
    assert spread_of_roots(scaled) == pytest.approx(152.34, abs=0.005)


@pytest.mark.claim(
    "feature-scaling/within-d",
    "Standardising d centred independent columns gives a κ at most d times that of any other divisors.",
)
@given(seeds, st.integers(2, 5), st.lists(st.floats(0.05, 20), min_size=5, max_size=5))
def test_standardising_is_within_a_factor_of_d(seed, columns, divisors):
    Z = standardised(table(seed, columns=columns))
    assume(np.linalg.cond(Z) < 1e5)
    assert np.linalg.cond(Z) ** 2 <= columns * np.linalg.cond(Z / divisors[:columns]) ** 2 * (1 + 1e-6)
