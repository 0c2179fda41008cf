"""The claims of docs/descent/theory.md; the oracles are exact fractions, closed forms and random losses."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

seeds = st.integers(0, 10**6)
ratios = st.integers(2, 60)


def ramp(w, threshold):
    """Return loss and gradient of the Huber loss with curvature 1, for a fraction w."""
    if abs(w) <= threshold:
        return w * w / 2, w
    return threshold * abs(w) - threshold * threshold / 2, threshold if w > 0 else -threshold


def after(steps, function, w, rate=1):
    """Return the losses of gradient descent, the start included."""
    losses = []
    for _ in range(steps + 1):
        loss, gradient = function(w)
        losses.append(loss)
        w = w - rate * gradient
    return losses


class Convex:
    """A random sum of log cosh and Huber losses of projections, with minimum 0 at `best`; strongly convex if m > 0."""

    def __init__(self, seed, m=0.0):
        rng = np.random.default_rng(seed)
        d, n = rng.integers(1, 5), rng.integers(1, 7)
        self.A = rng.normal(size=(n, d)) * 10 ** rng.uniform(-1.5, 0.5, (n, 1))
        self.threshold = 10 ** rng.uniform(-2, 1, n)
        self.smooth = rng.random(n) < 0.5
        self.m = m
        self.best = rng.normal(size=d)
        self.start = self.best + rng.normal(size=d) * 10 ** rng.uniform(-1, 1)
        self.L = np.linalg.eigvalsh(self.A.T @ self.A).max() + m
        self.D = np.linalg.norm(self.start - self.best)

    def loss(self, w):
        """Return the loss, 0 at the minimum."""
        z = np.abs(self.A @ (w - self.best))
        huber = np.where(z < self.threshold, z**2 / 2, self.threshold * (z - self.threshold / 2))
        near = np.log1p(2 * np.sinh(np.minimum(z, 1) / 2) ** 2)  # the other form loses its digits at small z
        log_cosh = np.where(z < 1, near, z + np.log1p(np.exp(-2 * z)) - math.log(2))
        return np.sum(np.where(self.smooth, log_cosh, huber)) + self.m / 2 * np.sum((w - self.best) ** 2)

    def gradient(self, w):
        """Return its gradient, shape (d,)."""
        z = self.A @ (w - self.best)
        slopes = np.where(self.smooth, np.tanh(z), np.clip(z, -self.threshold, self.threshold))
        return self.A.T @ slopes + self.m * (w - self.best)


@given(seeds, st.floats(0, 2))
def test_the_random_losses_have_the_gradient_that_they_say(seed, m):
    loss = Convex(seed, m)
    steps = 1e-6 * np.eye(len(loss.start))
    sides = [(loss.loss(loss.start + e) - loss.loss(loss.start - e)) / 2e-6 for e in steps]
    assert loss.gradient(loss.start) == pytest.approx(sides, rel=1e-4, abs=1e-4)


@pytest.mark.claim(
    "theory/hardest",
    "From 1, rate 1, 10 steps: the ramp of slope 1/21 leaves 1/42, more than w⁴/12 or any parabola λw²/2, 0 ≤ λ ≤ 1.",
)
@given(st.fractions(0, 1, max_denominator=1000))
@example(Fraction(1, 21))
def test_the_ramp_leaves_most_of_the_four(curvature):
    left = after(10, lambda w: ramp(w, Fraction(1, 21)), Fraction(1))[10]
    assert left == Fraction(1, 42)
    parabola = curvature / 2 * (1 - curvature) ** 20
    shallow = Fraction(1, 42) * Fraction(20, 21) ** 20
    assert parabola <= shallow < left
    assert float(shallow) == pytest.approx(0.00897, abs=5e-6)
    assert after(10, lambda w: (w**4 / 12, w**3 / 3), 1.0)[10] < float(left)


@pytest.mark.claim(
    "theory/three-speeds",
    "e₊/e is 3/4 on w²/2 at rate 1/4, tends to 1 on w⁴/4, to 0 for Newton on eʷ − w, where e₊/e² tends to 1/2.",
)
def test_three_speeds():
    assert after(3, lambda w: (w, w), Fraction(1), Fraction(1, 4)) == [Fraction(3, 4) ** k for k in range(4)]
    flat = after(100_000, lambda w: (w, w**3), 1.0, 0.25)
    assert flat[-1] * math.sqrt(100_000 / 2) == pytest.approx(1, abs=1e-3)  # 1/w² grows by 1/2 a step
    ratios = [flat[k + 1] / flat[k] for k in (10, 100, 1000, 10_000)]
    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1, abs=1e-3)
    w, errors = 1.0, []
    while w > 1e-4:
        errors.append(w)
        w = w + math.expm1(-w)  # w − (eʷ − 1)/eʷ
    errors.append(w)
    assert errors[-1] / errors[-2] < 1e-2
    assert errors[-1] / errors[-2] ** 2 == pytest.approx(0.5, abs=0.01)


@pytest.mark.claim(
    "theory/descent-lemma",
    "A step at any rate α > 0 lowers an L-smooth loss by at least α(1 − αL/2)‖∇J‖²; on curvature L by exactly that.",
)
@given(seeds, st.floats(0, 4))
def test_one_step_keeps_its_promise_on_losses_that_are_not_convex(seed, share):
    rng = np.random.default_rng(seed)
    d, n = rng.integers(1, 5), rng.integers(1, 6)
    A, phase, size = rng.normal(size=(n, d)), rng.uniform(0, 6, n), rng.normal(size=n)
    L = np.linalg.norm(A.T @ (np.abs(size)[:, None] * A), 2)  # of Σ size · cos(A w + phase)
    w = rng.normal(size=d)
    gradient = -A.T @ (size * np.sin(A @ w + phase))
    rate = share / L
    later = w - rate * gradient
    promised = size @ np.cos(A @ w + phase) - rate * (1 - rate * L / 2) * gradient @ gradient
    assert size @ np.cos(A @ later + phase) <= promised + 1e-9
    after, slope = w - gradient / L, -A.T @ (size * np.sin(A @ (w - gradient / L) + phase))
    least_fall = (gradient @ gradient / 2 + slope @ slope / 4) / L  # the sharper inequality of the section on slopes
    assert size @ (np.cos(A @ w + phase) - np.cos(A @ after + phase)) >= least_fall - 1e-9
    bowl = L / 2 * np.sum((w - rate * L * w) ** 2)
    assert bowl == pytest.approx(L / 2 * w @ w - rate * (1 - rate * L / 2) * L**2 * w @ w, abs=1e-9)


@pytest.mark.claim(
    "theory/convex-bound", "Convex, L-smooth, α = 1/L: the loss after k steps is ≤ LD²/(4k + 2) above the least."
)
@given(seeds)
@example(544)
def test_descent_keeps_the_exact_bound(seed):
    loss = Convex(seed)
    w = loss.start
    for k in range(60):
        assert loss.loss(w) <= loss.L * loss.D**2 / (4 * k + 2) * (1 + 1e-9)
        w = w - loss.gradient(w) / loss.L


@pytest.mark.claim(
    "theory/ramp", "With L = D = 1 the Huber loss with threshold 1/(2k + 1) leaves exactly 1/(4k + 2) after k steps."
)
@given(st.integers(0, 80))
def test_the_ramp_attains_the_bound(k):
    losses = after(2 * k + 1, lambda w: ramp(w, Fraction(1, 2 * k + 1)), Fraction(1))
    assert losses[k] == Fraction(1, 4 * k + 2)
    touching = [step for step in range(1, 2 * k + 1) if losses[step] == Fraction(1, 4 * step + 2)]
    assert touching == [k] * (k > 0)
    assert losses[-1] == 0  # at the minimum after 2k + 1 steps


@pytest.mark.claim(
    "theory/accelerated",
    "Convex, L-smooth, Nesterov's growing momentum, rate 1/L: the loss after k steps is ≤ 2LD²/(k + 1)².",
)
@given(seeds)
def test_nesterov_keeps_its_bound(seed):
    loss = Convex(seed)
    x = y = loss.start
    t = 1.0
    for k in range(1, 80):
        x, before = y - loss.gradient(y) / loss.L, x
        t, old = (1 + math.sqrt(1 + 4 * t * t)) / 2, t
        y = x + (old - 1) / t * (x - before)
        assert loss.loss(x) <= 2 * loss.L * loss.D**2 / (k + 1) ** 2 * (1 + 1e-9)


def chain(d):
    """Return the Hessian of the chain in fractions, and the pull at its first weight."""
    H = [[Fraction((i == j) * 2 - (abs(i - j) == 1), 4) for j in range(d)] for i in range(d)]
    return H, [Fraction(i == 0, 4) for i in range(d)]


@pytest.mark.claim(
    "theory/floor",
    "On the chain of d weights, k < d steps from 0 that combine gradients seen leave (1/(k+1) − 1/(d+1))/8 at least.",
)
@given(st.integers(2, 9), seeds)
def test_no_combination_of_gradients_gets_below_the_floor(d, seed):
    H, pull = chain(d)

    def gradient(w):
        return [sum(H[i][j] * w[j] for j in range(d)) - pull[i] for i in range(d)]

    def loss(w):
        return sum(w[i] * (g - pull[i]) for i, g in enumerate(gradient(w))) / 2

    def lowest(k):
        """Return the lowest point whose weights after the k-th are 0: a straight line down to zero."""
        return [Fraction(max(k + 1 - i, 0), k + 1) for i in range(1, d + 1)]

    least = loss(lowest(d))
    rng = np.random.default_rng(seed)
    w, seen = [Fraction(0)] * d, []
    for k in range(d):
        floor = (Fraction(1, k + 1) - Fraction(1, d + 1)) / 8
        assert not any(w[k:])  # only k weights have moved
        assert loss(w) - least >= floor
        assert loss(lowest(k)) - least == floor
        assert not any(gradient(lowest(k))[:k])
        seen.append(gradient(w))
        shares = [Fraction(int(share), 8) for share in rng.integers(-16, 17, len(seen))]
        w = [sum(share * g[i] for share, g in zip(shares, seen, strict=True)) for i in range(d)]


@pytest.mark.claim(
    "theory/contraction",
    "m-strongly convex, L-smooth, α = 2/(L + m): each step leaves at most (κ − 1)/(κ + 1) of the distance.",
)
@given(seeds, st.floats(0.01, 3))
def test_each_step_leaves_at_most_its_share_of_the_distance(seed, m):
    loss = Convex(seed, m)
    w, share = loss.start, (loss.L - m) / (loss.L + m)
    for _ in range(20):
        later = w - 2 / (loss.L + m) * loss.gradient(w)
        assert np.linalg.norm(later - loss.best) <= share * np.linalg.norm(w - loss.best) * (1 + 1e-9) + 1e-12
        w = later
    for curvature in (Fraction(1), Fraction(7)):  # attained along both eigenvectors
        assert abs(1 - Fraction(2, 8) * curvature) == Fraction(6, 8)


@pytest.mark.claim(
    "theory/accelerated-strongly",
    "m-strongly convex, L-smooth, Nesterov, β = (√κ − 1)/(√κ + 1), 1/L: the loss is ≤ (1 − 1/√κ)ᵏ(h + mD²/2).",
)
@given(seeds, st.floats(0.01, 3))
def test_nesterov_with_fixed_momentum_keeps_its_bound(seed, m):
    loss = Convex(seed, m)
    root = math.sqrt(loss.L / m)
    allowed = loss.loss(loss.start) + m / 2 * loss.D**2
    x = before = loss.start
    for _ in range(60):
        assert loss.loss(x) <= allowed * (1 + 1e-9) + 1e-15
        ahead = x + (root - 1) / (root + 1) * (x - before)
        x, before = ahead - loss.gradient(ahead) / loss.L, x
        allowed *= 1 - 1 / root


@pytest.mark.claim(
    "theory/line-search",
    "On a quadratic, eigenvalues positive, a step of exact line search leaves at most ((κ − 1)/(κ + 1))² of the loss.",
)
@given(st.lists(st.fractions(Fraction(1, 10), 10, max_denominator=20), min_size=1, max_size=5), seeds)
def test_exact_line_search_keeps_its_bound(eigenvalues, seed):
    w = [Fraction(int(each)) for each in np.random.default_rng(seed).integers(-9, 10, len(eigenvalues))]
    assume(any(w))
    g = [e * each for e, each in zip(eigenvalues, w, strict=True)]
    rate = sum(each**2 for each in g) / sum(e * each**2 for e, each in zip(eigenvalues, g, strict=True))
    later = [each - rate * slope for each, slope in zip(w, g, strict=True)]

    def loss(w):
        return sum(e * each**2 for e, each in zip(eigenvalues, w, strict=True))

    ratio = max(eigenvalues) / min(eigenvalues)
    assert loss(later) <= ((ratio - 1) / (ratio + 1)) ** 2 * loss(w)


@pytest.mark.claim(
    "theory/zigzag",
    "From (κ, 1), curvatures 1 and κ, each step leaves ((κ − 1)/(κ + 1))² of the loss; steps in a row are orthogonal.",
)
@given(ratios)
def test_the_zigzag_attains_the_bound(kappa):
    """The closed form: after k steps (κ, (−1)ᵏ) times ((κ − 1)/(κ + 1))ᵏ; that point minimises along the line to it."""
    share = Fraction(kappa - 1, kappa + 1)
    points = [(kappa * share**k, (-share) ** k) for k in range(6)]
    gradients = [(a, kappa * b) for a, b in points]
    for k in range(5):
        step = [new - old for new, old in zip(points[k + 1], points[k], strict=True)]
        assert step[0] * gradients[k][1] == step[1] * gradients[k][0]  # along the gradient
        assert step[0] * gradients[k + 1][0] + step[1] * gradients[k + 1][1] == 0  # to the lowest point; orthogonal
        loss = [a * a + kappa * b * b for a, b in points[k : k + 2]]
        assert loss[1] == share**2 * loss[0]


@pytest.mark.claim(
    "theory/same-path", "From (κ, 1), curvatures 1 and κ, descent at the fixed rate 2/(L + m) takes the zigzag's path."
)
@given(ratios)
def test_the_fixed_rate_takes_the_same_path(kappa):
    share = Fraction(kappa - 1, kappa + 1)
    w = (Fraction(kappa), Fraction(1))
    for k in range(6):
        assert w == (kappa * share**k, (-share) ** k)
        rate = Fraction(2, kappa + 1)
        w = (w[0] - rate * w[0], w[1] - rate * kappa * w[1])


@pytest.mark.claim(
    "theory/non-convex",
    "L-smooth, α = 1/L: the least squared gradient of the first k is at most 4Lh/(3k − 1), hence at most 2Lh/k.",
)
@given(seeds)
def test_some_gradient_is_small(seed):
    rng = np.random.default_rng(seed)
    size, phase, grid = rng.normal(size=3), rng.uniform(0, 6, 3), np.linspace(0, 2 * np.pi, 2001)
    waves = np.arange(1, 4)

    def wave(w, order):
        """Return the derivative of this order of a sum of three cosines."""
        return np.cos(np.outer(w, waves) + phase + order * np.pi / 2) @ (size * waves**order)

    L = np.abs(wave(grid, 2)).max() * 1.0001
    w = rng.uniform(0, 6)
    height, smallest = wave(w, 0)[0] - wave(grid, 0).min() + 1e-4, math.inf
    for k in range(1, 40):
        smallest = min(smallest, wave(w, 1)[0] ** 2)
        assert smallest <= 4 * L * height / (3 * k - 1) <= 2 * L * height / k
        w = w - wave(w, 1)[0] / L


@given(st.fractions(0, 4, max_denominator=50), st.fractions(0, 8, max_denominator=50))
def test_a_step_loses_both_ends_of_the_gradient(g, share):
    """The area below the larger of two falling lines, by its two pieces, as in the page's proof."""
    later = share * g / 4  # between 0 and 2g
    meet = (2 * g - later) / 2
    area = (g + later / 2) / 2 * meet + (later / 2 + later) / 2 * (g - meet)
    assert area == g * g / 2 + later * later / 4


