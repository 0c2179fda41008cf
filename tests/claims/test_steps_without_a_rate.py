"""The claims of docs/descent/steps-without-a-rate.md; oracles: ternary search on the line, closed forms, fractions."""

import functools
import inspect
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import scipy.optimize
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.claims.test_learning_rate import Bowl, noisy_line, seeds, sizes

SNIPPETS = Path(__file__).parents[2] / "snippets" / "steps-without-a-rate"


@functools.cache
def kept(name):
    """Return a function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / f"{name.removesuffix('_step')}.py"))[name]


def lowest_rate(function, high):
    """Return where a convex function of the rate is lowest, by golden section."""
    low, share = 0.0, (math.sqrt(5) - 1) / 2
    for _ in range(90):
        a, b = high - share * (high - low), low + share * (high - low)
        low, high = (low, b) if function(a) < function(b) else (a, high)
    return (low + high) / 2


@pytest.mark.claim(
    "steps-without-a-rate/nearest",
    "On a quadratic with positive eigenvalues, twice Polyak's step leads to the point of its line that is nearest to "
    "the minimum, and the rate g·g / g·Hg to the lowest one.",
    times=2,
    cubic=0,
)
@pytest.mark.refuted("Polyak's step itself leads to the nearest point.", times=1)
@pytest.mark.refuted("So it does where half of the cubed size of w is added to the loss.", cubic=0.5)
@given(seeds, sizes)
def test_the_nearest_and_the_lowest_point_of_a_line(times, cubic, seed, size):
    bowl = Bowl(seed, size)
    away = bowl.start - bowl.minimum
    away = away / np.linalg.norm(away) * 2
    g = bowl.hessian @ away
    if not cubic:
        lowest = lowest_rate(lambda rate: (away - rate * g) @ bowl.hessian @ (away - rate * g), 20.0)
        assert g @ g / (g @ bowl.hessian @ g) == pytest.approx(lowest, rel=1e-5)
    g = g + 3 * cubic * np.linalg.norm(away) * away
    above = away @ bowl.hessian @ away / 2 + cubic * np.linalg.norm(away) ** 3
    nearest = lowest_rate(lambda rate: np.linalg.norm(away - rate * g), 20.0)
    assert times * above / (g @ g) == pytest.approx(nearest, rel=1e-5)


@pytest.mark.claim(
    "steps-without-a-rate/one-step-late",
    "On a quadratic with positive eigenvalues, Barzilai–Borwein's rate is that of the lowest point of the line before.",
    late=1,
    cubic=0,
)
@pytest.mark.refuted("It is that of the lowest point of its own line.", late=0)
@pytest.mark.refuted("It is that of the line before the last.", late=2)
@pytest.mark.refuted("It is so where a thousandth of the cubes of the weights is added.", cubic=1e-3)
@given(seeds, st.integers(2, 6))
def test_a_rate_comes_one_step_late(late, cubic, seed, size):
    bowl = Bowl(seed, size)

    def gradient(w):
        return bowl.hessian @ (w - bowl.minimum) + 3 * cubic * w**2

    path = kept("barzilai_borwein")(gradient, bowl.start, 0.01, 4)
    slopes = [gradient(w) for w in path]
    rates = [np.linalg.norm(b - a) / np.linalg.norm(g) for a, b, g in zip(path, path[1:], slopes, strict=False)]
    lowest = [g @ g / (g @ bowl.hessian @ g) for g in slopes]
    assert rates[0] == pytest.approx(0.01)
    assert rates[2] == pytest.approx(lowest[2 - late], rel=1e-6)
    assert rates[3] == pytest.approx(lowest[3 - late], rel=1e-6)


def test_barzilai_and_borwein_keep_their_rate_where_the_slope_did_not_rise():
    hill = kept("barzilai_borwein")(lambda w: -w, [1.0, 2.0], 0.5, 3)
    assert hill == pytest.approx(np.outer([1, 1.5, 2.25, 3.375], [1, 2]))
    there = kept("barzilai_borwein")(lambda w: 2 * w, [4, -2], 0.25, 5)
    assert there[2:] == pytest.approx(np.zeros((4, 2)))
    with pytest.raises(ValueError, match="gradient has shape"):
        kept("barzilai_borwein")(lambda w: w[:1], [1.0, 2.0], 0.5, 3)


@pytest.mark.claim(
    "steps-without-a-rate/worst",
    "On a quadratic with positive eigenvalues, an exact line search leaves at most the share (κ − 1)/(κ + 1) of the "
    "root of the loss above the least; and of the distance just this share at every step, from a start as steep in the "
    "flattest direction as in the steepest, and level in all others.",
    most=1,
    tilt=1,
)
@pytest.mark.refuted("It leaves at most 0.99 times this share.", most=0.99)
@pytest.mark.refuted("So it does from a start that is twice as steep in the flattest direction.", tilt=2)
@given(seeds, st.integers(2, 6))
def test_the_lowest_points_can_be_as_slow_as_the_best_rate(most, tilt, seed, size):
    bowl = Bowl(seed, size)
    curvatures = bowl.eigenvalues
    kappa = curvatures[-1] / curvatures[0]
    assume(kappa > 1.5)
    share = (kappa - 1) / (kappa + 1)

    def after(away):
        g = curvatures * away
        return away - g @ g / (g @ (curvatures * g)) * g

    def height(away):
        return math.sqrt(curvatures @ away**2)

    bad = np.zeros(size)
    bad[[0, -1]] = tilt / curvatures[0], 1 / curvatures[-1]
    for start in (bowl.along(bowl.start), bad):
        assert height(after(start)) <= most * share * height(start) * (1 + 1e-9)
    for _ in range(5):
        bad, before = after(bad), bad
        assert np.linalg.norm(bad) == pytest.approx(share * np.linalg.norm(before))


@pytest.mark.claim(
    "steps-without-a-rate/many",
    "With ten curvatures spread from 1 to 300 and random starts, to a millionth of the distance, exact line search and "
    "twice Polyak's step take over 0.8 times the steps of the best fixed rate, Polyak's under a quarter, and "
    "Barzilai–Borwein under a tenth.",
    slow=0.8,
    half=1 / 4,
    late=1 / 10,
)
@pytest.mark.refuted("Exact line search and twice Polyak's step take more steps than it.", slow=1)
@pytest.mark.refuted("Polyak's takes under a seventh.", half=1 / 7)
@pytest.mark.refuted("Barzilai–Borwein takes under a twentieth.", late=1 / 20)
def test_which_rules_are_fast_in_many_directions(slow, half, late):
    found = steps_in_many_directions()
    assert min(found["exact"], found["twice"]) > slow * found["fixed"]
    assert found["polyak"] < half * found["fixed"]
    assert found["late"] < late * found["fixed"]


@functools.cache
def steps_in_many_directions():
    """Return the median steps of each rule from 15 starts of other seeds than the page's."""
    curvatures, medians = np.geomspace(1, 300, 10), {}
    rules = {
        "fixed": lambda away, g: 2 / 301,
        "exact": lambda away, g: g @ g / (curvatures @ g**2),
        "twice": lambda away, g: away @ g / (g @ g),
        "polyak": lambda away, g: away @ g / (g @ g) / 2,
    }
    for name in (*rules, "late"):
        counts = []
        for seed in range(300, 315):
            away = np.random.default_rng(seed).normal(size=10)
            goal, steps, rate = 1e-6 * np.linalg.norm(away), 0, None
            while np.linalg.norm(away) >= goal:
                g = curvatures * away
                if name == "late":
                    exact = rules["exact"](away, g)
                    away, rate = away - (rate or exact) * g, exact
                else:
                    away = away - rules[name](away, g) * g
                steps += 1
            counts.append(steps)
        medians[name] = np.median(counts)
    return medians


