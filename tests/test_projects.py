"""Every project: its starter is what its source gives; its check passes what is right, however written, and no more."""

import ast
import io
import re
import textwrap
import warnings
from contextlib import redirect_stdout
from itertools import pairwise
from pathlib import Path

import pytest
from downhill import programs, projects
from downhill.page import Page

from tests import exercises

ROOT = Path(__file__).parent.parent
SOURCES = projects.sources(ROOT)
RIGHT, WRONG = exercises.read()


def name_of(source: Path) -> str:
    """Return what a project is called, or an exercise, of which each chapter counts its own."""
    return f"{source.parent.name}/{source.stem}" if source.stem.startswith("exercise_") else source.stem


every_project = pytest.mark.parametrize("source", SOURCES, ids=name_of)
PART = re.compile(r"^( *)(# your part: [^\n]*\n)(.*?)( *# end of your part\n)", re.DOTALL | re.MULTILINE)


def attempts(blocks: dict[str, str]) -> list:
    """Return name, title and code of each attempt."""
    each = [(name, block) for name, text in blocks.items() for block in text.split("\n## ")[1:]]
    return [pytest.param(name, *block.split("\n", 1), id=f"{name}-{block.split(chr(10))[0]}") for name, block in each]


def source_of(name: str) -> str:
    """Return the program of a project."""
    return next(each for each in SOURCES if name_of(each) == name).read_text("utf-8")


def handed_in(name: str, code: str) -> str:
    """Return a project with this code in place of the part."""
    return PART.sub(lambda part: part[1] + part[2] + textwrap.indent(code, part[1]) + part[4], source_of(name))


def around_the_part(text: str) -> str:
    """Return a program with nothing between the marks of its part."""
    return PART.sub(r"\1\2\4", text)


def checked(source: str) -> tuple[list[str], list[str]]:
    """Run a program, in this process; return what its self-check finds right and what not yet."""
    printed = io.StringIO()
    with redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numbers that explode, as a reader's do
        exec(compile(source, "a project", "exec"), {"__name__": "__main__"})
    lines = [line.strip() for line in printed.getvalue().splitlines()]
    return [line for line in lines if line.startswith("right: ")], [
        line for line in lines if line.startswith("not yet: ")
    ]


def test_there_are_projects_and_exercises_and_each_has_right_and_wrong_attempts() -> None:
    assert {name_of(source) for source in SOURCES} == set(RIGHT) == set(WRONG)
    for name, text in RIGHT.items():
        least = (3, 6) if "/" in name else (12, 25)
        assert text.count("\n## ") >= least[0], name
        assert WRONG[name].count("\n## ") >= least[1], name


CHAPTERS = [
    path for part in ("learning", "descent", "practice") for path in sorted((ROOT / "docs" / part).glob("*.md"))
]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_each_chapter_has_a_part_to_fill_in_that_checks_itself(chapter: Path) -> None:
    assert "_starter.py" in chapter.read_text("utf-8")


def test_no_part_and_no_starter_has_a_problem() -> None:
    assert list(projects.problems(ROOT)) == []


def test_the_list_of_projects_says_level_and_minutes_as_the_projects_do() -> None:
    listed = ROOT / "docs" / "practice" / "projects.md"
    rows = re.findall(r"(?m)^\| \d+ \| (.+) \| (\w+) \| (\d+) \|$", listed.read_text("utf-8"))
    assert len(rows) == 10
    for links, level, minutes in rows:
        told = []
        for target, anchor in re.findall(r"\]\(([^)#]*)#([\w-]+)\)", links):
            page = Page.read("", (listed.parent / target if target else listed).read_text("utf-8"))
            start = next(each.line for each in page.headings if each.anchor == anchor)
            end = next((each.line for each in page.headings if each.line > start and each.level == 2), None)
            section = "\n".join(page.text.splitlines()[start : end and end - 1])
            assert set(re.findall(r"(?m)^\*(\w+)\*\{ \.level \}", section)) <= {level.capitalize()}
            told += map(int, re.findall(r"Time: (\d+) minutes", section))
        assert not told or sum(told) == int(minutes), links


@every_project
def test_the_starter_is_what_the_source_gives(source: Path) -> None:
    given = projects.starter_path(source).read_bytes().decode()
    assert given == projects.starter(source.read_bytes().decode())


