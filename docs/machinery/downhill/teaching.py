"""What the page for teachers has that is made: plans of courses, and what usually goes wrong.

A plan fills its lessons with the chapters on which most others build, each with all that it needs, in the order of the
book. A chapter counts with the minutes of a first reading, and is not split between lessons.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from downhill import concepts, exercises, reading
from downhill.exercises import GRADES, Exercise
from downhill.page import Page
from downhill.site import is_chapter, relative, student

if TYPE_CHECKING:
    from downhill.book import Book

LESSON = 45  # minutes of reading and doing; the other half of a lesson is for questions and exercises
FIRST, WHOLE = True, False  # a first reading, or all levels
PLANS = {
    "One lecture": (1, FIRST),
    "One week, five lessons": (5, FIRST),
    "Six weeks, two lessons each": (12, FIRST),
    "A term of 13 weeks, two lessons each, all levels": (26, WHOLE),
}
ATTEMPT = re.compile(r"^## not yet: (.+)\n((?:(?!## ).*\n?)+)", re.MULTILINE)
# What a check says is shown by a part of it that says something: no line that raises, no words that lack their end
BROKEN = re.compile(
    r"your part|Error|None|said\[|\bnan\b|[,:(=]$|"
    r"\b(is|was|had|of|from|the|by|at|a|and|in|for|to|than|with|where)$"
)
FEWEST = 4  # words of it
LONGEST = 4  # lines of an attempt that is shown
FILES = {
    "downhill-nbgrader.zip": "every program to finish as a task for nbgrader: the folder source of a course",
    "questions.gift": "the questions to predict, and a quiz, as GIFT for Moodle",
    "questions-qti.zip": "the same as QTI 2.1",
}
SHOWN = 3  # of the mistakes that a check knows


@dataclass(frozen=True)
class Lesson:
    """A lesson of a plan: its chapters, each with its minutes."""

    chapters: tuple[tuple[Page, int], ...]

    @property
    def minutes(self) -> int:
        """Return how long its chapters take."""
        return sum(minutes for _, minutes in self.chapters)


def plan(book: "Book", lessons: int, first: bool) -> list[Lesson]:
    """Return the lessons of a plan, by the minutes of a first reading or of all; empty ones are not there."""
    needs, order = concepts.needs(book), book.site.order
    pages = {page.path: page for page in concepts.lessons(book) if page.path in order}
    minutes = {path: reading.minutes(page, book.root / "snippets", first) for path, page in pages.items()}
    weight = {path: sum(path in concepts.above(other, needs) for other in pages) for path in pages}
    chosen: set[str] = set()
    for path in sorted(pages, key=lambda each: (-weight[each], order[each])):
        more = {path, *concepts.above(path, needs)} - chosen
        if len(packed(ordered(chosen | more, needs, order), minutes)) <= lessons:
            chosen |= more
    listed = packed(ordered(chosen, needs, order), minutes)
    return [Lesson(tuple((pages[path], minutes[path]) for path in each)) for each in listed]


def ordered(paths: set[str], needs: dict[str, list[str]], order: dict[str, int]) -> list[str]:
    """Return chapters in the order of the book, each behind those that it needs, bridges too."""
    found: dict[str, None] = {}

    def add(path: str) -> None:
        for need in sorted({*needs.get(path, ())} - found.keys(), key=order.__getitem__):
            add(need)
        found[path] = None

    for path in sorted(paths, key=order.__getitem__):
        add(path)
    return [*found]


def packed(paths: list[str], minutes: dict[str, int]) -> list[list[str]]:
    """Return chapters in lessons, in order, each as full as it can be."""
    found: list[list[str]] = []
    for path in paths:
        if not found or sum(minutes[each] for each in found[-1]) + minutes[path] > LESSON:
            found.append([])
        found[-1].append(path)
    return found


def said(book: "Book", exercise: Exercise) -> list[tuple[str, str]]:
    """Return wrong attempts at an exercise, with what its check says to each, those first that the tests hold first."""
    chapter, _, name = exercise.starter.removesuffix("_starter").rpartition("/")
    path = book.root / "tests" / "exercises" / chapter / f"{name}.txt"
    found: dict[str, str] = {}
    for words, attempt in ATTEMPT.findall(path.read_text("utf-8")) if path.is_file() else ():
        code = attempt.strip("\n")
        if len(words.split()) >= FEWEST and not BROKEN.search(words) and len(code.splitlines()) <= LONGEST and code:
            found.setdefault(words, code)
    return [(code, words) for words, code in found.items()]


def files(book: "Book", here: str) -> str:
    """Return the files for a course's own system as HTML for the page `here`."""
    rows = [
        f'<li><a href="{relative(name, here)}" download="">{html.escape(what)}</a></li>' for name, what in FILES.items()
    ]
    return f'<ul class="made">{"".join(rows)}</ul>'


def indented(line: str) -> str:
    """Return a line of a program as HTML that keeps its indentation."""
    return "\N{NO-BREAK SPACE}" * (len(line) - len(line.lstrip())) + html.escape(line.strip())


def plans(book: "Book", here: str) -> str:
    """Return the plans as HTML for the page `here`: a table each, with what to assign."""
    out = []
    for title, (lessons, first) in PLANS.items():
        rows = []
        for number, lesson in enumerate(plan(book, lessons, first), 1):
            for place, (chapter, minutes) in enumerate(lesson.chapters):
                name, address = html.escape(book.site.title(chapter.path)), relative(chapter.path, here)
                offered = f'<a href="{address}{notebook_of(chapter)}" download="">notebook</a>'
                work = " ".join(assigned(chapter, address))
                link = f'<a href="{address}">{name}</a>, {minutes}'
                at = "" if place else number
                rows.append(f"<tr><td>{at}</td><td>{link}</td><td>{work}</td><td>{offered}</td></tr>")
        head = "<th>lesson</th><th>chapter, minutes</th><th>to assign</th><th>without solutions</th>"
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        out.append(f'<details class="note made"><summary>{title}</summary>{table}</details>')
    return "".join(out)


def notebook_of(page: Page) -> str:
    """Return the name of a chapter's notebook without solutions; a lab has none and is handed out as it is."""
    return PurePosixPath(page.path).name if page.path.endswith(".ipynb") else student(page.path)


def assigned(page: Page, address: str) -> Iterator[str]:
    """Yield the exercises of a chapter by their grades, as links."""
    for sign, words in GRADES.items():
        found = [each for each in exercises.exercises(page) if each.grade == sign]
        if links := [f'<a href="{address}#{each.anchor}">{each.number}</a>' for each in found]:
            yield f'<span title="{words}">{sign}</span> {", ".join(links)}'


def mistakes(book: "Book", here: str) -> str:
    """Return wrong attempts, and what checks say to them, as HTML for the page `here`."""
    rows = []
    for page in [page for page in book.written if is_chapter(page.path)]:
        for each in exercises.exercises(page):
            if each.starter and (heard := said(book, each)[:SHOWN]):
                place = f"{relative(page.path, here)}#{each.anchor}"
                title = f'<a href="{place}">{html.escape(each.title)}</a>, {html.escape(book.site.title(page.path))}'
                for code, words in heard:
                    lines = "<br>".join(f"<code>{indented(line)}</code>" for line in code.splitlines())
                    rows.append(f"<tr><td>{title}</td><td>{lines}</td><td>{html.escape(words)}</td></tr>")
                    title = ""
    head = "<tr><th>exercise</th><th>what is written</th><th>what the check says to it</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div class="made">{table}</div>' if rows else ""
