"""What the book is besides its pages: plain Markdown, notebooks, how to cite it, and an archive to take along."""

from pathlib import Path

from downhill.book import Book
from downhill.export import notebook, twin
from downhill.export.citation import bibtex
from downhill.files import write
from downhill.metadata import name_of
from downhill.site import address_of, twin_of


def write_beside(book: Book, site: Path) -> None:
    """Write what stands beside the pages of a built site: their Markdown, how to cite them, their notebooks."""
    for page in book.pages.values():
        write(site / twin_of(page.path), twin.twin(book, page))
        name = name_of(book, page)
        write(site / address_of(page.path) / f"{name}.bib", bibtex(book, page))
    for page in book.chapters:
        for address, content in notebook.notebooks(book, page):
            write(site / address, content)
