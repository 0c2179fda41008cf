"""What the site keeps of figures and scripts: small, with four digits, with all that they show and do."""

import json
import math
from random import Random
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from downhill import figures, scripts
from hypothesis import given
from hypothesis import strategies as st
from plotly.basedatatypes import BaseTraceType

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


SCRIPT = r"""/** What it is.
 * @param {string} a
 */
import { other } from "./other.js";
const url = "https://a.b/c" + '// no comment'; // one
  // and another
export const text = (value) => `
    two spaces // stay, /** too */ \` ${value ? `
      within ${{ b: "}" }.b} ` : /** @type {any} */ (other)} and
    go on`;
export const pattern = /^https?:\/\/x/, size = 0.1 + 1e-12, place = new URL("x.js", import.meta.url);
"""
LEAN = r"""import{other}from"./other.js";const url="https://a.b/c// no comment";export const text=e=>`
    two spaces // stay, /** too */ \` ${e?`
      within ${{b:"}"}.b} `:other} and
    go on`;export const pattern=/^https?:\/\/x/,size=.1+1e-12,place=new URL("x.js",import.meta.url)
"""


def test_a_script_loses_comments_and_its_own_names_and_none_of_its_texts():
    assert scripts.minified(SCRIPT) == LEAN


WITH_WALK = ("kernel/words", "walk")
WALK = """import { step, last as end } from "./kernel/steps.js";
import { halved } from "./kernel/words.js";

const RATE = [0.1]; // its own
export class Walk {}
export default function walk(stage) {
  return import("./kernel/words.js").then(() => step(stage, RATE) + end + halved(2) + new Walk());
}
"""


def test_scripts_that_belong_together_come_in_one_and_keep_what_is_their_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scripts, "HOLDERS", {f"simulations/{each}.js": "simulations/walk.js" for each in WITH_WALK})
    words = "export const halved = (value) => value / 2;\n"
    given = {
        "simulations/walk.js": WALK,
        "simulations/kernel/words.js": words,
        "simulations/kernel/steps.js": words.replace("halved", "step"),
        "javascripts/ball.js": 'import { halved } from "../simulations/kernel/words.js";\nconst own = halved(4);\n',
    }
    assert scripts.served(given) == {
        "simulations/walk.js": (
            'import{step,last as end}from"./kernel/steps.js";const[halved,Walk,walk]=(()=>{const e=e=>e/2,n=[.1];'
            'class t{}function s(s){return import("./walk.js").then(()=>step(s,n)+end+e(2)+new t)}return[e,t,s]})();'
            "export{halved,Walk,walk as default}\n"
        ),
        "simulations/kernel/steps.js": "export const step=e=>e/2\n",
        "javascripts/ball.js": 'import{halved}from"../simulations/walk.js";const own=halved(4)\n',
    }


def test_numbers_that_a_script_names_for_itself_are_written_in_their_places():
    assert scripts.spelled(
        "const NEAR = 30; // pixels\nconst [LOW, HIGH] = [-2, 1e5];\nexport const WIDE = 4;\nconst FAR = NEAR * 2;\n"
        'const text = `${HIGH.toFixed()} NEARBY`;\nconst name = "LOW";\nconst both = [this.HIGH, LOW - NEAR, WIDE];\n'
    ) == (
        "export const WIDE = 4;\nconst FAR = (30) * 2;\n"
        'const text = `${(1e5).toFixed()} NEARBY`;\nconst name = "LOW";\nconst both = [this.HIGH, (-2) - (30), WIDE];\n'
    )


@pytest.mark.parametrize(
    ("old", "new", "who"), [("const RATE", "const halved", "walk"), ("last as end", "last as halved", "kernel/words")]
)
def test_scripts_that_come_together_share_no_name(monkeypatch: pytest.MonkeyPatch, old: str, new: str, who: str):
    monkeypatch.setattr(scripts, "HOLDERS", {f"simulations/{each}.js": "simulations/walk.js" for each in WITH_WALK})
    given = {
        "simulations/walk.js": WALK.replace(old, new),
        "simulations/kernel/words.js": "export const halved = (value) => value / 2;\n",
    }
    with pytest.raises(ValueError, match=f"docs/simulations/{who}.js: .* has something called halved too"):
        scripts.together(given)
