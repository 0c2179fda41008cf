"""How a page is read: how deep each of its sections goes, and how many minutes it takes to read and to do.

The rule for the minutes: 200 words a minute, 25 lines a minute of programs and of what they print, 5 seconds for a
formula in a line, which a single letter is not, 20 for one that stands alone; a minute for a figure or a question to
predict, two for one that checks what was read and for a table, for both are worked out, three for a simulation, and for
a program that the reader finishes five, for one attempt is seldom enough, and one for each line of the part to write.
These are minutes that beginners took. A project takes those that the list of projects gives, all that stands in its
section included: its reader writes, reads what the check says, and writes again, for longer than lines can tell. What
is folded away does not count, such as the lines of a program beside those that are seen first and what a question says
to an answer, nor do exercises and their solutions. The sum is rounded up to five minutes, for a beginner reads some
sentences twice. A first reading is the same without the sections beyond Foundation.
"""

import math
import re
from collections.abc import Iterator
from pathlib import Path

from downhill import listing, projects
from downhill.page import Block, Page
from downhill.prose import Inline
from downhill.site import led_to

LEVELS = {
    "Foundation": "what the later chapters build on; enough for a first reading",
    "Intermediate": "how it works in detail, with the formulas",
    "Advanced": "exact limits and special cases, with the reasons",
    "Expert": "what research or very large systems add",
}
LEVEL = re.compile(rf"\*({'|'.join(LEVELS)})\*\{{:? ?\.level ?\}}")
WORDS, LINES, IN_LINE, ALONE = 200, 25, 5, 20  # words and lines a minute, seconds for a formula
QUESTION, FIGURE, CHECK, TABLE, SIMULATION = 1, 1, 2, 2, 3  # minutes for what a reader looks at
PART, PART_LINE = 5, 1  # and for what a reader writes
SYMBOL = re.compile(r"[-−]?\\?\w+")  # a letter, a number
ASIDE = ("Exercises", "Solutions")
PROJECTS = "docs/practice/projects.md"  # whose table names each with its minutes
ROW = re.compile(r"^\| \d+ \| \[[^\]]*\]\(([^)#]*)#([^)]*)\).*\| (\d+) \|$", re.MULTILINE)


def levels(page: Page) -> dict[str, str]:
    """Return the level of each section of a page, by the anchor of its heading; some have none."""
    found = {}
    for heading in page.headings:
        after = next((each for each in page.inlines if each.line > heading.line), None)
        match = LEVEL.fullmatch(after.source.strip()) if after and heading.level == 2 else None
        if match:
            found[heading.anchor] = match[1]
    return found


def minutes(page: Page, snippets: Path, first: bool = False) -> int:
    """Return how long a page takes; its programs stand below `snippets`, and a first reading leaves out the rest."""
    return max(5, 5 * math.ceil(seconds(page, snippets, first) / 300))


def seconds(page: Page, snippets: Path, first: bool = False) -> float:
    """Return how long a page takes, to the second."""
    return sum(seconds for _, _, seconds in by_part(page, snippets, first))


def by_part(page: Page, snippets: Path, first: bool = False) -> Iterator[tuple[int, int, float]]:
    """Yield for each part of a page that is read its first line, the line behind it, and how long it takes."""
    folded = lines_in_folds(page)
    told = {each for question in page.questions for choice in question.choices for each in choice.told}
    of_labs = [each.map[0] + 1 for each in page.html if each.map and 'class="predict"' in each.content]
    todo = [(ALONE, [each.line for each in page.formulas if each.display])]
    todo += [(60 * QUESTION, [*(each.line for each in page.questions if not each.name), *of_labs])]
    todo += [(60 * FIGURE, [each.line for each in page.figures])]
    todo += [(60 * CHECK, [each.line for each in page.questions if each.name])]
    todo += [(60 * TABLE, [each.map[0] + 1 for each in page.tokens if each.type == "table_open" and each.map])]
    todo += [(60 * SIMULATION, [each.line for each in page.simulations])]
    listed = of_projects(snippets.parent, page)
    for start, end in kept(page, later(page) if first else []):
        if start in listed:
            yield start, end, 60.0 * listed[start]
            continue
        found = 0.0
        for block in [each for each in page.blocks if not each.fold]:
            if block.kind == "text":
                inside = [each for each in block.inlines if start <= each.line < end and each not in told]
                inside = [each for each in inside if each.line not in folded]
                found += sum(seconds_of(each) for each in inside)
            elif start <= block.line < end:
                found += 60 / LINES * lines_of(block, snippets) + 60 * writing(block, snippets)
        for cost, lines in todo:
            found += cost * len({each for each in lines if start <= each < end} - folded)
        yield start, end, found


