"""Every wrong program has a right one, both stand on the page, and what is highlighted is what differs."""

import difflib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SNIPPETS = ROOT / "snippets" / "pitfalls"
PAGE = (ROOT / "docs" / "practice" / "pitfalls.md").read_text("utf-8")
NAMES = sorted(path.stem.removesuffix("_wrong") for path in SNIPPETS.glob("*_wrong.py"))
FOUND = sorted(path.stem.removeprefix("find_") for path in SNIPPETS.glob("find_*.py"))
SECTIONS = [section for section in re.split(r"^(?=## )", PAGE, flags=re.MULTILINE) if '_wrong.py"' in section]
FENCE = re.compile(
    r'^ *``` \{ \.python title="pitfalls/(\w+)\.py"(?: hl_lines="([\d ]+)")? \}\n *--8<-- "([^"]+)"', re.M
)
FRAMES = re.findall(r'^<section class="wrong" markdown>$(.*?)^</section>$', PAGE, re.M | re.S)
HIGHLIGHTED = {name: {int(line) for line in (lines or "").split()} for name, lines, _ in FENCE.findall(PAGE)}


def differing(one: str, other: str) -> tuple[set[int], set[int]]:
    """Return the lines of each of two programs that the other has not, counted from 1; the first says what it shows."""
    first, second = ((SNIPPETS / f"{name}.py").read_text("utf-8").splitlines() for name in (one, other))
    first[0] = second[0] = ""
    lines: tuple[set[int], set[int]] = set(), set()
    for tag, *ends in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag != "equal":
            lines[0].update(range(ends[0] + 1, ends[1] + 1))
            lines[1].update(range(ends[2] + 1, ends[3] + 1))
    return lines


def test_there_are_seven_pitfalls_with_a_section_each():
    assert len(NAMES) == len(SECTIONS) == 7


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_program_has_a_right_one_after_it_in_the_same_section(name: str):
    assert (SNIPPETS / f"{name}.py").exists()
    (section,) = [section for section in SECTIONS if f'"pitfalls/{name}_wrong.py"' in section]
    places = [section.index(f'--8<-- "pitfalls/{name}{end}"') for end in ("_wrong.py", "_wrong.out", ".py", ".out")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", NAMES)
def test_the_highlighted_lines_are_exactly_those_that_differ(name: str):
    assert differing(f"{name}_wrong", name) == (HIGHLIGHTED[f"{name}_wrong"], HIGHLIGHTED[name])


@pytest.mark.parametrize("name", NAMES)
def test_the_difference_is_a_few_lines(name: str):
    assert all(1 <= len(lines) <= 6 for lines in differing(f"{name}_wrong", name))


@pytest.mark.parametrize("name", FOUND)
def test_an_exercise_shows_no_answer_before_its_solution_which_highlights_the_mended_lines(name: str):
    assert HIGHLIGHTED[f"find_{name}"] == set()
    shown, mended = HIGHLIGHTED[f"found_{name}"], differing(f"find_{name}", f"found_{name}")[1]
    assert mended <= shown
    assert all(any(abs(line - each) < 4 for each in mended) for line in shown)  # where a line stands is a mend, too


def test_the_file_of_a_program_that_is_wrong_says_so_in_its_first_line():
    first = {path.stem: path.read_text("utf-8").splitlines()[0] for path in SNIPPETS.glob("*.py")}
    wrong = {name for name, line in first.items() if line.startswith('"""Wrong on purpose: ')}
    assert wrong == {f"{name}_wrong" for name in NAMES}
    assert {name for name, line in first.items() if line.startswith('"""Holds a pitfall: ')} == {
        f"find_{name}" for name in FOUND
    }


@pytest.mark.parametrize("name", [f"{name}_wrong" for name in NAMES] + [f"find_{name}" for name in FOUND])
def test_a_program_that_is_wrong_stands_with_its_output_in_a_frame_that_says_so(name: str):
    (frame,) = [frame for frame in FRAMES if f'"pitfalls/{name}.py"' in frame]
    assert frame.startswith("\n\n**Holds a pitfall" if name.startswith("find_") else "\n\n**Wrong on purpose")
    assert re.findall(r'--8<-- "pitfalls/([\w.]+)"', frame) == [f"{name}.py", f"{name}.out"]


def test_each_section_has_a_symptom_one_sentence_of_root_cause_and_a_check_in_this_order():
    for section in SECTIONS:
        title = section.splitlines()[0]
        labels = re.findall(r"^\*\*([\w ]+)\.\*\* ", section, re.MULTILINE)
        assert labels == ["Symptom", "Root cause", "Check"], title
        cause = re.search(r"^\*\*Root cause\.\*\* (.+)$", section, re.MULTILINE)[1]
        assert re.fullmatch(r"[^.!?]+\.", re.sub(r"`[^`]*`|\d\.\d", "", cause)), title


def test_the_table_leads_from_a_symptom_to_every_section():
    table = PAGE[PAGE.index("## From symptom to section") :]
    anchors = [re.sub(r"[^\w]+", "-", section.splitlines()[0].removeprefix("## ").lower()) for section in SECTIONS]
    first, *others = anchors
    assert re.findall(r"\]\(#([\w-]+)\) \|", table) == [first, "a-loss-that-breaks-late", *others]
