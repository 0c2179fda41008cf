"""The claims of docs/descent/convergence.md; the oracles are factors of eigendirections and recurrences."""

import functools
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "convergence"
seeds = st.integers(0, 10_000)
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
    threshold=1e-6,
    limit=3000,
    height=570,
)
@pytest.mark.refuted("'Changed by less than 7e-7' holds at step 1 at 1e-11, too.", threshold=7e-7)
@pytest.mark.refuted("It does not hold in 10,000 steps at 0.001.", limit=10_000)
@pytest.mark.refuted("The loss after that step at 1e-11 is 575 above the least.", height=575)
def test_the_hopeless_rate_is_the_first_to_stop(threshold, limit, height):
    def first(rate):
        with np.errstate(over="ignore", invalid="ignore"):
            changes = np.abs(np.diff([above(rate, step) for step in range(limit + 1)]))
        return next(iter(np.flatnonzero(changes < threshold) + 1), None)

    assert first(1e-11) == 1
    assert abs(above(1e-11, 1) - height) < 1
    assert 1 < first(0.02) < 3000
    assert above(0.02, first(0.02)) < 1e-4
    assert first(0.001) is first(0.03) is None


@pytest.mark.claim(
    "convergence/change-bound",
    "On a convex quadratic and for 0 < α ≤ 2/λ_max one step does not raise the loss, and lowers it by at most α‖∇J‖².",
    bound=2,
    promise=1,
)
@pytest.mark.refuted("It does not raise it for α up to 2.02/λ_max.", bound=2.02)
@pytest.mark.refuted("It lowers it by at most 0.99 α‖∇J‖².", promise=0.99)
@given(seeds, st.integers(1, 5), st.floats(0.001, 1) | st.floats(0.995, 1))
@example(1, 3, 0.001)
@example(1, 1, 1.0)
def test_a_step_changes_no_more_than_it_promises(bound, promise, seed, size, share):
    rng = np.random.default_rng(seed)
    root, centre, w = rng.normal(size=(size, size)), rng.normal(size=size), rng.normal(size=size)
    w = w + centre

    def loss(w):
        return np.sum((root @ (w - centre)) ** 2)

    gradient = np.array([(loss(w + side) - loss(w - side)) / 2 for side in np.eye(size)])
    rate = share * bound / (2 * np.linalg.norm(root, 2) ** 2)  # the Hessian is 2 rootᵀroot
    fall = loss(w) - loss(w - rate * gradient)
    assert -1e-9 <= fall <= promise * rate * gradient @ gradient * (1 + 1e-9) + 1e-9


@pytest.mark.claim(
    "convergence/nan",
    "On the noisy line at 0.03 the loop 'while the change is at least 1e-6' ends near step 3090 with an infinite loss; "
    "'until it is below 1e-6' never ends.",
    last=3090,
    below=False,
)
@pytest.mark.refuted("It ends near step 3080.", last=3080)
@pytest.mark.refuted("The change that ends the first loop ends the other, too.", below=True)
def test_a_false_comparison_ends_the_loop(last, below):
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
    assert abs(step - last) <= 2
    assert (change < 1e-6) == below


@pytest.mark.claim(
    "convergence/tells-apart",
    "On a quadratic with positive eigenvalues, with a high limit and up to rounding, `descend_until` returns below "
    "2/λ_max, and raises `OverflowError` above if more than `tolerance` of the first gradient lies in the steepest "
    "direction.",
    bound=lambda largest: 2 / largest,
    least_share=1e-3,
)
@pytest.mark.refuted("It returns below a bound 1% higher.", bound=lambda largest: 2.02 / largest)
@pytest.mark.refuted(
    "It raises `OverflowError` from a bound on that is 1% lower.", bound=lambda largest: 1.98 / largest
)
@pytest.mark.refuted("Above, it raises `OverflowError` if any of the first gradient does.", least_share=0)
@given(
    seeds,
    st.integers(1, 4),
    st.floats(0.05, 1.5) | st.floats(0.99, 1.01),
    st.sampled_from([0, 0, -9]),
    st.sampled_from(["-1e5", "0", "3", "start"]),
)
def test_it_tells_done_from_diverging(bound, least_share, seed, size, share, exponent, least):
    """The least loss may be negative, zero or positive, or such that the first loss is zero."""
    assume(abs(share - 1) > 0.003)
    rng = np.random.default_rng(seed)
    eigenvalues, turn = np.sort(rng.uniform(0.5, 20, size)), np.linalg.qr(rng.normal(size=(size, size)))[0]
    first = rng.choice([-1, 1], size) * rng.uniform(0.1, 10, size)  # the first gradient, along the eigendirections
    first[-1] *= 10.0**exponent
    assume(abs(first[-1]) > least_share * np.linalg.norm(first))
    hessian, start = turn @ np.diag(eigenvalues) @ turn.T, turn @ (first / eigenvalues)
    height = -start @ hessian @ start / 2 if least == "start" else float(least)
    arguments = (lambda w: height + w @ hessian @ w / 2, lambda w: hessian @ w, start)
    rate = share * 2 / eigenvalues[-1]
    try:
        w, steps = descend_until()(*arguments, rate, 1e-3)
    except OverflowError:
        w = None
    assert (w is not None) == (rate < bound(eigenvalues[-1]))
    if w is not None:
        left = first * (1 - rate * eigenvalues) ** steps
        assert turn.T @ hessian @ w == pytest.approx(left, abs=1e-8)
        assert np.linalg.norm(left) <= 1e-3 * np.linalg.norm(first) * (1 + 1e-9)


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
        with pytest.raises(ValueError, match="whole limit > 0"):
            descend_until()(*bowl, np.ones(2), rate, tolerance, limit)
    for limit in (math.inf, math.nan, 9.5):
        with pytest.raises(ValueError, match="whole limit > 0"):
            descend_until()(*bowl, np.ones(2), 0.1, 0.1, limit)
    for limit in (100.0, np.uint8(255)):
        assert descend_until()(*bowl, np.array([1, 2], dtype=np.uint8), 0.2, 1e-2, limit)[1] == 10
    for start in ([], [math.nan, 1], [math.inf, 1]):
        with pytest.raises(ValueError, match=r"start must be finite, of shape \(d,\)"):
            descend_until()(*bowl, start, 0.1, 0.1)
    with pytest.raises(ValueError, match=r"shape \(d,\)"):
        descend_until()(*bowl, np.ones((2, 2)), 0.1, 1e-3)
    with pytest.raises(ValueError, match=r"gradient must have the shape \(d,\)"):
        descend_until()(bowl[0], lambda w: w[:1], np.ones(2), 0.1, 1e-3)


