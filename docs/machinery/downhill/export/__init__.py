"""What the book is besides its pages: plain Markdown, notebooks, old addresses, and an archive to take along."""

from pathlib import Path

from downhill.book import Book
from downhill.export import formerly, notebook, twin
from downhill.files import write
from downhill.site import twin_of


def write_beside(book: Book, site: Path) -> None:
    """Write what stands beside the pages of a built site: their Markdown, notebooks, and what leads on to them."""
    for page in book.pages.values():
        write(site / twin_of(page.path), twin.twin(book, page))
        for address, leads in formerly.leading(book, page).items():
            write(site / address, leads)
    for page in book.chapters:
        for address, content in notebook.notebooks(book, page):
            write(site / address, content)
