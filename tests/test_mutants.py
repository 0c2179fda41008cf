"""The list of mutants stays fit to run: each still has its place in the book, and what judges them can say no."""

from collections import Counter
from pathlib import Path

import pytest

from tests import mutants
from tests.mutants import OTHERS, ROOT, Said, concerns, edited, verdict, words
from tests.mutations import MUTANTS, TESTS, Mutant

VISIT = "test_standards.py::test_a_page_keeps_the_standards[404.html]"
DARK = f"{VISIT}::axe_finds_nothing_in_dark_with_folds_open"
CAUGHT = Mutant("pages", "page", "a page is broken", ("axe 404.html",), r"(?s)dark.*color-contrast")


def test_every_mutant_has_a_name_of_its_own_and_checks_that_exist() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 140
    for mutant in MUTANTS:
        assert mutant.edits or mutant.env
        for check in set(mutant.caught_by) - set(OTHERS):
            assert any(word.endswith(".py") for word in words(check)), check


def test_every_check_of_the_table_is_used_and_its_file_is_there() -> None:
    used = {check.split()[0] for mutant in MUTANTS for check in mutant.caught_by} - set(OTHERS)
    assert used == set(TESTS)
    for named in TESTS.values():
        assert all(any((ROOT / "tests").rglob(word)) for word in named if word.endswith(".py"))


def test_a_mutant_that_shares_a_check_in_its_round_has_a_sign_of_its_own() -> None:
    shared = Counter((mutant.round, check) for mutant in MUTANTS for check in mutant.caught_by)
    signs = Counter((mutant.round, check, mutant.sign) for mutant in MUTANTS for check in mutant.caught_by)
    for mutant in MUTANTS:
        for check in mutant.caught_by:
            alone = shared[mutant.round, check] == 1 and check not in OTHERS
            assert alone or (mutant.sign and signs[mutant.round, check, mutant.sign] == 1), mutant.name


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_has_one_place_in_the_book(mutant: Mutant) -> None:
    for edit in mutant.edits:
        path, text = edited(ROOT, edit)
        assert not path.exists() or path.read_text("utf-8") != text


@pytest.mark.parametrize(
    ("said", "caught"),
    [
        (Said(DARK, "color-contrast at a"), True),
        (Said(DARK, "image-alt at img"), False),
        (Said(DARK, "color-contrast at a", failed=False), False),
        (Said(DARK.replace("in_dark", "in_light"), "color-contrast at a"), False),
        (Said(DARK.replace("404.html", "index"), "color-contrast at a"), False),
        (Said(f"{VISIT}::the_keyboard_reaches_all", "in the dark: color-contrast"), False),
        (Said(VISIT, "contains 1 failed subtest: dark, color-contrast"), False),
        (Said("build", "dark: color-contrast"), False),
        (Said("check", "404.html: dark axe color-contrast"), False),
    ],
)
def test_a_mutant_is_caught_only_by_a_failure_of_its_own_that_says_so(said: Said, caught: bool) -> None:
    assert verdict(CAUGHT, [said]).startswith("SURVIVED") != caught


def test_subtests_come_with_their_test_which_runs_once() -> None:
    others = [Mutant("pages", "page", name, (f"{name} 404.html",), "x") for name in ("axe", "print", "visit")]
    assert mutants.tests_of(others) == [["test_standards.py", "keeps_the_standards", "404.html"]]
    assert concerns(Said(DARK, ""), "visit 404.html")
    assert not concerns(Said(DARK, ""), "print 404.html")


def test_a_place_that_is_gone_or_doubled_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("one two two", "utf-8")
    assert edited(tmp_path, ("*.md", "one", "three"))[1] == "three two two"
    for old in ("two", "four"):
        with pytest.raises(LookupError, match=r"[02] places"):
            edited(tmp_path, ("*.md", old, "three"))
