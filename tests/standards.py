"""What a page is held to in the browser: a function a check, named by what it checks; test_standards.py visits.

A check takes a page as it was just loaded, or as other checks left it: it chooses folds and colours by itself.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

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


def nothing_moves_while_it_loads_and_its_figures_draw(visit: Visit) -> None:
    """Add up the shifts since the page began to load, with `SHIFTS` in the tab."""
    visit.scroll_through()
    shifts = visit.page.evaluate("window.allShifts()")
    assert sum(value for value, _ in shifts) <= 0.02, shifts


def it_loads_little_and_leaves_search_and_figures_for_later(visit: Visit) -> None:
    """Weigh what was asked for since the page began to load, before anybody scrolls."""
    first = len(visit.requests) - visit.requests[::-1].index(visit.address) - 1
    asked = [request for request in visit.requests[first:] if not request.startswith("data:")]
    near = visit.page.evaluate(
        "[...document.querySelectorAll('figure-plot')].some((figure) => "
        "figure.getBoundingClientRect().top < innerHeight + 300)"
    )
    assert near or not [request for request in asked if "plotly" in request or request.startswith("figures/")]
    assert not [request for request in asked if "search_index" in request]
    figures = re.compile(r"javascripts/plotly\.|figures/")
    sizes = {request: compressed_size(SITE / file_of(request)) for request in asked if not figures.match(request)}
    assert sum(sizes.values()) <= 150_000, sizes
    assert sizes[visit.address] <= (60_000 if visit.address.startswith("labs/") else 40_000), sizes[visit.address]


# Keys. The page notes where each Tab led when the next one comes, so that a stop costs one message to the browser. One
# more stop is put below all others: beyond it Tab would go to the browser's own buttons.

STOPS = """() => {
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
    return [seen.outerHTML.slice(0, 120), inView && seen.checkVisibility({ visibilityProperty: true }), ring];
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
    for _ in range(50):
        for _ in range(40):
            visit.devtools.send("Input.dispatchKeyEvent", TAB)
        if visit.page.evaluate("window.left"):
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
    missed = visit.page.evaluate(MISSED)
    assert not missed, "\n".join(missed)


# Colours and structure

# What these rules see depends on the colours. All others see names, roles, order and sizes, which are the same in both
# schemes: they need each width once. What is hidden they skip, so folds are open.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# What has the same colours, size and surroundings is seen once: axe asks for each piece of text what lies below it. Of
# figures it sees the buttons alone (text in a drawing it leaves undecided), and they are drawn anew in other colours.
KEEP_ONE_OF_EACH_KIND = """() => {
  const seen = new Set();
  for (const figure of document.querySelectorAll("figure-plot")) {
    const buttons = [...figure.querySelectorAll("button")].map((button) => button.textContent).join();
    if (seen.has(buttons)) figure.remove();
    seen.add(buttons);
  }
  const kinds = {
    ".highlight code span[class]:not(.hll)": (token) => [token.className, token.closest(".hll") !== null],
    "math": (math) => [math.closest("a, th, td, summary, figcaption, h1, h2, h3, h4, .admonition")?.tagName],
  };
  for (const [selector, kind] of Object.entries(kinds)) {
    for (const part of document.querySelectorAll(selector)) {
      const style = getComputedStyle(part);
      const about = [selector, style.color, style.fontSize, part.closest("details") !== null, ...kind(part)].join();
      if (!seen.has(about)) seen.add(about);
      else part.replaceWith(part.textContent);
    }
  }
}"""
# The theme names its buttons when it gets to them, and takes a tooltip away some time after the focus has left
READY = """!document.querySelector('.md-tooltip, .md-tooltip2')
  && [...document.querySelectorAll('button[data-clipboard-target]')].every((button) => button.title)"""
VIOLATIONS = """async (rules) => {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await axe.run(options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target}: ${node.failureSummary}`));
}"""


def axe_finds_nothing(visit: Visit, rules: list[str] | None = None) -> None:
    """Hold the page as it is now against axe's rules, or those that are named."""
    if not visit.page.evaluate("Boolean(window.axe)"):
        visit.page.evaluate(Axe().axe_script)
    visit.page.evaluate("document.activeElement.closest('.md-search') || document.activeElement.blur()")
    visit.page.mouse.move(0, 0)
    visit.page.wait_for_function(READY)
    found = visit.page.evaluate(VIOLATIONS, rules)
    assert not found, "\n".join(found)


def show(visit: Visit, scheme: str, is_open: bool) -> None:
    """Leave one of each kind, press the theme's toggle until the page has a scheme, and open or close the folds."""
    visit.page.evaluate(KEEP_ONE_OF_EACH_KIND)
    wanted = f"body[data-md-color-scheme={scheme}]"
    for _ in range(3):
        if visit.page.locator(wanted).count():
            break
        visit.page.locator("form[data-md-component=palette] label:visible").click()
    visit.page.wait_for_selector(wanted)
    visit.fold(is_open)


def axe_finds_nothing_in_light_with_folds_open(visit: Visit) -> None:
    """Hold it against all rules."""
    show(visit, "default", is_open=True)
    axe_finds_nothing(visit)


def axe_finds_nothing_in_dark_with_folds_open(visit: Visit) -> None:
    """Hold it against all rules."""
    show(visit, "slate", is_open=True)
    axe_finds_nothing(visit)


def axe_finds_nothing_in_the_other_colours_of_what_this_width_shows(visit: Visit) -> None:
    """Hold it against the rules of colours in the other scheme; on a wide screen in light with its folds closed."""
    dark = visit.page.locator("body[data-md-color-scheme=slate]").count()
    show(visit, "default" if dark else "slate", is_open=not dark)
    axe_finds_nothing(visit, OF_COLOURS)


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
    visit.page.locator(".language-python.highlight button[data-clipboard-target]").first.click()
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
            links.first.click()
        first = next(block for block in blocks if block["name"])
        assert Path(download.value.path()).read_bytes() == (PROGRAMS / first["name"]).read_bytes()
        assert download.value.suggested_filename == Path(first["name"]).name
        visit.forget("ERR_ABORTED")  # what a download is for the page


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


def formulas_are_drawn_in_the_books_own_font(visit: Visit) -> None:
    """Ask the browser for the fonts of the first 400 symbols."""
    if not visit.address.startswith(("learning/", "descent/")):
        return
    visit.fold(True)
    send = visit.devtools.send
    send("DOM.enable")
    send("CSS.enable")
    document = send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes = send("DOM.querySelectorAll", {"nodeId": document, "selector": "math :is(mi, mo, mn)"})["nodeIds"][:400]
    fonts = [font for node in nodes for font in send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]]
    send("CSS.disable")
    send("DOM.disable")
    assert fonts
    assert not {font["familyName"] for font in fonts if not font["isCustomFont"]}


