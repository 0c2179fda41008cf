"""A page as its author wrote it: parsed once into blocks with lines, from which all else derives.

Two parsers read a page: this one for all that the book knows of it, and Python-Markdown, which makes its HTML. A test
holds that they see the same formulas, programs, claims and links on every page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml
from markdown.extensions.toc import slugify
from markdown_it.token import Token

from downhill.prose import ATTRIBUTES, Inline, opening, parser, plain, without_attributes

LABEL = re.compile(r"\*\*(\d+\. .+?)\*\*")  # of an exercise
INCLUDE = re.compile(r'--8<-- "([^"]+)"')
ELEMENTS = ("figure-plot", "predict-first", "book-simulation")


@dataclass(frozen=True, order=True)
class Problem:
    """Something to mend: the file, its line, and what is wrong."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        """Return the problem as messages show it."""
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


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
    """A stretch of lines of one kind: `text`, a `program`, its `output`, or other `code`; and where it stands."""

    kind: str
    line: int
    text: str
    title: str = ""
    include: str = ""
    info: str = ""
    fold: Fold | None = None
    heading: Heading | None = None
    inlines: tuple[Inline, ...] = ()

    @property
    def program(self) -> str:
        """Return the name of the program that is shown, such as `momentum/ravine`, or nothing."""
        return self.include.removesuffix(".py") if self.kind == "program" and self.include.endswith(".py") else ""

    @property
    def anchor(self) -> str:
        """Return the anchor of the program that is shown."""
        return anchor_of("program", self.program)


@dataclass(frozen=True, eq=False)
class Figure:
    """The place of a program's figure, and its caption."""

    program: str
    caption: Inline
    line: int


@dataclass(frozen=True, eq=False)
class Choice:
    """One answer to a question: its label, and what to say to a reader who chose it."""

    label: Inline
    told: tuple[Inline, ...]


@dataclass(frozen=True, eq=False)
class Question:
    """A question to predict; its verdicts come from what a program prints. `end` is the line behind it."""

    program: str
    answer: str
    asked: tuple[Inline, ...]
    choices: tuple[Choice, ...]
    line: int
    end: int
    closed: bool = True

    @property
    def anchor(self) -> str:
        """Return the anchor of the question."""
        return anchor_of("predict", self.program)


@dataclass(frozen=True)
class Exercise:
    """An exercise: a paragraph below the heading Exercises that begins with its label, such as `**2. Thousands.**`."""

    label: str
    line: int

    @property
    def anchor(self) -> str:
        """Return its anchor, which a new exercise before it leaves as it is."""
        return f"exercise-{slugify(self.label.partition(' ')[2], '-')}"


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
        for token in page.tokens:
            if token.type == "front_matter":
                try:
                    meta = yaml.safe_load(token.content)
                except yaml.YAMLError:
                    meta = None
                page.meta.update(meta if isinstance(meta, dict) else {})
                for number, line in enumerate(token.content.splitlines(), 2):
                    page.meta_lines.setdefault(line.partition(":")[0], number)
        return page

    @cached_property
    def tokens(self) -> list[Token]:
        """Return the tokens of the page's Markdown."""
        return parser().parse(self.text)

    @cached_property
    def html(self) -> list[Token]:
        """Return the blocks of HTML."""
        return [token for token in self.tokens if token.type == "html_block"]

    @property
    def body(self) -> str:
        """Return the Markdown without the front matter."""
        opened = next((token for token in self.tokens if token.type == "front_matter" and token.map), None)
        return "\n".join(self.text.split("\n")[opened.map[1] :]) if opened and opened.map else self.text

    def line(self, number: int) -> int:
        """Return the line of the page's file for a line of its text."""
        return self.numbers[min(number, len(self.numbers)) - 1] if self.numbers else number

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
        taken = {name for name, _ in self.simulations}
        inlines = iter([each for each in self.inlines if each.kind == "heading"])
        for token in self.tokens:
            if token.type == "heading_open":
                inline = next(inlines)
                attributes = ATTRIBUTES.search(inline.source)
                named = re.search(r"#([\w-]+)", attributes[1]) if attributes else None
                words = "".join(
                    piece.content if piece.type == "math_inline" else plain(piece) for piece in inline.pieces
                )
                anchor, number = named[1] if named else slugify(words, "-"), 0
                while anchor in taken:
                    number += 1
                    anchor = f"{slugify(words, '-')}_{number}"
                taken.add(anchor)
                found.append(Heading(int(token.tag[1]), inline.words, anchor, inline.line))
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return every link of the prose."""
        found = []
        for inline in self.inlines:
            opened: tuple[int, Token] | None = None
            words: list[str] = []
            for line, piece in inline.lines():
                if piece.type == "link_open":
                    opened, words = (line, piece), []
                elif piece.type == "link_close" and opened:
                    attributes = opened[1].attrs
                    target, title = str(attributes["href"]), str(attributes.get("title", ""))
                    found.append(Link(target, title, "".join(words), opened[0]))
                    opened = None
                elif opened:
                    words.append(plain(piece))
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

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return the places of figures."""
        found = []
        for inline in self.inlines:
            if inline.element and inline.element[0] == "figure-plot":
                caption = Inline(inline.line, inline.end, inline.source, inline.pieces[1:-1], "caption")
                found.append(Figure(inline.element[1].get("program", ""), caption, inline.line))
        return tuple(found)

    @cached_property
    def simulations(self) -> tuple[tuple[str, Inline], ...]:
        """Return name and paragraph of the places of simulations."""
        shown = [each for each in self.inlines if each.element and each.element[0] == "book-simulation"]
        return tuple((each.element[1].get("name", ""), each) for each in shown if each.element)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions to predict."""
        return tuple(questions(self.tokens, {each.line: each for each in self.inlines if each.kind == "paragraph"}))

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Return the exercises."""
        start = next((each.line for each in self.headings if each.anchor == "exercises"), None)
        if start is None:
            return ()
        end = next((each.line for each in self.headings if each.level <= 2 and each.line > start), len(self.text))
        labels = ((each.line, LABEL.match(each.source)) for each in self.inlines if start < each.line < end)
        return tuple(Exercise(label[1], line) for line, label in labels if label)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the page in order, as stretches of text, programs, outputs and other code."""
        return tuple(blocks(self))

    @property
    def programs(self) -> list[Block]:
        """Return the blocks that show a program."""
        return [block for block in self.blocks if block.program]


def anchor_of(kind: str, program: str) -> str:
    """Return the anchor of something of a program, such as `momentum/ravine`, on its page."""
    return f"{kind}-{program.replace('/', '-')}"


def questions(tokens: list[Token], paragraphs: dict[int, Inline]) -> Iterator[Question]:
    """Yield the questions among a page's tokens; `paragraphs` are its runs of prose by their first line."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.type != "html_block" or not token.content.startswith("<predict-first"):
            continue
        _, attributes = opening(token.content)
        line = token.map[0] + 1 if token.map else 0
        asked: list[Inline] = []
        choices: list[list[Inline]] = []
        depth, closed, end = 0, False, line
        while at < len(tokens) and not closed:
            inner = tokens[at]
            at += 1
            end = inner.map[1] + 1 if inner.map else end
            if inner.type in ("ordered_list_open", "ordered_list_close"):
                depth += inner.nesting
            elif inner.type == "list_item_open" and depth == 1:
                choices.append([])
            elif inner.type == "inline" and inner.map and (inline := paragraphs.get(inner.map[0] + 1)):
                (choices[-1] if depth and choices else asked).append(inline)
            closed = inner.type == "html_block" and inner.content.strip() == "</predict-first>"
        yield Question(
            attributes.get("program", ""),
            attributes.get("answer", ""),
            tuple(asked),
            tuple(Choice(first, tuple(rest)) for first, *rest in filter(None, choices)),
            line,
            end,
            closed and {"program", "answer"} == set(attributes),
        )


