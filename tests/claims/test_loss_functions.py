"""The claims of docs/learning/loss-functions.md, held by enumeration, exact fractions and finite differences."""

import functools
import math
import runpy
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.datasets import load_breast_cancer

SNIPPETS = Path(__file__).parents[2] / "snippets" / "loss-functions"
margins = st.floats(-50, 50)
small = st.floats(-8, 8)


@functools.cache
def cross_entropy():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "cross_entropy.py"))["cross_entropy"]


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


@pytest.mark.claim(
    "loss-functions/three-typos",
    "A zero too many on the smallest flat's rent gives the squared loss a slope of −1.05, on the largest's 48.91, and "
    "leaves the absolute loss within 0.25 of 12.24; on the largest area it brings squared, absolute and Huber below 1.",
)
def test_a_wrong_rent_spares_the_absolute_loss_and_a_wrong_area_spares_none():
    area, rent = flats()
    slopes = []
    for what, place in ((1, area.argmin()), (1, area.argmax()), (0, area.argmax())):
        data = [area.copy(), rent.copy()]
        data[what][place] *= 10
        squared = np.cov(*data)[0, 1] / np.var(data[0], ddof=1)
        slopes.append((squared, least_absolute(list(zip(*data, strict=True)))[1]))
    assert least_absolute(list(zip(area, rent, strict=True)))[1] == pytest.approx(12.24, abs=0.005)
    assert slopes[0][0] == pytest.approx(-1.05, abs=0.005)
    assert slopes[1][0] == pytest.approx(48.91, abs=0.005)
    assert abs(slopes[0][1] - 12.24) < 0.25
    assert abs(slopes[1][1] - 12.24) < 0.25
    assert max(slopes[2]) < 1
    for threshold in (30, 60, 100, 200):
        assert huber_slope(data[0], data[1], threshold) < 1


@pytest.mark.claim(
    "loss-functions/conventions",
    "On the four houses the best rate for half the mean makes descent on the mean jump between 100 and 300 for ever, "
    "and is four times the bound for the sum; each custom's own best rate finds 200 in one step.",
)
def test_the_best_rate_of_one_custom_is_the_bound_of_another():
    houses = [(1000, 250_000), (1500, 350_000), (2000, 450_000), (2500, 550_000)]
    factors = {"sum": Fraction(1), "mean": Fraction(1, 4), "half": Fraction(1, 8)}

    def cost(name, w):
        return factors[name] * sum((50_000 + w * area - price) ** 2 for area, price in houses)

    def step(name, w, rate):
        return w - rate * (cost(name, w + 1) - cost(name, w - 1)) / 2  # exact for a parabola

    best = {name: 1 / (cost(name, 201) - 2 * cost(name, 200) + cost(name, 199)) for name in factors}
    for name in factors:
        assert step(name, Fraction(100), best[name]) == 200
    assert step("mean", Fraction(100), best["half"]) == 300
    assert step("mean", Fraction(300), best["half"]) == 100
    assert best["half"] == 4 * (2 * best["sum"])


@pytest.mark.claim(
    "loss-functions/gradients",
    "The gradients in the table are the slopes of the losses away from kinks; Huber's is continuous at δ and never "
    "beyond it.",
)
@given(st.floats(-20, 20), st.floats(0.1, 5))
def test_the_gradients_are_the_slopes(e, delta):
    def huber(error):
        return error**2 / 2 if abs(error) <= delta else delta * (abs(error) - delta / 2)

    def slope(loss):
        return (loss(e + 1e-5) - loss(e - 1e-5)) / 2e-5

    assert slope(np.square) == pytest.approx(2 * e, abs=1e-4)
    assert slope(huber) == pytest.approx(max(-delta, min(delta, e)), abs=1e-4)
    assert abs(slope(huber)) <= delta + 1e-4
    assert (huber(delta + 1e-5) - huber(delta - 1e-5)) / 2e-5 == pytest.approx(delta, abs=1e-4)
    assume(abs(e) > 1e-3)
    assert slope(abs) == pytest.approx(math.copysign(1, e), abs=1e-6)


@pytest.mark.claim(
    "loss-functions/unmoved",
    "A line of least absolute loss keeps the least loss when an observation that is not on it moves farther away.",
)
@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(-20, 20)), min_size=3, max_size=7, unique_by=lambda p: p[0]),
    st.integers(0, 6),
    st.integers(1, 1000),
)
def test_moving_an_observation_away_moves_no_line(points, place, farther):
    points = [(Fraction(x), Fraction(y)) for x, y in points]
    _, w, b = least_absolute(points)
    x, y = points[place % len(points)]
    assume(y != w * x + b)
    points[place % len(points)] = (x, y + farther if y > w * x + b else y - farther)
    assert sum(abs(w * x + b - y) for x, y in points) == least_absolute(points)[0]


