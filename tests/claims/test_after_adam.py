"""The claims of docs/descent/after-adam.md, held by exact decimals and fractions, filtered sums and invariances."""

import functools
import itertools
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.test_adaptive import NONE, rates, replay
from tests.optimizers.cases import kept as optimizer


@functools.cache
def on_the_interval(kind, beta2, steps=3000):
    """Return the last three points of the counter-example, computed in decimals from the definition."""
    w, v, largest = Decimal(0), Decimal(0), Decimal(0)
    beta2, points = Decimal(beta2.numerator) / beta2.denominator, []
    for t in range(1, steps + 1):
        g = Decimal(4) if t % 3 == 1 else Decimal(-1)
        v = beta2 * v + (1 - beta2) * g * g
        largest = max(largest, v)
        root = {"descent": Decimal(1), "adam": v.sqrt(), "amsgrad": largest.sqrt()}[kind]
        w = max(Decimal(-1), min(Decimal(1), w - g / (2 * Decimal(t).sqrt() * root)))
        points.append(w)
    return points[-3:]


@pytest.mark.claim(
    "after-adam/worst-point",
    "In the counter-example of Reddi, Kale and Kumar (C = 4, β₂ = 1/17, rate 0.5/√t, from 0) Adam is within 0.02 of "
    "the worst point at steps 2998 to 3000, AMSGrad and descent within 0.03 of the best.",
    beta2=Fraction(1, 17),
    near="0.98",
)
@pytest.mark.refuted("So it is with β₂ = 1/2.", beta2=Fraction(1, 2))
@pytest.mark.refuted("Adam is within 0.005 of the worst point.", near="0.995")
def test_adam_ends_at_the_worst_point(beta2, near):
    assert sum([4, -1, -1]) > 0  # so that a mean loss w·(4 − 1 − 1)/3 is least at −1
    assert all(w > Decimal(near) for w in on_the_interval("adam", beta2))
    assert all(w < Decimal("-0.97") for w in on_the_interval("amsgrad", beta2) + on_the_interval("descent", beta2))


@functools.cache
def after_sixty(period, beta2, kind):
    """Step through whole arrays of means, computed as filtered sums rather than in the loop."""
    from scipy.signal import lfilter

    t = np.arange(1, 60 * period + 1)
    g = np.where(t % period == 1, 1.1 * period, -1.0)
    m = lfilter([0.1], [1, -0.9], g) / (1 - 0.9**t)
    v = lfilter([1 - beta2], [1, -beta2], g**2)
    root = np.sqrt((v if kind == "adam" else np.maximum.accumulate(v)) / (1 - beta2**t))
    w = 0.0
    for step in (m / root / np.sqrt(t)).tolist():
        w = min(1.0, max(-1.0, w - step))
    return w


@pytest.mark.claim(
    "after-adam/rare-slopes",
    "With β₁ = 0.9, β₂ = 0.999, rate 1/√t, one slope of 1.1 n in n, else −1, from 0: after 60 periods Adam is at 1 for "
    "n = 1000 and 3000, below 0 for n = 300; AMSGrad is below −0.9 for all three.",
    beta2=0.999,
    misled=[1000, 3000],
)
@pytest.mark.refuted("Adam is at 1 for n = 300, too.", misled=[300, 1000, 3000])
@pytest.mark.refuted("With β₂ = 0.9999 it is at 1 for n = 1000, too.", beta2=0.9999)
def test_rare_slopes_mislead_the_defaults(beta2, misled):
    for period in (300, 1000, 3000):
        adam = after_sixty(period, beta2, "adam")
        assert (adam > 0.99) if period in misled else (adam < 0)
        assert after_sixty(period, beta2, "amsgrad") < -0.9


@pytest.mark.claim(
    "after-adam/plain-decay",
    "For plain descent a step with an L2 penalty and one with decoupled decay are the same.",
    shrink=lambda rate, decay: 1 - rate * decay,
)
@pytest.mark.refuted("They are if decoupled decay multiplies by 1 − μ.", shrink=lambda rate, decay: 1 - decay)
@pytest.mark.refuted("They are if it multiplies by 1 − 2αμ.", shrink=lambda rate, decay: 1 - 2 * rate * decay)
@settings(max_examples=40)
@given(*[st.lists(st.fractions(-100, 100, max_denominator=100), min_size=3, max_size=3)] * 2, st.fractions(0, 2), rates)
def test_both_kinds_of_decay_are_one_for_descent(shrink, w, slope, rate, decay):
    """With the slope of the penalty μ‖w‖²/2 by central differences, which are exact for a parabola."""
    decay = Fraction(decay)

    def penalty(i, side):
        return decay / 2 * sum((each + side * (k == i)) ** 2 for k, each in enumerate(w))

    for i in range(3):
        pull = (penalty(i, 1) - penalty(i, -1)) / 2
        assert w[i] - rate * (slope[i] + pull) == shrink(rate, decay) * w[i] - rate * slope[i]


@pytest.mark.claim(
    "after-adam/decoupled",
    "If slopes do not depend on w, AdamW multiplies a difference between two starts by 1 − αμ a step, at any scale.",
    share=lambda rate, decay: 1 - rate * decay,
    penalty=False,
)
@pytest.mark.refuted("It multiplies it by 1 − μ.", share=lambda rate, decay: 1 - decay)
@pytest.mark.refuted("So does Adam with the L2 penalty.", penalty=True)
@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(1e-3, 0.1), st.floats(0, 1), st.floats(-6, 6))
def test_adamw_decays_by_the_same_share_whatever_the_slopes(share, penalty, seed, rate, decay, exponent):
    slopes = 10**exponent * np.random.default_rng(seed).normal(size=(100, 2))
    ends = []
    for start in ([1.0, 5.0], [0.0, 3.0]):
        if penalty:
            left = replay(slopes)
            ends.append(optimizer("adam")(lambda w, left=left: left(w) + decay * w, start, 100, rate)[-1])
        else:
            ends.append(optimizer("adamw")(replay(slopes), start, 100, rate, weight_decay=decay)[-1])
    assert ends[0] - ends[1] == pytest.approx(np.array([1.0, 2.0]) * share(rate, decay) ** 100, abs=1e-10)


@pytest.mark.claim(
    "after-adam/lamb-share",
    "Every step of LAMB changes every layer by α times its length, unless its length or its update's is zero.",
    times=1,
    own=True,
)
@pytest.mark.refuted("It changes every layer by 1% more.", times=1.01)
@pytest.mark.refuted("It changes every layer by α times the length of all weights.", own=False)
@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(1e-3, 0.5), st.floats(0, 1), st.floats(-6, 6))
def test_lamb_changes_each_layer_by_the_same_share(times, own, seed, rate, decay, exponent):
    rng = np.random.default_rng(seed)
    start, layers = rng.normal(size=7) * np.array([1, 1, 1, 1e4, 1e4, 1e-4, 1e-4]), [slice(3), slice(3, 5), slice(5, 7)]
    slopes = 10**exponent * rng.normal(size=(20, 7))
    path = optimizer("lamb")(replay(slopes), start, 20, rate, weight_decay=decay, layers=layers)
    for layer in layers:
        for before, after in itertools.pairwise(path):
            length = math.hypot(*(before[layer] if own else before))
            assert math.dist(before[layer], after[layer]) == pytest.approx(times * rate * length)


def test_lamb_takes_the_plain_step_where_a_layer_is_zero():
    path = optimizer("lamb")(lambda w: np.array([3.0, -5.0]), [0.0, 0.0], 1, 0.1, epsilon=NONE)
    assert path[1] == pytest.approx([-0.1, 0.1])
