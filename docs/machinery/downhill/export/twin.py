"""A page as plain Markdown, with its programs and outputs in full, for those who are not on the site."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as replaced
from urllib.parse import urljoin

from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser, LexborNode

from downhill import projects, simulations
from downhill.book import Book
from downhill.drawn import DRAWN
from downhill.live import Change
from downhill.page import Block, Fold, Page, Question
from downhill.prose import ATTRIBUTES, IN_PAGE, Inline, markdown_of, without
from downhill.site import address_of, id_of, led_to, twin_of

INLINE = {"-text", "span", "em", "strong", "b", "i", "sup"}  # elements of HTML with nothing around them
RECALL = "Most of what is asked for stands above, names aside, in the program that begins “{}” Write it from memory."
ATTRIBUTE_LINE = re.compile(r"^\s*\{:?[ ]*[.#\w][^}\n]*\}\s*$")


@dataclass(frozen=True)
class Writer:
    """Turns a page of a book into plain Markdown.

    `hide` puts answers into folds and leaves data of figures away; `address` says where links to pages lead. Where it
    is not `solved`, questions have no answers, and what a figure shows is folded.
    """

    book: Book
    page: Page
    hide: bool
    address: Callable[[str], str]
    solved: bool = True

    def text(self, block: Block) -> str:
        """Return a stretch of prose without what only this site understands."""
        lines: list[str | None] = [*block.text.splitlines()]
        for token in self.page.html:
            if token.map:
                replace(
                    lines,
                    token.map[0] + 1 - block.line,
                    token.map[1] + 1 - block.line,
                    words_of(token.content, self.hide),
                )
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
        """Return pieces of prose as Markdown whose links lead somewhere from anywhere, and that is true anywhere."""

        def render(piece: Token) -> str | None:
            if piece.type == "link_open" and piece.markup != "autolink":
                piece.attrs["href"] = self.target(str(piece.attrs["href"]))
            if re.fullmatch("</?su[bp]>", piece.content):
                return piece.content
            return "" if piece.type == "html_inline" else None  # it is the site's own, but for the words inside

        kept = without(pieces, IN_PAGE)
        own = (each.copy(attrs=dict(each.attrs)) if each.type == "link_open" else each for each in kept)
        return markdown_of(tuple(own), render)

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
            if not self.solved:
                return f"<details><summary>What the figure shows</summary>\n\n{caption}\n\n</details>"
            return f"> **Figure.** {caption}" + ("" if self.hide else f" ([data of this figure]({address}))")
        if name == "book-simulation":
            return f"> [Simulation]({self.target(f'sim:{inline.placed}?')}): {caption}"
        if make := DRAWN.get(inline.source.strip()):
            return in_markdown(make(self.book, self.page.path), self.book.site.address + address_of(self.page.path))
        return ""

    def question(self, question: Question) -> str:
        """Return a question: the choices, and after them what each is worth."""
        right = next((choice for choice in question.choices if self.book.right(question, choice)), None)
        row = self.book.verdict(question, right) if right else ""
        choices, verdicts = [], [f"The program prints: `{' '.join(row.split())}`\n"] if row else []
        for number, choice in enumerate(question.choices, 1):
            choices.append(f"{number}. {self.prose(choice.label.pieces)}")
            told = " ".join(self.prose(each.pieces) for each in choice.told)
            yes = ("Yes. " if choice is right else "No. ") if question.name else ""
            verdicts.append(f"{choices[-1]}: {yes}{' '.join(told.split())}")
        found = "\n".join(verdicts)
        if self.hide:
            found = f"<details><summary>After you have guessed</summary>\n\n{found}\n\n</details>"
        asked = [self.prose(each.pieces) for each in question.asked]
        head = "**Check yourself.**" if question.name else "**Predict first.**"
        return "\n\n".join([head, *asked, "\n".join(choices), *([found] if self.solved else [])])


def replace(lines: list[str | None], start: int, end: int, text: str | None) -> None:
    """Put a text in the place of some lines, where they are among these; None leaves them."""
    if text is not None and 0 <= start < len(lines):
        lines[start:end] = [text, *[None] * (min(end, len(lines)) - start - 1)]


def words_of(html: str, folds: bool) -> str | None:
    """Return what stands for a block of HTML: the words of a drawing, nothing for what only frames; None leaves it.

    Of a lab's folds the words alone stay, or a bare fold where there are `folds`.
    """
    if folds and html.startswith(("<details", "</details")):
        return re.sub("<details [^>]*>", "<details>", html).strip()
    if html.startswith(
        ("<predict-first", "</predict-first", "<check-question", "</check-question", '<div class="table"')
    ):
        return None
    tree = LexborHTMLParser(html)
    for drawing in tree.css("svg"):
        drawing.decompose()
    return tree.text().strip()


def in_markdown(made: str, address: str) -> str:
    """Return what the build has made for a page, as Markdown: lists, tables and folds; pictures have no words."""
    body = LexborHTMLParser(made).body
    return "\n\n".join(runs(body, address)) if body else ""


def runs(parent: LexborNode, address: str) -> Iterator[str]:
    """Yield the blocks of an element of HTML as Markdown; its links are seen from an address."""
    for each in parent.iter():
        if each.tag in ("ul", "ol"):
            yield "\n".join(f"- {line_of(item, address)}" for item in each.iter() if item.tag == "li")
        elif each.tag == "table":
            rows = [[line_of(cell, address) for cell in row.css("th, td")] for row in each.css("tr")]
            rows.insert(1, ["---"] * len(rows[0]))
            yield "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
        elif each.tag == "summary" or re.fullmatch(r"h[1-6]", each.tag or ""):
            yield f"**{line_of(each, address)}**"
        elif each.tag in ("div", "details", "section", "nav"):
            yield from runs(each, address)
        elif each.tag == "p" and (words := line_of(each, address)):
            yield words


def line_of(parent: LexborNode, address: str) -> str:
    """Return the words of an element of HTML as a line of Markdown."""
    out = []
    for each in parent.iter(include_text=True):
        inside = each.text() if each.tag == "-text" else line_of(each, address)
        if each.tag == "a" and each.attributes.get("href"):
            out.append(f"[{inside}]({urljoin(address, each.attributes['href'])})")
        elif each.tag == "code":
            out.append(f"`{inside}`")
        elif each.tag == "br":
            out.append(" ")
        elif each.tag not in ("svg", "script", "style", "button"):
            out.append(inside if each.tag in INLINE else f" {inside} ")
    return " ".join("".join(out).split())


def cut(block: Block, start: int, end: int) -> Block:
    """Return a stretch of text from one line of its page up to another."""
    start = max(start, block.line)
    lines = block.text.splitlines()[start - block.line : end - block.line]
    inside = tuple(each for each in block.inlines if start <= each.line < end)
    return replaced(block, line=start, text="\n".join(lines), inlines=inside)


def content(book: Book, block: Block) -> str:
    """Return the text of a piece of code, with the file that it includes."""
    path = book.root / "snippets" / block.include
    return path.read_text("utf-8").removesuffix("\n") if block.include and path.is_file() else block.text


def told_needs(book: Book, block: Block) -> str:
    """Return the sentence on what the program of a piece of code needs beyond the book's packages, or nothing."""
    return f"*{told}*" if block.kind == "program" and (told := book.needs.get(block.program)) else ""


