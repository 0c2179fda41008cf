"""Programs that need more than the book's packages: recorded where these are, shown everywhere, and run where they can.

The book here is the tiny one with a program that needs jinja2, which the packages that build the book bring along.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from downhill import needs
from downhill.runner import Run

from tests.book_copy import TINY, copy_book, edit, run

PROGRAM = '''"""Fill a template."""

# needs: jinja2

import jinja2
import plotly.graph_objects as go

print(jinja2.Template("{{ word }} and {{ word }}").render(word="again"))
fig = go.Figure(go.Scatter(x=[0, 1], y=[1, 2]), layout_xaxis_title="x", layout_yaxis_title="y")
fig.show()
'''
FENCES = """
``` { .python title="line/template.py" }
--8<-- "line/template.py"
```

``` { .text .output title="Output" }
--8<-- "line/template.out"
```

<figure-plot program="line/template">It rises.</figure-plot>
"""
TOLD = (
    "Needs jinja2 beyond the book's packages: `pip install jinja2`. It does not run in the page; its output was printed"
)


def downhill(book: Path, word: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Say a word to the machinery in a book's folder; `python` is the one that has what programs need."""
    os.environ["RECORDER"] = python
    try:
        return run([sys.executable, "-m", "downhill", word], book)
    finally:
        del os.environ["RECORDER"]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tiny book with a program that needs jinja2, recorded."""
    book = copy_book(TINY, tmp_path_factory.mktemp("needs") / "book")
    (book / "snippets" / "line" / "template.py").write_text(PROGRAM, "utf-8")
    page = book / "docs" / "learning" / "line.md"
    page.write_text(page.read_text("utf-8") + FENCES, "utf-8")
    said = downhill(book, "record")
    assert (said.returncode, said.stdout.count("recorded:")) == (0, 2), said.stdout
    return book


@pytest.fixture
def book(recorded: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to break."""
    return shutil.copytree(recorded, tmp_path / "book")


@pytest.mark.whole("`make record`, which needs PyTorch")
def test_a_recording_is_output_and_hashes_and_versions_and_fits(recorded: Path) -> None:
    folder = recorded / "snippets" / "line"
    assert (folder / "template.out").read_text("utf-8") == "again and again\n"
    told = json.loads((folder / "template.json").read_text("utf-8"))
    assert {*told} == {"program", "output", "versions", "figure"}
    assert told["figure"]["data"] == [{"type": "scatter", "x": [0, 1], "y": [1, 2]}]
    assert {*told["versions"]} == {"python", "numpy", "jinja2"}
    assert downhill(recorded, "check").returncode == 0
    again = downhill(recorded, "record")
    assert (again.returncode, "recorded:" in again.stdout) == (0, False)
    compared = downhill(recorded, "compare")
    assert (compared.returncode, compared.stdout.splitlines()[-1]) == (0, "1 programs print what is recorded of them")


def claim(book: Path, source: str, printed: str) -> None:
    """Put a program into a book with a recording that claims that it printed something."""
    place = book / "snippets" / "line" / "template.py"
    place.write_text(source, "utf-8")
    place.with_suffix(".out").write_text(printed, "utf-8")
    figure = json.dumps(needs.read(place.with_suffix(".json"))["figure"], separators=(",", ":"))
    place.with_suffix(".json").write_text(needs.written(source, Run("", 0, printed, "", figure, 0.0), {}), "utf-8")


@pytest.mark.whole("a book is built for it; what a recording must be is tried")
def test_what_a_build_shows_is_the_recording_and_not_a_run(book: Path) -> None:
    """Its own Python has jinja2 here, and yet what was never printed is shown, until somebody compares."""
    claim(book, PROGRAM, "once\n")
    assert downhill(book, "check").returncode == 0
    compared = downhill(book, "compare")
    assert compared.returncode == 1
    stale = "snippets/line/template.out:1: stale: has 'once', but the program prints 'again and again'; `make record`"
    assert stale in compared.stdout


@pytest.mark.whole("a book is built for it; what a build shows is tried")
def test_a_figure_that_is_not_the_recorded_one_is_found(book: Path) -> None:
    place = book / "snippets" / "line" / "template.json"
    edit(place, '"scatter"', '"bar"')
    assert "template.out or the figure is not what template.json records" in downhill(book, "check").stdout
    run_ = Run("", 0, "again and again\n", "", json.dumps(needs.read(place)["figure"], separators=(",", ":")), 0.0)
    place.write_text(needs.written(PROGRAM, run_, {}), "utf-8")
    assert (
        "template.py: it draws another figure than the recorded one; `make record`" in downhill(book, "compare").stdout
    )


