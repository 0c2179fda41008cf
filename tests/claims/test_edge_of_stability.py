"""The claims of docs/descent/edge-of-stability.md."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

weights = st.floats(-4, 4)


@pytest.mark.claim(
    "edge-of-stability/edge-algebra",
    "On (w₁w₂ − 1)²/2 a step maps r to r(1 − α(w₁² + w₂²) + α²r(1 + r)), and scales w₁² − w₂² by 1 − α²r².",
    bends=lambda r: r * (1 + r),
    sign=1,
)
@pytest.mark.refuted("The last term of the first factor is α²r.", bends=lambda r: r)
@pytest.mark.refuted("It scales w₁² − w₂² by 1 + α²r².", sign=-1)
@given(*[st.fractions(-4, 4, max_denominator=30)] * 2, st.fractions(0, 2, max_denominator=30))
def test_the_algebra_of_the_edge(bends, sign, w1, w2, rate):
    def loss(a, b):
        return (a * b - 1) ** 2 / 2

    slopes = (loss(w1 + 1, w2) - loss(w1 - 1, w2)) / 2, (loss(w1, w2 + 1) - loss(w1, w2 - 1)) / 2
    after1, after2, r = w1 - rate * slopes[0], w2 - rate * slopes[1], w1 * w2 - 1
    assert after1 * after2 - 1 == r * (1 - rate * (w1**2 + w2**2) + rate**2 * bends(r))
    assert after1**2 - after2**2 == (w1**2 - w2**2) * (1 - sign * rate**2 * r**2)


@pytest.mark.claim(
    "edge-of-stability/edge",
    "On (w₁w₂ − 1)²/2 a run that converges to a minimum, not starting or landing on one, ends at w₁² + w₂² ≤ 2/α.",
    bound=2,
    hits=False,
)
@pytest.mark.refuted("It ends at w₁² + w₂² ≤ 1.98/α.", bound=1.98)
@pytest.mark.refuted("So does a run that lands on one in a single step.", hits=True)
@given(weights, weights, st.floats(0.02, 1.5))
@example(1.925, 1 / 1.925 + 0.001, 0.5)  # beside a minimum of sharpness 3.975
@example(1.0, -2.0, 0.5)  # lands on one of 4.25
def test_runs_end_below_the_edge(bound, hits, w1, w2, rate):
    assume(abs(w1 * w2 - 1) > 1e-3)
    before = r = math.inf
    for _ in range(3000):
        before, r = r, w1 * w2 - 1
        if abs(r) < 1e-10 or abs(w1) + abs(w2) > 1e6:
            break
        w1, w2 = w1 - rate * r * w2, w2 - rate * r * w1
    assume(
        abs(r) < 1e-10 and (hits or abs(before) < 1e-3)
    )  # else it diverges, circles, is slow, or lands there in one step
    assert w1**2 + w2**2 <= bound / rate * (1 + 1e-3)


@pytest.mark.claim(
    "edge-of-stability/edge-exception",
    "From (1, −2) one step of rate 1/2 lands on the minimum (−2, −1/2), whose sharpness 17/4 is above 2/α = 4.",
    rate=Fraction(1, 2),
    sharpness=Fraction(17, 4),
)
@pytest.mark.refuted("One step of rate 0.49 lands there, too.", rate=Fraction(49, 100))
@pytest.mark.refuted("The sharpness there is 4, which is 2/α.", sharpness=Fraction(4))
def test_a_run_may_land_on_a_sharper_minimum(rate, sharpness):
    w1, w2 = Fraction(1), Fraction(-2)
    r = w1 * w2 - 1
    w1, w2 = w1 - rate * r * w2, w2 - rate * r * w1
    assert (w1, w2) == (-2, Fraction(-1, 2))
    assert w1 * w2 == 1  # the gradient is zero there
    assert w1**2 + w2**2 == sharpness > 2 / rate
    hessian = np.array([[w2**2, 1], [1, w1**2]], dtype=float)
    assert np.linalg.eigvalsh(hessian) == pytest.approx([0, float(sharpness)])


class Network:
    """Ten hidden units on 20 points, half the mean squared error; slopes by hand, curvature by the exact Hessian."""

    x = np.linspace(-1, 1, 20)
    y = np.sin(4 * x)

    def __init__(self, seed=1):
        self.w = np.random.default_rng(seed).normal(size=30) * np.repeat([1, 1, 10**-0.5], 10)

    def parts(self):
        """Return the units' values and their first and second slopes, (20, 10); the weights out; the errors, (20,)."""
        a, b, c = np.split(self.w, 3)
        h = np.tanh(self.x[:, None] * a + b)
        return h, 1 - h**2, -2 * h * (1 - h**2), c, h @ c - self.y

    def jacobian(self):
        """Return the slopes of the 20 answers by the 30 weights."""
        h, first, _, c, _ = self.parts()
        return np.concatenate([self.x[:, None] * first * c, first * c, h], axis=1)

    def step(self, rate):
        """Take a step of descent over all points; return the loss before it."""
        error = self.parts()[-1]
        self.w = self.w - rate * self.jacobian().T @ error / 20
        return error @ error / 40

    def sharpness(self):
        """Return the largest eigenvalue of the Hessian: Jacobian squared, and errors times second slopes."""
        _, first, second, c, error = self.parts()
        H, J = np.zeros((30, 30)), self.jacobian()
        for i in range(10):
            for row, p in ((i, self.x), (i + 10, 1)):
                for column, q in ((i, self.x), (i + 10, 1)):
                    H[row, column] += np.sum(error * second[:, i] * c[i] * p * q)
                H[row, i + 20] += np.sum(error * first[:, i] * p)
                H[i + 20, row] += np.sum(error * first[:, i] * p)
        return np.linalg.eigvalsh((H + J.T @ J) / 20)[-1]


