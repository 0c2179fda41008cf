"""What the page for teachers has that is made: plans of courses, and what usually goes wrong.

A plan begins with the first hour. It goes on with the chapters on which most others build, each with all that it
needs, in the order of the book; a bridge stands before the first chapter that requires it or links to it. A chapter
counts with the minutes of a first reading, or of all, and is not split between lessons. A plan of first readings has no
chapter that is all for a second. Of the exercises of a lesson two are for the class and two for home; the rest is more.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from downhill import concepts, exercises, programs, reading, solved, variants
from downhill.exercises import Exercise
from downhill.metadata import questions_of
from downhill.order import BRIDGES, HOUR
from downhill.page import Page
from downhill.site import is_chapter, led_to, relative, student

if TYPE_CHECKING:
    from downhill.book import Book

LESSON = 45  # minutes of reading and doing; the other half of a lesson is for questions and exercises
NEW = 3  # chapters of a lesson, bridges aside
IN_CLASS, AT_HOME = 2, 2  # exercises of a lesson
FEW = 30  # chapters that a plan leaves out and names
FIRST, WHOLE = True, False  # a first reading, or all levels
PLANS = {
    "one lecture": (1, FIRST),
    "one week, or three weeks of two and one to spare": (5, FIRST),
    "six weeks of two": (12, FIRST),
    "a term of 13 weeks of two, all levels of the chapters": (26, WHOLE),
}
ATTEMPT = re.compile(r"^## not yet: (?P<said>.+)\n(?P<code>(?:(?!## ).*\n?)*)", re.MULTILINE)
# What a check says is shown where it says something: no line that raises, no words that lack their end
BROKEN = re.compile(
    r"your part|Error|None|said\[|\bnan\b|[,:(=]$|"
    r"\b(is|was|had|of|from|the|by|at|a|and|in|for|to|than|with|where)$"
)
VERDICT = re.compile(r"^\s*not yet: (.+)$", re.MULTILINE)
FEWEST = 4  # words of it
LONGEST = 4  # lines of an attempt that is shown
FILES = {
    "downhill-nbgrader.zip": "every program to finish as a task for nbgrader: the folder source of a course",
    "questions.gift": "the questions of all chapters, and a quiz, as GIFT for Moodle",
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


@dataclass(frozen=True)
class Work:
    """The exercises of a lesson: for the class, for home, and more."""

    in_class: tuple[Exercise, ...]
    at_home: tuple[Exercise, ...]
    more: tuple[Exercise, ...]


def plan(book: "Book", lessons: int, first: bool) -> list[Lesson]:
    """Return the lessons of a plan, by the minutes of a first reading or of all; empty ones are not there."""
    pages, order = {page.path: page for page in teachable(book)}, book.site.order
    needs = {path: needed(book, page, pages) for path, page in pages.items()}
    late = {path for path, page in pages.items() if first and is_late(page)}
    minutes = {path: book.minutes[path, first] for path in pages}
    weight = Counter(path for other in pages for path in concepts.above(other, needs))
    hour = {path for path in pages if book.site.part(path) == HOUR}
    chosen: set[str] = set()
    wanted = [path for path in pages if not path.startswith(BRIDGES)]  # bridges come with those that need them
    for path in sorted(wanted, key=lambda each: (each not in hour, 0 if each in hour else -weight[each], order[each])):
        more = {path, *concepts.above(path, needs)} - chosen
        if not more & late and len(packed(ordered(chosen | more, needs, order), minutes)) <= lessons:
            chosen |= more
    listed = packed(ordered(chosen, needs, order), minutes)
    return [Lesson(tuple((pages[path], minutes[path]) for path in each)) for each in listed]


def teachable(book: "Book") -> list[Page]:
    """Return the chapters and labs that a plan may have: of bridges those that teach something."""
    placed = [page for page in book.written if is_chapter(page.path) and page.path in book.site.order]
    return [page for page in placed if page.meta.get("concepts") or not page.path.startswith(BRIDGES)]


def needed(book: "Book", page: Page, pages: dict[str, Page]) -> list[str]:
    """Return those of some pages that a chapter builds on: those that teach what it requires, and bridges it links to.

    A bridge builds on nothing but what it requires.
    """
    required = [book.taught.get(str(each).lower()) for each in page.meta.get("requires") or ()]
    found = [each.page for each in required if each]
    if not page.path.startswith(BRIDGES):
        linked = [led_to(link.target, page.path)[0] for link in page.links if ":" not in link.target]
        found += [path for path in linked if path.startswith(BRIDGES)]
    return [path for path in dict.fromkeys(found) if path in pages and path != page.path]


def is_late(page: Page) -> bool:
    """Say whether all of a chapter is for a second reading."""
    levels = reading.levels(page)
    return bool(levels) and "Foundation" not in levels.values()


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
    """Return chapters in lessons, in order, each as full as it can be; bridges stay with the chapter behind them."""
    found: list[list[str]] = []
    bridges: list[str] = []
    for path in paths:
        if path.startswith(BRIDGES):
            bridges.append(path)
            continue
        lesson = [*(found[-1] if found else []), *bridges, path]
        new = [each for each in lesson if not each.startswith(BRIDGES)]
        if not found or len(new) > NEW or sum(minutes[each] for each in lesson) > LESSON:
            found.append([])
        found[-1] += [*bridges, path]
        bridges = []
    return found


def left_out(book: "Book", lessons: list[Lesson]) -> list[Page]:
    """Return the chapters that a plan does not have."""
    taken = {page.path for lesson in lessons for page, _ in lesson.chapters}
    return [page for page in teachable(book) if page.path not in taken]


def work(chapters: list[Page]) -> Work:
    """Return what to assign of the exercises of some chapters.

    In class are heads, one of each chapter in turn, and on paper where there are no more. At home are one on paper and
    one to program, of the last chapter that has one, which checks itself before others; where one kind is missing, one
    in the head takes its place. What bridges have is more, but for a lesson that has no other exercises. Of several
    chapters each gives to the class and to home what it does alone, as on the page of lessons.
    """
    every = [[*exercises.exercises(page)] for page in chapters]
    main = [found for page, found in zip(chapters, every, strict=True) if not page.path.startswith(BRIDGES)]
    main = main if any(main) else every
    alone = [chosen([found], [found]) for found in main]
    in_class, at_home = chosen(*([each[place] for each in alone] for place in (0, 1)))
    taken = [*in_class, *at_home]
    return Work(tuple(in_class), tuple(at_home), tuple(each for found in every for each in found if each not in taken))


def chosen(inside: list[list[Exercise]], outside: list[list[Exercise]]) -> tuple[list[Exercise], list[Exercise]]:
    """Return what the class does of some exercises of each chapter, and of some, and not of these, what is for home."""
    in_class = [*in_turn(inside, "●"), *in_turn(inside, "●●")][:IN_CLASS]
    grades = (in_turn(outside, grade) for grade in ("●●", "●●●", "●"))
    papers, programs, heads = ([each for each in grade if each not in in_class] for grade in grades)
    programs = sorted(reversed(programs), key=lambda each: not each.starter)
    at_home = [*papers[:1], *programs[:1], *heads, *papers[1:], *programs[1:]][:AT_HOME]
    return in_class, at_home


def in_turn(chapters: list[list[Exercise]], grade: str) -> list[Exercise]:
    """Return the exercises of a grade: the first of each chapter, then the second of each, and so on."""
    found = [[each for each in chapter if each.grade == grade] for chapter in chapters]
    return [each for row in zip_longest(*found) for each in row if each]


def attempts(book: "Book", starter: str) -> list[tuple[str, str]]:
    """Return what the check of a starter says to wrong attempts, with these, those first that the tests hold first.

    What says next to nothing, or names an error of Python, is left out.
    """
    path = variants.handed_in(book.root / "snippets" / f"{starter.removesuffix('_starter')}.py", book.root)
    found = [each.groups() for each in ATTEMPT.finditer(path.read_text("utf-8"))] if path.is_file() else []
    return [(said, code.strip("\n")) for said, code in found if len(said.split()) >= FEWEST and not BROKEN.search(said)]


def said(book: "Book", exercise: Exercise) -> list[tuple[str, str]]:
    """Return short wrong attempts at an exercise, with what its check says to each, which is said once."""
    found: dict[str, str] = {}
    for words, code in attempts(book, exercise.starter):
        if code and len(code.splitlines()) <= LONGEST:
            found.setdefault(words, code)
    return [(code, words) for words, code in found.items()]


def verdicts(book: "Book", handed_in: list[tuple[str, str, str]]) -> list[str]:
    """Return all that checks say, of which the tests hold the beginning: to starters with the code in their parts."""
    sources = {}
    for number, (starter, code, _) in enumerate(handed_in):
        text = (book.root / "snippets" / f"{starter.removesuffix('_starter')}.py").read_text("utf-8")
        sources[f"{starter}/attempt_{number}"] = solved.with_part(text, f"{code}\n", indent=True)
    runs = programs.run_sources(book.root, sources).values()
    heard = [VERDICT.search(run.stdout) for run in runs]
    return [each[1] if each else words for each, (*_, words) in zip(heard, handed_in, strict=True)]


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
    """Return the plans as HTML for the page `here`: a table each, with what to assign, and what it leaves out."""
    out = []
    for title, (lessons, first) in PLANS.items():
        made = plan(book, lessons, first)
        rows = []
        for number, lesson in enumerate(made, 1):
            links = [f"{link(book, page, here)}, {minutes}" for page, minutes in lesson.chapters]
            notebooks = [handed_out(book, page, here) for page, _ in lesson.chapters]
            found = work([page for page, _ in lesson.chapters])
            cells = ["<br>".join(links), *(assigned(book, each, here) for each in (found.in_class, found.at_home))]
            cells += [f"{len(found.more)}", "<br>".join(notebooks)]
            rows.append(f"<tr><td>{number}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
        names = ["lesson", "chapters, minutes", "in class", "at home", "more", "notebooks without solutions, questions"]
        head = "".join(f"<th>{name}</th>" for name in names)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        count = sum(len(lesson.chapters) for lesson in made)
        about = f"{plural(len(made), 'lesson')} ({title}): {plural(count, 'chapter')} and bridges"
        rest = f"<p>{missing(book, left_out(book, made), here)}</p>"
        out.append(f'<details class="note made"><summary>{about}</summary>{table}{rest}</details>')
    return "".join(out)


def missing(book: "Book", pages: list[Page], here: str) -> str:
    """Return in a sentence what a plan leaves out: the chapters by name where they are few."""
    if not pages:
        return "It leaves out no chapter."
    count = f"It leaves out {len(pages)} of {len(teachable(book))} chapters, bridges and labs"
    return f"{count}: {', '.join(link(book, page, here) for page in pages)}." if len(pages) <= FEW else f"{count}."


def plural(count: int, word: str) -> str:
    """Return so many of something."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def named(book: "Book", page: Page) -> str:
    """Return how the navigation calls a page, as HTML."""
    return html.escape(book.site.title(page.path))


