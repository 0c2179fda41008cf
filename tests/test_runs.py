"""Programs of the book run once, alone and as a reader's interpreter would run them; what ran well is kept."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from downhill import needs, programs, runner

ROOT = Path(__file__).parent.parent
PROGRAMS = sorted((ROOT / "snippets").rglob("*.py"))
HANDFUL = [  # all packages that the book imports; NumPy's, decimal's and Python's own settings changed; a figure
    "after-training/torn.py",
    "batches/unbiased.py",
    "judge-and-keep/keep.py",
    "newton/digits.py",
    "landscapes/convex.py",
    "landscapes/four_ways.py",
    "many-machines/stale.py",
    "directions/rates.py",
    "pipeline/load.py",
    "long-runs/resume.py",
    "projects/report.py",
    "supervised-learning/names.py",
    "what-is-machine-learning/two_filters.py",
]
Write = Callable[..., dict[str, runner.Run]]


@pytest.fixture
def run(tmp_path: Path) -> Write:
    """Return a function that writes programs and runs them."""

    def written(**sources: str) -> dict[str, runner.Run]:
        (tmp_path / "snippets").mkdir(exist_ok=True)
        paths = [tmp_path / "snippets" / f"{name}.py" for name in sources]
        for path in paths:
            path.write_text(sources[path.stem], "utf-8")
        return {name[:-3]: run for name, run in programs.run_all(tmp_path, paths).items()}

    return written


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(each, marks=() if name in HANDFUL else pytest.mark.long, id=name)
        for each in PROGRAMS
        if (name := each.relative_to(ROOT / "snippets").as_posix())
    ],
)
def test_a_kept_run_is_what_a_fresh_interpreter_does_in_an_empty_folder(program: Path, tmp_path: Path) -> None:
    if lacking := needs.missing(program.read_text("utf-8")):
        pytest.skip(f"it needs {', '.join(lacking)}, not installed here; `make torch` runs it")
    kept = programs.run_all(ROOT, [program]).popitem()[1]
    command = [sys.executable, "-I", "-X", "utf8", program]
    fresh = subprocess.run(command, cwd=tmp_path, capture_output=True, env=os.environ | runner.ENVIRONMENT)
    assert fresh.stderr.decode() == kept.stderr == ""
    assert fresh.returncode == kept.status == 0
    assert fresh.stdout.decode() == kept.stdout
    assert all(f'"{left.name}"' in program.read_text("utf-8") for left in tmp_path.iterdir())  # it says what it leaves


def test_the_handful_imports_all_that_any_program_imports() -> None:
    def imported(names: list[Path]) -> set[str]:
        nodes = [node for path in names for node in ast.walk(ast.parse(path.read_text("utf-8")))]
        found = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        found += [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
        return {name.partition(".")[0] for name in found}

    of_the_book = [path for path in PROGRAMS if not needs.of(path.read_text("utf-8"))]
    assert imported([ROOT / "snippets" / name for name in HANDFUL]) == imported(of_the_book)


def test_a_program_runs_again_only_when_it_changed(run: Write) -> None:
    first = run(a="import os\nprint(os.getpid())\n")["a"].stdout
    assert run(a="import os\nprint(os.getpid())\n")["a"].stdout == first
    assert run(a="import os\nprint(os.getpid(), 'changed')\n")["a"].stdout not in (first, "")


def test_a_program_that_failed_runs_again(run: Write, tmp_path: Path) -> None:
    runs = [run(a="import os\nraise ValueError(os.getpid())\n")["a"] for _ in range(2)]
    assert [each.status for each in runs] == [1, 1]
    assert runs[0].stderr != runs[1].stderr
    assert not list((tmp_path / ".cache" / "programs").iterdir())


def test_a_program_that_is_saved_while_it_runs_is_not_kept_as_what_it_was(
    run: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = programs.fresh

    def saved_meanwhile(sources: dict[str, str]) -> object:
        (tmp_path / "snippets" / "a.py").write_text("print(2)\n", "utf-8")
        return really(sources)

    monkeypatch.setattr(programs, "fresh", saved_meanwhile)
    assert run(a="print(1)\n")["a"].stdout == "1\n"
    assert programs.run_all(tmp_path, [tmp_path / "snippets" / "a.py"])["a.py"].stdout == "2\n"


def test_a_run_is_kept_for_its_source_the_versions_and_the_machinery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def key(source: str = "print(1)\n", **changed: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name in ("programs", "runner", "figures"):
            text = (programs.HERE / f"{name}.py").read_text("utf-8")
            (folder / f"{name}.py").write_text(text + changed.get(name, ""), "utf-8")
        monkeypatch.setattr(programs, "HERE", folder)
        return programs.key(source)

    same = key()
    assert key(programs="# changed\n") == same  # what is said of a run does not change it
    others = [key("print(1)"), key(runner="# changed\n"), key(figures="# changed\n")]
    monkeypatch.setattr(programs, "versions", lambda: f"{programs.sys.version} numpy-0")
    assert len({same, *others, key()}) == 5
    monkeypatch.undo()
    assert key() == same


def test_the_versions_are_those_of_python_and_of_every_package_that_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    named = programs.versions()
    assert named == programs.versions.__wrapped__()
    assert named.startswith(f"{sys.version_info[0]}.{sys.version_info[1]}.{sys.version_info[2]}")
    for package in ("numpy", "scipy", "plotly", "pandas", "scikit-learn"):
        monkeypatch.setattr(programs, "version", lambda name, new=package: "new" if name == new else "old")
        assert f"{package}-new" in programs.versions.__wrapped__()


def test_a_run_counts_its_cpu_time_and_a_program_that_only_waits_is_not_stopped(
    run: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "SECONDS", 0.5)
    spins, waits = "while True:\n    pass\n", "import time\ntime.sleep(1)\nprint('done')\n"
    runs = run(spins=spins, waits=waits)
    assert (runs["waits"].status, runs["waits"].stdout) == (0, "done\n")
    assert runs["waits"].seconds < 0.4 < runs["spins"].seconds  # the limit is counted in ticks, the seconds are not
    assert programs.complaint(runs["spins"], "spins.py") == "snippets/spins.py: it runs over 0.5 s of CPU time"


def test_a_program_that_waits_for_ever_is_stopped(run: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PATIENCE", 1)
    waits = run(waits="import time\ntime.sleep(1e6)\n")["waits"]
    assert programs.complaint(waits, "waits.py") == "snippets/waits.py: it runs over 1 s"


HIDDEN = "import warnings\nwarnings.warn_explicit('old', PendingDeprecationWarning, 'numpy.py', 1)\n"
ENDS = {
    "leaves": ("import os\nprint(1)\nos._exit(0)\n", "it ended its process before its last line"),
    "leaves with a status": ("import os\nos._exit(7)\n", "it ended with status 7"),
    "crashes": ("import ctypes\nctypes.string_at(0)\n", "signal 11 ended it"),
    "is killed": ("import signal\nsignal.raise_signal(9)\n", "signal 9 ended it"),
    "exits": ("import sys\nsys.exit(0)\n", ":2: SystemExit: 0"),
    "exits with words": ("raise SystemExit('no')\n", ":1: SystemExit: no"),
    "raises": ("def half(x):\n    return x / 0\n\n\nhalf(1)\n", ":2: ZeroDivisionError: division by zero"),
    "is no Python": ("first last = 1\n", ":1: SyntaxError: invalid syntax"),
    "leaves a number for a figure": ("fig = 3\n", "TypeError: fig is a int, not a Plotly figure"),
    "imports the machinery": ("import downhill\n", ":1: it imports downhill, which is no package"),
    "imports a module of the machinery": ("import figures\n", ":1: it imports figures, which is no package"),
    "imports what runs it": ("import programs\n", ":1: it imports programs, which is no package"),
    "reads a file": ("open('/etc/hostname')\n", "needs no file outside its folder, but uses /etc/hostname"),
    "reads a file beside a folder of packages": ("open('/usrs')\n", "needs no file outside its folder, but uses /usrs"),
    "reads itself": ("open(__file__)\n", "needs no file"),
    "writes a file elsewhere": ("open('../a.txt', 'w')\n", "needs no file outside its folder, but uses ../a.txt"),
    "reads what it did not write": ("open('a.txt')\n", ":1: FileNotFoundError"),
    "moves a file elsewhere": ("import os\nopen('a', 'w').close()\nos.replace('a', '../a')\n", ":3: PermissionError"),
    "removes what is not its own": ("import os\nos.remove('/etc/hostname')\n", "needs no file outside its folder"),
    "writes into shared memory": ("open('/dev/shm/a', 'w')\n", "needs no file outside its folder, but uses /dev/shm/a"),
    "writes among packages": ("import sys\nopen(sys.prefix + '/a', 'w')\n", "needs no file"),
    "makes a folder": ("import os\nos.mkdir('../a')\n", ":2: PermissionError: a program of the book needs no file"),
    "starts another": ("import subprocess\nsubprocess.run(['true'])\n", "starts no other"),
    "starts a shell": ("import os\nos.system('true')\n", ":2: PermissionError: a program of the book starts no other"),
    "forks": ("import os\nos.fork()\n", ":2: PermissionError: a program of the book starts no other"),
    "stops another": ("import os\nos.kill(os.getppid(), 9)\n", "starts no other"),
    "connects": ("import socket\nsocket.create_connection(('127.0.0.1', 9))\n", "uses no network"),
    "asks for an address": ("import socket\nsocket.gethostbyname('localhost')\n", "uses no network"),
    "prints to stderr": ("import sys\nprint('careful', file=sys.stderr)\n", "it prints to stderr: careful"),
    "warns": ("import numpy as np\nnp.ones(1) / np.zeros(1)\n", "it prints to stderr: np.ones(1) / np.zeros(1)"),
    "warns from a package": (HIDDEN, "it prints to stderr: numpy.py:1: PendingDeprecationWarning: old"),
}  # fmt: skip


def test_a_program_that_ends_badly_is_named_with_its_reason_and_takes_no_other_along(run: Write) -> None:
    names = {name.replace(" ", "_"): name for name in ENDS}
    runs = run(**{name: ENDS[words][0] for name, words in names.items()}, good="print('good')\n")
    assert runs["good"].stdout == "good\n"
    for name, words in names.items():
        said = programs.complaint(runs[name], f"{name}.py")
        assert said is not None, name
        assert said.startswith(f"snippets/{name}.py:"), said
        assert ENDS[words][1] in said, said


def test_a_program_uses_files_of_its_own_folder_which_is_empty_for_each_and_may_start_python_anew(run: Write) -> None:
    source = """
