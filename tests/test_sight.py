"""What an eye sees before it reads: words on words, words that are cut, rows that end too early."""

import base64
import math
import re
from typing import Any

import pytest

from tests.served import SITE, Opener, Visit, addresses, soup
from tests.simulations import ALL, Simulation, dragged, page_of

WIDTHS = (1280, 360)
WIDE = 84  # columns of letters that a page has room for

# Of a simulation: words on other words, choices and marks that are cut, and a speed that fell into a row of its own
SEEN = """root => {
  const found = [];
  for (const svg of root.querySelectorAll(".sim-chart > svg")) {
    const words = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
    const boxes = words.map((text) => text.getBoundingClientRect());
    const shared = (one, other) => [
      Math.min(one.right, other.right) - Math.max(one.left, other.left),
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
    ];
    for (const [i, one] of boxes.entries()) for (const [j, other] of boxes.entries()) {
      const [long, high] = shared(one, other);
      if (i < j && long > 3 && high > 5) found.push(`"${words[i].textContent}" on "${words[j].textContent}"`);
    }
  }
  const context = document.createElement("canvas").getContext("2d");
  for (const select of root.querySelectorAll(".sim-main select, .sim-speed select")) {
    const style = getComputedStyle(select);
    context.font = `${style.fontSize} ${style.fontFamily}`;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    for (const { label } of select.options) if (context.measureText(label).width > room) found.push(`cut: ${label}`);
  }
  for (const marks of root.querySelectorAll(".sim-marks")) {
    if (marks.scrollWidth > marks.clientWidth) found.push(`cut: ${marks.innerText}`);
  }
  const [steps, speed] = ["scrubber", "speed"].map((name) => root.querySelector(`.sim-${name}`));
  if (steps && Math.abs(steps.getBoundingClientRect().bottom - speed.getBoundingClientRect().bottom) > 8) {
    found.push("the speed stands below the steps");
  }
  const help = root.querySelector(".sim-help-button");
  if (!help.previousElementSibling) found.push("the button for help stands alone");
  return found;
}"""

# The heads of programs on a phone: whose buttons are not beside each other, whose name is in pieces, and boxes that are
# not as wide as others
HEADS = """heads => heads.flatMap((head) => {
  const { left, right } = head.closest(".highlight").getBoundingClientRect();
  const tops = [...head.querySelectorAll("button, a[download]")].filter((each) => each.checkVisibility())
    .map((each) => each.getBoundingClientRect().top);
  const wrapped = Math.max(...tops) - Math.min(...tops) > 4;
  const narrow = innerWidth < 700 && !head.closest("details, .wrong") && (left > 0 || right < innerWidth);
  const name = head.firstElementChild;
  const pieces = name.getBoundingClientRect().height > 2.5 * parseFloat(getComputedStyle(name).lineHeight);
  const copy = head.nextElementSibling.querySelector(".md-code__nav").getBoundingClientRect();
  const under = [head.nextElementSibling, ...head.children].map((each) => each.getBoundingClientRect());
  const covered = under.some((box) => copy.left < box.right && copy.right > box.left && copy.top < box.bottom - 1 &&
    copy.bottom - 1 > box.top);
  const wrong = Object.entries({ wrapped, narrow, pieces, covered }).filter(([, found]) => found).map(([word]) => word);
  return wrong.length ? [`${head.textContent}: ${wrong}`] : [];
})"""

