"""The concept map, drawn from the front matter of the chapters: as a picture, as a list, and as data."""

import html
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter

from book import text_and_meta
from markdown.extensions.toc import slugify
from mkdocs.structure.files import File
from shelf import plain, title_of

BOX, GAP, LINE, ACROSS = 208, 24, 17, 4  # in pixels; at most so many boxes side by side


@dataclass(frozen=True)
class Lesson:
    """A page that teaches concepts, and the concepts that it builds on."""

    page: str
    title: str
    teaches: tuple[str, ...]
    requires: tuple[str, ...]
    headings: tuple[str, ...]


def lessons(files: Iterable[File]) -> list[Lesson]:
    """Return the pages that teach something, in their order."""
    found = []
    for file in files:
        text, meta = text_and_meta(file)
        if meta.get("concepts"):
            headings = tuple(plain(each) for each in re.findall(r"^#+ (.+)$", text, re.MULTILINE))
            concepts, required = tuple(meta["concepts"]), tuple(meta.get("requires") or ())
            found.append(Lesson(file.src_uri, title_of(text), concepts, required, headings))
    return found


def needs(all_lessons: list[Lesson]) -> dict[str, list[str]]:
    """Return for each page the pages that it builds on."""
    taught = {concept: lesson.page for lesson in all_lessons for concept in lesson.teaches}
    return {
        lesson.page: list(
            dict.fromkeys(
                taught[concept] for concept in lesson.requires if concept in taught and taught[concept] != lesson.page
            )
        )
        for lesson in all_lessons
    }


def page(all_lessons: list[Lesson]) -> str:
    """Return the Markdown of the concept map: a picture, and the same as a list."""
    lines = [
        "---\ntitle: Concept map\ndescription: What each chapter teaches, and what it builds on; drawn from the "
        "chapters themselves.\n---\n\n# Concept map\n",
        "Each box is a chapter with the concepts that it teaches. A line leads down from a chapter to those that build "
        "on it. The same stands below as a list.\n",
        "<concept-map></concept-map>\n",
        "\n## The same as a list\n",
    ]
    titles = {lesson.page: lesson.title for lesson in all_lessons}
    for lesson in all_lessons:
        taught = ", ".join(f"[{concept}](/{lesson.page}#{anchor_of(lesson, concept)})" for concept in lesson.teaches)
        before = ", ".join(f"[{titles[page]}](/{page})" for page in needs(all_lessons)[lesson.page])
        lines.append(
            f"- **[{lesson.title}](/{lesson.page})** teaches {taught}." + (f" It builds on {before}." if before else "")
        )
    return "\n".join(lines) + "\n"


def taught(all_lessons: list[Lesson]) -> dict[str, tuple[str, str, str]]:
    """Return for each concept, in small letters, the page that teaches it, the anchor there, and the page's title."""
    return {
        concept.lower(): (lesson.page, anchor_of(lesson, concept), lesson.title)
        for lesson in all_lessons
        for concept in lesson.teaches
    }


def anchor_of(lesson: Lesson, concept: str) -> str:
    """Return the anchor of the heading that has the concept's words."""
    heading = next((each for each in lesson.headings if concept.lower() in each.lower()), "")
    return str(slugify(heading, "-"))


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
    return {found for each in before.get(page, []) for found in ({each} | above(each, before))}


def picture(all_lessons: list[Lesson], link: Callable[[str], str]) -> str:
    """Return the concept map as SVG: what builds on nothing stands at the top, and each box is a link.

    `link` returns the address of a page, seen from the page on which the picture stands.
    """
    before = needs(all_lessons)
    depth: dict[str, int] = {}
    for page in TopologicalSorter(before).static_order():
        depth[page] = max((depth[each] + 1 for each in before.get(page, [])), default=0)
    rows: list[list[Lesson]] = []
    for level in sorted(set(depth.values())):
        here = [lesson for lesson in all_lessons if depth[lesson.page] == level]
        rows += [here[start : start + ACROSS] for start in range(0, len(here), ACROSS)]
    place: dict[str, tuple[float, float, float]] = {}  # left, top, height
    # The theme takes each element with an href for one of HTML, so links in the picture have an xlink:href
    top, wide = 4.0, ACROSS * (BOX + GAP) - GAP
    for row in rows:
        heights = [LINE * (1 + len(wrapped(lesson.teaches))) + 14.0 for lesson in row]
        left = (wide - len(row) * (BOX + GAP) + GAP) / 2
        for lesson, height in zip(row, heights, strict=True):
            place[lesson.page] = (left, top, height)
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
        x, y, height = place[lesson.page]
        lines = "".join(
            f'<tspan x="{x + 10:.0f}" dy="{LINE}">{html.escape(text)}</tspan>' for text in wrapped(lesson.teaches)
        )
        parts.append(
            f'<a xlink:href="{link(lesson.page)}">'
            f'<rect class="map-box" x="{x:.0f}" y="{y:.0f}" width="{BOX}" height="{height:.0f}" rx="4"/>'
            f'<text y="{y + 19:.0f}"><tspan class="map-title" x="{x + 10:.0f}">{html.escape(lesson.title[:30])}</tspan>'
            f"{lines}</text></a>"
        )
    return (
        f'<figure class="concept-map" tabindex="0" role="group" aria-label="Concept map"><svg viewBox="0 0 {wide} '
        f'{top:.0f}" style="min-inline-size:{wide * 0.75:.0f}px">{"".join(parts)}</svg></figure>\n'
    )


def data(all_lessons: list[Lesson]) -> str:
    """Return concepts.json: each concept with its page and what that page builds on."""
    rows = [
        {"concept": concept, "page": lesson.page, "anchor": anchor_of(lesson, concept), "requires": lesson.requires}
        for lesson in all_lessons
        for concept in lesson.teaches
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
