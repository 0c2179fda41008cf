"""The claims of docs/descent/feature-scaling.md; the oracles are singular values, matrix powers and exact fractions."""

import functools
import itertools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sklearn import datasets
from sklearn.tree import DecisionTreeRegressor

SNIPPETS = Path(__file__).parents[2] / "snippets" / "feature-scaling"
COLUMNS = np.array([[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]], dtype=float)
PRICES = np.array([250.0, 380.0, 450.0, 520.0, 750.0])
seeds = st.integers(0, 10_000)
randoms = st.randoms(use_true_random=False)


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


@functools.cache
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
    steps=3000,
    arrive=["standardised"],
)
@pytest.mark.refuted("1,500 steps do.", steps=1500)
@pytest.mark.refuted("They bring the divided form there, too.", arrive=["divided", "standardised"])
def test_one_form_of_four_arrives(steps, arrive):
    assert [name for name, A in forms().items() if gap(A, half_the_bound, steps) < 100] == arrive


@pytest.mark.claim(
    "feature-scaling/curvature",
    "The second derivative of the mean squared error along v, at every point, is twice the mean square of Xv.",
    times=lambda n: Fraction(2, n),
)
@pytest.mark.refuted("It is the mean square of Xv.", times=lambda n: Fraction(1, n))
@pytest.mark.refuted("It is twice the sum of the squares.", times=lambda n: 2)
@given(st.integers(1, 5), st.integers(1, 4), randoms)
def test_curvature_is_what_a_step_does_to_the_predictions(times, n, d, random):
    X = [[random.randint(-9, 9) for _ in range(d)] for _ in range(n)]
    y = [random.randint(-9, 9) for _ in range(n)]
    w, v = ([Fraction(random.randint(-9, 9), 5) for _ in range(d)] for _ in range(2))

    def loss(t):
        errors = [sum((w[j] + t * v[j]) * row[j] for j in range(d)) - b for row, b in zip(X, y, strict=True)]
        return sum(error**2 for error in errors) / len(X)

    second_difference = loss(1) - 2 * loss(0) + loss(-1)
    assert second_difference == times(n) * sum(sum(row[j] * v[j] for j in range(d)) ** 2 for row in X)


@pytest.mark.claim(
    "feature-scaling/steps",
    "At the best fixed rate, from the worst start, a thousandth of the distance takes between ½(κ − 1/κ) ln 1000 and "
    "½κ ln 1000 steps, rounded up.",
    least=lambda kappa: (kappa - 1 / kappa) / 2,
    most=lambda kappa: kappa / 2,
)
@pytest.mark.refuted("It takes ½κ ln 1000 steps, rounded up, and no fewer.", least=lambda kappa: kappa / 2)
@pytest.mark.refuted("It takes at most ½(κ − 1/κ) ln 1000 steps, rounded up.", most=lambda k: (k - 1 / k) / 2)
@pytest.mark.refuted("It takes at most 0.49 κ ln 1000 steps, rounded up.", most=lambda kappa: 0.49 * kappa)
@given(st.floats(1.01, 2000), st.lists(st.floats(0, 1), max_size=3))
@example(1.01, [])
def test_steps_grow_like_the_condition_number(least, most, kappa, between):
    """The start lies as far along the flattest and the steepest direction, and others between them shrink faster."""
    curvatures = [1.0, kappa, *(1 + share * (kappa - 1) for share in between)]
    factors = [abs(1 - 2 / (kappa + 1) * curvature) for curvature in curvatures]
    assert max(factors) == pytest.approx(factors[0])
    left, steps = 1.0, 0
    while left > 1 / 1000:
        left, steps = left * factors[0], steps + 1
    assert math.ceil(least(kappa) * math.log(1000) - 1e-6) <= steps
    assert steps <= math.ceil(most(kappa) * math.log(1000) + 1e-6)


