"""The head of a chapter: what it needs, what its reader will be able to do, how long it takes; and its levels."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree as etree  # noqa: N813, the name that Python-Markdown uses

from downhill import exercises, reading
from downhill.page import Page
from downhill.site import is_chapter, relative, student

if TYPE_CHECKING:
    from downhill.book import Book

LONGEST = 84  # characters of what the reader will be able to do, which is one line on a wide screen
TYPED = re.compile(
    r"\b(chapter|lab|page|project|task)s?\b( [\w,]+){0,4} "
    r"(an?|half|one|\d+|ten|fifteen|twenty|thirty|few|quarter)( of)?( an?)? (hours?|minutes?)\b",
    re.IGNORECASE,
)
RULE = (
    f"Minutes are for reading and doing: one for {reading.WORDS} words or {reading.LINES} lines of code and output, "
    f"{reading.IN_LINE} seconds a formula, {reading.ALONE} if it stands alone; {reading.FIGURE} for a figure, "
    f"{reading.QUESTION} for a question to predict, {reading.CHECK} for one to check what was read, "
    f"{reading.TABLE} for a table, {reading.SIMULATION} for a simulation, {reading.PART} for a program to finish and "
    f"{reading.PART_LINE} for each line of it that you write; for a project what the list of projects says. What is "
    "folded does not count, and no exercises."
)


def problems(book: "Book", page: Page) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with what a chapter says that its reader will be able to do, by its line."""
    proofs = proofs_of(book, page)
    able = page.meta.get("able")
    if not is_chapter(page.path) or not (proofs or able):
        return
    at = page.meta_lines.get("able", 1)
    if not isinstance(able, dict) or not 2 <= len(able) <= 4:
        yield at, "the front matter says under `able` two to four things that the reader will be able to do"
        return
    for words, proof in able.items():
        line = page.meta_lines.get(f"  {words}", at)
        if proof not in proofs:
            yield line, f"{words!r} is tied to {proof!r}, which is neither a claim nor an exercise of this page"
        if len(words) > LONGEST:
            yield line, f"{words!r} has {len(words)} characters; {LONGEST} fit on a line"


def typed_times(page: Page) -> Iterator[tuple[int, str]]:
    """Yield each place of the prose that says how long something of the book takes: it is counted."""
    for inline in page.inlines:
        if typed := TYPED.search(" ".join(inline.words.split())):
            yield inline.line, f"{typed[0]!r}: the head of a chapter says how long it takes, by one rule"


def proofs_of(book: "Book", page: Page) -> dict[str, str]:
    """Return what shows that a reader is able to do something: claims and exercises of a page, with their anchors."""
    claims = {name: book.claims[name].anchor for name, path in book.claimed.items() if path == page.path}
    return claims | {each.anchor: each.anchor for each in exercises.exercises(page)}


def head(book: "Book", page: Page, notebook: str, solved: bool) -> etree.Element:
    """Return the head of a chapter, whose notebook has the given address; `solved` says whether it has solutions."""
    made = etree.Element("section", {"class": "head", "aria-label": "About this chapter", "data-search-exclude": ""})
    listed = etree.SubElement(made, "dl")
    needs = [str(each) for each in page.meta.get("requires") or [] if str(each).lower() in book.taught]
    etree.SubElement(listed, "dt").text = "You need"
    needed = etree.SubElement(listed, "dd")
    if needs:
        needed = etree.SubElement(needed, "ul", {"class": "needs"})
    else:
        needed.text = "school mathematics and a little Python"
    for concept in needs:
        taught = book.taught[concept.lower()]
        address = f"{relative(taught.page, page.path)}#{taught.anchor}"
        etree.SubElement(etree.SubElement(needed, "li"), "a", {"href": address}).text = concept
    proofs, able = proofs_of(book, page), page.meta.get("able")
    if isinstance(able, dict):
        etree.SubElement(listed, "dt").text = "You will be able to"
        things = etree.SubElement(etree.SubElement(listed, "dd"), "ul")
        for words, proof in able.items():
            thing = etree.SubElement(things, "li")
            thing.text = f"{words}\u00a0" if "/" in proof else f"{words} "  # a mark begins no line
            text = "✓" if "/" in proof else proof.replace("-", "\u00a0")
            named = "Where it is shown" if "/" in proof else f"Where you try it: {proof.replace('-', ' ')}"
            link = etree.SubElement(thing, "a", {"href": f"#{proofs.get(proof, '')}", "aria-label": named})
            link.text = text
    made.append(tools(book, page, notebook, solved))
    return made


def tools(book: "Book", page: Page, notebook: str, solved: bool) -> etree.Element:
    """Return the line of a chapter's head that says how long it takes, with what can be done with it behind a press."""
    line = etree.Element("div", {"class": "tools"})
    etree.SubElement(line, "span").text = time_of(book, page)
    ways = etree.SubElement(line, "details", {"class": "how-to-read"})
    summary = etree.SubElement(ways, "summary")
    summary.text = "Ways to read"
    what = etree.SubElement(summary, "span", {"class": "scripted"})
    what.text = ": notebook, print"
    listed = etree.SubElement(ways, "ul")
    if reading.levels(page):
        what.text = ": first reading, notebook, print"
        first = etree.SubElement(listed, "li", {"class": "scripted"})
        label = etree.SubElement(etree.SubElement(first, "first-reading"), "label")
        etree.SubElement(label, "input", {"type": "checkbox", "role": "switch"}).tail = " First reading"
        first[0].tail = ": only the sections of Foundation in full"
    offer = etree.SubElement(etree.SubElement(listed, "li"), "a", {"href": notebook, "download": ""})
    offer.text = "As notebook"
    offer.set("data-unsolved", student(page.path))
    prints = etree.SubElement(etree.SubElement(listed, "li", {"class": "scripted"}), "print-page")
    etree.SubElement(prints, "button", {"type": "button"}).text = "Print"
    if solved:
        prints[0].tail = " · "
        other = {"type": "button", "class": "unsolved", "aria-label": "Print without solutions"}
        etree.SubElement(prints, "button", other).text = "without solutions"
    if reading.levels(page):
        opens = {"type": "button", "popovertarget": "levels"}
        about = etree.SubElement(etree.SubElement(listed, "li"), "button", opens)
        about.text = "Minutes and levels"
        line.append(legend())
    return line


