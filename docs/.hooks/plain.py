"""A page as plain Markdown, with its programs and outputs in full, for those who are not on the site."""

import posixpath
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checks import INCLUDE

FENCE = re.compile(r"^(\s*)(```+|~~~+)\s*(.*)$")
FOLD = re.compile(r'^(\s*)(?:\?\?\?\+?|!!!)\s*[\w ]*?(?:"([^"]*)")?\s*$')
PREDICT = re.compile(r'<predict-first program="([^"]*)" answer="([^"]*)">\n(.*?)</predict-first>', re.DOTALL)
FIGURE = re.compile(r'<figure-plot program="([^"]*)">(.+?)</figure-plot>', re.DOTALL)
SIMULATION = re.compile(r'<book-simulation name="([^"]*)">(.+?)</book-simulation>', re.DOTALL)
DRAWING = re.compile(r"<figure\b[^>]*>\s*<svg\b.*?</svg>(.*?)</figure>", re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+(?:\([^()\s]*\))?)(\s+\"[^\"]*\")?\)")


@dataclass(frozen=True, eq=False)
class Fold:
    """Something that a page hides until it is opened."""

    title: str


@dataclass(frozen=True)
class Part:
    """A piece of a page: `text`, a `program`, its `output`, or other `code`; and the fold that it stands in."""

    kind: str
    text: str
    title: str = ""
    fold: Fold | None = None


def parts(markdown: str, snippets: Path, fold: Fold | None = None) -> Iterator[Part]:
    """Yield the pieces of a page's Markdown in order, with includes filled in from the folder `snippets`."""
    lines, text, at = markdown.splitlines(), [], 0
    while at < len(lines):
        fence, opening = FENCE.match(lines[at]), FOLD.match(lines[at])
        at += 1
        if not fence and not opening:
            text.append(lines[at - 1])
            continue
        yield Part("text", "\n".join(text), fold=fold)
        text, start = [], at
        if fence:
            while at < len(lines) and lines[at].strip() != fence[2]:
                at += 1
            inside = "\n".join(line.removeprefix(fence[1]) for line in lines[start:at])
            yield fenced(fence[3], inside, snippets, fold)
            at += 1
        elif opening:
            margin = f"{opening[1]}    "
            while at < len(lines) and (not lines[at].strip() or lines[at].startswith(margin)):
                at += 1
            inside = "\n".join(line.removeprefix(margin) for line in lines[start:at])
            yield from parts(inside, snippets, Fold(opening[2] or "Note"))
    yield Part("text", "\n".join(text), fold=fold)


def fenced(info: str, content: str, snippets: Path, fold: Fold | None) -> Part:
    """Return the piece that a fence is; `info` is what stands behind its opening."""
    title = re.search(r'title="([^"]*)"', info)
    included = INCLUDE.match(content)
    if included:
        path = snippets / included[1]
        content = path.read_text("utf-8").removesuffix("\n") if path.exists() else ""
    word = re.search(r"\.?(\w+)", info)
    kind = "output" if ".output" in info else "program" if word and word[1].startswith("py") else "code"
    return Part(kind, content, title[1] if title else (word[1] if word and kind == "code" else ""), fold)


@dataclass(frozen=True)
class Writer:
    """What turning a page into plain Markdown needs to know of the rest of the book.

    `page` is the page's path below docs, `link` returns the address of a path below docs, `rows` the lines that a
    program prints, and `figure` the address of a figure's data.
    """

    page: str
    link: Callable[[str], str]
    rows: Callable[[str], list[str]]
    figure: Callable[[str], str]

    def text(self, markdown: str, hide: bool) -> str:
        """Return prose without what only this site understands; `hide` puts answers into a fold of HTML."""
        markdown = PREDICT.sub(lambda match: self.question(match, hide), markdown)
        markdown = FIGURE.sub(lambda match: self.drawn(match[1], match[2], hide), markdown)
        markdown = SIMULATION.sub(lambda match: f"> [Simulation](sim:{match[1]}?): {match[2].strip()}", markdown)
        markdown = DRAWING.sub(lambda match: re.sub(r"<[^>]+>", "", match[1]).strip(), markdown)
        markdown = re.sub(r"<!--.*?-->|</?section[^>]*>|<([a-z]+-[a-z-]+)[^>]*></\1>", "", markdown, flags=re.DOTALL)
        markdown = re.sub(r"[ \t]*\{ [.#][^}\n]*\}", "", markdown)
        return LINK.sub(lambda match: f"]({self.address(match[1])}{match[2] or ''})", markdown).strip()

    def address(self, target: str) -> str:
        """Return the full address of a link's target."""
        if target.startswith("claim:"):
            return f"{self.link('reference/claims.md')}#claim-{target[6:].replace('/', '-')}"
        if simulation := re.match(r"sim:([\w-]+)\?(.*)", target):
            state = f"?{simulation[2]}" if simulation[2] else ""
            return f"{self.link(f'simulations/{simulation[1]}.md')}#{simulation[1]}{state}"
        if re.match(r"\w+:", target):
            return target
        path, mark, anchor = target.partition("#")
        folder = "" if path.startswith("/") else posixpath.dirname(self.page)
        whole = posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) if path else self.page
        return f"{self.link(whole)}{mark}{anchor}"

    def question(self, match: re.Match[str], hide: bool) -> str:
        """Return a predict-first question: the choices, and after them what each is worth."""
        program, answer, body = match.groups()
        asked, *items = re.split(r"^\d+\.\s+", body, flags=re.MULTILINE)
        labels = [item.partition("\n")[0].strip() for item in items]
        told = [" ".join(textwrap.dedent(item.partition("\n")[2]).split()) for item in items]
        row = next((row for row in self.rows(program) if answer in row), "")
        choices = "\n".join(f"{number}. {label}" for number, label in enumerate(labels, 1))
        verdicts = "\n".join(
            f"{number}. {label}: {text}" for number, (label, text) in enumerate(zip(labels, told, strict=True), 1)
        )
        prints = f"The program prints: `{' '.join(row.split())}`"
        found = f"{prints}\n\n{verdicts}"
        if hide:
            found = f"<details><summary>After you have guessed</summary>\n\n{found}\n\n</details>"
        return f"**Predict first.**\n\n{asked.strip()}\n\n{choices}\n\n{found}\n"

    def drawn(self, program: str, caption: str, hide: bool) -> str:
        """Return a figure's caption, with its data where no cell draws it."""
        data = "" if hide else f" ([data of this figure]({self.figure(program)}))"
        return f"> **Figure.** {' '.join(caption.split())}{data}"


def twin(pieces: Iterable[Part], writer: Writer) -> str:
    """Return a page as plain Markdown; folds lie open."""
    blocks, fold = [], None
    for part in pieces:
        if part.fold and part.fold is not fold:
            blocks.append(f"**{part.fold.title}**")
        fold = part.fold
        blocks.append(writer.text(part.text, hide=False) if part.kind == "text" else in_fence(part))
    return "\n\n".join(block for block in blocks if block) + "\n"


def in_fence(part: Part) -> str:
    """Return a piece of code as a fence; its title, the program's name, stands in the fence's first line."""
    word = {"program": "python", "output": "text"}.get(part.kind, part.title)
    title = f' title="{part.title}"' if part.title and part.kind != "code" else ""
    return f"```{word}{title}\n{part.text}\n```"
