"""The built site behind a small local server, and a Chromium tab that notes everything that goes wrong in it."""

import gzip
import mimetypes
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Request, Response, sync_playwright

SITE = Path(__file__).parent.parent / "site"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card, for the surfaces
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".py", ".ipynb", ".md"}

SCROLL_THROUGH = """async () => {
  const drawn = () => [...document.querySelectorAll("figure-plot")].every((figure) => {
    const { top, bottom, height } = figure.getBoundingClientRect();
    const away = !height || bottom < -200 || top > innerHeight + 200 || !figure.checkVisibility();
    return away || figure.querySelector(".main-svg");
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 40)); // a frame may never come
  const end = Date.now() + 10_000;
  for (let top = 0; top < document.documentElement.scrollHeight; top += 0.8 * innerHeight) {
    scrollTo({ top, behavior: "instant" });
    await pause();
    while (!drawn() && Date.now() < end) await pause();
  }
  return drawn();
}"""


def addresses(site: Path = SITE) -> list[str]:
    """Return every page of the built site, by its address from the site's root."""
    if not (site / "index.html").exists():
        raise FileNotFoundError(f"there is no built site in {site}: `make build` makes it")
    found = (path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))
    return [*sorted(found), "404.html"]


@cache
def soup(address: str) -> BeautifulSoup:
    """Return a page as it was built, by its address from the site's root."""
    path = SITE / (address if address.endswith(".html") else f"{address}index.html")
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


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
        content, packed = body(path, path.stat().st_mtime_ns)
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
def serve(site: Path = SITE) -> Iterator[str]:
    """Serve a built site from a free port; yield its address."""
    handler = type("SiteHandler", (Handler,), {"site": site, "root": root(site)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{root(site)}"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
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
        page.on("request", self.requested)
        page.on("requestfailed", lambda request: self.complain(f"failed request {request.url}: {request.failure}"))
        page.on("response", self.answered)
        page.on("console", lambda message: self.complain(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complain(f"page error: {error}"))

    def complain(self, problem: str) -> None:
        """Keep a problem, with the setting it came up in."""
        self.problems.append(f"{self.address or 'index'}, {self.setting}: {problem}")

    def requested(self, request: Request) -> None:
        """Keep the address that is asked for, and complain where it is not ours."""
        self.requests.append(request.url.removeprefix(self.home))
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complain(f"asks another host for {request.url}")

    def answered(self, response: Response) -> None:
        """Complain of an answer that is an error."""
        if response.status >= 400:
            self.complain(f"{response.status} for {response.url}")

    def open(self, address: str) -> None:
        """Go to a page of the site and wait until it is quiet."""
        self.address = address
        self.page.goto(self.home + address, wait_until="load")
        self.page.wait_for_function("document.fonts.status === 'loaded'")

    def scroll_through(self) -> None:
        """Scroll to the end, a screen at a time, until every figure on the way is drawn."""
        if not self.page.evaluate(SCROLL_THROUGH):
            self.complain("a figure on the way was not drawn within 10 s")


class Opener:
    """Opens tabs, each with a profile of its own, and remembers them."""

    def __init__(self, browser: Browser, home: str) -> None:
        """Open tabs of `browser` on the site at `home`."""
        self.browser, self.home = browser, home
        self.visits: list[Visit] = []

    def __call__(self, address: str, script: str = "", **settings: Any) -> Visit:
        """Open a page of the site; `script` runs before the page's own; `settings` are for Playwright's context."""
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
        context.set_default_timeout(30_000)
        context.add_init_script(script)
        self.visits.append(Visit(context.new_page(), self.home))
        self.visits[-1].open(address)
        return self.visits[-1]

    def problems(self) -> list[str]:
        """Return what the tabs complained of so far."""
        return [problem for visit in self.visits for problem in visit.problems]


@contextmanager
def opener(browser: Browser, home: str) -> Iterator[Opener]:
    """Yield an opener of tabs, and close its tabs at the end."""
    tabs = Opener(browser, home)
    try:
        yield tabs
    finally:
        for visit in tabs.visits:
            visit.page.context.close()
