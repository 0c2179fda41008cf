"""The claims of docs/descent/landscapes.md; the oracles are closed forms, exact fractions and long decimals."""

import functools
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


@functools.cache
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
    cosine=-math.sqrt(2) / 8,
    order=["left minimum", "right minimum", "maximum"],
)
@pytest.mark.refuted("The cosine in the formula is +√2/8.", cosine=math.sqrt(2) / 8)
@pytest.mark.refuted("The right minimum is the lower one.", order=["right minimum", "left minimum", "maximum"])
def test_the_three_stationary_points_are_the_trigonometric_ones(cosine, order):
    low, middle, high = [math.sqrt(2) * math.cos((math.acos(cosine) - turn * math.pi) / 3) for turn in (-2, 2, 0)]
    assert all(abs(slope(root)) < 1e-14 for root in (low, middle, high))
    printed = [float(number) for number in re.findall(r"x =\s*(\S+)", (SNIPPETS / "stationary.out").read_text())]
    assert printed == [round(root, 5) for root in (low, middle, high)]
    assert curvature(low) > 0 > curvature(middle)
    assert curvature(high) > 0
    named = {"left minimum": low, "maximum": middle, "right minimum": high}
    assert sorted(named, key=lambda name: height(named[name])) == order
    assert height(low) < min(height(x / 1000) for x in range(-5000, 5000)) + 1e-5


@pytest.mark.claim(
    "landscapes/four-rates",
    "From x = 2 descent ends in the shallower valley at 0.01 and 0.08, in the deeper one at 0.1, in neither at 0.16.",
    shallower=["0.01", "0.08"],
    deeper=["0.1"],
    neither="0.16",
)
@pytest.mark.refuted("It ends in the shallower valley at 0.095, too.", shallower=["0.01", "0.095"])
@pytest.mark.refuted("It ends in the deeper valley at 0.09, too.", deeper=["0.09", "0.1"])
@pytest.mark.refuted("It ends in neither at 0.15.", neither="0.15")
def test_the_rate_decides_from_the_start_two(shallower, deeper, neither):
    for rates, end in ((shallower, LOCAL), (deeper, GLOBAL)):
        assert [slow_end(2, rate, 1000)[1] for rate in rates] == pytest.approx([end] * len(rates), abs=1e-9)
    rate = float(neither)
    step = np.polynomial.Polynomial([-rate / 2, 1 + 6 * rate, 0, -4 * rate])
    cycle = [point.real for point in (step(step) - np.polynomial.Polynomial([0, 1])).roots() if abs(point.imag) < 1e-9]
    cycle = sorted(
        x for x in cycle if abs(step(x) - x) > 1e-6 and x < 0 and abs(step.deriv()(x) * step.deriv()(step(x))) < 1
    )
    assert len(cycle) == 2
    assert sorted(slow_end(2, neither, 1000)) == pytest.approx(cycle, abs=1e-9)


@pytest.mark.claim(
    "landscapes/sides",
    "For 0 < α ≤ 1/42 no start in [−2, 2] crosses the maximum; each falls into the valley on its side.",
    limit=Fraction(1, 42),
    reach=2,
)
@pytest.mark.refuted("So it is for 0 < α ≤ 1/10.", limit=Fraction(1, 10))
@pytest.mark.refuted("So it is in [−4, 4].", reach=4)
@given(st.fractions(-1, 1, max_denominator=1000), st.fractions(Fraction(1, 5), 1, max_denominator=1000))
@example(Fraction(1), Fraction(1))
@example(Fraction(-1), Fraction(1))
def test_a_small_rate_keeps_every_start_on_its_side(limit, reach, place, share):
    start, rate = reach * place, share * limit
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
    "Runs from close to a minimum approach it below 2/f″ there and are driven away from it above.",
    bound=lambda curvature: 2 / curvature,
)
@pytest.mark.refuted("They approach it below a bound 1% higher.", bound=lambda curvature: 2.02 / curvature)
@pytest.mark.refuted("They are driven away from it above a bound 1% lower.", bound=lambda curvature: 1.98 / curvature)
@given(st.sampled_from([GLOBAL, LOCAL]), st.floats(0.02, 2) | st.floats(0.99, 1.01), st.booleans())
def test_a_minimum_too_curved_for_the_rate_repels(bound, minimum, share, right):
    """Within 1e-3 of the minimum each step multiplies the distance by nearly 1 - share · 2."""
    assume(abs(share - 1) > 0.004)
    rate = share * 2 / curvature(minimum)
    away = 1e-5 if right else -1e-5
    for _ in range(2000):
        after = minimum + away - rate * slope(minimum + away) - minimum
        assert (abs(after) < abs(away)) == (rate < bound(curvature(minimum)))
        away = after
        if abs(away) < 1e-7 or abs(away) > 1e-3:
            break
    assert abs(away) < 1e-7 if share < 1 else abs(away) > 1e-3


