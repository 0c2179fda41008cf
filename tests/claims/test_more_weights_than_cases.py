"""The claims of docs/descent/more-weights-than-cases.md."""

import functools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

seeds = st.integers(0, 10**6)


@functools.cache
def digits():
    """Return test error and length of the weights for each number of columns: by a pseudoinverse, from other seeds."""
    from sklearn.datasets import load_digits

    X, label = load_digits(return_X_y=True)
    X, found = X / 16 - np.mean(X / 16, axis=0), {}
    for p in (20, 60, 100, 110, 800):
        errors = []
        for seed in (11, 12, 13):
            rng = np.random.default_rng(seed)
            rows = rng.permutation(1797)[:400]
            columns = np.maximum(X[rows] @ rng.normal(size=(64, p)), 0)
            Y = (label[rows, None] == np.arange(10)).astype(float)
            w = np.linalg.pinv(columns[:100]) @ Y[:100]
            errors.append((np.mean(np.sum((columns[100:] @ w - Y[100:]) ** 2, axis=1)), np.linalg.norm(w)))
        found[p] = np.median(errors, axis=0)
    return found


@pytest.mark.claim(
    "more-weights-than-cases/peak",
    "On a hundred digits, with other draws of digits and columns, too, the shortest fit has its largest test error "
    "and its longest weights at 100 columns, each five times that at 60 at least; at 800 its error is below that at "
    "20.",
    peak=100,
    lower=800,
)
@pytest.mark.refuted("They are largest at 110 columns.", peak=110)
@pytest.mark.refuted("At 110 the error is below that at 20.", lower=110)
def test_the_error_peaks_where_columns_and_cases_are_as_many(peak, lower):
    found = digits()
    for j in range(2):
        assert max(found, key=lambda p: found[p][j]) == peak
        assert found[peak][j] > 5 * found[60][j]
    assert found[lower][0] < found[20][0]


@pytest.mark.claim(
    "more-weights-than-cases/shorter",
    "Where the cases can be fitted, a further column never makes the shortest fit longer.",
    wide=True,
    times=1,
)
@pytest.mark.refuted("Nor does it where they cannot be fitted.", wide=False)
@pytest.mark.refuted("It makes it at least 1% shorter.", times=0.99)
@given(seeds, st.integers(1, 4), st.integers(0, 4))
def test_a_column_more_makes_the_shortest_fit_no_longer(wide, times, seed, n, more):
    rng = np.random.default_rng(seed)
    n, d = (n, n + more) if wide else (n + more + 2, n)
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)
    column = rng.normal(size=n) * 10 ** rng.uniform(-3, 1)
    lengths = [np.linalg.norm(np.linalg.pinv(table) @ y) for table in (X, np.column_stack([X, column]))]
    assert lengths[1] <= times * lengths[0] * (1 + 1e-9)


@pytest.mark.claim(
    "more-weights-than-cases/nearest",
    "On squared errors, below the bound, descent ends at the minimum nearest to its start.",
    start=1,
    rates=1,
)
@pytest.mark.refuted("It ends at the shortest minimum.", start=0)
@pytest.mark.refuted("So it does with another rate for each weight.", rates=2)
@given(seeds, st.floats(0.2, 0.95))
@settings(max_examples=50)
def test_descent_ends_at_the_nearest_minimum(start, rates, seed, of_bound):
    """Tables of any rank, labels that need not be fitted; the nearest minimum by singular vectors."""
    rng = np.random.default_rng(seed)
    n, d = rng.integers(1, 5), rng.integers(2, 6)
    rank = rng.integers(1, min(n, d - 1) + 1)
    left, right = (np.linalg.qr(rng.normal(size=(k, rank)))[0] for k in (n, d))
    sizes = rng.uniform(0.5, 2, rank)
    X, y, first = left @ np.diag(sizes) @ right.T, rng.normal(size=n), rng.normal(size=d)
    best = right @ (left.T @ y / sizes)
    nearest = best + start * (first - right @ (right.T @ first))
    w, rate = first, of_bound * 2 / sizes.max() ** 2 / rates * np.linspace(1, rates, d)
    for _ in range(1500):
        w = w - rate * (X.T @ (X @ w - y))
    assert w == pytest.approx(nearest, abs=1e-6)


@pytest.mark.claim(
    "more-weights-than-cases/separable",
    "On the logistic loss of cases that a plane through zero parts, the direction of descent tends to that of the "
    "largest least margin, and the length grows by the same for each factor of ten in steps.",
    direction=lambda margin, X: margin,
    grows=1,
)
@pytest.mark.refuted("It tends to the mean of the cases.", direction=lambda margin, X: X.mean(axis=0))
@pytest.mark.refuted("The length grows half as fast.", grows=0.5)
@pytest.mark.parametrize("seed", range(3))
def test_descent_finds_the_largest_margin(direction, grows, seed):
    """The nearest cases are at right angles, 1 from zero; all others lie beyond in each of these directions."""
    rng = np.random.default_rng(seed)
    d = 2 + seed % 2
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    X = np.concatenate([np.eye(d), rng.uniform(2, 6, (3, d)) + 4 * np.eye(d)[0]]) @ turn
    margin = turn.sum(axis=0)
    assert (X @ margin).min() == pytest.approx(1)  # no direction of this length has more: its entries would sum to more
    w, lengths = np.zeros(d), []
    for step in range(1, 30_001):
        w = w + 0.5 * X.T @ (1 / (1 + np.exp(X @ w))) / len(X)
        if step in (3000, 30_000):
            lengths.append(np.linalg.norm(w))
    towards = direction(margin, X)
    assert w @ towards / np.linalg.norm(w) / np.linalg.norm(towards) > math.cos(math.radians(1.5))
    assert lengths[1] - lengths[0] == pytest.approx(grows * math.sqrt(d) * math.log(10), rel=0.1)
