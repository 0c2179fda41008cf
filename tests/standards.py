"""What a page is held to in the browser: a function a check, named by what it checks; test_standards.py visits.

A check takes a page as it was just loaded, or as other checks left it: it chooses folds and colours by itself.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.served import SITE, Visit, compressed_size, file_of, html

PROGRAMS = SITE.parent / "snippets"

# Noted from the first moment on, so this runs before the page's own scripts
SHIFTS = """
  window.shifts = [];
  const note = (entries) => window.shifts.push(...entries.filter((entry) => !entry.hadRecentInput)
    .map((entry) => [entry.value, entry.sources.map((source) => source.node?.className || source.node?.nodeName)]));
  const watch = new PerformanceObserver((list) => note(list.getEntries()));
  watch.observe({ type: "layout-shift", buffered: true });
  window.allShifts = async () => { // a shift is known once its frame is painted
    const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); setTimeout(resolve, 2000); });
    for (let i = 0; i < 3; i++) await frame();
    note(watch.takeRecords());
    return window.shifts;
  };
"""

# In simulations, down from their tops: where each ends, its second pictures begin, and its front ends; the first sticks
PLACES = """() => Object.fromEntries([...document.querySelectorAll(".sim")].flatMap((board) => {
  const { top, height } = board.getBoundingClientRect();
  const second = board.querySelector(".sim-pictures > div + div")?.getBoundingClientRect().top ?? top;
  const front = board.querySelector(".sim-front").getBoundingClientRect().bottom;
  const places = { "its end": height, "second pictures": second - top, front: front - top };
  return Object.entries(places).map(([place, down]) => [`${board.parentElement.dataset.id}: ${place}`, down]);
}))"""


def nothing_moves_while_it_loads_and_its_figures_draw(visit: Visit) -> None:
    """Add up the shifts since the page began to load, with `SHIFTS` in the tab; nothing moves where nobody looks."""
    before = visit.page.evaluate(PLACES)
    visit.scroll_through()
    shifts = visit.page.evaluate("window.allShifts()")
    assert sum(value for value, _ in shifts) <= 0.02, shifts
    assert before == pytest.approx(visit.page.evaluate(PLACES), abs=1)


WITHOUT_BUTTONS = """[...document.querySelectorAll("figure-plot")].filter((figure) => figure.checkVisibility())
  .filter((figure) => !figure.querySelector("button")?.checkVisibility()).map((figure) => figure.parentElement.id)"""


def every_figure_that_is_seen_has_its_buttons(visit: Visit) -> None:
    """Look for figures that nobody could bring to life."""
    assert not visit.page.evaluate(WITHOUT_BUTTONS)


def it_loads_little_and_leaves_search_and_figures_for_later(visit: Visit) -> None:
    """Weigh what was asked for since the page began to load, before anybody scrolls; stills in view count."""
    first = len(visit.requests) - visit.requests[::-1].index(visit.address) - 1
    asked = [request for request in visit.requests[first:] if not request.startswith("data:")]
    late = re.compile(r"plotly|figures/.*\.json|search_index")
    assert not [request for request in asked if late.search(request)]
    sizes = {request: compressed_size(SITE / file_of(request)) for request in asked}
    assert sum(sizes.values()) <= 150_000, sizes
    assert sizes[visit.address] <= (60_000 if visit.address.startswith("labs/") else 40_000), sizes[visit.address]


# Lines

CUT = """() => [...document.querySelectorAll("article .output code")].filter((code) => code.checkVisibility())
  .filter((code) => code.scrollWidth > code.clientWidth || parseFloat(getComputedStyle(code).fontSize) < 10)
  .map((code) => code.innerText.slice(0, 60))"""


# A sentence may go on in the next line, one row alone too; rows of a table have gaps, and stand below each other
BROKEN_ROWS = """() => [...document.querySelectorAll("article .output code")].filter((code) => code.checkVisibility())
  .map((code) => [...code.querySelectorAll(".row")].filter((row) => /\\S {2,}\\S.* {2,}\\S/.test(row.textContent)))
  .flatMap((rows) => (rows.length > 1 ? rows : []))
  .filter((row) => row.offsetHeight > 1.5 * parseFloat(getComputedStyle(row).lineHeight)).map((row) => row.innerText)"""


def every_column_of_what_programs_print_is_seen_on_a_phone(visit: Visit) -> None:
    """Look for output that is cut or tiny, and for rows of tables that take two lines; folds are open."""
    visit.fold(True)
    assert not visit.page.evaluate(CUT)
    assert not visit.page.evaluate(BROKEN_ROWS)


# A heading is as high as its words: without the mark no line goes
EMPTY_LINES = """() => [...document.querySelectorAll("article .headerlink")].map((mark) => mark.parentElement)
  .filter((heading) => {
  const before = heading.offsetHeight;
  const mark = heading.querySelector(".headerlink");
  mark.style.display = "none";
  const after = heading.offsetHeight;
  mark.style.display = "";
  return after < before;
}).map((heading) => heading.textContent)"""


def no_heading_has_an_empty_line_under_it(visit: Visit) -> None:
    """Look for headings whose mark stands alone on a line."""
    assert not visit.page.evaluate(EMPTY_LINES)


TORN = """() => {
  const range = document.createRange();
  const letter = (node, at) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return [...range.getClientRects()].find(({ width }) => width);
  };
  const apart = (one, other) => one && other && (one.bottom < other.top + 3 || other.bottom < one.top + 3);
  const inside = (element) => document.createTreeWalker(
    element.closest("p, li, td, dd, figcaption, summary, h1, h2, h3") ?? element.parentElement, NodeFilter.SHOW_TEXT);
  const torn = [];
  for (const math of document.querySelectorAll("article .arithmatex math:not([display=block])")) {
    const walker = inside(math);
    walker.currentNode = math;
    let node = walker.nextNode();
    while (node && math.contains(node)) node = walker.nextNode();
    const box = math.getBoundingClientRect();
    if (box.width && node && /^[^\\s—–]/.test(node.data) && apart(box, letter(node, 0))) torn.push(math.textContent);
  }
  for (const mark of document.querySelectorAll("article a.claim")) {
    const walker = inside(mark);
    walker.currentNode = mark;
    let node = walker.previousNode();
    while (node && !/[^\\s\\u2060]/.test(node.data)) node = walker.previousNode();
    const end = node?.data.replace(/[\\s\\u2060]+$/, "").length;
    const math = node?.parentElement.closest("math");
    const box = math?.getBoundingClientRect() ?? (node && letter(node, end - 1));
    if (apart(box, mark.getBoundingClientRect())) torn.push(node.data.slice(-20));
  }
  for (const code of document.querySelectorAll("article :is(p, li) > code"))
    if (code.textContent.length < 25 && code.getClientRects().length > 1) torn.push(code.textContent);
  return torn;
}"""


def no_line_begins_with_what_belongs_to_the_line_before(visit: Visit) -> None:
    """Look for punctuation torn from its formula, check marks from their sentence, and short code; folds are open."""
    visit.fold(True)
    assert not visit.page.evaluate(TORN)


def its_head_is_small(visit: Visit) -> None:
    """Measure what stands between a chapter's title and its first sentence."""
    height = visit.page.evaluate("document.querySelector('article .head')?.offsetHeight ?? 0")
    assert height <= 140, f"the head is {height} px high"


