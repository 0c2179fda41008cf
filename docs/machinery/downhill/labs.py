"""The labs: notebooks that mkdocs-jupyter's converter executes, and that become pages in the book's own Markdown."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup, Tag

from downhill import figures, programs
from downhill.files import write
from downhill.page import Page, Problem

EXECUTE = """
import sys
from mkdocs_jupyter.nbconvert2 import get_nbconvert_app
from nbconvert import NotebookExporter
config = get_nbconvert_app(execute=True, allow_errors=True).config
config["ExecutePreprocessor"].update(timeout=600)
config.KernelManager.transport_encryption = "auto"  # without, each kernel warns on stderr
sys.stdout.write(NotebookExporter(config=config).from_filename(sys.argv[1])[0])
"""
PLOTLY = "application/vnd.plotly.v1+json"
UNHELD = re.compile(r"( ?) *≈[^\s,;)]+")  # so a lab marks a number that rounding makes another on each machine


@dataclass(frozen=True)
class Lab:
    """A lab: page, notebook as committed, what its cells print, figures by lab and cell, and what is wrong with it."""

    page: Page
    notebook: dict[str, Any]
    printed: str
    figures: dict[str, str]
    broken: tuple[Problem, ...]


def executed(path: Path, root: Path) -> dict[str, Any]:
    """Return a notebook executed in a process of its own, or from the cache where nothing changed.

    A cell that raises leaves an error among its outputs; such a notebook is not kept.
    """
    depends = f"{programs.versions()} {version('ipykernel')} {version('mkdocs-jupyter')}\0{path.read_text('utf-8')}"
    kept = root / ".cache" / "labs" / f"{hashlib.sha256(depends.encode()).hexdigest()[:32]}.ipynb"
    if kept.exists():
        return dict(json.loads(kept.read_text("utf-8")))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # the machinery's own
    environment |= programs.ENVIRONMENT | {"PLOTLY_RENDERER": "plotly_mimetype", "JUPYTER_PLATFORM_DIRS": "1"}
    command = [sys.executable, "-X", "utf8", "-c", EXECUTE, path.name]
    made = subprocess.run(command, cwd=path.parent, env=environment, stdout=subprocess.PIPE, check=True).stdout
    notebook: dict[str, Any] = json.loads(made)
    if not any(error_of(cell) for cell in notebook["cells"]):
        write(kept, made)
    return notebook


def error_of(cell: dict[str, Any]) -> str:
    """Return what a cell raised, or nothing."""
    errors = [each for each in cell.get("outputs", []) if each["output_type"] == "error"]
    return f"{errors[0]['ename']}: {errors[0]['evalue']}" if errors else ""


def read(path: Path, root: Path) -> Lab:
    """Read and execute a lab; what is wrong with it becomes its list of problems."""
    where, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
    empty = Page(path.relative_to(root / "docs").as_posix(), "")
    try:
        notebook = json.loads(text)
        nbformat.validate(nbformat.from_dict(notebook))
    except (ValueError, nbformat.ValidationError) as error:
        line = getattr(error, "lineno", 1)
        return Lab(empty, {}, "", {}, (Problem(where, line, f"not a notebook: {str(error).splitlines()[0]}"),))
    places, broken = lines_of(notebook, text), []
    for number, cell in enumerate(notebook["cells"], 1):
        if cell.get("outputs") or cell.get("execution_count"):
            message = f"cell {number} was committed with its output; the build runs it"
            broken.append(Problem(where, places[number - 1], message))
    run = executed(path, root)
    for number, cell in enumerate(run["cells"], 1):
        if raised := error_of(cell):
            problem = Problem(where, places[number - 1], f"cell {number} raises {raised}")
            return Lab(empty, notebook, "", {}, (*broken, problem))
    return made(path.stem, empty.path, where, notebook, run, places, text, broken)


def made(
    name: str,
    path: str,
    where: str,
    notebook: dict[str, Any],
    run: dict[str, Any],
    places: list[int],
    text: str,
    broken: list[Problem],
) -> Lab:
    """Return a lab whose cells were executed as a page."""
    parts: list[str] = []
    recorded = record(run)  # before the figures lose their titles
    numbers: list[int] = []
    drawn: dict[str, str] = {}

    def add(part: str, line: int, moves: bool) -> None:
        parts.append(part)
        count = part.count("\n") + 1
        numbers.extend(line + place if moves else line for place in range(count))
        numbers.append(line)  # the empty line after it

    for number, (cell, place) in enumerate(zip(run["cells"], places, strict=True), 1):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            add(source, place, True)
            continue
        add(f"``` {{ .python }}\n{source}\n```", place, False)
        for output in joined(cell["outputs"]):
            data = output.get("data", {})
            if output.get("name") == "stderr":
                message = f"cell {number} prints to stderr: {''.join(output['text']).strip()}"
                broken.append(Problem(where, place, message))
            elif PLOTLY in data:
                figure = data[PLOTLY]
                caption = (figure["layout"].pop("title", None) or {}).get("text")
                if not caption:
                    message = f"cell {number}: the figure has no title, which the site shows as its caption"
                    broken.append(Problem(where, place, message))
                drawn[f"{name}/{number}"] = kept = figures.of_json(figure)
                if (size := figures.compressed_size(kept)) > figures.BUDGET:
                    message = f"cell {number}: the figure takes {size} bytes, over {figures.BUDGET}"
                    broken.append(Problem(where, place, message))
                words = re.sub("<br>", " ", caption or "Figure")
                add(f'<figure-plot program="{name}/{number}">{words}</figure-plot>', place, False)
            elif isinstance(shown := printed(output), Tag):
                add(f'<div class="table" markdown="0">{shown}</div>', place, False)
            elif shown:
                add(f'``` {{ .text .output title="Output" }}\n{shown}\n```', place, False)
    meta = notebook["metadata"].get("downhill", {})
    lines = {key: text.count("\n", 0, max(text.find(f'"{key}":'), 0)) + 1 for key in meta}
    page = Page(path, "\n\n".join(parts), meta, tuple(numbers), lines)
    return Lab(page, notebook, recorded, drawn, tuple(broken))


def joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a cell's outputs with what it printed in one piece, however the clock has cut it."""
    found: list[dict[str, Any]] = []
    for output in outputs:
        if found and "name" in output and found[-1].get("name") == output["name"]:
            found[-1]["text"] = [*found[-1]["text"], *output["text"]]
        else:
            found.append(dict(output))
    return found


