"""A page as its author wrote it: parsed once into blocks with lines, from which all else derives.

Two parsers read a page: this one for all that the book knows of it, and Python-Markdown, which makes its HTML. A test
holds that they see the same formulas, programs, claims and links on every page.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import groupby, takewhile
from typing import Any

import yaml
from markdown.extensions.toc import slugify
from markdown_it.token import Token

from downhill.prose import Inline, opening, parser, plain, without_attributes
from downhill.site import id_of

INCLUDE = re.compile(r'--8<-- "([^"]+)"')
ELEMENTS = ("figure-plot", "predict-first", "check-question", "book-simulation")
RANGE = re.compile(r"\d+(?:-\d+)?")  # of the lines that a fence marks
QUESTION = re.compile(r"<(predict-first|check-question)\b")
ASKED = {"predict-first": {"program", "answer"}, "check-question": {"name", "right"}}  # attributes that it must have


@dataclass(frozen=True, order=True)
class Problem:
    """Something to mend: the file, its line, and what is wrong."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        """Return the problem as messages show it."""
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


def line_of(text: str, words: str) -> int:
    """Return the line of a text on which some words stand first; 1 where they do not."""
    return text.count("\n", 0, max(text.find(words), 0)) + 1


@dataclass(frozen=True, eq=False)
class Fold:
    """Something that a page hides until it is opened."""

    title: str
    kind: str
    line: int


@dataclass(frozen=True, eq=False)
class Heading:
    """A heading: its words without markup, and the anchor that leads to it."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link of the prose: its target as written, its title, and the words that it stands on."""

    target: str
    title: str
    text: str
    line: int


@dataclass(frozen=True)
class Formula:
    """A formula: its TeX, and whether it stands on lines of its own."""

    tex: str
    display: bool
    line: int


@dataclass(frozen=True, eq=False)
class Block:
    """A stretch of lines of one kind: `text`, a `program`, its `output`, or other `code`."""

    kind: str
    line: int
    text: str
    title: str = ""
    include: str = ""
    info: str = ""
    fold: Fold | None = None
    inlines: tuple[Inline, ...] = ()

    @property
    def program(self) -> str:
        """Return the name of the program that is shown, such as `momentum/ravine`, or nothing."""
        return self.include.removesuffix(".py") if self.kind == "program" and self.include.endswith(".py") else ""

    @property
    def marked(self) -> list[int]:
        """Return the lines that hl_lines marks, by numbers and ranges: `2 5-7`."""
        ends = [each.split("-") for each in RANGE.findall(self.hl_lines)]
        return [line for each in ends for line in range(int(each[0]), int(each[-1]) + 1)]

    @property
    def hl_lines(self) -> str:
        """Return what the fence says of the lines to mark, as written."""
        found = re.search(r'hl_lines="([^"]*)"', self.info)
        return found[1] if found else ""

    @property
    def lines(self) -> range:
        """Return its lines on the page; one more, for the last may be empty."""
        return range(self.line, self.line + self.text.count("\n") + 2)

    @property
    def anchor(self) -> str:
        """Return the anchor of the program that is shown."""
        return id_of("program", self.program)


@dataclass(frozen=True, eq=False)
class Choice:
    """One answer to a question: its label, and what to say to a reader who chose it."""

    label: Inline
    told: tuple[Inline, ...]


@dataclass(frozen=True, eq=False)
class Question:
    """A question to predict, or one to check what was read; `end` is the line behind it.

    The verdicts of a question to predict come from what its `program` prints, of which the line of the right choice
    contains `answer`. One to check has a `name`, and the number of its `right` choice. `given` is what a reader of the
    page knows already, said for those who meet the question elsewhere; `shows` says whether these see the `program`
    too, or its `figure`.
    """

    program: str
    answer: str
    asked: tuple[Inline, ...]
    choices: tuple[Choice, ...]
    line: int
    end: int
    whole: bool
    name: str = ""
    right: str = ""
    given: Inline | None = None
    shows: str = ""

    @property
    def kind(self) -> str:
        """Return whether it is to `predict` what a program prints, or to `check` what was read."""
        return "check" if self.name else "predict"

    @property
    def key(self) -> str:
        """Return what tells the question from all others: its program, or its name."""
        return self.name or self.program

    @property
    def anchor(self) -> str:
        """Return the anchor of the question."""
        return id_of(self.kind, self.key)

    @property
    def waits(self) -> list[str]:
        """Return where the answer stands: in what the program prints, and in a figure if it is not asked about."""
        kinds = ["program"] if self.shows == "figure" else ["figure", "program"]
        return [id_of(kind, self.program) for kind in kinds] if self.program else []


