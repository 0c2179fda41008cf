"""What the page for teachers has that is made: plans that keep to what builds on what, and mistakes that were made."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from downhill import exercises, reading, teaching, variants
from downhill.book import Book
from downhill.export.twin import in_markdown
from downhill.page import Page

from tests.served import SITE, anchors, soup

ROOT = SITE.parent
PAGE = "reference/teaching/"
BOUND = variants.Rule.read(ROOT, ROOT / "snippets" / "bound" / "exercise_3.py")


def faults(book: Book, plan: list[teaching.Lesson]) -> list[str]:
    """Return what is wrong with a plan: order, bridges, size and exercises of its lessons."""
    pages = {page.path: page for page in teaching.teachable(book)}
    found, seen = [], list[str]()
    for number, lesson in enumerate(plan, 1):
        chapters = [page for page, _ in lesson.chapters]
        new = [page for page in chapters if not page.path.startswith("bridges/")]
        if len(new) > 3:
            found.append(f"lesson {number} has {len(new)} chapters")
        if sum(minutes for _, minutes in lesson.chapters) > 45 and len(new) > 1:
            found.append(f"lesson {number} takes {lesson.minutes} minutes")
        for page in chapters:
            required = {book.taught[each.lower()].page for each in page.meta.get("requires") or ()}
            bridges = set(re.findall(r"\(\.\./(bridges/[\w-]+\.md)", page.text)) & pages.keys()
            used = required if page.path.startswith("bridges/") else required | bridges
            found += [f"{page.path} comes before {each}" for each in sorted(used - {*seen, page.path})]
            seen.append(page.path)
        found += [f"lesson {number} {each}" for each in overloaded(teaching.work(chapters), chapters)]
    return found


def overloaded(work: teaching.Work, chapters: list[Page]) -> list[str]:
    """Return what is wrong with the exercises of a lesson."""
    every = {(page.path, each.number): each.grade for page in chapters for each in exercises.exercises(page)}
    parts = (work.in_class, work.at_home, work.more)
    named = [(each.page, each.number) for part in parts for each in part]
    found = []
    if len(work.in_class) > 2 or len(work.at_home) > 2:
        found.append("assigns too many exercises")
    if sorted(named) != sorted(every):
        found.append("loses exercises, or has one twice")
    main = [each for page in chapters if not page.path.startswith("bridges/") for each in exercises.exercises(page)]
    grades = [each.grade for each in main]
    in_class, at_home = ([each.grade for each in part] for part in parts[:2])
    if in_class != ["●"] * min(2, grades.count("●")) + in_class[grades.count("●") :]:
        found.append("passes over a head")
    for grade in ("●●", "●●●"):
        if grades.count(grade) > in_class.count(grade) and grade not in at_home:
            found.append(f"has no {grade} for home")
    return found


@pytest.mark.parametrize(("lessons", "first"), teaching.PLANS.values())
def test_a_plan_has_all_that_its_chapters_need_before_them_and_keeps_to_its_time(book, lessons, first):
    plan = teaching.plan(book, lessons, first)
    assert 0 < len(plan) <= lessons
    assert faults(book, plan) == []
    for lesson in plan:
        for page, minutes in lesson.chapters:
            assert minutes == reading.minutes(page, ROOT / "snippets", first)
            assert not (first and reading.levels(page) and "Foundation" not in reading.levels(page).values())
    seen = [page.path for lesson in plan for page, _ in lesson.chapters]
    assert len(seen) == len({*seen})
    chapters = [path for path in seen if not path.startswith("bridges/")]  # which stand at the end of the book
    assert chapters == sorted(chapters, key=book.site.order.__getitem__)
    assert chapters[0] == "descent/the-move.md"
    assert {*seen} | {page.path for page in teaching.left_out(book, plan)} == {
        page.path for page in teaching.teachable(book)
    }


def test_a_plan_with_a_bridge_after_its_user_or_with_too_much_is_found(book):
    week = teaching.plan(book, 5, teaching.FIRST)
    bridge = next(each for lesson in week for each in lesson.chapters if each[0].path == "bridges/slopes.md")
    late = [teaching.Lesson(tuple(each for each in lesson.chapters if each != bridge)) for lesson in week]
    late[-1] = teaching.Lesson((*late[-1].chapters, bridge))
    assert "descent/one-weight.md comes before bridges/slopes.md" in faults(book, late)
    full = [teaching.Lesson((*week[0].chapters, *week[1].chapters)), *week[2:]]
    assert any("chapters" in each for each in faults(book, full))
    assert any("minutes" in each for each in faults(book, full))
    chapters = [page for page, _ in week[0].chapters]
    work = teaching.work(chapters)
    more = teaching.Work((*work.in_class, work.more[0]), work.at_home, work.more[1:])
    assert "assigns too many exercises" in overloaded(more, chapters)
    lost = teaching.Work(work.in_class, work.at_home, work.more[1:])
    assert overloaded(lost, chapters) == ["loses exercises, or has one twice"]
    other = teaching.Work(work.at_home, work.in_class, work.more)
    assert overloaded(other, chapters)


def test_a_plan_and_a_lesson_give_the_same_exercises_to_the_class_and_to_home(book):
    for lessons, first in teaching.PLANS.values():
        for lesson in teaching.plan(book, lessons, first):
            planned = teaching.work([page for page, _ in lesson.chapters])
            for page, _ in lesson.chapters:
                alone = teaching.work([page])
                assert not {*planned.in_class} & {*alone.at_home, *alone.more}, page.path
                assert not {*planned.at_home} & {*alone.in_class, *alone.more}, page.path


def test_a_program_for_home_checks_itself_where_the_lesson_has_one(book):
    for lessons, first in teaching.PLANS.values():
        for lesson in teaching.plan(book, lessons, first):
            chapters = [page for page, _ in lesson.chapters]
            checked = [each for page in chapters for each in exercises.exercises(page) if each.starter]
            programs = [each for each in teaching.work(chapters).at_home if each.grade == "●●●"]
            assert not checked or (programs and programs[0].starter), [page.path for page in chapters]


def test_the_first_hour_is_in_every_plan_of_a_week_and_longer_with_its_lab(book):
    hour = [path for path in book.site.order if book.site.part(path) == "The first hour"]
    assert "labs/descent-in-25-lines.ipynb" in hour
    for plan in [teaching.plan(book, *each) for each in teaching.PLANS.values()][1:]:
        seen = [page.path for lesson in plan for page, _ in lesson.chapters]
        assert [path for path in seen if path in hour] == hour


def test_a_longer_plan_has_more_and_the_longest_reaches_every_part_of_the_chapters(book):
    plans = [teaching.plan(book, *each) for each in teaching.PLANS.values()]
    for shorter, longer in pairwise(plans):
        assert sum(each.minutes for each in shorter) < sum(each.minutes for each in longer)
    reached = {page.path.partition("/")[0] for lesson in plans[-1] for page, _ in lesson.chapters}
    assert reached >= {"learning", "descent", "practice"}


def test_the_plans_on_the_page_say_what_they_have_and_leave_out_and_assign_what_is_chosen(book):
    found = soup(PAGE).select("details.made")
    assert len(found) == len(teaching.PLANS)
    pages = {page.path.rpartition(".")[0]: page for page in book.written}
    count = len(teaching.teachable(book))
    for drawn, (title, settings) in zip(found, teaching.PLANS.items(), strict=True):
        rows = drawn.select("tbody tr")
        taken = [link["href"].removeprefix("../../").rstrip("/") for row in rows for link in row.select("td")[1]("a")]
        plan = teaching.plan(book, *settings)
        assert [*map(pages.get, taken)] == [page for lesson in plan for page, _ in lesson.chapters]
        about = drawn.summary.get_text()
        assert re.match(rf"{len(rows)} lessons? \({title}\): {len(taken)} chapters and bridges$", about)
        told = drawn.select("p")[-1]
        assert f"{count - len(taken)} of {count}" in told.get_text()
        named = {link["href"].removeprefix("../../").rstrip("/") for link in told("a")}
        assert len(named) in (0, count - len(taken))
        assert not named & {*taken}
        assert named or count - len(taken) > teaching.FEW
        for row, lesson in zip(rows, plan, strict=True):
            work = teaching.work([page for page, _ in lesson.chapters])
            for cell, part in zip(row.select("td")[2:4], (work.in_class, work.at_home), strict=True):
                assert [link.get_text() for link in cell("a")] == [each.title for each in part]
                assert all(link["href"].endswith(f"#{each.anchor}") for link, each in zip(cell("a"), part, strict=True))
            assert row.select("td")[4].get_text() == str(len(work.more))
            for link in row.select("td")[5]("a"):
                assert (SITE / PAGE / link["href"]).resolve().is_file()


def test_what_goes_wrong_is_what_a_check_says_to_an_attempt_that_a_test_holds():
    rows = soup(PAGE).select("div.made tbody tr")
    assert len(rows) > 50
    attempts = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "exercises").rglob("*.txt"))
    held: dict[str, list[str]] = {}
    for section in re.split(r"^## ", attempts, flags=re.MULTILINE):
        if section.startswith("not yet: "):
            words, _, code = section.removeprefix("not yet: ").partition("\n")
            held.setdefault(code.strip("\n"), []).append(words)
    exercise, shown = "", Counter[tuple[str, str]]()
    for row in rows:
        title, written, heard = row.select("td")
        exercise = title.get_text() or exercise
        shown[row.find_parent("details").summary.get_text(), exercise] += 1
        code = "\n".join(each.get_text().replace("\N{NO-BREAK SPACE}", " ") for each in written.select("code"))
        assert heard.get_text().startswith(tuple(held[code]))
        assert heard.get_text().count("[") == heard.get_text().count("]")  # it is said to its end
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


def test_the_page_begins_with_lesson_and_plans_and_has_its_mistakes_in_one_fold():
    page = soup(PAGE)
    listed = [link["href"].removeprefix("#") for link in page.select(".md-sidebar--secondary nav a[href^='#']")]
    assert listed[:4] == ["a-lesson", "plans", "what-to-hand-out", "homework"]
    assert listed[4:] == ["other-numbers-for-each-student", "in-a-frame", "what-usually-goes-wrong"]
    folds = page.select("div.made > details")
    assert len(folds) == 1
    assert len(folds[0].select("details.mistakes")) > 50
    text = " ".join(page.article.get_text().split())
    assert f"The numbers go from 1 to {variants.SEEDS}: give them out by your list." in text
    lines = {texts["2 * sum(x**2)"] for texts in BOUND.seeds(40)}
    assert len(lines) == 3  # "has one of three"
    assert "that of bound/exercise_3 has one of three" in text


def test_the_page_says_that_solutions_are_public_and_how_parts_are_named():
    page = soup(PAGE)
    text = " ".join(page.article.get_text().split())
    assert "Solutions are public." in text
    assert "do not grade by them" in text
    names = [
        code.get_text()
        for row in page.select("table:not(.made *) tr")
        for code in row("td")[1:] and row("td")[1]("code")
    ]
    home = {anchor for address in ("descent/momentum/", "simulations/descent/") for anchor in anchors(address)}
    parts = [name for name in names if re.fullmatch(r"[\w-]+", name)]
    assert len(parts) > 4
    assert {*parts} <= home
