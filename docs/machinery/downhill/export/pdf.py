"""The book as one PDF: `make pdf`.

The system's Chromium prints the volume twice: the second time it names the sheets that the first time showed. What it
printed is looked through before it replaces an older one.
"""

import asyncio
import base64
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
from choreographer import Browser
from choreographer.errors import BrowserFailedError, ChromeNotFoundError

from downhill.book import Book
from downhill.export.volume import PLACE, gathered, numbered
from downhill.metadata import VOLUME
from downhill.stills import NAMES, told

PATIENCE = 1200  # seconds of the clock
LARGEST = 20_000_000  # bytes
WIDTH = 658  # pixels between the margins of a sheet of A4
PRINTED = {
    "preferCSSPageSize": True,
    "printBackground": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}
LOADED = """(async () => {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done));
  await Promise.all([...document.images].map((image) => image.decode()));
  await document.fonts.ready;
})()"""
# What is wrong with sheets, each by where it stands and the end of its words
WRONG = {
    "lines are cut at the edge of a sheet": """(each) => each.matches("p, li, td, pre, code, figure, math, img, svg")
        && !each.parentElement.closest("svg")
        && each.getClientRects().length && each.getBoundingClientRect().right > innerWidth + 1""",
    "figures have more room than their picture": """(each) => each.matches("figure-plot")
        && each.offsetHeight > (each.querySelector("img")?.offsetHeight ?? 0) + 2""",
    "lists have no room for their marks": """(each) => each.matches("article ul:not([class]) > li")
        && getComputedStyle(each).listStyleType !== "none"
        && each.getBoundingClientRect().left < each.closest("article").getBoundingClientRect().left + 8""",
}
FOUND = """JSON.stringify([...document.querySelectorAll(".md-typeset *")].filter({})
  .map((each) => `${{each.closest("[id]")?.id}}: ${{each.tagName}} … ${{each.textContent.trim().slice(-40)}}`))"""
FIGURE = re.compile(r'<img [^>]*alt="(Figure [^"]*)"')


class PdfError(Exception):
    """The book cannot be printed, or what was printed has a fault; the message says which."""


def make(book: Book, site: Path, pdf: Path) -> None:
    """Print a built book from its site as a PDF; raises PdfError, and then an older one stays as it is."""
    if not (site / "index.html").is_file():
        raise PdfError(f"there is no built book in {site}")
    text = gathered(book, site)
    with tempfile.TemporaryDirectory() as folder:
        draft, sheets = Path(folder, VOLUME), dict[str, int]()
        for _ in range(3):
            try:
                asyncio.run(asyncio.wait_for(printed(numbered(text, sheets), draft), PATIENCE))
            except (ChromeNotFoundError, BrowserFailedError) as error:
                raise PdfError(f"there is no Chromium to print the book: {str(error).splitlines()[0]}") from error
            except RuntimeError as error:
                raise PdfError(f"the book did not load in the browser: {error}") from error
            except TimeoutError as error:
                raise PdfError(f"the book was not printed in {PATIENCE} s") from error
            before, sheets = sheets, places(draft)
            if sheets == before:
                break
        else:
            raise PdfError("the numbers of the sheets do not settle")
        if found := faults(draft, text):
            raise PdfError("\n".join(found))
        shutil.copyfile(draft, pdf)


async def printed(text: str, pdf: Path) -> None:
    """Print a page of HTML: tagged, with an outline, and packed."""
    page = pdf.with_suffix(".html")
    page.write_text(text, "utf-8")
    async with Browser(next(filter(None, map(shutil.which, NAMES)), None), headless=True) as browser:
        tab = await browser.create_tab("about:blank")
        screen = {"width": WIDTH, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        await tab.send_command("Emulation.setDeviceMetricsOverride", screen)
        await tab.send_command("Emulation.setEmulatedMedia", {"media": "print"})
        await tab.send_command("Page.navigate", {"url": page.as_uri()})
        await told(tab, LOADED)
        for what, wrong in WRONG.items():
            if found := json.loads(await told(tab, FOUND.format(wrong))):
                raise PdfError("\n".join([f"{len(found)} {what}:", *found[:20]]))
        answer = await tab.send_command("Page.printToPDF", PRINTED)
        if "error" in answer:
            raise PdfError(f"the book was not printed: {answer['error']['message']}")
    pdf.write_bytes(base64.b64decode(answer["result"]["data"]))
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        opened.save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def places(pdf: Path) -> dict[str, int]:
    """Return for each place that a link of a PDF leads to the number of its sheet."""
    with pikepdf.open(pdf) as opened:
        sheets = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        return {name: sheets[to[0].objgen] for name, to in destinations(opened).items()}


def destinations(opened: pikepdf.Pdf) -> Mapping[str, Any]:
    """Return the named places of a PDF."""
    return {str(name).removeprefix("/"): to for name, to in opened.Root.get("/Dests", pikepdf.Dictionary()).items()}


def elements(opened: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return what a PDF tells screen readers of its parts."""
    objects = (each for each in opened.objects if isinstance(each, pikepdf.Dictionary))
    return [each for each in objects if each.get("/Type") == "/StructElem"]


def faults(pdf: Path, text: str) -> list[str]:
    """Return what is wrong with a printed volume: lost links and numbers, its size, what helps readers."""
    found = []
    with pikepdf.open(pdf) as opened:
        named = destinations(opened)
        if lost := sorted({place for _, place in PLACE.findall(text)} - named.keys()):
            found.append(f"{len(lost)} places are on no sheet, such as {lost[0]}")
        for number, page in enumerate(opened.pages, 1):
            for note in page.get("/Annots", []):
                to = note.get("/Dest") or note.get("/A", pikepdf.Dictionary()).get("/D")
                if to is not None and not isinstance(to, pikepdf.Array) and str(to).removeprefix("/") not in named:
                    found.append(f"page {number}: a link leads to {to}, which is nowhere")
        shown = {str(each.get("/Alt")) for each in elements(opened) if each.get("/S") == "/Figure"}
        found += [f"{figure} is not there" for figure in FIGURE.findall(text) if figure not in shown]
        if "/Outlines" not in opened.Root:
            found.append("there is no outline")
        if not opened.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False):
            found.append("it is not tagged for screen readers")
        if "/Lang" not in opened.Root:
            found.append("it does not say its language")
    if (size := pdf.stat().st_size) > LARGEST:
        found.append(f"it has {size:,} bytes; at most {LARGEST:,}")
    return found
