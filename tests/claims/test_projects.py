"""The claims of the projects, on any page; the oracles are exact fractions, eigenvalues by hand and intervals."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

fractions = st.fractions(min_value=-3, max_value=3, max_denominator=50)


def distances(rate, start, steps):
    """Return x − 3 after each step on (x − 3)² + 5, its slope taken exactly as a central difference."""

    def f(x):
        return (x - 3) ** 2 + 5

    x, found = start, []
    for _ in range(steps):
        x = x - rate * (f(x + 1) - f(x - 1)) / 2
        found.append(x - 3)
    return found


def line(x, y):
    """Return the least-squares slope and intercept as exact fractions."""
    n, x, y = len(x), [Fraction(each) for each in x], [Fraction(each) for each in y]
    mean_x, mean_y = sum(x) / n, sum(y) / n
    w = sum((one - mean_x) * (other - mean_y) for one, other in zip(x, y, strict=True))
    w /= sum((one - mean_x) ** 2 for one in x)
    return w, mean_y - w * mean_x


def polynomial(x, y, degree, at):
    """Return the value at `at` of the least-squares polynomial, by the normal equations in fractions."""
    size = degree + 1
    powers = [sum(Fraction(each) ** i for each in x) for i in range(2 * size)]
    moments = [sum(Fraction(one) ** i * other for one, other in zip(x, y, strict=True)) for i in range(size)]
    rows = [[*powers[i : i + size], moments[i]] for i in range(size)]
    for i in range(size):
        rows[i] = [each / rows[i][i] for each in rows[i]]
        for k in range(size):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return sum(rows[i][-1] * Fraction(at) ** i for i in range(size))


def best_rate(steps):
    """Return the rate with the least loss on the five points: in each eigendirection the distance is known."""
    rates = np.linspace(0, 0.1, 5001)
    above = np.zeros(5001)
    for eigenvalue in (12 - math.sqrt(136), 12 + math.sqrt(136)):
        direction = np.array([6, eigenvalue - 22])
        along = direction @ [1.99, 0.09] / math.hypot(*direction)
        above += eigenvalue / 2 * (1 - rates * eigenvalue) ** (2 * steps) * along**2
    return rates[np.argmin(above)]


HOURS, SCORE = [1, 2, 4, 6, 8, 10], [45, 55, 65, 78, 88, 95]
EIGHT, SCORES = list(range(1, 9)), [45, 55, 60, 70, 80, 85, 88, 92]


@pytest.mark.claim(
    "projects/closed-form",
    "On (x − 3)² + 5, from any start and at any rate, x after k steps is 3 + (1 − 2α)^k (x₀ − 3).",
    factor=lambda rate: 1 - 2 * rate,
)
@pytest.mark.refuted("It is 3 + (1 − α)^k (x₀ − 3), without the 2 of the slope.", factor=lambda rate: 1 - rate)
@pytest.mark.refuted("It is 3 + |1 − 2α|^k (x₀ − 3), so no step crosses 3.", factor=lambda rate: abs(1 - 2 * rate))
@given(fractions, fractions, st.integers(1, 12))
def test_every_step_has_a_closed_form(factor, rate, start, steps):
    assert distances(rate, start, steps)[-1] == factor(rate) ** steps * (start - 3)


@pytest.mark.claim(
    "projects/mirror",
    "On (x − 3)² + 5, rates α and 1 − α are equally far from 3 after each step from the same start.",
    mirror=lambda rate: 1 - rate,
    measured=abs,
)
@pytest.mark.refuted("Rates α and 2 − α are.", mirror=lambda rate: 2 - rate)
@pytest.mark.refuted("They are at the same place after each step.", measured=lambda distance: distance)
@given(fractions, fractions)
def test_a_rate_and_its_mirror_are_equally_far(mirror, measured, rate, start):
    one, other = distances(rate, start, 8), distances(mirror(rate), start, 8)
    assert [measured(each) for each in one] == [measured(each) for each in other]


@pytest.mark.claim(
    "projects/steps",
    "From 0, x is within 1e-6 of 3 from step 67 on at rates 0.1 and 0.9, and from step 739 on at 0.01.",
    steps={"0.1": 67, "0.9": 67, "0.01": 739},
)
@pytest.mark.refuted("At 0.9 it needs one step more.", steps={"0.1": 67, "0.9": 68, "0.01": 739})
@pytest.mark.refuted("At 0.01 it needs ten times as many as at 0.1.", steps={"0.1": 67, "0.9": 67, "0.01": 670})
def test_when_each_rate_is_near(steps):
    for rate, first in steps.items():
        near = [abs(distance) < Fraction(1, 10**6) for distance in distances(Fraction(rate), 0, 745)]
        assert near == [step >= first for step in range(1, 746)]


@pytest.mark.claim(
    "projects/edge",
    "On the five points, with the mean squared error from zero, 0.084 converges and 0.085 diverges.",
    converges="0.084",
    diverges="0.085",
)
@pytest.mark.refuted("0.085 converges too, and 0.086 diverges.", converges="0.085", diverges="0.086")
@pytest.mark.refuted("0.083 converges and 0.084 diverges.", converges="0.083", diverges="0.084")
def test_the_edge_lies_between_two_thousandths(converges, diverges):
    """The Hessian 2 [11 3; 3 1] has the characteristic polynomial λ² − 24 λ + 8, so λ = 12 ± √136."""
    small, large = 12 - math.sqrt(136), 12 + math.sqrt(136)
    assert np.roots([1, -24, 8]) == pytest.approx([large, small])
    assert Fraction(converges) < 2 / Fraction(large) < Fraction(diverges)
    w, b = line([1, 2, 3, 4, 5], ["2.1", "4", "6.2", "7.9", "10.1"])
    assert (w, b) == (Fraction("1.99"), Fraction("0.09"))
    assert abs(float(w) * 6 + float(b) * (large - 22)) > 1  # the start has a part in the steep direction (6, λ − 22)


@pytest.mark.claim(
    "projects/best-rate-moves",
    "On the five points from zero, the rate with the lowest loss after 10, 30 and 100 steps is 0.065, 0.076 and 0.081 "
    "to three decimals, each below 0.0845, where divergence begins.",
    best=[0.065, 0.076, 0.081],
)
@pytest.mark.refuted("The rate after 100 steps is 0.083, the one of the long run.", best=[0.065, 0.076, 0.083])
@pytest.mark.refuted("After 30 and 100 steps it is the same.", best=[0.065, 0.076, 0.076])
def test_longer_runs_want_a_larger_rate(best):
    assert [round(best_rate(steps), 3) for steps in (10, 30, 100)] == best
    assert max(best) < 0.0845 == round(2 / (12 + math.sqrt(136)), 4)


@pytest.mark.claim(
    "projects/short-and-long",
    "On the five points from zero, the rate with the lowest loss is 1/23.66 = 0.042 after one step, "
    "and 2/(23.66 + 0.34) = 0.083 to three decimals after a thousand.",
    one=lambda small, large: 1 / large,
    thousand=lambda small, large: 2 / (small + large),
)
@pytest.mark.refuted("After one step it is 2/(23.66 + 0.34), too.", one=lambda small, large: 2 / (small + large))
@pytest.mark.refuted("After a thousand it is the bound, 2/23.66.", thousand=lambda small, large: 2 / large)
def test_one_step_wants_the_steep_direction_and_a_thousand_want_both(one, thousand):
    curvatures = 12 - math.sqrt(136), 12 + math.sqrt(136)
    assert [round(best_rate(steps), 3) for steps in (1, 1000)] == [0.042, 0.083]
    assert [round(one(*curvatures), 3), round(thousand(*curvatures), 3)] == [0.042, 0.083]


@pytest.mark.claim(
    "projects/more-than-everything",
    "The least-squares line of the six exam scores gives 70.08 points for 5 hours and 108.74 for 12.",
    points={5: 70.08, 12: 108.74},
)
@pytest.mark.refuted("It gives 71 for 5 hours, the mean of the scores.", points={5: 71.0, 12: 108.74})
@pytest.mark.refuted("It gives 108.72 for 12 hours, as from w = 5.52 and b = 42.48.", points={5: 70.08, 12: 108.72})
def test_the_line_gives_more_than_a_hundred_points(points):
    w, b = line(HOURS, SCORE)
    assert (w, b) == (Fraction(2016, 365), 71 - Fraction(2016, 365) * Fraction(31, 6))
    assert {hours: round(float(hours * w + b), 2) for hours in (5, 12)} == points


@pytest.mark.claim(
    "projects/parabola",
    "With hours² as a third column beside hours and 1, the bound on the rate of the six scores lies between 0.00037 "
    "and 0.0004, and above 0.02 without it.",
    columns=3,
    between=("0.00037", "0.0004"),
)
@pytest.mark.refuted("It lies between 0.0003 and 0.00037.", between=("0.0003", "0.00037"))
@pytest.mark.refuted("It does so without the column.", columns=2)
def test_the_square_of_the_hours_lowers_the_bound(columns, between):
    """The largest curvature is at least the largest on the diagonal, and at most the diagonal's sum."""
    diagonal = [2 * sum(Fraction(each) ** (2 * power) for each in HOURS) / len(HOURS) for power in range(columns)]
    low, high = map(Fraction, between)
    assert low < 2 / sum(diagonal)
    assert 2 / max(diagonal) < high
    assert 2 / sum(diagonal[:2]) > Fraction("0.02")