PRINTED = """() => addEventListener("beforeprint", () => { window.printed = {
  figures: [...document.querySelectorAll("figure-plot")].map((figure) => !!figure.querySelector(".main-svg")),
  drawn: [...document.querySelectorAll(".main-svg")].map((svg) => svg.getBoundingClientRect().width),
  room: [...document.querySelectorAll(".main-svg")].map((svg) => svg.closest("figure").clientWidth),
  scheme: document.body.dataset.mdColorScheme } })"""
ON_PAPER = """() => ({
  room: [...document.querySelectorAll(".main-svg")].map((svg) => svg.closest("figure").clientWidth),
  wide: document.documentElement.scrollWidth - innerWidth,
  cut: [...document.querySelectorAll("article :is(pre, pre > code)")]
    .filter((part) => part.checkVisibility())
    .filter((part) => part.scrollHeight > part.clientHeight + 1)
    .map((part) => part.innerText.slice(0, 60)),
  closed: [...document.querySelectorAll("article details:not(.sim-fold) > :last-child")]
    .filter((inside) => !inside.checkVisibility({ visibilityProperty: true }) || !inside.getBoundingClientRect().height)
    .map((inside) => inside.parentElement.outerHTML.slice(0, 100)) })"""


def print_shows_every_figure_in_light_colours_and_every_fold_open(visit: Visit) -> None:
    """Prepare a page for print as a browser does, and lay it out on a sheet; its tab prefers dark."""
    if "<figure-plot" not in html(visit.address):
        return
    visit.fold(False, "details:not([name])")
    visit.page.evaluate(PRINTED)
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    holds_on_paper(visit)
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def holds_on_paper(visit: Visit) -> None:
    """Look at what a page noted when it was to be printed, and at how it lies on a sheet without margins."""
    printed = visit.page.evaluate("window.printed")
    assert printed["figures"]
    assert all(printed["figures"])
    assert printed["scheme"] == "default"
    visit.page.emulate_media(media="print")
    visit.resize(816, 1056)
    paper = visit.page.evaluate(ON_PAPER)
    visit.page.emulate_media(media="screen")
    visit.resize(1280)
    for room in (printed["room"], paper["room"]):
        assert max(width - place for width, place in zip(printed["drawn"], room, strict=True)) <= 1, "a figure is cut"
    assert paper["wide"] <= 0, f"the page is {paper['wide']} px wider than paper"
    wrong = [f"cut off on paper: {part}" for part in paper["cut"]]
    wrong += [f"closed on paper: {fold}" for fold in paper["closed"]]
    assert not wrong, "\n".join(wrong)


def a_printer_gets_figures_that_nobody_has_seen(visit: Visit) -> None:
    """Print a page that was just loaded, in a tab that prefers dark."""
    visit.page.evaluate(PRINTED)
    visit.page.pdf()
    assert visit.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # `pdf` closes folds again when it is done
    holds_on_paper(visit)
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
