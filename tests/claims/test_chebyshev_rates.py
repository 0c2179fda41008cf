"""The claims of docs/descent/chebyshev-rates.md; oracles: exact products, Chebyshev's polynomials, second moments."""

import functools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.claims.test_schedules import noisy_line

SNIPPETS = Path(__file__).parents[2] / "snippets" / "chebyshev-rates"


@functools.cache
def chebyshev_rates():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "chebyshev.py"))["chebyshev_rates"]


def polynomial(n, low, high, curvature=0.0):
    """Return NumPy's Chebyshev polynomial of degree n at a curvature, stretched to the interval."""
    return np.polynomial.chebyshev.chebval((high + low - 2 * curvature) / (high - low), [0] * n + [1])


def limits():
    X, _ = noisy_line()
    return np.linalg.eigvalsh(X.T @ X / 50)


@pytest.mark.claim(
    "chebyshev-rates/sixty",
    "On the noisy line 60 Chebyshev rates, small and large by turns, end within 0.001, where the constant rate "
    "2/(λ_min + λ_max) needs 676 steps; in falling or rising order they end over 1e9 away, though on paper all end at "
    "the same place.",
    count=60,
    alternate=True,
    fewer=0,
)
@pytest.mark.refuted("In falling order they end within 0.001, too.", alternate=False)
@pytest.mark.refuted("50 of them, the smallest left out, are enough.", count=50)
@pytest.mark.refuted("The constant rate needs 675 steps.", fewer=1)
def test_long_steps_need_short_ones_between(count, alternate, fewer):
    (X, y), (low, high) = noisy_line(), limits()
    best = np.linalg.solve(X.T @ X, X.T @ y)
    points = (low + high) / 2 - (high - low) / 2 * np.cos((np.arange(60) + 0.5) * math.pi / 60)
    rates = 1 / points
    shares = [abs(math.prod(1 - Fraction(rate) * Fraction(each) for rate in rates.tolist())) for each in (low, high)]
    assert float(max(shares)) == pytest.approx(1 / math.cosh(60 * math.acosh((high + low) / (high - low))))
    assert max(rates) > 70 * 2 / high > 70 * min(rates)

    def away(rates):
        w = np.zeros(2)
        for rate in rates:
            w = w - rate * X.T @ (X @ w - y) / 50
        return np.linalg.norm(w - best)

    assert away(rates) > 1e9
    assert away(rates[::-1]) > 1e9
    rates, half = rates[:count], count // 2
    dealt = np.column_stack([rates[half:][::-1], rates[:half]]).ravel() if alternate else rates
    assert away(dealt) < 1e-3
    constant = [2 / (low + high)] * (676 - fewer)
    assert away(constant) < 1e-3 <= away(constant[1:])


@pytest.mark.claim(
    "chebyshev-rates/worst",
    "n Chebyshev rates leave at most 2ρⁿ/(1 + ρ²ⁿ) of the distance at curvatures from λ_min to λ_max, with "
    "ρ = (√κ − 1)/(√κ + 1), and no other n rates promise less.",
    share=lambda rho, n: 2 * rho**n / (1 + rho ** (2 * n)),
    even=False,
)
@pytest.mark.refuted("They leave at most 1.99ρⁿ/(1 + ρ²ⁿ).", share=lambda rho, n: 1.99 * rho**n / (1 + rho ** (2 * n)))
@pytest.mark.refuted("So do the inverses of n curvatures at equal distances.", even=True)
@settings(max_examples=60)
@given(st.integers(2, 12), st.floats(1.5, 1e4), st.floats(0.1, 10), st.integers(0, 10**6), st.floats(1e-4, 1))
@example(2, 4.0, 1.0, 0, 1e-4)
def test_no_other_rates_promise_less(share, even, n, kappa, low, seed, spread):
    """Other rates lose at one of the n + 1 curvatures where Chebyshev's curve is highest."""
    high, rho = kappa * low, (math.sqrt(kappa) - 1) / (math.sqrt(kappa) + 1)
    rates = 1 / np.linspace(low, high, n) if even else chebyshev_rates()(low, high, n)
    extremes = (high + low) / 2 - (high - low) / 2 * np.cos(np.arange(n + 1) * math.pi / n)
    between = np.concatenate([extremes, np.linspace(low, high, 997)])
    promised = share(rho, n)
    left = np.prod(1 - np.multiply.outer(between, rates), axis=1)
    assert np.abs(left).max() <= promised * (1 + 1e-6)
    assert left == pytest.approx(polynomial(n, low, high, between) / polynomial(n, low, high), abs=1e-6)
    others = rates * np.exp(spread * np.random.default_rng(seed).normal(size=n))
    assert np.abs(np.prod(1 - np.multiply.outer(extremes, others), axis=1)).max() >= promised * (1 - 1e-6)


