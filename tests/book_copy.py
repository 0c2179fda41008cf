"""Copies of a book in a folder of their own, for tests that build it, break it, or compare two builds."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "tiny-book"


def copy_book(source: Path, target: Path) -> Path:
    """Copy a book's pages, programs and the tests it names to `target`, and the machinery, but nothing generated."""
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", ".cache", "site", "__pycache__")
    for name in ("docs", "snippets", "tests/claims", "tests/exercises", "tests/optimizers"):
        if not (source / name).is_dir():
            continue
        shutil.copytree(source / name, target / name, ignore=ignored)
    for name in ("machinery", ".overrides"):
        shutil.copytree(ROOT / "docs" / name, target / "docs" / name, dirs_exist_ok=True)
    settings = (source / "mkdocs.yml").read_text("utf-8")
    (target / "mkdocs.yml").write_text(settings.replace("INHERIT: ../..", f"INHERIT: {ROOT}"), "utf-8")
    return target


def make(book: Path, word: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a word of the Makefile on a book, with the packages of this interpreter; both streams are in stdout."""
    packages = book.parent / "packages"  # a link beside the book, for make knows no names with spaces
    if not packages.exists():
        packages.symlink_to(sys.prefix)
    quiet: list[str | Path] = ["make", "--no-print-directory", "-f", ROOT / "Makefile", "-o", "../packages/ready"]
    return run([*quiet, "VENV=../packages", "SITE=site", word, *options], book)


def run(command: list[str | Path], book: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a book's folder, as from a fresh shell."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    inherited = {name: value for name, value in inherited.items() if not name.startswith(("PYTEST_", "COV_"))}
    return subprocess.run(
        command,
        cwd=book,
        env=inherited | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'docs' / 'machinery'}"},
        text=True,
        stdout=-1,
        stderr=subprocess.STDOUT,
    )


def edit(path: Path, old: str, new: str | None) -> None:
    """Change one place of a file; without `old` write it, without `new` remove it."""
    if new is None:
        path.unlink()
        return
    if not old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new, "utf-8")
        return
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} has {text.count(old)} of {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of each file below a folder; sitemaps name the day, and __pycache__ is nobody's."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("sitemap.xml") and "__pycache__" not in path.parts
    }
