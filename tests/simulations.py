"""What the tests of the simulations share: their specifications, and a tab in which one after the other is opened."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import Locator

from tests.served import SITE, Opener, Visit

FOLDER = Path(__file__).parent.parent / "docs" / "simulations"
ALL: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))
}
SPECS = {name: spec for name, spec in ALL.items() if not spec.get("small")}  # those with a page of their own
SMALL = {name: spec for name, spec in ALL.items() if spec.get("small")}
OF_STEPS = [{"label": label, "kind": "button"} for label in ("Step", "Run", "Reset")]  # where it moves in steps
NONSENSE = re.compile(r"NaN|Infinity|undefined|\[object")
PHONE = {"has_touch": True, "viewport": {"width": 360, "height": 780}}
LAPTOP = {"viewport": {"width": 1366, "height": 650}}

# All that a simulation shows: status, numbers, notes, descriptions of its pictures, its link, and the pictures' pieces
WORDS = """[stage.sentence, stage.root.innerText, stage.encode(),
  ...[...stage.root.querySelectorAll("svg")].map((svg) => svg.getAttribute("aria-label"))].join("\\n")"""
PIECES = """[...stage.root.querySelectorAll("svg")].map((svg) => svg.innerHTML).join()"""
ROWS = "stage.simulation.table().rows"

# Runs programs one after the other, each in a namespace of its own; tells what each of them printed
RUN = """
import contextlib, io, json, sys
told = []
for program in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(program, "<copied>", "exec"), {"__name__": "__main__"})
    told.append(out.getvalue())
json.dump(told, sys.stdout)
"""


def page_of(name: str) -> str:
    """Return the address of a simulation's own page, or for a small one of the first that shows it."""
    listed = json.loads((SITE / "simulations.json").read_text("utf-8"))
    return str(next(each["page"] for each in listed if each["name"] == name))


class Simulation:
    """One simulation in a tab."""

    def __init__(self, visit: Visit, name: str) -> None:
        """Wait until it is awake."""
        self.visit, self.page, self.name = visit, visit.page, name
        self.place = self.page.locator(f"book-simulation[name='{name}']").first
        self.wake()

    def wake(self) -> None:
        """Wait until it is awake, and open the fold with the controls that a reader seldom needs."""
        if self.name in SMALL:  # it may stand below the first screen
            self.place.scroll_into_view_if_needed()
        self.place.locator(".sim:not([inert])").wait_for()
        self.until("stage.size")  # it is drawn when it has been measured, a little later
        self.page.evaluate("for (const fold of document.querySelectorAll('.sim-settings')) fold.open = true")

    def hash(self, **state: Any) -> str:
        """Return the end of a link to a state."""
        return f"#{self.name}?{urlencode(state)}"

    def open(self, **state: Any) -> None:
        """Go to a state, as a link does."""
        self.run("stage.open(value)", self.hash(**state))

    def run(self, expression: str, value: Any = None) -> Any:
        """Return what an expression of `stage` and `value` is in the browser."""
        return self.page.evaluate(self.script(expression), value)

    def until(self, condition: str, value: Any = None) -> None:
        """Wait until a condition of `stage` and `value` holds."""
        self.page.wait_for_function(self.script(condition), arg=value)

    def script(self, expression: str) -> str:
        """Return a function of `value` in which `stage` is the simulation's."""
        found = f"const {{ stage }} = document.querySelector('book-simulation[name={self.name}]');"
        return f"(value) => {{ {found} return ({expression}); }}"

    def step(self, steps: int) -> None:
        """Take steps without waiting for a clock, and let the status be spoken without waiting for the last one."""
        ticks = "for (let i = 0; i < value; i++) stage.tick()"
        speak = "clearTimeout(stage.voice); stage.voice = undefined"
        self.run(f"(() => {{ {ticks}; {speak}; stage.draw(); }})()", steps)

    def shown(self) -> str:
        """Return all that it shows in words."""
        return str(self.run(WORDS))

    def drawn(self) -> str:
        """Return all that it shows, its drawings too."""
        return str(self.run(f"{WORDS} + {PIECES}"))

    def state(self) -> dict[str, Any]:
        """Return the values of its controls."""
        return dict(self.run("stage.state"))

    def table(self) -> list[list[str]]:
        """Return the cells of the table of steps, as a reader sees them."""
        fold = self.page.locator("details.sim-fold").filter(has_text="Table")
        fold.evaluate("fold => { fold.open = true; }")
        self.run("stage.fillTable()")
        text: str = fold.locator("tbody").inner_text()
        fold.evaluate("fold => { fold.open = false; }")
        return [row.split("\t") for row in text.strip().splitlines()]

    def controls(self) -> list[dict[str, Any]]:
        """Return what of its specification a reader can use."""
        own = [each for each in ALL[self.name]["controls"] if each["kind"] not in ("number", "text")]
        return own + (OF_STEPS if ALL[self.name].get("steps") else [])

    def control(self, label: str, kind: str) -> Locator:
        """Return a control by its name."""
        roles: dict[str, Any] = {"button": "button", "choice": "combobox", "flag": "checkbox"}
        return self.place.get_by_role(roles.get(kind, "slider"), name=label, exact=True)