@pytest.mark.claim(
    "feature-scaling/own-rate",
    "A step at rate α on columns divided by σⱼ is, in raw units, a step with rate α/σⱼ² for weight j.",
    power=2,
)
@pytest.mark.refuted("It is one with rate α/σⱼ.", power=1)
@pytest.mark.refuted("It is one with rate ασⱼ².", power=-2)
@settings(max_examples=40)
@given(st.integers(1, 4), st.integers(1, 3), randoms)
def test_divided_columns_give_each_weight_its_own_rate(power, n, d, random):
    X = [[random.randint(-9, 9) for _ in range(d)] for _ in range(n)]
    y = [random.randint(-9, 9) for _ in range(n)]
    w, divisors = ([Fraction(random.randint(1, 9), random.randint(1, 9)) for _ in range(d)] for _ in range(2))
    rate = Fraction(random.randint(1, 9), 10)

    def slopes(X, at):
        def loss(w):
            return sum((sum(a * b for a, b in zip(row, w, strict=True)) - t) ** 2 for row, t in zip(X, y, strict=True))

        moved = [[a + side * (i == j) for i, a in enumerate(at)] for j in range(d) for side in (1, -1)]
        return [(loss(moved[2 * j]) - loss(moved[2 * j + 1])) / 2 for j in range(d)]

    v = [w[j] * divisors[j] for j in range(d)]
    divided = [[a / s for a, s in zip(row, divisors, strict=True)] for row in X]
    after = [v[j] - rate * slope for j, slope in enumerate(slopes(divided, v))]
    assert [after[j] / divisors[j] for j in range(d)] == [
        w[j] - rate / divisors[j] ** power * slope for j, slope in enumerate(slopes(X, w))
    ]


@functools.cache
def savings():
    """Return how many times the steps of the standardised houses the raw ones take, at half the bound and at best."""

    def steps_to(A, rate):
        low, high = 1, 2**34
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if gap(A, rate, middle) <= 100 else (middle + 1, high)
        return low

    raw, scaled = forms()["raw"], forms()["standardised"]
    rates = [lambda c, share=share: share * 2 / c.max() for share in 1 - np.geomspace(0.999, 1e-9, 90)]
    best = [min(steps_to(A, rate) for rate in rates) for A in (raw, scaled)]
    return steps_to(raw, half_the_bound) / steps_to(scaled, half_the_bound), best[0] / best[1]


@pytest.mark.claim(
    "feature-scaling/billion",
    "To a gap of $100 the raw houses need 430,100 times the steps of the standardised ones at 1/λ_max for both, and "
    "427,800 times at the best of 90 rates for both.",
    half=430_100,
    best=427_800,
)
@pytest.mark.refuted("At 1/λ_max they need 504,400 times the steps, as the condition numbers say.", half=504_400)
@pytest.mark.refuted("At the best rates they need 430,100 times the steps, too.", best=430_100)
def test_scaling_saves_a_factor_of_four_hundred_thousand(half, best):
    assert savings() == pytest.approx((half, best), abs=50)


@functools.cache
def condition_numbers():
    """Return κ of three forms of six tables, by hand: squared singular values; from the covariances; correlations."""
    found = {"houses": COLUMNS, "wine": datasets.load_wine().data, "iris": datasets.load_iris().data}
    found["diabetes"] = datasets.load_diabetes(scaled=False).data
    found["default"] = datasets.load_diabetes().data
    found["normal"] = np.random.default_rng(1).normal(size=(200, 3))
    kappas = {}
    for name, X in found.items():
        singular = np.linalg.svd(np.column_stack([np.ones(len(X)), X]))[1]
        covariance, correlation = np.cov(X.T, bias=True), np.corrcoef(X.T)
        spreads = [[1, *np.linalg.eigvalsh(matrix)] for matrix in (covariance, correlation)]
        numbers = [(singular[0] / singular[-1]) ** 2, *(max(each) / min(each) for each in spreads)]
        kappas[name] = [f"{number:.3g}" for number in numbers]
    return kappas


@pytest.mark.claim(
    "feature-scaling/tables",
    "Raw, centred and standardised, with an intercept, κ is 8.44e+03, 177 and 141 on the irises, 4.59e+08, 1.21e+07 "
    "and 45.5 on the wines, and 5.16e+04, 5.16e+04 and 470 on the default of `load_diabetes`.",
    iris=["8.44e+03", "177", "141"],
    wine=["4.59e+08", "1.21e+07", "45.5"],
    default=["5.16e+04", "5.16e+04", "470"],
)
@pytest.mark.refuted("Centring does all for the irises.", iris=["8.44e+03", "141", "141"])
@pytest.mark.refuted("Centring alone brings the wines to 45.5.", wine=["4.59e+08", "45.5", "45.5"])
@pytest.mark.refuted("The default of `load_diabetes` is as good as standardised.", default=["470", "470", "470"])
def test_what_scaling_does_to_the_tables(iris, wine, default):
    kappas = condition_numbers()
    assert [kappas["iris"], kappas["wine"], kappas["default"]] == [iris, wine, default]


