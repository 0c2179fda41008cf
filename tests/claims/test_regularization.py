"""The claims of docs/practice/regularization.md."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from tests.claims.test_convergence import seeds

entries = st.fractions(-3, 3, max_denominator=4)
tables = st.sampled_from([(1, 1), (2, 2), (3, 2), (2, 3), (4, 1)]).flatmap(
    lambda shape: st.tuples(
        st.lists(st.lists(entries, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]),
        st.lists(entries, min_size=shape[1], max_size=shape[1]),
        st.lists(entries, min_size=shape[0], max_size=shape[0]),
    )
)
SMALL = ([[Fraction(2), Fraction(1)], [Fraction(-1), Fraction(3)]], [Fraction(1), Fraction(-2)], [Fraction(1)] * 2)


def squares(X, w, y):
    """Return the sum of squared errors, exactly."""
    return sum((sum(a * b for a, b in zip(row, w, strict=True)) - label) ** 2 for row, label in zip(X, y, strict=True))


@pytest.mark.claim(
    "regularization/noise",
    "Independent noise of mean 0 and variance σ² on each entry of the columns adds n σ² ‖w‖² to the mean of the sum of "
    "squared errors over n cases.",
    penalty=lambda n, sigma: n * sigma**2,
)
@pytest.mark.refuted("It adds σ² ‖w‖².", penalty=lambda n, sigma: sigma**2)
@pytest.mark.refuted("It adds n σ ‖w‖².", penalty=lambda n, sigma: n * sigma)
@given(tables, st.sampled_from([Fraction(1, 3), Fraction(1), Fraction(5, 2)]))
@example(SMALL, Fraction(5, 2))
def test_noise_is_a_ridge_penalty(penalty, table, sigma):
    """Each entry is moved by plus or minus σ; all ways to do so are equally likely."""
    X, w, y = table
    n, d = len(X), len(w)
    total = Fraction(0)
    for signs in itertools.product((-sigma, sigma), repeat=n * d):
        total += squares([[X[i][j] + signs[i * d + j] for j in range(d)] for i in range(n)], w, y)
    assert total / 2 ** (n * d) == squares(X, w, y) + penalty(n, sigma) * sum(each**2 for each in w)


@pytest.mark.claim(
    "regularization/dropout",
    "If each entry stays with probability p, divided by p, or else is 0, the mean of the sum of squared errors is that "
    "without holes plus (1 − p)/p times the sum over columns of the squared length times the squared weight.",
    factor=lambda p: (1 - p) / p,
    power=2,
)
@pytest.mark.refuted("Plus p (1 − p) times that sum.", factor=lambda p: p * (1 - p), power=2)
@pytest.mark.refuted("Each squared weight counts as much.", power=0)
@given(tables, st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(4, 5)]))
@example(SMALL, Fraction(1, 2))
def test_dropout_is_a_penalty_by_the_length_of_columns(factor, power, table, p):
    X, w, y = table
    n, d = len(X), len(w)
    mean = Fraction(0)
    for kept in itertools.product((0, 1), repeat=n * d):
        likely = p ** sum(kept) * (1 - p) ** (n * d - sum(kept))
        mean += likely * squares([[X[i][j] * kept[i * d + j] / p for j in range(d)] for i in range(n)], w, y)
    lengths = [sum(row[j] ** 2 for row in X) if power else 1 for j in range(d)]
    paid = sum(length * weight**2 for length, weight in zip(lengths, w, strict=True))
    assert mean == squares(X, w, y) + factor(p) * paid


def with_dropout(X, y, p):
    """Return the weights that dropout aims at, by least squares with rows for the penalties."""
    rows = np.diag(np.sqrt((1 - p) / p) * np.linalg.norm(X, axis=0))
    return np.linalg.lstsq(np.vstack([X, rows]), np.concatenate([y, np.zeros(X.shape[1])]))[0]


def with_ridge(X, y, p):
    """Return the weights of ridge regression, with the penalty that dropout would be on columns of deviation 1."""
    return Ridge(len(y) * (1 - p) / p, fit_intercept=False, solver="svd").fit(X, y).coef_


@pytest.mark.claim(
    "regularization/units",
    "With dropout a column in other units gets another weight, and no prediction changes; with ridge predictions do.",
    fit=with_dropout,
)
@pytest.mark.refuted("With ridge none changes.", fit=with_ridge)
@given(seeds, st.integers(1, 5), st.floats(0.2, 0.9), st.sampled_from([0.1, 7.0, 1000.0]))
@example(1, 2, 0.5, 0.1)
def test_dropout_does_not_care_for_units(fit, seed, columns, p, times):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, columns)) @ rng.normal(size=(columns, columns))
    y = rng.normal(size=20) + X[:, 0]
    other = X * np.append(times, np.ones(columns - 1))
    assert other @ fit(other, y, p) == pytest.approx(X @ fit(X, y, p), abs=1e-8)


@pytest.mark.claim(
    "regularization/right-angles",
    "If the columns are at right angles, dropout multiplies each weight of least squares by p.",
    share=lambda p: p,
    lean=0,
)
@pytest.mark.refuted("It multiplies each by p/(1 + p).", share=lambda p: p / (1 + p))
@pytest.mark.refuted("So it does if one column leans towards another.", lean=0.3)
@given(seeds, st.integers(2, 5), st.floats(0.1, 0.9))
@example(1, 2, 0.5)
def test_columns_at_right_angles_all_shrink_alike(share, lean, seed, columns, p):
    rng = np.random.default_rng(seed)
    X = np.linalg.qr(rng.normal(size=(20, columns)))[0] * rng.uniform(0.1, 10, columns)
    X[:, 1] += lean * X[:, 0] / np.linalg.norm(X[:, 0]) * np.linalg.norm(X[:, 1])
    y = rng.normal(size=20)
    assert with_dropout(X, y, p) == pytest.approx(share(p) * np.linalg.lstsq(X, y)[0], rel=1e-6, abs=1e-9)


@pytest.mark.claim(
    "regularization/copies",
    "The mean squared error of a model's answers to the copies of a case is the squared error of the mean answer plus "
    "the variance of the answers.",
    times=1,
)
@pytest.mark.refuted("It is that plus half of the variance.", times=Fraction(1, 2))
@pytest.mark.refuted("It is the squared error of the mean answer.", times=0)
@given(st.lists(entries, min_size=2, max_size=6), entries)
@example([Fraction(1), Fraction(2)], Fraction(0))
def test_copies_make_the_variance_of_the_answers_small(times, answers, label):
    n = len(answers)
    mean = sum(answers) / n
    variance = sum((each - mean) ** 2 for each in answers) / n
    assert sum((each - label) ** 2 for each in answers) / n == (mean - label) ** 2 + times * variance


@pytest.mark.claim(
    "regularization/better",
    "On each of 20 other splits noise with a deviation of 1 on the columns gives a lower error on new patients than "
    "none, and noise with a deviation of 3 does too.",
    lower=[1.0, 3.0],
    than=0.0,
)
@pytest.mark.refuted("On each of them noise of 3 gives a lower one than noise of 1.", lower=[3.0], than=1.0)
@pytest.mark.refuted("On each of them noise of 3 gives a lower one than noise of 0.3.", lower=[3.0], than=0.3)
def test_noise_helps_new_patients(lower, than):
    data = load_diabetes()
    for seed in range(50, 70):
        order = np.random.default_rng(seed).permutation(442)
        own, new = order[:100], order[100:]
        errors = {}
        for sigma in {*lower, than}:
            last = Ridge(100 * sigma**2, solver="svd") if sigma else LinearRegression()
            model = make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler(), last)
            predicted = model.fit(data.data[own], data.target[own]).predict(data.data[new])
            errors[sigma] = math.sqrt(np.mean((predicted - data.target[new]) ** 2))
        assert all(errors[sigma] < errors[than] for sigma in lower)


@pytest.mark.claim(
    "regularization/box",
    "On a sum of parabolas, one for each weight, without noise, at a rate that falls slowly to zero, AdamW ends at the "
    "least loss with no weight beyond one over the decay, and Adam with L2 where ridge does.",
    decoupled=lambda best, curvature, decay: np.clip(best, -1 / decay, 1 / decay),
    added=lambda best, curvature, decay: best * curvature / (curvature + decay),
)
@pytest.mark.refuted(
    "AdamW too ends where ridge does.", decoupled=lambda best, curvature, decay: best * curvature / (curvature + decay)
)
@pytest.mark.refuted(
    "The limit is the curvature over the decay.",
    decoupled=lambda best, curvature, decay: np.clip(best, -curvature / decay, curvature / decay),
)
@pytest.mark.refuted("Adam with L2 leaves the least loss where it was.", added=lambda best, curvature, decay: best)
@pytest.mark.parametrize("decay", [0.25, 1.0])
def test_where_adam_ends(decoupled, added, decay):
    """Sixty weights at once; near its limit AdamW comes to rest slowly, so no best place is within a fifth of that."""
    rng = np.random.default_rng(1)
    curvature, best = rng.uniform(0.3, 3, 60), rng.choice([-1, 1], 60) * rng.uniform(0, 1.8, 60) / decay
    best = np.where(abs(best * decay) > 0.8, best * 1.5, best)
    for expected, is_decoupled in [(decoupled, True), (added, False)]:
        w, m, v, steps = np.zeros(60), np.zeros(60), np.zeros(60), 20_000
        for t in range(1, steps + 1):
            rate = 0.02 * (1 - (t - 1) / steps)
            slope = curvature * (w - best) + (0 if is_decoupled else decay) * w
            m, v = m + 0.1 * (slope - m), v + 0.001 * (slope**2 - v)
            pull = rate * decay * w if is_decoupled else 0
            w = w - pull - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        assert w == pytest.approx(expected(best, curvature, decay), abs=0.01 / decay)
