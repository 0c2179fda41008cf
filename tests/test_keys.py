"""Who has only keys, or hears the page, keeps the place: the focus is seen, and does not get lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.served import Opener, Visit, addresses, soup

CALM = {"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 800}}
FOCUS = "document.activeElement"

# What has the focus, and whether the bar above the page lies on it
COVERED = """() => {
  const { top, bottom, height } = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const inside = document.activeElement.closest("article");
  const covered = inside && height < 600 && top < bar - 1;
  return [Boolean(inside), covered ? document.activeElement.outerHTML.slice(0, 120) : ""];
}"""


def focused(visit: Visit, what: str) -> None:
    """Hold that what a selector means has the focus."""
    visit.page.wait_for_function("what => document.activeElement.matches(what)", arg=what)


def test_going_back_by_keys_the_focus_is_never_under_the_bar(tab: Opener):
    visit = tab("descent/the-move/", **CALM)
    visit.page.evaluate("[...document.querySelectorAll('article :is(a, button)')].at(-1).focus()")
    stops = []
    for _ in range(110):
        visit.page.keyboard.press("Shift+Tab")
        inside, covered = visit.page.evaluate(COVERED)
        if not inside:
            break
        stops.append(covered)
    assert len(stops) > 60
    assert [each for each in stops if each] == []


@pytest.mark.parametrize(
    ("address", "selector"),
    [("descent/the-move/", "read-mark input"), ("reference/programs/", "filter-table input")],
)
def test_a_field_shows_that_it_has_the_focus(tab: Opener, address: str, selector: str):
    visit = tab(address, **CALM)
    visit.page.locator(selector).first.focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Shift+Tab")
    focused(visit, selector)
    assert visit.page.evaluate(f"getComputedStyle({FOCUS}).outlineStyle") == "solid"


def test_a_page_that_comes_without_a_reload_begins_at_its_title(tab: Opener):
    visit = tab("descent/the-move/", **CALM)
    visit.page.evaluate("window.same = true")
    assert visit.page.evaluate(f"{FOCUS} === document.body"), "what was loaded begins at its top"
    for way, title in ((".md-footer__link--next", "One weight"), (".md-footer__link--next", "Two weights")):
        visit.page.locator(way).press("Enter")
        expect(visit.page.locator("article h1")).to_contain_text(title)
        focused(visit, "article h1")
    visit.page.go_back()
    expect(visit.page.locator("article h1")).to_contain_text("One weight")
    focused(visit, "article h1")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate(f"Boolean({FOCUS}.closest('article'))")
    visit.page.evaluate("scrollTo(0, 3000)")
    visit.page.wait_for_function("scrollBy(0, -10), !document.querySelector('.md-top').hidden")
    visit.page.locator(".md-top").press("Enter")
    focused(visit, "article h1")
    assert visit.page.evaluate("window.same"), "a page was loaded anew"


def test_a_link_to_a_place_still_leads_there(tab: Opener):
    visit = tab("descent/bound/", **CALM)
    link = visit.page.locator("article a[href*='learning-rate/#divergence']").first
    anchor = str(link.get_attribute("href")).partition("#")[2]
    link.press("Enter")
    visit.page.wait_for_function("anchor => document.querySelector(':target')?.id === anchor", arg=anchor)
    top = visit.page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < 260


def test_from_a_definition_the_keyboard_goes_on_where_the_term_stands(tab: Opener):
    visit = tab("descent/one-weight/", **CALM)
    term = visit.page.locator("article a.term").first
    term.press("Enter")
    note = visit.page.locator(".told")
    expect(note).to_be_visible()
    visit.page.keyboard.press("Tab")
    focused(visit, ".told a")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate(f"Boolean({FOCUS}.closest('article'))")
    expect(note).to_be_hidden()


def test_the_levels_do_not_stay_over_what_comes_next(tab: Opener):
    visit = tab("descent/momentum-exactly/", **CALM)
    visit.page.locator(".how-to-read > summary").click()
    visit.page.get_by_role("button", name="Minutes and levels").press("Enter")
    visit.page.keyboard.press("Tab")
    focused(visit, "#levels button")
    visit.page.keyboard.press("Tab")
    expect(visit.page.locator("#levels")).to_be_hidden()


def test_esc_leads_from_the_search_back_to_where_the_reader_was(tab: Opener):
    visit = tab("descent/one-weight/", **CALM)
    summary = visit.page.locator(".predict summary").first
    summary.focus()
    visit.page.keyboard.press("/")
    focused(visit, ".md-search__input")
    visit.page.keyboard.type("rate")
    expect(visit.page.locator(".md-search-result__meta")).to_contain_text("documents")
    assert visit.page.locator(".md-search-result__meta").get_attribute("role") == "status"
    visit.page.keyboard.press("Escape")
    focused(visit, ".predict summary")


def test_what_is_shown_without_a_guess_takes_the_focus_of_its_button(tab: Opener):
    visit = tab("", **CALM)
    press = visit.page.locator(".without-guess:visible").first
    press.press("Enter")
    focused(visit, ".awaited")


def test_the_verdict_of_a_choice_at_the_foot_of_the_window_is_seen(tab: Opener):
    visit = tab("descent/the-move/", **CALM)
    choice = visit.page.locator(".predict").first.locator("details.choice").last
    choice.evaluate("each => scrollBy(0, each.getBoundingClientRect().bottom - innerHeight)")
    choice.locator("summary").press("Enter")
    expect(choice.locator(".verdict")).to_be_in_viewport(ratio=0.9)


def test_a_claim_does_not_answer_by_ear_what_the_eye_has_to_guess():
    for address in addresses():
        for claim in soup(address).select("article a.claim"):
            assert claim["aria-label"] == "Tested claim", address
            assert len(claim["data-told"]) > 30, address


def test_the_ball_of_the_home_page_says_one_sentence(tab: Opener):
    visit = tab("", viewport={"width": 1280, "height": 800})
    visit.page.evaluate("""() => {
        window.loud = [];
        const told = document.querySelector(".rolled");
        const hear = () => told.ariaLive !== "off" && loud.push(told.textContent);
        new MutationObserver(hear).observe(told, { childList: true, characterData: true, subtree: true });
    }""")
    visit.page.locator("article details.choice summary").first.press("Enter")
    expect(visit.page.locator(".rolled")).to_contain_text("step 20 of 20", timeout=60000)
    assert len(visit.page.evaluate("loud")) == 1


def test_beside_the_page_the_name_of_a_part_is_no_stop_and_on_a_phone_it_is(tab: Opener):
    label = ".md-nav--lifted > .md-nav__list > .md-nav__item--active > label"
    wide, phone = tab("descent/the-move/", **CALM), tab("descent/the-move/", viewport={"width": 360, "height": 800})
    assert [each.evaluate("each => each.tabIndex") for each in wide.page.locator(label).all()] == [-1]
    assert [each.evaluate("each => each.tabIndex") for each in phone.page.locator(label).all()] == [0]


def test_a_formula_that_fits_is_no_stop_and_one_that_does_not_is(tab: Opener):
    visit = tab("descent/theory/", **CALM)
    visit.show_all()
    seen = "filter((each) => each.checkVisibility())"
    stops = f"[...document.querySelectorAll('article div.arithmatex[tabindex]')].{seen}.length"
    assert visit.page.locator("article div.arithmatex").count() > 3
    visit.page.wait_for_function(f"{stops} === 0")
    visit.page.evaluate("document.querySelector('article div.arithmatex').style.inlineSize = '40px'")
    visit.page.wait_for_function(f"{stops} === 1")


def test_copies_are_told_apart_by_ear():
    names = [str(each["title"]) for each in soup("reference/functions/").select(".md-code__button")]
    assert "Copy adam" in names
    assert len({*names}) == len(names) > 40
    assert all(re.fullmatch(r"Copy \S+", each) for each in names)
