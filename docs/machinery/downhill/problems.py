"""Everything that can be wrong with a book, as one list; a good book has none."""

import posixpath
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from downhill import functions, labs, numbers, programs, projects, simulations
from downhill.formulas import FormulaError, mathml
from downhill.page import ELEMENTS, Figure, Link, Page, Problem, Question
from downhill.prose import has_words, opening
from downhill.site import address_of, is_chapter

if TYPE_CHECKING:
    from downhill.book import Book


WHERE = re.compile(
    r"\b((figure|picture|plot|chart)s? (above|below)|(above|below) (figure|picture|plot|chart)s?)\b", re.I
)


def problems(book: "Book") -> list[Problem]:
    """Return everything that is wrong with a book, by file and line."""
    found = [*book.broken, *projects.problems(book.root), *of_navigation(book), *of_concepts(book)]
    for page in book.written:
        if not page.text:
            continue  # a lab that could not be executed says so among what is broken
        parts = (*of_front_matter(page), *of_programs(book, page), *of_places(book, page), *of_prose(book, page))
        found += [Problem(f"docs/{page.path}", page.line(line) if line else 0, text) for line, text in parts]
        found += [Problem(f"docs/{page.path}", line, text) for line, text in of_meta(page)]
    found += [old for lab in book.labs.values() if (old := labs.stale(lab, book.root))]
    return sorted({*found, *functions.problems(book), *of_claims(book), *of_the_whole(book)})


Found = Iterator[tuple[int, str]]


def of_navigation(book: "Book") -> Iterator[Problem]:
    """Yield pages that the navigation leaves out, and names in it that are no page."""
    listed = {page.path for page in book.site.pages}
    for page in book.written:
        if page.path not in listed:
            yield Problem(f"docs/{page.path}", 1, "this page is missing in the navigation of mkdocs.yml")
    for path in sorted(listed - {page.path for page in book.pages.values()}):
        text = (book.root / "mkdocs.yml").read_text("utf-8")
        line = text.count("\n", 0, max(text.find(path), 0)) + 1
        yield Problem("mkdocs.yml", line, f"the navigation names {path}, which is not there")


def of_front_matter(page: Page) -> Found:
    """Yield what a page, or a chapter, leaves out of what it says of itself."""
    for name in ("title", "description"):
        if not isinstance(page.meta.get(name), str):
            yield 1, f"the front matter has no {name}"
    for name in ("concepts", "requires") if is_chapter(page.path) else ():
        if not isinstance(page.meta.get(name), list):
            yield 1, f"the front matter has no list of {name}"


def of_meta(page: Page) -> Found:
    """Yield the concepts of a page without a heading of their own."""
    for concept in page.meta.get("concepts") or []:
        if not any(has_words(heading.text, str(concept)) for heading in page.headings):
            yield page.meta_lines.get("concepts", 1), f"the concept {concept!r} has no heading of its own"


def of_concepts(book: "Book") -> Iterator[Problem]:
    """Yield what is wrong with concepts: each is taught, and only once, and pages build on each other in no circle."""
    taught: dict[str, str] = {}
    needs: dict[str, set[str]] = {}
    for page in book.written:
        for concept in page.meta.get("concepts") or []:
            if concept in taught:
                line = page.meta_lines.get("concepts", 1)
                text = f"the concept {concept!r} is taught in docs/{taught[concept]} already"
                yield Problem(f"docs/{page.path}", line, text)
            taught.setdefault(concept, page.path)
    for page in book.written:
        for concept in page.meta.get("requires") or []:
            if concept not in taught:
                line = page.meta_lines.get("requires", 1)
                yield Problem(f"docs/{page.path}", line, f"no page teaches the required concept {concept!r}")
            elif taught[concept] != page.path:
                needs.setdefault(page.path, set()).add(taught[concept])
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]
        line = book.pages[circle[0]].meta_lines.get("requires", 1)
        text = f"these pages require each other in a circle: {' → '.join(circle)}"
        yield Problem(f"docs/{circle[0]}", line, text)


