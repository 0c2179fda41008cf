"""The claims of docs/learning/loss-functions.md, held by enumeration, exact fractions and finite differences."""

import functools
import math
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st


def least_absolute(points):
    """Return the least absolute cost of a line and one such line; one of them goes through two points."""
    best = None
    for (x0, y0), (x1, y1) in combinations(points, 2):
        if x0 != x1:
            w = (y1 - y0) / (x1 - x0)
            cost = sum(abs(y0 + w * (x - x0) - y) for x, y in points)
            if best is None or cost < best[0]:
                best = cost, w, y0 - w * x0
    return best


def costs_of_lines(x, y, first, second):
    """Return the absolute cost and the slope of each line through two points."""
    slope = (y[second] - y[first]) / (x[second] - x[first])
    errors = y[first, None] + slope[:, None] * (x - x[first, None]) - y
    return np.abs(errors).sum(axis=1), slope


def huber_slope(x, y, threshold):
    """Return the slope of least Huber cost, by reweighting until nothing moves."""
    X, weights = np.column_stack([x, np.ones(len(x))]), np.ones(len(x))
    for _ in range(5000):
        w = np.linalg.solve((X.T * weights) @ X, (X.T * weights) @ y)
        weights = threshold / np.maximum(np.abs(X @ w - y), threshold)
    return w[0]


def flats():
    rng = np.random.default_rng(2)
    area = rng.uniform(30, 120, 30)
    return area, 200 + 12 * area + rng.normal(0, 60, 30)


@functools.cache
def slopes_with_typos():
    """Return the absolute slope without a typo; with each of three, squared and absolute; at last four by Huber."""
    area, rent = flats()
    slopes = []
    for what, place in ((1, area.argmin()), (1, area.argmax()), (0, area.argmax())):
        data = [area.copy(), rent.copy()]
        data[what][place] *= 10
        squared = np.cov(*data)[0, 1] / np.var(data[0], ddof=1)
        slopes.append((squared, least_absolute(list(zip(*data, strict=True)))[1]))
    clean = least_absolute(list(zip(area, rent, strict=True)))[1]
    return clean, slopes, [huber_slope(*data, threshold) for threshold in (30, 60, 100, 200)]


@pytest.mark.claim(
    "loss-functions/three-typos",
    "A zero too many on the smallest flat's rent gives the squared loss a slope of −1.05, on the largest's 48.91, and "
    "leaves the absolute loss within 0.25 of 12.24; on the largest area it brings squared, absolute and Huber below 1.",
    squared=(-1.05, 48.91),
    within=0.25,
    below=1,
)
@pytest.mark.refuted("With the largest flat's rent it is 48.4, 1% less.", squared=(-1.05, 48.4))
@pytest.mark.refuted("The absolute loss stays within 0.15.", within=0.15)
@pytest.mark.refuted("That area brings all three below 0.6.", below=0.6)
def test_a_wrong_rent_spares_the_absolute_loss_and_a_wrong_area_spares_none(squared, within, below):
    clean, (smallest, largest, area), huber = slopes_with_typos()
    assert clean == pytest.approx(12.24, abs=0.005)
    assert (smallest[0], largest[0]) == pytest.approx(squared, abs=0.005)
    assert abs(smallest[1] - 12.24) < within
    assert abs(largest[1] - 12.24) < within
    assert max(*area, *huber) < below


@pytest.mark.claim(
    "loss-functions/conventions",
    "On the four houses the best rate for half the mean makes descent on the mean jump between 100 and 300 for ever, "
    "and is four times the bound for the sum; each custom's own best rate finds 200 in one step.",
    jumps="mean",
    times=4,
)
@pytest.mark.refuted("It makes descent on the sum jump between 100 and 300.", jumps="sum")
@pytest.mark.refuted("It is eight times the bound for the sum, as it is eight times its best rate.", times=8)
def test_the_best_rate_of_one_custom_is_the_bound_of_another(jumps, times):
    houses = [(1000, 250_000), (1500, 350_000), (2000, 450_000), (2500, 550_000)]
    factors = {"sum": Fraction(1), "mean": Fraction(1, 4), "half": Fraction(1, 8)}

    def cost(name, w):
        return factors[name] * sum((50_000 + w * area - price) ** 2 for area, price in houses)

    def step(name, w, rate):
        return w - rate * (cost(name, w + 1) - cost(name, w - 1)) / 2  # exact for a parabola

    best = {name: 1 / (cost(name, 201) - 2 * cost(name, 200) + cost(name, 199)) for name in factors}
    for name in factors:
        assert step(name, Fraction(100), best[name]) == 200
    assert step(jumps, Fraction(100), best["half"]) == 300
    assert step(jumps, Fraction(300), best["half"]) == 100
    assert best["half"] == times * (2 * best["sum"])


