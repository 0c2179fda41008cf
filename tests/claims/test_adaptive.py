"""The claims of docs/descent/adaptive.md, held by closed forms, exact fractions and invariances."""

import functools
import math
import runpy
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer

SNIPPETS = Path(__file__).parents[2] / "snippets" / "adaptive"
NAMES = ("adagrad", "rmsprop", "adam", "amsgrad", "adamw", "lamb")
rates = st.floats(1e-4, 1)
sizes = st.floats(1e-3, 1e3)


@functools.cache
def optimizer(name):
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))[name]


def replay(slopes):
    """Return a gradient that hands out recorded slopes, one row a call, wherever w is."""
    rows = iter(np.atleast_2d(slopes))
    return lambda w: next(rows)


@pytest.mark.claim(
    "adaptive/adagrad-constant", "With ε = 0, on a constant slope other than 0, step t of AdaGrad is α/√t long."
)
@given(sizes, st.sampled_from([-1, 1]), rates)
def test_adagrad_slows_with_the_root_of_the_steps(slope, sign, rate):
    path = optimizer("adagrad")(lambda w: np.array([sign * slope]), [0.0], 30, rate, epsilon=0)
    assert -np.diff(path[:, 0]) == pytest.approx([sign * rate / math.sqrt(t) for t in range(1, 31)])


@pytest.mark.claim(
    "adaptive/rmsprop-first",
    "With ε = 0 RMSProp's first step is α/√(1 − β) long, for any slope but 0: ten rates at β = 0.99.",
)
@given(sizes, rates, st.integers(0, 99))
def test_the_first_step_of_rmsprop_is_too_long(slope, rate, hundredths):
    beta = Fraction(hundredths, 100)
    path = optimizer("rmsprop")(lambda w: np.array([slope]), [0.0], 1, rate, float(beta), epsilon=0)
    assert (path[1, 0] / rate) ** 2 * float(1 - beta) == pytest.approx(1)
    default = optimizer("rmsprop")(lambda w: np.array([slope]), [0.0], 1, rate, epsilon=0)
    assert default[1, 0] == pytest.approx(-10 * rate)


@pytest.mark.claim(
    "adaptive/flips",
    "With ε = 0, on λw²/2, RMSProp from w = α/2 with v = (λα/2)² flips between ±α/2 for ever, for every λ, β.",
)
@settings(max_examples=40)
@given(
    st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000),
    st.fractions(min_value=Fraction(1, 1000), max_value=1, max_denominator=1000),
    st.fractions(min_value=0, max_value=Fraction(999, 1000), max_denominator=1000),
)
def test_rmsprop_flips_for_ever(curvature, rate, beta):
    w, v = rate / 2, (curvature * rate / 2) ** 2
    for k in range(10):
        g = curvature * w
        v = beta * v + (1 - beta) * g**2
        root = Fraction(math.isqrt(v.numerator), math.isqrt(v.denominator))
        assert root**2 == v
        w = w - rate * g / root
        assert w == (rate / 2 if k % 2 else -rate / 2)


@pytest.mark.parametrize("curvature", [0.01, 1, 100])
def test_the_kept_rmsprop_arrives_at_the_flip(curvature):
    path = optimizer("rmsprop")(lambda w: curvature * w, [1.0], 6000, 0.01)
    assert np.abs(path[-2:, 0]) == pytest.approx([0.005, 0.005], rel=1e-3)
    assert path[-2, 0] * path[-1, 0] < 0


@pytest.mark.claim(
    "adaptive/first-step",
    "Adam's first step is −α·g/(|g| + ε): the rate times the sign for |g| far above ε, half a rate at |g| = ε.",
)
@given(st.floats(-10, 10), st.sampled_from([-1, 1]), rates, st.floats(0, 0.99), st.floats(0, 0.9999))
def test_the_first_step_of_adam(exponent, sign, rate, beta1, beta2):
    g = sign * 10**exponent
    path = optimizer("adam")(lambda w: np.array([g]), [0.0], 1, rate, beta1, beta2)
    assert path[1, 0] == pytest.approx(-rate * g / (abs(g) + 1e-8), rel=1e-9)
    if abs(g) > 1e-3:
        assert path[1, 0] == pytest.approx(-rate * sign, rel=1e-5)
    at_epsilon = optimizer("adam")(lambda w: np.array([1e-8]), [0.0], 1, rate, beta1, beta2)
    assert at_epsilon[1, 0] == pytest.approx(-rate / 2)


