"""The claims of docs/descent/adaptive.md, held by closed forms, exact fractions and invariances."""

import functools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.optimizers.cases import kept as optimizer

NAMES = ("adagrad", "rmsprop", "adam", "amsgrad", "adamw", "lamb")
NONE = 1e-300  # for ε = 0: added to a root, it changes no digit
rates = st.floats(1e-4, 1)
sizes = st.floats(1e-3, 1e3)


def replay(slopes):
    """Return a gradient that hands out recorded slopes, one row a call, wherever w is."""
    rows = iter(np.atleast_2d(slopes))
    return lambda w: next(rows)


@pytest.mark.claim(
    "adaptive/adagrad-constant",
    "With ε = 0, on a constant slope other than 0, step t of AdaGrad is α/√t long.",
    length=lambda t: 1 / math.sqrt(t),
)
@pytest.mark.refuted("Step t is α/t long.", length=lambda t: 1 / t)
@pytest.mark.refuted("Step t is α/√(t + 1) long.", length=lambda t: 1 / math.sqrt(t + 1))
@given(sizes, sizes, st.sampled_from([-1, 1]), rates)
def test_adagrad_slows_with_the_root_of_the_steps(length, slope, other, sign, rate):
    path = optimizer("adagrad")(lambda w: np.array([sign * slope, -other]), [0.0, 9.0], 30, rate, epsilon=NONE)
    steps = np.array([rate * length(t) for t in range(1, 31)])
    assert -np.diff(path[:, 0]) == pytest.approx(sign * steps)
    assert np.diff(path[:, 1]) == pytest.approx(steps)


@pytest.mark.claim(
    "adaptive/rmsprop-first",
    "With ε = 0 RMSProp's first step is α/√(1 − β) long, for any slope but 0: ten rates at β = 0.99.",
    square=lambda beta: 1 / (1 - beta),
)
@pytest.mark.refuted("It is α/(1 − β) long.", square=lambda beta: 1 / (1 - beta) ** 2)
@pytest.mark.refuted("It is one rate long.", square=lambda beta: 1)
@given(sizes, rates, st.integers(0, 99))
def test_the_first_step_of_rmsprop_is_too_long(square, slope, rate, hundredths):
    beta = Fraction(hundredths, 100)
    path = optimizer("rmsprop")(lambda w: np.array([slope, -3.0]), [0.0, 0.0], 1, rate, float(beta), epsilon=NONE)
    assert (path[1] / rate) ** 2 == pytest.approx(float(square(beta)))
    default = optimizer("rmsprop")(lambda w: np.array([slope]), [0.0], 1, rate, epsilon=NONE)
    assert default[1, 0] == pytest.approx(-10 * rate)


@pytest.mark.claim(
    "adaptive/flips",
    "With ε = 0, on λw²/2, RMSProp from w = α/2 with v = (λα/2)² flips between ±α/2 for ever, for every λ, β.",
    place=Fraction(1, 2),
)
@pytest.mark.refuted("From ±0.51α, with v at the square of its slope, it flips as well.", place=Fraction(51, 100))
@pytest.mark.refuted("It flips between ±α.", place=Fraction(1))
@settings(max_examples=40)
@given(
    st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000),
    st.fractions(min_value=Fraction(1, 1000), max_value=1, max_denominator=1000),
    st.fractions(min_value=0, max_value=Fraction(999, 1000), max_denominator=1000),
)
def test_rmsprop_flips_for_ever(place, curvature, rate, beta):
    w, v = rate * place, (curvature * rate * place) ** 2
    for k in range(10):
        g = curvature * w
        v = beta * v + (1 - beta) * g**2
        root = Fraction(math.isqrt(v.numerator), math.isqrt(v.denominator))
        assert root**2 == v
        w = w - rate * g / root
        assert w == (rate * place if k % 2 else -rate * place)


@pytest.mark.parametrize("curvature", [0.01, 1, 100])
def test_the_kept_rmsprop_arrives_at_the_flip(curvature):
    path = optimizer("rmsprop")(lambda w: curvature * w, [1.0], 6000, 0.01)
    assert np.abs(path[-2:, 0]) == pytest.approx([0.005, 0.005], rel=1e-3)
    assert path[-2, 0] * path[-1, 0] < 0


