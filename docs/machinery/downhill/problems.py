"""Everything that can be wrong with a book, as one list; a good book has none."""

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from downhill import (
    concepts,
    exercises,
    functions,
    head,
    idioms,
    labs,
    listing,
    live,
    numbers,
    order,
    programs,
    projects,
    reading,
    reference,
    repeats,
    senses,
    simulations,
    variants,
)
from downhill.export import bank
from downhill.formulas import FormulaError, mathml
from downhill.page import ELEMENTS, RANGE, Block, Link, Page, Problem, Question, line_of
from downhill.prose import IN_PAGE, Inline, opening, plain, without
from downhill.site import address_of, is_chapter, led_to

if TYPE_CHECKING:
    from downhill.book import Book

Found = Iterator[tuple[int, str]]
INCLUDE = 'an include is a fence of one line, --8<-- "chapter/program.py"'
WHERE = re.compile(
    r"\b((figure|picture|plot|chart)s? (above|below)|(above|below) (figure|picture|plot|chart)s?)\b", re.I
)
LEVEL = re.compile(r"\*([^*]+)\*\{:? *\.level *\}")
FLAT = ("scatter", "bar", "contour", "heatmap", "histogram", "box")  # what is drawn between two axes
SCHEMES = ("claim:", "sim:", "run:", "https:", "http:", "mailto:")
# What front matter can say: of every page, of chapters, and of glossary and notation
KEYS = {"title", "description", "hide", "search", "formerly", "moved"}
KEYS |= {"concepts", "requires", "able", "aims", "lesson", "also", "matched", "from"}
FIGURE = 'a figure is <figure-plot program="chapter/name">caption</figure-plot>'


ON_SCREEN = re.compile(r"\b(highlighted|(marked|dark|coloured) lines?|dashed frame)\b", re.IGNORECASE)
# What a chapter says only between <in-page> and </in-page>, for neither paper nor a notebook has it
PRESSED = re.compile(
    r"(?i:\b(press (?!straight)|drag (?!of)|click (?!here)|buttons?\b|open the answer|answers? below\b|"
    r"the box (at|take)|runs? (it )?here (in|:)|stand \*?Run\b))|\*(Edit|Run|Step|Reset)\*"
)


def problems(book: "Book") -> list[Problem]:
    """Return everything that is wrong with a book, by file and line."""
    found = {*book.broken, *projects.problems(book.root), *of_navigation(book), *of_concepts(book), *of_the_whole(book)}
    found |= {*order.problems(book), *idioms.problems(book), *repeats.problems(book), *variants.problems(book.root)}
    for page in book.written:
        if page.text:  # a lab that could not be executed says so among what is broken
            prose = (of_places(book, page), of_prose(book, page), head.typed_times(page))
            firsts = (order.crowded(page), order.wordy(page))
            parts = (
                of_front_matter(page),
                of_levels(page),
                of_moved(book, page),
                of_sources(book, page),
                of_programs(book, page),
                exercises.problems(page),
                *prose,
                *firsts,
            )
            found |= {Problem(f"docs/{page.path}", page.line(line), text) for part in parts for line, text in part}
            own_lines = (*of_keys(page), *head.problems(book, page))
            found |= {Problem(f"docs/{page.path}", line, text) for line, text in own_lines}
    found |= {old for lab in book.labs.values() if (old := labs.stale(lab, book.root))}
    found |= {*senses.problems(book, reference.GLOSSARY), *functions.problems(book)}
    return sorted(found or {*of_questions_alone(book)})


def of_questions_alone(book: "Book") -> Iterator[Problem]:
    """Yield questions that speak of places which only their page has; it has to be sound for this to be seen."""
    for page in book.written:
        for question in page.questions:
            for words in bank.astray(bank.asked_of(book, page, question)):
                text = f"{words!r} means nothing in a course's own system, where the question stands alone"
                yield Problem(f"docs/{page.path}", page.line(question.line), text)


