"""The exercises of the book: each with a grade, an aim, a hint and a solution; the page of all of them, and their data.

`**2. Title.** ●● Text`, below a heading *Exercises*, is one; its folds, titled Hint and Solution, follow it. What it
is for the front matter says: under `able`, or under `aims`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from downhill import projects
from downhill.page import Page
from downhill.site import beside, is_chapter

if TYPE_CHECKING:
    from downhill.book import Book

PAGE, DATA = "reference/exercises.md", "exercises.json"
GRADES = {"●": "in the head", "●●": "on paper", "●●●": "program", "★": "open"}
FEWEST, MOST = 4, 6  # of a chapter that has any; at least half of them are done in the head
EXERCISE = re.compile(r"\*\*(?P<number>\d+)\. (?P<title>.+?)\*\*(?: (?P<grade>●{1,3}|★)(?= ))?")
OPENING = """---
title: Exercises
description: Every exercise of the book, with its grade and its aim; those that a reader has solved are marked.
hide: [toc]
---

# Exercises

All {count} exercises. {kinds}. Each has a hint and a solution, one press away.
Those marked ✎ check in the page what you write; what you have solved in this browser has a ✓.

<filter-table grades="{signs}"></filter-table>

<section class="graded" markdown>

| exercise | grade | what it is for | chapter |
|---|---|---|---|"""


@dataclass(frozen=True)
class Exercise:
    """An exercise: its number, title, grade, aim and line on its page, what it offers, and the program to finish."""

    page: str
    number: str
    title: str
    grade: str
    aim: str
    line: int
    hint: bool
    solution: bool
    starter: str

    @property
    def anchor(self) -> str:
        """Return the anchor of the exercise on its page."""
        return f"exercise-{self.number}"


def exercises(page: Page) -> list[Exercise]:
    """Return the exercises of a page in order."""
    headings, inside = {each.line: each for each in page.headings}, False
    opened: list[tuple[int, re.Match[str]]] = []
    end = page.text.count("\n") + 2
    for inline in page.inlines:
        if (heading := headings.get(inline.line)) and heading.level == 2:
            if inside:
                end = heading.line
            inside = heading.text == "Exercises"
        elif inside and inline.kind == "paragraph" and (match := EXERCISE.match(inline.source)):
            opened.append((inline.line, match))
    lines = [line for line, _ in opened] + [end]
    aims = aims_of(page)
    found = []
    for (line, match), behind in zip(opened, lines[1:], strict=True):
        blocks = [block for block in page.blocks if line <= block.line < behind]
        folds = {block.fold.title for block in blocks if block.fold}
        starters = [block.program for block in blocks if block.include.endswith(projects.TAIL)]
        number, title = match["number"], match["title"].rstrip(".")
        aim = aims.get(f"exercise-{number}", "")
        offers = "Hint" in folds, "Solution" in folds
        found.append(
            Exercise(page.path, number, title, match["grade"] or "", aim, line, *offers, "".join(starters[:1]))
        )
    return found


def aims_of(page: Page) -> dict[str, str]:
    """Return what the exercises of a page are for, by their anchors."""
    able, aims = (each if isinstance(each, dict) else {} for each in (page.meta.get("able"), page.meta.get("aims")))
    return {str(proof): str(words) for words, proof in able.items()} | {
        str(name): str(words) for name, words in aims.items()
    }


def problems(page: Page) -> Iterator[tuple[int, str]]:
    """Yield what the exercises of a page lack, by its line."""
    if page.path.endswith(".ipynb"):
        return  # the tasks of a lab stand in its cells, and say there what they are for
    found = exercises(page)
    for each in found:
        named = f"exercise {each.number}"
        if not each.grade:
            signs = ", ".join(f"{sign} {words}" for sign, words in GRADES.items())
            yield each.line, f"{named} has no grade after its title: {signs}"
        if each.starter and each.grade not in ("●●●", ""):
            yield each.line, f"{named} is a program to finish, and so ●●●"
        if not each.aim:
            yield each.line, f"the front matter says neither under `able` nor under `aims` what {each.anchor} is for"
        if not each.hint:
            yield each.line, f"{named} has no fold titled Hint"
        if not each.solution:
            yield each.line, f"{named} has no fold titled Solution"
    grades = Counter(each.grade for each in found)
    if found and is_chapter(page.path) and not FEWEST <= len(found) <= MOST:
        yield found[0].line, f"a chapter has {FEWEST} to {MOST} exercises, this one {len(found)}"
    if found and is_chapter(page.path) and 2 * grades["●"] < len(found):
        yield (
            found[0].line,
            f"{grades['●']} of {len(found)} exercises are done in the head (●); at least half should be",
        )
    for name in page.meta.get("aims") or ():
        if name not in [each.anchor for each in found]:
            yield page.meta_lines.get(f"  {name}", 1), f"{name!r} has an aim, but is no exercise of this page"


def all_of(book: "Book") -> list[Exercise]:
    """Return the exercises of all chapters, labs aside, in the order of the navigation."""
    pages = [page for page in book.written if not page.path.endswith(".ipynb")]
    return [each for page in pages for each in exercises(page)]


def page(book: "Book") -> str:
    """Return the Markdown of the page of exercises."""
    rows = all_of(book)
    counts = Counter(each.grade for each in rows)
    kinds = [f"{sign} {words}: {counts[sign]}" for sign, words in GRADES.items() if counts[sign]]
    signs = ", ".join(f"{sign} {words}" for sign, words in GRADES.items() if counts[sign])
    lines = [OPENING.format(count=len(rows), kinds="; ".join(kinds), signs=signs)]
    for each in rows:
        place = beside(each.page, PAGE)
        checked = f'\u00a0<span class="checked" data-goal="run/{each.starter}.py">✎</span>' if each.starter else ""
        title = book.site.title(each.page)
        lines.append(
            f"| [{each.title}]({place}#{each.anchor}){checked} | {each.grade} | {each.aim} | [{title}]({place}) |"
        )
    return "\n".join([*lines, "", "</section>", ""])


def data(book: "Book") -> list[dict[str, Any]]:
    """Return what exercises.json says: page, anchor, title, grade, aim, and the starter of one that checks itself."""
    return [
        {
            "page": each.page,
            "anchor": each.anchor,
            "title": each.title,
            "grade": GRADES.get(each.grade, ""),
            "aim": each.aim,
            "starter": f"{each.starter}.py" if each.starter else None,
        }
        for each in all_of(book)
    ]