@dataclass(frozen=True)
class Page:
    """A page below docs. `path` is its place there; `numbers` gives the line of its file for each line of `text`."""

    path: str
    text: str
    meta: dict[str, Any] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()
    meta_lines: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str, text: str) -> "Page":
        """Parse a page's Markdown; front matter that is no mapping counts as none."""
        page = cls(path, text)
        for token in page.tokens[:1]:
            if token.type == "front_matter":
                with suppress(yaml.YAMLError):
                    meta = yaml.safe_load(token.content)
                    page.meta.update(meta if isinstance(meta, dict) else {})
                for number, line in enumerate(token.content.splitlines(), 2):
                    page.meta_lines.setdefault(line.partition(":")[0], number)
        return page

    @cached_property
    def tokens(self) -> list[Token]:
        """Return the tokens of the page's Markdown."""
        return parser().parse(self.text)

    @property
    def html(self) -> list[Token]:
        """Return the blocks of HTML."""
        return [token for token in self.tokens if token.type == "html_block"]

    @property
    def body(self) -> str:
        """Return the Markdown without the front matter."""
        end = next((token.map[1] for token in self.tokens[:1] if token.type == "front_matter" and token.map), 0)
        return "\n".join(self.text.split("\n")[end:])

    def line(self, number: int) -> int:
        """Return the line of the page's file for a line of its text."""
        return self.numbers[min(number, len(self.numbers)) - 1] if self.numbers and number else number

    @property
    def title(self) -> str:
        """Return the words of the first heading."""
        return next((each.text for each in self.headings if each.level == 1), "")

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """Return every run of prose in order."""
        found, kind, row = [], "paragraph", 0
        for token in self.tokens:
            if token.type in ("heading_open", "paragraph_open", "th_open", "td_open", "admonition_title_open"):
                kind = token.type.removesuffix("_open")
            if token.type == "tr_open" and token.map:
                row = token.map[0]
            if token.type == "inline":
                start, end = token.map or (row, row + 1)
                pieces = tuple(without_attributes(token.children or []))
                found.append(Inline(start + 1, end + 1, token.content, pieces, kind))
        return tuple(found)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Return the headings in order, with the anchors that the site gives them."""
        found: list[Heading] = []
        taken = {each.placed for each in self.simulations}
        opened = [token for token in self.tokens if token.type == "heading_open"]
        inlines = [each for each in self.inlines if each.kind == "heading"]
        for token, inline in zip(opened, inlines, strict=True):
            words = "".join(each.content if each.type == "math_inline" else plain(each) for each in inline.pieces)
            anchor, number = next(inline.anchors(), slugify(words, "-")), 0
            while anchor in taken:
                number += 1
                anchor = f"{slugify(words, '-')}_{number}"
            taken.add(anchor)
            found.append(Heading(int(token.tag[1]), inline.words, anchor, inline.line))
        return tuple(found)

    def heading(self, line: int, level: int = 6) -> Heading | None:
        """Return the heading, of at most a level, that a line stands under."""
        return next((each for each in reversed(self.headings) if each.line <= line and each.level <= level), None)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return every link of the prose."""
        found: list[Link] = []
        for inline in self.inlines:
            inside = False
            for line, piece in inline.lines():
                if piece.type == "link_open":
                    found.append(Link(str(piece.attrs["href"]), str(piece.attrs.get("title", "")), "", line))
                elif inside:
                    found[-1] = replace(found[-1], text=found[-1].text + plain(piece))
                inside = piece.type == "link_open" or (inside and piece.type != "link_close")
        return tuple(found)

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """Return every formula."""
        found = [
            Formula(piece.content, False, line)
            for inline in self.inlines
            for line, piece in inline.lines()
            if piece.type == "math_inline"
        ]
        for token in self.tokens:
            if token.type in ("math_block", "math_block_label") and token.map:
                skipped = len(token.content) - len(token.content.lstrip())
                line = token.map[0] + 1 + token.content[:skipped].count("\n")
                found.append(Formula(token.content, True, line))
        return tuple(sorted(found, key=lambda each: each.line))

    @property
    def moved(self) -> dict[str, str]:
        """Return for the anchor of each section that was here once a link to it, as the front matter says."""
        moved = self.meta.get("moved")
        pairs = moved.items() if isinstance(moved, dict) else ()
        return {str(anchor): str(to) if "#" in str(to) else f"{to}#{anchor}" for anchor, to in pairs}

    @property
    def formerly(self) -> list[str]:
        """Return the paths below docs at which the page stood once, as the front matter says."""
        named = self.meta.get("formerly")
        return [str(path) for path in named] if isinstance(named, list) else []

    @property
    def figures(self) -> list[Inline]:
        """Return the places of figures."""
        return [each for each in self.inlines if each.element[0] == "figure-plot"]

    @property
    def simulations(self) -> list[Inline]:
        """Return the places of simulations."""
        return [each for each in self.inlines if each.element[0] == "book-simulation"]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions: what stands between two tags, with a numbered list of choices."""
        paragraphs = {each.line: each for each in self.inlines if each.kind == "paragraph"}
        found = []
        for behind, token in enumerate(self.tokens, 1):
            tag = QUESTION.match(token.content) if token.type == "html_block" else None
            if not tag or not token.map:
                continue
            _, attributes = opening(token.content)
            closes = f"</{tag[1]}>"
            inside = [*takewhile(partial(is_not, closes), self.tokens[behind:])]
            closing = self.tokens[behind + len(inside) :][:1]
            asked: list[Inline] = []
            choices: list[list[Inline]] = []
            for inner in inside:
                if inner.type == "list_item_open" and inner.info and inner.level == token.level + 1:
                    choices.append([])
                elif inner.type == "inline" and inner.map and (inline := paragraphs.get(inner.map[0] + 1)):
                    (choices[-1] if choices and inner.level > token.level + 1 else asked).append(inline)
            question = Question(
                attributes.get("program", ""),
                attributes.get("answer", ""),
                tuple(asked),
                tuple(Choice(first, tuple(rest)) for first, *rest in filter(None, choices)),
                token.map[0] + 1,
                closing[0].map[1] + 1 if closing and closing[0].map else token.map[1] + 1,
                bool(closing) and attributes.keys() - {"given", "shows"} == ASKED[tag[1]],
                attributes.get("name", ""),
                attributes.get("right", ""),
                given(attributes.get("given", ""), token.map[0] + 1),
                attributes.get("shows", ""),
            )
            found.append(question)
        return tuple(found)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the page in order, as stretches of text, programs, outputs and other code."""
        return tuple(blocks(self))

    @property
    def programs(self) -> list[Block]:
        """Return the blocks that show a program."""
        return [block for block in self.blocks if block.program]


