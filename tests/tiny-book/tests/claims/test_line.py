"""The claims of the tiny book."""

import pytest


@pytest.mark.claim("line/rises", "The line y = 2x + 1 rises from each whole number to the next.")
def test_the_line_rises():
    assert all(2 * (x + 1) + 1 > 2 * x + 1 for x in range(-100, 100))
