"""The claims of docs/descent/feedback-control.md; the oracles are exact fractions, closed forms and Jury's test."""

import cmath
import math
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given
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


def adam_averages(newest_first):
    """Return the two averages of Adam, corrected for their start: weighted means over ages."""
    ages = np.arange(len(newest_first))
    return [beta**ages @ newest_first / np.sum(beta**ages) for beta in (0.9, 0.999)]


@pytest.mark.claim(
    "feedback-control/thermostat",
    "The proportional heater leaves the room 10/(1 + K) degrees too cold, for 0 < K < 19.",
    gap=lambda gain: 10 / (1 + gain),
    limit=19,
)
@pytest.mark.refuted("It leaves it 10/K degrees too cold.", gap=lambda gain: 10 / gain)
@pytest.mark.refuted("It does so for 0 < K < 20.", limit=20)
@given(st.fractions(Fraction(1, 10), 30, max_denominator=10))
@example(Fraction(39, 2))
def test_the_proportional_heater_has_an_offset(gap, limit, gain):
    def minute_later(room):
        return room + Fraction(1, 10) * (0 - room) + Fraction(1, 10) * (10 + gain * (20 - room))

    rest = 20 - gap(gain)
    assert minute_later(rest) == rest
    factor = minute_later(rest + 1) - rest  # of the distance from the point of rest, each minute
    assert (abs(factor) < 1) == (gain < limit)
    for known, shown in ((2, "16.67"), (10, "19.09")):
        assert f"{20 - gap(known):.2f}" == shown
        assert f"gain {known} " in (SNIPPETS / "thermostat.out").read_text()


@pytest.mark.claim(
    "feedback-control/integral",
    "After k steps of gradient descent w = w₀ − α · (sum of all k gradients).",
    summed=lambda seen: seen,
)
@pytest.mark.refuted("The last gradient is not in the sum.", summed=lambda seen: seen[:-1])
@pytest.mark.refuted("The first gradient is not in the sum.", summed=lambda seen: seen[1:])
@given(st.tuples(*[st.fractions(-9, 9)] * 2), rates, st.lists(st.fractions(-3, 3), min_size=1, max_size=6))
@example((Fraction(1), Fraction(0)), Fraction(1, 3), [Fraction(0)] * 3)
def test_the_weight_is_a_sum_of_gradients(summed, start, rate, slopes):
    """The loss is piecewise, so that the gradient at each step is whatever the list says, plus something of w."""
    w, seen = start, []
    for slope in slopes:
        gradient = slope + 2 * w[0] - w[1], 3 * w[1] - w[0]
        seen.append(gradient)
        w = w[0] - rate * gradient[0], w[1] - rate * gradient[1]
    sums = [sum(gradient[i] for gradient in summed(seen)) for i in (0, 1)]
    assert w == (start[0] - rate * sums[0], start[1] - rate * sums[1])


@pytest.mark.claim(
    "feedback-control/offset",
    "On λ(w − w*)²/2 the weight −K·gradient settles, if 0 < Kλ < 1, at w*/(1 + Kλ) short; descent at 0, if 0 < αλ < 2.",
    short=lambda gain: 1 / (1 + gain),
    limits=(1, 2),
)
@pytest.mark.refuted("The weight −K·gradient settles (1 − Kλ)w* short.", short=lambda gain: 1 - gain)
@pytest.mark.refuted("It settles up to Kλ = 1.01.", limits=(Fraction(101, 100), 2))
@pytest.mark.refuted("Descent settles up to αλ = 2.02.", limits=(1, Fraction(202, 100)))
@given(st.fractions(-9, 9, max_denominator=9), multiples, rates)
@example(Fraction(1), Fraction(201, 200), Fraction(1, 3))
def test_a_proportional_weight_stops_short(short, limits, minimum, gain, curvature):
    """Distances from the point of rest are multiplied by a factor; they vanish where it is smaller than 1 in size."""
    K, rest = gain / curvature, minimum - minimum * short(gain)

    def proportional(w):
        return -K * curvature * (w - minimum)

    def descent(w):
        return w - 2 * K * curvature * (w - minimum)

    assert proportional(rest) == rest
    assert descent(minimum) == minimum
    if 0 < gain < limits[0]:
        assert abs(proportional(rest + 7) - rest) < 7
    if 0 < 2 * gain < limits[1]:
        assert abs(descent(minimum + 7) - minimum) < 7


