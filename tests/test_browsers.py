"""The book in Firefox and in WebKit, where they are installed: what a reader of another browser would miss first."""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from downhill.export.archive import archived

from tests.live import need_distribution
from tests.served import SITE
from tests.webdriver import Tab, firefox, firefox_program, until, webkit, webkit_programs

CHAPTER = "descent/theory/"
SIMULATION = "simulations/descent/"
LISTEN = """<head><script>
  window.problems = [];
  window.pointers = [];
  const failed = ({ message, target }) => problems.push(message ?? `did not load: ${target.src ?? target.href}`);
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", ({ reason }) => problems.push(`rejected: ${reason}`));
  addEventListener("pointerdown", ({ pointerType }) => pointers.push(pointerType), true);
  for (const kind of ["error", "warn"]) console[kind] = (...words) => problems.push(`console: ${words.join(" ")}`);
</script>"""
FIGURES = "document.querySelectorAll('figure-plot').length"
SEEN = "[...document.querySelectorAll('figure-plot img')].filter((image) => image.naturalWidth).length"
LIVE = "document.querySelectorAll('figure-plot:has(.main-svg)').length"
BUTTONS = "[...document.querySelectorAll('.sim:not([inert]) .sim-buttons button')]"
STEP = f"{BUTTONS}.find((button) => button.textContent === 'Step')"
READOUT = "document.querySelector('.sim-readout').textContent"