def of_navigation(book: "Book") -> Iterator[Problem]:
    """Yield pages that the navigation leaves out, names in it that are no page, and pages with one address."""
    for page in book.written:
        if page.path not in book.site.order:
            yield Problem(f"docs/{page.path}", 1, "this page is missing in the navigation of mkdocs.yml")
    for path in book.site.order.keys() - book.pages.keys():
        line = line_of((book.root / "mkdocs.yml").read_text("utf-8"), path)
        yield Problem("mkdocs.yml", line, f"the navigation names {path}, which is not there")
    addresses: dict[str, str] = {}
    for path in book.pages:
        other = addresses.setdefault(address_of(path), path)
        if other != path:
            yield Problem(f"docs/{path}", 1, f"this page has the address of docs/{other}")


def of_front_matter(page: Page) -> Found:
    """Yield what a page, or a chapter, leaves out of what it says of itself."""
    for name in ("title", "description"):
        if not isinstance(page.meta.get(name), str):
            yield 1, f"the front matter has no {name}"
    for name in ("concepts", "requires") if is_chapter(page.path) else ():
        if not isinstance(page.meta.get(name), list):
            yield 1, f"the front matter has no list of {name}"


def of_keys(page: Page) -> Found:
    """Yield keys of the front matter that nothing reads, as a misspelt one is."""
    for key in page.meta.keys() - KEYS:
        meant = get_close_matches(str(key), KEYS, 1)
        remedy = f"did you mean {meant[0]}?" if meant else f"there are: {', '.join(sorted(KEYS))}"
        yield page.meta_lines.get(str(key), 1), f"the front matter has no key {str(key)!r}; {remedy}"


def of_levels(page: Page) -> Found:
    """Yield levels of sections that there are not."""
    for inline in page.inlines:
        if (found := LEVEL.fullmatch(inline.source.strip())) and found[1] not in reading.LEVELS:
            yield inline.line, f"there is no level {found[1]!r}; there are: {', '.join(reading.LEVELS)}"


def of_moved(book: "Book", page: Page) -> Found:
    """Yield sections that are said to have moved, but stand on the page, or have no place where they are said to be.

    A page that is said to have moved must not stand where it stood.
    """
    for path in set(page.formerly) & book.pages.keys():
        yield page.meta_lines.get("formerly", 1), f"the page is said to have been {path}, but another page stands there"
    for anchor, target in page.moved.items():
        line = page.meta_lines.get(f"  {anchor}", page.meta_lines.get("moved", 1))
        yield from of_link(book, page, Link(target, "", "", line))
        if anchor in book.anchors(page):
            yield line, f"{anchor} is said to have moved, but has a place on this page"


def of_sources(book: "Book", page: Page) -> Found:
    """Yield a chapter that cites nothing, in a book with a bibliography; labs and projects may do without."""
    tasks = page.path.endswith(".ipynb") or any(projects.is_starter(block.include) for block in page.blocks)
    cites = any("bibliography.md#" in link.target for link in page.links)
    if is_chapter(page.path) and reference.BIBLIOGRAPHY in book.pages and not (tasks or cites):
        yield 1, f"this chapter cites no source of docs/{reference.BIBLIOGRAPHY}"


def of_concepts(book: "Book") -> Iterator[Problem]:
    """Yield what is wrong with concepts: each is taught, under a heading and only once, and in no circle."""
    taught: dict[str, str] = {}
    for page in book.written:
        where, line = f"docs/{page.path}", page.meta_lines.get("concepts", 1)
        for concept in page.meta.get("concepts") or []:
            if taught.setdefault(concept, page.path) != page.path:
                yield Problem(where, line, f"the concept {concept!r} is taught in docs/{taught[concept]} already")
            if not concepts.anchor_of(page, str(concept)):
                yield Problem(where, line, f"the concept {concept!r} has no heading of its own")
    for page in book.written:
        where, line = f"docs/{page.path}", page.meta_lines.get("requires", 1)
        for concept in page.meta.get("requires") or []:
            if concept not in taught:
                yield Problem(where, line, f"no page teaches the required concept {concept!r}")
    if circle := concepts.circle(concepts.needs(book)):
        line = book.pages[circle[0]].meta_lines.get("requires", 1)
        text = f"these pages require each other in a circle: {' → '.join(circle)}"
        yield Problem(f"docs/{circle[0]}", line, text)


