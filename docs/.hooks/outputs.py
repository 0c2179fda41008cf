"""Rewrite the starters and the .out files that are not what their programs give now: `make outputs`."""

import sys
from pathlib import Path

import programs
import projects


def main(root: Path) -> int:
    """Make starters, run every program below `root`/snippets; return how many failed. A failed one keeps its output."""
    failed = 0
    try:
        for starter in projects.write(root):
            print(f"rewritten: {starter}")
    except projects.PartError as error:
        failed += 1
        print(error, file=sys.stderr)
    for name, run in programs.run_all(root, sorted((root / "snippets").rglob("*.py"))).items():
        if problem := programs.complaint(run, name):
            failed += 1
            print(problem, file=sys.stderr)
            continue
        shown = Path(run.path).with_suffix(".out")
        if programs.stale(run, name):
            draft = shown.with_suffix(".out.new")
            draft.write_text(run.stdout, "utf-8")
            draft.replace(shown)
            print(f"rewritten: snippets/{name[:-3]}.out")
    return failed


if __name__ == "__main__":
    sys.exit(main(Path.cwd()) > 0)