@pytest.mark.claim(
    "feature-scaling/intercept",
    "For a column x and an intercept no divisor of x gives a κ below (1 + c)/(1 − c), c = |mean|/root mean square; "
    "standardised, κ is 1.",
    least=lambda c: (1 + c) / (1 - c),
)
@pytest.mark.refuted("None gives one below 1/(1 − c).", least=lambda c: 1 / (1 - c))
@pytest.mark.refuted("None gives one below 1.01 times that.", least=lambda c: 1.01 * (1 + c) / (1 - c))
@given(st.lists(st.floats(-10, 10), min_size=3, max_size=8), st.floats(0.01, 100))
def test_no_divisor_replaces_centring(least, values, divisor):
    x = np.array(values)
    assume(np.std(x) > 0.1)

    def kappa(column):  # from trace and determinant of [mean x², mean x; mean x, 1]
        trace, determinant = np.mean(column**2) + 1, np.mean((column - np.mean(column)) ** 2)
        root = math.sqrt(max(trace**2 / 4 - determinant, 0))
        return (trace / 2 + root) ** 2 / determinant

    c = abs(np.mean(x)) / math.sqrt(np.mean(x**2))
    assert kappa(x / divisor) >= least(c) * (1 - 1e-7)
    assert kappa(x / math.sqrt(np.mean(x**2))) == pytest.approx(least(c), rel=1e-6)
    assert kappa(standardised(x[:, None])[:, 0]) == pytest.approx(1, abs=1e-6)


@pytest.mark.claim(
    "feature-scaling/same-predictions",
    "Un-scaled weights give the prices of the scaled ones for every row, old or new.",
    unscale=lambda *scaled: kept("unscale")(*scaled),
)
@pytest.mark.refuted("They do with the intercept as it was.", unscale=lambda v, a, mean, deviation: (v / deviation, a))
@pytest.mark.refuted(
    "They do if the means are taken off the intercept times the scaled weights.",
    unscale=lambda v, a, mean, deviation: (v / deviation, a - v @ mean),
)
@given(seeds, st.integers(1, 5))
def test_unscaled_weights_predict_the_same(unscale, seed, d):
    rng = np.random.default_rng(seed)
    X, new = table(seed, columns=d), rng.uniform(-100, 100, d)
    Z, mean, deviation = kept("standardise")(X)
    assert np.allclose(Z, standardised(X))
    v, a = rng.normal(size=d), rng.normal()
    w, b = unscale(v, a, mean, deviation)
    for row in [*X, new]:
        expected = a + sum(v[j] * (row[j] - X[:, j].mean()) / X[:, j].std() for j in range(d))
        assert w @ row + b == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_the_kept_functions_refuse_what_they_cannot_scale():
    nan, inf, no_column = math.nan, math.inf, np.zeros((3, 0))
    for X in ([1.0, 2.0], 1.0, [[1.0], [nan]], [[inf], [1.0]], [[1e200], [1.0]], np.zeros((0, 3)), no_column):
        with pytest.raises(ValueError, match="X is not a table of finite numbers"):
            kept("standardise")(X)
    for X in ([[0.1, 1], [0.1, 2], [0.1, 3]], [[1.0, 2.0]], [[1e9], [1e9 + 1e-7]], [[1e-200], [0.0]]):
        with pytest.raises(ValueError, match="a column of X is constant"):
            kept("standardise")(X)
    ones = np.ones(2)
    for v, a, mean, deviation in (
        (ones, 0.0, np.ones(3), np.ones(3)),
        (ones, 0.0, ones, np.ones(1)),
        (ones, [0.0], ones, ones),
        (1.0, 0.0, 1.0, 1.0),
        (np.eye(2), 0.0, np.eye(2), np.eye(2) + 1),
    ):
        with pytest.raises(ValueError, match="differ in shape"):
            kept("unscale")(v, a, mean, deviation)
    for v, a, mean, deviation in (
        (ones, nan, ones, ones),
        ([nan, 1], 0.0, ones, ones),
        (ones, 0.0, [inf, 1], ones),
        (ones, 0.0, ones, [nan, 1]),
        (ones, 0.0, ones, [inf, 1]),
        (ones, 0.0, ones, [0, 1]),
        (ones, 0.0, ones, [-1, 1]),
    ):
        with pytest.raises(ValueError, match=r"not finite, > 0: .*deviation="):
            kept("unscale")(v, a, mean, deviation)


