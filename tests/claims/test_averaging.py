"""The claims of docs/descent/averaging.md; oracles: linear algebra, fractions, runs with other seeds."""

import functools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.claims.test_schedules import constant, ends, half_cosine_of, lowest, patients, step

SNIPPETS = Path(__file__).parents[2] / "snippets" / "averaging"


@functools.cache
def schedule_free():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "schedule_free.py"))["schedule_free"]


@pytest.mark.claim(
    "averaging/race",
    "On the diabetes data after 1,000 updates with batches of 17, the mean of the weights in the second half of a run "
    "at the constant rates 0.1247 and 0.1935 ends below 0.8 times the median of the last weights of step and of cosine "
    "at 0.1935, and below 0.6 times that of cosine.",
    times=1,
    averaged=True,
    part=0.6,
)
@pytest.mark.refuted("So do the last weights at these rates.", averaged=False)
@pytest.mark.refuted("It ends below 0.4 times that median.", times=0.5)
@pytest.mark.refuted("It ends below a quarter of that of cosine.", part=0.25)
def test_the_mean_of_a_constant_run_ends_below_falling_rates(times, averaged, part):
    seeds = range(100, 122)
    falling = {shape: lowest(shape, bases=(0.1935,), seeds=seeds) for shape in (half_cosine_of, step)}
    for rate in (0.1247, 0.1935):
        mean = lowest(constant, bases=(rate,), seeds=seeds, averaged=averaged)
        assert mean < 0.8 * times * min(falling.values())
        assert mean < part * falling[half_cosine_of]


@pytest.mark.claim(
    "averaging/both",
    "On the same data and at 0.1935 the mean of the second half of a cosine ends below 0.6 times its last weights, and "
    "within a quarter of the mean of the second half of a constant run.",
    averaged=True,
    part=0.6,
    beside=1,
)
@pytest.mark.refuted("So do the last weights of the cosine.", averaged=False)
@pytest.mark.refuted("It ends below a quarter of its last weights.", part=0.25)
@pytest.mark.refuted("It ends within a quarter of half of the constant run's mean.", beside=0.5)
def test_a_mean_of_a_cosine_is_about_that_of_a_constant_run(averaged, part, beside):
    both = {"bases": (0.1935,), "seeds": range(100, 122)}
    mean = lowest(half_cosine_of, averaged=averaged, **both)
    assert mean < part * lowest(half_cosine_of, **both)
    assert mean == pytest.approx(beside * lowest(constant, averaged=True, **both), rel=0.25)


@pytest.mark.claim(
    "averaging/rate-drops-out",
    "On a quadratic with independent noise of fixed covariance Σ, at any constant rate below the bound, T times the "
    "covariance of the mean of T weights at rest tends to H⁻¹ΣH⁻¹; along one curvature the mean square tends to "
    "σ²/(λ²T).",
    power=2,
    left=0,
)
@pytest.mark.refuted("Along one curvature it tends to σ²/(λT).", power=1)
@pytest.mark.refuted("It is αH⁻¹ΣH⁻¹/2 more.", left=0.5)
@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.floats(0.05, 0.95), st.integers(0, 10**6))
@example(1, 0.5, 3)
def test_the_rate_drops_out_of_a_mean(power, left, size, share, seed):
    """The covariances k steps apart are summed exactly, as geometric series of matrices."""
    rng = np.random.default_rng(seed)
    turn, curvatures = np.linalg.qr(rng.normal(size=(size, size)))[0], rng.uniform(0.5, 4, size)
    H, root = turn @ np.diag(curvatures) @ turn.T, rng.normal(size=(size, size))
    noise, rate = root @ root.T + np.eye(size), share * 2 / curvatures.max()
    Q = np.eye(size) - rate * H
    rest = np.linalg.solve(np.eye(size**2) - np.kron(Q, Q), rate**2 * noise.ravel()).reshape(size, size)
    after = np.linalg.solve(np.eye(size) - Q, Q @ rest)  # the sum of Q^k · rest from k = 1 on
    total = rest + after + after.T
    limit = np.linalg.solve(H, np.linalg.solve(H, noise).T)
    assert total == pytest.approx(limit + left * rate * limit, rel=1e-6, abs=1e-9)
    if size == 1:
        assert total[0, 0] == pytest.approx(noise[0, 0] / curvatures[0] ** power)


