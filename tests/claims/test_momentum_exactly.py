"""The claims of docs/descent/momentum-exactly.md."""

import functools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.claims.test_momentum import ahead, ball, kept, momenta, radius, rises, shrinks

shares = st.fractions(0, 1, max_denominator=10).filter(lambda share: share < 1)
positive = st.floats(0.1, 100)


def slope(w):
    """Return the slope of the counter-example of Lessard, Recht and Packard."""
    return 25 * w if w < 1 else w + 24 if w < 2 else 25 * w - 24


@pytest.mark.claim(
    "momentum-exactly/rises",
    "On the noisy line at rate 0.01 with momentum 0.9, the loss rises at just those 81 of the first 170 steps at which "
    "its part in the steep direction does.",
    direction=1,
    count=81,
)
@pytest.mark.refuted("It rises at 80 of them.", count=80)
@pytest.mark.refuted("They are those at which its part in the flat direction rises.", direction=0)
def test_the_rises_are_those_of_the_steep_direction(direction, count):
    whole, part = rises(0.01, 0.9, direction)
    assert np.array_equal(whole, part)
    assert whole.sum() == count


@pytest.mark.claim(
    "momentum-exactly/regimes",
    "For 0 ≤ β < 1 and αλ > 0 the ball's roots are real ≥ 0, complex, real in (−1, 0], or one < −1, just as tabled.",
    split=1,
    top=lambda b: 2 * (1 + b),
    factor=4,
)
@pytest.mark.refuted("A steady run needs αλ ≤ 1.1 only.", split=Fraction(11, 10))
@pytest.mark.refuted("It diverges beyond 2.02(1 + β) only.", top=lambda b: Fraction(202, 100) * (1 + b))
@pytest.mark.refuted("It swings for β > 1 + αλ − 1.99√(αλ).", factor=Fraction(199, 100) ** 2)
@settings(max_examples=70)
@given(shares, st.fractions(0, 5, max_denominator=20).filter(lambda step: step > 0))
@example(Fraction(0), Fraction(21, 20))
@example(Fraction(252, 1000), Fraction(1, 4))
@example(Fraction(1, 2), Fraction(3))  # on the line of the bound
@example(Fraction(1, 4), Fraction(1, 4))  # on both branches of the border
@example(Fraction(1, 4), Fraction(9, 4))
@example(Fraction(0), Fraction(1))
def test_the_borders_of_the_regimes_are_exact(split, top, factor, momentum, step):
    """In fractions: sign of the discriminant, Vieta's rules, the polynomial at −1, against the table of the page."""
    discriminant = (1 + momentum - step) ** 2 - 4 * momentum
    at_minus_one = 1 + (1 + momentum - step) + momentum
    if at_minus_one < 0:  # it opens upwards, so a root lies below −1
        regime = "diverging"
    elif at_minus_one == 0:
        regime = "to and fro"
    elif discriminant < 0:
        regime = "swinging"
    else:  # both roots have the sign of their sum
        regime = "alternating" if 1 + momentum - step < 0 else "steady"
    # β against (1 − √s)² without a root: β > 1 + s − 2√s iff 1 + s − β < 2√s
    rest = 1 + step - momentum
    above = rest < 0 or rest**2 < factor * step
    if step > top(momentum):
        tabled = "diverging"
    elif step == top(momentum):
        tabled = "to and fro"
    elif above:
        tabled = "swinging"
    else:
        tabled = "steady" if step <= split else "alternating"
    assert regime == tabled


@pytest.mark.claim(
    "momentum-exactly/bound",
    "For 0 ≤ β < 1, the heavy ball on one eigenvalue converges from every start iff 0 < αλ < 2(1 + β).",
    bound=lambda b: 2 * (1 + b),
)
@pytest.mark.refuted("The bound is 1% higher.", bound=lambda b: 2.02 * (1 + b))
@pytest.mark.refuted("The bound is 1% lower.", bound=lambda b: 1.98 * (1 + b))
@pytest.mark.refuted("The bound is 2, as for gradient descent.", bound=lambda b: 2)
@settings(max_examples=60)
@given(momenta, st.floats(-0.5, 3) | st.floats(0.99, 1.01))
@example(0.5, 0.995)
@example(0.5, 1.005)
def test_the_bound_of_the_ball_from_both_sides(bound, momentum, share):
    assume(abs(share) > 1e-3 and abs(share - 1) > 1e-3)
    assert shrinks(ball(share * bound(momentum), momentum)) == (0 < share < 1)


