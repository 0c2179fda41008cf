"""Figures as a reader meets them: a still at once, alive when asked, to mouse, finger, keyboard and navigation."""

import base64
import csv
import gzip
import io
import itertools
import json
import re
import statistics
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from downhill import figures, stills
from playwright.sync_api import Browser, Locator, expect

from tests.served import SITE, Opener, Visit, addresses, html, soup

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
    """Unfold and scroll to the page's first figure of a kind, ask for it, and return it when it is alive."""
    place = list(map(kind, figures_of(visit.address))).index(wanted)
    figure = visit.page.locator("figure.plot").nth(place)
    figure.evaluate(
        "figure => { for (let fold = figure; fold = fold.parentElement?.closest('details');) fold.open = true }"
    )
    visit.show_all()
    figure.scroll_into_view_if_needed()
    figure.locator("figure-plot button").first.wait_for()  # once the page's scripts have come
    if figure.get_by_role("button", name="Explore").count():
        figure.get_by_role("button", name="Explore").press("Enter")
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
            words = [text for text in plot.figcaption.find_all(string=True) if text.find_parent("a") is None]
            assert len(" ".join(words).split()) > 3, (address, place)
            kinds.add(kind(data))
    assert kinds >= {"scatter", "contour"}, "the book has no loss landscape, or no curve"


def stills_of(address: str) -> list[tuple[str, str]]:
    """Return the wide and the narrow still of a page's figures, in their order."""
    pictures = soup(address).select("figure-plot picture")
    names = [(picture.img["src"], picture.source["srcset"]) for picture in pictures]
    return [tuple((SITE / urljoin(address, name)).read_text("utf-8") for name in pair) for pair in names]


def test_every_figure_has_a_small_still_whose_letters_are_letters_in_the_colours_of_both_schemes():
    sizes = []
    for address in pages_with_figures():
        drawn_at_build = stills_of(address)
        assert len(drawn_at_build) == len(figures_of(address))
        for data, pair in zip(figures_of(address), drawn_at_build, strict=True):
            for svg in pair:
                sizes.append(len(gzip.compress(svg.encode(), 6)))
                assert "<text" in svg
                assert ("<image" in svg) == (kind(data) == "heatmap")
                assert 'media="(prefers-color-scheme:dark)"' in svg
                assert not re.search(r"rgb\(\s*(3, 1, 4|255, 0, 9|0, 255, 9)", svg), "a mark was left"
                places = re.findall(r' (?:d|points|transform|x|y|width|height)="([^"]*)"', svg)
                assert not [place for place in places if re.search(r"\.\d\d", place)], "not rounded"
    assert max(sizes) <= 15_000
    assert statistics.median(sizes) <= 4_000


@pytest.mark.parametrize("address", pages_with_figures())
def test_the_space_of_a_still_is_kept_before_it_comes(address: str):
    for part in soup(address).select("figure.plot :is(img, source)"):  # each gives its own, for it has its own shape
        name = urljoin(address, str(part.get("src") or part["srcset"]))
        box = re.search(r'viewBox="0 0 (\d+) (\d+)"', (SITE / name).read_text("utf-8"))
        assert box, name
        assert (part.get("width"), part.get("height")) == box.groups(), name


def test_a_map_of_equal_units_leaves_no_room_above_and_below_it_on_a_phone():
    seen = 0
    for address in pages_with_figures():
        for data, (wide, narrow) in zip(figures_of(address), stills_of(address), strict=True):
            if data["layout"].get("yaxis", {}).get("constrain") != "domain":
                continue
            high, low = (int(re.search(r'viewBox="0 0 \d+ (\d+)"', svg)[1]) for svg in (wide, narrow))  # type: ignore[index]
            area = re.search(r'<clipPath id="\w+"><rect height="([\d.]+)"', narrow)
            assert low <= high
            seen += 1
            assert area
            assert low - float(area[1]) <= 140, (address, low, area[1])
    assert seen > 2


def test_a_gap_in_a_line_does_not_count_for_the_height_on_a_phone():
    layout = {"xaxis": {}, "yaxis": {"scaleanchor": "x", "constrain": "domain"}}
    lines = [{"x": [0, None, 4], "y": [0, None, 1]}]
    assert figures.low({"data": lines, "layout": layout}, 420) == 256 / 4 + 84
    assert figures.low({"data": lines, "layout": {}}, 420) == 420


