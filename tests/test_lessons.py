"""The page of lessons: minutes that add up, votes as in the chapter, and nothing that the chapter does not have."""

import math
import re
from urllib.parse import urldefrag, urljoin

from bs4 import Tag
from downhill import lessons, metadata, reading, teaching
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from tests.served import SITE, Opener, anchors, soup

ROOT = SITE.parent
PAGE = "reference/lessons/"


def test_the_first_hour_and_the_core_of_descent_have_a_lesson(book):
    paths = [page.path.removeprefix("descent/").removesuffix(".md") for page in lessons.introduced(book)]
    assert paths[:4] == ["the-move", "one-weight", "two-weights", "learning-rate"]
    assert {"bound", "many-weights", "feature-scaling", "convergence", "batches", "momentum"} <= {*paths}
    sections = soup(PAGE).select("section.lesson")
    assert [each["id"] for each in sections] == [f"lesson-{path}" for path in paths]


def test_the_steps_of_a_lesson_follow_each_other_and_take_ninety_minutes_at_most(book):
    sections = soup(PAGE).select("section.lesson")
    for section, chapter in zip(sections, lessons.introduced(book), strict=True):
        rows = section.table.select("tbody tr")
        spans = [tuple(map(int, row.td.get_text().split("–"))) for row in rows]
        assert spans[0][0] == 0
        total = spans[-1][1]
        assert 45 <= total <= 90
        assert (f"It takes {total} minutes" in section.p.get_text()) == (total < lessons.FULL)
        assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
        assert min(end - start for start, end in spans) >= lessons.SHORTEST
        said = [row.select("td")[1].get_text() for row in rows]
        assert sum(each.startswith("Exercise") for each in said) == 2
        assert sum(each.startswith("Check") for each in said) == len(lessons.checks(chapter))
        assert sum(each.startswith("Vote") for each in said) == len(lessons.votes(chapter)) > 0
        first = {each.text for each in chapter.headings if each.anchor not in reading.later(chapter)}
        later = {each.text for each in chapter.headings} - first
        assert not later & {*said}


@given(st.lists(st.floats(60, 3000), min_size=1, max_size=9), st.integers(40, 80))
def test_shares_add_up_and_who_takes_longer_gets_no_less(seconds, minutes):
    found = lessons.shares(seconds, minutes)
    wanted = sum(max(lessons.SHORTEST, math.ceil(each / 60)) for each in seconds)
    assert sum(found) == min(minutes, wanted)
    assert min(found) >= lessons.SHORTEST
    for one, first in zip(found, seconds, strict=True):
        for other, second in zip(found, seconds, strict=True):
            assert first <= second or one >= other


def test_a_vote_has_the_question_its_words_before_it_and_every_answer_with_the_right_one_first(book):
    for section, chapter in zip(soup(PAGE).select("section.lesson"), lessons.introduced(book), strict=True):
        text = " ".join(section.get_text().split())
        answers = [row for row in section.select("li") if row.get_text().startswith(("Right:", "Wrong:"))]
        for question in lessons.votes(chapter):
            rows, answers = answers[: len(question.choices)], answers[len(question.choices) :]
            assert len(rows) == len(question.choices) > 1
            right = [each for each in question.choices if book.right(question, each)]
            assert rows[0].get_text().startswith(f"Right: {right[0].label.words}")
            assert sum(row.get_text().startswith("Right:") for row in rows) == 1
            for choice in question.choices:
                assert sum(choice.label.words in row.get_text() for row in rows) > 0
        assert not answers
        assert len(section.select("blockquote")) == len(lessons.votes(chapter))
        assert "✓" not in text
        assert "](" not in text


def test_what_is_shown_on_the_board_and_named_is_in_the_chapter(book):
    for section, chapter in zip(soup(PAGE).select("section.lesson"), lessons.introduced(book), strict=True):
        there = soup(f"{chapter.path.removesuffix('.md')}/")
        formulas = {each.get_text() for each in there.select("div.arithmatex math")}
        board = [each.get_text() for each in section.select("div.arithmatex math")]
        assert {*board} <= formulas
        assert len(board) <= sum(each.display for each in chapter.formulas)
        for link in section.select("a[href]"):
            address, name = urldefrag(urljoin(PAGE, link["href"]))
            if name and "?" not in address:
                assert name.partition("?")[0] in anchors(address), (chapter.path, link["href"])
        files = [*metadata.questions_of(book, chapter).values()]
        assert [link["href"].rpartition("/")[2] for link in section.select("a[href*='-questions']")] == files
        assert all((SITE / PAGE / link["href"]).resolve().is_file() for link in section.select("a[href*='-questions']"))
        (student,) = section.select("a[href$='-student.ipynb']")
        assert (SITE / PAGE / student["href"]).resolve().is_file()


def test_the_exercises_stand_there_in_their_own_words_with_answers_in_words(book):
    for section, chapter in zip(soup(PAGE).select("section.lesson"), lessons.introduced(book), strict=True):
        there = soup(f"{chapter.path.removesuffix('.md')}/")
        text = " ".join(section.get_text().split())
        work = teaching.work([chapter])
        for each in (*work.in_class, *work.at_home):
            (asked,) = there.select(f"p[id={each.anchor}]")
            words = " ".join(asked.get_text().split()).partition(f"{each.grade} ")[2].replace("✓", "")
            assert words[:40] in text
            table = asked.find_next_sibling()
            program = "program" in table.get("class", [])
            assert program or table.name == "details" or " ".join(table.get_text().split())[:20] in text


