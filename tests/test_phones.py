"""What a phone shows: headings without an empty line, programs as cards, concepts as a list, claims to filter."""

import json

import pytest
from playwright.sync_api import expect

from tests.served import SITE, Opener, addresses, soup

NARROW = {"width": 360, "height": 800}
PAGES = addresses()[:-1]


def test_a_program_is_a_card_that_is_seen_whole(tab: Opener):
    visit = tab("reference/programs/", viewport=NARROW)
    rows = visit.page.locator("article tbody tr")
    assert rows.count() == len(soup("reference/programs/").select("article tbody tr"))
    cut = """rows => rows.filter((row) => [...row.cells].some((cell) => {
      if (!cell.firstChild) return false; // it leaves nothing
      const { left, right, width } = cell.getBoundingClientRect();
      return left < 0 || right > innerWidth || !width || cell.scrollWidth > cell.clientWidth + 1;
    })).map((row) => row.innerText)"""
    assert not rows.evaluate_all(cut)
    wraps = visit.page.locator(".programs .md-typeset__scrollwrap")
    assert not wraps.evaluate_all("wraps => wraps.some((wrap) => wrap.scrollWidth > wrap.clientWidth)")
    visit.page.get_by_label("Show only those with").fill("momentum nesterov")
    shown = rows.evaluate_all("rows => rows.filter((row) => row.checkVisibility()).length")
    assert 0 < shown < 20


# What the browser watches so as to lay it out when it comes near, and tables that were taken out of the page
WATCHED = """window.watched = new Set(); window.moved = 0;
document.addEventListener("contentvisibilityautostatechange", ({ target }) => window.watched.add(target), true);
new MutationObserver((changes) => {
  const gone = changes.flatMap(({ removedNodes }) => [...removedNodes]);
  window.moved += gone.filter(({ nodeName }) => nodeName === "TABLE").length;
}).observe(document, { childList: true, subtree: true });"""


def test_a_long_table_of_cards_is_laid_out_in_pieces_and_never_taken_out_of_the_page(tab: Opener):
    visit = tab("reference/programs/", script=WATCHED, viewport=NARROW)
    visit.page.wait_for_function("window.watched.size")
    rows, pieces = (visit.page.locator(f"article {part}").count() for part in ("tbody tr", "tbody"))
    assert pieces < rows / 20
    assert visit.page.evaluate("[window.watched.size, window.moved]") == [pieces, 0]
    field = visit.page.get_by_label("Show only those with")
    field.fill("momentum nesterov")
    empty = """(pieces) => pieces.filter((piece) => piece.checkVisibility() && piece.offsetHeight > 1 &&
      ![...piece.rows].some((row) => row.checkVisibility())).length"""
    assert visit.page.locator("article tbody").evaluate_all(empty) == 0  # no hole where a piece has nothing left


@pytest.mark.parametrize(("width", "drawn"), [(1280, True), (360, False)])
def test_the_concept_map_is_its_list_where_it_would_be_cut(tab: Opener, width: int, drawn: bool):
    visit = tab("reference/concepts/", viewport={"width": width, "height": 800})
    assert visit.page.locator("figure.concept-map").is_visible() == drawn
    boxes = soup("reference/concepts/").select(".concept-map a")
    assert visit.page.locator("article li strong:visible").count() == len(boxes) > 20


@pytest.mark.parametrize("width", [1280, 360])
def test_claims_are_filtered_as_programs_are_and_headings_go_with_them(tab: Opener, width: int):
    address = "reference/claims/faster/"
    visit = tab(address, viewport={"width": width, "height": 800})
    claim = "article li[id^=claim], article li > p[id^=claim]"
    total = len(soup(address).select(claim))
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


@pytest.mark.parametrize(("address", "torn"), [("reference/claims/", " · "), ("reference/claims/faster/", ". · ")])
def test_a_dot_between_two_claims_begins_no_line(address: str, torn: str):
    text = soup(address).article.get_text()
    assert torn.replace(" · ", "\u00a0· ") in text
    assert torn not in text


@pytest.mark.parametrize("width", [1280, 360])
def test_claims_are_found_on_all_their_pages_by_their_words_or_by_what_is_refuted(tab: Opener, width: int):
    visit = tab("reference/claims/", viewport={"width": width, "height": 800})
    assert not any("claims.json" in request for request in visit.requests)
    claims = json.loads((SITE / "claims.json").read_text("utf-8"))
    told, found = visit.page.locator("claim-finder output"), visit.page.locator("claim-finder li")
    for words in ("nesterov rate", "clipping"):
        wanted = [
            claim
            for claim in claims
            if all(
                word in " ".join([claim["id"], claim["statement"], *claim["refuted"]]).lower() for word in words.split()
            )
        ]
        visit.page.get_by_label("Show only those with").fill(words)
        expect(told).to_have_text(f"{len(wanted)} of {len(claims)}")
        assert len(wanted) == found.count() > 0
    visit.page.get_by_label("Show only those with").fill("the")
    expect(told).to_contain_text("the first 30 below")
    assert found.count() == 30
    link = found.nth(20).locator("a")
    statement, address = link.inner_text(), link.get_attribute("href")
    link.click()
    expect(visit.page).to_have_url(address)
    row = visit.page.locator(":target")
    expect(row).to_contain_text(statement)
    expect(row).to_be_in_viewport()


@pytest.mark.parametrize("old", ["claims/#claim-momentum-sum", "refuted/#refuted-momentum-sum"])
def test_the_address_that_a_claim_had_once_leads_to_it(tab: Opener, old: str):
    visit = tab(f"reference/{old}")
    visit.page.wait_for_url("**/reference/claims/faster/#claim-momentum-sum")
    expect(visit.page.locator(":target")).to_contain_text("The velocity is the sum of all gradients")


def test_the_search_for_claims_tells_that_they_did_not_come_and_asks_again(tab: Opener):
    visit = tab("reference/claims/")
    visit.page.route("**/claims.json", lambda route: route.abort())
    visit.page.get_by_label("Show only those with").fill("nesterov")
    again = visit.page.get_by_role("button", name="Try again")
    again.wait_for()
    visit.page.unroute_all()
    again.click()
    expect(visit.page.locator("claim-finder output")).to_contain_text(" of ")
    assert visit.page.locator("claim-finder li").count() > 5
    visit.forget("ERR_FAILED")
