"""A figure in a reader's hands: drawn with Plotly's own template, and what is not legible in it.

The site draws figures with a template of its own. Who runs a program, a notebook or a lab sees the same `fig` with the
template that Plotly has by default: there a label that sticks out of the axes is cut, a legend and a colour bar share
a place, and a title runs off the picture. The browser tells what it drew; what is wrong with that is found here.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import plotly
import plotly.io
from downhill import labs, programs
from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 700, 420
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
NEAR = 14  # pixels between a line and the words that name it
APART = 20  # between two colours in CIELAB, where 2 is what an eye can just tell
CONTRAST = 4.5  # of words on a map: what WCAG asks of text

Box = tuple[float, float, float, float]  # left, top, right, bottom
Drawn = dict[str, Any]

DRAW = """async ([figures, template, width, height]) => {
  const [place, probe] = ["div", "i"].map((name) => document.body.appendChild(document.createElement(name)));
  const box = ({ left, top, right, bottom }) => [left, top, right, bottom];
  const kinds = { annotation: ".annotation", point: ".textpoint, .bartext", legend: ".legend", tick: "[class*=tick]" };
  const seen = (part) => part.textContent.trim() && part.checkVisibility() && part.closest(".hoverlayer") === null;
  const corner = (matrix, x, y) => new DOMPoint(x, y).matrixTransform(matrix);
  const window_ = (part) => {
    let [left, top, right, bottom] = box(place.getBoundingClientRect());
    for (let each = part; each !== place; each = each.parentNode) {
      const id = each.getAttribute?.("clip-path")?.match(/#([^'")]+)/)?.[1];
      const hole = id && document.getElementById(id)?.querySelector("rect");
      if (!hole) continue;
      const { x, y, width, height } = hole.getBBox();
      const [from, to] = [[x, y], [x + width, y + height]].map(([x, y]) => corner(each.getScreenCTM(), x, y));
      [left, top] = [Math.max(left, from.x), Math.max(top, from.y)];
      [right, bottom] = [Math.min(right, to.x), Math.min(bottom, to.y)];
    }
    return [left, top, right, bottom];
  };
  const text = (part) => {
    const { a, b } = part.getScreenCTM();
    const curve = part.closest(".scatterlayer .trace")?.__data__[0].trace.index ?? null;
    const kind = Object.keys(kinds).find((name) => part.closest(kinds[name])) ?? "title";
    const { fontSize, fill } = getComputedStyle(part);
    const turn = Math.round((Math.atan2(b, a) * 180) / Math.PI);
    return { words: part.textContent, kind, curve, turn, size: parseFloat(fontSize), color: fill,
             box: box(part.getBoundingClientRect()), window: window_(part) };
  };
  const plain = (color) => {
    if (typeof color !== "string") return null;
    probe.style.color = color;
    return getComputedStyle(probe).color;
  };
  const points = ({ xaxis, yaxis }, calculated, frame) =>
    calculated.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)).map(({ x, y }) =>
      [frame.left + xaxis._offset + xaxis.c2p(x), frame.top + yaxis._offset + yaxis.c2p(y)]);
  const drawn = [];
  for (const { data, layout } of figures) {
    await Plotly.newPlot(place, data, { ...layout, template, width, height: layout.height ?? height });
    const { _plots, shapes } = place._fullLayout;
    const frame = place.getBoundingClientRect();
    const entries = [...place.querySelectorAll(".legend .traces")].map((entry) => entry.__data__[0].trace);
    const curves = place._fullData.filter((trace) => trace.visible === true).map((trace) => {
      const plot = _plots[(trace.xaxis ?? "x") + (trace.yaxis ?? "y")];
      const lines = /lines/.test(trace.mode), dots = /markers/.test(trace.mode);
      const color = lines ? trace.line.color : dots ? trace.marker.color : null;
      return {
        index: trace.index, name: trace.name, given: data[trace.index].name ?? null, type: trace.type, plot: plot.id,
        color: plain(color), dash: lines ? trace.line.dash : null, symbol: dots ? trace.marker.symbol : null,
        entry: entries.includes(trace), row: [plot.xaxis, plot.yaxis].some(({ type }) => type === "category"),
        scale: (trace.colorscale ?? []).map(([, color]) => plain(color)),
        points: trace.type === "scatter" ? points(plot, place.calcdata[trace.index], frame) : [],
      };
    });
    const rules = [...place.querySelectorAll(".shapelayer path")].flatMap((path) => {
      const { type, line, label, name, showlegend } = shapes[path.closest("[data-index]").dataset.index];
      if (type !== "line") return [];
      const look = `${line.color} ${line.dash} ${line.width}`;
      return [{ box: box(path.getBoundingClientRect()), look, label: label.text || (showlegend && name) || null }];
    });
    drawn.push({ curves, rules, texts: [...place.querySelectorAll("svg text")].filter(seen).map(text) });
  }
  Plotly.purge(place);
  place.remove();
  probe.remove();
  return drawn;
}"""


def figures() -> dict[str, dict[str, Any]]:
    """Return data and layout of every program's and every lab's figure, as the run that the build keeps left them.

    What the build drops of a program's figure is its template, and digits beyond the fourth.
    """
    runs = programs.run_all(ROOT, sorted((ROOT / "snippets").rglob("*.py")))
    found = {name.removesuffix(".py"): json.loads(run.figure) for name, run in runs.items() if run.figure}
    notebooks = sorted((ROOT / "docs" / "labs").glob("*.ipynb"))
    for path, notebook in zip(notebooks, labs.executed(notebooks, ROOT), strict=True):
        for number, cell in enumerate(notebook["cells"], 1):
            for output in cell.get("outputs", []):
                if figure := output.get("data", {}).get(labs.PLOTLY):
                    found[f"{path.stem}/{number}"] = {"data": figure["data"], "layout": figure["layout"]}
    return found


def draw(page: Page, some: list[dict[str, Any]]) -> list[Drawn]:
    """Draw figures one after the other with Plotly's own template; return what is seen of each."""
    if not page.evaluate("Boolean(window.Plotly)"):
        page.set_content("<!doctype html><style>body { margin: 0 }</style><body></body>")
        page.add_script_tag(path=PLOTLY)
    template = plotly.io.templates["plotly"].to_plotly_json()
    return list(page.evaluate(DRAW, [some, template, WIDTH, HEIGHT]))


