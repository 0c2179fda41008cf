"""The claims of docs/descent/momentum.md; the oracles are closed forms, exact fractions and matrix powers."""

import functools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "momentum"
momenta = st.floats(0, 0.98)
positive = st.floats(0.1, 100)
fractions = st.fractions(-3, 3, max_denominator=10)
shares = st.fractions(0, 1, max_denominator=10).filter(lambda share: share < 1)


@functools.cache
def kept(name):
    """Return a function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))[name]


def ball(step, momentum):
    """Return the companion matrix of the heavy ball, for the rate times the curvature."""
    return np.array([[1 + momentum - step, -momentum], [1, 0]])


def ahead(step, momentum):
    """Return the companion matrix of Nesterov momentum, for the rate times the curvature."""
    return np.array([[(1 + momentum) * (1 - step), -momentum * (1 - step)], [1, 0]])


def radius(matrix):
    """Return the size of the larger root of the 2×2 matrix from trace and determinant."""
    half, determinant = matrix.trace() / 2, matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0]
    inside = half**2 - determinant
    return math.sqrt(determinant) if inside < 0 else abs(half) + math.sqrt(inside)


def shrinks(matrix):
    """Say whether the powers of the matrix tend to zero, by squaring it until it is tiny or large."""
    for _ in range(40):
        matrix = matrix @ matrix
        size = np.abs(matrix).max()
        if size > 1e9 or size < 1e-9:
            break
    return np.abs(matrix).max() < 1e-9


def noisy_line():
    """Return both eigenvalues of the noisy line, and the start's distance along their directions."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    best = np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1]
    trace, determinant = np.mean(x**2) + 1, np.mean(x**2) - np.mean(x) ** 2
    root = math.sqrt(trace**2 / 4 - determinant)
    eigenvalues = trace - 2 * root, trace + 2 * root
    along = []
    for eigenvalue in eigenvalues:
        direction = np.array([eigenvalue - 2, 2 * np.mean(x)])
        along.append(-direction @ best / math.hypot(*direction))
    return eigenvalues, along


@pytest.mark.claim(
    "momentum/four-momenta",
    "On the noisy line at rate 0.01, momenta 0, 0.5, 0.9, 0.99 first come to 0.001 after 1,873, 927, 170, 1,493 steps.",
)
def test_nine_tenths_arrive_first():
    """The distances come from powers of the roots, not from a loop over gradients."""
    eigenvalues, along = noisy_line()
    steps = np.arange(2001)
    arrivals = []
    for momentum in (0, 0.5, 0.9, 0.99):
        squares = np.zeros(2001)
        for eigenvalue, start in zip(eigenvalues, along, strict=True):
            first, second = np.roots([1, -(1 + momentum - 0.01 * eigenvalue), momentum]).astype(complex)
            # e_k = a first^k + b second^k, from rest: e_0 = start and e_1 = (1 - rate · eigenvalue) start
            a = start * (1 - 0.01 * eigenvalue - second) / (first - second)
            squares += np.abs(a * first**steps + (start - a) * second**steps) ** 2
        arrivals.append(int(np.argmax(squares < 1e-6)))
    assert arrivals == [1873, 927, 170, 1493]


@pytest.mark.claim("momentum/sum", "The velocity is the sum of all gradients so far, one that is j steps old times βʲ.")
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=20), momenta, st.floats(0.001, 10))
def test_the_velocity_is_a_discounted_sum(gradients, momentum, rate):
    left = iter(gradients)
    path = kept("heavy_ball")(lambda w: np.array([next(left)]), [0.0], len(gradients), rate, momentum)
    total = sum(g * momentum**age for age, g in enumerate(reversed(gradients)))
    assert path[-2, 0] - path[-1, 0] == pytest.approx(rate * total, rel=1e-6, abs=1e-9 * rate * len(gradients))


@pytest.mark.claim(
    "momentum/effective", "On a constant slope the heavy ball's steps tend to α / (1 − β) times the slope."
)
@given(momenta, st.floats(0.001, 10), st.floats(-5, 5))
def test_the_effective_rate(momentum, rate, slope):
    path = kept("heavy_ball")(lambda w: np.array([slope]), [0.0], 1500, rate, momentum)
    assert path[-2, 0] - path[-1, 0] == pytest.approx(rate / (1 - momentum) * slope, rel=1e-6, abs=1e-9)


