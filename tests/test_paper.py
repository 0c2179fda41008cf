"""A page on paper: boxes to tick, solutions at the end or left out, stills, margins that say what it is."""

import re

import pytest

from tests.served import Opener, Visit, soup

CHAPTER = "learning/generalization/"  # has a question, a simulation, solutions and long programs
PROJECTS = "practice/projects/"
MARGINS = """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join(" ")"""  # as the browser has read it
SEEN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length)
  .map((element) => element.outerHTML.slice(0, 100))"""
ORDER = """() => [...document.querySelectorAll("article :is(h1, h2, h3, details.success, details.tip)")]
  .map((element) => element.tagName === "DETAILS" ? "fold" : element.firstChild.textContent.trim())"""


PRESSED = [  # what is said on the screen, and what on paper
    (
        "descent/the-move/",
        [
            "Press Edit above the program",
            "Let it roll: press Step",
            "the dashed line in the box",
            "open the answer below",
        ],
        "Put your line between the two marks, and run the program.",
    ),
    ("descent/one-weight/", ["Drag the ball until", "Press Edit"], "Write yours between the two marks, and run it"),
]


def on_paper(visit: Visit) -> None:
    """Get a page ready for print, and lay it out on a sheet."""
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    visit.resize(816, 1056)


def test_a_question_is_printed_with_boxes_and_without_its_answers(tab: Opener):
    visit = tab(CHAPTER)
    visit.page.locator("details.choice summary").first.click()  # what a reader has opened closes on paper
    visit.page.locator("details.choice[open]").wait_for()
    on_paper(visit)
    choices = soup(CHAPTER).select("details.choice")
    assert len(visit.page.evaluate(SEEN, "details.choice > summary")) == len(choices) > 1
    assert not visit.page.evaluate(SEEN, "details.choice > :not(summary)")
    assert not visit.page.evaluate(SEEN, ".predict .then")
    box = "(choice) => getComputedStyle(choice, '::before')"
    drawn = visit.page.locator("details.choice > summary").first.evaluate(
        f"(choice) => {{ const {{ inlineSize, blockSize, borderTopStyle, maskImage }} = ({box})(choice);"
        "return [parseFloat(inlineSize) > 8, inlineSize === blockSize, borderTopStyle, maskImage] }"
    )
    assert drawn == [True, True, "solid", "none"]
    after = "choices => choices.map((choice) => getComputedStyle(choice).breakAfter)"
    chained = visit.page.locator("details.choice > summary").evaluate_all(after)
    assert set(chained) == {"auto"}, "a figure below the question draws it to its own page"


CUT = """() => [...document.querySelectorAll("article table")].filter((table) => {
  const { right } = document.querySelector("article").getBoundingClientRect();
  const cells = [...table.querySelectorAll("th, td")];
  return table.checkVisibility() && cells.some((cell) => cell.getBoundingClientRect().right > right + 1);
}).map((table) => table.innerText.slice(0, 80))"""


@pytest.mark.parametrize("address", ["reference/programs/", "reference/lessons/", "descent/learning-rate/"])
def test_a_table_on_paper_shows_its_last_column(tab: Opener, address: str):
    visit = tab(address)
    on_paper(visit)
    visit.page.evaluate("document.body.style.inlineSize = '176mm'")  # what the margins of A4 leave
    tables = "() => [...document.querySelectorAll('article table')].filter((table) => table.checkVisibility()).length"
    assert visit.page.evaluate(tables)
    assert not visit.page.evaluate(CUT)


def test_a_page_of_one_sentence_is_one_sheet(tab: Opener):
    sheets = tab("reference/refuted/").page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


@pytest.mark.parametrize("address", [CHAPTER, PROJECTS, "descent/one-weight/", "practice/pitfalls/"])
def test_solutions_and_hints_are_printed_at_the_end_under_their_tasks_and_come_back(tab: Opener, address: str):
    visit = tab(address)
    before = visit.page.evaluate(ORDER)
    on_paper(visit)
    order = visit.page.evaluate(ORDER)
    end = order.index("Solutions and hints")
    assert order[:end] == [each for each in before if each != "fold"]
    assert order[end:].count("fold") == before.count("fold") > 0
    tasks = [each for each in order[end + 1 :] if each != "fold"]
    assert all(re.match(r"\d|Extension|Project|Challenge", task) for task in tasks), tasks
    assert order[end + 1] != "fold"
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.evaluate(ORDER) == before


def test_solutions_are_left_out_where_the_address_or_a_button_says_so(tab: Opener):
    visit = tab(f"{PROJECTS}?solutions=no")
    folds = "article :is(details.success, details.tip)"
    assert not visit.page.evaluate(SEEN, folds)
    on_paper(visit)
    assert not visit.page.evaluate(SEEN, folds)
    assert "Solutions and hints" not in visit.page.evaluate(ORDER)

    whole = tab(PROJECTS, script="window.print = () => { window.printed = document.body.className; }")
    assert len(whole.page.evaluate(SEEN, folds)) == len(soup(PROJECTS).select(folds)) > 0
    whole.page.locator(".how-to-read > summary").click()
    whole.page.get_by_role("button", name="Print without solutions").click()
    assert "unsolved" in whole.page.evaluate("window.printed")
    whole.page.get_by_role("button", name="Print", exact=True).click()
    assert "unsolved" not in whole.page.evaluate("window.printed")


ROOM = """() => [...document.querySelectorAll("article :not(details):has(+ details:is(.tip, .success))")]
  .map((task) => [task, [...document.querySelectorAll("article > *")]
    .find((each) => each.checkVisibility() && task.compareDocumentPosition(each) & 4 && !task.contains(each))])
  .map(([task, next]) => next.getBoundingClientRect().top - task.getBoundingClientRect().bottom)"""


def test_paper_without_solutions_has_room_to_write_below_each_task(tab: Opener):
    visit = tab("descent/momentum/?solutions=no")
    on_paper(visit)
    rooms = visit.page.evaluate(ROOM)
    assert len(rooms) == len(soup("descent/momentum/").select("article > details.success"))
    assert min(rooms) > 145  # pixels, of which paper has 96 an inch


@pytest.mark.parametrize("address", ["descent/the-move/", "descent/one-weight/", "learning/training/"])
def test_paper_without_solutions_has_nothing_that_answers_a_question_to_predict(tab: Opener, address: str):
    waiting = [name for each in soup(address).select("first-guess") for name in each["waits"].split()]
    answers = [each.get_text() for each in soup(address).select(".predict p.verdict.right code")]
    assert answers
    printed = "() => document.querySelector('article').innerText"
    visit = tab(f"{address}?solutions=no")
    on_paper(visit)
    text = " ".join(visit.page.evaluate(printed).split())
    assert not [each for each in answers if each in text]
    assert not visit.page.evaluate(SEEN, ", ".join(f"figure#{name}" for name in waiting))
    assert visit.page.evaluate(SEEN, ".output.awaited")  # which says that something is left out
    assert not visit.page.evaluate(SEEN, ".awaited > pre")
    visit.page.evaluate("document.body.classList.remove('unsolved')")
    text = " ".join(visit.page.evaluate(printed).split())
    assert [each for each in answers if each in text] == answers


@pytest.mark.parametrize(("address", "pressed", "written"), PRESSED)
def test_paper_says_what_paper_can_do(tab: Opener, address: str, pressed: list[str], written: str):
    visit = tab(address)
    visit.fold(True)
    said = "() => document.querySelector('article').innerText"
    text = visit.page.evaluate(said)
    assert all(each in text for each in pressed)
    assert written not in text
    on_paper(visit)
    text = visit.page.evaluate(said)
    assert not [each for each in pressed if each in text]
    assert written in text


def parted(visit: Visit, parts: str) -> list[str]:
    """Return what is not as it should be on paper: whole, or, if it is one of `parts`, free to go over the end."""
    torn = """(parts) => [...document.querySelectorAll("article :is(details, .highlight, figure.plot, tr)")]
      .filter((part) => (getComputedStyle(part).breakInside === "avoid") === part.matches(parts))
      .map((part) => part.textContent.slice(0, 40))"""
    return visit.page.evaluate(torn, parts)


def test_a_long_cell_of_a_lab_goes_over_the_end_of_a_sheet_and_a_short_one_does_not(tab: Opener):
    visit = tab("labs/complete/")
    on_paper(visit)
    long = ".highlight:has(code > span:nth-of-type(18))"
    assert visit.page.locator(f"article {long}").count() > 5
    assert not parted(visit, f"{long}, details:has(.highlight, figure, table)")


def test_paper_has_stills_of_simulations_no_buttons_and_programs_that_go_over_its_end(tab: Opener):
    visit = tab(CHAPTER)
    visit.scroll_through()  # the simulation runs
    on_paper(visit)
    assert not visit.page.evaluate(SEEN, ".sim, button, input, select, page-tools, read-mark, .headerlink")
    assert len(visit.page.evaluate(SEEN, ".still svg")) == 1
    whole = """() => [...document.querySelectorAll("article .highlight:not(.output) :is(pre, code)")].filter((part) =>
      getComputedStyle(part).overflowY !== "visible" || getComputedStyle(part).breakInside === "avoid")
      .map((part) => part.textContent.slice(0, 40))"""
    assert not visit.page.evaluate(whole)
    loose = """() => [...document.querySelectorAll("article :is(h1, h2, h3, h4, .level, .filename)")].filter((part) =>
      getComputedStyle(part).breakAfter !== "avoid").map((part) => part.textContent.slice(0, 40))"""
    assert not visit.page.evaluate(loose)
    assert visit.page.locator("article details").count() > 3
    assert not parted(visit, "details:has(.highlight, figure, table)")  # a fold of several parts, each of them whole


def margins_of(visit: Visit) -> dict[str, str]:
    """Return what stands in the margins of a sheet, by place."""
    return dict(re.findall(r"@([a-z-]+) \{ content: (.*?); \}", visit.page.evaluate(MARGINS)))


@pytest.mark.parametrize("address", ["", CHAPTER, "labs/complete/", "reference/claims/"])
def test_the_margins_of_a_sheet_say_title_address_edition_licence_and_page(tab: Opener, address: str):
    visit = tab(address)
    margins = margins_of(visit)
    canonical = soup(address).select_one("link[rel=canonical]")["href"]
    assert soup(address).h1.contents[0].strip() in margins["top-left"]
    edition = visit.page.locator("page-tools").get_attribute("data-edition")
    for words in (canonical, edition, "CC BY 4.0"):
        assert words in margins["bottom-left"], words
    assert "counter(page)" in margins["bottom-right"]


def test_the_margins_follow_instant_navigation(tab: Opener):
    visit = tab(CHAPTER)
    visit.page.click(".md-footer__link--next")
    visit.page.wait_for_function("document.querySelector('h1').textContent.includes('Bias and variance')")
    assert "Bias and variance" in margins_of(visit)["top-left"]
    assert "Generalization" not in visit.page.evaluate(MARGINS)


def test_formulas_and_marked_lines_have_no_hairs_on_paper(tab: Opener):
    """Chromium prints a shadow within a box, and an edge that fades, as thin lines."""
    visit = tab(CHAPTER)
    on_paper(visit)
    drawn = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
      const { backgroundImage, boxShadow, overflowX } = getComputedStyle(element);
      return [backgroundImage, boxShadow, overflowX].join(" ");
    })"""
    assert set(visit.page.evaluate(drawn, "div.arithmatex")) == {"none none visible"}
    assert {each.split()[1] for each in visit.page.evaluate(drawn, ".hll")} == {"none"}


