"""How to cite a page: a BibTeX entry beside it, of the edition that is built."""

import re

from downhill.book import Book
from downhill.metadata import AUTHORS
from downhill.page import Page
from downhill.site import address_of


def in_tex(text: str) -> str:
    """Return a text with what TeX would take for its own signs written so that it prints them."""
    return re.sub(r"[&%$#_{}]", r"\\\g<0>", text)


def bibtex(book: Book, page: Page) -> str:
    """Return how to cite a page, or with the home page the book, as an entry whose key no other page has.

    The title is the page's heading, as readers see it. The year is that of the edition; without an edition there is
    none. Source: the entry types of BibTeX's manual, and the field `url` of BibLaTeX, which BibTeX's styles pass over.
    """
    whole = page.path == "index.md"
    title = book.site.name if whole else page.title
    year = re.match(r"\d{4}", book.edition)
    fields = {
        "author": f"{{{AUTHORS}}}",
        "title": f"{{{in_tex(title)}}}",
        **({} if whole else {"booktitle": in_tex(book.site.name)}),
        **({"year": year[0]} if year else {}),
        **({"note": f"Build {in_tex(book.edition)}"} if book.edition else {}),
        "url": book.site.address + address_of(page.path),
    }
    key = "-".join([book.site.name.lower(), *address_of(page.path).strip("/").split("/")]).rstrip("-")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{'misc' if whole else 'incollection'}{{{key},", *lines, "}"]) + "\n"