# The words of a picture that are seen: text, colour, that of their halo if they have one, and where they stand
WORDS = """root => [...root.querySelectorAll("text")].flatMap((text) => {
  const { x, y, width, height } = text.getBoundingClientRect();
  const { fill, stroke, paintOrder, strokeWidth } = getComputedStyle(text);
  if (!text.checkVisibility() || !width || !text.textContent.trim() || text.closest(".sim-gone")) return [];
  const halo = paintOrder.startsWith("stroke") && parseFloat(strokeWidth) >= 2 ? stroke : "";
  return [{ said: text.textContent, fill, halo, box: [x, y, width, height].map(Math.round) }];
})"""
# Those for whom more than half of what is behind them is too near to their colour; of a map that is more than its lines
FAINT = """async ([words, picture]) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const behind = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
  behind.drawImage(bitmap, 0, 0);
  const light = (bytes) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
    const part = bytes[i] / 255;
    return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0.05);
  const drop = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const drawn = (colour) => {
    drop.fillStyle = colour;
    drop.fillRect(0, 0, 1, 1);
    return light(drop.getImageData(0, 0, 1, 1).data);
  };
  const contrast = (one, other) => Math.max(one, other) / Math.min(one, other);
  return words.filter(({ fill, halo, box }) => {
    if (halo) return contrast(drawn(fill), drawn(halo)) < 4.5;
    const { data } = behind.getImageData(...box);
    const pixels = Array.from({ length: data.length / 4 }, (_, i) => light(data.subarray(4 * i, 4 * i + 3)));
    return pixels.filter((pixel) => contrast(pixel, drawn(fill)) < 4.5).length > pixels.length / 2;
  }).map(({ said, fill, halo }) => `${said} in ${fill} on ${halo || "what is behind"}`);
}"""
# Where a picture whose words have the colours of a scheme stands: pages, and what is looked at there
PICTURES = {
    "": "rolling-balls",
    "simulations/fit-and-generalise/": ".sim-pictures",
    "reference/concepts/": ".concept-map",
    "descent/momentum/": "figure-plot picture",
}
GROUND = """(place) => ["background-color", "--md-default-bg-color"].map((name) => {
  const probe = document.createElement("i");
  probe.style.cssText = `forced-color-adjust: none; background: ${getComputedStyle(place).getPropertyValue(name)}`;
  document.body.append(probe);
  const drawn = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return drawn;
})"""
# Every icon that is a mask: of what it is, its colour, and that of the page
ICONS = """() => [...document.querySelectorAll("article *, nav *")].filter((all) => all.checkVisibility())
  .flatMap((element) => ["::before", "::after"].map((part) => getComputedStyle(element, part))
    .filter(({ content, display, maskImage }) => ![content, display, maskImage || "none"].includes("none"))
    .map(({ backgroundColor }) => ({
      of: element.localName,
      name: element.className,
      seen: backgroundColor,
      behind: getComputedStyle(document.body).backgroundColor,
    }))
)"""
# Words of stills that lie on others, or stick out of their picture
CROWDED = r"""async ([folder, names]) => {
  document.body.style.cssText = "display: block; margin: 0";
  const found = [];
  for (const name of names) {
    document.body.innerHTML = await (await fetch(folder + name)).text();
    const svg = document.querySelector("svg");
    const frame = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() && text.checkVisibility())
      .map((text) => [text.textContent, text.getBoundingClientRect(), /rotate\(-90/.test(text.outerHTML)])
      .filter(([, { width }]) => width);
    for (const [i, [word, box, turned]] of words.entries()) {
      const out = [frame.left - box.left, frame.top - box.top, box.right - frame.right, box.bottom - frame.bottom];
      if (Math.max(...out) > 1) found.push(`${name}: "${word}" is cut`);
      for (const [other, { left, right, top, bottom }, alsoTurned] of words.slice(i + 1)) {
        const gap = turned === alsoTurned ? -2 : 1; // the name of an axis does not touch its numbers
        const long = Math.min(box.right, right) - Math.max(box.left, left);
        const high = Math.min(box.bottom, bottom) - Math.max(box.top, top);
        if (long > -gap && high > 4) found.push(`${name}: "${word}" on "${other}"`);
      }
    }
  }
  return found;
}"""
# The numbers of each axis of a still, by its place: those below have a common height, those at the left a common end
AXES = """async ([folder, names]) => {
  const found = [];
  for (const name of names) {
    const svg = new DOMParser().parseFromString(await (await fetch(folder + name)).text(), "image/svg+xml");
    const axes = new Map();
    for (const text of svg.querySelectorAll("text[transform^='translate']")) {
      const below = text.getAttribute("text-anchor") === "middle" && text.getAttribute("x") === "0";
      const shifted = text.getAttribute("transform").startsWith("translate(-4,");
      const left = shifted && text.getAttribute("text-anchor") === "end";
      const axis = text.parentNode.parentNode; // each number has a group, and they are in that of the axis
      if (below || left) axes.set(axis, [...(axes.get(axis) ?? []), text.textContent]);
    }
    found.push(...[...axes.values()].map((numbers) => [name, numbers]));
  }
  return found;
}"""
HIDDEN = "svg text, .md-header { visibility: hidden !important }"  # the header lies on words below it
INLINE = """async (address) => {
  document.body.innerHTML = await (await fetch(address)).text();
  document.body.style.display = "block";
}"""
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def faint(visit: Visit, root: str) -> list[str]:
    """Return the words of a picture that are hardly read on what is behind them."""
    place = visit.page.locator(root).first
    place.locator("text").first.wait_for()  # a simulation draws itself when it is near
    words: list[dict[str, Any]] = place.evaluate(WORDS)
    assert words, f"{visit.address}: no words in {root}"
    shot = base64.b64encode(visit.page.screenshot(style=HIDDEN)).decode()
    inside = [each for each in words if each["box"][1] >= 0 and each["box"][1] + each["box"][3] <= 800]
    found: list[str] = visit.page.evaluate(FAINT, [inside, shot])
    return found


