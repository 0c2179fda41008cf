"""The page of lessons: a worked lesson of at most 90 minutes for each chapter whose front matter introduces one.

A chapter says under `lesson`, in a sentence or two, what its lesson is about; all else is made from the chapter. A
recall, each vote, each exercise, each question to check and the end have minutes of their own; each section of a first
reading takes three times as long as it takes one reader, or its share of what is left of the 90 minutes. What each
student writes takes once as long, and what is done with a pencil as long as an exercise. What students
will get wrong is what the chapter says to those who choose a wrong answer, and what a check says to the attempts that
its tests hold.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downhill import projects, reading, simulations, teaching
from downhill.exercises import EXERCISE, GRADES, Exercise
from downhill.metadata import questions_of
from downhill.page import Block, Choice, Page, Question
from downhill.reference import as_markdown
from downhill.site import beside, figure_id, id_of, relative, student

if TYPE_CHECKING:
    from downhill.book import Book

PAGE = "reference/lessons.md"
MINUTES = 90
RECALL, VOTE, TASK, LIMITS, CHECK, END = 5, 10, 5, 5, 3, 5  # minutes
SHORTEST, TIMES = 3, 3  # minutes of a step at least; a class takes so many times as long as one reader
LEAST = 30  # seconds of what is a step; a project in a fold is none
FULL = 70  # minutes; a shorter lesson goes on with the next chapter
ATTEMPTS = 5  # at most, at a program to finish
VOTES = 2  # at most; another question is answered where it stands
HERE = " Press *Edit*, write, and run it here."  # where the exercise stands, not in a lesson
LIMIT, REMEMBER = "Where this stops being true", "What to remember"
ASIDE = (LIMIT, REMEMBER, "Where next", "Exercises", "Solutions")
PENCIL = "With a pencil"  # how a fold begins that a class does on paper
BEGINNING = "The beginning: open the answers, run the program, look"  # what stands before the first section
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
# A stretch of code, or a link
LINK = re.compile(
    r"""(`[^`]+`)|(?<!!)\[((?:[^\[\]]|\[[^\]]*\])+)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)(?: "[^"]*")?\)"""
)
MARK = re.compile(r"\s*\[✓\]\([^)]*\)|\[\^[^\]]+\]|\{:? ?[.#][^}\n]*\}")
OPENING = """---
title: Lessons
description: Worked lessons of at most {minutes} minutes for {count} chapters, with votes, wrong answers and the board.
---

# Lessons

Each lesson is one chapter at a first reading, in at most {minutes} minutes. All of it comes from the chapter: minutes
from the time that the chapter's parts take, wrong answers from its questions, and from what its checks say to wrong
attempts. So a lesson is a beginning: change what your students need changed. Each has a link that shows it alone, to
print. Exercises are marked by what they take: ● a head, ●● paper, ●●● a program.

For a vote, each student chooses alone; two who disagree talk; all vote again, and only then the answers are opened. The
link *alone* shows a question, a figure, a simulation, an exercise or a program without the page around it, for a
projector. A program is written in pairs, one device each; or on paper, and one pair types it on the projector.
"""


@dataclass(frozen=True)
class Step:
    """A step of a lesson: its minutes, what is done, and what is shown, both as Markdown."""

    minutes: int
    done: str
    shown: str


def introduced(book: "Book") -> list[Page]:
    """Return the chapters that have a lesson, in the order of the book."""
    return [page for page in book.written if page.meta.get("lesson")]


def page(book: "Book") -> str:
    """Return the Markdown of the page of lessons."""
    pages = introduced(book)
    starters = [block.program for each in pages for block in each.programs if block.include.endswith(projects.TAIL)]
    teaching.verdicts(book, [each for starter in starters for each in short(book, starter)])  # run at once, and kept
    parts = [OPENING.format(count=len(pages), minutes=MINUTES)]
    return "\n".join([*parts, *(lesson(book, each) for each in pages)]) + "\n"


def lesson(book: "Book", chapter: Page) -> str:
    """Return the Markdown of a lesson."""
    here, title = beside(chapter.path, PAGE), book.site.title(chapter.path)
    name = f"lesson-{anchor(chapter)}"
    alone = f'<a class="alone" href="?embed={name}">This lesson alone, to print</a>'
    out = [f'<section id="{name}" class="lesson" markdown>\n']
    out += [f'## {title} {{ #{anchor(chapter)} data-search-exclude="yes" }}\n']
    every = steps(book, chapter)
    total = sum(step.minutes for step in every)
    rest = "" if total >= FULL else f" It takes {total} minutes: go on with the next chapter."
    out += [f"{chapter.meta['lesson']}{rest} The chapter: [{chapter.title}]({here}). {alone}\n"]
    out += ["| minutes | what | to show |\n|---|---|---|"]
    at = 0
    for step in every:
        out.append(f"| {at}–{at + step.minutes} | {step.done} | {step.shown} |".replace("\n", " "))
        at += step.minutes
    out.append("")
    for question in votes(chapter):
        out += asked(book, chapter, question)
    out += [
        *board(chapter),
        *reasons(chapter),
        *taken_home(chapter),
        *exercises(book, chapter),
        *handed_out(book, chapter),
    ]
    return "\n".join([*out, "</section>\n"])


def anchor(chapter: Page) -> str:
    """Return the anchor of a chapter's lesson."""
    return chapter.path.rpartition("/")[2].removesuffix(".md")


def steps(book: "Book", chapter: Page) -> list[Step]:
    """Return the steps of a lesson, which together take at most its minutes."""
    here = beside(chapter.path, PAGE)
    before, behind = [], []
    if known := recalled(book, chapter):
        before.append(Step(RECALL, f"**Known**: {known}", ""))
    for question in votes(chapter):
        where = f"[the question]({here}#{question.anchor}){by_itself(chapter, question.anchor)}"
        before.append(Step(VOTE, f"**Vote**: {bold(question)[0]}", where))
    parts = [*sections(book, chapter)]
    if any(heading == LIMIT for heading, *_ in parts):
        behind.append(Step(LIMITS, f"One case of [{LIMIT}]({here}#{place_of(chapter, LIMIT)})", ""))
    for each in teaching.work([chapter]).in_class:
        place = f"[exercise {each.number}]({here}#{each.anchor}){by_itself(chapter, each.anchor)}"
        behind.append(Step(TASK, f"**Exercise**, {GRADES[each.grade]}: {each.title}", place))
    for question in checks(chapter):
        where = f"[the question]({here}#{question.anchor}){by_itself(chapter, question.anchor)}"
        behind.append(Step(CHECK, f"**Check**: {bold(question)[0]}", where))
    behind.append(Step(END, "**End**: what to remember; what is for home", ""))
    left = MINUTES - sum(step.minutes for step in (*before, *behind))
    told = [(heading, shown, seconds) for heading, shown, seconds in parts if heading not in ASIDE and seconds >= LEAST]
    given = shares([seconds for *_, seconds in told], left)
    middle = [
        Step(minutes, f"[{heading}]({here}#{place_of(chapter, heading)})" if heading else BEGINNING, shown)
        for (heading, shown, _), minutes in zip(told, given, strict=True)
    ]
    return [*before, *middle, *behind]


def by_itself(chapter: Page, name: str) -> str:
    """Return a link that shows a part of a chapter without the page around it."""
    address = f"{relative(chapter.path, PAGE)}?embed={name}"
    return f' <a class="alone" href="{address}" target="_blank" rel="noopener">alone</a>'


def recalled(book: "Book", chapter: Page) -> str:
    """Return the concepts that a chapter requires, as links to where they are taught."""
    found = [(str(each), book.taught.get(str(each).lower())) for each in chapter.meta.get("requires") or ()]
    return ", ".join(f"[{name}]({beside(taught.page, PAGE)}#{taught.anchor})" for name, taught in found if taught)


def votes(chapter: Page) -> list[Question]:
    """Return the questions of a first reading on which a class votes."""
    spans = [(start, end) for start, end in reading.kept(chapter, reading.later(chapter))]
    folded = reading.lines_in_folds(chapter)
    seen = [each for each in chapter.questions if any(start <= each.line < end for start, end in spans)]
    return [each for each in seen if each.line not in folded and each.asked and not each.name][:VOTES]


def checks(chapter: Page) -> list[Question]:
    """Return the questions of a chapter to check what was understood: at the end of a lesson."""
    return [each for each in chapter.questions if each.name and each.asked][:VOTES]


def sections(book: "Book", chapter: Page) -> Iterator[tuple[str, str, float]]:
    """Yield heading, what to show, and a class's seconds for each part of a first reading; the first has no name.

    Votes have minutes of their own.
    """
    asked = {each.line for each in votes(chapter)}
    for start, end, seconds in reading.by_part(chapter, book.root / "snippets", first=True):
        heading = chapter.heading(start, 2)
        name = heading.text if heading and heading.level == 2 else ""
        seconds -= 60 * reading.QUESTION * sum(start <= line < end for line in asked)
        blocks = [each for each in chapter.blocks if start <= each.line < end]
        written = 60 * sum(reading.writing(each, book.root / "snippets") for each in blocks if not each.fold)
        pencils = {each.fold for each in blocks if each.fold and each.fold.title.startswith(PENCIL)}
        taken = TIMES * max(seconds - written, 0) + written + 60 * TASK * len(pencils)
        yield (
            name,
            "; ".join([*(words(each.title) for each in pencils), shown(book, chapter, start, end)]).strip("; "),
            taken,
        )


def shown(book: "Book", chapter: Page, start: int, end: int) -> str:
    """Return links to what some lines of a chapter show: figures, simulations with states to try, programs."""
    here, folded = beside(chapter.path, PAGE), reading.lines_in_folds(chapter)
    found = []
    for number, each in enumerate(chapter.figures, 1):
        if start <= each.line < end and each.line not in folded:
            name = figure_id(each.placed)
            found.append((each.line, f"[Figure {number}]({here}#{name}){by_itself(chapter, name)}"))
    places = simulations.places([each.placed for each in chapter.simulations])
    for each, place in zip(chapter.simulations, places, strict=True):
        if start <= each.line < end and each.line not in folded:
            tries = [text for text, *_ in simulations.CHIP.findall(each.source)]
            told = f" ({', '.join(tries)})" if tries else ""
            found.append((each.line, f"[simulation {place}]({here}#{place}){by_itself(chapter, place)}{told}"))
    drawn = {each.placed for each in chapter.figures}
    for block in chapter.programs:
        if start <= block.line < end and not block.fold and block.program not in drawn:
            named = f"[{block.program.rpartition('/')[2]}.py]({here}#{block.anchor})"
            found.append((block.line, f"{named}{by_itself(chapter, block.anchor)}"))
    changes = [each for each in chapter.links if each.target.startswith("run:")]
    for number, link in enumerate(changes):
        if start <= link.line < end and link.line not in folded:
            place = id_of("program", link.target.removeprefix("run:").partition("?")[0])
            address = f"{relative(chapter.path, PAGE)}#{place}?change={number}"
            text = words(link.text).rstrip(".")
            found.append((link.line, f'<a href="{address}">{text}</a>'))
    return "; ".join(text for _, text in sorted(found))


def shares(seconds: list[float], minutes: int) -> list[int]:
    """Return whole minutes for parts that take so many seconds: at most so many together.

    Where that is too long, the parts share what there is.
    """
    wanted = [max(SHORTEST, math.ceil(each / 60)) for each in seconds]
    if sum(wanted) <= minutes:
        return wanted
    spare = minutes - SHORTEST * len(seconds)
    exact = [spare * each / (sum(seconds) or 1) for each in seconds]
    found = [int(each) for each in exact]
    for place in sorted(range(len(exact)), key=lambda each: found[each] - exact[each])[: spare - sum(found)]:
        found[place] += 1
    return [SHORTEST + each for each in found]


def place_of(chapter: Page, heading: str) -> str:
    """Return the anchor of a section of a chapter."""
    return next(each.anchor for each in chapter.headings if each.text == heading and each.level == 2)


def asked(book: "Book", chapter: Page, question: Question) -> Iterator[str]:
    """Yield a question with what is told before it, its right answer, and what to say to those who chose another."""
    title, rest = bold(question)
    yield f"**The vote: {title}**\n"
    yield from [f"> {line}".rstrip() for line in [*stem(chapter, question), *(["", *rest] if rest else [])]]
    yield ""
    right = [each for each in question.choices if book.right(question, each)]
    for each in right:
        yield f"- Right: {answer(each)}"
    for each in [each for each in question.choices if each not in right]:
        yield f"- Wrong: {answer(each)}"
    yield ""


def answer(choice: Choice) -> str:
    """Return a choice with what the chapter says to those who chose it."""
    told = " ".join(" ".join(words(each.source).split()) for each in choice.told)
    return f"{words(choice.label.source)}. {told}"


def bold(question: Question) -> tuple[str, list[str]]:
    """Return what a question asks, which is in bold type, and the lines that it says besides."""
    text = "\n\n".join(words(each.source) for each in question.asked)
    found = BOLD.search(text)
    if not found:
        return " ".join(text.split()), []
    rest = f"{text[: found.start()].strip()}\n\n{text[found.end() :].strip()}".strip()
    return " ".join(found[1].split()), rest.splitlines()


def stem(chapter: Page, question: Question) -> list[str]:
    """Return the lines that stand between a question and the heading, program or element before it."""
    lines = [each.line for each in chapter.headings]
    lines += [each.end - 1 for each in chapter.inlines if each.element[0]]
    lines += [each.line + each.text.count("\n") + 2 for each in chapter.blocks if each.kind != "text"]
    start = max([line for line in lines if line < question.line], default=1)
    return words("\n".join(chapter.text.splitlines()[start : question.line - 1])).splitlines()


def board(chapter: Page) -> Iterator[str]:
    """Yield the formulas that stand alone in a first reading, by section, each with the words that lead to it.

    Where there are none, those of its notes stand here.
    """
    folded, last = reading.lines_in_folds(chapter), ""
    spans = [*reading.kept(chapter, reading.later(chapter))]
    shown = [
        each for each in chapter.formulas if each.display and any(start <= each.line < end for start, end in spans)
    ]
    noted = {line for block in notes(chapter) for line in block.lines}
    found = [each for each in shown if each.line not in folded] or [each for each in shown if each.line in noted]
    if found:
        yield "**On the board**\n"
    for formula in found:
        heading = chapter.heading(formula.line, 2)
        if heading and heading.text != last:
            last = heading.text
            yield f"*{last}*\n"
        if said := leading(chapter, formula.line):
            yield f"{said}\n"
        yield f"$$\n{formula.tex.strip()}\n$$\n"


def notes(chapter: Page) -> Iterator[Block]:
    """Yield the blocks of a chapter's notes: folds that stand in no other, and not among the exercises."""
    lines = chapter.text.splitlines()
    for block in chapter.blocks:
        heading = chapter.heading(block.line, 2)
        aside = heading is None or heading.text in ASIDE
        if block.fold and block.fold.kind == "note" and lines[block.fold.line - 1].startswith("???") and not aside:
            yield block


def reasons(chapter: Page) -> Iterator[str]:
    """Yield where the chapter says why: its notes, and the sections that a first reading leaves out."""
    here, late = beside(chapter.path, PAGE), reading.later(chapter)
    folds = {block.fold: chapter.heading(block.line, 2) for block in notes(chapter)}
    found = [(fold.line, fold.title, heading.anchor) for fold, heading in folds.items() if fold and heading]
    found += [
        (each.line, each.text, each.anchor)
        for each in chapter.headings
        if each.anchor in late and each.text not in ASIDE
    ]
    if found:
        links = [f"[{words(text)}]({here}#{anchor})" for _, text, anchor in sorted(found)]
        yield f"**If they ask why:** {'; '.join(links)}.\n"


def leading(chapter: Page, line: int) -> str:
    """Return the sentence that goes on into a formula, or nothing."""
    before = "\n".join(chapter.text.splitlines()[: line - 1]).rstrip("$ \n").rpartition("\n\n")[2]
    sentence = re.split(r"(?<=[.?!])\s+(?=[A-Z*])", words(before))[-1]
    return "" if sentence.endswith(".") else " ".join(sentence.split())


def taken_home(chapter: Page) -> Iterator[str]:
    """Yield what the chapter says is to be remembered."""
    yield "**To remember**\n"
    for each in chapter.inlines:
        heading = chapter.heading(each.line, 2)
        if heading and heading.text == REMEMBER and each.kind == "paragraph":
            yield f"- {' '.join(words(each.source).split())}"
    yield ""


def exercises(book: "Book", chapter: Page) -> Iterator[str]:
    """Yield what to do in class and at home, and what students write who are wrong."""
    found, here = teaching.work([chapter]), beside(chapter.path, PAGE)
    starters = [block for block in chapter.programs if block.include.endswith(projects.TAIL)]
    for name, some in {"In class": found.in_class, "At home": found.at_home, "More": found.more}.items():
        if some:
            links = [f"{each.grade}\u00a0[{each.title}]({here}#{each.anchor})" for each in some]
            yield f"**{name}:** {', '.join(links)}\n"
    for each in (*found.in_class, *found.at_home):
        yield from in_words(chapter, each)
    for block in starters:
        name = f"[{block.program.rpartition('/')[2]}.py]({here}#{block.anchor})"
        if wrong := attempts(book, block.program):
            yield f"**The program to finish**, {name}: wrong attempts, and what its check says\n"
            yield from (f"- `{code}`: {said}" for code, said in wrong)
            yield ""


def in_words(chapter: Page, exercise: Exercise) -> Iterator[str]:
    """Yield an exercise in its own words, and what its solution says; a program stands on the page."""
    block = next(each for each in reversed(chapter.blocks) if each.kind == "text" and each.line <= exercise.line)
    text = words(EXERCISE.sub("", "\n".join(block.text.splitlines()[exercise.line - block.line :]), count=1))
    whole = text if not re.search(r"^(<|```)", text, re.MULTILINE) else text.split("\n\n")[0]
    yield f"**{exercise.title}{'' if exercise.title.endswith('?') else '.'}** {whole}\n"
    folds = [each for each in chapter.blocks if each.fold and each.fold.title == "Solution"]
    blocks = [each for each in folds if each.line > exercise.line]
    said = [words(each.text) for each in blocks if each.fold is blocks[0].fold and each.kind == "text"]
    if text := "\n\n".join(each for each in said if each):
        yield f"*Answer:* {text}\n"


