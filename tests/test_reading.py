"""What a reader does besides looking at figures: copy, download, search, read without JavaScript, use keys."""

import json
import re
from functools import cache

import pytest

from tests.served import SITE, Opener, addresses, soup

PAGES = addresses()
every_page = pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "index")


@cache
def words() -> tuple[str, str, str, str]:
    """Return a word in the prose of one page only, that page, a name that stands only in code, and its page."""
    prose: dict[str, set[str]] = {}
    code: dict[str, set[str]] = {}
    for address in PAGES[:-1]:
        text = (SITE / address / "index.md").read_text("utf-8")  # the page as plain Markdown
        for block in re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL):
            for word in re.findall(r"\b[a-z]{6,}\b", block):
                code.setdefault(word, set()).add(address)
        for word in re.findall(r"\b[a-z]{8,}\b", re.sub(r"```.*?```|`[^`\n]+`|\]\(.*?\)", " ", text, flags=re.DOTALL)):
            prose.setdefault(word, set()).add(address)
    rare = sorted((word, *pages) for word, pages in prose.items() if len(pages) == 1 and word not in code)
    named = sorted((name, *pages) for name, pages in code.items() if len(pages) == 1 and name not in prose)
    return *next(each for each in rare if shows(*each)), *next(each for each in named if shows(*each))


def shows(word: str, address: str) -> bool:
    """Say whether a page has a word in its article."""
    return re.search(rf"\b{word}\b", soup(address).article.get_text(" ")) is not None


@pytest.mark.parametrize("way", ["click", "/", "s", "f", "Tab", "?q="])
def test_search_fetches_its_index_when_the_reader_goes_to_it_and_finds_text_and_code(tab: Opener, way: str):
    word, place, name, program = words()
    visit = tab(f"?q={word}" if way == "?q=" else "")
    if way != "?q=":
        assert not any("search_index" in request for request in visit.requests)
        search = visit.page.locator(".md-search__input")
        search.click() if way == "click" else search.focus() if way == "Tab" else visit.page.keyboard.press(way)
        visit.page.keyboard.type(word)
    found = visit.page.locator(".md-search-result__item a")
    found.first.wait_for(state="visible")
    assert any(f"/{place}" in link.get_attribute("href") for link in found.all()), word
    visit.page.locator(".md-search__input").press("Control+A")
    visit.page.keyboard.type(name)
    visit.page.wait_for_selector(f".md-search-result__item a[href*='/{program}?h={name}']")
    assert sum("search_index" in request for request in visit.requests) == 1


def test_the_search_index_has_no_data_of_figures():
    index = (SITE / "search" / "search_index.json").read_text("utf-8")
    figures = list(SITE.glob("figures/*.json"))
    assert figures
    for path in figures:
        assert json.dumps(path.read_text("utf-8")[:60])[1:-1] not in index
        assert path.name not in index


# By script, which the page itself has none of here: press the folds, and look at all when they are open, but for
# what does nothing without a script
READ = """() => {
  const stuck = [...document.querySelectorAll("article details")].filter((fold) => {
    const summary = fold.querySelector("summary");
    if (fold.open || !summary.checkVisibility()) return false;
    summary.click();
    return !fold.open;
  });
  for (const fold of document.querySelectorAll("details")) {
    fold.removeAttribute("name"); // of those that share one, one is open
    fold.open = true;
  }
  const hidden = [...document.querySelectorAll(
    "article :is(p, li, pre, figcaption, table, summary, h1, h2, h3, math, a.claim, a[download])")]
    .filter((element) => element.textContent.trim() && !element.closest(".footnote-backref, .sim, .scripted, .again"))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return !shown || !box.width || !box.height;
    });
  const figures = document.querySelectorAll("figure.plot");
  const links = [...document.querySelectorAll("figure.plot a.figure-data")].filter((link) =>
    link.checkVisibility({ visibilityProperty: true }) && link.offsetWidth && link.offsetHeight);
  const begin = (element) => element.outerHTML.slice(0, 100);
  const letters = document.querySelector("article").innerText.length;
  return { stuck: stuck.map(begin), hidden: hidden.map(begin), letters, figures: figures.length, links: links.length };
}"""


@every_page
def test_a_page_reads_whole_without_javascript(tab: Opener, address: str):
    visit = tab(address, java_script_enabled=False)
    closed = visit.page.query_selector("article details:not([open]) > summary:visible")
    if closed:  # the first as a reader does
        closed.click()
        assert closed.evaluate("summary => summary.parentElement.open")
    found = visit.page.evaluate(READ)
    assert not found["stuck"], "a fold that does not open"
    assert not found["hidden"]
    assert found["letters"] > 50
    assert found["links"] == found["figures"] == len(soup(address).select("figure.plot"))


def test_the_keyboard_opens_the_drawer_of_a_narrow_page_and_goes_up_and_down_in_it(tab: Opener):
    address = next(address for address in PAGES if address.count("/") == 2)
    visit = tab(address, viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    drawer = visit.page.locator(".md-sidebar--primary")
    assert not drawer.is_visible()
    visit.page.locator("label[for=__drawer].md-header__button").press("Enter")
    title = drawer.locator("label.md-nav__title[for^=__nav]:visible")
    title.wait_for(state="visible")
    title.press("Enter")
    drawer.locator("label.md-nav__link[for^=__nav]:visible").first.press("Enter")
    title.wait_for(state="visible")
    drawer.locator("a.md-nav__link--active").press("Tab")


def test_an_unknown_address_gets_a_page_that_leads_back(tab: Opener):
    visit = tab("404.html")
    answer = visit.page.goto(f"{visit.home}no/such/page/")
    assert answer is not None
    assert answer.status == 404
    assert "no page at this address" in visit.page.locator("article").inner_text()
    assert visit.page.locator(".md-header").evaluate("header => getComputedStyle(header).position") == "sticky"
    visit.page.click("article a:not(.headerlink)")
    visit.page.wait_for_url(visit.home)
    visit.forget("no/such/page", "status of 404")