@pytest.mark.claim(
    "feedback-control/decay",
    "Descent that also multiplies w by 1 − αμ settles at λ/(λ + μ) of the minimum, for μ > 0 and 0 < α(λ + μ) < 2.",
    share=lambda curvature, decay: curvature / (curvature + decay),
    total=lambda curvature, decay: curvature + decay,
)
@pytest.mark.refuted("It settles at 1/(1 + μ) of the minimum.", share=lambda curvature, decay: 1 / (1 + decay))
@pytest.mark.refuted("It settles for 0 < αλ < 2, whatever μ > 0.", total=lambda curvature, decay: curvature)
@given(st.fractions(-9, 9, max_denominator=9), multiples, rates, rates)
@example(Fraction(1), Fraction(199, 200), Fraction(1, 2), Fraction(1, 3))
def test_a_leak_leaves_an_offset(share, total, minimum, multiple, curvature, decay):
    rate = multiple * 2 / total(curvature, decay)

    def step(w):
        return (1 - rate * decay) * w - rate * curvature * (w - minimum)

    rest = minimum * share(curvature, decay)
    assert step(rest) == rest
    assert (abs(step(rest + 7) - rest) < 7) == (0 < multiple < 1)


@pytest.mark.claim(
    "feedback-control/drift",
    "Behind a minimum that moves by c a step, descent settles c/(αλ) back, for 0 < αλ < 2; "
    "stable heavy ball settles 1 − β times as far back.",
    share=lambda beta: 1 - beta,
    limit=2,
)
@pytest.mark.refuted("Heavy ball settles as far back as descent.", share=lambda beta: 1)
@pytest.mark.refuted("Heavy ball settles 1 − β² times as far back.", share=lambda beta: 1 - beta**2)
@pytest.mark.refuted("Descent settles there for 0 < αλ < 2.02.", limit=Fraction(202, 100))
@given(multiples, shares, st.fractions(-1, 1, max_denominator=50))
@example(Fraction(201, 200), Fraction(1, 2), Fraction(1))
def test_the_lag_behind_a_moving_minimum(share, limit, multiple, beta, speed):
    """A run that begins on the predicted line stays on it, exactly; errors about it obey the loop without drift."""
    assume(multiple)
    gain = 2 * multiple
    lag = speed * share(beta) / gain
    before, w = -speed - lag, -lag
    for k in range(5):
        before, w = w, w - gain * (w - speed * k) + beta * (w - before)
        assert w == speed * (k + 1) - lag
    if 0 < gain < limit:
        assert inside([Fraction(1), gain - 1])


@pytest.mark.claim(
    "feedback-control/heavy-ball-parts",
    "Heavy ball's w − w₀ is −α/(1−β) times the sum of gradients plus αβ/(1−β) times their sum with weights β^age.",
    second=lambda beta: beta,
)
@pytest.mark.refuted("The second part has the factor α/(1−β).", second=lambda beta: 1)
@pytest.mark.refuted("The second part has a minus, too.", second=lambda beta: -beta)
@given(gradient_lists, rates, shares)
@example([Fraction(1), Fraction(-2)], Fraction(1), Fraction(1, 2))
def test_heavy_ball_is_a_sum_minus_a_fading_sum(second, gradients, rate, beta):
    fading = sum(beta**age * g for age, g in enumerate(reversed(gradients)))
    expected = -rate / (1 - beta) * sum(gradients) + rate * second(beta) / (1 - beta) * fading
    assert heavy_ball_weights(gradients, rate, beta) == expected


