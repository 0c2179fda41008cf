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

    @classmethod
    def ridge(cls, share, curvature=2.0, m=0.0, across=False):
        """Return a loss in three dimensions: a ramp along one, with its bend at this share of the way, started there.

        Where the share is 1 it is a parabola. All directions have m more of curvature; `across` starts along another.
        """
        loss = cls(0, m)
        along = np.array([2.0, -1.0, 2.0]) / 3
        loss.A, loss.smooth = math.sqrt(curvature) * along[None], np.array([False])
        loss.D, loss.L = 1.5, curvature + m
        loss.threshold = np.array([math.sqrt(curvature) * loss.D * share])
        loss.best = np.array([1.0, 0.5, -2.0])
        loss.start = loss.best + loss.D * (np.array([1.0, 2.0, 0.0]) / math.sqrt(5) if across else along)
        return loss

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


convex = st.builds(Convex, seeds)
strongly_convex = st.builds(Convex, seeds, st.floats(0.01, 3))
STEEP, FLAT = (Convex.ridge(1, 1.5, 0.5, across) for across in (False, True))  # along the eigenvectors, κ = 4


@given(st.builds(Convex, seeds, st.floats(0, 2)))
@example(Convex.ridge(0.3, 2, 0.5))
def test_the_random_losses_have_the_gradient_that_they_say(loss):
    steps = 1e-6 * np.eye(len(loss.start))
    sides = [(loss.loss(loss.start + e) - loss.loss(loss.start - e)) / 2e-6 for e in steps]
    assert loss.gradient(loss.start) == pytest.approx(sides, rel=1e-4, abs=1e-4)


@pytest.mark.claim(
    "theory/hardest",
    "From 1, rate 1, 10 steps: the ramp of slope 1/21 leaves 1/42, more than w⁴/12 or any parabola λw²/2, 0 ≤ λ ≤ 1.",
    slope=Fraction(1, 21),
    most=1,
)
@pytest.mark.refuted("The ramp of slope 1/20 leaves 1/42, too.", slope=Fraction(1, 20))
@pytest.mark.refuted("It leaves more than any parabola with λ up to 2.", most=2)
@given(st.fractions(0, 1, max_denominator=1000))
@example(Fraction(1, 21))
@example(Fraction(1))
def test_the_ramp_leaves_most_of_the_four(slope, most, share):
    left = after(10, lambda w: ramp(w, slope), Fraction(1))[10]
    assert left == Fraction(1, 42)
    curvature = share * most
    parabola = curvature / 2 * (1 - curvature) ** 20
    shallow = Fraction(1, 42) * Fraction(20, 21) ** 20
    assert parabola <= shallow < left
    assert float(shallow) == pytest.approx(0.00897, abs=5e-6)
    assert after(10, lambda w: (w**4 / 12, w**3 / 3), 1.0)[10] < float(left)


@pytest.mark.claim(
    "theory/three-speeds",
    "e₊/e is 3/4 on w²/2 at rate 1/4, tends to 1 on w⁴/4, to 0 for Newton on eʷ − w, "
    "where alone e₊/e² settles, at 1/2.",
    linear=Fraction(3, 4),
    settles=0.5,
)
@pytest.mark.refuted("On w²/2 the ratio is 1/2, as the loss has the factor 1/2.", linear=Fraction(1, 2))
@pytest.mark.refuted("On eʷ − w the ratio to the square settles at 0.51.", settles=0.51)
def test_three_speeds(linear, settles):
    errors = [2 * loss for loss in after(3, lambda w: (w * w / 2, w), Fraction(1), Fraction(1, 4))]
    assert errors == [linear ** (2 * k) for k in range(4)]
    flat = after(100_000, lambda w: (w, w**3), 1.0, 0.25)
    assert flat[-1] * math.sqrt(100_000 / 2) == pytest.approx(1, abs=1e-3)  # 1/w² grows by 1/2 a step
    ratios = [flat[k + 1] / flat[k] for k in (10, 100, 1000, 10_000)]
    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1, abs=1e-3)
    assert flat[10_001] / flat[10_000] ** 2 > 5 * flat[101] / flat[100] ** 2  # does not settle; nor does 3/4 over e
    w, errors = 1.0, []
    while w > 1e-4:
        errors.append(w)
        w = w + math.expm1(-w)  # w − (eʷ − 1)/eʷ
    errors.append(w)
    assert errors[-1] / errors[-2] < 1e-2
    assert errors[-1] / errors[-2] ** 2 == pytest.approx(settles, abs=2e-3)


