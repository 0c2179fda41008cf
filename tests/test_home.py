"""The home page: a bowl whose balls take the steps of the program below it, and a short way in for five readers."""

import json
import re
import runpy

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.served import SITE, Opener, soup

PROGRAM = SITE.parent / "snippets" / "home" / "first_guess.py"
RATES = [float(rate) for rate in re.findall(r"^rate ([\d.]+):", PROGRAM.with_suffix(".out").read_text("utf-8"), re.M)]
KERNEL = "async (rate) => (await import(`${document.baseURI}javascripts/rolling-balls.js`)).walk(rate)"
LAST = re.compile(r"step 20 of 20: w = (\S+?)(, out of the picture)?\.$")


@pytest.fixture(scope="module")
def walk():
    """Return the function of the program: the places of a walk, by rate."""
    return runpy.run_path(str(PROGRAM))["walk"]


def number(text: str) -> float:
    """Return a number as the page writes it."""
    return float(text.replace("−", "-"))


def test_a_ball_takes_the_steps_of_the_program(tab: Opener, walk):
    visit = tab("")
    assert len(RATES) == 3
    for rate in (*RATES, 0.5, 1.0):
        np.testing.assert_allclose(visit.page.evaluate(KERNEL, rate), walk(rate), rtol=1e-12)


def test_the_still_is_the_parabola_with_the_ball_at_its_start(walk):
    place = soup("").select_one("rolling-balls")
    middle, bottom, unit, rise = (float(place[f"data-{name}"]) for name in ("middle", "bottom", "unit", "rise"))
    left, top, _, control, right, end = map(float, re.findall(r"[\d.]+", place.select_one(".bowl")["d"]))
    for share in np.linspace(0, 1, 9):  # of the curve that the browser draws
        x = (1 - share) ** 2 * left + 2 * share * (1 - share) * middle + share**2 * right
        y = (1 - share) ** 2 * top + 2 * share * (1 - share) * control + share**2 * end
        assert bottom - y == pytest.approx(rise * ((x - middle) / unit) ** 2)
    ball, start = place.select_one(".ball"), walk(0.1)[0]
    assert float(ball["cx"]) == pytest.approx(middle + unit * start)
    assert float(ball["cy"]) == pytest.approx(bottom - rise * start**2)


@pytest.mark.share("reduce")
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_guess_lets_its_ball_roll_and_tells_where_it_ends(tab: Opener, walk, motion: str):
    visit = tab("descent/one-weight/", reduced_motion=motion)
    visit.page.click(".md-header__button.md-logo")  # by link, as most readers come
    choices, told = visit.page.locator(".predict .choice summary"), visit.page.locator("rolling-balls .rolled")
    visit.page.wait_for_selector("rolling-balls .ball")  # the address changes before the page does
    expect(choices).to_have_count(len(RATES))
    visit.page.evaluate("""() => {
      window.moves = 0;
      new MutationObserver((changes) => { window.moves += changes.length; })
        .observe(document.querySelector("rolling-balls .ball"), { attributeFilter: ["cx"] });
    }""")
    for place, rate in enumerate(RATES):
        choices.nth(place).press("Enter")
        expect(told).to_have_text(re.compile(rf"^Rate {rate}, step 20 of"))
        last, out = LAST.search(told.inner_text()).groups()
        steps = walk(rate)
        assert number(last) == pytest.approx(steps[-1], rel=5e-3, abs=5e-4)
        assert bool(out) == (abs(steps[-1]) > 16)
        outside = [step for step, w in enumerate(steps) if abs(w) > 16]
        assert visit.page.locator(f".walk-{place + 1} circle").count() == (outside[0] + 1 if outside else len(steps))
    assert visit.page.locator(".walks g").count() == len(RATES)  # all trails stay, to compare
    assert (visit.page.evaluate("window.moves") <= 2 * len(RATES)) == (motion == "reduce")


def test_a_kernel_that_did_not_come_is_asked_for_again(tab: Opener):
    visit = tab("", reduced_motion="reduce")
    visit.page.route("**/kernel/*.js", lambda route: route.abort())
    visit.page.locator(".predict .choice summary").first.click()
    again = visit.page.locator("rolling-balls").get_by_role("button", name="Try again")
    again.wait_for()
    visit.page.unroute("**/kernel/*.js")
    again.click()
    expect(visit.page.locator("rolling-balls .rolled")).to_have_text(LAST)
    visit.forget("ERR_FAILED", "Failed to load resource")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 650), (360, 780)])