@pytest.mark.claim(
    "feedback-control/nesterov-parts",
    "Nesterov's w − w₀ has the same two sums, with β² for β in front of the fading one.",
    second=lambda beta: beta**2,
)
@pytest.mark.refuted("It has β in front of the fading one, too.", second=lambda beta: beta)
@pytest.mark.refuted("It has β³ there.", second=lambda beta: beta**3)
@given(gradient_lists, rates, shares)
@example([Fraction(1), Fraction(-2)], Fraction(1), Fraction(1, 2))
def test_nesterov_has_a_smaller_fading_part(second, gradients, rate, beta):
    fading = sum(beta**age * g for age, g in enumerate(reversed(gradients)))
    expected = -rate / (1 - beta) * sum(gradients) + rate * second(beta) / (1 - beta) * fading
    assert nesterov_weights(gradients, rate, beta) == expected


@pytest.mark.claim(
    "feedback-control/difference",
    "Nesterov's update g + βv equals the velocity v plus β times its latest change.",
    share=lambda beta: beta,
)
@pytest.mark.refuted("It equals the velocity plus its whole latest change.", share=lambda beta: 1)
@pytest.mark.refuted("It equals the velocity plus β² times its latest change.", share=lambda beta: beta**2)
@given(gradient_lists, shares)
@example([Fraction(1), Fraction(-2)], Fraction(1, 2))
def test_nesterov_adds_a_change_of_velocity(share, gradients, beta):
    def velocity(seen):
        return sum(beta**age * g for age, g in enumerate(reversed(seen)))

    now, before = velocity(gradients), velocity(gradients[:-1])
    update = nesterov_weights(gradients[:-1], Fraction(1), beta) - nesterov_weights(gradients, Fraction(1), beta)
    assert update == now + share(beta) * (now - before)
    changes = [g - h for g, h in zip(gradients, [Fraction(0), *gradients], strict=False)]
    assert now - before == velocity(changes)


@pytest.mark.claim(
    "feedback-control/wrong-sign",
    "The fading sum of g is g/(1−β) minus β/(1−β) times the fading sum of the changes of g, if g was 0 before.",
    share=lambda beta: beta / (1 - beta),
)
@pytest.mark.refuted("It is g/(1−β) minus 1/(1−β) times that sum.", share=lambda beta: 1 / (1 - beta))
@pytest.mark.refuted("It is g/(1−β) plus β/(1−β) times that sum.", share=lambda beta: -beta / (1 - beta))
@given(gradient_lists, shares)
@example([Fraction(1), Fraction(-2)], Fraction(1, 2))
def test_a_fading_sum_is_a_multiple_minus_fading_changes(share, gradients, beta):
    def fading(numbers):
        return sum(beta**age * number for age, number in enumerate(reversed(numbers)))

    changes = [g - h for g, h in zip(gradients, [Fraction(0), *gradients], strict=False)]
    assert fading(gradients) == gradients[-1] / (1 - beta) - share(beta) * fading(changes)


@pytest.mark.claim(
    "feedback-control/low-pass",
    "For 0 < β < 1 average and Nesterov pass a frequency less the higher it is; a difference passes it more; "
    "of the highest Nesterov passes 1 + 2β times as much as the average.",
    lowest=0,
    times=lambda beta: 1 + 2 * beta,
)
@pytest.mark.refuted("So they do for −1 < β < 1.", lowest=-1)
@pytest.mark.refuted("Of the highest Nesterov passes 1 + β times as much.", times=lambda beta: 1 + beta)
@given(st.floats(0.05, 0.98), st.floats(0.001, 0.49), st.floats(0.001, 0.49))
@example(0.2, 0.1, 0.4)
def test_averages_damp_and_differences_amplify(lowest, times, share, one, other):
    """The gain is measured on impulse responses: a sum over ages, not the fraction in z."""
    assume(abs(one - other) > 1e-3)
    beta = lowest + (1 - lowest) * share
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
    assert gain(nesterov, 0.5) == pytest.approx(times(beta) * gain(average, 0.5))