class QuietHandler(SimpleHTTPRequestHandler):
    """What `python -m http.server` answers with, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def listening(html: str) -> str:
    """Return a page that keeps what goes wrong in it, from its first line on."""
    assert html.count("<head>") == 1
    return html.replace("<head>", LISTEN)


def other_pages(folder: str, names: list[str]) -> list[str]:
    """Return what no browser opens here: the other pages, which would be packed too, and the book as it was packed."""
    opened = Path(folder) in (SITE / CHAPTER, SITE / SIMULATION)
    return [name for name in names if name == "downhill.zip" or (name.endswith(".html") and not opened)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the built site with the pages that are opened; they keep what goes wrong."""
    copy = tmp_path_factory.mktemp("browsers") / "site"
    shutil.copytree(SITE, copy, ignore=other_pages)
    for page in (copy / CHAPTER / "index.html", copy / SIMULATION / "index.html"):
        page.write_text(listening(page.read_text("utf-8")), "utf-8")
    return copy


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    """Serve that copy and return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=site)) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def archive(site: Path) -> str:
    """Write the files of the archive to a folder with a space in its name; return the address of that folder."""
    folder = site.parent / "a shelf"
    for name, content in archived(site).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return f"{folder.as_uri()}/"


@pytest.fixture(params=["firefox", "webkit"])
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """Start a browser; where there is none, skip, but fail in CI."""
    start, programs = {"firefox": (firefox, [firefox_program()]), "webkit": (webkit, webkit_programs())}[request.param]
    if missing := [name for name in programs if not shutil.which(name)]:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"there is no {' and no '.join(missing)} on PATH")
    with start() as started:
        yield started


def scroll_through(tab: Tab) -> None:
    """Scroll to the end, a screen at a time, until every figure in view is drawn."""
    near = """[...document.querySelectorAll('figure-plot')].every((figure) => {
      const { top, bottom } = figure.getBoundingClientRect();
      return bottom < 0 || top > innerHeight || !figure.checkVisibility() || figure.querySelector('img').naturalWidth;
    })"""
    top = 0
    while top < tab.ask("document.documentElement.scrollHeight"):
        tab.ask(f"scrollTo({{ top: {top}, behavior: 'instant' }})")
        tab.until(
            f"Math.abs(scrollY - Math.min({top}, document.documentElement.scrollHeight - innerHeight)) < 2 && {near}"
        )
        top += 700


def a_still_is_dark_on_a_dark_page(tab: Tab) -> None:
    tab.until("document.querySelector('figure-plot img').complete")
    for scheme, colours in (("slate", "dark"), ("default", "light")):
        tab.ask(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
        assert tab.ask("getComputedStyle(document.querySelector('figure-plot img')).colorScheme") == colours


def formulas_are_laid_out_as_mathml_in_the_font_of_the_book(tab: Tab) -> None:
    seen = "[...document.querySelectorAll('math')].filter((formula) => formula.checkVisibility())"
    flat = (
        f"{seen}.filter((formula) => formula.getBoundingClientRect().height < 5).map((formula) => formula.textContent)"
    )
    assert tab.ask(f"{seen}.length") > 50
    assert tab.ask(flat) == []
    tall = "(part) => part.getBoundingClientRect().height"
    fractions = f"{seen}.flatMap((formula) => [...formula.querySelectorAll('mfrac')])"
    over = f"{fractions}.map((part) => [part, part.children[0], part.children[1]].map({tall}))"
    heights = tab.ask(over)
    assert heights
    assert [each for each in heights if each[0] < each[1] + each[2]] == []
    fonts = tab.ask("[...document.fonts].map((font) => [font.family, font.status])")
    assert ["Book Math", "loaded"] in [[family.strip('"'), status] for family, status in fonts]


def an_operator_alone_in_a_script_takes_the_room_that_it_shows(tab: Tab) -> None:
    alone = "[...document.querySelectorAll(':is(msub, msup, msubsup) > mo:not(:first-child)')]"
    spare = """(operator) => {
      const text = new Range();
      text.selectNodeContents(operator);
      return operator.getBoundingClientRect().width - text.getBoundingClientRect().width;
    }"""
    spaces = tab.ask(f"{alone}.filter((each) => each.checkVisibility()).map({spare})")
    assert len(spaces) > 10
    assert max(spaces) < 1


def every_figure_is_seen_as_one_scrolls_and_comes_to_life_when_asked(tab: Tab) -> None:
    tab.ask("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    scroll_through(tab)
    assert tab.ask(SEEN) == tab.ask(FIGURES) > 5
    assert tab.ask(LIVE) == 0
    tab.ask("[...document.querySelector('figure-plot').querySelectorAll('button')][0].click()")
    tab.until(f"{LIVE} === 1")


def a_program_runs_in_the_page_and_on_the_next_visit_too(tab: Tab) -> None:
    need_distribution()
    said = "document.querySelector('program-place .run-told')?.textContent"
    for again in (False, True):
        if again:
            assert tab.ask("window.problems") == []
            tab.reload()
        tab.until("!!document.querySelector('run-programs')")
        tab.ask("document.querySelector('.language-python.highlight:has(> .filename)').scrollIntoView()")
        tab.until("!!document.querySelector('.filename .run button')")
        tab.ask("document.querySelector('.filename .run button').click()")
        tab.until(f"/loads Python|printed above/.test({said})")
        tab.ask("document.querySelector('program-place .run-notes button')?.click()")
        tab.until(f"/As printed above, to the byte/.test({said})")
        tab.until("caches.keys().then((kept) => kept.includes('downhill-python'))")


def a_simulation_steps_by_touch_and_by_key(tab: Tab) -> None:
    tab.until(f"!!{STEP}")
    before = tab.ask(READOUT)
    tab.tap(STEP)
    tapped = until(lambda: (said := tab.ask(READOUT)) != before and said, "a step by touch")
    assert tab.ask("window.pointers") == [tab.finger]
    tab.ask(f"{STEP}.focus()")
    tab.press(" ")
    until(lambda: tab.ask(READOUT) != tapped, "a step by key")


def the_archive_shows_its_figures_from_a_file_and_brings_one_to_life(tab: Tab) -> None:
    scroll_through(tab)
    assert tab.ask(SEEN) > 5
    tab.ask("[...document.querySelector('figure-plot').querySelectorAll('button')][0].click()")
    tab.until(f"{LIVE} === 1")


@pytest.mark.whole("`make browsers`")
def test_a_reader_of_another_browser_misses_nothing(
    tab: Tab, home: str, archive: str, subtests: pytest.Subtests
) -> None:
    """One test for each browser, and one visit to each page: to start and to load take longest."""
    of_chapter = (
        a_still_is_dark_on_a_dark_page,
        formulas_are_laid_out_as_mathml_in_the_font_of_the_book,
        an_operator_alone_in_a_script_takes_the_room_that_it_shows,
        every_figure_is_seen_as_one_scrolls_and_comes_to_life_when_asked,
        a_program_runs_in_the_page_and_on_the_next_visit_too,
    )
    for address, checks in (
        (home + CHAPTER, of_chapter),
        (home + SIMULATION, [a_simulation_steps_by_touch_and_by_key]),
        (f"{archive}{CHAPTER}index.html", [the_archive_shows_its_figures_from_a_file_and_brings_one_to_life]),
    ):
        tab.open(address)
        for check in checks:
            with subtests.test(check.__name__):
                check(tab)
        with subtests.test(f"nothing goes wrong in {address}"):
            assert tab.ask("window.problems") == []
