"""The functions that a reader may keep: those that check their input, each with all that it needs to run alone."""

import ast
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from downhill import needs
from downhill.files import write
from downhill.page import Problem
from downhill.site import beside

if TYPE_CHECKING:
    from downhill.book import Book

IMPORTS = (ast.Import, ast.ImportFrom)
PAGE, README = "reference/functions.md", "snippets/README.md"
OPENING = """---
title: Functions to keep
description: Every function of the book that checks its input, with its signature, its program, its page and its tests.
---

# Functions to keep

Some functions of the book are meant to be taken along, under the MIT licence. Each checks its input, and raises
`ValueError` where a number is out of range or an array has the wrong shape; for another type, such as a text, Python
raises what it does. The button in the corner of a function copies it with all that it needs. Optimizers take one rate;
a schedule is for a loop of your own, `w = w - rate(step) * gradient(w)`.
"""
GROUPS = RATED, RULES, FINDING, BESIDE = (
    "Optimizers with a rate",
    "Schedules",
    "Methods that find their steps",
    "Before, beside and after a run",
)
IN_SNIPPETS = """# Programs of the book

`<chapter>/<program>.py` is what a page shows, whole, and `<program>.out` beside it is what it prints. `make outputs`
writes the outputs and this file.

## Functions to keep

They check their input, and raise `ValueError` where it is out of range or of the wrong shape.

| function | what it does | program | page | tests |
|---|---|---|---|---|"""


@dataclass(frozen=True)
class Kept:
    """A function to keep: its signature, the first line of its docstring, its program, and its text with its needs."""

    name: str
    signature: str
    does: str
    program: str
    text: str
    core: tuple[int, ...]
    tests: tuple[str, ...]


def group(signature: str) -> str:
    """Return the group of a function, which its arguments tell."""
    named = set(re.findall(r"(\w+)(?=[,)=])", signature))
    if named & {"base", "schedule", "smallest"}:
        return RULES
    if "patience" in named or not named & {"steps", "rounds", "limit", "temperatures", "rate"}:
        return BESIDE
    return RATED if "learning_rate" in named or ("steps" in named and "rate=" in signature) else FINDING


def kept(book: "Book") -> list[Kept]:
    """Return the functions to keep, in the order of the pages and on the pages."""
    tests = tested(book.root)
    shown = dict.fromkeys(block.program for page in book.written for block in page.programs)
    paths = [(program, book.root / "snippets" / f"{program}.py") for program in shown]
    return [each for program, path in paths if path.is_file() for each in of_program(program, path, tests)]


def of_program(program: str, path: Path, tests: dict[str, set[str]]) -> Iterator[Kept]:
    """Yield the functions to keep of one program; one that is no Python, or needs more than the book, has none."""
    source = path.read_text("utf-8")
    if "ValueError" not in source or needs.of(source):
        return
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    tables = {table.get_name(): table for table in symtable.symtable(source, str(path), "exec").get_children()}
    uses = {node.name: used(tables[node.name]) for node in functions}
    checking = {node.name for node in functions if raises(node)}
    called = {name for node in functions for name in uses[node.name] - {node.name}}
    helpers = {node.name for node in functions if node.name in checking & called and "ValueError" not in said(node)}
    for node in functions:
        if node.name not in helpers and (node.name in checking or uses[node.name] & helpers):
            text, first = with_needs(tree, node, uses, source)
            head = " ".join(
                "".join(source.splitlines(keepends=True)[node.lineno - 1 : node.body[0].lineno - 1]).split()
            )
            signature = (
                head.removeprefix("def ").removesuffix(":").replace("( ", "(").replace(", )", ")").replace(" )", ")")
            )
            core = tuple(range(first, first + (node.body[0].end_lineno or 0) - node.lineno + 1))
            found = tuple(sorted(tests.get(node.name, ())))
            yield Kept(node.name, signature, said(node).partition("\n")[0], program, text, core, found)


def raises(node: ast.AST) -> bool:
    """Say whether a function raises ValueError itself."""
    raised = (each.exc for each in ast.walk(node) if isinstance(each, ast.Raise) and each.exc)
    return any("ValueError" in ast.unparse(each) for each in raised)


def used(table: symtable.SymbolTable) -> set[str]:
    """Return the names from outside that a function uses, and those within it."""
    own = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return own.union(*map(used, table.get_children()))


def said(node: ast.FunctionDef) -> str:
    """Return the docstring of a function."""
    return ast.get_docstring(node) or ""


