"""What machines read: llms.txt, and the description of each page in the words of schema.org."""

import json
from typing import TYPE_CHECKING, Any

from downhill import simulations
from downhill.page import Page
from downhill.site import address_of, is_chapter, picture_of, twin_of

if TYPE_CHECKING:
    from downhill.book import Book

DATA = ("programs.json", "claims.json", "concepts.json", "simulations.json")
TEXT_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


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
    """Return the front matter of a page with what the theme puts into its head: its description and styles."""
    shows = any(page.path in pages for pages in book.simulated.values())
    style = simulations.style(book.root) if shows else ""
    drawn = page.path if page.path in book.stills else "index.md"
    social = f"{book.site.address}{picture_of(drawn)}" if drawn in book.stills else ""
    return {**page.meta, "structured": structured(book, page), "simulation_css": style, "social": social}


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
