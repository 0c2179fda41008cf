"""The exercises: what each has, what is said of one that lacks it, and the page and the data of all of them."""

import json
import re
from pathlib import Path

import pytest
from downhill.exercises import FEWEST, GRADES, MOST, exercises, problems
from downhill.page import Page

from tests.served import SITE, soup

ROOT = SITE.parent
META = """---
able:
  halve a rate: exercise-1
aims:
  exercise-2: double a rate
  exercise-3: tell a rate
  exercise-4: find a rate
---
"""
ONE = """**{number}. Title {number}.** {grade} Text.

??? tip "Hint"

    Think.

??? success "Solution"

    Done.

"""
GOOD = (
    META
    + "\n# A\n\n## Exercises\n\n"
    + "".join(ONE.format(number=number, grade=grade) for number, grade in enumerate(["●", "●", "●●", "★"], 1))
)
LACKING = {
    "grade": ("Title 1.** ● Text", "Title 1.** Text", "exercise 1 has no grade after its title"),
    "aim": ("  exercise-3: tell a rate\n", "", "what exercise-3 is for"),
    "hint": ('??? tip "Hint"\n\n    Think.\n\n', "", "exercise 1 has no fold titled Hint"),
    "solution": ('??? success "Solution"\n\n    Done.\n\n', "", "exercise 1 has no fold titled Solution"),
    "in the head": ("Title 2.** ●", "Title 2.** ●●", "1 of 4 exercises are done in the head"),
    "a name": ("  exercise-4:", "  exercise-9:", "'exercise-9' has an aim, but is no exercise of this page"),
}


def found(text: str) -> list[str]:
    return [words for _, words in problems(Page.read("descent/a.md", text))]


def test_good_exercises_are_read_whole():
    page = Page.read("descent/a.md", GOOD)
    assert found(GOOD) == []
    read = exercises(page)
    assert [each.anchor for each in read] == ["exercise-1", "exercise-2", "exercise-3", "exercise-4"]
    assert [each.grade for each in read] == ["●", "●", "●●", "★"]
    assert [each.title for each in read] == [f"Title {number}" for number in range(1, 5)]
    assert read[0].aim == "halve a rate"
    assert read[1].aim == "double a rate"
    assert GOOD.splitlines()[read[2].line - 1].startswith("**3. ")


@pytest.mark.parametrize("lack", LACKING)
def test_what_an_exercise_lacks_is_said(lack: str):
    old, new, said = LACKING[lack]
    assert old in GOOD
    assert any(said in words for words in found(GOOD.replace(old, new, 1)))


def test_a_chapter_has_neither_too_few_nor_too_many():
    few = GOOD[: GOOD.index("**4. ")].replace("  exercise-4: find a rate\n", "")
    assert any(f"has {FEWEST} to {MOST} exercises, this one 3" in words for words in found(few))
    many = GOOD + "".join(ONE.format(number=number, grade="●") for number in (5, 6, 7))
    assert any("this one 7" in words for words in found(many))


def test_a_program_to_finish_is_one_and_may_stand_in_a_fold():
    task = '``` { .python title="a/exercise_1_starter.py" }\n--8<-- "a/exercise_1_starter.py"\n```\n\n'
    text = GOOD.replace("Text.\n\n", f"Text.\n\n{task}", 1)
    assert exercises(Page.read("descent/a.md", text))[0].starter == "a/exercise_1_starter"
    assert "exercise 1 is a program to finish, and so ●●●" in found(text)
    head, _, rest = GOOD.partition("**1. ")
    folded = f'{head}??? example "Later"\n\n' + "".join(f"    {line}\n" for line in f"**1. {rest}".splitlines())
    assert [each.hint for each in exercises(Page.read("descent/a.md", folded))] == [True] * 4


def test_the_page_and_the_data_have_every_exercise_of_the_book():
    listed = json.loads((SITE / "exercises.json").read_text("utf-8"))
    pages = [
        Page.read(path.relative_to(ROOT / "docs").as_posix(), path.read_text("utf-8"))
        for path in sorted((ROOT / "docs").rglob("*.md"))
    ]
    all_of = {(page.path, each.anchor) for page in pages for each in exercises(page)}
    assert {(each["page"], each["anchor"]) for each in listed} == all_of
    rows = soup("reference/exercises/").select("tbody tr")
    assert len(rows) == len(listed) == len(all_of) > 300
    for row, each in zip(rows, listed, strict=True):
        cells = [cell.get_text().strip() for cell in row.select("td")]
        assert cells[0].removesuffix("\u00a0✎") == each["title"]
        assert GRADES[cells[1]] == each["grade"]
        assert cells[2].replace("’", "'") == re.sub(r"\\(.)", r"\1", each["aim"]) or "$" in each["aim"]
        assert row.a["href"].endswith(f"{Path(each['page']).stem}/#{each['anchor']}")


@pytest.mark.parametrize("address", ["descent/momentum/", "descent/the-move/"])
def test_a_grade_says_in_words_what_it_means(address: str):
    for number in range(1, 4):
        (place,) = soup(address).select(f"#exercise-{number}")
        grade = place.select_one(".grade")
        assert grade["aria-label"] == grade["title"] == GRADES[grade.get_text()]
