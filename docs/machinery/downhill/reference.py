"""The reference shelf: terms of the glossary, the table of programs, who cites what, and the home page's contents."""

import ast
import html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from downhill.page import Block, Page
from downhill.projects import TAIL
from downhill.site import beside, is_chapter, relative

if TYPE_CHECKING:
    from downhill.book import Book

GLOSSARY, BIBLIOGRAPHY, PROGRAMS = "reference/glossary.md", "reference/bibliography.md", "reference/programs.md"
SPECIAL = re.compile(r"([\\*_{}\[\]#$])")  # what would not stay as it is in Markdown
TABLE = """---
title: Programs
description: Every program of the book, with what it shows and the section that it belongs to.
hide: [toc]
---

# Programs

All {count} programs. Each is one whole file that runs as it is, with the packages that it imports. Its name leads to
its place, where it can be run, copied and downloaded.

<filter-table></filter-table>

<section class="programs" data-search-exclude="yes" markdown>

| program | what it shows | where | it leaves |
|---|---|---|---|"""


@dataclass(frozen=True)
class Term:
    """A term of the glossary: its name in small letters, the anchor of its entry, its definition in plain words."""

    name: str
    anchor: str
    definition: str


@dataclass(frozen=True)
class Shown:
    """A program where it stands: its name, page, chapter, its section, its anchor, and what it says it shows."""

    name: str
    page: str
    chapter: str
    section: str
    anchor: str
    shows: str


def terms(glossary: Page) -> dict[str, Term]:
    """Return the terms of the glossary: each heading is one, and the first paragraph below it the definition.

    The front matter says under `also` which other words mean a term, such as its plural.
    """
    found: dict[str, Term] = {}
    for heading in glossary.headings:
        body = next((each for each in glossary.inlines if each.line > heading.line), None)
        if heading.level == 2 and body and body.kind == "paragraph":
            definition = " ".join(body.words.replace("$", "").replace("\\", "").split())
            name = heading.text.lower()
            found[name] = Term(name, heading.anchor, definition)
    also = {str(word).lower(): str(term).lower() for word, term in (glossary.meta.get("also") or {}).items()}
    return found | {word: found[term] for word, term in also.items() if term in found}


def shown(book: "Book") -> list[Shown]:
    """Return every program that a page includes, in the order of the pages and on the pages."""
    found: dict[tuple[str, str], Shown] = {}
    for page in book.written:
        for block in page.programs:
            heading = page.heading(block.line, 2)  # the section is the second level's
            section = heading.text if heading else page.title
            row = Shown(f"{block.program}.py", page.path, page.title, section, block.anchor, described(book, block))
            found.setdefault((page.path, block.program), row)
    return list(found.values())


def described(book: "Book", block: Block) -> str:
    """Return the docstring that a program opens with, or nothing."""
    path = book.root / "snippets" / block.include
    return docstring(path.read_text("utf-8")) if path.is_file() else ""


@cache
def docstring(program: str) -> str:
    """Return the docstring that the text of a program opens with, or nothing."""
    try:
        return ast.get_docstring(ast.parse(program)) or ""
    except SyntaxError:
        return ""


def as_markdown(words: str) -> str:
    """Return plain words as Markdown that shows them as they are; code in backticks stays code."""
    pieces = enumerate(words.split("`"))
    return "`".join(piece if place % 2 else SPECIAL.sub(r"\\\1", piece).replace("<", "&lt;") for place, piece in pieces)


def programs_page(book: "Book") -> str:
    """Return the Markdown of the page of programs."""
    rows = shown(book)
    lines = [TABLE.format(count=len(rows))]
    starters = {row.name for row in rows if row.name.endswith(TAIL)}
    for row in rows:
        begun = row.name in starters
        solves = row.name.replace(".py", TAIL) in starters
        kind = " To finish." if begun else " The solution." if solves else ""
        run = book.runs.get(row.name)
        left = (("output", run and run.stdout), ("a figure", run and run.figure))
        leaves = " and ".join([word for word, there in left if there])
        place = f"{beside(row.page, PROGRAMS)}#{row.anchor}"
        shows = as_markdown(row.shows).replace("|", "\\|") + kind
        section = row.section.replace("|", "\\|")
        where = section + (f", in {row.chapter}" if row.section != row.chapter else "")
        lines.append(f"| [{row.name}]({place}) | {shows} | {where} | {leaves} |")
    return "\n".join([*lines, "", "</section>", ""])


def data(book: "Book") -> list[dict[str, Any]]:
    """Return what programs.json says: name, file, page, section, what it prints, and whether it draws."""
    return [
        {
            "name": row.name,
            "file": f"programs/{row.name}",
            "page": row.page,
            "section": row.section,
            "anchor": row.anchor,
            "shows": row.shows,
            "output": book.runs[row.name].stdout if row.name in book.runs else "",
            "figure": bool(row.name in book.runs and book.runs[row.name].figure),
        }
        for row in shown(book)
    ]


def with_places(book: "Book", page: Page) -> Page:
    """Return a page as the site shows it: entries of glossary and bibliography say where they are taught or cited."""
    if page.path not in (GLOSSARY, BIBLIOGRAPHY):
        return page
    cited = citing(book)
    lines = page.text.splitlines()
    entries = [heading for heading in page.headings if heading.level == 2]
    for heading, after in reversed([*zip(entries, [*entries[1:], None], strict=True)]):
        end = after.line - 1 if after else len(lines)
        while not lines[end - 1].strip():
            end -= 1
        lines[end - 1] += place_of(book, heading.text) if page.path == GLOSSARY else citations_of(cited, heading.anchor)
    return Page.read(page.path, "\n".join([*lines, ""]))


def place_of(book: "Book", term: str) -> str:
    """Return where a term is taught, as Markdown for the end of its entry."""
    taught = book.taught.get(term.lower())
    return f" [Taught in {taught.title}]({beside(taught.page, GLOSSARY)}#{taught.anchor})." if taught else ""


def citing(book: "Book") -> dict[str, list[Page]]:
    """Return for each entry of the bibliography, by its anchor, the pages that cite it."""
    found: dict[str, list[Page]] = {}
    for page in book.written:
        links = [link.target.partition("bibliography.md#") for link in page.links]
        for anchor in dict.fromkeys(anchor for _, mark, anchor in links if mark):
            found.setdefault(anchor, []).append(page)
    return found


def citations_of(cited: dict[str, list[Page]], anchor: str) -> str:
    """Return links to the places that cite an entry, as Markdown for the end of it."""
    places = [f"[{page.title}]({beside(page.path, BIBLIOGRAPHY)}#cite-{anchor})" for page in cited.get(anchor, [])]
    return f"\n\nCited in {', '.join(places)}.\n{{ .cited }}" if places else ""


def contents(book: "Book", here: str) -> str:
    """Return the chapters as HTML for the page `here`, a list for each part of the navigation."""
    columns = []
    for section in book.site.navigation:
        if pages := [page for page in section.entries if is_chapter(page.path)]:
            links = [f'<a href="{relative(page.path, here)}">{html.escape(page.title)}</a>' for page in pages]
            rows = "".join(f"<li>{link}</li>" for link in links)
            columns.append(f"<div><p><strong>{html.escape(section.title)}</strong></p><ol>{rows}</ol></div>")
    return f'<div class="contents">{"".join(columns)}</div>'
