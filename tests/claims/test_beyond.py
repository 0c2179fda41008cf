"""The claims of docs/descent/beyond.md; the oracles are fractions, closed forms, transition matrices, properties."""

import ast
import functools
import math
import operator
import runpy
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer

SNIPPETS = Path(__file__).parents[2] / "snippets" / "beyond"
small = st.floats(-3, 3)
pairs = st.tuples(small, small)
angles = st.floats(0, math.pi)
seeds = st.integers(0, 10**6)
curvatures = st.floats(0.1, 100).flatmap(lambda size: st.sampled_from([size, -size]))


QUARTIC = (
    lambda w: float(np.sum(w**4 - 3 * w**2 + 0.5 * w)),
    lambda w: 4 * w**3 - 6 * w + 0.5,
    lambda w: np.diag(12 * w**2 - 6),
)


@functools.cache
def program(name):
    """Return what a program of the page imports and defines, without running the rest of it."""
    tree = ast.parse((SNIPPETS / f"{name}.py").read_text("utf-8"))
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    tree.body = [part for part in tree.body if isinstance(part, kept)]
    names = {"tape": []}
    exec(compile(tree, f"{name}.py", "exec"), names)
    return names


def flat_points():
    """Return minimum, maximum and minimum of x⁴ − 3x² + x/2, by Cardano's trigonometric formula."""
    size, angle = math.sqrt(2), math.acos(-math.sqrt(2) / 8) / 3  # x³ − 3x/2 + 1/8 = 0
    return sorted(size * math.cos(angle - 2 * math.pi * i / 3) for i in range(3))


def newton_map(x):
    """Return Newton's next place on the quartic, as one fraction."""
    return (8 * x**3 - 1 / 2) / (12 * x**2 - 6)


def symmetric(a, b, angle):
    """Return the symmetric matrix with these eigenvalues, turned by an angle."""
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return turn @ np.diag([a, b]) @ turn.T


@pytest.mark.claim(
    "beyond/hilltop",
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
    "beyond/one-step",
    "On a quadratic with invertible Hessian one Newton step from any start lands where the gradient is zero.",
    cubic=0,
    share=1,
)
@pytest.mark.refuted("So it does where a cubic term of a hundredth is added.", cubic=0.01)
@pytest.mark.refuted("99 % of the step lands there.", share=0.99)
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
    "beyond/any-units",
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
    "beyond/digits-double",
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
    "beyond/flat-minimum",
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
    "beyond/lucky-rate",
    "In one dimension, curvature Lipschitz and λ > 0 at the minimum, descent at rate 1/λ is quadratic near it.",
    rate=lambda curvature: 1 / curvature,
)
@pytest.mark.refuted(
    "At a rate 1 % higher it is quadratic, too.", rate=lambda curvature: Fraction(101, 100) / curvature
)
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
    "beyond/basins",
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
    "beyond/exchange",
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
    "beyond/half",
    "Near a minimum of positive curvature a full Newton step brings half of what the slope promises, nearly; on the "
    "quartic from −1.1 modified Newton, asked for 1/10,000 of it, is at a slope below 1e-9 after 4 steps; asked for "
    "half, after 31 without rounding, each halved; from −1.5 after 4 by both.",
    share=0.5,
    steps={-1.1: (4, 31), -1.5: (4, 4)},
)
@pytest.mark.refuted("A full Newton step brings 51 % of it.", share=0.51)
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
    "beyond/doubles",
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
    "beyond/modified",
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