@pytest.mark.claim(
    "adaptive/uncorrected",
    "On a constant slope Adam without correction (usual β, ε = 0) takes 3.16 rates at step 1, most, 6.57, at step 12, "
    "and never less than one.",
)
def test_without_correction_steps_are_too_long():
    """The squares of the steps, as exact fractions."""
    keep1, keep2 = Fraction(9, 10), Fraction(999, 1000)
    squares = []
    for t in range(1, 400):
        squares.append((1 - keep1**t) ** 2 / (1 - keep2**t))
    assert squares[0] == 10
    assert max(squares) == squares[11]
    assert math.sqrt(squares[11]) == pytest.approx(6.57, abs=0.005)
    assert min(squares) >= 1
    # later too: (1 - a)² ≥ 1 - b wherever b ≥ 2a, and b/a = (1.11)^t grows
    assert keep2**399 >= 2 * keep1**399


@pytest.mark.claim(
    "adaptive/longest",
    "At β₁ = 0.9, β₂ = 0.999 no step of Adam exceeds 7.2703 rates in a weight; slopes growing by 11 % come to 7.27.",
)
@settings(max_examples=60)
@given(st.lists(st.floats(-6, 6), min_size=1, max_size=40), st.integers(0, 2**40 - 1), st.floats(0.9, 1.3))
def test_no_step_of_adam_is_longer(exponents, signs, growth):
    g = np.array([10**e * growth**k * (1 if signs >> k & 1 else -1) for k, e in enumerate(exponents)])
    path = optimizer("adam")(replay(g[:, None]), [0.0], len(g), 1.0, epsilon=0)
    assert np.abs(np.diff(path[:, 0])).max() <= 7.2703


def test_growing_slopes_come_as_close_as_you_like():
    """10,000 steps: slopes of 1e-150 first, so that the correction has died out, then growth by β₂/β₁."""
    growing = 1e-150 * (0.999 / 0.9) ** np.arange(500)
    slopes = np.concatenate([np.full(9500, 1e-150), growing])
    path = optimizer("adam")(replay(slopes[:, None]), [0.0], 10_000, 1.0, epsilon=0)
    longest = path[-2, 0] - path[-1, 0]
    exact = Fraction(1, 10) ** 2 / (Fraction(1, 1000) * (1 - Fraction(81, 100) / Fraction(999, 1000)))
    assert longest == pytest.approx(math.sqrt(exact), rel=1e-4)
    assert round(longest, 2) == 7.27


@pytest.mark.claim(
    "adaptive/scale",
    "With ε = 0 and no slope zero at the first step, a positive factor for the slopes of each weight changes no path.",
)
@settings(max_examples=30)
@given(st.lists(st.integers(-20, 20), min_size=3, max_size=3), st.integers(0, 1000), st.sampled_from(NAMES))
def test_a_factor_for_each_weight_changes_nothing(exponents, seed, name):
    rng = np.random.default_rng(seed)
    hessian = rng.normal(size=(3, 3))
    start, factors = rng.normal(size=3), 2.0 ** np.array(exponents)  # powers of two, so that no rounding differs

    def gradient(w):
        return hessian @ w + 0.1

    plain = optimizer(name)(gradient, start, 50, 0.1, epsilon=0)
    scaled = optimizer(name)(lambda w: factors * gradient(w), start, 50, 0.1, epsilon=0)
    assert scaled == pytest.approx(plain, rel=1e-9, abs=1e-12)


