"""The claims of docs/descent/directions.md."""

import functools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.test_many_weights import (
    HOUSES,
    PRICES,
    bowl,
    house_best,
    house_hessian,
    kept,
    largest,
    loss,
    randoms,
    seeds,
    walked,
)


def even():
    """Return the page's 50 cases, intercept last."""
    rng = np.random.default_rng(1)
    X = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
    return X, X @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)


def left(hessian, best, share, steps):
    """Return which share of the excess loss is left after so many steps from zero."""
    away = walked(hessian, best, np.zeros(len(best)), share / largest(hessian), steps) - best
    return (away @ hessian @ away) / (best @ hessian @ best)


@pytest.mark.claim(
    "directions/share-learned",
    "On a quadratic with positive curvatures descent from zero covers 1 − (1 − αλᵢ)^k of direction i in k steps.",
    learned=lambda step, k: 1 - (1 - step) ** k,
)
@pytest.mark.refuted("It covers 1 − e^(−αλᵢk).", learned=lambda step, k: 1 - np.exp(-step * k))
@pytest.mark.refuted("It covers 1 − (1 − αλᵢ)^(2k), as of the loss.", learned=lambda step, k: 1 - (1 - step) ** (2 * k))
@given(seeds, st.integers(1, 6), st.integers(0, 50), st.floats(0.001, 0.05))
def test_each_direction_is_learned_by_the_formula(learned, seed, d, steps, rate):
    """The quadratic is built from chosen curvatures and directions; nobody looks for eigenvalues."""
    rng = np.random.default_rng(seed)
    curvatures = rng.uniform(0.1, 50, d)
    hessian, directions = bowl(seed, curvatures)
    best = directions @ rng.uniform(1, 2, d)
    descend = kept("many-weights/gradient_descent", "gradient_descent")
    w = descend(lambda w: hessian @ (w - best), np.zeros(d), steps, rate)[-1]
    share = (directions.T @ w) / (directions.T @ best)
    assert share == pytest.approx(learned(rate * curvatures, steps), rel=1e-6, abs=1e-6)


@pytest.mark.claim(
    "directions/billion",
    "At 1/λ_max the flattest direction of the five houses needs between 1.0 and 1.2 billion steps for 99% of its way.",
    between=(1_000_000_000, 1_200_000_000),
)
@pytest.mark.refuted("It needs less than 1.0 billion.", between=(800_000_000, 1_000_000_000))
@pytest.mark.refuted("It needs more than 1.2 billion.", between=(1_200_000_000, 1_400_000_000))
def test_the_flattest_direction_needs_a_billion_steps(between):
    """Power iteration with the inverse finds the direction; powers of the step's matrix walk along it."""
    hessian = house_hessian()
    flattest = np.linalg.matrix_power(np.linalg.inv(hessian), 30) @ np.ones(4)
    flattest /= np.linalg.norm(flattest)
    for steps, arrived in zip(between, (False, True), strict=True):
        after = walked(hessian, np.zeros(4), flattest, 1 / largest(hessian), steps)
        assert (flattest @ after < 0.01) == arrived


@functools.cache
def thousandth_step():
    """Return α‖∇J‖², what the 1000th step takes off the loss, in fractions, so that it is exact, and ‖∇J‖."""
    rate = Fraction(1 / largest(house_hessian()))
    w = [Fraction(a) for a in walked(house_hessian(), house_best(), np.zeros(4), float(rate), 999)]
    X, y = np.array(HOUSES, dtype=object), np.array(PRICES, dtype=object)
    gradient = Fraction(2, 5) * (X.T @ (X @ w - y))
    fall = loss(HOUSES, PRICES, w) - loss(HOUSES, PRICES, w - rate * gradient)
    return float(rate * gradient @ gradient), float(fall), math.sqrt(gradient @ gradient)