# Keys. The page notes where each Tab led when the next one comes, so that a stop costs one message to the browser. One
# more stop is put below all others: beyond it Tab would go to the browser's own buttons. The theme's button that leads
# back to the top comes and goes with the frames, which keys as fast as these outrun; so it is left out meanwhile.

STOPS = """() => {
  for (const top of document.querySelectorAll(".md-top")) top.inert = true;
  const end = document.body.appendChild(Object.assign(document.createElement("span"), { id: "end", tabIndex: 0 }));
  Object.assign(window, { reached: new Set([end]), stops: [], left: false, begun: false });
  const stop = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === end) return null;
    reached.add(element);
    if (element.type === "radio") reached.add(element.labels[0] && element.nextElementSibling);
    const seen = element.type === "radio" ? element.nextElementSibling : element;
    const box = seen.getBoundingClientRect();
    const style = getComputedStyle(seen);
    const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
    const inView = inside && box.width > 0 && box.height > 0;
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const ring = outline || style.boxShadow !== "none" || element.matches("input");
    return [seen.outerHTML.slice(0, 200), inView && seen.checkVisibility({ visibilityProperty: true }), ring];
  };
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const now = begun && !left && stop();
    if (begun && !now) window.left = true;
    if (left) event.preventDefault();
    else if (now) stops.push(now);
    window.begun = true;
  }, true);
  scrollTo(0, 0);
}"""
MISSED = """() => [...document.querySelectorAll(
    "a[href], button, summary, input:not([type=checkbox]), label[for], [onclick], .plot-area, [tabindex='0']")]
  .filter((element) => !window.reached.has(element) && !window.reached.has(element.control))
  .filter((element) => !element.disabled && !element.control?.disabled)
  .filter((element) => element.getBoundingClientRect().width > 0)
  .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((element) => !element.closest(".md-search, .md-top, .md-overlay, .md-nav__title"))
  .filter((element) => getComputedStyle(element).pointerEvents !== "none")
  .filter((element) => { const box = element.getBoundingClientRect(); return box.right > 0 && box.left < innerWidth; })
  .map((element) => element.outerHTML.slice(0, 120))"""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


