"""The claims of docs/descent/flat-minima.md."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

seeds = st.integers(0, 10**6)


@pytest.mark.claim(
    "flat-minima/rescaled",
    "A factor c > 0 into ReLU units, intercepts included, and its inverse out of them change no prediction; the "
    "largest curvature in the weights out, which the sharpness is never below, is multiplied by c².",
    activation=lambda z: np.maximum(z, 0),
    power=2,
    sign=1,
)
@pytest.mark.refuted("It is multiplied by c.", power=1)
@pytest.mark.refuted("So it is with the hyperbolic tangent.", activation=np.tanh)
@pytest.mark.refuted("A negative factor changes no prediction, either.", sign=-1)
@given(seeds, st.floats(0.2, 5), st.integers(1, 3), st.integers(1, 4))
@settings(max_examples=30)
def test_twins_predict_the_same_and_are_sharper(activation, power, sign, seed, factor, d, units):
    """The Hessian in the weights out is exact; the whole one by central differences of the loss."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(size=(12, d)), np.ones(12)])
    W, c, y = rng.normal(size=(d + 1, units)), rng.normal(size=units), rng.normal(size=12)
    W[-1] += 1.5  # so that each unit is at work for some case
    twin, out = sign * factor * W, c / (sign * factor)
    assert activation(X @ twin) @ out == pytest.approx(activation(X @ W) @ c, abs=1e-9)
    tops = [np.linalg.eigvalsh(2 / 12 * activation(X @ each).T @ activation(X @ each))[-1] for each in (W, twin)]
    assert tops[1] == pytest.approx(factor**power * tops[0], rel=1e-6)

    def loss(w):
        return np.mean((activation(X @ w[:-units].reshape(d + 1, units)) @ w[-units:] - y) ** 2)

    place, e = np.concatenate([twin.ravel(), out]), 1e-4 * np.eye(W.size + units)
    sides = [
        [loss(place + a + b) - loss(place + a - b) - loss(place - a + b) + loss(place - a - b) for a in e] for b in e
    ]
    assert np.linalg.eigvalsh(np.array(sides) / 4e-8)[-1] >= tops[1] * (1 - 1e-3) - 1e-3


@pytest.mark.claim(
    "flat-minima/label-noise",
    "On (w₁w₂x − y)²/2 a step with the error r multiplies w₁² − w₂² by exactly 1 − α²r²x².",
    factor=lambda rate, r, x: 1 - rate**2 * r**2 * x**2,
)
@pytest.mark.refuted("By 1 − αr²x².", factor=lambda rate, r, x: 1 - rate * r**2 * x**2)
@pytest.mark.refuted("By 1 − α²r², whatever x.", factor=lambda rate, r, x: 1 - rate**2 * r**2)
@given(*[st.fractions(-4, 4, max_denominator=30)] * 4, st.fractions(0, 2, max_denominator=30))
def test_errors_make_two_weights_alike(factor, w1, w2, x, y, rate):
    def loss(a, b):
        return (a * b * x - y) ** 2 / 2

    slopes = (loss(w1 + 1, w2) - loss(w1 - 1, w2)) / 2, (loss(w1, w2 + 1) - loss(w1, w2 - 1)) / 2
    r, after = w1 * w2 * x - y, (w1 - rate * slopes[0], w2 - rate * slopes[1])
    assert after[0] ** 2 - after[1] ** 2 == factor(rate, r, x) * (w1**2 - w2**2)
