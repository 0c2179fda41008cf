"""The claims of docs/learning/supervised-learning.md, by exact fractions, Newton's method and other draws."""

import itertools
import warnings
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from sklearn.datasets import load_wine
from sklearn.exceptions import UndefinedMetricWarning
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score
from sklearn.model_selection import train_test_split

labels = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)
probabilities = st.fractions(min_value=0, max_value=1, max_denominator=60)


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


@pytest.mark.claim(
    "supervised-learning/three-lenders",
    "On ten other draws of the invented loans the lender with the lowest accuracy, the weighted one, is the only one "
    "that finds more than half of the defaults: it finds over 60 %, the plain one under a quarter, the one who says "
    "that all pay none.",
)
@pytest.mark.parametrize("seed", range(10, 20))
def test_the_least_accurate_lender_finds_most_defaults(seed):
    rng = np.random.default_rng(seed)
    X, y = borrowers(2000, rng)
    X_new, y_new = borrowers(50_000, rng)
    flagged = []
    for weight in (np.ones(2000), np.where(y, 0.5 / y.mean(), 0.5 / (1 - y.mean()))):
        flagged.append(X_new @ newton(X, y, weight) > 0)
    right = [np.mean(flag == y_new) for flag in flagged]
    found = [np.mean(flag[y_new]) for flag in flagged]
    assert right[0] > 0.86
    assert found[0] < 0.25
    assert right[1] < min(right[0], 1 - y_new.mean())
    assert found[1] > 0.6


@pytest.mark.claim(
    "supervised-learning/names",
    "A line fitted on a frame refuses columns in another order; a list in that order it prices, with a warning, as if "
    "the first number belonged to the first name.",
)
@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.permutations([0, 1, 2]).filter(lambda order: order != [0, 1, 2]))
def test_a_list_in_the_wrong_order_is_priced(seed, order):
    rng = np.random.default_rng(seed)
    names = ["size", "bedrooms", "age"]
    X = pd.DataFrame(rng.uniform(1, 5, (20, 3)), columns=names)
    y = rng.normal(size=20)
    model = LinearRegression().fit(X, y)
    house = X[:1]
    shuffled = house[[names[k] for k in order]]
    with pytest.raises(ValueError, match="feature names"):
        model.predict(shuffled)
    weights = np.linalg.lstsq(np.column_stack([X.to_numpy(), np.ones(20)]), y)[0]
    with pytest.warns(UserWarning, match="valid feature names"):
        price = model.predict(shuffled.to_numpy().tolist())[0]
    assert price == pytest.approx(shuffled.to_numpy()[0] @ weights[:3] + weights[3])


@pytest.mark.claim(
    "supervised-learning/one-column",
    "In least squares the weight of a column alone is its weight among all columns, plus each other column's weight "
    "times that column's slope on the first; on any data where both fits are unique.",
)
@given(st.lists(st.tuples(*[st.integers(-9, 9)] * 4), min_size=5, max_size=9))
def test_a_weight_alone_carries_the_other_columns(rows):
    cases = [[Fraction(value) for value in row] for row in rows]

    def slopes(columns, target):
        """Solve the normal equations of centred columns in exact fractions."""
        means = [sum(row[k] for row in cases) / len(cases) for k in range(4)]
        matrix = [
            [sum((row[i] - means[i]) * (row[j] - means[j]) for row in cases) for j in (*columns, target)]
            for i in columns
        ]
        for i in range(len(columns)):
            pivot = next((r for r in range(i, len(columns)) if matrix[r][i] != 0), None)
            if pivot is None:
                return None
            matrix[i], matrix[pivot] = matrix[pivot], matrix[i]
            matrix[i] = [value / matrix[i][i] for value in matrix[i]]
            for r in range(len(columns)):
                if r != i:
                    matrix[r] = [a - matrix[r][i] * b for a, b in zip(matrix[r], matrix[i], strict=True)]
        return [row[-1] for row in matrix]

    full = slopes([0, 1, 2], 3)
    assume(full is not None)
    alone = slopes([0], 3)[0]
    assert alone == full[0] + full[1] * slopes([0], 1)[0] + full[2] * slopes([0], 2)[0]


@pytest.mark.claim(
    "supervised-learning/four-scores",
    "Accuracy, precision, recall and F1 counted by hand are those of scikit-learn, wherever they are defined.",
)
@settings(deadline=None)
@given(labels)
def test_the_four_scores_are_those_of_the_library(cases):
    truth, flagged = zip(*cases, strict=True)
    hits = sum(t and f for t, f in cases)
    assert accuracy_score(truth, flagged) == pytest.approx(float(Fraction(sum(t == f for t, f in cases), len(cases))))
    if any(flagged):
        assert precision_score(truth, flagged) == pytest.approx(float(Fraction(hits, sum(flagged))))
    if any(truth):
        assert recall_score(truth, flagged) == pytest.approx(float(Fraction(hits, sum(truth))))
    if hits:  # the harmonic mean
        precision, recall = Fraction(hits, sum(flagged)), Fraction(hits, sum(truth))
        assert f1_score(truth, flagged) == pytest.approx(float(2 / (1 / precision + 1 / recall)))


@pytest.mark.claim(
    "supervised-learning/commoner-class",
    "A classifier that always names the commoner of two classes has the share of that class as its accuracy.",
)
@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_commoner_class_has_its_share_as_accuracy(truth):
    commoner = sum(truth) * 2 > len(truth)
    share = max(Fraction(sum(truth), len(truth)), 1 - Fraction(sum(truth), len(truth)))
    assert accuracy_score(truth, [commoner] * len(truth)) == pytest.approx(float(share))