@pytest.mark.claim(
    "feedback-control/adam",
    "Up to ε Adam's update is the rate for a constant positive gradient and does not change when all gradients are "
    "multiplied by a positive number; it is positive while all gradients so far are.",
    power=0,
    earlier=1,
)
@pytest.mark.refuted("It is multiplied as the gradients are.", power=1)
@pytest.mark.refuted("It is positive while the latest gradient is.", earlier=-1)
@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=60))
@example([1.0] * 9)
def test_adam_never_pulls_back_before_the_gradient_does(power, earlier, gradients):
    """Adam's averages are written out as weighted means over ages."""

    def update(newest_first):
        first, second = adam_averages(newest_first)[0], adam_averages(newest_first**2)[1]
        return first / (np.sqrt(second) + 1e-8)

    newest_first = np.array(gradients[::-1])
    newest_first[1:] *= earlier
    assert update(newest_first) > 0
    text = (SNIPPETS / "adam_step.out").read_text()
    assert float(re.search(r"smallest update (\S+)", text)[1]) > 0
    assert update(np.full(len(gradients), gradients[0])) == pytest.approx(1, abs=2e-5)
    assert update(100 * newest_first) == pytest.approx(100**power * update(newest_first), rel=2e-5)


@pytest.mark.claim(
    "feedback-control/adam-change",
    "About a constant gradient c > 0 small changes of the gradients change Adam's update, to first order and up to ε, "
    "by the first average of them less the second, over c: by 990 times their steps, averaged by both, over c.",
    second=1,
    steps=990,
)
@pytest.mark.refuted("They change it by the first average less half the second, over c.", second=0.5)
@pytest.mark.refuted("The difference of the two averages is 999 times the steps, averaged by both.", steps=999)
@given(st.floats(0.1, 100), st.lists(st.floats(-1, 1), min_size=2, max_size=40))
@example(2.0, [1.0, 0.0, -0.5])
def test_small_changes_pass_adam_as_a_smoothed_difference(second, steps, constant, changes):
    """A complex step differentiates the update; the filters are those of a run that began long before."""
    newest_first = np.zeros(400)
    newest_first[: len(changes)] = changes[::-1]
    shaken = constant + 1e-30j * newest_first
    update = adam_averages(shaken)[0] / np.sqrt(adam_averages(shaken**2)[1])
    first, other = adam_averages(newest_first)
    assert update.imag / 1e-30 == pytest.approx((first - second * other) / constant, abs=1e-9)
    ages = np.arange(400)
    filters = [(1 - beta) * beta**ages for beta in (0.9, 0.999)]
    both = np.convolve(*filters)[:400]
    falls = newest_first - np.append(newest_first[1:], 0)
    assert (filters[0] - filters[1]) @ newest_first == pytest.approx(steps * both @ falls, abs=1e-9)


@pytest.mark.claim(
    "feedback-control/margins",
    "On curvature λ > 0, 0 ≤ β < 1: heavy ball is stable iff 0 < αλ < 2(1+β), Nesterov iff 0 < αλ < 2(1+β)/(1+2β).",
    heavy_ball=lambda beta: 2 * (1 + beta),
    nesterov=lambda beta: 2 * (1 + beta) / (1 + 2 * beta),
)
@pytest.mark.refuted("The bound of heavy ball is 1% higher.", heavy_ball=lambda beta: Fraction(202, 100) * (1 + beta))
@pytest.mark.refuted("The bound of Nesterov is that of descent, 2.", nesterov=lambda beta: 2)
@given(shares, multiples)
@example(Fraction(1, 2), Fraction(199, 200))
def test_the_bounds_of_both_momenta(heavy_ball, nesterov, beta, multiple):
    gain = multiple * heavy_ball(beta)
    assert inside([Fraction(1), gain - 1 - beta, beta]) == (0 < multiple < 1)
    gain = multiple * nesterov(beta)
    assert inside([Fraction(1), gain * (1 + beta) - 1 - beta, beta - gain * beta]) == (0 < multiple < 1)


