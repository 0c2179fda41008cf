"""How programs stand on a page: core lines first and the rest one press away, figures above, addresses, phones."""

import re
from pathlib import Path

import pytest
from downhill.exercises import exercises
from downhill.listing import NARROW, SHORT, folded
from downhill.page import Page
from playwright.sync_api import expect

from tests.served import Opener, addresses, by_id, html, soup

ROOT = Path(__file__).parent.parent
PAGES = addresses()[:-1]
CHAPTERS = [page for page in PAGES if "<program-lines>" in html(page)]
PLACE = CHAPTERS[0]
ONE, ANOTHER = "descent/adaptive/", "descent/theory/"  # of one part, so that each has a link to the other
VISIBLE = """program => { // its lines as they are seen
  const lines = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) lines.push(node.textContent);
    else if (node.checkVisibility() && getComputedStyle(node).contentVisibility !== "hidden") {
      if (node.matches(".rest") && getComputedStyle(node, "::before").content.includes("⋯")) lines.push("⋯\\n");
      node.childNodes.forEach(walk);
    }
  };
  walk(program.querySelector("code"));
  return lines.join("").split("\\n").slice(0, -1);
}"""

REST = '<span class="rest"><span hidden="until-found">'


def hll(line: str) -> str:
    """Return a line as Pygments marks it."""
    return f'<span class="hll">{line}\n</span>'


def test_runs_of_lines_that_are_no_core_are_set_apart_and_the_text_stays():
    lines = [f"<b>{number}</b>\n" for number in range(SHORT + 1)]
    lines[3], lines[5], lines[8] = hll("core"), hll("core"), hll("core")
    lines[6] = lines[7] = "\n"
    code = "".join(lines)
    shown = folded(code)
    rest = re.findall(rf"{REST}(.*?)</span></span>", shown, re.DOTALL)
    assert rest == ["".join(lines[:3]), "".join(lines[9:])]  # not the single line, nor the empty ones
    assert shown.replace(REST, "").replace("</span></span>", "") == code


@pytest.mark.parametrize("code", [hll("core") + "1\n" * (SHORT - 1), "1\n" * 40], ids=["short", "without core lines"])
def test_a_short_program_and_one_without_core_lines_are_shown_whole(code: str):
    assert folded(code) == code


def test_a_line_that_is_too_long_for_a_phone_may_go_on_below_it_and_its_text_stays():
    long = "    " + "a" * NARROW
    shown = folded(hll(long) + f"{long}\n" + "1\n")
    indented = 'style="--indentation: 4"'
    core, plain = f'<span class="hll long" {indented}>{long}\n</span>', f'<span class="long" {indented}>{long}\n</span>'
    assert shown == f"{core}{plain}1\n"


PHONE_CUTS = """() => [...document.querySelectorAll('.program')].flatMap((program) => {
  const code = program.querySelector('code');
  return code.scrollWidth > code.clientWidth + 1 ? [program.id] : [];
})"""


@pytest.mark.parametrize("address", ["descent/momentum/", "practice/myths/", "practice/rates-across-widths/"])
def test_on_a_phone_no_core_line_is_cut(tab: Opener, address: str):
    visit = tab(address, viewport={"width": 360, "height": 800})
    visit.page.evaluate("document.querySelectorAll('article details').forEach((fold) => { fold.open = true; })")
    assert visit.page.evaluate(PHONE_CUTS) == []
    visit.page.evaluate("document.documentElement.dataset.programs = 'whole'")
    assert visit.page.evaluate(PHONE_CUTS) != [], "whole programs keep their lines"


