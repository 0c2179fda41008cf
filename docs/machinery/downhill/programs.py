"""Run the book's programs, each alone and once, keep what they did, and say what is wrong with them."""

import contextlib
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from downhill import figures, needs, projects, runner
from downhill.files import write
from downhill.page import Problem
from downhill.runner import Run

HERE = Path(__file__).parent
LINES = 45
SECONDS = 30  # of CPU time
PATIENCE = 600  # seconds of the clock: room for a busy machine, and an end for what waits for ever
PACKAGES = ("numpy", "scipy", "plotly", "pandas", "scikit-learn")


@cache
def versions() -> str:
    """Return the versions that a run depends on, as one string."""
    return " ".join([sys.version.split()[0], *(f"{name}-{version(name)}" for name in PACKAGES)])


def key(source: str) -> str:
    """Return the hash of all that a program's run depends on."""
    machinery = [(HERE / name).read_bytes() for name in ("runner.py", "figures.py")]
    return hashlib.sha256(b"\0".join([versions().encode(), *machinery, source.encode()])).hexdigest()[:32]


def run_all(root: Path, programs: Iterable[Path]) -> dict[str, Run]:
    """Run programs (paths below `root`/snippets), but for those that are kept, and return the runs by name."""
    runs = run_sources(root, {str(program): program.read_text("utf-8", "replace") for program in programs})
    return {Path(path).relative_to(root / "snippets").as_posix(): run for path, run in runs.items()}


def run_sources(root: Path, sources: Mapping[str, str]) -> dict[str, Run]:
    """Run the text of programs, by the path that names each, but for what `root`/.cache keeps; keep what ran well.

    What needs more than the book's packages does not run: its run is the recorded one.
    """
    folder = root / ".cache" / "programs"
    folder.mkdir(parents=True, exist_ok=True)
    runs = {path: needs.recorded(Path(path), source) for path, source in sources.items() if needs.of(source)}
    places = {path: folder / f"{key(source)}.json" for path, source in sources.items() if path not in runs}
    kept = {path: json.loads(place.read_bytes()) for path, place in places.items() if place.exists()}
    runs |= {path: Run(**{**run, "path": path}) for path, run in kept.items()}
    for run in fresh(longest_first({path: sources[path] for path in sources if path not in runs}, folder)):
        runs[run.path] = run
        if run.status == 0:  # a failure is no result: it may go well next time
            write(places[run.path], json.dumps(asdict(run)))
    return {path: runs[path] for path in sources}


