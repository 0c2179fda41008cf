"""What the book adds to Markdown: figures, predict-first questions, formulas, claims and terms of the glossary.

A Python-Markdown extension, made for one page of a book; it works wherever Python-Markdown does. What is wrong with
a page `downhill.problems` tells; here what cannot be shown is left as it was written.
"""

import html
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any
from xml.etree import ElementTree as etree  # noqa: N813, the name that Python-Markdown uses

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from downhill import claims, head, listing, live, reference, senses, simulations, stills, ties
from downhill.book import Book, Figure
from downhill.drawn import DRAWN
from downhill.export.notebook import name_of, projects
from downhill.formulas import FormulaError, mathml
from downhill.page import Page, Question
from downhill.prose import ALONG, opening
from downhill.site import beside, figure_id, id_of, is_chapter, led_to, relative

# Reference pages without explained terms
LISTS = tuple(
    f"reference/{name}"
    for name in ("glossary", "bibliography", "programs", "functions", "claims", "refuted", "concepts")
)
PHONE = 481  # pixels: on a window so wide the text, less its margins, is as wide as figure-look.js calls narrow
HEADS = {"predict": "Predict first", "check": "Check yourself"}  # what stands over a question
UNTOUCHED = {"a", "code", "pre", "summary", "button", "h1", "h2", "h3", "h4", "h5", "h6"}


class BookExtension(Extension):
    """All of it, for one page of a book."""

    def __init__(self, book: Book, page: Page) -> None:
        """Keep book and page; a page that the book does not have gets no figures of its own, but is shown."""
        super().__init__()
        self.book, self.page = book, page

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register its parts."""
        for other in md.registeredExtensions:
            if hasattr(other, "get_pymdownx_highlighter"):
                highlighter = partial(listing.Highlighter, self.book.root / ".cache" / "listings")
                other.get_pymdownx_highlighter = partial(lambda made: made, highlighter)
        blocks = {"figure-plot": FigureBlock, "book-simulation": SimulationBlock, "predict-first": PredictBlock}
        for name, processor in {**blocks, "drawn": DrawnBlock}.items():
            md.parser.blockprocessors.register(processor(md.parser, self.book, self.page), name, 76)
        # Listings and terms come after lists of attributes, and ids before MkDocs looks for them; all from sights on
        # come after it has looked at the links
        trees = {"formulas": (Formulas, 15), "claims": (Claims, 7), "citations": (Citations, 7), "terms": (Terms, 6)}
        trees |= {"changes": (Changes, 7), "along": (Along, 7)}
        late = {"sights": (Sights, -1), "tools": (Tools, -2), "levels": (Levels, -3)}
        for name, (tree, priority) in {**trees, "listings": (Listings, 6.5), **late}.items():
            md.treeprocessors.register(tree(md, self.book, self.page), name, priority)


def makeExtension(book: Book, page: Page) -> BookExtension:  # noqa: N802, the name that Python-Markdown looks for
    """Return the extension, as Python-Markdown asks for it by the name of this module."""
    return BookExtension(book, page)


class Block(BlockProcessor):
    """A paragraph that is an element of the book's own, with `<name` at its start."""

    name = ""

    def __init__(self, parser: Any, book: Book, page: Page) -> None:
        super().__init__(parser)
        self.book, self.page = book, page

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether this block opens such an element, and one that is whole."""
        return block.startswith(f"<{self.name} ") and block.rstrip().endswith(f"</{self.name}>")

    def inside(self, block: str) -> tuple[dict[str, str], str]:
        """Return the attributes of an element, and the words between its tags."""
        tag, _, rest = block.strip().partition(">")
        return opening(f"{tag}>")[1], " ".join(rest.removesuffix(f"</{self.name}>").split())


class FigureBlock(Block):
    """`<figure-plot program="chapter/program">Caption.</figure-plot>`: the program's figure, drawn by the browser."""

    name = "figure-plot"

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put the figure's place, caption and data link."""
        attributes, caption = self.inside(blocks.pop(0))
        program = attributes.get("program", "")
        drawn = self.book.figures.get(program)
        if not drawn:
            return
        number, anchor = [each.placed for each in self.page.figures].index(program) + 1, figure_id(program)
        figure = etree.SubElement(parent, "figure", {"class": "plot", "id": anchor})
        style = f"--height:{drawn.height}px" + (f";--low:{drawn.low}px" if drawn.low < drawn.height else "")
        place = etree.SubElement(figure, "figure-plot", {"program": program, "style": style})
        stem = beside(drawn.stem, self.page.path)
        files = {"JSON": f"{stem}.json", "CSV": f"{stem}.csv"}
        if program in self.book.stills:
            self.still(place, drawn, number)
            files = {"SVG": f"{stem}.svg", **files}
        text = etree.SubElement(figure, "figcaption")
        etree.SubElement(text, "a", {"class": "figure-number", "href": f"#{anchor}"}).text = f"Figure {number}"
        for kind, address in files.items():
            text[-1].tail = "\u00a0" if len(text) > 1 else f" {caption} "  # the links stay on one line
            name = {"JSON": "figure-data", "CSV": "figure-table", "SVG": "figure-svg"}[kind]
            about = {"class": f"figure-file {name}", "download": "", "data-search-exclude": ""}
            link = etree.SubElement(text, "a", {"href": address, **about})
            link.set("aria-label", f"{kind} of figure {number}")
            link.text = kind

    def still(self, place: etree.Element, drawn: Figure, number: int) -> None:
        """Put what the build drew; the caption says what is seen."""
        picture, height = etree.SubElement(place, "picture"), str(drawn.height)
        narrow = relative(f"{drawn.stem}.narrow.svg", self.page.path)  # MkDocs knows no srcset
        source = {"media": f"(max-width: {PHONE}px)", "srcset": narrow, "width": str(stills.NARROW)}
        etree.SubElement(picture, "source", source | {"height": str(drawn.low)})
        image = {"src": beside(f"{drawn.stem}.svg", self.page.path), "width": str(stills.WIDE), "height": height}
        image["alt"] = f"Figure {number}"
        etree.SubElement(picture, "img", image | {"loading": "lazy", "decoding": "async"})


