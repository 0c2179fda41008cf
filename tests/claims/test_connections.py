"""The claims of docs/reference/connections.md; oracles: Krylov spaces in fractions, difference quotients, roots."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.sparse.linalg import cg

small = st.integers(-4, 4).map(Fraction)
positive = st.fractions(min_value=Fraction(1, 8), max_value=8, max_denominator=8)


def solved(A, b):
    """Return the solution of a square system in fractions."""
    rows = [[*row, value] for row, value in zip(A, b, strict=True)]
    n = len(rows)
    for i in range(n):
        pivot = next(j for j in range(i, n) if rows[j][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(n):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [a - factor * c for a, c in zip(rows[j], rows[i], strict=True)]
    return [row[n] / row[i] for i, row in enumerate(rows)]


def dot(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def best_pair(H, c, steps, momentum=True):
    """Return the places of descent on ½wᵀHw − cᵀw whose rate and momentum together lower the loss most."""
    w, last, places = [Fraction(0)] * len(c), None, []
    for _ in range(steps):
        slope = [dot(row, w) - value for row, value in zip(H, c, strict=True)]
        if not any(slope):
            break
        ways = [[-v for v in slope]] + ([last] if last and momentum else [])
        curved = [[dot(u, [dot(row, v) for row in H]) for v in ways] for u in ways]
        shares = solved(curved, [-dot(u, slope) for u in ways])
        last = [sum(s * v[i] for s, v in zip(shares, ways, strict=True)) for i in range(len(c))]
        w = [a + b for a, b in zip(w, last, strict=True)]
        places.append(w)
    return places


@pytest.mark.claim(
    "connections/conjugate",
    "On a quadratic of d weights with positive curvatures the rate and momentum that lower the loss most at each step "
    "give the steps of conjugate gradients, and arrive after at most d steps.",
    momentum=True,
    steps=lambda d: d,
)
@pytest.mark.refuted("The rate alone that lowers the loss most does, without momentum.", momentum=False)
@pytest.mark.refuted("Where d is above 1 they arrive after at most d − 1 steps.", steps=lambda d: max(1, d - 1))
@given(st.integers(1, 4), st.lists(small, min_size=16, max_size=16), st.lists(small, min_size=4, max_size=4))
def test_the_best_pair_at_each_step_is_conjugate_gradients(momentum, steps, d, entries, c):
    c = c[:d]
    assume(any(c))
    A = [entries[4 * i : 4 * i + d] for i in range(d)]
    H = [[dot(u, v) + (i == j) for j, v in enumerate(A)] for i, u in enumerate(A)]
    places = best_pair(H, c, d + 1, momentum)
    assert len(places) <= steps(d)
    assert places[-1] == solved(H, c)
    powers = [c]
    for w in places:  # conjugate gradients go to the least loss in the span of c, Hc, H²c, ...
        gram = [[dot(u, [dot(row, v) for row in H]) for v in powers] for u in powers]
        shares = solved(gram, [dot(u, c) for u in powers])
        assert w == [sum(s * v[i] for s, v in zip(shares, powers, strict=True)) for i in range(d)]
        powers.append([dot(row, powers[-1]) for row in H])


def test_scipy_takes_the_same_steps():
    H = [[Fraction(1, i + j + 1) for j in range(4)] for i in range(4)]
    c = [dot(row, (1, -2, 3, 1)) for row in H]
    seen = []
    cg(np.array(H, dtype=float), np.array(c, dtype=float), maxiter=3, callback=lambda w: seen.append(w.copy()))
    assert np.array(seen) == pytest.approx(np.array(best_pair(H, c, 3), dtype=float), rel=1e-6)


@pytest.mark.claim(
    "connections/oscillator",
    "Differences over the time h in m·x″ = −J′(x) − c·x′, the friction's backwards, give the heavy ball with rate h²/m "
    "and momentum 1 − ch/m, step for step, for any slope.",
    rate=lambda m, h: h**2 / m,
    momentum=lambda m, c, h: 1 - c * h / m,
)
@pytest.mark.refuted("They give it with rate h/m.", rate=lambda m, h: h / m)
@pytest.mark.refuted("They give it with momentum 1/(1 + ch/m).", momentum=lambda m, c, h: 1 / (1 + c * h / m))
@given(positive, st.fractions(0, 4, max_denominator=8), positive, small, small, st.lists(small, min_size=3, max_size=3))
def test_the_heavy_ball_is_a_ball_with_friction(rate, momentum, mass, friction, h, start, before, slope):
    def gradient(x):
        return slope[0] + slope[1] * x + slope[2] * x**3

    w = [before, start]
    for _ in range(3):
        w.append(w[-1] - rate(mass, h) * gradient(w[-1]) + momentum(mass, friction, h) * (w[-1] - w[-2]))
        acceleration = ((w[-1] - w[-2]) / h - (w[-2] - w[-3]) / h) / h
        velocity = (w[-2] - w[-3]) / h
        assert mass * acceleration == -gradient(w[-2]) - friction * velocity


@pytest.mark.claim(
    "connections/spring",
    "As the time step shrinks, the places of the heavy ball tend to those of a mass on a spring with friction, the "
    "error in proportion to the step.",
    order=1,
    momentum=lambda m, c, h: 1 - c * h / m,
)
@pytest.mark.refuted("The error is in proportion to the square of the step.", order=2)
@pytest.mark.refuted("With momentum 1 − ch, whatever the mass, they do so, too.", momentum=lambda m, c, h: 1 - c * h)
def test_smaller_time_steps_come_nearer_to_the_spring(order, momentum):
    mass, friction, spring = 1.5, 0.7, 2.5
    roots = np.roots([mass, friction, spring])
    shares = np.linalg.solve([[1, 1], roots], [1, 0])  # at 1, at rest
    gaps = []
    for steps in (30, 300, 3000):
        h = 4 / steps
        before = now = 1.0
        for _ in range(steps):
            before, now = now, now - h**2 / mass * spring * now + momentum(mass, friction, h) * (now - before)
        gaps.append(abs(now - np.sum(shares * np.exp(4 * roots)).real))
    assert gaps[0] / gaps[1] == pytest.approx(10**order, rel=0.3)
    assert gaps[1] / gaps[2] == pytest.approx(10**order, rel=0.1)


@pytest.mark.claim(
    "connections/critical",
    "The least friction without swings, 2√(mλ), gives the momentum 1 − 2√(αλ); for αλ < 1 the heavy ball's border, "
    "(1 − √(αλ))², is higher by αλ.",
    least=lambda m, curvature: 2 * math.sqrt(m * curvature),
    higher=lambda product: product,
)
@pytest.mark.refuted(
    "The least friction without swings is √(2mλ).", least=lambda m, curvature: math.sqrt(2 * m * curvature)
)
@pytest.mark.refuted("The ball's border is the momentum of that friction, no higher.", higher=lambda product: 0)
@pytest.mark.refuted("The ball's border is higher by √(αλ).", higher=lambda product: math.sqrt(product))
@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0.05, 0.95))
def test_critical_friction_and_the_border_of_swings(least, higher, mass, curvature, share):
    critical = least(mass, curvature)
    for friction, swings in ((critical * 0.99, True), (critical * 1.01, False)):
        assert (abs(np.roots([mass, friction, curvature]).imag).max() > 1e-6) == swings
    h = share * math.sqrt(mass / curvature)
    x = h**2 / mass * curvature
    assert 1 - critical * h / mass == pytest.approx(1 - 2 * math.sqrt(x))
    border = 1 - critical * h / mass + higher(x)
    assert border == pytest.approx((1 - math.sqrt(x)) ** 2)
    for beta, swings in ((border + 1e-3, True), (border - 1e-3, False)):
        assert (abs(np.roots([1, x - 1 - beta, beta]).imag).max() > 1e-6) == swings


vectors = st.integers(1, 3).flatmap(lambda d: st.tuples(*[st.lists(small, min_size=d, max_size=d)] * 2))


@pytest.mark.claim(
    "connections/lms",
    "The LMS step w + μ·e·x is a step of descent on e²/2 at the rate μ; with μ = 1/‖x‖² it is Kaczmarz's projection, "
    "the nearest place at which the error is zero.",
    half=Fraction(1, 2),
    rate=lambda square: 1 / square,
)
@pytest.mark.refuted("It is one on e².", half=Fraction(1))
@pytest.mark.refuted("With μ = 1/(2‖x‖²) it is the projection.", rate=lambda square: 1 / (2 * square))
@given(vectors, small, positive)
def test_lms_is_stochastic_descent(half, rate, pair, y, mu):
    """Central differences are exact for a parabola; a projection moves along x alone, and leaves no error."""
    w, x = pair
    assume(any(x))
    error = y - dot(w, x)

    def loss(w):
        return half * (y - dot(w, x)) ** 2

    def nudged(j, by):
        return [v + (i == j) * by for i, v in enumerate(w)]

    slopes = [(loss(nudged(j, 1)) - loss(nudged(j, -1))) / 2 for j in range(len(w))]
    stepped = [v + mu * error * each for v, each in zip(w, x, strict=True)]
    assert stepped == [v - mu * slope for v, slope in zip(w, slopes, strict=True)]
    moved = [rate(dot(x, x)) * error * each for each in x]
    assert dot([v + m for v, m in zip(w, moved, strict=True)], x) == y


rounds = st.integers(1, 3).flatmap(
    lambda d: st.lists(
        st.tuples(st.lists(small, min_size=d, max_size=d), small, st.sampled_from(["linear", "absolute", "square"])),
        min_size=1,
        max_size=6,
    )
)


@pytest.mark.claim(
    "connections/regret",
    "Descent from w₁ at the rate α on convex losses that come one by one, with gradients g, exceeds any u by at most "
    "‖u − w₁‖²/(2α) + α/2·Σ‖g‖².",
    way=Fraction(1, 2),
    steps=Fraction(1, 2),
)
@pytest.mark.refuted("By at most ‖u − w₁‖²/(2α) + α/4·Σ‖g‖².", steps=Fraction(1, 4))
@pytest.mark.refuted("By at most ‖u − w₁‖²/(2.2α) + α/2·Σ‖g‖².", way=Fraction(1, 2) / Fraction(11, 10))
@given(rounds, positive, st.lists(small, min_size=3, max_size=3))
@example([([Fraction(1)], Fraction(0), "linear")], Fraction(1), [Fraction(1)] * 3)
def test_regret_is_bounded(way, steps, losses, rate, away):
    """Against u of any place, and against the last weights, where linear losses leave nothing over."""
    kinds = {
        "linear": (lambda s: s, lambda s: 1),
        "absolute": (abs, lambda s: (s > 0) - (s < 0)),
        "square": (lambda s: s * s, lambda s: 2 * s),
    }
    w = start = away[: len(losses[0][0])]
    met, squares = [], Fraction(0)
    for a, b, kind in losses:
        value, slope = kinds[kind]
        s = dot(a, w) - b
        g = [slope(s) * each for each in a]
        met.append(value(s))
        squares += dot(g, g)
        w = [v - rate * each for v, each in zip(w, g, strict=True)]
    for u in (w, [Fraction(0)] * len(w), away[::-1][: len(w)]):
        others = [kinds[kind][0](dot(a, u) - b) for a, b, kind in losses]
        apart = [v - s for v, s in zip(u, start, strict=True)]
        assert sum(met) - sum(others) <= way * dot(apart, apart) / rate + steps * rate * squares


@pytest.mark.claim(
    "connections/natural",
    "For shares of k classes under the mean log-loss the natural gradient is shares minus frequencies.",
    fisher=lambda p, i, j: (i == j) / p[i] + 1 / p[-1],
)
@pytest.mark.refuted("It is so with the diagonal of the information alone.", fisher=lambda p, i, j: (i == j) / p[i])
@pytest.mark.refuted(
    "It is so with the curvature at the frequencies' place, a quarter less.",
    fisher=lambda p, i, j: Fraction(3, 4) * ((i == j) / p[i] + 1 / p[-1]),
)
@given(st.integers(2, 4), st.lists(st.integers(1, 9), min_size=8, max_size=8))
def test_a_natural_step_of_shares_arrives(fisher, k, counts):
    """The last share is one less the others; the information is also the mean square of the score, listed here."""
    p = [Fraction(c, sum(counts[:k])) for c in counts[:k]]
    f = [Fraction(c, sum(counts[4 : 4 + k])) for c in counts[4 : 4 + k]]
    slopes = [f[-1] / p[-1] - f[i] / p[i] for i in range(k - 1)]
    if k > 2:
        assume(p[:-1] != f[:-1])
    score = [[(c == i) / p[i] - (c == k - 1) / p[-1] for i in range(k - 1)] for c in range(k)]
    listed = [[sum(p[c] * score[c][i] * score[c][j] for c in range(k)) for j in range(k - 1)] for i in range(k - 1)]
    told = [[fisher(p, i, j) for j in range(k - 1)] for i in range(k - 1)]
    assert told == listed
    assert solved(told, slopes) == [a - b for a, b in zip(p[:-1], f[:-1], strict=True)]


@pytest.mark.claim(
    "connections/em",
    "For a mixture of normal groups with fixed deviations a step of EM is a step up the mean log-likelihood, the mean "
    "of group k at the rate σ²/r̄, the shares times diag(π) − ππᵀ.",
    rate=lambda square, part: square / part,
    shares=lambda pi: np.diag(pi) - np.outer(pi, pi),
)
@pytest.mark.refuted("The means at the rate σ².", rate=lambda square, part: square)
@pytest.mark.refuted("The shares times diag(π).", shares=np.diag)
@given(st.integers(2, 3), st.integers(1, 2), st.integers(0, 10_000))
def test_a_step_of_em_is_a_step_of_descent(rate, shares, k, d, seed):
    """The gradient by complex steps, which are exact up to rounding; EM as it is told, by sharing out and means."""
    rng = np.random.default_rng(seed)
    x, means = rng.normal(0, 2, (12, d)), rng.normal(0, 2, (k, d))
    deviation, pi = rng.uniform(0.5, 2, k), rng.dirichlet(np.ones(k))

    def densities(pi, means):
        far = np.sum((x[:, None] - means) ** 2, axis=2)
        return pi * np.exp(-far / (2 * deviation**2)) / deviation**d

    def likelihood(pi, means):
        return np.mean(np.log(np.sum(densities(pi, means), axis=1)))

    def slopes(of):
        found = np.zeros(of.shape)
        for place in np.ndindex(of.shape):
            nudge = np.zeros(of.shape, dtype=complex)
            nudge[place] = 1e-20j
            both = (pi + nudge, means + 0j) if of is pi else (pi + 0j, means + nudge)
            found[place] = likelihood(*both).imag / 1e-20
        return found

    belongs = densities(pi, means) / densities(pi, means).sum(axis=1, keepdims=True)
    part = belongs.mean(axis=0)
    assume(part.min() > 1e-3)
    after = belongs.T @ x / belongs.sum(axis=0)[:, None]
    assert means + rate(deviation**2, part)[:, None] * slopes(means) == pytest.approx(after, rel=1e-7, abs=1e-7)
    assert pi + shares(pi) @ slopes(pi) == pytest.approx(part, rel=1e-7, abs=1e-9)