def cosines(seed):
    """Return a random sum of cosines in up to four dimensions with its gradient, 0 or more; a start; its L."""
    rng = np.random.default_rng(seed)
    d, n = rng.integers(1, 5), rng.integers(1, 6)
    A, phase, size = rng.normal(size=(n, d)), rng.uniform(0, 6, n), rng.normal(size=n)

    def loss(w):
        return size @ np.cos(A @ w + phase) + np.abs(size).sum(), -A.T @ (size * np.sin(A @ w + phase))

    return loss, rng.normal(size=d), np.linalg.norm(A.T @ (np.abs(size)[:, None] * A), 2)


@pytest.mark.claim(
    "theory/descent-lemma",
    "A step at any rate α > 0 lowers an L-smooth loss by at least α(1 − αL/2)‖∇J‖²; on curvature L by exactly that.",
    promise=lambda share: share * (1 - share / 2),
)
@pytest.mark.refuted("It lowers it by 1% more.", promise=lambda share: 1.01 * share * (1 - share / 2))
@pytest.mark.refuted("It lowers it by α(1 − αL)‖∇J‖².", promise=lambda share: share * (1 - share))
@given(seeds, st.floats(0, 4))
@example(1, 1.0)
def test_one_step_keeps_its_promise_on_losses_that_are_not_convex(promise, seed, share):
    loss, w, L = cosines(seed)
    (before, gradient), rate = loss(w), share / L
    assert loss(w - rate * gradient)[0] <= before - promise(share) / L * gradient @ gradient + 1e-9
    bowl = L / 2 * np.sum((w - rate * L * w) ** 2)
    assert bowl == pytest.approx(L / 2 * w @ w - promise(share) * L * w @ w, abs=1e-9)


@pytest.mark.claim(
    "theory/convex-bound",
    "Convex, L-smooth, α = 1/L: the loss after k steps is ≤ LD²/(4k + 2) above the least.",
    bound=lambda k: 1 / (4 * k + 2),
    rate=1,
)
@pytest.mark.refuted("It is ≤ LD²/(4k + 3) above the least.", bound=lambda k: 1 / (4 * k + 3))
@pytest.mark.refuted("Any rate below 2/L keeps this bound, 1.9/L for one.", rate=1.9)
@given(convex)
@example(Convex(544))
@example(Convex.ridge(1 / 15))
@example(Convex.ridge(1))
def test_descent_keeps_the_exact_bound(bound, rate, loss):
    w = loss.start
    for k in range(60):
        assert loss.loss(w) <= loss.L * loss.D**2 * bound(k) * (1 + 1e-9)
        w = w - rate * loss.gradient(w) / loss.L