def mean_square_at_rest(rate):
    """Return the mean loss above the least where a fixed rate with batches of ten comes to rest, by linear algebra."""
    x, y = noisy_line()
    X = np.column_stack([x, np.ones(100)])
    slopes = 2 * (X @ np.linalg.solve(X.T @ X, X.T @ y) - y)[:, None] * X
    parts, eye = 2 * np.einsum("ni,nj->nij", X, X), np.eye(2)
    hessian = parts.mean(axis=0)
    spread = np.mean([np.kron(part - hessian, part - hessian) for part in parts], axis=0) / 10
    keeps = np.kron(eye - rate * hessian, eye - rate * hessian) + rate**2 * spread
    rest = np.linalg.solve(np.eye(4) - keeps, rate**2 * (slopes.T @ slopes / 1000).ravel())
    return hessian.ravel() @ rest / 2


@functools.cache
def searched():
    """Return the mean loss above the least of an exact line search on batches of ten, over updates 2,000 to 3,000."""
    x, y = noisy_line()
    X = np.column_stack([x, np.ones(100)])
    best, rng = np.linalg.solve(X.T @ X, X.T @ y), np.random.default_rng(77)
    w, gaps = np.zeros((40, 2)), []
    for k in range(3000):
        rows = rng.integers(100, size=(40, 10))
        g = np.einsum("sb,sbd->sd", np.einsum("sbd,sd->sb", X[rows], w) - y[rows], X[rows])
        w = w - (np.sum(g * g, axis=1) / np.sum(np.einsum("sbd,sd->sb", X[rows], g) ** 2, axis=1))[:, None] * g
        if k >= 2000:
            gaps.append(np.median(np.mean(((w - best) @ X.T) ** 2, axis=1)))
    return np.mean(gaps)


