"""Hands the book's tasks to nbgrader, which makes the version of each for students, and marks two answers.

A student who hands in the solution gets all points, and one who hands in nothing gets none. nbgrader has a venv of its
own, for it needs half of Jupyter.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".cache" / "classroom" / "bin"
PACKED = ROOT / "site" / "downhill-nbgrader.zip"
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'downhill'\n"
# Points by student and notebook, of what nbgrader keeps
POINTS = """import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps([[each.student.id, each.assignment.name, each.score, each.max_score]
                      for assignment in book.assignments for each in book.assignment_submissions(assignment.name)]))"""


def nbgrader(course: Path, *words: str) -> None:
    """Run nbgrader in a course; what it says is shown where it fails."""
    found = os.environ | {"PATH": f"{VENV}{os.pathsep}{os.environ['PATH']}"}  # it calls tools of its own by name
    done = subprocess.run([VENV / "nbgrader", *words], cwd=course, capture_output=True, text=True, env=found)
    if done.returncode:
        sys.exit(f"nbgrader {' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def wrong(course: Path) -> list[str]:
    """Return which answers of a course were marked otherwise than they should be."""
    names = sorted(path.name for path in (course / "source").iterdir())
    for name in names:
        nbgrader(course, "generate_assignment", name, "--create", "--force")
        for student, made in (("right", "source"), ("nothing", "release")):
            handed_in = course / "submitted" / student / name
            handed_in.mkdir(parents=True)
            for notebook in (course / made / name).glob("*.ipynb"):
                (handed_in / notebook.name).write_bytes(notebook.read_bytes())
        nbgrader(course, "autograde", name, "--create", "--force")
    marked = json.loads(subprocess.check_output([VENV / "python", "-c", POINTS], cwd=course))
    if len(marked) != 2 * len(names):
        return [f"{len(marked)} of {2 * len(names)} answers were marked"]
    return [
        f"{student}: {name} got {score:g} of {most:g} points"
        for student, name, score, most in marked
        if not most or score != (most if student == "right" else 0)
    ]


def main() -> int:
    """Mark all tasks in a course of their own, and say what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        (course / "nbgrader_config.py").write_text(CONFIG, "utf-8")
        with zipfile.ZipFile(PACKED) as archive:
            archive.extractall(course)
        found = wrong(course)
        count = len([*(course / "source").rglob("*.ipynb")])
    print("\n".join(found) or f"nbgrader made and marked all {count} tasks")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