def longest_first(sources: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return sources in the order that ends soonest: what never ran under its name, and then by the CPU time kept."""
    kept = [json.loads(place.read_bytes()) for place in folder.glob("*.json")] if len(sources) > 1 else []
    seconds = {Path(run["path"]).parts[-2:]: run.get("seconds", 0.0) for run in kept}
    return dict(sorted(sources.items(), key=lambda item: -seconds.get(Path(item[0]).parts[-2:], SECONDS)))


def fresh(sources: Mapping[str, str], command: Sequence[str] = ()) -> Iterator[Run]:
    """Run the text of programs on all cores, in the order given; yield each run when it is done, and show progress.

    `command` starts the process that runs them, where it is another one than the book's.
    """
    if not sources:
        return
    environment = os.environ | runner.ENVIRONMENT
    server = subprocess.Popen(
        command or runner.COMMAND, stdin=-1, stdout=-1, encoding="utf-8", env=environment, start_new_session=True
    )
    assert server.stdin
    assert server.stdout
    start = told = time.monotonic()
    left = dict(sources)
    try:
        with contextlib.suppress(BrokenPipeError), server.stdin as job:
            job.write(json.dumps([os.cpu_count() or 1, SECONDS, PATIENCE, list(sources.items())]))
        for line in server.stdout:
            run = Run(**json.loads(line))
            del left[run.path]
            if time.monotonic() - told > 2 or not left:
                told = time.monotonic()
                count = len(sources) - len(left)
                print(f"programs: {count} of {len(sources)} run, {told - start:.0f} s", file=sys.stderr)
            yield run
    finally:
        if left:  # it ended too early, or nobody reads on
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        server.stdout.close()
    for path in left:
        yield Run(path, 1, "", "the process that runs programs ended before this one was done", None, 0.0)


def lines_of(path: Path) -> int:
    """Return how many lines a program has; of a project those of its starter count, which is what readers are shown."""
    text = path.read_text("utf-8")
    try:
        shown = text if path.name.endswith(projects.TAIL) else projects.starter(text)
    except projects.PartError:
        shown = text
    return len(shown.splitlines())


def complaint(run: Run, name: str) -> str | None:
    """Return what is wrong with a program's run, or None; names the line of the program where there is one."""
    source = Path(run.path).read_text("utf-8")
    length = lines_of(Path(run.path))
    last = (run.stderr.strip().splitlines() or [f"it ended with status {run.status}"])[-1].strip()
    if length > LINES:
        return f"snippets/{name}:{LINES + 1}: a program has at most {LINES} lines, this one has {length}"
    if undeclared := needs.wrong(source):
        line, text = undeclared
        return f"snippets/{name}:{line}: {text}"
    if run.status < 0:
        limits: dict[int, str] = {signal.SIGPROF: f"{SECONDS} s of CPU time", signal.SIGALRM: f"{PATIENCE} s"}
        over = limits.get(-run.status)
        return f"snippets/{name}: {f'it runs over {over}' if over else f'signal {-run.status} ended it'}"
    if run.status:
        lines = re.findall(rf'File "{re.escape(run.path)}", line (\d+)', run.stderr)
        return f"snippets/{name}{f':{lines[-1]}' if lines else ''}: {last}"
    if run.stderr:
        return f"snippets/{name}: it prints to stderr: {last}"
    if run.figure and (size := figures.compressed_size(run.figure)) > figures.BUDGET:
        return f"snippets/{name}: its figure takes {size} bytes, over {figures.BUDGET}"
    return None


def stale(run: Run, name: str) -> str | None:
    """Return what is wrong with the output file beside a program, or None."""
    found = difference(Path(run.path).with_suffix(".out"), run.stdout, "the program")
    return found and str(Problem(f"snippets/{name[:-3]}.out", *found))


def difference(kept: Path, printed: str, who: str, remedy: str = "make outputs") -> tuple[int, str] | None:
    """Return the first line on which a file of outputs is not what is printed now, and what is wrong, or None."""
    if not kept.exists():
        return 0, f"missing; `{remedy}` writes it, or says why not"
    if (text := kept.read_text("utf-8")) == printed:
        return None
    old, new = text.splitlines(), printed.splitlines()
    for line, (then, now) in enumerate(zip(old, new, strict=False), 1):
        if now != then:
            return line, f"stale: has {then!r}, but {who} prints {now!r}; `{remedy}`"
    return 0, f"stale: {len(old)} lines, but {who} prints {len(new)}; `{remedy}`"


def rewrite_outputs(root: Path) -> int:
    """Make starters, run every program below `root`/snippets, rewrite outputs; return how many failed and keep theirs.

    What is to be rewritten runs twice, in two processes, so that a program that is not seeded is found at once.
    """
    problems = []
    try:
        for starter in projects.write(root):
            print(f"rewritten: {starter}")
    except projects.PartError as error:
        problems.append(str(error))
    sources = {path: path.read_text("utf-8") for path in sorted((root / "snippets").rglob("*.py"))}
    for path, source in sources.items():
        if names := needs.of(source):
            output = path.with_suffix(".out").relative_to(root)
            print(f"left alone: {output}, for its program needs {', '.join(names)}; `make record` runs it")
    runs = run_all(root, [path for path, source in sources.items() if not needs.of(source)])
    problems += [problem for name, run in runs.items() if (problem := complaint(run, name))]
    old = {run.path: name for name, run in runs.items() if not complaint(run, name) and stale(run, name)}
    for run in fresh({path: Path(path).read_text("utf-8") for path in old}):
        name = old[run.path]
        if (run.stdout, run.figure) != (runs[name].stdout, runs[name].figure):
            problems.append(f"snippets/{name}: it gives something else when it runs again; is all of it seeded?")
            continue
        write(Path(run.path).with_suffix(".out"), run.stdout)
        print(f"rewritten: snippets/{name[:-3]}.out")
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return len(problems)
