"""Reading marks and first guesses: kept in the browser, shown where they help, forgotten on request."""

import json

import pytest
from playwright.sync_api import expect

from tests.served import Opener, Visit

BROKEN = {
    "no JSON": "localStorage.setItem('downhill', '{read');",
    "another shape": "localStorage.setItem('downhill', '[1, null]');",
    "wrong types": """localStorage.setItem('downhill', '{"read": {"length": 3}, "guesses": [5, {"a": null}]}');""",
    "null": "localStorage.setItem('downhill', 'null');",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "forbidden": """Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('forbidden', 'SecurityError'); } });""",
}


def kept(visit: Visit) -> dict:
    """Return what the browser keeps."""
    return json.loads(visit.page.evaluate("localStorage.getItem('downhill')") or "{}")


def test_a_chapter_is_marked_as_read_and_the_mark_is_seen_later(tab: Opener):
    visit = tab("descent/momentum/")
    box = visit.page.get_by_label("I have read this chapter")
    box.press("Space")
    assert kept(visit)["read"] == ["descent/momentum"]
    visit.open("descent/adaptive/")
    assert not visit.page.get_by_label("I have read this chapter").is_checked()
    expect(visit.page.locator(".md-nav__link.read")).to_have_text(["Momentum"])
    visit.open("descent/momentum/")
    assert visit.page.get_by_label("I have read this chapter").is_checked()
    visit.page.get_by_label("I have read this chapter").uncheck()
    assert kept(visit)["read"] == []
    expect(visit.page.locator(".md-nav__link.read")).to_have_count(0)


def test_the_first_choice_that_is_opened_stays_the_guess(tab: Opener):
    visit = tab("descent/momentum/")
    choices = visit.page.locator(".predict summary")
    choices.nth(1).click()
    choices.nth(2).click()
    guess = choices.nth(1).inner_text()
    expect(visit.page.locator(".predict summary.guess")).to_have_text([guess])
    visit.page.reload()
    expect(visit.page.locator(".predict summary.guess")).to_have_text([guess])
    expect(visit.page.locator(".predict details[open]")).to_have_count(0)


def test_the_home_page_tells_how_far_one_is_and_forgets_it_on_request(tab: Opener):
    visit = tab("learning/what-is-machine-learning/")
    visit.page.get_by_label("I have read this chapter").check()
    visit.page.locator(".predict summary").first.click()
    visit.open("")
    progress = visit.page.locator("reading-progress")
    chapters = visit.page.locator(".contents a").count()
    expect(progress).to_contain_text(f"You have read 1 of {chapters} chapters and answered 1 question.")
    assert progress.get_by_role("link").inner_text() == "The move"
    progress.get_by_role("button", name="Forget my marks and guesses").press("Enter")
    expect(progress).to_contain_text("stay in this browser")
    assert visit.page.evaluate("localStorage.getItem('downhill')") is None
    expect(visit.page.locator(".read")).to_have_count(0)


def test_marks_follow_instant_navigation_and_another_tab(tab: Opener):
    visit = tab("descent/momentum/")
    visit.page.get_by_label("I have read this chapter").check()
    visit.page.locator(".md-nav__link").get_by_text("Schedules", exact=True).click()
    visit.page.wait_for_url("**/schedules/")
    expect(visit.page.locator(".md-nav__link.read")).to_have_text(["Momentum"])
    other = visit.page.context.new_page()
    other.goto(f"{visit.home}descent/adaptive/")
    other.get_by_label("I have read this chapter").check()
    expect(visit.page.locator(".md-nav__link.read")).to_have_count(2)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_storage_breaks_no_page(tab: Opener, fault: str):
    visit = tab("descent/momentum/", script=BROKEN[fault])
    box = visit.page.get_by_label("I have read this chapter")
    box.check()
    assert box.is_checked()
    visit.page.locator(".predict summary").first.click()
    expect(visit.page.locator(".predict summary.guess")).to_have_count(1)
    forgets = fault in ("full", "forbidden")
    assert ("keeps nothing" in visit.page.locator("read-mark").inner_text()) == forgets
    visit.open("")
    expect(visit.page.locator("reading-progress")).to_contain_text("in this browser" if forgets else "chapters")
