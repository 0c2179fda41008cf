"""A part of a page alone, in a frame of another page, which is told how high it is."""

import pytest
from playwright.sync_api import expect

from tests.served import Opener, anchors, soup
from tests.simulations import ALL, Simulation, page_of

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
        ("descent/two-weights/?embed=predict-neighbours", "Four taxi rides", "article table"),
        (
            "descent/landscapes/?embed=predict-four_rates",
            "Most losses so far had one valley",
            "article .arithmatex math",
        ),
        ("descent/convergence/?embed=predict-small_change", "A hundred points scatter", "article .given"),
        ("practice/ten-runs/?embed=predict-ten_runs", "Somebody sends you ten charts", "[id='figure-ten_runs']"),
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


@pytest.mark.parametrize(
    ("address", "beside", "folded"),
    [
        ("descent/two-weights/?embed=exercise-3", "", "miles"),
        ("descent/one-weight/?embed=exercise-3", "", "square feet"),
        ("descent/learning-rate/?embed=exercise-1", "6.95", "what happens"),
        ("descent/momentum/?embed=exercise-1", "", ""),
    ],
)
def test_an_exercise_is_shown_with_its_own_table_and_those_of_its_chapter(
    tab: Opener, address: str, beside: str, folded: str
):
    visit = tab(address)
    expect(visit.page.locator("h1")).to_be_hidden()
    expect(visit.page.locator(f"[id='{address.rpartition('=')[2]}']")).to_be_visible()
    own = visit.page.locator("article table:visible")
    expect(own).to_have_count(1 if beside else 0)
    if beside:
        expect(own).to_contain_text(beside)
    fold = visit.page.locator("article details:not(.tip, .success) > summary:visible")
    expect(fold).to_have_text(["Tables of this chapter"] if folded else [])
    if folded:
        fold.click()
        expect(visit.page.locator("article table:visible").nth(1 if beside else 0)).to_contain_text(folded)
    last = visit.page.get_by_text("in the book Downhill").bounding_box()["y"]
    boxes = [each.bounding_box() for each in visit.page.locator("article :is(p, table):visible").all()]
    assert last >= max(box["y"] for box in boxes)


@pytest.mark.parametrize("part", ["the-move/?embed=predict-three_steps", "momentum/?embed=check-hillside"])
def test_a_question_alone_keeps_off_its_border_and_names_no_program_below(tab: Opener, part: str):
    visit = tab(f"descent/{part}")
    question = visit.page.locator(f"[id='{part.partition('=')[2]}']")
    question.locator("summary").nth(1).click()
    left = question.bounding_box()["x"]
    for words in question.locator("p:visible, summary").all():
        assert words.bounding_box()["x"] - left >= 12
    expect(question).to_contain_text("The program prints: " if "predict" in part else "No.")
    expect(question).not_to_contain_text("below")


def test_a_question_that_says_all_that_it_needs_is_shown_alone(tab: Opener):
    visit = tab("learning/training/?embed=check-what-changes")
    expect(visit.page.locator(".predict:visible")).to_have_count(1)
    assert visit.page.evaluate(SEEN, "check-what-changes") == ["Training, in the book Downhill"]


IN_FOLDS = ["descent/the-move/", "descent/one-weight/", "descent/two-weights/", "descent/learning-rate/"]


@pytest.mark.parametrize("address", IN_FOLDS)
def test_what_lies_in_a_fold_is_shown_too(tab: Opener, address: str):
    folded = soup(address).select("article details :is([id^=exercise-], .predict[id], figure[id], .program[id])")
    assert folded
    visit = tab("404.html")
    for part in [str(each["id"]) for each in folded][:4]:
        visit.open(f"{address}?embed={part}")
        expect(visit.page.locator(f"[id='{part}']")).to_be_visible()
        expect(visit.page.locator("summary:visible", has_text="come back to")).to_have_count(0)


