"""The claims of docs/practice/rates-across-widths.md."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.claim(
    "rates-across-widths/count",
    "Steps of at most α in each weight change a weighted sum of x₁ … xₙ by at most α(|x₁| + … + |xₙ|), and some by "
    "that.",
    most=lambda x: np.sum(np.abs(x)),
)
@pytest.mark.refuted("By at most α times the length of x.", most=np.linalg.norm)
@pytest.mark.refuted("Some by αn times the largest of them.", most=lambda x: len(x) * np.max(np.abs(x)))
@given(st.lists(st.floats(-5, 5), min_size=2, max_size=6).filter(lambda x: len({abs(each) for each in x}) > 1))
def test_a_step_adds_up_over_the_inputs(most, x):
    changes = [np.dot(signs, x) for signs in itertools.product([-1, 0, 1], repeat=len(x))]
    assert max(changes) == pytest.approx(most(np.array(x)))


def best_power(width, scaled, seeds):
    """Return the power of two that is the best rate after 20 steps of Adam, for one run at a time."""
    draw = np.random.default_rng(1)
    X = draw.normal(size=(40, 8))
    y = np.tanh(X @ draw.normal(size=(8, 8)) / 8**0.5) @ draw.normal(size=(8, 1))
    share, losses = 16 / width if scaled else 1, {}
    for power in range(-9, 0):
        for seed in seeds:
            rng = np.random.default_rng(seed)
            W = [rng.normal(0, n**-0.5, (n, m)) for n, m in ((8, width), (width, width), (width, 1))]
            W[2] *= share**0.5
            moments = [(np.zeros_like(w), np.zeros_like(w)) for w in W]
            for t in range(21):
                h = [X]
                for w in W[:2]:
                    h.append(np.tanh(h[-1] @ w))
                back = 2 / 40 * (h[2] @ W[2] - y)
                if t == 20:
                    losses[power] = losses.get(power, 0) + np.sum((20 * back) ** 2)
                    break
                for i in (2, 1, 0):
                    g = h[i].T @ back
                    back = (back @ W[i].T) * (1 - h[i] ** 2)
                    m, v = moments[i]
                    moments[i] = (m + 0.1 * (g - m), v + 0.001 * (g * g - v))
                    m, v = (each / (1 - beta ** (t + 1)) for each, beta in zip(moments[i], (0.9, 0.999), strict=True))
                    W[i] = W[i] - 2.0**power * (share if i else 1) * m / (np.sqrt(v) + 1e-8)
    return min(losses, key=losses.__getitem__)


@pytest.mark.claim(
    "rates-across-widths/transfer",
    "From the two starts of the program the best rate is 2⁻³ at the widths 16, 32 and 96 where start and rates are "
    "scaled; as usual it falls to 2⁻⁷.",
    scaled=[-3, -3, -3],
    usual=[-3, -4, -7],
)
@pytest.mark.refuted("As usual it is 2⁻³, too.", usual=[-3, -3, -3])
@pytest.mark.refuted("Scaled it falls to 2⁻⁴ at the width 96.", scaled=[-3, -3, -4])
def test_one_rate_serves_all_widths(scaled, usual):
    """Each run by itself, moments as differences; the program runs all rates at once."""
    assert [best_power(width, True, (0, 1)) for width in (16, 32, 96)] == scaled
    assert [best_power(width, False, (0, 1)) for width in (16, 32, 96)] == usual


@pytest.mark.claim(
    "rates-across-widths/small",
    "Scaled to width 4 the best rate is 2⁻⁴, from the two starts of the program and in the mean of forty others.",
    width=4,
    best=-4,
)
@pytest.mark.refuted("So it is at width 8.", width=8)
@pytest.mark.refuted("At width 4 it is 2⁻³, as at width 16.", best=-3)
def test_a_small_network_has_another_best_rate(width, best):
    assert best_power(width, True, (0, 1)) == best
    assert best_power(width, True, range(2, 42)) == best