def the_keyboard_reaches_all_that_a_mouse_can_press_and_shows_where_it_is(visit: Visit) -> None:
    """Press Tab from a page that nobody has touched until the focus leaves it; folds are open, choices closed."""
    visit.fold(True, "details:not([name])")
    visit.scroll_through()
    visit.page.evaluate(STOPS)
    for _ in range(100):
        visit.press(TAB, 20)  # fewer than the rows that the browser draws in one piece, and then a frame for these
        if visit.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => drawn(window.left)))"):
            break
    stops = visit.page.evaluate("window.stops")
    assert visit.page.evaluate("window.left"), f"the keyboard is caught: {stops[-1:]}"
    assert stops, "the keyboard reaches nothing"
    assert "md-skip" in stops[0][0], stops[0]
    wrong = [
        f"{element}: {'no sign of the focus' if in_view else 'out of view'}"
        for element, in_view, ring in stops
        if not in_view or not ring
    ]
    assert not wrong, "\n".join(wrong)
    visit.page.evaluate("document.getElementById('end').remove()")
    visit.page.evaluate("for (const top of document.querySelectorAll('.md-top')) top.inert = false")
    missed = visit.page.evaluate(MISSED)
    assert not missed, "\n".join(missed)


# Colours and structure

# What these rules see depends on the colours. All others see names, roles, order and sizes, which are the same in both
# schemes: they need each width once. What is hidden they skip, so folds are open.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# axe asks for each piece of text what lies below it, which takes a second a page. So it is asked for one of each kind:
# words of one colour, size, weight and decoration on the same colours, all the way up, or on the one that these make;
# and for a kind that was good on one page, not again on the next. What is placed freely may lie on anything, and so is
# each a kind of its own, unless it is painted over: in the article on each page at each width, around it by its place
# in the theme. Of each kind it is asked for the longest, as of a single letter, of symbols, over a picture and of what
# is too small to be seen it never says that they are faint; of links it has more to say, and so is asked for each kind.
# Where it has no verdict, since something may lie on the words, the colours all the way up have one: `enough`.
KINDS = """() => {
  const [below, around, kinds] = [new Map([[null, { all: "", ground: [255, 255, 255] }]]), {}, new Map()];
  const name = (element) => `${element.tagName}.${element.getAttribute("class") ?? ""}`;
  const path = (element) => (element ? `${path(element.parentElement)} ${name(element)}` : innerWidth);
  const place = (element) => {
    if (element.closest("article")) return `${location} ${innerWidth} ${below.size}`;
    around[path(element)] = (around[path(element)] ?? 0) + 1;
    return `${path(element)} ${around[path(element)]}`;
  };
  const parts = (colour) => {
    const [r, g, b, alpha = 1] = colour.match(/[\\d.e-]+/g).map(Number);
    return [...[r, g, b].map((each) => each * (colour.startsWith("color") ? 255 : 1)), alpha];
  };
  const over = ([r, g, b, alpha], ground) => [r, g, b].map((each, i) => alpha * each + (1 - alpha) * ground[i]);
  const linear = (each) => (each <= 10.31475 ? each / 3294.6 : ((each / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.05 + 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  for (const element of document.querySelectorAll("html, body, body *")) {
    const style = getComputedStyle(element);
    const paint = parts(style.backgroundColor);
    const solid = paint[3] === 1 && style.opacity === "1";
    const free = ["absolute", "fixed", "sticky"].includes(style.position) && !solid ? place(element) : "";
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode, free];
    const up = below.get(element.parentElement);
    const image = style.backgroundImage !== "none" || (up.image && !solid && !free);
    const plain = !image && String(own.slice(2)) === "1,none,normal,";
    const ground = plain && (solid || up.ground) ? over(paint, up.ground ?? paint) : null;
    const nothing = String(own) === "rgba(0, 0, 0, 0),none,1,none,normal,";
    const all = nothing ? up.all : ground ? `|${ground}` : `${up.all}|${own}`;
    below.set(element, { all, image, ground });
    const said = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = said.map((node) => node.data).join("").trim();
    if (!text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const { color, fontSize, fontWeight, textShadow, textDecorationLine, textTransform } = style;
    const link = element.closest("a") && getComputedStyle(element.closest("a").parentElement).color;
    const words = /[\\p{L}\\p{N}].*[\\p{L}\\p{N}]/su.test(text) && !image && !(element.offsetWidth <= 1);
    if (!words && !link) continue;
    const kind = `${[color, fontSize, fontWeight, textShadow, textDecorationLine, textTransform, link, words]}${all}`;
    if (text.length <= (kinds.get(kind)?.length ?? 0)) continue;
    const [one, other] = ground ? [light(over(parts(color), ground)), light(ground)] : [1, 1];
    const enough = textShadow === "none" && Math.max(one / other, other / one) >= 4.5;
    kinds.set(kind, { element, length: text.length, enough });
  }
  window.kinds = kinds;
  return [...kinds.keys()];
}"""
GOOD: set[str] = set()  # the kinds whose colours axe has seen and found good, on all pages so far
AT_REST = """() => {
  document.activeElement.closest(".md-search") || document.activeElement.blur();
  const timed = document.getAnimations().filter(({ timeline }) => timeline === document.timeline); // not of a scroll
  return Promise.all(timed.map((animation) => animation.finished.catch(() => {})));
}"""
# The theme names its buttons when it gets to them, and takes a tooltip away some time after the focus has left
READY = """![...document.querySelectorAll('.md-tooltip, .md-tooltip2')].some((tooltip) => tooltip.checkVisibility())
  && [...document.querySelectorAll('button[data-clipboard-target]')].every((button) => button.title)"""
