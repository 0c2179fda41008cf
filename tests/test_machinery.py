"""The parts of the machinery that compute: figures as JSON, numbers in prose, and terms of the glossary."""

import json
import math
from pathlib import Path
from random import Random
from typing import Any

import book
import checks
import numpy as np
import plotly.graph_objects as go
import pytest
from downhill import figures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plotly.basedatatypes import BaseTraceType

settings.register_profile(
    "same each time", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same each time")
FINITE = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e30, max_value=1e30)


def compacted(trace: BaseTraceType) -> dict[str, Any]:
    """Return a trace as the site gets it."""
    return json.loads(figures.compact(go.Figure(trace)))["data"][0]


def within_four_digits(short: float, full: float) -> bool:
    """Say whether a number is another one to four significant digits."""
    return math.isclose(short, full, rel_tol=5.001e-4, abs_tol=5e-324)


@given(st.lists(FINITE, min_size=1, max_size=20))
def test_a_figure_keeps_its_numbers_to_four_digits(values: list[float]) -> None:
    kept = compacted(go.Scatter(y=values))["y"]
    assert all(within_four_digits(short, full) for short, full in zip(kept, values, strict=True))


@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_figure_keeps_the_shape_of_a_grid(rows: int, columns: int, random: Random) -> None:
    grid = np.array([[random.uniform(-1e6, 1e6) for _ in range(columns)] for _ in range(rows)])
    kept = np.array(compacted(go.Heatmap(z=grid))["z"])
    assert kept.shape == grid.shape
    assert np.allclose(kept, grid, rtol=5.001e-4, atol=0)


@pytest.mark.parametrize("kind", ["float32", "float64", "int8", "int32", "uint16"])
def test_a_typed_array_becomes_a_list(kind: str) -> None:
    assert compacted(go.Scatter(y=np.array([1, 2, 40], dtype=kind)))["y"] == [1, 2, 40]


def test_what_is_not_finite_becomes_a_gap() -> None:
    assert compacted(go.Scatter(y=[1.5, math.nan, math.inf, -math.inf]))["y"] == [1.5, None, None, None]
    assert compacted(go.Scatter(y=np.array([1.5, np.nan])))["y"] == [1.5, None]


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3), st.integers(8, 60))
def test_even_steps_become_a_start_and_a_step(start: float, step: float, count: int) -> None:
    values = start + step * np.arange(count)
    trace = compacted(go.Scatter(x=values, y=np.zeros(count)))
    assert "x" not in trace
    assert np.allclose(trace["x0"] + trace["dx"] * np.arange(count), values, rtol=0, atol=1e-6 * step)


def test_nothing_but_a_start_and_step_of_even_steps_keeps_more_than_four_digits() -> None:
    layout = {"shapes": [{"x0": 1 / 3, "x1": 2 / 3, "y0": 1 / 7}], "xaxis": {"dtick": 1 / 3}}
    drawn = go.Figure([go.Scatter(x0=1 / 3, dx=1 / 7, y=[1, 2]), go.Bar(x0=2 / 3, y=[1, 2])], layout)
    drawn.add_heatmap(x=np.arange(9) / 7, z=np.zeros((2, 9)), y0=1 / 3, dy=1 / 7)
    kept = json.loads(figures.compact(drawn))
    scatter, bar, heatmap = kept["data"]
    assert (scatter["x0"], scatter["dx"], bar["x0"]) == (0.3333, 0.1429, 0.6667)
    assert kept["layout"] == {"shapes": [{"x0": 0.3333, "x1": 0.6667, "y0": 0.1429}], "xaxis": {"dtick": 0.3333}}
    assert (heatmap["x0"], heatmap["dx"], heatmap["y0"], heatmap["dy"]) == (0, 0.1428571429, 0.3333, 0.1429)


def test_uneven_steps_and_a_surface_keep_their_axes() -> None:
    assert "x" in compacted(go.Scatter(x=np.geomspace(1, 100, 20), y=np.zeros(20)))
    assert "x" in compacted(go.Surface(x=np.arange(20), y=np.arange(20), z=np.zeros((20, 20))))


