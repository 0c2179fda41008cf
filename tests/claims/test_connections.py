"""The claims of docs/reference/connections.md; oracles: Krylov spaces in fractions, difference quotients, roots."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
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
