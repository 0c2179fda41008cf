"""Nothing before its time: what a beginner reads uses only words and letters that the book has explained by then.

A term is explained where its concept is taught; one that is no concept, where a chapter first sets it in *italics*. An
earlier page may use it in its opening or a Foundation section only behind words in italics of its own that explain it,
or behind a link that leads to them. For letters the front matter of Notation says, under `from`, which page explains
them. And a paragraph has few numbers there.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from downhill import concepts, reading, reference, senses
from downhill.page import Page, Problem
from downhill.prose import Inline, plain
from downhill.site import is_chapter

if TYPE_CHECKING:
    from downhill.book import Book

NOTATION = "reference/notation.md"
BRIDGES = "bridges/"
MOST = 3  # numbers in a paragraph
SMALL = re.compile(r"\d|(1[6-9]|20)\d\d")  # a mean of 0, degree 1; and years
NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?")


def problems(book: "Book") -> Iterator[Problem]:
    """Yield what a page requires, says or writes before its time, by file and line."""
    ordered = book.site.order.keys() - {page.path for page in book.chapters if page.path.startswith(BRIDGES)}
    numbers = {page.path: number for number, page in enumerate(book.chapters) if page.path in ordered}
    if not concepts.circle(concepts.needs(book)):
        yield from of_requirements(book, numbers)
    terms, letters = explained(book), letters_of(book)
    for page in [page for page in book.chapters if page.path in numbers]:
        for line, text in (*of_terms(book, page, terms, numbers), *of_letters(page, letters, numbers)):
            yield Problem(f"docs/{page.path}", page.line(line), text)


def of_requirements(book: "Book", numbers: dict[str, int]) -> Iterator[Problem]:
    """Yield concepts that a chapter requires and a later one teaches."""
    for page in [page for page in book.chapters if page.path in numbers]:
        for concept in page.meta.get("requires") or []:
            taught = book.taught.get(str(concept).lower())
            if taught and numbers.get(taught.page, -1) > numbers[page.path]:
                text = f"requires {concept!r}, which docs/{taught.page} teaches, later in the navigation"
                yield Problem(f"docs/{page.path}", page.meta_lines.get("requires", 1), text)


def explained(book: "Book") -> dict[str, str]:
    """Return for each term, in small letters, the page that explains it; some are explained in the glossary alone."""
    found: dict[str, str] = {}
    for page in book.chapters:
        for concept in page.meta.get("concepts") or []:
            found.setdefault(str(concept).lower(), page.path)
    for page in book.chapters:
        for inline in page.inlines:
            for words in set_apart(inline, "em"):
                for term in book.terms.keys() & forms(words):
                    found.setdefault(term, page.path)
    return found


def forms(words: str) -> set[str]:
    """Return the terms that words in italics may be: as they stand, and without the end of a plural."""
    whole = " ".join(words.lower().split())
    return {whole, whole.removesuffix("s"), whole.removesuffix("es")}


def set_apart(inline: Inline, kind: str) -> Iterator[str]:
    """Yield the words in italics (`em`) of a run of prose, or those of its links (`link`)."""
    inside: list[str] | None = None
    for piece in inline.pieces:
        if piece.type == f"{kind}_open":
            inside = []
        elif piece.type == f"{kind}_close" and inside is not None:
            yield "".join(inside)
            inside = None
        elif inside is not None:
            inside.append(plain(piece))


def early(page: Page) -> Iterator[Inline]:
    """Yield what a first reading reads of a page: its opening and its Foundation sections."""
    levels = reading.levels(page)
    for inline in page.inlines:
        heading = page.heading(inline.line, 2)
        if heading is None or heading.level == 1 or levels.get(heading.anchor) == "Foundation":
            yield inline


@cache
def finder(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression that finds terms, the longest first, in the singular and the plural."""
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, terms))})(?:e?s)?(?![\w-])", re.IGNORECASE)


def of_terms(book: "Book", page: Page, terms: dict[str, str], numbers: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Yield each term that a page uses in what beginners read, though only a later page explains it, once."""
    rules = senses.read(book.pages.get(reference.GLOSSARY))
    later = {term: where for term, where in terms.items() if numbers.get(where, -1) > numbers[page.path]}
    if not later:
        return
    names = finder(tuple(sorted(later, key=len, reverse=True)))
    for inline in early(page):
        for said in (*set_apart(inline, "em"), *set_apart(inline, "link")):
            for term in {match[1].lower() for match in names.finditer(said)}:
                later.pop(term, None)
        for match in names.finditer(inline.words):
            term = match[1].lower()
            if term in later and senses.meant(rules.get(term, {}), page.path, inline.words, *match.span()):
                where = later.pop(term)
                yield inline.line, f"{match[0]!r} is explained in docs/{where}, later: say in *italics* what it is"


def letters_of(book: "Book") -> dict[str, str]:
    """Return the page that explains each letter, by how TeX writes the letter."""
    page = book.pages.get(NOTATION)
    return dict(page.meta.get("from") or {}) if page else {}


def of_letters(page: Page, letters: dict[str, str], numbers: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Yield each letter that a page writes in what beginners read, though only a later page explains it, once."""
    later = {letter: where for letter, where in letters.items() if numbers.get(where, -1) > numbers[page.path]}
    for inline in early(page):
        for formula in page.formulas:
            if inline.line <= formula.line <= inline.end:
                for letter in [each for each in later if re.search(rf"{re.escape(each)}(?![a-zA-Z])", formula.tex)]:
                    yield formula.line, f"the letter {letter} is explained in docs/{later.pop(letter)}, later"


def crowded(page: Page) -> Iterator[tuple[int, str]]:
    """Yield each paragraph of what beginners read that has many numbers.

    Formulas, code and captions may have them, and what is small or a year is no burden.
    """
    begins = is_chapter(page.path) and "Foundation" in reading.levels(page).values()
    for inline in early(page) if begins else ():
        if inline.kind == "paragraph" and not inline.element[0]:
            text = "".join(plain(piece) for piece in inline.pieces if piece.type != "code_inline")
            count = sum(not SMALL.fullmatch(each) for each in NUMBER.findall(text))
            if count > MOST:
                yield inline.line, f"{count} numbers in a paragraph of a first reading, where three are enough"
