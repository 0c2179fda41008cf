"""The parts of docs/.hooks that compute: figures as JSON, numbers in prose, terms of the glossary, and cached runs."""

import json
import math
from pathlib import Path
from random import Random
from typing import Any

import book
import checks
import figures
import numpy as np
import plotly.graph_objects as go
import programs
import pytest
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


def test_uneven_steps_and_a_surface_keep_their_axes() -> None:
    assert "x" in compacted(go.Scatter(x=np.geomspace(1, 100, 20), y=np.zeros(20)))
    assert "x" in compacted(go.Surface(x=np.arange(20), y=np.arange(20), z=np.zeros((20, 20))))


def test_a_figure_has_no_template_and_a_number_is_no_figure() -> None:
    assert "template" not in json.loads(figures.compact(go.Figure().update_layout(template="plotly_dark")))["layout"]
    with pytest.raises(TypeError, match="fig is a int"):
        figures.compact(3)


def test_a_program_runs_again_only_when_it_changed(tmp_path: Path) -> None:
    program = tmp_path / "snippets" / "chapter" / "program.py"
    program.parent.mkdir(parents=True)
    program.write_text("import os\nprint(os.getpid())\n", "utf-8")

    def printed() -> str:
        return programs.run_all(tmp_path, [program])["chapter/program.py"].stdout

    first = printed()
    assert printed() == first
    program.write_text("import os\nprint(os.getpid(), 'changed')\n", "utf-8")
    assert printed() not in (first, "")


def test_a_program_that_failed_runs_again(tmp_path: Path) -> None:
    program = tmp_path / "snippets" / "program.py"
    program.parent.mkdir()
    program.write_text("import os\nraise SystemExit(str(os.getpid()))\n", "utf-8")
    runs = [programs.run_all(tmp_path, [program])["program.py"] for _ in range(2)]
    assert [run.status for run in runs] == [1, 1]
    assert runs[0].stderr != runs[1].stderr


def test_a_program_that_is_saved_while_it_runs_is_not_kept_as_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "snippets" / "program.py"
    program.parent.mkdir()
    program.write_text("print(1)\n", "utf-8")
    really = programs.fresh

    def saved_meanwhile(missing: list[Path], places: dict[Path, Path]) -> None:
        program.write_text("print(2)\n", "utf-8")
        really(missing, places)

    monkeypatch.setattr(programs, "fresh", saved_meanwhile)
    assert programs.run_all(tmp_path, [program])["program.py"].stdout == "2\n"
    monkeypatch.setattr(programs, "fresh", really)
    program.write_text("print(1)\n", "utf-8")
    assert programs.run_all(tmp_path, [program])["program.py"].stdout == "1\n"
