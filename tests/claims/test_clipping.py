"""The claims of docs/descent/clipping.md."""

import itertools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.claims.test_theory import seeds

PROGRAM = Path(__file__).parents[2] / "snippets" / "clipping" / "clipped_descent.py"


@pytest.fixture(scope="module")
def clipped_descent():
    """Return the function to keep."""
    return runpy.run_path(str(PROGRAM))["clipped_descent"]


@pytest.mark.claim(
    "clipping/fixed-rate",
    "On the sum of cosh(wᵢ) descent converges exactly for rates below 2s/sinh s, s the largest weight in size at "
    "first.",
    bound=lambda sizes: 2 * sizes.max() / math.sinh(sizes.max()),
)
@pytest.mark.refuted("… below 2/cosh s, two over the curvature.", bound=lambda sizes: 2 / math.cosh(sizes.max()))
@pytest.mark.refuted(
    "… of that with s the smallest size of a weight.", bound=lambda sizes: 2 * sizes.min() / math.sinh(sizes.min())
)
@given(st.lists(st.floats(0.5, 4), min_size=2, max_size=4), st.sampled_from([0.3, 0.7, 0.98, 1.02, 1.5]))
@example([3.0, 1.0], 0.98)
@example([3.0, 1.0], 1.02)
def test_the_start_decides_about_a_fixed_rate(bound, sizes, share):
    w = np.array(sizes) * (-1.0) ** np.arange(len(sizes))
    rate = share * bound(np.abs(w))
    for _ in range(1000):
        w = w - rate * np.sinh(w)
        if np.abs(w).max() > 20:
            break
    assert (np.abs(w).max() < 1e-3) == (share < 1)


@pytest.mark.claim(
    "clipping/fourth-power",
    "The curvature of w⁴ is at most 1 + 4 times the size of its slope, and equal to that at ±1/2.",
    rest=1,
    slope=4,
)
@pytest.mark.refuted("It is at most 0.99 + 4 times that.", rest=Fraction(99, 100))
@pytest.mark.refuted("It is at most 1 + 3.9 times that.", slope=Fraction(39, 10))
@given(st.fractions(-3, 3, max_denominator=100))
@example(Fraction(1, 2))
def test_the_fourth_power_has_its_two_constants(rest, slope, w):
    size = abs(w)
    assert 12 * size**2 <= rest + slope * 4 * size**3
    assert 1 + 16 * size**3 - 12 * size**2 == (2 * size - 1) ** 2 * (4 * size + 1)  # zero at 1/2 alone


def steep(seed):
    """Return loss with gradient, L₀, L₁ and a start: of cosh along turned axes, eʷ − w, w³/6 or a Huber loss."""
    rng = np.random.default_rng(seed)
    kind, d = seed % 4, rng.integers(1, 5)
    if kind == 0:
        turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
        size, inside = 10 ** rng.uniform(-1, 1, d), 10 ** rng.uniform(-0.5, 0.5, d)

        def cosh(w):
            z = inside * (turn @ w)
            return size @ (np.cosh(z) - 1), turn.T @ (size * inside * np.sinh(z))

        return cosh, (size * inside**2).max(), inside.max(), rng.normal(size=d)
    if kind == 1:
        return lambda w: (np.sum(np.exp(w) - w), np.exp(w) - 1), 1.0, 1.0, np.array([math.log(2)]) + seed % 5
    if kind == 2:
        return lambda w: (np.sum(w**3) / 6, w**2 / 2), 0.5, 1.0, rng.normal(size=1) * 3

    def huber(w):
        z, top = abs(w[0]), 1.001
        inside = z < top
        return (z**2 / 2 if inside else top * (z - top / 2)), np.clip(w, -top, top)

    return huber, 1.0, 1.0, np.array([100.0])


@pytest.mark.claim(
    "clipping/fall",
    "(L₀, L₁)-smooth, rate 1/(2L₀), limit L₀/L₁: a step lowers the loss by at least 0.4 α‖∇J‖², α the rate in the end.",
    share=0.4,
    rate=lambda L0: 1 / (2 * L0),
)
@pytest.mark.refuted("It lowers it by at least 0.6 of that.", share=0.6)
@pytest.mark.refuted("At the rate 1/L₀ it lowers it by as much.", rate=lambda L0: 1 / L0)
@given(seeds)
@example(5)
@example(1)
def test_a_clipped_step_lowers_the_loss(share, rate, seed):
    function, L0, L1, w = steep(seed)
    for _ in range(5):
        before, g = function(w)
        alpha = rate(L0) * min(1, L0 / L1 / max(np.linalg.norm(g), 1e-300))
        after, _ = function(w - alpha * g)
        assert before - after >= share * alpha * (g @ g) - 1e-12 * (1 + abs(before))
        w = w - alpha * g


@pytest.mark.claim(
    "clipping/shortened",
    "So from height h at most 5hL₁²/L₀ steps are shortened.",
    times=5,
)
@pytest.mark.refuted("At most 1.9hL₁²/L₀ are.", times=1.9)
@given(seeds)
@settings(max_examples=20)
@example(3)
def test_few_steps_are_shortened(times, clipped_descent, seed):
    function, L0, L1, w = steep(seed - seed % 4 + seed % 2 * (1 + seed % 4 // 3 * 2))  # all but w³, which has no least
    path = clipped_descent(lambda w: function(w)[1], w, 400, 1 / (2 * L0), L0 / L1)
    height = function(w)[0] - min(function(each)[0] for each in path)
    shortened = sum(np.linalg.norm(function(each)[1]) > L0 / L1 for each in path[:-1])
    assert shortened <= times * height * L1**2 / L0


@given(seeds, st.floats(0.01, 0.5), st.floats(0.1, 10))
def test_the_function_to_keep_takes_these_steps(clipped_descent, seed, rate, limit):
    """Each step against the gradient, and as long as the rate times the smaller of its length and the limit."""
    function, _, _, w = steep(4 * seed)
    path = clipped_descent(lambda w: function(w)[1], w, 5, rate, limit)
    for before, after in itertools.pairwise(path):
        g, step = function(before)[1], before - after
        length = rate * min(np.linalg.norm(g), limit)
        assert step == pytest.approx(length * g / np.linalg.norm(g), rel=1e-9, abs=1e-12)
    plain = [w]
    for _ in range(5):
        plain.append(plain[-1] - 1e-3 * np.clip(plain[-1], -1, 1))
    assert clipped_descent(lambda w: np.clip(w, -1, 1), w, 5, 1e-3, 1e9) == pytest.approx(np.array(plain))


@pytest.mark.parametrize("first", [math.nan, math.inf, 1e200])
def test_the_function_to_keep_refuses_a_gradient_without_a_length(clipped_descent, first):
    with np.errstate(over="ignore"), pytest.raises(ValueError, match="gradient"):
        clipped_descent(lambda w: np.array([first, 500]), [1, 1], 3, 0.1, 1)
