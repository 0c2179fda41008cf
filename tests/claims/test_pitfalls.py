"""The claims of docs/practice/pitfalls.md; each wrong program fails by an oracle, and its right one is cured."""

import contextlib
import functools
import io
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.preprocessing import scale

SNIPPETS = Path(__file__).parents[2] / "snippets" / "pitfalls"


@functools.cache
def ran(program):
    """Return the names that a program of the page leaves behind."""
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(SNIPPETS / f"{program}.py"))


def points(reach=10):
    """Return x and y of the page's hundred points."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, reach, 100)
    return x, 3 * x + 7 + rng.normal(0, 2, 100)


def least_squares(x, y):
    """Return slope, intercept and least loss from covariance and variance."""
    slope = np.mean((x - x.mean()) * (y - y.mean())) / np.var(x)
    return np.array([slope, y.mean() - slope * x.mean()]), np.var(y) - slope**2 * np.var(x)


def curvatures(x):
    """Return both eigenvalues of 2 · [mean x², mean x; mean x, 1] from trace and determinant."""
    trace, determinant = np.mean(x**2) + 1, np.var(x)
    root = math.sqrt(trace**2 / 4 - determinant)
    return trace - 2 * root, trace + 2 * root


def after(x, y, rate, steps):
    """Return slope and intercept after descent from zero, by a power of the step's matrix."""
    hessian = 2 * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1]])
    best = least_squares(x, y)[0]
    return best - np.linalg.matrix_power(np.eye(2) - rate * hessian, steps) @ best


def loss_of(x, y, w):
    """Return the mean squared error of a line."""
    return np.mean((w[0] * x + w[1] - y) ** 2)


@pytest.mark.claim(
    "pitfalls/too-good",
    "Of the four reports at the top, one case for all and half the mean lie below the least loss.",
    below={"one case for all", "half the mean"},
)
@pytest.mark.refuted("Of the four, one case for all alone does.", below={"one case for all"})
@pytest.mark.refuted("The one after 100 steps does so, too.", below={"one case for all", "half the mean", "100 steps"})
def test_two_of_four_reports_are_too_good(below):
    x, y = points()
    least = least_squares(x, y)[1]
    case = np.array([x[-1], 1])
    factor = 1 - 0.01 * 2 * case @ case  # of the last case's error at each step
    reports = {
        "rate too large": loss_of(x, y, after(x, y, 0.03, 300)),
        "one case for all": (factor**300 * y[-1]) ** 2,
        "100 steps": loss_of(x, y, after(x, y, 0.01, 100)),
        "half the mean": loss_of(x, y, after(x, y, 0.01, 300)) / 2,
    }
    assert {name for name, loss in reports.items() if loss < least} == below
    assert min(reports, key=reports.get) == "one case for all"
    for name, (reported, _) in ran("four_mistakes")["reports"].items():
        assert reported == pytest.approx(reports[name], rel=1e-6, abs=0.006)
    assert ran("four_mistakes")["reports"]["one case for all"][1] > 3 * least


@pytest.mark.claim(
    "pitfalls/rate-too-large",
    "On x from 0 to 20 the rate 0.01 is above 2/λ_max: each step multiplies the loss by (1 − αλ_max)², within 1%.",
    factor=lambda step: (1 - step) ** 2,
    within=0.01,
)
@pytest.mark.refuted("Each step multiplies it by |1 − αλ_max|.", factor=lambda step: abs(1 - step))
@pytest.mark.refuted("Each step multiplies it by the same factor, within 0.1%.", within=0.001)
def test_the_rate_that_was_right_is_above_the_bound_of_the_new_data(factor, within):
    x, y = points(20)
    largest = curvatures(x)[1]
    assert 2 / largest < 0.01
    assert 2 / curvatures(points()[0])[1] > 0.01
    assert 3.8 < largest / curvatures(points()[0])[1] < 4
    losses = [loss_of(x, y, after(x, y, 0.01, steps)) for steps in range(102)]
    ratios = np.array(losses[1:]) / losses[:-1]
    assert ratios == pytest.approx(factor(0.01 * largest), rel=within)
    assert losses[11] / losses[10] == pytest.approx(3.17, abs=0.005)
    assert loss_of(x, y, after(x, y, 0.01, 1)) > loss_of(x, y, np.zeros(2))
    assert np.isnan(ran("rate_too_large_wrong")["w"]).all()


