"""The claims of docs/learning/training.md; oracles: normal equations, eigenvalues, exact fractions, plain loops."""

import math
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import SGDRegressor

from tests.claims.counting import Entry

numbers = st.fractions(min_value=-100, max_value=100, max_denominator=50)
floats = st.floats(-1000, 1000)


def houses(n=200):
    """Return areas, bedrooms and ages of the page's houses, their prices without noise, and the noise."""
    rng = np.random.default_rng(1)
    area = rng.uniform(800, 3500, n)
    bedrooms = np.round(area / 1000 + rng.uniform(0, 3, n))
    age = rng.uniform(0, 60, n)
    noise = rng.normal(0, 20, n)
    return np.column_stack([area, bedrooms, age]), 50 + 0.15 * area + 10 * bedrooms - age, noise


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def solved(X, y, penalty=0.0):
    """Return weights and intercept from the normal equations, with a penalty on the squared weights."""
    A = np.column_stack([X, np.ones(len(y))])
    return np.linalg.solve(A.T @ A + penalty * np.diag([1.0] * X.shape[1] + [0.0]), A.T @ y)


def farthest(model, X, w):
    """Return the largest difference in dollars between a model's prices and those of weights and intercept."""
    return 1000 * np.abs(X @ model.coef_ + model.intercept_ - X @ w[:-1] - w[-1]).max()


@pytest.mark.claim(
    "training/agrees",
    "After 1000 passes over the 200 houses, of the four settings only standardised with invscaling is within $1000 "
    "of least squares on every house, and raw is over $1e15 off, for each of five seeds.",
)
def test_one_setting_of_four_agrees():
    raw, exact, noise = houses()
    X, y = standardised(raw), exact + noise
    for seed in range(100, 105):

        def off(data, schedule, seed=seed):
            sgd = SGDRegressor(learning_rate=schedule, tol=None, random_state=seed).fit(data, y)
            return farthest(sgd, data, solved(data, y))

        assert off(X, "invscaling") < 1000
        assert off(X, "constant") > 1000
        assert off(X, "optimal") > 1000
        assert off(raw, "invscaling") > 1e15


@pytest.mark.claim(
    "training/same-end",
    "On a line's mean squared error over areas that are not all the same, descent at a rate between 0 and its bound"
    " ends at the least squares line, from any start.",
)
@settings(deadline=None)
@given(floats, floats, st.floats(0.05, 0.95), st.integers(0, 100), st.floats(0.5, 5))
def test_the_start_does_not_matter(w, b, share, seed, width):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-width, width, 10)
    y = rng.normal(0, 10, 10)
    deviation = np.sum((x - x.mean()) ** 2)
    slope = np.sum((x - x.mean()) * (y - y.mean())) / deviation  # the textbook's line
    intercept = y.mean() - slope * x.mean()
    trace, determinant = np.mean(x**2) + 1, deviation / 10
    root = math.sqrt(trace**2 / 4 - determinant)
    small, large = trace - 2 * root, trace + 2 * root  # curvatures, twice the eigenvalues of the mean's matrix
    rate = share * 2 / large
    factor = max(abs(1 - rate * small), abs(1 - rate * large))
    steps = math.ceil(math.log(1e-9) / math.log(factor))
    assume(steps < 5000)
    for _ in range(steps):
        error = w * x + b - y
        w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)
    assert (w, b) == pytest.approx((slope, intercept), abs=1e-5)


@pytest.mark.claim(
    "training/work",
    "With n rows and d columns, the equations of least squares take n·d·(d + 1) multiplications with numbers of the "
    "table, one pass of gradient descent or of SGD 2·n·d.",
)
@given(st.integers(1, 12), st.integers(1, 5))
def test_the_work_of_three_algorithms(n, d):
    rng = np.random.default_rng(n)
    X = np.array([[Entry(value) for value in row] for row in rng.normal(size=(n, d))], dtype=object)
    y, w = rng.normal(size=n).astype(object), np.zeros(d, dtype=object)

    def counted(work):
        Entry.count = 0
        work()
        return Entry.count

    assert counted(lambda: (X.T @ X, X.T @ y)) == n * d * (d + 1)
    assert counted(lambda: w - 0.4 * 2 / n * (X.T @ (X @ w - y))) == 2 * n * d
    assert counted(lambda: [w - 0.1 * 2 * float(X[i] @ w - y[i]) * X[i] for i in range(n)]) == 2 * n * d