@pytest.mark.claim(
    "adaptive/first-step",
    "Adam's first step is −α·g/(|g| + ε): the rate times the sign for |g| far above ε, half a rate at |g| = ε.",
    size=lambda g, epsilon: g / (abs(g) + epsilon),
)
@pytest.mark.refuted("It is the rate times the sign for every slope.", size=lambda g, epsilon: math.copysign(1, g))
@pytest.mark.refuted("ε stands inside the root.", size=lambda g, epsilon: g / math.sqrt(g * g + epsilon))
@given(st.floats(-10, 10), st.sampled_from([-1, 1]), rates, st.floats(0, 0.99), st.floats(0, 0.9999))
@example(-8.0, 1, 0.1, 0.9, 0.999)
def test_the_first_step_of_adam(size, exponent, sign, rate, beta1, beta2):
    g = sign * 10**exponent
    path = optimizer("adam")(lambda w: np.array([g, 1e-8]), [0.0, 0.0], 1, rate, beta1, beta2)
    assert path[1, 0] == pytest.approx(-rate * size(g, 1e-8), rel=1e-9)
    if abs(g) > 1e-3:
        assert path[1, 0] == pytest.approx(-rate * sign, rel=1e-5)
    assert path[1, 1] == pytest.approx(-rate / 2)


@pytest.mark.claim(
    "adaptive/uncorrected",
    "On a constant slope Adam without correction (usual β, ε = 0) takes 3.16 rates at step 1, most, 6.57, at step 12, "
    "and never less than one.",
    longest=12,
    shortest=1,
)
@pytest.mark.refuted("The longest is step 11.", longest=11)
@pytest.mark.refuted("No step is below 1.01 rates.", shortest=1.01)
def test_without_correction_steps_are_too_long(longest, shortest):
    """The squares of the steps, as exact fractions; the last of them at a step where little is left to correct."""
    keep1, keep2 = Fraction(9, 10), Fraction(999, 1000)
    squares = []
    for t in [*range(1, 400), 5000]:
        squares.append((1 - keep1**t) ** 2 / (1 - keep2**t))
    assert squares[0] == 10
    assert max(squares) == squares[longest - 1]
    assert math.sqrt(max(squares)) == pytest.approx(6.57, abs=0.005)
    assert min(squares) >= shortest**2
    # between and later too: (1 - a)² ≥ 1 - b wherever b ≥ 2a, and b/a = (1.11)^t grows
    assert keep2**399 >= 2 * keep1**399


@functools.cache
def steps_of_adam():
    """Return the longest step, in rates, that each of 200 weights takes in 9,000, after histories of every kind.

    In most, slopes that were tiny for long, so that the correction has died out, grow in the end by another factor
    a step, with noise of another size and signs that change at another frequency.
    """
    rng = np.random.default_rng(1)
    growth = np.append(np.geomspace(0.9, 1.3, 199), 0.999 / 0.9)
    late = growth ** np.arange(-600, 0)[:, None]
    noise = np.append(np.tile([0, 0.001, 0.1, 1], 50)[:199], 0)
    late = late * np.exp(noise * rng.normal(size=late.shape))
    late *= np.where(rng.uniform(size=late.shape) < np.append(np.tile([0, 0, 0.1], 67)[:199], 0), -1, 1)
    early = np.full((8400, 200), 1e-100)
    early[:, ::10] = rng.normal(size=(8400, 20))
    path = optimizer("adam")(replay(np.vstack([early, late])), np.zeros(200), 9000, 1.0, epsilon=NONE)
    return np.abs(np.diff(path, axis=0)).max(axis=0)


