"""What runs programs in the reader's browser: the counterpart of runner.py, inside Pyodide.

The page's worker hands it programs and hears what they do, a word at a time: `tell(kind, text)`. It needs nothing but
the standard library, and figures.py where a program draws; so a test runs it without a browser.
"""

import ast
import contextlib
import gc
import io
import json
import linecache
import os
import random
import sys
import tempfile
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

Tell = Callable[[str, str], Any]
KEPT: dict[str, Any] = {"cells": [], "main": None}  # the cells of a lab that ran, and the module that they share


class Stream(io.TextIOBase):
    """A stream that tells what is written to it."""

    def __init__(self, kind: str, tell: Tell) -> None:
        """Tell each piece of text under the name `kind`."""
        self.kind, self.heard = kind, tell

    def write(self, text: str) -> int:
        """Tell a text; return its length."""
        if text:
            self.heard(self.kind, str(text))
        return len(text)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True


def run(cells: list[str], name: str, tell: Tell, lab: bool = False, imported: Sequence[str] = ()) -> None:
    """Run a program, or the cells of a lab one after the other, as if Python began with it; tell what it does.

    `tell` hears `cell` with the number of each cell that begins, `out` and `err` with what is printed, `figure` with
    the JSON of a figure, `warning` and `error` with JSON of `text` and `line`, and at the end `done`; `imported` names
    the packages that the programs import. Cells that ran before, in this order and as they are now, do not run again
    if more follow.
    """
    before = len(KEPT["cells"])
    if not (KEPT["cells"] and before < len(cells) and cells[:before] == KEPT["cells"]):
        begin(imported, tell)
    main = KEPT["main"]
    streams, sys.argv = (sys.stdout, sys.stderr), [name]
    sys.modules["__main__"] = main
    sys.stdout, sys.stderr = Stream("out", tell), Stream("err", tell)
    try:
        for number in range(len(KEPT["cells"]), len(cells)):
            tell("cell", str(number))
            if not run_one(cells[number], f"{name}, cell {number + 1}" if lab else name, main, tell):
                KEPT["cells"] = []  # who knows what it did before it failed
                break
            KEPT["cells"].append(cells[number])
    finally:
        sys.stdout, sys.stderr = streams
        if not lab:
            KEPT["cells"] = []  # a program shares nothing with the next one
    tell("done", "")


def begin(imported: Sequence[str], tell: Tell) -> None:
    """Make everything as it is when Python begins: an empty folder, names, and what programs may set in packages."""
    os.chdir(tempfile.mkdtemp())
    KEPT.update(cells=[], main=types.ModuleType("__main__"))
    gc.collect()
    for module in [module for module in sys.modules.values() if hasattr(module, "__warningregistry__")]:
        vars(module)["__warningregistry__"].clear()  # else a warning that was shown is not shown again
    warnings.resetwarnings()
    warnings.simplefilter("default")
    random.seed()
    if {"numpy", "plotly", "sklearn", "pandas", "scipy"} & {*imported}:
        import numpy as np

        np.seterr(**KEPT.setdefault("errors", np.geterr()))
        np.set_printoptions(**KEPT.setdefault("printed", np.get_printoptions()))
        np.random.seed()  # noqa: NPY002 – else what seeds nothing would repeat itself
    if "plotly" in imported:
        from plotly.basedatatypes import BaseFigure

        from downhill import figures

        BaseFigure.show = lambda figure, *_, **__: tell("figure", figures.compact(figure))


def run_one(source: str, name: str, main: types.ModuleType, tell: Tell) -> bool:
    """Run one program or cell; return whether it came to its end."""
    lines = source.splitlines(keepends=True)
    linecache.cache[name] = len(source), None, lines, name  # for tracebacks
    try:
        with told_warnings(name, tell):
            tree = ast.parse(source, name)
            last = tree.body[-1] if tree.body and ", cell " in name else None  # a cell shows its last value
            if isinstance(last, ast.Expr):
                tree.body.pop()
            exec(compile(tree, name, "exec", dont_inherit=True), vars(main))
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), name, "eval", dont_inherit=True), vars(main))
                if value is not None:
                    print(repr(value))
    except SystemExit as ended:
        return ended.code in (None, 0)
    except BaseException as error:
        tell("error", json.dumps(trouble(error, name)))
        return False
    return True


def trouble(error: BaseException, name: str) -> dict[str, Any]:
    """Return what a reader is told of an error: the last words, their line, the traceback of the reader's own code."""
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename != name:
        frames = frames.tb_next
    own = [frame.lineno for frame in traceback.extract_tb(frames) if frame.filename == name]
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == name else (own or [None])[-1]
    text = "".join(traceback.format_exception(error.with_traceback(frames)))
    says = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    return {"text": text, "says": says, "line": line, "kind": type(error).__name__}


@contextlib.contextmanager
def told_warnings(name: str, tell: Tell) -> Iterator[None]:
    """Tell warnings, with their line where it is the reader's; what is not ours stays as it was."""

    def show(message: Any, category: Any, filename: str, lineno: int, *_: Any) -> None:
        line = lineno if filename == name else None
        tell("warning", json.dumps({"text": f"{category.__name__}: {message}", "line": line}))

    before = warnings.showwarning
    warnings.showwarning = cast(Any, show)
    try:
        yield
    finally:
        warnings.showwarning = before
