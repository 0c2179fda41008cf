"""From the HTML that mkdocs-jupyter makes of a notebook to a page in the book's own Markdown."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import figures
from book import Book
from bs4 import BeautifulSoup, Tag
from mkdocs.exceptions import PluginError

PLOT = re.compile(r'Plotly\.newPlot\(\s*"[^"]*",\s*')
STDERR = "application/vnd.jupyter.stderr"


def read(path: Path) -> dict[str, Any]:
    """Read a notebook; raises ValueError where it is none."""
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return notebook


def check(notebook: dict[str, Any], report: Callable[[str, str], None]) -> None:
    """Report each cell that was committed with its output."""
    for number, cell in enumerate(notebook["cells"], 1):
        if cell.get("outputs") or cell.get("execution_count"):
            report(first_line(cell), f"cell {number} was committed with its output; the build runs it")


def source(cell: dict[str, Any]) -> str:
    """Return a cell's text."""
    return "".join(cell["source"])


def first_line(cell: dict[str, Any]) -> str:
    """Return the first line of a cell, by which its place in the file is found."""
    return source(cell).partition("\n")[0]


def markdown(notebook: dict[str, Any], html: str, book: Book) -> str:
    """Return the lab as Markdown: its text and code from the notebook, its outputs from the executed HTML."""
    places = [place for place in BeautifulSoup(html, "html.parser").select(".jp-Notebook-cell[id]")]
    if len(places) != len(notebook["cells"]):
        raise PluginError(f"docs/{book.at}: mkdocs-jupyter made {len(places)} cells of {len(notebook['cells'])}")
    parts = []
    for number, (cell, place) in enumerate(zip(notebook["cells"], places, strict=True), 1):
        if cell["cell_type"] == "markdown":
            parts.append(source(cell))
            continue
        parts.append(f"``` {{ .python }}\n{source(cell)}\n```")
        parts.extend(outputs(number, first_line(cell), place, book))
    return "\n\n".join(parts)


def outputs(number: int, where: str, place: Tag, book: Book) -> Iterator[str]:
    """Yield what a cell printed, showed and drew, as Markdown; `where` is its first line."""
    for output in place.select(".jp-OutputArea-output"):
        kind = output.get("data-mime-type")
        drawn = PLOT.search(output.decode_contents()) if kind == "text/html" else None
        if kind == STDERR:
            book.problem(where, f"cell {number} prints to stderr: {output.get_text().strip()}")
        elif drawn:
            yield figure(number, where, drawn.string[drawn.end() :], book)
        elif kind == "text/plain":
            yield f'``` {{ .text .output title="Output" }}\n{output.get_text().strip(chr(10))}\n```'
        elif table := output.find("table"):
            del table["border"]
            yield f'<div class="table" markdown="0">{table}</div>'


def figure(number: int, where: str, call: str, book: Book) -> str:
    """Return the element of a figure, whose caption is its title; `call` begins with the arguments data and layout."""
    data, end = json.JSONDecoder().raw_decode(call)
    layout, _ = json.JSONDecoder().raw_decode(call[end:].lstrip(", \n"))
    caption = (layout.pop("title", None) or {}).get("text")
    if not caption:
        book.problem(where, f"cell {number}: the figure has no title, which the site shows as its caption")
    name = f"{Path(book.at).stem}/{number}"
    text = figures.of_json({"data": data, "layout": layout})
    book.keep_figure(name, text, where)
    return f'<figure-plot program="{name}">{re.sub("<br>", " ", caption or "")}</figure-plot>'


def failed_cell(notebook: dict[str, Any], error: str) -> str:
    """Return which cell an error of nbclient is about, and its last line."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", error).strip()
    last = plain.rpartition("\n")[2]
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "code" and f"---\n{source(cell).strip()}\n---" in plain:
            return f"cell {number} raises {last}"
    return last