@pytest.mark.claim(
    "supervised-learning/nobody-flagged",
    "Where nobody is flagged, scikit-learn gives a precision of 0 and an UndefinedMetricWarning.",
)
def test_the_precision_of_no_flag_is_zero_with_a_warning():
    with pytest.warns(UndefinedMetricWarning):
        assert precision_score([True, False], [False, False]) == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert precision_score([True, False], [False, True]) == 0  # defined, and no warning


def scores(cases, threshold):
    """Return precision, or None where nobody is flagged, and recall as fractions."""
    flagged = [label for probability, label in cases if probability >= threshold]
    precision = Fraction(sum(flagged), len(flagged)) if flagged else None
    return precision, Fraction(sum(flagged), sum(label for _, label in cases))


@pytest.mark.claim("supervised-learning/recall-falls", "Recall never rises as the threshold rises, on any cases.")
@given(
    st.lists(st.tuples(probabilities, st.booleans()), min_size=1, max_size=30),
    st.tuples(probabilities, probabilities),
)
def test_recall_never_rises_with_the_threshold(cases, thresholds):
    assume(any(label for _, label in cases))
    low, high = sorted(thresholds)
    assert scores(cases, high)[1] <= scores(cases, low)[1]


@pytest.mark.claim(
    "supervised-learning/precision-may-fall",
    "If the one flag that a higher threshold takes away was right, and some that stay are wrong, precision falls.",
)
@given(st.integers(0, 20), st.integers(1, 20))
def test_precision_falls_when_a_right_flag_goes(right, wrong):
    stay = [(Fraction(3, 4), True)] * right + [(Fraction(3, 4), False)] * wrong
    cases = [(Fraction(1, 2), True), *stay]
    assert scores(cases, Fraction(3, 4))[0] < scores(cases, Fraction(1, 2))[0]


@pytest.mark.claim(
    "supervised-learning/boundaries-meet",
    "Where three scores are weighted sums of two features and two boundaries cross, the third passes through the same "
    "point; logistic regression has such scores.",
)
@given(st.lists(st.fractions(-9, 9, max_denominator=9), min_size=9, max_size=9))
def test_three_boundaries_meet_in_one_point(numbers):
    (p, q, r), (s, t, u), (v, w, z) = numbers[:3], numbers[3:6], numbers[6:]
    a, b, c = p - s, q - t, u - r
    d, e, f = s - v, t - w, z - u
    assume(a * e != b * d)
    x, y = (c * e - b * f) / (a * e - b * d), (a * f - c * d) / (a * e - b * d)
    assert p * x + q * y + r == s * x + t * y + u == v * x + w * y + z


def test_logistic_regression_names_the_highest_weighted_sum():
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(90, 2)), np.arange(90) % 3
    model = LogisticRegression().fit(X + y[:, None], y)
    sums = X @ model.coef_.T + model.intercept_
    assert (model.predict(X) == sums.argmax(axis=1)).all()


@pytest.mark.claim(
    "supervised-learning/overlap",
    "By alcohol and colour no weighted sums give each of the 89 new wines the highest score for its own kind.",
)
def test_no_boundaries_get_all_wines_right():
    """Such sums would part each two kinds by a line; a linear program says that no line parts kinds 0 and 1."""
    wine = load_wine()
    X, y = train_test_split(wine.data[:, [0, 9]], wine.target, test_size=0.5, random_state=1, stratify=wine.target)[
        1::2
    ]
    assert len(X) == 89

    def parted_by_a_line(points, one, other):
        points = np.column_stack([points, np.ones(89)])
        sides = np.vstack([-points[y == one], points[y == other]])
        status = linprog(np.zeros(3), A_ub=sides, b_ub=-np.ones(len(sides)), bounds=(None, None)).status
        assert status in (0, 2)  # a line was found, or there is none
        return status == 0

    assert not parted_by_a_line(X, 0, 1)
    assert parted_by_a_line(X + 30 * np.column_stack([y, y]), 0, 1)  # moved apart, they are


@pytest.mark.claim(
    "supervised-learning/cost-threshold",
    "If a miss costs 9,000 and a false alarm 1,000, no way to flag costs less in expectation than flagging from a "
    "true probability of 0.1 on.",
)
@given(st.lists(probabilities, min_size=1, max_size=6))
def test_flagging_from_a_tenth_on_is_cheapest(truth):
    def cost(flags):
        return sum(1000 * (1 - p) if flag else 9000 * p for p, flag in zip(truth, flags, strict=True))

    cheapest = min(cost(flags) for flags in itertools.product([False, True], repeat=len(truth)))
    assert cost([p >= Fraction(1, 10) for p in truth]) == cheapest


@pytest.mark.claim(
    "supervised-learning/units",
    "Rescaling a column divides its least-squares weight by the same factor and changes no prediction.",
)
@settings(deadline=None, max_examples=50)
@given(st.integers(0, 1000), st.floats(0.001, 1000))
def test_least_squares_does_not_notice_units(seed, factor):
    rng = np.random.default_rng(seed)
    X, y, new = rng.normal(size=(20, 3)), rng.normal(size=20), rng.normal(size=(5, 3))
    scale = np.array([factor, 1, 1])
    plain, scaled = LinearRegression().fit(X, y), LinearRegression().fit(X * scale, y)
    assert scaled.coef_ == pytest.approx(plain.coef_ / scale, rel=1e-6)
    assert scaled.predict(new * scale) == pytest.approx(plain.predict(new), abs=1e-8)
