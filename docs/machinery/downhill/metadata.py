"""What machines read: llms.txt, and the description of each page in the words of schema.org."""

import json
import os
import re
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from downhill import scripts, simulations
from downhill.page import Page
from downhill.site import STUDENT_TWIN, address_of, is_chapter, picture_of, student, twin_of

if TYPE_CHECKING:
    from downhill.book import Book

DATA = ("programs.json", "claims.json", "concepts.json", "simulations.json", "exercises.json")
TEXT_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
AUTHORS = "The authors of Downhill"
COMMIT = re.compile(r"\(([0-9a-f]{7,40})\)$")  # the end of an edition that is named by a commit
PAPER_LICENSE = "text CC BY 4.0, programs MIT"
COLAB = "https://colab.research.google.com/github/"  # opens notebooks of a branch, which a workflow writes
ARCHIVE, VOLUME = "downhill.zip", "downhill.pdf"  # what `make zip` and `make pdf` put into the site


def llms(book: "Book") -> str:
    """Return llms.txt: the book in a sentence, and each page with the address of its Markdown and its description."""
    site = book.site
    data = ", ".join(f"[{name}]({site.address}{name})" for name in DATA)
    about = "Each page below is plain Markdown with its programs and what they print in full."
    about = f"{about} The same for programs: {data}."
    lines = [f"# {site.name}", "", f"> {site.description}", "", about]
    for entry in site.navigation:
        lines += ["", f"## {entry.title}", ""]
        for each in entry.entries or (entry,):
            page = book.pages.get(each.path)
            described = page.meta.get("description", "") if page else ""
            lines.append(f"- [{each.title}]({site.address}{twin_of(each.path)}): {described}")
    return "\n".join(lines) + "\n"


def front_matter(book: "Book", page: Page) -> dict[str, Any]:
    """Return the front matter of a page with what the theme puts around it: its description, styles and tools."""
    drawn = page.path if page.path in book.stills else "index.md"
    social = f"{book.site.address}{picture_of(drawn)}" if drawn in book.stills else ""
    head = {"structured": structured(book, page), "style": style(book, page), "social": social, "waits": waits(page)}
    return {**page.meta, **head, "margins": margins(book, page), "tools": tools(book, page)}


def style(book: "Book", page: Page) -> str:
    """Return the style that only this page needs: of the simulations that it shows, or of the home page."""
    shows = [name for name, pages in book.simulated.items() if page.path in pages]
    sheets = simulations.sheets(book.root, shows) if shows else []
    if page.path == "index.md" and (home := book.root / "docs" / "stylesheets" / "home.css").exists():
        sheets.append(home)
    return scripts.packed("".join(path.read_text("utf-8") for path in sheets))


def waits(page: Page) -> dict[str, list[str]]:
    """Return for each question to predict, by the name that a guess is kept under, where its answer stands."""
    return {f"{each.kind}-{each.key}": each.waits for each in page.questions if each.waits}


def edition(root: Path) -> str:
    """Return which edition a folder holds: what EDITION says, or the last commit's day and name, or nothing."""
    if told := os.environ.get("EDITION"):
        return told
    command = ["git", "-C", str(root), "-c", "safe.directory=*", "log", "-1", "--format=%cs %H"]
    try:
        day, commit = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError, ValueError):
        return ""
    return f"{day} ({commit[:7]})"


def margins(book: "Book", page: Page) -> str:
    """Return the style of a page's margins on paper: what it is, where it stands, its build and licence."""
    foot = [book.site.address + address_of(page.path), book.edition, PAPER_LICENSE]
    words = {"top-left": f"{book.site.name} · {page.title}", "bottom-left": " · ".join(filter(None, foot))}
    boxes = [f'@{place}{{content:"{in_css(text)}"}}' for place, text in words.items()]
    return f'@page{{{"".join(boxes)}@bottom-right{{content:counter(page) " / " counter(pages)}}}}'


def in_css(text: str) -> str:
    """Return a text as it stands between quotes in a style in a page."""
    return re.sub(r'["\\<\n]', lambda found: f"\\{ord(found[0]):x} ", text)


def name_of(book: "Book", page: Page) -> str:
    """Return the name, without an ending, of what a reader takes along of a page."""
    return address_of(page.path).rstrip("/").rpartition("/")[2] or book.site.name.lower()