class SimulationBlock(Block):
    """`<book-simulation name="descent" state="rate=0.03">Caption.</book-simulation>`: the place of a simulation.

    What follows "Try:" in the caption, as links to its states, becomes buttons below its picture. `main="rate"` names
    the controls that stand below the picture here, where the page has no words yet for those of the specification;
    `plain` leaves out what the page has not taught, and puts the caption, which says what to do, above the box.
    """

    name = "book-simulation"

    def __init__(self, parser: Any, book: Book, page: Page) -> None:
        super().__init__(parser, book, page)
        self.names: list[str] = []  # those before it on the page

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put the place, its still picture and its caption."""
        attributes, caption = self.inside(blocks.pop(0))
        name = attributes.get("name", "")
        spec = self.book.simulations.get(name)
        if not spec:
            return
        self.names.append(name)
        anchor = simulations.places(self.names)[-1]
        caption, *tries = simulations.TRY.split(caption, maxsplit=1)
        figure = etree.SubElement(parent, "figure", {"class": "simulation", "id": anchor})
        spec = simulations.as_placed(spec, attributes)
        placed = simulations.place(spec, self.book.root, anchor, attributes.get("state", ""), "".join(tries))
        told, box = etree.SubElement(figure, "figcaption"), self.parser.md.htmlStash.store(placed)
        told.text = caption
        if "plain" in attributes:
            told.tail = box
        else:
            figure.text = box


class PredictBlock(Block):
    """`<predict-first program="…" answer="…">`, a question and a loose list; the program's output gives the verdicts.

    The first paragraph of an item is a choice; the one whose line in the output contains `answer` is right. A
    `<check-question name="…" right="2">` has no program, and says itself which choice is right.
    """

    name = "predict-first"

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether this block opens a question or ends one."""
        return block.startswith(("<predict-first ", "</predict-first>", "<check-question ", "</check-question>"))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Begin a question, or end it: what came between is parsed as usual, for a fold hands out block by block."""
        block = blocks.pop(0).strip()
        if block.startswith("</"):
            self.end(parent)
        else:
            attributes = opening(block)[1]
            self.begin(parent, attributes.get("program") or attributes.get("name", ""))

    def begin(self, parent: etree.Element, key: str) -> None:
        """Put the box of a question, with its head."""
        question = self.question(key)
        if question is None:
            return
        box = etree.SubElement(parent, "section", {"class": "predict", "data-question": key})
        words = question.asked[0].words if question.asked else ""
        title = HEADS[question.kind]
        # each of several on a page is a landmark of its own
        box.set("aria-label", " ".join(f"{title}: {words.replace('$', '').replace(chr(92), '')}".split()))
        box.set("id", question.anchor)
        first = etree.SubElement(box, "p", {"class": "level", "data-search-exclude": ""})
        link = etree.SubElement(first, "a", {"href": f"#{question.anchor}", "class": "here"})
        link.text = title
        etree.SubElement(first, "span", {"class": "then"}).text = ", then open your answer"
        if question.shows:
            box.set("data-shows", id_of(question.shows, question.program))
        if question.given:  # seen in a frame of another page
            kept = etree.SubElement(box, "template", {"class": "given"})
            etree.SubElement(kept, "p", {"class": "given"}).text = question.given.source

    def end(self, parent: etree.Element) -> None:
        """Take what follows the last box into it, and turn the list's items into folds with their verdicts."""
        children = [*parent]
        box = next((each for each in reversed(children) if "data-question" in each.attrib), None)
        if box is None:
            return
        question = self.question(box.attrib.pop("data-question"))
        for each in children[children.index(box) + 1 :]:
            parent.remove(each)
            box.append(each)
        choices = box.find("ol")
        if choices is None or question is None:
            return
        box.remove(choices)
        for item, choice in zip(choices, question.choices, strict=False):
            row = self.book.verdict(question, choice)
            if (question.name or row is not None) and len(item):
                name = f"{question.kind}-{question.key}"
                fold = etree.SubElement(box, "details", {"class": "choice", "name": name})
                self.choice(fold, item, row, self.book.right(question, choice))
        if question.program:
            waits = " ".join(question.waits)  # what the script of this element keeps out of sight until then
            etree.SubElement(box, "first-guess", {"waits": waits})

    def question(self, key: str) -> Question | None:
        """Return the page's question about a program, or the one with a name."""
        return next((each for each in self.page.questions if each.key == key), None)

    def choice(self, fold: etree.Element, item: etree.Element, row: str | None, right: bool) -> None:
        """Fill the fold of one choice; `row` is what a program prints of it."""
        label, *feedback = list(item)
        summary = etree.SubElement(fold, "summary")
        summary.text = label.text
        # a search gives no answer away
        about = {"class": "verdict right" if right else "verdict", "data-search-exclude": ""}
        verdict = etree.SubElement(fold, "p", about)
        verdict.text = "Yes." if right else "No."
        if row is not None:
            verdict.text += " The program prints: "
            etree.SubElement(verdict, "code").text = " ".join(row.split())
        fold.extend(feedback)


