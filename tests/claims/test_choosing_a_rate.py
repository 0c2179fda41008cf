"""The claims of docs/descent/choosing-a-rate.md."""

import functools
import math
import random
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.claims.test_learning_rate import Bowl, eigenvalues_of_line, noisy_line, seeds, sizes

SNIPPETS = Path(__file__).parents[2] / "snippets" / "choosing-a-rate"
positive = st.floats(min_value=0.1, max_value=100)


@functools.cache
def backtracking_step():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "backtracking.py"))["backtracking_step"]


@pytest.mark.claim(
    "choosing-a-rate/start-at-a-hundredth",
    "0.01 is stable on three of the six pairs of data set and loss in the table; their bounds span a factor of 1e6.",
    rate=0.01,
    stable=[False, False, True, True, True, False],
    span=1e6,
)
@pytest.mark.refuted("0.03 is stable on the same three.", rate=0.03)
@pytest.mark.refuted("It is stable on the noisy line's sum, too.", stable=[False, False, True, True, True, True])
@pytest.mark.refuted("The bounds span a factor of 1.02e6.", span=1.02e6)
def test_a_hundredth_is_stable_for_three_of_six(rate, stable, span):
    areas = [1000, 1500, 2000, 2500]
    largest = eigenvalues_of_line(noisy_line()[0])[1]
    bounds = [
        2 / (2 * sum(area**2 for area in areas)),
        2 / (2 * sum(area**2 for area in areas) / 4),
        2 / (2 * sum((area / 1000) ** 2 for area in areas)),
        2 / largest,
        2 / (largest / 2),
        2 / (largest * 100),
    ]
    assert [bound > rate for bound in bounds] == stable
    assert max(bounds) / min(bounds) == pytest.approx(span, rel=0.01)


@pytest.mark.claim(
    "choosing-a-rate/conventions",
    "Half the mean doubles the bound of the mean; the sum over n cases divides it by n.",
    half=2,
    total=lambda cases: 1 / cases,
)
@pytest.mark.refuted("Half the mean halves it.", half=1 / 2)
@pytest.mark.refuted("The sum divides it by n − 1.", total=lambda cases: 1 / (cases - 1))
@given(st.integers(2, 50), sizes, seeds)
def test_the_constant_in_front_moves_the_bound(half, total, cases, size, seed):
    """Measure the Hessian of each loss as second differences, which are exact for a parabola."""
    rng = np.random.default_rng(seed)
    X, y = rng.uniform(0, 10, (cases, size)), rng.uniform(0, 10, cases)

    def bound(summary):
        def loss(w):
            return summary((X @ w - y) ** 2)

        sides = np.eye(size)
        hessian = [[loss(a + b) - loss(a) - loss(b) + loss(0 * a) for b in sides] for a in sides]
        return 2 / np.linalg.eigvalsh(hessian)[-1]

    of_mean = bound(np.mean)
    assert bound(lambda squares: np.mean(squares) / 2) == pytest.approx(half * of_mean)
    assert bound(np.sum) == pytest.approx(of_mean * total(cases))


@pytest.mark.claim(
    "choosing-a-rate/range-test",
    "On the noisy line each step of the range test lowers the loss until the rate is over four times the bound.",
    times=4,
)
@pytest.mark.refuted("Until it is over five times the bound.", times=5)
def test_the_range_test_shows_trouble_late(times):
    """Computed from the product of the factors in each eigendirection, without a gradient."""
    x, y = noisy_line()
    best = np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1]
    rates = np.geomspace(1e-5, 0.2, 100)
    excess = np.zeros(100)  # after the step with each rate
    for eigenvalue in eigenvalues_of_line(x):
        direction = np.array([eigenvalue - 2, 2 * np.mean(x)])
        along = direction @ best / math.hypot(*direction)
        excess += eigenvalue / 2 * np.cumprod(1 - rates * eigenvalue) ** 2 * along**2
    over = np.flatnonzero(rates > times * 2 / eigenvalues_of_line(x)[1])[0]
    assert np.all(np.diff(excess[: over + 1]) < 0)


