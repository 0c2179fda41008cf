"""The claims of docs/descent/beyond.md; the oracles are fractions, closed forms, transition matrices, properties."""

import ast
import functools
import math
import operator
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer

SNIPPETS = Path(__file__).parents[2] / "snippets" / "beyond"
small = st.floats(-3, 3)
pairs = st.tuples(small, small)
angles = st.floats(0, math.pi)
curvatures = st.floats(0.1, 100).flatmap(lambda size: st.sampled_from([size, -size]))


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
)
def test_newton_climbs_where_descent_falls():
    x = Fraction(1, 2)
    for _ in range(6):
        x = (8 * x**3 - Fraction(1, 2)) / (12 * x**2 - 6)
    assert float(x) == pytest.approx(flat_points()[1], abs=1e-12)
    assert 12 * x**2 - 6 < 0  # a maximum
    w = Fraction(1, 2)
    for _ in range(200):
        w = (w - Fraction(2, 100) * (4 * w**3 - 6 * w + Fraction(1, 2))).limit_denominator(10**12)
    assert float(w) == pytest.approx(flat_points()[2], abs=1e-6)
    assert round(flat_points()[2], 3) == 1.181


@pytest.mark.claim(
    "beyond/one-step",
    "On a quadratic with invertible Hessian one Newton step from any start lands where the gradient is zero.",
)
@given(curvatures, curvatures, angles, pairs, pairs)
def test_newton_needs_one_step_on_a_quadratic(a, b, angle, start, flat):
    hessian = symmetric(a, b, angle)
    path = program("newton")["newton"](lambda w: hessian @ (w - flat), lambda w: hessian, start, 1)
    assert path.shape == (2, 2)
    assert path[1] == pytest.approx(np.array(flat), abs=1e-9)


@pytest.mark.claim(
    "beyond/any-units",
    "In parameters v with w = A·v + c, A invertible, Newton's path is the same path; that of descent is another.",
)
@given(st.floats(0.2, 50), st.floats(0.2, 50), angles, pairs)
@settings(max_examples=40)
def test_newton_does_not_depend_on_units(stretch, other, angle, shift):
    """Tried on x⁴ + xy + y², by the chain rule for gradient and Hessian."""
    A, c = symmetric(stretch, -other, angle), np.array(shift)

    def gradient(w):
        return np.array([4 * w[0] ** 3 + w[1], 2 * w[1] + w[0]])

    def hessian(w):
        return np.array([[12 * w[0] ** 2, 1.0], [1.0, 2.0]])

    start = np.array([2.0, -1.0])
    newton = program("newton")["newton"]
    in_w = newton(gradient, hessian, start, 4)
    in_v = newton(
        lambda v: A.T @ gradient(A @ v + c), lambda v: A.T @ hessian(A @ v + c) @ A, np.linalg.solve(A, start - c), 4
    )
    assert in_v @ A.T + c == pytest.approx(in_w, abs=1e-6)
    if abs(stretch - 1) > 0.1 and abs(other - 1) > 0.1:
        assert A @ A.T @ gradient(start) != pytest.approx(gradient(start), rel=1e-3)


def exact_minimum(digits):
    """Return the lowest point of the quartic to so many digits, by bisection in whole numbers."""
    scale = 10**digits
    low, high = -13 * scale // 10, -12 * scale // 10
    while high - low > 1:
        middle = (low + high) // 2
        positive = 8 * middle**3 - 12 * middle * scale**2 + scale**3 > 0
        low, high = (low, middle) if positive else (middle, high)
    return Fraction(low, scale)


@pytest.mark.claim(
    "beyond/digits-double",
    "From −1.1 on the quartic, Newton's error over the last one squared tends to |J′′′| / (2|J″|) = 1.1507.",
)
def test_newton_squares_its_error():
    minimum, x, ratios = exact_minimum(300), Fraction(-11, 10), []
    for _ in range(7):
        after = (8 * x**3 - Fraction(1, 2)) / (12 * x**2 - 6)
        ratios.append(abs(after - minimum) / (x - minimum) ** 2)
        x = after.limit_denominator(10**140)
    place = flat_points()[0]
    constant = abs(24 * place) / (2 * (12 * place**2 - 6))
    assert float(ratios[-1]) == pytest.approx(constant, rel=1e-9)
    assert round(constant, 4) == 1.1507
    assert 84 < -math.log10(abs(x - minimum)) < 84.1