def test_the_kept_functions_take_whole_numbers_and_booleans():
    for X in (np.array([[1], [200]], np.uint8), np.array([[-100], [100]], np.int8), [[False], [True]]):
        assert kept("standardise")(X)[0] == pytest.approx(np.array([[-1.0], [1.0]]))
    tiny = np.array([200], np.uint8)
    assert kept("unscale")(tiny, np.uint8(1), tiny, np.array([2], np.uint8)) == (100, 1 - 100 * 200)


@pytest.mark.claim(
    "feature-scaling/any-scale",
    "Least squares with an intercept predicts the same whatever the shifts and divisors, where the fit is unique.",
    intercept=1,
    penalty=0,
    copies=0,
)
@pytest.mark.refuted("It does without an intercept, too.", intercept=0)
@pytest.mark.refuted("It does with a penalty on the weights, too.", penalty=1)
@pytest.mark.refuted("It does where a column stands twice, too, with divisors of their own.", copies=1)
@given(seeds, st.integers(1, 4))
def test_least_squares_does_not_see_the_scale(intercept, penalty, copies, seed, d):
    rng = np.random.default_rng(seed)
    X, y = standardised(table(seed, columns=d)), rng.normal(size=12)
    assume(np.linalg.cond(X) < 300)
    X, new = np.column_stack([X, *[X[:, 0]] * copies]), rng.normal(size=d + copies)
    shift, divisor = rng.normal(size=d + copies), rng.uniform(0.1, 10, d + copies)

    def predict(columns, row):  # by the pseudo-inverse of the normal equations
        A = np.column_stack([np.ones(12), columns])[:, 1 - intercept :]
        square = A.T @ A + penalty * np.eye(A.shape[1])
        return np.append(1.0, row)[1 - intercept :] @ np.linalg.pinv(square, 1e-12, hermitian=True) @ A.T @ y

    assert predict((X - shift) / divisor, (new - shift) / divisor) == pytest.approx(predict(X, new), rel=1e-5, abs=1e-5)


@pytest.mark.claim(
    "feature-scaling/own-mean",
    "Scaled by their own means and deviations, any rows without a constant column have the mean training label as "
    "their mean prediction from least squares with an intercept on standardised columns.",
    scale=lambda others, X: standardised(others),
    average=np.mean,
)
@pytest.mark.refuted(
    "They have it scaled by the training rows' means and deviations.",
    scale=lambda others, X: (others - X.mean(axis=0)) / X.std(axis=0),
)
@pytest.mark.refuted("They have it as their median prediction.", average=np.median)
@given(seeds, st.integers(2, 10), st.integers(1, 4))
def test_rows_scaled_by_themselves_look_average(scale, average, seed, count, d):
    rng = np.random.default_rng(seed)
    X, y = table(seed, columns=d), rng.normal(size=12)
    v = np.linalg.lstsq(standardised(X), y - np.mean(y))[0]
    others = table(seed + 1, rows=count, columns=d) + rng.uniform(-1000, 1000, d)
    assert average(np.mean(y) + scale(others, X) @ v) == pytest.approx(np.mean(y), abs=1e-7)


@functools.cache
def rises():
    """Return by how much the error of both groups of patients rises, in 200 splits that the page does not use."""
    data = datasets.load_diabetes(scaled=False)
    X, y = np.column_stack([np.ones(442), data.data]), data.target
    found = []
    for seed in range(1000, 1200):
        order = np.random.default_rng(seed).permutation(442)
        train, test = order[:300], order[300:]
        v = np.linalg.lstsq(np.column_stack([np.ones(300), standardised(X[train, 1:])]), y[train])[0]
        mean, deviation = X[train, 1:].mean(axis=0), X[train, 1:].std(axis=0)
        for rows in (test, test[X[test, 3] > 30]):
            errors = [
                math.sqrt(np.mean((v[0] + Z @ v[1:] - y[rows]) ** 2))
                for Z in ((X[rows, 1:] - mean) / deviation, standardised(X[rows, 1:]))
            ]
            found.append(errors[1] - errors[0])
    return np.array(found).reshape(-1, 2).T


