"""A pytest plugin that judges every Python fence of every page by what it did when it ran alone.

A fence whose text the build has run is not run again; any other runs now, in the same way, and is kept too. What needs
more than the book's packages is held to its recording, and runs where they are installed.
"""

import difflib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from downhill import needs, programs, runner
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pytest_markdown_docs._runners import _Runner, register_runner
from pytest_markdown_docs.definitions import FenceTestDefinition
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule, MarkdownTextFile

os.environ["PLOTLY_RENDERER"] = "sphinx_gallery_png"  # what tests start keeps a shown figure and opens nothing
INCLUDE = re.compile(r'--8<-- "([^"]+)"\n')
PROGRAM = re.compile(r"\s*\{?\s*\.?py(thon3?)?\b")
OUTPUT = re.compile(r"\s*\{[^}]*\s\.output\b")


def parser() -> MarkdownIt:
    """Return a parser that finds fences in tabs, lists and folds too; what stands within a line is not read."""
    return MarkdownIt("commonmark").disable(["code", "inline"])


@pytest.hookimpl(tryfirst=True)
def pytest_markdown_docs_markdown_it() -> MarkdownIt:
    """Give pytest-markdown-docs the parser."""
    return parser()


class Page(MarkdownTextFile):
    """A page whose includes are there, and whose outputs follow a program each."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the fences of Python; raises CollectError at what is wrong with any fence."""
        try:
            fences(self.path)
        except ValueError as error:
            raise self.CollectError(str(error)) from error
        yield from super().collect()  # type: ignore[no-untyped-call]


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(parent: pytest.Collector) -> Iterator[None]:
    """Let a page be ours; leave the docstrings of Python files alone: importing each test twice doubles the time."""
    found: Any = yield
    others = [each for each in found if not isinstance(each, (MarkdownDocstringCodeModule, MarkdownTextFile))]
    pages = [Page.from_parent(parent, path=each.path) for each in found if isinstance(each, MarkdownTextFile)]
    return others + pages  # type: ignore[return-value]


def root_of(path: Path) -> Path:
    """Return the folder of the site that a page belongs to."""
    return next(folder for folder in path.parents if (folder / "mkdocs.yml").exists())


def place_of(path: Path, fence: Token) -> str:
    """Return page and line on which a fence opens, as messages show it."""
    return f"{path.relative_to(root_of(path))}:{line_of(fence)}"


def line_of(fence: Token) -> int:
    """Return the line of the page on which a fence opens."""
    return fence.map[0] + 1 if fence.map else 0


@cache
def fences(path: Path) -> list[Token]:
    """Return the fences of a page, with the files that they include. Raises ValueError with page and line."""
    found = [token for token in parser().parse(path.read_text("utf-8")) if token.type == "fence" and token.map]
    for before, fence in zip([None, *found], found, strict=False):
        if OUTPUT.match(fence.info) and not (before and PROGRAM.match(before.info)):
            raise ValueError(f"{place_of(path, fence)}: an output with no program before it")
        if "--8<--" in fence.content:
            include = INCLUDE.fullmatch(fence.content)
            file = root_of(path) / "snippets" / (include[1] if include else "")
            if not file.is_file():
                name = include[1] if include else fence.content
                raise ValueError(f"{place_of(path, fence)}: Snippet at path {name!r} could not be found")
            fence.meta["program"], fence.content = str(file), file.read_text("utf-8")
    return found


@cache
def runs(path: Path) -> dict[int, runner.Run]:
    """Return what the programs of a page did, by the line on which their fence opens."""
    found = {line_of(fence): fence for fence in fences(path) if PROGRAM.match(fence.info)}
    names = {line: fence.meta.get("program", f"{path}:{line}") for line, fence in found.items()}
    done = programs.run_sources(root_of(path), {names[line]: fence.content for line, fence in found.items()})
    return {line: done[name] for line, name in names.items()}


def wrong(run: runner.Run, shown: Token | None) -> str | None:
    """Return what a program did that it should not, with the difference from what its page shows, or None."""
    if run.status:
        return f"raises\n{run.stderr or f'status {run.status}'}"
    if run.stderr:
        return f"prints to stderr\n{run.stderr}"
    if run.stdout and not shown:
        return f"prints, but no output follows\n{run.stdout}"
    if not shown or run.stdout == shown.content:
        return None
    texts = shown.content.split("\n"), run.stdout.split("\n")
    lines = difflib.unified_diff(*texts, f"shown at line {line_of(shown)}", "printed", lineterm="")
    return "\n".join(["prints something else", *lines])


@register_runner(default=True)
class PageRunner(_Runner):
    """Holds what a fence printed when it ran against the output that the page shows."""

    def runtest(self, test: FenceTestDefinition, args: dict[str, Any], **_: Any) -> None:
        """Judge a fence; whatever is wrong becomes one failure that names page and line."""
        path = Path(test.source_path)
        found = fences(path)
        place = next(i for i, fence in enumerate(found) if line_of(fence) == test.start_line)
        shown = next((fence for fence in found[place + 1 : place + 2] if OUTPUT.match(fence.info)), None)
        where, source, run = place_of(path, found[place]), found[place].content, runs(path)[test.start_line]
        problem = wrong(run, shown)
        if needs.of(source) and not problem:
            if lacking := needs.missing(source):
                pytest.skip(f"{where}: it needs {', '.join(lacking)}, not installed here; `make torch` runs it")
            problem = wrong(next(programs.fresh({run.path: source})), shown)
        if problem:
            pytest.fail(f"{where}: the program {problem}", pytrace=False)

    def repr_failure(
        self, test: FenceTestDefinition, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> str:
        """Return the failure's message."""
        return str(excinfo.value)
