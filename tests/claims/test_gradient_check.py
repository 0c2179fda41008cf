"""The claims of docs/descent/gradient-check.md."""

import functools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.claims.test_directions import even
from tests.claims.test_many_weights import kept, loss, randoms


@pytest.mark.claim(
    "gradient-check/check-finds",
    "For a slope c times the right one, −1 ≤ c ≤ 1, the check reports 1 − c: ½, 1 and 2 for c = ½, 0 and −1.",
    report=lambda c: 1 - c,
    largest=1,
)
@pytest.mark.refuted("It reports 1 − c up to c = 2, without the sign.", report=lambda c: abs(1 - c), largest=2)
@pytest.mark.refuted("It reports (1 − c)/(1 + |c|).", report=lambda c: (1 - c) / (1 + abs(c)))
@given(st.lists(st.floats(-1, 1), min_size=3, max_size=3), st.lists(st.floats(1, 5), min_size=3, max_size=3))
@example([0.5, 0.0, -1.0], [1.0, 2.0, 5.0])
def test_the_check_reports_how_far_a_slope_is_off(report, largest, factors, w):
    factors = largest * np.array(factors)

    def gradient(w):  # of Σ w³, right but for the factors
        return factors * 3 * np.asarray(w) ** 2

    off = kept("gradient-check/gradient_check", "gradient_check")(lambda w: np.sum(w**3), gradient, w)
    assert off == pytest.approx(report(factors), abs=1e-6)


@pytest.mark.claim(
    "gradient-check/hidden",
    "At a loss of 10^10, step 1e-5, the check reports 0 for a missing slope of 0.6, and about a half for one of 2.",
    high=1e10,
    hidden=0.6,
    seen=2.0,
)
@pytest.mark.refuted("It does so at a loss of a million.", high=1e6)
@pytest.mark.refuted("It reports 0 for a missing slope of 1.5.", hidden=1.5)
@pytest.mark.refuted("It reports about a half for one of 4.", seen=4.0)
def test_rounding_can_hide_a_slope(high, hidden, seen):
    check = kept("gradient-check/gradient_check", "gradient_check")
    off = [check(lambda w, s=s: high + s * w[0], lambda w: 0 * w, [0.3])[0] for s in (hidden, seen)]
    assert off[0] == 0
    assert off[1] == pytest.approx(0.5, abs=0.1)


@functools.cache
def losses_without_intercept():
    """Return what descent tends to if the intercept stays zero, and the least possible loss."""
    X, y = even()
    weights, *_ = np.linalg.lstsq(X[:, :3], y)
    return np.mean((X[:, :3] @ weights - y) ** 2), np.mean((X @ np.linalg.inv(X.T @ X) @ X.T @ y - y) ** 2)


@pytest.mark.claim(
    "gradient-check/no-intercept",
    "On the even features, from zero without the intercept's slope, the loss settles at 22.3; the least is 0.009.",
    settles="22.3",
    least="0.009",
)
@pytest.mark.refuted("It settles at 22.5.", settles="22.5")
@pytest.mark.refuted("The least possible is 0.010, the variance of the noise.", least="0.010")
def test_a_missing_slope_settles_too_high(settles, least):
    assert [f"{losses_without_intercept()[0]:.1f}", f"{losses_without_intercept()[1]:.3f}"] == [settles, least]