@pytest.mark.claim(
    "averaging/all",
    "Without noise, along curvature λ, the mean of the first T weights, the start among them, is (1 − qᵀ)/(αλT) of "
    "the first distance, with q = 1 − αλ.",
    carried=lambda q, T: (1 - q**T) / ((1 - q) * T),
)
@pytest.mark.refuted("It is qᵀ of it, as the last weight.", carried=lambda q, T: q**T)
@pytest.mark.refuted("It is (1 − qᵀ)/(αλT²) of it.", carried=lambda q, T: (1 - q**T) / ((1 - q) * T**2))
@given(st.fractions("1/100", "199/100", max_denominator=100), st.integers(2, 30), st.fractions(-9, 9))
@example(Fraction(1, 10), 10, Fraction(1))
def test_a_mean_of_all_carries_the_start(carried, product, T, start):
    if not start:
        return
    w, weights = start, []
    for _ in range(T):
        weights.append(w)
        w -= product * w
    assert sum(weights) / T == carried(1 - product, T) * start


@pytest.mark.claim(
    "averaging/half",
    "On a quadratic without noise the means of schedule-free descent at rate α with the share 1/2 are, after a first "
    "step at α, the weights of gradient descent at α/2.",
    share=Fraction(1, 2),
    slower=2,
    cubed=0,
)
@pytest.mark.refuted("So they are with the share 0.49.", share=Fraction(49, 100))
@pytest.mark.refuted("They are the weights of gradient descent at α.", slower=1)
@pytest.mark.refuted("So they are where a hundredth of w³ is added to the slope.", cubed=Fraction(1, 100))
@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3), st.fractions("1/10", 3, max_denominator=10), st.integers(0, 1000))
def test_half_way_between_last_and_mean(share, slower, cubed, dimension, rate, seed):
    draw = np.random.default_rng(seed)
    whole = [[Fraction(int(each)) for each in row] for row in draw.integers(1, 6, (dimension + 1, dimension))]
    hessian = [[(whole[i][k] + whole[k][i]) / 10 for k in range(dimension)] for i in range(dimension)]

    def slope(w):
        return [
            sum(h * a for h, a in zip(row, w, strict=True)) + cubed * b**3 for row, b in zip(hessian, w, strict=True)
        ]

    last = mean = descent = whole[-1]
    for k in range(1, 6):
        at = [(1 - share) * a + share * b for a, b in zip(last, mean, strict=True)]
        last = [a - rate * s for a, s in zip(last, slope(at), strict=True)]
        mean = [b + (a - b) / k for a, b in zip(last, mean, strict=True)]
        pace = rate if k == 1 else rate / slower
        descent = [a - pace * s for a, s in zip(descent, slope(descent), strict=True)]
        assert mean == descent


@given(st.floats(0.01, 1.5), st.floats(0, 1), st.integers(0, 30), st.integers(0, 1000))
def test_schedule_free_follows_its_three_lines(rate, share, steps, seed):
    """Written with weights of the mean, as in the paper, and on a loss that is no quadratic."""

    def gradient(w):
        return np.tanh(w) * [1, 2, 3]

    z = x = np.random.default_rng(seed).normal(size=3)
    for k in range(steps):
        z = z - rate * gradient((1 - share) * z + share * x)
        x = (1 - 1 / (k + 1)) * x + z / (k + 1)
    means = schedule_free()(gradient, np.random.default_rng(seed).normal(size=3), steps, rate, share)
    assert means.shape == (steps + 1, 3)
    assert means[-1] == pytest.approx(x)


def test_schedule_free_refuses_what_makes_no_sense():
    run = schedule_free()
    for setting, value in (("learning_rate", 0), ("share", 1.1), ("share", math.nan), ("steps", 2.5), ("start", [])):
        arguments = {"start": [1.0, 2.0], "steps": 2, "learning_rate": 0.1} | {setting: value}
        with pytest.raises(ValueError, match=setting):
            run(lambda w: w, **arguments)
    with pytest.raises(ValueError, match="gradient has shape"):
        run(lambda w: w[:1], [1.0, 2.0], 2, 0.1)


@functools.cache
def free(share, rate, updates):
    """Return the median loss above the least of schedule-free runs, 22 draws of other seeds than the page's."""
    X, y, best = patients()
    drawn = np.stack([np.random.default_rng(seed).choice(442, (updates, 17)) for seed in range(100, 122)], axis=1)
    z, x = np.zeros((22, 11)), np.zeros((22, 11))
    for k, rows in enumerate(drawn):
        at = (1 - share) * z + share * x
        error = np.einsum("sbd,sd->sb", X[rows], at) - y[rows]
        z = z - rate * 2 / 17 * np.einsum("sb,sbd->sd", error, X[rows])
        x = x + (z - x) / (k + 1)
    return np.median(np.mean(((x - best) @ X.T) ** 2, axis=1))