import os
import subprocess
import sys

print(os.listdir())
os.mkdir("kept")
with open("a.txt", "w") as file:
    file.write("from {name}")
os.replace("a.txt", "kept/b.txt")
command = [sys.executable, "-c", "print(open('kept/b.txt').read())"]
print(subprocess.run(command, capture_output=True, check=True, text=True).stdout, end="")
os.remove("kept/b.txt")
"""
    runs = run(a=source.replace("{name}", "a"), b=source.replace("{name}", "b"))
    assert [runs[name].stdout for name in "ab"] == ["[]\nfrom a\n", "[]\nfrom b\n"], runs["a"].stderr


def test_an_error_shows_the_programs_lines_and_none_of_the_machinery(run: Write) -> None:
    raised = run(a="def half(x):\n    return x / 0\n\n\nhalf(1)\n")["a"].stderr
    assert "return x / 0" in raised
    assert raised.count("File ") == 2
    assert "runner.py" not in raised


NAMESPACE = """
import os
import sys
import warnings

import numpy as np

print(sorted(name for name in globals() if not name.startswith("__")), __name__, os.listdir())
print(sys.argv == [__file__], sys.stdin.read() == "", sys.flags.utf8_mode, sys.stdout.encoding)
print([path for path in sys.path if "docs" in path], [name for name in sys.modules if "downhill" in name])
print(vars(sys.modules["__main__"]) is globals(), np.geterr(), warnings.filters[0][0])
print(sorted({os.environ[name] for name in os.environ if name.endswith("_THREADS")}), "λ ✓ Größe")
"""


def test_a_program_has_a_fresh_namespace_and_nothing_of_the_machinery_whatever_the_locale(
    run: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "docs" / "machinery"))
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    assert run(größe=NAMESPACE)["größe"].stdout.splitlines() == [
        "['np', 'os', 'sys', 'warnings'] __main__ []",
        "True True 1 utf-8",
        "[] []",
        "True {'divide': 'warn', 'over': 'warn', 'under': 'ignore', 'invalid': 'warn'} default",
        "['1'] λ ✓ Größe",
    ]


def test_what_one_program_sets_another_does_not_see(run: Write) -> None:
    first = "import numpy as np\nnp.seterr(all='ignore')\nnp.set_printoptions(precision=2)\nnp.left = 1\n"
    then = "import numpy as np\nprint(np.geterr()['divide'], np.array([1 / 3]), hasattr(np, 'left'))\n"
    assert run(a=first, b=then)["b"].stdout == "warn [0.33333333] False\n"


def test_programs_that_seed_nothing_do_not_share_their_numbers(run: Write) -> None:
    unseeded = "import random\n\nimport numpy as np\n\nprint(np.random.rand(), random.random())\n"
    runs = run(a=unseeded, b=unseeded)
    assert runs["a"].stdout != runs["b"].stdout


def test_outputs_are_not_rewritten_by_a_program_that_gives_something_else_each_time(
    run: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = {"order": "print({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})\n", "same": "print(2)\n"}
    run(**sources)
    assert programs.rewrite_outputs(tmp_path) == 1
    said = capsys.readouterr()
    assert said.out == "rewritten: snippets/same.out\n"
    assert "snippets/order.py: it gives something else when it runs again; is all of it seeded?\n" in said.err
    assert [path.name for path in (tmp_path / "snippets").glob("*.out*")] == ["same.out"]


def test_programs_are_dealt_longest_first_and_what_is_not_known_before_all(
    run: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(short="pass\n", long="sum(range(3_000_000))\n")
    changed = {str(tmp_path / "snippets" / f"{name}.py"): "" for name in ("short", "long", "new")}
    order = programs.longest_first(changed, tmp_path / ".cache" / "programs")
    assert [Path(path).stem for path in order] == ["new", "long", "short"]


def children() -> set[int]:
    """Return the processes that this one has started and theirs."""
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_no_process_is_left_when_all_ran_and_when_nobody_waits_for_the_rest() -> None:
    before = children()
    for _ in range(2):
        assert [run.stdout for run in programs.fresh({"a.py": "print(1)\n", "b.py": "print(1)\n"})] == ["1\n", "1\n"]
        assert children() == before
    runs = programs.fresh({"a.py": "print(1)\n", "b.py": "while True:\n    pass\n", "c.py": "print(3)\n"})
    assert next(runs).stdout == "1\n"
    assert children() > before
    runs.close()
    assert children() == before


def test_programs_that_were_not_done_when_their_process_ended_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "COMMAND", [sys.executable, "-c", "raise SystemExit(3)"])
    (left,) = programs.fresh({"a.py": "print(1)\n"})
    assert (left.path, left.status) == ("a.py", 1)
    assert left.stderr == "the process that runs programs ended before this one was done"


def test_a_figure_that_a_program_shows_opens_nothing_and_loads_nothing_to_open_it_with(run: Write) -> None:
    text = "import sys\n\nimport plotly.graph_objects as go\n\nfig = go.Figure()\nbefore = set(sys.modules)\n"
    assert run(a=f"{text}fig.show()\nprint(sorted(set(sys.modules) - before))\n")["a"].stdout == "[]\n"


def test_a_kept_run_is_whole(run: Write, tmp_path: Path) -> None:
    done = run(a="import plotly.graph_objects as go\n\nfig = go.Figure(go.Scatter(y=[1, 2]))\nfig.show()\n")["a"]
    (kept,) = (tmp_path / ".cache" / "programs").iterdir()
    assert runner.Run(**json.loads(kept.read_text("utf-8"))) == done
    assert done.figure
    assert json.loads(done.figure)["data"] == [{"type": "scatter", "y": [1, 2]}]
    assert done.seconds > 0
