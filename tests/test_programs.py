"""Every program is on a page, runs alone, and prints what is shown; every page keeps what it promises."""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import book
import checks
import labs
import programs
import pytest
from bs4 import BeautifulSoup
from mkdocs.utils.meta import get_data
from pytest_markdown_docs.plugin import FenceSyntax, extract_fence_tests

from tests import pages

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PROGRAMS = sorted((ROOT / "snippets").rglob("*.py"))
PAGES = sorted(path for path in DOCS.rglob("*.md") if not path.relative_to(DOCS).parts[0].startswith("."))
LABS = sorted((DOCS / "labs").glob("*.ipynb"))
MARK = re.compile(r"\[✓\]\(claim:([^)\s]*)\)")


def name_of(path: Path) -> str:
    """Return a path as a test's name shows it."""
    return path.relative_to(ROOT).as_posix()


def built(source: Path | str) -> BeautifulSoup:
    """Return the page of the site that was built from a page or a lab."""
    page = Path(source).relative_to(DOCS) if Path(source).is_absolute() else Path(source)
    html = ROOT / "site" / (page.parent if page.stem == "index" else page.with_suffix("")) / "index.html"
    if not html.exists():
        pytest.fail(f"{name_of(html)} is missing; `make build` makes it", pytrace=False)
    return BeautifulSoup(html.read_text("utf-8"), "html.parser")


def python_blocks(page: BeautifulSoup) -> int:
    """Return how many blocks of Python a built page shows."""
    return len(
        [block for block in page.select("div.highlight") if re.search(r"\blanguage-py", " ".join(block["class"]))]
    )


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_a_program_is_on_a_page(program: Path) -> None:
    include = f'--8<-- "{program.relative_to(ROOT / "snippets").as_posix()}"'
    assert any(include in page.read_text("utf-8") for page in PAGES)


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_a_program_runs_alone_in_an_empty_folder_and_prints_its_output(program: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-X", "utf8", program]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=2 * programs.SECONDS)
    assert run.stderr.decode() == ""
    assert run.returncode == 0
    remedy = "run `make outputs`; if it differs again, the program is not seeded, or prints times or addresses"
    assert run.stdout.decode() == program.with_suffix(".out").read_bytes().decode(), remedy
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_a_program_is_short(program: Path) -> None:
    assert len(program.read_text("utf-8").splitlines()) <= programs.LINES


def test_every_output_file_belongs_to_a_program() -> None:
    outputs = {path.with_suffix(".py") for path in (ROOT / "snippets").rglob("*.out")}
    assert outputs == set(PROGRAMS)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_python_block_of_a_page_is_run(page: Path) -> None:
    pages.page = page
    found = extract_fence_tests(pages.parser(), page.read_text("utf-8"), 0, page, fence_syntax=FenceSyntax.superfences)
    assert len(list(found)) == python_blocks(built(page))


@pytest.mark.parametrize("lab", LABS, ids=name_of)
def test_a_lab_shows_every_cell_and_is_committed_without_outputs(lab: Path) -> None:
    notebook = labs.read(lab)
    problems: list[str] = []
    labs.check(notebook, lambda where, message: problems.append(message))
    assert problems == []
    assert sum(cell["cell_type"] == "code" for cell in notebook["cells"]) == python_blocks(built(lab))


@pytest.mark.parametrize("page", PAGES + LABS, ids=name_of)
def test_a_page_says_what_it_is_about(page: Path) -> None:
    text = page.read_text("utf-8")
    meta = labs.read(page)["metadata"]["downhill"] if page.suffix == ".ipynb" else get_data(text)[1]
    headings = [heading.get_text() for heading in built(page).select("h1, h2, h3, h4, h5, h6")]
    problems: list[str] = []
    place = page.relative_to(DOCS).as_posix()
    checks.front_matter(place, meta, headings, lambda where, message: problems.append(message))
    assert problems == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_number_on_a_page_comes_from_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    included = [match[1] for line in text.splitlines() if (match := checks.INCLUDE.match(line))]
    computed = "\n".join((ROOT / "snippets" / name).read_text("utf-8") for name in included)
    assert "bibliography" in page.name or list(checks.orphan_numbers(text, computed)) == []


def test_the_claims_on_pages_are_the_claims_with_tests() -> None:
    made = Counter(name for page in PAGES + LABS for name in MARK.findall(page.read_text("utf-8")))
    assert made == Counter(dict.fromkeys(book.read_claims(ROOT), 1))


def test_the_list_of_claims_agrees_with_tests_and_pages() -> None:
    built("index.md")
    listed = json.loads((ROOT / "site" / "claims.json").read_text("utf-8"))
    tested = book.read_claims(ROOT)
    assert {claim["id"]: (claim["statement"], claim["test"], claim["line"]) for claim in listed} == {
        claim.id: (claim.statement, claim.test, claim.line) for claim in tested.values()
    }
    for claim in listed:
        assert f"(claim:{claim['id']})" in (DOCS / claim["page"]).read_text("utf-8")


def test_every_claim_has_its_place_on_its_page_and_in_the_list() -> None:
    built("index.md")
    listed = json.loads((ROOT / "site" / "claims.json").read_text("utf-8"))
    sites = {source: built(source) for source in {claim["page"] for claim in listed} | {"reference/claims.md"}}
    for claim in listed:
        anchor = book.Claim(claim["id"], "", "", 0).anchor
        assert len(sites[claim["page"]].find_all(id=anchor)) == 1
        assert len(sites["reference/claims.md"].find_all(id=anchor)) == 1


def test_the_requirements_name_no_host_and_hold_every_dependency_with_its_hash() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    assert not re.search(
        r"://|^\s*-|--(extra-)?index|find-links", re.sub(r"--hash=sha256:[0-9a-f]{64}", "", text), re.M
    )
    entries = re.findall(r"^([\w.-]+)==\S+.*((?:\\\n\s+--hash=sha256:[0-9a-f]{64}\s*)+)", text, re.M)
    assert len(entries) == len(re.findall(r"^[\w.-]+\s*[=<>@]", text, re.M))
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {re.match(r"[\w.-]+", each)[0] for each in wanted} <= {name for name, _ in entries}
