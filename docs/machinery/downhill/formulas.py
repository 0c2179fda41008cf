"""From TeX to MathML, and which characters of the math font that needs."""

import html
import re
import unicodedata
from functools import cache
from xml.etree import ElementTree as etree  # noqa: N813, the name that Python-Markdown uses

from math_core import LatexError as FormulaError
from math_core import LatexToMathML

TEX = LatexToMathML(fancy_error=False)
# A browser draws a single letter as its italic, which is a character of its own; plain letters come before variants
CODES = (*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C))
ITALIC = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in reversed(CODES)} | {"h": "ℎ"}
NAMED = re.compile(r"&(?!lt;|gt;|amp;|quot;)\w+;")  # characters that HTML has a name for and XML has not
SCRIPTS = {"msub", "msup", "msubsup"}
SPACE = {"mtext", "mspace"}  # what MathML takes for space: beside nothing else an operator has none of its own
BETWEEN = dict.fromkeys("=<>≤≥≈←", "0.2778em") | dict.fromkeys("+−", "0.2222em")  # space on both sides of an operator
DIGIT = "0.7em"

__all__ = ["FormulaError", "characters", "mathml"]


@cache
def mathml(tex: str, display: bool) -> str:
    """Return a formula as MathML; raises FormulaError where it does not parse.

    A lone operator in a script, as in w*, gets none of the space that WebKit would give it. One among words alone
    gets its space by hand, and one at the head of a line that goes on from the one above is told that it is no sign.
    What stands below a root is as high as a digit, for the sign hangs from its bar: over a low letter it would fall out
    of the line.
    """
    text = TEX.convert_with_local_state(tex, displaystyle=display)
    formula = etree.fromstring(NAMED.sub(lambda name: html.unescape(name[0]), text))
    for element in formula.iter():
        for script in list(element)[1:] if element.tag in SCRIPTS else []:
            if script.tag == "mo":
                script.attrib.update({"lspace": "0", "rspace": "0"})
        alone = [child for child in element if child.tag not in SPACE and (len(child) or child.tag != "mrow")]
        if len(element) > 1 and len(alone) == 1 and (width := BETWEEN.get(alone[0].text or "")):
            at = list(element).index(alone[0])
            for place in (at + 1, at) if at else (at + 1,):
                element.insert(place, etree.Element("mspace", {"width": width}))
    for _, second in (row[:2] for row in formula.iter("mtr") if len(row) > 1 and not len(row[0])):
        if len(second) and second[0].tag == "mo" and second[0].text in BETWEEN:
            second[0].set("form", "infix")
    for root in formula.iter("msqrt"):
        root.insert(0, etree.Element("mspace", {"height": DIGIT}))
    return etree.tostring(formula, encoding="unicode")


def characters(formula: str) -> set[str]:
    """Return the characters that a formula in MathML draws: its text, italics for single letters, and the root."""
    tree = etree.fromstring(formula)
    drawn = set("".join(tree.itertext()))
    for element in tree.iter():
        if element.tag in ("msqrt", "mroot"):
            drawn.add("√")
        elif element.tag == "mi" and not element.attrib:
            drawn.update(ITALIC.get(element.text or "", ""))
    return drawn
