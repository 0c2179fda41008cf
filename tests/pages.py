"""A pytest plugin that runs every Python fence of every page and holds what it prints against the output below it."""

import contextlib
import difflib
import io
import os
import re
import traceback
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor
from pytest_markdown_docs._runners import _Runner, register_runner
from pytest_markdown_docs.definitions import FenceTestDefinition
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule

os.environ["PLOTLY_RENDERER"] = "sphinx_gallery_png"  # keeps a shown figure in memory and opens nothing
INCLUDE = re.compile(r'--8<-- "([^"]+)"\n')
PROGRAM = re.compile(r"\s*\{?\s*\.?py(thon3?)?\b")
OUTPUT = re.compile(r"\s*\{[^}]*\s\.output\b")
page = Path()  # the page that is being collected


@cache
def snippets(root: Path) -> SnippetPreprocessor:
    """Return what fills in `--8<--`, with the options of the site in `root`, but strict about missing files."""
    config = MkDocsConfig(str(root / "mkdocs.yml"))
    with open(root / "mkdocs.yml", encoding="utf-8") as text:
        extensions = yaml_load(text, get_yaml_loader(config=config))["markdown_extensions"]
    options = next(each["pymdownx.snippets"] for each in extensions if "pymdownx.snippets" in each)
    return SnippetPreprocessor(SnippetExtension(**{**options, "check_paths": True}).getConfigs(), Markdown())


def root_of(path: Path) -> Path:
    """Return the folder of the site that a page belongs to."""
    return next(folder for folder in path.parents if (folder / "mkdocs.yml").exists())


def fill_in(state: StateCore) -> None:
    """Put the included file into each fence, which keeps its line on the page; an output needs a program before it."""
    fences = [token for token in state.tokens if token.type == "fence" and token.map]
    for before, fence in zip([None, *fences], fences, strict=False):
        where = f"{page.relative_to(root_of(page))}:{line_of(fence)}"
        if OUTPUT.match(fence.info) and not (before and PROGRAM.match(before.info)):
            raise pytest.Collector.CollectError(f"{where}: an output with no program before it")
        lines = fence.content.removesuffix("\n").split("\n")
        try:
            filled = snippets(root_of(page)).run(list(lines))
        except SnippetMissingError as error:
            raise pytest.Collector.CollectError(f"{where}: {error}") from error
        if filled != lines:
            only = INCLUDE.fullmatch(fence.content)
            fence.meta["program"] = only and str(root_of(page) / "snippets" / only[1])
            fence.content = "\n".join(filled)


def parser() -> MarkdownIt:
    """Return a parser that finds fences in tabs, lists and folds too, with includes filled in."""
    markdown = MarkdownIt("commonmark").disable("code")
    markdown.core.ruler.push("includes", fill_in)
    return markdown


def line_of(fence: Token) -> int:
    """Return the line of the page on which a fence opens."""
    return fence.map[0] + 1 if fence.map else 0


@cache
def fences(path: Path) -> list[Token]:
    """Return the fences of a page."""
    global page
    page = path
    return [token for token in parser().parse(path.read_text("utf-8")) if token.type == "fence" and token.map]


@pytest.hookimpl(tryfirst=True)
def pytest_markdown_docs_markdown_it() -> MarkdownIt:
    """Give pytest-markdown-docs the parser."""
    return parser()


@pytest.hookimpl(tryfirst=True)
def pytest_make_collect_report(collector: pytest.Collector) -> None:
    """Note which page is being collected; the parser is not told."""
    global page
    page = getattr(collector, "path", page)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Iterator[None]:
    """Leave the docstrings of Python files alone; importing each test twice doubles the time."""
    found: Any = yield
    return [each for each in found if not isinstance(each, MarkdownDocstringCodeModule)]  # type: ignore[return-value]


@register_runner(default=True)
class PageRunner(_Runner):
    """Runs one fence and holds what it prints against the output that the page shows."""

    def runtest(self, test: FenceTestDefinition, args: dict[str, Any], **_: Any) -> None:
        """Run a fence; whatever is wrong becomes one failure that names page and line."""
        path = Path(test.source_path)
        found = fences(path)
        place = next(i for i, fence in enumerate(found) if line_of(fence) == test.start_line)
        shown = next((fence for fence in found[place + 1 : place + 2] if OUTPUT.match(fence.info)), None)
        where = f"{path.relative_to(root_of(path))}:{test.start_line}"
        program = found[place].meta.get("program")
        source, name = (found[place].content, program) if program else (test.source, str(path))
        printed, errors = io.StringIO(), io.StringIO()
        problem = ""
        try:
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(errors), warnings.catch_warnings():
                warnings.simplefilter("error")
                exec(compile(source, name, "exec", dont_inherit=True), args)
        except (Exception, SystemExit) as error:
            frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
            problem = "raises\n" + "".join(traceback.format_list(frames) + traceback.format_exception_only(error))
        if not problem and errors.getvalue():
            problem = f"prints to stderr\n{errors.getvalue()}"
        if not problem and printed.getvalue() and not shown:
            problem = f"prints, but no output follows\n{printed.getvalue()}"
        if not problem and shown and printed.getvalue() != shown.content:
            page_has, program_has = shown.content.split("\n"), printed.getvalue().split("\n")
            lines = difflib.unified_diff(
                page_has, program_has, f"shown at line {line_of(shown)}", "printed", lineterm=""
            )
            problem = "prints something else\n" + "\n".join(lines)
        if problem:
            pytest.fail(f"{where}: the program {problem}", pytrace=False)

    def repr_failure(
        self, test: FenceTestDefinition, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> str:
        """Return the failure's message."""
        return str(excinfo.value)
