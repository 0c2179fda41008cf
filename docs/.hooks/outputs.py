"""Rewrite the .out files of the programs that print something else now: `make outputs`."""

import sys
from pathlib import Path

import programs


def main(root: Path) -> int:
    """Run every program below `root`/snippets; return how many failed. A failed one keeps its old output."""
    failed = 0
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
