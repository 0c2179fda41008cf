"""The first hour: its boxes show what its pages have taught and say first what to do; and answers wait for a guess."""

import re
from itertools import takewhile

import pytest
from bs4 import BeautifulSoup, Tag
from downhill import Book
from downhill.order import Order, early, explained
from downhill.site import address_of
from playwright.sync_api import expect

from tests import standards
from tests.served import SITE, Opener, Visit, addresses, html, soup

ROOT = SITE.parent
PAGES = ("descent/the-move.md", "descent/one-weight.md", "descent/two-weights.md", "descent/learning-rate.md")
TALLEST = 700  # pixels of a box on a wide screen
SEEN = "box => [box.innerText, ...[...box.querySelectorAll('svg text')].map((each) => each.textContent)].join('\\n')"
THEORY = re.compile(r"\b(bound|bounds|eigenvalues?|curvatures?|norm|goals?|theory|κ|λ)\b|λ", re.IGNORECASE)


def boxes(visit: Visit, page: str) -> list:
    """Open a page and its folds; return its boxes, awake."""
    visit.open(address_of(page))
    visit.page.evaluate("for (const fold of document.querySelectorAll('article details')) fold.open = true")
    found = visit.page.locator("book-simulation .sim").all()
    for box in found:
        box.scroll_into_view_if_needed()
        box.locator("xpath=self::*[not(@inert)]").wait_for()
    assert found
    return found


@pytest.mark.whole("every control of every box")
def test_a_box_of_the_first_hour_uses_words_that_were_taught_whatever_is_pressed(
    tab: Opener, book: Book, subtests: pytest.Subtests
) -> None:
    order = Order(book)
    visit = tab.tab(reduced_motion="reduce")
    for path in PAGES:
        page = order.book.pages[path]
        later = order.later(page, order.terms)
        later = later.keys() - {term for each in early(page) for term in explained(each, later)}
        for box in boxes(visit, path):
            chips = box.locator(".sim-chips a").all()
            assert chips
            said = [box.evaluate(SEEN)]
            for chip in chips:
                chip.click()
                box.locator(".sim-run").click()
                box.locator("[id$=-step]").click()
                said.append(box.evaluate(SEEN))
            with subtests.test(path):
                assert {word for text in said for word in order.used(page, text, later)} == set()
                assert [word for text in said for word in THEORY.findall(text)] == []
                assert "not be loaded" not in visit.page.locator("article").inner_text()


def test_a_box_of_the_first_hour_fits_a_screen_and_what_to_do_stands_above_it(tab: Opener) -> None:
    visit = tab.tab(viewport={"width": 1280, "height": 900})
    for path in PAGES:
        for box in boxes(visit, path):
            place, told = box.bounding_box(), box.locator("xpath=ancestor::figure/figcaption").bounding_box()
            picture, rate = (
                box.locator(".sim-pictures svg").first.bounding_box(),
                box.locator(".sim-main").bounding_box(),
            )
            assert place["height"] <= TALLEST, path
            assert told["y"] + told["height"] <= place["y"], path
            assert picture["y"] < rate["y"], path


@pytest.mark.whole("every box; that it fits a screen is tried")
def test_what_a_box_of_the_first_hour_says_stays_below_its_picture_on_a_phone(tab: Opener) -> None:
    visit = tab.tab(viewport={"width": 360, "height": 780}, has_touch=True, reduced_motion="reduce")
    for path in PAGES:
        for box in boxes(visit, path):
            for chip in box.locator(".sim-chips a").all():
                chip.evaluate("chip => scrollBy(0, chip.getBoundingClientRect().bottom - innerHeight + 8)")
                chip.tap()
                said = box.locator(".sim-status").bounding_box()
                pictures = box.locator(".sim-pictures > :first-child").bounding_box()
                assert pictures["y"] + pictures["height"] <= said["y"] + 1, path
                assert said["y"] + said["height"] <= 780, path
                assert chip.evaluate(REACHED), path


