"""The concept map, drawn from the front matter of the chapters: as a picture, as a list, and as data."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from downhill import reading
from downhill.page import Page
from downhill.prose import has_words
from downhill.site import beside, relative

if TYPE_CHECKING:
    from downhill.book import Book

BOX, GAP, LINE, ACROSS = 208, 24, 17, 4  # in pixels; at most so many boxes side by side


PAGE = "reference/concepts.md"
OPENING = """---
title: Concept map
description: What each chapter teaches, and what it builds on; drawn from the chapters themselves.
---

# Concept map

Here is what each chapter teaches, and what it builds on.

<concept-map></concept-map>

## Chapter by chapter { data-search-exclude="yes" }
"""


@dataclass(frozen=True)
class Taught:
    """Where a concept is taught: the page, the anchor of its heading, and the page's title."""

    page: str
    anchor: str
    title: str


def lessons(book: "Book") -> list[Page]:
    """Return the pages that teach something, in the order of the book."""
    return [page for page in book.written if page.meta.get("concepts")]


def needs(book: "Book") -> dict[str, list[str]]:
    """Return for each page that teaches something the pages that it builds on."""
    taught = {concept: lesson.path for lesson in lessons(book) for concept in lesson.meta["concepts"]}
    found: dict[str, list[str]] = {}
    for lesson in lessons(book):
        built_on = dict.fromkeys(taught.get(concept, lesson.path) for concept in lesson.meta.get("requires") or ())
        found[lesson.path] = [path for path in built_on if path != lesson.path]
    return found


def circle(needs: dict[str, list[str]]) -> list[str]:
    """Return pages that require each other in a circle, each before the one that it builds on, or none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return [*reversed(error.args[1])]
    return []


def page(book: "Book") -> str:
    """Return the Markdown of the concept map: a picture, and the same as a list."""
    lines = [OPENING]
    before, titles = needs(book), {lesson.path: lesson.title for lesson in lessons(book)}
    for lesson in lessons(book):
        here = beside(lesson.path, PAGE)
        taught = ", ".join(f"[{each}]({here}#{anchor_of(lesson, each)})" for each in lesson.meta["concepts"])
        after = ", ".join(f"[{titles[each]}]({beside(each, PAGE)})" for each in before[lesson.path])
        lines.append(f"- **[{lesson.title}]({here})** teaches {taught}." + (f" It builds on {after}." if after else ""))
    return "\n".join(lines) + "\n"


def taught(book: "Book") -> dict[str, Taught]:
    """Return for each concept, in small letters, where it is taught."""
    return {
        concept.lower(): Taught(lesson.path, anchor_of(lesson, concept), lesson.title)
        for lesson in lessons(book)
        for concept in lesson.meta["concepts"]
    }


def anchor_of(lesson: Page, concept: str) -> str:
    """Return the anchor of the heading that has the concept's words."""
    return next((each.anchor for each in lesson.headings if has_words(each.text, concept)), "")


def wrapped(words: Iterable[str], width: int = 27) -> list[str]:
    """Return words joined by commas, in lines of at most so many characters."""
    lines = [""]
    for word in words:
        more = f"{lines[-1]}, {word}" if lines[-1] else word
        if len(more) > width and lines[-1]:
            lines[-1] += ","
            lines.append(word)
        else:
            lines[-1] = more
    return lines


def above(page: str, before: dict[str, list[str]]) -> set[str]:
    """Return all that a page builds on, directly or not."""
    found: set[str] = set()
    left = [*before.get(page, [])]
    while left:
        if (each := left.pop()) not in found:
            found.add(each)
            left += before.get(each, [])
    return found