@pytest.mark.claim(
    "momentum-exactly/steady",
    "In the steady regime a ball from rest on one eigenvalue comes closer with every step until there, never across.",
    reach=1,
    before=1,
)
@pytest.mark.refuted("So does one at rates up to a tenth above the border.", reach=Fraction(11, 10))
@pytest.mark.refuted("So does one that comes in at any velocity.", before=20)
@settings(max_examples=40)
@given(shares, st.fractions(0, 1, max_denominator=30), positive)
@example(Fraction(1, 4), Fraction(1), 1.0)
def test_a_steady_ball_never_crosses(reach, before, momentum, part, start):
    """The border is approached by squares of fractions, so that the steps are exact."""
    root = Fraction(math.isqrt(int(10**12 * momentum)) + 1, 10**6)  # just above √β
    step = (1 - min(root, Fraction(1))) ** 2 * part * reach
    assume(step > 0)
    before, here = before * Fraction(start), Fraction(start)
    for _ in range(40):
        before, here = here, (1 + momentum - step) * here - momentum * before
        assert 0 < here < before


@pytest.mark.claim(
    "momentum-exactly/swinging",
    "Where the roots of the heavy ball are complex, each has size √β, whatever the rate.",
    size=lambda step, b: math.sqrt(b),
)
@pytest.mark.refuted("Each has size β.", size=lambda step, b: b)
@pytest.mark.refuted("Each has size √(β|1 − αλ|).", size=lambda step, b: math.sqrt(b * abs(1 - step)))
@given(st.floats(0.01, 0.98), st.floats(0.01, 0.99))
def test_complex_roots_have_size_sqrt_beta(size, momentum, part):
    low, high = (1 - math.sqrt(momentum)) ** 2, (1 + math.sqrt(momentum)) ** 2
    step = low + part * (high - low)
    power = np.linalg.matrix_power(ball(step, momentum), 300)
    assert np.linalg.det(power / momentum**150) == pytest.approx(1, rel=1e-6)  # the product of the roots
    assert np.abs(np.linalg.eigvals(ball(step, momentum))) == pytest.approx([size(step, momentum)] * 2, rel=1e-6)


@pytest.mark.claim(
    "momentum-exactly/nesterov-swing",
    "Where the roots of Nesterov momentum are complex, each has size √(β(1 − αλ)).",
    size=lambda step, b: math.sqrt(b * (1 - step)),
)
@pytest.mark.refuted("Each has size √β, as for the heavy ball.", size=lambda step, b: math.sqrt(b))
@pytest.mark.refuted("Each has size √β(1 − αλ).", size=lambda step, b: math.sqrt(b) * (1 - step))
@given(st.floats(0.01, 0.98), st.floats(0.01, 0.99))
def test_nesterov_damps_the_steep_more(size, momentum, step):
    assume((1 + momentum) ** 2 * (1 - step) < 4 * momentum * (1 - 1e-6))
    roots = np.roots([1, -(1 + momentum) * (1 - step), momentum * (1 - step)])
    assert np.abs(roots) == pytest.approx([size(step, momentum)] * 2, rel=1e-5)
    path = kept("nesterov")(lambda w: w, [1.0], 2, step, momentum)[:, 0]  # the function obeys that polynomial
    assert path[2] == pytest.approx((1 + momentum) * (1 - step) * path[1] - momentum * (1 - step) * path[0])