@pytest.mark.claim(
    "beyond/metropolis",
    "At fixed temperature, proposals symmetric, the rule of Metropolis spends its time in proportion to exp(−J/T).",
    power=1,
    lean=0,
)
@pytest.mark.refuted("It spends it in proportion to exp(−J/(2T)).", power=0.5)
@pytest.mark.refuted("So it does where proposals lean to one side by 0.1.", lean=0.1)
def test_metropolis_keeps_the_boltzmann_distribution(power, lean):
    """On a grid of places the transition matrix keeps exp(−J/T); the page's function agrees, with other seeds."""
    x, temperature = np.linspace(-3, 3, 121), 1.0
    loss = x**4 - 3 * x**2 + x / 2
    proposals = np.exp(-((x[:, None] - x + lean) ** 2) / (2 * 1.5**2))
    proposals /= proposals.sum(axis=1).max()  # symmetric; what is left over stays where it is
    moves = proposals * np.exp(np.minimum(0, (loss[:, None] - loss) / temperature))
    np.fill_diagonal(moves, 0)
    np.fill_diagonal(moves, 1 - moves.sum(axis=1))
    weights = np.linalg.matrix_power(moves.T, 4096)[:, 0]
    boltzmann = np.exp(-power * loss / temperature) / np.exp(-power * loss / temperature).sum()
    assert weights == pytest.approx(boltzmann, abs=1e-9)
    rng = np.random.default_rng(77)
    path = program("metropolis")["simulated_annealing"](QUARTIC[0], [1.0], np.full(30_000, 1.0), 1.5, rng)
    assert np.mean(path < 0.0837) == pytest.approx(weights[x < 0.0837].sum(), abs=0.03)