@pytest.mark.claim(
    "averaging/schedule-free",
    "On the diabetes data with batches of 17, schedule-free descent with the share 0.5 at the rate 0.3 ends after 500 "
    "updates below the median of the last weights of the cosine over 1,000 at 0.1935; after 1,000, below half of it.",
    share=0.5,
    updates=500,
    part=0.5,
)
@pytest.mark.refuted("So it does with the share 0.9 at 0.1247.", share=0.9)
@pytest.mark.refuted("It does so after 250 updates.", updates=250)
@pytest.mark.refuted("After 1,000 it ends below a tenth of it.", part=0.1)
def test_schedule_free_is_half_way_where_the_cosine_ends(share, updates, part):
    cosine = np.median(ends([half_cosine_of(k / 1000) for k in range(1000)], [0.1935], range(100, 122)))
    rate = 0.3 if share == 0.5 else 0.1247
    assert free(share, rate, updates) < cosine
    assert free(share, rate, 1000) < part * cosine


@functools.cache
def mean_at_rest(rate, deviation=1.0):
    """Return the mean weight at rest on e^w − w with noise of two values, from the distribution on a fine grid."""
    places = np.linspace(-6, 3, 6001)
    width, density = places[1] - places[0], np.exp(-(places**2))
    density /= density.sum()
    moved = [
        np.clip((places - rate * (np.exp(places) - 1 + side * deviation) + 6) / width, 0, 5999) for side in (1, -1)
    ]
    for _ in range(round(12 / rate)):
        after = np.zeros(6001)
        for each in moved:
            below = each.astype(int)
            np.add.at(after, below, density / 2 * (1 - each + below))
            np.add.at(after, below + 1, density / 2 * (each - below))
        density = after
    return density @ places


@pytest.mark.claim(
    "averaging/lopsided",
    "On e^w − w with noise of mean 0 and variance 1, at rest the mean weight is within a fifth of −α/4 for rates up to "
    "0.2, and half the rate about halves it.",
    part=1 / 4,
    halves=2,
)
@pytest.mark.refuted("It is within a fifth of −α/2.", part=1 / 2)
@pytest.mark.refuted("Half the rate divides it by four.", halves=4)
@pytest.mark.parametrize("rate", [0.2, 0.1])
def test_a_mean_settles_beside_the_minimum(part, halves, rate):
    whole, half = mean_at_rest(rate), mean_at_rest(rate / 2)
    assert whole == pytest.approx(-part * rate, rel=0.2)
    assert whole / half == pytest.approx(halves, rel=0.1)


@pytest.mark.claim(
    "averaging/fading",
    "For 0 < αλ < 2 and 0 ≤ ρ < 1, with independent noise of fixed variance, the mean square of the fading "
    "average of the weights settles at (1 − ρ)/(1 + ρ) · (1 + ρq)/(1 − ρq) of that of the weights, where q = 1 − αλ.",
    share=lambda keep, q: (1 - keep) / (1 + keep) * (1 + keep * q) / (1 - keep * q),
)
@pytest.mark.refuted(
    "It settles at (1 − ρ)/(1 + ρ), as for numbers that do not depend on each other.",
    share=lambda keep, q: (1 - keep) / (1 + keep),
)
@pytest.mark.refuted(
    "It settles at (1 − ρ)/(1 + ρ) · (1 + ρq²)/(1 − ρq²).",
    share=lambda keep, q: (1 - keep) / (1 + keep) * (1 + keep * q * q) / (1 - keep * q * q),
)
@given(
    st.fractions(Fraction(1, 20), Fraction(39, 20), max_denominator=20),
    st.fractions(0, Fraction(19, 20), max_denominator=20),
)
def test_a_fading_average_settles_lower(share, product, keep):
    """Solve the second moments' fixed point, in fractions, and check that it is one."""
    q = 1 - product
    weights = 1 / (1 - q * q)  # noise of variance 1 in each update
    mixed = (1 - keep) * weights / (1 - keep * q)  # E[average · w] after an update
    average = share(keep, q) * weights
    assert mixed == keep * q * mixed + (1 - keep) * weights
    assert average == keep**2 * average + 2 * keep * (1 - keep) * q * mixed + (1 - keep) ** 2 * weights
