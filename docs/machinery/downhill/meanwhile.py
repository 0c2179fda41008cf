"""What is done while the pages are made, on another core: look for what is wrong, write what stands beside them."""

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from downhill.book import Book
from downhill.export import write_beside
from downhill.page import Problem
from downhill.problems import problems


class Meanwhile:
    """A process that has all that a build knows when it begins; it writes only for a book with which nothing is wrong.

    `site` is the folder into which the pages are written.
    """

    def __init__(self, book: Book, site: Path) -> None:
        context = multiprocessing.get_context("fork")
        self.told, tells = context.Pipe(duplex=False)
        context.Process(target=work, args=(book, site, tells)).start()
        tells.close()
        self.found: list[Problem] | None = None

    def problems(self) -> list[Problem]:
        """Return what is wrong with the book, when that is known; raise EOFError where the process failed."""
        if self.found is None:
            self.found = self.told.recv()
        return self.found

    def written(self) -> bool:
        """Wait, and say whether all is written that was to be; if not, the process has said why."""
        try:
            return bool(self.problems() or self.told.recv())
        except EOFError:
            return False


def work(book: Book, site: Path, tells: Connection) -> None:
    """Tell what is wrong, then that all is written."""
    tells.send(found := problems(book))
    if not found:
        write_beside(book, site)
        tells.send(True)