def faults(drawn: Drawn) -> Iterator[str]:
    """Yield what is not legible in a figure."""
    for check in (cut, turned, crowded, struck, unnamed, alike, faint, abbreviated):
        yield from check(drawn)


def ink(text: dict[str, Any]) -> Box:
    """Return the box of a text's letters, without the room above and below them that its line has."""
    left, top, right, bottom = text["box"]
    room = 0.2 * text["size"]
    return (
        (left + room, top, right - room, bottom)
        if abs(text["turn"]) == 90
        else (left, top + room, right, bottom - room)
    )


def cut(drawn: Drawn) -> Iterator[str]:
    """Yield the words that a frame cuts: that of the picture, or that of the axes or the legend they are drawn in."""
    for text in drawn["texts"]:
        left, top, right, bottom = ink(text)
        low, high, far, deep = text["window"]
        if left < low - 1 or top < high - 1 or right > far + 1 or bottom > deep + 1:
            yield f"cut: {text['words']!r}"


def turned(drawn: Drawn) -> Iterator[str]:
    """Yield the words that stand askew."""
    return (f"turned: {text['words']!r}" for text in drawn["texts"] if text["turn"] % 90)


def abbreviated(drawn: Drawn) -> Iterator[str]:
    """Yield the numbers of an axis with a letter for a power of ten; thousand and million are read by everybody."""
    ticks = [text["words"] for text in drawn["texts"] if text["kind"] == "tick"]
    return (f"abbreviated: {words!r}" for words in ticks if re.search(r"\d[fpnμµBTG]$", words))


def crowded(drawn: Drawn) -> Iterator[str]:
    """Yield the pairs of words that lie on each other."""
    for one, other in combinations(drawn["texts"], 2):
        if distance(ink(one), ink(other)) <= 0:
            yield f"on each other: {one['words']!r} and {other['words']!r}"


def distance(one: Box, other: Box) -> float:
    """Return how far apart two boxes are, along the axis where they are farther apart; below zero they overlap."""
    return max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])


def struck(drawn: Drawn) -> Iterator[str]:
    """Yield the labels that a line goes through from one end to the other, their own or another's."""
    lines = [curve["points"] for curve in drawn["curves"] if curve["dash"]]
    for text in drawn["texts"]:
        if text["kind"] != "point":
            continue
        left, top, right, bottom = ink(text)
        room = 0.2 * (bottom - top)
        columns = [left + share * (right - left) for share in (0.25, 0.5, 0.75)]
        for line in lines:
            heights = [[*heights_at(line, column)] for column in columns]
            if all(any(top + room < y < bottom - room for y in each) for each in heights):
                yield f"struck through: {text['words']!r}"
                break