VIOLATIONS = """async ([colours, kinds, all, exclude]) => {
  const violations = [];
  const judged = new Set();
  if (kinds.length) {
    const include = kinds.map((kind) => window.kinds.get(kind).element);
    const found = await axe.run({ include }, { elementRef: true, runOnly: colours });
    violations.push(...found.violations);
    for (const { id, nodes } of found.passes)
      if (id === "color-contrast") for (const { element } of nodes) judged.add(element);
  }
  const rules = Object.fromEntries(colours.map((rule) => [rule, { enabled: false }]));
  rules["target-size"] = { enabled: innerWidth < 600 }; // of WCAG 2.2: axe leaves it to be asked for, as for fingers
  const context = { include: [["html"]], exclude: exclude.map((part) => [part]) };
  if (all) violations.push(...(await axe.run(context, { resultTypes: ["violations"], rules })).violations);
  return {
    problems: violations.flatMap(({ id, nodes }) =>
      nodes.filter((node) => id !== "target-size" || !document.querySelector(node.target).matches(".sim [role=slider]"))
        // data that can be dragged lie as near to each other as they do; the keyboard and the list below reach each
        .map((node) => `${id} at ${node.target}: ${node.failureSummary}`)),
    good: kinds.filter((kind) => judged.has(window.kinds.get(kind).element) || window.kinds.get(kind).enough),
  };
}"""