@pytest.mark.whole("the build keeps what it drew")
def test_a_still_that_is_drawn_again_has_the_same_bytes(browser: Browser, tmp_path: Path):
    (tmp_path / "docs").symlink_to(SITE.parent / "docs")  # and no cache
    jobs = {}
    for address in pages_with_figures():
        for figure in soup(address).select("figure.plot"):
            name = urljoin(address, str(figure.img["src"]))
            data = (SITE / name).with_suffix(".json").read_text("utf-8")
            jobs[name] = stills.Job(data, *(int(str(part["height"])) for part in figure.select("img, source")[::-1]))
    with ThreadPoolExecutor(1) as thread:  # Playwright's loop runs in this one
        drawn = thread.submit(stills.draw, tmp_path, dict(list(jobs.items())[::3])).result()
    assert len(drawn) > 40
    for name, kinds in drawn.items():
        assert kinds["wide"] == (SITE / name).read_text("utf-8"), name
        assert kinds["narrow"] == (SITE / name).with_suffix(".narrow.svg").read_text("utf-8"), name


def test_every_axis_says_what_it_shows():
    """One title serves panels side by side, if it says the same of all: so one that has none has neighbours."""
    for path in sorted((SITE / "figures").glob("*.json")):
        figure = json.loads(path.read_text("utf-8"))
        layout = figure["layout"]
        for letter in "xy":
            if any(isinstance(value, str) for trace in figure["data"] for value in list(trace.get(letter) or [])[:1]):
                continue  # ticks that are names say it themselves
            axes = [each for name, each in layout.items() if re.fullmatch(rf"{letter}axis\d*", name)]
            titles = [each.get("title", {}).get("text") for each in axes if each.get("visible", True)]
            assert all(titles) or (any(titles) and len(titles) > 1), f"{path.name}: {letter} is {titles}"


# For each figure of a page, which is brought here: the texts and where they stand in their picture, still and live
TEXTS = """async (address) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const texts = (svgs, box) => svgs.flatMap((svg) => [...svg.querySelectorAll("text")])
    .filter((text) => text.textContent.trim() && text.checkVisibility({ opacityProperty: true }))
    .map((text) => [text.textContent, text.getBoundingClientRect()])
    .filter(([, { width }]) => width)
    .map(([words, { x, y }]) => [words, x - box.x, y - box.y]);
  const found = [];
  for (const figure of page.querySelectorAll("figure.plot")) {
    for (const [name, parts] of Object.entries({ src: "img", srcset: "source", href: "a" })) {
      for (const part of figure.querySelectorAll(parts)) {
        part.setAttribute(name, new URL(part.getAttribute(name), new URL(address, location.href)));
      }
    }
    const here = document.adoptNode(figure);
    document.querySelector("article").append(here);
    const place = here.querySelector("figure-plot");
    const image = place.querySelector("img");
    image.loading = "eager";
    await image.decode();
    const still = await (await fetch(image.currentSrc)).text();
    const before = place.getBoundingClientRect();
    const copy = document.createElement("div");
    Object.assign(copy.style, { position: "absolute", insetBlockStart: 0 });
    copy.innerHTML = still;
    document.body.append(copy);
    const drawn = texts([copy.firstElementChild], copy.getBoundingClientRect());
    copy.remove();
    await place.open();
    const area = place.querySelector(".plot-area");
    const live = texts([...area.querySelectorAll(".main-svg")], area.getBoundingClientRect());
    const after = place.getBoundingClientRect();
    const grown = [after.width - before.width, after.height - before.height];
    const { _size, yaxis } = area._fullLayout;
    const few = yaxis?.constrain === "domain" ? 140 : 200; // pixels: a map of equal units is as high as it needs
    const turned = [...area.querySelectorAll(".xtick text, .ytick text")]
      .filter((text) => /rotate\\((?!0[,)])/.test(text.getAttribute("transform") ?? ""));
    const bars = area.querySelectorAll(".colorbar").length;
    found.push({ name: here.id, still: drawn, live, grown, turned: turned.length, bars, high: _size.h, few });
    here.remove();
  }
  return found;
}"""


@pytest.mark.whole("every figure of the book comes to life")
@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_live_figure_takes_the_place_of_its_still_without_a_jump(tab: Opener, width: int, half: int):
    visit = tab("404.html", viewport={"width": width, "height": 800}, reduced_motion="reduce")
    wrong = []
    for address in pages_with_figures()[half::2]:
        for figure in visit.page.evaluate(TEXTS, visit.home + address):
            name = f"{address} {figure['name']}"
            assert len(figure["still"]) > 2, name
            if max(map(abs, figure["grown"])) > 1:
                wrong.append(f"{name} grew by {figure['grown']}")
            if figure["high"] < figure["few"] or figure["turned"]:
                wrong.append(f"{name}: the plot is {figure['high']:.0f} px high, {figure['turned']} ticks are turned")
            if width == 360 and figure["bars"]:
                wrong.append(f"{name}: a bar of colours takes the room of a phone")
            for words, x, y in figure["still"]:
                places = [max(abs(a - x), abs(b - y)) for other, a, b in figure["live"] if other == words]
                if min(places, default=99) > 2:
                    wrong.append(f"{name}: {words!r} stands {min(places, default=99):.1f} px away")
    assert not wrong, "\n".join(wrong)


