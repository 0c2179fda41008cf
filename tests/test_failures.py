"""What breaks the book stops the right command with a message that names the place, and the good site stays."""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.book_copy import ROOT, TINY, contents, copy_book, make, run

INDEX = "docs/index.md"
LINE = "docs/learning/line.md"
SLOPE = "docs/learning/slope.md"
LAB = "docs/labs/doubling.ipynb"
VALUES = "snippets/line/values.py"
POINTS = "snippets/slope/two_points.py"
CLAIMS = "tests/claims/test_line.py"
TAB = '=== "Tab"\n\n    ``` { .python }\n    print(1)\n    ```\n\n    ``` { .text .output }\n    2\n    ```\n\n'
BALL = "docs/simulations/descent.json"
RATE = '{"id": "rate", "label": "Learning rate", "kind": "log", "low": 0.1, "high": 10, "default": 1}'
SPEC = f'{{"name": "descent", "title": "A ball", "concepts": [], "controls": [{RATE}]}}'
LIMIT = "docs/machinery/downhill/programs.py"
SHOW = "fig.show()\n"
TASK = "snippets/slope/task.py"
STARTER = "snippets/slope/task_starter.py"
PART = "rise = 0.0\n# your part: set rise\nrise = 2.0\n# end of your part\nprint(rise)\n"
BARE = PART.replace("rise = 2.0\n", "")

