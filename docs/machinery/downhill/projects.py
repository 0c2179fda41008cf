"""A project's starter, made from its source: the solution without the lines of the reader's part.

In a program that the reader is to mend, a comment `# at first: <faulty line>` stands above each mended line of the
part: the starter has the faulty line in the place of both, and all other lines of the part.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

from downhill.files import write as write_file
from downhill.page import Problem

OPENS = re.compile(r"\s*# your part\b(: \S)?")
ENDS = re.compile(r"\s*# end of your part$")
FAULT = re.compile(r"(\s*)# at first: (.*\n)")
MARK = re.compile(r"^\s*# (your part|end of your part)\b", re.MULTILINE)
TAIL = "_starter.py"
UNTOLD = (ast.Import, ast.ImportFrom, ast.Pass, ast.Break, ast.Continue)  # statements that all programs share
EXERCISE = "/exercise_"  # what an exercise is named


class PartError(ValueError):
    """A part that does not open, does not end, holds another part or nothing; the message begins with file and line."""


def sources(root: Path) -> list[Path]:
    """Return the programs below `root`/snippets that hold a part of the reader's, starters aside."""
    programs = sorted((root / "snippets").rglob("*.py"))
    return [each for each in programs if not each.name.endswith(TAIL) and MARK.search(each.read_text("utf-8"))]


def is_starter(name: str) -> bool:
    """Say whether a program, named from snippets, is the starter of a project, which is more than an exercise."""
    return name.endswith(TAIL) and EXERCISE not in name


def starter_path(source: Path) -> Path:
    """Return where the starter of a source stands."""
    return source.with_name(source.stem + TAIL)


def starter_source(starter: Path) -> Path:
    """Return the source of a starter."""
    return starter.with_name(f"{starter.name.removesuffix(TAIL)}.py")


def starter(text: str, name: str = "the source") -> str:
    """Return a source without the lines of its parts, or with their faults; the marks stay. Raises PartError."""
    kept: list[str] = []
    part: list[str] = []
    opened = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        opens, ends = OPENS.match(line), ENDS.match(line)
        if opens and not opens[1]:
            raise PartError(f"{name}:{number}: a part opens with what to do, `# your part: what to do`")
        if opens and opened:
            raise PartError(f"{name}:{number}: a part within the part that line {opened} opens")
        if ends and not opened:
            raise PartError(f"{name}:{number}: the end of a part that nothing opens")
        if ends and not "".join(part).strip():
            raise PartError(f"{name}:{opened}: this part is empty; the solution stands in it")
        if opened and not ends:
            part.append(line)
            continue
        kept += [*at_first(part), line]
        part, opened = [], number if opens else 0
    if opened:
        raise PartError(f"{name}:{opened}: this part has no `# end of your part`")
    return "".join(kept)


def at_first(part: list[str]) -> list[str]:
    """Return what stands in a part of the starter: nothing, or the lines of a program to mend, with its faults."""
    faults = [FAULT.fullmatch(line) for line in part]
    if not any(faults):
        return []
    below = [None, *faults[:-1]]  # the mended line below a fault goes
    given = zip(part, faults, below, strict=True)
    return ["".join(fault.groups()) if fault else line for line, fault, above in given if fault or not above]


def asked(source: str) -> list[str]:
    """Return the statements that a reader is to write, names aside: those of a source that its starter has not."""
    given = statements(starter(source)).keys()
    return [nameless for text, nameless in statements(source).items() if text not in given]


def shows(program: str, asked: list[str]) -> bool:
    """Say whether a program shows most of these statements, names aside."""
    shown = {*statements(program).values()}
    return sum(each in shown for each in asked) * 2 > len(asked)


@cache
def statements(code: str) -> dict[str, str]:
    """Return the simple statements of code, each with what is left of it when its variables are told by their order."""
    found = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.stmt) and not hasattr(node, "body") and not isinstance(node, UNTOLD):
            text, names = ast.unparse(node), dict[str, str]()
            for each in ast.walk(node):
                if isinstance(each, ast.Name):
                    each.id = names.setdefault(each.id, f"name {len(names)}")
            found[text] = ast.dump(node)
    return found


def named(path: Path, root: Path) -> str:
    """Return a path as messages show it."""
    return path.relative_to(root).as_posix()


def write(root: Path) -> Iterator[str]:
    """Write each starter that is missing or stale; yield what was written. Raises PartError."""
    for source in sources(root):
        wanted, place = starter(source.read_text("utf-8"), named(source, root)), starter_path(source)
        if not place.exists() or place.read_text("utf-8") != wanted:
            write_file(place, wanted)
            yield named(place, root)


def problems(root: Path) -> Iterator[Problem]:
    """Yield what is wrong with parts and starters."""
    alone = {*(root / "snippets").rglob(f"*{TAIL}")} - {starter_path(source) for source in sources(root)}
    for place in alone:
        text = "a starter, but there is no program of this name with a part of the reader's"
        yield Problem(named(place, root), 1, text)
    for source in sources(root):
        place = starter_path(source)
        try:
            wanted = starter(source.read_text("utf-8"), named(source, root))
        except PartError as error:
            where, number, text = str(error).split(":", 2)
            yield Problem(where, int(number), text.strip())
            continue
        if not place.exists():
            yield Problem(named(place, root), 1, f"missing; run `make outputs`, which makes it from {source.name}")
        elif (shown := place.read_text("utf-8")) != wanted:
            pairs = zip(shown.splitlines(True), wanted.splitlines(True), strict=False)
            line = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)]) + 1
            yield Problem(named(place, root), line, f"stale: not what {source.name} gives; run `make outputs`")
