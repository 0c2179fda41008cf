"""Every notebook that a reader can download prints what its page shows, in whatever order its programs were proved.

Its cells are programs that ran, each alone. That a cell does the same after the cells before it follows from three
things that are held here, and from one that its run alone has shown:

- A program that ran in an empty namespace bound each name before it read it, or found it among Python's own. So a name
  that an earlier cell left is read by no later one, as long as no cell binds one of Python's own names or asks which
  names there are.
- It warned of nothing, though every warning was shown. So it does not matter which warnings an earlier cell turned off
  or into errors, NumPy's on overflow among them, but for a cell that looks at warnings itself.
- Nothing else that outlives a cell is changed: no attribute of a module, no seed, no option.
- A kernel runs the text of the cell as it is.

A handful is executed whole nevertheless, with nothing installed but what the notebook asks for. `-m long` executes all.
"""

import ast
import builtins
import importlib.metadata
import json
import os
import re
import subprocess
import symtable
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from downhill import needs, programs, runner
from downhill.problems import PRESSED
from nbformat.v4 import new_code_cell, new_notebook

from tests.served import SITE, addresses, soup

ROOT = Path(__file__).parent.parent
CHAPTERS = ("learning", "descent", "practice", "labs")
NOTEBOOKS = sorted(
    path for folder in CHAPTERS for path in (SITE / folder).rglob("*.ipynb") if "-student" not in path.stem
)
LABS = [path for path in NOTEBOOKS if "labs" in path.parts]
HANDFUL = ("one-weight", "supervised-learning", "exam-scores", "descent-in-25-lines")  # of each kind
PACKAGES = ("numpy", "plotly", "scikit-learn", "pandas", "nbformat")
REPOSITORY = re.search(r'REPO_URL, "([^"]+)"', (ROOT / "mkdocs.yml").read_text("utf-8"))[1]
OURS = r"<(figure-plot|predict-first|check-question|book-simulation|section|svg)\b|\]\((claim|sim):|--8<--|^[?!]{3} "
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
every_page = pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if path not in LABS], ids=lambda path: path.stem
)

ASKS = {"globals", "locals", "vars", "dir", "eval", "exec", "NameError", "__file__", "get_ipython"}
SETTERS = {"set_printoptions", "set_option", "set_config", "setattr", "setbufsize", "seterrcall", "environ", "pio"}
SETTERS |= {"setlocale", "setrecursionlimit", "options", "templates", "modules", "register", "__dict__"}
SEEDED = r"\brandom\.(?!default_rng\b|Generator\b)\w+"
# Executed before a notebook, with the names that it is to do without
WITHOUT = """
def hide(hidden):
    import sys

    class Hide:
        def find_spec(name, path=None, target=None):
            if name.partition(".")[0] in hidden:
                raise ModuleNotFoundError("the notebook does not name " + name, name=name)

    for name in [name for name in sys.modules if name.partition(".")[0] in hidden]:
        del sys.modules[name]
    sys.meta_path.insert(0, Hide)

hide({hidden})
del hide
"""
# Executed after each cell: a program stands alone, so the next one does not find what this one has left
CLEARED = "(lambda os: [os.remove(name) for name in os.listdir()] and None)(__import__('os'))"