@pytest.mark.claim(
    "beyond/flat-minimum",
    "On x⁴, whose curvature is zero at the minimum, a Newton step takes off exactly one third of the error.",
)
@given(st.floats(-10, 10).filter(lambda x: abs(x) > 1e-3))
def test_newton_is_linear_where_the_curvature_vanishes(start):
    path = program("newton")["newton"](lambda w: 4 * w**3, lambda w: np.array([[12 * w[0] ** 2]]), [start], 10)[:, 0]
    assert path == pytest.approx([start * (2 / 3) ** k for k in range(11)])


@pytest.mark.claim(
    "beyond/lucky-rate",
    "In one dimension, curvature Lipschitz and λ > 0 at the minimum, descent at rate 1/λ is quadratic near it.",
)
def test_descent_at_the_curvature_of_the_minimum_is_quadratic():
    minimum = exact_minimum(300)
    rate = 1 / (12 * minimum**2 - 6)
    x, ratios = minimum + Fraction(1, 20), []
    for _ in range(6):
        after = x - rate * (4 * x**3 - 6 * x + Fraction(1, 2))
        ratios.append(float(abs(after - minimum) / (x - minimum) ** 2))
        x = after.limit_denominator(10**140)
    limit = abs(24 * float(minimum)) / 2 * float(rate)  # from Taylor's series
    assert ratios[-1] == pytest.approx(limit, rel=1e-6)


@pytest.mark.claim(
    "beyond/basins",
    "Of 4,001 even starts from −2 to 2, Newton takes 27.4% to the hilltop of the quartic and 7.1% across it.",
)
def test_many_starts_end_on_the_hilltop():
    left, top, right = flat_points()
    on_top = across = 0
    for i in range(4001):
        start = x = -2 + i / 1000
        for _ in range(200):
            x = newton_map(x)
        on_top += abs(x - top) < 1e-6
        across += abs(x - (right if start < top else left)) < 1e-6
    assert (round(on_top / 40.01, 1), round(across / 40.01, 1)) == (27.4, 7.1)


@pytest.mark.claim(
    "beyond/exchange",
    "The starts that Newton takes to the hilltop, from −2 to 2, are one interval; its method exchanges the two ends.",
)
def test_newton_exchanges_the_ends_of_the_hilltops_interval():
    """The ends solve N(N(x)) = x and N(x) ≠ x, with the numerator and denominator of N written out."""
    top = flat_points()[1]
    N = np.polynomial.Polynomial([-1 / 2, 0, 0, 8]), np.polynomial.Polynomial([-6, 0, 12])
    x = np.polynomial.Polynomial([0, 1])
    twice = (8 * N[0] ** 3 - N[1] ** 3 / 2) - x * (12 * N[0] ** 2 - 6 * N[1] ** 2) * N[1]
    roots = [r.real for r in twice.roots() if abs(r.imag) < 1e-9 and abs(12 * r.real**2 - 6) > 1e-6]
    low, high = (r for r in sorted(roots) if all(abs(r - flat) > 1e-6 for flat in flat_points()))
    assert (newton_map(low), newton_map(high)) == pytest.approx((high, low), abs=1e-6)
    assert (round(low, 3), round(high, 3)) == (-0.517, 0.577)
    for start in np.linspace(-2, 2, 3989):
        x = start
        for _ in range(200):
            x = newton_map(x)
        assert (abs(x - top) < 1e-6) == (low < start < high)