@given(st.integers(1, 80), st.floats(1.1, 1e4), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_in_this_order_rounding_does_no_harm(n, kappa, seed):
    """It is the collection of the formula; a run in turned directions ends where the polynomial says."""
    rates = chebyshev_rates()(1, kappa, n)
    angles = np.pi * (np.arange(n) + 0.5) / n
    assert np.sort(1 / rates) == pytest.approx(np.sort((kappa + 1) / 2 - (kappa - 1) / 2 * np.cos(angles)))
    rng = np.random.default_rng(seed)
    turn, curvatures = np.linalg.qr(rng.normal(size=(4, 4)))[0], rng.uniform(1, kappa, 4)
    start = rng.normal(size=4)
    w = turn @ start
    for rate in rates:
        w = w - rate * turn @ (curvatures * (turn.T @ w))
    expected = polynomial(n, 1, kappa, curvatures) / polynomial(n, 1, kappa) * start
    assert turn.T @ w == pytest.approx(expected, abs=1e-8)


def test_chebyshev_rates_refuse_what_makes_no_sense():
    rates = chebyshev_rates()
    assert rates(1, 3, 1) == pytest.approx([0.5])
    for low, high in ((0, 1), (2, 1), (1, 1), (1, math.inf), (math.nan, 1), (1, math.nan)):
        with pytest.raises(ValueError, match="smallest"):
            rates(low, high, 3)
    for steps in (0, -1, 2.5, True):
        with pytest.raises(ValueError, match="steps"):
            rates(1, 2, steps)


@pytest.mark.claim(
    "chebyshev-rates/limit",
    "As momentum, with shares s₁ = δ/μ and s = 1/(2μ/δ − s before), momentum s·(s before) and rate 2s/δ, first 1/μ, "
    "Chebyshev's curve is met after each step; μ is the middle and δ half the length of the interval. The numbers tend "
    "to the heavy ball's best pair, and the rate stays below twice the bound 2/λ_max.",
    middle=lambda low, high: (low + high) / 2,
    tends=lambda low, high: 4 / (math.sqrt(high) + math.sqrt(low)) ** 2,
)
@pytest.mark.refuted("So it is with the geometric middle.", middle=lambda low, high: math.sqrt(low * high))
@pytest.mark.refuted("The rate tends to the best constant one.", tends=lambda low, high: 2 / (low + high))
@settings(max_examples=40)
@given(st.floats(1.5, 1e3), st.floats(0.1, 10), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_chebyshev_as_momentum(middle, tends, kappa, low, places):
    """Followed in several directions at once, against NumPy's polynomials."""
    high, half = kappa * low, (kappa - 1) * low / 2
    curvatures = low + (high - low) * np.array(places)
    away, move, share, centre = np.ones(len(places)), np.zeros(len(places)), 0.0, middle(low, high)
    for k in range(600):
        new = 1 / (2 * centre / half - share) if k else half / centre
        rate = 2 * new / half if k else 1 / centre
        move = new * share * move - rate * curvatures * away
        away, share = away + move, new
        assert rate < 2 * 2 / high
        if k < 12:
            curve = polynomial(k + 1, low, high, curvatures) / polynomial(k + 1, low, high)
            assert away == pytest.approx(curve, abs=1e-7)
    root = math.sqrt(kappa)
    assert rate == pytest.approx(tends(low, high))
    assert share**2 == pytest.approx(((root - 1) / (root + 1)) ** 2)


@pytest.mark.claim(
    "chebyshev-rates/limits",
    "On the noisy line, with the largest curvature guessed 2% too low 60 Chebyshev rates leave over 1,000 times the "
    "distance in the steepest direction; guessed 10% too high they leave under twice as much as with the true one.",
    wrong=0.98,
    times=2,
)
@pytest.mark.refuted("So they do when it is guessed 1% too low.", wrong=0.99)
@pytest.mark.refuted("Guessed too high they leave less than 1.5 times as much.", times=1.5)
def test_guess_the_largest_curvature_high(wrong, times):
    low, high = limits()

    def left(guess):
        points = (low + guess) / 2 - (guess - low) / 2 * np.cos((np.arange(60) + 0.5) * math.pi / 60)
        return [abs(math.prod(1 - Fraction(each) / Fraction(p) for p in points.tolist())) for each in (low, high)]

    assert left(wrong * high)[1] > 1000
    assert max(left(1.1 * high)) < times * max(left(high))


@pytest.mark.claim(
    "chebyshev-rates/noise",
    "On the noisy line with batches of ten drawn with replacement the mean loss above the least after the 60 Chebyshev "
    "rates is over 1e30, in Leja's order, by turns, falling or rising; after 60 steps at 1/λ_max it is below 10.",
    above=1e30,
    batch=10,
)
@pytest.mark.refuted("It is over 1e60.", above=1e60)
@pytest.mark.refuted("So it is with batches of ten thousand.", batch=10_000)
def test_long_steps_multiply_the_noise(above, batch):
    """From the exact recursion of the second moments of the distance; the last number is that of batches of ten."""
    (X, y), (low, high) = noisy_line(), limits()
    best = np.linalg.solve(X.T @ X, X.T @ y)
    parts = 2 * np.einsum("ni,nj->nij", X, X)
    slopes = 2 * (X @ best - y)[:, None] * X
    hessian, eye = parts.mean(axis=0), np.eye(2)
    away = parts - hessian
    spread = np.einsum("nij,nkl->ikjl", away, away).reshape(4, 4) / 100
    mixed = (np.einsum("nij,nk->ikj", away, slopes) + np.einsum("nkj,ni->ikj", away, slopes)).reshape(4, 2) / 100
    noise = (slopes.T @ slopes / 100).ravel()

    def mean_gap(rates, batch=batch):
        mean, second = -best, np.outer(best, best).ravel()
        for rate in rates:
            once = eye - rate * hessian
            second = (np.kron(once, once) + rate**2 * spread / batch) @ second
            second = second + rate**2 * (mixed @ mean + noise) / batch
            mean = once @ mean
        return np.trace(hessian / 2 @ second.reshape(2, 2))

    rates = chebyshev_rates()(low, high, 60)
    falling = np.sort(rates)[::-1]
    turns = np.column_stack([falling[30:][::-1], falling[:30]]).ravel()
    assert min(mean_gap(order) for order in (rates, falling, falling[::-1], turns)) > above
    assert mean_gap(np.full(60, 1 / high), 10) < 10