def test_every_program_is_whole_on_its_page_below_its_figure_and_has_an_address():
    seen, below = set(), []
    for address in PAGES:
        for box in soup(address).select("div.program"):
            name = box.select_one(".filename a").get_text()
            stem = name.removesuffix(".py").rpartition("/")[2]
            assert box["id"] == f"program-{stem}"
            assert box.select_one(".filename a")["href"] == f"#{box['id']}"
            assert box.pre.code.get_text() == (ROOT / "snippets" / name).read_text("utf-8")
            seen.add(name)
            plot = soup(address).find("figure", id=f"figure-{stem}")
            after = plot and plot.find_next_sibling()
            if plot and box not in (after, *after.select("details > .program")):
                below.append(name)
    assert seen == {path.relative_to(ROOT / "snippets").as_posix() for path in (ROOT / "snippets").rglob("*.py")}
    assert not below


def test_questions_and_exercises_have_an_address_and_a_link_to_it():
    for path in sorted((ROOT / "docs").rglob("*.md")):
        page = Page.read(path.relative_to(ROOT / "docs").as_posix(), path.read_text("utf-8"))
        address = page.path.removesuffix("index.md").removesuffix(".md")
        wanted = [*(question.anchor for question in page.questions), *(each.anchor for each in exercises(page))]
        for anchor in wanted:
            place = by_id(f"{address}/" if address else "")[anchor]
            assert place.select_one("a.here")["href"] == f"#{anchor}"
        assert "Exercises" not in [heading.text for heading in page.headings] or exercises(page), page.path


def first(visit):
    """Return the first program of a page that leaves lines out."""
    return visit.page.locator(".highlight:has(.rest)").first


def source(visit) -> list[str]:
    """Return the lines of that program's file."""
    return (ROOT / "snippets" / first(visit).locator(".filename a").first.inner_text()).read_text("utf-8").splitlines()


def test_a_program_shows_its_core_lines_and_all_at_a_press_and_the_core_again(tab: Opener):
    visit = tab(PLACE)
    program, whole = first(visit), source(visit)
    core = program.evaluate(VISIBLE)
    assert "⋯" in core
    assert len(core) < len(whole)
    left = iter(whole)
    assert all(line in left for line in core if line != "⋯"), "the lines in their order"
    button = program.locator("button.lines")
    assert button.inner_text() == f"All {len(whole)} lines"
    name = program.locator(".filename a").first.inner_text()
    assert [each.get_attribute("title") for each in program.locator(".lines, a[download]").all()] == [name, name]
    button.press("Enter")
    assert program.evaluate(VISIBLE) == whole
    assert button.inner_text() == "Core lines"
    button.click()
    assert program.evaluate(VISIBLE) == core
    program.locator(".rest").first.click()
    assert program.evaluate(VISIBLE) == whole


def test_what_is_copied_from_the_core_lines_is_the_whole_program(tab: Opener):
    visit = tab(PLACE, permissions=["clipboard-read", "clipboard-write"])
    program, whole = first(visit), source(visit)
    core = program.evaluate(VISIBLE)
    program.locator("button[data-clipboard-target]").click()
    assert visit.page.evaluate("navigator.clipboard.readText()").splitlines() == whole
    assert program.evaluate(VISIBLE) == core


NOTE = """addEventListener("DOMContentLoaded", () => { window.early = document.documentElement.dataset.programs; });"""


@pytest.mark.parametrize("way", ["address", "link"])
def test_the_choice_for_a_page_holds_on_the_next_from_the_first_moment_on(tab: Opener, way: str):
    visit = tab(ONE, NOTE)
    visit.page.locator(".how-to-read > summary").click()
    group = visit.page.get_by_role("group", name="Lines of programs")
    whole = group.get_by_role("button", name="Whole programs")
    core = group.get_by_role("button", name="Core lines")
    assert [each.get_attribute("aria-pressed") for each in (core, whole)] == ["true", "false"]
    first(visit).locator("button.lines").click()
    whole.press("Enter")
    assert [each.get_attribute("aria-pressed") for each in (core, whole)] == ["false", "true"]
    if way == "link":
        visit.page.locator(f".md-nav a[href$='{ANOTHER.split('/')[-2]}/']:visible").first.click()
        heading = soup(ANOTHER).h1.contents[0].strip()
        visit.page.get_by_role("heading", level=1, name=heading).wait_for()  # the address changes before the page does
    else:
        visit.open(ANOTHER)
        assert visit.page.evaluate("window.early") == "whole"
    assert first(visit).evaluate(VISIBLE) == source(visit)
    visit.page.locator(".how-to-read > summary").press("Enter")
    assert whole.get_attribute("aria-pressed") == "true"
    core.click()
    assert first(visit).evaluate(VISIBLE) != source(visit)
    visit.open(ONE)
    assert first(visit).evaluate(VISIBLE) != source(visit)