# What is broken: the command that stops, the message, and edits: a file, the text that goes, the text that comes;
# without a text that goes the file is new, without one that comes it is gone.
FAILURES = {
    "an included program that is missing": (
        "build",
        f"{SLOPE}:15: the included program snippets/slope/nowhere.py is missing",
        [(SLOPE, '"slope/two_points.py"\n', '"slope/nowhere.py"\n')],
    ),
    "an included program that is missing, in the page's test": (
        "pages",
        f"{SLOPE}:14: Snippet at path 'slope/nowhere.py' could not be found",
        [(SLOPE, '"slope/two_points.py"\n', '"slope/nowhere.py"\n')],
    ),
    "a part of a program": (
        "build",
        f"{SLOPE}:15: slope/two_points.py:1:1: a page includes a whole program",
        [(SLOPE, '"slope/two_points.py"\n', '"slope/two_points.py:1:1"\n')],
    ),
    "a part of a program, in another notation": (
        "build",
        f'{SLOPE}:15: an include is one line, --8<-- "chapter/program.py"',
        [(SLOPE, '--8<-- "slope/two_points.py"\n', "--8<--\n    slope/two_points.py:1:1\n    --8<--\n")],
    ),
    "a page in the place of a program": (
        "build",
        f"{SLOPE}:15: ../docs/index.md: a page includes a whole program",
        [(SLOPE, '--8<-- "slope/two_points.py"\n', '--8<-- "../docs/index.md"\n')],
    ),
    "an output file that is missing": (
        "build",
        f"{SLOPE}:19: snippets/slope/two_points.out: missing; `make outputs` writes it",
        [("snippets/slope/two_points.out", "slope 2.000\n", None)],
    ),
    "an output file that is stale": (
        "build",
        f"{LINE}:37: snippets/line/values.out:2: stale: has 'x = 1.5  value 5', but the program prints 'x = 1.5",
        [("snippets/line/values.out", "value 4", "value 5")],
    ),
    "an output file that is stale, in the page's test": (
        "pages",
        f"{LINE}:32: the program prints something else\n--- shown at line 36",
        [("snippets/line/values.out", "value 4", "value 5")],
    ),
    "an output file with a line too many": (
        "build",
        f"{SLOPE}:19: snippets/slope/two_points.out: stale: 2 lines, but the program prints 1",
        [("snippets/slope/two_points.out", "slope 2.000\n", "slope 2.000\n\n")],
    ),
    "an output that its page does not show": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py prints, but the page does not include its output",
        [(SLOPE, '\n    ``` { .text .output title="Output" }\n    --8<-- "slope/two_points.out"\n    ```\n', "")],
    ),
    "an output that its page does not show, in the page's test": (
        "pages",
        f"{SLOPE}:14: the program prints, but no output follows",
        [(SLOPE, "{ .text .output", "{ .text")],
    ),
    "an output without its program": (
        "build",
        f"{SLOPE}:15: the page shows what snippets/slope/two_points.py prints, but does not include the program",
        [(SLOPE, '    ``` { .python title="slope/two_points.py" }\n    --8<-- "slope/two_points.py"\n    ```\n\n', "")],
    ),
    "an output without a program, in the page's test": (
        "pages",
        f"{SLOPE}:14: an output with no program before it",
        [
            (
                SLOPE,
                '    ``` { .python title="slope/two_points.py" }\n    --8<-- "slope/two_points.py"\n    ```\n\n    ',
                "    ",
            )
        ],
    ),
    "a fence in a tab that prints something else, in the page's test": (
        "pages",
        f"{INDEX}:10: the program prints something else\n--- shown at line 14",
        [(INDEX, "Begin", TAB + "Begin")],
    ),
    "a fence that nobody runs": (
        "build",
        f"{SLOPE}:14: a fence marked notest",
        [(SLOPE, "{ .python title", "{ .python notest title")],
    ),
    "a simulation that there is not": (
        "build",
        f'{INDEX}:8: a simulation is <book-simulation name="…">caption</book-simulation>; there are: none',
        [(INDEX, "Begin", '<book-simulation name="ball">A ball.</book-simulation>\n\nBegin')],
    ),
    "a link to a simulation that there is not": (
        "build",
        f"{INDEX}:8: there is no simulation 'ball'; there are: none",
        [(INDEX, "Begin", '[See](sim:ball?rate=1 "steps") it.\n\nBegin')],
    ),
    "a link to a setting that a simulation has not": (
        "build",
        f"{INDEX}:8: the simulation descent has no setting 'speed'; it has: rate",
        [(BALL, "", SPEC), (INDEX, "Begin", '[See](sim:descent?speed=1 "steps") it.\n\nBegin')],
    ),
    "a link to a value that a simulation has not": (
        "build",
        f"{INDEX}:8: rate goes from 0.1 to 10, not '11'",
        [(BALL, "", SPEC), (INDEX, "Begin", '[See](sim:descent?rate=11 "steps") it.\n\nBegin')],
    ),
    "a link to a simulation that does not say what is seen": (
        "build",
        f"{INDEX}:8: a link to a simulation says what will be seen",
        [(BALL, "", SPEC), (INDEX, "Begin", "[See](sim:descent?rate=1) it.\n\nBegin")],
    ),
    "a simulation without a page": (
        "build",
        f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
        [(BALL, "", SPEC)],
    ),
    "a specification of a simulation that is no JSON": (
        "build",
        f"{BALL}:2: Expecting",
        [(BALL, "", '{"name": "descent",\n}')],
    ),
    "a specification of a simulation with a control of no kind": (
        "build",
        f"{BALL}:1: the control 'rate' needs a label and a kind among",
        [(BALL, "", SPEC.replace('"log"', '"dial"'))],
    ),
    "a program that raises": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py:2: ZeroDivisionError: float division by zero",
        [(POINTS, "(last[0] - first[0])", "0.0")],
    ),
    "a program that raises, in the page's test": (
        "pages",
        f"{SLOPE}:14: the program raises",
        [(POINTS, "(last[0] - first[0])", "0.0")],
    ),
    "a program that raises, when outputs are rewritten": (
        "outputs",
        "snippets/slope/two_points.py:2: ZeroDivisionError: float division by zero",
        [(POINTS, "(last[0] - first[0])", "0.0")],
    ),
    "a program that is no Python": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py:1: SyntaxError",
        [(POINTS, "first, last =", "first last =")],
    ),
    "a program that prints to stderr": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py: it prints to stderr: careful",
        [(POINTS, "first, last =", "import sys\nprint('careful', file=sys.stderr)\nfirst, last =")],
    ),
    "a program that prints to stderr, in the page's test": (
        "pages",
        f"{SLOPE}:14: the program prints to stderr\ncareful",
        [(POINTS, "first, last =", "import sys\nprint('careful', file=sys.stderr)\nfirst, last =")],
    ),
    "a program that warns": (
        "build",
        f"{LINE}:33: snippets/line/values.py: it prints to stderr: ",
        [(VALUES, SHOW, SHOW + "x / np.zeros(3)\n")],
    ),
    "a program that takes too long": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py: it runs over 1 s",
        [(POINTS, "first, last =", "while True:\n    pass\nfirst, last ="), (LIMIT, "SECONDS = 30", "SECONDS = 1")],
    ),
    "a program that needs a file": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py:1: PermissionError: a program of the book needs no file",
        [(POINTS, "first, last =", "open('../../../../etc/../data.csv')\nfirst, last =")],
    ),
    "a program that leaves a file": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py:1: PermissionError: a program of the book needs no file",
        [(POINTS, "first, last =", "open('result.csv', 'w')\nfirst, last =")],
    ),
    "a program that uses the network": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py:2: PermissionError: a program of the book uses no network",
        [(POINTS, "first, last =", "import socket\nsocket.create_connection(('127.0.0.1', 9))\nfirst, last =")],
    ),
    "a program that is too long": (
        "build",
        f"{SLOPE}:15: snippets/slope/two_points.py:46: a program has at most 45 lines, this one has 46",
        [(POINTS, "first, last =", 44 * "# one more line\n" + "first, last =")],
    ),
    "a starter that is missing": (
        "build",
        f"{STARTER}:1: missing; run `make outputs`, which makes it from task.py",
        [(TASK, "", PART)],
    ),
    "a starter that is stale": (
        "build",
        f"{STARTER}:4: stale: not what task.py gives; run `make outputs`",
        [(TASK, "", PART), (STARTER, "", BARE.replace("print(rise)", "print('rise', rise)"))],
    ),
    "a starter that is stale at its end": (
        "build",
        f"{STARTER}:5: stale: not what task.py gives; run `make outputs`",
        [(TASK, "", PART), (STARTER, "", BARE + "\n")],
    ),
    "a starter without its source": (
        "build",
        f"{STARTER}:1: a starter, but there is no program of this name with a part of the reader's",
        [(STARTER, "", BARE)],
    ),
    "a part of the reader's that does not end": (
        "build",
        f"{TASK}:2: this part has no `# end of your part`",
        [(TASK, "", PART.replace("# end of your part\n", ""))],
    ),
    "a part of the reader's that does not open": (
        "build",
        f"{TASK}:3: the end of a part that nothing opens",
        [(TASK, "", PART.replace("# your part: set rise\n", ""))],
    ),
    "a part of the reader's within another": (
        "build",
        f"{TASK}:3: a part within the part that line 2 opens",
        [(TASK, "", PART.replace("rise = 2.0\n", "# your part: set rise\n"))],
    ),
    "a part of the reader's that is empty": (
        "build",
        f"{TASK}:2: this part is empty; the solution stands in it",
        [(TASK, "", BARE)],
    ),
    "a part of the reader's with nothing but an empty line": (
        "build",
        f"{TASK}:2: this part is empty; the solution stands in it",
        [(TASK, "", PART.replace("rise = 2.0\n", "\n"))],
    ),
    "a part of the reader's without a task": (
        "build",
        f"{TASK}:2: a part opens with what to do, `# your part: what to do`",
        [(TASK, "", PART.replace(": set rise", ""))],
    ),
    "a program that no page shows": (
        "build",
        "snippets/slope/forgotten.py:1: no page shows this program",
        [("snippets/slope/forgotten.py", "", "angle = 1.107\n")],
    ),
    "a figure that its page does not show": (
        "build",
        'snippets/line/values.py draws, but the page has no <figure-plot program="line/values">',
        [(LINE, '<figure-plot program="line/values"', '<plot-figure program="line/values"')],
    ),
    "a figure of a program that draws none": (
        "build",
        f"{LINE}:40: snippets/slope/two_points.py leaves no figure called fig",
        [(LINE, '<figure-plot program="line/values"', '<figure-plot program="slope/two_points"')],
    ),
    "a figure of a program that does not exist": (
        "build",
        f"{LINE}:40: there is no program snippets/line/nowhere.py",
        [(LINE, '<figure-plot program="line/values"', '<figure-plot program="line/nowhere"')],
    ),
    "a figure without a caption": (
        "build",
        f"{LINE}:40: a figure is <figure-plot program=",
        [(LINE, "The line rises from 1 to 7.", "")],
    ),
    "a figure in the middle of a sentence": (
        "build",
        f'{LINE}:40: <figure-plot program="line/values"> is no paragraph of its own',
        [(LINE, "<figure-plot program", "See <figure-plot program")],
    ),
    "a figure that is none": (
        "build",
        f"{LINE}:33: snippets/line/values.py: TypeError: fig is a int, not a Plotly figure",
        [(VALUES, SHOW, SHOW + "fig = 3\n")],
    ),
    "a figure over its budget": (
        "build",
        f"{LINE}:33: snippets/line/values.py: its figure takes ",
        [(VALUES, SHOW, "fig.add_scatter(y=np.random.default_rng(0).normal(size=9000))\n" + SHOW)],
    ),
    "a claim without a test": (
        "build",
        f"{LINE}:26: no test below tests/claims is marked with the claim 'line/falls'",
        [(LINE, "claim:line/rises", "claim:line/falls")],
    ),
    "a claim that no page makes": (
        "build",
        f"{CLAIMS}:6: no page makes the claim line/rises",
        [(LINE, " [✓](claim:line/rises)", "")],
    ),
    "a claim with two tests": (
        "build",
        f"{CLAIMS}:7: the claim line/rises has a test already",
        [(CLAIMS, "@pytest", '@pytest.mark.claim("line/rises", "It rises.")\n@pytest')],
    ),
    "a claim without a statement": (
        "build",
        f"{CLAIMS}:6: a claim is marked with two plain strings, id and statement",
        [(CLAIMS, ', "The line y = 2x + 1 rises from each whole number to the next."', "")],
    ),
    "a claim on two pages": (
        "build",
        f"{SLOPE}:10: docs/learning/line.md makes the claim line/rises already",
        [(SLOPE, "two points.", "two points. [✓](claim:line/rises)")],
    ),
    "a number that comes from nowhere": (
        "build",
        f"{SLOPE}:10: the number 2.7 stands in no program, output or formula of this page",
        [(SLOPE, "two points.", "two points, 2.7 apart.")],
    ),
    "a number that comes from nowhere, in a lab": (
        "build",
        f"{LAB}:10: the number 3.25 stands in no cell, output or formula of this lab",
        [(LAB, "Two times 2.25", "Two times 3.25")],
    ),
    "a formula that does not parse": (
        "build",
        f"{LINE}:29: the formula '\\\\frac{{y' does not parse: ",
        [(LINE, "$$\ny = 2x + 1", "$$\n\\frac{y")],
    ),
    "a formula in a line that does not parse": (
        "build",
        f"{LINE}:26: the formula 'y^' does not parse: ",
        [(LINE, "$y = 2x + 1$", "$y^$")],
    ),
    "a formula in a lab that does not parse": (
        "build",
        f"{LAB}:10: the formula '2^\\\\frac' does not parse: ",
        [(LAB, "$2^{10} = 1024$", "$2^\\\\frac$")],
    ),
    "a question without a right choice": (
        "build",
        f"{LINE}:10: 0 choices have an output line with 'smallest'; want one",
        [(LINE, 'answer="largest"', 'answer="smallest"')],
    ),
    "a question with a choice that the program does not print": (
        "build",
        f"{LINE}:10: the choice 'x = 4' begins no line of the program's output",
        [(LINE, "2.  x = 3", "2.  x = 4")],
    ),
    "a question without choices": (
        "build",
        f"{LINE}:10: the question has no numbered list of choices",
        [(LINE, "1.  x = 0\n", "-   x = 0\n"), (LINE, "2.  x = 3\n", "-   x = 3\n")],
    ),
    "a question that does not end": (
        "build",
        f"{LINE}:10: a question is <predict-first",
        [(LINE, "</predict-first>\n", "")],
    ),
    "a lab's cell that raises": (
        "build",
        f"{LAB}: cell 2 raises ZeroDivisionError: division by zero",
        [(LAB, "print(2 * 2.25)", "print(2 / 0)")],
    ),
    "a lab that prints to stderr": (
        "build",
        f"{LAB}:20: cell 2 prints to stderr: careful",
        [(LAB, "print(2 * 2.25)", "import sys; print(2.25, file=sys.stdout); print('careful', file=sys.stderr)")],
    ),
    "a lab with its outputs": (
        "build",
        f"{LAB}:20: cell 2 was committed with its output; the build runs it",
        [(LAB, '"execution_count": null,\n   "id": "cell-2"', '"execution_count": 1,\n   "id": "cell-2"')],
    ),
    "a lab that is no notebook": ("build", f"{LAB}: not a notebook: ", [(LAB, '"nbformat": 4,', '"nbformat": 4')]),
    "a lab's figure without a title": (
        "build",
        f"{LAB}:38: cell 4: the figure has no title",
        [(LAB, 'title=\\"Doubling from 1 to 4\\"', "")],
    ),
    "a link that leads nowhere": (
        "build",
        f"{SLOPE}:10: Doc file 'learning/slope.md' contains a link 'lines.md'",
        [(SLOPE, "](line.md)", "](lines.md)")],
    ),
    "an anchor that leads nowhere": (
        "build",
        f"{INDEX}:8: Doc file 'index.md' contains a link 'learning/line.md#a-curve'",
        [(INDEX, "#a-line-in-numbers", "#a-curve")],
    ),
    "a link in a lab that leads nowhere": (
        "build",
        f"{LAB}:28: Doc file 'labs/doubling.ipynb' contains a link '../nowhere.md'",
        [(LAB, "## A picture of it", "## A picture of [it](../nowhere.md)")],
    ),
    "a page that the navigation leaves out": (
        "build",
        f"{SLOPE}:1: this page is missing in the navigation of mkdocs.yml",
        [("mkdocs.yml", "  - A slope: learning/slope.md\n", "")],
    ),
    "a page in the navigation that does not exist": (
        "build",
        "learning/plane.md",
        [("mkdocs.yml", "learning/slope.md", "learning/plane.md")],
    ),
    "a circle of concepts": (
        "build",
        "these pages require each other in a circle: learning/line.md → learning/slope.md → learning/line.md",
        [(LINE, "requires: []", "requires: [slope]")],
    ),
    "a concept that is taught twice": (
        "build",
        f"{SLOPE}:4: the concept 'line' is taught in docs/learning/line.md already",
        [(SLOPE, "concepts: [slope]", "concepts: [slope, line]"), (SLOPE, "# A slope", "# A slope and a line")],
    ),
    "a concept that no page teaches": (
        "build",
        f"{SLOPE}:5: no page teaches the required concept 'plane'",
        [(SLOPE, "requires: [line]", "requires: [plane]")],
    ),
    "a concept that no page teaches, in a lab": (
        "build",
        f"{LAB}:51: no page teaches the required concept 'plane'",
        [(LAB, '    "line"\n', '    "plane"\n')],
    ),
    "a concept without a heading": (
        "build",
        f"{SLOPE}:4: the concept 'angle' has no heading of its own",
        [(SLOPE, "concepts: [slope]", "concepts: [slope, angle]")],
    ),
    "a chapter that says nothing of its concepts": (
        "build",
        f"{SLOPE}:1: the front matter has no list of concepts",
        [(SLOPE, "concepts: [slope]\n", "")],
    ),
    "a page without a description": (
        "build",
        f"{INDEX}:1: the front matter has no description",
        [(INDEX, "description: A book that is broken on purpose, one thing at a time.\n", "")],
    ),
}
PAGES = [
    sys.executable,
    "-m",
    "pytest",
    "-p",
    "no:cacheprovider",
    "-c",
    ROOT / "pyproject.toml",
    "--rootdir",
    ".",
    "docs",
]


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


