"""Where a word of the glossary is meant as a term: everyday words are one in some phrases or on some pages only.

The front matter of the glossary says it, under `matched`, of a term: `in` these phrases only, `not in` those, on these
`pages` only. All other terms are matched wherever their words stand, and wherever the words stand that it says,
under `also`, to be other words for a term.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from downhill.page import Page, Problem

if TYPE_CHECKING:
    from downhill.book import Book

KINDS = ("in", "not in", "pages")


def read(glossary: Page | None) -> dict[str, dict[str, list[str]]]:
    """Return what the glossary says of terms that are everyday words too, by the term in small letters."""
    said: Any = glossary.meta.get("matched") if glossary else None
    return {str(term).lower(): rule for term, rule in (said or {}).items() if isinstance(rule, dict)}


def meant(rule: dict[str, list[str]], page: str, text: str, start: int, end: int) -> bool:
    """Say whether the word between two places of a text on a page is meant as the term that a rule is for."""
    if page not in rule.get("pages", [page]):
        return False
    if any(covers(phrase, text, start, end) for phrase in rule.get("not in", [])):
        return False
    return "in" not in rule or any(covers(phrase, text, start, end) for phrase in rule["in"])


def covers(phrase: str, text: str, start: int, end: int) -> bool:
    """Say whether a phrase stands in a text around certain places."""
    found = pattern(phrase).finditer(text)
    return any(each.start() <= start and end <= each.end() for each in found)


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """Return a phrase as an expression that lines may break."""
    words = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def problems(book: "Book", glossary: str) -> Iterator[Problem]:
    """Yield rules of the glossary for no term, of no kind, or with phrases and pages that the book does not have."""
    page = book.pages.get(glossary)
    texts = [inline.words for each in book.written if each.path != glossary for inline in each.inlines]
    if not page:
        return
    told = {heading.text.lower() for heading in page.headings}
    for word, term in (page.meta.get("also") or {}).items():
        if str(term).lower() not in told or str(word).lower() in told:
            text = f"{word!r} is to be another word for {term!r}, which is no term, or is a term itself"
            yield Problem(f"docs/{glossary}", page.meta_lines.get(f"  {word}", 1), text)
    for term, rule in read(page).items():
        line = page.meta_lines.get(f"  {term}", 1)
        if term not in book.terms:
            yield Problem(f"docs/{glossary}", line, f"{term!r} is matched in some senses, but is no term")
        for kind, said in rule.items():
            for each in said:
                if wrong := complaint(book, texts, term, kind, each):
                    yield Problem(f"docs/{glossary}", line, wrong)


def complaint(book: "Book", texts: list[str], term: str, kind: str, said: str) -> str:
    """Return what is wrong with one phrase or page of a rule, or nothing."""
    if kind not in KINDS:
        return f"{term!r} is matched in, not in, or on pages; not {kind!r}"
    if kind == "pages":
        return "" if said in book.pages else f"{term!r} is matched on docs/{said}, which is not there"
    if term not in said.lower():
        return f"{term!r} does not stand in {said!r}"
    there = any(pattern(said).search(text) for text in texts)
    return "" if there else f"{said!r}, by which {term!r} is told from an everyday word, stands on no page"