def ask_with_the_mouse(figure: Locator) -> None:
    """Move the mouse over it, as somebody who looks for the number of a point."""
    box = figure.locator("picture").bounding_box()
    assert box
    figure.page.mouse.move(box["x"] + 100, box["y"] + 100)
    figure.page.mouse.move(box["x"] + 120, box["y"] + 110)


def ask_with_a_finger(figure: Locator) -> None:
    """Tap on it."""
    figure.locator("picture").tap()


def ask_with_a_key(figure: Locator) -> None:
    """Press its button."""
    figure.get_by_role("button", name="Explore").press("Enter")


@pytest.mark.parametrize("ask", [ask_with_the_mouse, ask_with_a_finger, ask_with_a_key])
def test_no_byte_of_plotly_comes_before_a_reader_asks_and_then_once(tab: Opener, ask: Callable[[Locator], None]):
    address = max(pages_with_figures(), key=lambda address: len(figures_of(address)))
    visit = tab(address, has_touch=ask is ask_with_a_finger)
    visit.scroll_through()
    assert plotly_requests(visit) == 0
    figures = visit.page.locator("figure.plot")
    for place in range(2):
        figure = figures.nth(place)
        figure.evaluate("figure => figure.scrollIntoView({ block: 'center', behavior: 'instant' })")
        ask(figure)
        figure.locator(".main-svg").first.wait_for()
        assert plotly_requests(visit) == 1
        assert not figure.locator("picture").is_visible()
    if ask is ask_with_a_key:
        assert visit.page.evaluate("document.activeElement.className.includes('plot-area')")
    fetched = [request for request in visit.requests if re.match(r"figures/.*json", request)]
    assert len(fetched) == len(set(fetched)) == 2


def test_a_still_follows_the_theme_toggle(tab: Opener):
    visit = tab(first_with("scatter"), color_scheme="light")
    visit.show_all()
    image = visit.page.locator("figure-plot img").first
    image.scroll_into_view_if_needed()
    visit.page.wait_for_function("document.querySelector('figure-plot img').naturalWidth")
    light = image.screenshot()
    visit.page.emulate_media(color_scheme="dark")
    visit.page.wait_for_selector("body[data-md-color-scheme=slate]")
    dark = image.screenshot()
    visit.page.locator("form[data-md-component=palette] label:visible").click()  # automatic, which is dark here → light
    visit.page.wait_for_selector("body[data-md-color-scheme=default]")
    visit.page.mouse.move(0, 0)
    assert ink(visit, light) > 200 > 100 > ink(visit, dark)
    assert ink(visit, image.screenshot()) > 200


def ink(visit: Visit, picture: bytes) -> float:
    """Return how bright a picture is, from 0 to 255."""
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    return float(visit.page.evaluate(BRIGHTNESS, source))


BRIGHTNESS = """async (source) => {
  const image = Object.assign(new Image(), { src: source });
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const { data } = brush.getImageData(0, 0, image.width, image.height);
  return data.filter((_, i) => i % 4 < 3).reduce((sum, value) => sum + value, 0) / (0.75 * data.length);
}"""


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


ARRIVED = "address => document.querySelector('link[rel=canonical]').href.endsWith(`/${address}`)"


def follow(visit: Visit, address: str) -> None:
    """Go to another page by a link on this one, without loading the book anew."""
    visit.page.evaluate("window.same = true")
    visit.page.locator(f"a[href$='/{address}']:visible, a[href$='{address.split('/')[-2]}/']:visible").first.click()
    arrived(visit, address)


def arrived(visit: Visit, address: str) -> None:
    """Wait for what another page says: its address comes before it."""
    visit.page.wait_for_url(visit.home + address)
    visit.page.wait_for_function(ARRIVED, arg=address)
    visit.address = address


def chain(count: int) -> list[str]:
    """Return pages with a curve, each of which links to the next one."""
    pages = [first_with("scatter")]
    while len(pages) < count:
        links = [each for each in pages_with("scatter") if each not in pages and f'{each}"' in html(pages[-1])]
        pages.append(links[0])
    return pages