@pytest.mark.claim(
    "landscapes/only-the-worse",
    "At rate 0.16 of 10,001 starts between −2.5 and 2.5 none settles at the global minimum, 3,967 at the other.",
    rate=0.16,
    at_local=3967,
)
@pytest.mark.refuted("At rate 0.15 none settles at the global minimum.", rate=0.15)
@pytest.mark.refuted("3,968 settle at the other.", at_local=3968)
def test_at_a_large_rate_only_the_worse_minimum_is_left(rate, at_local):
    """Ask for the last crossing instead of the end: a run that stays near the local minimum for good has a basin."""
    step, x = even_starts(rate)
    assert abs(step.deriv()(LOCAL)) < 1
    settled, hopping = x[x > MAXIMUM], x[x < MAXIMUM]
    assert np.abs(hopping - GLOBAL).min() > 0.1
    assert len(settled) == at_local
    assert np.abs(settled - LOCAL).max() < 1e-9


@functools.cache
def even_starts(rate, count=10_001, steps=800):
    """Return one step as a polynomial, and where even starts are after so many; those that diverge are left out."""
    step = np.polynomial.Polynomial([-rate / 2, 1 + 6 * rate, 0, -4 * rate])
    x = np.linspace(-2.5, 2.5, count)
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            x = step(x)
    return step, x[np.abs(x) < 10]


@pytest.mark.claim(
    "landscapes/lowered-rate",
    "The 4,635 of these runs that hop around the global minimum at 0.16 all settle there when the rate falls to 0.05.",
    runs=4635,
    later=0.05,
)
@pytest.mark.refuted("All but one of them do.", runs=4634)
@pytest.mark.refuted("They do so when it falls to 0.155.", later=0.155)
def test_a_lower_rate_lets_the_hopping_runs_settle(runs, later):
    _, x = even_starts(0.16)
    x = x[x < MAXIMUM]
    for _ in range(800):
        x = x - later * slope(x)
    assert np.sum(np.abs(x - GLOBAL) < 1e-6) == runs


@pytest.mark.claim(
    "landscapes/more-borders",
    "At rate 0.12 neighbours of 10,001 even starts from −2.5 to 2.5 end differently at 11 places, of 100,001 at 14.",
    counts={10_001: 11, 100_001: 14},
)
@pytest.mark.refuted("100,001 starts show no more than 10,001.", counts={10_001: 11, 100_001: 11})
@pytest.mark.refuted("100,001 starts show ten times as many.", counts={10_001: 11, 100_001: 110})
def test_more_starts_show_more_borders(counts):
    assert {count: borders(count) for count in counts} == counts


@functools.cache
def borders(count):
    """Return how often neighbours end differently; a run that has not left the middle is told by its side."""
    x = np.linspace(-2.5, 2.5, count)
    for _ in range(60):  # from 10 it never comes back
        x = np.clip(x - 0.12 * slope(x), -10, 10)
    return np.count_nonzero(np.diff(np.where(np.abs(x) < 10, np.sign(x - MAXIMUM), 2)))


