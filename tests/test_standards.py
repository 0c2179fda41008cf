"""Holds every page of the built site to the book's standards, in a real Chromium."""

import re
from collections import Counter
from functools import cache
from itertools import product
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.served import SITE, Opener, Visit, addresses, compressed_size, root, soup

PAGES = addresses()
every_page = pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "index")
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput)
    .map((entry) => [entry.value, entry.sources.map((source) => source.node?.className || source.node?.nodeName)])))
    .observe({ type: "layout-shift", buffered: true });
"""


KEEP_ONE_TOKEN_OF_EACH_KIND = """() => {
  const seen = new Set();
  for (const token of document.querySelectorAll(".highlight code span[class]:not(.hll)")) {
    const kind = [token.className, token.closest(".hll") !== null, token.closest("details") !== null].join();
    if (seen.has(kind)) token.replaceWith(...token.childNodes);
    seen.add(kind);
  }
}"""  # axe takes half a minute for thousands of tokens whose colours are the same


@cache
def anchors(path: str) -> set[str]:
    """Return all anchors of a built page."""
    return {element["id"] for element in soup(path).select("[id]")}


def file_of(address: str) -> str:
    """Return the file that the server sends for an address below the site's root."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def check_with_axe(visit: Visit, setting: str) -> None:
    """Complain of every violation that axe finds on the page as it is now."""
    visit.setting = setting
    visit.page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))")
    for violation in Axe().run(visit.page).response["violations"]:
        for node in violation["nodes"]:
            visit.complain(f"axe: {violation['id']} at {node['target']}: {node['failureSummary']}")


def choose_scheme(visit: Visit, scheme: str) -> None:
    """Press the theme toggle until the page has the scheme by choice, not by the system's preference."""
    wanted = f"body[data-md-color-scheme={scheme}]:not([data-md-color-media='(prefers-color-scheme)'])"
    for _ in range(3):
        if visit.page.locator(wanted).count():
            break
        visit.page.locator("form[data-md-component=palette] label:visible").click()
    visit.page.wait_for_selector(wanted)