@pytest.mark.claim(
    "theory/ramp",
    "With L = D = 1 the Huber loss with threshold 1/(2k + 1) leaves exactly 1/(4k + 2) after k ≥ 1 steps; it touches "
    "the bound at no other step, loses the same at each of the first 2k, and is at its minimum after 2k + 1.",
    threshold=lambda k: Fraction(1, 2 * k + 1),
    arrives=lambda k: 2 * k + 1,
)
@pytest.mark.refuted("The one with threshold 1/(2k + 2) does.", threshold=lambda k: Fraction(1, 2 * k + 2))
@pytest.mark.refuted("It is at its minimum after 2k steps.", arrives=lambda k: 2 * k)
@given(st.integers(1, 80))
def test_the_ramp_attains_the_bound(threshold, arrives, k):
    losses = after(2 * k + 1, lambda w: ramp(w, threshold(k)), Fraction(1))
    assert losses[k] == Fraction(1, 4 * k + 2)
    touching = [step for step in range(1, 2 * k + 1) if losses[step] == Fraction(1, 4 * step + 2)]
    assert touching == [k]
    assert {before - later for before, later in itertools.pairwise(losses[:-1])} == {threshold(k) ** 2}
    assert losses.index(0) == arrives(k)


def ahead_on_a_slope(steps):
    """Return how far Nesterov's growing momentum gets on a slope of 1 at rate 1."""
    x = y = 0.0
    t = 1.0
    for _ in range(steps):
        x, before, t, old = y + 1, x, (1 + math.sqrt(1 + 4 * t * t)) / 2, t
        y = x + (old - 1) / t * (x - before)
    return x


@pytest.mark.claim(
    "theory/accelerated",
    "Convex, L-smooth, Nesterov's growing momentum, rate 1/L: the loss after k steps is ≤ 2LD²/(k + 1)² above the "
    "least; a ramp leaves 99% of that after 1,000.",
    bound=lambda k: 2 / (k + 1) ** 2,
    momentum=lambda t, longer: (t - 1) / longer,
)
@pytest.mark.refuted("It is ≤ 1.98 LD²/(k + 1)².", bound=lambda k: 1.98 / (k + 1) ** 2)
@pytest.mark.refuted("A fixed momentum of 0.9 keeps this bound.", momentum=lambda t, longer: 0.9)
@given(convex, st.just(80))
@example(Convex.ridge(1 / (2 * ahead_on_a_slope(1000) + 1)), 1000)  # comes within 1% of the bound
def test_nesterov_keeps_its_bound(bound, momentum, loss, steps):
    x = y = loss.start
    t = 1.0
    for k in range(1, steps + 1):
        x, before = y - loss.gradient(y) / loss.L, x
        t, old = (1 + math.sqrt(1 + 4 * t * t)) / 2, t
        y = x + momentum(old, t) * (x - before)
        assert loss.loss(x) <= loss.L * loss.D**2 * bound(k) * (1 + 1e-9)


def chain(d):
    """Return the Hessian of the chain in fractions, and the pull at its first weight."""
    H = [[Fraction((i == j) * 2 - (abs(i - j) == 1), 4) for j in range(d)] for i in range(d)]
    return H, [Fraction(i == 0, 4) for i in range(d)]


@pytest.mark.claim(
    "theory/floor",
    "On the chain of d weights, k < d steps from 0 that combine gradients seen leave (1/(k+1) − 1/(d+1))/8 at least.",
    floor=lambda k, d: (Fraction(1, k + 1) - Fraction(1, d + 1)) / 8,
)
@pytest.mark.refuted("They leave 1/(8(k+1)) at least, however many weights.", floor=lambda k, d: Fraction(1, 8 * k + 8))
@pytest.mark.refuted("They leave 1% more.", floor=lambda k, d: (Fraction(1, k + 1) - Fraction(1, d + 1)) * 101 / 800)
@given(st.integers(2, 9), seeds)
def test_no_combination_of_gradients_gets_below_the_floor(floor, d, seed):
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
        assert not any(w[k:])  # only k weights have moved
        assert loss(w) - least >= floor(k, d)
        assert loss(lowest(k)) - least == floor(k, d)
        assert not any(gradient(lowest(k))[:k])
        seen.append(gradient(w))
        shares = [Fraction(int(share), 8) for share in rng.integers(-16, 17, len(seen))]
        w = [sum(share * g[i] for share, g in zip(shares, seen, strict=True)) for i in range(d)]


