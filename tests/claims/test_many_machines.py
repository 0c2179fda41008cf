"""The claims of docs/practice/many-machines.md."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

numbers = st.fractions(min_value=-20, max_value=20, max_denominator=10)


@pytest.mark.claim(
    "many-machines/waiting",
    "The longest of n independent times, exponential with mean 1, is 1 + 1/2 + … + 1/n on average, 3.4 for sixteen.",
    mean=lambda n: sum(1 / k for k in range(1, n + 1)),
    sixteen=3.4,
)
@pytest.mark.refuted("It is the logarithm of n.", mean=math.log)
@pytest.mark.refuted("For sixteen it is 3.", sixteen=3.0)
@given(st.integers(1, 16))
def test_the_slowest_of_many(mean, sixteen, n):
    """The chance that the longest exceeds t is 1 − (1 − e⁻ᵗ)ⁿ, whose integral is the mean."""
    t = np.linspace(0, 60, 200_001)
    longer = 1 - (1 - np.exp(-t)) ** n
    assert np.sum((longer[1:] + longer[:-1]) / 2) * t[1] == pytest.approx(mean(n), abs=1e-4)
    assert round(mean(16), 1) == sixteen


@pytest.mark.claim(
    "many-machines/same-step",
    "A step from the mean of the workers' mean gradients is the step of one batch of all their cases, if all have as "
    "many.",
    sizes=lambda k, n: [n] * k,
)
@pytest.mark.refuted("So it is if they have different numbers of cases.", sizes=lambda k, n: list(range(n, n + k)))
@given(st.integers(2, 4), st.integers(1, 3), st.integers(0, 10**6))
def test_waiting_is_a_large_batch(sizes, k, n, seed):
    """Gradients of (w − y)² in fractions."""
    rng = np.random.default_rng(seed)
    w, cases = Fraction(1, 3), [[Fraction(int(y)) ** 3 for y in rng.integers(-9, 10, size)] for size in sizes(k, n)]
    means = [sum(2 * (w - y) for y in each) / len(each) for each in cases]
    together = [2 * (w - y) for each in cases for y in each]
    assert sum(means) / k == sum(together) / len(together)


@pytest.mark.claim(
    "many-machines/local",
    "On parabolas with curvatures λ and centres c federated averaging with K steps at the rate α rests at the mean "
    "of the centres with the weights 1 − (1 − αλ)ᴷ.",
    weight=lambda share, K: 1 - (1 - share) ** K,
)
@pytest.mark.refuted("With the weights αλ, as one step has.", weight=lambda share, K: share)
@pytest.mark.refuted("With equal weights.", weight=lambda share, K: 1)
@given(
    st.lists(
        st.tuples(st.fractions(Fraction(1, 10), 1, max_denominator=10), st.integers(-9, 9)), min_size=2, max_size=4
    ).filter(lambda clinics: len(set(clinics)) > 1),
    st.integers(1, 6),
)
def test_local_steps_weigh_the_centres(weight, clinics, K):
    """A round from the resting place ends there, in fractions; from elsewhere it comes nearer. `share` is αλ."""
    weights = [weight(share, K) for share, _ in clinics]
    rest = sum(w * c for w, (_, c) in zip(weights, clinics, strict=True)) / Fraction(sum(weights))

    def after_a_round(w):
        ends = []
        for share, centre in clinics:
            own = w
            for _ in range(K):
                own = own - share * (own - centre)
            ends.append(own)
        return sum(ends) / len(ends)

    assert after_a_round(rest) == rest
    assert abs(after_a_round(rest + 1) - rest) < 1


@pytest.mark.claim(
    "many-machines/accumulation",
    "In exact arithmetic, the gradients of parts, each times its share of the cases, sum to the gradient of all, and "
    "clipping that sum clips the gradient of all; the plain mean of unequal parts need not equal it, nor the mean of "
    "clipped parts.",
    share=lambda part, parts: Fraction(part, sum(parts)),
    clipped="the sum",
)
@pytest.mark.refuted("The plain mean of the parts is the gradient of all.", share=lambda part, parts: Fraction(1, 2))
@pytest.mark.refuted("Clipping the parts before the sum clips the gradient of all.", clipped="the parts")
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=8), numbers, st.data())
def test_shares_make_parts_equal_to_the_whole(share, clipped, data, w, draw):
    cut = draw.draw(st.integers(1, len(data) - 1))

    def gradient(part):
        return sum(2 * (w * x - y) * x for x, y in part) / Fraction(len(part))

    def clip(g):
        return max(Fraction(-1), min(Fraction(1), g))

    parts = [data[:cut], data[cut:]]
    shares = [share(len(part), [len(each) for each in parts]) for part in parts]

    def total(of):
        return sum(s * of(gradient(part)) for s, part in zip(shares, parts, strict=True))

    assert total(lambda g: g) == gradient(data)
    assert (clip(total(lambda g: g)) if clipped == "the sum" else total(clip)) == clip(gradient(data))
