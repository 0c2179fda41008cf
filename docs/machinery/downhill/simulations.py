"""What the build makes of a simulation: its place on a page with the controls' specification, and a still picture."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote_plus

from jinja2 import Environment, FileSystemLoader

from downhill.page import Problem
from downhill.site import relative

if TYPE_CHECKING:
    from downhill.book import Book

TEMPLATE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("simulation.html")
USED = ("name", "small", "plain", "steps", "controls", "goals")  # what the script asks of a specification
KINDS = ("choice", "range", "log", "flag", "button", "number", "text")
TRY = re.compile(r"\s*Try: (?=\[)")  # what follows in a caption are states to try, as links
CHIP = re.compile(r"""\[([^\]]+)\]\(sim:[\w-]+\?(\S*) "([^"]+)"\)""")


def read(root: Path, broken: list[Problem]) -> dict[str, dict[str, Any]]:
    """Return the specifications below docs/simulations by name; what is wrong with a file goes to `broken`."""
    found = {}
    for path in sorted((root / "docs" / "simulations").glob("*.json")):
        where = path.relative_to(root).as_posix()
        try:
            spec = json.loads(path.read_text("utf-8"))
        except json.JSONDecodeError as error:
            broken.append(Problem(where, error.lineno, error.msg))
            continue
        if spec.get("name") != path.stem:
            broken.append(Problem(where, 1, f"its name is {spec.get('name')!r}, not {path.stem!r}"))
        if not path.with_suffix(".svg").exists():
            broken.append(Problem(where.replace(".json", ".svg"), 0, "missing; `python -m tests.stills` draws it"))
        broken += [Problem(where, 1, text) for text in of_specification(spec)]
        found[path.stem] = spec
    return found