def simple(requirement: str) -> str:
    """Return the name of a package as all its spellings have it."""
    return re.sub("[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def needed(names: list[str]) -> set[str]:
    """Return packages and all that they need; what is for another system or an older Python is not there."""
    found: set[str] = set()
    left = set(map(simple, names))
    while left:
        name = left.pop()
        try:
            requires = importlib.metadata.distribution(name).requires or []
        except importlib.metadata.PackageNotFoundError:
            continue
        found.add(name)
        left |= {simple(each) for each in requires if "extra ==" not in each} - found
    return found


@cache
def installed() -> dict[str, set[str]]:
    """Return every module that can be imported, with the packages that bring it; to look takes a second."""
    found = importlib.metadata.packages_distributions()
    return {module: set(map(simple, owners)) for module, owners in found.items()}


def hidden(named: list[str]) -> set[str]:
    """Return the modules that come with none of the packages that are named, nor with what those need."""
    allowed = needed(named)
    return {module for module, owners in installed().items() if not allowed & owners}


@cache
def read(path: Path) -> nbformat.NotebookNode:
    """Return a notebook, which stays as it is; `nbformat.read` would validate it each time."""
    return nbformat.v4.reads(path.read_text("utf-8"))


def printed(cell: nbformat.NotebookNode, name: str = "stdout") -> str:
    """Return what a cell has printed."""
    return "".join(each.text for each in cell.outputs if each.output_type == "stream" and each.name == name)


def code_of(path: Path) -> list[str]:
    """Return the text of each cell of code."""
    return [cell.source for cell in read(path).cells if cell.cell_type == "code"]


@cache
def runs() -> dict[str, runner.Run]:
    """Return the run of each program of the book by the text of its cell."""
    found = programs.run_all(ROOT, sorted((ROOT / "snippets").rglob("*.py")))
    return {(ROOT / "snippets" / name).read_text("utf-8").removesuffix("\n"): run for name, run in found.items()}


def executed(notebook: nbformat.NotebookNode, folder: Path, named: list[str], alone: bool = False) -> None:
    """Execute a notebook in a kernel that can import what is named, what that needs, and what a kernel needs.

    The cells of a lab are one program, `alone` in its folder; in other notebooks each cell is one.
    """
    from nbclient import NotebookClient  # slow to load, and of no use to who only collects tests

    whole = nbformat.v4.new_notebook(metadata=notebook.metadata)
    whole.cells.append(new_code_cell(WITHOUT.format(hidden=hidden([*named, "ipykernel"]))))
    for cell in notebook.cells:
        whole.cells += [cell] if alone else [cell, new_code_cell(CLEARED)]
    NotebookClient(whole, timeout=None, resources={"metadata": {"path": str(folder)}}).execute()


def named_by(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the packages that the line of a notebook names; a few need Python alone."""
    return " ".join(re.findall(r"`pip install ([\w -]+)`", notebook.cells[0].source)).split()


def test_every_chapter_and_every_project_offers_its_notebook():
    paths = [path for path in (ROOT / "snippets").rglob("*_starter.py") if not path.stem.startswith("exercise_")]
    starters = {path.stem.removesuffix("_starter") for path in paths}
    pages = [address for address in addresses() if address.startswith(CHAPTERS)]
    wanted = {page.rstrip("/").rpartition("/")[2] for page in pages} | {name.replace("_", "-") for name in starters}
    assert {path.stem for path in NOTEBOOKS} == wanted
    for page in pages:
        links = [link["href"] for link in soup(page).select('a[download][href$=".ipynb"]')]
        offered = [path.name for path in (SITE / page).glob("*.ipynb")]
        assert sorted(offered) == sorted(links)


@every_page
def test_a_cell_is_a_program_that_ran_alone_and_shows_what_it_printed(path: Path):
    notebook = read(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            run = runs()[cell.source]
            assert (run.status, run.stderr) == (0, "")
            assert printed(cell) == run.stdout


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_is_handed_out_with_the_cells_that_the_build_executed(path: Path):
    nbformat.validate(read(path))
    assert code_of(path) == code_of(ROOT / "docs" / "labs" / path.name)


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_is_handed_out_with_its_folds(path: Path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    committed = json.loads((ROOT / "docs" / "labs" / path.name).read_text("utf-8"))["cells"]
    written = "".join("".join(cell["source"]) for cell in committed)
    assert text.count("<details>\n<summary>") == text.count("</details>") == written.count("<details") > 2
    assert "press *Edit*" not in text


def leftovers(cells: list[str]) -> list[str]:
    """Return what cells do that could change a later one, though each ran well alone; see the top of this file."""
    found = [f"cell {number}: {what}" for number, text in enumerate(cells) for what in left_by(text)]
    if sum(bool(re.search(r"\b(?:import|from) decimal\b", text)) for text in cells) > 1:
        found.append("two cells use decimal, which keeps its precision")
    silent = [number for number, text in enumerate(cells) if re.search(r"\bseterr\(|\bwarnings\.", text)]
    looks = [number for number, text in enumerate(cells) if re.search(r"\bwarnings\.|FloatingPointError", text)]
    if any(first < then for first in silent for then in looks):
        found.append("a cell looks at warnings that another may have changed")
    return found


@cache
def transformer() -> Any:
    """Return what a kernel puts the text of a cell through before it runs it."""
    from IPython.core.inputtransformer2 import TransformerManager  # slow to load

    return TransformerManager()


def left_by(text: str) -> list[str]:
    """Return what one cell does that could change a later one; a kernel must run its text as it is."""
    if transformer().transform_cell(text) != f"{text}\n":
        return ["a kernel changes its text"]
    nodes = list(ast.walk(ast.parse(text)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr: ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
    modules = {
        (alias.asname or alias.name).partition(".")[0]
        for node in nodes
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    top = symtable.symtable(text, "cell", "exec").get_symbols()
    bound = {name.get_name() for name in top if name.is_assigned() or name.is_imported()}
    bound |= {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    stores = [ast.unparse(node) for node in nodes if isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))]
    return [
        *(f"binds Python's own {name}" for name in sorted(bound & set(dir(builtins)))),
        *(f"asks for {name}" for name in sorted(names & ASKS)),
        *(f"sets {name}" for name in sorted((names | set(attributes)) & SETTERS)),
        *(f"seeds {whole}" for whole in attributes.values() if re.search(SEEDED, whole)),
        *(
            f"changes {place}"
            for place in stores
            if re.match(r"\w+(?=[.\[])", place) and re.match(r"\w+", place)[0] in modules
        ),
    ]


@every_page
def test_what_a_cell_leaves_behind_changes_no_later_one(path: Path):
    assert leftovers(code_of(path)) == []


LEFT = {
    "a builtin": ["sum = 3\n", "print(sum([1]))\n"],
    "a builtin imported": ["from numpy import sum\n", "print(sum([1]))\n"],
    "a builtin bound by a function": ["def f():\n    global max\n    max = 3\n\n\nf()\n", "print(max(1, 2))\n"],
    "a question": ["x = 1\n", "print('x' in globals())\n"],
    "a name that may be missing": ["x = 1\n", "try:\n    x\nexcept NameError:\n    x = 2\n"],
    "a seed": ["import numpy as np\nnp.random.seed(1)\n", "print(np.random.rand())\n"],
    "an option": ["import numpy as np\nnp.set_printoptions(precision=2)\n", "print(1)\n"],
    "a module's attribute": ["import numpy as np\nnp.pi = 3\n", "import numpy as np\nprint(np.pi)\n"],
    "a precision": [f"from decimal import {name}\n{name}(2)\n" for name in ("getcontext", "Decimal")],
    "a warning turned off": [
        "import numpy as np\nnp.seterr(all='ignore')\n",
        "with warnings.catch_warnings(record=True):\n    1\n",
    ],
    "a magic": ["%matplotlib inline\n"],
}


@pytest.mark.parametrize("name", LEFT)
def test_what_would_change_a_later_cell_is_found(name: str):
    assert leftovers([text.removesuffix("\n") for text in LEFT[name]])


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[] if path.stem in HANDFUL else pytest.mark.long, id=path.stem) for path in NOTEBOOKS],
)
def test_a_notebook_runs_from_an_empty_folder_with_what_it_names_and_prints_what_it_shows(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if lacking := {name for text in code_of(path) for name in needs.missing(text)}:
        pytest.skip(f"it needs {', '.join(sorted(lacking))}, not installed here")
    monkeypatch.setenv("PLOTLY_RENDERER", "plotly_mimetype")  # as VS Code draws; else each kernel sends plotly.js
    for name, value in runner.ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [printed(cell) for cell in cells]
    executed(notebook, tmp_path, named_by(notebook), path in LABS)
    for cell, expected in zip(cells, shown, strict=True):
        assert printed(cell, "stderr") == ""
        if path not in LABS:  # a lab is handed out without outputs
            assert printed(cell) == expected
    drawn = Counter(kind for cell in cells for each in cell.outputs for kind in each.get("data", {}))
    assert drawn["application/vnd.plotly.v1+json"] == sum(cell.source.count(".show()") for cell in cells)
    assert not os.listdir(tmp_path)


def test_a_notebook_that_does_not_name_what_drawing_needs_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from nbclient.exceptions import CellExecutionError

    monkeypatch.setenv("PLOTLY_RENDERER", "plotly_mimetype")
    draws = new_notebook(cells=[new_code_cell("import plotly.graph_objects as go\ngo.Figure().show()")])
    with pytest.raises(CellExecutionError, match="requires nbformat"):
        executed(draws, tmp_path, ["plotly"])


@every_notebook
def test_a_notebook_names_the_packages_that_its_cells_import_and_that_drawing_needs(path: Path):
    code = code_of(path)
    trees = [node for text in code for node in ast.walk(ast.parse(text))]
    names = {alias.name for node in trees if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in trees if isinstance(node, ast.ImportFrom) and node.module}
    imported = {name.partition(".")[0].replace("sklearn", "scikit-learn") for name in names}
    wanted = imported & {"numpy", "plotly", "scikit-learn", "pandas"}
    wanted |= {name for text in code for name in needs.of(text)}
    wanted |= {"nbformat"} if any(".show()" in text for text in code) else set()
    wanted |= {"pandas"} if any("as_frame=True" in text for text in code) else set()  # scikit-learn makes tables of it
    assert set(named_by(read(path))) == wanted


EVERY = sorted(path for folder in (*CHAPTERS, "bridges") for path in (SITE / folder).rglob("*.ipynb"))


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_a_notebook_says_whose_it_is_where_it_opens_in_colab_and_nothing_that_only_a_screen_makes(path: Path):
    first, *others = read(path).cells
    assert re.search(
        r"^By the authors of Downhill; text CC BY 4\.0, programs MIT\. \[Open in Colab\]", first.source, re.M
    )
    (opened,) = re.findall(
        r"\]\(https://colab\.research\.google\.com/github/\S+?/blob/notebooks/(\S+?)\)", first.source
    )
    assert opened == path.relative_to(SITE).as_posix()
    texts = [cell.source for cell in others if cell.cell_type == "markdown"]
    titles = re.findall(r"^(?:\*\*|<details><summary>)(.+ to come back to)(?:\*\*$|</summary>)", "\n".join(texts), re.M)
    assert len(titles) == len({*titles})
    if path not in LABS:  # whose tasks stand in their cells
        for text in texts:
            prose = re.sub(r"\[[^\]]*\]\([^)]*\)|`[^`]*`", "", text)
            assert not PRESSED.search(prose), text
            assert not re.search(r"</?(in-page|taken-along)>", text)


@every_notebook
def test_a_notebook_has_the_text_and_the_programs_of_its_chapter(path: Path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    assert not re.search(OURS, text, re.MULTILINE)
    assert not re.search(r"\]\((?!https?:)[^)]+\)", text)
    source = ROOT / "docs" / path.parent.relative_to(SITE).with_suffix(".md")
    if source.exists() and source.stem == path.stem:
        included = re.findall(r'--8<-- "(.+\.py)"', source.read_text("utf-8"))
        found = [(ROOT / "snippets" / name).read_text("utf-8").removesuffix("\n") for name in included]
        assert code_of(path) == found
        for heading in re.findall(r"^#+ .+?(?= \{ #|$)", source.read_text("utf-8"), re.MULTILINE):
            assert heading in text


def test_a_notebook_carries_the_picture_of_every_figure_it_draws():
    for path in NOTEBOOKS:
        if path in LABS:  # handed out without outputs
            continue
        for cell in read(path).cells:
            if cell.cell_type == "code":
                pictures = [
                    each.data["image/svg+xml"] for each in cell.outputs if "image/svg+xml" in each.get("data", {})
                ]
                assert len(pictures) == cell.source.count("fig.show()"), path
                assert all("prefers-color-scheme" not in picture and "<text" in picture for picture in pictures)


def test_the_branch_for_colab_and_binder_holds_every_notebook_where_its_page_says(tmp_path):
    subprocess.run([ROOT / ".ci" / "notebooks", tmp_path], check=True)
    held = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ipynb")}
    assert held == {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.ipynb")}
    for address in addresses():
        for link in soup(address).select("page-tools a[href*=colab]"):
            owner, _, path = link["href"].partition("/blob/notebooks/")
            assert f"https://github.com/{owner.partition('/github/')[2]}" == REPOSITORY
            assert path in held
    pinned = re.findall(
        r"^([\w-]+==[\d.]+)", (tmp_path / ".binder" / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    assert {f"{name}=={importlib.metadata.version(name)}" for name in PACKAGES} <= {*pinned}
    assert {each.partition("==")[0] for each in pinned} == {*PACKAGES}


@every_notebook
def test_a_notebook_says_which_versions_printed_it(path):
    first = nbformat.read(path, 4).cells[0].source
    pinned = dict(re.findall(r"([\w-]+)==([\d.]+)", first))
    assert pinned.items() <= {name: importlib.metadata.version(name) for name in PACKAGES}.items()
    code = "\n".join(cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code")
    assert ("numpy" in pinned) == bool(re.search(r"^(import|from) numpy", code, re.MULTILINE))
