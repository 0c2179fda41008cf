"""Figures as a reader meets them: drawn late, in the page's colours, alive to mouse, keyboard, navigation, printer."""

import json
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator

from tests.served import SITE, Opener, Visit, addresses


@cache
def figures() -> list[tuple[str, int, dict[str, Any]]]:
    """Return page, place on it, and data of every figure of the book."""
    found = []
    for address in addresses():
        links = BeautifulSoup(page(address), "html.parser").select("a.figure-data")
        found += [(address, place, json.loads(data_of(address, link["href"]))) for place, link in enumerate(links)]
    return found


def page(address: str) -> str:
    """Return the built HTML of a page."""
    return (SITE / address / "index.html" if address != "404.html" else SITE / address).read_text("utf-8")


def data_of(address: str, link: str) -> str:
    """Return the text that a figure's data link leads to."""
    return (SITE / address / link).resolve().read_text("utf-8")


def kind(data: dict[str, Any]) -> str:
    """Return the kind of a figure: that of its first trace."""
    return str(data["data"][0].get("type", "scatter"))


def pages_with(wanted: str) -> list[str]:
    """Return the pages that have a figure of a kind."""
    return list(dict.fromkeys(address for address, _, data in figures() if kind(data) == wanted))


def drawn(visit: Visit, wanted: str) -> Locator:
    """Unfold and scroll to the page's first figure of a kind, and return it when it is drawn."""
    place = next(place for address, place, data in figures() if address == visit.address and kind(data) == wanted)
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


def test_the_book_has_both_kinds_of_figure_and_each_links_to_its_data():
    for _, _, data in figures():
        assert set(data) == {"data", "layout"}
        assert data["data"]
    assert pages_with("scatter")
    assert pages_with("contour"), "the book has no loss landscape"


def test_every_figure_has_a_caption_that_says_what_is_seen():
    for address, place, _ in figures():
        caption = BeautifulSoup(page(address), "html.parser").select("figure.plot figcaption")[place]
        assert len(caption.get_text().removesuffix("Data of this figure").split()) > 3, (address, place)


def test_plotly_is_loaded_when_a_figure_comes_near_and_once(tab: Opener):
    address = max(pages_with("scatter"), key=lambda address: page(address).find("<figure-plot"))
    visit = tab(address)
    assert plotly_requests(visit) == 0
    visit.scroll_through()
    assert plotly_requests(visit) == 1
    fetched = [request for request in visit.requests if request.startswith("figures/")]
    assert len(fetched) == len(set(fetched)) > 0


def test_a_figure_follows_the_theme_toggle_without_a_reload(tab: Opener):
    visit = tab(pages_with("scatter")[0], color_scheme="light")
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


def test_figures_live_through_instant_navigation_and_back(tab: Opener):
    first = pages_with("scatter")[0]
    second = next(address for address in pages_with("scatter") if address != first and f'{address}"' in page(first))
    visit = tab(first)
    drawn(visit, "scatter")
    visit.page.evaluate("window.same = true; window.left = document.querySelector('.plot-area')")
    visit.page.locator(f"a[href$='/{second}']:visible, a[href$='{second.split('/')[-2]}/']:visible").first.click()
    visit.page.wait_for_url(visit.home + second)
    visit.page.wait_for_function("!window.left._fullLayout")  # else the figure that was left behind was not purged
    visit.address = second
    drawn(visit, "scatter")
    visit.page.go_back()
    visit.page.wait_for_url(visit.home + first)
    visit.address = first
    drawn(visit, "scatter")
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    assert plotly_requests(visit) == 1
    # a fetch that navigation gives up is no fault
    visit.problems = [problem for problem in visit.problems if "ERR_ABORTED" not in problem]


def test_the_mouse_reads_a_point_zooms_by_dragging_and_shows_all_by_double_click(tab: Opener):
    visit = tab(pages_with("scatter")[0])
    figure = drawn(visit, "scatter")
    figure.evaluate("figure => figure.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = figure.locator(".nsewdrag").first.bounding_box()
    assert box
    whole = range_of(figure)
    spots = [(part, height) for part in (0.5, 0.25, 0.75) for height in (0.1, 0.3, 0.5, 0.7, 0.9)]
    for part, height in spots:
        visit.page.mouse.move(box["x"] + part * box["width"], box["y"] + height * box["height"])
        visit.page.wait_for_timeout(60)
        if figure.locator(".hovertext").count():
            break
    assert figure.locator(".hovertext").count()
    visit.page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.2 * box["height"])
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.6 * box["height"], steps=4)
    visit.page.mouse.up()
    visit.page.wait_for_timeout(100)
    low, high = range_of(figure)
    assert abs(high - low) < 0.6 * abs(whole[1] - whole[0])
    visit.page.wait_for_timeout(400)  # so that the next press is not taken for a part of this one
    visit.page.mouse.dblclick(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    visit.page.wait_for_timeout(400)
    assert range_of(figure) == pytest.approx(whole)


def test_the_keyboard_reads_points_zooms_moves_and_shows_all(tab: Opener):
    visit = tab(pages_with("scatter")[0])
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
    visit = tab(pages_with("contour")[0], viewport={"width": width, "height": 800})
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
    drivers = ("GL Driver Message", "willReadFrequently")  # what Chromium says of drawing in 3D without a graphics card
    visit.problems = [problem for problem in visit.problems if not any(driver in problem for driver in drivers)]


@pytest.mark.parametrize("address", list(dict.fromkeys(address for address, _, _ in figures())))
def test_print_shows_every_figure_in_light_colours_and_every_fold_open(tab: Opener, address: str):
    visit = tab(address, color_scheme="dark")
    visit.page.evaluate("""addEventListener("beforeprint", () => { window.printed = {
      figures: [...document.querySelectorAll("figure-plot")].map((figure) => !!figure.querySelector(".main-svg")),
      wide: [...document.querySelectorAll(".main-svg")]
        .map((svg) => svg.getBoundingClientRect().width - svg.closest("figure").clientWidth),
      scheme: document.body.dataset.mdColorScheme } })""")
    visit.page.pdf()
    printed = visit.page.evaluate("window.printed")
    assert printed["figures"]
    assert all(printed["figures"])
    assert max(printed["wide"]) <= 1
    assert printed["scheme"] == "default"
    assert visit.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    visit.page.emulate_media(media="print")
    inside = visit.page.locator("article details:not(.sim-fold) > :last-child").all()
    assert all(element.is_visible() for element in inside), "a fold is closed on paper"


def test_a_figure_whose_data_do_not_come_says_so(tab: Opener):
    address = pages_with("scatter")[0]
    visit = tab("404.html")
    visit.page.route("**/figures/*.json", lambda route: route.fulfill(status=503, body=""))
    visit.open(address)
    visit.page.locator("figure.plot").first.scroll_into_view_if_needed()
    visit.page.get_by_text("This figure could not be loaded (503)").first.wait_for()
    assert visit.page.locator("figure.plot").first.locator("figcaption").is_visible()
    assert all("503" in problem or "ERR_ABORTED" in problem for problem in visit.problems), visit.problems
    visit.problems = []
