"""The claims of docs/descent/landscapes.md; the oracles are closed forms, exact fractions and long decimals."""

import itertools
import math
import re
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "landscapes"
# The roots of x³ - 1.5x + 0.125 by Viète's trigonometric formula, in rising order.
ROOTS = [math.sqrt(2) * math.cos((math.acos(-math.sqrt(2) / 8) - turn * math.pi) / 3) for turn in (-2, 2, 0)]
GLOBAL, MAXIMUM, LOCAL = ROOTS


def slope(x):
    """Return the quartic's derivative."""
    return 4 * x**3 - 6 * x + 0.5


def height(x):
    """Return the quartic."""
    return x**4 - 3 * x**2 + 0.5 * x


def curvature(x):
    """Return the quartic's second derivative."""
    return 12 * x**2 - 6


def slow_end(start, rate, steps, momentum="0"):
    """Return the last two points of a run in 60-digit decimals, by the form that has no velocity."""
    getcontext().prec = 60
    rate, momentum = Decimal(rate), Decimal(momentum)
    before = x = Decimal(start)
    for _ in range(steps):
        ahead = x - rate * (4 * x**3 - 6 * x + Decimal("0.5")) + momentum * (x - before)
        before, x = x, ahead
    return float(before), float(x)


@pytest.mark.claim(
    "landscapes/stationary",
    "The quartic's slope is zero at three points, given by a cosine: a minimum, a maximum and a higher minimum.",
)
def test_the_three_stationary_points_are_the_trigonometric_ones():
    printed = [float(number) for number in re.findall(r"x =\s*(\S+)", (SNIPPETS / "stationary.out").read_text())]
    assert printed == [round(root, 5) for root in ROOTS]
    assert all(abs(slope(root)) < 1e-14 for root in ROOTS)
    assert curvature(GLOBAL) > 0 > curvature(MAXIMUM)
    assert curvature(LOCAL) > 0
    assert height(GLOBAL) < height(LOCAL) < height(MAXIMUM)
    assert height(GLOBAL) < min(height(x / 1000) for x in range(-5000, 5000)) + 1e-5


@pytest.mark.claim(
    "landscapes/four-rates",
    "From x = 2 descent ends in the shallower valley at 0.01 and 0.08, in the deeper one at 0.1, in neither at 0.16.",
)
def test_the_rate_decides_from_the_start_two():
    for rate, end in (("0.01", LOCAL), ("0.08", LOCAL), ("0.1", GLOBAL)):
        assert slow_end(2, rate, 1000)[1] == pytest.approx(end, abs=1e-9)
    step = np.polynomial.Polynomial([-0.08, 1 + 0.96, 0, -0.64])
    cycle = [point.real for point in (step(step) - np.polynomial.Polynomial([0, 1])).roots() if abs(point.imag) < 1e-9]
    cycle = sorted(
        x for x in cycle if abs(step(x) - x) > 1e-6 and x < 0 and abs(step.deriv()(x) * step.deriv()(step(x))) < 1
    )
    assert len(cycle) == 2
    assert sorted(slow_end(2, "0.16", 1000)) == pytest.approx(cycle, abs=1e-9)


@pytest.mark.claim(
    "landscapes/sides",
    "For 0 < α ≤ 1/42 no start in [−2, 2] crosses the maximum; each falls into the valley on its side.",
)
@given(st.fractions(-2, 2, max_denominator=1000), st.fractions(Fraction(1, 200), Fraction(1, 42), max_denominator=1000))
@example(Fraction(2), Fraction(1, 42))
@example(Fraction(-2), Fraction(1, 42))
def test_a_small_rate_keeps_every_start_on_its_side(start, rate):
    assume(abs(start - MAXIMUM) > 0.001)
    x = start
    for _ in range(4):  # exact; then the denominators are too long
        x -= rate * (4 * x**3 - 6 * x + Fraction(1, 2))
        assert (x < MAXIMUM) == (start < MAXIMUM)
    x = float(x)
    for _ in range(3000):
        x -= float(rate) * slope(x)
        assert (x < MAXIMUM) == (start < MAXIMUM)
    assert x == pytest.approx(GLOBAL if start < MAXIMUM else LOCAL, abs=1e-6)