def is_not(words: str, token: Token) -> bool:
    """Say whether a token is something else than certain words."""
    return token.content.strip() != words


def given(text: str, line: int) -> Inline | None:
    """Return what an attribute of a question says, as a run of prose, or nothing."""
    runs = [token for token in parser().parse(text) if token.type == "inline"]
    return Inline(line, line + 1, text, tuple(runs[0].children or ()), "paragraph") if runs else None


@dataclass(frozen=True, eq=False)
class Owner:
    """Whose some lines of a page are: which fold's, which fence's, and how far they are indented by folds."""

    fold: Fold | None = None
    fence: Token | None = None
    margin: int = 0
    shown: bool = True


def blocks(page: Page) -> Iterator[Block]:
    """Yield the blocks of a page: neighbouring lines with the same owner belong together."""
    lines = page.text.splitlines()
    owners = [Owner()] * len(lines)
    for token in page.tokens:
        if not token.map or token.type not in ("admonition_open", "fence", "front_matter"):
            continue
        start, end = token.map[0], min(token.map[1], len(lines))
        owner = replace(owners[start], fence=token if token.type == "fence" else None, shown=token.type == "fence")
        if token.type == "admonition_open":
            owners[start] = owner  # its title is no text
            start += 1
            owner = Owner(Fold(token.content or "Note", token.meta.get("tag", ""), start), None, owner.margin + 4)
        owners[start:end] = [owner] * (end - start)
    for owner, places in groupby(range(len(lines)), owners.__getitem__):
        rows = [*places]
        start, end = rows[0], rows[-1] + 1
        if owner.fence:
            yield fenced(owner.fence, owner.fold)
        elif owner.shown:
            own = [line[owner.margin :] if line[: owner.margin].isspace() else line for line in lines[start:end]]
            inside = [each for each in page.inlines if start < each.line <= end and each.kind != "admonition_title"]
            yield Block("text", start + 1, "\n".join(own), fold=owner.fold, inlines=tuple(inside))


def fenced(token: Token, fold: Fold | None) -> Block:
    """Return the block that a fence is."""
    info = token.info.strip()
    title = re.search(r'title="([^"]*)"', info)
    word = re.search(r"[\w+-]+", info)
    kind = "output" if ".output" in info else "program" if word and word[0] in ("python", "py", "python3") else "code"
    included = INCLUDE.fullmatch(token.content.strip())
    name = title[1] if title else (word[0] if word and kind == "code" else "")
    line = token.map[0] + 1 if token.map else 0
    return Block(kind, line, token.content.removesuffix("\n"), name, included[1] if included else "", info, fold)
