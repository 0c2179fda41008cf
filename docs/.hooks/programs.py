"""Run the book's programs, side by side and only when something changed, and say what is wrong with them."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue

import figures

HERE = Path(__file__).parent
LINES = 45
SECONDS = 30
PACKAGES = ("numpy", "plotly", "pandas", "scikit-learn")


@dataclass(frozen=True)
class Run:
    """What one program did: exit status, both streams, and its figure as compact JSON."""

    path: str
    status: int
    stdout: str
    stderr: str
    figure: str | None


@cache
def versions() -> str:
    """Return the versions that a run depends on, as one string."""
    return " ".join([sys.version.split()[0], *(f"{name}-{version(name)}" for name in PACKAGES)])


def key(program: Path) -> str:
    """Return the hash of all that a program's run depends on."""
    machinery = (HERE / "runner.py").read_bytes() + (HERE / "figures.py").read_bytes()
    return hashlib.sha256(b"\0".join([versions().encode(), machinery, program.read_bytes()])).hexdigest()[:32]


def run_all(root: Path, programs: Iterable[Path]) -> dict[str, Run]:
    """Run programs (paths below `root`/snippets), from the cache where nothing changed, and return runs by name."""
    cache = root / ".cache" / "programs"
    cache.mkdir(parents=True, exist_ok=True)
    kept = {program: cache / f"{key(program)}.json" for program in programs}
    while missing := [program for program, place in kept.items() if not place.exists()]:
        fresh(missing, kept)
        for program in missing:  # one that was saved meanwhile runs again, and not under the name of what it was
            if (now := cache / f"{key(program)}.json") != kept[program]:
                kept[program].unlink()
                kept[program] = now
    snippets = root / "snippets"
    runs = {}
    for program, place in kept.items():
        run = Run(**{**json.loads(place.read_text()), "path": str(program)})
        if run.status:  # it may go well next time, on a machine with less to do
            place.unlink()
        runs[program.relative_to(snippets).as_posix()] = run
    return runs


def fresh(programs: list[Path], places: dict[Path, Path]) -> None:
    """Run programs on all cores and write each run to its place, whole or not at all; show progress."""
    workers: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
    crew = [
        subprocess.Popen(
            [sys.executable, HERE / "runner.py", str(SECONDS)], stdin=-1, stdout=-1, text=True, encoding="utf-8"
        )
        for _ in range(min(os.cpu_count() or 1, len(programs)))
    ]
    for worker in crew:
        workers.put(worker)

    def one(program: Path) -> None:
        worker = workers.get()
        assert worker.stdin
        assert worker.stdout
        worker.stdin.write(f"{program}\n")
        worker.stdin.flush()
        answer = worker.stdout.readline()
        workers.put(worker)
        if not answer:
            raise SystemExit(f"{program}: it ended the worker that runs programs")
        draft = places[program].with_suffix(f".{os.getpid()}")
        draft.write_text(answer)
        draft.replace(places[program])

    start = told = time.monotonic()
    try:
        with ThreadPoolExecutor(len(crew)) as threads:
            for count, _ in enumerate(threads.map(one, programs), 1):
                if time.monotonic() - told > 2 or count == len(programs):
                    told = time.monotonic()
                    print(f"programs: {count} of {len(programs)} run, {told - start:.0f} s", file=sys.stderr)
    finally:
        for worker in crew:
            worker.communicate()


def complaint(run: Run, name: str) -> str | None:
    """Return what is wrong with a program's run, or None; names the line of the program where there is one."""
    length = len(Path(run.path).read_text("utf-8").splitlines())
    if length > LINES:
        return f"snippets/{name}:{LINES + 1}: a program has at most {LINES} lines, this one has {length}"
    if run.status < 0:
        reason = f"it runs over {SECONDS} s" if run.status == -signal.SIGALRM else f"signal {-run.status} ended it"
        return f"snippets/{name}: {reason}"
    if run.status:
        found = re.findall(rf'File "{re.escape(run.path)}", line (\d+)', run.stderr)
        line = f":{found[-1]}" if found else ""
        return f"snippets/{name}{line}: {run.stderr.strip().splitlines()[-1] if run.stderr.strip() else 'it failed'}"
    if run.stderr:
        return f"snippets/{name}: it prints to stderr: {run.stderr.strip().splitlines()[-1]}"
    if run.figure and figures.compressed_size(run.figure) > figures.BUDGET:
        return f"snippets/{name}: its figure takes {figures.compressed_size(run.figure)} bytes, over {figures.BUDGET}"
    return None


def stale(run: Run, name: str) -> str | None:
    """Return what is wrong with the output file beside a program, or None."""
    shown = Path(run.path).with_suffix(".out")
    if not shown.exists():
        return f"snippets/{name[:-3]}.out: missing; `make outputs` writes it"
    printed, kept = run.stdout.splitlines(), shown.read_text("utf-8").splitlines()
    if shown.read_text("utf-8") == run.stdout:
        return None
    line = next((i for i, pair in enumerate(zip(printed, kept, strict=False)) if pair[0] != pair[1]), None)
    if line is None:
        return (
            f"snippets/{name[:-3]}.out: stale: {len(kept)} lines, but the program prints {len(printed)}; `make outputs`"
        )
    place = f"snippets/{name[:-3]}.out:{line + 1}"
    return f"{place}: stale: has {kept[line]!r}, but the program prints {printed[line]!r}; `make outputs`"