def holds_its_layers(visit: Visit) -> None:
    """Bring a figure to life, and see that all its layers, titles and words stand inside its box."""
    figure = drawn(visit, "scatter")
    outer = figure.locator("figure-plot").bounding_box()
    layers = [each.bounding_box() for each in figure.locator(".main-svg, .legend, .g-xtitle, .g-ytitle").all()]
    assert outer
    assert len(layers) > 3
    for inner in filter(None, layers):
        for low, size in (("x", "width"), ("y", "height")):
            assert outer[low] - 1 <= inner[low] < inner[low] + inner[size] + 1 <= outer[low] + outer[size] + 2


def test_figures_live_through_instant_navigation_and_back(tab: Opener):
    first, *others = chain(4)
    visit = tab(first)
    holds_its_layers(visit)
    for address in others:
        visit.page.evaluate("window.left = document.querySelector('.plot-area')")
        follow(visit, address)
        visit.page.wait_for_function("!window.left._fullLayout")  # else the figure that was left was not purged
        holds_its_layers(visit)
    visit.page.go_back()
    arrived(visit, others[-2])
    holds_its_layers(visit)
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    assert plotly_requests(visit) == 1


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
    expect(figure.locator(".hovertext").first).to_be_attached()
    area.press("+")
    near = range_of(figure)
    assert near[1] - near[0] == pytest.approx((whole[1] - whole[0]) / 2)
    area.press("Shift+ArrowRight")
    assert range_of(figure)[0] > near[0]
    area.press("-")
    assert range_of(figure)[1] - range_of(figure)[0] == pytest.approx(whole[1] - whole[0])
    area.press("0")
    assert range_of(figure) == pytest.approx(whole)
    area.press("Tab")
    assert not area.evaluate("area => area === document.activeElement"), "the keyboard is caught"
    figure.get_by_role("button", name="+").press("Enter")
    assert range_of(figure) == pytest.approx(near)
    figure.get_by_role("button", name="Show all").press("Enter")
    assert range_of(figure) == pytest.approx(whole)
    figure.get_by_role("button", name="Done").press("Enter")
    assert figure.locator("picture").is_visible()
    assert figure.locator(".plot-area").count() == 0
    assert visit.page.evaluate("document.activeElement.textContent") == "Explore"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_loss_landscape_becomes_a_surface_on_request_and_a_map_again(tab: Opener, width: int):
    visit = tab(first_with("contour"), viewport={"width": width, "height": 800})
    figure = drawn(visit, "contour")
    if not visit.page.evaluate("Boolean(document.createElement('canvas').getContext('webgl'))"):
        pytest.skip("this Chromium has no WebGL")
    figure.get_by_role("button", name="Surface").press("Enter")
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
    figure.get_by_role("button", name="Contour").press("Enter")
    figure.locator(".contourlayer path").first.wait_for(state="attached")
    expect(figure.locator(".gl-container canvas")).to_have_count(0)
    visit.forget(*DRIVERS)


def test_a_figure_whose_data_do_not_come_says_so_and_is_asked_for_again(tab: Opener):
    visit = tab("404.html")
    visit.page.route("**/figures/*.json", lambda route: route.fulfill(status=503, body=""))
    visit.open(first_with("scatter"))
    visit.show_all()
    figure = visit.page.locator("figure.plot").first
    figure.scroll_into_view_if_needed()
    ask_with_a_key(figure)
    figure.get_by_text("This figure could not be loaded (503)").wait_for()
    assert figure.locator("figcaption").is_visible()
    assert figure.locator("picture").is_visible()
    assert any("503" in problem for problem in visit.problems)
    visit.forget("503")
    visit.page.unroute("**/figures/*.json")
    visit.page.evaluate("dispatchEvent(new Event('online'))")
    figure.locator(".main-svg").first.wait_for()


def test_a_lost_request_for_plotly_is_made_again_on_the_next_page(tab: Opener):
    first = first_with("scatter")
    visit = tab(first)
    visit.page.route("**/plotly.min.js", lambda route: route.abort(), times=1)
    visit.show_all()
    figure = visit.page.locator("figure.plot").first
    figure.scroll_into_view_if_needed()
    ask_with_a_key(figure)
    figure.get_by_text("This figure could not be loaded").wait_for()
    visit.forget("plotly.min.js", "ERR_FAILED")
    second = chain(2)[1]
    follow(visit, second)
    drawn(visit, "scatter")
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    assert plotly_requests(visit) == 2


