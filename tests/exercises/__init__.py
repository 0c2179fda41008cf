"""What readers hand in at the exercises with a check and at the projects: a file for each.

That of an exercise is tests/exercises/<chapter>/exercise_<n>.txt; projects have the folder tests/exercises/projects.
A line `## right: how it is written` or `## not yet: words of the check` begins an attempt; the words are those with
which the first verdict that is not right begins.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent


def place(name: str, title: str, code: str) -> str:
    """Return file and line of an attempt."""
    path = FOLDER / f"{name if '/' in name else f'projects/{name}'}.txt"
    line = path.read_text("utf-8").partition(f": {title}\n{code.rstrip()}")[0].count("\n") + 1
    return f"tests/exercises/{path.relative_to(FOLDER).as_posix()}:{line}"


def read() -> tuple[dict[str, str], dict[str, str]]:
    """Return right and wrong attempts by exercise, such as `momentum/exercise_3`, or project, such as `descent`.

    Each attempt begins with a line `## ` and how it is written, or the words of the check.
    """
    right: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*/*.txt")):
        name = path.relative_to(FOLDER).with_suffix("").as_posix().removeprefix("projects/")
        right[name] = wrong[name] = ""
        for kind, title, code in re.findall(
            r"(?ms)^## (right|not yet): ([^\n]*)\n(.*?)(?=^## |\Z)", path.read_text("utf-8")
        ):
            (right if kind == "right" else wrong)[name] += f"\n## {title}\n{code.rstrip()}\n"
    return right, wrong
