"""Breaks the book in many small ways, each in a copy, and tells which check caught it: `make mutants`, ONLY=word.

The list is tests/mutations.py. Mutants of one round share a copy with its caches and its site, one `check` or one build
where the round asks for it, and one run of the tests that ought to see them. A mutant is caught where the check, the
build, or a test of its own says what matches its sign; first all these tests must pass on a copy that nobody broke.
This is the test of the tests. It is also the plugin that tells, in the copy, how each test and each subtest ended.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from downhill.scripts import packed, served

from tests.mutations import BUILT, MUTANTS, TESTS, Edit, Mutant

ROOT = Path(__file__).parent.parent
SURVIVED = "SURVIVED"
TOLD = "MUTANTS_TOLD"  # names the file in which the plugin keeps how the tests ended
OTHERS = ("check", "build", "lint")  # the checks that are no tests
PATIENCE = "40000"  # ms; most waits of a broken book are in vain


@dataclass(frozen=True)
class Said:
    """What one check said: one of OTHERS, or a test's file, name and subtest; its message; and whether it failed."""

    check: str
    message: str
    failed: bool = True


def copy_to(book: Path) -> Path:
    """Copy the working tree with its caches and its site, and nothing else that git ignores."""
    shutil.rmtree(book, ignore_errors=True)
    listed = subprocess.check_output(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, text=True)
    for name in listed.split("\0"):
        if (ROOT / name).is_file():
            (book / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, book / name)
    caches = [f".cache/{name}" for name in ("programs", "labs", "fonts", "listings", "search", "stills")]
    for name in (*caches, "site"):
        shutil.copytree(ROOT / name, book / name, dirs_exist_ok=True)
    if (live := ROOT / ".cache" / "live").is_dir():  # the site was built with it; nobody writes into its 49 MB
        (book / ".cache" / "live").symlink_to(live)
    (book / ".venv").symlink_to(sys.prefix)
    return book


def edited(book: Path, edit: Edit) -> tuple[Path, str]:
    """Return the file that an edit changes and its text afterwards; raise LookupError unless it has just one place."""
    where, old, new = edit
    if old == "":
        return book / where, new
    pattern = re.compile(re.escape(old)) if isinstance(old, str) else old
    paths = sorted({path for each in where.split() for path in book.glob(each) if path.is_file()})
    texts = {path: path.read_text("utf-8") for path in paths}
    counts = {path: len(pattern.findall(text)) for path, text in texts.items()}
    if sum(counts.values()) != 1:
        raise LookupError(f"{where}: {sum(counts.values())} places with {pattern.pattern!r}, not one")
    path = max(counts, key=lambda each: counts[each])
    return path, pattern.sub((lambda _: new) if isinstance(old, str) else new, texts[path])


def scripts_of(book: Path) -> dict[str, str]:
    """Return the scripts of the site that a book's sources give, by path."""
    paths = [path for folder in ("simulations", "javascripts") for path in (book / "docs" / folder).rglob("*.js")]
    return served({path.relative_to(book / "docs").as_posix(): path.read_text("utf-8") for path in paths})


def break_book(book: Path, mutant: Mutant) -> None:
    """Make a mutant's edits; scripts and styles, which the build merely carries to the site, are changed there too."""
    for edit in mutant.edits:
        path, text = edited(book, edit)
        source = path.relative_to(book)
        before = scripts_of(book) if path.suffix == ".js" and source.parts[0] == "docs" else {}
        if path.suffix == ".css" and source.parts[0] == "docs":
            before = {source.relative_to("docs").as_posix(): packed(path.read_text("utf-8"))}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        after = scripts_of(book) if path.suffix == ".js" else dict.fromkeys(before, packed(text))
        for name in (name for name in before if before[name] != after[name]):
            copy = book / "site" / name
            if mutant.round not in BUILT and copy.read_text("utf-8") != before[name]:
                raise LookupError(f"{name} is not as its source: build the site")
            copy.write_text(after[name], "utf-8")


