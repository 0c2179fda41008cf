"""The claims of docs/descent/kinks.md."""

import functools
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Lasso

SNIPPETS = Path(__file__).parents[2] / "snippets" / "kinks"
seeds = st.integers(0, 10**6)


@functools.cache
def program(name):
    """Return a function to keep."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))[name]


def soft(v, penalty):
    return program("soft_threshold")(v, penalty)


def hard(v, penalty):
    return np.where(np.abs(v) > penalty, v, 0)


@pytest.mark.claim(
    "kinks/soft",
    "The w with the least αμ Σ|w| + |w − v|²/2 is sign(v)·max(|v| − αμ, 0), entry by entry.",
    step=soft,
)
@pytest.mark.refuted("It is v where |v| > αμ, and 0 elsewhere.", step=hard)
@pytest.mark.refuted("It is sign(v)·max(|v| − αμ/2, 0).", step=lambda v, penalty: soft(v, penalty / 2))
@given(seeds, st.integers(1, 5), st.floats(0, 3))
@example(1, 2, 0.5)
def test_soft_thresholding_is_the_proximal_step(step, seed, d, penalty):
    """The function is strongly convex with constant 1: a point that is best against a fine grid is near the best."""
    v = 2 * np.random.default_rng(seed).normal(size=d)
    grid = np.linspace(-8, 8, 16_001)
    best = [grid[np.argmin(penalty * np.abs(grid) + (grid - each) ** 2 / 2)] for each in v]
    assert step(v, penalty) == pytest.approx(best, abs=1.1e-3)


def problem(seed, n, d):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) @ (np.eye(d) + 0.5 * rng.normal(size=(d, d)))
    return X, X @ (rng.normal(size=d) * (rng.random(d) < 0.5)) + rng.normal(size=n)


def ended(X, y, penalty, steps=4000):
    n = len(y)
    rate = n / np.linalg.norm(X, 2) ** 2
    path = program("fista")(
        lambda w: X.T @ (X @ w - y) / n, lambda v, a: soft(v, a * penalty), np.zeros(X.shape[1]), steps, rate
    )
    return path[-1]


@pytest.mark.claim(
    "kinks/zero",
    "At the lasso's minimum a weight that is not zero has the slope −μ or μ of the smooth part, against its sign, "
    "a zero weight one in −μ…μ; a penalty makes all weights zero exactly if it is at least the largest slope at zero.",
    share=1,
    border=1,
)
@pytest.mark.refuted("The slope is μ/2 in size.", share=1 / 2)
@pytest.mark.refuted("A penalty of 0.97 of the largest slope at zero makes all weights zero.", border=0.97)
@settings(max_examples=25)
@given(seeds, st.integers(2, 6), st.floats(0.05, 0.8))
def test_slopes_tell_which_weights_are_zero(share, border, seed, d, part):
    """The minimum is scikit-learn's, by coordinates; the function to keep finds the same."""
    X, y = problem(seed, 30, d)
    largest = np.abs(X.T @ y / 30).max()
    penalty = part * largest
    w = Lasso(penalty, fit_intercept=False, tol=1e-14, max_iter=10**6).fit(X, y).coef_
    assert ended(X, y, penalty) == pytest.approx(w, abs=1e-6)
    slopes = X.T @ (X @ w - y) / 30
    assert slopes[w != 0] == pytest.approx(-share * penalty * np.sign(w[w != 0]), abs=1e-6)
    assert np.all(np.abs(slopes[w == 0]) <= penalty + 1e-9)
    assert not ended(X, y, border * largest * (1 + 1e-9)).any()
    assert ended(X, y, border * largest * 0.98).any()


@pytest.mark.claim(
    "kinks/fast",
    "With a convex L-smooth part and a convex other part, at the rate 1/L, ISTA leaves at most LD²/(2k) and FISTA "
    "2LD²/(k + 1)² above the least loss.",
    ista=lambda k: 1 / (2 * k),
    fista=lambda k: 2 / (k + 1) ** 2,
)
@pytest.mark.refuted("ISTA leaves at most 2LD²/(k + 1)², too.", ista=lambda k: 2 / (k + 1) ** 2)
@pytest.mark.refuted("FISTA leaves at most LD²/(k + 1)³.", fista=lambda k: 1 / (k + 1) ** 3)
@settings(max_examples=25)
@given(seeds, st.integers(2, 8), st.floats(0.001, 0.3))
@example(0, 1, 0.0)
def test_both_keep_their_bounds(ista, fista, seed, d, part):
    """On lassos of all kinds, and on a long ramp, where both come near their bounds; the least by scikit-learn."""
    if part == 0:  # one weight, Huber's loss with a threshold of 1/61
        threshold, L, penalty, n = 1 / 61, 1.0, 0.0, 1

        def loss(w):
            return np.where(np.abs(w) < threshold, w**2 / 2, threshold * np.abs(w) - threshold**2 / 2)[0]

        def gradient(w):
            return np.clip(w, -threshold, threshold)

        start, best = np.ones(1), np.zeros(1)
    else:
        X, y = problem(seed, 30, d)
        X = X * 10 ** np.random.default_rng(seed).uniform(-1.5, 0, d)
        n, L = 30, np.linalg.norm(X, 2) ** 2 / 30
        penalty, start = part * np.abs(X.T @ y / n).max(), np.zeros(d)
        best = Lasso(penalty, fit_intercept=False, tol=1e-14, max_iter=10**6).fit(X, y).coef_

        def loss(w):
            return np.sum((X @ w - y) ** 2) / (2 * n) + penalty * np.abs(w).sum()

        def gradient(w):
            return X.T @ (X @ w - y) / n

    D2 = np.sum((start - best) ** 2)
    assume(D2 > 1e-6)
    fast = program("fista")(gradient, lambda v, a: soft(v, a * penalty), start, 40, 1 / L)
    w = start
    for k in range(1, 41):
        w = soft(w - gradient(w) / L, penalty / L)
        assert loss(w) - loss(best) <= ista(k) * L * D2 + 1e-10
        assert loss(fast[k]) - loss(best) <= fista(k) * L * D2 + 1e-10