def of_programs(book: "Book", page: Page) -> Found:
    """Yield what is wrong with the programs and outputs that a page includes."""
    included = {block.include for block in page.blocks}
    drawn = {figure.program for figure in page.figures}
    for block in page.blocks:
        if block.kind == "text":
            continue
        if re.search(r"\bnotest\b", block.info):
            yield block.line, "a fence marked notest; every fence of the book runs"
        if not block.include:
            for number, words in enumerate(block.text.splitlines(), block.line + 1):
                if re.match(r"\s*-+8<-", words):
                    yield number, 'an include is a fence of one line, --8<-- "chapter/program.py"'
            if block.kind == "program" and block.title.endswith(".py"):
                yield block.line, f"a fence titled {block.title} includes that program and nothing else"
            continue
        line = block.line + 1
        stem, dot, ending = block.include.rpartition(".")
        name = f"{stem}.py"
        if dot + ending not in (".py", ".out"):
            yield line, f"{block.include}: a page includes a whole program or its whole output, .py or .out"
        elif name not in book.runs:
            yield line, f"the included program snippets/{name} is missing"
        elif ending == "py":
            yield from of_program(book, stem, line, f"{stem}.out" in included, stem in drawn)
            if block.title != name:
                yield block.line, f"the fence of {name} is titled {block.title!r}"
        else:
            run = book.runs[name]
            if not programs.complaint(run, name) and (old := programs.stale(run, name)):
                yield line, old
            if name not in included:
                yield line, f"the page shows what snippets/{name} prints, but does not include the program"
    for block in page.blocks:
        for inline in block.inlines:
            if block.kind == "text" and re.match(r"-+8<-", inline.source):
                yield inline.line, 'an include is a fence of one line, --8<-- "chapter/program.py"'


def of_program(book: "Book", stem: str, line: int, shows_output: bool, shows_figure: bool) -> Found:
    """Yield what is wrong with a program, or with what its page shows of it."""
    run = book.runs[f"{stem}.py"]
    if problem := programs.complaint(run, f"{stem}.py"):
        yield line, problem
        return
    if run.stdout and not shows_output:
        missing = f'include it with --8<-- "{stem}.out"'
        yield line, f"snippets/{stem}.py prints, but the page does not include its output; {missing}"
    if run.figure and not shows_figure:
        place = f'<figure-plot program="{stem}">'
        yield line, f"snippets/{stem}.py draws, but the page has no {place}caption</figure-plot>"


def of_places(book: "Book", page: Page) -> Found:
    """Yield what is wrong with the places of figures, simulations and questions."""
    for inline in page.inlines:
        for line, piece in inline.lines():
            name = opening(piece.content)[0] if piece.type == "html_inline" else ""
            if name in ELEMENTS and not (inline.element and inline.kind == "paragraph"):
                shown = piece.content
                if piece is inline.pieces[0] and name == "figure-plot":
                    yield line, 'a figure is <figure-plot program="chapter/name">caption</figure-plot>'
                else:
                    yield line, f"{shown} is no paragraph of its own; put empty lines around it"
    for figure in page.figures:
        yield from of_figure(book, figure)
    for name, inline in page.simulations:
        if name not in book.simulations or len(inline.pieces) < 3:
            known = ", ".join(book.simulations) or "none"
            shape = '<book-simulation name="…">caption</book-simulation>'
            yield inline.line, f"a simulation is {shape}; there are: {known}"
    for question in page.questions:
        yield from of_question(book, question)


def of_figure(book: "Book", figure: Figure) -> Found:
    """Yield what is wrong with a figure's place."""
    name = f"{figure.program}.py"
    if not figure.program or not figure.caption.words:
        yield figure.line, 'a figure is <figure-plot program="chapter/name">caption</figure-plot>'
    elif figure.program in book.figures:
        return
    elif name not in book.runs:
        yield figure.line, f"there is no program snippets/{name}"
    elif not programs.complaint(book.runs[name], name):
        yield figure.line, f"snippets/{name} leaves no figure called fig"


def of_question(book: "Book", question: Question) -> Found:
    """Yield what is wrong with a question: each choice begins a line of the output, and one line has the answer."""
    run = book.runs.get(f"{question.program}.py")
    if not question.closed:
        yield question.line, 'a question is <predict-first program="…" answer="…">, text, list, </predict-first>'
    elif run is None:
        yield question.line, f"there is no program snippets/{question.program}.py"
    elif not question.choices:
        yield question.line, "the question has no numbered list of choices"
    elif not run.status:
        right = 0
        for choice in question.choices:
            if not choice.told:
                yield question.line, f"the choice {choice.label.words!r} says nothing to a reader who chose it"
            row = book.verdict(question, choice)
            right += question.answer in (row or "")
            if row is None:
                yield question.line, f"the choice {choice.label.words!r} begins no line of the program's output"
        if right != 1:
            yield question.line, f"{right} choices have an output line with {question.answer!r}; want one"


