"""A chapter, a project or a lab as a notebook that a reader takes along; its links lead back to the site."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import PurePosixPath

import nbformat
from nbformat import NotebookNode, v4

from downhill import needs, stills
from downhill.book import Book
from downhill.export.twin import Writer, content, in_fence, told_needs, told_shown
from downhill.metadata import AUTHORS, PAPER_LICENSE, in_colab
from downhill.page import Block, Fold, Page
from downhill.projects import is_starter
from downhill.site import address_of

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Project:
    """A section of a page that has a starter: a notebook of its own, with its name, its anchor and its blocks."""

    name: str
    anchor: str
    blocks: tuple[Block, ...]


def name_of(page: Page) -> str:
    """Return the name of a chapter's notebook, which lies beside the chapter."""
    return PurePosixPath(page.path).stem


def projects(page: Page) -> Iterator[Project]:
    """Yield the projects of a page."""
    sections: dict[str, list[Block]] = {}
    for block in page.blocks:
        heading = page.heading(block.line, 2)
        sections.setdefault(heading.anchor if heading else "", []).append(block)
    for anchor, blocks in sections.items():
        for block in [block for block in blocks if is_starter(block.include)][:1]:
            name = PurePosixPath(block.program).name.removesuffix("_starter").replace("_", "-")
            yield Project(name, anchor, tuple(blocks))


def notebooks(book: Book, page: Page) -> Iterator[tuple[str, str]]:
    """Yield the notebooks of a chapter: address from the site's root, and content."""
    folder, writer = address_of(page.path), Writer(book, page, True, address_of)
    about = f"{book.site.address}{folder} "
    if lab := book.labs.get(page.path):
        name = f"{folder}{name_of(page)}.ipynb"
        yield name, of_lab(lab.notebook, writer, name)
        return
    name, sentence = f"{folder}{name_of(page)}.ipynb", f"The chapter {about}of the book Downhill, as a notebook."
    yield name, of_blocks(page.blocks, writer, sentence, name)
    for project in projects(page):
        name, sentence = f"{folder}{project.name}.ipynb", f"A project of {about}in the book Downhill, as a notebook."
        yield name, of_blocks(project.blocks, writer, sentence, name)


def of_blocks(
    blocks: Iterable[Block],
    writer: Writer,
    about: str,
    name: str,
    empty: Mapping[Block, NotebookNode] | None = None,
) -> str:
    """Return blocks of a page as a notebook whose cells are its programs, with the outputs that they print.

    `about` is a sentence that says where the notebook comes from, `name` its address from the site's root, and `empty`
    the cell to write in behind a block. A fold without a program stays a fold; the cells of
    one with programs hide their source in JupyterLab until they are opened. Where the writer tells no solutions, there
    are no outputs, which would answer the questions above them.
    """
    solved = writer.solved
    kept = [block for block in blocks if block.text.strip()]
    code = "\n".join(content(writer.book, block) for block in kept if block.kind == "program")
    packages = imported(code)
    packages += dict.fromkeys(name for block in kept for name in needs.of(content(writer.book, block)))
    packages += ["nbformat"] if "fig.show()" in code else []  # what Plotly draws with in a notebook
    install = f" It needs {', '.join(packages)}: `pip install {' '.join(packages)}`." if packages else ""
    install += f" {printed_with(packages)}" if packages and solved else ""
    cells = [cell("markdown", f"*{about}{install}*\n\n{whose(writer.book, name)}")]
    apart = {block.fold for block in kept if block.kind == "program"} | {*holders(kept)}
    fold, opened = None, set[Fold]()
    for block in kept:
        if block.fold and block.fold is not fold and block.fold in apart - opened:
            cells.append(cell("markdown", f"**{block.fold.title}**"))
            opened.add(block.fold)
        fold = block.fold
        if block.kind == "program":
            told = [told_needs(writer.book, block), told_shown(writer, block)]
            cells += [cell("markdown", text) for text in told if text]
            hidden = {"jupyter": {"source_hidden": True}} if fold and fold.title.startswith("Solution") else {}
            drawn = picture(writer.book, block.program) if solved else []
            cells.append(cell("code", content(writer.book, block), hidden, drawn))
        elif block.kind == "output" and not solved:
            pass
        elif block.kind == "output":
            printed = v4.new_output("stream", name="stdout", text=f"{content(writer.book, block)}\n")
            cells[-1]["outputs"].insert(0, printed)
        elif text := writer.text(block) if block.kind == "text" else in_fence(writer.book, block):
            if fold and fold not in apart:
                text = f"<details><summary>{fold.title}</summary>\n\n{text}\n\n</details>"
            cells.append(cell("markdown", text))
        if empty and block in empty:
            cells.append(empty[block])
    for number, each in enumerate(cells):
        each["id"] = f"cell-{number}"
    language = {"name": "python"}
    whole = v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": language})
    return str(nbformat.writes(whole)) + "\n"


