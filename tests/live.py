"""Runs programs in the page's own worker, in Chromium, and keeps what they did by all that it depends on."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from downhill import distribution, labs
from downhill.files import write

from tests.served import SITE, Opener, Visit

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "docs" / "javascripts" / "live"
RUN = """async ([job, address]) => {
  const { run } = await import(address);
  const heard = [];
  await run(job, (message) => message.kind !== "loading" && heard.push(message), new AbortController().signal);
  return heard;
}"""


@dataclass(frozen=True)
class Heard:
    """What the worker said of a run: the kind of each message, and its text."""

    messages: list[dict[str, str]]

    def all(self, kind: str) -> list[str]:
        """Return the texts of one kind."""
        return [message.get("text") or "" for message in self.messages if message["kind"] == kind]

    @property
    def printed(self) -> str:
        """Return what the program printed."""
        return "".join(self.all("out"))

    def of_cell(self, number: int) -> "Heard":
        """Return what was said of one cell of a lab."""
        places = [place for place, message in enumerate(self.messages) if message["kind"] == "cell"]
        ends = [*places[1:], len(self.messages)]
        return Heard(self.messages[places[number] : ends[number]])


def need_distribution() -> None:
    """Skip, or in CI fail, where the Python for browsers was not fetched, or the site was built without it."""
    if not (SITE / "live" / "pyodide.asm.wasm").exists():
        missing = "the site was built without the Python for browsers: `make live` fetches it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)


def depends() -> str:
    """Return the hash of what every run depends on, its program aside."""
    machinery = ROOT / "docs" / "machinery" / "downhill"
    files = [SCRIPTS / "worker.js", *(machinery / name for name in ("session.py", "figures.py", "distribution.json"))]
    digest = hashlib.sha256(distribution.plotly(ROOT).name.encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def heard(visit: Visit, cells: list[str], name: str, lab: bool = False) -> Heard:
    """Run a program, or the cells of a lab, in the page that a tab shows."""
    job = {"cells": cells, "name": name, "lab": lab}
    return Heard(visit.page.evaluate(RUN, [job, f"{visit.home}javascripts/live/python.js"]))


class Runs:
    """A tab whose Python runs programs one after the other; what is kept does not run again."""

    def __init__(self, tabs: Opener) -> None:
        """Open tabs with `tabs`, when the first program has to run."""
        self.tabs = tabs
        self.visit: Visit | None = None

    def __call__(self, cells: list[str], name: str, lab: bool = False) -> Heard:
        """Return what the worker says of a run."""
        told = hashlib.sha256(json.dumps([depends(), cells, name, lab]).encode()).hexdigest()[:32]
        place = ROOT / ".cache" / "live-runs" / f"{told}.json"
        if place.exists():
            return Heard(json.loads(place.read_bytes()))
        self.visit = self.visit or self.tabs("404.html")
        ran = heard(self.visit, cells, name, lab)
        if ran.messages[-1]["kind"] == "done" and not ran.all("error"):
            write(place, json.dumps(ran.messages))
        return ran


def cells_of(lab: Path) -> list[tuple[int, str]]:
    """Return the code of a lab, each cell with its number among all."""
    cells = json.loads(lab.read_text("utf-8"))["cells"]
    return [(number, "".join(cell["source"])) for number, cell in enumerate(cells, 1) if cell["cell_type"] == "code"]


def of_lab(ran: Heard, lab: Path) -> str:
    """Return what the file beside a lab would hold of a run in the page."""
    lines: list[str] = []
    for place, (number, _) in enumerate(cells_of(lab)):
        cell = ran.of_cell(place)
        figures: list[dict[str, Any]] = [json.loads(text) for text in cell.all("figure")]
        titles = [figure["layout"]["title"]["text"].replace("<br>", " ") for figure in figures]
        shown = [cell.printed.strip("\n")] if cell.printed.strip("\n") else []
        shown += [f"figure: {title}" for title in titles]
        lines += [f"[cell {number}]", *shown] if shown else []
    return labs.UNHELD.sub(r"\1≈…", "".join(f"{line}\n" for line in lines))
