"""What the book adds to Markdown: figures, predict-first questions, formulas, claims and terms of the glossary.

Written as a Python-Markdown extension, so that it works wherever Python-Markdown does.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any
from xml.etree import ElementTree as etree  # noqa: N813, the name that Python-Markdown uses

import simulations
from book import Book
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML
from mkdocs.utils import get_relative_url

TEX = LatexToMathML(fancy_error=False)
# A browser draws a single letter as its italic, which is a character of its own
CODES = (*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C))
ITALIC = {
    unicodedata.normalize("NFKC", chr(code)): chr(code) for code in reversed(CODES)
}  # plain letters before variants
ITALIC["h"] = "ℎ"
NAMED = re.compile(r"&(?!lt;|gt;|amp;|quot;)\w+;")  # characters that HTML has a name for and XML has not
SCRIPTS = {"msub", "msup", "msubsup"}
LISTS = ("glossary", "bibliography", "programs", "claims", "concepts")  # reference pages without explained terms
UNTOUCHED = {"a", "code", "pre", "summary", "button", "h1", "h2", "h3", "h4", "h5", "h6"}


class BookExtension(Extension):
    """All of it, for the page that `book` is at."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register its parts."""
        md.parser.blockprocessors.register(FigureBlock(md.parser, self.book), "figure-plot", 76)
        md.parser.blockprocessors.register(SimulationBlock(md.parser, self.book), "book-simulation", 76)
        md.parser.blockprocessors.register(PredictBlock(md.parser, self.book), "predict-first", 76)
        md.parser.blockprocessors.register(DrawnBlock(md.parser, self.book), "drawn", 76)
        md.inlinePatterns.register(ClaimMark(self.book), "claim", 175)
        md.inlinePatterns.register(SeeLink(self.book, md), "see", 176)
        md.treeprocessors.register(Citations(md), "citations", 7)
        md.treeprocessors.register(Formulas(md, self.book), "formulas", 15)
        md.treeprocessors.register(Terms(md, self.book), "terms", 6)  # after attr_list, so that ids are no text


class FigureBlock(BlockProcessor):
    """`<figure-plot program="chapter/program">Caption.</figure-plot>`: the program's figure, drawn by the browser."""

    PATTERN = re.compile(r'<figure-plot program="([^"]*)">(.+)</figure-plot>', re.DOTALL)

    def __init__(self, parser: Any, book: Book) -> None:
        super().__init__(parser)
        self.book = book

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether this block opens a figure."""
        return block.startswith("<figure-plot ")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put the figure's place, caption and data link; the page's checks tell what is wrong with its program."""
        block = blocks.pop(0)
        match = self.PATTERN.fullmatch(block.strip())
        if not match:
            self.book.problem(
                block.splitlines()[0], 'a figure is <figure-plot program="chapter/name">caption</figure-plot>'
            )
            return
        name, caption = match.groups()
        drawn = self.book.figure(name, f'<figure-plot program="{name}"')
        if not drawn:
            return
        address, height = drawn
        figure = etree.SubElement(parent, "figure", {"class": "plot"})
        etree.SubElement(figure, "figure-plot", {"style": f"--height:{height}px"})
        text = etree.SubElement(figure, "figcaption")
        text.text = f"{' '.join(caption.split())} "
        link = etree.SubElement(text, "a", {"href": address, "class": "figure-data", "download": ""})
        link.text = "Data of this figure"


class SimulationBlock(BlockProcessor):
    """`<book-simulation name="descent">Caption.</book-simulation>`: the place of a simulation."""

    PATTERN = re.compile(r'<book-simulation name="([^"]*)">(.+)</book-simulation>', re.DOTALL)

    def __init__(self, parser: Any, book: Book) -> None:
        super().__init__(parser)
        self.book = book

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether this block is the place of a simulation."""
        return block.startswith("<book-simulation ")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put the place, its still picture and its caption."""
        block = blocks.pop(0)
        match = self.PATTERN.fullmatch(block.strip())
        spec = self.book.simulations.get(match[1]) if match else None
        if not match or spec is None:
            known = ", ".join(self.book.simulations) or "none"
            self.book.problem(
                block.splitlines()[0],
                f'a simulation is <book-simulation name="…">caption</book-simulation>; there are: {known}',
            )
            return
        self.book.simulated.setdefault(match[1], []).append(self.book.at)
        figure = etree.SubElement(parent, "figure", {"class": "simulation", "id": match[1]})
        figure.text = self.parser.md.htmlStash.store(simulations.place(spec, self.book.root))
        etree.SubElement(figure, "figcaption").text = " ".join(match[2].split())