def test_without_javascript_every_line_shows_and_nothing_is_offered(tab: Opener):
    visit = tab(PLACE, java_script_enabled=False)
    assert first(visit).evaluate(VISIBLE) == source(visit)
    assert not visit.page.locator("button.lines:visible, program-lines:visible").count()


def test_paper_shows_what_was_chosen_and_no_buttons(tab: Opener):
    visit = tab(PLACE)
    visit.page.locator(".how-to-read > summary").click()
    for choice in ("Core lines", "Whole programs"):
        visit.page.emulate_media(media="screen")
        visit.page.locator("program-lines").get_by_role("button", name=choice).click()
        visit.page.emulate_media(media="print")
        shown, whole = first(visit).evaluate(VISIBLE), source(visit)
        assert (shown == whole) == (choice == "Whole programs"), choice
        assert not visit.page.locator("button.lines:visible, program-lines:visible").count()


@pytest.mark.whole("the browser's own search is tried")
def test_a_word_that_search_finds_in_a_line_that_is_left_out_is_seen(tab: Opener):
    visit = tab("")
    address, word, name = hidden_word()
    visit.page.locator(".md-search__input").click()
    visit.page.keyboard.type(word)
    visit.page.locator(f".md-search-result__item a[href*='/{address}?h={word}']").first.click()
    visit.page.wait_for_function("here => location.pathname.endsWith(here)", arg=f"/{address}")
    program = visit.page.locator(f"[id='program-{name}'] .highlight").first
    program.locator("mark").first.wait_for(state="visible")
    assert "⋯" not in program.evaluate(VISIBLE)


def test_the_browsers_own_search_finds_a_line_that_is_left_out(tab: Opener):
    address, word, name = hidden_word()
    visit = tab(f"{address}#:~:text={word}")  # what a browser does for such an address is what Ctrl+F does
    program = visit.page.locator(f"[id='program-{name}'] .highlight").first
    expect(program).to_have_attribute("data-lines", "whole")
    assert "⋯" not in program.evaluate(VISIBLE)
    expect(program.locator(".rest > span:not([hidden=until-found])")).to_have_count(0)  # it is found once more
    program.locator("button.lines").click()
    assert "⋯" in program.evaluate(VISIBLE)


def hidden_word() -> tuple[str, str, str]:
    """Return a page, a word that stands only there and in a left-out line, and the end of its program's anchor."""
    texts = {address: html(address).lower() for address in PAGES}
    for address in CHAPTERS:
        for box in soup(address).select("div.program[id]"):
            for rest in box.select(".rest"):
                for word in re.findall(r"\b[a-z]{9,}\b", rest.get_text()):
                    if [page for page, text in texts.items() if word in text] == [address]:
                        return address, word, str(box["id"]).removeprefix("program-")
    raise AssertionError("no word stands in left-out lines alone")


def test_a_link_to_a_program_in_a_closed_fold_opens_it(tab: Opener):
    address, box = next(
        (page, box) for page in CHAPTERS for box in soup(page).select("details:not(.choice) div.program[id]")
    )
    visit = tab(f"{address}#{box['id']}")
    visit.page.locator(f"[id='{box['id']}'] .filename").first.wait_for(state="visible")


def test_the_core_lines_of_the_book_are_fewer_than_half_of_all():
    lines = [box.code.get_text().count("\n") for page in CHAPTERS for box in soup(page).select("div.program")]
    left = [rest.get_text().count("\n") for page in CHAPTERS for rest in soup(page).select("div.program .rest")]
    assert sum(left) > sum(lines) / 2