@pytest.mark.claim(
    "adaptive/rotation",
    "Turning a valley and the start turns the path of plain descent; in the valley of curvatures 1 and 100, turned by "
    "45 degrees, it does not turn Adam's.",
)
@given(st.floats(0, math.pi), st.floats(0.1, 1.9))
def test_turning_the_valley_turns_descent_and_not_adam(angle, share):
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    curvature, start = np.array([1.0, 100.0]), np.array([2.0, 1.0])
    w, factor = turn @ start, 1 - share / 100 * curvature
    for _ in range(20):
        w = w - share / 100 * (turn @ np.diag(curvature) @ turn.T @ w)
    assert w == pytest.approx(turn @ (factor**20 * start), abs=1e-9)

    half = math.sqrt(0.5)
    eighth = np.array([[half, -half], [half, half]])
    adam = optimizer("adam")
    straight = adam(lambda w: curvature * w, start, 20, 0.1)
    turned = adam(lambda w: eighth @ (curvature * (eighth.T @ w)), eighth @ start, 20, 0.1)
    assert np.abs(turned - straight @ eighth.T).max() > 0.5


def on_the_interval(kind, steps=3000):
    """Return the last three points of the counter-example, computed in decimals from the definition."""
    w, v, largest = Decimal(0), Decimal(0), Decimal(0)
    beta2, points = 1 / Decimal(17), []
    for t in range(1, steps + 1):
        g = Decimal(4) if t % 3 == 1 else Decimal(-1)
        v = beta2 * v + (1 - beta2) * g * g
        largest = max(largest, v)
        root = {"descent": Decimal(1), "adam": v.sqrt(), "amsgrad": largest.sqrt()}[kind]
        w = max(Decimal(-1), min(Decimal(1), w - g / (2 * Decimal(t).sqrt() * root)))
        points.append(w)
    return points[-3:]


@pytest.mark.claim(
    "adaptive/worst-point",
    "In the counter-example of Reddi, Kale and Kumar (C = 4, rate 0.5/√t, from 0) Adam is within 0.02 of the worst "
    "point at steps 2998 to 3000, AMSGrad and descent within 0.03 of the best.",
)
def test_adam_ends_at_the_worst_point():
    assert sum([4, -1, -1]) > 0  # so that a mean loss w·(4 − 1 − 1)/3 is least at −1
    assert all(w > Decimal("0.98") for w in on_the_interval("adam"))
    assert all(w < Decimal("-0.97") for w in on_the_interval("amsgrad") + on_the_interval("descent"))


@pytest.mark.claim(
    "adaptive/rare-slopes",
    "With β₁ = 0.9, β₂ = 0.999, rate 1/√t, one slope of 1.1 n in n, else −1, from 0: after 60 periods Adam is at 1 for "
    "n = 1000 and 3000, below 0 for n = 300; AMSGrad is below −0.9 for all three.",
)
def test_rare_slopes_mislead_the_defaults():
    """The oracle steps through whole arrays of means, computed as filtered sums rather than in the loop."""
    from scipy.signal import lfilter

    for period, misled in [(300, False), (1000, True), (3000, True)]:
        t = np.arange(1, 60 * period + 1)
        g = np.where(t % period == 1, 1.1 * period, -1.0)
        m = lfilter([0.1], [1, -0.9], g) / (1 - 0.9**t)
        v = lfilter([0.001], [1, -0.999], g**2)
        for kind in ("adam", "amsgrad"):
            root = np.sqrt((v if kind == "adam" else np.maximum.accumulate(v)) / (1 - 0.999**t))
            w = 0.0
            for step in (m / root / np.sqrt(t)).tolist():
                w = min(1.0, max(-1.0, w - step))
            if kind == "amsgrad":
                assert w < -0.9
            else:
                assert (w > 0.99) if misled else (w < 0)