class Simulations:
    """Opens simulations, in one tab for each size of the screen."""

    def __init__(self, tabs: Opener) -> None:
        """Open tabs by `tabs`."""
        self.tabs = tabs
        self.visits: dict[bool, Visit] = {}

    def __call__(self, name: str, *, phone: bool = False, **state: Any) -> Simulation:
        """Go to a simulation's own page, or to that of a small one, unless the tab is there, and to a state."""
        address = page_of(name)
        if phone not in self.visits:
            self.visits[phone] = self.tabs(address, **(PHONE if phone else {}))
        elif self.visits[phone].page.url.partition("#")[0] != f"{self.tabs.home}{address}":
            self.visits[phone].open(address)
        found = Simulation(self.visits[phone], name)
        found.open(**state)
        return found

    def problems(self) -> list[str]:
        """Return what the tabs complained of since they were last asked; what drivers say may come any time later."""
        told = [problem for visit in self.visits.values() for problem in visit.problems]
        for visit in self.visits.values():
            visit.problems = []
        return told


def printed(programs: list[str]) -> list[list[list[str]]]:
    """Run programs, none of which sees another, in one interpreter; return the words of each, without its head."""
    run = subprocess.run(
        [sys.executable, "-I", "-c", RUN], input=json.dumps(programs), capture_output=True, encoding="utf-8"
    )
    assert run.stderr == ""
    return [[line.split() for line in text.splitlines()[1:]] for text in json.loads(run.stdout)]


def fate_by_iteration(name: str, eigenvalues: np.ndarray[Any, Any], rate: float, momentum: float) -> tuple[str, float]:
    """Return what the eigenvalues of the iteration's own matrix say, and how far the largest is from 1."""
    sizes, steady = [], True
    for curvature in eigenvalues:
        beta = momentum if name != "Gradient descent" else 0.0
        seen = 1 + beta if name == "Nesterov" else 1.0  # state: (w, velocity)
        pull = beta**2 if name == "Nesterov" else beta
        matrix = np.array([[1 - rate * seen * curvature, -rate * pull], [curvature, beta]])
        values = np.linalg.eigvals(matrix)
        sizes += list(np.abs(values))
        steady = steady and all(abs(v.imag) < 1e-7 and v.real >= -1e-9 for v in values)
    largest = max(sizes)
    word = "diverges" if largest > 1 else "steady" if steady else "overshooting"
    return word, abs(largest - 1)


def in_the_middle(place: Locator) -> Locator:
    """Scroll something into the middle of the window, where nothing lies over it."""
    place.evaluate("place => place.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return place


def swiped(simulation: Simulation, x: float, y: float, right: float, down: float) -> None:
    """Move a finger from a place of the window."""
    devtools = simulation.page.context.new_cdp_session(simulation.page)
    touch = "Input.dispatchTouchEvent"
    devtools.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 13):
        points = [{"x": x + right * part / 12, "y": y + down * part / 12}]
        devtools.send(touch, {"type": "touchMove", "touchPoints": points})
    devtools.send(touch, {"type": "touchEnd", "touchPoints": []})


def dragged(
    simulation: Simulation, handle: Locator, way: str, by: tuple[float, float], keys: tuple[str, ...] = ()
) -> None:
    """Drag a handle by mouse or finger, or move it by keys; it is large enough for a finger, and the page stays."""
    in_the_middle(handle.locator("xpath=ancestor::*[contains(@class, 'sim-chart')]"))
    page, box = simulation.page, handle.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    x, y, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, page.evaluate("scrollY")
    if way == "mouse":
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + by[0], y + by[1], steps=4)
        page.mouse.up()
    elif way == "finger":
        swiped(simulation, x, y, *by)
    else:
        handle.evaluate("handle => handle.focus({ preventScroll: true })")
        for key in keys:
            page.keyboard.press(key)
    assert page.evaluate("scrollY") == top
