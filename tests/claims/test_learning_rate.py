"""The claims of docs/descent/learning-rate.md; the oracles are closed forms and matrix powers, not the page's loops."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

seeds = st.integers(0, 10_000)
sizes = st.integers(1, 6)


def noisy_line():
    """Return x and y of the page's hundred points."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    return x, 3 * x + 7 + rng.normal(0, 2, 100)


def eigenvalues_of_line(x, constant=2.0):
    """Return both eigenvalues of constant · [mean x², mean x; mean x, 1] from trace and determinant."""
    trace, determinant = np.mean(x**2) + 1, np.mean(x**2) - np.mean(x) ** 2
    root = math.sqrt(trace**2 / 4 - determinant)
    return constant * (trace / 2 - root), constant * (trace / 2 + root)


def loss_after(rate, steps):
    """Return the loss on the noisy line by the closed form: least loss plus what is left in each eigendirection."""
    x, y = noisy_line()
    best = np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1]
    least = np.mean((best[0] * x + best[1] - y) ** 2)
    excess = 0.0
    for eigenvalue in eigenvalues_of_line(x):
        direction = np.array([eigenvalue - 2, 2 * np.mean(x)])  # from the second row of H v = λ v
        along = direction @ best / math.hypot(*direction)
        excess += eigenvalue / 2 * (1 - rate * eigenvalue) ** (2 * steps) * along**2
    return least, least + excess


class Bowl:
    """A random quadratic: eigenvalues from 0.1 to 100 in rising order, turned directions as columns, a minimum."""

    def __init__(self, seed, size):
        rng = np.random.default_rng([seed, size])
        self.eigenvalues = np.sort(10 ** rng.uniform(-1, 2, size))
        self.directions = np.linalg.qr(rng.normal(size=(size, size)))[0]
        self.minimum = rng.uniform(-10, 10, size)
        self.start = self.minimum + self.directions @ (rng.choice([-1, 1], size) * rng.uniform(0.1, 10, size))
        self.steepest = self.minimum + 3 * self.directions[:, -1]  # a start with a distance in that direction alone

    @property
    def hessian(self):
        """Return the Hessian in the plain axes."""
        return self.directions @ np.diag(self.eigenvalues) @ self.directions.T

    def along(self, w):
        """Return the distances from the minimum along the eigendirections."""
        return self.directions.T @ (w - self.minimum)

    def loss(self, w):
        """Return the loss, which is zero at the minimum."""
        return np.sum(self.eigenvalues * self.along(w) ** 2) / 2

    def gradient(self, w):
        """Return the gradient by central differences, which are exact for a parabola."""
        return np.array([(self.loss(w + side) - self.loss(w - side)) / 2 for side in np.eye(len(w))])


@pytest.mark.claim(
    "learning-rate/overshooting-wins",
    "On the noisy line 0.028 is behind 0.0005 and 0.01 at step 50, lowest of four at 300 and within 0.01 of the least; "
    "0.03 ends above 1e32.",
    winner=0.028,
    behind_at=50,
    explodes_to=1e32,
)
@pytest.mark.refuted("0.0281, nearer to the bound, comes as close in 300 steps.", winner=0.0281)
@pytest.mark.refuted("0.028 is still behind at step 130.", behind_at=130)
@pytest.mark.refuted("0.03 ends above 1e33.", explodes_to=1e33)
def test_the_overshooting_rate_ends_lowest(winner, behind_at, explodes_to):
    least, overshooting = loss_after(winner, 300)
    assert loss_after(winner, behind_at)[1] > max(loss_after(rate, behind_at)[1] for rate in (0.0005, 0.01))
    assert overshooting < min(loss_after(rate, 300)[1] for rate in (0.0005, 0.01, 0.03))
    assert overshooting < least + 0.01
    assert loss_after(0.03, 300)[1] > explodes_to


@pytest.mark.claim(
    "learning-rate/growth",
    "On a quadratic with positive eigenvalues and above 2/λ_max, the loss of a run that is off in the steepest "
    "direction grows in the end by the factor (1 − αλ_max)² a step.",
    factor=lambda step: (1 - step) ** 2,
)
@pytest.mark.refuted("It grows by the size of 1 − αλ_max.", factor=lambda step: abs(1 - step))
@pytest.mark.refuted("It grows by 1% more.", factor=lambda step: 1.01 * (1 - step) ** 2)
@given(seeds, sizes, st.floats(1.05, 2))
def test_a_diverging_loss_grows_by_a_constant_factor(factor, seed, size, share):
    """Follow the distance as a vector that is scaled back at each step, by the Hessian in the plain axes."""
    bowl = Bowl(seed, size)
    bowl.eigenvalues[:-1] = np.minimum(bowl.eigenvalues[:-1], 0.9 * bowl.eigenvalues[-1])
    rate, hessian, away = share * 2 / bowl.eigenvalues[-1], bowl.hessian, bowl.start - bowl.minimum
    for _ in range(400):
        away = away / np.linalg.norm(away)
        before, away = away, away - rate * hessian @ away
    assert away @ hessian @ away / (before @ hessian @ before) == pytest.approx(factor(2 * share), rel=1e-6)


@pytest.mark.claim(
    "learning-rate/nearest",
    "Below 2/λ_max, also where some eigenvalues are zero, least squares descent converges to the best fit that is "
    "nearest to its start.",
    end=lambda X, y, start: start + np.linalg.pinv(X) @ (y - X @ start),
)
@pytest.mark.refuted("It converges to the shortest one from any start.", end=lambda X, y, _: np.linalg.pinv(X) @ y)
@pytest.mark.refuted(
    "It converges to the start plus the shortest one.", end=lambda X, y, start: start + np.linalg.pinv(X) @ y
)
@settings(max_examples=30)
@given(seeds, st.integers(2, 6), st.floats(0.05, 0.95))
def test_zero_eigenvalues_keep_what_the_start_had(end, seed, size, share):
    rng = np.random.default_rng(seed)
    left = np.linalg.qr(rng.normal(size=(8, size)))[0]
    right = np.linalg.qr(rng.normal(size=(size, size)))[0]
    singular = rng.uniform(1, 2, size) * (np.arange(size) < rng.integers(1, size))  # the last ones are zero
    X, y, start = left @ np.diag(singular) @ right, rng.normal(size=8), rng.normal(size=size)
    w, rate = start, share * 8 / singular.max() ** 2  # the mean's largest eigenvalue is 2/8 of that square
    for _ in range(1000):
        w = w - rate * 2 / 8 * X.T @ (X @ w - y)
    assert w == pytest.approx(end(X, y, start), abs=1e-6)