@SCHEMES
@pytest.mark.parametrize("name", ALL)
def test_the_words_of_a_simulation_are_read_on_its_map(tab: Opener, name: str, scheme: str):
    simulation = Simulation(tab(page_of(name), color_scheme=scheme, viewport={"width": 1280, "height": 800}), name)
    simulation.place.locator(".sim-pictures").evaluate("pictures => pictures.scrollIntoView({ block: 'center' })")
    assert faint(simulation.visit, f"book-simulation[name='{name}'] .sim-pictures") == []


@pytest.mark.whole("every still of the book is drawn and looked at")
def test_no_word_of_a_still_is_on_another_or_cut(tab: Opener):
    visit = tab("404.html", viewport={"width": 1280, "height": 800})
    names = sorted(path.name for path in SITE.glob("figures/*.svg"))
    assert len(names) > 300
    assert visit.page.evaluate(CROWDED, [f"{visit.home}figures/", names]) == []


@pytest.mark.whole("every still of the book is drawn and looked at")
def test_an_axis_of_a_still_has_more_than_one_number(tab: Opener):
    """One number says where zero or one is, and nothing of the scale."""
    visit = tab("404.html")
    names = sorted(path.name for path in SITE.glob("figures/*.svg"))
    axes = visit.page.evaluate(AXES, [f"{visit.home}figures/", names])
    assert len(axes) > 2 * 0.9 * len(names)
    assert [axis for axis in axes if len(axis[1]) < 2] == []


@SCHEMES
def test_the_words_of_a_figure_are_read_on_its_map(tab: Opener, scheme: str):
    maps = [
        path
        for path in SITE.glob("figures/*.json")
        if re.search(r'"type":"(contour|heatmap)"', path.read_text("utf-8"))
    ]
    assert len(maps) > 10
    visit = tab("404.html", color_scheme=scheme, viewport={"width": 1280, "height": 800})
    found = {}
    for path in maps:
        visit.page.evaluate(INLINE, f"{visit.home}figures/{path.stem}.svg")
        found[path.stem] = faint(visit, "body")
    assert {name: words for name, words in found.items() if words} == {}


