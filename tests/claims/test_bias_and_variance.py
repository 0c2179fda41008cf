"""The claims of docs/learning/bias-and-variance.md; fractions over all cases, each equally likely."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

numbers = st.integers(-9, 9)
curves = st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=2, max_size=4)  # at three hours


def mean(values):
    """Return the mean of numbers as a fraction."""
    values = list(values)
    return Fraction(sum(values), len(values))


def parts(fits, truth):
    """Return squared bias and variance of equally likely fits, averaged over the hours."""
    centre = [mean(hour) for hour in zip(*fits, strict=True)]
    bias = mean((c - t) ** 2 for c, t in zip(centre, truth, strict=True))
    return bias, mean((f - c) ** 2 for fit in fits for f, c in zip(fit, centre, strict=True))


@pytest.mark.claim(
    "bias-and-variance/share",
    "With fixed inputs and independent noise of variance σ², least squares with p weights on n cases has, averaged "
    "over the cases, the variance σ²p/n.",
    share=lambda p, n: p / n,
)
@pytest.mark.refuted("It is σ²(p − 1)/n.", share=lambda p, n: (p - 1) / n)
@pytest.mark.refuted("It is σ²p/(n − p).", share=lambda p, n: p / (n - p) if n > p else 0)
@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(0, 6))
def test_each_weight_lets_in_one_part_of_the_noise(share, seed, p, more):
    """Each case's noise moves the fit by a vector; with independent noise their squares add."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(p + more, p)) * rng.uniform(0.3, 3, p)
    moves = np.array([X @ np.linalg.lstsq(X, noise)[0] for noise in np.eye(p + more)])
    assert np.mean(np.sum(moves**2, axis=0)) == pytest.approx(share(p, p + more))


@pytest.mark.claim(
    "bias-and-variance/adds-up",
    "Where fresh noise averages to zero at each hour and knows nothing of the curve, the mean squared prediction "
    "error is its variance plus squared bias plus variance.",
    size=lambda bias: bias,
    each_hour=True,
)
@pytest.mark.refuted("The bias is added, not its square.", size=lambda bias: bias**0.5)
@pytest.mark.refuted("It is enough that noise averages to zero over the day.", each_hour=False)
@given(curves, *[st.lists(numbers, min_size=3, max_size=3)] * 2)
def test_noise_bias_and_variance_add_up(size, each_hour, fits, truth, noise):
    """Each hour has two readings, above and below the truth; or one, and zero on average over the three."""
    errors = [(n, -n) if each_hour else (n - mean(noise),) for n in noise]
    bias, variance = parts(fits, truth)
    squares = mean(
        mean((t + e - f) ** 2 for e in error) for fit in fits for f, t, error in zip(fit, truth, errors, strict=True)
    )
    floor = mean(mean(e**2 for e in error) for error in errors)
    assert squares == floor + size(bias) + variance


@pytest.mark.claim(
    "bias-and-variance/averaging",
    "The average of k fits to independent draws has the bias of one, and its variance divided by k.",
    divisor=lambda k: k,
    independent=True,
)
@pytest.mark.refuted("Its variance is divided by the square of k.", divisor=lambda k: k**2)
@pytest.mark.refuted("So it is for k fits to one draw.", independent=False)
@given(curves, st.lists(numbers, min_size=3, max_size=3), st.integers(2, 3))
def test_an_average_of_fits_keeps_the_bias(divisor, independent, fits, truth, k):
    together = itertools.product(fits, repeat=k) if independent else ([fit] * k for fit in fits)
    averages = [[mean(hour) for hour in zip(*each, strict=True)] for each in together]
    bias, variance = parts(fits, truth)
    assert parts(averages, truth) == (bias, variance / divisor(k))
