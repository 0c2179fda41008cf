"""The claims of docs/descent/theory-without-convexity.md."""

import functools
import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.claims.test_theory import after, cosines, seeds


def flat_between_hills(w):
    """Return w² + 3 sin² w and its slope: curvatures from −4 to 8, one minimum, 0 at 0."""
    return w**2 + 3 * np.sin(w) ** 2, 2 * w + 3 * np.sin(2 * w)


@functools.cache
def smallest_ratio():
    """Return the least of slope² / (2 · loss) on that loss; beyond w = 6 it is at least (2w − 3)²/(2w² + 6) > 1."""
    w = np.linspace(1e-3, 6, 600_001)
    loss, slope = flat_between_hills(w)
    return (slope**2 / (2 * loss)).min() * (1 - 1e-6)


@pytest.mark.claim(
    "theory-without-convexity/polyak",
    "L-smooth, ‖∇J‖² ≥ 2m(J − J*), α = 1/L, convex or not: after k steps the loss is ≤ (1 − m/L)ᵏh above J*.",
    share=lambda x: 1 - x,
    times=2,
)
@pytest.mark.refuted("It is ≤ (1 − 2m/L)ᵏh.", share=lambda x: 1 - 2 * x)
@pytest.mark.refuted("It is, where ‖∇J‖² ≥ m(J − J*).", times=1)
@given(seeds, st.booleans())
@example(1, False)
def test_the_condition_of_polyak_replaces_convexity(share, times, seed, hilly):
    """Sums of that loss, or of parabolas, along turned axes, one of them with the least constant."""
    rng = np.random.default_rng(seed)
    d = rng.integers(1, 5)
    turn, sizes = np.linalg.qr(rng.normal(size=(d, d)))[0], rng.uniform(1, 3, d)
    L, m = 8 * sizes.max(), 2 / times * sizes.min() * smallest_ratio()
    if not hilly:
        L, m = 2 * sizes.max(), 2 / times * 2 * sizes.min()
    w = 5 * rng.normal(size=d) if hilly else turn.T[:, sizes.argmin()]

    def function(w):
        losses, slopes = flat_between_hills(turn @ w) if hilly else ((turn @ w) ** 2, 2 * turn @ w)
        return sizes @ losses, turn.T @ (sizes * slopes)

    losses = after(40, function, w, 1 / L)
    assert function(w)[1] @ function(w)[1] >= times * m * losses[0] * (1 - 1e-9)
    assert all(loss <= share(m / L) ** k * losses[0] * (1 + 1e-9) for k, loss in enumerate(losses))


def bumpy(k):
    """Return the corners (w, slope) of the bumpy slope for k gradients, and its height as the exact area below."""
    half = Fraction(1, 2)
    corners = [(Fraction(-k), Fraction(0)), (Fraction(1 - k), Fraction(1))]
    for cell in range(1 - k, 0):
        corners += [(cell + half, half), (Fraction(cell + 1), Fraction(1))]
    pairs = list(itertools.pairwise(corners))
    assert {abs((b[1] - a[1]) / (b[0] - a[0])) for a, b in pairs} == {1}
    return dict(corners), sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairs)


@pytest.mark.claim(
    "theory-without-convexity/non-convex",
    "L-smooth, α = 1/L: the least squared gradient of the first k is at most 4Lh/(3k − 1), hence at most 2Lh/k.",
    bound=lambda k: Fraction(4, 3 * k - 1),
    power=2,
)
@pytest.mark.refuted("It is at most 4Lh/(3k).", bound=lambda k: Fraction(4, 3 * k))
@pytest.mark.refuted("The least gradient itself, not squared, is at most that.", power=1)
@given(seeds)
@example(1)
def test_some_gradient_is_small(bound, power, seed):
    """Sums of cosines in several dimensions, none below 0; and bumpy slopes of any size, which attain it."""
    rng = np.random.default_rng(seed)
    k, size = rng.integers(1, 30), Fraction(int(rng.integers(1, 30)), 10)
    slopes, height = bumpy(int(k))
    for each in [slopes[Fraction(-step)] for step in range(k)]:  # each step, of length 1, lands on a slope of 1
        assert each == 1
    assert size**power <= bound(k) * size**2 * height <= 2 * size**2 * height / k
    loss, w, L = cosines(seed)
    height, smallest = loss(w)[0], math.inf
    for k in range(1, 40):
        gradient = loss(w)[1]
        smallest = min(smallest, np.linalg.norm(gradient) ** power)
        assert smallest <= bound(k) * L * height * (1 + 1e-9)
        w = w - gradient / L


