"""How a program stands on a page: its figure above it, its core lines first, what it prints below, and an address."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree  # noqa: N813, the name that Python-Markdown uses

from pygments.filter import Filter
from pygments.lexer import Lexer
from pygments.token import Keyword, Name, Number, Operator, Punctuation, String, Text, Token, Whitespace
from pymdownx.highlight import Highlight

from downhill import projects
from downhill.files import kept
from downhill.site import figure_id, id_of

SHORT = 14  # lines; a program that is no longer is shown whole
PHONE = 54  # columns that a phone shows in letters of 10 pixels
NARROW = 40  # and in those of a program
CORE = '<span class="hll">'
LINE = re.compile(rf"{CORE}.*?\n</span>|[^\n]*\n", re.DOTALL)  # Pygments ends every element where a line ends
TAG = re.compile(r"<[^>]*>")
CODE = re.compile(r"(?<=<code>).*(?=</code>)", re.DOTALL)
TITLE = re.compile(r'<div class="language-(?P<language>\w+) [^"]*"><span class="filename">(?P<name>[^<]*)</span>')
PLAIN = (Name, Operator, Operator.Word, Punctuation, Keyword.Constant, Whitespace, Token.Text.Whitespace)
STRINGS = (String.Affix, String.Single, String.Double, String.Interpol)
LANGUAGES = ("python", "text", "sh")
PLACE = re.compile(r"\x02wzxhzdk:(\d+)\x03")  # what stands for a block of code until the page is written


class Quiet(Filter):
    """Gives names, spaces, signs and brackets in code no element of their own, which are a quarter of a page's.

    Only signs would have a colour, hardly another one than the text's. What has one colour is of one kind, so that a
    string is one element.
    """

    def filter(self, lexer: Lexer, stream: Iterator[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        """Yield the tokens of a program, with plain ones for those."""
        for kind, value in stream:
            if kind in PLAIN:
                yield Text, value
            elif kind in STRINGS:
                yield String, value
            else:
                yield Number if kind in Number else kind, value


class Highlighter(Highlight):
    """Highlights code, quietly, and only where it changed: to find the tokens of all programs takes seconds."""

    def __init__(self, folder: Path, md: Any, **settings: Any) -> None:
        """Take what Markdown's settings say, and the folder in which highlighted code is kept."""
        languages = [{"name": name, "lang": name, "options": {"filters": [Quiet()]}} for name in LANGUAGES]
        super().__init__(md, **{**settings, "extend_pygments_lang": languages})
        self.folder, self.depends = folder, (made_by(), {**settings, "extend_pygments_lang": ""})

    def highlight(self, *code: Any, code_block_count: int = 0, **options: Any) -> str:
        """Return code in HTML; the number of a block is for the ids of its lines, which have none."""
        return kept(self.folder, (self.depends, code, options), partial(super().highlight, *code, **options))


@cache
def made_by() -> tuple[str, ...]:
    """Return what highlights code: the versions of the packages, and this file."""
    return version("pygments"), version("pymdown-extensions"), Path(__file__).read_text("utf-8")


def parts(lines: Iterable[str]) -> set[int]:
    """Return the numbers of the lines of a program that are the reader's to write, with the marks around them."""
    found: set[int] = set()
    inside = False
    for number, line in enumerate(lines, 1):
        inside = inside or bool(projects.OPENS.match(line))
        if inside:
            found.add(number)
        inside = inside and not projects.ENDS.match(line)
    return found


def folded(code: str) -> str:
    """Return highlighted code with each run of lines that are no core in an element of its own, where it is longer.

    The text stays whole, and the browser's own search sees it: what is seen of it, the stylesheet decides. A single
    line takes no more room than its sign. The place that is the reader's to fill is always seen.
    """
    lines = LINE.findall(code)
    if len(lines) <= SHORT or CORE not in code:
        return "".join(map(breakable, lines))
    own = parts(map(text_of, lines))
    seen_first = [line.startswith(CORE) or number in own for number, line in enumerate(lines, 1)]
    out = []
    for core, group in groupby(zip(seen_first, lines, strict=True), lambda pair: pair[0]):
        run = [line for _, line in group]
        text = "".join(run)
        seen = core or len(run) == 1 or not text.strip()
        rest = f'<span class="rest"><span hidden="until-found">{text}</span></span>'
        out.append("".join(map(breakable, run)) if seen else rest)
    return "".join(out)


