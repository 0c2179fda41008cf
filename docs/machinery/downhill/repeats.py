"""Repeats: what one page has explained, another links to and does not say again.

Twelve words in a row are no chance. Captions, tables, programs and the reference pages, which define and sum up, may
say what a chapter says; and each lab says by itself how it is run, for it is taken along alone.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from downhill.order import uncoded
from downhill.page import Page, Problem
from downhill.prose import Inline

if TYPE_CHECKING:
    from downhill.book import Book

LONG = 12  # words in a row that two pages may not share
MAY = "reference/"
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def problems(book: "Book") -> Iterator[Problem]:
    """Yield each paragraph that says at length what an earlier page of the navigation says, with the words."""
    first: dict[tuple[str, ...], tuple[Page, Inline]] = {}
    for page in [each for each in book.written if not each.path.startswith(MAY)]:
        for inline in [each for each in page.inlines if each.kind == "paragraph" and not each.element[0]]:
            words = WORD.findall(uncoded(inline).lower())
            runs = [tuple(words[start : start + LONG]) for start in range(len(words) - LONG + 1)]
            other = next((run for run in runs if run in first and not may_share(page, first[run][0])), None)
            if other:
                place = f"docs/{first[other][0].path}:{first[other][0].line(first[other][1].line)}"
                text = f"{' '.join(other)!r} stands in {place} too: link there"
                yield Problem(f"docs/{page.path}", page.line(inline.line), text)
            for run in runs:
                first.setdefault(run, (page, inline))


def may_share(page: Page, other: Page) -> bool:
    """Say whether two pages may share their words: one page with itself, and labs."""
    return page.path == other.path or {page.path.split("/")[0], other.path.split("/")[0]} == {"labs"}
