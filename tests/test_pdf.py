"""The book as one PDF: a volume of three pages is printed as the whole is, and what could be wrong with one is said."""

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from downhill.book import Book
from downhill.export import pdf, volume
from downhill.metadata import VOLUME
from downhill.site import Entry
from downhill.stills import NAMES

from tests.served import SITE

CHAPTERS = {"The move": "descent/the-move.md", "Momentum": "descent/momentum.md"}
PARTS = (
    Entry("Downhill", entries=tuple(Entry(title, path) for title, path in CHAPTERS.items())),
    Entry("Reference", entries=(Entry("Glossary", "reference/glossary.md"),)),
)
BACK = ("Answers, hints and solutions", "Index of terms")


@pytest.fixture(scope="module")
def book(book: Book) -> Book:
    if not any(map(shutil.which, NAMES)):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("there is no Chromium to print with")
    return replace(book, site=replace(book.site, navigation=PARTS))


def make(book: Book, site: Path, path: Path) -> None:
    """Print a book in a thread of its own, for that of the other browser tests runs an event loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(pdf.make, book, site, path).result()


@pytest.fixture(scope="module")
def printed(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    path = tmp_path_factory.mktemp("pdf") / VOLUME
    make(book, SITE, path)
    with pikepdf.open(path) as opened:
        yield opened


def outline(opened: pikepdf.Pdf) -> dict[str, int]:
    """Return the titles of an outline, each with the sheet that it leads to."""
    sheets = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
    found: dict[str, int] = {}

    def walk(items: list[pikepdf.OutlineItem]) -> None:
        for item in items:
            to = item.destination
            named = pdf.destinations(opened)
            place = to if isinstance(to, pikepdf.Array) else named[str(to).removeprefix("/")]
            found.setdefault(str(item.title), sheets[place[0].objgen])
            walk(item.children)

    with opened.open_outline() as listed:
        walk(listed.root)
    return found


@pytest.mark.whole("`make pdf`, too")
def test_the_contents_name_the_sheets_to_which_the_outline_leads(printed, book):
    titles = outline(printed)
    text = volume.numbered(volume.gathered(book, SITE), places(printed))
    contents = text.partition('class="md-typeset listed"')[2].partition("</section>")[0]
    listed = dict(re.findall(r'<a href="#[^"]+">([^<]+)</a><span data-at="[^"]+">(\d+)</span>', contents))
    assert [*listed] == ["Downhill", "1 The move", "2 Momentum", "Reference", "3 Glossary", *BACK]
    titles["Downhill"] = places(printed)["part-downhill"]  # which the cover is called too
    assert {title: int(sheet) for title, sheet in listed.items()}.items() <= titles.items()


def places(opened: pikepdf.Pdf) -> dict[str, int]:
    return pdf.places(Path(opened.filename))


def test_every_figure_is_there_as_a_drawing_and_every_letter_has_its_font(printed, book):
    figures = [f"Figure 2.{number}" for number in range(1, len(book.pages["descent/momentum.md"].figures) + 1)]
    assert len(figures) > 1
    assert set(figures) <= {str(each.get("/Alt")) for each in pdf.elements(printed)}
    objects = [each for each in printed.objects if isinstance(each, pikepdf.Stream)]
    assert not [each for each in objects if each.get("/Subtype") == "/Image"]
    dictionaries = [each for each in printed.objects if isinstance(each, pikepdf.Dictionary)]
    fonts = [each for each in dictionaries if each.get("/Type") == "/Font" and each.get("/FontDescriptor") is not None]
    drawn = [each for each in fonts if each.Subtype == "/Type3"]  # whose letters are drawings
    files = {"/FontFile", "/FontFile2", "/FontFile3"}
    assert len(fonts) > 3
    assert not [each for each in fonts if each not in drawn and not files & set(each.FontDescriptor.keys())]


def test_answers_and_solutions_stand_at_the_end_only(printed, book):
    text = volume.gathered(book, SITE)
    chapters, _, back = text.partition(f"{BACK[0]}</h1>")
    for fold in ('details class="success"', 'details class="tip"', 'class="choice"'):
        assert fold not in text
    assert "The program prints: " not in chapters
    assert "The program prints: " in back
    asked = re.findall(r'class="to"><a href="#([^"]+)"', chapters)
    assert len(asked) > 5
    for anchor in asked:
        assert f'id="{anchor}"' in back
    sheets = places(printed)
    assert min(sheets[anchor] for anchor in asked) >= sheets["answers-hints-and-solutions"]


def test_a_term_of_the_index_stands_where_the_index_says(printed, book):
    text = volume.gathered(book, SITE)
    index = text.partition(f"{BACK[1]}</h1>")[2]
    terms = re.findall(r'<p>([^<]+), <a href="#([^"]+)">', index)
    assert "Momentum" in dict(terms)
    for _, anchor in terms:
        assert re.search(rf'<a [^>]*id="{anchor}"', text)
    sheets = places(printed)
    rows = [re.findall(r'href="#([^"]+)"', row) for row in re.findall("<p>.*?</p>", index)]
    assert [row for row in rows if len(row) > 1]
    for row in rows:
        assert [sheets[anchor] for anchor in row] == sorted(sheets[anchor] for anchor in row)


def test_a_simulation_says_where_it_moves(book):
    text = volume.gathered(book, SITE)
    shown = len(re.findall("<book-simulation", text))
    assert shown > 1
    there = re.findall(r">It moves at (https?://[^<]+)</a>", text)
    assert len(there) == shown
    for address in there:
        path, _, anchor = address.removeprefix(book.site.address).partition("#")
        assert f'id="{anchor}"' in (SITE / path / "index.html").read_text("utf-8")


def test_links_lead_to_places_of_the_book_or_to_the_site(book):
    text = volume.gathered(book, SITE)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    links = re.findall(r' href="([^"]+)"', text.partition("<body")[2])
    assert not [link for link in links if not link.startswith(("#", "http"))]
    assert not {link[1:] for link in links if link.startswith("#")} - {*ids}


DOT = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
FAULTS = {
    "a line that is cut": ("<p>one", f"<pre><code>{'long ' * 60}</code></pre><p>one", "are cut at the edge of a sheet"),
    "a figure above a hollow": (
        "<p>one",
        "<style>figure-plot { display: block; height: 90px }</style>"
        f'<figure-plot><img src="{DOT}"></figure-plot><p>one',
        "1 figures have more room than their picture",
    ),
    "a list whose marks are cut": (
        "<p>one",
        "<style>ul { padding: 0 }</style><article><ul><li>two</ul></article><p>one",
        "1 lists have no room for their marks",
    ),
    "a figure that is lost": ("<p>one", '<img alt="Figure 7.1" src="data:,"><p>one', "did not load"),
}
SHEET = """<!doctype html><html lang="en"><title>A book</title><style>pre {{ white-space: pre }}</style>
<body class="md-typeset">{}<h1 id="here">Here</h1><p>one <a href="#here">two</a></p></body>"""


@pytest.mark.whole("`make pdf`, which looks through what it printed")
@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_printed_whole_is_not_printed(book, fault, tmp_path, monkeypatch):
    words, other, said = FAULTS[fault]
    good = SHEET.format("")
    monkeypatch.setattr(pdf, "gathered", lambda *_: good)
    make(book, SITE, tmp_path / VOLUME)
    before = (tmp_path / VOLUME).read_bytes()
    monkeypatch.setattr(pdf, "gathered", lambda *_: good.replace(words, other))
    with pytest.raises(pdf.PdfError, match=said):
        make(book, SITE, tmp_path / VOLUME)
    assert (tmp_path / VOLUME).read_bytes() == before


def test_a_print_that_takes_too_long_is_given_up(book, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "gathered", lambda *_: SHEET.format(""))
    monkeypatch.setattr(pdf, "printed", lambda *_: asyncio.sleep(60))
    monkeypatch.setattr(pdf, "PATIENCE", 0.1)
    with pytest.raises(pdf.PdfError, match=r"the book was not printed in 0\.1 s"):
        make(book, SITE, tmp_path / VOLUME)


def test_what_is_wrong_with_a_pdf_is_said(printed, book, tmp_path, monkeypatch):
    path, text = Path(printed.filename), volume.gathered(book, SITE)
    assert pdf.faults(path, text) == []
    assert "Figure 9.9 is not there" in pdf.faults(path, f'{text}<img src="x" alt="Figure 9.9">')
    assert "1 places are on no sheet, such as nowhere" in pdf.faults(path, f'{text}<span data-at="nowhere"></span>')
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(path) as opened:
        for name in ("/Outlines", "/MarkInfo", "/Lang", "/Dests"):
            del opened.Root[name]
        opened.save(broken)
    said = "\n".join(pdf.faults(broken, text))
    for words in ("no outline", "not tagged", "its language", "which is nowhere", "are on no sheet"):
        assert words in said
    monkeypatch.setattr(pdf, "LARGEST", 1000)
    assert "at most 1,000" in "\n".join(pdf.faults(path, text))


def test_a_book_that_is_not_built_is_not_printed(book, tmp_path):
    with pytest.raises(pdf.PdfError, match="there is no built book"):
        make(book, tmp_path, tmp_path / VOLUME)