def told_shown(writer: Writer, starter: Block) -> str:
    """Return where nothing is solved a sentence that names a program above which shows what a starter asks for."""
    if writer.solved or not starter.include.endswith(projects.TAIL):
        return ""
    source = projects.starter_source(writer.book.root / "snippets" / starter.include)
    asked = projects.asked(source.read_text("utf-8"))
    before = [each for each in writer.page.programs if each.line < starter.line]
    codes = [content(writer.book, each) for each in before if not (each.fold and each.fold.kind == "success")]
    shown = next((ast.parse(code) for code in codes if projects.shows(code, asked)), None)
    return f"*{RECALL.format(ast.get_docstring(shown))}*" if shown else ""


def in_fence(book: Book, block: Block) -> str:
    """Return a piece of code as a fence; its title, the program's name, stands in the fence's first line."""
    word = {"program": "python", "output": "text"}.get(block.kind, block.title)
    title = f' title="{block.title}"' if block.title and block.kind != "code" else ""
    return f"```{word}{title}\n{content(book, block)}\n```"


def parts(writer: Writer, blocks: Iterable[Block]) -> Iterator[str]:
    """Yield blocks of a page as plain Markdown in pieces; folds lie open, but for hints where nothing is solved."""
    book, fold = writer.book, None
    opened: set[Fold] = set()  # one that holds others goes on behind them
    for block in blocks:
        if block.kind == "output" and not writer.solved:
            continue
        if block.fold and block.fold.kind == "tip" and not writer.solved:
            yield f"<details><summary>{block.fold.title}</summary>\n\n{writer.text(block)}\n\n</details>"
            continue
        if block.fold and block.fold is not fold and block.fold not in opened:
            yield f"**{block.fold.title}**"
            opened.add(block.fold)
        fold = block.fold
        yield told_needs(book, block)
        yield told_shown(writer, block)
        yield writer.text(block) if block.kind == "text" else in_fence(book, block)


def twin(book: Book, page: Page, blocks: Iterable[Block] | None = None, *, solved: bool = True) -> str:
    """Return a page, or some of its blocks, as plain Markdown; one that is not `solved` has no answers and outputs."""
    writer = Writer(book, page, False, twin_of, solved)
    return "\n\n".join(part for part in parts(writer, page.blocks if blocks is None else blocks) if part) + "\n"