@pytest.mark.claim(
    "gradient-check/truncation",
    "A central difference is off by at most h²/6 · max |f‴|, a one-sided one by h/2 · max |f″|, rounding aside.",
    central=Fraction(1, 6),
    one_sided=Fraction(1, 2),
)
@pytest.mark.refuted("The central one is off by at most h²/7 · max |f‴|.", central=Fraction(1, 7))
@pytest.mark.refuted("The one-sided one is off by at most 0.49 h · max |f″|.", one_sided=Fraction(49, 100))
@given(st.floats(-4, 4), st.floats(0.01, 1), st.floats(0.5, 3))
def test_the_difference_is_off_by_no_more(central, one_sided, x, h, speed):
    """On sin(speed · x), whose derivatives are at most powers of the speed, and on powers, which attain both."""
    slope = speed * math.cos(speed * x)
    measured = (math.sin(speed * (x + h)) - math.sin(speed * (x - h))) / (2 * h)
    ahead = (math.sin(speed * (x + h)) - math.sin(speed * x)) / h
    assert abs(measured - slope) <= h**2 * central * speed**3 + 1e-12
    assert abs(ahead - slope) <= h * one_sided * speed**2 + 1e-12
    x, h = Fraction(x), Fraction(h)
    assert ((x + h) ** 3 - (x - h) ** 3) / (2 * h) - 3 * x**2 == h**2 * central * 6
    assert ((x + h) ** 2 - x**2) / h - 2 * x == h * one_sided * 2


@functools.cache
def errors_by_step(seed):
    """Return the errors of both differences of a mean log cosh loss, for steps of 0.1, 0.01 and 0.001."""
    rng = np.random.default_rng(seed)
    X, y, w = rng.normal(0, 1, (30, 3)), rng.normal(0, 2, 30), rng.normal(0, 1, 3)

    def of_errors(w):
        return np.mean(np.log(np.cosh(X @ w - y)))

    exact, found = X.T @ np.tanh(X @ w - y) / 30, []
    for h in (0.1, 0.01, 0.001):
        sides = h * np.eye(3)
        central = [(of_errors(w + side) - of_errors(w - side)) / (2 * h) for side in sides]
        ahead = [(of_errors(w + side) - of_errors(w)) / h for side in sides]
        found.append([np.linalg.norm(central - exact), np.linalg.norm(ahead - exact)])
    return np.array(found)


@pytest.mark.claim(
    "gradient-check/tenth",
    "For the log cosh loss, between steps of 0.1 and 0.001, a tenth of the step gives a hundredth of the central error "
    "and a tenth of the one-sided one, to 5%.",
    central=100,
    one_sided=10,
)
@pytest.mark.refuted("It gives a tenth of the central error.", central=10)
@pytest.mark.refuted("It gives a hundredth of the one-sided one, too.", one_sided=100)
def test_a_tenth_of_the_step(central, one_sided):
    for seed in range(20):
        found = errors_by_step(seed)
        assert found[:-1] / found[1:] == pytest.approx(np.array([[central, one_sided]] * 2), rel=0.05)


@pytest.mark.claim(
    "gradient-check/exact-on-quadratics",
    "In exact arithmetic a central difference of a quadratic is right for any step.",
    back=1,
    cubic=0,
)
@pytest.mark.refuted("A one-sided one is, too.", back=0)
@pytest.mark.refuted("It is right for a cubic, too.", cubic=1)
@given(st.integers(1, 4), randoms)
def test_the_central_difference_of_a_quadratic_is_exact(back, cubic, d, random):
    """The quadratic is Σ aᵢⱼ wᵢ wⱼ + Σ bᵢ wᵢ, in fractions."""
    A = [[Fraction(random.randint(-9, 9), 7) for _ in range(d)] for _ in range(d)]
    b, w = ([Fraction(random.randint(-9, 9), 5) for _ in range(d)] for _ in range(2))
    h = Fraction(random.randint(1, 999), random.randint(1, 99))

    def quadratic(w):
        twice = sum(A[i][j] * w[i] * w[j] for i in range(d) for j in range(d))
        return twice + sum(b[i] * w[i] + cubic * w[i] ** 3 for i in range(d))

    for j in range(d):
        ahead, behind = ([a + side * h * (i == j) for i, a in enumerate(w)] for side in (1, -back))
        slope = sum((A[i][j] + A[j][i]) * w[i] for i in range(d)) + b[j] + cubic * 3 * w[j] ** 2
        assert (quadratic(ahead) - quadratic(behind)) / (h * (1 + back)) == slope