def test_one_over_the_largest_curvature_cures_it():
    x, y = points(20)
    assert ran("rate_too_large")["learning_rate"] == pytest.approx(1 / curvatures(x)[1])
    assert ran("rate_too_large")["w"] == pytest.approx(least_squares(x, y)[0], abs=1e-3)


@pytest.mark.claim(
    "pitfalls/one-case",
    "Descent on one case's squared error, below its bound, ends at the line through that case nearest to the start.",
    nearest_to=lambda start: start,
    times=1,
)
@pytest.mark.refuted("It ends at the line through that case nearest to zero.", nearest_to=lambda start: np.zeros(2))
@pytest.mark.refuted("At twice such a rate it ends there, too.", times=2)
@given(
    st.floats(-5, 5), st.floats(-5, 5), st.floats(-5, 5), st.floats(-5, 5), st.floats(min_value=0.05, max_value=0.95)
)
def test_descent_on_one_case_ends_at_the_nearest_line_through_it(nearest_to, times, x, y, slope, intercept, share):
    case, start = np.array([x, 1]), np.array([slope, intercept])
    along = np.array([1, -x]) / math.hypot(1, x)  # no step moves along the lines through the case
    anchor = np.array([0, y])  # one such line
    nearest = anchor + (nearest_to(start) - anchor) @ along * along
    w = start
    for _ in range(250):
        w = w - times * share / (case @ case) * 2 * (case @ w - y) * case
    assert w == pytest.approx(nearest, abs=1e-6)


def test_the_wrong_program_fits_its_last_case_and_the_right_one_all():
    x, y = points()
    case = np.array([x[-1], 1])
    best, least = least_squares(x, y)
    wrong, right = ran("one_case_wrong")["w"], ran("one_case")["w"]
    assert wrong == pytest.approx(y[-1] * case / (case @ case), abs=1e-6)
    assert loss_of(x, y, wrong) > 3 * least
    assert right == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize(("name", "moves"), [("one_case_wrong", True), ("one_case", False)])
def test_another_order_of_the_rows_moves_the_wrong_line_and_not_the_right_one(name, moves):
    program = (SNIPPETS / f"{name}.py").read_text("utf-8").replace("range(3000)", "range(50)")
    ends = []
    for order in ("", "X, y = X[::-1], y[::-1]\n"):
        names: dict = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(program.replace("w = np.zeros(2)\n", f"{order}w = np.zeros(2)\n", 1), names)
        ends.append(names["w"])
    assert (np.abs(ends[0] - ends[1]).max() > 0.1) == moves
    assert np.allclose(*ends, rtol=0, atol=1e-9) == (not moves)


@pytest.mark.claim(
    "pitfalls/step-count",
    "After 100 steps at 0.01 from zero the noisy line has slope 3.591 and intercept 2.931; least squares has 3.004 and"
    " 6.861.",
    rate=0.01,
    steps=100,
)
@pytest.mark.refuted("It is there after 101 steps.", steps=101)
@pytest.mark.refuted("It is there after 100 steps at a rate 1% higher.", rate=0.0101)
def test_a_hundred_steps_are_not_enough(rate, steps):
    x, y = points()
    short = after(x, y, rate, steps)
    assert short == pytest.approx([3.591, 2.931], abs=5e-4)
    assert least_squares(x, y)[0] == pytest.approx([3.004, 6.861], abs=5e-4)
    assert ran("step_count_wrong")["w"] == pytest.approx(short)
    assert 1 / 3 < 1 - (1 - 0.01 * curvatures(x)[0]) ** 100 < 0.4
    assert after(x, y, 0.01, 200)[1] == pytest.approx(4.399, abs=5e-4)


def test_the_gradient_stops_the_right_program_near_least_squares():
    """A gradient of length g means a distance of at most g/λ_min."""
    x, y = points()
    first = 2 * math.hypot(np.mean(x * y), np.mean(y))
    distance = np.linalg.norm(ran("step_count")["w"] - least_squares(x, y)[0])
    assert distance <= 1e-6 * first / curvatures(x)[0] < 1e-3