def attempts(book: "Book", starter: str) -> list[tuple[str, str]]:
    """Return short wrong attempts at a program to finish, each on a line, with what its check says."""
    shown = short(book, starter)
    heard = teaching.verdicts(book, shown)
    return [(on_a_line(code), as_markdown(said)) for (_, code, _), said in zip(shown, heard, strict=True)]


def short(book: "Book", starter: str) -> list[tuple[str, str, str]]:
    """Return short wrong attempts at a program to finish: it, the code, what its check says at first; that once."""
    found: dict[str, str] = {}
    for said, code in teaching.attempts(book, starter):
        line = on_a_line(code)
        if line not in ("", "pass") and len(line) < 90 and "`" not in line + said and not re.search(r":;|:$", line):
            found.setdefault(said, code)
    return [(starter, code, said) for said, code in [*found.items()][:ATTEMPTS]]


def on_a_line(code: str) -> str:
    """Return statements on one line."""
    return "; ".join(each.strip() for each in code.strip().splitlines())


def handed_out(book: "Book", chapter: Page) -> Iterator[str]:
    """Yield what to hand out."""
    address = relative(chapter.path, PAGE)
    links = [
        f'<a href="{address}?solutions=no">the chapter without solutions</a>, on paper by *Print*',
        f'<a href="{address}{student(chapter.path)}" download>its notebook without solutions</a>',
    ]
    files = [f'<a href="{address}{name}" download>{kind}</a>' for kind, name in questions_of(book, chapter).items()]
    links += [f"its questions as {' or '.join(files)}"] if files else []
    yield f"**To hand out**, after the vote: {'; '.join(links)}.\n"


def words(source: str) -> str:
    """Return a run of prose as its author wrote it, without links, marks of claims and lists of attributes.

    What a link calls by the name of a page is in italics.
    """

    def said(link: re.Match[str]) -> str:
        """Return what stands in the place of a link, or of code."""
        code, text, target = link.groups()
        page = re.search(r"([\w-]+)\.(?:md|ipynb)", target or "")
        named = page and text[0].isupper() and page[1] in "-".join(re.findall(r"\w+", text.lower()))
        return code or (f"*{text}*" if named else text)

    return LINK.sub(said, MARK.sub("", source.replace(HERE, ""))).strip()
