"""What builds the book *Downhill*, and says what is wrong with it.

    program → run → figure → page → test

`Book.read(root, site)` reads everything once: it runs the programs, executes the labs and parses the pages.
`problems(book)` is the one list of what is wrong. `downhill.markdown` turns a page into HTML, wherever Python-Markdown
does; `downhill.export` makes what stands beside the pages. MkDocs is an adapter, `hooks.py` beside this package.
"""

from downhill.book import Book
from downhill.page import Problem
from downhill.problems import problems
from downhill.site import Site

__all__ = ["Book", "Problem", "Site", "problems"]