@every_project
def test_the_starter_runs_and_names_what_is_missing(source: Path) -> None:
    starter = projects.starter_path(source).read_text("utf-8")
    right, not_yet = checked(starter)
    assert not_yet
    assert not right
    names = {node.id for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Name)}
    for task in re.findall(r"# your part: (.+)", starter):
        asked = names & set(re.findall(r"\w+", task))
        assert asked, f"the task names nothing of the program: {task}"
        assert any(asked & set(re.findall(r"\w+", line)) for line in not_yet)


@every_project
def test_the_starter_says_nothing_twice_in_a_row(source: Path) -> None:
    lines = projects.starter_path(source).with_suffix(".out").read_text("utf-8").splitlines()
    assert [one for one, other in pairwise(lines) if one == other] == []


@every_project
def test_the_solution_passes(source: Path) -> None:
    right, not_yet = checked(source.read_text("utf-8"))
    assert right
    assert not not_yet


@pytest.mark.parametrize(("name", "title", "code"), attempts(RIGHT))
def test_a_right_attempt_passes_however_it_is_written(name: str, title: str, code: str) -> None:
    attempt = handed_in(name, code)
    assert around_the_part(attempt) == around_the_part(source_of(name))
    right, not_yet = checked(attempt)
    assert not not_yet
    assert len(right) == len(checked(source_of(name))[0])


@pytest.mark.parametrize(("name", "words", "code"), attempts(WRONG))
def test_a_wrong_attempt_gets_the_words_that_fit_it(name: str, words: str, code: str) -> None:
    attempt = handed_in(name, code)
    assert around_the_part(attempt) == around_the_part(source_of(name))
    first = checked(attempt)[1][0]
    assert first.startswith(f"not yet: {words}"), f"{exercises.place(name, words, code)}: the check said {first!r}"


@pytest.mark.parametrize("name", RIGHT)
def test_an_error_of_the_part_is_named_with_its_line(name: str) -> None:
    attempt = handed_in(name, "\n\nfound = [1, 2][2]\n")
    line = [line.strip() for line in attempt.splitlines()].index("found = [1, 2][2]") + 1
    said = f"not yet: line {line}: IndexError('list index out of range')"  # a check may go on, with a hint
    assert all(verdict.startswith(said) for verdict in checked(attempt)[1])
    assert checked(attempt)[1]


def test_a_program_to_mend_begins_with_its_faults_and_counts_as_long_as_its_starter(tmp_path: Path) -> None:
    source = tmp_path / "task.py"
    source.write_text("# your part: mend a\n# at first: a = 1\na = 2\nb = 3\n# end of your part\nprint(a, b)\n")
    assert projects.starter(source.read_text()) == (
        "# your part: mend a\na = 1\nb = 3\n# end of your part\nprint(a, b)\n"
    )
    assert programs.lines_of(source) == 5
    source.write_text("# your part: set a\na = 2\n# end of your part\nprint(a)\n")
    assert programs.lines_of(source) == 3


@pytest.mark.parametrize("kept", range(4))
def test_each_fault_of_the_program_to_mend_has_a_symptom_of_its_own_kind(kept: int) -> None:
    lines = source_of("mend").splitlines(keepends=True)
    faults = [number for number, line in enumerate(lines) if projects.FAULT.fullmatch(line)]
    assert len(faults) == 4
    lines[faults[kept] + 1] = "".join(projects.FAULT.fullmatch(lines[faults[kept]]).groups())
    symptoms = ["losses[30] is", "training losses", "training losses", "training losses"]
    right, not_yet = checked("".join(lines))
    assert not right
    assert not_yet[0].startswith(f"not yet: {symptoms[kept]}")


# The extensions that keep the check: what is replaced in the solution, and one of the verdicts then
EXTENSIONS = {
    "descent": (
        [("2 * (path[-1]", "10 * (path[-1]"), ("1 - 2 * rate", "1 - 10 * rate")],
        "right: all 50 steps, to x = 3.000000",
    ),
    "highest_rate": (
        [("\n\n\ndef search", "\nx = x - 3\n\n\ndef search"), ("0.1, 0.001", "0.6, 0.001")],
        "right: highest = 0.499",
    ),
}


@pytest.mark.parametrize("name", EXTENSIONS)
def test_the_check_holds_in_the_extension_too(name: str) -> None:
    extended, (replaced, verdict) = source_of(name), EXTENSIONS[name]
    for old, new in replaced:
        assert extended.count(old) == 1
        extended = extended.replace(old, new)
    right, not_yet = checked(extended)
    assert verdict in right
    assert not not_yet
