"""What breaks the book stops the right command with a message that names the place, and the good site stays."""

import json
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from downhill import Book, Site, __main__, labs, meanwhile, programs
from mkdocs.config import load_config

from tests.book_copy import ROOT, TINY, contents, copy_book, edit, make, run
from tests.served import SITE, soup

INDEX = "docs/index.md"
LINE = "docs/learning/line.md"
SLOPE = "docs/learning/slope.md"
LAB = "docs/labs/doubling.ipynb"
VALUES = "snippets/line/values.py"
POINTS = "snippets/slope/two_points.py"
TAB = '=== "Tab"\n\n    ``` { .python }\n    print(1)\n    ```\n\n    ``` { .text .output }\n    2\n    ```\n\n'
TASK = "snippets/slope/task.py"
STARTER = "snippets/slope/task_starter.py"
PART = "rise = 0.0\n# your part: set rise\nrise = 2.0\n# end of your part\nprint(rise)\n"
BARE = PART.replace("rise = 2.0\n", "")
SHOW = "fig.show()\n"
# What a second build of the whole book does not take over from the first: what else it uses, it has a test for
MADE_ANEW = ("building", "listings", "search", "torch", "mutants")

# What the test of a page says of its fences: the message, and edits as in tests/test_problems.py
FENCES = {
    "an included program that is missing": (
        f"{SLOPE}:14: Snippet at path 'slope/nowhere.py' could not be found",
        [(SLOPE, '"slope/two_points.py"\n', '"slope/nowhere.py"\n')],
    ),
    "an output file that is stale": (
        f"{LINE}:32: the program prints something else\n--- shown at line 36",
        [("snippets/line/values.out", "value 4", "value 5")],
    ),
    "an output that its page does not show": (
        f"{SLOPE}:14: the program prints, but no output follows",
        [(SLOPE, "{ .text .output", "{ .text")],
    ),
    "an output without a program": (
        f"{SLOPE}:14: an output with no program before it",
        [
            (
                SLOPE,
                '    ``` { .python title="slope/two_points.py" }\n    --8<-- "slope/two_points.py"\n    ```\n\n    ',
                "    ",
            )
        ],
    ),
    "a fence in a tab that prints something else": (
        f"{INDEX}:10: the program prints something else\n--- shown at line 14",
        [(INDEX, "Begin", TAB + "Begin")],
    ),
    "a program that raises": (
        f"{SLOPE}:14: the program raises",
        [(POINTS, "(last[0] - first[0])", "0.0")],
    ),
    "a program that prints to stderr": (
        f"{SLOPE}:14: the program prints to stderr\ncareful",
        [(POINTS, "first, last =", "import sys\nprint('careful', file=sys.stderr)\nfirst, last =")],
    ),
}


@pytest.fixture(scope="session")
def good_book() -> Iterator[Path]:
    """Give a copy of the tiny book that was built."""
    with tempfile.TemporaryDirectory() as folder:
        book = copy_book(TINY, Path(folder) / "book")
        built = make(book, "build")
        assert built.returncode == 0, built.stdout
        yield book


@pytest.fixture
def book(good_book: Path) -> Iterator[Path]:
    """Give a copy of the good book, with its site and its caches, that a test may break."""
    with tempfile.TemporaryDirectory() as folder:
        yield shutil.copytree(good_book, Path(folder) / "book")


def fences_run(folder: Path) -> dict[str, list[str]]:
    """Run the fences of the pages of all books in a folder; return what pytest says of each, by the book's name."""
    told = folder / "told.xml"
    options = ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", f"--junitxml={told}"]
    docs = sorted(folder.glob("*/docs"))
    ended = run(
        [sys.executable, "-m", "pytest", *options, "-c", ROOT / "pyproject.toml", "--rootdir", ".", *docs], folder
    )
    assert ended.returncode == pytest.ExitCode.TESTS_FAILED, ended.stdout
    said: dict[str, list[str]] = {}
    for case in ElementTree.parse(told).iter("testcase"):
        place = case.get("classname") or case.get("name", "")  # a page that is no good has no class
        said.setdefault(place.partition(".")[0], []).append("".join(case.itertext()))
    return said


