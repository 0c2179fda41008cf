"""Two lists of packages: what building and showing the book needs, and what only checking it needs."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from downhill import needs

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LISTS = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-test.txt": PROJECT["dependency-groups"]["test"],
}
HASHES = r"(?: *\\\n +--hash=sha256:[0-9a-f]{64})+"
ENTRY = re.compile(rf"^([\w.-]+)==(\S+)(?: ; [^\\\n]+?)?({HASHES})$", re.MULTILINE)
# what a build needs and no program imports: its theme and plugin, the labs' kernel, the font and how it is packed
UNSEEN = {"mkdocs-material", "mkdocs-jupyter", "ipykernel", "ziamath", "brotli"}


def normal(name: str) -> str:
    """Return a package's name, without its versions, as lists write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()


def entries(name: str) -> dict[str, set[tuple[str, str]]]:
    """Return the versions of each package of a list, each with its hashes."""
    found: dict[str, set[tuple[str, str]]] = {}
    for package, version, hashes in ENTRY.findall((ROOT / name).read_text("utf-8")):
        found.setdefault(normal(package), set()).add((version, hashes))
    return found


def programs(folders: Iterable[str]) -> Iterator[str]:
    """Yield the text of every program and of every lab's code below some folders, but not of what needs more."""
    for path in (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))):
        if not needs.of(text := path.read_text("utf-8")):
            yield text
    for path in (path for folder in folders for path in sorted((ROOT / folder).rglob("*.ipynb"))):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        yield "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


providers = cache(packages_distributions)  # reads the lists of all files of all packages


def imported(*folders: str) -> set[str]:
    """Return the packages that the programs below some folders import."""
    modules: set[str] = set()
    for text in programs(folders):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                modules.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(str(node.module).partition(".")[0])
    foreign = (module for module in modules - sys.stdlib_module_names if module in providers())
    return {normal(provider) for module in foreign for provider in providers()[module]}


def with_all_they_need(names: Iterable[str]) -> set[str]:
    """Return packages and what they need, what those need, and so on."""
    known: set[str] = set()
    waiting = [normal(name) for name in names]
    while waiting:
        if (name := waiting.pop()) in known:
            continue
        known.add(name)
        try:
            waiting += [normal(need) for need in requires(name) or [] if "extra ==" not in need]
        except PackageNotFoundError:  # for another machine
            continue
    return known


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_no_host_and_holds_every_dependency_with_its_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    others = ENTRY.sub("", text).splitlines()
    assert [line for line in others if not re.match(r"\s*(#|$)", line)] == []
    assert "://" not in text
    assert {normal(each) for each in LISTS[name]} <= entries(name).keys()


def test_both_lists_agree_on_what_is_in_both() -> None:
    book, tests = (entries(name) for name in LISTS)
    assert book.keys() & tests.keys()
    assert [package for package in book.keys() & tests.keys() if not tests[package] <= book[package]] == []


def test_what_a_build_imports_is_declared_for_building() -> None:
    building = imported("docs", "snippets") - {"pikepdf"}  # which `make pdf` alone needs: it installs the tests' list
    assert {"numpy", "plotly", "mkdocs"} <= building
    assert building <= {normal(each) for each in LISTS["requirements.txt"]}


def test_what_only_tests_use_is_in_their_list_alone() -> None:
    book = entries("requirements.txt").keys()
    tests = imported("tests") | {normal(each) for each in LISTS["requirements-test.txt"]}
    assert tests - {"torch", "keras", "optax", "jax"} <= book | entries("requirements-test.txt").keys()
    only = tests - with_all_they_need(imported("docs", "snippets") | UNSEEN)
    assert {"pytest", "playwright", "hypothesis", "ruff", "mypy"} <= only
    assert only & book == set()


def test_what_programs_need_beyond_the_book_is_what_make_torch_installs() -> None:
    paths = (ROOT / "snippets").rglob("*.py")
    needed = {name for path in paths for name in needs.of(path.read_text("utf-8"))}
    assert needed
    assert needed <= {normal(each) for each in PROJECT["dependency-groups"]["torch"]}