SHEET = 297 - 2 * 20  # mm of a sheet between its margins


@pytest.mark.parametrize("address", ["descent/momentum/", "descent/learning-rate/", PROJECTS])
def test_a_program_is_kept_on_one_sheet_where_a_sheet_has_room_for_it(tab: Opener, address: str):
    visit = tab(address)
    on_paper(visit)
    visit.resize(665, 1056)  # what A4 leaves between its margins
    found = visit.page.evaluate("""() => [...document.querySelectorAll("article .highlight:has(.filename)")]
      .map((part) => [part.querySelector(".filename").textContent, part.getBoundingClientRect().height,
        getComputedStyle(part).breakInside])""")
    starters = [height for name, height, _ in found if "_starter.py" in name]
    assert starters
    assert max(starters) * 25.4 / 96 < SHEET
    assert {kept for _, _, kept in found} == {"avoid"}


def test_a_heading_and_its_level_hold_on_to_what_a_first_reading_folds(tab: Opener):
    """What Chromium does not see by itself: that a box and its first line come after a heading."""
    visit = tab("descent/many-weights/")
    on_paper(visit)
    breaks = """([selector, side]) => [...document.querySelectorAll(selector)]
      .map((element) => getComputedStyle(element)[side])"""
    heads, firsts = "later-part > h2", "later-part > .later, later-part > .later > :first-child"
    assert set(visit.page.evaluate(breaks, [heads, "breakAfter"])) == {"avoid"}
    assert set(visit.page.evaluate(breaks, [firsts, "breakBefore"])) == {"avoid"}
