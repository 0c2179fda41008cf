"""The claims of docs/learning/training.md; oracles: normal equations, eigenvalues, exact fractions, plain loops."""

import functools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

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


def line_bound(x):
    """Return 2 over the largest curvature of a line's mean squared error: twice an eigenvalue of a 2×2 matrix."""
    trace, determinant = np.mean(x**2) + 1, np.mean((x - x.mean()) ** 2)
    return 2 / (trace + 2 * math.sqrt(trace**2 / 4 - determinant))


@pytest.mark.claim(
    "training/same-end",
    "On a line's mean squared error over areas that are not all the same, descent at a rate between 0 and its bound"
    " ends at the least squares line, from any start.",
    bound=line_bound,
)
@pytest.mark.refuted("It does at a rate up to 1% above its bound.", bound=lambda x: 1.01 * line_bound(x))
@pytest.mark.refuted("Its bound is that of the weight alone.", bound=lambda x: 1 / np.mean(x**2))
@settings(max_examples=60)
@given(floats, floats, st.floats(0.05, 0.95), st.integers(0, 100), st.floats(0.5, 5))
@example(1.0, 1.0, 0.997, 0, 3.0)
def test_the_start_does_not_matter(bound, w, b, share, seed, width):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-width, width, 10)
    y = rng.normal(0, 10, 10)
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)  # the textbook's line
    intercept = y.mean() - slope * x.mean()
    rate = share * bound(x)
    large = 2 / line_bound(x)
    small = 2 * (np.mean(x**2) + 1) - large
    factor = max(abs(1 - rate * small), abs(1 - rate * large))
    steps = math.ceil(math.log(1e-9) / math.log(factor)) if factor < 1 else 5000
    assume(steps <= 5000)
    for _ in range(steps):
        error = w * x + b - y
        w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)
        if abs(w) + abs(b) > 1e9:
            break
    assert (w, b) == pytest.approx((slope, intercept), abs=1e-5)


@pytest.mark.claim(
    "training/mirror",
    "On a line's mean squared error over standardised areas, descent at the rates r and 1 − r has the same losses from "
    "the same start, step for step.",
    other=lambda rate: 1 - rate,
    spread=1,
)
@pytest.mark.refuted("It has at the rates r and 0.99 − r.", other=lambda rate: 0.99 - rate)
@pytest.mark.refuted("It has over areas with a standard deviation of 0.99, too.", spread=0.99)
@settings(max_examples=40)
@given(floats, floats, st.floats(0, 1), st.integers(0, 100))
@example(10.0, 10.0, 0.1, 0)
def test_two_rates_have_the_same_losses(other, spread, w, b, rate, seed):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(800, 3500, 9), rng.normal(300, 100, 9)
    x = spread * (x - x.mean()) / x.std()

    def losses(rate, w, b):
        for _ in range(5):
            error = w * x + b - y
            w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)
            yield np.mean((w * x + b - y) ** 2)

    assert [*losses(other(rate), w, b)] == pytest.approx([*losses(rate, w, b)], rel=1e-9)


@pytest.mark.claim(
    "training/work",
    "With n rows and d columns, the normal equations take n·d·(d + 1) multiplications with numbers of the table, one "
    "pass of gradient descent or of SGD 2·n·d.",
    equations=lambda n, d: n * d * (d + 1),
    a_pass=lambda n, d: 2 * n * d,
)
@pytest.mark.refuted("The normal equations take n·d².", equations=lambda n, d: n * d * d)
@pytest.mark.refuted("One pass takes n·d.", a_pass=lambda n, d: n * d)
@settings(max_examples=40)
@given(st.integers(1, 12), st.integers(1, 5))
def test_the_work_of_three_algorithms(equations, a_pass, n, d):
    rng = np.random.default_rng(n)
    X = np.array([[Entry(value) for value in row] for row in rng.normal(size=(n, d))], dtype=object)
    y, w = rng.normal(size=n).astype(object), np.zeros(d, dtype=object)

    def counted(work):
        Entry.count = 0
        work()
        return Entry.count

    assert counted(lambda: (X.T @ X, X.T @ y)) == equations(n, d)
    assert counted(lambda: w - 0.4 * 2 / n * (X.T @ (X @ w - y))) == a_pass(n, d)
    assert counted(lambda: [w - 0.1 * 2 * float(X[i] @ w - y[i]) * X[i] for i in range(n)]) == a_pass(n, d)


@functools.cache
def distances():
    """Return the distances from least squares: after passes of descent; after 200 houses and passes in 12 orders."""
    raw, exact, noise = houses(20_000)
    X, y = np.column_stack([standardised(raw), np.ones(20_000)]), exact + noise
    best = solved(X[:, :3], y)
    values, vectors = np.linalg.eigh(2 / 20_000 * X.T @ X)
    full = [np.linalg.norm((1 - 0.5 * values) ** count * (vectors.T @ best)) for count in range(31)]
    rngs, w, t = [np.random.default_rng(seed) for seed in range(12)], np.zeros((12, 4)), 0
    single = {}
    for epoch in range(1, 31):
        orders = np.column_stack([rng.permutation(20_000) for rng in rngs])
        cases, prices = X[orders], y[orders]
        for x, price in zip(cases, prices, strict=True):
            error = (x * w).sum(axis=1) - price
            w = w - (2 / (20 + t)) * error[:, None] * x
            t += 1
            if t == 200:
                first = np.linalg.norm(w - best, axis=1)
        single[epoch] = np.linalg.norm(w - best, axis=1)
    return full, first, single


@pytest.mark.claim(
    "training/passes",
    "On the 20,000 houses SGD at the rate 1/(20 + t) is nearer to least squares after 200 houses than descent at the "
    "rate 0.5 after 2 passes, nearer after 10 passes each, and farther after 30, in each of 12 orders.",
    early=2,
    nearer=10,
    farther=30,
)
@pytest.mark.refuted("It is nearer after 200 houses than descent after 8 passes.", early=8)
@pytest.mark.refuted("It is nearer after 20 passes each.", nearer=20)
@pytest.mark.refuted("It is farther after 10.", farther=10)
def test_one_at_a_time_is_ahead_early_and_behind_late(early, nearer, farther):
    full, first, single = distances()
    assert np.all(first < full[early])
    assert np.all(single[nearer] < full[nearer])
    assert np.all(single[farther] > full[farther])


@pytest.mark.claim(
    "training/copies",
    "Two weights of identical columns keep their difference under gradient descent, at any rate.",
    kept=lambda first, second: first - second,
    times=1,
)
@pytest.mark.refuted("They keep their sum.", kept=lambda first, second: first + second)
@pytest.mark.refuted("They keep their difference where one column is 1% larger, too.", times=Fraction(101, 100))
@settings(max_examples=50)
@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=4), numbers, numbers, numbers, numbers)
def test_copies_keep_their_difference(kept, times, cases, first, second, b, rate):
    start = kept(first, second)

    def loss(weights):
        return sum((weights[0] * x + weights[1] * times * x + weights[2] - y) ** 2 for x, y in cases)

    for _ in range(3):
        weights = [first, second, b]
        gradient = []
        for j in range(3):  # each from its own two losses: exact for a parabola
            up, down = ([v + by * (i == j) for i, v in enumerate(weights)] for by in (1, -1))
            gradient.append((loss(up) - loss(down)) / 2)
        first, second, b = (v - rate * slope for v, slope in zip(weights, gradient, strict=True))
    assert kept(first, second) == start