def test_it_asks_once_at_each_point_and_does_not_take_a_gradient_that_is_no_number_for_a_short_one():
    asked = []
    bowl = (lambda w: asked.append("loss") or w @ w, lambda w: asked.append("gradient") or 2 * w)
    assert descend_until()(*bowl, np.ones(2), 0.2, 1e-2)[1] == 10
    assert asked == 11 * ["loss", "gradient"]
    with pytest.raises(OverflowError, match="at step 3"):
        descend_until()(bowl[0], lambda w: 2 * w * (1 if w[0] > 0.3 else math.nan), np.ones(2), 0.2, 1e-2)


@pytest.mark.claim(
    "convergence/last-digit",
    "On the noisy line at 0.02 the computed loss of the full batch rises at over a hundred of 5,000 steps, first after "
    "step 1,000 and never by more than 1e-13, while the exact loss falls at each.",
    rises=100,
    after=1000,
    most=1e-13,
)
@pytest.mark.refuted("It rises at over half of the steps.", rises=2500)
@pytest.mark.refuted("It rises first after step 2,000.", after=2000)
@pytest.mark.refuted("It never rises by more than 1e-16.", most=1e-16)
def test_the_computed_loss_rises_by_a_last_digit(rises, after, most):
    losses = computed_losses()
    changes = np.diff(losses)
    assert np.sum(changes > 0) > rises
    assert np.flatnonzero(changes > 0)[0] > after
    assert changes.max() <= most
    assert np.all(np.diff([above(0.02, step) for step in range(5001)]) < 0)