@pytest.mark.claim(
    "feature-scaling/own-scale",
    "Over splits of the patients, scaling the heavy ones by themselves raises their error in over nine of ten, by a "
    "median between 20 and 30; scaling all test rows so, by a median below 1.",
    rows=1,
    median=(20, 30),
)
@pytest.mark.refuted("It is all test rows whose error rises so.", rows=0)
@pytest.mark.refuted("The median is between 10 and 20.", median=(10, 20))
def test_the_heavy_ones_lose_what_sets_them_apart(rows, median):
    assert np.mean(rises()[rows] > 0) > 0.9
    assert median[0] < np.median(rises()[rows]) < median[1]
    assert 0 < np.median(rises()[0]) < 1


@pytest.mark.claim(
    "feature-scaling/two-columns",
    "Two standardised columns with correlation r, |r| < 1, have κ = (1 + |r|)/(1 − |r|), and no other divisors of the "
    "centred columns give less.",
    kappa=lambda r: (1 + abs(r)) / (1 - abs(r)),
)
@pytest.mark.refuted("They have (1 + r)/(1 − r), whatever the sign of r.", kappa=lambda r: (1 + r) / (1 - r))
@pytest.mark.refuted("They have 1/(1 − r²).", kappa=lambda r: 1 / (1 - r**2))
@given(seeds, st.floats(0.01, 100))
def test_for_two_columns_nothing_beats_standardising(kappa, seed, ratio):
    X = table(seed, columns=2)
    r = np.corrcoef(X.T)[0, 1]
    assume(abs(r) < 0.999)
    Z = standardised(X)
    assert np.linalg.cond(Z) ** 2 == pytest.approx(kappa(r))
    assert np.linalg.cond(Z * [1, ratio]) ** 2 >= kappa(r) * (1 - 1e-9)


@pytest.mark.claim(
    "feature-scaling/whitened",
    "Whitened, with an intercept, one step at the rate ½ lands on the least squares fit if no eigenvalue is 0.",
    rate=0.5,
)
@pytest.mark.refuted("One at a rate 1% higher does.", rate=0.505)
@pytest.mark.refuted("One at the rate 1 does.", rate=1)
@given(seeds, st.integers(1, 5))
def test_one_step_is_enough_on_whitened_columns(rate, seed, d):
    X = table(seed, columns=d)
    centred = X - X.mean(axis=0)
    assume(np.linalg.cond(centred) < 1e4)
    rng = np.random.default_rng(seed)
    y, start = rng.normal(size=12), rng.normal(size=d + 1)
    covariance = np.atleast_2d(np.cov(centred.T, bias=True))
    whitener = np.linalg.inv(np.linalg.cholesky(covariance)).T  # another whitening than the page's
    A = np.column_stack([np.ones(12), centred @ whitener])
    one_step = start - rate * 2 / 12 * A.T @ (A @ start - y)
    raw = np.column_stack([np.ones(12), centred])
    assert A @ one_step == pytest.approx(raw @ np.linalg.lstsq(raw, y)[0], abs=1e-6)


MIX = np.array([[-3, 1, 3], [-2, 1, 3], [1, -1, -1]])  # of the eight rows, which are all ±1 combinations: XᵀX = 8 MᵀM


def spread_of_roots(matrix):
    """Return κ of a symmetric 3×3 matrix of fractions, from the roots of its characteristic polynomial."""
    (a, b, c), (_, d, e), (_, _, f) = matrix
    minors = a * d - b * b + a * f - c * c + d * f - e * e
    determinant = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d)
    roots = np.roots([1, -float(a + d + f), float(minors), -float(determinant)])
    return max(roots.real) / min(roots.real)


@pytest.mark.claim(
    "feature-scaling/not-always",
    "On the eight rows of whole numbers of the page standardising raises κ from 115.73 to 152.34.",
    before=115.73,
    after=152.34,
)
@pytest.mark.refuted("It lowers κ from 152.34 to 115.73.", before=152.34, after=115.73)
@pytest.mark.refuted("It leaves κ at 115.73.", after=115.73)
def test_standardising_can_make_it_worse(before, after):
    gram = [[Fraction(int(a)) for a in row] for row in MIX.T @ MIX]
    scaled = [[float(gram[i][j]) / math.sqrt(gram[i][i] * gram[j][j]) for j in range(3)] for i in range(3)]
    assert spread_of_roots(gram) == pytest.approx(before, abs=0.005)
    assert spread_of_roots(scaled) == pytest.approx(after, abs=0.005)