@pytest.mark.claim(
    "beyond/doubles",
    "In one dimension, near a maximum of negative curvature, a full modified step about doubles the distance to it.",
)
@given(st.floats(-50, -0.1), st.floats(-5, 5), st.floats(-5, 5))
def test_a_modified_step_doubles_the_distance_to_a_maximum(curvature, third, place):
    """The loss is c·e²/2 + t·e³/6 with e the distance; the error of doubling is of second order."""
    modified = program("modified_newton")["modified_newton"]
    distance = 1e-4
    path = modified(
        lambda w: float(curvature * (w[0] - place) ** 2 / 2 + third * (w[0] - place) ** 3 / 6),
        lambda w: curvature * (w - place) + third * (w - place) ** 2 / 2,
        lambda w: np.array([[curvature + third * (w[0] - place)]]),
        [place + distance],
        1,
    )
    assert path[1, 0] - place == pytest.approx(2 * distance, rel=0.02)


@pytest.mark.claim(
    "beyond/modified",
    "From 401 even starts from −2 to 2 modified Newton on the quartic ends in the valley on its own side.",
)
def test_modified_newton_ends_in_its_own_valley():
    names = program("modified_newton")
    left, top, right = flat_points()
    for start in np.linspace(-2, 2, 401):
        path = names["modified_newton"](names["loss"], names["gradient"], names["hessian"], [start], 30)[:, 0]
        assert path[-1] == pytest.approx(left if start < top else right, abs=1e-6)


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
)
def test_metropolis_keeps_the_boltzmann_distribution():
    """On a grid of places the transition matrix keeps exp(−J/T); the page's function agrees, with other seeds."""
    x, temperature = np.linspace(-3, 3, 121), 1.0
    loss = x**4 - 3 * x**2 + x / 2
    proposals = np.exp(-((x[:, None] - x) ** 2) / (2 * 1.5**2))
    proposals /= proposals.sum(axis=1).max()  # symmetric; what is left over stays where it is
    moves = proposals * np.exp(np.minimum(0, (loss[:, None] - loss) / temperature))
    np.fill_diagonal(moves, 0)
    np.fill_diagonal(moves, 1 - moves.sum(axis=1))
    weights = np.linalg.matrix_power(moves.T, 4096)[:, 0]
    boltzmann = np.exp(-loss / temperature) / np.exp(-loss / temperature).sum()
    assert weights == pytest.approx(boltzmann, abs=1e-9)
    names = program("metropolis")
    rng = np.random.default_rng(77)
    path = names["simulated_annealing"](names["loss"], [1.0], np.full(30_000, 1.0), 1.5, rng)
    assert np.mean(path < 0.0837) == pytest.approx(weights[x < 0.0837].sum(), abs=0.03)


@pytest.mark.claim(
    "beyond/funnel",
    "At 2,000 losses, tuned, annealing is ahead of restarts in the bowl of 81 valleys and far behind when shuffled.",
)
def test_annealing_needs_order_among_the_valleys():
    """One run at a time, with the page's function for annealing, another shuffle, and the chance of a restart."""
    anneal, bowl = program("metropolis")["simulated_annealing"], {}
    for i in range(-4, 5):
        for j in range(-4, 5):
            bowl[i, j] = i * i + j * j
    rng = np.random.default_rng(5)
    shuffled = dict(zip(bowl, rng.permutation(list(bowl.values())), strict=True))

    def share(depth, hot, width, runs):
        return sum(succeeds(depth, hot, width) for _ in range(runs)) / runs

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
    restarts = max(by_restarts)
    assert 0.87 < restarts < 0.91
    assert share(bowl, 1, 0.5, 90) > restarts
    assert max(share(shuffled, hot, width, 10) for hot in (1, 5) for width in (0.5, 0.7, 1)) < restarts - 0.1


