"""The claims of docs/descent/batches.md; oracles: fractions over all batches, moments, closed forms."""

import itertools
import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes

from tests.claims.counting import Entry

numbers = st.fractions(min_value=-20, max_value=20, max_denominator=10)
tuples = st.tuples(numbers, numbers)


def noisy_line(seed=1):
    """Return the columns, standardised x and ones, and y of a hundred points."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    return np.column_stack([(x - x.mean()) / x.std(), np.ones(100)]), y


def stationary_mean_square(X, y, rate, batch):
    """Return the mean squared distance at which draws with replacement settle, from the exact second moments."""
    n, d = X.shape
    errors = X @ np.linalg.solve(X.T @ X, X.T @ y) - y
    hessians = np.einsum("ni,nj->nij", 2 * X, X)
    mean = hessians.mean(axis=0)
    centred, slopes = hessians - mean, 2 * errors[:, None] * X
    one = np.eye(d * d) - rate * (np.kron(mean, np.eye(d)) + np.kron(np.eye(d), mean))
    of_curvature = sum(np.kron(c, c) for c in centred) / n / batch + np.kron(mean, mean)
    noise = (slopes.T @ slopes / n / batch).ravel()
    moments = np.linalg.solve(np.eye(d * d) - one - rate**2 * of_curvature, rate**2 * noise)
    return np.trace(moments.reshape(d, d))  # the mean distance settles at zero, so no cross terms


@pytest.mark.claim(
    "batches/nearer",
    "On the page's hundred points, at the rate 0.002, batches of ten and a tenth of the rate bring the mean squared "
    "distance to about a tenth of that of single free draws; a shuffled pass brings it below both.",
)
def test_a_shuffled_pass_comes_nearest():
    X, y = noisy_line()
    single = stationary_mean_square(X, y, 0.002, 1)
    tenths = [stationary_mean_square(X, y, 0.002, 10), stationary_mean_square(X, y, 0.0002, 1)]
    assert tenths == pytest.approx([single / 10] * 2, rel=0.02)
    assert math.sqrt(single) == pytest.approx(0.127, abs=0.01)  # the medians of the output lie below such a root
    best = np.linalg.solve(X.T @ X, X.T @ y)
    points, draw = [(*map(float, row), float(value)) for row, value in zip(X, y, strict=True)], random.Random(5)
    total, (w, b) = 0.0, best
    for _ in range(300):
        draw.shuffle(points)
        for x, one, value in points:
            slope = 0.004 * (w * x + b * one - value)
            w, b = w - slope * x, b - slope * one
        total += (w - best[0]) ** 2 + (b - best[1]) ** 2
    assert total / 300 < min(tenths) / 2


@pytest.mark.claim(
    "batches/work", "One pass over n rows and d columns takes 2·n·d multiplications with them at every batch size."
)
@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 12))
def test_a_pass_multiplies_as_often_at_every_size(n, d, batch):
    rng = np.random.default_rng(n)
    X = np.array([[Entry(value) for value in row] for row in rng.normal(size=(n, d))], dtype=object)
    y, w = rng.normal(size=n).astype(object), np.zeros(d, dtype=object)
    Entry.count = 0
    for i in range(0, n, batch):
        w = w - 0.01 / batch * (X[i : i + batch].T @ (X[i : i + batch] @ w - y[i : i + batch]))
    assert Entry.count == 2 * n * d


@pytest.mark.claim(
    "batches/missed",
    "n draws with replacement miss each of n cases with probability (1 − 1/n)^n, which is over a third for n > 5 and "
    "tends to 1/e.",
)
def test_more_than_a_third_is_missed():
    for n in range(2, 7):
        draws = list(itertools.product(range(n), repeat=n))
        for case in range(n):
            assert Fraction(sum(case not in draw for draw in draws), len(draws)) == (1 - Fraction(1, n)) ** n
    shares = [(1 - 1 / n) ** n for n in range(6, 2000)]
    assert min(shares) > 1 / 3
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1 / math.e, rel=1e-3)


def full_batch_loss(steps):
    """Return loss above the least after so many steps of the full batch, at the best of the page's rates."""
    X, y = load_diabetes(return_X_y=True, scaled=False)
    X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
    values, vectors = np.linalg.eigh(X.T @ X / 442)
    along = vectors.T @ np.linalg.lstsq(X, y)[0]
    rates = np.geomspace(0.0003, 0.3, 18)
    left = (1 - rates[:, None] * 2 * values) ** (2 * steps)
    losses = left @ (values * along**2)
    return losses.min(), X, y


