"""What the page for teachers has that is made: plans that keep to what builds on what, and mistakes that were made."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from downhill import concepts, exercises, reading, teaching
from downhill.__main__ import read
from downhill.book import Book
from downhill.export.twin import in_markdown

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
    held = set[tuple[str, str]]()
    for section in re.split(r"^## ", attempts, flags=re.MULTILINE):
        if section.startswith("not yet: "):
            words, _, code = section.removeprefix("not yet: ").partition("\n")
            held.add((words, code.strip("\n")))
    exercise, shown = "", Counter[str]()
    for row in rows:
        title, written, heard = row.select("td")
        exercise = title.get_text() or exercise
        shown[exercise] += 1
        code = "\n".join(each.get_text().replace("\N{NO-BREAK SPACE}", " ") for each in written.select("code"))
        assert (heard.get_text(), code) in held
        assert len(heard.get_text().split()) > 3
        assert not re.search(r"Error|your part|None|said\[", heard.get_text())
    assert max(shown.values()) <= teaching.SHOWN
    assert len(shown) > 50


def test_the_markdown_of_the_page_has_its_plans_files_and_mistakes():
    text = (SITE / PAGE / "index.md").read_text("utf-8")
    page = soup(PAGE)
    for table in page.select(".made table"):
        assert f"| {' | '.join(cell.get_text() for cell in table.select('th'))} |" in text
    assert len([line for line in text.splitlines() if line.startswith("| ")]) > len(page.select(".made tr"))
    for link in page.select("ul.made a"):
        assert f"- [{link.get_text()}](https://" in text
    for plan in page.select("details.made > summary"):
        assert f"**{plan.get_text()}**" in text


def test_html_that_the_build_makes_becomes_markdown():
    made = (
        "<div><h2>A <em>b</em></h2><svg><title>no</title></svg><p>See <a href='../x/#y'>it</a>.</p>"
        "<ul><li>one <code>a|b</code></li></ul><table><tr><th>h</th><th>i</th></tr>"
        "<tr><td>1|2</td><td>x<br>y</td></tr></table></div>"
    )
    assert in_markdown(made, "https://e.org/p/q/") == (
        "**A b**\n\nSee [it](https://e.org/p/x/#y).\n\n- one `a|b`\n\n| h | i |\n| --- | --- |\n| 1\\|2 | x y |"
    )


def test_the_files_for_a_course_are_there():
    links = soup(PAGE).select("ul.made a")
    assert len(links) == len(teaching.FILES)
    for link in links:
        assert (SITE / PAGE / link["href"]).resolve().stat().st_size > 10_000