@pytest.mark.claim(
    "training/passes",
    "On the 20,000 houses SGD at the rate 1/(20 + t) is nearer to least squares after 200 houses than descent at "
    "2/(λ_max + λ_min) after 2 passes, nearer after 10 passes each, and farther after 30, in each of 12 orders.",
)
def test_one_at_a_time_is_ahead_early_and_behind_late():
    raw, exact, noise = houses(20_000)
    X, y = np.column_stack([standardised(raw), np.ones(20_000)]), exact + noise
    best = solved(X[:, :3], y)
    values, vectors = np.linalg.eigh(2 / 20_000 * X.T @ X)
    rate = 2 / (values[0] + values[-1])
    full = {count: np.linalg.norm((1 - rate * values) ** count * (vectors.T @ best)) for count in (2, 10, 30)}
    rngs, w, t = [np.random.default_rng(seed) for seed in range(12)], np.zeros((12, 4)), 0
    for epoch in range(1, 31):
        orders = np.column_stack([rng.permutation(20_000) for rng in rngs])
        cases, prices = X[orders], y[orders]
        for x, price in zip(cases, prices, strict=True):
            error = (x * w).sum(axis=1) - price
            w = w - (2 / (20 + t)) * error[:, None] * x
            t += 1
            if t == 200:
                assert np.all(np.linalg.norm(w - best, axis=1) < full[2])
        if epoch in full and epoch > 2:
            assert np.all((np.linalg.norm(w - best, axis=1) < full[epoch]) == (epoch < 30))


@pytest.mark.claim(
    "training/one-case",
    "One update on a case with half the squared error multiplies that case's error by 1 − α(1 + ‖x‖²).",
)
@given(st.lists(numbers, min_size=3, max_size=3), st.lists(numbers, min_size=4, max_size=4), numbers, numbers)
def test_one_update_multiplies_the_error_of_its_case(x, w, y, rate):
    x = [*x, Fraction(1)]

    def error(w):
        return sum(a * b for a, b in zip(w, x, strict=True)) - y

    def loss(w):
        return error(w) ** 2 / 2

    def nudged(j, by):
        return [value + by * (i == j) for i, value in enumerate(w)]

    gradient = [(loss(nudged(j, 1)) - loss(nudged(j, -1))) / 2 for j in range(4)]  # exact for a parabola
    after = [value - rate * slope for value, slope in zip(w, gradient, strict=True)]
    assert error(after) == (1 - rate * sum(a * a for a in x)) * error(w)


@pytest.mark.claim(
    "training/raw",
    "With all defaults the median weights of SGDRegressor over 101 seeds on the raw houses are, to within 0.6, 13, 10 "
    "and 12 orders of magnitude above those of least squares, and no warning appears.",
)
def test_raw_features_end_in_absurd_weights_without_a_warning():
    raw, exact, noise = houses()
    best = solved(raw, exact + noise)[:3]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = [SGDRegressor(random_state=seed).fit(raw, exact + noise).coef_ for seed in range(200, 301)]
    orders = np.log10(np.median(np.abs(found), axis=0) / np.abs(best))
    assert orders == pytest.approx([13, 10, 12], abs=0.6)


@pytest.mark.claim(
    "training/clip", "An update of SGDRegressor whose error exceeds 1e12 moves a weight by rate · 1e12 · x and no more."
)
@given(st.floats(1, 1e4), st.floats(-6, -1), st.floats(13, 20))
def test_the_derivative_is_cut_off(x, power, size):
    rate = 10.0**power
    sgd = SGDRegressor(learning_rate="constant", eta0=rate, alpha=0, max_iter=1, tol=None)
    start = 10.0**size / x
    after = sgd.fit([[x]], [1.0], coef_init=[start], intercept_init=[0.0]).coef_[0]
    assert start - after == pytest.approx(rate * 1e12 * x, rel=1e-6, abs=4e-16 * start)


@pytest.mark.claim(
    "training/cut-off",
    "A plain loop at scikit-learn's default rates on the raw houses overflows in the first pass without a cut-off; "
    "cut off at 1e6 in place of 1e12, the median weights after 10 passes are, to one order, six orders smaller.",
)
def test_the_cut_off_sets_the_size_of_the_disaster():
    raw, exact, noise = houses()
    X, y = np.column_stack([raw, np.ones(200)]), exact + noise

    def run(cut_off, passes, seed):
        rng, w, t = np.random.default_rng(seed), np.zeros(4), 0
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(passes):
                for i in rng.permutation(200):
                    t += 1
                    w = w - 0.01 / t**0.25 * max(-cut_off, min(cut_off, X[i] @ w - y[i])) * X[i]
        return np.abs(w[:3])

    assert not any(np.isfinite(run(math.inf, 1, seed)).any() for seed in range(11))
    low, high = (np.median([run(cut_off, 10, seed) for seed in range(11)], axis=0) for cut_off in (1e6, 1e12))
    assert np.log10(high / low) == pytest.approx([6, 6, 6], abs=1)