@pytest.mark.claim(
    "theory/bumpy-slope", "With L = 1 there is a loss of height (3k − 1)/4 whose first k gradients at rate 1 are all 1."
)
@given(st.integers(1, 40))
def test_the_bumpy_slope_attains_the_sharper_bound(k):
    """The slope as corners (w, slope): curvatures ±1 between them, height as the exact area below."""
    half = Fraction(1, 2)
    corners = [(Fraction(-k), Fraction(0)), (Fraction(1 - k), Fraction(1))]
    for cell in range(1 - k, 0):
        corners += [(cell + half, half), (Fraction(cell + 1), Fraction(1))]
    pairs = list(itertools.pairwise(corners))
    assert {abs((b[1] - a[1]) / (b[0] - a[0])) for a, b in pairs} == {1}
    height = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairs)
    slopes, w = dict(corners), Fraction(0)
    for _ in range(k):
        assert slopes[w] == 1
        w = w - slopes[w]
    assert 4 * height / (3 * k - 1) == 1


@pytest.mark.claim(
    "theory/averaged",
    "Convex, unbiased subgradients with mean square ≤ G², α = D/(G√T): the average's mean loss gap is ≤ DG/√T.",
)
@given(st.lists(st.integers(-9, 9), min_size=3, max_size=3), st.sampled_from([1, 4]))
def test_the_average_keeps_its_bound_in_exact_expectation(prices, T):
    """Over all sequences of draws, each equally likely, in fractions; G = 1."""
    median = sorted(prices)[1]
    rate = Fraction(abs(median), math.isqrt(T))

    def loss(w):
        return Fraction(sum(abs(w - price) for price in prices)) / 3

    total = Fraction(0)
    for draws in itertools.product(prices, repeat=T):
        w, path = Fraction(0), []
        for price in draws:
            path.append(w)
            w = w - rate * ((w > price) - (w < price))
        total += loss(sum(path) / T)
    assert total / 3**T - loss(median) <= Fraction(abs(median), math.isqrt(T))


