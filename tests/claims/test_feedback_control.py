"""The claims of docs/descent/feedback-control.md; the oracles are exact fractions, closed forms and Jury's test."""

import cmath
import math
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "feedback-control"
gradient_lists = st.lists(st.fractions(-9, 9, max_denominator=9), min_size=1, max_size=8)
shares = st.fractions(0, Fraction(19, 20), max_denominator=20)
rates = st.fractions(Fraction(1, 100), 2, max_denominator=100)
# Multiples of a bound, half of them within a hundredth of it, so that a bound that is a little wrong is found.
multiples = st.fractions(Fraction(-1, 2), 3, max_denominator=100) | st.fractions(Fraction(99, 100), Fraction(101, 100))


def inside(coefficients):
    """Say by Jury's test, without a root, whether a real polynomial has all its roots inside the unit circle."""
    while len(coefficients) > 1:
        first, last = coefficients[0], coefficients[-1]
        if abs(last) >= abs(first):
            return False
        backwards = coefficients[::-1]
        coefficients = [a * first - b * last for a, b in zip(coefficients, backwards, strict=True)][:-1]
    return True


def heavy_ball_weights(gradients, rate, beta):
    """Return w after given gradients, by the form without velocity: w₊ = w − αg + β(w − w₋)."""
    before = w = Fraction(0)
    for g in gradients:
        before, w = w, w - rate * g + beta * (w - before)
    return w


def nesterov_weights(gradients, rate, beta):
    """Return w after given gradients, by Sutskever's form on the weight that is ahead."""
    plain = ahead = velocity = Fraction(0)
    for g in gradients:
        velocity = beta * velocity - rate * g
        plain = plain + velocity
        ahead = plain + beta * velocity
    return ahead


@pytest.mark.claim(
    "feedback-control/thermostat",
    "The proportional heater leaves the room 10/(1 + K) degrees too cold, for 0 < K < 19.",
)
@given(st.fractions(Fraction(1, 10), 30, max_denominator=10))
def test_the_proportional_heater_has_an_offset(gain):
    factor = Fraction(9, 10) - gain / 10  # of the distance from the point of rest, each minute
    rest = 20 - 10 / (1 + gain)
    assert rest == rest + Fraction(1, 10) * (0 - rest) + Fraction(1, 10) * (10 + gain * (20 - rest))
    assert (abs(factor) < 1) == (gain < 19)
    for known, shown in ((2, "16.67"), (10, "19.09")):
        assert f"{20 - 10 / (1 + known):.2f}" == shown
        assert f"gain {known} " in (SNIPPETS / "thermostat.out").read_text()


@pytest.mark.claim(
    "feedback-control/integral", "After k steps of gradient descent w = w₀ − α · (sum of all k gradients)."
)
@given(st.fractions(-9, 9), rates, st.lists(st.fractions(-3, 3), min_size=1, max_size=6))
def test_the_weight_is_a_sum_of_gradients(start, rate, slopes):
    """The loss is piecewise, so that the gradient at each step is whatever the list says, plus something of w."""
    w, seen = start, []
    for slope in slopes:
        gradient = slope + 2 * w
        seen.append(gradient)
        w = w - rate * gradient
    assert w == start - rate * sum(seen)


@pytest.mark.claim(
    "feedback-control/offset",
    "On λ(w − w*)²/2 the weight −K·gradient settles, if 0 < Kλ < 1, at w*/(1 + Kλ) short; descent at 0, if 0 < αλ < 2.",
)
@given(st.fractions(-9, 9, max_denominator=9), rates, rates)
def test_a_proportional_weight_stops_short(minimum, gain, curvature):
    """The errors are geometric with exact ratios: −Kλ about the point of rest, 1 − αλ about the minimum."""
    rest = minimum - minimum / (1 + gain * curvature)
    w = Fraction(7)
    for _ in range(4):
        after = -gain * curvature * (w - minimum)
        assert after - rest == -gain * curvature * (w - rest)
        w = after
    w = Fraction(7)
    for _ in range(4):
        after = w - gain * curvature * (w - minimum)
        assert after - minimum == (1 - gain * curvature) * (w - minimum)
        w = after