def text_of(line: str) -> str:
    """Return what a highlighted line says."""
    return html.unescape(TAG.sub("", line)).rstrip("\n")


def breakable(line: str) -> str:
    """Return a highlighted line, with its indentation where it is too long for a phone, which goes on below it."""
    text = text_of(line)
    if len(text) <= NARROW:
        return line
    indentation = f'style="--indentation: {len(text) - len(text.lstrip())}"'
    if line.startswith(CORE):
        return f'<span class="hll long" {indentation}>{line.removeprefix(CORE)}'
    return f'<span class="long" {indentation}>{line}</span>'


def dressed(block: str, anchor: str = "", file: str = "") -> str:
    """Return a titled program with its core lines and a button for the rest, a link to itself, and one to its file."""
    title, code = TITLE.match(block), CODE.search(block)
    if not title or not code or title["language"] != "python":
        return block
    name, shown = title["name"], folded(code[0])
    parts = [f'<a href="#{anchor}">{name}</a>' if anchor else f"<span>{name}</span>"]
    if 'class="rest"' in shown:
        labels = f"<span>All {len(LINE.findall(code[0]))} lines</span><span>Core lines</span>"
        parts.append(f'<button type="button" class="lines" data-search-exclude="">{labels}</button>')
    if file:
        parts.append(f'<a href="{file}" download="" data-search-exclude="">Download</a>')
    start, end = title.span("name")
    return block[:start] + " ".join(parts) + block[end : code.start()] + shown + block[code.end() :]


def printed(block: str) -> str:
    """Return a titled output with its width for a phone, and with an element for each row where it has many columns."""
    code = CODE.search(block)
    if not code or not block.startswith("<div "):
        return block
    rows = code[0].splitlines(keepends=True)
    columns = max((len(html.unescape(row).rstrip("\n")) for row in rows), default=1)
    text = "".join(f'<span class="row">{row}</span>' for row in rows) if columns > PHONE else code[0]
    head = block[5 : code.start()].replace('class="filename"', 'class="filename" data-search-exclude=""')
    return f'<div style="--columns: {columns}" {head}{text}{block[code.end() :]}'


def arranged(
    children: Iterable[etree.Element], programs: dict[str, str], taken: set[str], needs: Mapping[str, str]
) -> list[etree.Element]:
    """Return the children of an element with each program in a box with its output, below the figure that it drew.

    `programs` gives for what stands for a block of code the name of the program, or `output`; `taken` are the anchors
    that the page has so far, `needs` what is told of programs that need more than the book's packages. A program in a
    fold of its own keeps it, and its figure stands above the fold.
    """
    out: list[etree.Element] = []
    left = [*children]
    while left:
        child = left.pop(0)
        inside = [programs.get(place_of(each), "output") for each in ([child] if child.tag == "p" else child.iter("p"))]
        program = next((name for name in inside if name != "output"), "")
        group = [child]
        if program and left and programs.get(place_of(left[0])) == "output":
            group.append(left.pop(0))
        if program and left and left[0].get("id") == figure_id(program):
            out.append(left.pop(0))
        out += [boxed(group, program, taken, needs.get(program, ""))] if program and child.tag == "p" else group
    return out


def boxed(parts: list[etree.Element], program: str, taken: set[str], told: str = "") -> etree.Element:
    """Return a program and its output in a box with the program's anchor; what it needs is told above it."""
    box = etree.Element("div", {"class": "program"})
    if (anchor := id_of("program", program)) not in taken:
        taken.add(anchor)
        box.set("id", anchor)
    if told:
        before, code, after = told.split("`")
        line = etree.SubElement(box, "p", {"class": "needs", "data-search-exclude": ""})
        line.text = before
        etree.SubElement(line, "code").text = code
        line[0].tail = after
    box.extend(parts)
    return box


def place_of(element: etree.Element) -> str:
    """Return the number of the block of code that a paragraph stands for, or nothing."""
    found = PLACE.fullmatch((element.text or "").strip()) if element.tag == "p" and not len(element) else None
    return found[1] if found else ""
