"""Zensical as a second adapter, held against what is published: `python -m tests.zensical`, or `make zensical`.

It builds a copy of the book in plain Markdown: it knows no hooks, no generated files and no notebooks, so what MkDocs
is handed in memory is written into the copy. Zensical is installed apart; mkdocs-material stays what publishes.
"""

import os
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import plotly
import yaml
from downhill import Book, Site, metadata, theme
from downhill.export import write_beside
from downhill.files import write
from downhill.markdown import BookExtension
from downhill.page import Page
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from tests.compared import counted, differences, files, table

PLACE = ".cache/zensical"
UNREAD = ("hooks", "watch", "exclude_docs", "strict")


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs."""


Loader.add_constructor("!ENV", lambda loader, node: os.environ.get(*loader.construct_sequence(node)))
Loader.add_constructor("!relative", lambda loader, node: loader.construct_scalar(node))


def settings(root: Path) -> dict[str, Any]:
    """Return what mkdocs.yml says."""
    return dict(yaml.load((root / "mkdocs.yml").read_text("utf-8").replace("$config_dir", str(root)), Loader))


@cache
def read(root: Path) -> Book:
    """Read the book, once for the copy and for all of its pages."""
    return Book.read(root, Site.of(settings(root)))


class PageExtension(BookExtension):
    """The book's extension for whichever page is rendered; Zensical notes it on the Markdown before."""

    def __init__(self, root: str) -> None:
        """Find the book."""
        book = read(Path(root))
        super().__init__(book, book.pages["index.md"])

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, the name that Python-Markdown calls
        """Find the page, and register the parts."""
        path = md.preprocessors["rendering_context"].page.path
        self.page = next(page for page in self.book.pages.values() if in_copy(page.path) == path)
        super().extendMarkdown(md)


def in_copy(path: str) -> str:
    """Return where the copy has a page: labs are Markdown there."""
    return path.replace(".ipynb", ".md")


def copy(book: Book, place: Path) -> None:
    """Write the copy: all that MkDocs reads or is handed, and settings that Zensical understands."""
    shutil.rmtree(place / "docs", ignore_errors=True)
    unread = shutil.ignore_patterns(".*", "machinery", "*.md", "*.ipynb", "*.out")
    shutil.copytree(book.root / "docs", place / "docs", ignore=unread)
    shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", place / "docs" / "javascripts")
    for address, content in book.files.items():
        write(place / "docs" / address, content)
    for page in book.pages.values():
        head = yaml.safe_dump(metadata.front_matter(book, page), allow_unicode=True)
        write(place / "docs" / in_copy(page.path), f"---\n{head}---\n{page.body}")
    told = {name: value for name, value in settings(book.root).items() if name not in UNREAD}
    told["extra"] = {"lost": metadata.tools_of_lost(book)}  # as hooks.py gives it to the template of 404.html
    told["theme"] |= {"custom_dir": str(book.root / "docs" / ".overrides"), "variant": "classic"}
    told["markdown_extensions"].append({f"{__name__}:{PageExtension.__name__}": {"root": str(book.root)}})
    write(place / "mkdocs.yml", in_copy(yaml.safe_dump(told, sort_keys=False)))


def mended(html: str, written: Iterable[Page]) -> str:
    """Return a page with right links: Zensical reads final ones, too, as from the folder of the copy's page."""
    tree = LexborHTMLParser(html)
    for link in tree.css(".filename a, .tools a, .needs a, a.see"):
        link.attrs["href"] = (link.attributes["href"] or "").removeprefix("../")
    for link in tree.css('article a[href*=".ipynb"]:not([download])'):
        link.attrs["href"] = (link.attributes["href"] or "").replace(".ipynb", "/")
    sources = {in_copy(page.path): page.path for page in written}
    for link in tree.css("a[rel=edit]"):
        folder, docs, path = (link.attributes["href"] or "").partition("/docs/")
        link.attrs["href"] = f"{folder}{docs}{sources.get(path)}"
        if path not in sources:
            link.decompose()
    return theme.mended(tree.html or "")


def main() -> int:
    """Build the book with Zensical too, and say what is missing beside the site that MkDocs built."""
    root = Path.cwd()
    place, book = root / PLACE, read(root)
    copy(book, place)
    sys.path += map(str, place.glob("venv/lib/*/site-packages"))  # behind the book's own packages
    import zensical

    zensical.build(str(place / "mkdocs.yml"), {"clean": True, "strict": False})
    for path in (place / "site").rglob("*.html"):
        write(path, mended(path.read_text("utf-8"), book.written))
    write_beside(book, place / "site")
    sites = root / os.environ.get("SITE", "site"), place / "site"
    published, here = map(counted, sites)
    lost = files(sites[0]) - files(sites[1])
    print(table(published, here), *(found := differences(published, here)), sep="\n")
    print("only published:", ", ".join(sorted(path for path in lost if not path.startswith("assets/"))))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
