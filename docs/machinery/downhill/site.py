"""What the book is told of the site that it becomes: its name, its addresses, and the navigation in order."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

STUDENT_TWIN = "without-solutions.md"  # a chapter as Markdown without solutions, beside the chapter
PARTS = ("learning/", "descent/", "practice/", "labs/", "bridges/")  # the folders of the chapters


@dataclass(frozen=True)
class Entry:
    """A line of the navigation: a page, by its path below docs, or a section with entries of its own."""

    title: str
    path: str = ""
    entries: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Site:
    """Names and addresses as in mkdocs.yml; `address` ends in a slash, `navigation` is what the reader finds."""

    name: str
    address: str
    description: str
    repository: str
    navigation: tuple[Entry, ...]

    @classmethod
    def of(cls, settings: Any) -> "Site":
        """Return what the settings of MkDocs say; raises ValueError where the site has no address."""
        if not settings["site_url"]:
            raise ValueError("SITE_URL is empty; set the address of the site, or leave it unset for that in mkdocs.yml")
        address = settings["site_url"].rstrip("/") + "/"
        described, repository = settings["site_description"] or "", settings["repo_url"] or ""
        return cls(settings["site_name"], address, described, repository, tuple(entries(settings["nav"] or [])))

    @property
    def pages(self) -> list[Entry]:
        """Return the pages of the navigation in order."""
        return [page for entry in self.navigation for page in (entry.entries or (entry,))]

    @cached_property
    def order(self) -> dict[str, int]:
        """Return the number of each page in the navigation."""
        return {page.path: number for number, page in enumerate(self.pages)}

    def part(self, path: str) -> str:
        """Return the title of the part of the navigation in which a page stands."""
        parts = (entry.title for entry in self.navigation if path in [page.path for page in (entry, *entry.entries)])
        return next(parts, "") or "Elsewhere"

    def title(self, path: str) -> str:
        """Return how the navigation calls a page."""
        return next((page.title for page in self.pages if page.path == path), "")


def entries(listed: list[Any]) -> Iterator[Entry]:
    """Yield the entries of a navigation as YAML has them."""
    for each in listed:
        for title, target in each.items() if isinstance(each, dict) else [("", each)]:
            if isinstance(target, list):
                yield Entry(title, entries=tuple(entries(target)))
            else:
                yield Entry(title, target)


def is_chapter(path: str) -> bool:
    """Say whether a page is a chapter or a lab: something to read, to mark as read, and to take along."""
    return path.startswith(PARTS)


def address_of(path: str) -> str:
    """Return the address of a page, from the site's root; other files keep theirs."""
    stem, ending = posixpath.splitext(path)
    if ending not in (".md", ".ipynb"):
        return path
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def twin_of(page: str) -> str:
    """Return the address of a page's plain Markdown, from the site's root."""
    return f"{address_of(page)}index.md"


def student(page: str) -> str:
    """Return the name of the notebook of a chapter without solutions, which lies beside the chapter."""
    return f"{posixpath.splitext(posixpath.basename(page))[0]}-student.ipynb"


def figure_id(program: str) -> str:
    """Return the id of a figure on its page, from the program or the cell that draws it."""
    return id_of("figure", program)


def id_of(kind: str, program: str) -> str:
    """Return the id on its page of what a program gives rise to: itself, its figure, a question that it answers."""
    return f"{kind}-{program.rpartition('/')[2]}"


def picture_of(page: str) -> str:
    """Return the address of a page's social picture, from the site's root."""
    return f"social/{page.rpartition('.')[0].replace('/', '-')}.png"


def relative(target: str, page: str) -> str:
    """Return the address of a page or a file as a link on another page has it."""
    there, here = address_of(target), address_of(page)
    way = posixpath.relpath(f"/{there}", f"/{here}")
    return f"{way}/" if there.endswith("/") or not there else way


def led_to(target: str, page: str) -> tuple[str, str]:
    """Return the file below docs, and the place in it, to which a link of the Markdown of a page leads."""
    path, _, anchor = target.partition("#")
    folder = "" if path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) if path else page, anchor


def beside(target: str, page: str) -> str:
    """Return the path of a file below docs as the Markdown of a page has it."""
    return posixpath.relpath(target, posixpath.dirname(page))