def of_programs(book: "Book", page: Page) -> Found:
    """Yield what is wrong with the programs and outputs that a page includes."""
    included = {block.include for block in page.blocks}
    drawn = {figure.placed for figure in page.figures}
    for block in page.blocks:
        lines = [(inline.line, inline.source) for inline in block.inlines]
        if re.search(r"\bnotest\b", block.info):
            yield block.line, "a fence marked notest; every fence of the book runs"
        if block.include:
            yield from of_include(book, page, block, included, drawn)
        elif block.kind != "text":
            lines = [*enumerate(block.text.splitlines(), block.line + 1)]
            if block.kind == "program" and block.title.endswith(".py"):
                yield block.line, f"a fence titled {block.title} includes that program and nothing else"
        for line, words in lines:
            if re.match(r"\s*-+8<-", words):
                yield line, INCLUDE


def of_include(book: "Book", page: Page, block: Block, included: set[str], drawn: set[str]) -> Found:
    """Yield what is wrong with a program or an output that a page includes, or with what the page shows of it."""
    line, stem = block.line + 1, block.include.rpartition(".")[0]
    name = f"{stem}.py"
    run = book.runs.get(name)
    problem = run and programs.complaint(run, name)
    if not block.include.endswith((".py", ".out")):
        yield line, f"{block.include}: a page includes a whole program or its whole output, .py or .out"
    elif run is None:
        yield line, f"the included program snippets/{name} is missing"
    elif block.include != name:
        if not problem and (old := programs.stale(run, name)):
            yield line, old
        if name not in included:
            yield line, f"the page shows what snippets/{name} prints, but does not include the program"
    else:
        if block.title != name:
            yield block.line, f"the fence of {name} is titled {block.title!r}"
        if problem:
            yield line, problem
        if not problem and run.stdout and f"{stem}.out" not in included:
            missing = f'include it with --8<-- "{stem}.out"'
            yield line, f"snippets/{name} prints, but the page does not include its output; {missing}"
        if not problem and run.figure and stem not in drawn:
            place = f'<figure-plot program="{stem}">'
            yield line, f"snippets/{name} draws, but the page has no {place}caption</figure-plot>"
        for axis in untitled(run.figure) if run.figure and not problem else ():
            remedy = f'fig.update_{axis}axes(title="…")'
            yield line, f"snippets/{name}: the figure's {axis} axis has no title; {remedy}"
        if not problem:
            yield from of_core(book, page, block)


def untitled(figure: str) -> list[str]:
    """Return which axes of a figure, its compact JSON, have no title: of one with a single pair of axes.

    Several pictures in one share titles, and words along an axis say themselves what they are.
    """
    data, layout = (json.loads(figure)[part] for part in ("data", "layout"))
    if layout.keys() & {"xaxis2", "yaxis2"} or any(trace.get("type", "scatter") not in FLAT for trace in data):
        return []
    axes = {axis: {"visible": True, "showticklabels": True} | layout.get(f"{axis}axis", {}) for axis in "xy"}
    words = {axis for axis in axes for trace in data if any(isinstance(each, str) for each in trace.get(axis) or ())}
    seen = [axis for axis, about in axes.items() if about["visible"] and about["showticklabels"] and axis not in words]
    return [axis for axis in seen if not axes[axis].get("title", {}).get("text")]


def of_core(book: "Book", page: Page, block: Block) -> Found:
    """Yield what is wrong with how a program says what it shows, and which of its lines matter."""
    count = len((book.root / "snippets" / block.include).read_text("utf-8").splitlines())
    section = page.heading(block.line, 2)
    solved = block.fold and block.fold.kind == "success"
    searched = section and section.text == "Exercises" and not solved  # what the reader is to find is not marked
    if re.sub(RANGE, "", block.hl_lines).strip():
        yield block.line, f'hl_lines="{block.hl_lines}" is no list of numbers and ranges; write it as 1 2 5-7'
    if count > listing.SHORT and not block.marked and not searched:
        yield block.line, f"snippets/{block.include} has {count} lines: hl_lines marks those that are seen first"
    if max(block.marked, default=0) > count:
        yield block.line, f"hl_lines marks line {max(block.marked)}, but snippets/{block.include} has {count}"
    if not (says := reference.described(book, block)) or "\n" in says:
        yield block.line + 1, f"snippets/{block.include} opens with no docstring, which says in one line what it shows"


