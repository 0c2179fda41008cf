"""The claims of the tiny book."""

import pytest


@pytest.mark.claim("line/rises", "The line y = 2x + 1 rises from each whole number to the next.", slope=2)
@pytest.mark.refuted("It falls.", slope=-2)
def test_the_line_rises(slope):
    assert all(slope * (x + 1) + 1 > slope * x + 1 for x in range(-100, 100))