@pytest.mark.claim(
    "theory-without-convexity/both-ends",
    "L-smooth, α = 1/L: a step from gradient g to g′ lowers the loss by at least (‖g‖²/2 + ‖g′‖²/4)/L; a slope of one "
    "weight that falls and rises at the rate L, between two that have the same sign, attains it.",
    second=Fraction(1, 4),
)
@pytest.mark.refuted("It lowers it by at least (‖g‖²/2 + ‖g′‖²/3)/L.", second=Fraction(1, 3))
@pytest.mark.refuted("It lowers it by at least (‖g‖²/2 + ‖g′‖²/2)/L.", second=Fraction(1, 2))
@given(st.fractions(0, 4, max_denominator=50), st.fractions(0, 8, max_denominator=50), seeds)
@example(Fraction(1), Fraction(4), 1)
def test_a_step_loses_both_ends_of_the_gradient(second, g, share, seed):
    """The area below the larger of two falling lines, by its two pieces; and sums of cosines in several dimensions."""
    later = share * g / 4  # between 0 and 2g
    meet = (2 * g - later) / 2
    area = (g + later / 2) / 2 * meet + (later / 2 + later) / 2 * (g - meet)
    assert area == g * g / 2 + second * later * later
    loss, w, L = cosines(seed)
    (before, gradient), (after_step, slope) = loss(w), loss(w - loss(w)[1] / L)
    assert before - after_step >= (gradient @ gradient / 2 + float(second) * slope @ slope) / L - 1e-9


@pytest.mark.claim(
    "theory-without-convexity/bumpy-slope",
    "With L = 1 there is a loss of height (3k − 1)/4 whose first k gradients at rate 1 are all 1.",
    height=lambda k: Fraction(3 * k - 1, 4),
)
@pytest.mark.refuted("There is one of height (3k − 2)/4.", height=lambda k: Fraction(3 * k - 2, 4))
@pytest.mark.refuted("There is one of height k/2, for each k.", height=lambda k: Fraction(k, 2))
@given(st.integers(1, 40))
@example(2)
def test_the_bumpy_slope_attains_the_sharper_bound(height, k):
    slopes, area = bumpy(k)
    w = Fraction(0)
    for _ in range(k):
        assert slopes[w] == 1
        w = w - slopes[w]
    assert area == height(k)  # and a lower one is excluded by the bound


@pytest.mark.claim(
    "theory-without-convexity/averaged",
    "Convex, unbiased subgradients with mean square ≤ G², α = D/(G√T): the average's mean loss gap is ≤ DG/√T.",
    share=1,
    power=0.5,
)
@pytest.mark.refuted("It is ≤ half of that.", share=0.5)
@pytest.mark.refuted("It is ≤ DG/T.", power=1)
@given(st.lists(st.lists(st.integers(-9, 9), min_size=3, max_size=3), min_size=1, max_size=3), st.integers(1, 4))
@example([[5, 5, 5]], 4)
def test_the_average_keeps_its_bound_in_exact_expectation(share, power, prices, T):
    """The sum of mean absolute errors in one to three dimensions, over all sequences of draws, each equally likely."""
    cases = np.array(prices, dtype=float).T
    best, G = np.median(cases, axis=0), math.sqrt(len(prices))
    D = np.linalg.norm(best)

    def loss(w):
        return np.abs(w[..., None, :] - cases).mean(axis=-2).sum(axis=-1)

    draws = cases[np.array(list(itertools.product(range(3), repeat=T)))]  # (3ᵀ, T, d)
    w, total = np.zeros_like(draws[:, 0]), 0
    for step in range(T):
        total = total + w
        w = w - D / (G * math.sqrt(T)) * np.sign(w - draws[:, step])
    assert loss(total / T).mean() - loss(best) <= share * D * G / T**power + 1e-9