def with_needs(tree: ast.Module, node: ast.FunctionDef, uses: dict[str, set[str]], source: str) -> tuple[str, int]:
    """Return a function with the imports and definitions that it uses, and the line on which it begins."""
    made = {name: each for each in tree.body for name in defined(each)}
    wanted: list[ast.stmt] = [node]
    for each in wanted:
        inside = {part.id for part in ast.walk(each) if isinstance(part, ast.Name)}
        needs = uses[each.name] if isinstance(each, ast.FunctionDef) else inside
        wanted += {id(made[name]): made[name] for name in needs if name in made and made[name] not in wanted}.values()
    wanted.sort(key=lambda each: each.lineno)
    lines, text, first = source.splitlines(), "", 1
    for before, each in zip([None, *wanted], wanted, strict=False):
        both = isinstance(before, IMPORTS) and isinstance(each, IMPORTS)
        text += "" if before is None else "\n" if both else "\n\n\n"
        first = text.count("\n") + 1 if each is node else first
        text += "\n".join(lines[each.lineno - 1 : each.end_lineno])
    return text, first


def defined(node: ast.stmt) -> list[str]:
    """Return the names that a statement of a program makes."""
    if isinstance(node, IMPORTS):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]


def tested(root: Path) -> dict[str, set[str]]:
    """Return for each name that the tests of claims and of optimizers take from a program the files of these tests."""
    found: dict[str, set[str]] = {}
    for folder in ("claims", "optimizers"):
        paths = sorted((root / "tests" / folder).glob("*.py"))
        tests = [path for path in paths if path.name.startswith("test_")]
        for path in paths:
            text = path.read_text("utf-8")
            importing = [test for test in tests if f".{path.stem} import" in test.read_text("utf-8")]
            users = [path] if path in tests else importing
            for name in re.findall(r'"(\w+)"', text):
                found.setdefault(name, set()).update(user.relative_to(root).as_posix() for user in users)
    return found


def places(book: "Book") -> dict[str, tuple[str, str, str]]:
    """Return for each program its page below docs, the title of that page, and the program's anchor."""
    return {block.program: (page.path, page.title, block.anchor) for page in book.written for block in page.programs}


def page(book: "Book") -> str:
    """Return the Markdown of the page of functions."""
    where, out, last = places(book), [OPENING], ""
    for each in sorted(book.functions, key=lambda each: GROUPS.index(group(each.signature))):
        if last != (last := group(each.signature)):
            out.append(f"## {last}\n")
        path, title, anchor = where[each.program]
        file = f"[Download its program]({beside(f'programs/{each.program}.py', PAGE)}){{ download='' }}"
        tests = [f"[{test}]({book.site.repository}/blob/main/{test})" for test in each.tests]
        core = " ".join(map(str, each.core))
        out += [
            f"### {each.name}\n",
            f"{each.does}\n",
            f'``` {{ .python title="{each.name}" hl_lines="{core}" }}\n{each.text}\n```\n',
            f"From [{each.program}.py]({beside(path, PAGE)}#{anchor}) in *{title}*. {file}. Tests: "
            f"{', '.join(tests)}.\n{{ .cited }}\n",
        ]
    return "\n".join(out)


def readme(book: "Book") -> str:
    """Return the text of snippets/README.md; a book without functions to keep needs none."""
    where, rows = places(book), []
    for each in book.functions:
        path, title, _ = where[each.program]
        tests = ", ".join(f"[{Path(test).name}](../{test})" for test in each.tests)
        place = f"[{title}](../docs/{path})"
        cells = f"`{each.signature}`", each.does, f"[{each.program}.py]({each.program}.py)", place, tests
        rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join([IN_SNIPPETS, *rows, ""]) if rows else ""


def problems(book: "Book") -> Iterator[Problem]:
    """Yield functions to keep that say nothing of themselves or have no test, and a list of them that is old."""
    for each in book.functions:
        where = f"snippets/{each.program}.py"
        line = (book.root / where).read_text("utf-8").partition(f"def {each.name}(")[0].count("\n") + 1
        if not each.does:
            yield Problem(where, line, f"{each.name} checks its input, and so needs a docstring that says what it does")
        if not each.tests:
            yield Problem(where, line, f'{each.name} checks its input, but no test below tests names "{each.name}"')
    path, wanted = book.root / README, readme(book)
    if wanted and (not path.exists() or path.read_text("utf-8") != wanted):
        yield Problem(README, 0, "it does not list the functions as they are; `make outputs` writes it")


def rewrite(book: "Book") -> None:
    """Write the list of functions beside the programs, where it changed."""
    path, text = book.root / README, readme(book)
    if text and (not path.exists() or path.read_text("utf-8") != text):
        write(path, text)
        print(f"rewritten: {README}")
