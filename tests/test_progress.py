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
    expect(visit.page.locator(".predict summary.guess")).to_have_count(1)  # the browser tells of a fold a little later
    visit.open("")
    progress = visit.page.locator("reading-progress")
    chapters = visit.page.locator(".contents a").count()
    expect(progress).to_contain_text(f"You have read 1 of {chapters} chapters and answered 1 question.")
    assert progress.get_by_role("link", name="The move").get_attribute("href").endswith("/descent/the-move/")
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


QUESTION = "descent/one-weight/"


def test_the_last_place_is_kept_and_led_back_to(tab: Opener):
    visit = tab("descent/momentum/")
    heading = visit.page.locator("article h2").nth(2)
    heading.evaluate("(heading) => heading.scrollIntoView({ behavior: 'instant' })")
    words, anchor = heading.inner_text().replace("¶", "").strip(), heading.get_attribute("id")
    visit.page.wait_for_function("document.querySelector('read-mark').place?.includes('#')")
    visit.page.locator(".md-nav__link").get_by_text("Schedules", exact=True).click()
    visit.page.wait_for_url("**/schedules/")
    visit.page.wait_for_function("document.querySelector('h1').textContent.startsWith('Schedules')")
    assert kept(visit)["place"] == f"descent/momentum/#{anchor} Momentum: {words}"
    visit.open("")
    link = visit.page.locator("reading-progress").get_by_role("link", name=f"Momentum: {words}")
    link.click()
    visit.page.wait_for_url(f"**/descent/momentum/#{anchor}")


def test_a_wrong_guess_comes_up_again_and_a_right_one_does_not(tab: Opener):
    visit = tab(QUESTION)
    wrong = visit.page.locator(".predict details.choice:not(:has(.right)) summary").first
    wrong.click()
    expect(visit.page.locator(".predict summary.guess")).to_have_count(1)
    visit.open("descent/momentum/")
    visit.page.locator(".predict details.choice:has(.right) summary").first.click()
    expect(visit.page.locator(".predict summary.guess")).to_have_count(1)
    visit.open("")
    again = visit.page.locator("reading-progress .again")
    expect(again.locator("p")).to_have_text("To look at again: 1")
    again.get_by_role("link").click()
    visit.page.wait_for_url(f"**/{QUESTION}#predict-three_rates")


def test_a_task_that_was_tried_comes_up_until_it_is_solved(tab: Opener):
    visit = tab("")
    run = """async ([step, goal]) => {
      const { tryTask, reach } = await import(new URL("javascripts/progress.js", document.baseURI));
      if (step === "try") tryTask(goal, document.querySelector("h2"));
      else reach(goal);
    }"""
    goal = "run/momentum/exercise_3_starter.py"
    visit.page.evaluate(run, ["try", goal])
    again = visit.page.locator("reading-progress .again")
    expect(again.locator("p")).to_have_text("To look at again: 1")
    visit.page.evaluate(run, ["solve", goal])
    expect(again).to_have_count(0)
    assert kept(visit)["tried"] == {}
    visit.open("reference/exercises/")
    expect(visit.page.locator(".checked.solved")).to_have_attribute("data-goal", goal)


def test_marks_are_saved_as_a_file_and_come_back_from_it_beside_others(tab: Opener, tmp_path):
    visit = tab("descent/momentum/")
    visit.page.get_by_label("I have read this chapter").check()
    visit.open("")
    progress = visit.page.locator("reading-progress")
    with visit.page.expect_download() as saved:
        progress.get_by_role("button", name="Save them as a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    progress.get_by_role("button", name="Forget my marks and guesses").click()
    visit.open("descent/adaptive/")
    visit.page.get_by_label("I have read this chapter").check()
    visit.open("")
    visit.page.locator("reading-progress input[type=file]").set_input_files(file)
    expect(progress).to_contain_text("You have read 2 of")
    assert sorted(kept(visit)["read"]) == ["descent/adaptive", "descent/momentum"]


@pytest.mark.parametrize("text", ["no JSON", "[1]", '{"other": 1}', "null"])
def test_a_file_of_something_else_changes_nothing(tab: Opener, tmp_path, text: str):
    visit = tab("descent/momentum/")
    visit.page.get_by_label("I have read this chapter").check()
    visit.open("")
    before = kept(visit)
    file = tmp_path / "marks.json"
    file.write_text(text, "utf-8")
    visit.page.locator("reading-progress input[type=file]").set_input_files(file)
    expect(visit.page.locator("reading-progress")).to_contain_text("marks.json holds no marks of this book")
    assert kept(visit) == before