class DrawnBlock(Block):
    """`<concept-map></concept-map>` and the other places of `DRAWN`: what the build draws."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether this block is such a place."""
        return block.strip() in DRAWN

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put the place; what is drawn comes as HTML."""
        drawn = DRAWN[blocks.pop(0).strip()](self.book, self.page.path)
        etree.SubElement(parent, "div").text = self.parser.md.htmlStash.store(drawn)


class Tree(Treeprocessor):
    """What changes the tree of a page."""

    def __init__(self, md: Markdown, book: Book, page: Page) -> None:
        super().__init__(md)
        self.book, self.page = book, page


class Listings(Tree):
    """Puts programs and outputs into shape, offers the choice of their lines, and gives exercises an address."""

    def run(self, root: etree.Element) -> None:
        """Dress the blocks of code that were set aside, and arrange the places where they stand."""
        programs = dict(self.dress())
        taken: set[str] = set()
        for parent in [*root.iter()]:
            parent[:] = listing.arranged(parent, programs, taken, self.book.needs)
        folds = sum('class="rest"' in block for block in self.md.htmlStash.rawHtmlBlocks if isinstance(block, str))
        place = next((place for place, element in enumerate(root, 1) if element.tag == "h1"), 0)
        if programs:
            root.insert(place, etree.Element("run-programs"))
        if folds:
            root.insert(place, etree.Element("program-lines", {} if folds > 1 else {"hidden": ""}))
        head.number_exercises(root)

    def dress(self) -> Iterator[tuple[str, str]]:
        """Dress each titled block, and yield its number with the name of its program, or with `output`."""
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(stash):
            title = listing.TITLE.match(block) if isinstance(block, str) else None
            if not title:
                continue
            if title["name"] in self.book.runs:
                program = title["name"].removesuffix(".py")
                file = relative(f"programs/{title['name']}", self.page.path)
                stash[number] = listing.dressed(block, id_of("program", program), file)
                yield str(number), program
            elif title["language"] == "text":
                stash[number] = listing.printed(block)
                yield str(number), "output"
            else:
                stash[number] = listing.dressed(block)


class Along(Tree):
    """Keeps out of the search what a page says only where it is taken along, for it is not seen on the screen."""

    def run(self, root: etree.Element) -> None:
        """Change what was set aside."""
        tag, stash = f"<{ALONG}>", self.md.htmlStash.rawHtmlBlocks
        stash[:] = [f"<{ALONG} data-search-exclude>" if block == tag else block for block in stash]


class Claims(Tree):
    """Makes of `[✓](claim:chapter/word)` a check mark that links the sentence before it to its test."""

    def run(self, root: etree.Element) -> None:
        """Walk the page's links."""
        for link in root.iter("a"):
            claim = self.book.claims.get(link.get("href", "").removeprefix("claim:"))
            if claim and link.get("href", "").startswith("claim:"):
                place = beside(self.book.listed[self.book.claimed[claim.id]], self.page.path)
                link.attrib.update({"class": "claim", "id": claim.anchor, "href": f"{place}#{claim.anchor}"})
                link.set("data-told", claims.plain(claim.statement))
                link.set("aria-label", "Tested claim")  # what it says may answer a question further down
        ties.tie(root)