@pytest.mark.claim(
    "adaptive/plain-decay", "For plain descent a step with an L2 penalty and one with decoupled decay are the same."
)
@settings(max_examples=50)
@given(*[st.fractions(min_value=-100, max_value=100, max_denominator=100)] * 4)
def test_both_kinds_of_decay_are_one_for_descent(w, slope, rate, decay):
    penalty = ((w + 1) ** 2 - (w - 1) ** 2) * decay / 2 / 2  # central difference, exact for a parabola
    assert w - rate * (slope + penalty) == (1 - rate * decay) * w - rate * slope


@pytest.mark.claim(
    "adaptive/decoupled",
    "If slopes do not depend on w, AdamW multiplies a difference between two starts by 1 − αμ a step, at any scale.",
)
@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(1e-3, 0.1), st.floats(0, 1), st.floats(-6, 6))
def test_adamw_decays_by_the_same_share_whatever_the_slopes(seed, rate, decay, exponent):
    slopes = 10**exponent * np.random.default_rng(seed).normal(size=(100, 2))
    ends = [
        optimizer("adamw")(replay(slopes), start, 100, rate, weight_decay=decay)[-1]
        for start in ([1.0, 5.0], [0.0, 3.0])
    ]
    assert ends[0] - ends[1] == pytest.approx(np.array([1.0, 2.0]) * (1 - rate * decay) ** 100, abs=1e-10)


@pytest.mark.claim(
    "adaptive/lamb-share",
    "Every step of LAMB changes every layer by α times its length, unless its length or its update's is zero.",
)
@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(1e-3, 0.5), st.floats(0, 1), st.floats(-6, 6))
def test_lamb_changes_each_layer_by_the_same_share(seed, rate, decay, exponent):
    rng = np.random.default_rng(seed)
    start, layers = rng.normal(size=7) * np.array([1, 1, 1, 1e4, 1e4, 1e-4, 1e-4]), [slice(3), slice(3, 5), slice(5, 7)]
    slopes = 10**exponent * rng.normal(size=(20, 7))
    path = optimizer("lamb")(replay(slopes), start, 20, rate, weight_decay=decay, layers=layers)
    for layer in layers:
        for before, after in zip(path[:-1, layer], path[1:, layer], strict=True):
            assert math.dist(before, after) == pytest.approx(rate * math.hypot(*before))


def test_lamb_takes_the_plain_step_where_a_layer_is_zero():
    path = optimizer("lamb")(lambda w: np.array([3.0, -5.0]), [0.0, 0.0], 1, 0.1, epsilon=0)
    assert path[1] == pytest.approx([-0.1, 0.1])


@functools.cache
def tumours():
    """Return the standardised columns of breast cancer with a column of ones, and the labels."""
    features, label = load_breast_cancer(return_X_y=True)
    return np.column_stack([(features - features.mean(axis=0)) / features.std(axis=0), np.ones(569)]), label


def final_loss(rule, rate, seed, **settings):
    """Return the loss after 180 mini-batches of standardised breast cancer, by the kept functions or by hand."""
    inputs, label = tumours()
    rng = np.random.default_rng(seed)

    def gradient(w):
        batch = rng.integers(0, 569, 32)
        probability = 1 / (1 + np.exp(-np.clip(inputs[batch] @ w, -500, 500)))
        return inputs[batch].T @ (probability - label[batch]) / 32

    if rule in NAMES:
        w = optimizer(rule)(gradient, np.zeros(31), 180, rate, **settings)[-1]
    else:
        w, velocity = np.zeros(31), np.zeros(31)
        for _ in range(180):
            velocity = (0.9 if rule == "momentum" else 0) * velocity + gradient(w)
            w = w - rate * velocity
    score = inputs @ w
    return float(np.mean(np.logaddexp(0, np.where(label == 1, -score, score))))


@pytest.mark.claim(
    "adaptive/one-rate",
    "In the race of 180 updates Adam's median loss over nine seeds is below descent's at rates 0.001, 0.01 and 0.1, "
    "above it at 1.",
)
def test_the_rate_decides_who_is_ahead():
    for rate, adam_ahead in [(0.001, True), (0.01, True), (0.1, True), (1, False)]:
        adam, descent = (np.median([final_loss(rule, rate, seed) for seed in range(9)]) for rule in ("adam", "descent"))
        assert (adam < descent) == adam_ahead