@pytest.mark.claim(
    "theory-without-convexity/largest-weight",
    "On the largest of T weights, cut off at −D/√T, averaged descent at D/√T from 0 leaves DG/√T exactly, with G = 1.",
    weights=lambda T: T,
    left=lambda D, root: Fraction(D, root),
)
@pytest.mark.refuted("So it does on the largest of T − 1 weights.", weights=lambda T: T - 1)
@pytest.mark.refuted("It leaves (1 + 1/√T)/2 of that.", left=lambda D, root: Fraction(D * (root + 1), 2 * root**2))
@given(st.integers(2, 7), st.integers(1, 9))
def test_the_largest_weight_attains_the_bound(weights, left, root, D):
    """Each step is along a unit vector of a largest weight, which is a subgradient; at the cut-off 0 is one."""
    T, low = root**2, Fraction(-D, root)
    w, path = [Fraction(0)] * weights(T), []
    for _ in range(T):
        path.append(list(w))
        if max(w) > low:
            w[w.index(max(w))] += low
    average = [sum(column) / T for column in zip(*path, strict=True)]
    assert max(*average, low) - low == left(D, root)
    assert len(w) * low**2 == D**2  # the nearest minimum, all weights at −D/√T, is at distance D


@pytest.mark.claim(
    "theory-without-convexity/flat-directions",
    "On half the mean squared error, any columns: ‖∇J‖² ≥ 2m(J − J*) with m the least positive eigenvalue of its "
    "Hessian, and with no larger m.",
    constant=lambda eigenvalues: eigenvalues[eigenvalues > 1e-6][0],
)
@pytest.mark.refuted("With 1.01 times that.", constant=lambda eigenvalues: 1.01 * eigenvalues[eigenvalues > 1e-6][0])
@pytest.mark.refuted("The best m is the least eigenvalue, zero or not.", constant=lambda eigenvalues: eigenvalues[0])
@given(seeds)
def test_the_least_positive_eigenvalue_is_the_constant(constant, seed):
    """Tables of any rank, labels that need not be fitted; J* from singular vectors."""
    rng = np.random.default_rng(seed)
    n, d = rng.integers(1, 7, 2)
    rank = rng.integers(1, min(n, d) + 1)
    left, right = (np.linalg.qr(rng.normal(size=(k, rank)))[0] for k in (n, d))
    sizes = rng.uniform(0.3, 3, rank)
    X, y = left @ np.diag(sizes) @ right.T, rng.normal(size=n)
    m = constant(np.linalg.eigvalsh(X.T @ X / n))
    least = np.sum((y - left @ (left.T @ y)) ** 2) / (2 * n)

    def sides(w):
        gradient = X.T @ (X @ w - y) / n
        return gradient @ gradient, 2 * m * (np.sum((X @ w - y) ** 2) / (2 * n) - least)

    for w in rng.normal(size=(5, d)) * 10 ** rng.uniform(-1, 1, (5, 1)):
        slope, height = sides(w)
        assert slope >= height - 1e-9 * (1 + slope)
    best = right @ (left.T @ y / sizes)
    slope, height = sides(best + 3 * right[:, sizes.argmin()])  # along its direction the two are equal
    assert slope == pytest.approx(height, rel=1e-6)


def noisy_heights(function, w, rates, noise):
    """Return mean height and mean squared gradient at each step, over all signs of the noise, each equally likely."""
    w, heights, squares = w[None], [], []
    for rate in (*rates, 0):
        losses, gradients = zip(*(function(each) for each in w), strict=True)
        heights.append(np.mean(losses))
        squares.append(np.mean(np.sum(np.square(gradients), axis=1)))
        steps = [w - rate * (np.array(gradients) + sign * noise) for sign in (1, -1)]
        w = np.concatenate(steps)
    return np.array(heights), np.array(squares)


def waves(seed):
    """Return a sum of waves along turned axes, a start, its L and m; or of parabolas of one curvature."""
    rng = np.random.default_rng(seed)
    d = rng.integers(1, 4)
    turn, sizes = np.linalg.qr(rng.normal(size=(d, d)))[0], rng.uniform(1, 2, d)
    if seed % 3 == 0:
        return lambda w: (2 * w @ w, 4 * w), rng.normal(size=d) * (seed % 2), 4, 4

    def function(w):
        losses, slopes = flat_between_hills(turn @ w)
        return sizes @ losses, turn.T @ (sizes * slopes)

    return function, 4 * rng.normal(size=d), 8 * sizes.max(), sizes.min() * smallest_ratio()