@pytest.mark.claim(
    "choosing-a-rate/stops-short",
    "On a quadratic, rates that shrink by a fixed factor leave a share of the distance in each direction of positive "
    "curvature for ever, unless one step lands on the minimum of that direction.",
    rates=lambda first, shrink, steps: first * shrink**steps,
)
@pytest.mark.refuted("Rates that shrink like 1/k do so, too.", rates=lambda first, _, steps: first / (1 + steps))
@pytest.mark.refuted(
    "Rates that shrink to a hundredth of the first, and no further, do so, too.",
    rates=lambda first, shrink, steps: first * np.maximum(shrink**steps, 0.01),
)
@given(st.floats(0.01, 3), positive, st.floats(0.5, 0.99))
def test_a_decay_stops_short(rates, product, eigenvalue, shrink):
    """Once the rates still to come sum to half of 1/λ, half of what is left then is left for ever (Weierstrass)."""
    first = product / eigenvalue
    late = max(0, math.ceil(math.log((1 - shrink) / (2 * product)) / math.log(shrink)))
    factors = 1 - eigenvalue * rates(first, shrink, np.arange(late + 10_000.0))
    assume(np.all(factors != 0))
    left = np.cumsum(np.log(np.abs(factors)))
    assert left[-1] - left[late] > math.log(1 / 2)


def test_backtracking_refuses_what_it_cannot_answer():
    step = backtracking_step()
    bowl = (lambda w: w @ w, lambda w: 2 * w)
    with pytest.raises(ValueError, match="a wrong gradient"):
        step(bowl[0], lambda w: -2 * w, np.ones(2))
    for setting in ({"shrink": 1.5}, {"shrink": math.nan}, {"fraction": 0}, {"rate": -1}, {"rate": math.inf}):
        (name,) = setting
        with pytest.raises(ValueError, match=f"want > 0, < 1, < 1: .*{name}"):
            step(*bowl, np.ones(2), **setting)
    for w in (np.ones((2, 2)), 1.0):
        with pytest.raises(ValueError, match=r"shapes? .*\(d,\)"):
            step(lambda w: np.sum(w * w), bowl[1], w)
    with pytest.raises(ValueError, match=r"shapes? .*\(d,\)"):
        step(bowl[0], lambda w: w[:1], np.ones(2))
    for broken in ((bowl[0], lambda w: math.nan * w), (lambda w: math.nan, bowl[1]), (lambda w: math.inf, bowl[1])):
        with pytest.raises(ValueError, match="finite"):
            step(*broken, np.ones(2))
    with pytest.raises(ValueError, match="w must be finite, of shape"):
        step(*bowl, [])


def test_backtracking_shrinks_away_from_where_the_loss_is_no_number():
    def barrier(w):
        return w[0] - math.log(w[0]) if w[0] > 0 else math.nan if w[0] < 0 else -math.inf

    after, _ = backtracking_step()(barrier, lambda w: 1 - 1 / w, np.array([3]), rate=4.5)  # 4.5 leads to 0
    assert 0 < after[0] < 3
    after, used = backtracking_step()(lambda w: w @ w, lambda w: 2 * w, np.array([3, 200], dtype=np.uint8))
    assert (after.tolist(), used) == ([0, 0], 0.5)


@pytest.mark.claim(
    "choosing-a-rate/backtracking",
    "On a quadratic with positive eigenvalues a backtracking step not from the minimum lowers the loss, goes at most "
    "as far as the lowest point on its line, and at least half as far if it had to halve the rate.",
    farthest=1,
    nearest=1 / 2,
)
@pytest.mark.refuted("It goes at most 0.99 as far.", farthest=0.99)
@pytest.mark.refuted("Having halved the rate it goes at least 0.55 as far.", nearest=0.55)
@given(seeds, sizes, st.floats(-3, 3))
def test_backtracking_lowers_the_loss(farthest, nearest, seed, size, exponent):
    bowl, rate = Bowl(seed, size), 10**exponent
    after, used = backtracking_step()(bowl.loss, bowl.gradient, bowl.start, rate=rate)
    assert bowl.loss(after) < bowl.loss(bowl.start)
    slope = bowl.gradient(bowl.start)
    lowest = slope @ slope / (slope @ bowl.hessian @ slope)  # the rate of the lowest point
    assert 0 < used <= rate
    assert used <= farthest * lowest * (1 + 1e-9)
    assert used == rate or used >= nearest * lowest * (1 - 1e-9)


