"""Numbers in prose: each comes from a program, an output or a formula of its page, or from a cited source."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from downhill.page import Page
from downhill.prose import plain

NUMBER = re.compile(r"(?<![\w.])\d+(?:[,_]\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?(?!\w)", re.IGNORECASE)
DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
VALUE = re.compile(r"\d+(?:[,_]\d{3})*(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+", re.IGNORECASE)
ENTRY = re.compile(r"\[(\d+)\]\(#[\w-]+-\1\)(\{[^}]*\})?")  # the number of an entry, which leads to itself
POWER = re.compile(r"(?:(\d+(?:\.\d+)?)\s*\\(?:times|cdot)\s*)?10\^\{?(-?\d+)\}?")


def orphans(page: Page, computed: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each number of a page's prose that stands neither in `computed` nor in a formula of it.

    Only numbers with a decimal point or with three or more digits count, and no days, such as 2026-11-21. A paragraph,
    list or table that links to the bibliography vouches for its own.
    """
    code = [block.text for block in page.blocks if block.kind != "text"]
    known = sorted(values("\n".join([computed, *code, *(formula.tex for formula in page.formulas)])))
    paragraphs = [0, *accumulate(not line.strip() for line in page.text.splitlines())]  # by line, between empty ones
    cited = {paragraphs[link.line] for link in page.links if "bibliography.md#" in link.target}
    for inline in page.inlines:
        if paragraphs[inline.line] in cited or ENTRY.fullmatch(inline.source):
            continue
        text = "".join(" " if piece.type in ("math_inline", "html_inline") else plain(piece) for piece in inline.pieces)
        for match in NUMBER.finditer(DAY.sub(lambda day: " " * len(day[0]), text)):
            digits = re.sub(r"[,_]", "", match[0])
            if "." not in digits and "e" not in digits.lower() and len(digits) < 3:
                continue
            percent = text[match.end() :].lstrip().startswith("%")
            if not stands_in(digits, known, percent):
                yield inline.line + text.count("\n", 0, match.start()), match[0]


def values(text: str) -> Iterator[float]:
    """Yield every number in a text, those written as powers of ten included."""
    for match in VALUE.finditer(text.replace("\\,", "").replace("{,}", "")):
        yield float(re.sub(r"[,_]", "", match[0]))
    for factor, exponent in POWER.findall(text):
        yield float(factor or 1) * 10.0 ** int(exponent)


def stands_in(shown: str, known: list[float], percent: bool) -> bool:
    """Say whether a shown number is one of `known`, in order, rounded to the digits shown; 12.3% is also 0.123."""
    mantissa, _, exponent = shown.lower().partition("e")
    slack = 0.5000001 * 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    for scale in (1, 100) if percent else (1,):
        value = float(shown) / scale
        reach = slack / scale + abs(value) * 1e-14
        place = bisect_left(known, value - reach)
        if place < len(known) and known[place] <= value + reach:
            return True
    return False
