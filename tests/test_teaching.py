"""What the page for teachers has that is made: plans that keep to what builds on what, and mistakes that were made."""

import re
from itertools import pairwise

import pytest
from downhill import concepts, exercises, reading, teaching
from downhill.__main__ import read
from downhill.book import Book

from tests.served import SITE, soup

ROOT = SITE.parent
PAGE = "reference/teaching/"


@pytest.fixture(scope="module")
def book() -> Book:
    return read(ROOT)


@pytest.mark.parametrize(("lessons", "first"), teaching.PLANS.values())
def test_a_plan_has_all_that_its_chapters_need_before_them_and_keeps_to_its_time(book, lessons, first):
    plan = teaching.plan(book, lessons, first)
    assert 0 < len(plan) <= lessons
    needs, seen = concepts.needs(book), []
    for lesson in plan:
        assert lesson.minutes == sum(minutes for _, minutes in lesson.chapters)
        assert lesson.minutes <= teaching.LESSON or len(lesson.chapters) == 1
        for page, minutes in lesson.chapters:
            assert minutes == reading.minutes(page, ROOT / "snippets", first)
            assert concepts.above(page.path, needs) <= {*seen}, page.path
            seen.append(page.path)
    chapters = [path for path in seen if not path.startswith("bridges/")]  # which stand at the end of the book
    assert chapters == sorted(chapters, key=book.site.order.__getitem__)


def test_a_longer_plan_has_more_and_the_longest_reaches_every_part_of_the_chapters(book):
    plans = [teaching.plan(book, *each) for each in teaching.PLANS.values()]
    for shorter, longer in pairwise(plans):
        assert sum(each.minutes for each in shorter) < sum(each.minutes for each in longer)
    reached = {page.path.partition("/")[0] for lesson in plans[-1] for page, _ in lesson.chapters}
    assert reached >= {"learning", "descent", "practice"}


def test_the_plans_on_the_page_assign_exercises_by_their_grade_and_offer_notebooks(book):
    page = soup(PAGE)
    plans = page.select("details.made")
    assert [each.summary.get_text() for each in plans] == [*teaching.PLANS]
    for row in page.select("details.made tbody tr"):
        _, chapter, work, student = row.select("td")
        address = chapter.a["href"].removeprefix("../../")
        assert (SITE / PAGE / student.a["href"]).resolve().is_file()
        source = next(each for each in book.written if each.path.rpartition(".")[0] == address.rstrip("/"))
        grades = {each.number: each.grade for each in exercises.exercises(source)}
        told = dict[str, str]()
        for sign in work.select("span"):
            links = [
                each
                for each in sign.find_next_siblings()
                if each.find_previous_sibling("span") is sign and each.name == "a"
            ]
            told |= {link.get_text(): sign.get_text() for link in links}
        assert told == {number: grade for number, grade in grades.items() if grade}, address


def test_what_goes_wrong_is_what_a_check_says_to_an_attempt_that_a_test_holds():
    rows = soup(PAGE).select("div.made tbody tr")
    assert len(rows) > 50
    attempts = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "exercises").rglob("*.txt"))
    held = set(re.findall(r"^## not yet: (.+)$", attempts, re.MULTILINE))
    for row in rows:
        heard = [code.get_text() for code in row.select("code")]
        assert 0 < len(heard) <= teaching.SHOWN
        assert {*heard} <= held


def test_the_files_for_a_course_are_there():
    links = soup(PAGE).select("ul.made a")
    assert len(links) == len(teaching.FILES)
    for link in links:
        assert (SITE / PAGE / link["href"]).resolve().stat().st_size > 10_000