def test_a_figure_has_no_template_and_a_number_is_no_figure() -> None:
    assert "template" not in json.loads(figures.compact(go.Figure().update_layout(template="plotly_dark")))["layout"]
    with pytest.raises(TypeError, match="fig is a int"):
        figures.compact(3)


@given(st.floats(1e-6, 1e9), st.integers(0, 6))
def test_a_number_is_equal_to_its_rounding(value: float, digits: int) -> None:
    assert checks.equal(f"{value:.{digits}f}", value, percent=False)
    assert checks.equal(f"{value:.{digits}e}", value, percent=False)
    assert checks.equal(f"{100 * value:.{digits}f}", value, percent=True)


@given(st.floats(1, 1e6), st.integers(0, 4), st.sampled_from([-1.01, -0.51, 0.51, 1.01]))
def test_a_number_is_not_equal_to_its_neighbour(value: float, digits: int, units: float) -> None:
    shown = f"{value:.{digits}f}"
    assert not checks.equal(shown, float(shown) + units * 10.0**-digits, percent=False)


NUMBERS = {
    "a number in the output": ("It is 2.25.", "2.25", []),
    "rounded down": ("It is 2.2.", "2.249", []),
    "rounded up": ("It is 2.3.", "2.251", []),
    "rounded wrongly": ("It is 2.3.", "2.249", ["2.3"]),
    "cut off": ("It is 2.71.", "2.718", ["2.71"]),
    "small whole numbers": ("There are 2 rates and 50 steps.", "", []),
    "three digits": ("It takes 300 steps.", "", ["300"]),
    "a percentage": ("It takes 27.1 % of them.", "0.2712", []),
    "no percentage": ("It takes 27.1 of them.", "0.2712", ["27.1"]),
    "thousands": ("It costs $250,000.", "250_000.0", []),
    "thousands in a formula": ("It costs 250,000, or $250{,}000$.", "", []),
    "a list of small numbers": ("It is 123.", "[1,2,3]", ["123"]),
    "an exponent": ("It is 1e-8 or 3.3e+27.", "1e-08 3.3e27", []),
    "a power of ten in a formula": ("It is 1e-8, $10^{-8}$, or 3000, $3 \\times 10^3$.", "", []),
    "a number in inline code": ("It prints `0.035`.", "", ["0.035"]),
    "a number in a fence": ("``` python\nprint(0.035)\n```", "", []),
    "a number in the front matter": ("---\ntitle: 2.25\n---\n\nText.", "", []),
    "a number in a link's address": ("[It](page.md#in-1986-things) happened.", "", []),
    "a version or a name": ("Python v3.11 and x100.", "", []),
    "a citation": ("In 1847 [Cauchy](../reference/bibliography.md#cauchy) did.\n\nIn 1952 others did.", "", ["1952"]),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_in_prose_comes_from_somewhere(name: str) -> None:
    prose, computed, orphans = NUMBERS[name]
    assert [number for _, number in checks.orphan_numbers(prose, computed)] == orphans


def test_an_orphan_number_is_reported_with_its_line() -> None:
    fence, formula = "``` python\n3.5\n\n4.5\n```\n\n", "$$\nx\n$$\n\n"
    page = f"---\ntitle: A page\n---\n\n# A page\n\nOne\nline 2.25.\n\n{fence}{formula}- and 7.125\n"
    assert list(checks.orphan_numbers(page, "")) == [(8, "2.25"), (20, "7.125")]


def test_the_glossary_is_read_term_by_term(tmp_path: Path) -> None:
    assert book.read_terms(tmp_path) == {}
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    (tmp_path / "docs" / "reference" / "glossary.md").write_text(
        "---\ntitle: Glossary\n---\n\n# Glossary\n\n## Learning rate\n\nThe *factor* $α$ before the\n"
        "[slope](x.md).\n\nMore of it.\n\n## Loss\n\nHow wrong.\n",
        "utf-8",
    )
    assert book.read_terms(tmp_path) == {
        "learning rate": ("learning-rate", "The factor α before the slope."),
        "loss": ("loss", "How wrong."),
    }