@pytest.mark.claim(
    "momentum/nesterov-bound",
    "For 0 ≤ β < 1, Nesterov on one eigenvalue converges from every start iff 0 < αλ < 2(1 + β)/(1 + 2β).",
)
@given(momenta, st.floats(-0.5, 3) | st.floats(0.99, 1.01))
def test_the_bound_of_nesterov_from_both_sides(momentum, share):
    assume(abs(share) > 1e-3 and abs(share - 1) > 1e-3)
    step = share * 2 * (1 + momentum) / (1 + 2 * momentum)
    assert shrinks(ahead(step, momentum)) == (0 < share < 1)


@pytest.mark.claim(
    "momentum/regimes",
    "For 0 ≤ β < 1 and αλ > 0 the ball's roots are real ≥ 0, complex, real in (−1, 0], or one < −1, just as tabled.",
)
@given(shares, st.fractions(0, 5, max_denominator=20).filter(lambda step: step > 0))
@example(Fraction(1, 2), Fraction(3))  # on the line of the bound
@example(Fraction(1, 4), Fraction(1, 4))  # on both branches of the border
@example(Fraction(1, 4), Fraction(9, 4))
@example(Fraction(0), Fraction(1))
def test_the_borders_of_the_regimes_are_exact(momentum, step):
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
    above = rest < 0 or rest**2 < 4 * step
    if step > 2 * (1 + momentum):
        tabled = "diverging"
    elif step == 2 * (1 + momentum):
        tabled = "to and fro"
    elif above:
        tabled = "swinging"
    else:
        tabled = "steady" if step <= 1 else "alternating"
    assert regime == tabled


@pytest.mark.claim(
    "momentum/bound",
    "For 0 ≤ β < 1, the heavy ball on one eigenvalue converges from every start iff 0 < αλ < 2(1 + β).",
)
@given(momenta, st.floats(-0.5, 3) | st.floats(0.99, 1.01))
def test_the_bound_of_the_ball_from_both_sides(momentum, share):
    assume(abs(share) > 1e-3 and abs(share - 1) > 1e-3)
    assert shrinks(ball(share * 2 * (1 + momentum), momentum)) == (0 < share < 1)


def test_on_the_bound_itself_the_ball_goes_to_and_fro():
    """One root is −1 and the other −β, so what is left from rest is ±(1 + β)/(1 − β) times the start."""
    for momentum in (Fraction(0), Fraction(1, 2), Fraction(9, 10)):
        before, here = Fraction(1), Fraction(1)
        for _ in range(300):
            before, here = here, (1 + momentum - 2 * (1 + momentum)) * here - momentum * before
        assert float(here) == pytest.approx((1 + momentum) / (1 - momentum))
        assert float(before) == pytest.approx(-(1 + momentum) / (1 - momentum))


@pytest.mark.claim(
    "momentum/steady",
    "In the steady regime a ball from rest on one eigenvalue comes closer with every step until there, never across.",
)
@given(shares, st.fractions(0, 1, max_denominator=30), positive)
def test_a_steady_ball_never_crosses(momentum, part, start):
    """The border is approached by squares of fractions, so that the steps are exact."""
    root = Fraction(math.isqrt(int(10**12 * momentum)) + 1, 10**6)  # just above √β
    step = (1 - min(root, Fraction(1))) ** 2 * part
    assume(step > 0)
    before = here = Fraction(start)
    for _ in range(40):
        before, here = here, (1 + momentum - step) * here - momentum * before
        assert 0 < here < before


@pytest.mark.claim(
    "momentum/swinging", "Where the roots of the heavy ball are complex, each has size √β, whatever the rate."
)
@given(st.floats(0.01, 0.98), st.floats(0.01, 0.99))
def test_complex_roots_have_size_sqrt_beta(momentum, part):
    low, high = (1 - math.sqrt(momentum)) ** 2, (1 + math.sqrt(momentum)) ** 2
    step = low + part * (high - low)
    power = np.linalg.matrix_power(ball(step, momentum), 300)
    assert np.linalg.det(power / momentum**150) == pytest.approx(1, rel=1e-6)  # the product of the roots
    assert np.abs(np.linalg.eigvals(ball(step, momentum))) == pytest.approx([math.sqrt(momentum)] * 2, rel=1e-6)


