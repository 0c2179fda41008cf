"""Programs run in the page: what they print there is what the book printed, to the byte."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from downhill import distribution, live, needs, projects
from playwright.sync_api import Browser

from tests.live import ROOT, Runs, cells_of, need_distribution, of_lab
from tests.served import SITE, opener

SNIPPETS = ROOT / "snippets"
HERE = [path for path in SNIPPETS.rglob("*.py") if not needs.of(path.read_text("utf-8"))]  # the others have no Run
PROGRAMS = sorted(path.relative_to(SNIPPETS).as_posix() for path in HERE)
CHAPTERS = ("learning-rate/", "early-stopping/")  # those of which every program runs in `make test`
SOURCES = [path.relative_to(SNIPPETS).as_posix() for path in projects.sources(ROOT)]
TASKS = [name for name in SOURCES if projects.EXERCISE not in name]  # exercises run with their chapters
STARTERS = [name.replace(".py", projects.TAIL) for name in TASKS]
FEW = [name for name in PROGRAMS if name.startswith(CHAPTERS)] + TASKS + STARTERS
LABS = sorted((ROOT / "docs" / "labs").glob("*.ipynb"))


@pytest.fixture(scope="module")
def runs(browser: Browser, home: str) -> Iterator[Runs]:
    """Return what runs programs in a tab that all tests of this module share."""
    need_distribution()
    with opener(browser, home) as tabs:
        yield Runs(tabs)
        assert not tabs.problems()


def holds(runs: Runs, name: str) -> None:
    """Hold what a program prints and draws in the page to what the book shows."""
    path = SNIPPETS / name
    ran = runs([path.read_text("utf-8")], name)
    assert not ran.all("error") or name.removesuffix(".py") in live.DIFFER, ran.all("error")
    assert ran.messages[-1]["kind"] == "done", ran.messages[-1]
    printed = path.with_suffix(".out").read_text("utf-8")
    if name.removesuffix(".py") in live.DIFFER:
        assert ran.printed != printed, f"{name} prints the same here now: take its note out of live.py"
        return
    assert ran.printed == printed
    drawn = [*SITE.glob(f"figures/{name.removesuffix('.py').replace('/', '-')}.????????.json")]
    assert len(ran.all("figure")) == len(drawn)
    for figure, place in zip(ran.all("figure"), drawn, strict=True):
        assert shape(figure) == shape(place.read_text("utf-8"))


def shape(figure: str) -> list[tuple]:
    """Return what a figure shows, without the digits of its points, of which the last may be another one."""
    return [(trace.get("type"), trace.get("name"), len(trace.get("y") or [])) for trace in json.loads(figure)["data"]]


@pytest.mark.parametrize("name", sorted({*FEW}))
def test_a_program_prints_in_the_page_what_the_book_shows(runs: Runs, name: str):
    holds(runs, name)


@pytest.mark.live
@pytest.mark.parametrize("name", sorted({*PROGRAMS} - {*FEW}))
def test_every_other_program_prints_in_the_page_what_the_book_shows(runs: Runs, name: str):
    holds(runs, name)


@pytest.mark.live
@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.stem)
def test_a_lab_prints_in_the_page_what_the_book_shows(runs: Runs, lab: Path):
    ran = runs([code for _, code in cells_of(lab)], lab.stem, lab=True)
    assert not ran.all("error"), ran.all("error")
    same = of_lab(ran, lab) == lab.with_suffix(".out").read_text("utf-8")
    assert same == (f"labs/{lab.stem}" not in live.DIFFER)


def test_the_distribution_is_the_official_one():
    """The wheel's own pyodide-lock.json says of each package what distribution.json does."""
    told = distribution.settings()
    assert set(distribution.hashes()) == {*told["runtime"], *(each["file_name"] for each in told["packages"].values())}
    for name, package in told["packages"].items():
        assert package["name"] == name
        assert set(package["depends"]) <= told["packages"].keys()