def test_the_tiny_book_is_good(good_book: Path) -> None:
    claims = json.loads((good_book / "site" / "claims.json").read_text("utf-8"))
    assert [claim["id"] for claim in claims] == ["line/rises"]


@pytest.mark.whole("pytest runs in pytest")
def test_the_test_of_a_page_passes_where_its_fences_are_good_and_else_names_the_fence(
    good_book: Path, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """One run of pytest for all books, for it takes longer to load than to read a page."""
    for name in ("good", *FENCES):
        shutil.copytree(good_book, tmp_path / name, ignore=shutil.ignore_patterns("site"))
    for name, (_, edits) in FENCES.items():
        for path, old, new in edits:
            edit(tmp_path / name / path, old, new)
    said = fences_run(tmp_path)
    assert said["good"] == ["", ""]
    for name, (message, _) in FENCES.items():
        with subtests.test(name):
            assert message in "\n".join(said[name])


def test_a_strict_build_stops_at_every_problem_and_leaves_the_good_site(book: Path) -> None:
    edit(book / SLOPE, "](line.md)", "](lines.md)")
    edit(book / LINE, "[✓](claim:line/rises)", "[✓](claim:line/falls)")
    before = contents(book / "site")
    assert "404.html" in before
    stopped = make(book, "build")
    assert stopped.returncode != 0, stopped.stdout
    for message in (f"{SLOPE}:10: the link lines.md leads nowhere", f"{LINE}:26: no test below tests/claims is marked"):
        assert message in stopped.stdout
    assert not re.search(r"^Traceback", stopped.stdout, re.MULTILINE), stopped.stdout
    assert contents(book / "site") == before


@pytest.mark.whole("a book is built for it; what stops a build is tried")
def test_a_book_with_problems_is_shown_while_it_is_written_and_says_them(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(book / SLOPE, "](line.md)", "](lines.md)")
    edit(book / LINE, "[✓](claim:line/rises)", "[✓](claim:line/falls)")
    shutil.rmtree(book / "site")
    monkeypatch.setenv("LINKS", "ignore")  # as `make serve` does, for the book names them
    shown = run([sys.executable, "-m", "mkdocs", "build", "--no-strict"], book)
    assert shown.returncode == 0, shown.stdout
    assert f"WARNING -  {SLOPE}:10: the link lines.md leads nowhere" in shown.stdout
    assert shown.stdout.count("lines.md") == 2, shown.stdout  # both in the book's own message: link, and path
    assert (book / "site" / "learning" / "line" / "index.html").exists()
    assert "Traceback" not in shown.stdout


def test_what_fails_beside_the_pages_is_not_taken_for_done(
    book: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError("no room")

    whole = Book.read(book, Site.of(load_config(str(book / "mkdocs.yml"))))
    assert meanwhile.Meanwhile(whole, book / "beside").written()
    monkeypatch.setattr(meanwhile, "write_beside", full)
    assert not meanwhile.Meanwhile(whole, book / "beside").written()
    assert "OSError: no room" in capfd.readouterr().err


def test_the_word_check_says_the_same_and_builds_nothing(book: Path) -> None:
    edit(book / SLOPE, "](line.md)", "](lines.md)")
    shutil.rmtree(book / "site")
    stopped = make(book, "check")
    assert stopped.returncode != 0
    assert f"\n{SLOPE}:10: the link lines.md leads nowhere" in stopped.stdout
    assert not (book / "site").exists()


def test_no_book_is_built_to_be_shown_where_another_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("it is built all the same"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(__main__, "ADDRESS", f"127.0.0.1:{other.getsockname()[1]}")
        assert __main__.serve(tmp_path) == 1
    assert capsys.readouterr().err == f"{__main__.ADDRESS} is in use, perhaps by another `make serve`; end that one\n"


@pytest.mark.whole("a book is built for it; what stops a build is tried")
def test_an_address_that_is_empty_stops_the_build(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "")
    stopped = make(book, "build")
    assert stopped.returncode != 0
    assert "SITE_URL is empty" in stopped.stdout


def test_outputs_are_rewritten_for_the_programs_that_run(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(book / VALUES, "2 * x + 1", "2 * x + 2")
    edit(book / POINTS, "(last[0] - first[0])", "0.0")
    assert programs.rewrite_outputs(book) == 1
    said = capsys.readouterr()
    assert "rewritten: snippets/line/values.out" in said.out
    assert "snippets/slope/two_points.py:4: ZeroDivisionError: float division by zero" in said.err
    assert (book / "snippets/line/values.out").read_text("utf-8").startswith("x = 0  value 2\n")
    assert (book / "snippets/slope/two_points.out").read_text("utf-8") == "slope 2.000\n"
    assert not list(book.rglob("*.new"))


@pytest.mark.whole("`make outputs` of a lab; that of programs is tried")
def test_the_output_of_a_lab_is_rewritten_when_it_runs_well_without_the_numbers_of_the_machine(
    book: Path, good_book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, out = book / LAB.replace("doubling", "dividing"), (book / LAB).with_suffix(".out")
    old = out.read_text("utf-8")
    for place, new in ((bad, "print(1 / 0)"), (book / LAB, "print(2 * 2.5, '≈0.123', '  ≈4e-5,', 3)")):
        shutil.copy2(good_book / LAB, place)
        edit(place, "print(2 * 2.25)", new)
    shutil.copy2(out, bad.with_suffix(".out"))
    assert labs.rewrite_outputs(book) == 1
    said = capsys.readouterr()
    assert said.out == "rewritten: docs/labs/doubling.out\n"
    assert "docs/labs/dividing.ipynb:20: cell 2 raises ZeroDivisionError" in said.err
    assert out.read_text("utf-8") == old.replace("4.5", "5.0 ≈… ≈…, 3")
    assert bad.with_suffix(".out").read_text("utf-8") == old


@pytest.mark.whole("`make outputs` four times")
def test_outputs_make_the_starter_and_make_it_again_when_its_source_changed(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / TASK).write_text(PART, "utf-8")
    made = make(book, "outputs")
    assert made.returncode == 0, made.stdout
    is_made(book, made.stdout, BARE)
    (book / TASK).write_text(PART.replace("0.0", "1.0"), "utf-8")
    assert programs.rewrite_outputs(book) == 0
    is_made(book, capsys.readouterr().out, BARE.replace("0.0", "1.0"))
    assert not list(book.rglob("*.new"))


def is_made(book: Path, said: str, starter: str) -> None:
    """Assert that a starter was written, with its output, and that this was said."""
    assert f"rewritten: {STARTER}" in said
    assert (book / STARTER).read_text("utf-8") == starter
    assert (book / STARTER).with_suffix(".out").read_text("utf-8") == starter.partition("\n")[0][7:] + "\n"


@pytest.mark.whole("two archives")
def test_two_archives_of_one_book_have_the_same_bytes_and_the_site_stays_as_it_is(book: Path) -> None:
    before = contents(book / "site")
    archives = []
    for options in ((), ("-o", "build")):  # the second time without a build: two builds are compared below
        packed = make(book, "zip", *options)
        assert packed.returncode == 0, packed.stdout
        archives.append((book / "downhill.zip").read_bytes())
    assert archives[0] == archives[1] == (book / "site" / "downhill.zip").read_bytes()
    assert {**contents(book / "site"), "downhill.zip": ""} == {**before, "downhill.zip": ""}


@pytest.mark.whole("the whole book built once more")
def test_another_build_of_the_whole_book_gives_the_same_bytes_and_leaves_its_sources_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION", soup("").select_one("page-tools")["data-edition"])  # a copy is no repository of git
    book = copy_book(ROOT, tmp_path / "book")
    shutil.copytree(ROOT / ".cache", book / ".cache", ignore=shutil.ignore_patterns(*MADE_ANEW))
    sources = contents(book / "docs"), contents(book / "snippets")
    built = make(book, "build")
    assert built.returncode == 0, built.stdout
    assert "programs:" not in built.stdout, "a program that did not change ran again"
    packed = {"downhill.zip": ""}  # made after the site, of the site
    assert {**contents(book / "site"), **packed} == {**contents(SITE), **packed}
    assert (contents(book / "docs"), contents(book / "snippets")) == sources
