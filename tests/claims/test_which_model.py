"""The claims of docs/practice/which-model.md; oracles: NumPy alone, an integral, all draws of a bootstrap."""

import functools
import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestRegressor


def spoiled(seed):
    """Return the page's table by another seed, as numbers: with gaps filled in each fold, and the true entries."""
    rng, known = np.random.default_rng(seed), load_diabetes(scaled=False)
    gaps, order = rng.random((442, 10)) < 0.1, rng.permutation(442)[:331]
    X, third = known.data.copy(), pd.qcut(known.data[:, 2], 3, labels=False)
    X[:, 2] = third
    return X[order], np.where(gaps, np.nan, X)[order], known.target[order]


def columns(X, fit):
    """Return the columns of the page's pipeline: words to 0 and 1, gaps to means of the rows fitted to, scaled."""
    words = np.column_stack([X[:, 2] == 0, X[:, 2] == 1, X[:, 2] == 2, np.isnan(X[:, 2])]).astype(float)
    rest = np.delete(X, 2, axis=1)
    rest = np.where(np.isnan(rest), np.nanmean(rest[fit], axis=0), rest)
    A = np.column_stack([words, rest])
    deviation = A[fit].std(axis=0)
    return (A - A[fit].mean(axis=0)) / np.where(deviation == 0, 1, deviation)


def ridge(A, y, fit, judge):
    """Return predictions of ridge regression with penalty 10, from the normal equations."""
    w = np.linalg.solve(A[fit].T @ A[fit] + 10 * np.eye(A.shape[1]), A[fit].T @ (y[fit] - y[fit].mean()))
    return A[judge] @ w + y[fit].mean()


def forest(A, y, fit, judge):
    """Return predictions of a forest of 30 trees."""
    model = RandomForestRegressor(30, random_state=1).fit(A[fit], y[fit])
    return model.predict(A[judge])


def error(X, y, model, part=1.0):
    """Return the mean error of ten folds, each model fitted to the first part of its rows."""
    errors = []
    for judge in np.array_split(np.arange(len(y)), 10):
        fit = np.setdiff1d(np.arange(len(y)), judge)
        fit = fit[: int(part * len(fit))]
        missed = model(columns(X, fit), y, fit, judge) - y[judge]
        errors.append(math.sqrt(np.mean(missed**2)))
    return np.mean(errors)


@functools.cache
def changes(seed):
    """Return by how much the error changes: true entries, the second half of the patients, a forest."""
    whole, X, y = spoiled(seed)
    today = error(X, y, ridge)
    return {
        "entries": error(whole, y, ridge) - today,
        "patients": today - error(X, y, ridge, part=0.5),
        "forest": error(X, y, forest) - today,
    }


@pytest.mark.claim(
    "which-model/pays",
    "With each of six other draws of gaps and dates, twice the patients and the true entries in place of the gaps "
    "lower the cross-validated error, and a forest in place of the line raises it.",
    holds=lambda change: max(change["entries"], change["patients"]) < 0 < change["forest"],
)
@pytest.mark.refuted(
    "The true entries lower it more than twice the patients, with each draw.",
    holds=lambda change: change["entries"] < change["patients"] < 0,
)
@pytest.mark.refuted("The forest raises it by more than 2.5, with each.", holds=lambda change: change["forest"] > 2.5)
@pytest.mark.refuted("The forest lowers it.", holds=lambda change: change["forest"] < 0)
def test_a_forest_loses_and_better_data_gain(holds):
    for seed in range(2, 8):
        assert holds(changes(seed)), (seed, changes(seed))


@pytest.mark.claim(
    "which-model/winner",
    "The lower of two independent normal errors with one mean and deviation σ is on average σ/√π below the mean.",
    below=lambda deviation: deviation / math.sqrt(math.pi),
)
@pytest.mark.refuted("It is σ/√(2π) below.", below=lambda deviation: deviation / math.sqrt(2 * math.pi))
@pytest.mark.refuted("It is σ/2 below.", below=lambda deviation: deviation / 2)
@given(st.floats(0.01, 100), st.floats(-100, 100))
def test_the_lower_of_two_is_too_low(below, deviation, mean):
    """The density of the lower of two is 2 f (1 − F); its mean by the trapezoidal rule."""
    x = np.linspace(-9, 9, 20_001)
    density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    beyond = np.array([math.erfc(each / math.sqrt(2)) / 2 for each in x])
    lower = np.trapezoid((mean + deviation * x) * 2 * density * beyond, x)
    assert mean - lower == pytest.approx(below(deviation), rel=1e-3, abs=1e-6 * abs(mean))


@pytest.mark.claim(
    "which-model/bootstrap",
    "Over all bootstrap draws of n test rows the mean squared error has the deviation of the squared errors, divided "
    "by √n.",
    variance=lambda squares, n: sum((each - sum(squares) / n) ** 2 for each in squares) / n / n,
)
@pytest.mark.refuted(
    "That deviation is taken with n − 1.",
    variance=lambda squares, n: sum((each - sum(squares) / n) ** 2 for each in squares) / (n - 1) / n,
)
@pytest.mark.refuted(
    "It is divided by n.", variance=lambda squares, n: sum((each - sum(squares) / n) ** 2 for each in squares) / n**3
)
@given(st.lists(st.fractions(-9, 9, max_denominator=4), min_size=2, max_size=5))
def test_all_draws_of_a_bootstrap(variance, misses):
    n, squares = len(misses), [each**2 for each in misses]
    means = [sum(draw) / Fraction(n) for draw in itertools.product(squares, repeat=n)]
    middle = sum(means) / len(means)
    assert sum((each - middle) ** 2 for each in means) / len(means) == variance(squares, n)