@pytest.mark.claim(
    "theory-without-convexity/noise-floor",
    "L-smooth, ‖∇J‖² ≥ 2m(J − J*), gradients right on average with variance ≤ σ², α ≤ 1/L: after k steps the mean "
    "loss is ≤ (1 − αm)ᵏh + αLσ²/(2m) above J*.",
    floor=1,
    share=lambda x: 1 - x,
)
@pytest.mark.refuted("The floor is 0.99 of that.", floor=0.99)
@pytest.mark.refuted("The first term is (1 − 2αm)ᵏh.", share=lambda x: 1 - 2 * x)
@given(seeds, st.floats(0.05, 1), st.floats(0, 3))
@example(0, 1.0, 1.0)
@example(3, 0.4, 0.0)
def test_a_rate_that_stays_falls_to_a_floor(floor, share, seed, of_bound, sigma):
    function, w, L, m = waves(seed)
    noise = np.eye(len(w))[0] * sigma
    rate = of_bound / L
    heights, _ = noisy_heights(function, w, [rate] * 6, noise)
    for k, height in enumerate(heights):
        bound = share(rate * m) ** k * heights[0] + floor * rate * L * sigma**2 / (2 * m)
        assert height <= bound * (1 + 1e-9) + 1e-12


@pytest.mark.claim(
    "theory-without-convexity/noise-falls",
    "The same with rates 2/(m(k + 2κ)), κ = L/m: the mean loss is ≤ max(2κh, 2Lσ²/m²)/(k + 2κ) above J*.",
    times=1,
    power=1,
)
@pytest.mark.refuted("So it is at rates twice as large.", times=2)
@pytest.mark.refuted("The bound falls like the square of that.", power=2)
@given(seeds, st.floats(0, 3))
@example(3, 1.0)
def test_rates_that_fall_leave_one_over_k(times, power, seed, sigma):
    """All signs of the noise for 8 steps; on the parabola for 10,000, by the exact second moment."""
    function, w, L, m = waves(seed)
    kappa = L / m
    rates = [times * 2 / (m * (k + 2 * kappa)) for k in range(10_000)]
    heights, _ = noisy_heights(function, w, rates[:8], np.eye(len(w))[0] * sigma)
    most = max(2 * kappa * heights[0], 2 * L * sigma**2 / m**2)
    if m == L:
        heights = [heights[0]]
        for rate in rates:
            heights.append((1 - rate * m) ** 2 * heights[-1] + rate**2 * m * sigma**2 / 2)
    for k, height in enumerate(heights):
        bound = most / (2 * kappa) * (2 * kappa / (k + 2 * kappa)) ** power
        assert height <= bound * (1 + 1e-9) + 1e-12


@pytest.mark.claim(
    "theory-without-convexity/noisy-gradient",
    "L-smooth, height h, gradients right on average, variance ≤ σ², α ≤ 1/L: over T steps the mean squared gradient "
    "is ≤ 2h/(αT) + αLσ².",
    first=1,
    second=1,
)
@pytest.mark.refuted("The first term is half of that.", first=0.5)
@pytest.mark.refuted("The second term is 0.8 of that.", second=0.8)
@given(seeds, st.floats(0.05, 1), st.floats(0, 2), st.booleans())
@example(1, 1.0, 0.0, True)
@example(0, 1.0, 1.0, True)
def test_noise_keeps_the_gradient_from_zero(first, second, seed, of_bound, sigma, round_bowl):
    function, w, L = cosines(seed)
    if round_bowl:
        w = np.array([float(seed % 2), 0.0])
        function, L = lambda w: (w @ w, 2 * w), 2
    rate = of_bound / L
    heights, squares = noisy_heights(function, w, [rate] * 8, np.eye(len(w))[0] * sigma)
    for T in range(1, 9):
        bound = first * 2 * heights[0] / (rate * T) + second * rate * L * sigma**2
        assert np.mean(squares[:T]) <= bound * (1 + 1e-9) + 1e-12
