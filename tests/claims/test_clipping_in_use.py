"""The claims of docs/descent/clipping-in-use.md; oracles: fractions, closed forms, all batches, other seeds."""

import functools
import itertools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.claims.test_many_weights import kept

SNIPPETS = Path(__file__).parents[2] / "snippets" / "clipping-in-use"
numbers = st.floats(-1e6, 1e6).map(lambda x: x if abs(x) > 1e-6 else 1.0)
cases = st.fractions(min_value=-20, max_value=20, max_denominator=10)


@functools.cache
def functions():
    """Return the functions of the page's program that clips; its figure is not shown."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("plotly.graph_objects.Figure.show", lambda figure: None)
        return runpy.run_path(str(SNIPPETS / "clip.py"))


@pytest.mark.claim(
    "clipping-in-use/by-norm",
    "Clipping by norm keeps the direction, and the length becomes the smaller of the norm and the threshold.",
    clip="clip_by_norm",
    length=min,
)
@pytest.mark.refuted("Clipping by value does so, too.", clip="clip_by_value")
@pytest.mark.refuted("By norm, the length becomes the threshold.", length=lambda norm, threshold: threshold)
@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=5), st.fractions(Fraction(1, 10), 20, max_denominator=10))
@example([8, 1], Fraction(1))
@example([3, 4], Fraction(10))
def test_clipping_by_norm_keeps_the_direction(clip, length, g, c):
    """The page's function; the square of the share that is left, in exact fractions."""
    square = sum(Fraction(x) ** 2 for x in g)
    assume(square > 0)
    share = length(square, c**2) / square
    clipped = functions()[clip](np.array(g, dtype=float), float(c))
    assert clipped == pytest.approx(np.array(g) * math.sqrt(share), rel=1e-9)


@pytest.mark.claim(
    "clipping-in-use/not-finite",
    "Clipped by the page's functions, nan stays nan, and inf becomes nan by norm and the threshold by value.",
    by_norm=math.nan,
    of_nan=math.nan,
)
@pytest.mark.refuted("By norm, inf becomes the threshold.", by_norm=1.0)
@pytest.mark.refuted("A nan becomes zero.", of_nan=0.0)
@given(st.lists(numbers, max_size=4))
def test_clipping_does_not_mend_what_is_not_finite(by_norm, of_nan, others):
    by = {name: functions()[f"clip_by_{name}"] for name in ("norm", "value")}
    for clip in by.values():
        assert clip(np.array([math.nan, *others]), 1.0)[0] == pytest.approx(of_nan, nan_ok=True)
    with np.errstate(invalid="ignore"):
        assert by["norm"](np.array([math.inf, *others]), 1.0)[0] == pytest.approx(by_norm, nan_ok=True)
    assert by["value"](np.array([math.inf, *others]), 1.0)[0] == 1.0


@pytest.mark.claim(
    "clipping-in-use/by-value",
    "Clipping by value turns a gradient of d weights by at most arccos(1/√d), so never uphill, and comes as near to "
    "that as one likes.",
    least_cosine=lambda d: 1 / math.sqrt(d),
)
@pytest.mark.refuted("It can turn it by arccos(1/d).", least_cosine=lambda d: 1 / d)
@pytest.mark.refuted("It turns it by at most 45 degrees.", least_cosine=lambda d: max(math.sqrt(0.5), 1 / math.sqrt(d)))
@settings(max_examples=40, deadline=None)
@given(st.lists(numbers, min_size=1, max_size=8), st.floats(1e-3, 1e6))
@example([1.0, 1.0, 1.0, 1e6], 1.0)
def test_clipping_by_value_turns_by_at_most_the_limit(least_cosine, g, c):
    g, limit = np.array(g), least_cosine(len(g))
    clipped = np.sign(g) * np.minimum(np.abs(g), c)
    cosine = g @ clipped / math.sqrt(g @ g) / math.sqrt(clipped @ clipped)
    assert cosine >= limit - 1e-9
    near = np.append(np.ones(len(g) - 1), 1e9)
    cosine = near.sum() / math.sqrt(near @ near) / math.sqrt(len(g))
    assert cosine == pytest.approx(limit, rel=1e-6)


@functools.cache
def least(tries, limit, seeds):
    """Return the lowest median gap over rates, for the warehouse with one order of 1000 parcels."""
    draw, gaps = np.random.default_rng(1), []
    x = np.append([1000], draw.uniform(1, 10, 499))
    X = np.column_stack([x / 10, np.ones(500)])
    y = 3 * x + 7 + draw.normal(0, 2, 500)
    best = np.linalg.lstsq(X, y)[0]
    batches = np.stack([np.random.default_rng(seed).integers(500, size=(1000, 10)) for seed in seeds], axis=1)
    for rate in tries:
        w = np.zeros((len(seeds), 2))
        with np.errstate(all="ignore"):
            for rows in batches:
                error = np.sum(X[rows] * w[:, None], axis=2) - y[rows]
                g = np.sum(X[rows] * error[..., None], axis=1) / 5
                w = w - rate * g * np.minimum(1, limit / np.linalg.norm(g, axis=1))[:, None]
            ends = np.mean(((w - best) @ X.T) ** 2, axis=1)
        gaps.append(np.median(np.where(np.isfinite(ends), ends, np.inf)))
    return min(gaps)