@pytest.mark.claim(
    "steps-without-a-rate/knob",
    "On the noisy line with batches of ten, a fixed rate of 0.002 comes to rest below a fifth of the mean loss above "
    "the least of 0.01; the median of an exact line search on the batch stays above the mean of 0.01.",
    part=1 / 5,
    above=0.01,
)
@pytest.mark.refuted("It comes to rest below an eighth of it.", part=1 / 8)
@pytest.mark.refuted("The line search stays above the mean of 0.02.", above=0.02)
def test_only_a_fixed_rate_can_be_turned_down(part, above):
    assert mean_square_at_rest(0.002) < part * mean_square_at_rest(0.01)
    assert searched() > mean_square_at_rest(above)


@functools.cache
def late_rates(updates):
    """Return the rates of forty runs of Barzilai–Borwein with batches of ten, one at a time, after so many updates."""
    x, y = noisy_line()
    X, rng, rates = np.column_stack([x, np.ones(100)]), np.random.default_rng(78), []
    for _ in range(40):
        w, rate, before = np.zeros(2), 0.01, None
        for _ in range(updates):
            rows = rng.integers(100, size=10)
            g = 2 * X[rows].T @ (X[rows] @ w - y[rows]) / 10
            if before is not None:
                moved, change = w - before[0], g - before[1]
                rate = moved @ moved / (moved @ change) if moved @ change > 0 else rate
            before, w = (w, g), w - rate * g
        rates.append(rate)
    return rates


@pytest.mark.claim(
    "steps-without-a-rate/frozen",
    "On the same line with batches of ten the median rate of Barzilai–Borwein is below 1e-6 after 2,000 updates.",
    updates=2000,
    below=1e-6,
)
@pytest.mark.refuted("So it is after 20 updates.", updates=20)
@pytest.mark.refuted("It is below 1e-30.", below=1e-30)
def test_noise_shrinks_the_rate_of_barzilai_and_borwein(updates, below):
    assert np.median(late_rates(updates)) < below


@pytest.mark.claim(
    "steps-without-a-rate/wolfe",
    "On a line of a quadratic with positive curvature and lowest point α*, Armijo's and Wolfe's conditions hold "
    "exactly for (1 − c₂) α* ≤ α ≤ 2 (1 − c₁) α*.",
    least=lambda c1, c2: 1 - c2,
    most=lambda c1, c2: 2 * (1 - c1),
)
@pytest.mark.refuted("They hold from (1 − c₁) α* on.", least=lambda c1, c2: 1 - c1)
@pytest.mark.refuted("They hold up to 2 α*.", most=lambda c1, c2: 2)
@given(
    st.fractions("1/100", "98/100", max_denominator=100),
    st.fractions("1/100", "99/100", max_denominator=100),
    st.lists(st.integers(1, 9), min_size=1, max_size=4),
    st.integers(1, 5),
)
def test_the_rates_that_both_conditions_admit(least, most, c1, gap, curvatures, weight):
    """In fractions, at the borders and just beside them."""
    c2 = c1 + gap * (1 - c1)
    w = [Fraction(weight + k) for k in range(len(curvatures))]

    def loss(w):
        return sum(c * a * a for c, a in zip(curvatures, w, strict=True)) / 2

    def gradient(w):
        return [c * a for c, a in zip(curvatures, w, strict=True)]

    g = gradient(w)
    squares = sum(a * a for a in g)
    lowest = squares / sum(c * a * a for c, a in zip(curvatures, g, strict=True))
    tiny = Fraction(1, 10**6)
    for border, inside in ((least(c1, c2), tiny), (most(c1, c2), -tiny)):
        for move, admitted in ((0, True), (inside, True), (-inside, False)):
            rate = (border + move) * lowest
            after = [a - rate * b for a, b in zip(w, g, strict=True)]
            armijo = loss(after) <= loss(w) - c1 * rate * squares
            wolfe = sum(a * b for a, b in zip(gradient(after), g, strict=True)) <= c2 * squares
            assert (armijo and wolfe) == admitted