@pytest.mark.claim(
    "pitfalls/unscaled",
    "On the raw columns of the 442 patients no fixed rate takes a run from zero below a typical error of 56 in 10,000"
    " steps.",
    error=56,
    steps=10_000,
)
@pytest.mark.refuted("No fixed rate takes it below 57.", error=57)
@pytest.mark.refuted("None takes it below 56 in 100,000 steps.", steps=100_000)
def test_no_fixed_rate_helps_on_raw_columns(error, steps):
    """A step leaves 1 − αλ of the way in each eigendirection.

    Up to the bound 2/λ_max that is at least 1 − 2λ/λ_max, where this is positive, and it only shrinks with the steps.
    Above the bound, and below zero, the steepest direction never gets closer than it starts.
    """
    X, y = load_diabetes(return_X_y=True, scaled=False)
    X = np.column_stack([X, np.ones(442)])
    eigenvalues, directions = np.linalg.eigh(2 / 442 * X.T @ X)
    fit = LinearRegression(fit_intercept=False).fit(X, y)
    least = np.mean((fit.predict(X) - y) ** 2)
    heights = eigenvalues / 2 * (directions.T @ fit.coef_) ** 2  # above the least, at the start
    slowest = 1 - 2 * eigenvalues[:-1] / eigenvalues[-1]
    assert slowest.min() > 0
    assert np.sqrt(least + slowest ** (2 * steps) @ heights[:-1]) > error
    assert np.sqrt(least + heights[-1]) > error
    assert np.sqrt(least) == pytest.approx(53.48, abs=0.005)
    assert 5.15e7 < eigenvalues[-1] / eigenvalues[0] < 5.25e7


def test_standardised_columns_reach_least_squares():
    X, y = load_diabetes(return_X_y=True)
    least = np.mean((LinearRegression().fit(X, y).predict(X) - y) ** 2)
    right = ran("unscaled")
    assert np.mean((right["X"] @ right["w"] - y) ** 2) == pytest.approx(least, rel=1e-6)
    wrong = ran("unscaled_wrong")
    assert np.sqrt(np.mean((wrong["X"] @ wrong["w"] - y) ** 2)) > 56


@pytest.mark.claim(
    "pitfalls/normalisation",
    "On the 442 patients and with penalty 0.1, a run with the mean's gradient finds scikit-learn's Ridge with alpha"
    " 44.2, one with the sum's gradient that with 0.1.",
    of_mean=44.2,
    of_sum=0.1,
)
@pytest.mark.refuted("A run with the mean's gradient finds that with alpha 0.1.", of_mean=0.1)
@pytest.mark.refuted("One with the sum's gradient finds that with 0.1/442.", of_sum=0.1 / 442)
def test_the_sum_weakens_the_penalty_442_times(of_mean, of_sum):
    X, y = load_diabetes(return_X_y=True)
    found = {alpha: Ridge(alpha=alpha).fit(scale(X), y).coef_ for alpha in (0.1, 44.2, of_mean, of_sum)}
    assert ran("normalisation_wrong")["w"] == pytest.approx(found[of_sum], abs=1e-3)
    assert ran("normalisation")["w"] == pytest.approx(found[of_mean], abs=1e-6)
    loss = ran("normalisation")["loss"]
    assert loss(found[44.2]) == pytest.approx(3035.08, abs=0.005)
    assert loss(found[0.1]) == pytest.approx(3275.86, abs=0.05)


def test_the_rate_that_exploded_is_above_the_bound_of_the_sum_and_below_that_of_the_mean():
    X = scale(load_diabetes(return_X_y=True)[0])
    largest = np.linalg.norm(X, 2) ** 2  # of the sum, without its 2
    assert 2 / (2 * largest + 0.2) < 0.1 < 2 / (2 * largest / 442 + 0.2)
    assert 2 / (2 * largest + 0.2) > 0.0002


