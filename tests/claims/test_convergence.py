"""The claims of docs/descent/convergence.md; the oracles are factors of eigendirections and recurrences."""

import functools
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "convergence"
seeds = st.integers(0, 10_000)
positive = st.floats(0.5, 20)
coordinates = st.floats(-10, 10).filter(lambda value: abs(value) > 0.1)


@functools.cache
def descend_until():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "descend_until.py"))["descend_until"]


@functools.cache
def noisy_line():
    """Return eigenvalues and squared first distances of the noisy line, from sums alone, and its least loss."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    intercept, slope = np.polynomial.Polynomial.fit(x, y, 1).convert().coef
    trace, determinant = np.mean(x**2) + 1, np.var(x)
    root = math.sqrt(trace**2 / 4 - determinant)
    eigenvalues = np.array([trace - 2 * root, trace + 2 * root])
    distances = []
    for eigenvalue in eigenvalues:
        direction = np.array([eigenvalue - 2, 2 * np.mean(x)])
        distances.append((direction @ [slope, intercept] / math.hypot(*direction)) ** 2)
    return eigenvalues, np.array(distances), np.mean((slope * x + intercept - y) ** 2)


def above(rate, steps):
    """Return the loss above the least of the noisy line after so many steps from zero."""
    eigenvalues, distances, _ = noisy_line()
    return np.sum(eigenvalues / 2 * (1 - rate * eigenvalues) ** (2.0 * steps) * distances)


@pytest.mark.claim(
    "convergence/small-change",
    "On the noisy line, from zero, 'changed by less than 1e-6' first holds at step 1 at 1e-11, 570 above the least; "
    "after step 3000 at 0.001; earlier at 0.02; at no step to 3000 at 0.03.",
)
def test_the_hopeless_rate_is_the_first_to_stop():
    def first(rate):
        changes = np.abs(np.diff([above(rate, step) for step in range(3001)]))
        return np.append(np.flatnonzero(changes < 1e-6) + 1, 9999)[0]

    assert first(1e-11) == 1
    assert 569 < above(1e-11, 1) < 571
    assert 1 < first(0.02) < 3000
    assert above(0.02, first(0.02)) < 1e-4
    assert first(0.001) == first(0.03) == 9999


@pytest.mark.claim(
    "convergence/change-bound",
    "On a convex quadratic and for 0 < α ≤ 2/λ_max one step does not raise the loss, and lowers it by at most α‖∇J‖².",
)
@given(seeds, st.integers(1, 5), st.floats(0.001, 1))
def test_a_step_changes_no_more_than_it_promises(seed, size, share):
    rng = np.random.default_rng(seed)
    root, centre, w = rng.normal(size=(size, size)), rng.normal(size=size), rng.normal(size=size)
    w = w + centre

    def loss(w):
        return np.sum((root @ (w - centre)) ** 2)

    gradient = np.array([(loss(w + side) - loss(w - side)) / 2 for side in np.eye(size)])
    rate = share / np.linalg.norm(root, 2) ** 2  # the Hessian is 2 rootᵀroot
    fall = loss(w) - loss(w - rate * gradient)
    assert -1e-9 <= fall <= rate * gradient @ gradient * (1 + 1e-9) + 1e-9


@pytest.mark.claim(
    "convergence/nan",
    "On the noisy line at 0.03 the loop 'while the change is at least 1e-6' ends near step 3090 with an infinite loss; "
    "'until it is below 1e-6' never ends.",
)
def test_a_false_comparison_ends_the_loop():
    """Follow the steepest direction alone, in plain floats, as the sum over the hundred points."""
    eigenvalues, distances, _ = noisy_line()
    curvature, away = float(eigenvalues[1]), math.sqrt(distances[1])
    total, change, step = 0.0, math.inf, 0
    while change >= 1e-6:
        away *= 1 - 0.03 * curvature
        previous, total = total, 100 * curvature / 2 * away * away
        change, step = abs(previous - total), step + 1
    assert math.isinf(total)
    assert math.isnan(change)
    assert abs(step - 3090) <= 2
    assert not change < 1e-6


@pytest.mark.claim(
    "convergence/tells-apart",
    "On a quadratic with positive eigenvalues, with a high limit and up to rounding, descend_until returns below "
    "2/λ_max, and raises OverflowError above if more than `tolerance` of the first gradient lies in the steepest "
    "direction.",
)
@given(positive, positive, coordinates, coordinates, st.floats(0.05, 1.5), st.sampled_from(["-1e5", "0", "3", "start"]))
def test_it_tells_done_from_diverging(one, other, a, b, share, least):
    """The least loss may be negative, zero or positive, or such that the first loss is zero."""
    assume(abs(share - 1) > 0.02)
    eigenvalues, start = np.array([one, other]), np.array([a, b])
    height = -eigenvalues @ start**2 / 2 if least == "start" else float(least)
    arguments = (lambda w: height + eigenvalues @ w**2 / 2, lambda w: eigenvalues * w, start)
    rate = share * 2 / max(one, other)
    first = np.abs(eigenvalues * start)
    assume(first[np.argmax(eigenvalues)] > 1e-3 * np.linalg.norm(first))
    if share > 1:
        with pytest.raises(OverflowError, match="diverges"):
            descend_until()(*arguments, rate, 1e-3)
        return
    w, steps = descend_until()(*arguments, rate, 1e-3)
    reached = eigenvalues * (1 - rate * eigenvalues) ** steps * start
    assert eigenvalues * w == pytest.approx(reached, abs=1e-8)
    assert np.linalg.norm(reached) <= 1e-3 * np.linalg.norm(first) * (1 + 1e-9)


def test_it_says_when_the_limit_came_first_and_refuses_bad_settings():
    bowl = (lambda w: w @ w, lambda w: 2 * w)
    with pytest.raises(RuntimeError, match="not converged: gradient at 100%"):
        descend_until()(*bowl, np.ones(2), 1e-9, 1e-3, 50)
    assert descend_until()(*bowl, np.zeros(2), 0.1, 1e-3)[1] == 0
    with pytest.raises(OverflowError, match="diverges"):
        descend_until()(lambda w: math.nan, lambda w: w, np.ones(2), 0.1, 1e-3)
    with pytest.raises(OverflowError, match="diverges: loss -inf"), np.errstate(over="ignore"):
        descend_until()(lambda w: -w @ w, lambda w: -2 * w, np.ones(2), 1, 1e-3)
    with pytest.raises(RuntimeError, match="gradient at 1%"):  # step 9 is the last: 0.6 ** 9 is over 1e-2
        descend_until()(*bowl, np.ones(2), 0.2, 1e-2, 9)
    assert descend_until()(*bowl, np.ones(2), 0.2, 1e-2, 10)[1] == 10
    for rate, tolerance, limit in [(0, 1e-3, 9), (-1, 1e-3, 9), (math.nan, 1e-3, 9), (0.1, math.inf, 9), (0.1, 0.1, 0)]:
        with pytest.raises(ValueError, match="must be positive, finite"):
            descend_until()(*bowl, np.ones(2), rate, tolerance, limit)
    with pytest.raises(ValueError, match=r"shape \(d,\)"):
        descend_until()(*bowl, np.ones((2, 2)), 0.1, 1e-3)
    with pytest.raises(ValueError, match=r"shape \(d,\)"):
        descend_until()(bowl[0], lambda w: w[:1], np.ones(2), 0.1, 1e-3)


@pytest.mark.claim(
    "convergence/distance",
    "If the curvature is at least m > 0 everywhere, ‖w − w*‖ ≤ ‖∇J‖/m and J(w) − J(w*) ≤ ‖∇J‖²/(2m).",
)
@given(seeds, st.floats(0.01, 10), st.floats(0, 10), coordinates, coordinates)
def test_the_gradient_bounds_the_distance(seed, m, extra, a, b):
    """A loss that is no quadratic: m/2 ‖w‖² plus convex terms log cosh, turned, all with their minimum at zero."""
    turn = np.linalg.qr(np.random.default_rng(seed).normal(size=(2, 2)))[0]

    def loss(w):
        return m / 2 * w @ w + extra * np.sum(np.log(np.cosh(turn @ w)))

    w = np.array([a, b])
    gradient = np.array([(loss(w + h) - loss(w - h)) / 2e-5 for h in 1e-5 * np.eye(2)])
    length = np.linalg.norm(gradient) * (1 + 1e-4) + 1e-4
    assert np.linalg.norm(w) <= length / m
    assert loss(w) <= length**2 / (2 * m)


@pytest.mark.claim(
    "convergence/raw-houses",
    "On the raw houses one step from zero at 1/λ_max shortens the gradient below 1e-4 of its start, with a gap above "
    "$7,000; standardised, the gradient is not that short in 1,000 steps.",
)
def test_one_step_on_the_raw_houses_looks_converged():
    """By singular values: the gradient along direction i is 2/n s times what is left of the label's share in it."""
    columns = np.array([[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]], dtype=float)
    y = np.array([250.0, 380.0, 450.0, 520.0, 750.0])

    def state(columns, steps):
        left, singular, _ = np.linalg.svd(np.column_stack([np.ones(5), columns]), full_matrices=False)
        remains = (1 - (singular / singular[0]) ** 2) ** steps * (left.T @ y)
        share = np.linalg.norm(singular * remains) / np.linalg.norm(singular * (left.T @ y))
        return share, 1000 * np.linalg.norm(remains) / math.sqrt(5)

    share, gap = state(columns, 1)
    assert share < 1e-4
    assert gap > 7000
    scaled = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    assert state(scaled, 1000)[0] > 1e-4


