"""The claims of docs/descent/newton.md."""

import functools
import math
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.claims.test_beyond import QUARTIC, flat_points, pairs, program, seeds

angles = st.floats(0, math.pi)


def newton_map(x):
    """Return Newton's next place on the quartic, as one fraction."""
    return (8 * x**3 - 1 / 2) / (12 * x**2 - 6)


def symmetric(a, b, angle):
    """Return the symmetric matrix with these eigenvalues, turned by an angle."""
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return turn @ np.diag([a, b]) @ turn.T


@pytest.mark.claim(
    "newton/hilltop",
    "On x⁴ − 3x² + x/2, started at 0.5, Newton's method ends at the maximum and descent at rate 0.02 at 1.181.",
    newton=1,
    descent=2,
)
@pytest.mark.refuted("Newton's method ends at 1.181, too.", newton=2)
@pytest.mark.refuted("Descent ends at the deepest point.", descent=0)
def test_newton_climbs_where_descent_falls(newton, descent):
    x = Fraction(1, 2)
    for _ in range(6):
        x = (8 * x**3 - Fraction(1, 2)) / (12 * x**2 - 6)
    assert float(x) == pytest.approx(flat_points()[newton], abs=1e-12)
    assert 12 * x**2 - 6 < 0  # a maximum
    w = Fraction(1, 2)
    for _ in range(200):
        w = (w - Fraction(2, 100) * (4 * w**3 - 6 * w + Fraction(1, 2))).limit_denominator(10**12)
    assert float(w) == pytest.approx(flat_points()[descent], abs=1e-6)
    assert round(flat_points()[2], 3) == 1.181


@pytest.mark.claim(
    "newton/one-step",
    "On a quadratic with invertible Hessian one Newton step from any start lands where the gradient is zero.",
    cubic=0,
    share=1,
)
@pytest.mark.refuted("So it does where a cubic term of a hundredth is added.", cubic=0.01)
@pytest.mark.refuted("99% of the step lands there.", share=0.99)
@given(seeds)
def test_newton_needs_one_step_on_a_quadratic(cubic, share, seed):
    """The cubic term, as the rest, is flat at that point."""
    rng = np.random.default_rng(seed)
    d = rng.integers(1, 6)
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    hessian = turn @ np.diag(rng.choice([-1, 1], d) * 10 ** rng.uniform(-1, 2, d)) @ turn.T
    start, flat = 3 * rng.normal(size=(2, d))
    path = program("newton")["newton"](
        lambda w: hessian @ (w - flat) + cubic * (w - flat) ** 2,
        lambda w: hessian + np.diag(2 * cubic * (w - flat)),
        start,
        1,
    )
    assert path.shape == (2, d)
    assert path[0] + share * (path[1] - path[0]) == pytest.approx(flat, abs=1e-8)


@pytest.mark.claim(
    "newton/any-units",
    "In parameters v with w = A·v + c, A invertible, Newton's path is the same path; that of descent is another.",
    bend=0,
    descent_is=False,
)
@pytest.mark.refuted("So it is where w = u + 0.05 u², entry by entry, with u = A·v + c.", bend=0.05)
@pytest.mark.refuted("The path of descent is the same, too.", descent_is=True)
@given(st.floats(0.2, 50), st.floats(0.2, 50), angles, pairs)
@settings(max_examples=40)
@example(2.0, 3.0, 0.5, (1.0, -1.0))
def test_newton_does_not_depend_on_units(bend, descent_is, stretch, other, angle, shift):
    """Tried on x⁴ + xy + y², by the chain rule for gradient and Hessian."""
    A, c = symmetric(stretch, -other, angle), np.array(shift)

    def gradient(w):
        return np.array([4 * w[0] ** 3 + w[1], 2 * w[1] + w[0]])

    def hessian(w):
        return np.array([[12 * w[0] ** 2, 1.0], [1.0, 2.0]])

    def place(v):
        u = A @ v + c
        return u + bend * u**2, (1 + 2 * bend * u)[:, None] * A

    def gradient_in_v(v):
        w, slopes = place(v)
        return slopes.T @ gradient(w)

    def hessian_in_v(v):
        w, slopes = place(v)
        return slopes.T @ hessian(w) @ slopes + A.T @ np.diag(2 * bend * gradient(w)) @ A

    start = np.array([2.0, -1.0])
    newton = program("newton")["newton"]
    in_w = newton(gradient, hessian, start, 4)
    u = (np.sqrt(1 + 4 * bend * start) - 1) / (2 * bend) if bend else start
    in_v = newton(gradient_in_v, hessian_in_v, np.linalg.solve(A, u - c), 4)
    assert np.array([place(v)[0] for v in in_v]) == pytest.approx(in_w, abs=1e-6)
    if abs(stretch - 1) > 0.1 and abs(other - 1) > 0.1:
        assert (A @ A.T @ gradient(start) == pytest.approx(gradient(start), rel=1e-3)) == descent_is