def picture(book: "Book", here: str) -> str:
    """Return the concept map as SVG for the page `here`: what builds on nothing stands at the top; boxes are links."""
    before, all_lessons = needs(book), lessons(book)
    while around := circle(before):  # a problem of the book, which can be looked at nevertheless
        before[around[0]].remove(around[1])
    depth: dict[str, int] = {}
    for page in TopologicalSorter(before).static_order():
        depth[page] = max((depth[each] + 1 for each in before.get(page, [])), default=0)
    rows: list[list[Page]] = []
    for level in sorted(set(depth.values())):
        level_of = [lesson for lesson in all_lessons if depth[lesson.path] == level]
        rows += [level_of[start : start + ACROSS] for start in range(0, len(level_of), ACROSS)]
    place: dict[str, tuple[float, float, float]] = {}  # left, top, height
    # The theme takes each element with an href for one of HTML, so links in the picture have an xlink:href
    top, wide = 4.0, ACROSS * (BOX + GAP) - GAP
    for row in rows:
        heights = [LINE * (1 + len(wrapped(lesson.meta["concepts"]))) + 14.0 for lesson in row]
        left = (wide - len(row) * (BOX + GAP) + GAP) / 2
        for lesson, height in zip(row, heights, strict=True):
            place[lesson.path] = (left, top, height)
            left += BOX + GAP
        top += max(heights) + 34
    parts = []
    for page, pages in before.items():
        x, y, _ = place[page]
        for each in pages:
            if any(each in above(other, before) for other in pages):
                continue  # another line says it already
            left, up, height = place[each]
            start, end = (left + BOX / 2, up + height), (x + BOX / 2, y)
            bend = (start[1] + end[1]) / 2
            parts.append(
                f'<path class="map-line" d="M{start[0]:.0f},{start[1]:.0f}C{start[0]:.0f},{bend:.0f} '
                f'{end[0]:.0f},{bend:.0f} {end[0]:.0f},{end[1]:.0f}"/>'
            )
    for lesson in all_lessons:
        x, y, height = place[lesson.path]
        title = book.site.title(lesson.path) or lesson.title  # the navigation's, which is short
        lines = "".join(
            f'<tspan x="{x + 10:.0f}" dy="{LINE}">{html.escape(text)}</tspan>'
            for text in wrapped(lesson.meta["concepts"])
        )
        parts.append(
            f'<a xlink:href="{relative(lesson.path, here)}">'
            f'<rect class="map-box" x="{x:.0f}" y="{y:.0f}" width="{BOX}" height="{height:.0f}" rx="4"/>'
            f'<text y="{y + 19:.0f}"><tspan class="map-title" x="{x + 10:.0f}">{html.escape(title)}</tspan>'
            f"{lines}</text></a>"
        )
    about = 'data-search-exclude tabindex="0" role="group" aria-label="Concept map"'
    view = f'viewBox="0 0 {wide} {top:.0f}" style="min-inline-size:{wide * 0.75:.0f}px"'
    return f'<figure class="concept-map" {about}><svg {view}>{"".join(parts)}</svg></figure>\n'


def way(book: "Book", here: str) -> str:
    """Return the way to a concept as HTML for the page `here`: its script asks which, and lists the pages."""
    names = sorted((concept for lesson in lessons(book) for concept in lesson.meta["concepts"]), key=str.lower)
    options = "".join(f"<option>{html.escape(name)}</option>" for name in names)
    select = f'<select><option value="">choose one</option>{options}</select>'
    asked = f"<label>I want to understand {select}</label><output></output><ol></ol>"
    script = f'<script type="module" src="{relative("javascripts/learning-path.js", here)}"></script>'
    about = f'data-concepts="{relative("concepts.json", here)}" data-search-exclude hidden'
    return f"<learning-path {about}>{asked}</learning-path>{script}"


def data(book: "Book") -> list[dict[str, Any]]:
    """Return what concepts.json says: each concept with its page, how long a first reading of that takes, its needs."""
    snippets = book.root / "snippets"
    return [
        {
            "concept": concept,
            "page": lesson.path,
            "title": book.site.title(lesson.path) or lesson.title,
            "minutes": reading.minutes(lesson, snippets, first=True),
            "anchor": anchor_of(lesson, concept),
            "requires": lesson.meta.get("requires") or [],
        }
        for lesson in lessons(book)
        for concept in lesson.meta["concepts"]
    ]
