"""The labs: notebooks that mkdocs-jupyter's converter executes, and that become pages in the book's own Markdown."""

import hashlib
import json
import os
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from downhill import figures, programs, runner
from downhill.files import write
from downhill.page import Page, Problem, line_of

EXECUTE = """
import json, sys
from mkdocs_jupyter.nbconvert2 import get_nbconvert_app
from nbconvert import NotebookExporter
config = get_nbconvert_app(execute=True, allow_errors=True).config
config["ExecutePreprocessor"].update(timeout=600)
config.KernelManager.transport_encryption = "auto"  # without, each kernel warns on stderr
json.dump([NotebookExporter(config=config).from_filename(path)[0] for path in sys.argv[1:]], sys.stdout)
"""
PLOTLY = "application/vnd.plotly.v1+json"
UNHELD = re.compile(r"( ?) *≈[^\s,;)]+")  # so a lab marks a number that rounding makes another on each machine


@dataclass(frozen=True)
class Lab:
    """A lab: page, notebook as committed, what its cells print, figures by lab and cell, and what is wrong with it."""

    page: Page
    notebook: NotebookNode
    printed: str
    figures: dict[str, str]
    broken: tuple[Problem, ...]


@dataclass(frozen=True)
class Shown:
    """What a cell's output becomes: Markdown, what the file beside the lab holds of it, a figure, and what is wrong."""

    markdown: str = ""
    printed: str = ""
    figure: str = ""
    wrong: tuple[str, ...] = ()


def executed(paths: list[Path], root: Path) -> list[NotebookNode]:
    """Return notebooks executed, or from the cache where nothing changed.

    One process executes them, each in a kernel of its own, for the converter takes longer to load than most labs to
    run. A cell that raises leaves an error among its outputs; such a notebook is not kept.
    """
    packages = f"{programs.versions()} {version('ipykernel')} {version('mkdocs-jupyter')}"
    names = [hashlib.sha256(f"{packages}\0{path.read_text('utf-8')}".encode()).hexdigest()[:32] for path in paths]
    kept = {path: root / ".cache" / "labs" / f"{name}.ipynb" for path, name in zip(paths, names, strict=True)}
    made = {path: place.read_text("utf-8") for path, place in kept.items() if place.exists()}
    if missing := [path for path in paths if path not in made]:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # the machinery's own
        environment |= runner.ENVIRONMENT | {"PLOTLY_RENDERER": "plotly_mimetype", "JUPYTER_PLATFORM_DIRS": "1"}
        command = [sys.executable, "-X", "utf8", "-c", EXECUTE, *map(str, missing)]
        ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
        made |= zip(missing, json.loads(ran), strict=True)
    notebooks: dict[Path, NotebookNode] = {path: nbformat.reads(made[path], 4) for path in paths}
    for path in missing:
        if not any(output.output_type == "error" for output in outputs_of(notebooks[path])):
            write(kept[path], made[path].encode())
    return list(notebooks.values())


def outputs_of(notebook: NotebookNode) -> list[NotebookNode]:
    """Return all outputs of a notebook."""
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def read_all(root: Path) -> list[Lab]:
    """Read the labs of the book, and execute those that are notebooks."""
    paths = sorted((root / "docs" / "labs").glob("*.ipynb"))
    broken = {path: problem for path in paths if (problem := no_notebook(path, root))}
    sound = [path for path in paths if path not in broken]
    ran = dict(zip(sound, executed(sound, root), strict=True))
    empty = nbformat.v4.new_notebook()
    return [
        read(path, ran[path], root)
        if path in ran
        else Lab(Page(path.relative_to(root / "docs").as_posix(), ""), empty, "", {}, (broken[path],))
        for path in paths
    ]


def no_notebook(path: Path, root: Path) -> Problem | None:
    """Return why a file is no notebook, or None."""
    try:
        nbformat.validate(nbformat.from_dict(json.loads(path.read_text("utf-8"))))
    except (ValueError, nbformat.ValidationError) as error:
        where, said = path.relative_to(root).as_posix(), str(error).splitlines()[0]
        return Problem(where, getattr(error, "lineno", 1), f"not a notebook: {said}")
    return None