@pytest.mark.claim(
    "feedback-control/delay",
    "With gradients τ steps late descent is stable iff 0 < αλ < 2 sin(π/(4τ + 2)).",
    bound=lambda delay: 2 * math.sin(math.pi / (4 * delay + 2)),
)
@pytest.mark.refuted("It is stable iff 0 < αλ < 2/(τ + 1).", bound=lambda delay: 2 / (delay + 1))
@pytest.mark.refuted("The bound is 1% lower.", bound=lambda delay: 1.98 * math.sin(math.pi / (4 * delay + 2)))
@given(st.integers(0, 12), st.floats(0.01, 1.5) | st.floats(0.99, 1.01))
@example(2, 0.99)
@example(2, 1.005)
def test_delay_shrinks_the_bound(bound, delay, share):
    assume(abs(share - 1) > 0.001)
    gain = Fraction(share * bound(delay)).limit_denominator(10**8)
    loop = [Fraction(1), Fraction(-1)] + [Fraction(0)] * delay
    loop[-1] += gain
    assert inside(loop) == (share < 1)
    angle = math.pi / (2 * delay + 1)  # on the bound this is a pole
    z = cmath.exp(1j * angle)
    assert abs(z**delay * (z - 1) + bound(delay)) < 1e-9


@pytest.mark.claim(
    "feedback-control/one-late",
    "With gradients one step late heavy ball is stable iff 0 < αλ < 1 − β, for 0 ≤ β < 1.",
    bound=lambda beta: 1 - beta,
)
@pytest.mark.refuted("The bound is 1 − β².", bound=lambda beta: 1 - beta**2)
@pytest.mark.refuted("The bound is 1% higher.", bound=lambda beta: Fraction(101, 100) * (1 - beta))
@given(shares, multiples)
@example(Fraction(1, 2), Fraction(199, 200))
def test_one_step_of_delay_costs_heavy_ball_its_margin(bound, beta, multiple):
    gain = multiple * bound(beta)
    assert inside([Fraction(1), -1 - beta, beta + gain]) == (0 < multiple < 1)


@pytest.mark.claim(
    "feedback-control/late",
    "With gradients two to eight steps late, ten times the bound of heavy ball with β = 0.9 is below that of descent.",
    delays=range(2, 9),
    times=10,
)
@pytest.mark.refuted("So it is with one to eight steps.", delays=range(1, 9))
@pytest.mark.refuted("Thirteen times its bound is below that of descent.", times=13)
def test_late_gradients_cost_heavy_ball_more_than_descent(delays, times):
    """At a hair less than the bound of descent over ten, heavy ball is unstable, by Jury's test."""
    for delay in delays:
        gain = Fraction(0.999 * 2 * math.sin(math.pi / (4 * delay + 2)) / times)
        loop = [Fraction(1), Fraction(-19, 10), Fraction(9, 10)] + [Fraction(0)] * delay
        loop[-2] += gain
        assert not inside(loop)


@pytest.mark.claim(
    "feedback-control/added-difference",
    "Descent on g + s·(change of g) is stable iff 0 < αλ < 2/(1 + 2s), for s ≥ −1/4.",
    bound=lambda share: 2 / (1 + 2 * share),
    lowest=Fraction(-1, 4),
)
@pytest.mark.refuted("The bound is 2/(1 + s).", bound=lambda share: 2 / (1 + share))
@pytest.mark.refuted("It is 2/(1 + 2s) for s ≥ −0.3.", lowest=Fraction(-3, 10))
@given(st.fractions(0, 3, max_denominator=100), multiples)
@example(Fraction(0), Fraction(199, 200))
def test_an_added_difference_moves_the_bound(bound, lowest, above, multiple):
    share = lowest + above
    gain = multiple * bound(share)
    assert inside([Fraction(1), gain + gain * share - 1, -gain * share]) == (0 < multiple < 1)
