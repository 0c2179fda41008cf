"""The claims of docs/learning/classes.md."""

import itertools
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from sklearn.datasets import load_wine
from sklearn.dummy import DummyClassifier
from sklearn.exceptions import UndefinedMetricWarning
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score, roc_auc_score
from sklearn.model_selection import train_test_split

probabilities = st.fractions(min_value=0, max_value=1, max_denominator=60)
labels = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


def borrowers(n, rng):
    """Return standardised features with a column of ones, and who defaults."""
    age = rng.integers(21, 71, n)
    income = rng.lognormal(3.9, 0.4, n)
    debt = rng.beta(2, 4, n)
    odds = np.exp(5 * debt - 0.02 * age - 0.025 * income - 1.7)
    X = np.column_stack([(age - 45) / 14, (income - 53) / 22, (debt - 0.33) / 0.18, np.ones(n)])
    return X, rng.random(n) < odds / (1 + odds)


def newton(X, y, weight):
    """Return the weights of logistic regression, by Newton's method, without a penalty."""
    w = np.zeros(X.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-X @ w))
        w = w - np.linalg.solve((X.T * (weight * p * (1 - p))) @ X, X.T @ (weight * (p - y)))
    return w


@cache
def ten_banks():
    """Return for ten draws the old share of defaults, who of 50,000 default, and how probable two models call it."""
    banks = []
    for seed in range(10, 20):
        rng = np.random.default_rng(seed)
        X, y = borrowers(2000, rng)
        X_new, y_new = borrowers(50_000, rng)
        weights = (np.ones(2000), np.where(y, 0.5 / y.mean(), 0.5 / (1 - y.mean())))
        banks.append((y.mean(), y_new, [1 / (1 + np.exp(-X_new @ newton(X, y, weight))) for weight in weights]))
    return banks


@cache
def ranked():
    """Return for the draws the area under the ROC curve of the plain and of the weighted model, by ranks."""
    return [[auc(p[defaults], p[~defaults]) for p in probabilities] for _, defaults, probabilities in ten_banks()]