@pytest.mark.parametrize("part", ["descent/the-move/?embed=roll", "descent/learning-rate/?embed=figure-losses"])
def test_on_a_projector_letters_are_large_and_a_picture_fits_the_screen(tab: Opener, part: str):
    visit = tab(part, viewport={"width": 1920, "height": 1080})
    figure = visit.page.locator(f"[id='{part.partition('=')[2]}']")
    box = figure.bounding_box()
    assert box["x"] >= 16
    assert box["y"] + box["height"] <= 1080
    assert visit.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 30


def test_on_a_projector_the_answers_of_a_question_are_as_large_as_what_leads_to_it(tab: Opener):
    visit = tab("descent/the-move/?embed=predict-three_steps", viewport={"width": 1280, "height": 720})
    size = "(each) => parseFloat(getComputedStyle(each).fontSize)"
    words = visit.page.locator("article p:visible").first.evaluate(size)
    assert words >= 17
    for answer in visit.page.locator(".predict summary code").all():
        assert answer.evaluate(size) == words


def test_an_answer_that_opens_makes_the_part_higher(tab: Opener):
    visit = tab("404.html")
    visit.page.evaluate(FRAME, [f"{visit.home}descent/one-weight/?embed=predict-three_rates"])
    visit.page.wait_for_function("told.length")
    before = visit.page.evaluate("told.at(-1).height")
    visit.page.frames[1].locator("details.choice summary").first.click()
    visit.page.wait_for_function("(before) => told.at(-1).height > before", arg=before)


def test_a_name_that_is_none_is_answered_by_those_that_are(tab: Opener):
    visit = tab("descent/momentum/?embed=nothing")
    note = visit.page.get_by_text("This page has no part “nothing”.")
    expect(note).to_be_visible()
    expect(visit.page.locator("h1")).to_be_hidden()
    names = note.locator("a").all_inner_texts()
    assert {"two-arrows", "descent", "figure-landscape", "predict-four_momenta", "program-nesterov"} <= {*names}
    assert {*names} <= anchors("descent/momentum/")
    note.get_by_role("link", name="two-arrows", exact=True).click()
    visit.page.wait_for_url("**/?embed=two-arrows")
    expect(visit.page.locator("book-simulation[name=two-arrows] .sim")).to_be_visible()
    expect(visit.page.locator("h1")).to_be_hidden()


STATE = "document.querySelector('book-simulation').stage?.state"


@pytest.mark.parametrize(
    ("behind", "rate", "optimizer"),
    [
        ("?embed=descent&rate=0.1", 0.1, "Gradient descent"),
        ("?embed=descent&optimizer=Momentum&rate=0.02", 0.02, "Momentum"),
        ("?embed=descent&rate=0.1&solutions=no", 0.1, "Gradient descent"),
        ("?embed=descent&rate=0.1#descent?rate=0.3", 0.3, "Gradient descent"),
        ("?embed=descent", 0.05, "Gradient descent"),
    ],
)
def test_settings_are_parameters_of_the_address(tab: Opener, behind: str, rate: float, optimizer: str):
    visit = tab(f"simulations/descent/{behind}")
    visit.page.wait_for_function(f"{STATE}?.rate === {rate} && {STATE}.optimizer === '{optimizer}'")
    expect(visit.page.locator(".sim-note")).to_be_hidden()


def test_a_setting_that_is_none_is_said(tab: Opener):
    visit = tab("simulations/descent/?embed=descent&rate=0.1&speed=3")
    expect(visit.page.locator(".sim-note")).to_contain_text("there is no setting “speed”")
    visit.page.wait_for_function(f"{STATE}?.rate === 0.1")


