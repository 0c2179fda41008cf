"""Idioms: what a program of the first parts writes beyond loops, functions and lists, a page has explained.

`EXPLAINED` says which page explains which idiom of Python or NumPy: a bridge, or a chapter for those behind it. Each is
named as a program writes it, and stands so, in code, in the prose of its page. What libraries for learning and drawing
are asked for, pages say where they use it.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from contextlib import suppress
from operator import attrgetter
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from downhill import projects, reading
from downhill.order import BRIDGES, EASY, Order, is_early
from downhill.page import Block, Page, Problem

if TYPE_CHECKING:
    from downhill.book import Book

EXPLAINED = {
    "bridges/running.md": (
        *(
            "for _ in range(3)",
            "1e-8",
            "50_000",
            "x += 1",
            "a if x > 0 else b",
            "w, b = pair",
            "[*row, 4]",
            "{'low': 0.1}",
        ),
        *("row[-1]", "row[1:]", "[2 * x for x in row]", "zip()", "enumerate()", "any()", "sorted()", "f(x, rate=0.1)"),
        *("{x:8.2f}", ".append()", ".items()", ".values()", ".split()", ".strip()", ".join()", ".format()", ".count()"),
        *(".index()", "n % 5"),
    ),
    "bridges/arrays.md": (
        *("np.array()", "axis=0", "[:, None]", "feet[feet > 1800]", "~", "&", "@", ".T", ".mean()", ".sum()", ".min()"),
        *(".max()", "np.abs()", "np.sign()", "np.sqrt()", "np.exp()", "np.cos()", "np.pi", "np.zeros()", "np.arange()"),
        *(
            "np.column_stack()",
            "np.vstack()",
            ".repeat()",
            "np.where()",
            ".clip()",
            ".argmin()",
            ".argmax()",
            ".argsort()",
        ),
        *(".round()", ".astype()", ".copy()", ".tolist()", "np.bincount()", "np.unique()", "np.polyfit()", ".size"),
        *("np.linspace()", "np.polynomial.Polynomial.fit()"),
    ),
    "bridges/averages.md": (
        *("np.median()", ".std()", "np.random.default_rng()", "rng.normal()", "rng.uniform()", "rng.integers()"),
        *("rng.random()", "rng.permutation()", "rng.beta()", "rng.lognormal()", "rng.multinomial()"),
    ),
}
KNOWN = {
    "print",
    "range",
    "len",
    "sum",
    "min",
    "max",
    "abs",
    "round",
    "int",
    "float",
    "str",
    "list",
}  # "a little Python"
WRITTEN = {  # how the idiom is named that a kind of node or of operator is
    ast.AsyncFor: "async for",
    ast.AugAssign: "x += 1",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.Dict: "{'low': 0.1}",
    ast.DictComp: "[2 * x for x in row]",
    ast.GeneratorExp: "[2 * x for x in row]",
    ast.IfExp: "a if x > 0 else b",
    ast.Invert: "~",
    ast.Lambda: "lambda",
    ast.ListComp: "[2 * x for x in row]",
    ast.MatMult: "@",
    ast.Mod: "n % 5",
    ast.NamedExpr: "x := 1",
    ast.SetComp: "[2 * x for x in row]",
    ast.Starred: "[*row, 4]",
    ast.Try: "try",
    ast.With: "with",
    ast.Yield: "yield",
}
# What lists, strings, dictionaries and arrays can be asked for; what they share with figures is none of it
METHODS = {name for kind in (list, dict, str, np.ndarray) for name in dir(kind) if name[0] != "_"} - {"update"}


def problems(book: "Book") -> Iterator[Problem]:
    """Yield idioms of programs for beginners that no bridge or earlier page explains, and those that stand on none."""
    order = Order(book)
    where = {idiom: path for path, idioms in EXPLAINED.items() for idiom in idioms}
    easy = {entry.path for part in book.site.navigation if part.title in EASY for entry in part.entries}
    for page in [each for each in order.pages if each.path in easy]:
        known = {path for path, number in order.numbers.items() if number <= order.numbers[page.path]}
        for block in shown(page):
            for line, idiom in sorted(set(used(source(book, block)))):
                path = where.get(idiom, "")
                if line in lines(block) and not (path.startswith(BRIDGES) or path in known):
                    name = block.include or "the cell"
                    text = f"{idiom} in line {line} of {name} is explained on no bridge and no earlier page"
                    yield Problem(f"docs/{page.path}", page.line(block.line), text)
    for path in EXPLAINED.keys() & book.pages.keys():
        for idiom in [each for each in EXPLAINED[path] if not explained(book.pages[path], each)]:
            yield Problem(f"docs/{path}", 1, f"{idiom} stands nowhere in code of this page, which is to explain it")


def shown(page: Page) -> list[Block]:
    """Return the programs that a page shows at a first reading."""
    levels = reading.levels(page)
    return [
        each for each in page.blocks if each.kind == "program" and not each.fold and is_early(page, levels, each.line)
    ]


def source(book: "Book", block: Block) -> str:
    """Return the program of a block, or of a cell of a lab; nothing where there is none."""
    path = book.root / "snippets" / block.include
    return path.read_text("utf-8") if block.include and path.is_file() else block.text * (not block.include)


def lines(block: Block) -> range | set[int]:
    """Return the lines of a program that are held: all, but of a starter those that are seen first."""
    return {*block.marked} if block.marked and block.include.endswith(projects.TAIL) else range(1, 1000)


def explained(page: Page, idiom: str) -> bool:
    """Say whether an idiom stands in code in the prose of a page; what stands in its brackets is open."""
    spans = [piece.content for inline in page.inlines for piece in inline.pieces if piece.type == "code_inline"]
    return any(idiom.removesuffix(")") in span for span in spans)


def used(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each idiom of a program; one that does not parse is a problem of its own."""
    with suppress(SyntaxError):
        tree = ast.parse(text)
        for node in ast.walk(tree):
            for idiom in (*of_writing(node, text), *of_names(node)):
                yield getattr(node, "lineno", 1), idiom