@functools.cache
def computed_losses():
    """Return the losses of 5,000 steps at 0.02, in floats."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y, slope, intercept, losses = 3 * x + 7 + rng.normal(0, 2, 100), 0.0, 0.0, []
    for _ in range(5001):
        error = slope * x + intercept - y
        losses.append(error @ error / 100)
        slope, intercept = slope - 0.04 * np.mean(error * x), intercept - 0.04 * np.mean(error)
    return losses


@pytest.mark.claim(
    "convergence/distance",
    "If the curvature is at least m > 0 everywhere, ‖w − w*‖ ≤ ‖∇J‖/m and J(w) − J(w*) ≤ ‖∇J‖²/(2m).",
    distance=lambda slope, m: slope / m,
    height=lambda slope, m: slope**2 / (2 * m),
)
@pytest.mark.refuted("The distance is at most 99% of ‖∇J‖/m.", distance=lambda slope, m: 0.99 * slope / m)
@pytest.mark.refuted("The loss above the least is at most ‖∇J‖²/(3m).", height=lambda slope, m: slope**2 / (3 * m))
@given(seeds, st.integers(1, 5), st.floats(0.01, 10), st.floats(0, 10))
@example(1, 3, 2.0, 0.0)  # a round bowl attains both
def test_the_gradient_bounds_the_distance(distance, height, seed, size, m, extra):
    """A loss that is no quadratic: m/2 ‖w‖² plus convex terms log cosh, turned, all with their minimum at zero."""
    rng = np.random.default_rng(seed)
    turn, w = np.linalg.qr(rng.normal(size=(size, size)))[0], rng.uniform(-10, 10, size)

    def loss(w):
        return m / 2 * w @ w + extra * np.sum(np.log(np.cosh(turn @ w)))

    gradient = np.array([(loss(w + h) - loss(w - h)) / 2e-5 for h in 1e-5 * np.eye(size)])
    length = np.linalg.norm(gradient) * (1 + 1e-4) + 1e-4
    assert np.linalg.norm(w) <= distance(length, m)
    assert loss(w) <= height(length, m)


@pytest.mark.claim(
    "convergence/raw-houses",
    "On the raw houses one step from zero at 1/λ_max shortens the gradient below 1e-4 of its start, with a gap above "
    "$7,000; standardised, the gradient is not that short in 1,000 steps.",
    least_gap=7000,
    steps=1000,
)
@pytest.mark.refuted("The gap is above $7,200.", least_gap=7200)
@pytest.mark.refuted("Standardised, it is not that short in 1,100 steps.", steps=1100)
def test_one_step_on_the_raw_houses_looks_converged(least_gap, steps):
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
    assert gap > least_gap
    scaled = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    assert state(scaled, steps)[0] > 1e-4


@pytest.mark.claim(
    "convergence/healthy",
    "On the noisy line at 0.01 the full batch falls at each of 1000 steps; momentum 0.9 rises at 143 of 300 and ends "
    "lower; mini-batches of ten rise at over 400 of 1000 with each of 100 seeds, median end 100 times higher.",
    rises=143,
    batch_rises=400,
    times=100,
)
@pytest.mark.refuted("Momentum rises at 142.", rises=142)
@pytest.mark.refuted("Mini-batches rise at over 470 with each seed.", batch_rises=470)
@pytest.mark.refuted("Their median end is 200 times higher, as with the 20 seeds of the page.", times=200)
def test_rises_are_healthy_for_momentum_and_mini_batches(rises, batch_rises, times):
    eigenvalues, distances, _ = noisy_line()
    assert np.all(np.diff([above(0.01, step) for step in range(1001)]) < 0)
    losses = np.zeros(301)
    for eigenvalue, squared in zip(eigenvalues, distances, strict=True):
        companion = np.array([[1.9 - 0.01 * eigenvalue, -0.9], [1, 0]])
        away = [np.linalg.matrix_power(companion, step)[1].sum() for step in range(301)]
        losses += eigenvalue / 2 * squared * np.square(away)
    assert np.sum(np.diff(losses) > 0) == rises
    assert losses[300] < 1e-10 < above(0.01, 1000)
    of_batches, ends = mini_batches()
    assert of_batches.min() > batch_rises
    assert np.median(ends) > times * above(0.01, 1000)


@functools.cache
def mini_batches():
    """Return rises and ends of a hundred mini-batch runs, side by side, with draws of their own."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    rng, slope, intercept, last, rises = np.random.default_rng(77), np.zeros(100), np.zeros(100), np.inf, np.zeros(100)
    for _ in range(1001):
        loss = np.mean((slope[:, None] * x + intercept[:, None] - y) ** 2, axis=1)
        rises, last = rises + (loss > last), loss
        rows = np.argpartition(rng.random((100, 100)), 10, axis=1)[:, :10]
        error = slope[:, None] * x[rows] + intercept[:, None] - y[rows]
        slope = slope - 0.02 * np.mean(error * x[rows], axis=1)
        intercept = intercept - 0.02 * np.mean(error, axis=1)
    return rises, last - noisy_line()[2]


@pytest.mark.claim(
    "convergence/plateau",
    "On ½(w₁w₂ − 1)² at 0.1: from (1e-4, 1e-4) the loss changes by less than 1e-6 at step 1, from (2, −1.99999) the "
    "gradient is a thousandth at step 41 with loss 0.5, and the loss is below 0.25 at step 117.",
    short=41,
    left=117,
    first_change=1e-6,
)
@pytest.mark.refuted("The gradient is a thousandth at step 40.", short=40)
@pytest.mark.refuted("The loss is below 0.25 at step 116.", left=116)
@pytest.mark.refuted("From (1e-4, 1e-4) the loss changes by less than 1e-9 at step 1.", first_change=1e-9)
def test_a_plateau_is_left_again(short, left, first_change):
    """Follow the product p and the sum of squares s of the weights, which form a recurrence of their own."""

    def losses_and_norms(first, second):
        p, s, rows = first * second, first**2 + second**2, []
        for _ in range(201):
            rows.append([(p - 1) ** 2 / 2, abs(p - 1) * math.sqrt(s)])
            step = 0.1 * (p - 1)
            p, s = p - step * s + step**2 * p, s - 4 * step * p + step**2 * s
        return np.array(rows).T

    losses, _ = losses_and_norms(1e-4, 1e-4)
    assert abs(losses[1] - losses[0]) < first_change
    assert losses[1] > 0.49 > 1e-10 > losses[200]
    losses, norms = losses_and_norms(2.0, -1.99999)
    assert np.flatnonzero(norms < 0.001 * norms[0])[0] == short
    assert losses[short] == pytest.approx(0.5, abs=0.001)
    assert np.flatnonzero(losses < 0.25)[0] == left
    assert losses[200] < 1e-10
