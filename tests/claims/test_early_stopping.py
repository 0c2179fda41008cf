"""The claims of docs/descent/early-stopping.md."""

import functools
import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.claims.test_convergence import seeds
from tests.claims.test_many_weights import kept


@pytest.mark.claim(
    "early-stopping/kept",
    "From zero k steps on a quadratic with a minimum cover the share 1 − (1 − αλᵢ)^k of the way in each eigendirection "
    "of positive curvature; where the curvature is zero they cover nothing.",
    share=lambda step, steps: 1 - (1 - step) ** steps,
)
@pytest.mark.refuted("They cover 1 − exp(−αλᵢk).", share=lambda step, steps: 1 - np.exp(-step * steps))
@pytest.mark.refuted("They cover as much as one step more would.", share=lambda step, k: 1 - (1 - step) ** (k + 1))
@given(seeds, st.integers(1, 6), st.integers(0, 50), st.floats(0.01, 1.2))
def test_stopping_keeps_this_share(share, seed, size, steps, of_bound):
    rng = np.random.default_rng(seed)
    turn, eigenvalues = np.linalg.qr(rng.normal(size=(size, size)))[0], rng.uniform(0.1, 10, size)
    eigenvalues[1:] *= rng.random(size - 1) > 0.3  # some are zero
    hessian, best = turn @ np.diag(eigenvalues) @ turn.T, rng.normal(size=size)
    rate, w = of_bound * 2 / eigenvalues.max(), np.zeros(size)
    for _ in range(steps):
        w = w - rate * hessian @ (w - best)
    expected = np.where(eigenvalues > 0, share(rate * eigenvalues, steps), 0) * (turn.T @ best)
    assert turn.T @ w == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.claim(
    "early-stopping/noise",
    "Independent noise of variance σ² in y moves the least squares weights along eigendirection i of the mean squared "
    "error, where λᵢ > 0, with variance 2σ²/(nλᵢ).",
    variance=lambda curvature, cases: 2 / (cases * curvature),
)
@pytest.mark.refuted("With variance σ²/(nλᵢ).", variance=lambda curvature, cases: 1 / (cases * curvature))
@pytest.mark.refuted("With variance 2σ²/(nλᵢ²).", variance=lambda curvature, cases: 2 / (cases * curvature**2))
@given(seeds, st.integers(1, 6))
def test_noise_moves_the_flat_directions_most(variance, seed, size):
    """Each label moves the fit by a vector; the squares of what they do along a direction add."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(12, size)) * rng.uniform(0.3, 3, size)
    curvatures, directions = np.linalg.eigh(2 / 12 * X.T @ X)
    moves = np.array([np.linalg.lstsq(X, label)[0] for label in np.eye(12)])
    assert np.sum((moves @ directions) ** 2, axis=0) == pytest.approx(variance(curvatures, 12), rel=1e-6)


@pytest.mark.claim(
    "early-stopping/above-ridge",
    "For 0 < αλ ≤ 1 stopping after k ≥ 1 steps keeps no less than ridge with penalty 1/(αk), which keeps λ/(λ + μ).",
    limit=1,
    times=1,
)
@pytest.mark.refuted("So it does for αλ up to 1.9.", limit=1.9)
@pytest.mark.refuted("It keeps at least 1% more.", times=1.01)
@given(st.floats(1e-6, 1), st.integers(1, 10_000), st.floats(1e-3, 1e3))
@example(1.0, 2, 1.0)
def test_stopping_keeps_no_less_than_ridge(limit, times, share, steps, curvature):
    product = limit * share
    penalty = curvature / (product * steps)  # 1/(αk) for α = product/curvature
    A, y = np.diag([math.sqrt(curvature), math.sqrt(penalty)]), np.array([math.sqrt(curvature), 0.0])
    ridge = np.linalg.lstsq(A[:, [0]] + A[:, [1]], y)[0][0]  # best fit 1, penalty as one more row
    assert ridge == pytest.approx(curvature / (curvature + penalty), rel=1e-9)
    assert 1 - (1 - product) ** steps >= times * ridge - 1e-12


@pytest.mark.claim(
    "early-stopping/both-help",
    "On each of the 20 splits early stopping and ridge, both chosen by validation, have a lower test error than least "
    "squares.",
    lower=["stopped", "ridge"],
    than="neither",
    share=1,
)
@pytest.mark.refuted("On each of them early stopping has a lower one than ridge.", lower=["stopped"], than="ridge")
@pytest.mark.refuted("On each of them both have less than half of its error.", share=1 / 2)
def test_stopping_and_ridge_beat_the_full_fit(lower, than, share):
    for errors in errors_on_splits():
        for name in lower:
            assert errors[name] < share * errors[than]


@functools.cache
def errors_on_splits():
    """Return typical test errors: ridge by scikit-learn, stopping by the shares of singular directions."""
    from sklearn.datasets import load_diabetes
    from sklearn.linear_model import LinearRegression, Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    data, rows = load_diabetes(), []
    prepare = make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler())
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(442)
        train, valid, test = order[:100], order[100:200], order[200:]
        Z, y = prepare.fit(data.data[train]).transform(data.data), data.target

        def test_error(candidates, Z=Z, y=y, valid=valid, test=test):
            """Return the test error of the weights and intercept with the lowest validation error."""
            w, b = min(candidates, key=lambda fit: np.mean((Z[valid] @ fit[0] + fit[1] - y[valid]) ** 2))
            return math.sqrt(np.mean((Z[test] @ w + b - y[test]) ** 2))

        def fit(model, Z=Z[train], y=y[train]):
            return model.fit(Z, y).coef_, model.intercept_

        left, singular, right = np.linalg.svd(Z[train], full_matrices=False)
        singular = np.maximum(singular, 1e-12)  # the square of a column with two values is that column again
        along, shares = left.T @ y[train] / singular, (singular / singular[0]) ** 2
        stopped = [(right.T @ ((1 - (1 - shares) ** steps) * along), y[train].mean()) for steps in range(1, 301)]
        ridge = [fit(Ridge(100 / 2 * penalty)) for penalty in (0.3, 1.0, 3.0)]
        candidates = {"stopped": stopped, "ridge": ridge, "neither": [fit(LinearRegression())]}
        rows.append({name: test_error(each) for name, each in candidates.items()})
    return rows


def waited(errors, best, patience):
    """Return how many steps a run takes whose errors are given, by a search in whole lists for the end."""
    for step in range(len(errors)):
        if step - errors.index(best(errors[: step + 1])) >= patience:
            return step
    return len(errors) - 1


@pytest.mark.claim(
    "early-stopping/function",
    "stop_early keeps the first step with the least error so far, and ends when `patience` steps brought no new least, "
    "or at its last step.",
    best=min,
    longer=0,
)
@pytest.mark.refuted("It keeps the step with the largest.", best=max)
@pytest.mark.refuted("It ends a step later.", longer=1)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(1, 6))
@example([5, 4, 5, 3, 5, 5, 1], 2)
def test_the_function_keeps_the_least_and_ends(best, longer, errors, patience):
    stop_early = kept("early-stopping/stop_early", "stop_early")
    w, step, seen = stop_early(lambda w: w + 1, lambda w: errors[int(w[0])], [0], len(errors) - 1, patience)
    assert list(seen) == errors[: waited(errors, best, patience + longer) + 1]
    assert w[0] == step == errors.index(best(seen))
