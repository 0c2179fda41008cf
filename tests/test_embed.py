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
    assert frame.evaluate(SEEN, part) == [f"{title}, in the book Downhill"]
    back = frame.get_by_text("in the book Downhill")
    assert back.get_attribute("href") == f"{visit.home}{address.partition('?')[0]}#{part}"
    assert back.get_attribute("target") == "_blank"


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