@pytest.mark.claim(
    "convergence/healthy",
    "On the noisy line at 0.01 the full batch falls at each of 1000 steps; momentum 0.9 rises at 143 of 300 and ends "
    "lower; mini-batches of ten rise at over 400 of 1000 with each of 20 seeds, median end 200 times higher.",
)
def test_rises_are_healthy_for_momentum_and_mini_batches():
    eigenvalues, distances, least = noisy_line()
    assert np.all(np.diff([above(0.01, step) for step in range(1001)]) < 0)
    losses = np.zeros(301)
    for eigenvalue, squared in zip(eigenvalues, distances, strict=True):
        companion = np.array([[1.9 - 0.01 * eigenvalue, -0.9], [1, 0]])
        away = [np.linalg.matrix_power(companion, step)[1].sum() for step in range(301)]
        losses += eigenvalue / 2 * squared * np.square(away)
    assert np.sum(np.diff(losses) > 0) == 143
    assert losses[300] < 1e-10 < above(0.01, 1000)

    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    ends = []
    for seed in range(20):
        rng, slope, intercept, last, rises = np.random.default_rng(seed), 0.0, 0.0, math.inf, 0
        for _ in range(1001):
            loss = np.mean((slope * x + intercept - y) ** 2)
            rises, last = rises + (loss > last), loss
            rows = rng.choice(100, 10, replace=False)
            error = slope * x[rows] + intercept - y[rows]
            slope, intercept = slope - 0.02 * np.mean(error * x[rows]), intercept - 0.02 * np.mean(error)
        assert rises > 400
        ends.append(last - least)
    assert np.median(ends) > 200 * above(0.01, 1000)


