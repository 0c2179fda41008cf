"""The concept map, drawn from the front matter of the chapters: as a picture, as a list, and as data."""

import html
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from downhill.page import Page
from downhill.prose import has_words
from downhill.site import beside, relative

if TYPE_CHECKING:
    from downhill.book import Book

BOX, GAP, LINE, ACROSS = 208, 24, 17, 4  # in pixels; at most so many boxes side by side
BAND, FULL = 40, 40  # pixels between rows, and those for which a line goes out of the way of another


PAGE = "reference/concepts.md"
OPENING = """---
title: Concept map
description: Which terms each chapter brings, and what it builds on; drawn from the chapters themselves.
---

# Concept map

Here is each chapter that brings a new term, with what it builds on. On the map a line leads down from a chapter to one
that builds on it. A phone shows the list alone.

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
        after = "; ".join(f"[{titles[each]}]({beside(each, PAGE)})" for each in before[lesson.path])
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


@dataclass(frozen=True)
class Box:
    """Where a page stands on the map: the number of its row, and its left, top and height in pixels."""

    row: int
    left: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Return how far its middle is from the left."""
        return self.left + BOX / 2


def gaps(row: list[Box], wide: float) -> list[tuple[float, float]]:
    """Return the ends of what boxes of a row leave free, from left to right, a little away from them."""
    lefts, rights = [box.left for box in row], [box.left + BOX for box in row]
    return [(left + 4, right - 4) for left, right in zip([0.0, *rights], [*lefts, wide], strict=True)]


def ways(
    pairs: list[tuple[str, str]],
    place: dict[str, Box],
    free: list[list[tuple[float, float]]],
    bands: list[tuple[float, float]],
) -> list[str]:
    """Return the lines of the map as paths of SVG, one for each box at which lines begin: they share their ways.

    Through rows between theirs they go where no box stands. `free` has the gaps of each row, `bands` its ends.
    """
    taken: dict[tuple[int, int], list[str]] = {}  # which boxes' lines go through a gap
    routes: dict[tuple[str, str], list[int]] = {}
    for start, end in sorted(pairs, key=lambda pair: place[pair[1]].row - place[pair[0]].row):
        routes[start, end] = route(start, place[start], place[end], free, taken)
        for number, gap in enumerate(routes[start, end], place[start].row + 1):
            if start not in taken.setdefault((number, gap), []):
                taken[number, gap].append(start)
    found: dict[str, dict[str, None]] = {}  # the pieces of each path, none of them twice
    for start, end in pairs:
        box, x, pieces = place[start], place[start].middle, found.setdefault(start, {})
        pieces[f"M{x:.0f},{box.top + box.height:.0f}V{bands[box.row][1]:.0f}"] = None
        for number, gap in enumerate([*routes[start, end], -1], box.row + 1):
            there = place[end].middle
            if gap >= 0:
                order = sorted(taken[number, gap], key=lambda each: place[each].left)
                left, right = free[number][gap]
                there = left + (right - left) * (order.index(start) + 1) / (len(order) + 1)
            (top, bottom), high = bands[number], bands[number - 1][1]
            bend = (high + top) / 2
            turn = f"C{x:.0f},{bend:.0f} {there:.0f},{bend:.0f} {there:.0f},{top:.0f}"
            pieces[f"M{x:.0f},{high:.0f}{turn}" + (f"V{bottom:.0f}" if gap >= 0 else "")] = None
            x = there
    return ["".join(pieces) for pieces in found.values()]


def route(
    start: str, here: Box, there: Box, free: list[list[tuple[float, float]]], taken: dict[tuple[int, int], list[str]]
) -> list[int]:
    """Return through which gap of each row between two boxes a line goes: the shortest way that is not full."""
    best = [(0.0, here.middle, list[int]())]  # what a way costs, where it has come to, and its gaps
    for number in range(here.row + 1, there.row):
        reached = []
        for gap, (left, right) in enumerate(free[number]):
            x, others = (left + right) / 2, taken.get((number, gap), [])
            full = FULL * (len(others) if start not in others else -1) * (GAP / (right - left + 8))
            reached.append(min((cost + abs(x - at) + full, x, [*gone, gap]) for cost, at, gone in best))
        best = reached
    return min((cost + abs(there.middle - at), gone) for cost, at, gone in best)[1]


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
    place: dict[str, Box] = {}
    # The theme takes each element with an href for one of HTML, so links in the picture have an xlink:href
    top, wide = 4.0, ACROSS * (BOX + GAP) + GAP
    bands: list[tuple[float, float]] = []  # of each row, where its boxes begin, and where the lowest of them ends
    for row in rows:
        heights = [LINE * (1 + len(wrapped(lesson.meta["concepts"]))) + 14.0 for lesson in row]
        left = (wide - len(row) * (BOX + GAP) + GAP) / 2
        for lesson, height in zip(row, heights, strict=True):
            place[lesson.path] = Box(len(bands), left, top, height)
            left += BOX + GAP
        bands.append((top, top + max(heights)))
        top += max(heights) + BAND
    pairs = [
        (each, page)
        for page, pages in before.items()
        for each in pages
        if not any(each in above(other, before) for other in pages)  # else another line says it already
    ]
    free = [gaps([place[lesson.path] for lesson in row], wide) for row in rows]
    parts = [f'<path class="map-line" d="{way}"/>' for way in ways(pairs, place, free, bands)]
    for lesson in all_lessons:
        _, x, y, height = astuple(place[lesson.path])
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
    view = f'viewBox="0 0 {wide} {top:.0f}" style="min-inline-size:{wide * 0.72:.0f}px"'
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
    return [
        {
            "concept": concept,
            "page": lesson.path,
            "title": book.site.title(lesson.path) or lesson.title,
            "minutes": book.minutes[lesson.path, True],
            "anchor": anchor_of(lesson, concept),
            "requires": lesson.meta.get("requires") or [],
        }
        for lesson in lessons(book)
        for concept in lesson.meta["concepts"]
    ]