@pytest.mark.claim(
    "choosing-a-rate/either-nearer",
    "On 40 fresh draws of the hundred points, after as many products with X, the rate 0.99 of the bound is nearer than "
    "100 backtracking steps on at least a third, and farther on at least a third.",
    share=0.99,
    part=1 / 3,
)
@pytest.mark.refuted("So it is with the rate 0.5 of the bound.", share=0.5)
@pytest.mark.refuted("Each is nearer on at least 48% of them.", part=0.48)
def test_backtracking_and_a_known_rate_lead_in_turn(share, part):
    leads = 0
    for products, hessian, best, reached in backtracked():
        rate = share * 2 / np.linalg.eigvalsh(hessian)[-1]
        away = np.linalg.matrix_power(np.eye(2) - rate * hessian, products // 2) @ best
        leads += away @ hessian @ away / 2 < reached
    assert part <= leads / 40 <= 1 - part


@functools.cache
def backtracked():
    """Return, for fresh points: products with X in 100 steps, Hessian, best fit, and the loss above the least."""
    rows = []
    for seed in range(100, 140):
        rng = np.random.default_rng(seed)
        X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
        y = X @ [3, 7] + rng.normal(0, 2, 100)
        hessian, best, w, products = X.T @ X / 50, np.linalg.solve(X.T @ X, X.T @ y), np.zeros(2), 0
        for _ in range(100):
            try:
                w, rate = backtracking_step()(
                    lambda w, X=X, y=y: np.mean((X @ w - y) ** 2), lambda w, X=X, y=y: X.T @ (X @ w - y) / 50, w
                )
            except ValueError:  # at the minimum
                break
            products += round(4 - math.log2(rate))  # two for the gradient, one at w, one for each rate tried
        rows.append((products, hessian, best, (w - best) @ hessian @ (w - best) / 2))
    return rows


@pytest.mark.claim(
    "choosing-a-rate/one-batch",
    "Backtracking on the loss of one house at a time finds the exact price of the four houses, and after haggling "
    "stays more than 1 away from the least squares price in the median.",
    prices=[250, 350, 450, 550],
    haggled=[260, 340, 460, 540],
)
@pytest.mark.refuted("It finds the best price where one house asks 10 more.", prices=[250, 350, 450, 560])
@pytest.mark.refuted("So it does if each area costs 20 more a unit.", haggled=[270, 380, 490, 600])
def test_the_loss_of_one_batch_misleads_the_search(prices, haggled):
    """Prices and areas in thousands; the price of the land is 50."""
    areas = [1.0, 1.5, 2.0, 2.5]

    def last_distances(prices):
        best = sum((price - 50) * area for price, area in zip(prices, areas, strict=True)) / sum(a * a for a in areas)
        w, draw, distances = np.array([100.0]), random.Random(3), []
        for _ in range(200):
            area, price = draw.choice(list(zip(areas, prices, strict=True)))
            try:
                w, _ = backtracking_step()(
                    lambda w, area=area, price=price: (50 + w[0] * area - price) ** 2,
                    lambda w, area=area, price=price: 2 * (50 + w * area - price) * area,
                    w,
                )
            except ValueError:  # this house is content
                assert abs(50 + w[0] * area - price) < 1e-5
            distances.append(abs(w[0] - best))
        return np.median(distances[100:])

    assert last_distances(prices) < 1e-6
    assert last_distances(haggled) > 1


@pytest.mark.claim(
    "choosing-a-rate/standardised",
    "For d standardised columns and an intercept the bound of the mean squared error lies between 1/d and 1.",
    lowest=1,
    highest=1,
)
@pytest.mark.refuted("It lies between 1.01/d and 1.", lowest=1.01)
@pytest.mark.refuted("It lies between 1/d and 0.99.", highest=0.99)
@given(st.integers(0, 10**6), st.integers(1, 5), st.floats(0, 1))
@example(1, 3, 0.0)  # copies of one column
@example(1, 1, 1.0)
def test_standardised_columns_have_a_bound_between(lowest, highest, seed, d, own):
    """The largest curvature is 2/n times the square of the largest singular value of the table, ones included."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, 1)) + own * rng.normal(size=(20, d))
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    bound = 20 / np.linalg.norm(np.column_stack([X, np.ones(20)]), 2) ** 2
    assert lowest / d <= bound * (1 + 1e-9)
    assert bound <= highest * (1 + 1e-9)
