"""The claims of docs/descent/the-move.md, held by exact fractions; the slope is taken as a central difference."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

places = st.fractions(min_value=-20, max_value=20, max_denominator=50)
rates = st.fractions(min_value=-1, max_value=3, max_denominator=50) | st.sampled_from([Fraction(0), Fraction(1)])


def step(w, rate):
    """Return the step from w in the bowl w², which is subtracted."""
    return rate * ((w + 1) ** 2 - (w - 1) ** 2) / 2


@pytest.mark.claim(
    "the-move/closer",
    "In the bowl w², from any w but 0, a step lands nearer to 0 if 0 < rate < 1, and only then; the next is shorter.",
    nearer=lambda rate: 0 < rate < 1,
)
@pytest.mark.refuted(
    "It lands nearer if the rate lies between 0 and 1/2, and only then.", nearer=lambda rate: 0 < rate < 0.5
)
@pytest.mark.refuted("At rate 1 it does so too.", nearer=lambda rate: 0 < rate <= 1)
@pytest.mark.refuted("It does so at every rate below 1, even at 0 or less.", nearer=lambda rate: rate < 1)
@given(places, rates)
def test_a_step_lands_nearer_exactly_between_zero_and_one(nearer, w, rate):
    assume(w)
    new = w - step(w, rate)
    assert (abs(new) < abs(w)) == nearer(rate)
    if nearer(rate):
        assert abs(step(new, rate)) < abs(step(w, rate))


@pytest.mark.claim(
    "the-move/one-step",
    "In the bowl w², one step of rate 1/2 ends at 0, from any start.",
    rate=Fraction(1, 2),
)
@pytest.mark.refuted("One of rate 0.49 does.", rate=Fraction("0.49"))
@pytest.mark.refuted("One of rate 1 does.", rate=1)
@given(places)
def test_half_the_slope_is_the_way_to_the_middle(rate, w):
    assert w - step(w, rate) == 0