@pytest.mark.claim(
    "pitfalls/ratio",
    "Where the penalty is flat, measured slope of the mean over computed slope is 1/n for the sum's gradient, 2 for"
    " half the mean's, 1 for its own.",
    of_sum=lambda cases: 1 / cases,
    of_half=2,
    at=0,
)
@pytest.mark.refuted("It is n for the sum's gradient.", of_sum=lambda cases: cases)
@pytest.mark.refuted("It is 1/2 for that of half the mean.", of_half=1 / 2)
@pytest.mark.refuted("Where the penalty is not flat it is the same.", at=1)
@given(st.integers(2, 60), st.integers(0, 1000))
def test_the_ratio_of_measured_to_computed_names_the_custom(of_sum, of_half, at, cases, seed):
    """Slopes are measured as central differences, exact for a parabola; the penalty of the mean is flat at zero."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(1, 10, cases), rng.uniform(1, 10, cases)

    def slope(total, penalty):
        there, back = (total((w * x - y) ** 2) + penalty * w**2 for w in (at + 1, at - 1))
        return (there - back) / 2

    measured = slope(np.mean, 0.1)
    assert measured / slope(np.sum, 0.1) == pytest.approx(of_sum(cases))
    assert measured / slope(lambda squares: np.mean(squares) / 2, 0.1) == pytest.approx(of_half)
    assert measured / slope(np.mean, 0.1) == pytest.approx(1)


def longest_adam_step(t):
    """Return the most that update t can move a weight at rate 1, whatever the slopes.

    Both means are weighted means of the slopes so far, so by Cauchy and Schwarz (Σ a g)² ≤ Σ a²/b · Σ b g².
    """
    ages = np.arange(t)
    first, second = (beta**ages * (1 - beta) / (1 - beta**t) for beta in (0.9, 0.999))
    return math.sqrt(np.sum(first**2 / second))


@pytest.mark.claim(
    "pitfalls/out-of-reach",
    "Whatever the batches, 200 Adam updates at 0.01 from zero end above twice the typical error of least squares.",
    rate=0.01,
    times=2,
)
@pytest.mark.refuted("At 0.5 they do, too.", rate=0.5)
@pytest.mark.refuted("They end above 3.2 times that error.", times=3.2)
def test_adam_cannot_get_there_at_a_hundredth(rate, times):
    """The columns have mean zero, so the mean error is y.mean() − b, and the typical error is at least that."""
    X, y = load_diabetes(return_X_y=True)
    least = np.sqrt(np.mean((LinearRegression().fit(X, y).predict(X) - y) ** 2))
    farthest = sum(rate * longest_adam_step(t) for t in range(1, 201))
    assert np.abs(scale(X).mean(axis=0)).max() < 1e-12
    assert y.mean() - farthest > times * least


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=200))
def test_no_adam_step_is_longer_than_the_limit_that_the_claim_uses(slopes):
    m = v = 0.0
    for t, g in enumerate(slopes, 1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        step = m / (1 - 0.9**t) / (math.sqrt(v / (1 - 0.999**t)) + 1e-8)
        assert abs(step) <= longest_adam_step(t) + 1e-9


def typical_errors(method, rates, seeds):
    """Return the typical error after 200 updates for each seed and rate, all side by side."""
    X, y = load_diabetes(return_X_y=True)
    X = np.column_stack([scale(X), np.ones(442)])
    rngs = [np.random.default_rng(seed) for seed in seeds]
    w = m = v = np.zeros((len(seeds), len(rates), 11))
    for t in range(1, 201):
        rows = np.array([rng.choice(442, 26) for rng in rngs])
        error = w @ X[rows].transpose(0, 2, 1) - y[rows][:, None]
        g = error @ X[rows] / 13
        m = {"descent": g, "momentum": 0.9 * m + g, "Adam": 0.9 * m + 0.1 * g}[method]
        v = 0.999 * v + 0.001 * g**2
        corrected = np.sqrt(v / (1 - 0.999**t)) * (1 - 0.9**t)
        w = w - np.reshape(rates, (-1, 1)) * (m / corrected if method == "Adam" else m)
    return np.sqrt(np.mean((w @ X.T - y) ** 2, axis=2))


@functools.cache
def tuned(method, rates):
    """Return the median error on forty seeds, other than the page's, at the rate that five others choose."""
    with np.errstate(over="ignore", invalid="ignore"):
        tried = np.median(typical_errors(method, rates, range(500, 505)), axis=0)
    best = rates[int(np.nanargmin(tried))]
    return np.median(typical_errors(method, [best], range(1000, 1040)))


@pytest.mark.claim(
    "pitfalls/one-rate",
    "Each at its rate from the grid, descent, momentum and Adam end with medians within one per cent of each other.",
    grid=tuple(np.geomspace(1e-4, 10, 16)),
    within=0.01,
)
@pytest.mark.refuted("At the rate 0.01 for all they do, too.", grid=(0.01,))
@pytest.mark.refuted("On the half of the grid below 0.1 they do, too.", grid=tuple(np.geomspace(1e-4, 10, 16)[:9]))
@pytest.mark.refuted("They end within 0.1 per cent of each other.", within=0.001)
def test_tuned_the_three_are_within_one_per_cent(grid, within):
    """Another implementation, the whole grid, other seeds."""
    medians = [tuned(method, grid) for method in ("descent", "momentum", "Adam")]
    assert max(medians) < (1 + within) * min(medians)


def shown_medians(program):
    """Return the medians that a program prints; the page's test holds the output to the program."""
    lines = (SNIPPETS / f"{program}.out").read_text("utf-8").splitlines()
    return {line.split()[0]: float(line.split("median")[1].split(",")[0]) for line in lines}