@pytest.mark.claim(
    "theory/contraction",
    "m-strongly convex, L-smooth, α = 2/(L + m): each step leaves at most (κ − 1)/(κ + 1) of the distance.",
    share=lambda kappa: (kappa - 1) / (kappa + 1),
    rate=lambda L, m: 2 / (L + m),
)
@pytest.mark.refuted("It leaves at most (κ − 1)/(κ + 1.01).", share=lambda kappa: (kappa - 1) / (kappa + 1.01))
@pytest.mark.refuted("A step at 1/L leaves no more.", rate=lambda L, m: 1 / L)
@pytest.mark.refuted("A step at the bound 2/L leaves no more.", rate=lambda L, m: 2 / L)
@given(strongly_convex)
@example(FLAT)
@example(STEEP)
def test_each_step_leaves_at_most_its_share_of_the_distance(share, rate, loss):
    w, left = loss.start, share(loss.L / loss.m)
    for _ in range(20):
        later = w - rate(loss.L, loss.m) * loss.gradient(w)
        assert np.linalg.norm(later - loss.best) <= left * np.linalg.norm(w - loss.best) * (1 + 1e-9) + 1e-12
        w = later


@pytest.mark.claim(
    "theory/accelerated-strongly",
    "m-strongly convex, L-smooth, Nesterov, β = (√κ − 1)/(√κ + 1), 1/L: the loss is ≤ (1 − 1/√κ)ᵏ(h + mD²/2).",
    share=lambda root: 1 - 1 / root,
    added=1,
)
@pytest.mark.refuted("It is ≤ (1 − 2/√κ)ᵏ(h + mD²/2).", share=lambda root: 1 - 2 / root)
@pytest.mark.refuted("It is ≤ (1 − 1/√κ)ᵏ h.", added=0)
@given(strongly_convex)
@example(Convex.ridge(1, 1, 0.001, across=True))
def test_nesterov_with_fixed_momentum_keeps_its_bound(share, added, loss):
    root = math.sqrt(loss.L / loss.m)
    allowed = loss.loss(loss.start) + added * loss.m / 2 * loss.D**2
    x = before = loss.start
    for _ in range(60):
        assert loss.loss(x) <= allowed * (1 + 1e-9) + 1e-15
        ahead = x + (root - 1) / (root + 1) * (x - before)
        x, before = ahead - loss.gradient(ahead) / loss.L, x
        allowed *= share(root)


def line_search(eigenvalues, w):
    """Return the loss (times 2), the gradient and the best rate of exact line search on a diagonal quadratic."""
    g = [e * each for e, each in zip(eigenvalues, w, strict=True)]
    loss = sum(each * slope for each, slope in zip(w, g, strict=True))
    return loss, g, sum(each**2 for each in g) / sum(e * each**2 for e, each in zip(eigenvalues, g, strict=True))


@pytest.mark.claim(
    "theory/line-search",
    "On a quadratic, eigenvalues positive, a step of exact line search leaves at most ((κ − 1)/(κ + 1))² of the loss.",
    share=lambda kappa: (kappa - 1) / (kappa + 1),
)
@pytest.mark.refuted("It leaves at most ((κ − 1)/(κ + 1.01))².", share=lambda kappa: (kappa - 1) / (kappa + 1.01))
@pytest.mark.refuted(
    "It leaves at most that with the root of κ in place of κ.", share=lambda kappa: (kappa**0.5 - 1) / (kappa**0.5 + 1)
)
@given(
    st.lists(
        st.tuples(st.fractions(Fraction(1, 10), 10, max_denominator=20), st.integers(-9, 9)), min_size=1, max_size=5
    )
)
@example([(Fraction(1), 9), (Fraction(9), 1), (Fraction(4), 0)])
def test_exact_line_search_keeps_its_bound(share, directions):
    eigenvalues, w = [e for e, _ in directions], [Fraction(each) for _, each in directions]
    assume(any(w))
    loss, g, rate = line_search(eigenvalues, w)
    later = [each - rate * slope for each, slope in zip(w, g, strict=True)]
    assert sum(e * each**2 for e, each in zip(eigenvalues, later, strict=True)) <= (
        share(max(eigenvalues) / min(eigenvalues)) ** 2 * loss
    )


