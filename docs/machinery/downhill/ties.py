"""What a line may not be broken between: a formula and its punctuation, a sentence and its ✓, words of short code.

And what is drawn alike: a Greek letter of the text is one of a formula.
"""

import re
from xml.etree import ElementTree as etree  # noqa: N813, the name that Python-Markdown uses

OPENS = re.compile(r"[(\[“‘‹«]+$")
FOLLOWS = re.compile(r"[^\s—–]{1,12}(?=[\s—–]|$)|[,.;:?!)\]”’%]+")  # as in $x$, or $k$-means
GREEK = re.compile("([α-ω])")
SHORT_CODE = re.compile(r"(?=.* ).{1,24}")  # with a space, and no longer than the narrowest line has room for
JOINED = "\u2060\u00a0"  # a word joiner and a space that does not break: a formula alone is no word


def tie(root: etree.Element) -> None:
    """Tie what belongs together, in the tree of a page; a formula takes what stands right on it into its span.

    Code in a table keeps its breaks: there a column would be as wide as its longest piece.
    """
    for parent in root.iter():
        before: etree.Element | None = None
        for child in parent:
            if child.tag == "span" and child.get("class") == "arithmatex" and child.text:
                opened = taken(parent, before, OPENS)
                closed = FOLLOWS.match(child.tail or "")
                child.text = f"{opened}{child.text}{closed[0] if closed else ''}"
                child.tail = (child.tail or "")[closed.end() :] if closed else child.tail
            elif child.get("class") == "claim" and (space := taken(parent, before, re.compile(r"\s+$"))):
                put(parent, before, JOINED if space else "")
            elif child.tag == "code" and parent.tag in ("p", "li") and SHORT_CODE.fullmatch(child.text or ""):
                child.set("class", "whole")
            before = child


def draw_greek(element: etree.Element) -> None:
    """Give each Greek letter of the text an element of its own, which has the font of the formulas."""
    if element.tag in ("code", "pre", "script") or element.get("class") == "arithmatex":
        return
    for child in [*element]:
        draw_greek(child)
        after, child.tail = lettered(child.tail)
        for place, letter in enumerate(after, [*element].index(child) + 1):
            element.insert(place, letter)
    first, element.text = lettered(element.text)
    for place, letter in enumerate(first):
        element.insert(place, letter)


def lettered(text: str | None) -> tuple[list[etree.Element], str | None]:
    """Return the Greek letters of a text as elements with what follows each of them, and what stands before all."""
    before, *rest = GREEK.split(text) if text else [text]
    made = []
    for letter, after in zip(rest[::2], rest[1::2], strict=True):
        made.append(etree.Element("span", {"class": "greek"}))
        made[-1].text, made[-1].tail = letter, after
    return made, before


def taken(parent: etree.Element, before: etree.Element | None, what: re.Pattern[str]) -> str:
    """Return what stands at the end of the text behind `before` in `parent`, and take it away."""
    text = (parent.text if before is None else before.tail) or ""
    found = what.search(text)
    if not found:
        return ""
    if before is None:
        parent.text = text[: found.start()]
    else:
        before.tail = text[: found.start()]
    return found[0]


def put(parent: etree.Element, before: etree.Element | None, what: str) -> None:
    """Put something at the end of the text behind `before` in `parent`."""
    if before is None:
        parent.text = (parent.text or "") + what
    else:
        before.tail = (before.tail or "") + what