@functools.cache
def annealing_and_restarts():
    """Return the shares of success of annealing, in the bowl and at its best when shuffled, and of restarts.

    One run at a time, with the page's function for annealing, a new shuffle each, and the chance of a restart.
    """
    anneal, bowl = program("metropolis")["simulated_annealing"], {}
    for i in range(-4, 5):
        for j in range(-4, 5):
            bowl[i, j] = i * i + j * j
    rng = np.random.default_rng(5)

    def shuffled():
        return dict(zip(bowl, rng.permutation(list(bowl.values())), strict=True))

    def share(depth, hot, width, runs):
        return sum(succeeds(depth(), hot, width) for _ in range(runs)) / runs

    def succeeds(depth, hot, width):
        values = []

        def loss(w):
            cell = tuple((round(x) + 4) % 9 - 4 for x in w)
            values.append(10 * sum(1 - math.cos(2 * math.pi * x) for x in w) + depth[cell])
            return values[-1]

        anneal(loss, rng.uniform(-4.5, 4.5, 2), np.geomspace(hot, 0.1, 1999), width, rng)
        assert len(values) == 2000
        return min(values) < 0.5

    rates, steps = (0.0025, 0.003, 0.0035, 0.004), (1, 2, 3, 4)
    start = np.linspace(-0.5, 0.5, 401)
    by_restarts = []
    for rate in rates:
        for count in steps:
            x = start
            for _ in range(count):
                x = x - rate * 20 * np.pi * np.sin(2 * np.pi * x)
            walls = 10 * (1 - np.cos(2 * np.pi * x))
            inside = (walls[:, None] + walls < 0.5) & (abs(x) < 0.5)[:, None] & (abs(x) < 0.5)
            by_restarts.append(1 - (1 - inside.mean() / 81) ** (2000 // (3 * count + 1)))
    in_bowl = share(lambda: bowl, 1, 0.5, 90)
    return in_bowl, max(share(shuffled, hot, w, 10) for hot in (1, 5) for w in (0.5, 0.7, 1)), max(by_restarts)


@pytest.mark.claim(
    "beyond/funnel",
    "At 2,000 losses, tuned, annealing is ahead of restarts in the bowl of 81 valleys and, shuffled, behind by half "
    "of the runs.",
    bowl_ahead=True,
    behind=0.5,
)
@pytest.mark.refuted("It is behind in the bowl, too.", bowl_ahead=False)
@pytest.mark.refuted("It is behind by 0.7 of the runs when shuffled.", behind=0.7)
def test_annealing_needs_order_among_the_valleys(bowl_ahead, behind):
    in_bowl, shuffled, restarts = annealing_and_restarts()
    assert 0.87 < restarts < 0.91
    assert (in_bowl > restarts) == bowl_ahead
    assert shuffled < restarts - behind


@pytest.mark.claim(
    "beyond/grid",
    "On ½Σλᵢ(xᵢ−cᵢ)², c uniform in the unit cube, the best of N = mᵈ cell centres has mean loss Σλᵢ / (24m²).",
    parts=24,
    offset=0.5,
)
@pytest.mark.refuted("It has mean loss Σλᵢ / (25m²).", parts=25)
@pytest.mark.refuted("So has the best of the cells' lower corners.", offset=0)
def test_the_mean_best_loss_of_a_grid(parts, offset):
    def exact(eigenvalues, per_axis):
        half = Fraction(1, 2 * per_axis)  # the mean of ½λe² with e uniform within half a cell
        return sum(Fraction(e, 2) * (2 * half**3 / 3) / (2 * half) for e in eigenvalues)

    assert exact([1, 4, 10], 7) == Fraction(15, parts * 49)
    rng = np.random.default_rng(9)
    for d, per_axis in [(1, 5), (2, 4), (3, 3)]:
        eigenvalues = np.arange(1, d + 1)
        centres = (np.indices([per_axis] * d).reshape(d, -1).T + offset) / per_axis
        minima = rng.random((4000, d))
        losses = ((centres[None] - minima[:, None]) ** 2 @ eigenvalues / 2).min(axis=1)
        assert losses.mean() == pytest.approx(float(exact(eigenvalues.tolist(), per_axis)), rel=0.06)


@functools.cache
def random_over_grid():
    """Return the median best loss of N random points over that of the grid, by d and N, over 150 other minima."""
    ratios, rng = {}, np.random.default_rng(2024)
    for d in (1, 2, 3, 6):
        eigenvalues = np.linspace(1, 10, d + 1)[1:]
        for N in (64, 729, 4096):
            m = round(N ** (1 / d))
            minima = rng.random((150, d))
            inside = (m * minima) % 1 - 0.5  # the nearest centre is that of the minimum's own cell
            grid = np.median((inside / m) ** 2 @ eigenvalues / 2)
            points = [((rng.random((N, d)) - minimum) ** 2 @ eigenvalues).min() / 2 for minimum in minima]
            ratios[d, N] = np.median(points) / grid
    return ratios


@pytest.mark.claim(
    "beyond/random-points",
    "On the page's quadratics, in 1, 2, 3 and 6 dimensions with 64, 729 and 4,096 losses, the median best loss of "
    "random points is below three times the grid's, and not below half of it.",
    most=3,
    least=0.5,
)
@pytest.mark.refuted("It is always below 1.5 times the grid's.", most=1.5)
@pytest.mark.refuted("It is within a tenth of the grid's.", most=1.1, least=0.9)
def test_random_points_do_about_as_well_as_a_grid(most, least):
    assert all(least < ratio < most for ratio in random_over_grid().values())


@pytest.mark.claim(
    "beyond/staircase",
    "On the breast cancer data the middle run of the strategy gets to at most 8 mistakes in 2,000 losses; the slopes "
    "of the count are zero at almost every w.",
    most=8,
    losses=2000,
)
@pytest.mark.refuted("It gets to at most 4.", most=4)
@pytest.mark.refuted("It gets there in 200 losses.", losses=200)
def test_evolution_descends_a_staircase(most, losses):
    X, y = load_breast_cancer(return_X_y=True)
    X = np.column_stack([(X - X.mean(0)) / X.std(0), np.ones(len(y))])

    def mistakes(w):
        return int(np.sum(np.where(X @ w > 0, 1, 0) != y))

    strategy = program("evolution")["evolution_strategy"]

    def end(seed, width):
        return strategy(mistakes, np.zeros(31), losses - 1, width, np.random.default_rng(seed))[-1]

    ends = [end(seed, 1.0) for seed in range(101, 106)]
    assert np.median([mistakes(w) for w in ends]) <= most
    assert ends[0] == pytest.approx(2.0**20 * end(101, 2.0**-20))  # the first width does not matter
    rng = np.random.default_rng(4)
    for _ in range(20):
        w = rng.standard_normal(31)
        assert all(mistakes(w + 1e-9 * side) == mistakes(w) for side in np.eye(31))


@functools.cache
def cost_of_evolution(d, condition, seeds):
    """Return what the page's strategy needs to a millionth of the loss, and descent by differences, for each seed.

    Descent is counted in closed form, each curvature by its own factor 1 − λ · 2/(1 + κ), d + 1 losses a step.
    """
    strategy = program("evolution")["evolution_strategy"]
    eigenvalues, costs = condition ** (np.arange(d) / (d - 1)), []
    factors = 1 - eigenvalues * 2 / (1 + condition)
    for seed in seeds:
        rng = np.random.default_rng(seed)
        start = rng.standard_normal(d)
        path = strategy(
            lambda w, e=eigenvalues: w @ (e * w) / 2, start, 100 * d if condition <= 10 else 250 * d, 1.0, rng
        )
        heights = path**2 @ eigenvalues
        assert heights[-1] < 1e-6 * heights[0]
        steps = next(k for k in range(10**4) if (start * factors**k) ** 2 @ eigenvalues <= 1e-6 * heights[0])
        costs.append([np.argmax(heights < 1e-6 * heights[0]) + 1, steps * (d + 1)])
    return np.array(costs)


@pytest.mark.claim(
    "beyond/evolution-scales",
    "With κ = 10, to a millionth of the loss, the strategy needs 40 to 75 losses for each of 4 to 128 parameters.",
    span=(40, 75),
    power=1,
)
@pytest.mark.refuted("It needs 40 to 50 for each.", span=(40, 50))
@pytest.mark.refuted("It needs 40 to 75 for the root of their number.", power=0.5)
def test_the_cost_of_evolution_is_proportional_to_the_dimension(span, power):
    """Run with other seeds, and counted from the path."""
    for d in (4, 16, 64, 128):
        counts = cost_of_evolution(d, 10, range(50, 57 if d < 100 else 53))[:, 0]
        assert span[0] < np.median(counts) / d**power < span[1]


@pytest.mark.claim(
    "beyond/evolution-condition",
    "With 32 parameters the strategy costs over 30 times as much as descent by differences at κ = 1, less at κ = 100.",
    times=30,
    cheaper=100,
)
@pytest.mark.refuted("It costs over 60 times as much at κ = 1.", times=60)
@pytest.mark.refuted("It costs less at κ = 10.", cheaper=10)
def test_the_condition_number_decides_between_evolution_and_differences(times, cheaper):
    ratios = {}
    for condition in (1, 10, 100):
        costs = cost_of_evolution(32, condition, range(70, 73))
        ratios[condition] = np.median(costs[:, 0] / costs[:, 1])
    assert ratios[1] > times
    assert ratios[cheaper] < 0.95


@pytest.mark.claim(
    "beyond/uphill",
    "From (1, 0) on |x| + 2|y| each step against the subgradient (1, 2) raises the loss; below rate 0.4 it nears 0.",
    bound=Fraction(4, 10),
    second=2,
)
@pytest.mark.refuted("It nears 0 up to a bound 1 % higher.", bound=Fraction(404, 1000))
@pytest.mark.refuted("Against (1, 1), also a subgradient there, it nears 0 below rate 0.4 only.", second=1)
@given(st.fractions(Fraction(1, 10**6), 10), pairs)
@example(Fraction(402, 1000), (0.0, 0.0))
@example(Fraction(399, 1000), (0.0, 0.0))
def test_a_subgradient_may_point_uphill(bound, second, rate, other):
    v = [Fraction(x) for x in other]
    assert abs(v[0]) + 2 * abs(v[1]) >= 1 + (v[0] - 1) + second * v[1]  # (1, 2) is a subgradient
    assert abs(v[0]) + 2 * abs(v[1]) >= 1 + (v[0] - 1)  # and so is (1, 0)
    x, y = 1 - rate, -second * rate
    assert abs(x) + 2 * abs(y) > 1
    assert (x**2 + y**2 < 1) == (rate < bound)


@pytest.mark.claim(
    "beyond/nearer",
    "Convex J, g a subgradient where J exceeds its least: a step below 2(J − J_min)/‖g‖² along −g nears every minimum.",
    limit=lambda height, square: 2 * height / square,
)
@pytest.mark.refuted("A step below 2.02 (J − J_min)/‖g‖² does.", limit=lambda height, square: 2.02 * height / square)
@pytest.mark.refuted("A step below 2(J − J_min)/‖g‖ does.", limit=lambda height, square: 2 * height / square**0.5)
@given(st.lists(st.tuples(small, small, small), min_size=1, max_size=6), pairs, pairs, st.floats(0.01, 0.999))
@example([(1.0, 2.0, 0.0)], (0.0, 0.0), (1.0, 2.0), 0.999)
def test_a_short_step_against_a_subgradient_comes_nearer(limit, planes, minimum, start, share):
    """The loss is the largest of 0 and of planes that are at most 0 at the minimum; g is the slope of the highest."""
    slopes = np.array([[a, b] for a, b, _ in planes])
    lifts = -np.abs([c for _, _, c in planes])
    heights = slopes @ (np.array(start) - minimum) + lifts
    height, g = heights.max(), slopes[np.argmax(heights)]
    assume(height > 1e-3)
    moved = np.array(start) - share * limit(height, g @ g) * g
    assert np.linalg.norm(moved - minimum) < np.linalg.norm(np.array(start) - minimum)


@pytest.mark.claim(
    "beyond/hovers",
    "On |x| a constant rate α ends by alternating between two places α apart, on both sides of 0, or stays at 0.",
    apart=1,
    may_rest=True,
)
@pytest.mark.refuted("The two places are 2α apart.", apart=2)
@pytest.mark.refuted("It never stays at 0.", may_rest=False)
@given(st.fractions(-5, 5, max_denominator=1000), st.fractions(Fraction(1, 10), 1, max_denominator=1000))
@example(Fraction(1), Fraction(1, 2))
def test_a_constant_rate_hovers(apart, may_rest, x, rate):
    path = [x]
    for _ in range(60):
        x = x - rate * ((x > 0) - (x < 0))
        path.append(x)
    if path[-1] == 0 and may_rest:
        return
    assert path[-1] == path[-3]
    assert path[-1] * path[-2] < 0
    assert abs(path[-1] - path[-2]) == apart * rate


@pytest.mark.claim(
    "beyond/arrives",
    "On |x| + 2|y| rates that fall to zero and have no finite sum bring the loss to 0; 1/√k is one such rule.",
    power=lambda share: 0.3 + 0.4 * share,
)
@pytest.mark.refuted("Constant rates do.", power=lambda share: 0)
@pytest.mark.refuted("Rates that fall to zero do, 1/k² for one.", power=lambda share: 2)
@given(pairs, st.floats(0.5, 2), st.floats(0, 1))
@example((2.03, 1.51), 1.0, 0.5)
@settings(max_examples=20)
def test_falling_rates_with_an_endless_sum_arrive(power, start, first, share):
    """From its first crossing on, a coordinate is at most slope times rate (no rate is below half the last)."""
    w, crossed = list(start), [x == 0 for x in start]
    for k in range(1, 3000):
        rate = first / k ** power(share)
        for i, slope in enumerate((1, 2)):
            before = w[i]
            w[i] -= rate * slope * ((before > 0) - (before < 0))
            crossed[i] |= before * w[i] <= 0
            assert not crossed[i] or abs(w[i]) <= slope * rate * (1 + 1e-9)
    assert all(crossed)
    assert abs(w[0]) + 2 * abs(w[1]) <= 5 * first / 2999**0.3


def test_rates_with_a_finite_sum_may_stop_short():
    assert sum(1 / k**2 for k in range(1, 100_000)) < math.pi**2 / 6
    assert round(2.03 - math.pi**2 / 6, 3) == 0.385


@pytest.mark.claim(
    "beyond/best-so-far",
    "Convex, subgradients of length ≤ G, a start at distance D: best loss − least ≤ (D² + G²Σα²) / (2Σα).",
    bound=lambda D2, squares, total: (D2 + squares) / (2 * total),
    chosen=min,
)
@pytest.mark.refuted("It is ≤ D²/(2Σα).", bound=lambda D2, squares, total: D2 / (2 * total))
@pytest.mark.refuted("It is 1 % less.", bound=lambda D2, squares, total: 0.99 * (D2 + squares) / (2 * total))
@pytest.mark.refuted("The last loss obeys it, too.", chosen=lambda losses: losses[-1])
@example([(1.0, 2.0, 0.0)], (1.0, 2.0), [1.0])
@example([(3.0, 0.0, 0.0)], (0.1, 0.0), [1.0, 1.0])
@given(
    st.lists(st.tuples(small, small, st.floats(0, 2)), min_size=1, max_size=6),
    pairs,
    st.lists(st.floats(0.001, 3), min_size=1, max_size=30),
)
def test_the_best_loss_so_far_obeys_its_bound(bound, chosen, planes, start, rates):
    """The loss is the largest of |slope · w| − lift and 0, so its least value is 0, at the origin among others."""
    slopes = np.array([[a, b] for a, b, _ in planes])
    lifts = np.array([lift for _, _, lift in planes])
    w, losses = np.array(start), []
    longest = max(np.linalg.norm(slopes, axis=1).max(), 1e-3)
    for rate in rates:
        along = slopes @ w
        heights = np.abs(along) - lifts
        i = np.argmax(heights)
        losses.append(max(heights[i], 0))
        g = slopes[i] * np.sign(along[i]) if heights[i] > 0 else np.zeros(2)
        w = w - rate * g
    squares = sum(rate**2 for rate in rates)
    assert chosen(losses) <= bound(np.dot(start, start), longest**2 * squares, sum(rates)) + 1e-9


@pytest.mark.claim(
    "beyond/tape",
    "The tape's gradient is the derivative, for sums, products and tanh of its inputs.",
    walks=1,
    backwards=True,
)
@pytest.mark.refuted("It is so after a second walk backwards, too.", walks=2)
@pytest.mark.refuted("A walk forwards gives it as well.", backwards=False)
@given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
@example(0.5, -1.2, [0, 1, 2])
def test_the_tape_differentiates(walks, backwards, a, b, choices):
    """Random programs, against complex steps: the imaginary part of f(x + ih) over h, free of subtraction."""
    names = program("tape")

    def run(values, plus, times, bend):
        values = list(values)
        for choice in choices:
            i, j = choice // 3 % len(values), choice // 100 % len(values)
            made = [plus, times, lambda x, y: bend(x)][choice % 3](values[i], values[j])
            values.append(made)
        return plus(values[-1], times(values[-1], values[0]))

    names["tape"].clear()
    u, v = names["Node"](a), names["Node"](b)
    result = run((u, v), operator.add, operator.mul, names["tanh"])
    assume(abs(result.value) < 1e6)
    if not backwards:
        names["tape"].reverse()
    for _ in range(walks):
        names["backward"](result)
    h = 1e-30
    by_u = run((a + h * 1j, b), operator.add, operator.mul, np.tanh).imag / h
    by_v = complex(run((a, b + h * 1j), operator.add, operator.mul, np.tanh)).imag / h
    assert u.grad == pytest.approx(by_u, rel=1e-9, abs=1e-9)
    assert v.grad == pytest.approx(by_v, rel=1e-9, abs=1e-9)


@pytest.mark.claim(
    "beyond/order",
    "For a + a² with a = x² at 1.5 the derivative is 16.5; handing on early gives 3, overwriting 3.375.",
    right=16.5,
    early=3,
    overwritten=3.375,
)
@pytest.mark.refuted("Handing on early gives 16.5, too.", early=16.5)
@pytest.mark.refuted("Overwriting gives 16.5, too.", overwritten=16.5)
def test_a_node_must_wait_for_all_that_use_it(right, early, overwritten):
    x = Fraction(3, 2)
    polynomial = np.polynomial.Polynomial([0, 0, 1, 0, 1])  # x² + x⁴
    assert polynomial.deriv()(float(x)) == right
    only_from_the_sum = 1 * 2 * x  # a's own term, without the share that comes through a²
    assert only_from_the_sum == early
    run = program("shared_node")["run"]
    assert run(["f", "a * a", "a"], False) == right
    assert run(["f", "a", "a * a"], False) == early
    only_the_last_report = x**2 * x  # one factor a of a², times one factor x of x²
    assert run(["f", "a * a", "a"], True) == only_the_last_report == overwritten


@pytest.mark.claim(
    "beyond/cheap",
    "On the tape a function of two-input sums and products and tanh costs, with its gradient, five times itself.",
    times=5,
)
@pytest.mark.refuted("It costs four times itself.", times=4)
@pytest.mark.refuted("It costs six times itself.", times=6)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=40))
def test_function_and_gradient_cost_five_functions(times, operations):
    """Counted by numbers that count every arithmetic operation done on them, in a reverse mode of the test's own."""
    done = [0]

    class Counted(float):
        def __add__(self, other):
            done[0] += 1
            return Counted(float(self) + float(other))

        def __mul__(self, other):
            done[0] += 1
            return Counted(float(self) * float(other))

        def __rsub__(self, other):
            done[0] += 1
            return Counted(other - float(self))

        def tanh(self):
            done[0] += 1
            return Counted(math.tanh(self))

    values, reports = [Counted(0.3), Counted(-0.4)], []
    for kind, i, j in operations:
        i, j = i % len(values), j % len(values)
        x, y = values[i], values[j]
        values.append([lambda x, y: x + y, lambda x, y: x * y, lambda x, y: x.tanh()][kind](x, y))
        assume(abs(values[-1]) < 1e100)
        reports.append((kind, i, j))
    assert done[0] == len(operations)
    gradients = [Counted(0.0) for _ in values]
    gradients[-1] = Counted(1.0)
    one = Counted(1.0)
    for k in reversed(range(len(reports))):
        kind, i, j = reports[k]
        value, g = values[k + 2], gradients[k + 2]
        if kind == 2:
            gradients[i] = gradients[i] + (1 - value * value) * g
        else:
            gradients[i] = gradients[i] + (one if kind == 0 else values[j]) * g
            gradients[j] = gradients[j] + (one if kind == 0 else values[i]) * g
    assert done[0] == times * len(operations)