def test_the_network_of_this_file_has_the_curvature_that_it_says():
    network, e = Network(3), 1e-4
    H = np.zeros((30, 30))
    for i in range(30):
        sides = []
        for sign in (1, -1):
            other = Network(3)
            other.w = network.w + sign * e * np.eye(30)[i]
            sides.append(other.jacobian().T @ other.parts()[-1] / 20)
        H[i] = (sides[0] - sides[1]) / (2 * e)
    assert network.sharpness() == pytest.approx(np.linalg.eigvalsh((H + H.T) / 2)[-1], rel=1e-5)


@pytest.mark.claim(
    "edge-of-stability/network",
    "Trained over all points from two starts, the network's sharpness is from step 5,000 on within 3% of 2/rate at "
    "the rates 0.4 and 0.8; at 0.2, whose 2/rate is 10, it stays below 7.2; at 0.2 and 0.4 it has climbed.",
    hovers=2,
    small=7.2,
)
@pytest.mark.refuted("It is within 3% of 1.9/rate.", hovers=1.9)
@pytest.mark.refuted("At 0.2 it stays below 5.", small=5)
def test_the_sharpness_climbs_to_the_threshold(hovers, small):
    for seed in (1, 2):
        for rate in (0.2, 0.4, 0.8):
            network, late = Network(seed), []
            first = network.sharpness()
            for step in range(6001):
                if step in (5000, 5500, 6000):
                    late.append(network.sharpness())
                network.step(rate)
            if rate < 0.8:
                assert first < min(late)
            if rate > 0.2:
                assert late == pytest.approx([hovers / rate] * len(late), rel=0.03)
            else:
                assert max(late) < small


@pytest.mark.claim(
    "edge-of-stability/lower",
    "From 0.8 to 0.4 after 200 steps, the network's sharpness climbs above 4 in 6,000 more; after 6,000 it stays below "
    "2.6. Within ten steps its loss falls below a quarter.",
    sharpness={200: (4, 5), 6000: (2.4, 2.6)},
    part=0.25,
)
@pytest.mark.refuted("After 6,000 steps it climbs, too.", sharpness={6000: (4, 5)})
@pytest.mark.refuted("After 200 steps it stays, too.", sharpness={200: (2.4, 2.6)})
@pytest.mark.refuted("Its loss falls below a twentieth.", part=0.05)
def test_a_smaller_rate_lets_the_sharpness_climb_early(sharpness, part):
    for switch, (low, high) in sharpness.items():
        network = Network()
        for _ in range(switch):
            before = network.step(0.8)
        losses = [network.step(0.4) for _ in range(6000)]
        assert min(losses[:11]) < part * before
        assert low < network.sharpness() < high


@pytest.mark.claim(
    "edge-of-stability/switched",
    "After 6,000 steps at the rate 0.2 the network's loss leaps above 1 at the rate 0.4, and 2,000 steps later is "
    "lower, at a sharpness below 5; at 0.8 the run explodes.",
    arrives={0.4: True, 0.8: False},
    limit=5,
)
@pytest.mark.refuted("At 0.8 it arrives, too.", arrives={0.4: True, 0.8: True})
@pytest.mark.refuted("At 0.4 it arrives at a sharpness below 4.", limit=4)
def test_a_larger_rate_moves_the_network(arrives, limit):
    trained = Network()
    for _ in range(6000):
        before = trained.step(0.2)
    for rate, expected in arrives.items():
        network, losses = Network(), []
        network.w = trained.w
        for _ in range(2000):
            losses.append(network.step(rate))
            if not losses[-1] < 1e6:
                break
        assert (losses[-1] < before) == expected
        assert max(losses) > 1
        if expected:
            assert network.sharpness() < limit