def of_projects(root: Path, page: Page) -> dict[int, int]:
    """Return the minutes of each project that stands open on a page, by the line of its heading."""
    path = root / PROJECTS
    rows = ROW.findall(path.read_text("utf-8")) if path.is_file() else []
    minutes_of = {
        led_to(target, PROJECTS.removeprefix("docs/"))[0] + "#" + anchor: int(told) for target, anchor, told in rows
    }
    found = {}
    for start, end in kept(page, []):
        heading = next((each for each in page.headings if each.line == start and each.level == 2), None)
        told = minutes_of.get(f"{page.path}#{heading.anchor}") if heading else None
        inside = [block for block in page.programs if start <= block.line < end and not block.fold]
        if told and any(projects.is_starter(block.include) for block in inside):
            found[start] = told
    return found


def lines_in_folds(page: Page) -> set[int]:
    """Return the lines of a page that are folded away, in a lab those of its folds in HTML too."""
    blocks = [each for each in page.blocks if each.fold]
    found = {line for block in blocks for line in range(block.line, block.line + block.text.count("\n") + 1)}
    opened = 0
    for token in page.html:
        begins, ends = token.map or (0, 0)
        if token.content.startswith("<details"):
            opened = ends + 1
        elif token.content.startswith("</details") and opened:
            found |= {*range(opened, begins + 1)}
            opened = 0
    return found


def writing(block: Block, snippets: Path) -> int:
    """Return how many minutes a reader needs for the part that a starter, or a cell of a lab, leaves to be written."""
    lines = block.text.count("  # your line")
    if block.include.endswith(projects.TAIL):
        source = projects.starter_source(snippets / block.include)
        whole = source.read_text("utf-8") if source.is_file() else ""
        lines = whole.count("\n") - projects.starter(whole).count("\n")
    return PART + PART_LINE * lines if lines else 0


def later(page: Page) -> list[str]:
    """Return the anchors of the sections that a first reading leaves out."""
    return [anchor for anchor, level in levels(page).items() if level != "Foundation"]


def kept(page: Page, left_out: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line of each section that counts, and the line behind it; the first is what comes before all."""
    sections = [each for each in page.headings if each.level == 2]
    ends = [each.line for each in sections[1:]] + [page.text.count("\n") + 2]
    yield 1, sections[0].line if sections else ends[-1]
    for heading, end in zip(sections, ends, strict=False):
        if heading.text not in ASIDE and heading.anchor not in left_out:
            yield heading.line, end


def seconds_of(inline: Inline) -> float:
    """Return how long a run of prose takes; a formula that is a single letter or number is read as a word."""
    formulas = sum(piece.type == "math_inline" and not SYMBOL.fullmatch(piece.content) for piece in inline.pieces)
    words = re.sub(r"\$[^$]*\$", lambda each: "x" * bool(SYMBOL.fullmatch(each[0][1:-1])), inline.words).split()
    return 60 / WORDS * len(words) + IN_LINE * formulas


def lines_of(block: Block, snippets: Path) -> int:
    """Return how many lines of a program, or of what it prints, are seen at first, empty ones aside."""
    path = snippets / block.include
    text = path.read_text("utf-8") if block.include and path.is_file() else block.text
    if block.marked and text.count("\n") > listing.SHORT:
        lines = text.splitlines()
        own = {number for number in listing.parts(lines) if lines[number - 1].strip()}
        return len({*block.marked} | own)
    return sum(bool(line.strip()) for line in text.splitlines())
