"""The claims of docs/bridges/averages.md."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.claim(
    "averages/root",
    "The mean of n independent draws has the standard deviation of one draw divided by √n.",
    divided=math.sqrt,
    independent=True,
)
@pytest.mark.refuted("It is divided by n.", divided=lambda n: n)
@pytest.mark.refuted("It is divided by √(n − 1).", divided=lambda n: math.sqrt(max(n - 1, 0.5)))
@pytest.mark.refuted("So it is where all draws are the same.", independent=False)
@settings(max_examples=30)
@given(st.lists(st.integers(0, 20), min_size=2, max_size=4, unique=True), st.integers(2, 5))
def test_the_deviation_of_a_mean(divided, independent, faces, n):
    """All outcomes of n throws of a die with these faces are listed; nothing is drawn."""

    def deviation(values):
        mean = Fraction(sum(values), len(values))
        return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))

    throws = product(faces, repeat=n) if independent else [[face] * n for face in faces]
    means = [Fraction(sum(throw), n) for throw in throws]
    assert deviation(means) == pytest.approx(deviation(faces) / divided(n))
