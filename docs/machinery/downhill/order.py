"""Nothing before its time: what a beginner reads uses only words and letters that the book has explained by then.

A term is explained where its concept is taught; one that is no concept, where a chapter first sets it in *italics*. An
earlier page may use it in its opening or a Foundation section only behind words of its own that explain it, in italics
or bold type, or behind a link that leads to them. For letters the front matter of Notation says, under `from`, which
page explains them. A paragraph has few numbers there, the programs of the first parts are short, and the first hour
is one. Bridges have no place in the order: whoever needs one, goes.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from downhill import concepts, projects, reading, reference, senses
from downhill.page import Page, Problem, line_of
from downhill.prose import Inline, plain
from downhill.site import is_chapter

if TYPE_CHECKING:
    from downhill.book import Book

NOTATION = "reference/notation.md"
BRIDGES = "bridges/"
MOST = 3  # numbers in a paragraph
WORDS = 1400  # of a page at a first reading
HOUR = "The first hour"  # the part that takes that, up to its lab, read and done, by the heads of its pages
MINUTES = 60
EASY = (HOUR, "Learning from data")  # the parts whose programs a beginner reads
LONG = 25  # lines of such a program; at most a quarter of them print
SMALL = re.compile(r"\d|(1[6-9]|20)\d\d")  # a mean of 0, degree 1; and years
NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?")


class Order:
    """What a book explains, page after page."""

    def __init__(self, book: "Book") -> None:
        """Keep the book, and its chapters in the order of the navigation."""
        self.book = book
        placed = [page for page in book.chapters if page.path in book.site.order]
        self.pages = [page for page in placed if not page.path.startswith(BRIDGES)]
        self.numbers = {page.path: number for number, page in enumerate(self.pages)}
        self.rules = senses.read(book.pages.get(reference.GLOSSARY))

    @cached_property
    def terms(self) -> dict[str, str]:
        """Return for each term, in small letters, the page that explains it; some only the glossary explains."""
        found: dict[str, str] = {}
        for page in self.book.chapters:
            for concept in page.meta.get("concepts") or []:
                found.setdefault(str(concept).lower(), page.path)
        for page in self.book.chapters:
            for inline in page.inlines:
                for words in set_apart(inline, "em"):
                    for term in self.book.terms.keys() & forms(words):
                        found.setdefault(term, page.path)
        return found

    @cached_property
    def letters(self) -> dict[str, str]:
        """Return the page that explains each letter, by how TeX writes the letter."""
        page = self.book.pages.get(NOTATION)
        return dict(page.meta.get("from") or {}) if page else {}

    def later(self, page: Page, places: dict[str, str]) -> dict[str, str]:
        """Return those of some things whose page comes behind this one."""
        here = self.numbers[page.path]
        return {each: where for each, where in places.items() if self.numbers.get(where, -1) > here}

    def used(self, page: Page, text: str, terms: Iterable[str]) -> Iterator[str]:
        """Yield those of some terms that a text on a page uses, as they stand there."""
        for match in finder(tuple(sorted(terms, key=len, reverse=True))).finditer(text):
            if senses.meant(self.rules.get(match[1].lower(), {}), page.path, text, *match.span()):
                yield match[0]


def problems(book: "Book") -> Iterator[Problem]:
    """Yield what a page requires, says or writes before its time, by file and line."""
    order = Order(book)
    circles = concepts.circle(concepts.needs(book))  # a problem of its own
    for page in order.pages:
        required = [] if circles else of_requirements(order, page)
        for line, text in (*of_terms(order, page), *of_letters(order, page), *of_programs(order, page)):
            yield Problem(f"docs/{page.path}", page.line(line), text)
        for text in required:
            yield Problem(f"docs/{page.path}", page.meta_lines.get("requires", 1), text)
    yield from of_the_hour(order.book)


def of_the_hour(book: "Book") -> Iterator[Problem]:
    """Yield that the first hour takes a beginner longer, by the minutes that the heads of its pages name."""
    entries = [entry for part in book.site.navigation if part.title == HOUR for entry in part.entries]
    pages = [book.pages[entry.path] for entry in entries if entry.path in book.pages]
    labs = [number for number, page in enumerate(pages, 1) if page.path in book.labs]
    pages = pages[: labs[0]] if labs else pages  # what stands behind it is for those who have a little longer
    minutes = {page.path: book.minutes[page.path, True] for page in pages}
    if sum(minutes.values()) > MINUTES:
        longest = max(minutes, key=minutes.__getitem__)
        text = f"{HOUR} takes {sum(minutes.values())} minutes to read and do, {minutes[longest]} of them docs/{longest}"
        yield Problem("mkdocs.yml", line_of((book.root / "mkdocs.yml").read_text("utf-8"), HOUR), text)


def of_requirements(order: Order, page: Page) -> Iterator[str]:
    """Yield concepts that a chapter requires and a later one teaches."""
    for concept in page.meta.get("requires") or []:
        taught = order.book.taught.get(str(concept).lower())
        if taught and order.numbers.get(taught.page, -1) > order.numbers[page.path]:
            yield f"requires {concept!r}, which docs/{taught.page} teaches, later in the navigation"


def of_terms(order: Order, page: Page) -> Iterator[tuple[int, str]]:
    """Yield each term that a page uses in what beginners read, though only a later page explains it, once."""
    later = order.later(page, order.terms)
    for inline in early(page):
        for term in explained(inline, later):
            del later[term]
        words = [*order.used(page, uncoded(inline), later)] if later else []
        for term in [each for each in later if any(finder((each,)).fullmatch(word) for word in words)]:
            word = next(each for each in words if finder((term,)).fullmatch(each))
            yield inline.line, f"{word!r} is explained in docs/{later.pop(term)}, later: say in *italics* what it is"


def explained(inline: Inline, terms: Iterable[str]) -> list[str]:
    """Return those of some terms that a run of prose explains, or whose explanation it links to."""
    said = [said for kind in ("em", "strong", "link") for said in set_apart(inline, kind)]
    return [term for term in terms if any(finder((term,)).search(each) for each in said)]


def of_letters(order: Order, page: Page) -> Iterator[tuple[int, str]]:
    """Yield each letter that a page writes in what beginners read, though only a later page explains it, once."""
    later = order.later(page, order.letters)
    for inline in early(page):
        for formula in page.formulas:
            if inline.line <= formula.line <= inline.end:
                for letter in [each for each in later if re.search(rf"{re.escape(each)}(?![a-zA-Z])", formula.tex)]:
                    yield formula.line, f"the letter {letter} is explained in docs/{later.pop(letter)}, later"


def of_programs(order: Order, page: Page) -> Iterator[tuple[int, str]]:
    """Yield the programs of the first parts that are too long for a beginner, or print too much.

    Those in folds and in sections for later aside; of a project's starter the reader needs the part to write alone.
    """
    site, levels = order.book.site, reading.levels(page)
    easy = {entry.path for part in site.navigation if part.title in EASY for entry in part.entries}
    shown = [block for block in page.programs if not (block.fold or block.include.endswith(projects.TAIL))]
    for block in shown if page.path in easy else ():
        path = order.book.root / "snippets" / block.include
        lines = path.read_text("utf-8").splitlines() if is_early(page, levels, block.line) and path.is_file() else []
        prints = sum("print(" in line for line in lines)
        if len(lines) > LONG or 4 * prints > sum(bool(line.strip()) for line in lines):
            yield (
                block.line,
                f"{block.include} has {len(lines)} lines, {prints} of which print: too many for a beginner",
            )


def crowded(page: Page) -> Iterator[tuple[int, str]]:
    """Yield each paragraph of what beginners read that has many numbers.

    Formulas, code and captions may have them, and what is small or a year is no burden.
    """
    begins = is_chapter(page.path) and "Foundation" in reading.levels(page).values()
    for inline in early(page) if begins else ():
        if inline.kind == "paragraph" and not inline.element[0]:
            count = sum(not SMALL.fullmatch(each) for each in NUMBER.findall(uncoded(inline)))
            if count > MOST:
                yield inline.line, f"{count} numbers in a paragraph of a first reading, where three are enough"


def wordy(page: Page) -> Iterator[tuple[int, str]]:
    """Yield a page that has more words at a first reading than one idea needs."""
    paragraphs = [inline for inline in early(page) if inline.kind == "paragraph"] if is_chapter(page.path) else []
    count = sum(len(uncoded(inline).split()) for inline in paragraphs)
    if count > WORDS:
        yield 1, f"{count} words at a first reading, where {WORDS} are enough: a page has one idea"


def early(page: Page) -> Iterator[Inline]:
    """Yield what a first reading reads of a page: its opening and its Foundation sections, folds aside."""
    levels = reading.levels(page)
    folded = {inline for block in page.blocks if block.fold for inline in block.inlines}
    folded |= {told for question in page.questions for choice in question.choices for told in choice.told}
    for inline in [each for each in page.inlines if each not in folded]:
        if is_early(page, levels, inline.line):
            yield inline


def is_early(page: Page, levels: dict[str, str], line: int) -> bool:
    """Say whether a line stands in the opening of a page or in a Foundation section; `levels` are those of sections."""
    heading = page.heading(line, 2)
    return heading is None or heading.level == 1 or levels.get(heading.anchor) == "Foundation"


def forms(words: str) -> set[str]:
    """Return the terms that words in italics may be: as they stand, and without the end of a plural."""
    whole = " ".join(words.lower().split())
    return {whole, whole.removesuffix("s"), whole.removesuffix("es")}


def set_apart(inline: Inline, kind: str) -> Iterator[str]:
    """Yield the words in italics (`em`) of a run of prose, those in bold type (`strong`), or of its links (`link`)."""
    inside: list[str] | None = None
    for piece in inline.pieces:
        if piece.type == f"{kind}_open":
            inside = []
        elif piece.type == f"{kind}_close" and inside is not None:
            yield "".join(inside)
            inside = None
        elif inside is not None:
            inside.append(plain(piece))


def uncoded(inline: Inline) -> str:
    """Return the words of a run of prose without its formulas and its code."""
    return "".join(plain(piece) for piece in inline.pieces if piece.type != "code_inline")


@cache
def finder(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression that finds terms, the longest first, in the singular and the plural."""
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, terms))})(?:e?s)?(?![\w-])", re.IGNORECASE)
