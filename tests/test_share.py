"""What `make test` takes of the tests, and that it leaves nothing else out."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.share import named, taken


class Case:
    """What is read of a test."""

    def __init__(self, nodeid: str, *fixtures: str, **marks: tuple[str, ...]) -> None:
        """Take its name, what it uses, and the arguments of its marks."""
        self.nodeid, self.fixturenames, self.marks = nodeid, fixtures, marks
        self.callspec = SimpleNamespace(id=nodeid.partition("[")[2].removesuffix("]"))

    def get_closest_marker(self, name: str) -> Any:
        """Return a mark."""
        return SimpleNamespace(args=self.marks[name]) if name in self.marks else None


def names(*cases: Case) -> list[str]:
    """Return the names of those that are taken."""
    return [each.nodeid for each in taken(list(cases))]  # type: ignore[arg-type]


def test_of_a_browser_test_the_first_case_is_taken_and_of_all_others_each():
    cases = [Case(f"a.py::test_{test}[{case}]", test) for test in ("browser", "path") for case in ("one", "two")]
    assert names(*cases) == ["a.py::test_browser[one]", "a.py::test_path[one]", "a.py::test_path[two]"]
    page = Case("docs/index.md::1")
    del page.fixturenames  # as the programs of a page are
    assert names(Case("a.py::test_alone", "browser", "tab"), page) == ["a.py::test_alone", "docs/index.md::1"]


def test_marks_name_the_cases_or_the_reason_why_there_is_none():
    marks = {"share": ("two", "three")}
    cases = [Case(f"a.py::test[{case}]", "browser", **marks) for case in ("one", "two", "three", "four")]
    assert names(*cases) == ["a.py::test[two]", "a.py::test[three]"]
    assert names(Case("a.py::test", "path", whole=("it builds the book again",))) == []


def test_a_mark_without_sense_is_named():
    with pytest.raises(pytest.UsageError, match=r"a.py::test: its mark `share` names cases .*: {'two'}"):
        names(Case("a.py::test[one]", "browser", share=("two",)))
    with pytest.raises(pytest.UsageError, match=r"a.py::test: its mark `whole` gives no reason"):
        names(Case("a.py::test", "browser", whole=()))


@pytest.mark.parametrize("only", ["momentum", "one-weight", "one_weight", "Race", "momentum or bund", "old_address"])
def test_what_only_names_is_a_part_of_a_name(only: str):
    assert named(only)


@pytest.mark.parametrize("only", ["momentun", "bundt or chapterr"])
def test_what_has_no_such_name_is_none(only: str):
    assert not named(only)
