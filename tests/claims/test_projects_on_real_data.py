"""The claims of the projects on real data; the oracles are eigenvalues, scikit-learn's own fit, and exact fractions."""

import operator
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

small = st.fractions(min_value=-5, max_value=5, max_denominator=8)


@pytest.mark.claim(
    "projects-on-real-data/race",
    "On the 442 patients, standardised, from zero, descent at any constant rate has more than 0.1 of the loss above "
    "the least left in its first 600 steps; Nesterov's method at rate 0.12 with momentum 0.91 has less after 100.",
    descent=600,
    nesterov=100,
)
@pytest.mark.refuted("Descent has it in its first 700 steps, too.", descent=700, nesterov=100)
@pytest.mark.refuted("Nesterov's method has less after 90 already.", descent=600, nesterov=90)
def test_nesterov_is_far_ahead_of_every_constant_rate(descent, nesterov):
    """Descent along each eigenvector is a power; what is left is convex in the rate, as each power is even."""
    X, y = load_diabetes(return_X_y=True, scaled=False)
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()
    curvatures, axes = np.linalg.eigh(2 / 442 * X.T @ X)
    best = np.linalg.lstsq(X, y)[0]
    parts = curvatures / 2 * (axes.T @ best) ** 2
    assert parts[-1] > 0.1  # above the bound on the rate this one grows; below it every part falls
    left = minimize_scalar(
        lambda rate: parts @ (1 - rate * curvatures) ** (2 * descent), bounds=(0, 2 / curvatures[-1]), method="bounded"
    )
    assert left.fun > 0.1

    w, velocity = np.zeros(10), np.zeros(10)
    for _ in range(nesterov):
        error = X @ (w + 0.91 * velocity) - y
        velocity = 0.91 * velocity - 0.12 * 2 * (error @ X) / 442
        w = w + velocity
    assert np.mean((X @ w - y) ** 2) - np.mean((X @ best - y) ** 2) < 0.1


@pytest.mark.claim(
    "projects-on-real-data/thresholds",
    "With costs of 10 and 1, averaged over splits, three measurements: the formula costs less than the search, and "
    "both less than 0.5; thirty measurements: the search costs less than the formula, and both less than 0.5.",
    three=["formula", "search", "half"],
    thirty=["search", "formula", "half"],
)
@pytest.mark.refuted(
    "With three the search costs least.", three=["search", "formula", "half"], thirty=["search", "formula", "half"]
)
@pytest.mark.refuted(
    "With thirty the formula costs least.", three=["formula", "search", "half"], thirty=["formula", "search", "half"]
)
def test_the_search_pays_where_probabilities_are_too_sure(three, thirty):
    table, benign = load_breast_cancer(return_X_y=True)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1000, solver="newton-cholesky"))

    def cost(p, y, threshold):
        return 10 * np.count_nonzero(p[y == 1] < threshold) + np.count_nonzero(p[y == 0] >= threshold)

    for columns, order in ([0, 1, 4], three), (list(range(30)), thirty):
        costs = []
        for seed in range(50):
            X, others, y, rest = train_test_split(table[:, columns], 1 - benign, train_size=200, random_state=seed)
            V, T, y_valid, y_test = train_test_split(others, rest, train_size=184, random_state=seed)
            p, new = [model.fit(X, y).predict_proba(rows)[:, 1] for rows in (V, T)]
            searched = min(p, key=lambda each, p=p, y=y_valid: cost(p, y, each))
            costs.append([cost(new, y_test, each) for each in (1 / 11, searched, 0.5)])
        means = dict(zip(["formula", "search", "half"], np.mean(costs, axis=0), strict=True))
        assert sorted(means, key=means.get) == order


@pytest.mark.claim(
    "projects-on-real-data/all-pairs",
    "The mean of (p − y)² over all pairs of a prediction and a y is the variance of the predictions plus that of y "
    "plus the squared difference of the means.",
    formula=lambda predictions, answers, apart: predictions + answers + apart**2,
)
@pytest.mark.refuted("It lacks the variance of y.", formula=lambda predictions, answers, apart: predictions + apart**2)
@pytest.mark.refuted(
    "The difference of the means is not squared.",
    formula=lambda predictions, answers, apart: predictions + answers + abs(apart),
)
@given(st.lists(small, min_size=1, max_size=6), st.lists(small, min_size=1, max_size=6))
def test_the_loss_of_all_pairs_knows_no_pairs(formula, predictions, answers):
    def mean(values):
        return sum(values) / Fraction(len(values))

    def variance(values):
        return mean([(each - mean(values)) ** 2 for each in values])

    found = mean([(p - y) ** 2 for p in predictions for y in answers])
    assert found == formula(variance(predictions), variance(answers), mean(predictions) - mean(answers))


@pytest.mark.claim(
    "projects-on-real-data/pairs",
    "For any two lists, neither constant, the squared spread of the differences is the sum of the squared spreads, "
    "less twice the correlation times their product.",
    square=lambda one, other, correlation: one**2 + other**2 - 2 * correlation * one * other,
)
@pytest.mark.refuted(
    "It is the sum of the squares, as if they were independent.",
    square=lambda one, other, correlation: one**2 + other**2,
)
@pytest.mark.refuted(
    "The correlation is taken once.",
    square=lambda one, other, correlation: one**2 + other**2 - correlation * one * other,
)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=12))
def test_the_spread_of_differences(square, runs):
    ours, theirs = np.array(runs).T
    assume(np.ptp(ours) > 0 and np.ptp(theirs) > 0)
    correlation = np.corrcoef(ours, theirs)[0, 1]
    found = square(ours.std(ddof=1), theirs.std(ddof=1), correlation)
    assert found == pytest.approx((ours - theirs).var(ddof=1), abs=1e-9 * (1 + ours @ ours + theirs @ theirs))


@pytest.mark.claim(
    "projects-on-real-data/lowest",
    "Of several models, fixed before the cases are drawn, the lowest validation error is on average not above the test "
    "error of the model that has it, if any case is as likely to be a validation case as any other.",
    relation=operator.le,
)
@pytest.mark.refuted("It is on average that test error.", relation=operator.eq)
@pytest.mark.refuted("It is on average not below that test error.", relation=operator.ge)
@given(
    st.integers(2, 5).flatmap(
        lambda cases: st.lists(st.lists(st.integers(0, 9), min_size=cases, max_size=cases), min_size=2, max_size=4)
    ),
    st.integers(1, 4),
)
def test_the_lowest_of_several_is_too_low(relation, models, size):
    """All ways to choose the validation cases, in fractions; the rest are the test cases."""
    cases = range(len(models[0]))
    assume(size < len(cases))
    lowest, later = Fraction(0), Fraction(0)
    for chosen in combinations(cases, size):
        rest = [case for case in cases if case not in chosen]
        best = min(models, key=lambda errors, chosen=chosen: sum(errors[case] for case in chosen))
        lowest += Fraction(sum(best[case] for case in chosen), size)
        later += Fraction(sum(best[case] for case in rest), len(rest))
    assert relation(lowest, later)
