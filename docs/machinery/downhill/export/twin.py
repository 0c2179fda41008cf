"""A page as plain Markdown, with its programs and outputs in full, for those who are not on the site."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from downhill import simulations
from downhill.book import Book
from downhill.live import Change
from downhill.page import Block, Page, Question
from downhill.prose import ATTRIBUTES, Inline, markdown_of
from downhill.site import id_of, led_to, twin_of

ATTRIBUTE_LINE = re.compile(r"^\s*\{:?[ ]*[.#\w][^}\n]*\}\s*$")


@dataclass(frozen=True)
class Writer:
    """Turns a page of a book into plain Markdown.

    `hide` puts answers into folds and leaves data of figures away; `address` says where links to pages lead.
    """

    book: Book
    page: Page
    hide: bool
    address: Callable[[str], str]

    def text(self, block: Block) -> str:
        """Return a stretch of prose without what only this site understands."""
        lines: list[str | None] = [*block.text.splitlines()]
        for token in self.page.html:
            if token.map:
                replace(lines, token.map[0] + 1 - block.line, token.map[1] + 1 - block.line, words_of(token.content))
        for inline in block.inlines:
            start = inline.line - block.line
            if inline.element[0]:
                replace(lines, start, inline.end - block.line, self.element(inline))
            else:
                self.rewrite(lines, start, inline)
        here = range(block.line, block.line + len(lines))
        for question in [each for each in self.page.questions if each.line in here]:
            replace(lines, question.line - block.line, question.end - block.line, self.question(question))
        kept = [line for line in lines if line is not None and not ATTRIBUTE_LINE.match(line)]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")

    def rewrite(self, lines: list[str | None], start: int, inline: Inline) -> None:
        """Write a run of prose anew among the lines of its block, of which it begins in `start`."""
        before = inline.source.split("\n")
        after: list[str | None] = [*self.prose(inline.pieces).split("\n", len(before) - 1)]
        after += [None] * (len(before) - len(after))
        for place, (old, new) in enumerate(zip(before, after, strict=True), start):
            line = lines[place]
            if line is not None and new is not None:
                old = old if old in line else old.replace("|", "\\|")  # a cell of a table
                line = line.replace(old, new.rstrip(), 1)
                new = ATTRIBUTES.sub("", line) if inline.kind in ("heading", "paragraph") else line
            lines[place] = new

    def prose(self, pieces: tuple[Token, ...]) -> str:
        """Return pieces of prose as Markdown whose links lead somewhere from anywhere."""

        def render(piece: Token) -> str | None:
            if piece.type == "link_open" and piece.markup != "autolink":
                piece.attrs["href"] = self.target(str(piece.attrs["href"]))
            unseen = piece.type == "html_inline" and piece.content.startswith(("<!--", "<filter", "<reading", "</"))
            return "" if unseen else None

        return markdown_of(tuple(piece.copy(attrs=dict(piece.attrs)) for piece in pieces), render)

    def target(self, target: str) -> str:
        """Return the full address of a link's target."""
        if target.startswith("claim:"):
            name = target.removeprefix("claim:")
            return f"{self.link(self.book.listed[self.book.claimed[name]])}#{self.book.claims[name].anchor}"
        if target.startswith("sim:"):
            name, _, state = target[4:].partition("?")
            own = simulations.own_page(self.book, simulations.named(name))
            return f"{self.link(own)}#{name}" + (f"?{state}" if state else "")
        if change := Change.read(target, ""):
            return f"{self.link(self.page.path)}#{id_of('program', change.program)}"
        if re.match(r"\w+:", target):
            return target
        path, anchor = led_to(target, self.page.path)
        return self.link(path) + (f"#{anchor}" if anchor else "")

    def link(self, path: str) -> str:
        """Return the full address of a file below docs."""
        return self.book.site.address + (self.address(path) if path in self.book.pages else path)

    def element(self, inline: Inline) -> str:
        """Return what stands for an element of the book's own."""
        name = inline.element[0]
        caption = " ".join(self.prose(inline.inner).split())
        if name == "figure-plot":
            drawn = self.book.figures.get(inline.placed)
            address = self.book.site.address + (drawn.address if drawn else "")
            return f"> **Figure.** {caption}" + ("" if self.hide else f" ([data of this figure]({address}))")
        if name == "book-simulation":
            return f"> [Simulation]({self.target(f'sim:{inline.placed}?')}): {caption}"
        return ""

    def question(self, question: Question) -> str:
        """Return a predict-first question: the choices, and after them what each is worth."""
        rows = [self.book.verdict(question, choice) for choice in question.choices]
        row = next((row for row in rows if row and question.answer in row), "")
        choices, verdicts = [], []
        for number, choice in enumerate(question.choices, 1):
            choices.append(f"{number}. {self.prose(choice.label.pieces)}")
            told = " ".join(self.prose(each.pieces) for each in choice.told)
            verdicts.append(f"{choices[-1]}: {' '.join(told.split())}")
        found = "\n".join([f"The program prints: `{' '.join(row.split())}`\n", *verdicts])
        if self.hide:
            found = f"<details><summary>After you have guessed</summary>\n\n{found}\n\n</details>"
        asked = [self.prose(each.pieces) for each in question.asked]
        return "\n\n".join(["**Predict first.**", *asked, "\n".join(choices), found])


def replace(lines: list[str | None], start: int, end: int, text: str | None) -> None:
    """Put a text in the place of some lines, where they are among these; None leaves them."""
    if text is not None and 0 <= start < len(lines):
        lines[start:end] = [text, *[None] * (min(end, len(lines)) - start - 1)]


def words_of(html: str) -> str | None:
    """Return what stands for a block of HTML: the words of a drawing, nothing for what only frames; None leaves it."""
    if html.startswith(("<predict-first", "</predict-first", '<div class="table"')):
        return None
    tree = LexborHTMLParser(html)
    for drawing in tree.css("svg"):
        drawing.decompose()
    return tree.text().strip()


def content(book: Book, block: Block) -> str:
    """Return the text of a piece of code, with the file that it includes."""
    path = book.root / "snippets" / block.include
    return path.read_text("utf-8").removesuffix("\n") if block.include and path.is_file() else block.text


def told_needs(book: Book, block: Block) -> str:
    """Return the sentence on what the program of a piece of code needs beyond the book's packages, or nothing."""
    return f"*{told}*" if block.kind == "program" and (told := book.needs.get(block.program)) else ""


def in_fence(book: Book, block: Block) -> str:
    """Return a piece of code as a fence; its title, the program's name, stands in the fence's first line."""
    word = {"program": "python", "output": "text"}.get(block.kind, block.title)
    title = f' title="{block.title}"' if block.title and block.kind != "code" else ""
    return f"```{word}{title}\n{content(book, block)}\n```"


def parts(book: Book, page: Page) -> Iterator[str]:
    """Yield a page as plain Markdown in pieces; folds lie open."""
    writer, fold = Writer(book, page, False, twin_of), None
    for block in page.blocks:
        if block.fold and block.fold is not fold:
            yield f"**{block.fold.title}**"
        fold = block.fold
        yield told_needs(book, block)
        yield writer.text(block) if block.kind == "text" else in_fence(book, block)


def twin(book: Book, page: Page) -> str:
    """Return a page as plain Markdown."""
    return "\n\n".join(part for part in parts(book, page) if part) + "\n"