def test_the_program_counts_the_same_five():
    count = runpy.run_path(str(SNIPPETS / "count_operations.py"))["count"]
    assert count["forward"] + count["backward"] == 5 * count["forward"]
    assert count["forward"] == 3 * (10_000 - 1)


@pytest.mark.claim(
    "beyond/square-root",
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


VECTORS = [1.0, [], [[1.0]], [math.nan], [math.inf], [1.0, -math.inf]]
COUNTS = [-1, 1.0, math.nan, math.inf, True, np.float32(2)]
SIZES = [0.0, -1.0, math.nan, math.inf]


def test_functions_to_keep_refuse_bad_input():
    newton, modified = program("newton")["newton"], program("modified_newton")["modified_newton"]
    anneal, evolve = program("metropolis")["simulated_annealing"], program("evolution")["evolution_strategy"]
    rng = np.random.default_rng(0)
    bowl = (lambda w: w @ w), (lambda w: 2 * w), (lambda w: 2 * np.eye(len(w)))

    def calls(start, steps, width):
        yield lambda: newton(*bowl[1:], start, steps)
        yield lambda: modified(*bowl, start, steps)
        yield lambda: evolve(bowl[0], start, steps, width, rng)

    cases = [((bad, 2, 1.0), "start") for bad in VECTORS] + [(([1.0], bad, 1.0), "steps") for bad in COUNTS]
    for arguments, name in cases:
        for call in calls(*arguments):
            with pytest.raises(ValueError, match=name):
                call()
    for bad in VECTORS:
        with pytest.raises(ValueError, match="start"):
            anneal(bowl[0], bad, [1.0], 1.0, rng)
    for bad in SIZES:
        with pytest.raises(ValueError, match="width"):
            evolve(bowl[0], [1.0], 3, bad, rng)
        with pytest.raises(ValueError, match="width"):
            anneal(bowl[0], [1.0], [1.0], bad, rng)
        with pytest.raises(ValueError, match="floor"):
            modified(*bowl, [1.0], 3, floor=bad)
    for bad in [[1.0, 0.0], [math.nan], [[1.0]], 1.0]:
        with pytest.raises(ValueError, match="temperatures"):
            anneal(bowl[0], [1.0], bad, 1.0, rng)
    for bad in (lambda w: math.nan, lambda w: w):
        for call in (
            lambda bad=bad: anneal(bad, [1.0, 2.0], [1.0], 1.0, rng),
            lambda bad=bad: evolve(bad, [1.0, 2.0], 1, 1.0, rng),
            lambda bad=bad: modified(bad, *bowl[1:], [1.0, 2.0], 1),
        ):
            with pytest.raises(ValueError, match="loss"):
                call()
    for wrong in (lambda w: w[:1], lambda w: math.nan * w, lambda w: w[None]):
        with pytest.raises(ValueError, match="gradient"):
            newton(wrong, bowl[2], [1.0, 2.0], 1)
        with pytest.raises(ValueError, match="gradient"):
            modified(bowl[0], wrong, bowl[2], [1.0, 2.0], 1)
    for wrong in (lambda w: np.eye(1), lambda w: math.nan * np.eye(2), lambda w: w):
        with pytest.raises(ValueError, match="hessian"):
            newton(bowl[1], wrong, [1.0, 2.0], 1)
        with pytest.raises(ValueError, match="hessian"):
            modified(*bowl[:2], wrong, [1.0, 2.0], 1)
    with pytest.raises(np.linalg.LinAlgError):
        newton(lambda w: w, lambda w: np.zeros((1, 1)), [1.0], 1)


def test_functions_to_keep_take_any_whole_numbers():
    """Starts and counts may be unsigned or of 32 bits; losses may be unsigned, whose differences would wrap around."""
    start = np.array([3, 250], dtype=np.uint8)
    bowl = (lambda w: w @ w), (lambda w: 2 * w), (lambda w: 2 * np.eye(len(w)))
    assert program("newton")["newton"](*bowl[1:], start, np.uint8(1))[-1].tolist() == [0, 0]
    assert program("modified_newton")["modified_newton"](*bowl, start, np.int32(1))[-1].tolist() == [0, 0]

    def steps_up(w):
        return np.uint8(min(abs(w[0]), 255))

    rng = np.random.default_rng(3)
    cold = program("metropolis")["simulated_annealing"](steps_up, [100.0], np.full(300, 1e-9), 5.0, rng)
    assert np.all(np.diff([int(steps_up(w)) for w in cold]) <= 0)
    path = program("evolution")["evolution_strategy"](steps_up, [100.0], np.uint16(300), 5.0, rng)
    assert np.all(np.diff([int(steps_up(w)) for w in path]) <= 0)


def test_functions_to_keep_step_around_nan():
    """Beyond the domain of a loss, where it is nan, neither search goes nor is stuck; and no width overflows."""

    def loss(w):
        return w[0] if w[0] > 0 else math.nan

    rng = np.random.default_rng(4)
    path = program("metropolis")["simulated_annealing"](loss, [1.0], np.full(400, 0.1), 0.3, rng)
    assert path.min() > 0
    assert len(np.unique(path)) > 50
    assert program("evolution")["evolution_strategy"](loss, [1.0], 400, 0.3, rng).min() > 0
    level = program("evolution")["evolution_strategy"](lambda w: 0.0, [1.0], 2000, 1.0, rng)
    assert np.isfinite(level).all()