def test_a_faint_word_is_seen(tab: Opener):
    visit = tab("404.html", viewport={"width": 1280, "height": 800})
    draw = """([word, map]) => {
      document.body.innerHTML = `<svg width="90" height="40"><rect width="90" height="40" fill="${map}"/>
        <text x="9" y="25" fill="${word}">loss</text></svg>`;
    }"""
    for word, coloured, is_faint in [("#222", "#444", True), ("#eee", "#444", False), ("#eee", "#bcd", True)]:
        visit.page.evaluate(draw, [word, coloured])
        assert bool(faint(visit, "svg")) == is_faint, (word, coloured)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_simulation_is_on_another_or_cut(tab: Opener, width: int, name: str):
    simulation = Simulation(tab(page_of(name), viewport={"width": width, "height": 800}), name)
    assert simulation.place.locator(".sim").evaluate(SEEN) == []


@pytest.mark.whole("every program's output is laid out")
def test_what_a_program_prints_is_seen_to_its_last_column(tab: Opener):
    """Only wide outputs are at risk: in them letters are smaller."""
    wide = {
        address
        for address in addresses()
        for output in soup(address).select(".output[style]")
        if int(re.sub(r"\D", "", str(output["style"]))) > WIDE
    }
    assert wide
    visit = tab.tab(viewport={"width": 1280, "height": 800})
    for address in sorted(wide):
        visit.open(address)
        visit.fold(True)
        codes = visit.page.locator(".output pre > code")
        cut = codes.evaluate_all(
            "codes => codes.filter((code) => code.scrollWidth > code.clientWidth + 1).map((code) => code.innerText)"
        )
        assert cut == [], address


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["learning/what-is-machine-learning/", "reference/functions/"])
def test_the_head_of_a_program_keeps_its_buttons_together_and_copy_covers_nothing(
    tab: Opener, address: str, width: int
):
    visit = tab(address, viewport={"width": width, "height": 800})
    visit.fold(True)
    heads = visit.page.locator(".program > .highlight:not(.output) > .filename")
    assert heads.evaluate_all(HEADS) == []
    assert heads.count() > 4 or "functions" in address


def test_every_level_has_its_dots_and_what_lies_deeper_is_folded():
    for address in addresses():
        for level in soup(address).select("article p > em.level"):
            assert re.search(r"level-[1-4]", " ".join(level.get_attribute_list("class"))), (address, level)
            if level.find_previous(["h2", "h3"]).name == "h3":
                continue
            deeper = level.get_text() != "Foundation"
            assert deeper == (level.find_parent("later-part") is not None), (address, level)


def test_the_home_page_has_no_hole_where_its_reading_marks_will_stand(tab: Opener):
    page = tab("").page
    gap = """() => {
      const place = document.querySelector("reading-progress");
      const end = (element) => element.getBoundingClientRect().bottom;
      return [end(place) - end(place.querySelector("output")), place.textContent];
    }"""
    left, told = page.evaluate(gap)
    assert told.startswith("Mark chapters as read")
    assert left < 16


def test_bars_are_seen_in_forced_colours(tab: Opener):
    simulation = Simulation(tab(page_of("descent"), viewport={"width": 1280, "height": 800}), "descent")
    simulation.page.emulate_media(forced_colors="active")
    painted = "bars => bars.map((bar) => getComputedStyle(bar).backgroundImage)"
    bars = simulation.place.locator(".sim-bar i").evaluate_all(painted)
    assert bars
    assert all("gradient" in bar for bar in bars)