def of_prose(book: "Book", page: Page) -> Found:
    """Yield what is wrong with a page's formulas, links and numbers."""
    for formula in page.formulas:
        try:
            mathml(formula.tex, formula.display)
        except FormulaError as error:
            yield formula.line, f"the formula {formula.tex.strip()!r} does not parse: {error}"
    for link in page.links:
        yield from of_link(book, page, link)
    if page.path.endswith("bibliography.md"):
        return
    lab = page.path.endswith(".ipynb")
    for inline in page.inlines:
        if not lab and (found := WHERE.search(inline.words)):
            yield (
                inline.line,
                f"{found[0]!r}: the build puts a figure above its program, so say only that it is the figure",
            )
    kinds = "cell, output or formula of this lab" if lab else "program, output or formula of this page"
    remedy = "" if lab else "; let the program print it, or correct it"
    paths = [book.root / "snippets" / block.include for block in page.blocks if block.include]
    computed = [path.read_text("utf-8") for path in paths if path.is_file()]
    if lab:
        computed += [figure.caption.source for figure in page.figures]  # printed by the cells
    for line, number in numbers.orphans(page, "\n".join(computed)):
        yield line, f"the number {number} stands in no {kinds}{remedy}"


def of_link(book: "Book", page: Page, link: Link) -> Found:
    """Yield what is wrong with a link: of the book's own kinds, or to a place of the site."""
    if link.target.startswith("claim:"):
        name = link.target.removeprefix("claim:")
        if name not in book.claims:
            mark = f'@pytest.mark.claim("{name}", "…")'
            yield link.line, f"no test below tests/claims is marked with the claim {name!r}; mark one {mark}"
        elif link.text != "✓" or link.title:
            yield link.line, f"a claim's mark is [✓](claim:{name})"
        elif book.claimed[name] != page.path:
            yield link.line, f"docs/{book.claimed[name]} makes the claim {name} already"
    elif link.target.startswith("sim:"):
        name, _, query = link.target.removeprefix("sim:").partition("?")
        for problem in simulations.problems(book.simulations, name, query):
            yield link.line, problem
        if not link.title or "?" not in link.target:
            yield link.line, 'a link to a simulation says what will be seen: (sim:name?state "words")'
    elif not re.match(r"\w+:", link.target):
        path, mark, anchor = link.target.partition("#")
        folder = "" if path.startswith("/") else posixpath.dirname(page.path)
        target = posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) if path else page.path
        there = book.pages.get(target)
        if there is None and not (book.root / "docs" / target).is_file() and target not in book.files:
            yield link.line, f"the link {link.target} leads nowhere: there is no docs/{target}"
        elif mark and there and anchor not in book.anchors(there):
            yield link.line, f"the link {link.target} leads nowhere: docs/{target} has no place called #{anchor}"


def of_claims(book: "Book") -> Iterator[Problem]:
    """Yield claims that no page makes."""
    for claim in book.claims.values():
        if claim.id not in book.claimed:
            yield Problem(claim.test, claim.line, f"no page makes the claim {claim.id}")


def of_the_whole(book: "Book") -> Iterator[Problem]:
    """Yield simulations without a page and programs that no page shows."""
    for name in book.simulations:
        if f"simulations/{name}.md" not in book.simulated.get(name, []):
            text = f"no page docs/simulations/{name}.md shows this simulation"
            yield Problem(f"docs/simulations/{name}.json", 1, text)
    shown = {f"{block.program}.py" for page in book.written for block in page.programs}
    for name in sorted(book.runs.keys() - shown):
        yield Problem(f"snippets/{name}", 1, "no page shows this program")
    addresses: dict[str, str] = {}
    for path in book.pages:
        other = addresses.setdefault(address_of(path), path)
        if other != path:
            yield Problem(f"docs/{path}", 1, f"this page has the address of docs/{other}")
