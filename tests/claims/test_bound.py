"""The claims of docs/descent/bound.md."""

from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.claims.test_one_weight import CURVATURE, HOUSES, fractions, loss, walk


@pytest.mark.claim(
    "bound/factor",
    "On the four houses each step multiplies the distance to 200 by 1 − αλ, λ = 27,000,000.",
    factor=lambda step: 1 - step,
)
@pytest.mark.refuted("It multiplies it by the size of 1 − αλ, so no step crosses.", factor=lambda step: abs(1 - step))
@pytest.mark.refuted("It multiplies it by 1 − 2αλ.", factor=lambda step: 1 - 2 * step)
@given(fractions, st.fractions(min_value=0, max_value=Fraction(1, 10**6)))
def test_each_step_multiplies_the_distance(factor, w, learning_rate):
    assert walk(w, learning_rate, 1) - 200 == factor(learning_rate * CURVATURE) * (w - 200)


@pytest.mark.claim(
    "bound/bound",
    "From any start but 200 descent on the four houses converges to 200 exactly when 0 < α < 2/λ.",
    bound=2 / CURVATURE,
)
@pytest.mark.refuted("The bound is 1% higher.", bound=2 / CURVATURE * Fraction(101, 100))
@pytest.mark.refuted("The bound is 1% lower.", bound=2 / CURVATURE * Fraction(99, 100))
@given(fractions, st.fractions(-1, 3, max_denominator=50) | st.fractions(Fraction(97, 100), Fraction(103, 100)))
@example(Fraction(100), Fraction(1))  # at the bound it goes to and fro
@example(Fraction(100), Fraction(199, 200))
@example(Fraction(100), Fraction(201, 200))
def test_it_converges_exactly_below_two_over_the_curvature(bound, start, share):
    """A distance that shrinks by the same factor in each of two steps does so in all: the loss is a parabola."""
    assume(start != 200)
    rate = share * 2 / CURVATURE
    first, second = (walk(start, rate, steps) - 200 for steps in (1, 2))
    factor = first / (start - 200)
    assert second == factor * first
    assert (abs(factor) < 1) == (0 < rate < bound)


@pytest.mark.claim(
    "bound/one-step",
    "On the four houses one step at the rate 1/λ lands on 200, from any start.",
    rate=1 / CURVATURE,
)
@pytest.mark.refuted("One at half the bound of the mean, 4/λ, does.", rate=4 / CURVATURE)
@pytest.mark.refuted("One at a rate 1% lower does.", rate=1 / CURVATURE * Fraction(99, 100))
@given(fractions)
def test_one_step_is_enough(rate, w):
    assert walk(w, rate, 1) == 200


@pytest.mark.claim(
    "bound/larger-is-slower",
    "On the four houses, from the same start, 7e-8 is farther from 200 than 1e-8 after each of 100 steps.",
    large=Fraction(7, 10**8),
)
@pytest.mark.refuted("6.3e-8 is farther, too.", large=Fraction("6.3e-8"))
def test_the_larger_rate_is_slower(large):
    """The start may be any, for each step multiplies its distance by the same factor."""
    near, far = Fraction(100), Fraction(100)
    for _ in range(100):
        near, far = walk(near, Fraction(1, 10**8), 1), walk(far, large, 1)
        assert abs(far - 200) > abs(near - 200)


@pytest.mark.claim(
    "bound/mean",
    "Taking the mean over the four houses in place of the sum makes the bound four times as high.",
    times=4,
)
@pytest.mark.refuted("It leaves the bound as it is.", times=1)
@pytest.mark.refuted("It makes it a quarter.", times=Fraction(1, 4))
def test_the_mean_has_four_times_the_bound(times):
    def second_difference(function):
        return function(Fraction(201)) - 2 * function(Fraction(200)) + function(Fraction(199))

    bound_of_sum = 2 / second_difference(loss)
    bound_of_mean = 2 / second_difference(lambda w: loss(w) / 4)
    assert bound_of_mean == times * bound_of_sum
    assert Fraction("2.962e-7") < bound_of_mean < Fraction("2.964e-7")


@pytest.mark.claim(
    "bound/thousands",
    "In thousands of square feet and dollars descent at 1,000,000 α walks, step for step, as in feet and dollars at α.",
    times=10**6,
)
@pytest.mark.refuted("It does so at 1,000 α.", times=1000)
@pytest.mark.refuted("It does so at α.", times=1)
@given(fractions, st.fractions(Fraction(1, 10**10), Fraction(1, 10**6)), st.integers(1, 5))
def test_other_units_walk_the_same_way(times, w, learning_rate, steps):
    def loss_in_thousands(w):
        return sum((50 + w * Fraction(area, 1000) - Fraction(price, 1000)) ** 2 for area, price in HOUSES)

    expected = walk(w, learning_rate, steps)
    for _ in range(steps):
        w = w - times * learning_rate * (loss_in_thousands(w + 1) - loss_in_thousands(w - 1)) / 2
    assert w == expected