@pytest.mark.parametrize(("palette", "chosen"), [("light", "slate"), ("dark", "default")])
def test_pictures_are_read_in_forced_colours_whichever_scheme_was_chosen(tab: Opener, palette: str, chosen: str):
    visit = tab.tab(color_scheme=palette, viewport={"width": 1280, "height": 800})
    visit.page.emulate_media(forced_colors="active")
    for address, picture in PICTURES.items():
        visit.open(address)
        visit.page.evaluate("chosen => { document.body.dataset.mdColorScheme = chosen }", chosen)
        place = visit.page.locator(picture).first
        place.evaluate("place => place.scrollIntoView({ block: 'center', behavior: 'instant' })")
        if picture == "figure-plot picture":  # no script sees its words: that they are read on its ground is known
            ground = visit.page.locator(picture).first.evaluate(GROUND)
            assert ground[0] == ground[1], address
        else:
            assert faint(visit, picture) == [], address


def test_no_sign_is_lost_in_forced_colours(tab: Opener):
    """Icons are masks over a background, and the zones of a slider are colours."""
    visit = tab.tab(color_scheme="dark", viewport={"width": 1280, "height": 800})
    visit.page.emulate_media(forced_colors="active")
    visit.open("descent/one-weight/")
    visit.fold(True)
    visit.page.locator(".md-code__button").first.wait_for(state="attached")
    icons = visit.page.evaluate(ICONS)
    assert {"summary", "button"} <= {icon["of"] for icon in icons}
    assert [icon for icon in icons if icon["seen"] == icon["behind"]] == []
    visit.open("simulations/descent/")  # boxes of the first hour have no zones
    zones = visit.page.locator(".sim-zone + .sim-zone")
    zones.first.wait_for(state="attached")
    gaps = zones.evaluate_all("zones => zones.map((zone) => getComputedStyle(zone).borderInlineStartWidth)")
    assert set(gaps) == {"4px"}


# Of a map whose units are lengths of the same kind: pixels of a unit of each axis, by its numbers
UNITS = """(() => {
  const frame = stage.root.querySelector(".sim-chart > svg > g");
  const numbers = [...frame.querySelectorAll("text")].slice(0, -2).map((text) =>
    [Number(text.textContent.replace("−", "-")), text.getAttribute("text-anchor"), Number(text.getAttribute("x")),
      Number(text.getAttribute("y"))]);
  const unit = (anchor, i) => {
    const these = numbers.filter((each) => each[1] === anchor);
    return (these.at(-1)[i] - these[0][i]) / (these.at(-1)[0] - these[0][0]);
  };
  return [unit("middle", 2), -unit("end", 3)];
})()"""


@pytest.mark.parametrize("width", [360, 700, 1024, 1280])
@pytest.mark.parametrize("name", ["descent", "race", "two-arrows"])
def test_units_of_a_map_are_as_long_in_both_directions(tab: Opener, name: str, width: int):
    for address in (page_of(name), f"{page_of(name)}?embed={name}"):
        simulation = Simulation(tab(address, viewport={"width": width, "height": 720}), name)
        options = [each for each in ALL[name]["controls"] if each["id"] == "landscape"]
        for landscape in options[0]["options"] if options else [None]:
            if landscape:
                simulation.open(landscape=landscape)
            across, up = simulation.run(UNITS)
            assert across == pytest.approx(up, rel=0.01), (address, landscape)