REACHED = """chip => {
  const { x, y, width, height } = chip.getBoundingClientRect();
  return chip.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""  # and nothing lies on it, such as the button that leads back to the top


QUESTION = "descent/the-move/"
VEILED = ".veiled"
TOP = "part => part.getBoundingClientRect().top + scrollY"
SHOWN = "part => part.checkVisibility({ contentVisibilityAuto: true }) && !part.closest('[hidden]')"


def output(visit: Visit):
    """Return the output that answers the question of a page."""
    return visit.page.locator("#program-three_steps .output code")


def test_the_answer_waits_for_a_guess(tab: Opener) -> None:
    visit = tab(QUESTION, script=standards.SHIFTS)
    expect(visit.page.locator(VEILED)).to_have_count(1)
    assert not output(visit).evaluate(SHOWN)
    visit.forget("content-visibility")  # of which the question above made a note
    visit.page.get_by_role("button", name="Show the output without a guess").click()
    assert output(visit).evaluate(SHOWN)
    visit.page.reload()
    expect(visit.page.locator(VEILED)).to_have_count(1)  # a look is no guess
    visit.page.locator(".predict summary").first.click()
    expect(visit.page.locator(VEILED)).to_have_count(0)
    assert output(visit).evaluate(SHOWN)
    visit.page.reload()
    visit.page.wait_for_function("document.querySelector('first-guess').life")
    expect(visit.page.locator(VEILED)).to_have_count(0)
    standards.nothing_moves_while_it_loads_and_its_figures_draw(visit)


def test_a_picture_that_answers_waits_too(tab: Opener) -> None:
    visit = tab("")
    expect(visit.page.locator("figure.veiled")).to_have_count(1)
    expect(visit.page.locator(VEILED)).to_have_count(2)
    visit.page.get_by_role("button", name="Show the figure without a guess").click()
    expect(visit.page.locator(VEILED)).to_have_count(1)
    expect(visit.page.locator("#figure-first_guess img")).to_be_visible()


@pytest.mark.parametrize("address", ["", "descent/clipping-in-use/"])  # in the second the program is folded
def test_what_waits_is_low_and_a_look_at_it_moves_nothing_above(tab: Opener, address: str) -> None:
    visit = tab(address)
    expect(visit.page.locator(VEILED)).to_have_count(2)
    heights = visit.page.locator(VEILED).evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    assert max(heights) < 100
    button = visit.page.get_by_role("button", name="Show the output without a guess")
    place = visit.page.locator(".output.veiled").evaluate_handle("place => place")
    before = place.evaluate(TOP)
    button.click()
    assert place.evaluate(TOP) == before
    expect(visit.page.locator("figure.veiled")).to_have_count(1)  # what was not asked for waits on


PLACES = """() => ["figure-first_guess", "program-first_guess"].map((id) => {
  const { height } = document.getElementById(id).getBoundingClientRect();
  return height;
})"""


@pytest.mark.parametrize("guessed", [False, True])
def test_a_place_has_its_height_before_the_script_comes(tab: Opener, guessed: bool) -> None:
    kept = '{ guesses: { "predict-home/first_guess": "rate 0.4" } }'
    script = f"localStorage.setItem('downhill', JSON.stringify({kept}));" if guessed else ""
    late = tab.tab(script)
    late.page.route("**/first-guess.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    late.open("")
    early = late.page.evaluate(PLACES)
    late.page.unroute_all()
    late.open("")
    late.page.wait_for_function("document.querySelector('first-guess').life")
    expect(late.page.locator(VEILED)).to_have_count(0 if guessed else 2)
    assert late.page.evaluate(PLACES) == early
    assert (early[0] > 300) == guessed


def test_a_figure_that_is_asked_about_does_not_wait(tab: Opener) -> None:
    visit = tab("practice/ten-runs/")
    expect(visit.page.locator(VEILED)).to_have_count(1)
    expect(visit.page.locator("figure.veiled")).to_have_count(0)


def test_an_answer_is_shown_where_the_script_does_not_come(tab: Opener) -> None:
    visit = tab.tab()
    visit.page.route("**/first-guess.js", lambda route: route.abort())
    visit.open("")
    expect(visit.page.locator("#figure-first_guess figcaption")).to_be_visible()
    expect(visit.page.locator("#figure-first_guess img")).to_be_visible()
    visit.forget("first-guess.js", "ERR_FAILED")


@pytest.mark.parametrize("end", ["?h=places", "#program-three_steps", "?embed=program-three_steps"])
def test_who_is_led_to_an_answer_sees_it(tab: Opener, end: str) -> None:
    visit = tab(f"{QUESTION}{end}")
    visit.page.wait_for_function("document.querySelector('first-guess').life")
    assert output(visit).evaluate(SHOWN)


def test_the_browsers_own_search_shows_an_answer(tab: Opener) -> None:
    visit = tab(QUESTION)
    expect(visit.page.locator(VEILED)).to_have_count(1)
    visit.page.locator("#program-three_steps .output pre").evaluate(
        "part => part.dispatchEvent(new Event('beforematch'))"
    )
    expect(visit.page.locator(VEILED)).to_have_count(0)


def test_an_answer_is_on_paper_and_without_scripts(tab: Opener) -> None:
    visit = tab(QUESTION)
    expect(visit.page.locator(VEILED)).to_have_count(1)
    visit.page.emulate_media(media="print")
    look = "part => getComputedStyle(part).contentVisibility"
    assert visit.page.locator("#program-three_steps .output pre").evaluate(look) == "visible"
    drawn = tab("")
    expect(drawn.page.locator("figure.veiled")).to_have_count(1)
    drawn.page.emulate_media(media="print")
    expect(drawn.page.locator("#figure-first_guess img")).to_be_visible()
    expect(visit.page.locator(".without-guess")).not_to_be_visible()
    plain = tab(QUESTION, java_script_enabled=False)
    expect(plain.page.locator(VEILED)).to_have_count(0)
    expect(plain.page.locator("#program-three_steps .output code")).to_contain_text("-0.08")


def test_each_question_of_the_book_has_its_answer_near_it(book: Book, subtests: pytest.Subtests) -> None:
    asked = [(page, question) for page in book.pages.values() for question in page.questions]
    assert len(asked) > 80
    for page, question in asked:
        if question.name:
            continue  # one to check has no program
        with subtests.test(f"{page.path}: {question.program}"):
            assert [block for block in page.programs if block.include == f"{question.program}.py"]


BELOW = 2  # paragraphs below what is veiled, which the eye goes on to


def told_below(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the questions of a page whose right answer alone is named right below what waits for a guess."""
    found = []
    for box in page.select("section.predict:has(first-guess)"):
        right, wrong = [], []
        for choice in box.select("details.choice"):
            named = re.compile(rf"(?<![\w.]){re.escape(plain(choice.summary))}(?![\w])")
            (right if choice.select_one(".verdict.right") else wrong).append(named)
        waiting = [page.find(id=name) for name in box.select_one("first-guess")["waits"].split()]
        block = next((element for element in reversed(waiting) if element), box)
        while block.parent.name != "article" and block.parent.get("class") != ["later"]:
            block = block.parent
        section = takewhile(lambda element: element.name not in ("h1", "h2", "h3"), block.find_next_siblings())
        for element in [each for each in section if each.name in ("p", "ul", "ol")][:BELOW]:
            text = plain(element)
            if any(name.search(text) for name in right) and not any(name.search(text) for name in wrong):
                found.append((box["id"], text))
    return found


