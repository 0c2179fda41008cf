"""Prose: runs of words, formulas and links as markdown-it finds them, and how they are written as Markdown again."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

ATTRIBUTES = re.compile(r"[ \t]*\{:?[ ]*((?:[.#][\w-]+|[\w-]+=(?:'[^']*'|\"[^\"]*\"|\S+))(?: [^}\n]*)?)\}(?=\s*$)")
IN_PAGE, ALONG = "in-page", "taken-along"  # elements: what only a page on a screen says, and what all else says
OPENERS = {"em_close", "strong_close", "link_close", "code_inline", "image", "math_inline"}


def parser() -> MarkdownIt:
    """Return the parser of the book: CommonMark with the site's extensions; nothing that is indented is code."""
    markdown = MarkdownIt("commonmark").enable("table").disable(["code", "text_join"])
    markdown.use(front_matter_plugin).use(admon_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    markdown.use(dollarmath_plugin, allow_space=False, double_inline=False)
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # as its author wrote it
    return markdown


@dataclass(frozen=True, eq=False)
class Inline:
    """A run of prose: a paragraph, a heading or a cell of a table, with its pieces."""

    line: int
    end: int
    source: str
    pieces: tuple[Token, ...]
    kind: str

    def lines(self) -> Iterator[tuple[int, Token]]:
        """Yield each piece with its line."""
        line = self.line
        for piece in self.pieces:
            yield line, piece
            line += piece.type in ("softbreak", "hardbreak") or piece.content.count("\n")

    @cached_property
    def words(self) -> str:
        """Return the text that the page shows, without its markup.

        A formula keeps its dollars, and a claim's mark is none of it.
        """
        out, marks = [], 0
        for piece in without(self.pieces, ALONG):
            if piece.type == "link_open":
                marks += str(piece.attrs["href"]).startswith("claim:")
            elif piece.type == "link_close":
                marks = 0
            elif not marks:
                out.append(f"${piece.content}$" if piece.type == "math_inline" else plain(piece))
        return "".join(out).strip()

    @cached_property
    def element(self) -> tuple[str, dict[str, str]]:
        """Return name and attributes of the element that this paragraph is; the name is empty where it is none."""
        if self.pieces and self.pieces[0].type == "html_inline":
            name, attributes = opening(self.pieces[0].content)
            if name not in (IN_PAGE, ALONG, "a") and self.pieces[-1].content == f"</{name}>":
                return name, attributes
        return "", {}

    @property
    def placed(self) -> str:
        """Return the program or the simulation whose place this element is."""
        name, attributes = self.element
        return attributes.get("name" if name == "book-simulation" else "program", "")

    @property
    def inner(self) -> tuple[Token, ...]:
        """Return the pieces without the tags of the element."""
        return self.pieces[1:-1] if self.element[0] else self.pieces

    def anchors(self) -> Iterator[str]:
        """Yield the ids that lists of attributes give."""
        for line in self.source.splitlines():
            if "{" in line and (attributes := ATTRIBUTES.search(line)):
                yield from re.findall(r"#([\w-]+)", attributes[1])


def plain(piece: Token) -> str:
    """Return the words of a piece of prose."""
    if piece.type in ("text", "text_special", "code_inline", "image"):
        return piece.content
    return "\n" if piece.type in ("softbreak", "hardbreak") else ""


def without(pieces: Iterable[Token], name: str) -> Iterator[Token]:
    """Yield the pieces of a run of prose that stand in no element of this name."""
    inside = False
    for piece in pieces:
        if piece.type == "html_inline" and piece.content in (f"<{name}>", f"</{name}>"):
            inside = not piece.content.startswith("</")
        elif not inside:
            yield piece


def has_words(text: str, words: str) -> bool:
    """Say whether a text has certain words in a row, their plural included."""
    return re.search(rf"(?<!\w){re.escape(words)}(e?s)?(?!\w)", text, re.IGNORECASE) is not None


@cache
def opening(tag: str) -> tuple[str, dict[str, str]]:
    """Return name and attributes of a tag of HTML; the name is empty where it is none."""
    found: list[tuple[str, dict[str, str]]] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: found.append((tag, {key: value or "" for key, value in attrs}))  # type: ignore[method-assign]
    reader.feed(tag)
    return found[0] if found else ("", {})


def without_attributes(pieces: list[Token]) -> Iterator[Token]:
    """Yield the pieces of a run of prose without the lists of attributes that belong to what stands before them."""
    for place, piece in enumerate(pieces):
        if piece.type == "text" and "{" in piece.content:
            after = place and pieces[place - 1].type in OPENERS
            head = re.match(r"\{:?[ ]*[.#\w][^}\n]*\}", piece.content) if after else None
            content = piece.content[head.end() :] if head else piece.content
            last = place + 1 == len(pieces) or pieces[place + 1].type in ("softbreak", "hardbreak")
            content = ATTRIBUTES.sub("", content) if last else content
            piece = piece.copy(content=content)
        yield piece


Render = Callable[[Token], str | None]
AGAIN: dict[str, Callable[[Token], str]] = {  # how a piece was written
    "image": lambda piece: f"![{piece.content}]({piece.attrs['src']})",
    "math_inline": lambda piece: f"${piece.content}$",
    "code_inline": lambda piece: f"{piece.markup}{piece.content}{piece.markup}",
    "footnote_ref": lambda piece: f"[^{piece.meta['label']}]",
    "hardbreak": lambda piece: "  \n",
}
AGAIN |= dict.fromkeys(
    ("text_special", "em_open", "em_close", "strong_open", "strong_close"), lambda piece: piece.markup
)


def markdown_of(pieces: tuple[Token, ...], render: Render) -> str:
    """Return a run of prose as Markdown again; `render` returns what stands for a piece, or None to leave it."""
    out, closing = [], []
    for piece in pieces:
        changed = render(piece)
        if changed is not None:
            out.append(changed)
        elif piece.type == "link_open":
            title = f' "{piece.attrs["title"]}"' if piece.attrs.get("title") else ""
            auto = piece.markup == "autolink"
            out.append("<" if auto else "[")
            closing.append(">" if auto else f"]({piece.attrs['href']}{title})")
        elif piece.type == "link_close":
            out.append(closing.pop())
        else:
            out.append(AGAIN[piece.type](piece) if piece.type in AGAIN else piece.content or plain(piece))
    return "".join(out)
