"""The claims of docs/descent/learning-rate.md; the oracles are closed forms and matrix powers, not the page's loops."""

import functools
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "learning-rate"
positive = st.floats(min_value=0.1, max_value=100)
angles = st.floats(min_value=0, max_value=math.pi)
starts = st.tuples(st.floats(-10, 10), st.floats(-10, 10)).filter(lambda e: math.hypot(*e) > 0.1)


@functools.cache
def backtracking_step():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "backtracking.py"))["backtracking_step"]


def noisy_line():
    """Return x and y of the page's hundred points."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    return x, 3 * x + 7 + rng.normal(0, 2, 100)


def eigenvalues_of_line(x, constant=2.0):
    """Return both eigenvalues of constant · [mean x², mean x; mean x, 1] from trace and determinant."""
    trace, determinant = np.mean(x**2) + 1, np.mean(x**2) - np.mean(x) ** 2
    root = math.sqrt(trace**2 / 4 - determinant)
    return constant * (trace / 2 - root), constant * (trace / 2 + root)


def quadratic(small, large, angle):
    """Return the symmetric 2×2 matrix with these eigenvalues, turned by an angle."""
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return turn @ np.diag([small, large]) @ turn.T


def loss_after(rate, steps):
    """Return the loss on the noisy line by the closed form: least loss plus what is left in each eigendirection."""
    x, y = noisy_line()
    best = np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1]
    least = np.mean((best[0] * x + best[1] - y) ** 2)
    excess = 0.0
    for eigenvalue in eigenvalues_of_line(x):
        direction = np.array([eigenvalue - 2, 2 * np.mean(x)])  # from the second row of H v = λ v
        along = direction @ best / math.hypot(*direction)
        excess += eigenvalue / 2 * (1 - rate * eigenvalue) ** (2 * steps) * along**2
    return least, least + excess


@pytest.mark.claim(
    "learning-rate/overshooting-wins",
    "On the noisy line 0.028 is behind 0.0005 and 0.01 at step 50, lowest of four at 300; 0.03 ends above 1e32.",
)
def test_the_overshooting_rate_ends_lowest():
    least, overshooting = loss_after(0.028, 300)
    assert loss_after(0.028, 50)[1] > max(loss_after(rate, 50)[1] for rate in (0.0005, 0.01))
    assert overshooting < min(loss_after(rate, 300)[1] for rate in (0.0005, 0.01, 0.03))
    assert overshooting < least + 0.01
    assert loss_after(0.03, 300)[1] > 1e32


def gradient_of(small, large, angle, minimum):
    """Return the gradient of a quadratic with this minimum, by central differences, which are exact for a parabola."""

    def loss(w):
        away = w - minimum
        along = away @ [math.cos(angle), math.sin(angle)], away @ [-math.sin(angle), math.cos(angle)]
        return (small * along[0] ** 2 + large * along[1] ** 2) / 2

    def gradient(w):
        return np.array([(loss(w + side) - loss(w - side)) / 2 for side in np.eye(2)])

    return loss, gradient


def directions(small, large, angle):
    """Return both eigenvalues with their directions."""
    return (small, (math.cos(angle), math.sin(angle))), (large, (-math.sin(angle), math.cos(angle)))


@pytest.mark.claim(
    "learning-rate/factor", "On a quadratic each step multiplies the distance along eigendirection i by 1 − αλᵢ."
)
@given(positive, positive, angles, starts, starts, st.floats(-0.05, 0.05))
def test_each_direction_has_its_own_factor(small, large, angle, start, minimum, rate):
    _, gradient = gradient_of(small, large, angle, np.array(minimum))
    w = np.array(start)
    after = w - rate * gradient(w)
    for eigenvalue, direction in directions(small, large, angle):
        expected = (1 - rate * eigenvalue) * np.dot(direction, w - minimum)
        assert np.dot(direction, after - minimum) == pytest.approx(expected, abs=1e-8)


@pytest.mark.claim(
    "learning-rate/bound",
    "On a quadratic with positive eigenvalues descent converges to the minimum from every start iff 0 < α < 2/λ_max.",
)
@given(positive, positive, angles, st.floats(-1, 3) | st.floats(0.99, 1.01))
def test_it_converges_exactly_below_the_bound(small, large, angle, share):
    assume(abs(share) > 1e-3 and abs(share - 1) > 1e-3)
    step = np.eye(2) - share * 2 / max(small, large) * quadratic(small, large, angle)
    for _ in range(25):  # the step's matrix to the power 2^25, or as far as it takes to be sure that it grows
        step = step @ step
        if np.abs(step).max() > 1e6:
            break
    assert (np.abs(step).max() < 1e-6) == (0 < share < 1)


@pytest.mark.claim(
    "learning-rate/loss-falls",
    "On a quadratic with positive eigenvalues and 0 < α < 2/λ_max, every step not from the minimum lowers the loss.",
)
@given(positive, positive, angles, starts, starts, st.floats(0.001, 0.999))
def test_the_loss_falls_at_every_step(small, large, angle, start, minimum, share):
    w = np.array(start)
    assume(math.hypot(*(w - minimum)) > 0.1)
    loss, gradient = gradient_of(small, large, angle, np.array(minimum))
    assert loss(w - share * 2 / max(small, large) * gradient(w)) < loss(w)


@pytest.mark.claim(
    "learning-rate/no-overshoot", "On a quadratic no direction changes the sign of its distance for 0 < α ≤ 1/λ_max."
)
@given(positive, positive, angles, starts, starts, st.floats(0, 1))
def test_nothing_overshoots_up_to_one_over_the_largest(small, large, angle, start, minimum, share):
    w = np.array(start)
    _, gradient = gradient_of(small, large, angle, np.array(minimum))
    after = w - share / max(small, large) * gradient(w)
    for _, direction in directions(small, large, angle):
        assert np.dot(direction, after - minimum) * np.dot(direction, w - minimum) >= -1e-8


@pytest.mark.claim(
    "learning-rate/best-fixed",
    "Among fixed rates 2/(λ_max + λ_min) has the smallest largest factor, (κ − 1)/(κ + 1).",
)
@given(positive, positive, st.floats(-1, 3))
def test_no_fixed_rate_guarantees_more(one, other, share):
    small, large = sorted((one, other))

    def worst(rate):
        return max(abs(1 - rate * small), abs(1 - rate * large))

    ratio = large / small
    assert worst(2 / (small + large)) == pytest.approx((ratio - 1) / (ratio + 1), abs=1e-9)
    assert worst(2 / (small + large)) <= worst(share / large) + 1e-12


@pytest.mark.claim(
    "learning-rate/start-at-a-hundredth", "0.01 is stable on three of the six pairs of data set and loss in the table."
)
def test_a_hundredth_is_stable_for_three_of_six():
    areas = [1000, 1500, 2000, 2500]
    largest = eigenvalues_of_line(noisy_line()[0])[1]
    bounds = [
        2 / (2 * sum(area**2 for area in areas)),
        2 / (2 * sum(area**2 for area in areas) / 4),
        2 / (2 * sum((area / 1000) ** 2 for area in areas)),
        2 / largest,
        2 / (largest / 2),
        2 / (largest * 100),
    ]
    assert [bound > 0.01 for bound in bounds] == [False, False, True, True, True, False]
    assert max(bounds) / min(bounds) == pytest.approx(1e6, rel=0.01)


@pytest.mark.claim(
    "learning-rate/conventions", "Half the mean doubles the bound of the mean; the sum over n cases divides it by n."
)
@given(st.integers(2, 50), st.integers(0, 1000))
def test_the_constant_in_front_moves_the_bound(cases, seed):
    """Measure the curvature of each loss as second differences along the steepest direction of all turns tried."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 10, cases), rng.uniform(0, 10, cases)

    def bound(total):
        curvatures = []
        for angle in np.linspace(0, math.pi, 500):
            w, b = math.cos(angle), math.sin(angle)
            there, here, back = (total((step * w * x + step * b - y) ** 2) for step in (1, 0, -1))
            curvatures.append(there - 2 * here + back)
        return 2 / max(curvatures)

    of_mean = bound(np.mean)
    assert bound(lambda squares: np.mean(squares) / 2) == pytest.approx(2 * of_mean)
    assert bound(np.sum) == pytest.approx(of_mean / cases)


