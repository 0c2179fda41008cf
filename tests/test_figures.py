"""Figures as a reader meets them: drawn late, in the page's colours, alive to mouse, keyboard, navigation, printer."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, expect

from tests.served import SITE, Opener, Visit, addresses, html, soup

LATE = ("ERR_ABORTED",)  # a fetch that navigation gives up is no fault
DRIVERS = ("GL Driver Message", "willReadFrequently")  # what Chromium says of drawing in 3D without a graphics card


@cache
def figures_of(address: str) -> list[dict[str, Any]]:
    """Return the data of a page's figures, in their order."""
    links = soup(address).select("a.figure-data")
    return [json.loads((SITE / urljoin(address, str(link["href"]))).read_text("utf-8")) for link in links]


def pages_with_figures() -> list[str]:
    """Return the pages that have a figure."""
    return [address for address in addresses() if "<figure-plot" in html(address)]


def kind(data: dict[str, Any]) -> str:
    """Return the kind of a figure: that of its first trace."""
    return str(data["data"][0].get("type", "scatter"))


def pages_with(wanted: str) -> Iterator[str]:
    """Yield the pages that have a figure of a kind."""
    return (address for address in pages_with_figures() if wanted in map(kind, figures_of(address)))


@cache
def first_with(wanted: str) -> str:
    """Return the first page that has a figure of a kind."""
    return next(pages_with(wanted))


def drawn(visit: Visit, wanted: str) -> Locator:
    """Unfold and scroll to the page's first figure of a kind, and return it when it is drawn."""
    place = list(map(kind, figures_of(visit.address))).index(wanted)
    figure = visit.page.locator("figure.plot").nth(place)
    figure.evaluate(
        "figure => { for (let fold = figure; fold = fold.parentElement?.closest('details');) fold.open = true }"
    )
    figure.scroll_into_view_if_needed()
    figure.locator(".main-svg").first.wait_for()
    return figure


def range_of(figure: Locator) -> list[float]:
    """Return what part of the x axis a figure shows."""
    return list(figure.evaluate("figure => figure.querySelector('.plot-area')._fullLayout.xaxis.range"))


def plotly_requests(visit: Visit) -> int:
    """Return how often plotly.js was asked for."""
    return sum("plotly.min.js" in request for request in visit.requests)


def test_every_figure_links_to_its_data_and_has_a_caption_that_says_what_is_seen():
    kinds = set()
    for address in pages_with_figures():
        plots = soup(address).select("figure.plot")
        assert len(plots) == len(figures_of(address)) == len(soup(address).select("figure-plot")) > 0
        for place, (plot, data) in enumerate(zip(plots, figures_of(address), strict=True)):
            assert set(data) == {"data", "layout"}
            assert data["data"]
            caption = plot.select_one("figcaption").get_text().removesuffix("Data of this figure")
            assert len(caption.split()) > 3, (address, place)
            kinds.add(kind(data))
    assert kinds >= {"scatter", "contour"}, "the book has no loss landscape, or no curve"


def test_plotly_is_loaded_when_a_figure_comes_near_and_once(tab: Opener):
    address = max(pages_with_figures(), key=lambda address: html(address).find("<figure-plot"))
    visit = tab(address)
    assert plotly_requests(visit) == 0
    visit.scroll_through()
    assert plotly_requests(visit) == 1
    fetched = [request for request in visit.requests if request.startswith("figures/")]
    assert len(fetched) == len(set(fetched)) > 0


def test_a_figure_follows_the_theme_toggle_without_a_reload(tab: Opener):
    visit = tab(first_with("scatter"), color_scheme="light")
    figure = drawn(visit, "scatter")
    text = figure.locator(".xtick text").first
    light = text.evaluate("text => getComputedStyle(text).fill")
    visit.page.evaluate("window.same = true")
    for _ in range(2):  # automatic → light → dark
        visit.page.locator("form[data-md-component=palette] label:visible").click()
    visit.page.wait_for_selector("body[data-md-color-scheme=slate]")
    dark = figure.locator(".xtick text").first.evaluate("text => getComputedStyle(text).fill")
    assert light != dark
    assert visit.page.evaluate("window.same")


def follow(visit: Visit, address: str) -> None:
    """Go to another page by a link on this one, without loading the book anew."""
    visit.page.evaluate("window.same = true")
    visit.page.locator(f"a[href$='/{address}']:visible, a[href$='{address.split('/')[-2]}/']:visible").first.click()
    visit.page.wait_for_url(visit.home + address)
    visit.address = address


def linked(first: str) -> str:
    """Return a page with a curve that another page links to."""
    return next(address for address in pages_with("scatter") if address != first and f'{address}"' in html(first))


def test_figures_live_through_instant_navigation_and_back(tab: Opener):
    first = first_with("scatter")
    second = linked(first)
    visit = tab(first)
    drawn(visit, "scatter")
    visit.page.evaluate("window.left = document.querySelector('.plot-area')")
    follow(visit, second)
    visit.page.wait_for_function("!window.left._fullLayout")  # else the figure that was left behind was not purged
    for address in (second, first):
        visit.address = address
        figure = drawn(visit, "scatter")
        outer, layers = figure.bounding_box(), [each.bounding_box() for each in figure.locator(".main-svg").all()]
        assert outer
        assert len(layers) > 1
        for inner in layers:
            assert inner
            for low, size in (("x", "width"), ("y", "height")):
                assert outer[low] - 1 <= inner[low] < inner[low] + inner[size] <= outer[low] + outer[size] + 1
        if address == second:
            visit.page.go_back()
            visit.page.wait_for_url(visit.home + first)
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    assert plotly_requests(visit) == 1
    visit.forget(*LATE)


