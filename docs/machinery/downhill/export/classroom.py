"""What a teacher hands out: chapters as notebooks and as Markdown without solutions, and tasks that nbgrader marks.

Source of the cells' metadata: nbgrader's documentation, "Creating and grading assignments" and its metadata schema 3.
"""

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import zip_longest

import nbformat
from nbformat import NotebookNode, v4

from downhill import projects
from downhill.book import Book
from downhill.exercises import Exercise, exercises
from downhill.export.notebook import KERNEL, cell, of_blocks, of_lab
from downhill.export.twin import Writer, cut, twin
from downhill.files import packed
from downhill.metadata import AUTHORS, PAPER_LICENSE
from downhill.page import Block, Page
from downhill.site import STUDENT_TWIN, address_of, student

ASSIGNMENTS = "downhill-nbgrader.zip"  # to be unpacked into a course of nbgrader
UNRUN = "Nothing in it has run, for what a program prints answers the question above it: guess, and run it to see."
# Of the folds of a lab: a solution; a choice, of which the words stay, and what leads to it
SOLVED = re.compile(
    r'<details class="success".*?</details>\s*|(?<=[?*]) (?:O|Decide, then o)pen your answer\.', re.DOTALL
)
CHOICE = re.compile(r'<details class="choice".*?<summary>(.*?)</summary>.*?</details>\s*', re.DOTALL)
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
MARKED = """print(said.stdout)
assert "right:" in said.stdout
assert "not yet:" not in said.stdout"""


def without_solutions(book: Book, page: Page) -> tuple[str, str]:
    """Return the notebook of a chapter without solutions: address from the site's root, and content.

    Its programs have not run, for what they print answers the questions above them.
    """
    folder, lab = address_of(page.path), book.labs.get(page.path)
    what = f"The {'lab' if lab else 'chapter'} {book.site.address}{folder} of the book Downhill"
    about = f"{what}, as a notebook without solutions. {UNRUN}"
    writer = Writer(book, page, True, address_of, solved=False)
    name, blocks = f"{folder}{student(page.path)}", unsolved(page)
    if lab:
        return name, of_lab(without_answers(lab.notebook), writer, name, about)
    return name, of_blocks(blocks, writer, about, name, dict(to_answer(page, blocks)))


def without_answers(lab: NotebookNode) -> NotebookNode:
    """Return a lab without its solutions, and without what it says to those who chose an answer.

    What else would give an answer away a cell's metadata say under `student`: words, and what stands in their place.
    """
    cells, within = [], 0  # within: the level of the heading of the solution in which we are
    for each in deepcopy(lab.cells):
        for was, now in each.metadata.get("downhill", {}).get("student", {}).items():
            each.source = each.source.replace(was, now)
            each.metadata.pop("jupyter", None)  # what folds it
        if each.cell_type == "markdown":
            text, kept = CHOICE.sub(r"- \1\n\n", SOLVED.sub("", each.source)), []
            for section in re.split(r"^(?=#+ )", text, flags=re.MULTILINE):
                marks, _, title = section.partition(" ")
                if marks.startswith("#") and (not within or len(marks) <= within):
                    within = len(marks) if title.startswith("Solution") else 0
                kept += [] if within else [section]
            each.source = "".join(kept).strip()
        if each.source and not (within and each.cell_type == "code"):
            cells.append(each)
    return NotebookNode(lab | {"cells": cells})


def to_answer(page: Page, blocks: list[Block]) -> Iterator[tuple[Block, NotebookNode]]:
    """Yield the block behind which an answer is missing, and an empty cell for it.

    So it is where an exercise has no program to finish, and where another section without one has a solution.
    """
    found = exercises(page)
    for each, behind in zip_longest(found, found[1:]):
        end = end_of(page, each, behind)
        if not each.starter:
            yield [block for block in blocks if block.line < end][-1], answer_cell(each)
    finished = {page.heading(block.line, 2) for block in blocks if block.include.endswith(projects.TAIL)}
    done = finished | {page.heading(each.line, 2) for each in found}
    for block in page.blocks:
        if block not in blocks and page.heading(block.line, 2) not in done:
            yield [each for each in blocks if each.line < block.line][-1], cell("markdown", "*Your answer:*")


