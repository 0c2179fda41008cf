"""The claims of docs/bridges/matrices.md."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.claim(
    "matrices/takes-over",
    "Rows (2, 1) and (1, 2), again and again, turn an arrow (a, b), a + b ≠ 0, to (1, 1), tripled a step in the end.",
    times=3,
    ratio=1,
)
@pytest.mark.refuted("It is multiplied by 2.99 a step.", times=Fraction(299, 100))
@pytest.mark.refuted("It turns to (1, −1).", ratio=-1)
@given(st.integers(-99, 99), st.integers(-99, 99).filter(bool))
def test_the_larger_eigenvalue_takes_over(times, ratio, difference, total):
    """In fractions; (a, b) from its sum and its difference, so that the sum is not zero."""
    a, b = Fraction(total + difference, 2), Fraction(total - difference, 2)
    for _ in range(40):
        before = a
        a, b = 2 * a + b, a + 2 * b
    assert abs(b / a - ratio) < Fraction(1, 10**9)
    assert abs(a / before - times) < Fraction(1, 10**9)