@pytest.mark.claim(
    "feedback-control/decay",
    "Descent that also multiplies w by 1 − αμ settles at λ/(λ + μ) of the minimum, for μ > 0 and 0 < α(λ + μ) < 2.",
)
@given(st.fractions(-9, 9, max_denominator=9), rates, rates, rates)
def test_a_leak_leaves_an_offset(minimum, rate, curvature, decay):
    rest = minimum * curvature / (curvature + decay)
    for w in (Fraction(5), Fraction(-2)):
        after = (1 - rate * decay) * w - rate * curvature * (w - minimum)
        assert after - rest == (1 - rate * (curvature + decay)) * (w - rest)


@pytest.mark.claim(
    "feedback-control/drift",
    "Behind a minimum that moves by c a step, descent settles c/(αλ) back, for 0 < αλ < 2; "
    "stable heavy ball settles 1 − β times as far back.",
)
@given(rates, shares, st.fractions(-1, 1, max_denominator=50))
def test_the_lag_behind_a_moving_minimum(gain, beta, speed):
    """A run that begins on the predicted line stays on it, exactly; errors about it obey the loop without drift."""
    lag = speed * (1 - beta) / gain
    before, w = -speed - lag, -lag
    for k in range(5):
        before, w = w, w - gain * (w - speed * k) + beta * (w - before)
        assert w == speed * (k + 1) - lag


@pytest.mark.claim(
    "feedback-control/heavy-ball-parts",
    "Heavy ball's w − w₀ is −α/(1−β) times the sum of gradients plus αβ/(1−β) times their sum with weights β^age.",
)
@given(gradient_lists, rates, shares)
def test_heavy_ball_is_a_sum_minus_a_fading_sum(gradients, rate, beta):
    fading = sum(beta**age * g for age, g in enumerate(reversed(gradients)))
    expected = -rate / (1 - beta) * sum(gradients) + rate * beta / (1 - beta) * fading
    assert heavy_ball_weights(gradients, rate, beta) == expected


@pytest.mark.claim(
    "feedback-control/nesterov-parts",
    "Nesterov's w − w₀ has the same two sums, with β² for β in front of the fading one.",
)
@given(gradient_lists, rates, shares)
def test_nesterov_has_a_smaller_fading_part(gradients, rate, beta):
    fading = sum(beta**age * g for age, g in enumerate(reversed(gradients)))
    expected = -rate / (1 - beta) * sum(gradients) + rate * beta**2 / (1 - beta) * fading
    assert nesterov_weights(gradients, rate, beta) == expected


@pytest.mark.claim(
    "feedback-control/difference", "Nesterov's update g + βv equals the velocity v plus β times its latest change."
)
@given(gradient_lists, shares)
def test_nesterov_adds_a_change_of_velocity(gradients, beta):
    def velocity(seen):
        return sum(beta**age * g for age, g in enumerate(reversed(seen)))

    now, before = velocity(gradients), velocity(gradients[:-1])
    update = nesterov_weights(gradients[:-1], Fraction(1), beta) - nesterov_weights(gradients, Fraction(1), beta)
    assert update == now + beta * (now - before)
    changes = [g - h for g, h in zip(gradients, [Fraction(0), *gradients], strict=False)]
    assert now - before == velocity(changes)


@pytest.mark.claim(
    "feedback-control/wrong-sign",
    "The fading sum of g is g/(1−β) minus β/(1−β) times the fading sum of the changes of g, if g was 0 before.",
)
@given(gradient_lists, shares)
def test_a_fading_sum_is_a_multiple_minus_fading_changes(gradients, beta):
    def fading(numbers):
        return sum(beta**age * number for age, number in enumerate(reversed(numbers)))

    changes = [g - h for g, h in zip(gradients, [Fraction(0), *gradients], strict=False)]
    assert fading(gradients) == gradients[-1] / (1 - beta) - beta / (1 - beta) * fading(changes)


@pytest.mark.claim(
    "feedback-control/low-pass",
    "For 0 < β < 1 average and Nesterov pass a frequency less the higher it is; a difference passes it more.",
)
@given(st.floats(0.05, 0.98), st.floats(0.001, 0.49), st.floats(0.001, 0.49))
def test_averages_damp_and_differences_amplify(beta, one, other):
    """The gain is measured on impulse responses: a sum over ages, not the fraction in z."""
    assume(abs(one - other) > 1e-3)
    ages = np.arange(3000)
    average = (1 - beta) * beta**ages
    nesterov = beta * average
    nesterov[0] += 1 - beta
    difference = np.zeros(3000)
    difference[:2] = 1, -1

    def gain(response, frequency):
        return abs(np.sum(response * np.exp(-2j * np.pi * frequency * ages)))

    low, high = sorted((one, other))
    assert gain(average, low) > gain(average, high)
    assert gain(nesterov, low) > gain(nesterov, high)
    assert gain(difference, low) < gain(difference, high)
    assert gain(average, 0) == pytest.approx(1)
    assert gain(nesterov, 0) == pytest.approx(1)
    assert gain(average, 0.5) == pytest.approx((1 - beta) / (1 + beta))
    assert gain(nesterov, 0.5) == pytest.approx((1 - beta) * (1 + 2 * beta) / (1 + beta))