def of_writing(node: ast.AST, text: str) -> Iterator[str]:
    """Yield the idiom that a node is, by how it is written."""
    for kind in (type(node), type(getattr(node, "op", None))):
        yield from [WRITTEN[kind]] if kind in WRITTEN else []
    match node:
        case ast.Constant(value=int() | float()):
            number = ast.get_source_segment(text, node) or ""
            yield from ["1e-8"] if "e" in number else ["50_000"] if "_" in number else []
        case ast.FormattedValue(format_spec=ast.JoinedStr()):
            yield "{x:8.2f}"
        case ast.Assign(targets=[ast.Tuple()]) | ast.For(target=ast.Tuple()) | ast.comprehension(target=ast.Tuple()):
            yield "w, b = pair"
        case ast.keyword(arg=name):
            yield "axis=0" if name == "axis" else "f(x, rate=0.1)" if name else "**settings"
        case ast.Subscript(slice=ast.Tuple(elts=places)) if any(ast.unparse(each) == "None" for each in places):
            yield "[:, None]"
        case ast.Subscript(slice=place) if any(isinstance(each, ast.Compare) for each in ast.walk(place)):
            yield "feet[feet > 1800]"
        case ast.Subscript(slice=ast.Slice()):
            yield "row[1:]"
        case ast.Subscript(slice=ast.UnaryOp(op=ast.USub())):
            yield "row[-1]"


def of_names(node: ast.AST) -> Iterator[str]:
    """Yield the idiom that a node is, by a name in it: of Python, of NumPy, or of what can be asked of an array."""
    match node:
        case ast.Name(id="_", ctx=ast.Store()):
            yield "for _ in range(3)"
        case ast.Call(func=ast.Name(id=name)) if hasattr(builtins, name) and name not in KNOWN:
            yield f"{name}()"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="rng"), attr=name)):
            yield f"rng.{name}()"
        case ast.Call(func=ast.Attribute(value=of, attr=name)) if name in METHODS and ast.unparse(of) != "np":
            yield f".{name}()"
        case ast.Attribute(attr="T" | "shape" | "size"):
            yield f".{node.attr}"
        case ast.Attribute() if re.fullmatch(r"np(\.\w+)+", whole := ast.unparse(node)):
            meant = attrgetter(whole.removeprefix("np."))(np)
            named = f".{node.attr}" if node.attr in METHODS else whole  # np.mean(x) is x.mean()
            yield from [] if isinstance(meant, (ModuleType, type)) else [f"{named}()" if callable(meant) else named]