@pytest.mark.claim(
    "loss-functions/gradients",
    "The gradients in the table are the slopes of the losses away from kinks; Huber's is continuous at δ and never "
    "beyond it.",
    squared=lambda e: 2 * e,
    cut_off=lambda e, delta: max(-delta, min(delta, e)),
)
@pytest.mark.refuted("The slope of the squared loss is the error itself.", squared=lambda e: e)
@pytest.mark.refuted("Huber's is 1 or −1 beyond δ.", cut_off=lambda e, d: e if abs(e) <= d else math.copysign(1, e))
@given(st.floats(-20, 20), st.floats(0.1, 5))
def test_the_gradients_are_the_slopes(squared, cut_off, e, delta):
    def huber(error):
        return error**2 / 2 if abs(error) <= delta else delta * (abs(error) - delta / 2)

    def slope(loss):
        return (loss(e + 1e-5) - loss(e - 1e-5)) / 2e-5

    assert slope(np.square) == pytest.approx(squared(e), abs=1e-4)
    assert slope(huber) == pytest.approx(cut_off(e, delta), abs=1e-4)
    assert abs(slope(huber)) <= delta + 1e-4
    assert (huber(delta + 1e-5) - huber(delta - 1e-5)) / 2e-5 == pytest.approx(delta, abs=1e-4)
    assume(abs(e) > 1e-3)
    assert slope(abs) == pytest.approx(math.copysign(1, e), abs=1e-6)


@pytest.mark.claim(
    "loss-functions/unmoved",
    "A line of least absolute loss keeps the least loss when an observation that is not on it moves farther away.",
    on_it=False,
    away=1,
)
@pytest.mark.refuted("It does when an observation on it moves away, too.", on_it=True)
@pytest.mark.refuted("It does when an observation moves to its other side, too.", away=-1)
@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(-20, 20)), min_size=3, max_size=7, unique_by=lambda p: p[0]),
    st.integers(0, 6),
    st.integers(1, 1000),
)
def test_moving_an_observation_away_moves_no_line(on_it, away, points, place, farther):
    points = [(Fraction(x), Fraction(y)) for x, y in points]
    _, w, b = least_absolute(points)
    x, y = points[place % len(points)]
    assume((y == w * x + b) == on_it)
    points[place % len(points)] = (x, y + (away if y >= w * x + b else -away) * farther)
    assert sum(abs(w * x + b - y) for x, y in points) == least_absolute(points)[0]


@pytest.mark.claim(
    "loss-functions/far-area",
    "With a zero too many on the largest area a turn by one euro changes that flat's error by 1102, those of the other "
    "29 together by 578 at most, and the line of least absolute loss goes exactly through it, whatever its rent, as "
    "through any case whose lever about some point exceeds those of all others together.",
    turns=(1102, 578),
    lever=Fraction(101, 100),
)
@pytest.mark.refuted("It changes the others by 572 at most, 1% less.", turns=(1102, 572))
@pytest.mark.refuted("It goes through a case with nine tenths of the levers of the others.", lever=Fraction(9, 10))
@settings(max_examples=30)
@given(
    st.floats(-1e6, 1e6),
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-20, 20)), min_size=2, max_size=6, unique_by=lambda p: p[0]),
    st.integers(-9, 9),
    st.integers(-1000, 1000),
)
@example(1e5, [(-1, 0), (0, 0), (1, 0)], 0, 1)
def test_the_line_goes_through_the_far_flat(turns, lever, far_rent, points, centre, far_y):
    """Of all lines through two flats the cheapest holds the far one; the others are dearer."""
    area, rent = flats()
    far = area.argmax()
    others = np.delete(area, far)
    assert 10 * area[far] - np.median(others) == pytest.approx(turns[0], abs=0.5)
    assert np.abs(others - np.median(others)).sum() == pytest.approx(turns[1], abs=0.5)
    area[far], rent[far] = 10 * area[far], far_rent
    first, second = np.array(list(combinations(range(30), 2))).T
    cost, _ = costs_of_lines(area, rent, first, second)
    through = (first == far) | (second == far)
    assert cost[through].min() < cost[~through].min() - 1e-6
    far_x = centre + lever * sum(abs(x - centre) for x, _ in points)
    assume(all(x != far_x for x, _ in points))
    points = [*((Fraction(x), Fraction(y)) for x, y in points), (far_x, Fraction(far_y))]
    _, w, b = least_absolute(points)
    assert w * far_x + b == far_y


