"""The claims of docs/practice/probabilities.md."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sklearn.metrics import roc_curve
from sklearn.naive_bayes import GaussianNB

from tests.claims.test_classes import newton
from tests.claims.test_convergence import seeds

shares = st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=50)


@pytest.mark.claim(
    "probabilities/columns-twice",
    "Given each column m times, naive Bayes multiplies by m what the columns add to the log-odds of the shares.",
    added=lambda prior, once, m: prior + m * (once - prior),
)
@pytest.mark.refuted("It multiplies the log-odds by m.", added=lambda prior, once, m: m * once)
@pytest.mark.refuted("It adds as much as before.", added=lambda prior, once, m: once)
@given(seeds, st.integers(1, 4), st.integers(2, 3))
def test_naive_bayes_counts_each_column_as_news(added, seed, columns, m):
    rng = np.random.default_rng(seed)
    y = np.arange(30) < rng.integers(4, 14)
    X, X_new = rng.normal(size=(30, columns)) + y[:, None], rng.normal(size=(5, columns)) + 0.5

    def log_odds(times):
        model = GaussianNB(var_smoothing=0).fit(np.tile(X, times), y)
        logs = model.predict_log_proba(np.tile(X_new, times))
        return logs[:, 1] - logs[:, 0]

    prior = math.log(y.sum() / (~y).sum())
    assert log_odds(m) == pytest.approx(added(prior, log_odds(1), m), rel=1e-6, abs=1e-6)


@pytest.mark.claim(
    "probabilities/honest",
    "The mean squared error and the mean cross-entropy of a said probability are least for the true one.",
    losses=[lambda q: (1 - q) ** 2, lambda q: -math.log(q)],
)
@pytest.mark.refuted("The mean absolute error is, too.", losses=[lambda q: 1 - q])
@pytest.mark.refuted("The mean cubed error is, too.", losses=[lambda q: (1 - q) ** 3])
@given(shares, shares)
@example(Fraction(3, 10), Fraction(1, 50))
@example(Fraction(1, 5), Fraction(1, 3))
def test_who_says_the_truth_loses_least(losses, true, said):
    assume(true != said)
    for loss in losses:
        honest, other = (true * loss(q) + (1 - true) * loss(1 - q) for q in (true, said))
        assert honest < other


@pytest.mark.claim(
    "probabilities/increasing",
    "A strictly increasing change of the probabilities leaves the ROC curve as it is.",
    change=lambda p: p**3 / 2,
)
@pytest.mark.refuted("So does any that never falls.", change=lambda p: np.floor(4 * p) / 4)
@pytest.mark.refuted("So does one that turns the order of the highest.", change=lambda p: np.where(p > 0.8, 1.7 - p, p))
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=4, max_size=30))
@example([(True, 12), (False, 11), (True, 10), (False, 20), (True, 19), (False, 18), (True, 17)])
def test_an_increasing_change_leaves_the_curve(change, cases):
    true, p = np.array([case[0] for case in cases]), np.array([case[1] for case in cases]) / 20
    assume(true.any() and not true.all())
    before, after = (roc_curve(true, each, drop_intermediate=False)[:2] for each in (p, change(p)))
    assert [each.tolist() for each in before] == [each.tolist() for each in after]


@pytest.mark.claim(
    "probabilities/shift",
    "If the true log-odds are a straight function of the columns, logistic regression with the class weighted by k, "
    "without a penalty and fitted to the whole source, has the same weights and an intercept that is ln k higher.",
    intercept=lambda k: math.log(k),
    bend=0,
)
@pytest.mark.refuted("The intercept is k − 1 higher.", intercept=lambda k: k - 1)
@pytest.mark.refuted("The intercept is half of ln k higher.", intercept=lambda k: math.log(k) / 2)
@pytest.mark.refuted("So it is if the true log-odds bend.", bend=0.7)
@given(seeds, st.integers(1, 3), st.sampled_from([0.1, 3.0, 10.0]))
@example(1, 2, 10.0)
def test_a_weight_shifts_the_intercept_alone(intercept, bend, seed, columns, k):
    """The source is a grid of inputs, each there as a member with its probability and as another one with the rest."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(size=(40, columns)), np.ones(40)])
    w = rng.uniform(-1, 1, columns + 1)
    p = 1 / (1 + np.exp(-(X @ w + bend * X[:, 0] ** 2)))
    twice, y = np.vstack([X, X]), np.repeat([1.0, 0.0], 40)
    plain = newton(twice, y, np.concatenate([p, 1 - p]))
    weighted = newton(twice, y, np.concatenate([k * p, 1 - p]))
    sampled = newton(twice, y, np.concatenate([p, (1 - p) / k]))  # on average, one in k of the others
    expected = plain + np.append(np.zeros(columns), intercept(k))
    assert weighted == pytest.approx(expected, abs=1e-6)
    assert sampled == pytest.approx(weighted, abs=1e-6)


@pytest.mark.claim(
    "probabilities/threshold",
    "A probability shifted by ln k in its log-odds is a half or more exactly if the plain one is 1/(1 + k) or more.",
    threshold=lambda k: 1 / (1 + k),
)
@pytest.mark.refuted("Exactly if it is 1/k or more.", threshold=lambda k: 1 / k)
@pytest.mark.refuted("Exactly if it is 1/(2k) or more.", threshold=lambda k: 1 / (2 * k))
@given(st.fractions(0, 1, max_denominator=60), st.fractions(Fraction(1, 20), 20, max_denominator=20))
@example(Fraction(1, 5), Fraction(4))
@example(Fraction(9, 50), Fraction(4))
def test_a_weight_moves_the_threshold(threshold, p, k):
    weighted = k * p / (k * p + 1 - p)  # of k p members and 1 − p others
    assert (weighted >= Fraction(1, 2)) == (p >= threshold(k))
