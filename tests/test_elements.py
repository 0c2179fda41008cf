"""The book's elements: what gets lost is asked for again, and what they listen to ends with them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.served import SITE, Opener, Visit, addresses, html
from tests.simulations import Simulation

CHAPTER = "descent/momentum/"
PLOTLY = "**/javascripts/plotly.min.js"


class Network:
    """Loses what matches a pattern, until it is mended."""

    def __init__(self, page: Page, pattern: str) -> None:
        """Lose all such requests from here on."""
        self.lost, self.broken = 0, True
        page.route(pattern, self.handle)

    def handle(self, route: Route) -> None:
        """Lose a request, or let it pass."""
        self.lost += self.broken
        route.abort() if self.broken else route.continue_()


def excuse(visit: Visit, *words: str) -> None:
    """Forget the complaints of what the test itself has broken."""
    visit.problems = [problem for problem in visit.problems if not any(word in problem for word in words)]


def first_figure(visit: Visit) -> Locator:
    """Come to the first figure of the page that shows lines."""
    figure = visit.page.locator("figure-plot:visible").first
    figure.scroll_into_view_if_needed()
    figure.locator("button").first.wait_for()  # once the page's scripts have come
    explore = figure.get_by_role("button", name="Explore")
    if explore.count():
        explore.press("Enter")
    return figure


def press_again(visit: Visit, figure: Locator) -> None:
    """Press the button."""
    figure.get_by_role("button", name="Try again").click()


def go_online(visit: Visit, figure: Locator) -> None:
    """Lose the network and find it again."""
    visit.page.evaluate("dispatchEvent(new Event('online'))")


def come_again(visit: Visit, figure: Locator) -> None:
    """Move the mouse over the still again."""
    box = figure.locator("picture").bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + 50, box["y"] + 50)
    visit.page.mouse.move(box["x"] + 60, box["y"] + 55)


@pytest.mark.parametrize("again", [press_again, go_online, come_again])
@pytest.mark.parametrize("pattern", [PLOTLY, "**/figures/*.json"])
def test_a_figure_that_got_lost_is_asked_for_again(tab: Opener, pattern: str, again: Callable[[Visit, Locator], None]):
    visit = tab("404.html")
    network = Network(visit.page, pattern)
    visit.open(CHAPTER)
    figure = first_figure(visit)
    figure.get_by_text("This figure could not be loaded").wait_for()
    assert figure.locator("xpath=ancestor::figure").locator("figcaption").is_visible()
    network.broken = False
    again(visit, figure)
    figure.locator(".main-svg").first.wait_for(state="attached")
    assert network.lost
    assert figure.get_by_text("could not be loaded").count() == 0
    excuse(visit, "ERR_FAILED")


def test_one_lost_library_costs_no_figure_of_the_next_chapter(tab: Opener):
    visit = tab("404.html")
    network = Network(visit.page, PLOTLY)
    visit.open(CHAPTER)
    first_figure(visit).get_by_text("This figure could not be loaded").wait_for()
    network.broken = False
    visit.page.evaluate("Object.assign(window, { same: true, left: document.querySelector('article') })")
    visit.page.locator("a.md-footer__link--next").click()
    visit.page.wait_for_function("!left.isConnected")  # the address changes before the page does
    first_figure(visit).locator(".main-svg").first.wait_for(state="attached")
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    excuse(visit, "ERR_FAILED")


@pytest.mark.parametrize("part", ["stage.js", "descent.js"])
@pytest.mark.parametrize("way", ["button", "online"])
def test_a_simulation_that_got_lost_is_asked_for_again(tab: Opener, part: str, way: str):
    visit = tab("404.html")
    network = Network(visit.page, f"**/simulations/{part}")
    visit.open("simulations/descent/#descent?rate=0.08")
    place = visit.page.locator("book-simulation")
    place.get_by_text("This simulation could not be loaded").wait_for()
    network.broken = False
    if way == "button":
        place.get_by_role("button", name="Try again").click()
    else:
        visit.page.evaluate("dispatchEvent(new Event('online'))")
    simulation = Simulation(visit, "descent")
    assert simulation.state()["rate"] == 0.08
    assert place.get_by_text("could not be loaded").count() == 0
    excuse(visit, "ERR_FAILED")


@pytest.mark.whole("each element, moved")
def test_an_element_that_is_moved_lives_on(tab: Opener):
    visit = tab("simulations/descent/")
    Simulation(visit, "descent").step(3)
    visit.page.evaluate(
        """() => { const place = document.querySelector("book-simulation");
        window.left = place.stage;
        place.parentElement.prepend(place); }"""
    )
    visit.page.wait_for_function("document.querySelector('book-simulation').stage")
    simulation = Simulation(visit, "descent")
    assert visit.page.evaluate("[left.over, left.signal.aborted]") == [True, True]
    assert simulation.page.locator(".sim").count() == 1
    assert simulation.page.locator(".sim-chart > svg").count() == 2, "what was drawn before is still there"
    simulation.control("Step", "button").click()
    assert len(simulation.run("stage.simulation.table().rows")) == 2, "a button that was wired twice steps twice"
    figures = tab(CHAPTER)
    figures.page.locator(".predict summary").first.click()  # its first figure waits for a guess
    first_figure(figures).locator(".main-svg").first.wait_for(state="attached")
    figures.page.evaluate(
        """() => { const place = document.querySelector("figure-plot");
        place.parentElement.prepend(place); }"""
    )
    first_figure(figures).locator(".main-svg").first.wait_for(state="attached")
    assert figures.page.locator("figure-plot").first.locator(".plot-area").count() == 1


# Notes what our own scripts listen to outside of their elements, what they watch, and the timers that they set
WATCHED = """(() => {
  const place = /\\/(?<!assets\\/)(javascripts|simulations)\\/(?!plotly|mend)/;
  const ours = () => place.test(new Error().stack.split("\\n")[3]); // who called what is wrapped below
  window.alive = new Map();
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, act, options) {
    if ((this === window || this === document) && window.noting && ours()) {
      const name = `${type} ${alive.size}`;
      alive.set(name, true);
      if (options?.signal) listen.call(options.signal, "abort", () => alive.delete(name));
    }
    return listen.call(this, type, act, options);
  };
  for (const kind of ["IntersectionObserver", "MutationObserver", "ResizeObserver"]) {
    const { observe, disconnect } = window[kind].prototype;
    window[kind].prototype.observe = function (...target) {
      if (window.noting && ours()) alive.set(this, kind);
      return observe.apply(this, target);
    };
    window[kind].prototype.disconnect = function () {
      alive.delete(this);
      return disconnect.call(this);
    };
  }
  const { setTimeout, clearTimeout } = window;
  window.setTimeout = (act, ...rest) => {
    const timer = setTimeout(() => { alive.delete(`timer ${timer}`); act(); }, ...rest);
    if (window.noting && ours()) alive.set(`timer ${timer}`, true);
    return timer;
  };
  window.clearTimeout = (timer) => {
    alive.delete(`timer ${timer}`);
    clearTimeout(timer);
  };
})()"""
NAMES = "[...alive].map(([key, value]) => typeof key === 'string' ? key : value)"


@pytest.mark.parametrize(
    "element", ["figure-plot", "book-simulation", "read-mark", "filter-table", "reading-progress", "later-part"]
)
def test_what_an_element_listens_to_watches_and_waits_for_ends_with_it(tab: Opener, element: str):
    holding = [each for each in addresses() if f"<{element}" in html(each)]
    address = min(holding, key=lambda each: "<book-simulation" in html(each))  # which has timers of its own
    visit = tab(address, WATCHED)
    visit.page.evaluate(
        """(name) => { const place = document.querySelector(name); window.noting = true;
        window.place = place; place.parentElement.append(place); place.scrollIntoView(); }""",
        element,
    )
    if element == "figure-plot":
        visit.page.evaluate("place.open()")
    if element == "book-simulation":
        visit.page.wait_for_function("place.stage")
        visit.page.evaluate("() => { place.stage.set(place.stage.controls[0].id, place.stage.controls[0].default); }")
    seen = visit.page.evaluate(NAMES)
    if element in ("figure-plot", "book-simulation"):
        watched = {"MutationObserver"} | ({"IntersectionObserver"} if element == "book-simulation" else set())
        assert watched <= set(seen)
        assert any(re.match("online ", each) for each in seen), seen
    if element == "book-simulation":
        assert sum(each.startswith("timer") for each in seen) >= 2, seen
    visit.page.evaluate("place.remove()")
    assert visit.page.evaluate(NAMES) == []


def test_a_table_that_is_wider_than_the_page_is_in_reach_of_the_keyboard_after_instant_navigation(tab: Opener):
    visit = tab("descent/averaging/", viewport={"width": 320, "height": 800})
    visit.page.locator("a[href$='/theory-without-convexity/']").first.dispatch_event("click")
    visit.page.wait_for_url("**/descent/theory-without-convexity/")
    visit.page.locator(".md-typeset__scrollwrap[tabindex='0']").first.wait_for(state="attached")
    wide = "tables => tables.filter((table) => table.scrollWidth > table.clientWidth).length"
    tables = visit.page.locator(".md-typeset__scrollwrap")
    visit.page.wait_for_function(
        f"document.querySelectorAll('.md-typeset__scrollwrap[tabindex]').length === {tables.evaluate_all(wide)}"
    )


@pytest.mark.parametrize("place", ["#claim-momentum-sum", ""], ids=["a place", "a page"])
def test_a_link_leads_where_it_says_though_its_page_comes_late_and_the_reader_scrolls_on(tab: Opener, place: str):
    visit, address, held = tab("reference/claims/"), "reference/claims/faster/", []
    visit.page.route(f"**/{address}", lambda route: held.append(route))
    link = visit.page.locator("article a[href*='faster/']").first
    link.evaluate("(link, place) => { link.hash = place; }", place)
    with visit.page.expect_request(f"**/{address}"):
        link.dispatch_event("click")
    visit.page.evaluate("scrollTo(0, 500)")
    visit.page.wait_for_function("history.state?.y === 500")  # the theme has noted it, in the entry of the new page
    held[0].continue_()
    expect(visit.page).to_have_url(visit.home + address + place)
    expect(visit.page).to_have_title(re.compile("Faster"))
    if place:
        expect(visit.page.locator(":target")).to_be_in_viewport()
    else:
        visit.page.wait_for_function("scrollY === 0")
    visit.page.go_back()
    expect(visit.page).to_have_title(re.compile("All claims|^Claims"))


RULES = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText);
}"""


def test_styles_are_sent_without_comments_and_blanks_and_say_the_same(tab: Opener):
    page = tab("404.html").page
    sources = sorted((SITE.parent / "docs" / "stylesheets").glob("*.css"))
    assert len(sources) == 5
    for source in sources:
        text, sent = source.read_text("utf-8"), (SITE / "stylesheets" / source.name).read_text("utf-8")
        rules, same = page.evaluate(RULES, text), page.evaluate(RULES, sent)
        assert len(rules) == len(re.findall(r"^\S.*\{$", text, re.M)) >= 10  # the browser understood each
        assert [" ".join(rule.split()) for rule in same] == [" ".join(rule.split()) for rule in rules]
        assert len(sent) < 0.8 * len(text)