@pytest.mark.claim(
    "loss-functions/no-limit",
    "The slope of a line fitted by squared loss changes with one observation y in proportion, by its case's distance "
    "from the mean of x over the sum of the squares of all such distances.",
    rate=lambda lever, levers: lever / sum(each**2 for each in levers),
)
@pytest.mark.refuted("It changes by one over that distance.", rate=lambda lever, levers: 1 / (lever or 1))
@pytest.mark.refuted(
    "It changes in the same direction for every case.", rate=lambda a, b: abs(a) / sum(e**2 for e in b)
)
@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(-20, 20)), min_size=3, max_size=7, unique_by=lambda p: p[0]),
    st.fractions(-1000, 1000),
)
def test_one_observation_turns_the_line_without_limit(rate, points, by):
    def slope(cases):
        """Solve the two normal equations."""
        n, sx, sy = len(cases), sum(x for x, _ in cases), sum(y for _, y in cases)
        return (n * sum(x * y for x, y in cases) - sx * sy) / (n * sum(x * x for x, _ in cases) - sx * sx)

    points = [(Fraction(x), Fraction(y)) for x, y in points]
    levers = [x - sum(each for each, _ in points) / len(points) for x, _ in points]
    for i, (x, y) in enumerate(points):
        moved = [*points[:i], (x, y + by), *points[i + 1 :]]
        assert slope(moved) - slope(points) == rate(levers[i], levers) * by


@functools.cache
def slopes_of_draws(n):
    """Return the slopes by squared and by absolute loss of 200 draws with the typo."""
    first, second = np.array(list(combinations(range(n), 2))).T
    slopes = []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        area = rng.uniform(30, 120, n)
        rent = 200 + 12 * area + rng.normal(0, 60, n)
        rent[area.argmin()] *= 10
        cost, slope = costs_of_lines(area, rent, first, second)
        slopes.append((np.cov(area, rent)[0, 1] / np.var(area, ddof=1), slope[cost.argmin()]))
    return np.array(slopes).T


@pytest.mark.claim(
    "loss-functions/other-draws",
    "In 200 other draws, a zero too many on the smallest flat's rent gives the squared loss a negative slope in 67 "
    "draws of 30 flats and in none of 100 flats; the slope by absolute loss is within 2 of the true 12 in all.",
    turned={30: 67, 100: 0},
    within=2,
)
@pytest.mark.refuted("It does so in 68 draws of 30 flats.", turned={30: 68, 100: 0})
@pytest.mark.refuted("The slope by absolute loss is within 1.7 in all.", within=1.7)
def test_how_often_the_typo_turns_the_line(turned, within):
    for n, negative in turned.items():
        squared, absolute = slopes_of_draws(n)
        assert np.sum(squared < 0) == negative
        assert np.abs(absolute - 12).max() < within


values = st.lists(st.fractions(-50, 50, max_denominator=10), min_size=1, max_size=9)


def mean(rents):
    return sum(rents) / len(rents)


def median(rents):
    return sorted(rents)[len(rents) // 2]


@pytest.mark.claim(
    "loss-functions/centre",
    "The mean is the constant of least squared cost, and a median one of least absolute cost.",
    squares=mean,
    sizes=median,
)
@pytest.mark.refuted("A median is the constant of least squared cost, too.", squares=median)
@pytest.mark.refuted("The mean is the constant of least absolute cost, too.", sizes=mean)
@given(values, st.fractions(-60, 60, max_denominator=10))
@example([Fraction(0), Fraction(0), Fraction(9)], Fraction(0))
@example([Fraction(0), Fraction(0), Fraction(9)], Fraction(3))
def test_squares_ask_for_the_mean_and_sizes_for_the_median(squares, sizes, rents, other):
    assert sum((squares(rents) - y) ** 2 for y in rents) <= sum((other - y) ** 2 for y in rents)
    assert sum(abs(sizes(rents) - y) for y in rents) <= sum(abs(other - y) for y in rents)
