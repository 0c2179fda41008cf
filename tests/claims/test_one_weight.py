"""The claims of docs/descent/one-weight.md, held by exact fractions; nothing here is taken from the page's programs."""

from fractions import Fraction

import pytest
from hypothesis import given
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
    "one-weight/three-rates",
    "From $100, 50 steps at 1e-8 end within a cent of $200; 1e-7 and 1e-6 explode.",
    steps=50,
    arrives=[True, False, False],
)
@pytest.mark.refuted("25 steps at 1e-8 are enough.", steps=25)
@pytest.mark.refuted("The middle one of the three rates arrives too.", arrives=[True, True, False])
def test_one_of_three_rates_finds_the_answer(steps, arrives):
    distances = [abs(walk(Fraction(100), Fraction(1, 10**power), steps) - 200) for power in (8, 7, 6)]
    assert [distance < Fraction(1, 100) for distance in distances] == arrives
    assert [distance > 10**13 for distance in distances] == [not each for each in arrives]
    assert 10**72 < distances[2] < 10**73


@pytest.mark.claim(
    "one-weight/parabola",
    "On the four houses the loss is 13,500,000 · (w − 200)² for every w.",
    height=13_500_000,
    bottom=200,
)
@pytest.mark.refuted("It is a quarter of that, as a mean of the four would be.", height=13_500_000 / 4)
@pytest.mark.refuted("Its bottom lies at 200.1.", bottom=Fraction("200.1"))
@given(fractions)
def test_the_loss_is_this_parabola(height, bottom, w):
    assert loss(w) == height * (w - bottom) ** 2


@pytest.mark.claim(
    "one-weight/slope", "On the four houses the slope of the loss is 27,000,000 · (w − 200).", curvature=CURVATURE
)
@pytest.mark.refuted("It is 13,500,000 · (w − 200), without the 2 of the square.", curvature=CURVATURE / 2)
@pytest.mark.refuted("It has the other sign.", curvature=-CURVATURE)
@given(fractions, st.fractions(min_value=Fraction(1, 1000), max_value=1))
def test_the_slope_is_proportional_to_the_distance(curvature, w, width):
    assert (loss(w + width) - loss(w - width)) / (2 * width) == curvature * (w - 200)


@pytest.mark.claim(
    "one-weight/any-prices",
    "Whatever the four houses' prices, each step multiplies the distance to the best weight by 1 − αλ, λ = 27,000,000.",
    curvature=CURVATURE,
    best=lambda above: Fraction(sum(area * over for (area, _), over in zip(HOUSES, above, strict=True)), 13_500_000),
)
@pytest.mark.refuted("It does so with half of that λ.", curvature=CURVATURE / 2)
@pytest.mark.refuted("It multiplies the distance to 200, whatever the prices.", best=lambda above: 200)
@given(st.lists(st.integers(-200_000, 900_000), min_size=4, max_size=4), fractions, st.fractions(0, 3))
def test_no_price_enters_the_factor(curvature, best, above, w, share):
    """The prices are given as what is above the 50,000 for the land."""

    def other_loss(w):
        return sum((w * area - over) ** 2 for (area, _), over in zip(HOUSES, above, strict=True))

    after = w - share / CURVATURE * (other_loss(w + 1) - other_loss(w - 1)) / 2
    assert after - best(above) == (1 - share / CURVATURE * curvature) * (w - best(above))
