"""Programs that need more than the book's packages, and say so below their docstring: `# needs: torch`.

Such packages are large, so a build does not run these programs, and shows what was recorded where they are. Beside the
output of such a program, which is in its .out as for any other, its .json holds the hashes of both, the versions that
printed it, and its figure. `record.py` runs them.
"""

import ast
import contextlib
import hashlib
import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from downhill.runner import Run

PACKAGES = {"numpy": "numpy", "plotly": "plotly", "sklearn": "scikit-learn", "pandas": "pandas"}  # as pip names them
NEEDS = re.compile(r'\A""".*"""\n\s*# needs: (\w+(?:, \w+)*)$', re.MULTILINE)
MARK = re.compile(r"^# *needs\b", re.MULTILINE)
REMEDY = "; `make record` runs it where it can, and records what it prints"


@cache
def of(source: str) -> tuple[str, ...]:
    """Return the packages that a program says it needs beyond the book's; pip and Python name them alike."""
    found = NEEDS.search(source)
    return tuple(found[1].split(", ")) if found else ()


def missing(source: str) -> list[str]:
    """Return what a program needs and this Python has not."""
    return [name for name in of(source) if not importlib.util.find_spec(name)]


def sentence(program: Path) -> str:
    """Return what a reader is told of a program with needs, in Markdown, and nothing of any other."""
    if not (names := of(program.read_text("utf-8", "replace"))):
        return ""
    versions = read(program.with_suffix(".json"))["versions"]
    install = f"Needs {' and '.join(names)} beyond the book's packages: `pip install {' '.join(names)}`."
    by = " and ".join(f"{name} {versions[name]}" for name in names if name in versions)
    return f"{install} It does not run in the page; its output was printed with {by or 'nothing so far'}."


@cache
def wrong(source: str) -> tuple[int, str] | None:
    """Return the first line on which a program imports what it does not name, or names what it does not import."""
    try:
        nodes = [*ast.walk(ast.parse(source))]
    except SyntaxError:  # which its run names
        return None
    imports = [(alias.name, node.lineno) for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    imports += [(node.module, node.lineno) for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    lines = {name.partition(".")[0]: line for name, line in sorted(imports, key=lambda each: -each[1])}
    names, mark = of(source), MARK.search(source)
    line = source[: mark.start()].count("\n") + 1 if mark else 0
    if mark and not names:
        return line, "what a program needs stands below its docstring of one line, as `# needs: torch, jax`"
    for name in names:
        if name in PACKAGES or name not in lines:
            reason = "is a package of the book" if name in PACKAGES else "it does not import"
            return line, f"it says that it needs {name}, which {reason}"
    for name, at in lines.items():
        if name not in {*names, *PACKAGES, *sys.stdlib_module_names}:
            return at, f"it imports {name}, which is no package of the book: say `# needs: {name}` below its docstring"
    return None


def digest(*texts: str) -> str:
    """Return the hash of texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]


def read(record: Path) -> dict[str, Any]:
    """Return what the file of a recording holds; where it holds nothing of the kind, no version and no hash."""
    told: dict[str, Any] = {"program": "", "output": "", "versions": {}, "figure": None}
    with contextlib.suppress(OSError, TypeError, ValueError):
        told |= json.loads(record.read_text("utf-8"))
    return told


def written(source: str, run: Run, versions: dict[str, str]) -> str:
    """Return what the file of a recording holds; the output itself is in the program's .out."""
    told: dict[str, Any] = {"program": digest(source), "output": digest(run.stdout, run.figure or "")}
    told["versions"] = versions
    told["figure"] = json.loads(run.figure) if run.figure else None
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in told.items()) + "\n}\n"


def recorded(path: Path, source: str) -> Run:
    """Return the run of a program as it was recorded; a failed one where there is no recording of this program."""
    record, output = path.with_suffix(".json"), path.with_suffix(".out")
    told, printed = read(record), output.read_text("utf-8") if output.exists() else ""
    figure = json.dumps(told["figure"], separators=(",", ":")) if told["figure"] else None
    problem = None
    if not (record.exists() and output.exists()):
        lacking = output if record.exists() else record
        problem = f"it needs {', '.join(of(source))}, so it is not run here, and {lacking.name} is missing"
    elif told["program"] != digest(source):
        problem = f"it is not the program that {record.name} records"
    elif told["output"] != digest(printed, figure or ""):
        problem = f"{output.name} or the figure is not what {record.name} records"
    if problem:
        line = source.partition("# needs:")[0].count("\n") + 1
        return Run(str(path), 1, "", f'  File "{path}", line {line}\n{problem}{REMEDY}', None, 0.0)
    return Run(str(path), 0, printed, "", figure, 0.0)