def end_of(page: Page, exercise: Exercise, behind: Exercise | None) -> int:
    """Return the line behind an exercise: of the next, or of the heading after the last."""
    after = [each.line for each in page.headings if each.line > exercise.line]
    return behind.line if behind else min(after, default=page.text.count("\n") + 2)


def answer_cell(exercise: Exercise) -> NotebookNode:
    """Return an empty cell for the answer to an exercise: of code for a program, else of words."""
    named = f"Your answer to exercise {exercise.number}"
    code = exercise.grade == "●●●"
    return cell("code", f"# {named}") if code else cell("markdown", f"*{named}:*")


def twin_without_solutions(book: Book, page: Page) -> tuple[str, str]:
    """Return the Markdown of a chapter without solutions: address from the site's root, and content."""
    folder = address_of(page.path)
    return f"{folder}{STUDENT_TWIN}", twin(book, page, unsolved(page), solved=False)


def unsolved(page: Page) -> list[Block]:
    """Return the blocks of a page but for its solutions."""
    return [block for block in page.blocks if not (block.fold and block.fold.kind == "success")]


def assignments(book: Book) -> bytes:
    """Return the tasks of all chapters as nbgrader's folder `source`, packed; the same book gives the same bytes."""
    return packed({f"source/{name}": content for name, content in tasks(book)})


def tasks(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the tasks of all chapters: an assignment for each folder of programs, a notebook for each to finish."""
    for page in book.written:
        for block in page.programs:
            if block.program.endswith("_starter"):
                source = projects.starter_source(book.root / "snippets" / block.include)
                name = block.program.removesuffix("_starter") + ".ipynb"
                yield name, task(source.read_text("utf-8"), asked(book, page, block))


def asked(book: Book, page: Page, starter: Block) -> str:
    """Return what the reader of a starter is asked to do, as Markdown that leads back to the site."""
    before = [each.line for each in exercises(page) if each.line < starter.line]
    heading = page.heading(starter.line, 2)
    start = max([*before, heading.line if heading else 1])
    writer = Writer(book, page, True, address_of)
    texts = [
        each
        for each in page.blocks
        if each.kind == "text" and each.line < starter.line and each.fold in (None, starter.fold)
    ]
    last = next((each for each in reversed(texts) if each.line + each.text.count("\n") >= start), None)
    text = writer.text(cut(last, start, starter.line)) if last else ""
    place = f"{book.site.address}{address_of(page.path)}#{starter.anchor}"
    return f"{text}\n\nFrom {place} by {AUTHORS[0].lower()}{AUTHORS[1:]}; {PAPER_LICENSE}"


def task(source: str, text: str) -> str:
    """Return a task as a notebook of nbgrader's: the part to write, the check, and the cell that marks it."""
    solution, check = halves(source)
    cells = [
        graded("markdown", text, "task", locked=True),
        graded("code", solution, "part", solution=True),
        graded("code", f"%%capture said\n{check}", "check", locked=True),
        graded("code", MARKED, "marked", locked=True, grade=True, points=1),
    ]
    for each in cells:
        each["id"] = each.metadata.nbgrader.grade_id
    whole = v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})
    return f"{nbformat.writes(whole)}\n"


def graded(kind: str, source: str, name: str, points: int = 0, **roles: bool) -> NotebookNode:
    """Return a cell with what nbgrader keeps of it."""
    about: dict[str, object] = {"grade": False, "locked": False, "solution": False, "task": False, **roles}
    about |= {"grade_id": name, "schema_version": 3, "cell_type": kind}
    if points:
        about["points"] = points
    return cell(kind, source, {"nbgrader": about})


def halves(source: str) -> tuple[str, str]:
    """Return a program up to the end of the statement with the reader's last part, its lines marked; and the rest."""
    lines = source.splitlines()
    opens = [number for number, line in enumerate(lines, 1) if projects.OPENS.match(line)]
    ends = [number for number, line in enumerate(lines, 1) if projects.ENDS.match(line)]
    holding = [
        each.end_lineno or 0 for each in ast.parse(source).body if each.lineno <= ends[-1] <= (each.end_lineno or 0)
    ]
    last = max([ends[-1], *holding])
    head = []
    for number, line in enumerate(lines[:last], 1):
        margin = line[: len(line) - len(line.lstrip())]
        head += (
            [line, f"{margin}{BEGIN}"] if number in opens else [f"{margin}{END}", line] if number in ends else [line]
        )
    return "\n".join(head), "\n".join(lines[last:]).strip("\n")
