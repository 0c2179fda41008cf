"""Every notebook that a reader can download: it runs from an empty folder and prints what its page shows."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.served import SITE, addresses

ROOT = Path(__file__).parent.parent
CHAPTERS = ("learning", "descent", "practice", "labs")
NOTEBOOKS = sorted(path for folder in CHAPTERS for path in (SITE / folder).rglob("*.ipynb"))
OURS = r"<(figure-plot|predict-first|book-simulation|section|svg)\b|\]\((claim|sim):|--8<--|^[?!]{3} "


def printed(cell: nbformat.NotebookNode, name: str = "stdout") -> str:
    """Return what a cell has printed."""
    return "".join(each.text for each in cell.outputs if each.output_type == "stream" and each.name == name)


def test_every_chapter_and_every_project_offers_its_notebook():
    starters = {path.stem.removesuffix("_starter") for path in (ROOT / "snippets").rglob("*_starter.py")}
    pages = [address for address in addresses() if address.startswith(CHAPTERS)]
    wanted = {page.rstrip("/").rpartition("/")[2] for page in pages} | {name.replace("_", "-") for name in starters}
    assert {path.stem for path in NOTEBOOKS} == wanted
    for page in pages:
        links = re.findall(r'href="([\w-]+\.ipynb)" download', (SITE / page / "index.html").read_text("utf-8"))
        assert {path.name for path in (SITE / page).glob("*.ipynb")} == set(links)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_an_empty_folder_and_prints_what_it_shows(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PLOTLY_RENDERER", "plotly_mimetype")  # else each kernel sends the whole of plotly.js
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [printed(cell) for cell in cells]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    for cell, expected in zip(cells, shown, strict=True):
        assert printed(cell, "stderr") == ""
        if "labs" not in path.parts:  # a lab is handed out without outputs
            assert printed(cell) == expected
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_the_text_and_the_programs_of_its_chapter(path: Path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert not re.search(OURS, text, re.MULTILINE)
    assert not re.search(r"\]\((?!https?:)[^)]+\)", text)
    source = ROOT / "docs" / path.parent.relative_to(SITE).with_suffix(".md")
    if source.exists() and source.stem == path.stem:
        included = re.findall(r'--8<-- "(.+\.py)"', source.read_text("utf-8"))
        programs = [(ROOT / "snippets" / name).read_text("utf-8").removesuffix("\n") for name in included]
        assert ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"] == programs
        for heading in re.findall(r"^#+ .+$", source.read_text("utf-8"), re.MULTILINE):
            assert heading in text
