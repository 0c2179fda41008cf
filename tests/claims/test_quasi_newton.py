"""The claims of docs/descent/quasi-newton.md."""

import functools
import itertools
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize, rosen, rosen_der

SNIPPETS = Path(__file__).parents[2] / "snippets" / "quasi-newton"
seeds = st.integers(0, 10**6)


@functools.cache
def program(name):
    """Return what a program of the page defines."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))


def lbfgs(*arguments, **settings):
    return program("lbfgs")["lbfgs"](*arguments, **settings)


@pytest.mark.claim(
    "quasi-newton/secant",
    "Near a minimum of positive curvature, where the third derivative is not zero, the digits of the secant method "
    "come to grow by (1 + √5)/2 a step.",
    factor=(1 + math.sqrt(5)) / 2,
)
@pytest.mark.refuted("They double.", factor=2)
@pytest.mark.refuted("They grow by 1.6.", factor=1.6)
@settings(max_examples=20)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(-5, 5))
def test_digits_of_the_secant_grow_by_the_golden_ratio(factor, curvature, third, fourth):
    """The slope is c·e + t·e² + q·e³; in whole numbers with 3,000 digits."""
    one = 10**3000
    e = [one // 1000, one // 2000]
    digits = []
    for _ in range(12):
        before, here = e[-2:]

        def slope(x):
            return curvature * x + third * x * x // one + fourth * (x * x // one) * x // one

        e.append(here - slope(here) * (here - before) // (slope(here) - slope(before)))
        digits.append(3000 * math.log(10) - math.log(abs(e[-1])))
    assert digits[-1] / digits[-2] == pytest.approx(factor, abs=6e-3)


def dense(pairs, gamma, d):
    """Return BFGS's guess of the inverse Hessian by its formula, as a whole matrix."""
    B, one = gamma * np.eye(d), np.eye(d)
    for s, y in pairs:
        V = one - np.outer(y, s) / (s @ y)
        B = V.T @ B @ V + np.outer(s, s) / (s @ y)
    return B


@pytest.mark.claim(
    "quasi-newton/two-loops",
    "The two loops multiply the gradient by BFGS's matrix, begun with γI and the pairs from the oldest on; it takes "
    "the newest change to its step.",
    order=1,
    gamma=lambda s, y: s @ y / (y @ y),
)
@pytest.mark.refuted("So they do with the pairs from the newest on.", order=-1)
@pytest.mark.refuted("So they do with γ = sᵀs / sᵀy.", gamma=lambda s, y: s @ s / (s @ y))
@settings(max_examples=40)
@given(seeds, st.integers(2, 6), st.integers(2, 4))
def test_two_loops_are_a_product_with_a_matrix(order, gamma, seed, d, count):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(d, d))
    H = root @ root.T + np.eye(d)
    steps = rng.normal(size=(count, d))
    pairs = [(s, H @ s + 0.1 * s**3) for s in steps]
    B = dense(pairs[::order], gamma(*pairs[-1]), d)
    g = rng.normal(size=d)
    assert program("race")["lbfgs_direction"](g, pairs) == pytest.approx(-B @ g)
    assert B @ pairs[-1][1] == pytest.approx(pairs[-1][0])


@pytest.mark.claim(
    "quasi-newton/conjugate",
    "With exact line searches on a quadratic with positive eigenvalues L-BFGS takes the steps of conjugate gradients, "
    "whatever its memory.",
    exact=1,
)
@pytest.mark.refuted("So it does with steps 1% longer.", exact=1.01)
@settings(max_examples=30)
@given(seeds, st.integers(3, 6), st.integers(1, 5))
def test_with_exact_searches_it_is_conjugate_gradients(exact, seed, d, memory):
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    H, b = turn * np.linspace(1, 10, d) @ turn.T, rng.normal(size=d)
    x, r = np.zeros(d), b
    p, expected = r, []
    for _ in range(3):
        rate = (r @ r) / (p @ H @ p)
        x, new = x + rate * p, r - rate * H @ p
        p, r = new + (new @ new) / (r @ r) * p, new
        expected.append(x)
    w, pairs = np.zeros(d), []
    for k in range(3):
        g = H @ w - b
        direction = program("race")["lbfgs_direction"](g, pairs)
        step = exact * -(g @ direction) / (direction @ H @ direction) * direction
        pairs = [*pairs, (step, H @ step)][-memory:]
        w = w + step
        assert w == pytest.approx(expected[k], abs=1e-6)


@pytest.mark.claim(
    "quasi-newton/wolfe",
    "A step along which the slope becomes flatter, to 0.9 or less of a falling one, gives sᵀy > 0; that the loss falls "
    "enough does not give it.",
    flatter=0.9,
)
@pytest.mark.refuted("The first condition alone gives it.", flatter=None)
@pytest.mark.refuted("A slope of at most 1.1 times the falling one gives it.", flatter=1.1)
@settings(max_examples=200)
@given(seeds, st.floats(0.01, 3))
@example(2, 0.05)
def test_the_second_condition_makes_a_pair_useful(flatter, seed, rate):
    """On waves in two weights, which curve both ways."""
    rng = np.random.default_rng(seed)
    mix, shift, w = rng.normal(size=(3, 2)), rng.uniform(0, 6, 3), rng.normal(size=2)

    def loss(w):
        return np.sum(np.sin(mix @ w + shift))

    def gradient(w):
        return mix.T @ np.cos(mix @ w + shift)

    g = gradient(w)
    after = w - rate * g
    slopes = gradient(after)
    assume(g @ g > 1e-6 and loss(after) <= loss(w) - 1e-4 * rate * (g @ g))
    assume(flatter is None or -(slopes @ g) >= -flatter * (g @ g))
    assert (after - w) @ (slopes - g) > 0


def test_lbfgs_ends_where_scipy_ends_and_obeys_both_conditions():
    start = np.array([-1.2, 1.0, 0.5, 2.0, -0.5])
    path = lbfgs(rosen, rosen_der, start, 80)
    ended = minimize(rosen, path[20], jac=rosen_der, method="BFGS", options={"gtol": 1e-10}).x
    assert path[-1] == pytest.approx(ended, abs=1e-6)
    for w, after in itertools.pairwise(path[:31]):
        s, g = after - w, rosen_der(w)
        assert rosen(after) <= rosen(w) + 1e-4 * (g @ s)
        assert rosen_der(after) @ s >= 0.9 * (g @ s)
    for memory in (0, -1, 2.5, np.nan):
        with pytest.raises(ValueError, match="memory"):
            lbfgs(rosen, rosen_der, start, 2, memory=memory)


def test_lbfgs_stays_where_the_loss_is_a_number():
    path = lbfgs(
        lambda w: float(w[0] - np.log(w[0])) if w[0] > 0 else np.nan, lambda w: 1 - 1 / w, np.array([30.0]), 30
    )
    assert np.all(path > 0)
    assert path[-1] == pytest.approx([1], abs=1e-6)