@pytest.mark.claim(
    "clipping-in-use/spikes",
    "With one order of 1000 parcels among 500, the best rate of the page's grid without clipping ends, in the median, "
    "more than twice as high as clipping at 3 with a rate fifty times as large.",
    limit=3,
    times=2,
)
@pytest.mark.refuted("Without clipping, such a rate serves as well.", limit=math.inf)
@pytest.mark.refuted("It ends more than five times as high.", times=5)
def test_clipping_pays_where_the_huge_are_rare(limit, times):
    grid, seeds = np.geomspace(0.0004, 0.1, 25), range(1000, 1051)
    assert grid[20] / grid[3] == pytest.approx(50, rel=0.01)
    assert least(tuple(grid[:5]), math.inf, seeds) > times * least((grid[20],), limit, seeds)
    assert 2 / np.linalg.eigvalsh([[2 * 1000**2 / 100 / 10]])[0] < grid[5]  # larger ones explode at each such order


@pytest.mark.claim(
    "clipping-in-use/symmetric",
    "Where the cases lie symmetrically around their mean, the mean of the clipped slopes over all batches is zero "
    "there, at each batch size and threshold.",
    sides=(-1, 1),
)
@pytest.mark.refuted("It is so for any cases, at their mean.", sides=(-2, 1, 1))
@settings(max_examples=40, deadline=None)
@given(st.lists(cases, min_size=1, max_size=3), cases, st.fractions(Fraction(1, 10), 50, max_denominator=10))
@example([Fraction(10)], Fraction(0), Fraction(10))
def test_symmetric_cases_stay_unbiased(sides, offsets, centre, c):
    prices = [centre + side * offset for offset in offsets for side in sides]
    for size in range(1, len(prices) + 1):
        slopes = [2 * (centre - Fraction(sum(b), size)) for b in itertools.combinations(prices, size)]
        assert sum(min(c, max(-c, g)) for g in slopes) == 0


@pytest.mark.claim(
    "clipping-in-use/huber",
    "The slope of the squared error of one case, clipped at c, is the slope of twice the Huber loss with threshold "
    "c/2.",
    threshold=lambda c: c / 2,
    times=2,
)
@pytest.mark.refuted("It is that of twice the Huber loss with threshold c.", threshold=lambda c: c)
@pytest.mark.refuted("It is that of the Huber loss itself.", times=1)
@settings(max_examples=40, deadline=None)
@given(cases, st.fractions(Fraction(1, 10), 50, max_denominator=10))
@example(Fraction(10), Fraction(5))
def test_a_clipped_slope_is_the_slope_of_a_huber_loss(threshold, times, error, c):
    delta = threshold(c)

    def huber(e):
        return e**2 / 2 if abs(e) <= delta else delta * abs(e) - delta**2 / 2

    clipped = min(c, max(-c, 2 * error))
    h = Fraction(1, 10**6)
    slope = times * (huber(error + h) - huber(error - h)) / (2 * h)
    assert abs(slope - clipped) <= 2 * h


@pytest.mark.claim(
    "clipping-in-use/bias",
    "For the page's five prices with a mansion and slopes clipped at 200, batches of 1 and 2 rest below the mean, "
    "batches of 3 and 4 above it, and only the batch of all five at it.",
    uphill=[1, 1, -1, -1, 0],
    of_three=Fraction(2975, 3),
)
@pytest.mark.refuted("All batches but that of all five rest below it.", uphill=[1, 1, 1, 1, 0])
@pytest.mark.refuted("Batches of 4 rest at it, too.", uphill=[1, 1, -1, 0, 0])
@pytest.mark.refuted("Batches of 3 rest at 993, 1.3 higher than the page says.", of_three=Fraction(993))
def test_clipping_moves_the_resting_place(uphill, of_three):
    """The mean of clipped slopes rises with w, so its sign at the mean tells the side; zero at the printed place."""
    prices, mean = [250, 350, 450, 550, 2400], Fraction(800)

    def slope(w, size):
        slopes = [2 * (w - Fraction(sum(b), size)) for b in itertools.combinations(prices, size)]
        return sum(sorted((Fraction(-200), g, Fraction(200)))[1] for g in slopes)

    assert [np.sign(float(slope(mean, size))) for size in range(1, 6)] == uphill
    rests = {1: Fraction(450), 2: Fraction(975, 2), 3: of_three, 4: Fraction(875), 5: mean}
    for size, w in rests.items():
        assert slope(w, size) == 0
        assert slope(w - 1, size) < 0 < slope(w + 1, size)


@pytest.mark.claim(
    "clipping-in-use/layers",
    "clip_layers shortens all gradients by one factor, to a joint norm that is the smaller of its own and `longest`.",
    norms=lambda layers: [np.linalg.norm(np.concatenate(layers))] * len(layers),
    length=min,
)
@pytest.mark.refuted("Each by its own norm.", norms=lambda layers: [np.linalg.norm(each) for each in layers])
@pytest.mark.refuted("To the norm `longest`, whatever it was.", length=lambda norm, longest: longest)
@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(-50, 50), min_size=1, max_size=3), min_size=1, max_size=4), st.floats(0.1, 99))
@example([[3, 4], [12]], 6.5)
@example([[3, 4], [12]], 20.0)
def test_layers_are_clipped_by_one_norm(norms, length, layers, longest):
    layers = [np.array(each, dtype=float) for each in layers]
    found = norms(layers)
    assume(all(norm > 0 for norm in found))
    clipped, norm = kept("clipping-in-use/clip_layers", "clip_layers")(layers, longest)
    assert norm == pytest.approx(np.linalg.norm(np.concatenate(layers)))
    for each, own, before in zip(clipped, layers, found, strict=True):
        assert each == pytest.approx(own * length(before, longest) / before, rel=1e-9)