@pytest.mark.claim(
    "directions/fall",
    "A step takes α‖∇J‖² off a quadratic loss, less a share of at most αλ_max/2; the 1000th on the houses 3.2e-06 of "
    "it, with ‖∇J‖ = 4.98.",
    taken=1,
    share=Fraction(1, 2),
    length=4.98,
)
@pytest.mark.refuted("A step takes half of α‖∇J‖² off, for a small α.", taken=Fraction(1, 2))
@pytest.mark.refuted("What is less is a share of at most αλ_max/3.", share=Fraction(1, 3))
@pytest.mark.refuted("At the 1000th step on the houses ‖∇J‖ is 4.9.", length=4.9)
@given(st.integers(1, 4), randoms)
def test_the_loss_falls_by_the_rate_times_the_squared_gradient(taken, share, length, d, random):
    """The quadratic is Σ λᵢ wᵢ²/2 along its own directions, from random curvatures and places."""
    curvatures, w = ([Fraction(random.randint(1, 99), 9) for _ in range(d)] for _ in range(2))
    rate = Fraction(1, random.randint(1, 10**4))
    slopes = [c * a for c, a in zip(curvatures, w, strict=True)]

    def height(w):
        return sum(c * a * a for c, a in zip(curvatures, w, strict=True)) / 2

    promised = taken * rate * sum(s * s for s in slopes)
    fall = height(w) - height([a - rate * s for a, s in zip(w, slopes, strict=True)])
    assert promised * (1 - share * rate * max(curvatures)) <= fall <= promised
    expected, measured, norm = thousandth_step()
    assert measured == pytest.approx(expected, rel=0.001)
    assert measured == pytest.approx(3.2e-6, abs=0.05e-6)
    assert norm == pytest.approx(length, abs=0.01)


@pytest.mark.claim(
    "directions/half-billion",
    "At any fixed rate below 2/λ_max the flattest direction of the five houses needs over 0.5 billion steps for 99%.",
    bound=2,
    steps=500_000_000,
)
@pytest.mark.refuted("It does at any fixed rate below 3/λ_max.", bound=3)
@pytest.mark.refuted("It needs over 0.6 billion.", steps=600_000_000)
def test_no_rate_needs_less_than_half_a_billion_steps(bound, steps):
    """A larger rate shrinks the flattest direction faster up to the bound, so it is enough to look there."""
    hessian = house_hessian()
    smallest = 1 / largest(np.linalg.inv(hessian))
    assert smallest * bound / largest(hessian) < 1  # the factor is positive
    assert (1 - smallest * bound / largest(hessian)) ** steps > 0.01


@pytest.mark.claim(
    "directions/rates",
    "In 100 steps 0.2/λ, 1/λ, 1.9/λ leave under 1e-8 of the excess on the even features, 2.1e-4 on the houses.",
    of_even=1e-8,
    of_houses=2.1e-4,
)
@pytest.mark.refuted("They leave under 5e-10 on the even features.", of_even=5e-10)
@pytest.mark.refuted("They leave 2.0e-4 on the houses.", of_houses=2.0e-4)
def test_no_rate_gets_the_houses_on(of_even, of_houses):
    X, y = even()
    best = np.linalg.inv(X.T @ X) @ X.T @ y
    for share in (0.2, 1, 1.9):
        assert left(2 / 50 * X.T @ X, best, share, 100) < of_even
        assert left(house_hessian(), house_best(), share, 100) == pytest.approx(of_houses, rel=0.03)
    assert left(2 / 50 * X.T @ X, best, 2.1, 100) > 1e8
    assert left(house_hessian(), house_best(), 2.1, 100) > 1e8


@functools.cache
def without_bedrooms(unit):
    """Return the bathroom's weight after 1000 steps at 1.5/λ_max from 0 and 35, and its best, areas in this unit."""
    X = np.array(HOUSES, dtype=float)[:, 2:] / [1, unit]
    hessian = 2 / 5 * X.T @ X
    best = np.linalg.solve(X.T @ X, X.T @ PRICES)
    starts = np.array([[0.0, 0.0], [35.0, 0.0]])
    ends = [walked(hessian, best, start, 1.5 / largest(hessian), 1000)[0] for start in starts]
    return *ends, best[0]


@pytest.mark.claim(
    "directions/units",
    "With areas in thousands, two starts 35 apart in the bathroom's weight end within 0.3 of each other and within 3 "
    "of the minimum, in 1000 steps at 1.5/λ_max.",
    unit=1000,
    apart=0.3,
)
@pytest.mark.refuted("With areas in square feet they do, too.", unit=1)
@pytest.mark.refuted("They end within 0.2 of each other.", apart=0.2)
def test_other_units_bring_both_starts_together(unit, apart):
    one, other, best = without_bedrooms(unit)
    assert abs(one - other) < apart
    assert abs(one - best) < 3
