"""The house: parts that say what they are for, imports in one direction, no state beside the frozen book."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MACHINERY = ROOT / "docs" / "machinery"
MODULES = {path.relative_to(MACHINERY).with_suffix("").as_posix(): path for path in MACHINERY.rglob("*.py")}
TOP = {"docs", "snippets", "tests", "mkdocs.yml", "pyproject.toml"}  # fixed; beside them the usual files around a book
USUAL = {"README.md", "CONTRIBUTING.md", "LICENSE", "CITATION.cff", "Makefile", "biome.json", "jsconfig.json"}
USUAL |= {"requirements.txt", "requirements-test.txt"}
# Each floor may use those below it, and parts of one floor do not know each other
FLOORS = [
    ["files"],
    ["distribution", "figures", "formulas", "font", "prose", "scripts", "search", "site", "stills", "theme", "ties"],
    ["page", "runner", "session"],
    ["needs", "projects"],
    [
        "numbers",
        "simulations",
        "claims",
        "live",
        "functions",
        "reference",
        "senses",
    ],
    ["listing"],
    ["reading", "exercises", "variants", "export/formerly"],
    ["metadata", "head", "concepts"],
    ["programs", "order", "solved"],
    ["idioms", "labs", "record", "repeats", "teaching"],
    ["lessons"],
    ["book", "drawn"],
    ["unchanged", "export/citation", "export/twin", "export/archive", "export/volume"],
    ["export/bank", "export/notebook", "export/pdf", "export/sheets"],
    ["export/classroom", "problems"],
    ["export/__init__"],
    ["markdown", "meanwhile"],
    ["__init__"],
    ["__main__"],
]
FLOOR = {f"downhill/{name}": number for number, names in enumerate(FLOORS) for name in names}


def imported(path: Path) -> set[str]:
    """Return the modules of the package that a module loads when it is loaded."""
    found: set[str] = set()
    tree = ast.parse(path.read_text("utf-8"))
    unread = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node not in unread and (node.module or "").startswith("downhill"):
            base = (node.module or "").replace(".", "/")
            inside = {f"{base}/{alias.name}" for alias in node.names} & FLOOR.keys()
            found |= inside or {base if base in FLOOR else f"{base}/__init__"}
    return found


def test_nothing_lies_at_the_top_that_does_not_belong_there() -> None:
    generated = {line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    seen = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert seen - generated == TOP | USUAL


def test_every_module_stands_on_a_floor() -> None:
    assert {name for name in MODULES if name.startswith("downhill/")} == set(FLOOR)


@pytest.mark.parametrize("name", FLOOR)
def test_a_module_uses_only_what_lies_below_it(name: str) -> None:
    above = {other for other in imported(MODULES[name]) if FLOOR[other] >= FLOOR[name]}
    assert not above


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for_and_keeps_no_state(name: str) -> None:
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    assert len(ast.get_docstring(tree) or "") > 40
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    assigned = [node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))]
    targets = [target for node in assigned for target in getattr(node, "targets", [getattr(node, "target", None)])]
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    assert [
        each for each in names if not each.isupper() and each not in ("log", "__all__", "Found", "Render", "Tell")
    ] == []


@pytest.mark.parametrize("name", MODULES)
def test_every_function_and_class_says_what_it_does(name: str) -> None:
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    nested = {inner for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for inner in ast.walk(node)} - {
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    named = [node for node in ast.walk(tree) if isinstance(node, kinds) and node not in nested]
    inner = {child for node in named if isinstance(node, ast.FunctionDef) for child in ast.walk(node)} - set(named)
    missing = [n.name for n in named if n not in inner and not ast.get_docstring(n) and not n.name.startswith("__")]
    shown = [name for name in missing if name not in ("add", "render", "show")]
    assert not shown


def test_the_adapter_is_small() -> None:
    assert len((MACHINERY / "hooks.py").read_text("utf-8").splitlines()) <= 115
