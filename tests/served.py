"""The built site behind a small local server, and a Chromium tab that notes everything that goes wrong in it."""

import asyncio
import gc
import gzip
import json
import mimetypes
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    TimeoutError,
    expect,
    sync_playwright,
)
from selectolax.lexbor import LexborHTMLParser

SITE = Path(__file__).parent.parent / "site"
# The first is the same engine without a window to draw, which costs a machine a sixth less
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)
LEADS_ON = b'http-equiv="refresh"'  # what stands at the old address of a page, and is none
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=slight",  # as with a window; without one letters are else fitted to pixels
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card, for the surfaces
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE = int(os.environ.get("PATIENCE", "120000"))  # ms; it counts on a bad day only: waits are for a condition
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".py", ".ipynb", ".md"}

# Where nothing is left to be drawn there is no way to go. A frame tells the page what came near; one may never come.
SCROLL_THROUGH = """async (patience) => {
  const places = [...document.querySelectorAll("figure-plot, book-simulation")].filter((place) =>
    place.checkVisibility() && place.getBoundingClientRect().width);
  const seen = (figure) => figure.querySelector(".main-svg") || figure.querySelector("img")?.naturalWidth;
  const ready = (place) => (place.matches("figure-plot") ? seen(place) : place.querySelector(".sim:not([inert])"));
  const settled = (place) => ready(place) || /could not be loaded/.test(place.textContent);
  const near = (place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return bottom > -200 && top < innerHeight + 200;
  };
  const frame = () => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
  const end = Date.now() + patience;
  for (let top = 0; top < document.documentElement.scrollHeight; top += 0.8 * innerHeight) {
    if (places.every(ready)) break;
    scrollTo({ top, behavior: "instant" });
    do await frame();
    while (!places.filter(near).every(settled) && Date.now() < end);
  }
  return places.filter((place) => !ready(place)).map((place) => place.closest("figure").innerText.slice(0, 100));
}"""


def addresses(site: Path = SITE) -> list[str]:
    """Return every page of the built site, by its address from the site's root."""
    if not (site / "index.html").exists():
        raise FileNotFoundError(f"there is no built site in {site}: `make build` makes it")
    pages = [path for path in site.rglob("index.html") if LEADS_ON not in path.read_bytes()]
    return [*sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in pages), "404.html"]


def file_of(address: str) -> str:
    """Return the file that the server sends for an address below the site's root."""
    return f"{address}index.html" if address.endswith("/") or not address else address


@cache
def html(address: str) -> str:
    """Return the text of a page as it was built, by its address from the site's root."""
    return (SITE / file_of(address)).read_text("utf-8")


class SharedTag(Tag):
    """Stays where it is, for all tests of a worker read the same page; a copy of it is free."""

    def extract(self, *place: Any, **index: Any) -> Self:
        """Refuse, as long as it stands in a page; all that takes a tag away or replaces it comes here."""
        if any(isinstance(parent, BeautifulSoup) for parent in self.parents):
            raise TypeError(f"other tests read this page too: take a <{self.name}> out of a copy")
        return super().extract(*place, **index)


@cache
def soup(address: str) -> BeautifulSoup:
    """Return a page as it was built, read once by each worker; what is read stays, so collecting garbage skips it."""
    gc.disable()
    page = BeautifulSoup(html(address), "html.parser", element_classes={Tag: SharedTag})
    gc.freeze()
    gc.enable()
    return page


@cache
def by_id(address: str) -> dict[str, Tag]:
    """Return the elements of a built page by their ids, each of which stands there once."""
    found = soup(address).find_all(id=True)
    elements = {str(each["id"]): each for each in found}
    assert len(elements) == len(found), address
    return elements


@cache
def anchors(address: str) -> set[str]:
    """Return all anchors of a built page."""
    return {element.attributes["id"] or "" for element in LexborHTMLParser(html(address)).css("[id]")}