@pytest.mark.claim(
    "adaptive/longest",
    "At β₁ = 0.9, β₂ = 0.999 no step of Adam exceeds 7.2703 rates in a weight; slopes growing by 11% come to 7.27.",
    most=7.2703,
    reached=7.27,
)
@pytest.mark.refuted("No step exceeds 7.2 rates.", most=7.2)
@pytest.mark.refuted("No step exceeds 3.17 rates, which is Kingma and Ba's bound.", most=3.17)
@pytest.mark.refuted("Slopes that grow by 11% come to 7.28.", reached=7.28)
def test_no_step_of_adam_is_longer(most, reached):
    """For t slopes, Cauchy and Schwarz: (Σ a g)² ≤ Σ a²/b · Σ b g², with the weights a of m and b of v."""
    keep1, keep2 = Fraction(9, 10), Fraction(999, 1000)
    for t in (1, 2, 10, 40, 400, 3000):
        ratio = keep1**2 / keep2
        total = (1 - keep1) ** 2 / (1 - keep2) * (1 - ratio**t) / (1 - ratio)
        assert float(total * (1 - keep2**t) / (1 - keep1**t) ** 2) <= most**2
    assert float((1 - keep1) ** 2 / (1 - keep2) / (1 - ratio)) <= most**2  # for all t: (1−a)(1−b) ≤ (1−√(ab))²
    assert steps_of_adam().max() <= most
    assert round(float(steps_of_adam()[-1]), 2) == reached


@pytest.mark.claim(
    "adaptive/leap",
    "After long calm, slopes that leap to 100 times their size and stay make Adam's longest step, in rates, 6.57 at "
    "β₂ = 0.999 and 1.10 at 0.95 (β₁ = 0.9); at 0.95 no step is longer than 1.165.",
    leaps={0.999: 6.57, 0.95: 1.10},
    most=1.165,
)
@pytest.mark.refuted("At 0.999 the longest is 7.27.", leaps={0.999: 7.27, 0.95: 1.10})
@pytest.mark.refuted("At 0.95 the longest is 1.16.", leaps={0.999: 6.57, 0.95: 1.16})
@pytest.mark.refuted("At 0.95 no step is longer than 1.16.", most=1.16)
def test_a_leap_of_the_slopes_makes_long_steps_of_adam(leaps, most):
    """In closed form: k steps after the leap the means are 100 - 99 a^k and 10000 - 9999 b^k; and by the function."""
    for keep, longest in leaps.items():
        squares = [(100 - 99 * 0.9**k) ** 2 / (10_000 - 9_999 * keep**k) for k in range(1, 2000)]
        assert round(math.sqrt(max(squares)), 2) == longest
        slopes = np.append(np.ones(12_000), np.full(100, 100.0))[:, None]
        path = optimizer("adam")(replay(slopes), [0.0], 12_100, 1.0, beta2=keep, epsilon=NONE)
        assert round(np.abs(np.diff(path[:, 0])).max(), 2) == longest
    keep1, keep2 = Fraction(9, 10), Fraction(95, 100)
    ratio = keep1**2 / keep2
    assert most - 0.001 < math.sqrt((1 - keep1) ** 2 / (1 - keep2) / (1 - ratio)) <= most


@pytest.mark.claim(
    "adaptive/scale",
    "With ε = 0 and no slope zero at the first step, a positive factor for the slopes of each weight changes no path.",
    sign=1,
    epsilon=NONE,
)
@pytest.mark.refuted("A negative factor changes none either.", sign=-1)
@pytest.mark.refuted("The same holds for ε = 0.001.", epsilon=1e-3)
@settings(max_examples=30)
@given(st.lists(st.integers(-20, 20), min_size=3, max_size=3), st.integers(0, 1000), st.sampled_from(NAMES))
@example([-20, 0, 20], 1, "adam")
def test_a_factor_for_each_weight_changes_nothing(sign, epsilon, exponents, seed, name):
    rng = np.random.default_rng(seed)
    hessian = rng.normal(size=(3, 3))
    start, factors = rng.normal(size=3), sign * 2.0 ** np.array(exponents)  # powers of two: no rounding differs

    def gradient(w):
        return hessian @ w + 0.1

    plain = optimizer(name)(gradient, start, 50, 0.1, epsilon=epsilon)
    scaled = optimizer(name)(lambda w: factors * gradient(w), start, 50, 0.1, epsilon=epsilon)
    assert scaled == pytest.approx(plain, rel=1e-9, abs=1e-12)