def run(command: Sequence[str | Path], book: Path, extra: dict[str, str]) -> str:
    """Run a command in a copy and return all that it says."""
    names = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "ONLY", "SITE", "VENV")
    env = {name: value for name, value in os.environ.items() if name not in names} | extra
    env |= {"CI": "true", "JUPYTER_PLATFORM_DIRS": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "docs/machinery"}
    env["PYTHONPYCACHEPREFIX"] = str(book.parent / "compiled")  # all copies have one path, and compile once
    return subprocess.run(command, cwd=book, env=env, text=True, stdout=-1, stderr=subprocess.STDOUT).stdout


def build(book: Path, mutants: list[Mutant]) -> Iterator[Said]:
    """Build a copy into its site, going on after problems, and yield each warning and error."""
    extra = {name: value for mutant in mutants for name, value in mutant.env}
    command = [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--site-dir", "site"]
    for line in run(command, book, extra).splitlines():
        if not line.startswith(("INFO", "DEBUG")):
            yield Said("build", line)


def check(book: Path) -> Iterator[Said]:
    """Yield each problem that `check` finds in a copy."""
    for line in run([sys.executable, "-m", "downhill", "check"], book, {}).splitlines():
        yield Said("check", line)


def words(check: str) -> list[str]:
    """Return the words that all stand in the file and the name of the tests that a check stands for."""
    key, *rest = check.split()
    return [*TESTS[key], *rest]


def tests_of(mutants: list[Mutant]) -> list[list[str]]:
    """Return the words of each test that ought to catch one of the mutants; subtests come with their test."""
    checks = {check: None for mutant in mutants for check in mutant.caught_by if check not in OTHERS}
    wanted = ([word for word in words(check) if not word.startswith("::")] for check in checks)
    return [list(each) for each in dict.fromkeys(map(tuple, wanted))]


def test(book: Path, wanted: list[list[str]]) -> Iterator[Said]:
    """Run tests in a copy, or all where none is named, and yield how each ended."""
    told = book / "told.jsonl"
    files = {path for each in wanted for path in (book / "tests").rglob(next(w for w in each if w.endswith(".py")))}
    if wanted and not files:
        return
    named: str = " or ".join(f"({' and '.join(each)})" for each in wanted)
    chosen = ["-k", named or "not test_mutants", *sorted(files)]  # that test finds the place of each mutant whole
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "tests.mutants", *chosen]
    printed = run(command, book, {TOLD: str(told), "PATIENCE": PATIENCE})
    if not told.exists():
        yield Said("pytest", printed)
        return
    for line in told.read_text("utf-8").splitlines():
        yield Said(**json.loads(line))


def pytest_runtest_logreport(report: Any) -> None:
    """As a plugin: keep how a test or a subtest ended, with the message of its error and without its source."""
    if TOLD not in os.environ or report.skipped or (report.when != "call" and not report.failed):
        return
    name = report.nodeid.removeprefix("tests/")
    if type(report) is not pytest.TestReport:
        name = f"{name}::{report.context.msg}"
    crash = getattr(report.longrepr, "reprcrash", None)
    message = crash.message if crash else report.longreprtext
    with Path(os.environ[TOLD]).open("a", encoding="utf-8") as told:
        told.write(json.dumps({"check": name, "message": message, "failed": report.failed}) + "\n")


def concerns(said: Said, check: str) -> bool:
    """Say whether a result is one of a check."""
    if check in OTHERS or said.check in OTHERS:
        return said.check == check
    return all(word.lower() in said.check.lower() for word in words(check))


