"""The claims of docs/descent/momentum-in-practice.md."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.claims.test_momentum import ball, kept, momenta, noisy_line

positive = st.floats(0.1, 100)


fractions = st.fractions(-3, 3, max_denominator=10)


shares = st.fractions(0, 1, max_denominator=10).filter(lambda share: share < 1)


@pytest.mark.claim(
    "momentum-in-practice/conventions",
    "At a constant rate the heavy balls of PyTorch and of Sutskever take, from rest, exactly the same path.",
    rate_at=lambda rate, k: rate,
    pushed=0,
)
@pytest.mark.refuted("So they do while the rate falls as 1/k.", rate_at=lambda rate, k: rate / (k + 1))
@pytest.mark.refuted("So they do from any velocity that both begin with.", pushed=Fraction(1))
@settings(max_examples=20)
@given(shares, fractions.filter(lambda rate: rate > 0), *[st.lists(fractions, min_size=2, max_size=2)] * 4)
@example(Fraction(1, 2), Fraction(1, 2), [Fraction(1)] * 2, [Fraction(1)] * 2, [Fraction(0)] * 2, [Fraction(1)] * 2)
def test_both_balls_are_polyaks(rate_at, pushed, momentum, rate, start, shift, cross, square):
    """Both against Polyak's form, which has no velocity, in two weights whose slopes are quadratic in both."""

    def gradient(w):
        return np.array([shift[i] + cross[i] * w[1 - i] + square[i] * w[i] ** 2 for i in (0, 1)])

    before = here = pytorch = sutskever = np.array(start)
    v_p = v_s = np.array([Fraction(pushed)] * 2)
    for k in range(4):
        now = rate_at(rate, k)
        before, here = here, here - now * gradient(here) + momentum * (here - before)
        v_p = momentum * v_p + gradient(pytorch)
        pytorch = pytorch - now * v_p
        v_s = momentum * v_s - now * gradient(sutskever)
        sutskever = sutskever + v_s
        assert here.tolist() == pytorch.tolist() == sutskever.tolist()


@pytest.mark.claim(
    "momentum-in-practice/looks-from",
    "At a constant rate and from rest PyTorch's Nesterov weights are the places w + βv that Sutskever's looks from.",
    place=lambda w, v, b: w + b * v,
)
@pytest.mark.refuted("They are Sutskever's weights w.", place=lambda w, v, b: w)
@pytest.mark.refuted("They are the places w + v.", place=lambda w, v, b: w + v)
@settings(max_examples=40)
@given(shares, fractions.filter(lambda rate: rate > 0), fractions, st.lists(fractions, min_size=2, max_size=2))
def test_pytorch_stores_the_place_looked_from(place, momentum, rate, start, line):
    """Sutskever's form in fractions; the page's function, run in floats on the same loss, gives w + βv."""
    path = kept("nesterov")(
        lambda w: np.array([float(line[0]) + float(line[1]) * w[0]]), [float(start)], 6, float(rate), float(momentum)
    )
    w, v = start, Fraction(0)
    for row in path[:, 0]:
        assert row == pytest.approx(float(place(w, v, momentum)), rel=1e-9, abs=1e-6)
        v = momentum * v - rate * (line[0] + line[1] * (w + momentum * v))
        w = w + v


@pytest.mark.claim(
    "momentum-in-practice/rate-change",
    "When the rate is multiplied by c, the remembered part of PyTorch's next step is too; Sutskever's is unchanged.",
    pytorch=lambda c: c,
    sutskever=lambda c: 1,
)
@pytest.mark.refuted("PyTorch's is unchanged, too.", pytorch=lambda c: 1)
@pytest.mark.refuted("Sutskever's is multiplied by c, too.", sutskever=lambda c: c)
@settings(max_examples=25)
@given(shares, st.lists(fractions, min_size=2, max_size=8), fractions.filter(lambda c: c > 0))
def test_pytorch_jumps_when_the_rate_changes(pytorch, sutskever, momentum, gradients, factor):
    rate, *earlier = Fraction(1, 10), *gradients[:-1]
    remembered = -rate * sum(g * momentum ** (age + 1) for age, g in enumerate(reversed(earlier)))  # at the old rate
    v_p = v_s = Fraction(0)
    for g in earlier:
        v_p, v_s = momentum * v_p + g, momentum * v_s - rate * g
    new = factor * rate
    assert -new * (momentum * v_p + gradients[-1]) == pytorch(factor) * remembered - new * gradients[-1]
    assert momentum * v_s - new * gradients[-1] == sutskever(factor) * remembered - new * gradients[-1]


@pytest.mark.claim(
    "momentum-in-practice/noise",
    "Curvature λ, independent noise of mean 0, stable: the variance of the heavy ball's w tends to "
    "ησ²/(λ(2 − ηλ(1−β)/(1+β))), η = α/(1−β).",
    bracket=lambda step, b: 2 - step * (1 - b) / (1 + b),
)
@pytest.mark.refuted("The bracket is 2 at every rate.", bracket=lambda step, b: 2)
@pytest.mark.refuted("The bracket is 2 − ηλ, as for descent at rate η.", bracket=lambda step, b: 2 - step)
@given(momenta, st.floats(0.05, 0.95), positive, positive)
def test_the_variance_where_it_hovers(bracket, momentum, part, curvature, sigma):
    """Solve for the covariance C of two weights in a row that a step leaves as it is, C = M C Mᵀ + α²σ² in a corner."""
    rate = part * 2 * (1 + momentum) / curvature
    matrix = ball(rate * curvature, momentum)
    corner = np.array([rate**2 * sigma**2, 0, 0, 0])
    variance = np.linalg.solve(np.eye(4) - np.kron(matrix, matrix), corner)[0]
    effective = rate / (1 - momentum)
    assert variance * curvature * bracket(effective * curvature, momentum) == pytest.approx(
        effective * sigma**2, rel=1e-6
    )


@pytest.mark.claim(
    "momentum-in-practice/restart",
    "On the noisy line, Nesterov at rate 1/L with β = k/(k + 3) is within 0.001 after 201 steps and later 0.06 away; "
    "restarted it needs 90 steps, tuned 132, and both stay.",
    first={"growing": 201, "restarted": 90, "tuned": 132},
    leaves=["growing"],
)
@pytest.mark.refuted("The growing one stays as well.", leaves=[])
@pytest.mark.refuted("The restarted one needs 91.", first={"growing": 201, "restarted": 91, "tuned": 132})
def test_a_restart_saves_the_swings(first, leaves):
    """In the eigendirections, where a step needs no data."""
    eigenvalues, along = (np.array(each) for each in noisy_line())
    root = math.sqrt(eigenvalues[1] / eigenvalues[0])
    arrivals, far = {}, {}
    for name in first:
        w, velocity, beta, age, distances = along, np.zeros(2), 0.0, 0, []
        for _ in range(800):
            distances.append(np.linalg.norm(w))
            gradient = eigenvalues * w
            velocity = beta * velocity + gradient
            if name == "restarted" and gradient @ velocity < 0:
                velocity, age = np.zeros(2), 0
            beta, age = (root - 1) / (root + 1) if name == "tuned" else age / (age + 3), age + 1
            w = w - (gradient + beta * velocity) / eigenvalues[1]
        arrivals[name] = int(np.argmax(np.array(distances) < 1e-3))
        far[name] = max(distances[arrivals[name] :])
    assert arrivals == first
    assert [name for name, each in far.items() if each > 1e-3] == leaves
    assert far["growing"] == pytest.approx(0.06, abs=0.005)