def of_places(book: "Book", page: Page) -> Found:
    """Yield what is wrong with the places of figures, simulations and questions."""
    for inline in page.inlines:
        for line, piece in inline.lines():
            name = opening(piece.content)[0] if piece.type == "html_inline" else ""
            if name in ELEMENTS and not (inline.element[0] and inline.kind == "paragraph"):
                alone = f"{piece.content} is no paragraph of its own; put empty lines around it"
                yield line, FIGURE if piece is inline.pieces[0] and name == "figure-plot" else alone
    for figure in page.figures:
        name = f"{figure.placed}.py"
        if not figure.placed or not figure.words:
            yield figure.line, FIGURE
        elif figure.placed not in book.figures and name not in book.runs:
            yield figure.line, f"there is no program snippets/{name}"
        elif figure.placed not in book.figures and not programs.complaint(book.runs[name], name):
            yield figure.line, f"snippets/{name} leaves no figure called fig"
    for inline in page.simulations:
        if inline.placed not in book.simulations or len(inline.pieces) < 3:
            known = ", ".join(book.simulations) or "none"
            shape = '<book-simulation name="…">caption</book-simulation>'
            yield inline.line, f"a simulation is {shape}; there are: {known}"
        else:
            attributes, spec = inline.element[1], book.simulations[inline.placed]
            state = attributes.get("state", "")
            wrong_of_state = [*simulations.problems(book.simulations, inline.placed, state)]
            yield from ((inline.line, problem) for problem in wrong_of_state)
            if state and not wrong_of_state and not simulations.still_of(book.root, inline.placed, state).exists():
                yield inline.line, f"no picture of {inline.placed} at {state!r}; `python -m tests.stills` draws it"
            if "main" in attributes:
                wrong = simulations.of_specification(simulations.as_placed(spec, attributes))
                yield from ((inline.line, problem) for problem in wrong)
    for question in page.questions:
        yield from of_question(book, question)


def of_question(book: "Book", question: Question) -> Found:
    """Yield what is wrong with a question: one choice is right, and each says something to who chose it.

    Of a question to predict each choice begins a line of the output, and one line has the answer.
    """
    run = book.runs.get(f"{question.program}.py")
    if not question.whole:
        shape = 'check-question name="…" right="…"' if question.name else 'predict-first program="…" answer="…"'
        yield question.line, f"a question is <{shape}>, text, list, </{shape.partition(' ')[0]}>"
    elif run is None and not question.name:
        yield question.line, f"there is no program snippets/{question.program}.py"
    elif not question.choices:
        yield question.line, "the question has no numbered list of choices"
    elif question.name or (run and not run.status):
        if question.shows not in ("", "program", *(["figure"] if question.program in book.figures else [])):
            yield question.line, f"shows={question.shows!r}, where a question shows its program, or the figure of one"
        for choice in question.choices:
            if not choice.told:
                yield question.line, f"the choice {choice.label.words!r} says nothing to a reader who chose it"
            if not question.name and book.verdict(question, choice) is None:
                yield question.line, f"the choice {choice.label.words!r} begins no line of the program's output"
        right = sum(book.right(question, choice) for choice in question.choices)
        if right != 1 and question.name:
            yield question.line, f"no choice has the number right={question.right!r}"
        elif right != 1:
            yield question.line, f"{right} choices have an output line with {question.answer!r}; want one"


def elsewhere(inline: Inline) -> str:
    """Return a run of prose as it is read on paper and in a notebook, links and code aside."""
    out, linked = [], False
    for piece in without(inline.pieces, IN_PAGE):
        linked = piece.type == "link_open" or (linked and piece.type != "link_close")
        if not linked and piece.type != "code_inline":
            out.append(piece.markup if piece.type in ("em_open", "em_close") else plain(piece))
    return "".join(out)