@pytest.mark.claim(
    "training/first-rate",
    "The schedule optimal of SGDRegressor starts at the rate a^(−1/4) with squared error, which is 10 for the "
    "default a = 0.0001.",
)
def test_optimal_starts_at_ten():
    for alpha, rate in ((1e-4, 10), (1e-8, 100), (1e-12, 1000)):
        sgd = SGDRegressor(learning_rate="optimal", alpha=alpha, max_iter=1, tol=None)
        assert sgd.fit([[0.5]], [3.0]).coef_[0] == pytest.approx(rate * 3 * 0.5)
    default = SGDRegressor(learning_rate="optimal", max_iter=1, tol=None)
    assert default.fit([[0.5]], [3.0]).coef_[0] == pytest.approx(10 * 3 * 0.5)


@pytest.mark.claim(
    "training/stopping",
    "With the default stopping rule SGDRegressor stops before pass 1000 on the standardised houses without a warning; "
    "with optimal it is then more than $10,000 from least squares, with invscaling not, for each of 22 seeds.",
)
def test_stopped_is_not_arrived():
    raw, exact, noise = houses()
    X, y = standardised(raw), exact + noise
    best = solved(X, y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for schedule, is_far in (("optimal", True), ("invscaling", False)):
            for seed in range(22):
                sgd = SGDRegressor(learning_rate=schedule, random_state=seed).fit(X, y)
                assert sgd.n_iter_ < 1000
                assert (farthest(sgd, X, best) > 10_000) == is_far


@pytest.mark.claim(
    "training/stopped-far",
    "With the default stopping rule more than a third of the runs of SGDRegressor with optimal on the standardised "
    "houses stop over a billion dollars from least squares, of 200 seeds.",
)
def test_a_loop_may_stop_at_any_height():
    raw, exact, noise = houses()
    X, y = standardised(raw), exact + noise
    best = solved(X, y)
    runs = (SGDRegressor(learning_rate="optimal", random_state=seed).fit(X, y) for seed in range(200))
    assert sum(farthest(sgd, X, best) > 1e9 for sgd in runs) > 200 / 3


@pytest.mark.claim(
    "training/ridge",
    "SGDRegressor with a penalty of strength a ends within $200 of the solution with n·a on the diagonal of the normal "
    "equations, on the standardised houses after 3000 passes; for a = 0.1 that is over $20,000 from least squares.",
)
def test_the_penalty_moves_the_goal_to_ridge():
    raw, exact, noise = houses()
    X, y = standardised(raw), exact + noise
    for alpha in (0, 0.01, 0.1):
        sgd = SGDRegressor(alpha=alpha, max_iter=3000, tol=None, random_state=7).fit(X, y)
        assert farthest(sgd, X, solved(X, y, penalty=200 * alpha)) < 200
    assert farthest(sgd, X, solved(X, y)) > 20_000


@pytest.mark.claim(
    "training/exact",
    "Where the standardised houses' prices are exactly linear, 100 passes at the constant rate 0.01 without penalty"
    " end within a cent of every price; with noise they end more than $500 from least squares.",
)
def test_a_constant_rate_arrives_where_the_data_fit_exactly():
    raw, exact, noise = houses()
    X = standardised(raw)
    for y, arrives in ((exact, True), (exact + noise, False)):
        target, rng, w = solved(X, y), np.random.default_rng(7), np.zeros(4)
        A = np.column_stack([X, np.ones(200)])
        for _ in range(100):
            for i in rng.permutation(200):
                w = w - 0.01 * (A[i] @ w - y[i]) * A[i]
        off = 1000 * np.abs(A @ (w - target)).max()
        assert off < 0.01 if arrives else off > 500


@pytest.mark.claim(
    "training/copies", "Two weights of identical columns keep their difference under gradient descent, at any rate."
)
@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=4), numbers, numbers, numbers, numbers)
def test_copies_keep_their_difference(cases, first, second, b, rate):
    start = first - second

    def loss(weights):
        return sum((weights[0] * x + weights[1] * x + weights[2] - y) ** 2 for x, y in cases)

    for _ in range(3):
        weights = [first, second, b]
        gradient = []
        for j in range(3):  # each from its own two losses: exact for a parabola
            up, down = ([v + by * (i == j) for i, v in enumerate(weights)] for by in (1, -1))
            gradient.append((loss(up) - loss(down)) / 2)
        first, second, b = (v - rate * slope for v, slope in zip(weights, gradient, strict=True))
    assert first - second == start
