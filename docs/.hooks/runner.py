"""A worker that runs programs of the book: it loads a package once, then forks for each program.

Its argument is the number of seconds that a program may take. It reads one path a line on stdin and answers one line of
JSON: {"path", "status", "stdout", "stderr", "figure"}.
"""

import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

import figures
import numpy
import plotly.graph_objects

READABLE = tuple(
    str(Path(place).resolve()) for place in (sys.prefix, sys.base_prefix, "/usr", "/etc", "/proc", "/sys", "/dev")
)


def main() -> None:
    """Answer each path on stdin with its run, until stdin ends."""
    numpy.linalg.lstsq(numpy.eye(2), numpy.ones(2), rcond=None)  # LAPACK is loaded on first use
    plotly.graph_objects.Figure.show = lambda *_, **__: None
    for line in sys.stdin:
        program = Path(line.strip())
        load_packages(program.read_text("utf-8", "replace"))
        print(json.dumps(run(program)), flush=True)


def load_packages(source: str) -> None:
    """Load what takes a second to load and a program names, so that the next program finds it loaded."""
    for name in ("pandas", "sklearn.linear_model", "sklearn.preprocessing"):
        if name.partition(".")[0] in source:
            with contextlib.suppress(ImportError):
                __import__(name)


def run(program: Path) -> dict[str, Any]:
    """Run one program in a child, in an empty folder; its exit status is negative when a signal ended it."""
    folder = Path(tempfile.mkdtemp(prefix="downhill-"))
    try:
        (folder / "empty").mkdir()
        child = os.fork()
        if child == 0:
            run_here(program, folder)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        read = {name: (folder / name).read_text("utf-8", "replace") for name in ("stdout", "stderr")}
        figure = folder / "figure"
        written = sorted(path.name for path in (folder / "empty").iterdir())
        if status == 0 and written:
            status, read["stderr"] = 1, f"it wrote {', '.join(written)}; a program leaves no files\n"
        return {
            "path": str(program),
            "status": status,
            **read,
            "figure": figure.read_text() if figure.exists() else None,
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_here(program: Path, folder: Path) -> None:
    """In the child: run the program with its streams in files, write down its `fig`, and leave without clean-up."""
    status = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT), number)
        os.chdir(folder / "empty")
        source = program.read_text("utf-8")
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(sys.argv[1]))
        sys.addaudithook(lambda event, arguments: refuse(event, arguments, folder))
        sys.argv = [str(program)]
        space = {"__name__": "__main__", "__file__": str(program)}
        exec(compile(source, str(program), "exec"), space)
        if "fig" in space:
            (folder / "figure").write_text(figures.compact(space["fig"]))
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
        if isinstance(stop.code, str):
            sys.stderr.write(f"{stop.code}\n")
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def refuse(event: str, arguments: tuple[Any, ...], folder: Path) -> None:
    """Raise where a program goes beyond its packages: a file of its own, or the network."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError("a program of the book uses no network")
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = Path(os.fsdecode(arguments[0])).absolute()
        if path.parent != folder and not str(path.resolve()).startswith(READABLE) and path.suffix != ".py":
            raise PermissionError(
                f"a program of the book needs no file, but this one opens {os.fsdecode(arguments[0])}"
            )


if __name__ == "__main__":
    main()