@pytest.mark.claim(
    "landscapes/restarts",
    "At rate 0.02 a share p = 0.521 of [−2, 2] goes to the global minimum, so m even draws all miss with (1 − p)^m.",
    share=0.521,
    miss=lambda share, runs: (1 - share) ** runs,
)
@pytest.mark.refuted("A share of 0.5 does.", share=0.5)
@pytest.mark.refuted("They all miss with (1 − p)/m.", miss=lambda share, runs: (1 - share) / runs)
@pytest.mark.refuted("They all miss with 1 − p^m.", miss=lambda share, runs: 1 - share**runs)
def test_restarts_multiply_the_failures(share, miss):
    assert share == pytest.approx((MAXIMUM + 2) / 4, abs=0.0005)
    text = (SNIPPETS / "four_ways.out").read_text()
    measured = float(re.search(r"restarts\s+200: (\S+)", text)[1])
    expected = 1 - miss(share, 4)
    assert abs(measured - expected) < 4 * math.sqrt(max(0, expected * (1 - expected)) / 1000)
    rng = np.random.default_rng(99)
    for start in range(-10, 11):  # the basin is all that lies left of the maximum
        assert slow_end(start / 5, "0.02", 200)[1] == pytest.approx(GLOBAL if start / 5 < MAXIMUM else LOCAL, abs=0.01)
    for runs in (1, 2, 7):
        found = np.any(rng.uniform(-2, 2, (100_000, runs)) < MAXIMUM, axis=1).mean()
        assert abs(found - (1 - miss(share, runs))) < 0.007


@pytest.mark.claim(
    "landscapes/ranking",
    "At rate 0.02, with 200 and with 1,600 gradients: restarts above noise 8 above momentum 0.9 above plain.",
    ranking=["plain", "momentum", "noise", "starting anew"],
)
@pytest.mark.refuted("Momentum is above noise.", ranking=["plain", "noise", "momentum", "starting anew"])
@pytest.mark.refuted("Noise is above restarts.", ranking=["plain", "momentum", "starting anew", "noise"])
@pytest.mark.refuted("Plain is above momentum.", ranking=["momentum", "plain", "noise", "starting anew"])
def test_the_ranking_holds_for_other_seeds(ranking):
    for steps in (200, 1600):
        shares = shares_at_the_global_minimum(steps)
        assert sorted(shares, key=shares.get) == ranking