def link(book: "Book", page: Page, here: str) -> str:
    """Return a link to a page, as HTML for the page `here`."""
    return f'<a href="{relative(page.path, here)}">{named(book, page)}</a>'


def handed_out(book: "Book", page: Page, here: str) -> str:
    """Return links to a chapter's notebook without solutions and to its questions, as HTML for the page `here`."""
    files = {named(book, page): student(page.path), **questions_of(book, page)}
    folder = relative(page.path, here)
    return " ".join(f'<a href="{folder}{name}" download="">{what}</a>' for what, name in files.items())


def assigned(book: "Book", found: tuple[Exercise, ...], here: str) -> str:
    """Return exercises with their grades, as HTML for the page `here`."""
    links = [
        f'{each.grade}\u00a0<a href="{relative(each.page, here)}#{each.anchor}">{html.escape(each.title)}</a>'
        for each in found
    ]
    return "<br>".join(links)


def mistakes(book: "Book", here: str) -> str:
    """Return wrong attempts, and what checks say to them, as HTML for the page `here`."""
    pages = [page for page in book.written if is_chapter(page.path)]
    checked = [(page, each) for page in pages for each in exercises.exercises(page) if each.starter]
    found = [(page, each, code, words) for page, each in checked for code, words in said(book, each)[:SHOWN]]
    heard = verdicts(book, [(each.starter, code, words) for _, each, code, words in found])
    rows: dict[str, list[str]] = {}
    last = None
    for (page, each, code, _), words in zip(found, heard, strict=True):
        title = (
            "" if each == last else f'<a href="{relative(page.path, here)}#{each.anchor}">{html.escape(each.title)}</a>'
        )
        lines = "<br>".join(f"<code>{indented(line)}</code>" for line in code.splitlines())
        cells = title, lines, html.escape(words)
        rows.setdefault(page.path, []).append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
        last = each
    head = "<tr><th>exercise</th><th>what is written</th><th>what the check says to it</th></tr>"
    tables = [
        f'<details class="note mistakes"><summary>{html.escape(book.site.title(path))}</summary>'
        f"<table><thead>{head}</thead><tbody>{''.join(each)}</tbody></table></details>"
        for path, each in rows.items()
    ]
    about = f"Wrong attempts in {plural(len(rows), 'chapter')}"
    fold = f'<details class="note"><summary>{about}</summary>{"".join(tables)}</details>'
    return f'<div class="made">{fold}</div>' if rows else ""
