"""What a page shows of a program first: a sentence that says what it shows, and whole lines that carry the idea."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from copy import copy
from functools import cache
from pathlib import Path

import pytest
from downhill import listing, projects
from downhill.page import Block, Page

from tests.served import SITE, soup

ROOT = Path(__file__).parent.parent
SHORT = 14  # lines; a program that is no longer is shown whole
COLUMNS = 80  # of a program, so that it fits a page
UNMARKED = "pitfalls/find_"  # the reader is to find the wrong line


@cache
def shown() -> dict[str, Block]:
    """Return the block of each program that a page shows."""
    pages = [Page.read(path.name, path.read_text("utf-8")) for path in sorted((ROOT / "docs").rglob("*.md"))]
    return {block.program: block for page in pages for block in page.programs}


def sources() -> dict[str, str]:
    """Return the text of each."""
    return {name: (ROOT / "snippets" / f"{name}.py").read_text("utf-8") for name in sorted(shown())}


def core(block: Block) -> set[int]:
    """Return the lines of a program that its page marks."""
    return {*block.marked}


def pieces(statements: list[ast.stmt]) -> Iterator[tuple[ast.stmt, set[int]]]:
    """Yield each statement with its lines; of one that holds others, the lines of its head alone."""
    for statement in statements:
        inner = [each for part in ("body", "orelse", "handlers", "finalbody") for each in getattr(statement, part, [])]
        end = statement.body[0].lineno - 1 if inner else statement.end_lineno
        yield statement, set(range(statement.lineno, max(end, statement.lineno) + 1))
        for each in inner:
            yield from pieces(each.body if isinstance(each, ast.ExceptHandler) else [each])


def faults(source: str, marked: set[int]) -> list[str]:
    """Return what is wrong with the marked lines of a program."""
    lines = source.splitlines()
    found = [f"line {n} is marked, but empty or missing" for n in marked if not "".join(lines[n - 1 : n]).strip()]
    if len(lines) > SHORT and not marked:
        found.append("it is too long to be shown whole, and no line is marked")
    for statement, span in pieces(ast.parse(source).body):
        written = {n for n in span if lines[n - 1].strip() and not lines[n - 1].strip().startswith("#")}
        if marked & written and not written <= marked:
            found.append(f"of the statement in line {statement.lineno} only a part is marked")
        block = set(range(max(span) + 1, (statement.end_lineno or 0) + 1))
        if marked & written and len(written) == 1 and block and not marked & block:
            found.append(f"of the block in line {statement.lineno} the head alone is marked")
        if marked & written and isinstance(statement, (ast.Import, ast.ImportFrom)):
            found.append(f"line {statement.lineno} is marked, but only imports")
        if marked & written and lines[statement.lineno - 1].strip().startswith("fig."):
            found.append(f"line {statement.lineno} is marked, but only draws")
    return found


def opens_well(source: str) -> bool:
    """Say whether a program opens with a sentence in one line that fits a page, and what the formatter wants below."""
    fits = len(source.partition("\n")[0]) <= COLUMNS
    return fits and bool(re.match(r'"""(?!This |The program |Program )[^a-z\W][^"\n]{20,}\."""\n\n\n?\S', source))


def test_a_program_opens_with_a_sentence_that_says_what_it_shows() -> None:
    assert [name for name, source in sources().items() if not opens_well(source)] == []


def test_no_two_programs_say_that_they_show_the_same() -> None:
    said = Counter(source.splitlines()[0] for name, source in sources().items() if not name.endswith("_starter"))
    assert [first for first, count in said.items() if count > 1] == []


def test_the_marked_lines_of_a_program_are_whole_statements_that_carry_its_idea() -> None:
    found = {
        name: faults(source, core(shown()[name])) for name, source in sources().items() if not name.startswith(UNMARKED)
    }
    # The two programs of a pitfall mark the lines that differ (tests/test_pitfalls.py), and a head may be one of them
    found |= {
        n: [each for each in found[n] if "the head alone" not in each] for n in found if n.startswith("pitfalls/")
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_so_are_the_marked_lines_of_a_labs_cell() -> None:
    found = {}
    for path in sorted((ROOT / "docs/labs").glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if marked := cell["metadata"].get("downhill", {}).get("hl_lines", ""):
                source = "".join(cell["source"])
                found[path.name, source[:40]] = faults(
                    source, core(Block("program", 1, "", info=f'hl_lines="{marked}"'))
                )
    assert found
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("marked", "fault"),
    [
        ({18}, "line 18 is marked, but empty or missing"),
        ({2}, "line 2 is marked, but empty or missing"),
        ({3}, "line 3 is marked, but only imports"),
        (set(), "it is too long to be shown whole, and no line is marked"),
        ({6}, "of the statement in line 5 only a part is marked"),
        ({9}, "of the statement in line 9 only a part is marked"),
        ({16}, "line 16 is marked, but only draws"),
    ],
)
def test_a_mark_that_says_nothing_or_half_of_something_is_found(marked: set[int], fault: str) -> None:
    loop = "for x, y in [\n    (1, 2),\n    (3, 4),\n]:\n    # why\n    w = x\n\n"
    call = "values = dict(\n    a=1,\n)\n"
    source = f'"""A."""\n\nimport plotly\n\n{call}\n{loop}fig.show()\nfig.show()\n'
    assert faults(source, marked) == [fault]
    assert faults(source, {5, 6, 7, 9, 10, 11, 12, 14}) == []


def test_a_marked_head_without_what_it_heads_is_found() -> None:
    source = '"""A."""\n\nfor k in range(9):\n    x = k\n    if x > 5:\n        print(x)\n'
    assert faults(source, {3, 5}) == ["of the block in line 5 the head alone is marked"]
    assert faults(source, {3}) == ["of the block in line 3 the head alone is marked"]
    assert faults(source, {3, 4}) == faults(source, {4, 5, 6}) == []


STARTERS = sorted(path.relative_to(ROOT / "snippets").as_posix() for path in (ROOT / "snippets").rglob("*_starter.py"))
PART = "    # your part: set w\n    # end of your part\n"


@cache
def on_the_site() -> dict[str, list[tuple[str, str]]]:
    """Return for each starter what its places on the site show first and what they leave out."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(SITE.rglob("index.html")):
        if b"_starter.py" not in file.read_bytes():
            continue
        for block in soup(file.parent.relative_to(SITE).as_posix().removeprefix(".") + "/").select(".highlight"):
            name = block.select_one(".filename > :first-child")
            if name and name.get_text().endswith(projects.TAIL) and block.code:
                code = copy(block.code)  # other tests of this worker read the page too
                rest = "".join(each.extract().get_text() for each in code.select(".rest"))
                found.setdefault(name.get_text(), []).append((code.get_text(), rest))
    return found


@pytest.mark.parametrize("starter", STARTERS)
def test_the_place_that_is_the_readers_to_fill_is_never_left_out(starter: str) -> None:
    lines = (ROOT / "snippets" / starter).read_text("utf-8").splitlines()
    own = [number for number, line in enumerate(lines) if projects.MARK.match(line)]
    assert len(own) == 2 * sum("# your part: " in line for line in lines) > 0
    places = on_the_site()[starter]
    assert places
    for seen, rest in places:
        assert not projects.MARK.search(rest)
        for line in lines[own[0] : own[1] + 1]:
            assert line in seen


def test_what_is_left_out_ends_where_the_part_begins() -> None:
    head, tail = "".join(f"a{n} = {n}\n" for n in range(8)), "".join(f"b{n} = {n}\n" for n in range(8))
    core = '<span class="hll">a0 = 0\n</span>'
    shown = listing.folded(core + head + PART + "between = 1\n" + tail)
    seen = re.sub(r'<span class="rest">.*?</span></span>', "…", shown, flags=re.DOTALL)
    assert seen == f"{core}…{PART}…"
    assert listing.parts((head + PART + tail).splitlines()) == {9, 10}
    assert listing.parts("x = 1  # your part and mine".splitlines()) == set()