class PredictBlock(BlockProcessor):
    """`<predict-first program="…" answer="…">`, a question and a loose list; the program's output gives the verdicts.

    The first paragraph of an item is a choice; the one whose line in the output contains `answer` is right.
    """

    PATTERN = re.compile(r'<predict-first program="([^"]*)" answer="([^"]*)">')

    def __init__(self, parser: Any, book: Book) -> None:
        super().__init__(parser)
        self.book = book

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether this block opens a question."""
        return block.startswith("<predict-first ")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Turn the list's items into folds, each with a verdict from the program's output."""
        opening = blocks.pop(0).strip()
        match = self.PATTERN.fullmatch(opening)
        inner: list[str] = []
        while blocks and "</predict-first>" not in blocks[0]:
            inner.append(blocks.pop(0))
        if not match or not blocks:
            self.book.problem(
                opening, 'a question is <predict-first program="…" answer="…">, text, list, </predict-first>'
            )
            return
        blocks.pop(0)
        program, answer = match.groups()
        question = re.sub(r"[`$\\*]", "", inner[0] if inner else "").strip()
        label = f"Predict first: {' '.join(question.split())}"  # each of several on a page is a landmark of its own
        box = etree.SubElement(parent, "section", {"class": "predict", "aria-label": label})
        etree.SubElement(box, "p", {"class": "level"}).text = "Predict first, then open your answer"
        self.parser.parseBlocks(box, inner)
        choices = box.find("ol")
        rows = self.book.output(program, opening)
        if choices is None:
            self.book.problem(opening, "the question has no numbered list of choices")
            return
        box.remove(choices)
        verdicts = [self.choice(box, item, rows, answer, program, opening) for item in choices]
        if verdicts.count(True) != 1:
            self.book.problem(opening, f"{verdicts.count(True)} choices have an output line with {answer!r}; want one")

    def choice(
        self, box: etree.Element, item: etree.Element, rows: list[str], answer: str, name: str, opening: str
    ) -> bool:
        """Add one choice as a fold of the question `name`; return whether it is the right one."""
        label, *feedback = list(item)
        plain = re.sub(r"[`$\\*]", "", label.text or "").strip()
        row = next((row.strip() for row in rows if row.strip().startswith(plain)), None)
        if row is None:
            self.book.problem(opening, f"the choice {plain!r} begins no line of the program's output")
            return False
        right = answer in row
        fold = etree.SubElement(box, "details", {"class": "choice", "name": f"predict-{name}"})
        summary = etree.SubElement(fold, "summary")
        summary.text = label.text
        verdict = etree.SubElement(fold, "p", {"class": "verdict right" if right else "verdict"})
        verdict.text = "Yes. " if right else "No. "
        verdict.text += "The program below prints: "
        etree.SubElement(verdict, "code").text = re.sub(r"\s+", " ", row)
        fold.extend(feedback)
        return right


class DrawnBlock(BlockProcessor):
    """`<concept-map></concept-map>`, `<book-contents></book-contents>`: what the build draws from the whole book."""

    PATTERN = re.compile(r"<(concept-map|book-contents)></\1>")

    def __init__(self, parser: Any, book: Book) -> None:
        super().__init__(parser)
        self.book = book

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether this block is such a place."""
        return self.PATTERN.fullmatch(block.strip()) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put the place; what is drawn comes as HTML."""
        name = blocks.pop(0).strip()[1:].partition(">")[0]
        etree.SubElement(parent, "div").text = self.parser.md.htmlStash.store(self.book.drawn[name](self.book.at))


class SeeLink(InlineProcessor):
    """`[see it](sim:descent?rate=0.08 "goes round for ever")`: opens a simulation; the title is what will be seen.

    It leads to the simulation on the same page, or else to the simulation's own page.
    """

    def __init__(self, book: Book, md: Markdown) -> None:
        super().__init__(r"\[([^\]]+)\]\(sim:([\w-]+)\?([^)\s]*)(?:\s+\"([^\"]+)\")?\)", md)
        self.book = book

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802
        """Return the link; report a simulation, a setting or a value that there is not."""
        text, name, query, title = m.groups()
        for problem in simulations.problems(self.book.simulations, name, query):
            self.book.problem(f"sim:{name}?{query}", problem)
        if not title:
            self.book.problem(
                f"sim:{name}?{query}", 'a link to a simulation says what will be seen: (sim:name?state "words")'
            )
        here = self.book.files.get_file_from_path(self.book.at)
        away = get_relative_url(f"simulations/{name}/", here.url) if here else ""
        address = "" if self.book.at in self.book.simulated.get(name, []) else away
        link = etree.Element("a", {"class": "see", "href": f"{address}#{name}?{query}", "title": f"Shows: {title}"})
        link.text = text
        return self.md.htmlStash.store(etree.tostring(link, encoding="unicode")), m.start(0), m.end(0)


class ClaimMark(InlineProcessor):
    """`[✓](claim:chapter/word)`: a check mark that links the sentence before it to its test."""

    def __init__(self, book: Book) -> None:
        super().__init__(r"\[✓\]\(claim:([^)\s]*)\)")
        self.book = book

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # noqa: N802
        """Return the mark, or nothing where no test has this id."""
        claim = self.book.claim(m[1], m[0])
        if claim is None:
            return None, None, None
        mark = etree.Element(
            "a", {"class": "claim", "id": claim.anchor, "href": f"/reference/claims.md#{claim.anchor}"}
        )
        mark.set("title", f"Tested: {claim.statement}")
        mark.set("aria-label", f"Tested claim: {claim.statement}")
        mark.text = "✓"
        return mark, m.start(0), m.end(0)


