"""The claims of docs/descent/momentum.md; the oracles are closed forms, exact fractions and matrix powers."""

import functools
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "momentum"
momenta = st.floats(0, 0.98)


@functools.cache
def kept(name):
    """Return a function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))[name]


def ball(step, momentum):
    """Return the companion matrix of the heavy ball, for the rate times the curvature."""
    return np.array([[1 + momentum - step, -momentum], [1, 0]])


def ahead(step, momentum):
    """Return the companion matrix of Nesterov momentum, for the rate times the curvature."""
    return np.array([[(1 + momentum) * (1 - step), -momentum * (1 - step)], [1, 0]])


def radius(matrix):
    """Return the size of the larger root of the 2×2 matrix from trace and determinant."""
    half, determinant = matrix.trace() / 2, matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0]
    inside = half**2 - determinant
    return math.sqrt(determinant) if inside < 0 else abs(half) + math.sqrt(inside)


def shrinks(matrix):
    """Say whether the powers of the matrix tend to zero, by squaring it until it is tiny or large."""
    for _ in range(40):
        matrix = matrix @ matrix
        size = np.abs(matrix).max()
        if size > 1e9 or size < 1e-9:
            break
    return np.abs(matrix).max() < 1e-9


def noisy_line():
    """Return both eigenvalues of the noisy line, and the start's distance along their directions."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    best = np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1]
    trace, determinant = np.mean(x**2) + 1, np.mean(x**2) - np.mean(x) ** 2
    root = math.sqrt(trace**2 / 4 - determinant)
    eigenvalues = trace - 2 * root, trace + 2 * root
    along = []
    for eigenvalue in eigenvalues:
        direction = np.array([eigenvalue - 2, 2 * np.mean(x)])
        along.append(-direction @ best / math.hypot(*direction))
    return eigenvalues, along


@functools.cache
def squares(rate, momentum, steps=2001):
    """Return the squared distances along the flat and the steep direction, from powers of the roots and no loop."""
    rows, steps = [], np.arange(steps)
    for eigenvalue, start in zip(*noisy_line(), strict=True):
        first, second = np.roots([1, -(1 + momentum - rate * eigenvalue), momentum]).astype(complex)
        # e_k = a first^k + b second^k, from rest: e_0 = start and e_1 = (1 - rate · eigenvalue) start
        a = start * (1 - rate * eigenvalue - second) / (first - second)
        rows.append(np.abs(a * first**steps + (start - a) * second**steps) ** 2)
    return np.array(rows)


def arrival(rate, momentum):
    return int(np.argmax(squares(rate, momentum).sum(axis=0) < 1e-6))


def rises(rate, momentum, direction=1):
    """Return at which steps before the arrival the loss rises, and at which its part in a direction, 1 for steep."""
    parts = squares(rate, momentum)[:, : arrival(rate, momentum)] * np.array(noisy_line()[0])[:, None]
    return np.diff(parts.sum(axis=0)) > 0, np.diff(parts[direction]) > 0


@pytest.mark.claim(
    "momentum/four-momenta",
    "On the noisy line at rate 0.01, momenta 0, 0.5, 0.9, 0.99 first come to 0.001 after 1,873, 927, 170, 1,493 steps.",
    rate=0.01,
    arrivals=[1873, 927, 170, 1493],
)
@pytest.mark.refuted("0.9 needs 171 steps.", arrivals=[1873, 927, 171, 1493])
@pytest.mark.refuted("They need as many at rate 0.0101.", rate=0.0101)
def test_nine_tenths_arrive_first(rate, arrivals):
    assert [arrival(rate, momentum) for momentum in (0, 0.5, 0.9, 0.99)] == arrivals


@pytest.mark.claim(
    "momentum/leaves-again",
    "On the noisy line at rate 0.01, momentum 0.99 is beyond 0.001 again until step 1,755; 0, 0.5 and 0.9 stay within.",
    leaves=[0.99],
)
@pytest.mark.refuted("0.9 leaves again, too.", leaves=[0.9, 0.99])
@pytest.mark.refuted("None leaves again.", leaves=[])
def test_the_heaviest_ball_swings_out_again(leaves):
    beyond = {m: np.flatnonzero(squares(0.01, m, 4001).sum(axis=0) >= 1e-6)[-1] for m in (0, 0.5, 0.9, 0.99)}
    assert [m for m, step in beyond.items() if step > arrival(0.01, m)] == leaves
    assert beyond[0.99] == 1755


@pytest.mark.claim(
    "momentum/try",
    "In `four_momenta.py`, at rate 0.05 momenta 0 and 0.5 explode and 0.9 first arrives after 158 steps; at 0.01, 0.87 "
    "does after 150, with 66 rises.",
    explode=[0, 0.5],
    rises_at=66,
)
@pytest.mark.refuted("0 alone explodes.", explode=[0])
@pytest.mark.refuted("With 0.87 the loss rises at 67 steps.", rises_at=67)
def test_what_the_reader_may_try(explode, rises_at):
    steepest = noisy_line()[0][1]
    assert [m for m in (0, 0.5, 0.9) if radius(ball(0.05 * steepest, m)) > 1] == explode
    assert arrival(0.05, 0.9) == 158
    assert arrival(0.01, 0.87) == 150
    assert rises(0.01, 0.87)[0].sum() == rises_at