@pytest.mark.claim(
    "theory/largest-weight",
    "On the largest of T weights, cut off at −D/√T, averaged descent at D/√T from 0 leaves DG/√T exactly, with G = 1.",
)
@given(st.integers(1, 7), st.integers(1, 9))
def test_the_largest_weight_attains_the_bound(root, D):
    """The path in closed form: after k steps the first k weights are −D/√T. Each step is along a subgradient there."""
    T, low = root**2, Fraction(-D, root)
    path = [[low] * k + [Fraction(0)] * (T - k) for k in range(T)]
    for k, w in enumerate(path):
        assert max(w) == w[k] > low  # the k-th weight is largest, so its unit vector is a subgradient, of length 1
    average = [sum(column) / T for column in zip(*path, strict=True)]
    assert max(*average, low) - low == Fraction(D, root)
    assert T * low**2 == D**2  # the nearest minimum, all weights at −D/√T, is at distance D


weights = st.floats(-4, 4)


@pytest.mark.claim(
    "theory/edge-algebra",
    "On (w₁w₂ − 1)²/2 a step maps r to r(1 − α(w₁² + w₂²) + α²r(1 + r)), and scales w₁² − w₂² by 1 − α²r².",
)
@given(*[st.fractions(-4, 4, max_denominator=30)] * 2, st.fractions(0, 2, max_denominator=30))
def test_the_algebra_of_the_edge(w1, w2, rate):
    def loss(a, b):
        return (a * b - 1) ** 2 / 2

    slopes = (loss(w1 + 1, w2) - loss(w1 - 1, w2)) / 2, (loss(w1, w2 + 1) - loss(w1, w2 - 1)) / 2
    after1, after2, r = w1 - rate * slopes[0], w2 - rate * slopes[1], w1 * w2 - 1
    assert after1 * after2 - 1 == r * (1 - rate * (w1**2 + w2**2) + rate**2 * r * (1 + r))
    assert after1**2 - after2**2 == (w1**2 - w2**2) * (1 - rate**2 * r**2)