def mathml(tex: str, display: bool) -> etree.Element:
    """Return the MathML of a formula, without the space that WebKit gives to a lone operator in a script, as in w*."""
    text = TEX.convert_with_local_state(tex, displaystyle=display)
    formula = etree.fromstring(NAMED.sub(lambda name: html.unescape(name[0]), text))
    for element in formula.iter():
        for script in list(element)[1:] if element.tag in SCRIPTS else []:
            if script.tag == "mo":
                script.attrib.update({"lspace": "0", "rspace": "0"})
    return formula


def characters(formula: etree.Element) -> set[str]:
    """Return the characters that a formula is drawn with: its text, italics for single letters, and the root."""
    drawn = set("".join(formula.itertext()))
    for element in formula.iter():
        if element.tag in ("msqrt", "mroot"):
            drawn.add("√")
        elif element.tag == "mi" and not element.attrib:
            drawn.update(ITALIC.get(element.text or "", ""))
    return drawn


class Formulas(Treeprocessor):
    """Replaces the TeX that pymdownx.arithmatex found by MathML."""

    def __init__(self, md: Markdown, book: Book) -> None:
        super().__init__(md)
        self.book = book

    def run(self, root: etree.Element) -> None:
        """Convert each formula; one that does not parse stays as it is and is reported."""
        for element in root.iter():
            if element.get("class") != "arithmatex" or not element.text:
                continue
            tex = html.unescape(element.text[2:-2])
            lines = [f"${tex}$"] if element.tag != "div" else [line for line in tex.splitlines() if line.strip()]
            try:
                formula = mathml(tex, display=element.tag == "div")
            except LatexError as error:
                self.book.problem(lines[0], f"the formula {tex.strip()!r} does not parse: {error}")
                continue
            self.book.math_characters.update(characters(formula))
            if element.tag == "div":  # a wide formula scrolls, so the keyboard must reach it
                element.attrib.update({"tabindex": "0", "role": "group", "aria-label": "Formula"})
            element.text = self.md.htmlStash.store(etree.tostring(formula, encoding="unicode"))


class Citations(Treeprocessor):
    """Gives the first citation of each source on a page an id, to which the bibliography leads back."""

    def run(self, root: etree.Element) -> None:
        """Walk the page's links."""
        seen = set()
        for link in root.iter("a"):
            _, mark, anchor = link.get("href", "").partition("bibliography.md#")
            if mark and anchor not in seen:
                seen.add(anchor)
                link.set("id", f"cite-{anchor}")


class Terms(Treeprocessor):
    """Links the first occurrence of each glossary term on a page, with the definition as its title.

    A concept leads to the section that teaches it, on that page itself and for all other terms to the glossary.
    """

    def __init__(self, md: Markdown, book: Book) -> None:
        super().__init__(md)
        self.book = book

    def run(self, root: etree.Element) -> None:
        """Walk the page."""
        if not self.book.terms or self.book.at in [f"reference/{name}.md" for name in LISTS]:
            return
        names = sorted(self.book.terms, key=len, reverse=True)
        self.pattern = re.compile(rf"\b({'|'.join(map(re.escape, names))})(e?s)?\b", re.IGNORECASE)
        self.seen: set[str] = set()
        for element in list(root):
            self.walk(element)

    def walk(self, element: etree.Element) -> None:
        """Link the terms in an element's text, and in what follows each of its children."""
        if element.tag in UNTOUCHED or element.get("class") in ("arithmatex", "highlight"):
            return
        for child in list(element):
            self.walk(child)
            self.link(child.tail, partial(setattr, child, "tail"), element, child)
        self.link(element.text, partial(setattr, element, "text"), element, None)

    def link(
        self, text: str | None, keep: Callable[[str], None], parent: etree.Element, after: etree.Element | None
    ) -> None:
        """Put a link for each new term of `text`, which stands in `parent` behind `after`."""
        last: etree.Element | None = None
        start = 0
        at = list(parent).index(after) + 1 if after is not None else 0
        for match in self.pattern.finditer(text or ""):
            term = match[1].lower()
            if term in self.seen:
                continue
            self.seen.add(term)
            slug, definition = self.book.terms[term]
            page, anchor, _ = self.book.taught.get(term, ("", "", ""))
            place = f"/{page}#{anchor}" if page and page != self.book.at else f"/reference/glossary.md#{slug}"
            link = etree.Element("a", {"class": "term", "href": place, "title": definition})
            link.text = match[0]
            before = (text or "")[start : match.start()]
            if last is None:
                keep(before)
            else:
                last.tail = before
            parent.insert(at, link)
            last, start, at = link, match.end(), at + 1
        if last is not None:
            last.tail = (text or "")[start:]