@dataclass
class Owner:
    """Whose a line of a page is: which fold's, which fence's, and how far it is indented by folds."""

    fold: Fold | None = None
    fence: Token | None = None
    margin: int = 0
    shown: bool = True


def blocks(page: Page) -> Iterator[Block]:
    """Yield the blocks of a page: neighbouring lines with the same owner belong together."""
    lines = page.text.splitlines()
    owners = [Owner() for _ in range(len(lines))]
    for token in page.tokens:
        if not token.map or token.type not in ("admonition_open", "fence", "front_matter"):
            continue
        start, end = token.map
        inner = owners[start]
        fold = Fold(token.content or "Note", token.meta.get("tag", ""), start + 1)
        for place in range(start, min(end, len(lines))):
            if token.type == "fence":
                owners[place] = Owner(inner.fold, token, inner.margin)
            elif token.type == "front_matter":
                owners[place] = Owner(shown=False)
            else:
                owners[place] = Owner(fold, None, inner.margin + 4, place > start)
    headings = {each.line: each for each in page.headings}
    heading, start = None, 0
    while start < len(lines):
        owner, end = owners[start], start + 1
        while end < len(lines) and same(owners[end], owner):
            end += 1
        if owner.fence:
            yield fenced(owner.fence, owner, heading)
        elif owner.shown:
            text = "\n".join(
                line[owner.margin :] if line[: owner.margin].isspace() else line for line in lines[start:end]
            )
            inside = tuple(
                each for each in page.inlines if start < each.line <= end and each.kind != "admonition_title"
            )
            yield Block("text", start + 1, text, "", "", "", owner.fold, heading, inside)
        for number in range(start + 1, end + 1):
            heading = headings.get(number, heading)
        start = end


def same(one: Owner, other: Owner) -> bool:
    """Say whether two lines belong to one block."""
    return one.fold is other.fold and one.fence is other.fence and one.shown == other.shown


def fenced(token: Token, owner: Owner, heading: Heading | None) -> Block:
    """Return the block that a fence is."""
    info = token.info.strip()
    title = re.search(r'title="([^"]*)"', info)
    word = re.search(r"[\w+-]+", info)
    kind = "output" if ".output" in info else "program" if word and word[0] in ("python", "py", "python3") else "code"
    included = INCLUDE.fullmatch(token.content.strip())
    name = title[1] if title else (word[0] if word and kind == "code" else "")
    line = token.map[0] + 1 if token.map else 0
    content = token.content.removesuffix("\n")
    return Block(kind, line, content, name, included[1] if included else "", info, owner.fold, heading)