def of_specification(spec: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a specification, but for its name."""
    controls = {control.get("id"): control for control in spec.get("controls", [])}
    for key, control in controls.items():
        if control.get("kind") not in KINDS or not control.get("label"):
            yield f"the control {key!r} needs a label and a kind among {KINDS}"
    for key in spec.get("main", []):
        if controls.get(key, {}).get("kind", "number") in ("number", "text", "button"):
            yield f"main names {key!r}, which is no control that is shown"
    if not 1 <= len(spec.get("main", [])) <= 3:
        yield "main names the one, two or three controls that stand below the picture"
    goals = spec.get("goals", [])
    if len({goal.get("id") for goal in goals}) < len(goals) or not all(goal.get("text") for goal in goals):
        yield "each goal needs a text, and an id of its own"


def as_placed(spec: dict[str, Any], attributes: dict[str, str]) -> dict[str, Any]:
    """Return a specification as an element with these attributes has it.

    `main` may name other controls. One that is `plain`, for readers who know few words yet, has its first pictures and
    those controls alone: no numbers, no goals, and nothing of theory.
    """
    placed = {**spec, "main": attributes["main"].split()} if "main" in attributes else spec
    used = [control for control in spec["controls"] if control["kind"] != "button"]
    plain = {"plain": True, "small": True, "goals": [], "pictures": spec.get("pictures", [])[:1], "controls": used}
    return {**placed, **plain} if "plain" in attributes else placed


def places(names: list[str]) -> list[str]:
    """Return the ids of simulations on a page, in order: the name, and from the second of a name on with a number."""
    return [name if (n := names[:i].count(name) + 1) == 1 else f"{name}-{n}" for i, name in enumerate(names)]


def named(place: str) -> str:
    """Return the simulation that stands at a place: `descent` at `descent-2`."""
    return re.sub(r"-\d+$", "", place)


def still_of(root: Path, name: str, opening: str) -> Path:
    """Return the file of the picture that stands in the place of a simulation in a state; tests/stills.py draws it."""
    slug = re.sub(r"[^\w.]+", "-", unquote_plus(opening))
    folder = root / "docs" / "simulations"
    return folder / "stills" / f"{name}-{slug}.svg" if opening else folder / f"{name}.svg"


def place(spec: dict[str, Any], root: Path, anchor: str, opening: str, tries: str) -> str:
    """Return the element that becomes a simulation, with what stands there without JavaScript.

    `anchor` is its id on the page, `opening` the state in which it opens, and `tries` are links to states to try.
    """
    picture = still_of(root, spec["name"], opening)
    still = picture.read_text("utf-8").strip() if picture.exists() else ""
    made = TEMPLATE.render(
        spec=spec,
        id=anchor,
        opening=opening,
        state=dict(parse_qsl(opening)),
        chips=[{"text": text, "state": state, "title": title} for text, state, title in CHIP.findall(tries)],
        data=json.dumps({key: spec[key] for key in USED if key in spec}, ensure_ascii=False, separators=(",", ":")),
        still=still,
        log10=math.log10,
    )
    return "".join(line.strip() for line in made.splitlines())


def bowl(book: "Book", here: str) -> str:
    """Return the bowl w² with a ball at its start, 10, as HTML for the page `here`; its script lets the ball roll."""
    width, bottom, unit, rise = 640, 170, 20, 0.6  # a unit of w and of w² in pixels
    rim = bottom - rise * 256
    curve = f"M0,{rim:g}Q{width / 2:g},{2 * bottom - rim:g} {width},{rim:g}"  # exactly the parabola from -16 to 16
    x, y = width / 2 + unit * 10, bottom - rise * 100
    ball = f'<circle class="ball" cx="{x:g}" cy="{y:g}" r="9"/><text x="{x + 18:g}" y="{y + 18:g}">start</text>'
    goal = f'<circle class="goal" cx="{width / 2:g}" cy="{bottom}" r="4"/>'
    about = "A bowl with its lowest point in the middle; a ball stands on its right side."
    drawing = f'<path class="bowl" d="{curve}"/>{goal}<g class="walks"></g>{ball}'
    picture = f'<svg viewBox="0 0 {width} {bottom + 14}" role="img" aria-label="{about}">{drawing}</svg>'
    script = f'<script type="module" src="{relative("javascripts/rolling-balls.js", here)}"></script>'
    data = f'data-middle="{width / 2:g}" data-bottom="{bottom}" data-unit="{unit}" data-rise="{rise}"'
    data += ' data-question="predict-home/first_guess"'
    return f'<rolling-balls {data}>{picture}<output class="rolled"></output></rolling-balls>{script}'


def own_page(book: "Book", name: str) -> str:
    """Return the page that a link to a simulation leads to: its own, or for a small one the first that shows it."""
    own = f"simulations/{name}.md"
    shown = book.simulated.get(name, [])
    return own if own in shown or not shown else shown[0]


def sheets(root: Path, names: list[str]) -> list[Path]:
    """Return the style sheets of simulations; they stand in the head of the pages that show them.

    What all share is docs/stylesheets/simulation.css; what one alone needs stands beside its script, as <name>.css.
    """
    files = [root / "docs" / "stylesheets" / "simulation.css"]
    return files + [path for name in names if (path := root / "docs" / "simulations" / f"{name}.css").exists()]


def problems(specs: dict[str, dict[str, Any]], name: str, query: str) -> Iterator[str]:
    """Yield what is wrong with the state that a link, or a place on a page, speaks of."""
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
        elif control["kind"] == "text":
            if not re.fullmatch(control["pattern"], text):
                yield f"{text!r} is no value of {key}, which is like {control['pattern']}"
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


def data(book: "Book") -> list[dict[str, Any]]:
    """Return what simulations.json says: name, page, where else it stands, controls, concepts."""
    return [
        {
            "name": name,
            "title": spec["title"],
            "page": f"{own_page(book, name).removesuffix('.md')}/",
            "in": sorted(book.simulated.get(name, [])),
            "controls": spec["controls"],
            "concepts": spec["concepts"],
        }
        for name, spec in book.simulations.items()
    ]