def test_a_figure_is_saved_enlarged_and_linked_to(tab: Opener):
    visit = tab(first_with("scatter"), permissions=["clipboard-read", "clipboard-write"])
    visit.show_all()
    figure = visit.page.locator("figure.plot").first
    figure.scroll_into_view_if_needed()
    taken = figure.locator(".figure-file, .spare")
    assert not any(each.is_visible() for each in taken.all())
    figure.get_by_role("button", name="More").click()
    assert taken.count() == 6
    assert all(each.is_visible() for each in taken.all())
    with visit.page.expect_download() as download:
        figure.get_by_role("button", name="PNG").click()
    picture = Path(download.value.path()).read_bytes()
    assert picture[1:4] == b"PNG"
    assert struct.unpack(">II", picture[16:24]) == (2 * 688, 2 * int(figure.locator("img").get_attribute("height")))
    assert ink(visit, picture) > 200
    figure.get_by_role("button", name="Copy link").click()
    figure.get_by_text("Link copied").wait_for()
    assert visit.page.evaluate("navigator.clipboard.readText()") == visit.page.url + "#" + figure.get_attribute("id")
    figure.get_by_role("button", name="Large").click()
    large = visit.page.locator("dialog.large-figure")
    assert large.bounding_box()["width"] > figure.bounding_box()["width"] + 100
    visit.page.keyboard.press("Escape")
    large.wait_for(state="detached")
    assert visit.page.evaluate("document.activeElement.textContent") == "Large"
    assert plotly_requests(visit) == 0


@pytest.mark.parametrize(("width", "height"), [(683, 325), (342, 200), (740, 360), (820, 1180), (1366, 650)])
def test_the_large_view_is_larger_and_begins_at_its_top_in_any_window(tab: Opener, width: int, height: int):
    visit = tab(first_with("scatter"), viewport={"width": width, "height": height})
    visit.show_all()
    figure = visit.page.locator("figure.plot").first
    figure.scroll_into_view_if_needed()
    on_page = figure.locator("picture img").bounding_box()
    figure.get_by_role("button", name="Large").click()
    image = visit.page.locator("dialog.large-figure img")
    expect(image).to_be_visible()
    assert image.bounding_box()["width"] > on_page["width"]
    assert 0 <= image.bounding_box()["y"] < height / 2


def test_the_table_of_a_figure_holds_its_points():
    for address in pages_with_figures():
        links = soup(address).select("a.figure-table")
        for link, figure in zip(links, figures_of(address), strict=True):
            text = (SITE / urljoin(address, str(link["href"]))).read_text("utf-8")
            rows = list(csv.DictReader(io.StringIO(text)))
            heights = [list(itertools.chain(*trace["z"])) if "z" in trace else trace["y"] for trace in figure["data"]]
            assert len(rows) == sum(map(len, heights))
            row = 0
            for trace, values in zip(figure["data"], heights, strict=True):
                count = len(values)
                told = [each["z" if "z" in trace else "y"] for each in rows[row : row + count]]
                assert told == ["" if value is None else str(value) for value in values]
                starts = trace.get("x", [trace.get("x0", 0)])[0]
                assert rows[row]["x"] == str(starts) or float(rows[row]["x"]) == pytest.approx(starts, rel=5e-4)
                row += count


def test_what_is_read_of_a_point_names_the_axes_and_its_curve(tab: Opener):
    said = []
    for address in pages_with_figures():
        for data in figures_of(address):
            if kind(data) == "scatter" and "title" in data["layout"].get("xaxis", {}):
                said.append((address, data))
    labelled = [[1 for trace in each[1]["data"] if "name" not in trace and "text" in trace] for each in said]
    address, data = said[labelled.index(max(labelled, key=len))]
    visit = tab(address)
    figure = visit.page.locator("figure.plot").nth(figures_of(address).index(data))
    ask_with_a_key(figure)
    figure.locator(".main-svg").first.wait_for()
    area, words = figure.locator(".plot-area"), set()
    area.press("ArrowRight")
    for _ in data["data"]:
        told = figure.locator("output").inner_text()
        assert f": {data['layout']['xaxis']['title']['text']} " in told
        words.add(told.split(",")[0])
        shown = figure.locator(".hovertext").first.text_content()
        assert "trace" not in shown
        area.press("ArrowDown")
    assert len(words) > 1


def test_every_page_has_a_social_picture():
    for address in addresses():
        if address == "404.html":
            continue
        place = soup(address).select_one("meta[property='og:image']")["content"]
        home = soup("").select_one("link[rel=canonical]")["href"]
        picture = (SITE / place.removeprefix(home)).read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (1200, 630)
