"""The page for teachers: plans from what chapters need and how long they take, what goes wrong, what there is to hand out.

A plan fills its lessons with the chapters on which most others build, each with all that it needs, in the order of the
book. A chapter counts with the minutes of a first reading, and is not split between lessons.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downhill import concepts, exercises, reading
from downhill.exercises import GRADES, Exercise
from downhill.page import Page
from downhill.site import beside

if TYPE_CHECKING:
    from downhill.book import Book

PAGE = "reference/teaching.md"
LESSON = 90  # minutes
PLANS = {"One lecture": 1, "One week, five lessons": 5, "Six weeks, two lessons each": 12, "A term of 13 weeks": 26}
ATTEMPT = re.compile(r"^## not yet: (.+)$", re.MULTILINE)
SHOWN = 3  # of the mistakes that a check knows
OPENING = """---
title: For teachers
description: Four plans for a course, what usually goes wrong, and all that can be handed out, marked and shown.
hide: [toc]
---

# For teachers

Everything here may be used, changed and handed on, if you name the source: text and figures are under CC BY 4.0, programs under the MIT licence. How to cite a page stands at its foot.

## What to hand out

| what | where |
|---|---|
| a chapter on paper, or as a PDF | *Print*, or *without solutions*, below its heading; a link to `?solutions=no` shows it so |
| a chapter as a notebook, with solutions or without | *As notebook*, and in the plans below |
| all exercises, with grade and aim | [Exercises](exercises.md) |
| every program to finish, for nbgrader | [an archive with the folder `source`](../{assignments}){{ download="" }} of a course |
| the questions to predict and the quiz, for Moodle and others | [GIFT](../{gift}){{ download="" }}, [QTI 2.1](../{qti}){{ download="" }} |
| the whole book as one PDF, or without a net | at the foot of [the first page](../index.md), of every page |
| a simulation, a figure, a question or a program alone | in a frame, as below |

A part of a page stands alone in a frame, and tells the page around it how high it is. The name of the part is what follows the # in its address.

``` {{ .html title="a page of a course" }}
<iframe src="{address}simulations/descent/?embed=descent" width="700" height="600"></iframe>
<script>
  addEventListener("message", ({{ data, source }}) => {{
    for (const frame of document.querySelectorAll("iframe"))
      if (data.downhill && frame.contentWindow === source) frame.height = data.height;
  }});
</script>
```

## A lesson

Open with the question at the head of a chapter: each student chooses, alone, before anything is shown. Let two who disagree talk. Then open the answers, run the program, and change one number in it where the page asks what if. Say what stops being true and where. Two exercises in the head close the lesson; the program to finish is for home, and says itself what is wrong.

## Plans

Made from the minutes of a first reading and from what builds on what: a plan has the chapters on which most others build, and all that they need. Lessons have {lesson} minutes. To assign: exercises in the head ({head}), on paper ({paper}), to program ({program}), by their numbers.
"""


@dataclass(frozen=True)
class Lesson:
    """A lesson of a plan: its chapters, each with its minutes."""

    chapters: tuple[tuple[Page, int], ...]

    @property
    def minutes(self) -> int:
        """Return how long its chapters take."""
        return sum(minutes for _, minutes in self.chapters)


def plan(book: "Book", lessons: int) -> list[Lesson]:
    """Return the lessons of a plan; those that nothing is left for are not there."""
    needs, order = concepts.needs(book), book.site.order
    pages = {page.path: page for page in concepts.lessons(book) if page.path in order}
    minutes = {path: reading.minutes(page, book.root / "snippets", first=True) for path, page in pages.items()}
    weight = {path: sum(path in concepts.above(other, needs) for other in pages) for path in pages}
    chosen: set[str] = set()
    for path in sorted(pages, key=lambda each: (-weight[each], order[each])):
        more = {path, *concepts.above(path, needs)} - chosen
        if len(packed(sorted(chosen | more, key=order.__getitem__), minutes)) <= lessons:
            chosen |= more
    listed = packed(sorted(chosen, key=order.__getitem__), minutes)
    return [Lesson(tuple((pages[path], minutes[path]) for path in each)) for each in listed]


def packed(paths: list[str], minutes: dict[str, int]) -> list[list[str]]:
    """Return chapters in lessons, in order, each as full as it can be."""
    found: list[list[str]] = []
    for path in paths:
        if not found or sum(minutes[each] for each in found[-1]) + minutes[path] > LESSON:
            found.append([])
        found[-1].append(path)
    return found


def mistakes(book: "Book", exercise: Exercise) -> list[str]:
    """Return what the check of an exercise says to wrong attempts, those first that the tests hold first."""
    chapter, _, name = exercise.starter.removesuffix("_starter").rpartition("/")
    path = book.root / "tests" / "exercises" / chapter / f"{name}.txt"
    return list(dict.fromkeys(ATTEMPT.findall(path.read_text("utf-8")))) if path.is_file() else []


def assigned(found: list[Exercise], here: Page) -> Iterator[str]:
    """Yield the exercises of a chapter by their grades, as links."""
    place = beside(here.path, PAGE)
    for sign in GRADES:
        if links := [f"[{each.number}]({place}#{each.anchor})" for each in found if each.grade == sign]:
            yield f"{sign} {', '.join(links)}"


def page(book: "Book") -> str:
    """Return the Markdown of the page for teachers."""
    head, paper, program, *_ = GRADES
    files = {"assignments": "downhill-nbgrader.zip", "gift": "questions.gift", "qti": "questions-qti.zip"}
    signs = {"head": head, "paper": paper, "program": program, "lesson": LESSON, "address": book.site.address}
    out = [OPENING.format(**files, **signs)]
    for title, lessons in PLANS.items():
        out += [f"### {title}\n", "| lesson | chapters, with minutes | to assign |", "|---|---|---|"]
        for number, lesson in enumerate(plan(book, lessons), 1):
            for place, (chapter, minutes) in enumerate(lesson.chapters):
                work = " ".join(assigned(exercises.exercises(chapter), chapter))
                title = f"[{book.site.title(chapter.path)}]({beside(chapter.path, PAGE)})"
                out.append(f"| {number if not place else ''} | {title}, {minutes} | {work} |")
        out.append("")
    out += ["## What usually goes wrong\n", "What the checks of the programs to finish say to wrong attempts.\n"]
    out += ["| exercise | what the check says |", "|---|---|"]
    for chapter in book.chapters:
        for each in exercises.exercises(chapter):
            if each.starter and (said := mistakes(book, each)[:SHOWN]):
                words = "; ".join(f"`{words}`" for words in said).replace("|", "\\|")
                place = f"{beside(chapter.path, PAGE)}#{each.anchor}"
                out.append(f"| [{book.site.title(chapter.path)}, {each.number}]({place}) | {words} |")
    return "\n".join([*out, ""])
