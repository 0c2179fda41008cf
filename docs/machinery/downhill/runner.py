"""The process that runs programs: it loads the packages, and forks for each program. All of it can change a result.

It is no pool of the standard library: there a program that ends its process takes all others along, a worker finds the
machinery on its path and shares one hash seed for as long as the parent lives, and encoding, threads and CPU time
cannot be set for it alone.
"""

import contextlib
import functools
import json
import linecache
import os
import re
import signal
import sys
import tempfile
import traceback
import types
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from downhill import figures

THREADS = ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "BLIS_NUM", "NUMEXPR_NUM", "VECLIB_MAXIMUM")
ENVIRONMENT = {f"{name}_THREADS": "1" for name in THREADS}  # last digits depend on how a sum is split
START = "import sys; sys.path.insert(0, sys.argv[1]); from downhill import runner; del sys.path[0]; runner.serve()"
COMMAND = [sys.executable, "-I", "-X", "utf8", "-c", START, str(Path(__file__).parent.parent)]
READABLE = [Path(place).resolve() for place in (sys.prefix, sys.base_prefix, "/usr", "/proc", "/sys")]
DEVICES = (os.devnull, "/dev/urandom", "/dev/random")
REFUSED = {
    ("socket.connect", "socket.bind", "socket.send", "socket.getaddrinfo", "socket.gethostby"): "uses no network",
    ("subprocess.", "os.system", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.kill"): "starts no other",
}
CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.truncate")


@dataclass(frozen=True)
class Run:
    """What one program did: its status, negative where a signal ended it, streams, figure as JSON, and CPU time."""

    path: str
    status: int
    stdout: str
    stderr: str
    figure: str | None
    seconds: float


def serve() -> None:
    """In the process that runs programs: fork for each of a job on stdin, and answer each with a line of JSON."""
    cores, seconds, patience, sources = json.load(sys.stdin)
    running: dict[int, tuple[str, tempfile.TemporaryDirectory[str], list[IO[bytes]]]] = {}
    files: list[IO[bytes]]
    while sources or running:
        if sources and len(running) < cores:
            path, source = sources.pop(0)
            load_packages(source)
            folder = tempfile.TemporaryDirectory()
            files = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115
            if not (child := os.fork()):
                os.chdir(folder.name)
                run_here(path, source, [file.fileno() for file in files], seconds, patience)
            running[child] = path, folder, files
        else:
            child, status, used = os.wait4(-1, 0)
            path, folder, files = running.pop(child)
            folder.cleanup()
            run = gather(path, os.waitstatus_to_exitcode(status), files, used.ru_utime + used.ru_stime)
            print(json.dumps(asdict(run)), flush=True)


def gather(path: str, status: int, files: list[IO[bytes]], seconds: float) -> Run:
    """Return what a child left in the files for its streams and its figure."""
    for file in files:
        file.seek(0)
    stdout, stderr, figure = (file.read().decode("utf-8", "replace") for file in files)
    if status == 0 and not figure:
        status, stderr = 1, "it ended its process before its last line"
    return Run(path, status, stdout, stderr, None if status else json.loads(figure), round(seconds, 3))


def load_packages(source: str) -> None:
    """Load what a program imports, so that the next one finds it loaded; a figure that is shown opens nothing."""
    new = "plotly.graph_objects" not in sys.modules  # the machinery itself loads `plotly` for its script
    for name in re.findall(r"^(?:from|import) ((?:numpy|pandas|plotly|sklearn)\b[\w.]*)", source, re.MULTILINE):
        with contextlib.suppress(ImportError):
            __import__(name)
    if new and (plotly := sys.modules.get("plotly.graph_objects")):
        parts: dict[str, Any] = {"annotations": [{}], "shapes": [{"line": {}, "label": {}}], "margin": {}, "legend": {}}
        line = plotly.Scatter(x=np.arange(2.0), line={}, marker={}, error_y={})
        traces = [line, plotly.Contour(colorbar={"title": {}}), plotly.Heatmap()]
        drawn = plotly.Figure(traces, parts).update_xaxes(title="x", type="log").update_yaxes(title="y", type="log")
        figures.compact(drawn.add_vline(x=1, annotation_text="x"))  # what it loads as it draws
        plotly.Figure.show = lambda *_, **__: None


def run_here(path: str, source: str, files: list[int], seconds: float, patience: int) -> None:
    """In the child: run a program as an interpreter would, its streams and `fig` into files; leave without clean-up."""
    status = 1
    try:
        for number, place in enumerate([os.open(os.devnull, os.O_RDONLY), *files[:2]]):
            os.dup2(place, number)
        for name in [name for name in sys.modules if name.partition(".")[0] == "downhill"]:
            del sys.modules[name]
        main = sys.modules["__main__"] = types.ModuleType("__main__")
        main.__file__, sys.argv, sys.dont_write_bytecode = path, [path], True
        linecache.cache[path] = len(source), None, source.splitlines(keepends=True), path  # for tracebacks
        np.random.seed()  # noqa: NPY002 – else all programs that seed nothing share one start
        warnings.simplefilter("default")
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(patience)
        sys.addaudithook(functools.partial(refuse, Path.cwd()))
        exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)
        figure = figures.compact(main.fig) if hasattr(main, "fig") else None
        os.write(files[2], json.dumps(figure).encode())
        status = 0
    except BaseException as error:
        traceback.print_exception(error.with_traceback(error.__traceback__ and error.__traceback__.tb_next))
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def refuse(home: Path, event: str, arguments: tuple[Any, ...]) -> None:
    """Raise where a program goes beyond its packages and the folder it began in: a file, the network, a program.

    It may start Python anew, to show what a fresh process does with a file; nothing holds that one to these rules.
    """
    if event == "open" or event in CHANGES:
        named = arguments[:1] if event == "open" else arguments
        for path in [Path(os.fsdecode(each)) for each in named if isinstance(each, (str, bytes, os.PathLike))]:
            reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            places = [home, *(READABLE if reads else ())]
            if str(path) not in DEVICES and not any(path.resolve().is_relative_to(place) for place in places):
                raise PermissionError(f"a program of the book needs no file outside its folder, but uses {path}")
    elif event == "subprocess.Popen" and arguments[0] == sys.executable:
        return
    for events, reason in REFUSED.items():
        if event.startswith(events):
            raise PermissionError(f"a program of the book {reason}")