@pytest.mark.claim(
    "landscapes/bound-of-a-minimum",
    "Runs from close to a minimum approach it below 2/f'' there and are driven away from it above.",
)
@given(st.sampled_from([GLOBAL, LOCAL]), st.floats(0.02, 2) | st.floats(0.99, 1.01), st.booleans())
def test_a_minimum_too_curved_for_the_rate_repels(minimum, share, right):
    """Within 1e-3 of the minimum each step multiplies the distance by nearly 1 - share · 2."""
    assume(abs(share - 1) > 0.004)
    rate = share * 2 / curvature(minimum)
    away = 1e-5 if right else -1e-5
    for _ in range(2000):
        after = minimum + away - rate * slope(minimum + away) - minimum
        assert (abs(after) < abs(away)) == (share < 1)
        away = after
        if abs(away) < 1e-7 or abs(away) > 1e-3:
            break
    assert abs(away) < 1e-7 if share < 1 else abs(away) > 1e-3


@pytest.mark.claim(
    "landscapes/only-the-worse",
    "At rate 0.16 of 10,001 starts between −2.5 and 2.5 none settles at the global minimum, 3,967 at the other.",
)
def test_at_a_large_rate_only_the_worse_minimum_is_left():
    """Ask for the last crossing instead of the end: a run that stays near the local minimum for good has a basin."""
    step = np.polynomial.Polynomial([-0.08, 1.96, 0, -0.64])
    starts = x = np.linspace(-2.5, 2.5, 10001)
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(800):
            x = step(x)
        gone = ~(np.abs(x) < 10)
    assert abs(step.deriv()(GLOBAL)) > 1 > abs(step.deriv()(LOCAL))
    settled = ~gone & (x > MAXIMUM)
    assert len(starts) - np.count_nonzero(settled) - np.count_nonzero(gone) == 4635
    assert np.count_nonzero(settled) == 3967
    assert np.abs(x[settled] - LOCAL).max() < 1e-9
    assert np.abs(x[~gone & ~settled] - GLOBAL).min() > 0.1


@pytest.mark.claim(
    "landscapes/restarts",
    "At rate 0.02 a share p = 0.521 of [−2, 2] goes to the global minimum, so m even draws all miss with (1 − p)^m.",
)
def test_restarts_multiply_the_failures():
    share = (MAXIMUM + 2) / 4
    assert round(share, 3) == 0.521
    text = (SNIPPETS / "four_ways.out").read_text()
    measured = float(re.search(r"restarts\s+200: (\S+)", text)[1])
    expected = 1 - (1 - share) ** 4
    assert abs(measured - expected) < 4 * math.sqrt(expected * (1 - expected) / 1000)
    rng = np.random.default_rng(99)
    for start in np.linspace(-2, 2, 21):  # the basin is all that lies left of the maximum
        assert slow_end(start, "0.02", 200)[1] == pytest.approx(GLOBAL if start < MAXIMUM else LOCAL, abs=0.01)
    for runs in (1, 2, 7):
        found = np.any(rng.uniform(-2, 2, (100_000, runs)) < MAXIMUM, axis=1).mean()
        assert abs(found - (1 - (1 - share) ** runs)) < 0.007