@pytest.mark.claim(
    "momentum/nesterov-swing", "Where the roots of Nesterov momentum are complex, each has size √(β(1 − αλ))."
)
@given(st.floats(0.01, 0.98), st.floats(0.01, 0.99))
def test_nesterov_damps_the_steep_more(momentum, step):
    assume((1 + momentum) ** 2 * (1 - step) < 4 * momentum * (1 - 1e-6))
    expected = math.sqrt(momentum * (1 - step))
    roots = np.roots([1, -(1 + momentum) * (1 - step), momentum * (1 - step)])
    assert np.abs(roots) == pytest.approx([expected] * 2, rel=1e-5)
    path = kept("nesterov")(lambda w: w, [1.0], 2, step, momentum)[:, 0]  # the function obeys that polynomial
    assert path[2] == pytest.approx((1 + momentum) * (1 - step) * path[1] - momentum * (1 - step) * path[0])


@pytest.mark.claim(
    "momentum/best",
    "The tuned ball keeps (√κ − 1)/(√κ + 1) in every direction in the long run; no rate and β in [0, 1) assure less.",
)
@given(st.floats(1.5, 1000), momenta, st.floats(0.001, 1.2), st.floats(0, 1))
def test_no_pair_beats_the_tuned_one(kappa, momentum, part, between):
    root = math.sqrt(kappa)
    best = (root - 1) / (root + 1)
    rate = 4 / (1 + root) ** 2
    inside = 1 + between * (kappa - 1)
    for eigenvalue in (1, inside, kappa):  # rounding moves a double root by about 1e-8
        assert radius(ball(rate * eigenvalue, best**2)) == pytest.approx(best, abs=1e-6)
    other = part * 2 * (1 + momentum) / kappa
    assert max(radius(ball(other, momentum)), radius(ball(other * kappa, momentum))) >= best - 1e-6


@pytest.mark.claim(
    "momentum/nesterov-share",
    "Nesterov with α = 1/λ_max, β = (√κ − 1)/(√κ + 1) keeps at most 1 − 1/√κ, attained in the flattest direction.",
)
@given(st.floats(1.5, 1000), st.floats(0, 1))
def test_the_share_of_tuned_nesterov(kappa, between):
    root = math.sqrt(kappa)
    momentum, worst = (root - 1) / (root + 1), 1 - 1 / root
    assert radius(ahead(1 / kappa, momentum)) == pytest.approx(worst, abs=1e-6)
    assert radius(ahead((1 + between * (kappa - 1)) / kappa, momentum)) <= worst + 1e-6
    assert radius(ahead(1.0, momentum)) == 0


@pytest.mark.claim(
    "momentum/two-steps",
    "Nesterov from rest with αλ = 1 goes to −β times the distance in one step, and to zero in the second.",
)
@given(shares.filter(lambda share: share > 0), st.integers(1, 6), st.integers(-8, 8))
def test_the_steepest_direction_ends_in_two_steps(momentum, power, start):
    """With a curvature that is a power of two, so that the rate is exact."""
    path = kept("nesterov")(lambda w: 2.0**power * w, [float(start)], 5, 0.5**power, float(momentum))[:, 0]
    assert path == pytest.approx([start, -float(momentum) * start, 0, 0, 0, 0], abs=1e-12)


def from_rest(size, cosine, first, steps):
    """Return size^k (cos kφ + C sin kφ), where C gives the right value at k = 1; or its limit at φ = 0, π."""
    if abs(abs(cosine) - 1) < 1e-9:
        sign = math.copysign(1, cosine)
        return (1 + (sign * first / size - 1) * steps) * (sign * size) ** steps
    angle = math.acos(cosine)
    factor = (first / size - cosine) / math.sin(angle)
    return size**steps * (np.cos(angle * steps) + factor * np.sin(angle * steps))


@pytest.mark.claim(
    "momentum/sqrt-kappa",
    "On the page's valleys at κ = 10,000: 971 (ball), 1,469 (Nesterov), 61,386; slopes from κ = 100: 0.53, 0.51, 1.00.",
)
def test_the_steps_grow_with_the_root_of_kappa():
    """Arrival times from cosines of the roots' angles; those of gradient descent by bisection over plain powers."""
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
            for distances in (looking, balls):
                row.append(np.argmax(np.sum((start[:, None] * np.array(distances)) ** 2, axis=0) < goal))
            counts.append(row)
        medians.append(np.median(counts, axis=0))
    assert medians[-1] == pytest.approx([61386, 1469, 971], abs=1)
    slopes = np.polyfit(np.log(kappas), np.log(medians), 1)[0]
    assert slopes == pytest.approx([1, 0.51, 0.53], abs=0.006)


