"""Draws each figure as a still for wide screens and one for phones, and each page's social picture, at build.

Plotly itself draws them, in the system's Chromium, which choreographer drives: figure-look.js says how a figure of the
book looks, live or still, and stills.js tidies what Plotly draws. Where there is no Chromium there are no stills, and
the figures are drawn in the reader's browser.
"""

import asyncio
import base64
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as etree  # noqa: N813, as everywhere else here

import plotly
from choreographer import Browser, Tab
from choreographer.errors import BrowserFailedError, ChromeNotFoundError

from downhill.files import write

HERE = Path(__file__).parent
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")  # else choreographer knows where to look
WIDE, NARROW = 688, 328  # pixels: as wide as the text is at 1280, and at 360
PATIENCE = 600  # seconds of the clock
FAMILY = "-apple-system, BlinkMacSystemFont, Helvetica, Arial, sans-serif"  # the theme's
SVG = "http://www.w3.org/2000/svg"
log = logging.getLogger("mkdocs.downhill")


@dataclass(frozen=True)
class Job:
    """What is to be drawn: a figure as JSON, its height and that on a phone; with a title, a page's picture with it."""

    figure: str
    height: int
    low: int
    title: str = ""


def draw(root: Path, jobs: Mapping[str, Job]) -> dict[str, dict[str, str]]:
    """Return what was drawn by the names of the jobs: `wide` and `narrow` as SVG, or a `picture` as PNG in base64.

    What the cache below `root` keeps is not drawn again. Nothing is drawn where there is no Chromium, which is said in
    a line. Raises ValueError that names what does not draw.
    """
    docs = root / "docs"
    look, style = (docs / name for name in ("javascripts/figure-look.js", "stylesheets/book.css"))
    if not jobs or not look.exists():
        return {}
    colours = [line for line in style.read_text("utf-8").splitlines() if "--plot-" in line or "color-scheme" in line]
    sources = [path.read_text("utf-8") for path in (look, HERE / "stills.py", HERE / "stills.js")]
    depends = hashlib.sha256("\0".join([version("plotly"), *sources, *colours]).encode()).hexdigest()
    kept = {name: root / ".cache" / "stills" / f"{key(job, depends)}.json" for name, job in jobs.items()}
    left = {name: job for name, job in jobs.items() if not kept[name].exists()}
    if left:
        try:
            asyncio.run(asyncio.wait_for(drawn(left, kept, look, style), PATIENCE))
        except (ChromeNotFoundError, BrowserFailedError) as error:
            log.info(f"no stills of the figures, for there is no Chromium to draw them: {str(error).splitlines()[0]}")
            return {}
    return {name: json.loads(path.read_bytes()) for name, path in kept.items()}


def key(job: Job, depends: str) -> str:
    """Return the hash of all that a drawing depends on."""
    return hashlib.sha256(f"{depends}\0{job}".encode()).hexdigest()[:32]


async def drawn(jobs: Mapping[str, Job], kept: Mapping[str, Path], look: Path, style: Path) -> None:
    """Draw on all cores, a tab each, and keep each drawing when it is done."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    left = list(jobs.items())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder, "stills.html")
        page.write_text(page_of(look, style), "utf-8")
        async with Browser(found, headless=True) as browser:

            async def work() -> None:
                tab = await browser.create_tab("about:blank")
                await tab.send_command("Page.navigate", {"url": page.as_uri()})
                await told(tab, "new Promise((done) => document.readyState === 'complete' ? done() : (onload = done))")
                while left:
                    name, job = left.pop()
                    try:
                        write(kept[name], json.dumps(await one(tab, job)))
                    except RuntimeError as error:
                        raise ValueError(f"the figure of {name} could not be drawn: {error}") from error

            await asyncio.gather(*(work() for _ in range(min(os.cpu_count() or 1, len(jobs)))))


async def one(tab: Tab, job: Job) -> dict[str, str]:
    """Return what a tab draws of a job."""
    if job.title:
        await told(tab, f"picture(await look, {job.figure}, {job.height}, {json.dumps(job.title)})")
        clip = {"x": 0, "y": 0, "width": 1200, "height": 630, "scale": 1}
        answer = await tab.send_command("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
        return {"picture": str(answer["result"]["data"])}
    sizes = {"wide": (WIDE, job.height), "narrow": (NARROW, job.low)}
    return {
        name: await told(tab, f"still(await look, {job.figure}, {{ width: {width}, height: {height} }})")
        for name, (width, height) in sizes.items()
    }


async def told(tab: Tab, script: str) -> str:
    """Return what a script tells, given as an expression; raises RuntimeError with what it throws."""
    given = {"expression": f"(async () => {script})()", "awaitPromise": True, "returnByValue": True}
    answer = await tab.send_command("Runtime.evaluate", given)
    if "error" in answer:
        raise RuntimeError(answer["error"]["message"])
    if "exceptionDetails" in answer["result"]:
        thrown = answer["result"]["exceptionDetails"]
        raise RuntimeError(thrown.get("exception", {}).get("description", thrown["text"]).splitlines()[0])
    return str(answer["result"]["result"].get("value", ""))


def page_of(look: Path, style: Path) -> str:
    """Return the page in which figures are drawn; a module of a file cannot be imported there, so its text is."""
    module = f"data:text/javascript;base64,{base64.b64encode(look.read_bytes()).decode()}"
    return f"""<!doctype html><meta charset="utf-8"><style>{style.read_text("utf-8")}
body {{ margin: 0; font-family: {FAMILY} }}</style><body data-md-color-scheme="default">
<script src="{PLOTLY_JS.as_uri()}"></script><script>{(HERE / "stills.js").read_text("utf-8")}</script>
<script>window.look = import("{module}")</script>"""


def in_light(svg: str) -> str:
    """Return a still as it stands alone, on white and in light colours wherever it is shown."""
    etree.register_namespace("", SVG)
    root = etree.fromstring(svg)
    for style in root.findall(f"{{{SVG}}}style[@media]"):
        root.remove(style)
    root.insert(1, etree.Element(f"{{{SVG}}}rect", {"width": "100%", "height": "100%", "fill": "#fff"}))
    return etree.tostring(root, "unicode")