@pytest.mark.claim(
    "landscapes/ranking",
    "At rate 0.02, with 200 and with 1,600 gradients: restarts above noise 8 above momentum 0.9 above plain.",
)
def test_the_ranking_holds_for_other_seeds():
    def share(seed, steps, momentum, noise):
        rng = np.random.default_rng(seed)
        before = x = rng.uniform(-2, 2, 2000)
        for step in range(steps):
            push = rng.normal(0, 1, 2000) * noise * (step < steps - 50)
            before, x = x, x - 0.02 * (slope(x) + push) + momentum * (x - before)
        return np.mean(np.abs(x - GLOBAL) < 0.05)

    for steps in (200, 1600):
        plain, rolling, shaken = (
            np.median([share(100 + seed, steps, momentum, noise) for seed in range(3)])
            for momentum, noise in ((0, 0), (0.9, 0), (0, 8))
        )
        again = 1 - (1 - (MAXIMUM + 2) / 4) ** (steps // 50)
        assert plain < rolling < shaken < again


@pytest.mark.claim(
    "landscapes/long-run",
    "With noise s and a small rate α the share of long runs left of the maximum is near that of exp(−f/T), T = αs²/2.",
)
def test_noise_settles_to_a_share_that_an_integral_gives():
    rng = np.random.default_rng(5)
    for rate, noise in ((0.02, 8), (0.01, 14)):
        x = rng.uniform(-2, 2, 2000)
        for _ in range(3000):
            x = x - rate * (slope(x) + noise * rng.standard_normal(2000))
        grid = np.linspace(-3, 3, 3001)
        weight = np.exp(-height(grid) / (rate * noise**2 / 2))
        expected = weight[grid < MAXIMUM].sum() / weight.sum()
        assert np.mean(x < MAXIMUM) == pytest.approx(expected, abs=0.03)


@pytest.mark.claim(
    "landscapes/rolls-out",
    "At rate 0.02 plain descent from −2 ends at the global minimum, momentum 0.9 in the other; from 2 the reverse.",
)
def test_momentum_crosses_in_both_directions():
    for start, plain, rolling in ((-2, GLOBAL, LOCAL), (2, LOCAL, GLOBAL)):
        assert slow_end(start, "0.02", 400)[1] == pytest.approx(plain, abs=1e-6)
        assert slow_end(start, "0.02", 400, "0.9")[1] == pytest.approx(rolling, abs=1e-6)


@pytest.mark.claim(
    "landscapes/saddle-time",
    "At rate 0.1 the steps until |y| = 0.5 exceed ln(0.5/δ)/ln 1.1 by less than 3, for starts δ from 1e-12 to 0.1.",
)
@given(st.floats(-12, -1))
def test_the_time_at_a_saddle_is_a_logarithm(exponent):
    start = 10.0**exponent
    y, steps = Fraction(start), 0
    while abs(y) < Fraction(1, 2):
        y = Fraction(round((y + (y - y**3) / 10) * 10**40), 10**40)
        steps += 1
    assert 0 <= steps - math.log(0.5 / start) / math.log(1.1) < 3


@pytest.mark.claim("landscapes/never-leaves", "A start on the line y = 0 goes to the saddle itself, for 0 < α < 2.")
@given(st.fractions(-3, 3), st.fractions(Fraction(1, 20), Fraction(39, 20), max_denominator=40))
def test_on_the_line_it_stays_on_the_line(start, rate):
    x, y = start, Fraction(0)
    for _ in range(5):
        x, y = x - rate * x, y - rate * (y**3 - y)
        assert y == 0
    assert x == start * (1 - rate) ** 5
    assert abs(1 - rate) < 1


@pytest.mark.claim("landscapes/convex", "Of a convex function every local minimum is a global minimum.")
@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-99, 99)), min_size=1, max_size=8))
def test_a_convex_function_has_no_worse_minimum(lines):
    """Every convex function is a maximum of straight lines; here of a few, in whole numbers."""
    heights = [max(a * x + b for a, b in lines) for x in range(-100, 101)]
    for left, here, right in zip(heights, heights[1:], heights[2:], strict=False):
        if left >= here <= right:
            assert here == min(heights)


@pytest.mark.claim(
    "landscapes/signs",
    "One in seven such 2×2 matrices has only positive eigenvalues, (2 − √2)/4 of all; one in 40 of size 3, "
    "(π − 2√2)/(4π); and none of the 10,000 of size 6.",
)
def test_random_matrices_are_seldom_all_positive():
    """The 2×2 share is a cone's solid angle; the 3×3 one is counted by Sylvester's minors on other draws as well."""
    rows = {int(row[0]): int(row[1]) for row in map(str.split, (SNIPPETS / "signs.out").read_text().splitlines()[1:])}
    rng = np.random.default_rng(77)
    for size, share in ((1, 0.5), (2, (2 - math.sqrt(2)) / 4), (3, (math.pi - 2 * math.sqrt(2)) / (4 * math.pi))):
        spread = 4 * math.sqrt(share * (1 - share) / 10_000)
        assert abs(rows[size] / 10_000 - share) < spread
        draws = rng.normal(size=(10_000, size, size))
        draws = draws + draws.transpose(0, 2, 1)
        positive = np.all([np.linalg.det(draws[:, :k, :k]) > 0 for k in range(1, size + 1)], axis=0)
        assert abs(positive.mean() - share) < spread
    assert rows[6] == 0


@pytest.mark.claim("landscapes/tilt", "x⁴ − 3x² + cx has two minima exactly for |c| < 2√2.")
@given(st.fractions(-5, 5, max_denominator=10_000) | st.fractions(Fraction(14, 5), Fraction(57, 20)))
def test_the_tilt_has_a_limit(tilt):
    """The cubic's discriminant decides; the minima are counted as sign changes of the slope in exact arithmetic."""
    assume(abs(abs(float(tilt)) - 2 * math.sqrt(2)) > 0.001)
    slopes = [4 * x**3 - 6 * x + tilt for x in (Fraction(k, 64) for k in range(-160, 161))]
    minima = sum(left < 0 <= right for left, right in itertools.pairwise(slopes))
    assert minima == (2 if tilt**2 < 8 else 1)