def exact_minimum(digits):
    """Return the lowest point of the quartic to so many digits, by bisection in whole numbers."""
    scale = 10**digits
    low, high = -13 * scale // 10, -12 * scale // 10
    while high - low > 1:
        middle = (low + high) // 2
        positive = 8 * middle**3 - 12 * middle * scale**2 + scale**3 > 0
        low, high = (low, middle) if positive else (middle, high)
    return Fraction(low, scale)


@functools.cache
def newton_ratios():
    """Return each error over the last one squared of Newton's method from −1.1, and the last error."""
    minimum, x, ratios = exact_minimum(300), Fraction(-11, 10), []
    for _ in range(7):
        after = (8 * x**3 - Fraction(1, 2)) / (12 * x**2 - 6)
        ratios.append(float(abs(after - minimum) / (x - minimum) ** 2))
        x = after.limit_denominator(10**140)
    return ratios, abs(x - minimum)


@pytest.mark.claim(
    "newton/digits-double",
    "From −1.1 on the quartic, Newton's error over the last one squared tends to |J′′′| / (2|J″|) = 1.1507.",
    limit=lambda third, second: abs(third) / (2 * abs(second)),
    shown=1.1507,
)
@pytest.mark.refuted("It tends to |J′′′| / |J″|.", limit=lambda third, second: abs(third / second), shown=2.3014)
@pytest.mark.refuted("The number is 1.1508.", shown=1.1508)
def test_newton_squares_its_error(limit, shown):
    ratios, last = newton_ratios()
    place = flat_points()[0]
    constant = limit(24 * place, 12 * place**2 - 6)
    assert ratios[-1] == pytest.approx(constant, rel=1e-9)
    assert round(constant, 4) == shown
    assert 84 < -math.log10(last) < 84.1


@pytest.mark.claim(
    "newton/flat-minimum",
    "On x⁴, whose curvature is zero at the minimum, a Newton step takes off exactly one third of the error.",
    takes=1 / 3,
    power=4,
)
@pytest.mark.refuted("It takes off one quarter.", takes=1 / 4)
@pytest.mark.refuted("On x⁶ it takes off one third, too.", power=6)
@given(st.floats(-10, 10).filter(lambda x: abs(x) > 1e-2))
def test_newton_is_linear_where_the_curvature_vanishes(takes, power, start):
    path = program("newton")["newton"](
        lambda w: power * w ** (power - 1), lambda w: power * (power - 1) * w[:, None] ** (power - 2), [start], 10
    )[:, 0]
    assert path == pytest.approx([start * (1 - takes) ** k for k in range(11)])


@pytest.mark.claim(
    "newton/lucky-rate",
    "In one dimension, curvature Lipschitz and λ > 0 at the minimum, descent at rate 1/λ is quadratic near it.",
    rate=lambda curvature: 1 / curvature,
)
@pytest.mark.refuted("At a rate 1% higher it is quadratic, too.", rate=lambda curvature: Fraction(101, 100) / curvature)
@pytest.mark.refuted("At 2/λ it is quadratic, too.", rate=lambda curvature: 2 / curvature)
@given(
    st.fractions(Fraction(1, 10), 10, max_denominator=20),
    *[st.fractions(-5, 5, max_denominator=20)] * 2,
    st.sampled_from([-1, 1]),
)
def test_descent_at_the_curvature_of_the_minimum_is_quadratic(rate, curvature, third, fourth, side):
    """On λe²/2 + te³/6 + qe⁴/24 the next error is at most (|t|/2 + |q||e|/6)/λ times the square of the last."""
    e = Fraction(side, 1000)
    for _ in range(5):
        after = e - rate(curvature) * (curvature * e + third * e**2 / 2 + fourth * e**3 / 6)
        assert abs(after) <= (abs(third) / 2 + abs(fourth * e) / 6) / curvature * e**2 + Fraction(1, 10**60)
        e = after.limit_denominator(10**30)


@functools.cache
def ends_of_newton(starts):
    """Return starts from −2 to 2, evenly spaced, and where Newton's method is after 200 steps from each."""
    start = x = np.linspace(-2, 2, starts)
    for _ in range(200):
        x = newton_map(x)
    return start, x


@pytest.mark.claim(
    "newton/basins",
    "Of 4,001 even starts from −2 to 2, Newton takes 27.4% to the hilltop of the quartic and 7.1% across it.",
    on_top=27.4,
    across=7.1,
)
@pytest.mark.refuted("It takes 27.3% to the hilltop.", on_top=27.3)
@pytest.mark.refuted("It takes 7.2% across.", across=7.2)
def test_many_starts_end_on_the_hilltop(on_top, across):
    left, top, right = flat_points()
    start, x = ends_of_newton(4001)
    assert round(np.sum(abs(x - top) < 1e-6) / 40.01, 1) == on_top
    assert round(np.sum(abs(x - np.where(start < top, right, left)) < 1e-6) / 40.01, 1) == across