@pytest.mark.whole("`make outputs` once more")
def test_the_word_outputs_leaves_it_alone_and_says_so(book: Path) -> None:
    edit(book / "snippets" / "line" / "template.py", 'word="again"', 'word="more"')
    said = downhill(book, "outputs")
    assert said.returncode == 0
    assert "left alone: snippets/line/template.out, for its program needs jinja2; `make record` runs it" in said.stdout
    assert (book / "snippets" / "line" / "template.out").read_text("utf-8") == "again and again\n"


@pytest.mark.whole("a book is built for it; what a build shows is tried")
def test_a_build_stops_with_file_and_line_where_the_program_is_not_the_recorded_one(book: Path) -> None:
    edit(book / "snippets" / "line" / "template.py", 'word="again"', 'word="more"')
    for word in ("check", "build", "compare"):
        said = downhill(book, word)
        assert said.returncode == 1, word
        assert "snippets/line/template.py:3: it is not the program that template.json records" in said.stdout, word
    assert not (book / "site").exists()


@pytest.mark.whole("`make record`, which needs PyTorch")
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("print(", "print(__import__('random').random(), ", "it gives something else when it runs again"),
        ("print(", "print(1 / 0, ", "snippets/line/template.py:8: ZeroDivisionError"),
        ("needs: jinja2", "needs: torch", "snippets/line/template.py:3: it says that it needs torch"),
        ("jinja2", "no_such_package", "snippets/line/template.py:5: ModuleNotFoundError: No module named 'no_such"),
    ],
    ids=["not seeded", "raises", "imports something else", "is not installed"],
)
def test_what_cannot_be_recorded_is_named_and_keeps_its_recording(book: Path, old: str, new: str, says: str) -> None:
    folder = book / "snippets" / "line"
    before = (folder / "template.json").read_bytes()
    program = (folder / "template.py").read_text("utf-8")
    (folder / "template.py").write_text(program.replace(old, new), "utf-8")
    said = downhill(book, "record")
    assert said.returncode == 1
    assert says in said.stdout
    assert (folder / "template.json").read_bytes() == before


def test_without_a_python_that_has_them_the_words_say_what_sets_it_up(book: Path) -> None:
    for word in ("record", "compare"):
        said = downhill(book, word, "nowhere/python")
        assert said.returncode == 1
        assert "there is no nowhere/python; `make torch` sets up one" in said.stdout


@pytest.mark.whole("a book is built for it; what a build shows is tried")
def test_page_twin_and_notebook_say_what_it_needs_and_the_page_offers_no_run(book: Path) -> None:
    assert downhill(book, "build").returncode == 0
    page = BeautifulSoup((book / "site" / "learning" / "line" / "index.html").read_text("utf-8"), "html.parser")
    (told,) = page.select("article .program > p.needs")
    assert told.get_text().startswith(TOLD.replace("`", ""))
    assert "printed with jinja2 3." in told.get_text()
    programs = page.select(".language-python.highlight:has(> .filename)")
    offered = page.select(".language-python.highlight:has(> .filename):not(.needs + *)")  # as in run-program.js
    assert [each.select_one(".filename a").get_text() for each in programs] == ["line/values.py", "line/template.py"]
    assert [each.select_one(".filename a").get_text() for each in offered] == ["line/values.py"]
    twin = (book / "site" / "learning" / "line" / "index.md").read_text("utf-8")
    assert f"*{TOLD}" in twin
    cells = nbformat.read(book / "site" / "learning" / "line" / "line.ipynb", 4).cells
    place = next(number for number, cell in enumerate(cells) if cell.source == PROGRAM.removesuffix("\n"))
    assert cells[place - 1].source.startswith(f"*{TOLD}")
    assert cells[place].outputs[0].text == "again and again\n"
    assert "`pip install numpy plotly jinja2 nbformat`" in cells[0].source


def pages_test(book: Path, *options: str) -> str:
    """Run the tests of the fences of the page with the program."""
    settings = ["-p", "tests.pages", "-p", "no:cacheprovider", "--markdown-docs", "--markdown-docs-syntax=superfences"]
    command = [sys.executable, "-m", "pytest", "-rs", "-c", os.devnull, "--rootdir", book, *settings, *options]
    return run([*command, book / "docs" / "learning" / "line.md"], book).stdout


@pytest.mark.whole("pytest runs in pytest")
def test_the_test_of_a_page_runs_it_where_it_can_and_else_skips_it_for_that_reason(book: Path) -> None:
    assert "2 passed" in pages_test(book)
    claim(book, PROGRAM, "once\n")
    assert "the program prints something else" in pages_test(book)
    claim(book, PROGRAM.replace("jinja2", "no_such_package"), "once\n")
    said = pages_test(book)
    assert "1 passed, 1 skipped" in said
    assert ": it needs no_such_package, not installed here; `make torch` runs it" in said
    edit(book / "snippets" / "line" / "template.py", 'word="again"', 'word="more"')
    assert "it is not the program that template.json records" in pages_test(book)