def axe_finds_nothing(visit: Visit, all_rules: bool = True, but: tuple[str, ...] = ()) -> None:
    """Hold the page as it is now against axe's rules, or those of colours alone; of parts in `but` only colours."""
    visit.page.mouse.move(0, 0)
    visit.page.evaluate(AT_REST)
    visit.page.wait_for_function(READY)
    new = sorted(set(visit.page.evaluate(KINDS)) - GOOD)
    if not new and not all_rules:
        return
    if not visit.page.evaluate("Boolean(window.axe)"):
        visit.page.evaluate(Axe().axe_script)
    found = visit.page.evaluate(VIOLATIONS, [OF_COLOURS, new, all_rules, but])
    assert not found["problems"], "\n".join(found["problems"])
    GOOD.update(found["good"])


def paint(visit: Visit, scheme: str) -> None:
    """Give the page a scheme as the theme's toggle does."""
    visit.page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)


def show(visit: Visit, scheme: str, is_open: bool) -> None:
    """Give the page a scheme, and open or close the folds."""
    paint(visit, scheme)
    visit.fold(is_open)


def axe_finds_nothing_in_both_schemes(visit: Visit) -> None:
    """Hold the page as it is now, in light, against axe's rules, and in dark against those of colours."""
    axe_finds_nothing(visit)
    paint(visit, "slate")
    axe_finds_nothing(visit, all_rules=False)
    paint(visit, "default")


def axe_finds_nothing_in_light_with_folds_open(visit: Visit) -> None:
    """Hold it against all rules."""
    show(visit, "default", is_open=True)
    axe_finds_nothing(visit)


def axe_finds_nothing_in_dark_with_folds_open(visit: Visit) -> None:
    """Hold it against all rules."""
    show(visit, "slate", is_open=True)
    axe_finds_nothing(visit)


def axe_finds_nothing_in_dark_around_the_article(visit: Visit) -> None:
    """Hold what a wide screen adds against all rules; the article's names, roles and order were held on a phone."""
    show(visit, "slate", is_open=True)
    axe_finds_nothing(visit, but=("article",))


def axe_finds_nothing_in_the_other_colours_of_what_this_width_shows(visit: Visit) -> None:
    """Hold it against the rules of colours in the other scheme; on a wide screen in light with its folds closed."""
    dark = visit.page.locator("body[data-md-color-scheme=slate]").count()
    show(visit, "default" if dark else "slate", is_open=not dark)
    axe_finds_nothing(visit, all_rules=False)


def it_is_no_wider_than_the_smallest_screen(visit: Visit) -> None:
    """Look for what sticks out on a screen of 320 px."""
    visit.fold(True)
    visit.resize(320)
    width = visit.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, f"the page is {width} px wide"


# What a reader takes along

