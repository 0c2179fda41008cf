"""How a page is read: how deep each of its sections goes, and how many minutes it takes.

The rule for the minutes: 200 words a minute, 25 lines a minute of programs and of what they print, 5 seconds for a
formula in a line, 20 for one that stands alone. What is folded away does not count, nor do exercises and their
solutions. The sum is rounded to five minutes. A first reading is the same without the sections beyond Foundation.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from downhill.page import Block, Page
from downhill.prose import Inline

LEVELS = {
    "Foundation": "what the later chapters build on; enough for a first reading",
    "Intermediate": "how it works in detail, with the formulas",
    "Advanced": "exact limits and special cases, with the reasons",
    "Expert": "what research or very large systems add",
}
LEVEL = re.compile(rf"\*({'|'.join(LEVELS)})\*\{{:? ?\.level ?\}}")
WORDS, LINES, IN_LINE, ALONE = 200, 25, 5, 20  # words and lines a minute, seconds for a formula
ASIDE = ("Exercises", "Solutions")
EXERCISE = re.compile(r"\*\*(\d+)\. ")


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
    left_out = later(page) if first else []
    counted = [each for each in page.blocks if not each.fold]
    seconds = 0.0
    for start, end in kept(page, left_out):
        for block in counted:
            if block.kind == "text":
                inside = [each for each in block.inlines if start <= each.line < end]
                seconds += sum(seconds_of(each) for each in inside)
            elif start <= block.line < end:
                seconds += 60 / LINES * lines_of(block, snippets)
        seconds += ALONE * sum(each.display and start <= each.line < end for each in page.formulas)
    return max(5, 5 * round(seconds / 300))


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
    """Return how long a run of prose takes."""
    formulas = sum(piece.type == "math_inline" for piece in inline.pieces)
    words = re.sub(r"\$[^$]*\$", "", inline.words).split()
    return 60 / WORDS * len(words) + IN_LINE * formulas


def lines_of(block: Block, snippets: Path) -> int:
    """Return the lines of a program, or of what it prints, that are not empty."""
    path = snippets / block.include
    text = path.read_text("utf-8") if block.include and path.is_file() else block.text
    return sum(bool(line.strip()) for line in text.splitlines())


def exercises(page: Page) -> list[str]:
    """Return the anchors of a page's exercises, as they are numbered: exercise-1, exercise-2."""
    found, inside = [], False
    headings = {each.line: each for each in page.headings}
    for inline in page.inlines:
        if heading := headings.get(inline.line):
            inside = heading.text == "Exercises" if heading.level == 2 else inside
        elif inside and (number := EXERCISE.match(inline.source)):
            found.append(f"exercise-{number[1]}")
    return list(dict.fromkeys(found))
