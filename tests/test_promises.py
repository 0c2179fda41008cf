"""Two promises that no build checks: solutions are folded away, and a claim says the numbers of its test."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path for folder in ("learning", "descent", "practice", "bridges") for path in (ROOT / "docs" / folder).glob("*.md")
)
SOURCES = [*PAGES, *(ROOT / "docs" / "reference").glob("*.md"), *(ROOT / "docs" / "labs").glob("*.ipynb")]
CLAIMS = sorted((ROOT / "tests" / "claims").glob("test_*.py"))
EXERCISES = re.compile(r"^## Exercises\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"(?<![\w.])\d+(?:[,_]\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?( [mb]illion)?(?!\w)")
SIZES = {None: 1.0, " million": 1e6, " billion": 1e9}


def exercises(page: Path) -> str:
    """Return the exercises of a page, or nothing."""
    found = EXERCISES.search(page.read_text("utf-8"))
    return found[1] if found else ""


@cache
def claimed() -> dict[str, Path]:
    """Return the page that makes each claim."""
    return {name: path for path in SOURCES for name in re.findall(r"\(claim:([^)\s]+)", path.read_text("utf-8"))}


def value(number: re.Match[str]) -> float:
    """Return what a number in a text stands for."""
    return float(re.sub(r"[,_]| \w+", "", number[0])) * SIZES[number[1]]


@cache
def computed(page: Path) -> set[float]:
    """Return the numbers of a page and of the programs and outputs that it includes."""
    text = page.read_text("utf-8")
    included = [ROOT / "snippets" / name for name in re.findall(r'--8<-- "([^"]+)"', text)]
    return values("\n".join([text, *(path.read_text("utf-8") for path in included)]))


def values(text: str) -> set[float]:
    """Return what the numbers in a text stand for, those in formulas included."""
    return {value(number) for number in NUMBER.finditer(text.replace("\\,", "").replace("{,}", ""))}


@pytest.mark.parametrize("page", [page for page in PAGES if exercises(page)], ids=lambda page: page.stem)
def test_every_exercise_has_one_solution_which_is_folded_away(page: Path) -> None:
    marks = re.findall(r'^(?:\*\*\d+\. |\?\?\? success "Solution"$)', exercises(page), re.MULTILINE)
    asked = sum(mark.startswith("**") for mark in marks)
    wanted = [each for number in range(1, asked + 1) for each in (f"**{number}. ", '??? success "Solution"')]
    assert marks == wanted, "each exercise is followed by one fold with its solution"


def segment(lines: list[bytes], node: ast.AST) -> str:
    """Return the text of a part of a file; `ast.get_source_segment` would split the lines each time."""
    text = b"".join(lines[node.lineno - 1 : node.end_lineno])
    return text[node.col_offset : len(text) - len(lines[node.end_lineno - 1]) + node.end_col_offset].decode()


@pytest.mark.parametrize("tests", CLAIMS, ids=lambda path: path.stem)
def test_the_numbers_of_a_statement_stand_in_its_test_or_on_its_page(tests: Path) -> None:
    source, strange = tests.read_text("utf-8"), []
    tree, lines = ast.parse(source), source.encode().splitlines(keepends=True)
    helpers = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        for mark in getattr(node, "decorator_list", []):
            if not isinstance(mark, ast.Call) or ast.unparse(mark.func) != "pytest.mark.claim":
                continue
            claim, statement = (str(ast.literal_eval(argument)) for argument in mark.args)
            called = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            parts = [node, *(helpers[name] for name in helpers.keys() & called)]
            parts += [keyword.value for keyword in mark.keywords]
            parts += [each for each in node.decorator_list if not ast.unparse(each).startswith("pytest.mark.")]
            known = values("\n".join(segment(lines, part) for part in parts))
            known |= computed(claimed()[claim])
            for number in NUMBER.finditer(statement):
                digits = re.sub(r"[,_]", "", number[0])
                if ("." in digits or "e" in digits or len(digits) > 2) and value(number) not in known:
                    strange.append(f"{claim}: {number[0]}")
    assert not strange, "\n".join(strange)