@given(seeds, sizes, st.floats(-6, 6), st.floats(0.001, 0.8), st.floats(0.01, 0.99))
@settings(max_examples=50, deadline=None)
def test_a_wolfe_step_meets_both_conditions(seed, size, exponent, fraction, gap):
    """On a bowl with a fourth power added, so that it is no quadratic."""
    bowl, slope = Bowl(seed, size), fraction + gap * (1 - fraction)

    def loss(w):
        return bowl.loss(w) + np.sum(w**4) / 100

    def gradient(w):
        return bowl.hessian @ (w - bowl.minimum) + w**3 / 25

    after, rate = kept("wolfe_step")(loss, gradient, bowl.start, 10**exponent, fraction, slope)
    g = gradient(bowl.start)
    assert after == pytest.approx(bowl.start - rate * g)
    assert loss(after) <= loss(bowl.start) - fraction * rate * (g @ g)
    assert gradient(after) @ g <= slope * (g @ g)


def test_a_wolfe_step_refuses_what_it_cannot_answer():
    step, bowl = kept("wolfe_step"), (lambda w: w @ w, lambda w: 2 * w)
    with pytest.raises(ValueError, match="no floor"):
        step(lambda w: w[0], lambda w: np.array([1.0, 0.0]), np.ones(2))
    with pytest.raises(ValueError, match="a wrong gradient"):
        step(bowl[0], lambda w: -2 * w, np.ones(2))
    with pytest.raises(ValueError, match="a minimum"):
        step(*bowl, np.zeros(2))
    with pytest.raises(ValueError, match="finite, of shapes"):
        step(lambda w: math.nan, bowl[1], np.ones(2))
    with pytest.raises(ValueError, match="w must be finite"):
        step(*bowl, [])
    for setting in ({"fraction": 0.95}, {"slope": 1}, {"rate": 0}):
        with pytest.raises(ValueError, match=r"fraction=.* < slope="):
            step(*bowl, np.ones(2), **setting)


@pytest.mark.claim(
    "steps-without-a-rate/scipy",
    "SciPy's `line_search` asks for Armijo's condition with 1e-4 and Wolfe's with 0.9 if it is not told otherwise.",
    c1=1e-4,
    c2=0.9,
)
@pytest.mark.refuted("It asks for 1e-3.", c1=1e-3)
@pytest.mark.refuted("It asks for 0.1, as for conjugate gradients.", c2=0.1)
def test_what_scipy_takes(c1, c2):
    named = inspect.signature(scipy.optimize.line_search).parameters
    assert (named["c1"].default, named["c2"].default) == (c1, c2)


@pytest.mark.claim(
    "steps-without-a-rate/polyak",
    "On a convex loss, with the true least loss, up to twice Polyak's step leads no farther from a minimum.",
    times=2,
    ripple=0,
)
@pytest.mark.refuted("So do up to 2.01 times it.", times=2.01)
@pytest.mark.refuted("So they do where the loss has ripples and is not convex.", ripple=2)
@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0, 2), st.integers(1, 4)), min_size=1, max_size=5))
def test_up_to_twice_polyaks_step_never_leads_away(times, ripple, terms):
    """On sums of the powers 1 to 4 of the sizes of the weights, each with a factor, the minimum at zero."""
    w = np.array([max(abs(a), 0.01) * (1 if a >= 0 else -1) for a, _, _ in terms])
    factors, powers = np.array([1 + f for _, f, _ in terms]), np.array([p for _, _, p in terms])
    loss = np.sum(factors * np.abs(w) ** powers + ripple * np.sin(3 * w) ** 2)
    g = factors * powers * np.abs(w) ** (powers - 1) * np.sign(w) + 3 * ripple * np.sin(6 * w)
    assume(g @ g > 1e-12)
    for share in (0.1, 0.5, 1):
        after = w - share * times * loss / (g @ g) * g
        assert np.linalg.norm(after) <= np.linalg.norm(w) * (1 + 1e-9)


@pytest.mark.claim(
    "steps-without-a-rate/escape",
    "On √(1 + w²) with the first rate 1, Barzilai–Borwein arrives from 1, and from 3 leaps away.",
    start=3,
    first=1,
)
@pytest.mark.refuted("From 1 it leaps away, too.", start=1)
@pytest.mark.refuted("From 3 with the first rate 3 it does so, too.", first=3)
def test_a_late_rate_can_escape(start, first):
    """Each step after the first is one of the secant method for the slope's zero."""

    def slope(w):
        return w / math.hypot(1, w)

    def places(start, first):
        a, b = start, start - first * slope(start)
        found = [a, b]
        while len(found) < 8 and slope(a) != slope(b):
            a, b = b, b - slope(b) * (b - a) / (slope(b) - slope(a))
            found.append(b)
        return found

    assert abs(places(1, 1)[-1]) < 1e-9
    path = places(start, first)
    assert min(abs(w) for w in path[4:]) > 100