def test_the_unfair_race_has_a_loser_beyond_reach_and_the_fair_one_has_none():
    X, y = load_diabetes(return_X_y=True)
    least = np.sqrt(np.mean((LinearRegression().fit(X, y).predict(X) - y) ** 2))
    wrong, right = shown_medians("one_rate_wrong"), shown_medians("one_rate")
    assert wrong["Adam"] > 2 * least
    assert max(right.values()) < 1.02 * least
    assert max(right.values()) < 1.01 * min(right.values())


def test_at_one_rate_adam_seems_to_fail():
    seeds = range(1000, 1020)
    descent, adam = (np.median(typical_errors(method, [0.01], seeds)) for method in ("descent", "Adam"))
    assert adam > 3 * descent


@pytest.mark.claim(
    "pitfalls/last-update",
    "After five epochs at 0.3 the loss from before the last update lies 6.25 times as high above the least as after.",
    times=6.25,
    floor=1,
)
@pytest.mark.refuted("It lies 2.5 times as high above the least.", times=2.5)
@pytest.mark.refuted("The loss itself is 6.25 times as high.", floor=0)
def test_the_report_is_one_factor_too_high(times, floor):
    """On standardised points both curvatures are 2, so each step leaves (1 − 0.6)² of the excess."""
    x, y = points()
    best, least = least_squares((x - x.mean()) / x.std(), y)
    excess = [(1 - 2 * 0.3) ** (2 * epochs) * best @ best for epochs in (4, 5)]  # both directions have curvature 2
    before, after_it = (least + each - floor * least for each in excess)
    assert before / after_it == pytest.approx(times)
    assert least + excess[0] == pytest.approx(4.277, abs=5e-4)
    assert least + excess[1] == pytest.approx(3.963, abs=5e-4)
    assert ran("last_update_wrong")["loss"] == pytest.approx(least + excess[0])
    assert ran("last_update")["loss"] == pytest.approx(least + excess[1])
    assert ran("last_update")["w"] == pytest.approx(ran("last_update_wrong")["w"])


@pytest.mark.claim(
    "pitfalls/batch-sum",
    "On the 100 standardised points descent converges iff 0 < α < 1/100 with the sum, iff 0 < α < 1 with the mean.",
    of_sum=1 / 100,
    of_mean=1,
)
@pytest.mark.refuted("With the sum it does so up to 2/100.", of_sum=2 / 100)
@pytest.mark.refuted("With the mean it does so up to a bound 2% lower.", of_mean=0.98)
@given(st.floats(-0.5, 2.5).filter(lambda share: min(abs(share), abs(share - 1)) > 1e-3))
@example(0.999)
@example(1.001)
def test_the_sum_divides_the_bound_by_the_batch(of_sum, of_mean, share):
    x, _ = points()
    x = (x - x.mean()) / x.std()
    hessian = 2 * np.array([[np.sum(x * x), np.sum(x)], [np.sum(x), 100]])  # of the sum
    for curvature, bound in [(hessian, of_sum), (hessian / 100, of_mean)]:
        factors = 1 - share * bound * np.linalg.eigvals(curvature)
        assert (np.abs(factors).max() < 1) == (0 < share < 1)


@pytest.mark.claim(
    "pitfalls/kept",
    "In the exercise's program the kept weights are one update past the best ones, and worse.",
    late=1,
)
@pytest.mark.refuted("They are the best ones.", late=0)
@pytest.mark.refuted("They are two updates past the best ones.", late=2)
def test_the_kept_weights_are_one_update_too_late(late):
    """Walk the same path in plain numbers and look up the best place on it."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    y = 3 * x + 7 + rng.normal(0, 2, 100)
    z = (x - x.mean()) / x.std()
    path = [(0.0, 0.0)]
    for _ in range(500):
        slope, intercept = path[-1]
        i = rng.integers(100)
        step = 0.1 * (slope * z[i] + intercept - y[i])
        path.append((slope - step * z[i], intercept - step))
    losses = [loss_of(z, y, w) for w in path]
    best = int(np.argmin(losses[:-1]))
    assert ran("find_best")["best"] == pytest.approx(losses[best])
    assert ran("find_best")["kept"] == pytest.approx(path[best + late])
    assert losses[best + late] > losses[best]
    mended = int(np.argmin(losses))
    assert ran("found_best")["kept"] == pytest.approx(path[mended])
    assert ran("found_best")["best"] == pytest.approx(losses[mended])