def cell(
    kind: str, source: str, metadata: Mapping[str, object] | None = None, outputs: Iterable[NotebookNode] = ()
) -> NotebookNode:
    """Return a cell, `markdown` or `code`; the notebook that it comes into is what is validated, once."""
    made: dict[str, object] = {"cell_type": kind, "metadata": {**(metadata or {})}, "source": source}
    code = {"execution_count": None, "outputs": [*outputs]} if kind == "code" else {}
    node: NotebookNode = nbformat.from_dict({**made, **code})
    return node


def whose(book: Book, name: str) -> str:
    """Return a line that says whose a notebook is, under which licence, and where it opens in Colab."""
    return f"By {AUTHORS[0].lower()}{AUTHORS[1:]}; {PAPER_LICENSE}. [Open in Colab]({in_colab(book, name)})"


def holders(blocks: Iterable[Block]) -> Iterator[Fold]:
    """Yield the folds that go on behind another, which they hold, and so are told once."""
    seen: set[Fold | None] = set()
    last = None
    for block in blocks:
        if block.fold and block.fold in seen and block.fold is not last:
            yield block.fold
        seen.add(last := block.fold)


def imported(code: str) -> list[str]:
    """Return the packages that code imports, as pip names them; scikit-learn's tables are made of pandas."""
    code += "\nimport pandas" if "as_frame=True" in code else ""
    return [pip for name, pip in needs.PACKAGES.items() if re.search(rf"^(import|from) {name}\b", code, re.MULTILINE)]


def printed_with(packages: Iterable[str]) -> str:
    """Return a sentence that says with which versions of the book's packages a notebook's outputs were printed."""
    ours = {*needs.PACKAGES.values(), "nbformat"}
    pinned = " ".join(f"{each}=={version(each)}" for each in packages if each in ours)
    return f"Its outputs were printed with `{pinned}`: install these to get the same digits."


def picture(book: Book, program: str) -> list[nbformat.NotebookNode]:
    """Return the outputs of a program that draws: its still, seen before the program is run and on the web."""
    drawn = book.stills.get(program)
    return [v4.new_output("display_data", {"image/svg+xml": stills.in_light(drawn["wide"])})] if drawn else []


def of_lab(notebook: NotebookNode, writer: Writer, name: str, about: str = "") -> str:
    """Return a lab's notebook as a reader takes it along: its links lead back to the site.

    `name` is its address from the site's root, `about` a sentence that says what it is, where that is not the lab.
    """
    whole = deepcopy(notebook)
    code = "\n".join(cell.source for cell in whole.cells if cell.cell_type == "code")
    used = [*imported(code), "nbformat"]
    for first in whole.cells[:1]:  # a broken lab has none
        first.source += f"\n\n*{about or printed_with(used)}*\n\n{whose(writer.book, name)}"
    for cell in whole.cells:
        if cell.cell_type == "markdown":
            page = Page.read(writer.page.path, cell.source)
            there = replace(writer, page=page)
            cell.source = "\n".join(
                there.text(block) if block.kind == "text" else in_fence(writer.book, block) for block in page.blocks
            )
    return str(nbformat.writes(whole)) + "\n"