def test_bowl_and_question_are_on_the_first_screen(tab: Opener, width: int, height: int):
    visit = tab("", viewport={"width": width, "height": height})
    end = visit.page.locator("rolling-balls svg").bounding_box()
    question = visit.page.locator(".predict .choice summary" if width > 1000 else ".predict strong").last.bounding_box()
    assert end["y"] + end["height"] < height / 1.5
    assert question["y"] + question["height"] <= height


def test_there_are_five_ways_in_and_the_page_is_short(tab: Opener):
    ways = soup("").select(".ways li")
    assert len(ways) == 5
    assert all(way.select("a[href]") for way in ways)
    # What is read: the titles of the contents grow with the book, and are one list at the end
    words = re.findall(r"\w+", " ".join(part.get_text(" ") for part in soup("").select("article :is(p, .ways li)")))
    assert 100 < len(words) < 700, len(words)


def way_to(visit, goal: str) -> list[str]:
    """Return the pages that the home page lists on the way to a concept, as they stand there."""
    visit.page.get_by_label("I want to understand").select_option(goal)
    expect(visit.page.locator("learning-path li a").last).to_be_visible()
    return visit.page.locator("learning-path li").all_inner_texts()


def needed(goal: str) -> set[str]:
    """Return the pages on which a concept builds, directly or not, its own included; by another way than the script."""
    taught = {each["concept"]: each for each in json.loads((SITE / "concepts.json").read_text("utf-8"))}
    found, todo = set(), [goal]
    while todo:
        each = taught[todo.pop()]
        found.add(each["page"])
        todo += [concept for concept in each["requires"] if taught[concept]["page"] not in found]
    return found


def test_the_way_to_a_concept_is_what_it_builds_on_less_what_was_read(tab: Opener):
    data = json.loads((SITE / "concepts.json").read_text("utf-8"))
    visit, goal = tab(""), "momentum"
    rows = way_to(visit, goal)
    hrefs = visit.page.locator("learning-path li a").evaluate_all("links => links.map((link) => link.href)")
    pages = [re.sub("/$", ".md", href.removeprefix(visit.home)) for href in hrefs]
    assert sorted(pages) == sorted(needed(goal))
    taught = {each["concept"]: each["page"] for each in data}
    for each in data:  # what a page builds on stands before it
        for concept in each["requires"] if each["page"] in pages else ():
            assert pages.index(taught[concept]) < pages.index(each["page"])
    chapters = [page for page in pages if not page.startswith("bridges/")]
    assert chapters == list(dict.fromkeys(each["page"] for each in data if each["page"] in chapters))
    minutes = {each["page"]: each["minutes"] for each in data}
    assert [int(re.search(r"(\d+) minutes$", row)[1]) for row in rows] == [minutes[page] for page in pages]
    told = visit.page.locator("learning-path output")
    assert told.inner_text() == f"{len(pages)} pages, {sum(minutes[page] for page in pages)} minutes of first reading:"
    visit.page.locator("learning-path li a").first.click()
    visit.page.get_by_label("I have read this chapter").check()
    visit.page.click(".md-header__button.md-logo")
    visit.page.wait_for_selector("learning-path")
    again = way_to(visit, goal)
    assert again[0].endswith("read")
    assert again[1:] == rows[1:]
    left = sum(minutes[page] for page in pages[1:])
    assert told.inner_text() == f"{len(pages) - 1} pages, {left} minutes of first reading:"


def test_a_way_that_was_lost_is_asked_for_again(tab: Opener):
    visit = tab("")
    visit.page.route("**/concepts.json", lambda route: route.abort(), times=1)
    visit.page.get_by_label("I want to understand").select_option("momentum")
    visit.page.get_by_role("button", name="Try again").click()
    expect(visit.page.locator("learning-path li")).not_to_have_count(0)
    visit.forget("concepts.json", "ERR_FAILED")


def test_the_page_after_this_one_lets_a_ball_roll_and_ends_with_a_line_to_write():
    address = soup("").select_one(".md-footer__link--next")["href"]
    assert address == "descent/the-move/"
    page = soup(address)
    assert page.select_one("book-simulation")
    assert "# your part" in page.select("article .highlight:not(.output)")[1].get_text()
    assert soup("").select_one(f".ways li a[href='{address}']")