class Sights(Tree):
    """Makes of `[see it](sim:descent?rate=0.08 "goes round")` a link that opens a simulation in a state.

    It leads to the simulation on the same page, or else to its own; the title is what will be seen.
    """

    def run(self, root: etree.Element) -> None:
        """Walk the page's links, when MkDocs has gone over them: what stands behind the mark is no anchor."""
        for link in root.iter("a"):
            kind, _, state = link.get("href", "").partition(":")
            if kind == "sim":
                anchor = state.partition("?")[0]
                here = anchor in simulations.places([each.placed for each in self.page.simulations])
                own = simulations.own_page(self.book, simulations.named(anchor))
                place = "" if here else relative(own, self.page.path)
                shows = f"Shows: {link.get('title', '')}"
                link.attrib.update({"class": "see", "href": f"{place}#{state}", "title": shows})


class Changes(Tree):
    """Makes of `[what if?](run:chapter/program?was=1&now=2 "words")` a link to the program, which a script lets act."""

    def run(self, root: etree.Element) -> None:
        """Walk the page's links."""
        for link in root.iter("a"):
            if change := live.Change.read(link.get("href", ""), link.get("title", "")):
                told = {"data-was": change.was, "data-now": change.now, "data-prints": change.promise}
                place = f"#{id_of('program', change.program)}"
                link.attrib.update({"class": "what-if", "href": place, "data-program": change.program, **told})