@pytest.mark.claim(
    "newton/exchange",
    "The starts that Newton takes to the hilltop, from −2 to 2, are one interval; its method exchanges the two ends.",
    ends=lambda low, high: (low, high),
    goes_to=lambda low, high: (high, low),
)
@pytest.mark.refuted(
    "They are the starts with negative curvature.", ends=lambda low, high: (-math.sqrt(1 / 2), math.sqrt(1 / 2))
)
@pytest.mark.refuted("Its method leaves the two ends where they are.", goes_to=lambda low, high: (low, high))
def test_newton_exchanges_the_ends_of_the_hilltops_interval(ends, goes_to):
    """The ends solve N(N(x)) = x and N(x) ≠ x, with the numerator and denominator of N written out."""
    top = flat_points()[1]
    N = np.polynomial.Polynomial([-1 / 2, 0, 0, 8]), np.polynomial.Polynomial([-6, 0, 12])
    x = np.polynomial.Polynomial([0, 1])
    twice = (8 * N[0] ** 3 - N[1] ** 3 / 2) - x * (12 * N[0] ** 2 - 6 * N[1] ** 2) * N[1]
    roots = [r.real for r in twice.roots() if abs(r.imag) < 1e-9 and abs(12 * r.real**2 - 6) > 1e-6]
    low, high = (r for r in sorted(roots) if all(abs(r - flat) > 1e-6 for flat in flat_points()))
    assert (newton_map(low), newton_map(high)) == pytest.approx(goes_to(low, high), abs=1e-6)
    assert (round(low, 3), round(high, 3)) == (-0.517, 0.577)
    start, x = ends_of_newton(3989)
    first, last = ends(low, high)
    assert np.array_equal(abs(x - top) < 1e-6, (first < start) & (start < last))


@pytest.mark.claim(
    "newton/half",
    "Near a minimum of positive curvature a full Newton step brings half of what the slope promises, nearly; on the "
    "quartic from −1.1 modified Newton, asked for 1/10,000 of it, is at a slope below 1e-9 after 4 steps; asked for "
    "half, after 31 without rounding, each halved; from −1.5 after 4 by both.",
    share=0.5,
    steps={-1.1: (4, 31), -1.5: (4, 4)},
)
@pytest.mark.refuted("A full Newton step brings 51% of it.", share=0.51)
@pytest.mark.refuted("Asked for half, modified Newton is there after 4 steps, too, from −1.1.", steps={-1.1: (4, 4)})
@pytest.mark.refuted("From −1.5, too, it takes 31 steps, asked for half.", steps={-1.5: (4, 31)})
@given(seeds)
@settings(max_examples=20)
def test_a_newton_step_brings_half_of_the_promise(share, steps, seed):
    """The quadratic has cubes of coordinates added; the step is solved for with NumPy alone."""
    rng = np.random.default_rng(seed)
    d = rng.integers(1, 5)
    A, cubes, w = rng.normal(size=(d + 2, d)), rng.normal(size=d), 1e-5 * rng.normal(size=d)

    def loss(w):
        return np.sum((A @ w) ** 2) / 2 + cubes @ w**3 / 6

    g = A.T @ A @ w + cubes * w**2 / 2
    step = np.linalg.solve(A.T @ A + np.diag(cubes * w), g)
    assume(np.linalg.cond(A) < 20)
    assert (loss(w) - loss(w - step)) / (g @ step) == pytest.approx(share, abs=0.005)
    for start, counts in steps.items():
        assert tuple(steps_of_modified_newton(start, share) for share in ("1e-4", "0.5")) == counts


@functools.cache
def steps_of_modified_newton(start, asked):
    """Return after how many steps on the quartic the slope is below 1e-9, in 60 digits; asked for half, all are cut."""
    with localcontext(prec=60):
        x, rates = Decimal(str(start)), []
        while abs(slope := 4 * x**3 - 6 * x + Decimal("0.5")) >= Decimal("1e-9"):
            step, rate = slope / abs(12 * x**2 - 6), Decimal(1)
            before = x**4 - 3 * x**2 + x / 2
            while (y := x - rate * step) ** 4 - 3 * y**2 + y / 2 > before - rate * Decimal(asked) * slope * step:
                rate /= 2
            x = y
            rates.append(rate)
    assert set(rates) == {Decimal("0.5") if len(rates) > 4 else Decimal(1)}
    return len(rates)


