"""The claims of docs/descent/one-weight.md, held by exact fractions; nothing here is taken from the page's programs."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

HOUSES = [(1000, 250_000), (1500, 350_000), (2000, 450_000), (2500, 550_000)]
CURVATURE = Fraction(27_000_000)
fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


def loss(w):
    return sum((50_000 + w * area - price) ** 2 for area, price in HOUSES)


def slope(w):
    """Return the derivative as a central difference, which is exact for a parabola."""
    return (loss(w + 1) - loss(w - 1)) / 2


def walk(w, learning_rate, steps):
    for _ in range(steps):
        w = w - learning_rate * slope(w)
    return w


@pytest.mark.claim(
    "one-weight/three-rates", "From $100, 50 steps at 1e-8 end within a cent of $200; 1e-7 and 1e-6 explode."
)
def test_one_of_three_rates_finds_the_answer():
    assert abs(walk(Fraction(100), Fraction(1, 10**8), 50) - 200) < Fraction(1, 100)
    assert abs(walk(Fraction(100), Fraction(1, 10**7), 50) - 200) > 10**13
    assert 10**72 < abs(walk(Fraction(100), Fraction(1, 10**6), 50) - 200) < 10**73


@pytest.mark.claim("one-weight/parabola", "On the four houses the loss is 13,500,000 · (w − 200)² for every w.")
@given(fractions)
def test_the_loss_is_this_parabola(w):
    assert loss(w) == 13_500_000 * (w - 200) ** 2


@pytest.mark.claim("one-weight/slope", "On the four houses the slope of the loss is 27,000,000 · (w − 200).")
@given(fractions, st.fractions(min_value=Fraction(1, 1000), max_value=1))
def test_the_slope_is_proportional_to_the_distance(w, width):
    assert (loss(w + width) - loss(w - width)) / (2 * width) == CURVATURE * (w - 200)


@pytest.mark.claim(
    "one-weight/factor", "On the four houses each step multiplies the distance to 200 by 1 − αλ, λ = 27,000,000."
)
@given(fractions, st.fractions(min_value=0, max_value=Fraction(1, 10**6)))
def test_each_step_multiplies_the_distance(w, learning_rate):
    assert walk(w, learning_rate, 1) - 200 == (1 - learning_rate * CURVATURE) * (w - 200)


@pytest.mark.claim(
    "one-weight/bound",
    "From any start but 200 descent on the four houses converges to 200 exactly when 0 < α < 2/λ.",
)
@given(fractions, st.fractions(min_value=Fraction(-1, 2), max_value=Fraction(5, 2), max_denominator=50))
def test_it_converges_exactly_below_two_over_the_curvature(start, share):
    """A share of 1 is the bound; shares near it have denominators up to 50, so 400 steps tell the two sides apart."""
    assume(start != 200)
    distance = abs(walk(start, share * 2 / CURVATURE, 400) - 200)
    if 0 < share < 1:
        assert distance < abs(start - 200) / 10**6
    else:
        assert distance >= abs(start - 200)


@pytest.mark.claim("one-weight/one-step", "On the four houses one step at the rate 1/λ lands on 200, from any start.")
@given(fractions)
def test_one_step_is_enough(w):
    assert walk(w, 1 / CURVATURE, 1) == 200


@pytest.mark.claim(
    "one-weight/larger-is-slower",
    "On the four houses, from the same start, 7e-8 is farther from 200 than 1e-8 after each of 100 steps.",
)
def test_the_larger_rate_is_slower():
    small, large = Fraction(100), Fraction(100)
    for _ in range(100):
        small, large = walk(small, Fraction(1, 10**8), 1), walk(large, Fraction(7, 10**8), 1)
        assert abs(large - 200) > abs(small - 200)


@pytest.mark.claim(
    "one-weight/mean", "Taking the mean over the four houses in place of the sum makes the bound four times as high."
)
def test_the_mean_has_four_times_the_bound():
    def second_difference(function):
        return function(Fraction(201)) - 2 * function(Fraction(200)) + function(Fraction(199))

    bound_of_sum = 2 / second_difference(loss)
    bound_of_mean = 2 / second_difference(lambda w: loss(w) / 4)
    assert bound_of_mean == 4 * bound_of_sum
    assert Fraction("2.962e-7") < bound_of_mean < Fraction("2.964e-7")
