"""What a reader does besides looking at figures: copy, download, search, read without JavaScript, use keys."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.served import SITE, Opener, addresses

ROOT = SITE.parent
PAGES = addresses()
every_page = pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "index")


def shows_programs(address: str) -> bool:
    """Say whether a page has code in it that a reader may copy."""
    return 'class="language-python highlight"' in (SITE / address / "index.html").read_text("utf-8")


pages_with_programs = pytest.mark.parametrize(
    "address", [address for address in PAGES if address != "404.html" and shows_programs(address)]
)


def cells(address: str) -> list[str]:
    """Return the code of a lab's cells; none for a page that is no lab."""
    sources = [json.loads(path.read_text("utf-8")) for path in (SITE / address).glob("*.ipynb")]
    return ["".join(cell["source"]) for source in sources for cell in source["cells"] if cell["cell_type"] == "code"]


@pages_with_programs
def test_the_copy_button_copies_the_program_and_nothing_else_and_the_link_gives_its_file(tab: Opener, address: str):
    visit = tab(address, permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    visit.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    blocks = visit.page.locator(".language-python.highlight")
    for block in blocks.all():
        block.locator("button[data-clipboard-target]").click()
        copied = visit.page.evaluate("navigator.clipboard.readText()")
        if block.locator(".filename").count():
            name = block.locator(".filename").inner_text().split()[0]
            program = (ROOT / "snippets" / name).read_text("utf-8")
            assert copied == program.removesuffix("\n"), f"{name} is copied as something else"
            with visit.page.expect_download() as download:
                block.locator("a[download]").click()
            assert Path(download.value.path()).read_text("utf-8") == program
            assert download.value.suggested_filename == Path(name).name
            visit.problems = [problem for problem in visit.problems if "ERR_ABORTED" not in problem]  # a download
        elif sources := cells(address):
            assert copied in [source.rstrip() for source in sources]
        else:
            assert copied.strip() == block.inner_text().strip()


@cache
def words() -> tuple[str, str, str, str]:
    """Return a word in the prose of one page only, that page, a name that stands only in code, and its page."""
    prose: dict[str, set[str]] = {}
    code: dict[str, set[str]] = {}
    for address in PAGES:
        article = BeautifulSoup(
            (SITE / address / "index.html" if address != "404.html" else SITE / address).read_bytes(), "html.parser"
        ).article
        for block in article.select(".highlight, code"):
            for word in re.findall(r"\b[a-z]{6,}\b", block.extract().get_text()):
                code.setdefault(word, set()).add(address)
        for word in re.findall(r"\b[a-z]{8,}\b", article.get_text(" ")):
            prose.setdefault(word, set()).add(address)
    word = min(
        word for word, pages in prose.items() if len(pages) == 1 and word not in code and "404.html" not in pages
    )
    name = min(name for name in code if name not in prose)
    return word, *prose[word], name, *sorted(code[name])[:1]


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
    for path in SITE.glob("figures/*.json"):
        assert json.dumps(path.read_text("utf-8")[:60])[1:-1] not in index
        assert path.name not in index


VISIBLE = """() => [...document.querySelectorAll(
  "article :is(p, li, pre, figcaption, table, summary, h1, h2, h3, math, a.claim, a[download])")]
  .filter((element) => element.textContent.trim() && !element.closest(".footnote-backref, .sim"))
  .filter((element) => { const box = element.getBoundingClientRect();
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return !shown || !box.width || !box.height; })
  .map((element) => element.outerHTML.slice(0, 100))"""


@every_page
def test_a_page_reads_whole_without_javascript(tab: Opener, address: str):
    visit = tab(address, java_script_enabled=False)
    for fold in visit.page.locator("article details").all():
        if fold.is_visible() and fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
            assert fold.get_attribute("open") is not None
    visit.page.evaluate(
        "for (const fold of document.querySelectorAll('details')) { fold.removeAttribute('name'); fold.open = true }"
    )
    assert not visit.page.evaluate(VISIBLE)
    text = visit.page.locator("article").inner_text()
    assert len(text) > 50
    for figure in visit.page.locator("figure.plot").all():
        assert figure.locator("a.figure-data").is_visible()


STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  window.reached.add(element);
  if (element.type === "radio") window.reached.add(element.labels[0] && element.nextElementSibling);
  const seen = element.type === "radio" ? element.nextElementSibling : element;
  const box = seen.getBoundingClientRect();
  const style = getComputedStyle(seen);
  const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  const inView = inside && box.width > 0 && box.height > 0;
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none" || element.matches("input");
  return [seen.outerHTML.slice(0, 120), inView && seen.checkVisibility({ visibilityProperty: true }), ring];
}"""
MISSED = """() => [...document.querySelectorAll(
    "a[href], button, summary, input:not([type=checkbox]), label[for], [onclick], .plot-area, [tabindex='0']")]
  .filter((element) => !window.reached.has(element) && !window.reached.has(element.control))
  .filter((element) => element.getBoundingClientRect().width > 0)
  .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((element) => !element.closest(".md-search, .md-top, .md-overlay, .md-nav__title"))
  .filter((element) => getComputedStyle(element).pointerEvents !== "none")
  .filter((element) => { const box = element.getBoundingClientRect(); return box.right > 0 && box.left < innerWidth; })
  .map((element) => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [360, 1280])
@every_page
def test_the_keyboard_reaches_all_that_a_mouse_can_press_and_shows_where_it_is(tab: Opener, address: str, width: int):
    visit = tab(address, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    visit.page.evaluate("for (const fold of document.querySelectorAll('details:not([name])')) fold.open = true")
    visit.scroll_through()
    visit.page.evaluate("scrollTo(0, 0); window.reached = new Set()")
    wrong = []
    for count in range(1000):
        visit.page.keyboard.press("Tab")
        stop = visit.page.evaluate(STOP)
        if stop is None:
            break
        if count == 0:
            assert "md-skip" in stop[0], stop
        if not stop[1] or not stop[2]:
            wrong.append(f"{stop[0]}: {'no sign of the focus' if stop[1] else 'out of view'}")
    assert not wrong, "\n".join(wrong)
    assert not visit.page.evaluate(MISSED)


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
    expected = ("no/such/page", "status of 404", "ERR_ABORTED")  # the last: a fetch that the click gave up
    visit.problems = [problem for problem in visit.problems if not any(each in problem for each in expected)]
