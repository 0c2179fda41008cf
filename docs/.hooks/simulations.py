"""What the build makes of a simulation: its place on a page with the controls' specification, and a still picture."""

import html
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

KINDS = ("choice", "range", "log", "flag", "button", "number")


def read(root: Path) -> dict[str, dict[str, Any]]:
    """Return the specifications below docs/simulations by name; raise ValueError that names a broken file."""
    found = {}
    for path in sorted((root / "docs" / "simulations").glob("*.json")):
        where = path.relative_to(root).as_posix()
        try:
            spec = json.loads(path.read_text("utf-8"))
        except json.JSONDecodeError as error:
            raise ValueError(f"{where}:{error.lineno}: {error.msg}") from error
        if spec.get("name") != path.stem:
            raise ValueError(f"{where}:1: its name is {spec.get('name')!r}, not {path.stem!r}")
        for control in spec.get("controls", []):
            if control.get("kind") not in KINDS or not control.get("label"):
                raise ValueError(f"{where}:1: the control {control.get('id')!r} needs a label and a kind among {KINDS}")
        found[path.stem] = spec
    return found


def place(spec: dict[str, Any], root: Path) -> str:
    """Return the element that becomes the simulation, with what stands there without JavaScript."""
    data = html.escape(json.dumps(spec, ensure_ascii=False, separators=(",", ":")), quote=True)
    picture = (root / "docs" / "simulations" / f"{spec['name']}.svg").read_text("utf-8")  # made by tests/stills.py
    still = f'<div class="still">{picture.strip()}</div>'
    return f'<book-simulation name="{spec["name"]}" data-spec="{data}">{still}{board(spec)}</book-simulation>'


def style(root: Path) -> str:
    """Return the style of simulations in one line, for the head of a page that has one."""
    css = (root / "docs" / "stylesheets" / "simulation.css").read_text("utf-8")
    return re.sub(r"\s+|/\*.*?\*/", " ", css, flags=re.DOTALL)


def board(spec: dict[str, Any]) -> str:
    """Return all that a simulation shows, before its script wakes it: so that nothing moves when it does."""
    name = spec["name"]
    controls = "".join(control(name, each) for each in spec["controls"] if each["kind"] not in ("button", "number"))
    buttons = "".join(
        f'<button type="button" id="{name}-{each["id"]}">{html.escape(each["label"])}</button>'
        for each in spec["controls"]
        if each["kind"] == "button"
    )
    columns = "".join(f"<div>{''.join(map(box, column))}</div>" for column in spec["pictures"])
    numbers = "".join(f"<div><dt>{html.escape(each)}</dt><dd>&nbsp;</dd></div>" for each in spec["readout"])
    return (
        '<div class="sim" inert data-search-exclude><p class="sim-note" hidden></p>'
        f'<div class="sim-controls">{controls}</div><div class="sim-buttons">{buttons}</div>'
        f'<div class="sim-pictures {spec.get("layout", "")}">{columns}</div>'
        f'<p class="sim-status" role="status"></p><dl class="sim-readout">{numbers}</dl><div class="sim-below"></div>'
        f"{fold('Table of steps', 'div')}"
        '<div class="sim-buttons"><button type="button">Copy as Python</button>'
        '<button type="button">Copy link</button></div>'
        f"{fold('Program', 'pre')}</div>"
    )


def fold(title: str, tag: str) -> str:
    """Return a fold whose body the script fills when it opens; it scrolls, so the keyboard reaches it."""
    body = f'<{tag} class="sim-fold-body" tabindex="0" role="group" aria-label="{title}"></{tag}>'
    return f'<details class="sim-fold"><summary>{title}</summary>{body}</details>'


def control(name: str, spec: dict[str, Any]) -> str:
    """Return one control with its visible label."""
    key, kind, first = f"{name}-{spec['id']}", spec["kind"], spec["default"]
    label = f'<label for="{key}">{html.escape(spec["label"])}</label>'
    if kind == "choice":
        options = "".join(
            f"<option{' selected' if option == first else ''}>{html.escape(option)}</option>"
            for option in spec["options"]
        )
        inner = f'{label}<select id="{key}" autocomplete="off">{options}</select>'
    elif kind == "flag":
        inner = f'<input type="checkbox" id="{key}" autocomplete="off"{" checked" if first else ""}>{label}'
    else:
        low, high = (math.log10(spec[side]) if kind == "log" else spec[side] for side in ("low", "high"))
        step = "any" if kind == "log" else spec["step"]
        marks = '<div class="sim-marks"></div>' if kind == "log" else ""
        inner = (
            f'{label}<output for="{key}">{first}</output>'
            f'<input type="range" id="{key}" min="{low}" max="{high}" step="{step}" autocomplete="off">{marks}'
        )
    return f'<div class="sim-control sim-{kind}"{" hidden" if spec.get("hidden") else ""}>{inner}</div>'


def box(spec: dict[str, float]) -> str:
    """Return the place of one picture: a chart with its proportions, or a box of a height in rem."""
    if "rem" in spec:
        return f'<div class="sim-box" style="min-block-size:{spec["rem"]}rem"></div>'
    style = f"aspect-ratio:{1 / spec['ratio']:.4g};min-block-size:{spec['least']}px;max-block-size:{spec['most']}px"
    return f'<div class="sim-chart" style="{style}"></div>'


def problems(specs: dict[str, dict[str, Any]], name: str, query: str) -> Iterator[str]:
    """Yield what is wrong with the state that a link speaks of."""
    if name not in specs:
        yield f"there is no simulation {name!r}; there are: {', '.join(specs) or 'none'}"
        return
    controls = {control["id"]: control for control in specs[name]["controls"] if control["kind"] != "button"}
    for key, text in parse_qsl(query, keep_blank_values=True):
        control = controls.get(key)
        if control is None:
            yield f"the simulation {name} has no setting {key!r}; it has: {', '.join(controls)}"
        elif control["kind"] == "choice":
            if text not in control["options"]:
                yield f"{text!r} is no value of {key}; it has: {', '.join(control['options'])}"
        elif control["kind"] == "flag":
            if text not in ("true", "false"):
                yield f"{key} is true or false, not {text!r}"
        else:
            try:
                inside = control["low"] <= float(text) <= control["high"]
            except ValueError:
                inside = False
            if not inside:
                yield f"{key} goes from {control['low']} to {control['high']}, not {text!r}"


def data(specs: dict[str, dict[str, Any]], pages: dict[str, list[str]]) -> str:
    """Return simulations.json: name, page, where else it stands, controls with range and default, concepts."""
    listed = [
        {
            "name": name,
            "title": spec["title"],
            "page": f"simulations/{name}/",
            "in": sorted(pages.get(name, [])),
            "controls": [{key: value for key, value in each.items() if key != "hidden"} for each in spec["controls"]],
            "concepts": spec["concepts"],
        }
        for name, spec in specs.items()
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
