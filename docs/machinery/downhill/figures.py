"""From a Plotly figure to the compact JSON that the site draws."""

import base64
import csv
import gzip
import io
import json
import math
from functools import cache
from typing import Any

import numpy as np

BUDGET = 20_000  # bytes, compressed
# In pixels, on a phone: how wide the axes of a figure are, and what stands above and below them
PHONE, BESIDE, LEGEND = 256, 84, 36


def compact(figure: Any) -> str:
    """Return the figure as JSON without its template, with four significant digits, and x0/dx for even steps.

    Raises TypeError where `figure` is not a Plotly figure.
    """
    if not hasattr(figure, "to_plotly_json"):
        raise TypeError(f"fig is a {type(figure).__name__}, not a Plotly figure")
    return of_json(figure.to_plotly_json())


def of_json(figure: dict[str, Any]) -> str:
    """Return the compact JSON of a figure that is given as Plotly's own dictionary."""
    data = [short(unpacked(trace)) for trace in figure["data"]]
    layout = rounded(unpacked(figure.get("layout", {})))
    layout.pop("template", None)
    return json.dumps({"data": data, "layout": layout}, separators=(",", ":"), sort_keys=True, allow_nan=False)


def low(figure: dict[str, Any], height: int) -> int:
    """Return how high a figure is on a phone: a map whose units are equally long leaves no room above and below it."""
    axes = [figure["layout"].get(f"{axis}axis", {}) for axis in "xy"]
    if "scaleanchor" not in axes[1] or axes[1].get("constrain") != "domain":
        return height
    spans = []
    for axis, about in zip("xy", axes, strict=True):
        maps = [trace for trace in figure["data"] if "z" in trace] or figure["data"]
        counts = [len(trace["z"][0] if axis == "x" else trace["z"]) if "z" in trace else 0 for trace in maps]
        ends = [value for trace, count in zip(maps, counts, strict=True) for value in along(trace, axis, count)]
        ends = [value for value in ends if value is not None]  # a gap in a line
        start, end = about.get("range") or (min(ends), max(ends))
        spans.append(abs(end - start))
    legend = figure["layout"].get("showlegend", sum("name" in trace for trace in figure["data"]) > 1)
    return int(PHONE * spans[1] / spans[0] + BESIDE + LEGEND * bool(legend))


def table(text: str) -> str:
    """Return the points of a figure, given as its compact JSON, as CSV: one a row, with the name of its curve."""
    rows = [("curve", "x", "y", "z")]
    for number, trace in enumerate(json.loads(text)["data"], 1):
        name = trace.get("name", f"curve {number}")
        if "z" in trace:
            x, y = along(trace, "x", len(trace["z"][0])), along(trace, "y", len(trace["z"]))
            rows += [(name, x[i], y[j], z) for j, row in enumerate(trace["z"]) for i, z in enumerate(row)]
        else:
            count = len(trace.get("x") or trace.get("y") or [])
            points = zip(along(trace, "x", count), along(trace, "y", count), strict=False)
            rows += [(name, *point, "") for point in points]
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()


def along(trace: dict[str, Any], axis: str, count: int) -> list[Any]:
    """Return the values of a trace along an axis, of which an even one is kept as a start and a step."""
    start, step = trace.get(f"{axis}0", 0), trace.get(f"d{axis}", 1)
    return list(trace.get(axis) or rounded([float(start + step * place) for place in range(count)]))


@cache
def compressed_size(text: str) -> int:
    """Return the bytes of `text` as a server sends them."""
    return len(gzip.compress(text.encode(), 9))


def unpacked(value: Any) -> Any:
    """Return a value of Plotly's with its typed arrays as lists."""
    if isinstance(value, dict):
        if "bdata" in value:
            raw = value["bdata"]
            packed = raw if isinstance(raw, bytes) else base64.b64decode(raw)
            shape = [int(size) for size in str(value.get("shape", "-1")).strip("()").split(",") if size.strip()]
            return np.frombuffer(packed, dtype=value["dtype"]).reshape(shape).tolist()
        return {key: unpacked(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [unpacked(item) for item in value]
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def rounded(value: Any) -> Any:
    """Return a value with its numbers to four significant digits; what is not finite becomes null, a gap."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return None
    number = float(f"{value:.4g}")
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def short(trace: dict[str, Any]) -> dict[str, Any]:
    """Return a trace with rounded numbers; the start and step of an axis of even steps stay exact, for they add up."""
    steps = even_steps(trace)
    kept = {key: rounded(value) for key, value in trace.items() if key not in steps}
    for axis, (start, step) in steps.items():
        kept[f"{axis}0"], kept[f"d{axis}"] = start, step
    return kept


def even_steps(trace: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Return start and step of each axis of a trace that goes in even steps, where Plotly understands that."""
    steps = {}
    kind = trace.get("type", "scatter")
    for axis in {"contour": "xy", "heatmap": "xy", "scatter": "x"}.get(kind, ""):
        values = trace.get(axis)
        if not isinstance(values, list) or len(values) < 8 or not all(isinstance(x, (int, float)) for x in values):
            continue
        step = (values[-1] - values[0]) / (len(values) - 1)
        even = np.linspace(values[0], values[-1], len(values))
        if step and np.allclose(values, even, rtol=0, atol=abs(step) * 1e-6):
            steps[axis] = values[0], float(f"{step:.10g}")
    return steps
