"""The claims of docs/practice/a-table-of-classes.md; oracles: all draws one by one, counts, and a stub of a model."""

import contextlib
import itertools
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import (
    FixedThresholdClassifier,
    KFold,
    StratifiedKFold,
    check_cv,
    train_test_split,
)

SNIPPETS = Path(__file__).parents[2] / "snippets" / "a-table-of-classes"


@pytest.mark.claim(
    "a-table-of-classes/chance",
    "Of N rows with K of the class, m drawn without replacement hold mK/N of it on average, with the variance "
    "m · K/N · (N − K)/N · (N − m)/(N − 1).",
    mean=lambda N, K, m: Fraction(m * K, N),
    variance=lambda N, K, m: Fraction(m * K * (N - K) * (N - m), N * N * (N - 1)),
)
@pytest.mark.refuted(
    "The last factor is (N − m)/N.", variance=lambda N, K, m: Fraction(m * K * (N - K) * (N - m), N * N * N)
)
@pytest.mark.refuted("There is no last factor.", variance=lambda N, K, m: Fraction(m * K * (N - K), N * N))
@pytest.mark.refuted("On average there are as many as in the other rows.", mean=lambda N, K, m: Fraction(K, 2))
@given(st.integers(2, 9).flatmap(lambda N: st.tuples(st.just(N), st.integers(0, N), st.integers(1, N))))
def test_what_a_draw_without_replacement_holds(mean, variance, sizes):
    N, K, m = sizes
    counts = [sum(row < K for row in drawn) for drawn in itertools.combinations(range(N), m)]
    middle = Fraction(sum(counts), len(counts))
    assert middle == mean(N, K, m)
    assert sum((each - middle) ** 2 for each in counts) / len(counts) == variance(N, K, m)


@pytest.mark.claim(
    "a-table-of-classes/folds",
    "Where a classifier is judged on a number of folds, the counts of a class in two folds differ by at most one.",
    folds=lambda y, k: check_cv(k, y, classifier=True),
    apart=1,
)
@pytest.mark.refuted("So do those of KFold.", folds=lambda y, k: KFold(k))
@pytest.mark.refuted(
    "So do those of KFold with shuffled rows.", folds=lambda y, k: KFold(k, shuffle=True, random_state=1)
)
@pytest.mark.refuted("They do not differ.", apart=0)
@settings(deadline=None)
@given(st.integers(2, 5), st.lists(st.integers(0, 2), min_size=10, max_size=60))
def test_folds_of_a_classifier_are_stratified(folds, apart, k, classes):
    y = np.array(classes)
    present, sizes = np.unique(y, return_counts=True)
    assume(len(present) > 1 and sizes.min() >= k)
    cases = np.array([[np.sum(y[judge] == each) for each in present] for _, judge in folds(y, k).split(y, y)])
    assert np.ptp(cases, axis=0).max() <= apart


@pytest.mark.claim(
    "a-table-of-classes/dumb",
    "The average precision of one probability for all rows is the share of the class.",
    reaches=lambda share: share,
)
@pytest.mark.refuted("It is one half.", reaches=lambda share: 0.5)
@pytest.mark.refuted("It is the share of the other class.", reaches=lambda share: 1 - share)
@given(st.lists(st.booleans(), min_size=1, max_size=40), st.floats(0, 1))
def test_a_dumb_model_reaches_the_share_of_its_class(reaches, true, p):
    assume(any(true))
    assert average_precision_score(true, [p] * len(true)) == pytest.approx(reaches(sum(true) / len(true)))


class Stub(ClassifierMixin, BaseEstimator):
    """A model whose probability of the class is the one column."""

    def fit(self, X, y):
        """Learn the names of the classes."""
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, X):
        """Return the column, and what is left of one."""
        return np.column_stack([1 - X[:, 0], X[:, 0]])


@pytest.mark.claim(
    "a-table-of-classes/limit",
    "`FixedThresholdClassifier` names the class exactly where its probability is at least the threshold.",
    named=lambda p, threshold: p >= threshold,
)
@pytest.mark.refuted("It names it where the probability is higher.", named=lambda p, threshold: p > threshold)
@pytest.mark.refuted("It names it from one half on.", named=lambda p, threshold: p >= 0.5)
@settings(deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=20), st.integers(1, 19))
def test_a_fixed_threshold_is_reached(named, twentieths, threshold):
    p = np.array(twentieths) / 20
    model = FixedThresholdClassifier(Stub(), threshold=threshold / 20).fit([[0.0], [1.0]], [False, True])
    assert model.predict(p[:, None]).tolist() == named(p, threshold / 20).tolist()


def test_the_quarter_of_the_test_is_an_unlucky_one():
    """Of 100 other quarters, drawn by chance, nearly all give the model a higher average precision."""
    program = (SNIPPETS / "final.py").read_text("utf-8")
    names = {}
    with contextlib.redirect_stdout(None):
        exec(compile(program, "final.py", "exec"), names)
    X, y = pd.concat([names["X"], names["X_new"]]), np.append(names["y"], names["true"])
    higher = []
    for seed in range(100):
        fit, new, y_fit, y_new = train_test_split(X, y, stratify=y, random_state=seed)
        p = clone(names["model"]).fit(fit, y_fit).predict_proba(new)[:, 1]
        higher.append(average_precision_score(y_new, p) > names["own"])
    assert sum(higher) >= 95


def test_what_the_page_says_of_names_and_defaults():
    """A quarter is the default, what is not shuffled is the end, and the dumb classifier gives the shares."""
    y = np.arange(20) % 4 == 0
    X = np.arange(20)[:, None]
    assert train_test_split(X, y, shuffle=False, random_state=1)[1].ravel().tolist() == [15, 16, 17, 18, 19]
    assert train_test_split(X, y, stratify=y, random_state=1)[3].sum() == 1
    assert np.allclose(DummyClassifier().fit(X, y).predict_proba(X), [0.75, 0.25])
    assert isinstance(check_cv(10, y, classifier=True), StratifiedKFold)
    assert FixedThresholdClassifier(LogisticRegression(), threshold=0.2).fit(X, y).predict(X).dtype == bool
