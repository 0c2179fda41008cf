"""What the theme's search finds on a page, kept: to read a page takes as long as to make one."""

import json
import sys
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from downhill.files import kept


def keep(index: Any, folder: Path) -> None:
    """Let the theme's index of the site read only pages that changed, and keep in `folder` what it finds on each."""
    read = index.add_entry_from_context

    def found(page: Any) -> str:
        """Return what there is to find on a page, as JSON."""
        before = len(index.entries)
        read(page)
        entries = index.entries[before:]
        del index.entries[before:]
        return json.dumps(entries)

    def add(page: Any) -> None:
        """Put into the index what there is to find on a page."""
        index.entries += json.loads(kept(folder, depends(page), partial(found, page)))

    index.add_entry_from_context = add


@cache
def read_by() -> tuple[str, ...]:
    """Return what reads pages: the versions of the theme and of Python, and this file."""
    return version("mkdocs-material"), sys.version, Path(__file__).read_text("utf-8")


def depends(page: Any) -> tuple[Any, ...]:
    """Return all that the entries of a page depend on: versions, its address and titles, its sections, and its text."""
    meta = {name: page.meta.get(name) for name in ("title", "tags", "search")}
    return *read_by(), page.url, str(page.title), meta, "".join(map(str, page.toc)), page.content