@pytest.mark.claim(
    "feedback-control/adam",
    "Up to ε Adam's update is the rate for a constant gradient and does not change when all gradients are multiplied; "
    "it is positive while all gradients so far are.",
)
@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=60))
def test_adam_never_pulls_back_before_the_gradient_does(gradients):
    """Adam's averages are written out as weighted means over ages."""
    ages = np.arange(len(gradients))
    newest_first = np.array(gradients[::-1])
    first = np.average(newest_first, weights=0.9**ages)
    second = np.average(newest_first**2, weights=0.999**ages)
    assert first / (math.sqrt(second) + 1e-8) > 0
    text = (SNIPPETS / "adam_step.out").read_text()
    assert float(re.search(r"smallest update (\S+)", text)[1]) > 0
    constant = np.full(len(gradients), gradients[0])
    mean, square = np.average(constant, weights=0.9**ages), np.average(constant**2, weights=0.999**ages)
    assert mean / (math.sqrt(square) + 1e-8) == pytest.approx(1, abs=2e-5)
    hundredfold = 100 * newest_first
    larger = np.average(hundredfold, weights=0.9**ages), np.average(hundredfold**2, weights=0.999**ages)
    assert larger[0] / (math.sqrt(larger[1]) + 1e-8) == pytest.approx(first / (math.sqrt(second) + 1e-8), rel=2e-5)


@pytest.mark.claim(
    "feedback-control/margins",
    "On curvature λ > 0, 0 ≤ β < 1: heavy ball is stable iff 0 < αλ < 2(1+β), Nesterov iff 0 < αλ < 2(1+β)/(1+2β).",
)
@given(shares, multiples)
def test_the_bounds_of_both_momenta(beta, multiple):
    heavy_ball, nesterov = 2 * (1 + beta), 2 * (1 + beta) / (1 + 2 * beta)
    gain = multiple * heavy_ball
    assert inside([Fraction(1), gain - 1 - beta, beta]) == (0 < multiple < 1)
    gain = multiple * nesterov
    assert inside([Fraction(1), gain * (1 + beta) - 1 - beta, beta - gain * beta]) == (0 < multiple < 1)


@pytest.mark.claim(
    "feedback-control/delay",
    "With gradients τ steps late descent is stable iff 0 < αλ < 2 sin(π/(4τ + 2)).",
)
@given(st.integers(0, 12), st.floats(0.01, 1.5) | st.floats(0.99, 1.01))
def test_delay_shrinks_the_bound(delay, share):
    assume(abs(share - 1) > 0.001)
    gain = Fraction(share * 2 * math.sin(math.pi / (4 * delay + 2))).limit_denominator(10**8)
    loop = [Fraction(1), Fraction(-1)] + [Fraction(0)] * delay
    loop[-1] += gain
    assert inside(loop) == (share < 1)
    angle = math.pi / (2 * delay + 1)  # on the bound this is a pole
    z = cmath.exp(1j * angle)
    assert abs(z**delay * (z - 1) + 2 * math.sin(math.pi / (4 * delay + 2))) < 1e-9


@pytest.mark.claim(
    "feedback-control/one-late", "With gradients one step late heavy ball is stable iff 0 < αλ < 1 − β, for 0 ≤ β < 1."
)
@given(shares, multiples)
def test_one_step_of_delay_costs_heavy_ball_its_margin(beta, multiple):
    gain = multiple * (1 - beta)
    assert inside([Fraction(1), -1 - beta, beta + gain]) == (0 < multiple < 1)


@pytest.mark.claim(
    "feedback-control/added-difference",
    "Descent on g + s·(change of g) is stable iff 0 < αλ < 2/(1 + 2s), for s ≥ −1/4.",
)
@given(st.fractions(Fraction(-1, 4), 3, max_denominator=100), multiples)
def test_an_added_difference_moves_the_bound(share, multiple):
    gain = multiple * 2 / (1 + 2 * share)
    assert inside([Fraction(1), gain + gain * share - 1, -gain * share]) == (0 < multiple < 1)