@pytest.mark.claim(
    "convergence/plateau",
    "On ½(w₁w₂ − 1)² at 0.1: from (1e-4, 1e-4) the loss changes by less than 1e-6 at step 1, from (2, −1.99999) the "
    "gradient is a thousandth at step 41 with loss 0.5, and the loss is below 0.25 at step 117.",
)
def test_a_plateau_is_left_again():
    """Follow the product p and the sum of squares s of the weights, which form a recurrence of their own."""

    def losses_and_norms(first, second):
        p, s, rows = first * second, first**2 + second**2, []
        for _ in range(201):
            rows.append([(p - 1) ** 2 / 2, abs(p - 1) * math.sqrt(s)])
            step = 0.1 * (p - 1)
            p, s = p - step * s + step**2 * p, s - 4 * step * p + step**2 * s
        return np.array(rows).T

    losses, _ = losses_and_norms(1e-4, 1e-4)
    assert abs(losses[1] - losses[0]) < 1e-6
    assert losses[1] > 0.49 > 1e-10 > losses[200]
    losses, norms = losses_and_norms(2.0, -1.99999)
    assert np.flatnonzero(norms < 0.001 * norms[0])[0] == 41
    assert losses[41] == pytest.approx(0.5, abs=0.001)
    assert np.flatnonzero(losses < 0.25)[0] == 117
    assert losses[200] < 1e-10