@pytest.mark.claim(
    "theory/zigzag",
    "From (κ, 1), curvatures 1 and κ, each step leaves ((κ − 1)/(κ + 1))² of the loss; steps in a row are orthogonal.",
    share=lambda kappa: Fraction(kappa - 1, kappa + 1),
    start=lambda kappa: (kappa, 1),
)
@pytest.mark.refuted("Each step leaves ((κ − 1)/κ)² of the loss.", share=lambda kappa: Fraction(kappa - 1, kappa))
@pytest.mark.refuted("From (1, κ) each step leaves as much.", start=lambda kappa: (1, kappa))
@given(ratios)
def test_the_zigzag_attains_the_bound(share, start, kappa):
    w = [Fraction(each) for each in start(kappa)]
    for _ in range(5):
        loss, g, rate = line_search((1, kappa), w)
        w = [each - rate * slope for each, slope in zip(w, g, strict=True)]
        later, turned, _ = line_search((1, kappa), w)
        assert later == share(kappa) ** 2 * loss
        assert g[0] * turned[0] + g[1] * turned[1] == 0


@pytest.mark.claim(
    "theory/same-path",
    "From (κ, 1), curvatures 1 and κ, descent at the fixed rate 2/(L + m) takes the zigzag's path.",
    fixed=lambda kappa: Fraction(2, kappa + 1),
)
@pytest.mark.refuted("At the rate 1/L it takes that path.", fixed=lambda kappa: Fraction(1, kappa))
@pytest.mark.refuted("At a rate 1% lower it takes that path.", fixed=lambda kappa: Fraction(198, 100 * kappa + 100))
@given(ratios)
def test_the_fixed_rate_takes_the_same_path(fixed, kappa):
    """The zigzag's path in closed form: after k steps (κ, (−1)ᵏ) times ((κ − 1)/(κ + 1))ᵏ."""
    share = Fraction(kappa - 1, kappa + 1)
    w = [Fraction(kappa), Fraction(1)]
    for k in range(6):
        assert w == [kappa * share**k, (-share) ** k]
        _, g, best = line_search((1, kappa), w)
        assert best == fixed(kappa)
        w = [each - fixed(kappa) * slope for each, slope in zip(w, g, strict=True)]


@pytest.mark.claim(
    "theory/two-rates",
    "Curvatures 1, 9: two steps, at 1/(5 ± 4/√2), multiply both directions by 8/17; two at 1/5, by 16/25.",
    pair=Fraction(8, 17),
    square=8,
)
@pytest.mark.refuted("The pair multiplies them by 1/2.", pair=Fraction(1, 2))
@pytest.mark.refuted("So do two steps at 1/(5 ± 2).", square=4)
def test_two_rates_shrink_both_directions_alike(pair, square):
    """With a = 5 + s, b = 5 − s: (1 − λ/a)(1 − λ/b) = 1 − (10λ − λ²)/(25 − s²), exactly."""
    for curvature in (1, 9):
        assert 1 - Fraction(10 * curvature - curvature**2, 25 - square) == pair
        assert (1 - Fraction(curvature, 5)) ** 2 == Fraction(16, 25)
        rates = [1 / (5 + math.sqrt(square)), 1 / (5 - math.sqrt(square))]
        assert math.prod(1 - rate * curvature for rate in rates) == pytest.approx(float(pair))
    middle = np.linspace(1, 9, 201)
    assert np.abs(1 - (10 * middle - middle**2) / 17).max() == pytest.approx(
        8 / 17
    )  # Chebyshev's: none between is worse