@pytest.mark.claim(
    "theory/edge",
    "On (w₁w₂ − 1)²/2 a run that converges to a minimum, not starting or landing on one, ends at w₁² + w₂² ≤ 2/α.",
)
@given(weights, weights, st.floats(0.02, 1.5))
def test_runs_end_below_the_edge(w1, w2, rate):
    assume(abs(w1 * w2 - 1) > 1e-3)
    before = r = math.inf
    for _ in range(3000):
        before, r = r, w1 * w2 - 1
        if abs(r) < 1e-10 or abs(w1) + abs(w2) > 1e6:
            break
        w1, w2 = w1 - rate * r * w2, w2 - rate * r * w1
    assume(abs(r) < 1e-10 and abs(before) < 1e-3)  # else it diverges, circles, is slow, or lands there in one step
    assert w1**2 + w2**2 <= 2 / rate * (1 + 1e-3)


@pytest.mark.claim(
    "theory/edge-exception",
    "From (1, −2) one step of rate 1/2 lands on the minimum (−2, −1/2), whose sharpness 17/4 is above 2/α = 4.",
)
def test_a_run_may_land_on_a_sharper_minimum():
    w1, w2, rate = Fraction(1), Fraction(-2), Fraction(1, 2)
    r = w1 * w2 - 1
    w1, w2 = w1 - rate * r * w2, w2 - rate * r * w1
    assert (w1, w2) == (-2, Fraction(-1, 2))
    assert w1 * w2 == 1  # the gradient is zero there
    assert w1**2 + w2**2 == Fraction(17, 4) > 2 / rate
    hessian = np.array([[w2**2, 1], [1, w1**2]], dtype=float)
    assert np.linalg.eigvalsh(hessian) == pytest.approx([0, 4.25])


@pytest.mark.claim(
    "theory/two-rates",
    "Curvatures 1, 9: two steps, at 1/(5 ± 4/√2), multiply both directions by 8/17; two at 1/5, by 16/25.",
)
def test_two_rates_shrink_both_directions_alike():
    """With a = 5 + s, b = 5 − s, s² = 8: (1 − λ/a)(1 − λ/b) = 1 − (10λ − λ²)/17, exactly."""
    for curvature in (1, 9):
        assert 1 - Fraction(10 * curvature - curvature**2, 25 - 8) == Fraction(8, 17)
        assert (1 - Fraction(curvature, 5)) ** 2 == Fraction(16, 25)
        rates = [1 / (5 + 4 / math.sqrt(2)), 1 / (5 - 4 / math.sqrt(2))]
        assert math.prod(1 - rate * curvature for rate in rates) == pytest.approx(8 / 17)