def verdict(mutant: Mutant, results: list[Said], anywhere: bool = False) -> str:
    """Return what caught a mutant, or SURVIVED; `anywhere` asks all that was run."""
    own = [said for said in results if anywhere or any(concerns(said, check) for check in mutant.caught_by)]
    for said in own:
        if said.failed and re.search(mutant.sign, f"{said.check}\n{said.message}"):
            return f"{said.check}: {' '.join(said.message.split())}" if said.check in OTHERS[:2] else said.check
    failed = [f"{said.check}: {said.message}" for said in own if said.failed and said.check not in OTHERS]
    why = "no such test" if not own else f"failed for something else: {failed[0]}" if failed else "passed"
    return f"{SURVIVED} ({' '.join(why.split())})"


def attempt(mutants: list[Mutant], folder: Path, everything: bool = False) -> dict[str, str]:
    """Break one copy with mutants that do not meet, and return what caught each, by its name."""
    book, left = copy_to(folder / "book"), list[Mutant]()
    verdicts, results = dict[str, str](), list[Said]()
    for mutant in mutants:
        try:
            break_book(book, mutant)
            left.append(mutant)
        except LookupError as error:
            verdicts[mutant.name] = f"DOES NOT APPLY: {error}"
    if any("check" in mutant.caught_by for mutant in left):
        results += check(book)
    if left and left[0].round in BUILT:
        results += build(book, left)
    if any("lint" in mutant.caught_by for mutant in left):
        made = [part for name in ("ready", "ready-test") for part in ("-o", f".venv/{name}")]
        results.append(Said("lint", run(["make", "--no-print-directory", "--ignore-errors", *made, "lint"], book, {})))
    uncaught = [mutant for mutant in left if verdict(mutant, results).startswith(SURVIVED)]
    if everything or tests_of(uncaught):
        results += test(book, [] if everything else tests_of(uncaught))
    return verdicts | {mutant.name: verdict(mutant, results, everything) for mutant in left}


def rows(chosen: list[Mutant], caught: dict[str, str]) -> Iterator[str]:
    """Yield the table's row of each mutant whose fate is known, numbered as in the list."""
    for number, mutant in enumerate(chosen, 1):
        if mutant.name in caught:
            yield f"{number:3}  {mutant.kind:11}  {mutant.name:75}  {caught[mutant.name][:150]}"


def main() -> int:
    """Run the list, or the mutants with a word, and print the table; 1 where one lives, 2 where the book is ill."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=main.__doc__)
    parser.add_argument("only", nargs="?", default="", help="run those with this word in round/kind, name or checks")
    parser.add_argument("--list", action="store_true", help="list the mutants and run none")
    parser.add_argument("--all", action="store_true", help="run the whole suite on each that survives, too")
    parser.add_argument("--no-control", action="store_true", help="trust that the tests pass on the book as it is")
    asked = parser.parse_args()
    chosen = [m for m in MUTANTS if asked.only in " ".join([f"{m.round}/{m.kind}", m.name, *m.caught_by])]
    if asked.list:
        print(*rows(chosen, {mutant.name: ", ".join(mutant.caught_by) for mutant in chosen}), sep="\n")
        return 0
    caught = dict[str, str]()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wanted = [] if asked.no_control else tests_of(chosen)
        if bad := [said for said in (test(copy_to(folder / "book"), wanted) if wanted else []) if said.failed]:
            print("\n\n".join(f"{said.check}\n{said.message}" for said in bad), "\nfails on a book that is whole")
            return 2
        for name in dict.fromkeys(mutant.round for mutant in chosen):
            print(f"round {name} …", file=sys.stderr, flush=True)
            found = attempt([mutant for mutant in chosen if mutant.round == name], folder)
            print(*rows(chosen, found), sep="\n", flush=True)  # at once: the rounds that follow take long
            caught |= found
        for mutant in chosen if asked.all else []:
            if caught[mutant.name].startswith(SURVIVED):
                found = attempt([mutant], folder, everything=True)
                print(*rows(chosen, found), sep="\n", flush=True)
                caught |= found
    wrong = [name for name in caught if caught[name].startswith((SURVIVED, "DOES NOT APPLY"))]
    seconds = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    print(f"{len(chosen) - len(wrong)} of {len(chosen)} caught; {seconds:.0f} s of CPU")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
