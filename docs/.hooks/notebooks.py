"""A chapter, a project or a lab as a notebook that a reader takes along; its links lead back to the site."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from plain import Part, Writer, in_fence

PACKAGES = {"numpy": "numpy", "plotly": "plotly", "sklearn": "scikit-learn", "pandas": "pandas"}  # as pip names them


def of_page(pieces: Iterable[Part], writer: Writer, about: str) -> str:
    """Return a page as a notebook whose cells are its programs, with the outputs that they print.

    `about` is a sentence that says where the notebook comes from. A fold without a program stays a fold; the cells of
    one with programs hide their source in JupyterLab until they are opened.
    """
    kept = [part for part in pieces if part.text.strip()]
    code = "\n".join(part.text for part in kept if part.kind == "program")
    packages = [pip for name, pip in PACKAGES.items() if re.search(rf"^(import|from) {name}\b", code, re.MULTILINE)]
    if ".show()" in code:
        packages.append("nbformat")  # without it Plotly draws in JupyterLab, but not in VS Code
    install = f" It needs {', '.join(packages)}: `pip install {' '.join(packages)}`." if packages else ""
    cells = [cell("markdown", f"*{about}{install}*")]
    runs = {part.fold for part in kept if part.kind == "program"}
    fold = None
    for part in kept:
        if part.fold and part.fold is not fold and part.fold in runs:
            cells.append(cell("markdown", f"**{part.fold.title}**"))
        fold = part.fold
        if part.kind == "program":
            cells.append(cell("code", part.text))
            if fold and fold.title.startswith("Solution"):
                cells[-1]["metadata"] = {"jupyter": {"source_hidden": True}}
        elif part.kind == "output":
            printed = {"name": "stdout", "output_type": "stream", "text": lines_of(f"{part.text}\n")}
            cells[-1]["outputs"] = [printed]
        elif text := writer.text(part.text, hide=True) if part.kind == "text" else in_fence(part):
            if fold and fold not in runs:
                text = f"<details><summary>{fold.title}</summary>\n\n{text}\n\n</details>"
            cells.append(cell("markdown", text))
    for number, each in enumerate(cells):
        each["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def projects(markdown: str) -> Iterator[tuple[str, str, str]]:
    """Yield heading, name and text of each section of a page that has a starter: each is a notebook of its own."""
    for section in re.split(r"^(?=## )", markdown, flags=re.MULTILINE):
        if starter := re.search(r'--8<-- "(?:.*/)?(\w+)_starter\.py"', section):
            yield section.partition("\n")[0].removeprefix("## "), starter[1].replace("_", "-"), section


def of_lab(source: dict[str, Any], writer: Writer) -> str:
    """Return a lab's notebook as a reader takes it along: its links lead back to the site."""
    cells = [
        {**each, "source": lines_of(writer.text("".join(each["source"]), hide=True))}
        if each["cell_type"] == "markdown"
        else each
        for each in source["cells"]
    ]
    return json.dumps({**source, "cells": cells}, ensure_ascii=False, indent=1) + "\n"


def cell(kind: str, text: str) -> dict[str, Any]:
    """Return a cell of a notebook."""
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, **code, "source": lines_of(text)}


def lines_of(text: str) -> list[str]:
    """Return a text as a notebook keeps it: a list of lines with their ends."""
    return text.splitlines(keepends=True)