@pytest.mark.claim(
    "loss-functions/far-area",
    "With a zero too many on the largest area, the line of least absolute loss goes exactly through that flat, "
    "whatever its rent: a turn by one euro changes its error by 1102, those of the other 29 together by 578 at most.",
)
@settings(max_examples=30, deadline=None)
@given(st.floats(-1e6, 1e6))
def test_the_line_goes_through_the_far_flat(far_rent):
    """Of all lines through two flats the cheapest holds the far one; the others are dearer."""
    area, rent = flats()
    far = area.argmax()
    others = np.delete(area, far)
    assert 10 * area[far] - np.median(others) == pytest.approx(1102, abs=0.5)
    assert np.abs(others - np.median(others)).sum() == pytest.approx(578, abs=0.5)
    area[far], rent[far] = 10 * area[far], far_rent
    first, second = np.array(list(combinations(range(30), 2))).T
    cost, _ = costs_of_lines(area, rent, first, second)
    through = (first == far) | (second == far)
    assert cost[through].min() < cost[~through].min() - 1e-6


@pytest.mark.claim(
    "loss-functions/other-draws",
    "In 200 other draws, a zero too many on the smallest flat's rent gives the squared loss a negative slope in 67 "
    "draws of 30 flats and in none of 100 flats; the slope by absolute loss is within 2 of the true 12 in all.",
)
@pytest.mark.parametrize(("n", "negative"), [(30, 67), (100, 0)])
def test_how_often_the_typo_turns_the_line(n, negative):
    first, second = np.array(list(combinations(range(n), 2))).T
    turned = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        area = rng.uniform(30, 120, n)
        rent = 200 + 12 * area + rng.normal(0, 60, n)
        rent[area.argmin()] *= 10
        turned += np.cov(area, rent)[0, 1] < 0
        cost, slope = costs_of_lines(area, rent, first, second)
        assert abs(slope[cost.argmin()] - 12) < 2
    assert turned == negative


@pytest.mark.claim(
    "loss-functions/cross-entropy-gradient",
    "The gradient of the cross-entropy with respect to the scores is prediction minus truth: p − y, y being 1 for "
    "the true class and 0 for the others; with two classes it is p₁ − y for the difference of the scores.",
)
@settings(deadline=None)
@given(st.lists(small, min_size=2, max_size=5), st.integers(0, 4))
def test_the_gradient_is_prediction_minus_truth(scores, label):
    label %= len(scores)

    def loss(values):
        return math.log(math.fsum(math.exp(v) for v in values)) - values[label]

    _, gradient = cross_entropy()([scores], [label])
    total = math.fsum(math.exp(v) for v in scores)
    for j, score in enumerate(scores):
        up, down = list(scores), list(scores)
        up[j], down[j] = score + 1e-5, score - 1e-5
        plain = math.exp(score) / total - (j == label)
        assert (loss(up) - loss(down)) / 2e-5 == pytest.approx(plain, abs=1e-6)
        assert gradient[0, j] == pytest.approx(plain, abs=1e-9)


@given(small, st.sampled_from([0, 1]))
def test_two_classes_need_one_score(s, y):
    def binary(score):
        p = 1 / (1 + math.exp(-score))
        return -y * math.log(p) - (1 - y) * math.log(1 - p)

    assert binary(s) == pytest.approx(cross_entropy()([[0, s]], [y])[0], abs=1e-9)
    assert (binary(s + 1e-5) - binary(s - 1e-5)) / 2e-5 == pytest.approx(expit(s) - y, abs=1e-6)


def test_the_kept_function_takes_means_stays_finite_and_refuses_what_does_not_fit():
    loss, gradient = cross_entropy()([[1e4, 0, -1e4], [0, 0, 0]], [2, 1])
    assert loss == pytest.approx((2e4 + math.log(3)) / 2)
    assert np.isfinite(gradient).all()
    with pytest.raises(ValueError, match="want 1 whole numbers from 0 to 1"):
        cross_entropy()([[0.0, 1.0]], [2])
    with pytest.raises(ValueError, match="finite"):
        cross_entropy()([[0.0, math.nan]], [0])
    with pytest.raises(ValueError, match="finite"):
        cross_entropy()([0.0, 1.0], [0])


@pytest.mark.claim("loss-functions/no-idea", "The same score for each of k classes has a cross-entropy of ln k.")
@settings(deadline=None)
@given(st.integers(2, 200), st.floats(-700, 700), st.integers(0, 199))
def test_no_idea_costs_the_logarithm_of_the_number_of_classes(k, score, label):
    assert cross_entropy()([[score] * k], [label % k])[0] == pytest.approx(math.log(k))


@pytest.mark.claim(
    "loss-functions/bounds",
    "Hinge loss and squared loss of the margin are at least 1 at every margin up to 0, and ≥ 0.",
)
@given(st.fractions(-100, 100))
def test_hinge_and_squared_bound_the_mistake(m):
    mistake = 1 if m <= 0 else 0
    assert max(0, 1 - m) >= mistake
    assert (1 - m) ** 2 >= mistake


@pytest.mark.claim(
    "loss-functions/nats",
    "Cross-entropy in nats is below 1 for every margin between −ln(e − 1) = −0.541 and 0, where the case is wrong, and "
    "at least 1 up to −0.541.",
)
@given(margins)
def test_nats_do_not_bound_the_mistake(m):
    corner = -math.log(math.e - 1)
    assert corner == pytest.approx(-0.541, abs=0.0005)
    assert math.log(2) < 1
    assume(abs(m - corner) > 1e-9)
    assert (math.log1p(math.exp(-m)) >= 1) == (m < corner)


