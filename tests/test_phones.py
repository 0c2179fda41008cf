"""What a phone shows: headings without an empty line, programs as cards, concepts as a list, claims to filter."""

import pytest

from tests.served import Opener, addresses, soup

NARROW = {"width": 360, "height": 800}
PAGES = addresses()[:-1]


def test_a_program_is_a_card_that_is_seen_whole(tab: Opener):
    visit = tab("reference/programs/", viewport=NARROW)
    rows = visit.page.locator("article tbody tr")
    assert rows.count() == len(soup("reference/programs/").select("article tbody tr"))
    cut = """rows => rows.filter((row) => [...row.cells].some((cell) => {
      const { left, right, width } = cell.getBoundingClientRect();
      return left < 0 || right > innerWidth || !width || cell.scrollWidth > cell.clientWidth + 1;
    })).map((row) => row.innerText)"""
    assert not rows.evaluate_all(cut)
    wraps = visit.page.locator(".programs .md-typeset__scrollwrap")
    assert not wraps.evaluate_all("wraps => wraps.some((wrap) => wrap.scrollWidth > wrap.clientWidth)")
    visit.page.get_by_label("Show only those with").fill("momentum nesterov")
    shown = rows.evaluate_all("rows => rows.filter((row) => row.checkVisibility()).length")
    assert 0 < shown < 20


@pytest.mark.parametrize(("width", "drawn"), [(1280, True), (360, False)])
def test_the_concept_map_is_its_list_where_it_would_be_cut(tab: Opener, width: int, drawn: bool):
    visit = tab("reference/concepts/", viewport={"width": width, "height": 800})
    assert visit.page.locator("figure.concept-map").is_visible() == drawn
    boxes = soup("reference/concepts/").select(".concept-map a")
    assert visit.page.locator("article li strong:visible").count() == len(boxes) > 20


@pytest.mark.parametrize("width", [1280, 360])
def test_claims_are_filtered_as_programs_are_and_headings_go_with_them(tab: Opener, width: int):
    visit = tab("reference/claims/", viewport={"width": width, "height": 800})
    claim = "article li[id^=claim], article li > p[id^=claim]"
    total = len(soup("reference/claims/").select(claim))
    claims, headings = visit.page.locator(claim), visit.page.locator("article h2")
    every = headings.count()
    visit.page.get_by_label("Show only those with").fill("nesterov")
    shown = claims.evaluate_all("rows => rows.filter((row) => row.checkVisibility()).map((row) => row.innerText)")
    assert 0 < len(shown) < total
    assert all("nesterov" in text.lower() for text in shown)
    assert visit.page.locator("filter-table output").inner_text() == f"{len(shown)} of {total}"
    assert 0 < headings.filter(visible=True).count() < every
    visit.page.get_by_label("Show only those with").fill("")
    assert headings.filter(visible=True).count() == every
    assert claims.filter(visible=True).count() == total
