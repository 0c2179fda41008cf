"""The claims of docs/descent/schedules.md; oracles: fractions, closed forms, exact second moments, plain loops."""

import functools
import itertools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes

SNIPPETS = Path(__file__).parents[2] / "snippets" / "schedules"
numbers = st.fractions(min_value=-5, max_value=5, max_denominator=8)


@functools.cache
def kept(program):
    """Return the functions that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / f"{program}.py"))


def noisy_line():
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    return np.column_stack([x, np.ones(100)]), y


@functools.cache
def patients():
    X, y = load_diabetes(return_X_y=True, scaled=False)
    X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
    return X, y, np.linalg.solve(X.T @ X, X.T @ y)


def ends(shares, bases, seeds=range(100, 111)):
    """Return the loss above the least after batches of 17, a row for each base rate, a column for each seed."""
    X, y, best = patients()
    hessian, result = X.T @ X / 442, np.empty((len(bases), len(seeds)))
    for column, seed in enumerate(seeds):
        rng, w = np.random.default_rng(seed), np.zeros((len(bases), 11))
        for share in shares:
            rows = rng.choice(442, 17)
            w = w - share * np.array(bases)[:, None] * 2 / 17 * (w @ X[rows].T - y[rows]) @ X[rows]
            w[np.abs(w).max(axis=1) > 1e6] = 1e6
        away = w - best
        result[:, column] = np.sum(away @ hessian * away, axis=1)
    return result


def half_cosine(steps):
    return [(1 + math.cos(math.pi * k / steps)) / 2 for k in range(steps)]


GRID = np.geomspace(0.001, 0.3, 14)


@pytest.mark.claim(
    "schedules/any-order",
    "On a quadratic without noise, the end of gradient descent does not depend on the order of the rates.",
)
@settings(max_examples=40)
@given(st.lists(numbers, min_size=2, max_size=5), st.randoms(), *[numbers] * 7)
def test_rates_may_be_dealt_in_any_order(rates, random, a, b, c, d, e, x, z):
    def end(rates):
        u, v = x, z
        for rate in rates:  # the gradient of a(u−d)²/2 + b(u−d)(v−e) + c(v−e)²/2
            u, v = u - rate * (a * (u - d) + b * (v - e)), v - rate * (b * (u - d) + c * (v - e))
        return u, v

    assert end(random.sample(rates, len(rates))) == end(rates)


@pytest.mark.claim(
    "schedules/falling-order",
    "On the noisy line with batches of ten drawn with replacement, the mean loss above the least after the page's 300 "
    "rates is over ten times as high in rising order as in falling.",
)
def test_with_noise_the_falling_order_ends_lower():
    """From the exact recursion of the second moments of the distance."""
    X, y = noisy_line()
    best = np.linalg.solve(X.T @ X, X.T @ y)
    parts = 2 * np.einsum("ni,nj->nij", X, X)
    slopes = 2 * (X @ best - y)[:, None] * X
    hessian, eye = parts.mean(axis=0), np.eye(2)
    spread = np.mean([np.kron(part - hessian, part - hessian) for part in parts], axis=0) / 10
    mixed = np.mean(
        [np.kron(part - hessian, slope[:, None]) for part, slope in zip(parts, slopes, strict=True)], axis=0
    )
    swapped = np.mean(
        [np.kron(slope[:, None], part - hessian) for part, slope in zip(parts, slopes, strict=True)], axis=0
    )
    noise = (slopes.T @ slopes / 1000).ravel()

    def mean_gap(rates):
        mean, second = -best, np.outer(best, best).ravel()
        for rate in rates:
            once = eye - rate * hessian
            second = (np.kron(once, once) + rate**2 * spread) @ second
            second = second + rate**2 * ((mixed + swapped) @ mean / 10 + noise)
            mean = once @ mean
        return np.trace(hessian / 2 @ second.reshape(2, 2))

    falling = [0.028 * share for share in half_cosine(300)]
    assert mean_gap(falling[::-1]) > 10 * mean_gap(falling)


@pytest.mark.claim(
    "schedules/falling-is-best",
    "On a quadratic with independent noise of fixed variance, of all orders of the same positive rates the falling one "
    "ends with the least mean square; neighbours a > b in this order leave 2abλ(a − b)σ² less than in the other.",
)
@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.fractions("1/20", 3, max_denominator=20), min_size=2, max_size=5),
    st.fractions("1/10", 3),
    st.fractions("1/10", 9),
    numbers,
)
def test_with_fixed_noise_the_falling_order_is_the_best(rates, curvature, variance, start):
    """Every order, in fractions; along any other direction it is the same order that is best."""

    def mean_square(order):
        square = start**2
        for rate in order:
            square = (1 - rate * curvature) ** 2 * square + rate**2 * variance
        return square

    falling = sorted(rates, reverse=True)
    assert mean_square(falling) == min(mean_square(order) for order in itertools.permutations(rates))
    a, b = falling[:2]
    assert mean_square([b, a]) - mean_square([a, b]) == 2 * a * b * curvature * (a - b) * variance


@pytest.mark.claim(
    "schedules/restarts",
    "The cosine stays at `last` from its last step on; with growth 2 restarts begin at the base anew at the steps "
    "first·(2^j − 1), and between them the rate falls.",
)
@given(st.floats(1e-6, 1e3), st.floats(0, 1), st.integers(1, 9), st.integers(1, 3))
def test_a_cosine_lands_and_restarts(base, share, first, growth):
    last = share * base
    rate = kept("cosine")["cosine"](base, first, last)
    assert rate(0) == pytest.approx(base)
    assert rate(first) == rate(first + 7) == pytest.approx(last)
    assert rate(first / 2) == pytest.approx((base + last) / 2)
    again = kept("cosine")["restarts"](base, first, growth, last)
    starts = {first * sum(growth**i for i in range(j)) for j in range(6)}
    for step in range(max(starts)):
        assert (again(step) == pytest.approx(base, rel=1e-9)) == (step in starts) or share > 0.99
        if step + 1 not in starts:
            assert again(step + 1) <= again(step) * (1 + 1e-12)


@given(st.integers(0, 20), st.integers(0, 60))
def test_warm_up_rises_to_the_schedule_and_then_is_it(steps, step):
    falling = kept("falling")
    schedule = falling["one_over_t"](0.5, half=10)
    rate = kept("warm_up")["warm_up"](schedule, steps)
    assert schedule(10) == 0.25
    assert rate(step) == pytest.approx(0.5 * (step + 1) / steps if step < steps else 0.5 / (1 + (step - steps) / 10))
    assert falling["exponential"](0.5, 0.9)(step) == pytest.approx(0.5 * 0.9**step)
    assert falling["step_decay"](0.5, 0.1, every=7)(step) == pytest.approx(0.5 * 10.0 ** -(step // 7))
    assert falling["constant"](0.5)(step) == 0.5


@pytest.mark.parametrize(
    ("program", "name", "arguments"),
    [
        ("falling", "constant", (0,)),
        ("falling", "constant", (math.inf,)),
        ("falling", "constant", (math.nan,)),
        ("falling", "step_decay", (0.1, 1.1, 5)),
        ("falling", "step_decay", (0.1, 0.5, 0)),
        ("falling", "exponential", (0.1, 0)),
        ("falling", "one_over_t", (0.1, -1)),
        ("cosine", "cosine", (0.1, 0)),
        ("cosine", "cosine", (0.1, 10, 0.2)),
        ("cosine", "cosine", (math.nan, 10)),
        ("cosine", "restarts", (0.1, 10, 0.5)),
        ("cosine", "restarts", (0.1, 0)),
        ("cosine", "restarts", (0.1, 10, math.inf)),
        ("warm_up", "warm_up", (abs, -1)),
        ("warm_up", "warm_up", (abs, 1.5)),
        ("warm_up", "warm_up", (abs, math.inf)),
    ],
)
def test_a_schedule_refuses_what_makes_no_sense(program, name, arguments):
    with pytest.raises(ValueError, match=r"must be|no cosine"):
        kept(program)[name](*arguments)


@functools.cache
def best_constant():
    """Return the lowest median that a constant rate of the grid reaches in 1,000 updates."""
    return np.median(ends([1.0] * 1000, GRID), axis=1).min()


@pytest.mark.claim(
    "schedules/beats-constant",
    "On the diabetes data after 1,000 updates with batches of 17, step and cosine at the base rate 0.1935 "
    "end below half of the median of the best constant rate of the grid.",
)
def test_falling_rates_end_below_half_of_the_constant():
    shapes = [
        half_cosine(1000),
        [0.1 ** (3 * k // 1000) for k in range(1000)],
    ]
    for shares in shapes:
        assert np.median(ends(shares, [0.1935])) < best_constant() / 2


@pytest.mark.claim(
    "schedules/budget",
    "On the diabetes data, each tuned on the grid, the step schedule ends above 1/t with 50 updates, and with 2,000 it "
    "ends below half of it.",
)
def test_the_budget_turns_the_ranking_round():
    def tuned(shape, updates, bases=GRID):
        shares = [shape(k / updates) for k in range(updates)]
        return np.median(ends(shares, bases, range(100, 107 if updates > 100 else 131)), axis=1).min()

    def step(t):
        return 0.1 ** math.floor(3 * t)

    def over_t(t):
        return 1 / (1 + 9 * t)

    assert tuned(step, 50) > tuned(over_t, 50)
    assert tuned(step, 2000, [0.1247, 0.1935]) < tuned(over_t, 2000) / 2


@pytest.mark.claim(
    "schedules/forgives",
    "On the diabetes data after 1,000 updates, the cosine ends below the best constant rate's median at at least seven "
    "neighbouring base rates of the grid of 14.",
)
def test_the_cosine_beats_the_best_constant_at_many_base_rates():
    below = np.median(ends(half_cosine(1000), GRID), axis=1) < best_constant()
    longest = max(len(run) for run in "".join("x" if each else " " for each in below).split())
    assert longest >= 7


@pytest.mark.claim(
    "schedules/steep-start",
    "On w⁴/4 + w²/2 from w = 5, a constant rate of 2/26 or more never comes nearer to the minimum; with 20 updates "
    "of warm-up the base rate 1.159 converges to it.",
)
@given(st.fractions(min_value=Fraction(1, 13), max_value=3, max_denominator=1000))
def test_warm_up_lets_a_steep_start_bear_more(rate):
    def slope(w):  # by differences; the remainder of w⁴/4 is exactly w
        loss = [(w + side) ** 4 / 4 + (w + side) ** 2 / 2 for side in (1, -1)]
        return (loss[0] - loss[1]) / 2 - w

    w = Fraction(5)
    for _ in range(4):
        w -= rate * slope(w)
        assert abs(w) >= 5
    w = 5.0
    for step in range(60):
        w -= 1.159 * min(1, (step + 1) / 20) * (w**3 + w)
    assert abs(w) < 1e-12


@pytest.mark.claim(
    "schedules/linear-scaling",
    "With curvature λ, noise of variance σ² a case, batches of B and rate Bα, 0 < Bαλ < 2, the mean square settles at "
    "ασ²/(λ(2 − Bαλ)); from 2 on it does not settle.",
)
@given(
    st.fractions("1/100", 3, max_denominator=100), st.fractions("1/10", 9), st.fractions("1/10", 9), st.integers(1, 500)
)
def test_the_batch_is_left_in_one_bracket_only(product, curvature, variance, batch):
    rate = product / curvature  # of the batch, B times that of one case
    once = (1 - rate * curvature) ** 2
    added = rate**2 * variance / batch
    if product < 2:
        settled = added / (1 - once)  # the sum of the geometric series
        assert once < 1
        assert settled == rate / batch * variance / (curvature * (2 - product))
    else:
        assert once >= 1


@pytest.mark.claim(
    "schedules/rule-past-the-bound",
    "On the diabetes data, after five epochs, 442 times the best rate of single cases is above the bound 2/λ_max for "
    "all cases at once; 34 times it is below half of the bound.",
)
def test_the_rule_asks_for_too_much_at_442():
    X, y, best = patients()
    w = np.ones(11)
    for _ in range(500):  # the largest eigenvalue by repeated multiplication
        w = X.T @ (X @ w)
        largest, w = np.linalg.norm(w) * 2 / 442, w / np.linalg.norm(w)
    grid, medians = np.geomspace(0.0006, 0.0024, 7), []
    for rate in grid:
        losses = []
        for seed in range(100, 109):
            rng, w = np.random.default_rng(seed), np.zeros(11)
            for i in np.concatenate([rng.permutation(442) for _ in range(5)]):
                w = w - rate * 2 * (X[i] @ w - y[i]) * X[i]
            losses.append(np.mean((X @ (w - best)) ** 2))
        medians.append(np.median(losses))
    single = grid[np.argmin(medians)]
    assert 34 * single < 0.5 * 2 / largest < 442 * single / 2
    assert single == pytest.approx(0.0012, rel=0.45)  # flat near its lowest point, so it moves with the seeds


@pytest.mark.claim("schedules/cosine-sum", "The T rates of a cosine from base to zero sum to base·(T + 1)/2.")
@given(st.integers(1, 3000), st.floats(1e-4, 10))
def test_the_sum_of_a_cosine(steps, base):
    rate = kept("cosine")["cosine"](base, steps)
    assert math.fsum(rate(k) for k in range(steps)) == pytest.approx(base * (steps + 1) / 2)


@pytest.mark.claim(
    "schedules/stopped",
    "On the diabetes data at the base rate 0.1935, a cosine over 1,000 updates stopped at 500 ends over five times as "
    "high in the median as one over 500.",
)
def test_a_cosine_stopped_half_way_is_high():
    assert np.median(ends(half_cosine(1000)[:500], [0.1935])) > 5 * np.median(ends(half_cosine(500), [0.1935]))