def of_prose(book: "Book", page: Page) -> Found:
    """Yield what is wrong with a page's formulas, links and numbers."""
    for formula in page.formulas:
        try:
            mathml(formula.tex, formula.display)
        except FormulaError as error:
            yield formula.line, f"the formula {formula.tex.strip()!r} does not parse: {error}"
    for link in page.links:
        yield from of_link(book, page, link)
    for line, piece in (each for inline in page.inlines for each in inline.lines()):
        if piece.type == "image":
            yield from of_link(book, page, Link(str(piece.attrs["src"]), "", "", line))
    if page.path.endswith("bibliography.md"):
        return
    lab = page.path.endswith(".ipynb")
    for inline in page.inlines:
        if not lab and (found := WHERE.search(inline.words)):
            yield (
                inline.line,
                f"{found[0]!r}: the build puts a figure above its program, so say only that it is the figure",
            )
        if found := ON_SCREEN.search(inline.words):
            text = f"{found[0]!r} means nothing in a notebook or in the page's Markdown: name what is marked"
            yield inline.line, text
        if is_chapter(page.path) and not lab and (found := PRESSED.search(elsewhere(inline))):
            text = f"{found[0]!r} means nothing on paper or in a notebook: say it between <in-page> and </in-page>"
            yield inline.line, f"{text}, and what holds there between <taken-along> and </taken-along>"
    kinds = "cell, output or formula of this lab" if lab else "program, output or formula of this page"
    remedy = "" if lab else "; let the program print it, or correct it"
    paths = [book.root / "snippets" / block.include for block in page.blocks if block.include]
    computed = [path.read_text("utf-8") for path in paths if path.is_file()]
    computed += [f"{each} {book.variants[each].stdout}" for each in targets(page) if each in book.variants]
    if lab:
        computed += [figure.source for figure in page.figures]  # printed by the cells
    for line, number in numbers.orphans(page, "\n".join(computed)):
        yield line, f"the number {number} stands in no {kinds}{remedy}"


def targets(page: Page) -> list[str]:
    """Return where the links of a page lead, as written."""
    return [link.target for link in page.links]


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
        elif any(each.line == link.line and each.source.startswith("[✓]") for each in page.inlines):
            yield link.line, "a claim's mark begins a line: put it before the formula, behind the words that lead there"
    elif link.target.startswith("sim:"):
        name, _, query = link.target.removeprefix("sim:").partition("?")
        for problem in simulations.problems(book.simulations, simulations.named(name), query):
            yield link.line, problem
        if not link.title or "?" not in link.target:
            yield link.line, 'a link to a simulation says what will be seen: (sim:name?state "words")'
    elif link.target.startswith("run:"):
        yield from ((link.line, wrong) for wrong in live.problems(link, page, book.runs, book.variants, book.root))
    elif found := re.match(r"[\w+-]+:", link.target):
        if found[0] not in SCHEMES:
            yield link.line, f"the link {link.target} leads nowhere: it begins with none of {', '.join(SCHEMES)}"
    else:
        target, anchor = led_to(link.target, page.path)
        there = book.pages.get(target)
        if there is None and not (book.root / "docs" / target).is_file() and target not in book.files:
            yield link.line, f"the link {link.target} leads nowhere: there is no docs/{target}"
        elif anchor and there and anchor not in book.places[target]:
            yield link.line, f"the link {link.target} leads nowhere: docs/{target} has no place called #{anchor}"


def of_the_whole(book: "Book") -> Iterator[Problem]:
    """Yield claims that no page makes, simulations without a page, programs that no page shows, and old recordings."""
    for claim in book.claims.values():
        if claim.id not in book.claimed:
            yield Problem(claim.test, claim.line, f"no page makes the claim {claim.id}")
    for name, spec in book.simulations.items():
        own, places = f"simulations/{name}.md", book.simulated.get(name, [])
        if not places or (own not in places and not spec.get("small")):
            text = "no page shows this simulation" if spec.get("small") else f"no page docs/{own} shows this simulation"
            yield Problem(f"docs/simulations/{name}.json", 1, text)
    shown = {f"{block.program}.py" for page in book.written for block in page.programs}
    for name in book.runs.keys() - shown:
        yield Problem(f"snippets/{name}", 1, "no page shows this program")
    for record in (book.root / "snippets").rglob("*.json"):
        name = record.with_suffix(".py").relative_to(book.root).as_posix()
        if name.removeprefix("snippets/").removesuffix(".py") not in book.needs:
            yield Problem(name[:-3] + ".json", 1, f"a recording, but {name} needs nothing beyond the book's packages")