COPY = """async (block) => {
  const [button, link] = [block.querySelector("button[data-clipboard-target]"), block.querySelector("a[download]")];
  button.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = button.getBoundingClientRect();
  const reached = button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  await navigator.clipboard.writeText("nothing was copied");
  button.click();
  const [copied, shown] = [await navigator.clipboard.readText(), block.querySelector("code").textContent.trim()];
  const name = block.querySelector("a[download]") && block.querySelector(".filename").innerText.split(/\\s/)[0];
  return { name, shown, copied, reached, href: link?.href, saved: link?.download };
}"""  # for one block a call, because a browser lets a script copy for five seconds after it began


@cache
def cells(address: str) -> list[str]:
    """Return the code of a lab's cells; none for a page that is no lab."""
    sources = [json.loads(path.read_text("utf-8")) for path in (SITE / address).glob("*.ipynb")]
    return ["".join(cell["source"]) for source in sources for cell in source["cells"] if cell["cell_type"] == "code"]


def the_copy_button_copies_the_program_and_nothing_else_and_the_link_gives_its_file(visit: Visit) -> None:
    """Press the first button and link as a reader does, all others by script; each must be where a mouse reaches it."""
    expected = html(visit.address).count('class="language-python highlight"')
    if not expected:
        return
    visit.fold(True)
    visit.page.wait_for_function(
        f"document.querySelectorAll('.language-python.highlight button[data-clipboard-target]').length === {expected}"
    )
    visit.page.bring_to_front()  # a page without the focus waits for ever for the clipboard
    visit.click(visit.page.locator(".language-python.highlight button[data-clipboard-target]").first)
    pressed = visit.page.evaluate("navigator.clipboard.readText()")
    blocks = [block.evaluate(COPY) for block in visit.page.query_selector_all(".language-python.highlight")]
    assert len(blocks) == expected
    assert pressed == blocks[0]["copied"]
    for block in blocks:
        block["file"] = SITE / unquote(str(block["href"]).removeprefix(visit.home))
    wrong = [problem for block in blocks for problem in problems_of(block, cells(visit.address))]
    assert not wrong, "\n".join(wrong)
    links = visit.page.locator(".language-python.highlight a[download]")
    if links.count():
        with visit.page.expect_download() as download:
            visit.click(links.first)
        first = next(block for block in blocks if block["name"])
        assert Path(download.value.path()).read_bytes() == (PROGRAMS / first["name"]).read_bytes()
        assert download.value.suggested_filename == Path(first["name"]).name


def problems_of(block: dict[str, Any], cells: list[str]) -> list[str]:
    """Return what is wrong with a block of code, as it was copied and is offered; `cells` are those of a lab."""
    name, copied, file = block["name"], block["copied"], block["file"]
    problems = [] if block["reached"] else [f"the button of {name or block['shown']!r} is covered"]
    if name:
        program = (PROGRAMS / name).read_text("utf-8")
        if copied != program.removesuffix("\n"):
            problems.append(f"{name} is copied as something else: {copied!r}")
        if not file.is_file() or file.read_text("utf-8") != program:
            problems.append(f"{name} is not what {block['href']} gives")
        if (block["saved"] or file.name) != Path(name).name:
            problems.append(f"{name} is saved as {block['saved'] or file.name}")
    elif copied not in ([source.rstrip() for source in cells] or [block["shown"]]):
        problems.append(f"the page shows {block['shown']!r} and copies {copied!r}")
    return problems


# Formulas and paper

MARK_SYMBOLS = """() => {
  const seen = new Set();
  for (const symbol of document.querySelectorAll("math :is(mi, mo, mn)")) {
    const { fontFamily, fontSize, fontStyle, fontWeight, textTransform } = getComputedStyle(symbol);
    const kind = [symbol.textContent, fontFamily, fontSize, fontStyle, fontWeight, textTransform].join();
    if (seen.has(kind) || !symbol.checkVisibility()) continue;
    symbol.setAttribute("data-symbol", "");
    seen.add(kind);
  }
}"""