@pytest.mark.claim(
    "projects/outside",
    "Least-squares polynomials of degree 1, 2, 4, 5 on the six scores lie within 2.3 points at 5 hours and more than "
    "60 apart at 12; that of degree 5 meets all six scores.",
    within="2.3",
    apart=60,
    meets=5,
)
@pytest.mark.refuted("They lie within 2.2 points at 5 hours.", within="2.2")
@pytest.mark.refuted("They are more than 61 apart at 12 hours.", apart=61)
@pytest.mark.refuted("That of degree 4 meets all six, too.", meets=4)
def test_the_curves_agree_inside_and_not_outside(within, apart, meets):
    inside, outside = ([polynomial(HOURS, SCORE, degree, at) for degree in (1, 2, 4, 5)] for at in (5, 12))
    assert max(inside) - min(inside) < Fraction(within)
    assert max(outside) - min(outside) > apart
    assert [polynomial(HOURS, SCORE, meets, hours) for hours in HOURS] == SCORE


@pytest.mark.claim(
    "projects/one-step",
    "With one standardised input and mean squared error, one step of rate 1/2 leads from any start to the best line.",
    rate=Fraction(1, 2),
    centred=True,
)
@pytest.mark.refuted("One of rate 0.49 does.", rate=Fraction("0.49"))
@pytest.mark.refuted("It does so with an input that is divided and not centred.", centred=False)
@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(-100, 100)), min_size=2, max_size=9), fractions, fractions)
def test_half_is_enough_for_a_standardised_input(rate, centred, cases, w, b):
    """In exact fractions: w is the slope per standard deviation σ, so a step of the slope by x is that by z over σ."""
    x, y = [each for each, _ in cases], [each for _, each in cases]
    assume(len(set(x)) > 1)
    n, mean = len(x), Fraction(sum(x), len(x))
    variance = sum((each - mean) ** 2 for each in x) / n
    shift = mean if centred else 0
    away = [each - shift for each in x]  # z = away / σ; w_z = w σ; a step of w_z by the slope by z is one of w / σ²
    error = [w * one + b - other for one, other in zip(away, y, strict=True)]
    after_w = w - 2 * rate * sum(one * other for one, other in zip(error, away, strict=True)) / n / variance
    after_b = b - 2 * rate * sum(error) / n
    assert (after_w, after_b - after_w * shift) == line(x, y)