@pytest.mark.claim(
    "convergence/kept",
    "From zero k steps on a quadratic with positive eigenvalues cover the share 1 − (1 − αλᵢ)^k of the way in each "
    "eigendirection.",
)
@given(seeds, st.integers(0, 50), st.floats(0.01, 1.2))
def test_stopping_keeps_this_share(seed, steps, share):
    rng = np.random.default_rng(seed)
    turn, eigenvalues = np.linalg.qr(rng.normal(size=(3, 3)))[0], rng.uniform(0.1, 10, 3)
    hessian, best = turn @ np.diag(eigenvalues) @ turn.T, rng.normal(size=3)
    rate, w = share * 2 / eigenvalues.max(), np.zeros(3)
    for _ in range(steps):
        w = w - rate * hessian @ (w - best)
    expected = (1 - (1 - rate * eigenvalues) ** steps) * (turn.T @ best)
    assert turn.T @ w == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.claim(
    "convergence/above-ridge",
    "For 0 < αλ ≤ 1 stopping after k ≥ 1 steps keeps no less than ridge with penalty 1/(αk), which keeps λ/(λ + μ).",
)
@given(st.floats(1e-6, 1), st.integers(1, 10_000), st.floats(1e-3, 1e3))
def test_stopping_keeps_no_less_than_ridge(product, steps, curvature):
    penalty = curvature / (product * steps)  # 1/(αk) for α = product/curvature
    A, y = np.diag([math.sqrt(curvature), math.sqrt(penalty)]), np.array([math.sqrt(curvature), 0.0])
    ridge = np.linalg.lstsq(A[:, [0]] + A[:, [1]], y)[0][0]  # best fit 1, penalty as one more row
    assert ridge == pytest.approx(curvature / (curvature + penalty), rel=1e-9)
    assert 1 - (1 - product) ** steps >= ridge - 1e-12


@pytest.mark.claim(
    "convergence/both-help",
    "On each of the 20 splits early stopping and ridge, both chosen by validation, have a lower test error than least "
    "squares.",
)
def test_stopping_and_ridge_beat_the_full_fit():
    """Ridge by scikit-learn; stopping by the shares of singular directions at a few steps."""
    from sklearn.datasets import load_diabetes
    from sklearn.linear_model import LinearRegression, Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    data = load_diabetes()
    prepare = make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler())
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(442)
        train, valid, test = order[:100], order[100:200], order[200:]
        Z, y = prepare.fit(data.data[train]).transform(data.data), data.target

        def test_error(candidates, Z=Z, y=y, valid=valid, test=test):
            """Return the test error of the weights and intercept with the lowest validation error."""
            w, b = min(candidates, key=lambda fit: np.mean((Z[valid] @ fit[0] + fit[1] - y[valid]) ** 2))
            return np.mean((Z[test] @ w + b - y[test]) ** 2)

        def fit(model, Z=Z[train], y=y[train]):
            return model.fit(Z, y).coef_, model.intercept_

        least_squares = test_error([fit(LinearRegression())])
        assert test_error([fit(Ridge(100 / 2 * penalty)) for penalty in (0.3, 1.0, 3.0)]) < least_squares

        left, singular, right = np.linalg.svd(Z[train], full_matrices=False)
        along, shares = left.T @ y[train] / singular, (singular / singular[0]) ** 2
        stopped = [(right.T @ ((1 - (1 - shares) ** steps) * along), y[train].mean()) for steps in range(1, 301)]
        assert test_error(stopped) < least_squares