GROWS_LATER = """([address]) => {
  window.told = [];
  addEventListener("message", ({ data }) => data.downhill && window.told.push(data));
  document.body.innerHTML = `<iframe src="${address}" width="700" height="600" style="border: 0"></iframe>`;
}"""
# In a frame: texts and controls of a simulation that something else lies on, or that stick out to the left or right;
# whether the frame scrolls sidewards; and how far below its top the picture begins
COVERED = """() => {
  const found = [];
  const parts = ".sim-front :is(p, label, input, select, button, a), .sim-chart > svg";
  for (const each of document.querySelectorAll(parts)) {
    if (!each.checkVisibility() || each.matches(".sim-aloud")) continue;
    const called = `${each.className.baseVal ?? each.className} ${each.textContent}`;
    const { left, right, top, bottom } = each.getBoundingClientRect();
    if (right === left) continue;
    const margin = each.closest(".sim-halves") && each.matches("svg"); // there is nothing in it
    if ((left < 0 && !margin) || right > innerWidth + 0.5) found.push(`${called} sticks out`);
    for (const [x, y] of [[left + 4, top + 3], [(left + right) / 2, (top + bottom) / 2], [right - 4, bottom - 3]]) {
      if (y < 0 || y >= innerHeight) continue;
      const seen = document.elementFromPoint(x, y);
      const fine = !seen || each.contains(seen) || seen.contains(each) || seen.closest(".sim-handle, .sim-mark");
      if (!fine) found.push(`${seen.className || seen.localName} on ${called}`);
    }
  }
  const { top } = document.querySelector(".sim-chart").getBoundingClientRect();
  const { bottom } = document.querySelector("figcaption").getBoundingClientRect(); // of a plain one it stands above
  return [found, document.documentElement.scrollWidth > innerWidth, bottom < top ? top - bottom : top];
}"""


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_cut_or_covered_in_a_frame_before_and_after_it_grows(tab: Opener, name: str):
    visit = tab("404.html")
    visit.page.evaluate(GROWS_LATER, [f"{visit.home}{page_of(name)}?embed={name}"])
    frame = visit.page.frames[1]
    frame.locator(".sim:not([inert])").wait_for()
    visit.page.wait_for_function("told.length")
    for _ in range(2):
        covered, wide, top = frame.evaluate(COVERED)
        assert covered == []
        assert not wide
        assert top < 60, "a hole above the picture"
        visit.page.evaluate("document.querySelector('iframe').height = told.at(-1).height")
        frame.wait_for_function("document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("name", ["descent", "race", "which-valley"])
def test_on_the_full_screen_picture_and_controls_are_seen_together(tab: Opener, name: str, size: tuple[int, int]):
    visit = tab(f"simulations/{name}/", viewport={"width": size[0], "height": size[1]})
    simulation, full = Simulation(visit, name), "document.fullscreenElement?.matches('.sim')"
    visit.page.evaluate("for (const fold of document.querySelectorAll('.sim-settings')) fold.open = false")
    wide = "document.querySelector('.sim-chart > svg').getBoundingClientRect().width"
    before = visit.page.evaluate(wide)
    visit.page.get_by_role("button", name="Full screen", exact=True).click()
    visit.page.wait_for_function(f"(before) => {full} && {wide} > before", arg=before)
    parts = f".sim-chart > svg, .sim-status, .sim-main input, #{name}-step, #{name}-run"
    bottoms = simulation.place.locator(parts).evaluate_all(
        "parts => parts.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().bottom)"
    )
    assert max(bottoms) <= size[1]
    leave = visit.page.get_by_role("button", name="Leave full screen")  # it was pressed, and has the focus
    expect(leave).to_be_in_viewport(ratio=1)
    expect(leave).to_be_focused()
    leave.press("Enter")
    visit.page.wait_for_function(f"(before) => !{full} && {wide} === before", arg=before)
    simulation.place.locator(".sim-front").focus()
    for is_full in (True, False):
        visit.page.keyboard.press("f")
        visit.page.wait_for_function(f"Boolean({full}) === {str(is_full).lower()}")


def test_a_browser_without_full_screen_has_no_button_for_it(tab: Opener):
    visit = tab("simulations/descent/", script="Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    simulation = Simulation(visit, "descent")
    expect(simulation.place.get_by_role("button", name="Copy link", exact=True)).to_be_visible()
    expect(simulation.place.get_by_text("Full screen", exact=True)).to_be_hidden()
    simulation.place.get_by_role("button", name="Help: keys").click()
    expect(visit.page.get_by_role("dialog", name="Keys")).to_contain_text("reset")
    expect(visit.page.get_by_role("dialog", name="Keys")).not_to_contain_text("full screen")