CROSSING = """(() => {
  const places = stage.root.querySelector("[data-key='first ahead']").getAttribute("points").split(" ").slice(0, 2);
  const [[x, y], [u, v]] = places.map((each) => each.split(",").map(Number));
  return [u - x, v - y];
})()"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_step_against_the_gradient_crosses_the_contour_line_at_a_right_angle(tab: Opener, width: int):
    simulation = Simulation(tab("simulations/descent/", viewport={"width": width, "height": 800}), "descent")
    for kappa, w1, w2 in ((25, -3.5, 2.5), (4, 3, -1), (60, 1, 3)):
        simulation.open(kappa=kappa, start="Chosen on the map", w1=w1, w2=w2, rate=0.5 / kappa)
        step = simulation.run(CROSSING)
        along, across = 0.8 * w1 + 0.6 * w2, 0.8 * w2 - 0.6 * w1
        slope = [0.8 * along - 0.6 * kappa * across, 0.6 * along + 0.8 * kappa * across]
        level = [slope[1], slope[0]]  # the contour line goes (slope[1], -slope[0]); up is negative in pixels
        cosine = (step[0] * level[0] + step[1] * level[1]) / (math.hypot(*step) * math.hypot(*level))
        assert abs(cosine) < 0.02, (kappa, w1, w2)


# The ball, the ring from which it came and the ends of the arrows: how far each is inside the map, at least
SUBJECT = """(() => {
  const svg = stage.root.querySelector(".sim-chart > svg");
  const [left, top, wide, high] = svg.children[1].getAttribute("viewBox").split(" ").map(Number);
  const of = (key) => svg.querySelector(`[data-key='${key}']`);
  const places = ["ball", "from"].map((key) => [of(key).cx.baseVal.value, of(key).cy.baseVal.value]);
  for (const key of ["kept", "pull", "both"]) {
    const [, tip] = of(key).getAttribute("d").split("L");
    places.push(tip.split("M")[0].split(",").map(Number));
  }
  return Math.min(...places.map(([x, y]) => Math.min(x - left, left + wide - x, y - top, top + high - y)));
})()"""


@pytest.mark.parametrize("width", [360, 700, 1024, 1280])
@pytest.mark.parametrize("place", ["", "?embed=two-arrows"])
def test_ball_ring_and_arrows_are_in_the_picture(tab: Opener, place: str, width: int):
    visit = tab(f"{page_of('two-arrows')}{place}", viewport={"width": width, "height": 720})
    simulation = Simulation(visit, "two-arrows")
    assert simulation.run(SUBJECT) > 6
    ring = simulation.place.get_by_role("slider", name=re.compile("^Where the ball came from"))
    dragged(simulation, ring, "mouse", (20, 25))
    ball = simulation.place.get_by_role("slider", name=re.compile("^Ball"))
    dragged(simulation, ball, "mouse", (30, -30))
    simulation.run("(stage.draw(), true)")
    assert simulation.state()["w2"] != -1
    assert simulation.run(SUBJECT) > 6
    for step in range(1, 8):
        simulation.run("(stage.go(value), stage.draw(), true)", step)
        assert simulation.run(SUBJECT) > 0, step


def test_the_arrow_against_the_gradient_is_called_so(tab: Opener):
    """It points downhill, where the gradient points uphill."""
    simulation = Simulation(tab(page_of("two-arrows")), "two-arrows")
    names = simulation.place.locator(".sim-chart text.sim-name").all_text_contents()
    assert "−rate × gradient" in names
    assert "gradient" not in names


@pytest.mark.parametrize("width", WIDTHS)
def test_the_way_back_to_the_top_stands_in_the_corner_and_covers_no_line_that_is_read(tab: Opener, width: int):
    visit = tab("descent/momentum/", viewport={"width": width, "height": 800}, reduced_motion="reduce")
    visit.page.evaluate("scrollTo(0, 2500)")
    visit.page.wait_for_function("scrollBy(0, -10), !document.querySelector('.md-top').hidden")
    top = visit.page.locator(".md-top:not([hidden])")
    top.wait_for()
    box, text = top.bounding_box(), visit.page.locator("article").bounding_box()
    assert box["y"] + box["height"] > 770, "it is at the foot of the window"
    assert box["x"] >= text["x"] + text["width"] or box["width"] <= 45, "a phone has its sign alone"


def test_of_sections_of_foundation_that_follow_each_other_the_first_says_so():
    marks = list(soup("descent/the-move/").select("article p:has(> em.level)"))
    assert ["again" in mark.get_attribute_list("class") for mark in marks] == [False] + [True] * (len(marks) - 1)
    deep = soup("descent/momentum-exactly/").select("article later-part p:has(> em.level)")
    assert deep
    assert not any("again" in mark.get_attribute_list("class") for mark in deep)