def formulas_are_drawn_in_the_books_own_font(visit: Visit) -> None:
    """Ask the browser for the font of each symbol in each style."""
    if not visit.address.startswith(("learning/", "descent/")):
        return
    visit.fold(True)
    visit.page.evaluate(MARK_SYMBOLS)
    visit.devtools.send("DOM.enable")
    visit.devtools.send("CSS.enable")
    document = visit.devtools.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found = visit.devtools.send("DOM.querySelectorAll", {"nodeId": document, "selector": "[data-symbol]"})["nodeIds"]
    answers = visit.send_all("CSS.getPlatformFontsForNode", [{"nodeId": node} for node in found])
    visit.devtools.send("CSS.disable")
    visit.devtools.send("DOM.disable")
    fonts = [font for answer in answers for font in answer["fonts"]]
    assert fonts
    assert not {font["familyName"] for font in fonts if not font["isCustomFont"]}


ON_PAPER = """async () => {
  for (const image of document.querySelectorAll("figure-plot img")) image.loading = "eager"; // as a printer loads them
  await Promise.all([...document.querySelectorAll("figure-plot img")].map((image) => image.decode()));
  const place = (element) => element.getBoundingClientRect();
  return {
    figures: [...document.querySelectorAll("figure-plot")].map((figure) => {
      const image = figure.querySelector("img");
      const { width, height } = place(image);
      const room = figure.closest("figure").clientWidth;
      const { colorScheme } = getComputedStyle(image);
      return [image.checkVisibility(), width > 200 && height > 150, width <= room + 1, colorScheme];
    }),
    live: [...document.querySelectorAll(".plot-area")].filter((area) => area.checkVisibility()).length,
    scheme: document.body.dataset.mdColorScheme,
    wide: document.documentElement.scrollWidth - innerWidth,
    cut: [...document.querySelectorAll("article :is(pre, pre > code)")]
      .filter((part) => part.checkVisibility() && part.scrollHeight > part.clientHeight + 1)
      .map((part) => part.innerText.slice(0, 60)),
    // but for what only a screen can do
    closed: [...document.querySelectorAll("article details:not(.sim-fold, .choice, .how-to-read) > :last-child")]
      .filter((inside) => !inside.checkVisibility({ visibilityProperty: true }) || !place(inside).height)
      .map((inside) => inside.parentElement.outerHTML.slice(0, 100)) };
}"""


def print_shows_every_figure_in_light_colours_and_every_fold_open(visit: Visit) -> None:
    """Prepare a page for print as a browser does, and lay it out on a sheet without margins; its tab prefers dark."""
    if "<figure-plot" not in html(visit.address):
        return
    visit.fold(False, "details:not([name])")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    visit.resize(816, 1056)
    paper = visit.page.evaluate(ON_PAPER)
    visit.page.emulate_media(media="screen")
    visit.resize(1280)
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert paper["figures"]
    for seen, large, whole, colours in paper["figures"]:
        assert seen, "a figure is not there"
        assert large, "a figure is a speck"
        assert whole, "a figure is cut"
        assert colours == "light"
    assert not paper["live"]
    assert paper["scheme"] == "default"
    assert paper["wide"] <= 0, f"the page is {paper['wide']} px wider than paper"
    wrong = [f"cut off on paper: {part}" for part in paper["cut"]]
    wrong += [f"closed on paper: {fold}" for fold in paper["closed"]]
    assert not wrong, "\n".join(wrong)


def a_printer_gets_figures_that_nobody_has_seen(visit: Visit) -> None:
    """Print a page that was just loaded."""
    visit.page.pdf()
    asked = {unquote(request) for request in visit.requests if request.endswith(".svg")}
    images = visit.page.eval_on_selector_all("figure-plot img", "images => images.map((image) => image.src)")
    offered = {unquote(each) for each in images}
    assert offered
    assert {each.removeprefix(visit.home) for each in offered} <= asked