@pytest.mark.claim(
    "momentum-exactly/nesterov-bound",
    "For 0 ≤ β < 1, Nesterov on one eigenvalue converges from every start iff 0 < αλ < 2(1 + β)/(1 + 2β).",
    times=lambda b: 1,
)
@pytest.mark.refuted("The bound is 1% higher.", times=lambda b: 1.01)
@pytest.mark.refuted("The bound is 1% lower.", times=lambda b: 0.99)
@pytest.mark.refuted("The bound is that of the heavy ball, 2(1 + β).", times=lambda b: 1 + 2 * b)
@given(momenta, st.floats(-0.5, 3) | st.floats(0.99, 1.01))
@example(0.5, 0.995)
@example(0.5, 1.005)
def test_the_bound_of_nesterov_from_both_sides(times, momentum, share):
    assume(abs(share) > 1e-3 and abs(share - 1) > 1e-3)
    step = share * 2 * (1 + momentum) / (1 + 2 * momentum) * times(momentum)
    assert shrinks(ahead(step, momentum)) == (0 < share < 1)


def test_on_the_bound_itself_the_ball_goes_to_and_fro():
    """One root is −1 and the other −β, so what is left from rest is ±(1 + β)/(1 − β) times the start."""
    for momentum in (Fraction(0), Fraction(1, 2), Fraction(9, 10)):
        before, here = Fraction(1), Fraction(1)
        for _ in range(300):
            before, here = here, (1 + momentum - 2 * (1 + momentum)) * here - momentum * before
        assert float(here) == pytest.approx((1 + momentum) / (1 - momentum))
        assert float(before) == pytest.approx(-(1 + momentum) / (1 - momentum))


@pytest.mark.claim(
    "momentum-exactly/best",
    "The tuned ball keeps (√κ − 1)/(√κ + 1) in every direction in the long run; no rate and β in [0, 1) assure less.",
    share=lambda root: (root - 1) / (root + 1),
    least=1,
)
@pytest.mark.refuted("It keeps (κ − 1)/(κ + 1).", share=lambda root: (root**2 - 1) / (root**2 + 1))
@pytest.mark.refuted("It keeps 1 − 1/√κ.", share=lambda root: 1 - 1 / root)
@pytest.mark.refuted("No rate and momentum assure less than 1% more.", least=1.01)
@given(st.floats(1.5, 1000), momenta, st.floats(0.001, 1.2), st.floats(0, 1))
@example(100.0, (9 / 11) ** 2, 200 / 121 / (1 + (9 / 11) ** 2), 0.5)  # the tuned pair itself
def test_no_pair_beats_the_tuned_one(share, least, kappa, momentum, part, between):
    root = math.sqrt(kappa)
    tuned, best = ((root - 1) / (root + 1)) ** 2, share(root)
    rate = 4 / (1 + root) ** 2
    inside = 1 + between * (kappa - 1)
    for eigenvalue in (1, inside, kappa):  # rounding moves a double root by about 1e-8
        assert radius(ball(rate * eigenvalue, tuned)) == pytest.approx(best, abs=1e-6)
    other = part * 2 * (1 + momentum) / kappa
    assert max(radius(ball(other, momentum)), radius(ball(other * kappa, momentum))) >= least * best - 1e-6


@pytest.mark.claim(
    "momentum-exactly/nesterov-share",
    "Nesterov with α = 1/λ_max, β = (√κ − 1)/(√κ + 1) keeps at most 1 − 1/√κ, attained in the flattest direction.",
    share=lambda root: 1 - 1 / root,
)
@pytest.mark.refuted("It keeps (√κ − 1)/(√κ + 1), as the ball.", share=lambda root: (root - 1) / (root + 1))
@pytest.mark.refuted("It keeps 1 − 1/κ.", share=lambda root: 1 - 1 / root**2)
@given(st.floats(1.5, 1000), st.floats(0, 1))
def test_the_share_of_tuned_nesterov(share, kappa, between):
    root = math.sqrt(kappa)
    momentum, worst = (root - 1) / (root + 1), share(root)
    assert radius(ahead(1 / kappa, momentum)) == pytest.approx(worst, abs=1e-6)
    assert radius(ahead((1 + between * (kappa - 1)) / kappa, momentum)) <= worst + 1e-6
    assert radius(ahead(1.0, momentum)) == 0


