"""What a line may not be broken between: a formula and its punctuation, a sentence and its ✓, and short code.

And what is drawn alike: a Greek letter of the text is one of a formula.
"""

import re
from xml.etree import ElementTree as etree  # noqa: N813, the name that Python-Markdown uses

OPENS = re.compile(r"[(\[“‘‹«]+$")
FOLLOWS = re.compile(r"[^\s—–]{1,12}(?=[\s—–]|$)|[,.;:?!)\]”’%]+")  # as in $x$, or $k$-means
WHOLE = r"scikit-learn|[A-Za-z]-[A-Za-z]+|[A-Z]{2,}-\d+|\d[\d.]*e-\d+|\d{4}-\d\d-\d\d"
DRAWN = re.compile(rf"(?P<greek>[α-ω])|(?<![\w-])(?P<whole>{WHOLE})(?![\w-])")  # no part of a file's name
SHORT_CODE = re.compile(r"(?=.*[ -]).{1,24}")  # with a space or a hyphen; the narrowest line has room for it
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
            elif child.tag == "code" and parent.tag in ("p", "li", "strong") and SHORT_CODE.fullmatch(child.text or ""):
                child.set("class", "whole")
            before = child


def draw(element: etree.Element) -> None:
    """Give each Greek letter an element, with the font of the formulas, and each name, which is whole at its hyphen."""
    if element.tag in ("code", "pre", "script") or element.get("class") == "arithmatex":
        return
    for child in [*element]:
        draw(child)
        after, child.tail = parted(child.tail)
        for place, part in enumerate(after, [*element].index(child) + 1):
            element.insert(place, part)
    first, element.text = parted(element.text)
    for place, part in enumerate(first):
        element.insert(place, part)


def parted(text: str | None) -> tuple[list[etree.Element], str | None]:
    """Return what of a text becomes elements, with what follows each of them, and what stands before all."""
    found = [*DRAWN.finditer(text or "")]
    ends = [*(match.start() for match in found), len(text or "")]
    made = []
    for match, end in zip(found, ends[1:], strict=True):
        made.append(etree.Element("span", {"class": match.lastgroup or ""}))
        made[-1].text, made[-1].tail = match[0], match.string[match.end() : end]
    return made, text and text[: ends[0]]


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
