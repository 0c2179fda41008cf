"""The claims of docs/bridges/slopes.md."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

numbers = st.integers(-9, 9)


@pytest.mark.claim(
    "slopes/chain",
    "The slope of g(f(w)) is the slope of g at f(w) times the slope of f at w.",
    inner=True,
    joined=lambda outer, inner: outer * inner,
)
@pytest.mark.refuted("The slope of g is taken at w.", inner=False)
@pytest.mark.refuted("The two slopes are added.", joined=lambda outer, inner: outer + inner)
@given(st.lists(numbers, min_size=2, max_size=4), st.lists(numbers, min_size=2, max_size=4), st.integers(-4, 4))
def test_along_a_chain_slopes_are_multiplied(inner, joined, f, g, w):
    """On polynomials with whole coefficients: the composition is multiplied out, so all is exact."""
    first, second = np.polynomial.Polynomial(f), np.polynomial.Polynomial(g)
    slope = joined(second.deriv()(first(w) if inner else w), first.deriv()(w))
    assert second(first).deriv()(w) == pytest.approx(slope, rel=1e-9, abs=1e-6)