def edit(path: Path, old: str, new: str | None) -> None:
    """Change one place of a file; without `old` write it, without `new` remove it."""
    if new is None:
        return path.unlink()
    if not old:
        path.parent.mkdir(exist_ok=True)
        return path.write_text(new, "utf-8") and None
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} has {text.count(old)} of {old!r}"
    return path.write_text(text.replace(old, new), "utf-8") and None


def test_the_tiny_book_is_good(good_book: Path) -> None:
    tested = run(PAGES, good_book)
    assert tested.returncode == 0, tested.stdout
    assert "2 passed" in tested.stdout
    claims = json.loads((good_book / "site" / "claims.json").read_text("utf-8"))
    assert [claim["id"] for claim in claims] == ["line/rises"]


@pytest.mark.parametrize("name", FAILURES)
def test_the_command_stops_and_names_the_place(name: str, book: Path) -> None:
    word, message, edits = FAILURES[name]
    for path, old, new in edits:
        edit(book / path, old, new)
    before = contents(book / "site"), contents(book / "snippets")
    stopped = run(PAGES, book) if word == "pages" else make(book, word)
    assert stopped.returncode != 0, stopped.stdout
    assert message in stopped.stdout
    assert "INTERNALERROR" not in stopped.stdout
    assert not re.search(r"^Traceback", stopped.stdout, re.MULTILINE), stopped.stdout
    assert (contents(book / "site"), contents(book / "snippets")) == before


