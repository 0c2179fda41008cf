"""From TeX to MathML, and which characters of the math font that needs."""

import html
import re
import unicodedata
from functools import cache

from math_core import LatexError as FormulaError
from math_core import LatexToMathML

TEX = LatexToMathML(fancy_error=False)
# A browser draws a single letter as its italic, which is a character of its own; plain letters come before variants
CODES = (*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C))
ITALIC = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in reversed(CODES)} | {"h": "ℎ"}

__all__ = ["FormulaError", "characters", "mathml"]


@cache
def mathml(tex: str, display: bool) -> str:
    """Return a formula as MathML; raises FormulaError where it does not parse."""
    return str(TEX.convert_with_local_state(tex, displaystyle=display))


def characters(formula: str) -> set[str]:
    """Return the characters that a formula in MathML draws."""
    drawn = set(html.unescape(re.sub(r"<[^>]*>", "", formula)))
    drawn.update(ITALIC.get(each, "") for each in re.findall(r"<mi>(.)</mi>", formula))
    return drawn | ({"√"} if "<msqrt" in formula or "<mroot" in formula else set())  # drawn, not text