@pytest.mark.claim(
    "momentum-exactly/two-steps",
    "Nesterov from rest with αλ = 1 goes to −β times the distance in one step, and to zero in the second.",
    first=lambda b: -b,
)
@pytest.mark.refuted("It is at zero after one step.", first=lambda b: 0)
@pytest.mark.refuted("It stays on its side in the first step.", first=lambda b: b)
@given(shares.filter(lambda share: share > 0), st.integers(1, 6), st.integers(-8, 8))
def test_the_steepest_direction_ends_in_two_steps(first, momentum, power, start):
    """With a curvature that is a power of two, so that the rate is exact."""
    path = kept("nesterov")(lambda w: 2.0**power * w, [float(start)], 5, 0.5**power, float(momentum))[:, 0]
    assert path == pytest.approx([start, first(float(momentum)) * start, 0, 0, 0, 0], abs=1e-12)


def from_rest(size, cosine, first, steps):
    """Return size^k (cos kφ + C sin kφ), where C gives the right value at k = 1; or its limit at φ = 0, π."""
    if abs(abs(cosine) - 1) < 1e-9:
        sign = math.copysign(1, cosine)
        return (1 + (sign * first / size - 1) * steps) * (sign * size) ** steps
    angle = math.acos(cosine)
    factor = (first / size - cosine) / math.sin(angle)
    return size**steps * (np.cos(angle * steps) + factor * np.sin(angle * steps))


@functools.cache
def median_steps():
    """Return the medians of the page's valleys from κ = 100 on: descent, Nesterov, ball, ball without the steepest.

    Arrival times from cosines of the roots' angles; those of gradient descent by bisection over plain powers.
    """
    starts = np.random.default_rng(1).normal(size=(9, 10))
    goals = 1e-12 * np.sum(starts**2, axis=1)
    steps = np.arange(2500)
    kappas = 10 ** np.arange(2, 4.1, 0.5)
    medians = []
    for kappa in kappas:
        eigenvalues, q = np.geomspace(1, kappa, 10), math.sqrt(kappa)
        share, looking = (q - 1) / (q + 1), []
        balls = []
        for eigenvalue in eigenvalues:
            step = 4 / (1 + q) ** 2 * eigenvalue
            balls.append(from_rest(share, (1 + share**2 - step) / (2 * share), 1 - step, steps))
            step = eigenvalue / kappa
            if eigenvalue == eigenvalues[-1]:
                looking.append(np.where(steps > 1, 0, (-share) ** np.minimum(steps, 1)))
                continue
            size = math.sqrt(share * (1 - step))
            looking.append(from_rest(size, (1 + share) * (1 - step) / (2 * size), 1 - step * (1 + share), steps))
        counts = []
        for start, goal in zip(starts, goals, strict=True):
            low, high = 0, 10**6
            while high - low > 1:
                middle = (low + high) // 2
                left = np.sum((start * (1 - 2 * eigenvalues / (1 + kappa)) ** middle) ** 2)
                low, high = (low, middle) if left < goal else (middle, high)
            row = [high]
            for distances in (looking, balls, balls[:-1]):
                away = start[: len(distances), None] * np.array(distances)
                row.append(np.argmax(np.sum(away**2, axis=0) < goal))
            counts.append(row)
        medians.append(np.median(counts, axis=0))
    return kappas, np.array(medians)


@pytest.mark.claim(
    "momentum-exactly/sqrt-kappa",
    "On the page's valleys at κ = 10,000: medians 971 (ball), 1,469 (Nesterov), 61,386; slopes from κ = 100: 0.53, "
    "0.51, 1.00, and 0.50 for the ball without the steepest direction.",
    steps=[61386, 1469, 971],
    slopes=[1, 0.51, 0.53, 0.50],
)
@pytest.mark.refuted("Nesterov needs 1,454 steps, 1% less.", steps=[61386, 1454, 971])
@pytest.mark.refuted("The ball's slope is 0.50.", slopes=[1, 0.51, 0.50, 0.50])
@pytest.mark.refuted("Without the steepest direction it is 0.53 as well.", slopes=[1, 0.51, 0.53, 0.53])
def test_the_steps_grow_with_the_root_of_kappa(steps, slopes):
    kappas, medians = median_steps()
    assert medians[-1, :3] == pytest.approx(steps, abs=1)
    assert np.polyfit(np.log(kappas), np.log(medians), 1)[0] == pytest.approx(slopes, abs=0.006)