def questions_of(book: "Book", page: Page) -> dict[str, str]:
    """Return the files with the questions of a page, which lie beside it, by their formats; none if it asks nothing."""
    stem = f"{name_of(book, page)}-questions"
    return {"GIFT": f"{stem}.gift", "QTI": f"{stem}-qti.zip"} if page.questions else {}


def owner_of(book: "Book") -> str:
    """Return the owner and the name of the book's repository."""
    return book.site.repository.removesuffix("/").partition("github.com/")[2]


def in_colab(book: "Book", address: str) -> str:
    """Return where Colab opens the notebook that has an address from the site's root."""
    return f"{COLAB}{owner_of(book)}/blob/notebooks/{address}"


def tools(book: "Book", page: Page) -> dict[str, str]:
    """Return what a reader can do with a page: the address of a report about it, its name in files, the book."""
    address = book.site.address + address_of(page.path)
    asked = "What is wrong, and what would be right?"
    colab = in_colab(book, f"{address_of(page.path)}{PurePosixPath(page.path).stem}.ipynb")
    there = {"colab": colab} if is_chapter(page.path) else {}
    if there:
        there |= {
            "twin": "" if page.path.endswith(".ipynb") else STUDENT_TWIN,
            "notebook": student(page.path),
            "student": in_colab(book, f"{address_of(page.path)}{student(page.path)}"),
        }
    about = {"name": name_of(book, page), "cited": cited(book, page)}
    return {**about, **there, **reporting(book, f"Error in {page.title}", address, asked)}


def cited(book: "Book", page: Page) -> str:
    """Return how to name a page as a source in a line of plain text: what it is, whose, its build, licence, address.

    These are what the licence asks for (CC BY 4.0, section 3 (a) (1)).
    """
    of_page = [] if page.path == "index.md" else [f"“{page.title}”"]
    edition = [f"build {book.edition}"] if book.edition else []
    whose = AUTHORS[0].lower() + AUTHORS[1:]
    return ", ".join(
        [*of_page, book.site.name, whose, *edition, "CC BY 4.0", book.site.address + address_of(page.path)]
    )


def kept_at(book: "Book") -> str:
    """Return where the sources of this edition can be read and built again, or nothing if no commit names it."""
    found = COMMIT.search(book.edition)
    return f"{book.site.repository.removesuffix('/')}/tree/{found[1]}" if found else ""


def tools_of_lost(book: "Book") -> dict[str, str]:
    """Return what a reader can do whom a link led nowhere; the script says where that is."""
    return reporting(book, "A link that leads nowhere", f"{book.site.address}404.html", "On which page is the link?")


def reporting(book: "Book", title: str, address: str, asked: str) -> dict[str, str]:
    """Return the address of a report, where the whole book is, and which edition this is."""
    body = f"Page: {address}\nSection: \nBuild: {book.edition or 'unknown'}\n\n{asked}\n"
    report = urlencode({"title": title, "body": body})
    return {
        "report": f"{book.site.repository}/issues/new?{report}",
        "archive": f"{book.site.address}{ARCHIVE}",
        "volume": f"{book.site.address}{VOLUME}",
        "edition": book.edition,
        "kept_at": kept_at(book),
    }


def structured(book: "Book", page: Page) -> str:
    """Return a page's description as JSON-LD: the home page is the Book, every other page a TechArticle of it.

    Source: schema.org/Book and schema.org/TechArticle. The text is safe inside a script element.
    """
    site = book.site
    whole: dict[str, Any] = {"@type": "Book", "@id": f"{site.address}#book", "name": site.name}
    shared = {
        "url": site.address + address_of(page.path),
        "description": page.meta.get("description"),
        "inLanguage": "en",
        "license": TEXT_LICENSE,
        "isAccessibleForFree": True,
    }
    if page.path == "index.md":
        parts = [
            {"@type": "TechArticle", "headline": each.title, "url": site.address + address_of(each.path)}
            for each in site.pages
            if is_chapter(each.path)
        ]
        told = {**whole, **shared, "bookFormat": "https://schema.org/EBook", "hasPart": parts}
    else:
        headline = page.meta.get("title") or page.title
        part_of = {**whole, "url": site.address}
        told = {"@type": "TechArticle", "headline": headline, **shared, "isPartOf": part_of}
        if concepts := page.meta.get("concepts"):
            told["teaches"] = concepts
        if is_chapter(page.path):
            told["dependencies"] = "Python 3.11 or later"
    return json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False).replace("</", "<\\/")