def descend(X, y, batch, rate, updates, seed):
    """Return loss above the least after updates with batches from shuffled passes."""
    rng, w = np.random.default_rng(seed), np.zeros(X.shape[1])
    batches = iter(())
    for _ in range(updates):
        rows = next(batches, None)
        if rows is None:
            batches = iter(np.split(rng.permutation(len(y)), len(y) // batch))
            rows = next(batches)
        w -= rate * 2 / batch * (X[rows] @ w - y[rows]) @ X[rows]
        if not np.all(np.abs(w) < 1e8):
            return math.inf
    away = X @ (w - np.linalg.lstsq(X, y)[0])
    return away @ away / len(y)


@pytest.mark.claim(
    "batches/epochs-and-updates",
    "On the diabetes data, each batch size at its best rate of the page's grid, the medians of batches of 1 and of 26 "
    "are below the full batch's loss after 1 epoch and after 5; after 20 and after 340 updates they are above it.",
)
def test_each_count_has_its_own_winner():
    """Any rate gives an upper bound on the tuned loss per epoch; all rates are tried for the lower bound per update."""
    *_, X, y = full_batch_loss(1)
    for epochs, rates in ((1, {1: 0.005, 26: 0.08}), (5, {1: 0.001, 26: 0.026})):
        for batch, rate in rates.items():
            losses = [descend(X, y, batch, rate, epochs * 442 // batch, seed) for seed in range(100, 105)]
            assert np.median(losses) < full_batch_loss(epochs)[0] / 2
    for updates in (20, 340):
        for batch in (1, 26):
            for rate in np.geomspace(0.0003, 0.3, 18):
                losses = [descend(X, y, batch, rate, updates, seed) for seed in range(100, 103)]
                assert np.median(losses) > 1.5 * full_batch_loss(updates)[0]


@pytest.mark.claim(
    "batches/own-rate",
    "On the diabetes data, at the rate of the page's grid that is best for the full batch after five epochs, 0.1998, "
    "single cases end far above their start.",
)
def test_the_full_batchs_rate_makes_single_cases_explode():
    *_, X, y = full_batch_loss(5)
    grid = np.geomspace(0.0003, 0.3, 18)
    losses = [descend(X, y, 442, rate, 5, 0) for rate in grid]
    best = grid[np.argmin(losses)]
    assert best == pytest.approx(0.1998, abs=1e-4)
    assert best < 2 / np.linalg.eigvalsh(2 / 442 * X.T @ X)[-1]
    start = np.var(X @ np.linalg.lstsq(X, y)[0]) + y.mean() ** 2
    assert all(descend(X, y, 1, best, 2210, seed) > 1000 * start for seed in range(100, 105))


def all_batches(slopes, size):
    """Return the means of all batches of this size, with replacement and without."""
    return [
        [Fraction(sum(batch)) / size for batch in draws]
        for draws in (itertools.product(slopes, repeat=size), itertools.permutations(slopes, size))
    ]


@pytest.mark.claim(
    "batches/unbiased",
    "Where all cases are equally likely, the mean gradient over all batches of a size is the gradient of the mean "
    "loss, with and without replacement.",
)
@given(st.lists(tuples, min_size=2, max_size=4), numbers, st.integers(1, 4))
def test_a_batch_is_right_on_average(cases, w, size):
    def loss(w):
        return sum((w * x - y) ** 2 for x, y in cases) / len(cases)

    slopes = [((w + 1) * x - y) ** 2 / 2 - ((w - 1) * x - y) ** 2 / 2 for x, y in cases]  # exact for a parabola
    for means in all_batches(slopes, min(size, len(cases))):
        assert sum(means) / len(means) == (loss(w + 1) - loss(w - 1)) / 2


@pytest.mark.claim(
    "batches/variance",
    "The mean of B of n gradients has variance σ²/B with replacement, σ²/B·(n − B)/(n − 1) without, where σ² is the "
    "variance of one.",
)
@given(st.lists(numbers, min_size=2, max_size=5), st.integers(1, 5))
def test_the_variance_of_a_batch(slopes, size):
    n, size = len(slopes), min(size, len(slopes))
    pairs = itertools.product(slopes, repeat=2)
    one = sum((a - b) ** 2 for a, b in pairs) / (2 * n * n)  # half the mean squared difference of two draws
    formulas = one / size, one / size * Fraction(n - size, n - 1)
    for means, formula in zip(all_batches(slopes, size), formulas, strict=True):
        assert sum(m * m for m in means) / len(means) - (sum(means) / len(means)) ** 2 == formula


@pytest.mark.claim(
    "batches/stationary",
    "With curvature λ and independent gradient noise of mean 0 and variance σ² > 0, the mean square settles exactly "
    "when 0 < α < 2/λ, at ασ²/(λ(2 − αλ)), from every start.",
)
@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(-0.5, 1.5) | st.floats(0.99, 1.01), st.floats(0, 100))
def test_the_mean_square_settles_below_the_bound(curvature, deviation, share, start):
    assume(abs(share) > 1e-3 and abs(share - 1) > 1e-3)
    rate = share * 2 / curvature
    kept, added = (1 - rate * curvature) ** 2, (rate * deviation) ** 2  # of one update, then of two, four, …
    for _ in range(30):
        kept, added = kept**2, added * (1 + kept)
        if added > 1e12:
            break
    after = start * kept + added
    assert (after < 1e12) == (0 < share < 1)
    if 0 < share < 1:
        assert after == pytest.approx(rate * deviation**2 / (curvature * (2 - rate * curvature)), rel=1e-6)


@pytest.mark.claim(
    "batches/robbins-monro",
    "With curvature λ, independent noise of fixed variance and rates in (0, 1/λ], the mean square goes to zero from "
    "every start exactly when the rates go to zero and their sum is infinite.",
)
def test_which_schedules_arrive():
    """From the product of all factors and what is left of each noise: a hundredfold wait must still pay."""
    k = np.arange(1.0, 1_000_001.0)
    schedules = [
        (0.5 / k, True),
        (0.5 / k**0.4, True),
        (0.5 / k**0.2, True),
        (np.full_like(k, 0.1), False),  # does not go to zero
        (0.01 + 0.2 / k, False),
        (np.where(k % 2 == 1, 0.1, 0.5 / k), False),
        (0.05 * 0.95**k, False),  # finite sum
        (0.2 / k**1.5, False),
    ]

    def mean_square(rates):
        logs = np.log1p(-np.minimum(2 * rates, 1 - 1e-12))  # of the factors, with curvature 2
        kept = np.exp(2 * (logs.sum() - np.cumsum(logs)))
        return 100 * np.exp(2 * logs.sum()) + np.sum(rates**2 * 9 * kept)

    for rates, arrives in schedules:
        assert (mean_square(rates) < 0.5 * mean_square(rates[:10_000])) == arrives
        assert arrives or mean_square(rates) > 0.95 * mean_square(rates[:10_000])


@pytest.mark.claim(
    "batches/reshuffled",
    "On the loss (w − yᵢ)² of curvature λ, reshuffled every epoch, 0 < α < 2/λ, the mean square at the ends of epochs "
    "settles at the page's formula, which goes with α³ as α goes to zero.",
)
@given(st.lists(numbers, min_size=2, max_size=5), st.fractions(min_value="1/50", max_value="9/10", max_denominator=50))
def test_the_noise_of_a_shuffled_epoch_cancels(values, rate):
    """One epoch from the minimum over all orders, in fractions; the rest is the sum of a geometric series."""
    n, best, q = len(values), sum(values) / len(values), 1 - 2 * rate
    squares, sums = [], []
    for order in itertools.permutations(values):
        w = best
        for y in order:
            w -= rate * 2 * (w - y)
        squares.append((w - best) ** 2)
        sums.append(w - best)
    assert sum(sums) == 0  # so epochs do not lean to a side, and their squares add
    settled = sum(squares) / len(squares) / (1 - q ** (2 * n))
    variance = sum((2 * (best - y)) ** 2 for y in values) / n
    powers = sum(q ** (2 * j) for j in range(n)) - sum(q**j for j in range(n)) ** 2 / n
    assert settled == rate**2 * variance / (1 - q ** (2 * n)) * Fraction(n, n - 1) * powers


def test_the_formula_of_reshuffling_goes_with_the_cube_of_the_rate():
    def formula(rate, n=100):
        q = 1 - 2 * rate
        powers = sum(q ** (2 * j) for j in range(n)) - sum(q**j for j in range(n)) ** 2 / n
        return rate**2 / (1 - q ** (2 * n)) * powers

    assert formula(Fraction(1, 10**6)) / formula(Fraction(1, 10**5)) == pytest.approx(1 / 1000, rel=0.01)


@pytest.mark.claim(
    "batches/sorted",
    "Single cases at the rate 0.1, over 40 fresh draws of the hundred points: in a fixed order sorted by y they end "
    "epochs over five times as far from the minimum, in mean square, as in a random one; sorted by x not twice as far.",
)
def test_sorted_cases_are_worse_than_shuffled_ones():
    """A fixed order is an affine map for an epoch; its fixed point is solved for."""
    off = {"by y": [], "by x": [], "random": []}
    for seed in range(100, 140):
        X, y = noisy_line(seed)
        best = np.linalg.solve(X.T @ X, X.T @ y)
        for name, rows in (("by y", np.argsort(y)), ("by x", np.argsort(X[:, 0])), ("random", range(100))):
            matrix, shift = np.eye(2), np.zeros(2)
            for i in rows:
                one = np.eye(2) - 0.2 * np.outer(X[i], X[i])
                matrix, shift = one @ matrix, one @ shift + 0.2 * y[i] * X[i]
            end = np.linalg.solve(np.eye(2) - matrix, shift)
            off[name].append(np.sum((end - best) ** 2))
    assert np.mean(off["by y"]) > 5 * np.mean(off["random"])
    assert np.mean(off["by x"]) < 2 * np.mean(off["random"])


@pytest.mark.claim(
    "batches/interpolation",
    "One of the four houses at a time at the rate 0.1 shrinks the distance to the exact prices' weight at every "
    "update; with the haggled prices no weight stays where it is.",
)
def test_noise_that_vanishes_and_noise_that_stays():
    areas = [Fraction(2, 2), Fraction(3, 2), Fraction(4, 2), Fraction(5, 2)]
    exact, haggled = [250, 350, 450, 550], [260, 340, 460, 540]
    for w in (Fraction(100), Fraction(1001, 5), Fraction(-3000)):
        for x, y in zip(areas, exact, strict=True):
            after = w - Fraction(1, 10) * 2 * (50 + w * x - y) * x
            assert abs(after - 200) <= Fraction(4, 5) * abs(w - 200)
    fits = [Fraction(y - 50) / x for x, y in zip(areas, haggled, strict=True)]
    assert len(set(fits)) > 1  # each house moves every weight but its own
    assert {Fraction(y - 50) / x for x, y in zip(areas, exact, strict=True)} == {200}


@pytest.mark.claim(
    "batches/one-house",
    "On the exact houses one at a time, the mean square shrinks at positive rates exactly below 0.2209…; at 0.25 and "
    "0.30 it grows, but the mean logarithm of the factor is negative, so that almost every run arrives; at 0.30 "
    "the full batch diverges.",
)
def test_typical_runs_arrive_where_the_mean_square_and_the_full_batch_do_not():
    curvatures = [Fraction(2), Fraction(9, 2), Fraction(8), Fraction(25, 2)]

    def mean_square(rate):
        return sum((1 - rate * c) ** 2 for c in curvatures) / 4

    bound = Fraction(27, 4) * 2 / (sum(c * c for c in curvatures) / 4)
    assert mean_square(bound) == 1
    assert mean_square(bound * Fraction(99, 100)) < 1 < mean_square(bound * Fraction(101, 100))
    assert float(bound) == pytest.approx(0.2209, abs=5e-5)
    for rate, arrives in ((Fraction(1, 4), True), (Fraction(3, 10), True), (Fraction(36, 100), False)):
        assert mean_square(rate) > 1
        assert (math.prod(abs(1 - rate * c) for c in curvatures) < 1) == arrives
    assert abs(1 - Fraction(1, 4) * Fraction(27, 4)) < 1 < abs(1 - Fraction(3, 10) * Fraction(27, 4))
    assert max(abs(1 - Fraction(16, 100) * c) for c in curvatures) == 1


@pytest.mark.claim(
    "batches/running-mean", "On the loss (w − yᵢ)² at the rate 1/(2k), w after k cases is their mean, exactly."
)
@given(st.lists(numbers, min_size=1, max_size=8), numbers)
def test_the_mean_is_stochastic_descent(values, w):
    for k, y in enumerate(values, start=1):
        slope = ((w + 1 - y) ** 2 - (w - 1 - y) ** 2) / 2  # exact for a parabola
        w -= slope / (2 * k)
    assert w == sum(values) / len(values)


@pytest.mark.claim(
    "batches/too-small",
    "Without noise, the rates c/k on curvature λ with λc < 1 shrink the distance like k to the power −λc.",
)
@settings(deadline=None)
@given(st.floats(0.01, 0.95))
def test_rates_over_k_fall_like_a_power(share):
    def log_distance(k):  # log of the product of 1 − share/j, by the gamma function
        return math.lgamma(k + 1 - share) - math.lgamma(1 - share) - math.lgamma(k + 1)

    product = sum(math.log1p(-share / j) for j in range(1, 1001))
    assert product == pytest.approx(log_distance(1000), rel=1e-6, abs=1e-9)
    assert (log_distance(10**8) - log_distance(10**6)) / math.log(100) == pytest.approx(-share, rel=1e-4)
