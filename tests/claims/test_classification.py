"""The claims of docs/practice/classification.md."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.spatial import ConvexHull
from sklearn.datasets import load_diabetes
from sklearn.metrics import confusion_matrix, roc_auc_score

cases = st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=2, max_size=30)
prices = st.fractions(Fraction(1, 20), 20, max_denominator=20)


def count(true, flagged):
    """Return hits, misses, false alarms and the rest, one by one."""
    pairs = list(zip(true, flagged, strict=True))
    return [pairs.count(each) for each in [(True, True), (True, False), (False, True), (False, False)]]


@pytest.mark.claim(
    "classification/rows",
    "A row of `confusion_matrix` is a class as it is, a column a class as named, `False` first: the first row holds "
    "those rightly left alone and the false alarms, the second the misses and the hits.",
    table=lambda hits, misses, alarms, rest: [[rest, alarms], [misses, hits]],
)
@pytest.mark.refuted(
    "A column is a class as it is.", table=lambda hits, misses, alarms, rest: [[rest, misses], [alarms, hits]]
)
@pytest.mark.refuted(
    "The class `True` comes first.", table=lambda hits, misses, alarms, rest: [[hits, misses], [alarms, rest]]
)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=20))
@example([(True, False), (True, False), (False, True), (True, True)])
def test_a_row_is_a_class_as_it_is(table, pairs):
    true, flagged = zip(*pairs, strict=True)
    counted = confusion_matrix(true, flagged, labels=[False, True])
    assert counted.tolist() == table(*count(true, flagged))


def three(hits, misses, alarms, rest):
    """Return recall, false positive rate and precision, as a share of those flagged."""
    return Fraction(hits, hits + misses), Fraction(alarms, alarms + rest), Fraction(hits, hits + alarms)


@pytest.mark.claim(
    "classification/rare",
    "If each case of the other class comes k times as often, recall, false positive rate and the area under the ROC "
    "curve stay, and hits per false alarm are divided by k.",
    rarer=lambda precision, k: 1 / (1 + (1 / precision - 1) * k),
)
@pytest.mark.refuted("Precision is divided by k.", rarer=lambda precision, k: precision / k)
@pytest.mark.refuted("Precision stays.", rarer=lambda precision, k: precision)
@given(cases, st.integers(0, 9), st.integers(1, 12))
@example([(True, 5), (True, 2), (False, 7), (False, 1)], 4, 10)
def test_a_rarer_class_has_a_lower_precision_alone(rarer, given_cases, threshold, k):
    copies = [case for case in given_cases for _ in range(1 if case[0] else k)]
    scores = []
    for each in (given_cases, copies):
        true, points = zip(*each, strict=True)
        assume(any(true) and not all(true))
        counts = count(true, [point >= threshold for point in points])
        assume(counts[0] and counts[2])
        scores.append((*three(*counts), roc_auc_score(true, points)))
    (recall, alarms, precision, area), (recall_there, alarms_there, precision_there, area_there) = scores
    assert (recall_there, alarms_there) == (recall, alarms)
    assert area_there == pytest.approx(area, abs=1e-12)
    assert precision_there == rarer(precision, k)


@pytest.mark.claim(
    "classification/guessing",
    "Over all orders in which a guess may put the cases, the mean precision of the first m is the share of the class, "
    "for every m.",
    level=lambda positives, n, m: Fraction(positives, n),
)
@pytest.mark.refuted("It is one half.", level=lambda positives, n, m: Fraction(1, 2))
@pytest.mark.refuted("It is one over m more.", level=lambda positives, n, m: Fraction(positives, n) + Fraction(1, m))
@given(st.integers(2, 8).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 1), st.integers(1, n))))
@example((8, 2, 3))
def test_guessing_is_as_precise_as_the_class_is_common(level, sizes):
    n, positives, m = sizes
    hits = [sum(place < m for place in places) for places in itertools.combinations(range(n), positives)]
    assert Fraction(sum(hits), len(hits) * m) == level(positives, n, m)


@pytest.mark.claim(
    "classification/touches",
    "Of the thresholds of a list of cases the cheapest is the point of the ROC curve that a line of slope "
    "(price of a false alarm × others) / (price of a miss × cases of the class) touches from above, a corner of the "
    "curve's upper hull or between two.",
    slope=lambda alarm, others, miss, positives: alarm * others / (miss * positives),
)
@pytest.mark.refuted(
    "The slope is that of the prices alone.", slope=lambda alarm, others, miss, positives: alarm / miss
)
@pytest.mark.refuted(
    "The slope is (price of a miss × cases of the class) / (price of a false alarm × others).",
    slope=lambda alarm, others, miss, positives: miss * positives / (alarm * others),
)
@given(cases, prices, prices)
@example([(True, 9), (False, 8), (False, 7), (True, 5), (False, 3), (False, 2), (False, 1)], Fraction(5), Fraction(2))
@example([(True, 9), (True, 5), (False, 7), (False, 1)], Fraction(1), Fraction(1))
def test_the_cheapest_threshold_is_touched_by_a_line(slope, given_cases, miss, alarm):
    true, points = zip(*given_cases, strict=True)
    positives, others = sum(true), len(true) - sum(true)
    assume(positives and others)
    curve, prices_paid = [], []
    for threshold in range(11):
        hits, misses, alarms, _ = count(true, [point >= threshold for point in points])
        curve.append((Fraction(alarms, others), Fraction(hits, positives)))
        prices_paid.append(miss * misses + alarm * alarms)
    heights = [recall - slope(alarm, others, miss, positives) * alarms for alarms, recall in curve]
    touched = [price for price, height in zip(prices_paid, heights, strict=True) if height == max(heights)]
    assert set(touched) == {min(prices_paid)}
    corners = np.array([*curve, (1, 0)], dtype=float)  # the hull with the corner below the curve
    on_hull = {tuple(corners[i]) for i in ConvexHull(corners).vertices}
    best = [point for point, price in zip(curve, prices_paid, strict=True) if price == min(prices_paid)]
    assert any(tuple(map(float, point)) in on_hull for point in best)


def probabilities(X, y, X_new):
    """Return how probable logistic regression with scikit-learn's default penalty calls the new, by another solver."""
    mean, deviation = X.mean(axis=0), X.std(axis=0)
    Z, Z_new = ((each - mean) / deviation for each in (X, X_new))

    def loss(w):
        s = Z @ w[1:] + w[0]
        value = np.logaddexp(0, s).sum() - s @ y + w[1:] @ w[1:] / 2
        error = 1 / (1 + np.exp(-s)) - y
        return value, np.concatenate([[error.sum()], Z.T @ error + w[1:]])

    w = minimize(loss, np.zeros(X.shape[1] + 1), jac=True, method="BFGS").x
    return 1 / (1 + np.exp(-(Z_new @ w[1:] + w[0])))