def heights_at(line: list[list[float]], column: float) -> Iterator[float]:
    """Yield where a line crosses a column of pixels."""
    for (x1, y1), (x2, y2) in pairwise(line):
        if min(x1, x2) <= column <= max(x1, x2) and x1 != x2:
            yield y1 + (column - x1) / (x2 - x1) * (y2 - y1)


def look(curve: dict[str, Any]) -> str:
    """Return what a curve looks like."""
    return f"{curve['color']} {curve['dash']} {curve['symbol']}"


def named(drawn: Drawn) -> set[int]:
    """Return the curves with a name of their own: in the legend, or at the curve."""
    labelled = {text["curve"] for text in drawn["texts"] if text["kind"] == "point" and not any(cut({"texts": [text]}))}
    words = [text["box"] for text in drawn["texts"] if text["kind"] == "annotation"]
    near = {
        curve["index"]
        for curve in drawn["curves"]
        if any(distance((x, y, x, y), box) < NEAR for x, y in curve["points"] for box in words)
    }
    return (
        labelled
        | near
        | {curve["index"] for curve in drawn["curves"] if curve["row"] or (curve["entry"] and curve["given"])}
    )


def unnamed(drawn: Drawn) -> Iterator[str]:
    """Yield curves and lines without a name; of each plot one kind may do without, which its axes name."""
    for curve in drawn["curves"]:
        if curve["entry"] and not curve["given"]:
            yield f"in the legend without a name: {curve['name']!r}"
    known = named(drawn)
    looks = {look(curve) for curve in drawn["curves"] if curve["index"] in known}
    nameless: dict[str, set[str]] = {}
    for curve in drawn["curves"]:
        if curve["type"] == "scatter" and curve["color"] and look(curve) not in looks:
            nameless.setdefault(curve["plot"], set()).add(look(curve))
    for plot, several in nameless.items():
        if len(several) > 1:
            yield f"curves without a name in {plot}: {sorted(several)}"
    words = [text["box"] for text in drawn["texts"] if text["kind"] in ("annotation", "point", "title")]
    labelled = {rule["look"] for rule in drawn["rules"] if rule["label"]}
    for rule in drawn["rules"]:
        if rule["look"] not in labelled and not any(distance(rule["box"], box) < NEAR for box in words):
            yield f"line without a name: {rule['look']} at {[round(edge) for edge in rule['box']]}"


def alike(drawn: Drawn) -> Iterator[str]:
    """Yield pairs of curves of one plot with names of their own that look the same."""
    curves = [curve for curve in drawn["curves"] if curve["type"] == "scatter" and curve["color"]]
    for one, other in combinations(curves, 2):
        same = [one[part] == other[part] for part in ("plot", "dash", "symbol")]
        named_apart = one["given"] and other["given"] and one["name"] != other["name"]
        if all(same) and named_apart and apart(one["color"], other["color"]) < APART:
            yield f"alike: {one['name']!r} and {other['name']!r}"


def faint(drawn: Drawn) -> Iterator[str]:
    """Yield what does not stand out from the colours of the map that it lies on."""
    for ground in (color for curve in drawn["curves"] if curve["type"] == "contour" for color in curve["scale"]):
        for curve in drawn["curves"]:
            if curve["color"] and apart(curve["color"], ground) < APART:
                yield f"faint: {curve['name']!r} in {curve['color']} on {ground}"
        for text in drawn["texts"]:
            if text["kind"] in ("annotation", "point") and contrast(text["color"], ground) < CONTRAST:
                yield f"faint: {text['words']!r} in {text['color']} on {ground}"


def rgb(color: str) -> tuple[float, float, float]:
    """Return red, green and blue, from 0 to 1, of a colour that a browser has computed."""
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", color)[:3])
    return red / 255, green / 255, blue / 255


def linear(color: str) -> list[float]:
    """Return the light of a colour's red, green and blue."""
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(color)]


def luminance(color: str) -> float:
    """Return how light a colour is, as WCAG has it."""
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG has it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(color: str) -> list[float]:
    """Return a colour's place in CIELAB under daylight."""
    red, green, blue = linear(color)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = luminance(color)
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    root: Callable[[float], float] = lambda t: t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116  # noqa: E731
    return [116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))]


def apart(one: str, other: str) -> float:
    """Return how far apart two colours are in CIELAB."""
    return float(sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5)