@pytest.mark.claim(
    "adaptive/fair-race",
    "Each at the rate chosen for it, seven of the eight have medians over 15 seeds from 0.054 to 0.056, with quartiles "
    "that overlap; LAMB's is above 0.06.",
)
def test_seven_of_eight_end_together():
    i = {"descent": 13, "momentum": 10, "adagrad": 12, "rmsprop": 8, "adam": 9, "amsgrad": 9, "adamw": 9}
    grid = np.geomspace(1e-4, 100, 19)
    losses = {rule: [final_loss(rule, grid[k], seed) for seed in range(5, 20)] for rule, k in i.items()}
    quartiles = np.array([np.quantile(each, [0.25, 0.5, 0.75]) for each in losses.values()])
    assert set(quartiles[:, 1].round(3)) <= {0.054, 0.055, 0.056}
    assert quartiles[:, 0].max() < quartiles[:, 2].min()
    assert np.median([final_loss("lamb", grid[7], seed) for seed in range(5, 20)]) > 0.06


@pytest.mark.claim(
    "adaptive/missing-correction",
    "At the rates 0.001 and 0.01 of the race RMSProp with v corrected as in Adam ends within 0.001 of Adam's median.",
)
def test_with_the_correction_rmsprop_is_where_adam_is():
    """RMSProp with a corrected v is Adam without the mean of slopes: β₁ = 0, β₂ = 0.99."""
    for rate in (0.001, 0.01):
        adam = np.median([final_loss("adam", rate, seed) for seed in range(9)])
        corrected = np.median([final_loss("adam", rate, seed, beta1=0, beta2=0.99) for seed in range(9)])
        plain = np.median([final_loss("rmsprop", rate, seed) for seed in range(9)])
        assert abs(corrected - adam) < 0.001
        assert plain < adam - 0.01


@pytest.mark.claim(
    "adaptive/lamb-falling",
    "In the tuned race LAMB's median over 15 seeds is below 0.056 if its rate falls linearly from 0.046 to 0 "
    "in 180 updates.",
)
def test_lamb_keeps_up_when_its_rate_falls():
    """LAMB by hand, since the kept function has one rate."""
    inputs, label = tumours()
    losses, highest = [], np.geomspace(1e-4, 100, 19)[8]
    assert highest == pytest.approx(0.046, abs=5e-4)
    for seed in range(5, 20):
        rng = np.random.default_rng(seed)
        w = m = v = np.zeros(31)
        for t in range(1, 181):
            batch = rng.integers(0, 569, 32)
            g = inputs[batch].T @ (1 / (1 + np.exp(-inputs[batch] @ w)) - label[batch]) / 32
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
            trust = math.hypot(*w) / math.hypot(*step) if w.any() else 1
            w = w - highest * (181 - t) / 180 * trust * step
        score = inputs @ w
        losses.append(np.mean(np.logaddexp(0, np.where(label == 1, -score, score))))
    assert np.median(losses) < 0.056


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
    for start, steps in ([[[1.0]], 1], [1.0, 1], [[1.0], -1]):
        with pytest.raises(ValueError, match="start"):
            run(gradient, start, steps, 0.1)
    with pytest.raises(ValueError, match=r"gradient \(1,\), expected \(2,\)"):
        run(lambda w: w[:1], [1.0, 2.0], 1, 0.1)
    for setting in {"rmsprop": ["decay"], "adagrad": []}.get(name, ["beta1", "beta2"]):
        for wrong in (-0.1, 1, math.nan):
            with pytest.raises(ValueError, match=setting):
                run(gradient, [1.0], 1, 0.1, **{setting: wrong})
    with pytest.raises(ValueError, match="epsilon"):
        run(gradient, [1.0], 1, 0.1, epsilon=-1)