@pytest.mark.claim(
    "projects/raw-hours",
    "On the eight raw hours from zero, no fixed rate brings w and b within 0.001 of least squares in ten steps.",
    steps=10,
    within=0.001,
)
@pytest.mark.refuted("None does so in 693 steps.", steps=693)
@pytest.mark.refuted("None brings them within 36 in ten steps.", within=36)
def test_no_rate_does_it_in_raw_hours(steps, within):
    """Each eigendirection needs the rate in an interval of its own; the two intervals have no rate in common."""
    w, b = (float(each) for each in line(EIGHT, SCORES))
    intervals = []
    for eigenvalue in np.roots([1, -53, 21]):  # of the Hessian [51 9; 9 2]
        direction = np.array([9, eigenvalue - 51])
        along = abs(direction @ [w, b]) / math.hypot(*direction)
        share = (within * math.sqrt(2) / along) ** (1 / steps)
        intervals.append(((1 - share) / eigenvalue, (1 + share) / eigenvalue))
    (low, high), (other_low, other_high) = intervals
    assert high < other_low or other_high < low


@pytest.mark.claim(
    "projects/hold-out",
    "The line of the first six hours is 6.33 points too high at 7 hours and 10.48 at 8.",
    seen=6,
    too_high=[6.33, 10.48],
)
@pytest.mark.refuted("So is the line of the first five.", seen=5)
@pytest.mark.refuted("It is 8.14 points too high at 8 hours, one hour's rise.", too_high=[6.33, 8.14])
def test_the_first_six_hours_promise_too_much(seen, too_high):
    w, b = line(EIGHT[:seen], SCORES[:seen])
    assert [round(float(w * hours + b - score), 2) for hours, score in [(7, 88), (8, 92)]] == too_high