@pytest.mark.claim(
    "beyond/grid",
    "On ½Σλᵢ(xᵢ−cᵢ)², c uniform in the unit cube, the best of N = mᵈ cell centres has mean loss Σλᵢ / (24m²).",
)
def test_the_mean_best_loss_of_a_grid():
    def exact(eigenvalues, per_axis):
        half = Fraction(1, 2 * per_axis)  # the mean of ½λe² with e uniform within half a cell
        return sum(Fraction(e, 2) * (2 * half**3 / 3) / (2 * half) for e in eigenvalues)

    assert exact([1, 4, 10], 7) == Fraction(15, 24 * 49)
    rng = np.random.default_rng(9)
    for d, per_axis in [(1, 5), (2, 4), (3, 3)]:
        eigenvalues = np.arange(1, d + 1)
        centres = (np.indices([per_axis] * d).reshape(d, -1).T + 0.5) / per_axis
        minima = rng.random((4000, d))
        losses = ((centres[None] - minima[:, None]) ** 2 @ eigenvalues / 2).min(axis=1)
        assert losses.mean() == pytest.approx(float(exact(eigenvalues.tolist(), per_axis)), rel=0.06)


@pytest.mark.claim(
    "beyond/staircase",
    "On the breast cancer data the strategy gets to at most 8 mistakes in 2,000 losses; its slopes are zero.",
)
def test_evolution_descends_a_staircase():
    X, y = load_breast_cancer(return_X_y=True)
    X = np.column_stack([(X - X.mean(0)) / X.std(0), np.ones(len(y))])

    def mistakes(w):
        return int(np.sum(np.where(X @ w > 0, 1, 0) != y))

    strategy = program("evolution")["evolution_strategy"]
    for seed in (101, 102, 103):
        runs = [
            strategy(mistakes, np.zeros(31), 2000, width, np.random.default_rng(seed))[-1] for width in (1.0, 2.0**-20)
        ]
        assert mistakes(runs[0]) <= 8
        assert runs[0] == pytest.approx(runs[1] * 2.0**20)  # the first width does not matter
    rng = np.random.default_rng(4)
    for _ in range(20):
        w = rng.standard_normal(31)
        assert all(mistakes(w + 1e-9 * side) == mistakes(w) for side in np.eye(31))


@pytest.mark.claim(
    "beyond/evolution-scales",
    "With κ = 10, to a millionth of the loss, the strategy needs 40 to 75 losses for each of 4 to 128 parameters.",
)
def test_the_cost_of_evolution_is_proportional_to_the_dimension():
    """Run through the page's function, with other seeds, and counted from its path."""
    strategy = program("evolution")["evolution_strategy"]
    for d in (4, 16, 64, 128):
        eigenvalues, counts = 10 ** (np.arange(d) / (d - 1)), []
        for seed in range(50, 57 if d < 100 else 53):
            rng = np.random.default_rng(seed)
            start = rng.standard_normal(d)
            path = strategy(lambda w, e=eigenvalues: w @ (e * w) / 2, start, 100 * d, 1.0, rng)
            heights = path**2 @ eigenvalues
            counts.append(np.argmax(heights < 1e-6 * heights[0]) + 1)
        assert 40 < np.median(counts) / d < 75


@pytest.mark.claim(
    "beyond/evolution-condition",
    "With 32 parameters the strategy costs over 30 times as much as descent by differences at κ = 1, less at κ = 100.",
)
def test_the_condition_number_decides_between_evolution_and_differences():
    """Descent is counted in closed form, each curvature by its own factor 1 − λ · 2/(1 + κ), d + 1 losses a step."""
    strategy, d = program("evolution")["evolution_strategy"], 32
    for condition, low, high in [(1, 30, 60), (100, 0.4, 0.95)]:
        eigenvalues, ratios = condition ** (np.arange(d) / (d - 1)), []
        factors = 1 - eigenvalues * 2 / (1 + condition)
        for seed in (70, 71, 72):
            rng = np.random.default_rng(seed)
            start = rng.standard_normal(d)
            path = strategy(lambda w, e=eigenvalues: w @ (e * w) / 2, start, 250 * d, 1.0, rng)
            heights = path**2 @ eigenvalues
            assert heights[-1] < 1e-6 * heights[0]
            steps = next(k for k in range(10**4) if (start * factors**k) ** 2 @ eigenvalues <= 1e-6 * heights[0])
            ratios.append((np.argmax(heights < 1e-6 * heights[0]) + 1) / (steps * (d + 1)))
        assert low < np.median(ratios) < high