@functools.cache
def harms():
    """Return, for many tables, d and κ standardised as a multiple of κ with other divisors; two are made to do harm."""
    eight = np.array(list(itertools.product([-1, 1], repeat=3))) @ MIX
    tables = [(eight, eight.std(axis=0))]  # as it is: standardised, then multiplied back
    d = 20  # the first column against the mean of the others is flat, the sum of all is steep, and all correlate
    sums, against = np.ones(d), np.r_[1, np.full(d - 1, -1 / (d - 1))]
    steep, flat = np.outer(sums, sums), np.outer(against, against) / (against @ against)
    covariance = steep + 1e-5 * flat + 0.01 * (np.eye(d) - steep / d - flat)
    corners = np.linalg.qr(standardised(np.random.default_rng(1).normal(size=(40, d))))[0]  # centred, at right angles
    tables.append((corners @ np.linalg.cholesky(covariance).T, np.r_[1, np.full(d - 1, 1 / math.sqrt(d - 1))]))
    for seed in range(60):
        columns = 2 + seed % 4
        factors = np.exp(np.random.default_rng(seed).normal(size=columns))
        tables.append((table(seed, columns=columns), factors))
    return [
        (len(factors), (np.linalg.cond(standardised(X)) / np.linalg.cond(standardised(X) * factors)) ** 2)
        for X, factors in tables
    ]


@pytest.mark.claim(
    "feature-scaling/within-d",
    "Standardising d centred independent columns gives a κ at most d times that of any other divisors.",
    times=lambda d: d,
)
@pytest.mark.refuted("It gives one at most that of any others.", times=lambda d: 1)
@pytest.mark.refuted("It gives one at most 1.3 times that of any others.", times=lambda d: 1.3)
@pytest.mark.refuted("It gives one at most √d times that of any others.", times=math.sqrt)
def test_standardising_is_within_a_factor_of_d(times):
    for d, harm in harms():
        assert harm <= times(d) * (1 + 1e-6)


@functools.cache
def ranges():
    """Return κ of the houses in four forms, from powers of XᵀX and of its inverse."""
    low, width = COLUMNS.min(axis=0), np.ptp(COLUMNS, axis=0)
    unit = (COLUMNS - low) / width
    found = []
    for form in (unit, unit - 0.5, 2 * unit - 1, 2 * (unit - unit.mean(axis=0))):
        A = np.column_stack([np.ones(5), form])
        both = A.T @ A, np.linalg.inv(A.T @ A)
        powers = [np.linalg.matrix_power(matrix / np.trace(matrix), 64) for matrix in both]
        along = [power @ np.array([1.0, 0.3, -0.2, 0.7]) for power in powers]
        steep, flat = (np.linalg.norm(A @ v) / np.linalg.norm(v) for v in along)
        found.append(f"{(steep / flat) ** 2:.1f}")
    return found


@pytest.mark.claim(
    "feature-scaling/ranges",
    "The houses' κ is 2692.2 with columns from 0 to 1, 1547.0 from −½ to ½, 523.5 from −1 to 1, and 485.4 with range 2 "
    "and mean 0.",
    kappas=["2692.2", "1547.0", "523.5", "485.4"],
)
@pytest.mark.refuted(
    "From −1 to 1 it is 1547.0, for the size does not count.", kappas=["2692.2", "1547.0", "1547.0", "485.4"]
)
@pytest.mark.refuted(
    "With range 2 and mean 0 it is 478.2, as standardised.", kappas=["2692.2", "1547.0", "523.5", "478.2"]
)
def test_ranges_are_not_deviations(kappas):
    assert ranges() == kappas


@pytest.mark.claim(
    "feature-scaling/trees",
    "A decision tree predicts the same for its rows whatever the divisors, if they are positive, and the shifts.",
    bend=lambda column: column,
    sign=1,
    model=lambda: DecisionTreeRegressor(max_depth=3, random_state=0),
)
@pytest.mark.refuted("It does with negative divisors, too.", sign=-1)
@pytest.mark.refuted("It does where a column is replaced by its squares, too.", bend=np.square)
@given(seeds)
def test_a_tree_does_not_see_the_scale(bend, sign, model, seed):
    """Shifts and divisors are whole or powers of two, so that no two entries meet by rounding."""
    rng = np.random.default_rng(seed)
    X, y = rng.integers(-50, 50, (12, 2)).astype(float), rng.normal(size=12)
    scaled = bend((X + rng.integers(-5, 5, 2)) / (sign * 2.0 ** rng.integers(-3, 4, 2)))
    assert np.array_equal(model().fit(X, y).predict(X), model().fit(scaled, y).predict(scaled))