POINT = """(figure) => {
  const area = figure.querySelector(".plot-area");
  const { xaxis, yaxis } = area._fullLayout;
  const box = figure.querySelector(".nsewdrag").getBoundingClientRect();
  const places = area.calcdata.flat().map(({ x, y }) => [xaxis.c2p(x), yaxis.c2p(y)]);
  const inside = places.find(([x, y]) => x > 20 && y > 20 && x < box.width - 20 && y < box.height - 20);
  return [box.x + inside[0], box.y + inside[1]];
}"""


def test_the_mouse_reads_a_point_zooms_by_dragging_and_shows_all_by_double_click(tab: Opener):
    visit = tab(first_with("scatter"))
    figure = drawn(visit, "scatter")
    figure.evaluate("figure => figure.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = figure.locator(".nsewdrag").first.bounding_box()
    assert box
    whole = range_of(figure)
    visit.page.mouse.move(*figure.evaluate(POINT))
    expect(figure.locator(".hovertext").first).to_be_attached()
    visit.page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.2 * box["height"])
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.6 * box["height"], steps=4)
    visit.page.mouse.up()
    wait_for(figure, "Math.abs(b - a) < 0.6 * Math.abs(high - low)", whole)
    visit.page.wait_for_timeout(400)  # time it is: a press sooner than 300 ms after the last counts as a part of it
    visit.page.mouse.dblclick(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    wait_for(figure, "Math.abs(a - low) + Math.abs(b - high) < 1e-6 * Math.abs(high - low)", whole)


def wait_for(figure: Locator, condition: str, whole: list[float]) -> None:
    """Wait until the range a to b of a figure's x axis is so, where low to high is the whole of it."""
    script = "([area, [low, high]]) => { const [a, b] = area._fullLayout.xaxis.range; return CONDITION; }"
    area = figure.locator(".plot-area").element_handle()
    figure.page.wait_for_function(script.replace("CONDITION", condition), arg=[area, whole])


def test_the_keyboard_reads_points_zooms_moves_and_shows_all(tab: Opener):
    visit = tab(first_with("scatter"))
    figure = drawn(visit, "scatter")
    area, said = figure.locator(".plot-area"), figure.locator("output")
    whole = range_of(figure)
    area.focus()
    area.press("ArrowRight")
    first = said.inner_text()
    area.press("ArrowRight")
    assert ", 1 of " in first
    assert ", 2 of " in said.inner_text()
    assert figure.locator(".hovertext").count()
    area.press("+")
    near = range_of(figure)
    assert near[1] - near[0] == pytest.approx((whole[1] - whole[0]) / 2)
    area.press("Shift+ArrowRight")
    assert range_of(figure)[0] > near[0]
    area.press("-")
    assert range_of(figure)[1] - range_of(figure)[0] == pytest.approx(whole[1] - whole[0])
    area.press("0")
    assert range_of(figure) == pytest.approx(whole)
    figure.get_by_role("button", name="+").press("Enter")
    assert range_of(figure) == pytest.approx(near)
    figure.get_by_role("button", name="Show all").press("Enter")
    assert range_of(figure) == pytest.approx(whole)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_loss_landscape_becomes_a_surface_on_request_and_a_map_again(tab: Opener, width: int):
    visit = tab(first_with("contour"), viewport={"width": width, "height": 800})
    figure = drawn(visit, "contour")
    if not visit.page.evaluate("Boolean(document.createElement('canvas').getContext('webgl'))"):
        pytest.skip("this Chromium has no WebGL")
    figure.get_by_role("button", name="Show as surface").press("Enter")
    figure.locator(".gl-container canvas").first.wait_for()
    area = figure.locator(".plot-area")
    eye = "plot => plot._fullLayout.scene.camera.eye"
    before = area.evaluate(eye)
    area.press("ArrowRight")
    assert area.evaluate(eye) != before
    area.press("0")
    assert area.evaluate(eye) == pytest.approx(before)
    box, outer = figure.locator(".gl-container").first.bounding_box(), figure.bounding_box()
    assert box
    assert outer
    assert box["width"] <= outer["width"] + 1
    figure.get_by_role("button", name="Show as contour").press("Enter")
    figure.locator(".contourlayer path").first.wait_for(state="attached")
    assert figure.locator(".gl-container canvas").count() == 0
    visit.forget(*DRIVERS)


def test_a_figure_whose_data_do_not_come_says_so_and_is_asked_for_again(tab: Opener):
    visit = tab("404.html")
    visit.page.route("**/figures/*.json", lambda route: route.fulfill(status=503, body=""))
    visit.open(first_with("scatter"))
    figure = visit.page.locator("figure.plot").first
    figure.scroll_into_view_if_needed()
    figure.get_by_text("This figure could not be loaded (503)").wait_for()
    assert figure.locator("figcaption").is_visible()
    visit.forget("ERR_ABORTED")
    assert any("503" in problem for problem in visit.problems)
    visit.forget("503")
    visit.page.unroute("**/figures/*.json")
    visit.page.evaluate("dispatchEvent(new Event('online'))")
    figure.locator(".main-svg").first.wait_for()


def test_a_lost_request_for_plotly_is_made_again_on_the_next_page(tab: Opener):
    first = first_with("scatter")
    visit = tab(first)
    visit.page.route("**/plotly.min.js", lambda route: route.abort(), times=1)
    figure = visit.page.locator("figure.plot").first
    figure.scroll_into_view_if_needed()
    figure.get_by_text("This figure could not be loaded").wait_for()
    visit.forget("plotly.min.js", "ERR_FAILED", "ERR_ABORTED")
    second = linked(first)
    follow(visit, second)
    visit.scroll_through()
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    assert plotly_requests(visit) == 2
    visit.forget(*LATE)
