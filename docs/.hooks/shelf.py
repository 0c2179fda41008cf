"""What the build adds to the reference shelf: the table of programs, where terms are taught, and who cites what."""

import html
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import programs
from book import text_and_meta
from checks import CHAPTERS
from markdown.extensions.toc import slugify
from mkdocs.structure.files import File


@dataclass(frozen=True)
class Shown:
    """A program where it stands: its name, page, chapter, the section that it belongs to, and what it shows."""

    name: str
    page: str
    chapter: str
    section: str
    anchor: str
    shows: str


def plain(markdown: str) -> str:
    """Return a heading or title without its markup."""
    return re.sub(r"\[✓\]\([^)]*\)|\[([^]]*)\]\([^)]*\)|[*`]", r"\1", markdown).strip()


def title_of(text: str) -> str:
    """Return the first heading of a page."""
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return plain(found[1]) if found else ""


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return re.split(r"(?<=[.?!]) (?=[A-Z0-9$*`])", " ".join(text.split()), maxsplit=1)[0]


def last_sentence(text: str) -> str:
    """Return the last sentence of a text."""
    return re.split(r"(?<=[.?!]) (?=[A-Z$*`])", " ".join(text.split()))[-1]


def shown(files: Iterable[File]) -> list[Shown]:
    """Return every program that a page includes, in the order of the pages and on the pages.

    What a program shows is the first sentence of its figure's caption, or else the sentence that introduces it.
    """
    found = []
    for file in files:
        text = file.content_string
        chapter, seen = title_of(text), set()
        captions = dict(re.findall(r'<figure-plot program="([^"]*)">(.+?)</figure-plot>', text, re.DOTALL))
        for match in re.finditer(r'^ *``` .*\n *--8<-- "(.+\.py)"$', text, re.MULTILINE):
            if match[1] in seen:
                continue
            seen.add(match[1])
            before = text[: match.start()]
            section = plain(re.findall(r"^##? (.+)$", before, re.MULTILINE)[-1])
            introduction = before.strip().rpartition("\n\n")[2]
            if introduction.startswith("??? success"):  # the solution of an exercise
                introduction = before.strip().split("\n\n")[-2]
            elif fold := re.match(r'\?\?\?\+? \w+ "([^"]+)"', introduction):
                introduction = fold[1]
            elif introduction.startswith(("```", "<", "-", "|")) or "8<--" in introduction:
                introduction = section
            shows = first_sentence(captions.get(match[1][:-3]) or "") or last_sentence(plain(introduction))
            anchor = slugify(section, "-") if section != chapter else ""
            found.append(Shown(match[1], file.src_uri, chapter, section, anchor, shows))
    return found


def programs_page(rows: list[Shown], runs: dict[str, programs.Run]) -> str:
    """Return the Markdown of the page of programs."""
    lines = [
        "---\ntitle: Programs\ndescription: Every program of the book, with the section that it belongs to, its page "
        "and its file.\nhide: [toc]\n---\n\n# Programs\n",
        f"All {len(rows)} programs. Each is one whole file that runs as it is, with the packages that it imports.\n",
        "<filter-table></filter-table>\n",
        "| program | what it shows | where | it leaves |\n|---|---|---|---|",
    ]
    for row in rows:
        run = runs.get(row.name)
        leaves = " and ".join(
            [word for word, there in (("output", run and run.stdout), ("a figure", run and run.figure)) if there]
        )
        place = f"/{row.page}" + (f"#{row.anchor}" if row.anchor else "")
        shows, section = row.shows.replace("|", "\\|"), row.section.replace("|", "\\|")
        program = f"[{row.name}](/programs/{row.name}){{ download='' }}"
        where = f"[{section}]({place})" + (f" in {row.chapter}" if row.anchor else "")
        lines.append(f"| {program} | {shows} | {where} | {leaves} |")
    return "\n".join([*lines, ""])


def programs_data(rows: list[Shown], runs: dict[str, programs.Run]) -> str:
    """Return programs.json: name, file, page, section, what it prints, and whether it draws."""
    listed = [
        {
            "name": row.name,
            "file": f"programs/{row.name}",
            "page": row.page,
            "section": row.section,
            "shows": row.shows,
            "output": runs[row.name].stdout if row.name in runs else "",
            "figure": bool(row.name in runs and runs[row.name].figure),
        }
        for row in rows
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def with_places(glossary: str, taught: dict[str, tuple[str, str, str]]) -> str:
    """Return the glossary with a link at the end of each entry that a chapter teaches."""
    entries = re.split(r"^(?=## )", glossary, flags=re.MULTILINE)
    for number, entry in enumerate(entries[1:], 1):
        page, anchor, title = taught.get(entry.partition("\n")[0].removeprefix("## ").lower(), ("", "", ""))
        if page:
            entries[number] = f"{entry.rstrip()} [Taught in {title}](/{page}#{anchor}).\n\n"
    return "".join(entries)


def citations(files: Iterable[File]) -> dict[str, list[tuple[str, str]]]:
    """Return for each entry of the bibliography, by its anchor, the pages that cite it, with their titles."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in files:
        for anchor in dict.fromkeys(re.findall(r"bibliography\.md#([\w-]+)", file.content_string)):
            found.setdefault(anchor, []).append((file.src_uri, title_of(text_and_meta(file)[0])))
    return found


def with_citations(bibliography: str, cited: dict[str, list[tuple[str, str]]]) -> str:
    """Return the bibliography with links from the end of each entry to the places that cite it."""
    entries = re.split(r"^(?=## )", bibliography, flags=re.MULTILINE)
    for number, entry in enumerate(entries[1:], 1):
        anchor = slugify(entry.partition("\n")[0].removeprefix("## "), "-")
        places = ", ".join(f"[{title}](/{page}#cite-{anchor})" for page, title in cited.get(anchor, []))
        entries[number] = f"{entry.rstrip()}\n\nCited in {places}.\n{{ .cited }}\n\n" if places else entry
    return "".join(entries)


def contents(items: Iterable[Any], link: Callable[[str], str]) -> str:
    """Return the chapters as HTML, a list for each part of the navigation; `link` returns the address of a page."""
    columns = []
    for section in items:
        pages = [page for page in section.children or [] if page.file.src_uri.startswith(CHAPTERS)]
        if pages:
            rows = "".join(
                f'<li><a href="{link(page.file.src_uri)}">{html.escape(page.title)}</a></li>' for page in pages
            )
            columns.append(f"<div><p><strong>{html.escape(section.title)}</strong></p><ol>{rows}</ol></div>")
    return f'<div class="contents">{"".join(columns)}</div>'