@pytest.mark.claim(
    "momentum/hump",
    "From rest, the tuned ball's distance in the steepest direction is (1 + (1 + ρ)k)(−ρ)ᵏ times the start, ρ = √β.",
)
@given(st.integers(2, 30), st.integers(0, 40))
def test_the_hump_of_the_double_root(root, steps):
    """In fractions, with κ a square: from powers of the companion matrix."""
    share = Fraction(root - 1, root + 1)
    for step, sign in (((1 + share) ** 2, -1), ((1 - share) ** 2, 1)):  # α times the largest, the smallest eigenvalue
        row = [[1 + share**2 - step, -(share**2)], [1, 0]]
        state = [Fraction(1), Fraction(1)]
        for _ in range(steps):
            state = [row[0][0] * state[0] + row[0][1] * state[1], state[0]]
        assert state[0] == (1 + (1 - sign * share) * steps) * (sign * share) ** steps
    tops = [(1 + (1 + share) * k) * share**k for k in range(200)]
    assert root < 10 or float(max(tops)) == pytest.approx(root / math.e, rel=0.01)


def slope(w):
    """Return the slope of the counter-example of Lessard, Recht and Packard."""
    return 25 * w if w < 1 else w + 24 if w < 2 else 25 * w - 24


@pytest.mark.claim(
    "momentum/cycle",
    "On the counter-example the tuned ball from 3.3 tends to a cycle of −2208/1225, 2592/1225 and 792/1225.",
)
def test_the_tuned_ball_cycles():
    """Solve for a cycle of three on the outer pieces by Cramer's rule, check it, and see that 3.3 is drawn to it."""
    rate, momentum = Fraction(4, (5 + 1) ** 2), Fraction(5 - 1, 5 + 1) ** 2
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
    assert points == [Fraction(-2208, 1225), Fraction(2592, 1225), Fraction(792, 1225)]
    assert max(points[0], points[2]) < 1  # where the pieces were assumed
    assert points[1] > 2
    path = kept("heavy_ball")(lambda w: np.array([slope(w[0])]), [3.3], 600, float(rate), float(momentum))
    assert sorted(path[-3:, 0]) == pytest.approx(sorted(map(float, points)), abs=1e-9)
    descent = kept("heavy_ball")(lambda w: np.array([slope(w[0])]), [3.3], 600, 1 / 13, 0)
    looking = kept("nesterov")(lambda w: np.array([slope(w[0])]), [3.3], 600, 1 / 25, 2 / 3)
    assert abs(descent[-1, 0]) < 1e-9
    assert abs(looking[-1, 0]) < 1e-9


@pytest.mark.claim(
    "momentum/conventions", "At a constant rate the heavy balls of PyTorch and of Sutskever take exactly the same path."
)
@settings(max_examples=40)
@given(shares, fractions.filter(lambda rate: rate > 0), fractions, st.lists(fractions, min_size=3, max_size=3))
def test_both_balls_are_polyaks(momentum, rate, start, coefficients):
    """Both against Polyak's form, which has no velocity, on a loss whose slope is a quadratic in w."""

    def gradient(w):
        return coefficients[0] + coefficients[1] * w + coefficients[2] * w**2

    before = here = pytorch = sutskever = start
    v_p = v_s = Fraction(0)
    for _ in range(4):
        before, here = here, here - rate * gradient(here) + momentum * (here - before)
        v_p = momentum * v_p + gradient(pytorch)
        pytorch -= rate * v_p
        v_s = momentum * v_s - rate * gradient(sutskever)
        sutskever += v_s
        assert here == pytorch == sutskever