@pytest.mark.claim(
    "loss-functions/bits",
    "Cross-entropy in bits, for two classes or more, is at least 1 wherever another class has at least the true "
    "class's probability, so the share of mistakes is at most the mean cross-entropy in nats divided by ln 2.",
)
@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(small, min_size=4, max_size=4), st.integers(0, 3)), min_size=1, max_size=8))
def test_bits_bound_the_mistake(cases):
    """A mistake is found by comparing scores, as fractions of their powers; no logarithm decides it."""
    wrong = 0
    for scores, label in cases:
        powers = [Fraction(math.exp(score)) for score in scores]
        mistaken = any(power >= powers[label] for j, power in enumerate(powers) if j != label)
        p = powers[label] / sum(powers)
        assert not mistaken or p <= Fraction(1, 2)
        wrong += mistaken
    nats = cross_entropy()([scores for scores, _ in cases], [label for _, label in cases])[0]
    assert wrong / len(cases) <= nats / math.log(2) + 1e-9


def fitted(X, s, loss, slope):
    """Return the margins of the linear model that minimises ½‖w‖² plus the sum of losses of the margin."""
    free = np.append(np.ones(X.shape[1] - 1), 0)  # no penalty on the intercept

    def cost(w):
        m = s * (X @ w)
        return w @ (free * w) / 2 + loss(m).sum(), free * w + X.T @ (s * slope(m))

    start = np.zeros(X.shape[1])
    return s * (X @ minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 20_000, "maxfun": 50_000}).x)


@pytest.mark.claim(
    "loss-functions/trained",
    "On the standardised breast cancer data, beside a penalty of ½‖w‖², the linear fit by squared loss makes more than "
    "twice as many mistakes as those by cross-entropy, hinge and squared hinge, and each of the first three has the "
    "lowest mean of its own loss.",
)
def test_squared_loss_makes_more_mistakes_on_the_tumours():
    """Minimised by a quasi-Newton method, the hinge with its kink rounded off over 0.01."""
    X, y = load_breast_cancer(return_X_y=True)
    X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(len(X))])
    s = 2 * y - 1
    margin = {
        "bits": fitted(X, s, lambda m: np.logaddexp(0, -m), lambda m: -expit(-m)),
        "hinge": fitted(X, s, lambda m: 0.01 * np.logaddexp(0, (1 - m) / 0.01), lambda m: -expit((1 - m) / 0.01)),
        "squared": fitted(X, s, lambda m: (1 - m) ** 2 / 2, lambda m: m - 1),
        "squared hinge": fitted(X, s, lambda m: np.maximum(0, 1 - m) ** 2 / 2, lambda m: np.minimum(0, m - 1)),
    }
    mistakes = {name: np.mean(m <= 0) for name, m in margin.items()}
    assert mistakes["squared"] > 2 * max(mistakes["bits"], mistakes["hinge"], mistakes["squared hinge"])
    losses = {
        "bits": lambda m: np.mean(np.logaddexp(0, -m)),
        "hinge": lambda m: np.mean(np.maximum(0, 1 - m)),
        "squared": lambda m: np.mean((1 - m) ** 2),
    }
    for name, loss in losses.items():
        assert min(margin, key=lambda other: loss(margin[other])) == name


values = st.lists(st.fractions(-50, 50, max_denominator=10), min_size=1, max_size=9)


@pytest.mark.claim(
    "loss-functions/centre",
    "The mean is the constant of least squared cost, and a median one of least absolute cost.",
)
@settings(deadline=None)
@given(values, st.fractions(-60, 60, max_denominator=10))
def test_squares_ask_for_the_mean_and_sizes_for_the_median(rents, other):
    mean, median = sum(rents) / len(rents), sorted(rents)[len(rents) // 2]
    assert sum((mean - y) ** 2 for y in rents) <= sum((other - y) ** 2 for y in rents)
    assert sum(abs(median - y) for y in rents) <= sum(abs(other - y) for y in rents)


@pytest.mark.claim(
    "loss-functions/barely-wrong",
    "For a mistake cross-entropy in nats can be as low as ln 2, Huber's loss of 1 − m with δ = 1 as low as ½, the "
    "squared loss of the probability as low as ¼, and none is lower.",
)
@given(st.floats(0.5, 1, exclude_max=True))
@example(0.5)
def test_three_losses_are_below_one_for_a_narrow_mistake(p_wrong):
    p_true = 1 - p_wrong
    m = math.log(p_true / p_wrong)
    huber = abs(1 - m) - 0.5 if abs(1 - m) > 1 else (1 - m) ** 2 / 2
    nats, probability = -math.log(p_true), (1 - p_true) ** 2
    assert nats >= math.log(2) - 1e-12
    assert huber >= 0.5 - 1e-12
    assert probability >= 0.25
    if p_wrong == 0.5:
        assert (nats, huber, probability) == pytest.approx((math.log(2), 0.5, 0.25))
