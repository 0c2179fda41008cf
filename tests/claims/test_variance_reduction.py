"""The claims of docs/descent/variance-reduction.md."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.claims.test_theory import seeds

PROGRAM = Path(__file__).parents[2] / "snippets" / "variance-reduction" / "svrg.py"


def corrected(case_gradients, w, anchor):
    """Return the corrected gradient of each case, one row each."""
    old = case_gradients(anchor)
    return case_gradients(w) - old + old.mean(axis=0)


@pytest.mark.claim(
    "variance-reduction/unbiased",
    "The mean over the cases of gᵢ(w) − gᵢ(a) + ∇J(a) is ∇J(w), wherever the anchor a is, convex or not.",
    mean=1,
    anchored=True,
)
@pytest.mark.refuted("So it is without the mean at the anchor.", mean=0)
@pytest.mark.refuted("So it is with the mean at w in its place.", anchored=False)
@given(seeds)
def test_the_corrected_gradient_is_right_on_average(mean, anchored, seed):
    rng = np.random.default_rng(seed)
    n, d = rng.integers(2, 8), rng.integers(1, 5)
    X, y, w, anchor = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d), rng.normal(size=d) + 2

    def case_gradients(w):
        return np.cos(X @ w + y)[:, None] * X  # of sin(xᵢ·w + yᵢ)

    added = case_gradients(anchor if anchored else w).mean(axis=0)
    rows = case_gradients(w) - case_gradients(anchor) + mean * added
    assert rows.mean(axis=0) == pytest.approx(case_gradients(w).mean(axis=0), abs=1e-9)


@pytest.mark.claim(
    "variance-reduction/vanishes",
    "On squared errors its variance is proportional to the squared distance of w from the anchor, in each direction.",
    power=2,
    plain=False,
)
@pytest.mark.refuted("It is proportional to the distance.", power=1)
@pytest.mark.refuted("So is that of the gradient of a single case.", plain=True)
@given(seeds, st.floats(0.01, 0.5))
def test_its_noise_dies_out(power, plain, seed, share):
    rng = np.random.default_rng(seed)
    n, d = rng.integers(3, 8), rng.integers(1, 4)
    X, y, anchor, way = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d), rng.normal(size=d)
    variances = []
    for far in (1, share):
        w = anchor + far * way
        rows = (X @ w - y)[:, None] * X
        rows = rows if plain else corrected(lambda w: (X @ w - y)[:, None] * X, w, anchor)
        variances.append(np.sum(np.var(rows, axis=0)))
    assume(variances[0] > 1e-6)
    assert variances[1] == pytest.approx(share**power * variances[0], rel=1e-6)


def test_the_function_to_keep_arrives_and_computes_what_it_says():
    """On cases that no weights fit, against the least squares of NumPy; three gradients for each step."""
    svrg, calls = runpy.run_path(str(PROGRAM))["svrg"], []
    rng = np.random.default_rng(5)
    X, y = rng.normal(size=(50, 4)), rng.normal(size=50)

    def case_gradient(w, i):
        calls.append(i)
        return (X[i] @ w - y[i]) * X[i]

    path = svrg(case_gradient, 50, np.zeros(4), 60, 0.03, np.random.default_rng(1))
    assert path.shape == (61, 4)
    assert len(calls) == 60 * 3 * 50
    assert path[-1] == pytest.approx(np.linalg.lstsq(X, y)[0], abs=1e-6)
    anchor, w, draws = np.zeros(4), np.zeros(4), np.random.default_rng(1).integers(50, size=50)
    for i in draws:  # the first round, all rows at once
        w = w - 0.03 * corrected(lambda w: (X @ w - y)[:, None] * X, w, anchor)[i]
    assert path[1] == pytest.approx(w)