@pytest.mark.claim(
    "momentum/looks-from",
    "At a constant rate PyTorch's Nesterov weights are the places w + βv that Sutskever's looks from.",
)
@settings(max_examples=40)
@given(shares, fractions.filter(lambda rate: rate > 0), fractions, st.lists(fractions, min_size=2, max_size=2))
def test_pytorch_stores_the_place_looked_from(momentum, rate, start, line):
    """Sutskever's form in fractions; the page's function, run in floats on the same loss, gives w + βv."""
    path = kept("nesterov")(
        lambda w: np.array([float(line[0]) + float(line[1]) * w[0]]), [float(start)], 6, float(rate), float(momentum)
    )
    w, v = start, Fraction(0)
    for row in path[:, 0]:
        assert row == pytest.approx(float(w + momentum * v), rel=1e-9, abs=1e-6)
        v = momentum * v - rate * (line[0] + line[1] * (w + momentum * v))
        w = w + v


@pytest.mark.claim(
    "momentum/rate-change",
    "When the rate is multiplied by c, the remembered part of PyTorch's next step is too; Sutskever's is unchanged.",
)
@settings(max_examples=40)
@given(shares, st.lists(fractions, min_size=2, max_size=8), fractions.filter(lambda c: c > 0))
def test_pytorch_jumps_when_the_rate_changes(momentum, gradients, factor):
    rate, *earlier = Fraction(1, 10), *gradients[:-1]
    remembered = -rate * sum(g * momentum ** (age + 1) for age, g in enumerate(reversed(earlier)))  # at the old rate
    v_p = v_s = Fraction(0)
    for g in earlier:
        v_p, v_s = momentum * v_p + g, momentum * v_s - rate * g
    new = factor * rate
    assert -new * (momentum * v_p + gradients[-1]) == factor * remembered - new * gradients[-1]
    assert momentum * v_s - new * gradients[-1] == remembered - new * gradients[-1]


@pytest.mark.claim(
    "momentum/noise",
    "Curvature λ, independent noise of mean 0, stable: w's variance tends to ησ²/(λ(2 − ηλ(1−β)/(1+β))), η = α/(1−β).",
)
@given(momenta, st.floats(0.05, 0.95), positive, positive)
def test_the_variance_where_it_hovers(momentum, part, curvature, sigma):
    """Solve for the covariance C of two weights in a row that a step leaves as it is, C = M C Mᵀ + α²σ² in a corner."""
    rate = part * 2 * (1 + momentum) / curvature
    matrix = ball(rate * curvature, momentum)
    corner = np.array([rate**2 * sigma**2, 0, 0, 0])
    variance = np.linalg.solve(np.eye(4) - np.kron(matrix, matrix), corner)[0]
    effective = rate / (1 - momentum)
    shift = (1 - momentum) / (1 + momentum)
    assert variance == pytest.approx(effective * sigma**2 / (curvature * (2 - effective * curvature * shift)), rel=1e-6)


@pytest.mark.parametrize("name", ["heavy_ball", "nesterov"])
def test_the_functions_refuse_bad_input(name):
    method = kept(name)
    for rate in (0, -1, math.inf, math.nan):
        with pytest.raises(ValueError, match="learning_rate"):
            method(lambda w: w, [1.0], 3, rate)
    for momentum in (-0.1, 1, math.nan):
        with pytest.raises(ValueError, match="momentum"):
            method(lambda w: w, [1.0], 3, 0.1, momentum)
    with pytest.raises(ValueError, match="steps"):
        method(lambda w: w, [1.0], -1, 0.1)
    with pytest.raises(ValueError, match=r"shape \(d,\)"):
        method(lambda w: w, [[1.0]], 3, 0.1)
    with pytest.raises(ValueError, match="gradient"):
        method(lambda w: np.ones(3), [1.0, 2.0], 3, 0.1)


@pytest.mark.parametrize("name", ["heavy_ball", "nesterov"])
@given(st.lists(st.floats(-5, 5), min_size=2, max_size=2), st.floats(0, math.pi), momenta)
def test_turning_the_landscape_turns_the_path(name, start, angle, momentum):
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    hessian, w = np.diag([1.0, 5.0]), np.array(start)
    straight = kept(name)(lambda w: hessian @ w, w, 10, 0.1, momentum=momentum)
    turned = kept(name)(lambda w: turn @ hessian @ turn.T @ w, turn @ w, 10, 0.1, momentum=momentum)
    assert straight.shape == (11, 2)
    assert np.array_equal(straight[0], w)
    assert turned == pytest.approx(straight @ turn.T, abs=1e-9)