@pytest.mark.claim(
    "beyond/uphill",
    "From (1, 0) on |x| + 2|y| each step against the subgradient (1, 2) raises the loss; below rate 0.4 it nears 0.",
)
@given(st.fractions(Fraction(1, 10**6), 10), pairs)
def test_a_subgradient_may_point_uphill(rate, other):
    v = [Fraction(x) for x in other]
    assert abs(v[0]) + 2 * abs(v[1]) >= 1 + (v[0] - 1) + 2 * v[1]  # (1, 2) is a subgradient
    assert abs(v[0]) + 2 * abs(v[1]) >= 1 + (v[0] - 1)  # and so is (1, 0)
    x, y = 1 - rate, -2 * rate
    assert abs(x) + 2 * abs(y) > 1
    assert (x**2 + y**2 < 1) == (rate < Fraction(4, 10))


@pytest.mark.claim(
    "beyond/nearer",
    "Convex J, g a subgradient where J exceeds its least: a step below 2(J − J_min)/‖g‖² along −g nears every minimum.",
)
@given(st.lists(st.tuples(small, small, small), min_size=1, max_size=6), pairs, pairs, st.floats(0.01, 0.99))
def test_a_short_step_against_a_subgradient_comes_nearer(planes, minimum, start, share):
    """The loss is the largest of 0 and of planes that are at most 0 at the minimum; g is the slope of the highest."""
    slopes = np.array([[a, b] for a, b, _ in planes])
    lifts = -np.abs([c for _, _, c in planes])
    heights = slopes @ (np.array(start) - minimum) + lifts
    height, g = heights.max(), slopes[np.argmax(heights)]
    assume(height > 1e-3)
    moved = np.array(start) - share * 2 * height / (g @ g) * g
    assert np.linalg.norm(moved - minimum) < np.linalg.norm(np.array(start) - minimum)


@pytest.mark.claim(
    "beyond/hovers",
    "On |x| a constant rate α ends by alternating between two places α apart, on both sides of 0, or stays at 0.",
)
@given(st.fractions(-5, 5, max_denominator=1000), st.fractions(Fraction(1, 10), 1, max_denominator=1000))
def test_a_constant_rate_hovers(x, rate):
    path = [x]
    for _ in range(60):
        x = x - rate * ((x > 0) - (x < 0))
        path.append(x)
    if path[-1] == 0:
        return
    assert path[-1] == path[-3]
    assert path[-1] * path[-2] < 0
    assert abs(path[-1] - path[-2]) == rate


@pytest.mark.claim(
    "beyond/arrives",
    "On |x| + 2|y| rates that fall to zero and have no finite sum bring the loss to 0; 1/√k is one such rule.",
)
@given(pairs, st.floats(0.5, 2), st.floats(0.3, 0.7))
@settings(max_examples=20)
def test_falling_rates_with_an_endless_sum_arrive(start, first, power):
    """From its first crossing on, a coordinate is at most slope times rate (no rate is below half the last)."""
    w, crossed = list(start), [x == 0 for x in start]
    for k in range(1, 3000):
        rate = first / k**power
        for i, slope in enumerate((1, 2)):
            before = w[i]
            w[i] -= rate * slope * ((before > 0) - (before < 0))
            crossed[i] |= before * w[i] <= 0
            assert not crossed[i] or abs(w[i]) <= slope * rate * (1 + 1e-9)
    assert all(crossed)


def test_rates_with_a_finite_sum_may_stop_short():
    assert sum(1 / k**2 for k in range(1, 100_000)) < math.pi**2 / 6
    assert round(2.03 - math.pi**2 / 6, 3) == 0.385


@pytest.mark.claim(
    "beyond/best-so-far",
    "Convex, subgradients of length ≤ G, a start at distance D: best loss − least ≤ (D² + G²Σα²) / (2Σα).",
)
@given(
    st.lists(st.tuples(small, small, st.floats(0, 2)), min_size=1, max_size=6),
    pairs,
    st.lists(st.floats(0.001, 3), min_size=1, max_size=30),
)
def test_the_best_loss_so_far_obeys_its_bound(planes, start, rates):
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
    bound = (np.dot(start, start) + longest**2 * squares) / (2 * sum(rates))
    assert min(losses) <= bound + 1e-9


