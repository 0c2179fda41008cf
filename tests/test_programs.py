"""Every program is on a page, every block of a page is run, and every claim has its test."""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from downhill import claims
from downhill.site import address_of
from pytest_markdown_docs.plugin import FenceSyntax, extract_fence_tests

from tests import pages
from tests.served import SITE, by_id, file_of, soup

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PROGRAMS = sorted((ROOT / "snippets").rglob("*.py"))
PAGES = sorted(path for path in DOCS.rglob("*.md") if not path.relative_to(DOCS).parts[0].startswith("."))
LABS = sorted((DOCS / "labs").glob("*.ipynb"))
INCLUDE = re.compile(r'--8<-- "([^"]+)"')
PHONE = 62  # columns that a phone shows on one line; standards.py measures it on every page
GAPS = re.compile(r"\S {2,}\S.* {2,}\S")  # of a row of a table
BREAKS = re.compile(r"(?<= )(?=\S)|(?<=\w-)(?=\w)")  # where a browser ends a line: it takes that of 1e-15 for a hyphen
MARK = re.compile(r"\[✓\]\(claim:([^)\s]*)\)")


def name_of(path: Path) -> str:
    """Return a path as a test's name shows it."""
    return path.relative_to(ROOT).as_posix()


def built(source: Path | str) -> BeautifulSoup:
    """Return the page of the site that was built from a page or a lab."""
    address = address_of(Path(DOCS, source).relative_to(DOCS).as_posix())
    if not (SITE / file_of(address)).exists():
        pytest.fail(f"site/{file_of(address)} is missing; `make build` makes it", pytrace=False)
    return soup(address)


def python_blocks(page: BeautifulSoup) -> int:
    """Return how many blocks of Python a built page shows."""
    return len(
        [block for block in page.select("div.highlight") if re.search(r"\blanguage-py", " ".join(block["class"]))]
    )


def test_every_program_is_on_a_page() -> None:
    included = {name for page in PAGES for name in INCLUDE.findall(page.read_text("utf-8")) if name.endswith(".py")}
    assert included == {program.relative_to(ROOT / "snippets").as_posix() for program in PROGRAMS}


def test_every_output_file_belongs_to_a_program_or_a_lab() -> None:
    outputs = {path.with_suffix(".py") for path in (ROOT / "snippets").rglob("*.out")}
    outputs |= {path.with_suffix(".ipynb") for path in DOCS.rglob("*.out")}
    assert outputs == {*PROGRAMS, *LABS}


def test_no_row_of_a_table_is_torn_on_a_phone() -> None:
    torn = {}
    for output in sorted([*(ROOT / "snippets").rglob("*.out"), *DOCS.rglob("*.out")]):
        for printed in re.split(r"^\[cell \d+\]$", output.read_text("utf-8"), flags=re.MULTILINE):
            rows = [line for line in printed.splitlines() if GAPS.search(line)]
            if len(rows) > 1 and max(map(len, rows)) > PHONE:
                torn[name_of(output)] = max(rows, key=len)
    assert torn == {}


def rows_of(line: str, wide: int) -> list[str]:
    """Return the rows in which a screen shows a line of output; all but the first begin with four spaces."""
    rows = [""]
    for piece in BREAKS.split(line):
        if len(rows[-1]) + len(piece.rstrip()) > wide:
            rows.append(" " * 4)
        rows[-1] += piece
    return rows


def test_no_number_is_torn_on_a_phone() -> None:
    torn = {}
    for output in sorted([*(ROOT / "snippets").rglob("*.out"), *DOCS.rglob("*.out")]):
        lines = [line for line in output.read_text("utf-8").splitlines() if not line.startswith("figure: ")]
        for line in lines:  # a letter more or less fits, as the phone is wide
            if any(re.search(r"\de-$", row) for wide in range(PHONE - 1, PHONE + 3) for row in rows_of(line, wide)):
                torn[name_of(output)] = line
    assert torn == {}


def test_a_torn_number_would_be_seen() -> None:
    line = "float64: 1,000 orders, 21 totals; wrong by a share of up to 1e-15, limit 5e-14"
    assert rows_of(line, 63) == [line[:63], "    15, limit 5e-14"]
    assert rows_of(line, 66) == [line[:67], "    limit 5e-14"]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_python_block_of_a_page_is_run(page: Path) -> None:
    found = extract_fence_tests(pages.parser(), page.read_text("utf-8"), 0, page, fence_syntax=FenceSyntax.superfences)
    assert len(list(found)) == python_blocks(built(page))


@pytest.mark.parametrize("lab", LABS, ids=name_of)
def test_a_lab_shows_every_cell(lab: Path) -> None:
    assert sum(cell["cell_type"] == "code" for cell in json.loads(lab.read_text("utf-8"))["cells"]) == python_blocks(
        built(lab)
    )


def test_the_claims_on_pages_are_the_claims_with_tests() -> None:
    made = Counter(name for page in PAGES + LABS for name in MARK.findall(page.read_text("utf-8")))
    assert made == Counter(dict.fromkeys(claims.read(ROOT, []), 1))


def test_the_list_of_claims_agrees_with_tests_and_pages() -> None:
    built("index.md")
    listed = json.loads((ROOT / "site" / "claims.json").read_text("utf-8"))
    tested = claims.read(ROOT, [])
    assert {claim["id"]: (claim["statement"], claim["test"], claim["line"]) for claim in listed} == {
        claim.id: (claim.statement, claim.test, claim.line) for claim in tested.values()
    }
    for claim in listed:
        assert f"(claim:{claim['id']})" in (DOCS / claim["page"]).read_text("utf-8")


def test_every_mark_and_every_name_of_a_claim_leads_to_its_statement_with_what_is_refuted() -> None:
    built("index.md")
    listed = json.loads((ROOT / "site" / "claims.json").read_text("utf-8"))
    for claim in listed:
        anchor, page = claims.Claim(claim["id"], "", "", 0).anchor, address_of(claim["page"])
        mark, name = by_id(page)[anchor], by_id("reference/claims/")[anchor]
        place, _, leads = urljoin(page, mark["href"]).partition("#")
        assert leads == anchor
        assert urljoin("reference/claims/", name["href"]) == f"{place}#{anchor}"
        row = by_id(place)[anchor]
        assert row.find_parent("article")
        assert "li" in (row.name, row.parent.name)
        for said in (claim["statement"], *claim["refuted"]):
            shown = claims.LOWERED.sub(r"\1", claims.RAISED.sub(r"\1\2", claims.plain(said)))
            assert " ".join(shown.split()) in " ".join(row.get_text().split())