def test_outputs_are_rewritten_for_the_programs_that_run(book: Path) -> None:
    edit(book / VALUES, "2 * x + 1", "2 * x + 2")
    edit(book / POINTS, "(last[0] - first[0])", "0.0")
    stopped = make(book, "outputs")
    assert stopped.returncode != 0
    assert "rewritten: snippets/line/values.out" in stopped.stdout
    assert (book / "snippets/line/values.out").read_text("utf-8").startswith("x = 0  value 2\n")
    assert (book / "snippets/slope/two_points.out").read_text("utf-8") == "slope 2.000\n"
    assert not list(book.rglob("*.new"))


def test_outputs_make_the_starter_and_make_it_again_when_its_source_changed(book: Path) -> None:
    for source, starter in [(PART, BARE), (PART.replace("0.0", "1.0"), BARE.replace("0.0", "1.0"))]:
        (book / TASK).write_text(source, "utf-8")
        made = make(book, "outputs")
        assert made.returncode == 0, made.stdout
        assert f"rewritten: {STARTER}" in made.stdout
        assert (book / STARTER).read_text("utf-8") == starter
        assert (book / STARTER).with_suffix(".out").read_text("utf-8") == starter.partition("\n")[0][7:] + "\n"
    assert not list(book.rglob("*.new"))


def test_a_second_build_gives_the_same_bytes(book: Path) -> None:
    cold = contents(book / "site")
    built = make(book, "build")
    assert "Cache hit" in built.stdout
    assert contents(book / "site") == cold


def test_two_archives_of_one_book_have_the_same_bytes_and_the_site_stays_as_it_is(book: Path) -> None:
    before = contents(book / "site")
    archives = []
    for _ in range(2):
        packed = make(book, "zip")
        assert packed.returncode == 0, packed.stdout
        archives.append((book / "downhill.zip").read_bytes())
    assert archives[0] == archives[1]
    assert contents(book / "site") == before


def test_two_builds_of_the_whole_book_give_the_same_bytes_and_leave_docs_alone(tmp_path: Path) -> None:
    book = copy_book(ROOT, tmp_path / "book")
    sources = contents(book / "docs"), contents(book / "snippets")
    cold = make(book, "build")
    assert cold.returncode == 0, cold.stdout
    first = contents(book / "site")
    warm = make(book, "build")
    assert warm.returncode == 0, warm.stdout
    assert "programs:" not in warm.stdout
    assert contents(book / "site") == first
    assert (contents(book / "docs"), contents(book / "snippets")) == sources