def plain(element: Tag) -> str:
    """Return what an element says, in one line and in small letters."""
    return " ".join(element.get_text().split()).lower()


def test_no_sentence_right_below_a_veil_names_the_answer() -> None:
    asking = [address for address in addresses() if "<first-guess" in html(address)]
    assert len(asking) > 50
    assert {address: told for address in asking if (told := told_below(soup(address)))} == {}


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("<p>So it is the <em>years</em>.</p>", 1),
        ("<p>Here they are.</p><ul><li>Years it is.</li></ul>", 1),
        ("<p>Compare years and parcels.</p>", 0),
        ("<p>One.</p><p>Two.</p><p>Years.</p>", 0),
        ("<h2>Next</h2><p>Years.</p>", 0),
        ("<p>Yearsworth.</p>", 0),
    ],
)
def test_a_sentence_that_names_the_answer_is_found(below: str, told: int) -> None:
    choices = "".join(
        f"<details class='choice'><summary>{name}</summary><p class='verdict {kind}'></p></details>"
        for name, kind in (("years", "right"), ("parcels", ""))
    )
    question = f"<section class='predict' id='q'>{choices}<first-guess waits='program-a'></first-guess></section>"
    page = f"<article>{question}<div><div id='program-a'></div></div>{below}</article>"
    assert len(told_below(BeautifulSoup(page, "lxml"))) == told