def test_what_is_shown_alone_is_a_part_of_its_page():
    links = soup(PAGE).select("table a.alone[href]")
    assert len(links) > 50
    for link in links:
        address, _, name = urljoin(PAGE, str(link["href"])).partition("?embed=")
        assert name in anchors(address), link["href"]


def test_a_wrong_attempt_is_one_that_a_test_holds(book):
    held = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "exercises").rglob("*.txt"))
    began = tuple(re.findall(r"^## not yet: (.+)", held, re.MULTILINE))
    count = 0
    for chapter in lessons.introduced(book):
        for block in [each for each in chapter.programs if each.include.endswith("_starter.py")]:
            for code, said in lessons.attempts(book, block.program):
                count += 1
                assert said.replace("\\", "").startswith(began)
                assert all(line in held for line in code.split("; ")), code
    assert count > 15


def rows_of(name: str) -> dict[str, tuple[int, Tag]]:
    """Return the steps of a lesson by what is done: minutes, and what is shown."""
    found = {}
    for row in soup(PAGE).select_one(f"#lesson-{name}").table.select("tbody tr"):
        minutes, done, shown = row.select("td")
        start, end = map(int, minutes.get_text().split("–"))
        found[done.get_text().strip()] = end - start, shown
    return found


def test_the_first_lesson_has_time_for_the_pencil_and_what_goes_wrong_with_the_line():
    found = rows_of("the-move")
    pencil, shown = found["Three steps"]
    assert "With a pencil" in shown.get_text()
    assert pencil >= lessons.TASK + lessons.SHORTEST
    assert found["Write the line yourself"][0] <= 10  # each student writes, and none waits for the others
    words = soup(PAGE).select_one("#lesson-the-move").get_text()
    for said in ("w has not moved", "w goes uphill", "w is the step alone", "w moves by the whole slope"):
        assert said in words, said
    assert "in pairs, one device each; or on paper" in soup(PAGE).article.get_text()


def test_a_lesson_says_where_the_chapter_says_why_and_has_formulas_for_the_board(book):
    for chapter in lessons.introduced(book):
        text = soup(PAGE).select_one(f"#lesson-{lessons.anchor(chapter)}").get_text()
        late = [each.text for each in chapter.headings if each.anchor in reading.later(chapter)]
        titles = [each.fold.title for each in lessons.notes(chapter) if each.fold]
        told = [each for each in (*late, *titles) if each not in lessons.ASIDE and "$" not in each]
        assert [each for each in told if each not in text] == []
        assert ("If they ask why" in text) == bool(told)
    assert "Where the −2.7 billion come from" in soup(PAGE).select_one("#lesson-one-weight").get_text()
    assert len(soup(PAGE).select("#lesson-one-weight div.arithmatex math")) == 3


def test_a_change_of_a_program_is_made_by_the_link_of_its_lesson(tab: Opener):
    links = soup(PAGE).select("td a[href*='?change=']")
    assert len(links) > 4
    for link in links:
        address, _, behind = urljoin(PAGE, str(link["href"])).partition("#")
        place, _, number = behind.partition("?change=")
        change = soup(address).select("article a.what-if")[int(number)]
        assert change["href"] == f"#{place}"
        assert change.get_text().rstrip(".") == link.get_text()
    visit = tab(urljoin(PAGE, str(links[0]["href"])))
    text = visit.page.locator("#program-three_steps textarea")
    expect(text).to_have_value(re.compile(r"1\.1\]"))


def test_what_is_shown_alone_opens_beside_the_lesson():
    for link in soup(PAGE).select("table a.alone[href]"):
        assert (link["target"], link["rel"]) == ("_blank", ["noopener"])


def test_on_paper_no_title_of_a_lesson_stands_at_the_foot_of_a_sheet(tab: Opener):
    visit = tab(PAGE)
    visit.page.emulate_media(media="print")
    titles = visit.page.locator(".lesson p:has(> :is(strong, em):only-child)", has_text="On the board")
    assert titles.count() > 4
    assert {*titles.evaluate_all("all => all.map((each) => getComputedStyle(each).breakAfter)")} == {"avoid"}


def test_words_lose_links_marks_and_attributes_alone():
    said = lessons.words('See [it](a.md#b "c"), [what](sim:x?y=1&z=(2) "d") [✓](claim:a/b) and `x[0](y)`.{ .level }')
    assert said == "See it, what and `x[0](y)`."


def test_a_lesson_is_shown_alone_to_print(tab: Opener):
    visit = tab(PAGE)
    visit.page.locator("#lesson-momentum > p > a.alone").click()
    visit.page.wait_for_url(re.compile(r"\?embed=lesson-momentum"))
    expect(visit.page.locator("#lesson-momentum")).to_be_visible()
    expect(visit.page.locator("#lesson-batches")).to_be_hidden()
    expect(visit.page.locator(".md-header")).to_be_hidden()