@pytest.mark.claim(
    "learning-rate/range-test",
    "On the noisy line each step of the range test lowers the loss until the rate is over four times the bound.",
)
def test_the_range_test_shows_trouble_late():
    """Computed from the product of the factors in each eigendirection, without a gradient."""
    x, y = noisy_line()
    best = np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1]
    rates = np.geomspace(1e-5, 0.2, 100)
    excess = np.zeros(100)  # after the step with each rate
    for eigenvalue in eigenvalues_of_line(x):
        direction = np.array([eigenvalue - 2, 2 * np.mean(x)])
        along = direction @ best / math.hypot(*direction)
        excess += eigenvalue / 2 * np.cumprod(1 - rates * eigenvalue) ** 2 * along**2
    lowest = np.argmin(excess)
    assert np.all(np.diff(excess[: lowest + 1]) < 0)
    assert rates[lowest] > 4 * 2 / eigenvalues_of_line(x)[1]


@pytest.mark.claim(
    "learning-rate/backtracking",
    "On a quadratic with positive eigenvalues a backtracking step not from the minimum lowers the loss.",
)
@given(positive, positive, angles, starts, st.floats(1e-3, 1e3))
def test_backtracking_lowers_the_loss(small, large, angle, start, rate):
    hessian, w = quadratic(small, large, angle), np.array(start)
    after, used = backtracking_step()(lambda w: w @ hessian @ w / 2, lambda w: hessian @ w, w, rate=rate)
    assert after @ hessian @ after < w @ hessian @ w
    assert 0 < used <= rate


def test_backtracking_refuses_a_wrong_gradient_and_wrong_settings():
    step = backtracking_step()
    with pytest.raises(ValueError, match="a wrong gradient"):
        step(lambda w: w @ w, lambda w: -2 * w, np.ones(2))
    with pytest.raises(ValueError, match=r"not between 0 and 1: shrink=1\.5"):
        step(lambda w: w @ w, lambda w: 2 * w, np.ones(2), shrink=1.5)
