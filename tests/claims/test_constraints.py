"""The claims of docs/descent/constraints.md."""

import functools
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import lsq_linear, minimize, nnls

SNIPPETS = Path(__file__).parents[2] / "snippets" / "constraints"
seeds = st.integers(0, 10**6)


@functools.cache
def program(name):
    """Return a function to keep."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))[name]


def problem(seed, d):
    """Return a table and a list for least squares, of full rank, with its largest and smallest curvature."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(d + 3, d)), 3 * rng.normal(size=d + 3)
    values = np.linalg.eigvalsh(X.T @ X)
    return X, y, values[-1], values[0]


def positive(v):
    return np.maximum(v, 0)


@pytest.mark.claim(
    "constraints/fixed-point",
    "For a convex loss and a convex set, a point stands still exactly if it is a minimum among the allowed, at any "
    "rate above 0.",
    still=lambda w, g, rate: positive(w - rate * g),
)
@pytest.mark.refuted("It stands still exactly if the gradient is zero.", still=lambda w, g, rate: w - rate * g)
@pytest.mark.refuted(
    "It does so if the step is projected and the start is not.", still=lambda w, g, rate: w - rate * positive(g)
)
@settings(max_examples=60)
@given(seeds, st.integers(2, 6), st.floats(0.01, 10))
def test_it_stands_still_at_the_best_allowed_point(still, seed, d, rate):
    """SciPy's active-set method finds the best non-negative weights; other allowed points must move."""
    X, y, *_ = problem(seed, d)
    best, _ = nnls(X, y)
    assert still(best, X.T @ (X @ best - y), rate) == pytest.approx(best, abs=1e-8)
    other = np.abs(best + np.random.default_rng(seed).normal(size=d))
    assert still(other, X.T @ (X @ other - y), rate) != pytest.approx(other, abs=1e-8)


@pytest.mark.claim(
    "constraints/bound",
    "For convex L-smooth losses at α = 1/L projected descent leaves at most LD²/(2k) above the least allowed loss, "
    "with D the distance from the start to a minimum among the allowed.",
    bound=lambda L, D2, k: L * D2 / (2 * k),
    project=positive,
)
@pytest.mark.refuted("It leaves at most LD²/(2k)².", bound=lambda L, D2, k: L * D2 / (2 * k) ** 2)
@pytest.mark.refuted("It does so with no projection but at the end.", project=None)
@settings(max_examples=60)
@given(seeds, st.integers(2, 8))
def test_projected_descent_keeps_the_bound_of_descent(bound, project, seed, d):
    """On quadratics that are flat in some directions; the least is SciPy's."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(d + 3, d)) * 10 ** rng.uniform(-2, 0, d), 3 * rng.normal(size=d + 3)
    best, rest = nnls(X, y)
    L, start = np.linalg.norm(X, 2) ** 2, np.abs(rng.normal(size=d))
    path = program("projected_descent")(lambda w: X.T @ (X @ w - y), project or (lambda w: w), start, 60, 1 / L)
    for k in (1, 2, 5, 20, 60):
        gap = np.sum((X @ positive(path[k]) - y) ** 2) / 2 - rest**2 / 2
        assert gap <= bound(L, np.sum((start - best) ** 2), k) + 1e-9


@pytest.mark.claim(
    "constraints/straight",
    "Of a straight slope LD/(2k) that ends at a fence, at the distance D, projected descent at α = 1/L leaves LD²/(4k) "
    "after k steps, more than the LD²/(4k + 2) that descent leaves at most without a fence.",
    left=lambda L, D, k: L * D**2 / (4 * k),
    times=1,
)
@pytest.mark.refuted("It leaves LD²/(4k + 2).", left=lambda L, D, k: L * D**2 / (4 * k + 2))
@pytest.mark.refuted("So it is with the slope LD/k.", times=2)
@given(seeds, st.integers(1, 30), st.integers(1, 5), st.floats(0.1, 100), st.floats(0.1, 10))
def test_a_straight_slope_to_a_fence_is_worse_than_free_descent(left, times, seed, k, d, L, D):
    """The fence is a plane at a right angle to the slope, turned at random; the loss is zero on it."""
    way = np.random.default_rng(seed).normal(size=d)
    way = way / np.linalg.norm(way)
    slope = times * L * D / (2 * k)
    path = program("projected_descent")(lambda w: slope * way, lambda w: w - min(0, w @ way) * way, D * way, k, 1 / L)
    assert slope * (path[-1] @ way) == pytest.approx(left(L, D, k), abs=1e-9)
    assert left(L, D, k) > L * D**2 / (4 * k + 2)


def test_projected_descent_ends_where_scipys_least_squares_in_a_box_does():
    for seed in range(10):
        X, y, L, _ = problem(seed, 4)
        path = program("projected_descent")(
            lambda w, X=X, y=y: X.T @ (X @ w - y), lambda w: np.clip(w, -1, 0.5), np.zeros(4), 4000, 1 / L
        )
        assert path[-1] == pytest.approx(lsq_linear(X, y, (-1, 0.5), tol=1e-12).x, abs=1e-6)


def clip_and_divide(v):
    clipped = np.maximum(v, 0)
    return clipped / clipped.sum() if clipped.any() else np.full(len(v), 1 / len(v))


def shift(v):
    return v - (v.sum() - 1) / len(v)


@pytest.mark.claim(
    "constraints/simplex",
    "The nearest shares to a point are found by subtracting one number from all entries and cutting off what is "
    "negative, with the sum 1.",
    nearest=lambda v: program("onto_simplex")(v),
)
@pytest.mark.refuted("By cutting off what is negative and dividing by the sum.", nearest=clip_and_divide)
@pytest.mark.refuted("By subtracting one number so that the sum is 1, and no cutting.", nearest=shift)
@settings(max_examples=60)
@given(seeds, st.integers(2, 6))
def test_the_nearest_shares(nearest, seed, d):
    """SciPy minimises the distance under the two conditions; then the form is read off the answer."""
    v = 1.5 * np.random.default_rng(seed).normal(size=d)
    found = nearest(v)
    conditions = [{"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(d)}]
    best = minimize(
        lambda w: np.sum((w - v) ** 2),
        np.full(d, 1 / d),
        jac=lambda w: 2 * (w - v),
        bounds=[(0, None)] * d,
        constraints=conditions,
        method="SLSQP",
        options={"ftol": 1e-14},
    ).x
    assert found == pytest.approx(best, abs=1e-5)
    assert found.sum() == pytest.approx(1)
    taken = (v - found)[found > 0]
    assert taken == pytest.approx(taken[0])
    assert np.all(v[found == 0] <= taken[0] + 1e-9)
