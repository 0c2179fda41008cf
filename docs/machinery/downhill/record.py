"""Run the programs that need more than the book's packages, in a Python that has these: compare, or record anew."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from downhill import needs, programs
from downhill.files import write
from downhill.runner import Run

PYTHON = ".cache/torch/bin/python"  # what `make torch` sets up
# That Python gets of the machinery what runs programs and no more, for it has not the packages of the rest
START = (
    "import sys, types; package = sys.modules['downhill'] = types.ModuleType('downhill'); "
    "package.__path__ = [sys.argv[1]]; from downhill import runner; runner.serve()"
)
VERSIONS = (
    "import json, platform, sys; from importlib.metadata import version; print(json.dumps("
    "{'python': platform.python_version()} | {name: version(name).partition('+')[0] for name in sys.argv[1:]}))"
)


def compare(root: Path) -> int:
    """Run every program that needs more than the book's packages, and compare with what is recorded of it."""
    wrong, count = [], 0
    for count, (path, source, run) in enumerate(fresh(root), 1):  # noqa: B007
        name, kept = path.relative_to(root / "snippets").as_posix(), needs.recorded(path, source)
        if problem := programs.complaint(run, name) or programs.complaint(kept, name):
            wrong.append(problem)
        elif found := programs.difference(path.with_suffix(".out"), run.stdout, "the program", "make record"):
            wrong.append(f"snippets/{name[:-3]}.out:{found[0]}: {found[1]}")
        elif run.figure != kept.figure:
            wrong.append(f"snippets/{name}: it draws another figure than the recorded one; `make record`")
    print("\n".join(wrong) or f"{count} programs print what is recorded of them")
    return len(wrong)


def record(root: Path) -> int:
    """Run every program that needs more than the book's packages, twice, and record what it prints."""
    wrong = 0
    for (path, source, run), (_, _, again) in zip(fresh(root), [*fresh(root)], strict=True):
        name = path.relative_to(root / "snippets").as_posix()
        problem = programs.complaint(run, name)
        if not problem and (run.stdout, run.figure) != (again.stdout, again.figure):
            problem = f"snippets/{name}: it gives something else when it runs again; is all of it seeded?"
        if problem:
            print(problem, file=sys.stderr)
            wrong += 1
            continue
        versions = json.loads(subprocess.check_output([python(root), "-c", VERSIONS, "numpy", *needs.of(source)]))
        for end, text in ((".out", run.stdout), (".json", needs.written(source, run, versions))):
            if not (place := path.with_suffix(end)).exists() or place.read_text("utf-8") != text:
                write(place, text)
                print(f"recorded: {place.relative_to(root)}")
    return wrong


def python(root: Path) -> str:
    """Return the Python that has what programs need: RECORDER, or what `make torch` sets up. Ends where it is not."""
    path = os.environ.get("RECORDER") or str(root / PYTHON)
    return (
        path if Path(path).exists() else sys.exit(f"there is no {path}; `make torch` sets up one, or RECORDER names it")
    )


def fresh(root: Path) -> Iterator[tuple[Path, str, Run]]:
    """Run every program with needs; yield its path, its text and its run, in the order of paths."""
    paths = sorted((root / "snippets").rglob("*.py"))
    sources = {str(path): text for path in paths if needs.of(text := path.read_text("utf-8"))}
    command = [python(root), "-I", "-X", "utf8", "-c", START, str(Path(__file__).parent)]
    for run in sorted(programs.fresh(sources, command), key=lambda run: run.path):
        yield Path(run.path), sources[run.path], run