@pytest.mark.claim(
    "gradient-check/other-penalty",
    "(1/n) Xᵀe + 0.1 w is the gradient of half the mean squared error plus 0.05 Σ wⱼ².",
    strength=Fraction(1, 20),
)
@pytest.mark.refuted("It is that with 0.1 Σ wⱼ².", strength=Fraction(1, 10))
@pytest.mark.refuted("It is that with 0.2 Σ wⱼ².", strength=Fraction(1, 5))
@given(st.integers(1, 5), st.integers(1, 4), randoms)
def test_a_wrong_gradient_belongs_to_another_penalty(strength, n, d, random):
    X = np.array([[random.randint(-9, 9) for _ in range(d)] for _ in range(n)], dtype=object)
    y = [random.randint(-9, 9) for _ in range(n)]
    w = np.array([Fraction(random.randint(1, 9)) for _ in range(d)])
    gradient = Fraction(1, n) * (X.T @ (X @ w - y)) + Fraction(1, 10) * w
    for j in range(d):
        heights = []
        for side in (1, -1):
            moved = [a + side * (i == j) for i, a in enumerate(w)]
            heights.append(loss(X, y, moved) / 2 + strength * sum(a * a for a in moved))
        assert gradient[j] == (heights[0] - heights[1]) / 2


def test_gradient_check_refuses_bad_input():
    check = kept("gradient-check/gradient_check", "gradient_check")
    for w, step in (
        ([[1.0]], 1e-5),
        (1.0, 1e-5),
        ([math.nan], 1e-5),
        ([math.inf], 1e-5),
        ([1.0], 0),
        ([1.0], -1.0),
        ([1.0], math.nan),
        ([1.0], math.inf),
        ([1.0], [1e-5]),
        ([1e16], 1e-5),  # the step is lost in rounding
    ):
        with pytest.raises(ValueError, match="step="):
            check(lambda w: np.sum(w**2), lambda w: 2 * w, w, step)
    for of_w in (lambda w: math.nan, lambda w: math.inf, lambda w: w, lambda w: [1.0], lambda w: None):
        with pytest.raises(ValueError, match="loss"):
            check(of_w, lambda w: 2 * w, [1.0, 2.0])
    for gradient in (lambda w: 2, lambda w: [math.nan, 1.0], lambda w: [2.0], lambda w: w[:, None], lambda w: None):
        with pytest.raises(ValueError, match="gradient"):
            check(lambda w: np.sum(w**2), gradient, [1.0, 2.0])
    with pytest.raises(ValueError, match="gradient"):
        check(lambda w: 0.0, lambda w: w, [])


def test_gradient_check_takes_whole_numbers_and_calls_the_gradient_once():
    check, calls = kept("gradient-check/gradient_check", "gradient_check"), []

    def gradient(w):
        calls.append(w.copy())
        w += 1  # even a gradient that writes to its argument
        return 2 * calls[-1]

    w = np.array([3, 4], dtype=np.uint8)
    assert check(lambda w: np.sum(w**2), gradient, w) == pytest.approx(0, abs=1e-6)
    assert np.array_equal(calls, [[3, 4]])
    assert check(lambda w: np.uint64(100 - 10 * w[0]), lambda w: [-10], [5.0], 0.5) == 0
    assert check(lambda w: w @ w, lambda w: 2 * w, [1.0], np.uint8(200)) == 0


def test_gradient_check_does_not_take_rounding_for_a_missing_slope():
    def of_w(w):
        return 7.6e6 - 5e6 * w[0] - 774 * w[1] + (w[2] - 1) ** 2

    check = kept("gradient-check/gradient_check", "gradient_check")
    assert check(of_w, lambda w: [-5e6, -774, 2 * (w[2] - 1)], [0, 0, 1]) == pytest.approx(0, abs=1e-4)
    assert check(of_w, lambda w: [-5e6, 0, 2 * (w[2] - 1)], [0, 0, 1]) == pytest.approx([0, 1, 0], abs=1e-4)