def turned_by(degrees):
    """Return the turn by an angle; by 90 degrees it is exact."""
    cosine, sine = (0.0, 1.0) if degrees == 90 else (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
    return np.array([[cosine, -sine], [sine, cosine]])


VALLEY, START = np.array([1.0, 100.0]), np.array([2.0, 1.0])


@pytest.mark.claim(
    "adaptive/rotation",
    "Turning a valley and the start turns the path of plain descent; in the valley of curvatures 1 and 100, turned by "
    "45 degrees, it does not turn Adam's.",
    degrees=45,
    turns=False,
)
@pytest.mark.refuted("It turns Adam's path, too.", turns=True)
@pytest.mark.refuted("Turned by 90 degrees, it does not turn Adam's either.", degrees=90)
@settings(max_examples=40)
@given(st.floats(0, 360), st.floats(0.1, 1.9))
def test_turning_the_valley_turns_descent_and_not_adam(degrees, turns, angle, share):
    turn = turned_by(angle)
    w, factor = turn @ START, 1 - share / 100 * VALLEY
    for _ in range(20):
        w = w - share / 100 * (turn @ np.diag(VALLEY) @ turn.T @ w)
    assert w == pytest.approx(turn @ (factor**20 * START), abs=1e-9)
    turn, adam = turned_by(degrees), optimizer("adam")
    straight = adam(lambda w: VALLEY * w, START, 20, 0.1)
    turned = adam(lambda w: turn @ (VALLEY * (turn.T @ w)), turn @ START, 20, 0.1)
    assert (np.abs(turned - straight @ turn.T).max() < 0.5) == turns


@pytest.mark.parametrize("name", NAMES)
def test_the_kept_functions_refuse_wrong_input(name):
    run = optimizer(name)

    def gradient(w):
        return w

    assert run(gradient, [1.0, 2.0], 3, 0.1).shape == (4, 2)
    assert run(gradient, [1, 2], 0, 0.1).tolist() == [[1.0, 2.0]]
    for rate in (0, -1, math.inf, math.nan):
        with pytest.raises(ValueError, match="learning_rate"):
            run(gradient, [1.0], 1, rate)
    for start in ([[1.0]], 1.0, [math.nan], [1.0, math.inf]):
        with pytest.raises(ValueError, match="start"):
            run(gradient, start, 0, 0.1)
    for steps in (-1, 1.5, math.nan, math.inf):
        with pytest.raises(ValueError, match="steps"):
            run(gradient, [1.0], steps, 0.1)
    for wrong in (np.ones(1), 1.0, np.array([math.nan, 1.0]), np.array([1.0, math.inf])):
        with pytest.raises(ValueError, match="gradient"):
            run(lambda w, wrong=wrong: wrong, [1.0, 2.0], 1, 0.1)
    for setting in {"rmsprop": ["decay"], "adagrad": []}.get(name, ["beta1", "beta2"]):
        for wrong in (-0.1, 1, math.nan, math.inf):
            with pytest.raises(ValueError, match=setting):
                run(gradient, [1.0], 1, 0.1, **{setting: wrong})
    for setting in ["epsilon", *(["weight_decay"] if name in ("adamw", "lamb") else [])]:
        for wrong in (-1, math.inf, math.nan):
            with pytest.raises(ValueError, match=setting):
                run(gradient, [1.0], 1, 0.1, **{setting: wrong})
    with pytest.raises(ValueError, match="epsilon"):
        run(gradient, [1.0], 1, 0.1, epsilon=0)  # a slope that is zero would be 0 / 0
    for layers in ([], [slice(0, 1)], [slice(0, 2), slice(1, 2)]) if name == "lamb" else []:
        with pytest.raises(ValueError, match="layers"):
            run(gradient, [1.0, 2.0], 1, 0.1, layers=layers)


@pytest.mark.parametrize("name", NAMES)
def test_the_kept_functions_do_not_care_for_the_type_of_a_number(name):
    run = optimizer(name)
    plain = run(lambda w: w, [3.0, 200.0], 255, 0.5)
    for kind in (np.uint8, np.int32, np.float32):
        assert np.array_equal(plain, run(lambda w: w, np.array([3, 200], kind), kind(255), np.float32(0.5)))
    if "beta2" in run.__code__.co_varnames:
        single = [float(np.float32(each)) for each in (0.9, 0.999)]
        halves = [np.float32(each) for each in (0.9, 0.999)]
        assert np.array_equal(run(lambda w: w, [3.0], 99, 0.1, *single), run(lambda w: w, [3.0], 99, 0.1, *halves))
        assert np.isfinite(run(lambda w: w, [3.0], 300, 0.1, np.uint8(0), np.uint8(0))).all()
