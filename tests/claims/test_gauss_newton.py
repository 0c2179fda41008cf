"""The claims of docs/descent/gauss-newton.md."""

import functools
import itertools
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import least_squares

SNIPPETS = Path(__file__).parents[2] / "snippets" / "gauss-newton"
seeds = st.integers(0, 10**6)


@functools.cache
def levenberg_marquardt():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "levenberg_marquardt.py"))["levenberg_marquardt"]


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


@pytest.mark.claim(
    "gauss-newton/logistic",
    "For the logistic loss of weighted sums the Hessian, the Gauss–Newton and the Fisher matrix are the mean of "
    "p(1 − p)·x xᵀ, for all data and weights.",
    weigh=lambda p, y: p * (1 - p),
    squared=False,
)
@pytest.mark.refuted("They are the mean of (y − p)²·x xᵀ, from the true labels.", weigh=lambda p, y: (y - p) ** 2)
@pytest.mark.refuted("So the Hessian is for the squared error of the probabilities.", squared=True)
@settings(max_examples=40)
@given(seeds, st.integers(1, 4), st.integers(2, 5))
def test_three_matrices_are_one(weigh, squared, seed, d, n):
    """The Hessian by differences of the loss alone; Fisher's mean over all 2ⁿ lists of labels, each with its chance."""
    rng = np.random.default_rng(seed)
    X, w, y = rng.normal(size=(n, d)), rng.normal(size=d), rng.integers(0, 2, n).astype(float)

    def loss(w):
        p = sigmoid(X @ w)
        return np.mean((p - y) ** 2) if squared else -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    h, axes = 1e-3, 1e-3 * np.eye(d)
    hessian = [[loss(w + a + b) - loss(w + a - b) - loss(w - a + b) + loss(w - a - b) for b in axes] for a in axes]
    p = sigmoid(X @ w)
    said = X.T @ (weigh(p, y)[:, None] * X) / n
    assert np.array(hessian) / (4 * h**2) == pytest.approx(said, abs=2e-5)
    fisher = np.zeros((d, d))
    for labels in itertools.product([0.0, 1.0], repeat=n):
        drawn = np.array(labels)
        chance = np.prod(np.where(drawn == 1, p, 1 - p))
        slopes = (p - drawn)[:, None] * X
        fisher += chance * slopes.T @ slopes / n
    assert fisher == pytest.approx(said, abs=1e-12)


@pytest.mark.claim(
    "gauss-newton/downhill",
    "AᵀA has no negative eigenvalue, so where the step exists and the gradient is not zero it goes downhill; where the "
    "errors are straight in the weights one step arrives.",
    bend=0,
    whole=False,
)
@pytest.mark.refuted("One step arrives with errors that are bent a little, too.", bend=0.1)
@pytest.mark.refuted("So it is with the whole Hessian, in any case.", whole=True)
@settings(max_examples=80)
@given(seeds, st.integers(1, 5))
def test_gauss_newton_goes_downhill(bend, whole, seed, d):
    """The errors of the first half are bent much: sines of mixtures; those of the second are straight."""
    rng = np.random.default_rng(seed)
    mix, shift, w = rng.normal(size=(d + 3, d)), 3 * rng.normal(size=d + 3), rng.normal(size=d)
    r, A = np.sin(mix @ w) - shift, np.cos(mix @ w)[:, None] * mix
    matrix = A.T @ A + whole * (mix.T @ ((-np.sin(mix @ w) * r)[:, None] * mix))
    g = A.T @ r
    assume(np.linalg.cond(matrix) < 1e6 and np.linalg.norm(g) > 1e-3)
    assert np.linalg.eigvalsh(matrix)[0] >= 0
    assert g @ np.linalg.solve(matrix, g) > 0

    def errors(w):
        return mix @ w - shift + bend * (mix @ w) ** 2

    slopes = mix * (1 + 2 * bend * (mix @ w))[:, None]
    after = w - np.linalg.solve(slopes.T @ slopes, slopes.T @ errors(w))
    best = least_squares(errors, w, xtol=1e-14, ftol=1e-14, gtol=1e-14).x
    assert after == pytest.approx(best, abs=1e-6)


@pytest.mark.claim(
    "gauss-newton/damping",
    "The larger the damping, the shorter is the step, and the smaller its angle with the negative gradient.",
    shorter=True,
    turns=True,
)
@pytest.mark.refuted("The step gets longer.", shorter=False)
@pytest.mark.refuted("The angle grows.", turns=False)
@settings(max_examples=60)
@given(seeds, st.integers(2, 6))
def test_damping_shortens_and_turns(shorter, turns, seed, d):
    rng = np.random.default_rng(seed)
    A, r = rng.normal(size=(d + 2, d)) * 10 ** rng.uniform(-1, 1, d), rng.normal(size=d + 2)
    g = A.T @ r
    steps = [-np.linalg.solve(A.T @ A + damping * np.eye(d), g) for damping in (0, 0.1, 1, 10, 100)]
    lengths = [np.linalg.norm(step) for step in steps]
    cosines = [-(step @ g) / np.linalg.norm(step) / np.linalg.norm(g) for step in steps]
    assert np.all(np.diff(lengths) < 0) == shorter
    assert np.all(np.diff(cosines) > -1e-12) == turns


def test_levenberg_marquardt_fits_what_scipy_fits_and_never_rises():
    t = np.linspace(0, 4, 30)
    for seed in range(6):
        rng = np.random.default_rng(seed)
        y = 4 * np.exp(-0.7 * t) + rng.normal(0, 0.1, 30)

        def residuals(w, y=y):
            return w[0] * np.exp(-w[1] * t) - y

        def jacobian(w):
            return np.column_stack([np.exp(-w[1] * t), -w[0] * t * np.exp(-w[1] * t)])

        start = rng.uniform([2, 0.2], [8, 2])
        path = levenberg_marquardt()(residuals, jacobian, start, 200)
        assert path[-1] == pytest.approx(least_squares(residuals, [4, 0.7], xtol=1e-15).x, abs=1e-6)
        assert np.all(np.diff([np.sum(residuals(w) ** 2) for w in path]) <= 1e-12)


def test_levenberg_marquardt_refuses_what_it_cannot_answer():
    good = (lambda w: w - 1, lambda w: np.eye(2), [3.0, 2.0], 5)
    for place, bad, name in (
        (0, lambda w: w * np.nan, "residuals"),
        (1, lambda w: np.eye(3), "jacobian"),
        (1, lambda w: np.nan * np.eye(2), "jacobian"),
        (2, [np.nan, 1.0], "start"),
        (2, [[1.0]], "start"),
        (3, 2.5, "steps"),
    ):
        arguments = list(good)
        arguments[place] = bad
        with pytest.raises(ValueError, match=name):
            levenberg_marquardt()(*arguments)
    for damping in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match="damping"):
            levenberg_marquardt()(*good, damping=damping)