@pytest.mark.claim("beyond/tape", "The tape's gradient is the derivative, for sums, products and tanh of its inputs.")
@given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_the_tape_differentiates(a, b, choices):
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
    names["backward"](result)
    h = 1e-30
    by_u = run((a + h * 1j, b), operator.add, operator.mul, np.tanh).imag / h
    by_v = complex(run((a, b + h * 1j), operator.add, operator.mul, np.tanh)).imag / h
    assert u.grad == pytest.approx(by_u, rel=1e-9, abs=1e-9)
    assert v.grad == pytest.approx(by_v, rel=1e-9, abs=1e-9)


@pytest.mark.claim(
    "beyond/order",
    "For a + a² with a = x² at 1.5 the derivative is 16.5; handing on early gives 3, overwriting 3.375.",
)
def test_a_node_must_wait_for_all_that_use_it():
    x = Fraction(3, 2)
    polynomial = np.polynomial.Polynomial([0, 0, 1, 0, 1])  # x² + x⁴
    assert polynomial.deriv()(float(x)) == 16.5
    only_from_the_sum = 1 * 2 * x  # a's own term, without the share that comes through a²
    assert only_from_the_sum == 3
    run = program("shared_node")["run"]
    assert run(["f", "a * a", "a"], False) == 16.5
    assert run(["f", "a", "a * a"], False) == 3
    only_the_last_report = x**2 * x  # one factor a of a², times one factor x of x²
    assert run(["f", "a * a", "a"], True) == only_the_last_report == 3.375


@pytest.mark.claim(
    "beyond/cheap",
    "On the tape a function of two-input sums and products and tanh costs, with its gradient, five times itself.",
)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=40))
def test_function_and_gradient_cost_five_functions(operations):
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
    assert done[0] == 5 * len(operations)


def test_the_program_counts_the_same_five():
    count = runpy.run_path(str(SNIPPETS / "count_operations.py"))["count"]
    assert count["forward"] + count["backward"] == 5 * count["forward"]
    assert count["forward"] == 3 * (10_000 - 1)


@pytest.mark.claim(
    "beyond/square-root",
    "On x³/3 − 2x Newton's method ends at the minimum √2 from every positive start, at the maximum −√2 from negative.",
)
@given(st.floats(1e-3, 1e3), st.booleans())
def test_newton_on_the_cubic(start, negative):
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
    assert y == pytest.approx(-math.sqrt(2) if negative else math.sqrt(2))


def test_functions_to_keep_refuse_bad_input():
    newton, modified = program("newton")["newton"], program("modified_newton")["modified_newton"]
    anneal, evolve = program("metropolis")["simulated_annealing"], program("evolution")["evolution_strategy"]
    rng = np.random.default_rng(0)
    for start, steps in [(1.0, 3), ([1.0], -1)]:
        with pytest.raises(ValueError, match="start"):
            newton(lambda w: w, lambda w: np.eye(1), start, steps)
        with pytest.raises(ValueError, match="start"):
            modified(lambda w: 0.0, lambda w: w, lambda w: np.eye(1), start, steps)
        with pytest.raises(ValueError, match="start"):
            evolve(lambda w: 0.0, start, steps, 1.0, rng)
    with pytest.raises(ValueError, match="shape"):
        newton(lambda w: w[:1], lambda w: np.eye(2), [1.0, 2.0], 1)
    with pytest.raises(ValueError, match="shape"):
        modified(lambda w: 0.0, lambda w: w[:1], lambda w: np.eye(2), [1.0, 2.0], 1)
    with pytest.raises(ValueError, match="width"):
        anneal(lambda w: 0.0, [1.0], [1.0, 0.0], 1.0, rng)
    with pytest.raises(ValueError, match="width"):
        evolve(lambda w: 0.0, [1.0], 3, 0.0, rng)
    with pytest.raises(np.linalg.LinAlgError):
        newton(lambda w: w, lambda w: np.zeros((1, 1)), [1.0], 1)