def printed(output: dict[str, Any]) -> Tag | str:
    """Return what a cell printed or showed: a table, or text."""
    data = output.get("data", {})
    if "text/html" in data and (table := BeautifulSoup("".join(data["text/html"]), "html.parser").find("table")):
        del table["border"]
        return table
    return "".join(output.get("text", data.get("text/plain", ""))).strip("\n")


def record(run: dict[str, Any]) -> str:
    """Return what the file beside a lab holds: all that its cells print, under the number of each; figures by title.

    A number behind ≈ depends on the machine; it is shown, and only its place is held.
    """
    found: list[str] = []
    for number, cell in enumerate(run["cells"], 1):
        lines: list[str] = []
        for output in joined(cell.get("outputs", [])):
            if figure := output.get("data", {}).get(PLOTLY):
                title = (figure["layout"].get("title") or {}).get("text", "")
                lines.append(f"figure: {title.replace('<br>', ' ')}")
            elif isinstance(shown := printed(output), Tag):
                lines += [row.get_text(" ", strip=True) for row in shown("tr")]
            elif shown:
                lines.append(shown)
        found += [f"[cell {number}]", *lines] if lines else []
    return UNHELD.sub(r"\1≈…", "".join(f"{line}\n" for line in found))


def stale(lab: Lab, root: Path) -> Problem | None:
    """Return what is wrong with the output file beside a lab that ran well, or None."""
    place = str(Path("docs", lab.page.path).with_suffix(".out"))
    found = None if lab.broken else programs.difference(root / place, lab.printed, "the lab")
    return Problem(place, *found) if found else None


def rewrite_outputs(root: Path) -> int:
    """Rewrite the outputs of the labs that run well; return how many problems the others have, which keep theirs."""
    labs = [read(path, root) for path in sorted((root / "docs" / "labs").glob("*.ipynb"))]
    for lab in labs:
        if old := stale(lab, root):
            write(root / old.path, lab.printed)
            print(f"rewritten: {old.path}")
    problems = [str(problem) for lab in labs for problem in lab.broken]
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return len(problems)


def lines_of(notebook: dict[str, Any], text: str) -> list[int]:
    """Return for each cell of a notebook the line of its file on which its source begins."""
    found, at = [], 0
    for cell in notebook["cells"]:
        first = json.dumps("".join(cell["source"]).partition("\n")[0], ensure_ascii=False)[1:-1]
        at = max(text.find(first, max(text.find('"source"', at), at)), at)
        found.append(text.count("\n", 0, at) + 1)
        at += len(first)
    return found