@functools.cache
def shares_at_the_global_minimum(steps):
    """Return the medians over three other seeds; restarts by the share of the basin."""

    def share(seed, momentum, noise):
        rng = np.random.default_rng(seed)
        before = x = rng.uniform(-2, 2, 1000)
        for step in range(steps):
            push = rng.normal(0, 1, 1000) * noise * (step < steps - 50)
            before, x = x, x - 0.02 * (slope(x) + push) + momentum * (x - before)
        return np.mean(np.abs(x - GLOBAL) < 0.05)

    ways = {"plain": (0, 0), "momentum": (0.9, 0), "noise": (0, 8)}
    shares = {name: np.median([share(100 + seed, *way) for seed in range(3)]) for name, way in ways.items()}
    return shares | {"starting anew": 1 - (1 - (MAXIMUM + 2) / 4) ** (steps // 50)}


@pytest.mark.claim(
    "landscapes/momentum-gains",
    "At rate 0.02 momentum 0.9 leads starts in [−2, 2] above 1.80 to the global minimum, and loses those below −1.97: "
    "0.050 of all against 0.008.",
    won=1.80,
    lost=-1.97,
    shares=(0.050, 0.008),
)
@pytest.mark.refuted("It leads those above 1.75 there.", won=1.75)
@pytest.mark.refuted("It loses those below −1.9.", lost=-1.9)
@pytest.mark.refuted("It loses 0.02 of all.", shares=(0.050, 0.02))
def test_momentum_gains_on_one_wall_and_loses_on_the_other(won, lost, shares):
    before = x = starts = np.linspace(-2, 2, 4001)
    for _ in range(400):
        before, x = x, x - 0.02 * slope(x) + 0.9 * (x - before)
    at_global = np.abs(x - GLOBAL) < 0.05
    gained, gone = starts[at_global & (starts > MAXIMUM)], starts[~at_global & (starts < MAXIMUM)]
    assert gained.min() == pytest.approx(won, abs=0.005)
    assert gone.max() == pytest.approx(lost, abs=0.005)
    assert [len(gained) / 4001, len(gone) / 4001] == pytest.approx(shares, abs=0.001)


@pytest.mark.claim(
    "landscapes/long-run",
    "With noise s and a small rate α the share of long runs left of the maximum is near that of exp(−f/T), T = αs²/2.",
    temperature=lambda rate, noise: rate * noise**2 / 2,
)
@pytest.mark.refuted("The temperature is αs².", temperature=lambda rate, noise: rate * noise**2)
@pytest.mark.refuted("The temperature is αs²/3.", temperature=lambda rate, noise: rate * noise**2 / 3)
def test_noise_settles_to_a_share_that_an_integral_gives(temperature):
    for rate, noise in ((0.02, 8), (0.01, 14)):
        grid = np.linspace(-3, 3, 3001)
        weight = np.exp(-height(grid) / temperature(rate, noise))
        expected = weight[grid < MAXIMUM].sum() / weight.sum()
        assert share_of_long_runs(rate, noise) == pytest.approx(expected, abs=0.03)


@functools.cache
def share_of_long_runs(rate, noise):
    """Return the share of 2,000 noisy runs that is left of the maximum after 3,000 steps."""
    rng = np.random.default_rng(5)
    x = rng.uniform(-2, 2, 2000)
    for _ in range(3000):
        x = x - rate * (slope(x) + noise * rng.standard_normal(2000))
    return np.mean(x < MAXIMUM)


@pytest.mark.claim(
    "landscapes/rolls-out",
    "At rate 0.02 plain descent from −2 ends at the global minimum, momentum 0.9 in the other; from 2 the reverse.",
    starts=(-2, 2),
    momentum="0.9",
)
@pytest.mark.refuted("So it is from −1.96.", starts=("-1.96", 2))
@pytest.mark.refuted("So it is from 1.79.", starts=(-2, "1.79"))
@pytest.mark.refuted("So it is with momentum 0.8.", momentum="0.8")
def test_momentum_crosses_in_both_directions(starts, momentum):
    for start, plain, rolling in zip(starts, (GLOBAL, LOCAL), (LOCAL, GLOBAL), strict=True):
        assert slow_end(start, "0.02", 400)[1] == pytest.approx(plain, abs=1e-6)
        assert slow_end(start, "0.02", 400, momentum)[1] == pytest.approx(rolling, abs=1e-6)


@pytest.mark.claim(
    "landscapes/other-starts",
    "From x = 1 descent at 0.01, 0.08, 0.1 and 0.16 ends in the shallower valley; from −1.9 momentum 0.9 at 0.02 ends "
    "in the deeper one.",
    rates=["0.01", "0.08", "0.1", "0.16"],
    start="-1.9",
)
@pytest.mark.refuted("From 1 it ends there at 0.19, too.", rates=["0.16", "0.19"])
@pytest.mark.refuted("From −1.97 momentum ends there, too.", start="-1.97")
def test_other_starts_end_elsewhere(rates, start):
    ends = [slow_end(1, rate, 1000)[1] for rate in rates]
    assert ends == pytest.approx([LOCAL] * len(rates), abs=1e-6)
    assert slow_end(start, "0.02", 400, "0.9")[1] == pytest.approx(GLOBAL, abs=1e-6)


@pytest.mark.claim(
    "landscapes/saddle-time",
    "On the page's saddle, at rate 0.1, the steps until |y| = 0.5 exceed ln(0.5/δ)/ln 1.1 by less than 3, for starts δ "
    "from 1e-12 to 0.1.",
    excess=3,
    growth=1.1,
)
@pytest.mark.refuted("They exceed it by less than 2.", excess=2)
@pytest.mark.refuted("They exceed ln(0.5/δ)/0.1 by less than 3.", growth=math.exp(0.1))
@given(st.floats(-12, -1))
@example(-1.0)
def test_the_time_at_a_saddle_is_a_logarithm(excess, growth, exponent):
    start = 10.0**exponent
    y, steps = Fraction(start), 0
    while abs(y) < Fraction(1, 2):
        y = Fraction(round((y + (y - y**3) / 10) * 10**40), 10**40)
        steps += 1
    assert 0 <= steps - math.log(0.5 / start) / math.log(growth) < excess


@pytest.mark.claim(
    "landscapes/never-leaves",
    "A start on the line y = 0 goes to the saddle itself, for 0 < α < 2.",
    bound=2,
    height=0,
)
@pytest.mark.refuted("So it does up to 2.1.", bound=Fraction(21, 10))
@pytest.mark.refuted("So does a start at a height of a millionth.", height=Fraction(1, 10**6))
@given(st.fractions(-3, 3), st.fractions(Fraction(1, 40), Fraction(39, 40), max_denominator=40))
@example(Fraction(3), Fraction(39, 40))
def test_on_the_line_it_stays_on_the_line(bound, height, start, share):
    x, y, rate = start, Fraction(height), share * bound
    for _ in range(3):
        x, y = x - rate * x, y - rate * (y**3 - y)
    assert abs(y) <= abs(height) / 2
    assert x == start * (1 - rate) ** 3
    assert abs(x) < abs(start) or start == 0


@pytest.mark.claim(
    "landscapes/convex",
    "Of a convex function every local minimum is a global minimum.",
    join=max,
    cap=math.inf,
)
@pytest.mark.refuted("So it is of the lower one of two convex functions.", join=min)
@pytest.mark.refuted("So it is of a convex function that is cut off at a height.", cap=1)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_a_convex_function_has_no_worse_minimum(join, cap, seed, size):
    """From every point a short way towards a lower one leads down: so a point above another is no local minimum.

    The higher one of two bowls, each a turned and stretched quadratic or a maximum of planes, is convex.
    """
    rng = np.random.default_rng(seed)
    stretches, planes = rng.normal(size=(2, size, size)), rng.normal(size=(2, 4, size))
    centres = 3 * rng.normal(size=(2, size))

    def function(point):
        bowls = [np.sum((stretch @ (point - centre)) ** 2) for stretch, centre in zip(stretches, centres, strict=True)]
        kinks = [np.max(plane @ (point - centre)) for plane, centre in zip(planes, centres, strict=True)]
        return min(cap, join(bowls[0] + kinks[0], bowls[1] + kinks[1]))

    points = [*centres, *3 * rng.normal(size=(6, size))]
    for here, there in itertools.permutations(points, 2):
        gain = function(here) - function(there)
        if gain > 1e-6:
            way = np.array([function(here + share * (there - here)) for share in (1e-3, 0.1, 0.5)])
            assert np.all(way <= function(here) - np.array([1e-3, 0.1, 0.5]) * gain + 1e-9)


@pytest.mark.claim(
    "landscapes/signs",
    "One in seven such 2×2 matrices has only positive eigenvalues, (2 − √2)/4 of all; one in 40 of size 3, "
    "(π − 2√2)/(4π); and none of the 10,000 of size 6.",
    symmetric=lambda draws: draws + draws.transpose(0, 2, 1),
    shares={1: 1 / 2, 2: (2 - math.sqrt(2)) / 4, 3: (math.pi - 2 * math.sqrt(2)) / (4 * math.pi)},
)
@pytest.mark.refuted(
    "So it is where the entries on and above the diagonal are independent and alike.",
    symmetric=lambda draws: np.triu(draws) + np.triu(draws, 1).transpose(0, 2, 1),
)
@pytest.mark.refuted("One in four of size 2 has, and one in eight of size 3.", shares={1: 1 / 2, 2: 1 / 4, 3: 1 / 8})
def test_random_matrices_are_seldom_all_positive(symmetric, shares):
    """The 2×2 share is a cone's solid angle; the 3×3 one is counted by Sylvester's minors on other draws as well."""
    rows = {int(row[0]): int(row[1]) for row in map(str.split, (SNIPPETS / "signs.out").read_text().splitlines()[1:])}
    rng = np.random.default_rng(77)
    for size, share in shares.items():
        spread = 4 * math.sqrt(share * (1 - share) / 10_000)
        assert abs(rows[size] / 10_000 - share) < spread
        draws = symmetric(rng.normal(size=(10_000, size, size)))
        positive = np.all([np.linalg.det(draws[:, :k, :k]) > 0 for k in range(1, size + 1)], axis=0)
        assert abs(positive.mean() - share) < spread
    assert rows[6] == 0


@pytest.mark.claim("landscapes/tilt", "x⁴ − 3x² + cx has two minima exactly for |c| < 2√2.", limit=2 * math.sqrt(2))
@pytest.mark.refuted("It has two exactly for |c| < 2.84.", limit=2.84)
@pytest.mark.refuted("It has two exactly for |c| < 2.82.", limit=2.82)
@given(st.fractions(-5, 5, max_denominator=10_000) | st.fractions(Fraction(14, 5), Fraction(57, 20)))
def test_the_tilt_has_a_limit(limit, tilt):
    """The minima are counted as sign changes of the slope in exact arithmetic."""
    assume(abs(abs(float(tilt)) - 2 * math.sqrt(2)) > 0.001)
    slopes = [4 * x**3 - 6 * x + tilt for x in (Fraction(k, 64) for k in range(-160, 161))]
    minima = sum(left < 0 <= right for left, right in itertools.pairwise(slopes))
    assert minima == (2 if abs(tilt) < limit else 1)