def read(path: Path, ran: NotebookNode, root: Path) -> Lab:
    """Make a page of a lab that was executed; what is wrong with it becomes its list of problems.

    What its cells print is held in a file beside it, under the number of each, with the titles of its figures. A number
    behind ≈ depends on the machine; it is shown, and only its place is held. A cell that hides its source is a fold;
    so is what it prints where it hides that.
    """
    where, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
    name = path.relative_to(root / "docs").as_posix()
    notebook = nbformat.reads(text, 4)
    parts: list[tuple[str, int, bool]] = []  # Markdown, line, and whether each line of it has one in the file
    printed: list[str] = []
    drawn: dict[str, str] = {}
    broken: list[Problem] = []
    cells = 0  # of code so far, as the page counts them
    each_cell = zip(notebook.cells, ran.cells, lines_of(notebook, text), strict=True)
    for number, (committed, cell, line) in enumerate(each_cell, 1):
        if committed.get("outputs") or committed.get("execution_count"):
            broken.append(Problem(where, line, f"cell {number} was committed with its output; the build runs it"))
        code = cell.cell_type == "code"
        cells += code
        core = committed.metadata.get("downhill", {}).get("hl_lines", "")  # those that are seen first
        title = f'title="Cell {cells}"' + (f' hl_lines="{core}"' if core else "")
        fence = f"``` {{ .python {title} }}\n{cell.source}\n```"
        hidden = committed.metadata.get("jupyter", {})  # as in JupyterLab
        if hidden.get("source_hidden"):
            fence = fold(f'example "Cell {cells}, for when yours is written"', fence)
        told = committed.metadata.get("downhill", {}).get("student", {})  # without solutions: see export/classroom.py
        lost = [
            f"cell {number} has no {was!r}, for which a student has other words"
            for was in told
            if was not in cell.source
        ]
        broken += [Problem(where, line, text) for text in lost]
        parts.append((fence if code else cell.source, line, not code))
        outputs = [shown(output, f"{path.stem}/{number}") for output in joined(cell.get("outputs", []))]
        texts = [each.markdown for each in outputs if each.markdown]
        if hidden.get("outputs_hidden"):
            texts = [fold(f'example "What cell {cells} prints, for when you have guessed"', text) for text in texts]
        parts += [(text, line, False) for text in texts]
        printed += [f"[cell {number}]"] if any(each.printed for each in outputs) else []
        printed += [each.printed for each in outputs if each.printed]
        drawn |= {f"{path.stem}/{number}": each.figure for each in outputs if each.figure}
        broken += [Problem(where, line, f"cell {number}{wrong}") for each in outputs for wrong in each.wrong]
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return Lab(Page(name, ""), notebook, "", {}, tuple(broken))
    meta = json.loads(text)["metadata"].get("downhill", {})  # as plain as that of a page
    meta_lines = {key: line_of(text, f'"{key}":') for key in meta}
    numbers = [line + row * own for part, line, own in parts for row in range(part.count("\n") + 2)]
    page = Page(name, "\n\n".join(part for part, _, _ in parts), meta, tuple(numbers), meta_lines)
    return Lab(page, notebook, UNHELD.sub(r"\1≈…", "".join(f"{line}\n" for line in printed)), drawn, tuple(broken))


def fold(title: str, text: str) -> str:
    """Return Markdown in a fold."""
    return f"??? {title}\n\n{textwrap.indent(text, '    ', lambda line: True)}"


def joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return a cell's outputs with what it printed in one piece, however the clock has cut it."""
    found: list[NotebookNode] = []
    for output in outputs:
        if found and "name" in output and found[-1].get("name") == output.name:
            found[-1] = NotebookNode(output | {"text": found[-1].text + output.text})
        else:
            found.append(output)
    return found


def shown(output: NotebookNode, name: str) -> Shown:
    """Return what a cell's output becomes; `name` is that of its figure."""
    data = output.get("data", {})
    if output.output_type == "error":
        return Shown(wrong=(f" raises {output.ename}: {output.evalue}",))
    if output.get("name") == "stderr":
        return Shown(wrong=(f" prints to stderr: {output.text.strip()}",))
    if PLOTLY in data:
        layout = {**data[PLOTLY]["layout"]}
        title = (layout.pop("title", None) or {}).get("text", "").replace("<br>", " ")
        figure = figures.of_json(data[PLOTLY] | {"layout": layout})
        size = figures.compressed_size(figure)
        wrong = [] if title else [": the figure has no title, which the site shows as its caption"]
        wrong += [f": the figure takes {size} bytes, over {figures.BUDGET}"] if size > figures.BUDGET else []
        place = f'<figure-plot program="{name}">{title or "Figure"}</figure-plot>'
        return Shown(place, f"figure: {title}", figure, tuple(wrong))
    if "text/html" in data and (table := BeautifulSoup(data["text/html"], "html.parser").find("table")):
        del table["border"]
        rows = [row.get_text(" ", strip=True) for row in table("tr")]
        return Shown(f'<div class="table" markdown="0">{table}</div>', "\n".join(rows))
    text = output.get("text", data.get("text/plain", "")).strip("\n")
    return Shown(f'``` {{ .text .output title="Output" }}\n{text}\n```', text) if text else Shown()


def stale(lab: Lab, root: Path) -> Problem | None:
    """Return what is wrong with the output file beside a lab that ran well, or None."""
    place = str(Path("docs", lab.page.path).with_suffix(".out"))
    found = None if lab.broken else programs.difference(root / place, lab.printed, "the lab")
    return Problem(place, *found) if found else None


def rewrite_outputs(root: Path) -> int:
    """Rewrite the outputs of the labs that run well; return how many problems the others have, which keep theirs."""
    labs = read_all(root)
    for lab in labs:
        if old := stale(lab, root):
            write(root / old.path, lab.printed)
            print(f"rewritten: {old.path}")
    problems = [str(problem) for lab in labs for problem in lab.broken]
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return len(problems)


def lines_of(notebook: NotebookNode, text: str) -> list[int]:
    """Return for each cell of a notebook the line of its file on which its source begins."""
    found, at = [], 0
    for cell in notebook.cells:
        first = json.dumps(cell.source.partition("\n")[0], ensure_ascii=False)[1:-1]
        at = max(text.find(first, max(text.find('"source"', at), at)), at)
        found.append(text.count("\n", 0, at) + 1)
        at += len(first)
    return found
