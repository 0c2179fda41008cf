"""The list of mutants stays fit to run: each still has its place in the book, and what judges them can say no."""

from pathlib import Path

import pytest

from tests.mutants import ROOT, Said, concerns, edited, verdict, words
from tests.mutations import MUTANTS, Mutant

EDITS = [(mutant, edit) for mutant in MUTANTS for edit in mutant.edits]
CAUGHT = Mutant("pages", "page", "a page is broken", ("axe 404.html",), r"color-contrast")


def test_every_mutant_has_a_name_of_its_own_and_checks_that_exist() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 60
    for mutant in MUTANTS:
        assert mutant.edits or mutant.env
        for check in set(mutant.caught_by) - {"build", "lint"}:
            assert any(word.endswith(".py") for word in words(check)), check


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_has_one_place_in_the_book(mutant: Mutant) -> None:
    for edit in mutant.edits:
        path, text = edited(ROOT, edit)
        assert not path.exists() or path.read_text("utf-8") != text


@pytest.mark.parametrize(
    ("said", "caught"),
    [
        (Said("tests.test_standards.py::test_axe_finds_nothing_light[404.html]", "axe: color-contrast"), True),
        (Said("tests.test_standards.py::test_axe_finds_nothing_light[404.html]", "axe: image-alt"), False),
        (
            Said("tests.test_standards.py::test_axe_finds_nothing_light[404.html]", "color-contrast", failed=False),
            False,
        ),
        (Said("tests.test_standards.py::test_axe_finds_nothing_light[index]", "axe: color-contrast"), False),
        (Said("build", "color-contrast"), False),
    ],
)
def test_a_mutant_is_caught_only_by_a_failure_of_its_own_that_says_so(said: Said, caught: bool) -> None:
    said = Said(said.check.replace("axe_finds_nothing_light", "_".join(words("axe")[1:])), said.message, said.failed)
    assert verdict(CAUGHT, [said]).startswith("SURVIVED") != caught
    assert concerns(said, "axe 404.html") == ("404" in said.check)


def test_a_place_that_is_gone_or_doubled_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("one two two", "utf-8")
    assert edited(tmp_path, ("*.md", "one", "three"))[1] == "three two two"
    for old in ("two", "four"):
        with pytest.raises(LookupError, match=r"[02] places"):
            edited(tmp_path, ("*.md", old, "three"))
