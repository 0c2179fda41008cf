"""A part of a page alone, in a frame of another page, which is told how high it is."""

import pytest
from playwright.sync_api import expect

from tests.served import Opener

PARTS = {
    "descent/momentum/?embed=figure-four_momenta": ("figure-four_momenta", "Momentum"),
    "simulations/descent/?embed=descent#descent?rate=0.08": ("descent", "A ball on a landscape"),
    "descent/one-weight/?embed=predict-three_rates": ("predict-three_rates", "One weight"),
}
FRAME = """([address]) => {
  window.told = [];
  addEventListener("message", ({ data }) => {
    if (!data.downhill) return;
    window.told.push(data);
    document.querySelector("iframe").height = data.height;
  });
  document.body.innerHTML = `<iframe src="${address}" width="700" height="100" style="border: 0"></iframe>`;
}"""
SEEN = """id => [...document.body.querySelectorAll("*")]
  .filter((each) => each.checkVisibility() && each.getClientRects().length && each.children.length === 0)
  .filter((each) => each.textContent.trim() && !each.closest(`[id='${id}']`)).map((each) => each.textContent.trim())"""


@pytest.mark.parametrize("address", PARTS)
def test_one_part_is_shown_whole_and_its_height_is_told(tab: Opener, address: str):
    part, title = PARTS[address]
    visit = tab("404.html")
    visit.page.evaluate(FRAME, [visit.home + address])
    visit.page.wait_for_function("told.length")
    frame = visit.page.frames[1]
    expect(frame.locator(f"[id='{part}']")).to_be_visible()
    visit.page.wait_for_function(
        "told.at(-1).height === document.querySelector('iframe').clientHeight || told.at(-1).height"
    )
    frame.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
    assert visit.page.evaluate("told.at(-1).downhill") == part
    seen = frame.evaluate(SEEN, part)
    assert seen[-1] == f"{title}, in the book Downhill"
    assert len(seen) == 1 or part.startswith("predict-")  # a question brings what stands above it
    back = frame.get_by_text("in the book Downhill")
    assert back.get_attribute("href") == f"{visit.home}{address.partition('?')[0]}#{part}"
    assert back.get_attribute("target") == "_blank"


@pytest.mark.parametrize(
    ("address", "first", "also"),
    [
        ("descent/two-weights/?embed=predict-neighbours", "Now a map that you can check by hand", "article table"),
        (
            "descent/landscapes/?embed=predict-four_rates",
            "Most losses so far had one valley",
            "article .arithmatex math",
        ),
        ("descent/convergence/?embed=predict-small_change", "A hundred points scatter", "article .given"),
        ("practice/ten-runs/?embed=predict-ten_runs", "Somebody sends you ten pictures", "[id='figure-ten_runs']"),
    ],
)
def test_a_question_is_shown_with_what_has_to_be_known(tab: Opener, address: str, first: str, also: str):
    visit = tab(address)
    expect(visit.page.locator("h1")).to_be_hidden()
    shown = visit.page.locator("article p:visible").first
    expect(shown).to_contain_text(first)
    expect(visit.page.locator(also).first).to_be_visible()
    question = visit.page.locator(".predict:visible")
    expect(question).to_have_count(1)
    assert shown.bounding_box()["y"] < question.bounding_box()["y"]


def test_a_question_that_says_all_that_it_needs_is_shown_alone(tab: Opener):
    visit = tab("learning/training/?embed=check-what-changes")
    expect(visit.page.locator(".predict:visible")).to_have_count(1)
    assert visit.page.evaluate(SEEN, "check-what-changes") == ["Training, in the book Downhill"]


def test_an_answer_that_opens_makes_the_part_higher(tab: Opener):
    visit = tab("404.html")
    visit.page.evaluate(FRAME, [f"{visit.home}descent/one-weight/?embed=predict-three_rates"])
    visit.page.wait_for_function("told.length")
    before = visit.page.evaluate("told.at(-1).height")
    visit.page.frames[1].locator("details.choice summary").first.click()
    visit.page.wait_for_function("(before) => told.at(-1).height > before", arg=before)


def test_a_part_that_is_not_there_leaves_the_page_whole(tab: Opener):
    visit = tab("descent/momentum/?embed=nothing")
    expect(visit.page.locator("h1")).to_be_visible()
    expect(visit.page.locator(".md-header")).to_be_visible()