class Formulas(Tree):
    """Replaces the TeX that pymdownx.arithmatex found by MathML."""

    def run(self, root: etree.Element) -> None:
        """Convert each formula; one that does not parse stays as it is."""
        for element in root.iter():
            if element.get("class") != "arithmatex" or not element.text:
                continue
            try:
                formula = mathml(html.unescape(element.text[2:-2]), element.tag == "div")
            except FormulaError:
                continue
            if element.tag == "div":  # a wide formula scrolls, so the keyboard must reach it
                element.attrib.update({"tabindex": "0", "role": "group", "aria-label": "Formula"})
            element.text = self.md.htmlStash.store(formula)


class Citations(Tree):
    """Gives the first citation of each source on a page an id, to which the bibliography leads back."""

    def run(self, root: etree.Element) -> None:
        """Walk the page's links."""
        seen = set()
        for link in root.iter("a"):
            _, mark, anchor = link.get("href", "").partition("bibliography.md#")
            if mark and anchor not in seen:
                seen.add(anchor)
                link.set("id", f"cite-{anchor}")


class Tools(Tree):
    """Puts what every chapter offers around its text: its head, notebooks of its projects, the reading mark."""

    def run(self, root: etree.Element) -> None:
        """Add to a chapter."""
        if not is_chapter(self.page.path):
            return
        offered = {project.anchor: project.name for project in projects(self.page)}
        solved = any(fold.get("class") in ("success", "tip") for fold in root.iter("details"))
        for place, element in reversed([*enumerate(root)]):
            if element.tag == "h1":
                root.insert(place + 1, head.head(self.book, self.page, f"{name_of(self.page)}.ipynb", solved))
            elif name := offered.get(element.get("id", "")):
                tools = etree.Element("p", {"class": "tools solved", "data-search-exclude": ""})
                etree.SubElement(tools, "a", {"href": f"{name}.ipynb", "download": ""}).text = "Download as notebook"
                root.insert(place + (1 if head.level_of(root[place + 1]) is None else 2), tools)  # below the level
        head.offer_lines(root)
        if moved := self.page.moved:
            places = etree.SubElement(root, "moved-sections", {"hidden": "", "data-search-exclude": ""})
            for anchor, link in moved.items():
                page, section = led_to(link, self.page.path)
                there = "" if page == self.page.path else relative(page, self.page.path)
                etree.SubElement(places, "a", {"id": anchor, "href": f"{there}#{section}"})
        etree.SubElement(root, "read-mark", {"page": self.page.path.rpartition(".")[0]})


class Levels(Tree):
    """Marks how deep each section goes, and wraps what a first reading folds."""

    def run(self, root: etree.Element) -> None:
        """Change a chapter, and the letters and names of every page."""
        ties.draw(root)
        if is_chapter(self.page.path):
            head.fold(root)


@cache
def any_of(terms: frozenset[str]) -> re.Pattern[str]:
    """Return an expression for words that are terms, the longest first; by letters, for there are hundreds."""
    letters: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda each: (-len(each), each)):
        letters.setdefault(term[0], []).append(re.escape(term[1:]))
    listed = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in letters.items())
    return re.compile(rf"\b({listed})(e?s)?\b", re.IGNORECASE)


class Terms(Tree):
    """Links the first occurrence of each glossary term on a page, with the definition that opens on it.

    A concept leads to the section that teaches it, on that page itself and for all other terms to the glossary.
    """

    def run(self, root: etree.Element) -> None:
        """Walk the page."""
        if not self.book.terms or self.page.path.startswith(LISTS):
            return
        self.pattern = any_of(frozenset(self.book.terms))
        self.seen: set[str] = set()
        self.senses = senses.read(self.book.pages.get(reference.GLOSSARY))
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
            entry, rule = self.book.terms[term], self.senses.get(term, {})
            known = entry.anchor in self.seen
            if known or not senses.meant(rule, self.page.path, text or "", match.start(), match.end()):
                continue
            self.seen.add(entry.anchor)
            taught = self.book.taught.get(entry.name)
            away = taught and taught.page != self.page.path
            page, anchor = (taught.page, taught.anchor) if taught and away else (reference.GLOSSARY, entry.anchor)
            place = f"{beside(page, self.page.path)}#{anchor}"
            link = etree.Element("a", {"class": "term", "href": place, "data-told": entry.definition})
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