@pytest.mark.claim(
    "newton/doubles",
    "In one dimension, near a maximum of negative curvature, a full modified step about doubles the distance to it.",
    times=2,
    sign=-1,
)
@pytest.mark.refuted("It multiplies it by about 2.1.", times=2.1)
@pytest.mark.refuted("Near a minimum it about doubles the distance, too.", sign=1)
@given(st.floats(0.1, 50), st.floats(-5, 5), st.floats(-5, 5))
def test_a_modified_step_doubles_the_distance_to_a_maximum(times, sign, size, third, place):
    """The loss is c·e²/2 + t·e³/6 with e the distance; the error of doubling is of second order."""
    modified, curvature = program("modified_newton")["modified_newton"], sign * size
    distance = 1e-4
    path = modified(
        lambda w: float(curvature * (w[0] - place) ** 2 / 2 + third * (w[0] - place) ** 3 / 6),
        lambda w: curvature * (w - place) + third * (w - place) ** 2 / 2,
        lambda w: np.array([[curvature + third * (w[0] - place)]]),
        [place + distance],
        1,
    )
    assert path[1, 0] - place == pytest.approx(times * distance, rel=0.02)


@pytest.mark.claim(
    "newton/modified",
    "From 401 even starts from −2 to 2 modified Newton on the quartic ends in the valley on its own side.",
    method=lambda start: program("modified_newton")["modified_newton"](*QUARTIC, [start], 30),
)
@pytest.mark.refuted(
    "So does Newton's method as it is.", method=lambda start: program("newton")["newton"](*QUARTIC[1:], [start], 30)
)
@pytest.mark.refuted(
    "It is there after 5 steps.",
    method=lambda start: program("modified_newton")["modified_newton"](*QUARTIC, [start], 5),
)
def test_modified_newton_ends_in_its_own_valley(method):
    left, top, right = flat_points()
    for start in np.linspace(-2, 2, 401):
        assert method(start)[-1, 0] == pytest.approx(left if start < top else right, abs=1e-6)


@pytest.mark.claim(
    "newton/square-root",
    "On x³/3 − 2x Newton's method ends at the minimum √2 from every positive start, at the maximum −√2 from negative.",
    ends=(math.sqrt(2), -math.sqrt(2)),
)
@pytest.mark.refuted("It ends at the minimum from every start but 0.", ends=(math.sqrt(2), math.sqrt(2)))
@pytest.mark.refuted("It ends at 1.4143 and −1.4143.", ends=(1.4143, -1.4143))
@given(st.floats(1e-3, 1e3), st.booleans())
@example(1.0, True)
def test_newton_on_the_cubic(ends, start, negative):
    """The new place is the mean of x and 2/x: it keeps the sign, and from then on is at least √2 away from 0."""
    x = Fraction(-start if negative else start)
    for _ in range(2):
        x = (x + 2 / x) / 2
        assert (x < 0) == negative
        assert x**2 >= 2
    y = float(x)
    for _ in range(40):
        assert abs((y + 2 / y) / 2) <= abs(y) * (1 + 1e-15)
        y = (y + 2 / y) / 2
    assert y == pytest.approx(ends[negative])


@given(st.floats(0.1, 20), st.integers(1, 3), st.floats(0.1, 5))
def test_modified_newton_never_leaves_the_domain_of_a_loss(start, d, weight):
    """Full steps of w − log w from beyond 2 are negative, where the loss is nan; its minimum is at 1/weight."""
    with np.errstate(invalid="ignore"):
        path = program("modified_newton")["modified_newton"](
            lambda w: np.sum(weight * w - np.log(w)),
            lambda w: weight - 1 / w,
            lambda w: np.diag(w**-2),
            [start] * d,
            60,
        )
    assert np.all(path > 0)
    assert path[-1] == pytest.approx([1 / weight] * d, rel=1e-4)


def test_modified_newton_asks_for_each_thing_once():
    asked = []

    def loss(w):
        asked.append(w[0])
        return QUARTIC[0](w)

    path = program("modified_newton")["modified_newton"](loss, *QUARTIC[1:], [1.5], 6)
    assert len(asked) == len(path)  # the start, and one for each step, none of which is halved


@given(st.floats(-5, 5), st.floats(-5, 5), pairs)
def test_modified_newton_never_raises_the_loss(a, b, start):
    def loss(w):
        return float(np.sum(np.cos(w)) + a * w[0] * w[1] / 5 + b * w[0] / 5 + np.sum(w**4) / 50)

    def gradient(w):
        return -np.sin(w) + a * w[::-1] / 5 + np.array([b / 5, 0]) + 4 * w**3 / 50

    def hessian(w):
        return np.diag(-np.cos(w) + 12 * w**2 / 50) + a / 5 * np.array([[0, 1], [1, 0]])

    path = program("modified_newton")["modified_newton"](loss, gradient, hessian, start, 10)
    assert np.all(np.diff([loss(w) for w in path]) <= 1e-12)