def cost(p, true, threshold):
    """Return visits a patient, where a miss costs four."""
    return np.where(true, 4 * (p < threshold), p >= threshold).mean()


@pytest.mark.claim(
    "classification/costs",
    "On 20 other splits of the patients the threshold from the costs, 0.20, is cheaper on the new ones than 0.5 each "
    "time, and on average cheaper than the one that five parts of the old ones choose, which goes from below 0.12 to "
    "above 0.28.",
    dearer="habit",
    times=20,
    average=1,
    span=(0.12, 0.28),
)
@pytest.mark.refuted("It is cheaper than the chosen one each time.", dearer="chosen")
@pytest.mark.refuted("On average it is cheaper by a tenth than the chosen one.", average=0.9)
@pytest.mark.refuted("The chosen one goes from below 0.04.", span=(0.04, 0.28))
def test_the_threshold_from_costs_is_cheaper_than_the_habit(dearer, times, average, span):
    X, y = load_diabetes(return_X_y=True)
    worse, paid, found = y > 211, {"costs": [], "habit": [], "chosen": []}, []
    for seed in range(100, 120):
        order = np.random.default_rng(seed).permutation(442)
        old, new = order[:221], order[221:]
        out, parts = np.zeros(221), np.arange(221) % 5
        for part in range(5):
            kept = parts != part
            out[~kept] = probabilities(X[old][kept], worse[old][kept], X[old][~kept])
        tried = np.linspace(0.02, 0.98, 49)
        found.append(tried[np.argmin([cost(out, worse[old], each) for each in tried])])
        p = probabilities(X[old], worse[old], X[new])
        for name, threshold in {"costs": 0.2, "habit": 0.5, "chosen": found[-1]}.items():
            paid[name].append(cost(p, worse[new], threshold))
    assert sum(a < b for a, b in zip(paid["costs"], paid[dearer], strict=True)) == times
    assert np.mean(paid["costs"]) < average * np.mean(paid["chosen"])
    assert min(found) < span[0]
    assert max(found) > span[1]
