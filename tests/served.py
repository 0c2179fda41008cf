"""The built site behind a small local server, and a Chromium tab that notes everything that goes wrong in it."""

import gzip
import mimetypes
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

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
KINDS = {"document": "html", "stylesheet": "css", "script": "js", "font": "font", "image": "image"}


def addresses(site: Path = SITE) -> list[str]:
    """Return every page of the built site, by its address from the site's root."""
    if not (site / "index.html").exists():
        raise FileNotFoundError(f"there is no built site in {site}: `make build` makes it")
    found = (path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))
    return [*sorted(found), "404.html"]


def root(site: Path = SITE) -> str:
    """Return the path that the site is published under, as its home page says it."""
    match = re.search(r'rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))
    return urlsplit(match[1]).path if match else "/"


@lru_cache(maxsize=None)
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

    def do_GET(self) -> None:  # noqa: N802
        """Send one file."""
        address = unquote(urlsplit(self.path).path)
        path = self.site / address.removeprefix(self.root)
        path = path / "index.html" if address.endswith("/") else path
        found = address.startswith(self.root) and path.is_file()
        path = path if found else self.site / "404.html"
        content, packed = body(path, path.stat().st_mtime_ns)
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
        self.setting = "first load"
        page.on("request", self.requested)
        page.on("requestfailed", lambda request: self.complain(f"failed request {request.url}: {request.failure}"))
        page.on("response", self.answered)
        page.on("console", lambda message: self.complain(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complain(f"page error: {error}"))

    def complain(self, problem: str) -> None:
        """Keep a problem, with the setting it came up in."""
        self.problems.append(f"{self.setting}: {problem}")

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
        self.page.goto(self.home + address, wait_until="load")
        self.page.wait_for_function("document.fonts.status === 'loaded'")
        if self.page.locator("html.js").count():
            self.page.wait_for_selector("body[data-md-color-scheme]")

    def scroll_through(self) -> None:
        """Scroll to the end, a screen at a time, until every figure on the way is drawn."""
        step = self.page.evaluate("innerHeight") * 0.8
        position = 0.0
        while position < self.page.evaluate("document.documentElement.scrollHeight"):
            position += step
            self.page.evaluate("position => scrollTo({ top: position, behavior: 'instant' })", position)
            self.page.wait_for_function(NEAR_FIGURES_DRAWN)


NEAR_FIGURES_DRAWN = """() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30))).then(() =>
  [...document.querySelectorAll("figure-plot")].every((figure) => {
    const { top, bottom, height } = figure.getBoundingClientRect();
    return height === 0 || bottom < -200 || top > innerHeight + 200 || figure.querySelector(".main-svg");
  }))"""


@contextmanager
def visit(browser: Browser, home: str, **settings: Any) -> Iterator[Visit]:
    """Open a tab with a profile of its own; `settings` are those of Playwright's browser context."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
    context.set_default_timeout(10_000)
    try:
        yield Visit(context.new_page(), home)
    finally:
        context.close()


Visitor = Callable[..., Any]
