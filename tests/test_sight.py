"""What an eye sees before it reads: words on words, words that are cut, rows that end too early."""

import re

import pytest

from tests.served import Opener, addresses, soup
from tests.simulations import ALL, Simulation, page_of

WIDTHS = (1280, 360)
WIDE = 84  # columns of letters that a page has room for

# Of a simulation: words on other words, choices and marks that are cut, and a speed that fell into a row of its own
SEEN = """root => {
  const found = [];
  for (const svg of root.querySelectorAll(".sim-chart > svg")) {
    const words = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
    const boxes = words.map((text) => text.getBoundingClientRect());
    const shared = (one, other) => [
      Math.min(one.right, other.right) - Math.max(one.left, other.left),
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
    ];
    for (const [i, one] of boxes.entries()) for (const [j, other] of boxes.entries()) {
      const [long, high] = shared(one, other);
      if (i < j && long > 3 && high > 5) found.push(`"${words[i].textContent}" on "${words[j].textContent}"`);
    }
  }
  const context = document.createElement("canvas").getContext("2d");
  for (const select of root.querySelectorAll(".sim-main select, .sim-speed select")) {
    const style = getComputedStyle(select);
    context.font = `${style.fontSize} ${style.fontFamily}`;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    for (const { label } of select.options) if (context.measureText(label).width > room) found.push(`cut: ${label}`);
  }
  for (const marks of root.querySelectorAll(".sim-marks")) {
    if (marks.scrollWidth > marks.clientWidth) found.push(`cut: ${marks.innerText}`);
  }
  const [steps, speed] = ["scrubber", "speed"].map((name) => root.querySelector(`.sim-${name}`));
  if (steps && Math.abs(steps.getBoundingClientRect().bottom - speed.getBoundingClientRect().bottom) > 8) {
    found.push("the speed stands below the steps");
  }
  const help = root.querySelector(".sim-help-button");
  if (!help.previousElementSibling) found.push("the button for help stands alone");
  return found;
}"""

# The heads of programs on a phone: whose buttons are not beside each other, and boxes that are not as wide as others
HEADS = """heads => heads.flatMap((head) => {
  const { left, right } = head.closest(".highlight").getBoundingClientRect();
  const tops = [...head.querySelectorAll("button, a[download]")].filter((each) => each.checkVisibility())
    .map((each) => each.getBoundingClientRect().top);
  const wrapped = Math.max(...tops) - Math.min(...tops) > 4;
  const narrow = !head.closest("details, .wrong") && (left > 0 || right < innerWidth);
  return wrapped || narrow ? [`${head.textContent}: ${wrapped ? "wrapped" : "narrow"}`] : [];
})"""


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_simulation_is_on_another_or_cut(tab: Opener, width: int, name: str):
    simulation = Simulation(tab(page_of(name), viewport={"width": width, "height": 800}), name)
    assert simulation.place.locator(".sim").evaluate(SEEN) == []


def test_what_a_program_prints_is_seen_to_its_last_column(tab: Opener):
    """Only wide outputs are at risk: in them letters are smaller."""
    wide = {
        address
        for address in addresses()
        for output in soup(address).select(".output[style]")
        if int(re.sub(r"\D", "", str(output["style"]))) > WIDE
    }
    assert wide
    visit = tab.tab(viewport={"width": 1280, "height": 800})
    for address in sorted(wide):
        visit.open(address)
        visit.fold(True)
        codes = visit.page.locator(".output pre > code")
        cut = codes.evaluate_all(
            "codes => codes.filter((code) => code.scrollWidth > code.clientWidth + 1).map((code) => code.innerText)"
        )
        assert cut == [], address


@pytest.mark.parametrize("address", ["learning/what-is-machine-learning/", "reference/functions/"])
def test_the_head_of_a_program_on_a_phone_keeps_its_buttons_together(tab: Opener, address: str):
    visit = tab(address, viewport={"width": 360, "height": 800})
    heads = visit.page.locator(".program > .highlight:not(.output) > .filename")
    assert heads.evaluate_all(HEADS) == []
    assert heads.count() > 4 or "functions" in address


def test_every_level_has_its_dots_and_what_lies_deeper_is_folded():
    for address in addresses():
        for level in soup(address).select("article p > em.level"):
            assert re.search(r"level-[1-4]", " ".join(level.get_attribute_list("class"))), (address, level)
            if level.find_previous(["h2", "h3"]).name == "h3":
                continue
            deeper = level.get_text() != "Foundation"
            assert deeper == (level.find_parent("later-part") is not None), (address, level)


def test_the_home_page_has_no_hole_where_its_reading_marks_will_stand(tab: Opener):
    page = tab("").page
    gap = """() => {
      const place = document.querySelector("reading-progress");
      const end = (element) => element.getBoundingClientRect().bottom;
      return [end(place) - end(place.querySelector("output")), place.textContent];
    }"""
    left, told = page.evaluate(gap)
    assert told.startswith("Mark chapters as read")
    assert left < 16


def test_bars_are_seen_in_forced_colours(tab: Opener):
    simulation = Simulation(tab(page_of("descent"), viewport={"width": 1280, "height": 800}), "descent")
    simulation.page.emulate_media(forced_colors="active")
    painted = "bars => bars.map((bar) => getComputedStyle(bar).backgroundImage)"
    bars = simulation.place.locator(".sim-bar i").evaluate_all(painted)
    assert bars
    assert all("gradient" in bar for bar in bars)
