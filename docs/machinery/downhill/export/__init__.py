"""What the book is besides its pages: their Markdown, notebooks, citations and old addresses, and an archive."""

from pathlib import Path

from downhill import variants
from downhill.book import Book
from downhill.export import bank, classroom, formerly, notebook, twin
from downhill.export.citation import bibtex
from downhill.files import write
from downhill.metadata import name_of
from downhill.site import address_of, twin_of


def write_beside(book: Book, site: Path) -> None:
    """Write what stands beside the pages: their Markdown, how to cite them, what leads on to them, their notebooks."""
    for page in book.pages.values():
        write(site / twin_of(page.path), twin.twin(book, page))
        name = name_of(book, page)
        write(site / address_of(page.path) / f"{name}.bib", bibtex(book, page))
        for address, leads in formerly.leading(book, page).items():
            write(site / address, leads)
    for address, content in variants.files(book.root):
        write(site / address, content)
    for address, questions in bank.files(book):
        write(site / address, questions)
    for page in book.chapters:
        for address, content in notebook.notebooks(book, page):
            write(site / address, content)
        made = [classroom.without_solutions(book, page)]
        made += [] if page.path in book.labs else [classroom.twin_without_solutions(book, page)]
        for address, content in made:
            write(site / address, content)
    write(site / classroom.ASSIGNMENTS, classroom.assignments(book))