def auc(positive, negative):
    """Return the area by the sum of ranks (Mann and Whitney), for values without ties."""
    place = np.concatenate([positive, negative]).argsort().argsort() + 1
    return (place[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2) / len(positive) / len(negative)


@pytest.mark.claim(
    "classes/three-lenders",
    "On ten other draws of the invented loans the lender with the lowest accuracy, the weighted one, is the only one "
    "that finds more than half of the defaults: it finds over 65%, the plain one, which is the most accurate, under "
    "15%, the one who says that all pay none.",
    order=["weighted", "pays", "plain"],
    weighted=0.65,
    plain=0.15,
)
@pytest.mark.refuted("The one who says that all pay is the most accurate.", order=["weighted", "plain", "pays"])
@pytest.mark.refuted("The weighted lender finds over 70%.", weighted=0.7)
@pytest.mark.refuted("The plain one finds under a tenth.", plain=0.1)
def test_the_least_accurate_lender_finds_most_defaults(order, weighted, plain):
    for _, defaults, probabilities in ten_banks():
        flagged = dict(zip(["plain", "weighted"], (p > 0.5 for p in probabilities), strict=True))
        flagged["pays"] = np.zeros(50_000, bool)
        assert sorted(flagged, key=lambda name: np.mean(flagged[name] == defaults)) == order
        assert flagged["weighted"][defaults].mean() > weighted
        assert flagged["plain"][defaults].mean() < plain
        assert not flagged["pays"][defaults].any()


@pytest.mark.claim(
    "classes/weighting",
    "On ten other draws of the invented loans weighting changes the area under the ROC curve by less than 0.001; the "
    "plain model's mean probability is less than 0.02 from the share of defaults, the weighted one's over 0.25 above "
    "it; and the plain model from the old share of defaults on agrees with the weighted one about over 98%.",
    lift=0.001,
    plain=0.02,
    weighted=0.25,
    agree=0.98,
)
@pytest.mark.refuted("Weighting changes the area by less than 0.0001.", lift=0.0001)
@pytest.mark.refuted("The plain model's mean probability is less than 0.01 from the share of defaults.", plain=0.01)
@pytest.mark.refuted("The weighted model's mean probability is over 0.3 above the share of defaults.", weighted=0.3)
@pytest.mark.refuted("The two agree about over 99%.", agree=0.99)
def test_weighting_moves_the_threshold_and_spoils_the_probabilities(lift, plain, weighted, agree):
    for (share, defaults, (p, q)), areas in zip(ten_banks(), ranked(), strict=True):
        assert abs(areas[1] - areas[0]) < lift
        assert abs(p.mean() - defaults.mean()) < plain
        assert q.mean() - defaults.mean() > weighted
        assert np.mean((p >= share) == (q > 0.5)) > agree


@pytest.mark.claim(
    "classes/four-scores",
    "Accuracy, precision, recall and F1 counted by hand are those of scikit-learn, wherever they are defined.",
    f1=lambda precision, recall: 2 / (1 / precision + 1 / recall),
    precision=lambda hits, flagged, true: Fraction(hits, flagged),
)
@pytest.mark.refuted("F1 is the mean of precision and recall.", f1=lambda precision, recall: (precision + recall) / 2)
@pytest.mark.refuted("F1 is the root of their product.", f1=lambda precision, recall: (precision * recall) ** 0.5)
@pytest.mark.refuted(
    "Precision is the share of those who default that is flagged.",
    precision=lambda hits, flagged, true: Fraction(hits, max(true, 1)),
)
@settings(max_examples=50)
@given(labels)
@example([(True, True), (True, False), (False, True), (True, False)])
def test_the_four_scores_are_those_of_the_library(f1, precision, cases):
    truth, flagged = zip(*cases, strict=True)
    hits = sum(t and f for t, f in cases)
    assert accuracy_score(truth, flagged) == pytest.approx(float(Fraction(sum(t == f for t, f in cases), len(cases))))
    if any(flagged):
        assert precision_score(truth, flagged) == pytest.approx(float(precision(hits, sum(flagged), sum(truth))))
    if any(truth):
        assert recall_score(truth, flagged) == pytest.approx(float(Fraction(hits, sum(truth))))
    if hits:
        shares = Fraction(hits, sum(flagged)), Fraction(hits, sum(truth))
        assert f1_score(truth, flagged) == pytest.approx(float(f1(*shares)))


@pytest.mark.claim(
    "classes/commoner-class",
    "A classifier that names the commonest class of the old rows, whatever it is shown, has that class's share of the "
    "new rows as its accuracy on them.",
    accuracy=lambda named, old, new: Fraction(new.count(named), len(new)),
)
@pytest.mark.refuted(
    "It has that class's share of the old rows.", accuracy=lambda named, old, new: Fraction(old.count(named), len(old))
)
@pytest.mark.refuted(
    "It has the share of the commonest class of the new rows.",
    accuracy=lambda named, old, new: Fraction(max(new.count(kind) for kind in new), len(new)),
)
@pytest.mark.refuted(
    "It is right about half at least, if there are two classes.",
    accuracy=lambda named, old, new: max(Fraction(1, 2), Fraction(new.count(named), len(new))),
)
@settings(max_examples=40)
@given(*[st.lists(st.integers(0, 2), min_size=1, max_size=30)] * 2)
@example([0, 0, 1], [1, 1, 0])
def test_the_commonest_class_has_its_share_as_accuracy(accuracy, old, new):
    """Of classes that are equally common scikit-learn names the first."""
    named = min(set(old), key=lambda kind: (-old.count(kind), kind))
    classifier = DummyClassifier(strategy="most_frequent").fit(np.zeros((len(old), 1)), old)
    assert classifier.score(np.ones((len(new), 1)), new) == pytest.approx(float(accuracy(named, old, new)))


@pytest.mark.claim(
    "classes/nobody-flagged",
    "Where nobody is flagged, scikit-learn gives a precision of 0 and an `UndefinedMetricWarning`.",
    flagged=[False, False],
    precision=0,
)
@pytest.mark.refuted("It gives a precision of 1, since no flag was wrong.", precision=1)
@pytest.mark.refuted("It warns where no flag is right, too.", flagged=[False, True])
def test_the_precision_of_no_flag_is_zero_with_a_warning(flagged, precision):
    with pytest.warns(UndefinedMetricWarning):
        assert precision_score([True, False], flagged) == precision


def scores(cases, threshold):
    """Return precision, or None where nobody is flagged, and recall as fractions."""
    flagged = [label for probability, label in cases if probability >= threshold]
    precision = Fraction(sum(flagged), len(flagged)) if flagged else None
    return precision, Fraction(sum(flagged), sum(label for _, label in cases))


@pytest.mark.claim(
    "classes/recall-falls",
    "Recall never rises as the threshold rises, on any cases.",
    holds=lambda low, high: high[1] <= low[1],
)
@pytest.mark.refuted("Recall falls as the threshold rises.", holds=lambda low, high: high[1] < low[1])
@pytest.mark.refuted(
    "Precision never falls as the threshold rises.",
    holds=lambda low, high: None in (low[0], high[0]) or low[0] <= high[0],
)
@given(
    st.lists(st.tuples(probabilities, st.booleans()), min_size=1, max_size=12),
    st.tuples(probabilities, probabilities),
)
@example([(Fraction(1, 4), True), (Fraction(3, 4), False), (Fraction(3, 4), True)], (Fraction(1, 4), Fraction(1, 2)))
def test_recall_never_rises_with_the_threshold(holds, cases, thresholds):
    assume(any(label for _, label in cases))
    low, high = sorted(thresholds)
    assert holds(scores(cases, low), scores(cases, high))


@pytest.mark.claim(
    "classes/precision-may-fall",
    "If the one flag that a higher threshold takes away was right, and some that stay are wrong, precision falls.",
    gone=True,
    least=1,
)
@pytest.mark.refuted("It falls if the flag that is taken away was wrong.", gone=False)
@pytest.mark.refuted("It falls whether or not some that stay are wrong.", least=0)
@given(st.integers(0, 20), st.integers(0, 20))
@example(3, 0)
def test_precision_falls_when_a_right_flag_goes(gone, least, right, more):
    stay = [(Fraction(3, 4), True)] * right + [(Fraction(3, 4), False)] * (least + more)
    cases = [(Fraction(1, 2), gone), (Fraction(1, 4), True), *stay]
    assume(stay)
    assert scores(cases, Fraction(3, 4))[0] < scores(cases, Fraction(1, 2))[0]


@pytest.mark.claim(
    "classes/boundaries-meet",
    "Where three scores are weighted sums of two features and two boundaries cross, the third passes through the same "
    "point; logistic regression has such scores.",
    met=lambda one, two, three: one == two == three,
)
@pytest.mark.refuted("All three scores are zero in that point.", met=lambda one, two, three: one == two == three == 0)
@pytest.mark.refuted(
    "The third score is the sum of the two others there.", met=lambda one, two, three: one == two and three == one + two
)
@given(st.lists(st.fractions(-9, 9, max_denominator=9), min_size=9, max_size=9))
def test_three_boundaries_meet_in_one_point(met, numbers):
    (p, q, r), (s, t, u), (v, w, z) = numbers[:3], numbers[3:6], numbers[6:]
    a, b, c = p - s, q - t, u - r
    d, e, f = s - v, t - w, z - u
    assume(a * e != b * d)
    x, y = (c * e - b * f) / (a * e - b * d), (a * f - c * d) / (a * e - b * d)
    assert met(p * x + q * y + r, s * x + t * y + u, v * x + w * y + z)


@pytest.mark.claim(
    "classes/overlap",
    "By alcohol and colour no weighted sums give each of the 89 new wines the highest score for its own kind.",
    columns=["alcohol", "color_intensity"],
)
@pytest.mark.refuted("By flavanoids, colour and proline none do.", columns=["flavanoids", "color_intensity", "proline"])
@pytest.mark.refuted("By all thirteen measurements none do.", columns=load_wine().feature_names)
def test_no_boundaries_get_all_wines_right(columns):
    """Such sums would part each two kinds by a plane; a linear program looks for one."""
    wine = load_wine(as_frame=True)
    X, y = train_test_split(wine.data[columns], wine.target, test_size=0.5, random_state=1, stratify=wine.target)[1::2]
    assert len(X) == 89
    points = np.column_stack([(X - X.mean()) / X.std(), np.ones(89)])

    def parted_by_a_plane(one, other):
        sides = np.vstack([-points[y == one], points[y == other]])
        status = linprog(np.zeros(points.shape[1]), A_ub=sides, b_ub=-np.ones(len(sides)), bounds=(None, None)).status
        assert status in (0, 2)  # a plane was found, or there is none
        return status == 0

    assert not all(parted_by_a_plane(*kinds) for kinds in itertools.combinations(range(3), 2))


@pytest.mark.claim(
    "classes/cost-threshold",
    "If a miss costs m, a false alarm a and a right answer nothing, no way to flag costs less in expectation than "
    "flagging from a true probability of a/(a + m) on: from 0.1 on with 9,000 and 1,000.",
    threshold=lambda miss, alarm: Fraction(alarm, alarm + miss),
)
@pytest.mark.refuted("Flagging from a/m on is as good.", threshold=lambda miss, alarm: Fraction(alarm, miss))
@pytest.mark.refuted(
    "The threshold may be 1% higher.", threshold=lambda miss, alarm: Fraction(101 * alarm, 100 * (alarm + miss))
)
@pytest.mark.refuted(
    "The threshold may be 1% lower.", threshold=lambda miss, alarm: Fraction(99 * alarm, 100 * (alarm + miss))
)
@given(st.lists(probabilities, min_size=1, max_size=6), st.integers(1, 20), st.integers(1, 20))
@example([Fraction("0.1")], 9000, 1000)
@example([Fraction("0.1005")], 9000, 1000)
@example([Fraction("0.0995")], 9000, 1000)
@example([Fraction("0.105")], 9000, 1000)
def test_flagging_from_the_share_of_costs_on_is_cheapest(threshold, truth, miss, alarm):
    def cost(flags):
        return sum(alarm * (1 - p) if flag else miss * p for p, flag in zip(truth, flags, strict=True))

    cheapest = min(cost(flags) for flags in itertools.product([False, True], repeat=len(truth)))
    assert cost([p >= threshold(miss, alarm) for p in truth]) == cheapest


@pytest.mark.claim(
    "classes/auc",
    "The area under the ROC curve is the share of pairs of a positive and a negative case in which the positive one "
    "has the higher score, where ties count half; scikit-learn's is the same.",
    tie=Fraction(1, 2),
)
@pytest.mark.refuted("Ties count nothing.", tie=0)
@pytest.mark.refuted("Ties count whole.", tie=1)
@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=15))
@example([(1, True), (1, False)])
def test_the_area_is_the_share_of_pairs_in_order(tie, cases):
    """The area is summed by trapezoids, threshold by threshold."""
    positive, negative = ([score for score, label in cases if label == kind] for kind in (True, False))
    assume(positive and negative)
    points = [
        [Fraction(sum(score >= threshold for score in side), len(side)) for side in (negative, positive)]
        for threshold in (6, *range(5, -1, -1))
    ]
    area = sum((x - a) * (y + b) / 2 for (a, b), (x, y) in itertools.pairwise(points))
    pairs = [(p > n) + tie * (p == n) for p, n in itertools.product(positive, negative)]
    assert area == Fraction(sum(pairs)) / len(pairs)
    scores, truth = zip(*cases, strict=True)
    assert roc_auc_score(truth, scores) == pytest.approx(float(area))