@pytest.mark.claim(
    "momentum-exactly/hump",
    "From rest, the tuned ball's distance in the steepest direction is (1 + (1 + ρ)k)(−ρ)ᵏ times the start, ρ = √β.",
    grows=lambda share, k: 1 + (1 + share) * k,
)
@pytest.mark.refuted("It is (1 + 2k)(−ρ)ᵏ times.", grows=lambda share, k: 1 + 2 * k)
@pytest.mark.refuted("It is (1 + (1 − ρ)k)(−ρ)ᵏ times.", grows=lambda share, k: 1 + (1 - share) * k)
@given(st.integers(2, 30), st.integers(0, 40))
def test_the_hump_of_the_double_root(grows, root, steps):
    """In fractions, with κ a square: from powers of the companion matrix."""
    share = Fraction(root - 1, root + 1)
    for step, sign in (((1 + share) ** 2, -1), ((1 - share) ** 2, 1)):  # α times the largest, the smallest eigenvalue
        row = [[1 + share**2 - step, -(share**2)], [1, 0]]
        state = [Fraction(1), Fraction(1)]
        for _ in range(steps):
            state = [row[0][0] * state[0] + row[0][1] * state[1], state[0]]
        assert state[0] == grows(-sign * share, steps) * (sign * share) ** steps
    tops = [grows(share, k) * share**k for k in range(200)]
    assert root < 10 or float(max(tops)) == pytest.approx(root / math.e, rel=0.01)


@pytest.mark.claim(
    "momentum-exactly/cycle",
    "On the counter-example the tuned ball from 3.3 tends to a cycle of −2208/1225, 2592/1225 and 792/1225.",
    tops=[-2208, 2592, 792],
    rate=Fraction(4, (5 + 1) ** 2),
)
@pytest.mark.refuted("The third point is 791/1225.", tops=[-2208, 2592, 791])
@pytest.mark.refuted("At half the rate it tends to it, too.", rate=Fraction(2, (5 + 1) ** 2))
def test_the_tuned_ball_cycles(tops, rate):
    """Solve for a cycle of three on the outer pieces by Cramer's rule, check it, and see that 3.3 is drawn to it."""
    momentum = Fraction(5 - 1, 5 + 1) ** 2
    keep = 1 + momentum - 25 * rate
    # b = keep a − β c, c = keep b − β a + 24 α, a = keep c − β b, as (rows of a, b, c) · (a, b, c) = right side
    rows = [[keep, -1, -momentum], [-momentum, keep, -1], [-1, -momentum, keep]]
    right = [0, -24 * rate, 0]

    def determinant(m):
        return sum(m[0][i] * (m[1][i - 2] * m[2][i - 1] - m[1][i - 1] * m[2][i - 2]) for i in range(3))

    points = []
    for column in range(3):
        replaced = [[r if i == column else v for i, v in enumerate(row)] for row, r in zip(rows, right, strict=True)]
        points.append(determinant(replaced) / determinant(rows))
    assert points == [Fraction(top, 1225) for top in tops]
    assert max(points[0], points[2]) < 1  # where the pieces were assumed
    assert points[1] > 2
    path = kept("heavy_ball")(lambda w: np.array([slope(w[0])]), [3.3], 600, float(rate), float(momentum))
    assert sorted(path[-3:, 0]) == pytest.approx(sorted(map(float, points)), abs=1e-9)
    descent = kept("heavy_ball")(lambda w: np.array([slope(w[0])]), [3.3], 600, 1 / 13, 0)
    looking = kept("nesterov")(lambda w: np.array([slope(w[0])]), [3.3], 600, 1 / 25, 2 / 3)
    assert abs(descent[-1, 0]) < 1e-9
    assert abs(looking[-1, 0]) < 1e-9