def offer_lines(root: etree.Element) -> None:
    """Move the choice of the programs' lines from a chapter's tree to the other ways to read it."""
    choice, ways = root.find("program-lines"), root.find("section[@class='head']//details/ul")
    if choice is not None and ways is not None and "hidden" not in choice.attrib:
        root.remove(choice)
        etree.SubElement(ways, "li", {"class": "scripted"}).append(choice)


def time_of(book: "Book", page: Page) -> str:
    """Return how long a chapter takes, in words."""
    whole, first = book.minutes[page.path, False], book.minutes[page.path, True]
    if not reading.levels(page) or whole == first:
        return f"{whole} minutes, read and done"
    if "Foundation" not in reading.levels(page).values():
        return f"{whole} minutes, at a second reading"
    return f"{whole} minutes, {first} at a first reading"


def legend() -> etree.Element:
    """Return what the levels mean, and how the minutes are counted: it opens when its button is pressed."""
    box = etree.Element("div", {"id": "levels", "popover": "", "role": "dialog", "aria-label": "About the levels"})
    listed = etree.SubElement(box, "dl")
    for depth, (name, meaning) in enumerate(reading.LEVELS.items(), 1):
        etree.SubElement(listed, "dt", {"class": f"level level-{depth}"}).text = name
        etree.SubElement(listed, "dd").text = meaning
    etree.SubElement(box, "div").text = RULE
    closes = {"type": "button", "popovertarget": "levels", "popovertargetaction": "hide"}
    etree.SubElement(box, "button", closes).text = "Close"
    return box


def fold(root: etree.Element) -> None:
    """Mark the level of each section in a page's tree, and wrap what a first reading folds.

    What can be tried, a `section.try`, is never folded. Of sections of Foundation that follow each other the first says
    so: a level is told where it changes, or asks for more.
    """
    before = ""
    for heading in [each for each in root if each.tag == "h2"]:
        at = list(root).index(heading)
        level = level_of(root[at + 1]) if at + 1 < len(root) else None
        if level is None:
            continue
        paragraph, name = root[at + 1], dot(root[at + 1], level)
        if name != "Foundation":
            wrap(root, at)
        elif name == before:
            paragraph.set("class", "again")
        before = name
    for paragraph in root.iter("p"):  # below a smaller heading
        if (level := level_of(paragraph)) is not None:
            dot(paragraph, level)


def dot(paragraph: etree.Element, level: etree.Element) -> str:
    """Give a level, which is all of its paragraph, a dot for each step of depth; return its name."""
    name = "".join(level.itertext())
    level.set("class", f"level level-{1 + list(reading.LEVELS).index(name)}")
    paragraph.set("data-search-exclude", "")
    return name


def wrap(root: etree.Element, at: int) -> None:
    """Wrap the heading at a place, the level below it and what follows, up to the next section."""
    part = etree.Element("later-part")
    part.extend([root[at], root[at + 1]])
    inside = etree.SubElement(part, "div", {"class": "later"})
    for element in root[at + 2 :]:
        ends = element.tag in ("h1", "h2", "read-mark") or element.get("class") in ("try", "footnote")
        if ends:
            break
        inside.append(element)
    for element in [*part[:2], *inside]:
        root.remove(element)
    root.insert(at, part)


def level_of(element: etree.Element) -> etree.Element | None:
    """Return the level that a paragraph consists of, or None."""
    alone = element.tag == "p" and len(element) == 1 and element[0].get("class") == "level"
    return element[0] if alone and "".join(element.itertext()) in reading.LEVELS else None


def number_exercises(root: etree.Element) -> None:
    """Give each exercise, also in a fold, the id that links lead to, unless it has one; its number becomes a link.

    A grade behind the title gets the words for it.
    """
    inside = False
    for element in [inner for each in root for inner in (each, *(each if each.tag == "details" else ()))]:
        if element.tag == "h2":
            inside = element.text == "Exercises"
        elif inside and element.tag == "p" and len(element) and element[0].tag == "strong" and not element.text:
            number, _, title = (element[0].text or "").partition(".")
            if number.isdecimal() and not element.get("id"):
                element.set("id", f"exercise-{number}")
                element[0].text = ""
                link = etree.Element("a", {"href": f"#exercise-{number}", "class": "here"})
                link.text, link.tail = f"{number}.", title
                element[0].insert(0, link)
                grade(element)


def grade(exercise: etree.Element) -> None:
    """Put the grade of an exercise, the signs behind its title, into an element that says what they mean."""
    sign, _, rest = (exercise[0].tail or "").lstrip().partition(" ")
    if words := exercises.GRADES.get(sign):
        mark = etree.Element("span", {"class": "grade", "role": "img", "aria-label": words, "title": words})
        mark.text, mark.tail, exercise[0].tail = sign, f" {rest}", " "
        exercise.insert(1, mark)