@pytest.mark.claim(
    "momentum/sum",
    "The velocity is the sum of all gradients so far, one that is j steps old times βʲ.",
    weight=lambda b, j: b**j,
)
@pytest.mark.refuted("The newest gradient counts β, too.", weight=lambda b, j: b ** (j + 1))
@pytest.mark.refuted("The weights sum to 1, as in a fading mean.", weight=lambda b, j: (1 - b) * b**j)
@given(st.integers(0, 1000), st.integers(1, 20), momenta, st.floats(0.001, 10))
def test_the_velocity_is_a_discounted_sum(weight, seed, count, momentum, rate):
    gradients = np.random.default_rng(seed).normal(size=(count, 3))
    left = iter(gradients)
    path = kept("heavy_ball")(lambda w: next(left), np.zeros(3), count, rate, momentum)
    total = sum(g * weight(momentum, age) for age, g in enumerate(reversed(gradients)))
    assert path[-2] - path[-1] == pytest.approx(rate * total, rel=1e-6, abs=1e-9 * rate * count)


@pytest.mark.claim(
    "momentum/effective",
    "On a constant slope the heavy ball's steps tend to α / (1 − β) times the slope.",
    times=lambda b: 1,
)
@pytest.mark.refuted("They tend to 1% more.", times=lambda b: 1.01)
@pytest.mark.refuted("They tend to α / (1 − β²) times the slope.", times=lambda b: 1 / (1 + b))
@settings(max_examples=25)
@given(momenta, st.floats(0.001, 10), st.integers(0, 1000))
def test_the_effective_rate(times, momentum, rate, seed):
    slope = np.random.default_rng(seed).normal(size=2)
    path = kept("heavy_ball")(lambda w: slope, np.zeros(2), 1500, rate, momentum)
    assert path[-2] - path[-1] == pytest.approx(rate / (1 - momentum) * slope * times(momentum), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("name", ["heavy_ball", "nesterov"])
def test_the_functions_refuse_bad_input(name):
    method = kept(name)
    for rate in (0, -1, math.inf, math.nan):
        with pytest.raises(ValueError, match="learning_rate"):
            method(lambda w: w, [1.0], 3, rate)
    for momentum in (-0.1, 1, True, math.nan, math.inf):
        with pytest.raises(ValueError, match="momentum"):
            method(lambda w: w, [1.0], 3, 0.1, momentum)
    for steps in (-1, 1.5, math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match="steps"):
            method(lambda w: w, [1.0], steps, 0.1)
    for start in ([[1.0]], 1.0, [], [math.nan], [1.0, math.inf]):
        with pytest.raises(ValueError, match="start"):
            method(lambda w: w, start, 0, 0.1)
    for slope in (np.ones(3), 1.0, np.ones((2, 1))):
        with pytest.raises(ValueError, match="gradient"):
            method(lambda w, slope=slope: slope, [1.0, 2.0], 3, 0.1)


@pytest.mark.parametrize("name", ["heavy_ball", "nesterov"])
def test_the_functions_do_not_care_for_the_type_of_a_number(name):
    plain = kept(name)(lambda w: w, [3.0, 200.0], 255, 0.5, 0.25)
    for kind in (np.uint8, np.int32, np.float32):
        other = kept(name)(lambda w: w, np.array([3, 200], kind), kind(255), np.float32(0.5), np.float32(0.25))
        assert np.array_equal(plain, other)
    assert len(kept(name)(lambda w: np.array([True, False]), [True, False], 2.0, True)) == 3
    path = kept(name)(lambda w: w.__imul__(2), [1.0], 2, 0.1)  # a gradient that spoils what it is given
    assert np.array_equal(path, kept(name)(lambda w: 2 * w, [1.0], 2, 0.1))
    assert np.isnan(kept(name)(lambda w: w * math.nan, [1.0], 2, 0.1)[1:]).all()


@pytest.mark.parametrize("name", ["heavy_ball", "nesterov"])
@given(st.lists(st.floats(-5, 5), min_size=2, max_size=2), st.floats(0, math.pi), momenta)
def test_turning_the_landscape_turns_the_path(name, start, angle, momentum):
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    hessian, w = np.diag([1.0, 5.0]), np.array(start)
    straight = kept(name)(lambda w: hessian @ w, w, 10, 0.1, momentum=momentum)
    turned = kept(name)(lambda w: turn @ hessian @ turn.T @ w, turn @ w, 10, 0.1, momentum=momentum)
    assert straight.shape == (11, 2)
    assert np.array_equal(straight[0], w)
    assert turned == pytest.approx(straight @ turn.T, abs=1e-9)