@cache
def published(site: Path = SITE) -> str:
    """Return the address that the site is built for, as its home page says it."""
    match = re.search(r'rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))
    return match[1] if match else "/"


def root(site: Path = SITE) -> str:
    """Return the path that the site is built for."""
    return urlsplit(published(site)).path


@cache
def body(path: Path, changed: int) -> tuple[bytes, bool]:
    """Return what is sent for a file, and whether it is compressed; `changed` is the time of its last change."""
    content = path.read_bytes()
    return (gzip.compress(content, 6), True) if path.suffix in PACKED else (content, False)


def compressed_size(path: Path) -> int:
    """Return the bytes that a server sends for a file."""
    return len(body(path, path.stat().st_mtime_ns)[0])


class Handler(BaseHTTPRequestHandler):
    """Answers as GitHub Pages does: gzip, folders as their index.html, and 404.html for what is not there."""

    protocol_version = "HTTP/1.1"
    site, root = SITE, "/"

    def do_GET(self) -> None:
        """Send one file."""
        address = unquote(urlsplit(self.path).path)
        path = self.site / address.removeprefix(self.root)
        path = path / "index.html" if address.endswith("/") else path
        found = address.startswith(self.root) and path.is_file()
        path = path if found else self.site / "404.html"
        content, packed = body(path, path.stat().st_mtime_ns) if path.is_file() else (b"", False)
        if path.name == "sitemap.xml":  # instant navigation follows only what stands in here
            here = f"http://{self.headers['Host']}{self.root}"
            content, packed = path.read_bytes().replace(published(self.site).encode(), here.encode()), False
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serve(site: Path = SITE, place: str = "") -> Iterator[str]:
    """Serve a built site from a free port, at `place` or where it is built for; yield its address."""
    place = place or root(site)
    handler = type("SiteHandler", (Handler,), {"site": site, "root": place})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{quote(place)}"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, `CHROMIUM`, without a window."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A tab of its own on one page of the site, with its requests and everything it complained of."""

    def __init__(self, page: Page, home: str) -> None:
        """Listen to the tab; `home` is the site's address."""
        self.page, self.home = page, home
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.address, self.setting = "", "first load"
        self.script = ExitStack()  # what runs before each page's own scripts
        self.devtools: CDPSession = page.context.new_cdp_session(page)
        self.hears: dict[Any, Any] = {  # acts by event; Playwright types each event's own
            "request": self.requested,
            "requestfailed": self.lost,
            "response": self.answered,
            "console": self.noted,
            "pageerror": self.broken,
        }
        for event, act in self.hears.items():
            page.on(event, act)

    def complain(self, problem: str) -> None:
        """Keep a problem, with the setting it came up in."""
        self.problems.append(f"{self.address or 'index'}, {self.setting}: {problem}")

    def forget(self, *expected: str) -> None:
        """Drop the problems that have one of these words in them, for they are none."""
        self.problems = [problem for problem in self.problems if not any(word in problem for word in expected)]

    def told(self) -> list[str]:
        """Return what the tab complained of since it was last asked."""
        problems, self.problems = self.problems, []
        return problems

    def requested(self, request: Request) -> None:
        """Keep the address that is asked for, and complain where it is not ours."""
        self.requests.append(request.url.removeprefix(self.home))
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complain(f"asks another host for {request.url}")

    def answered(self, response: Response) -> None:
        """Complain of an answer that is an error."""
        if response.status >= 400:
            self.complain(f"{response.status} for {response.url}")

    def lost(self, request: Request) -> None:
        """Complain of a request without an answer; not of one that Chromium itself gave up, as for a page that is left.

        That word may come late, from the page of the test before, whose tab this is now. A server that breaks off, a
        policy that forbids and a wire that is cut have other words.
        """
        if request.failure != "net::ERR_ABORTED":
            self.complain(f"failed request {request.url}: {request.failure}")

    def noted(self, message: ConsoleMessage) -> None:
        """Complain of whatever is written to the console."""
        self.complain(f"console {message.type}: {message.text}")

    def broken(self, error: Error) -> None:
        """Complain of an error that no script has caught."""
        self.complain(f"page error: {error}")

    def leave(self) -> None:
        """Leave the tab empty, as it was found, to whoever comes next."""
        for event, act in self.hears.items():
            self.page.remove_listener(event, act)
        self.script.close()
        self.page.unroute_all()
        self.page.emulate_media(media="null", forced_colors="null", contrast="null")
        self.devtools.detach()
        self.page.goto("about:blank")

    def open(self, address: str) -> None:
        """Go to a page of the site and wait until it is quiet."""
        self.address = address
        self.page.goto(self.home + address, wait_until="load")
        self.page.wait_for_function("document.fonts.status === 'loaded'")

    def clear(self) -> None:
        """Forget what the browser keeps of the reader: marks, guesses, the chosen scheme."""
        origin = self.home.removesuffix(urlsplit(self.home).path)
        self.devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})

    def resize(self, width: int, height: int = 800) -> None:
        """Give the tab another size."""
        self.page.set_viewport_size({"width": width, "height": height})

    def fold(self, is_open: bool, which: str = "details") -> None:
        """Open or close folds; of those that share a name the browser leaves one open."""
        script = "([which, open]) => { for (const fold of document.querySelectorAll(which)) fold.open = open }"
        self.page.evaluate(script, [which, is_open])

    def show_all(self) -> None:
        """Show what waits for a guess, as a reader does who wants no question."""
        self.page.wait_for_function("Boolean(customElements.get('first-guess'))")
        self.page.eval_on_selector_all(".without-guess", "buttons => buttons.forEach((button) => button.click())")

    def send_all(self, method: str, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send the browser many messages of one kind together, and return its answers.

        Playwright's public calls wait for an answer to each, which takes three times as long.
        """
        session: Any = self.devtools._impl_obj

        async def all_of_them() -> list[dict[str, Any]]:
            return list(await asyncio.gather(*[session.send(method, message, None) for message in messages]))

        answers: list[dict[str, Any]] = self.devtools._sync(all_of_them())
        return answers

    def press(self, key: dict[str, Any], times: int) -> None:
        """Press a key many times, without waiting for a frame after each."""
        self.send_all("Input.dispatchKeyEvent", [key] * times)

    def click(self, place: Locator) -> None:
        """Click as a reader does, on what stands still for two frames; `scroll_through` says why a picture is taken."""
        try:
            place.click(timeout=PATIENCE / 6)
        except TimeoutError:
            self.page.screenshot()
            place.click()

    def scroll_through(self) -> None:
        """Scroll to the end, a screen at a time, until every figure and simulation on the way is drawn."""
        missing = self.page.evaluate(SCROLL_THROUGH, PATIENCE // 6)
        if missing:  # once in a long while a Chromium without a window makes no more frames; a picture asks for one
            self.page.screenshot()
            missing = self.page.evaluate(SCROLL_THROUGH, PATIENCE)
        for figure in missing:
            self.complain(f"a figure on the way was not drawn: {figure}")


class Opener:
    """Opens tabs and remembers them. Profiles in `kept` outlive their tabs; without it each tab has one of its own."""

    def __init__(self, browser: Browser, home: str, kept: dict[str, BrowserContext] | None = None) -> None:
        """Open tabs of `browser` on the site at `home`."""
        self.browser, self.home, self.kept = browser, home, kept
        self.visits: list[Visit] = []

    def profile(self, **settings: Any) -> BrowserContext:
        """Return a profile with such settings; a new one has to load and compile the theme and plotly.js anew."""
        known = {} if self.kept is None else self.kept
        key = json.dumps(settings, sort_keys=True)
        if key not in known:
            known[key] = self.browser.new_context(**settings)
            known[key].set_default_timeout(PATIENCE)
        return known[key]

    def empty_page(self, context: BrowserContext) -> Page:
        """Return a tab that an earlier test has left: there a page loads with a third of the work, plotly.js too."""
        mine = [visit.page for visit in self.visits]
        for page in context.pages:
            if page.url == "about:blank" and page not in mine:
                page.bring_to_front()
                return page
        return context.new_page()

    def tab(
        self,
        script: str = "",
        *,
        viewport: dict[str, int] | None = None,
        color_scheme: Any = "light",
        reduced_motion: Any = "no-preference",
        **settings: Any,
    ) -> Visit:
        """Open an empty tab; `script` runs before each page's own; `settings` are for Playwright's context."""
        page = self.empty_page(self.profile(**settings))
        visit = Visit(page, self.home)
        self.visits.append(visit)
        visit.resize(**(viewport or {"width": 1280}))
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        if script:
            visit.script.enter_context(page.add_init_script(script))
        visit.clear()
        return visit

    def __call__(self, address: str, script: str = "", **settings: Any) -> Visit:
        """Open a page of the site in a tab of its own; see `tab`."""
        visit = self.tab(script, **settings)
        visit.open(address)
        return visit

    def problems(self) -> list[str]:
        """Return what the tabs complained of so far."""
        return [problem for visit in self.visits for problem in visit.problems]

    def close(self) -> None:
        """Leave the tabs to the next test, or close them with their profiles where those are not kept."""
        for visit in self.visits:
            if self.kept is None:
                visit.page.context.close()
            elif not visit.page.is_closed():
                visit.leave()


@contextmanager
def opener(browser: Browser, home: str, kept: dict[str, BrowserContext] | None = None) -> Iterator[Opener]:
    """Yield an opener of tabs, and close its tabs at the end."""
    tabs = Opener(browser, home, kept)
    try:
        yield tabs
    finally:
        tabs.close()