@every_page
def test_a_page_is_quiet_and_axe_finds_nothing_light_or_dark_wide_or_narrow(tab: Opener, address: str):
    visit = tab(address, reduced_motion="reduce")
    visit.scroll_through()
    visit.page.evaluate(KEEP_ONE_TOKEN_OF_EACH_KIND)
    for width, scheme in product((1280, 360), ("default", "slate")):
        visit.page.set_viewport_size({"width": width, "height": 800})
        choose_scheme(visit, scheme)
        check_with_axe(visit, f"{width} px, {scheme}")
        if (width, scheme) == (1280, "default"):  # folds are closed in the first setting, open in the others
            visit.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
            visit.scroll_through()
    visit.page.set_viewport_size({"width": 320, "height": 800})
    if (width := visit.page.evaluate("document.documentElement.scrollWidth")) > 320:
        visit.complain(f"the page is {width} px wide on a screen of 320 px")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_drawer_and_in_the_open_search(tab: Opener, scheme: str):
    visit = tab(PAGES[1], viewport={"width": 360, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    visit.page.click("label[for=__drawer]:visible")
    visit.page.wait_for_timeout(400)
    check_with_axe(visit, f"{scheme}, drawer open")
    visit.page.keyboard.press("Escape")
    for width in (360, 1280):
        wide = tab("", viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
        wide.page.keyboard.press("/")
        wide.page.keyboard.type("learning")
        wide.page.wait_for_selector(".md-search-result__item a")
        wide.page.wait_for_timeout(400)
        check_with_axe(wide, f"{scheme}, search open at {width} px")


@pytest.mark.parametrize("width", [360, 1280])
@every_page
def test_nothing_moves_while_a_page_loads_and_its_figures_draw(tab: Opener, address: str, width: int):
    visit = tab(address, script=SHIFTS, viewport={"width": width, "height": 800})
    visit.scroll_through()
    visit.page.wait_for_timeout(100)
    shifts = visit.page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) <= 0.02, shifts


@every_page
def test_a_page_loads_little_and_leaves_search_and_figures_for_later(tab: Opener, address: str):
    visit = tab(address)
    asked = [request for request in visit.requests if not request.startswith("data:")]
    near = visit.page.evaluate(
        "[...document.querySelectorAll('figure-plot')].some((figure) => "
        "figure.getBoundingClientRect().top < innerHeight + 300)"
    )
    assert near or not [request for request in asked if "plotly" in request or request.startswith("figures/")]
    assert not [request for request in asked if "search_index" in request]
    figures = re.compile(r"javascripts/plotly\.|figures/")
    sizes = {request: compressed_size(SITE / file_of(request)) for request in asked if not figures.match(request)}
    assert sum(sizes.values()) <= 150_000, sizes
    assert sizes[address] <= (60_000 if address.startswith("labs/") else 40_000), sizes[address]


def test_every_figure_is_small():
    sizes = {path.name: compressed_size(path) for path in SITE.glob("figures/*.json")}
    assert sizes
    assert max(sizes.values()) <= 20_000, sizes


@every_page
def test_a_page_says_what_it_is_and_where_it_stands(address: str):
    page, home = soup(address), soup("").select_one("link[rel=canonical]")["href"]
    assert page.html["lang"] == "en"
    assert len(page.select("h1")) == 1
    assert page.title.get_text(strip=True)
    assert page.select("link[rel=icon]")
    if address == "404.html":
        return
    assert page.select_one("meta[name=description]")["content"].strip()
    assert page.select_one("link[rel=canonical]")["href"] == home + address
    edit = page.select_one("a[rel=edit]")
    sources = [SITE.parent / "docs" / f"{address.rstrip('/') or 'index'}{ending}" for ending in (".md", ".ipynb")]
    assert bool(edit) == any(source.exists() for source in sources)  # the build makes some pages
    assert not edit or re.search(r"/docs/.*\.(md|ipynb)$", edit["href"])
    assert page.select(".md-footer__link"), "neither a previous nor a next page"


def test_titles_and_descriptions_tell_the_pages_apart():
    pages = [soup(address) for address in PAGES if address != "404.html"]
    said = Counter(page.title.get_text() for page in pages)
    said += Counter(page.select_one("meta[name=description]")["content"] for page in pages)
    assert said.most_common(1)[0][1] == 1, said.most_common(1)


def test_every_page_but_the_last_leads_to_the_next():
    following = {address: soup(address).select_one("link[rel=next]") for address in PAGES if address != "404.html"}
    assert sum(link is None for link in following.values()) == 1
    for address, link in following.items():
        if link:
            back = urljoin(f"/{address}", link["href"]).removeprefix("/")
            assert urljoin(f"/{back}", soup(back).select_one("link[rel=prev]")["href"]) == f"/{address}"


@pytest.mark.parametrize("address", [page for page in PAGES if page.startswith(("learning/", "descent/"))])
def test_formulas_are_drawn_in_the_books_own_font(tab: Opener, address: str):
    visit = tab(address)
    visit.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": document, "selector": "math :is(mi, mo, mn)"})["nodeIds"]
    others = set()
    for node in found[:400]:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        others |= {font["familyName"] for font in fonts if not font["isCustomFont"]}
    assert not others


@every_page
def test_every_link_of_a_page_leads_somewhere(address: str):
    page, dead = soup(address), []
    for element in page.select("[href], [src]"):
        link = element.get("href") or element.get("src")
        target, anchor = urldefrag(urljoin(root() + address, link))
        if urlsplit(target).scheme or (element.name == "link" and element["rel"] == ["canonical"]):
            continue
        path = file_of(unquote(target).removeprefix(root()))
        found = target.startswith(root()) and (SITE / path).is_file()
        place = unquote(anchor).partition("?")[0]  # what follows is the state of a simulation
        if not found or (anchor and path.endswith(".html") and place not in anchors(path)):
            dead.append(link)
    assert not dead, dead
