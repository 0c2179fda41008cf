"""What `make zensical` says of two builds of the book, without Zensical: it must see what one of them lacks."""

from collections import Counter
from pathlib import Path

import nbformat
import pytest
import yaml
from downhill import labs
from downhill.page import Page
from downhill.site import Site
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from tests import zensical
from tests.compared import COUNTED, counted, differences, table

ROOT = Path(__file__).parent.parent
HEAD = '<script type="application/ld+json">{}</script><link rel="alternate " type="text/markdown" href="index.md">'
SHOWN = {
    "formulas": "<math><mi>x</mi></math>",
    "figures": "<figure-plot></figure-plot>",
    "simulations": '<book-simulation name="descent"></book-simulation>',
    "claims": '<a class="claim" href="#top">✓</a>',
    "terms": '<a class="term" href="#top">slope</a>',
    "links to simulations": '<a class="see" href="#top?rate=0.1">see it</a>',
    "citations": '<a href="../bibliography/#top">[1]</a>',
    "questions": '<section class="predict"></section>',
    "choices": '<details class="choice"></details>',
    "programs": '<div class="language-python highlight"></div>',
    "outputs": '<div class="output highlight"></div>',
    "downloads": '<a href="../programs/line.py" download>Download</a>',
    "folds": "<details></details>",
    "footnotes": '<sup class="footnote-ref"></sup>',
    "headings": "<h2>Slope</h2>",
}


def built(folder: Path, shown: dict[str, str]) -> dict[str, Counter[str]]:
    """Write a site of two pages and a program, whose chapter shows something of each kind, and count it."""
    pages = {"chapter": "".join(shown.values()), "bibliography": "<h1>Sources</h1>"}
    for name, text in pages.items():
        (folder / name).mkdir(parents=True)
        html = f'<html><head>{HEAD}</head><body><article id="top">{text}</article></body></html>'
        (folder / name / "index.html").write_text(html, "utf-8")
    (folder / "programs").mkdir()
    (folder / "programs" / "line.py").write_text("print(1)\n", "utf-8")
    return counted(folder)


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "labs").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_head_of_a_lab_can_be_written_as_that_of_a_page(path: Path) -> None:
    head = labs.read(path, nbformat.read(path, 4), ROOT).page.meta
    assert head["able"]
    assert yaml.safe_load(yaml.safe_dump(head)) == head


def test_two_builds_that_show_the_same_do_not_differ(tmp_path: Path) -> None:
    published = built(tmp_path / "published", SHOWN)
    assert set(published) == {"chapter/index.html", "bibliography/index.html"}
    assert all(published["chapter/index.html"][kind] for kind in SHOWN)
    assert differences(published, built(tmp_path / "other", SHOWN)) == []


@pytest.mark.parametrize("kind", SHOWN)
def test_what_a_page_lacks_is_told_by_its_kind(kind: str, tmp_path: Path) -> None:
    published = built(tmp_path / "published", SHOWN)
    lacking = built(tmp_path / "other", {**SHOWN, kind: ""})
    shown = published["chapter/index.html"][kind]
    assert f"chapter/index.html: {kind}: {shown}, here {shown - 1}" in differences(published, lacking)
    assert f"{kind:28}" in table(published, lacking)


def test_what_a_page_shows_twice_is_told_too(tmp_path: Path) -> None:
    published = built(tmp_path / "published", SHOWN)
    more = built(tmp_path / "other", {**SHOWN, "again": SHOWN["formulas"]})
    assert "chapter/index.html: formulas: 1, here 2" in differences(published, more)


def test_other_words_are_told(tmp_path: Path) -> None:
    published = built(tmp_path / "published", {**SHOWN, "text": "<p>It goes down.</p>"})
    shorter = built(tmp_path / "other", {**SHOWN, "text": "<p>It goes.</p>"})
    assert [each.split(":")[1] for each in differences(published, shorter)] == [" words"]


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    published, other = built(tmp_path / "published", SHOWN), built(tmp_path / "other", SHOWN)
    del other["chapter/index.html"]
    assert differences(published, other) == ["chapter/index.html: missing"]


@pytest.mark.parametrize("address", ["gone/", "../programs/gone.py", "#gone", "../bibliography/#gone", "gone.svg"])
def test_a_dead_link_is_told(address: str, tmp_path: Path) -> None:
    published = built(tmp_path / "published", SHOWN)
    element = f'<img src="{address}">' if address.endswith(".svg") else f'<a href="{address}">there</a>'
    dead = built(tmp_path / "other", {**SHOWN, "dead": element})
    assert "chapter/index.html: dead links: 0, here 1" in differences(published, dead)


@pytest.mark.parametrize("address", ["", "#top", "../bibliography/", "../programs/line.py", "https://example.org/gone"])
def test_a_living_link_is_none(address: str, tmp_path: Path) -> None:
    published = built(tmp_path / "published", SHOWN)
    living = built(tmp_path / "other", {**SHOWN, "living": f'<a href="{address}">there</a>'})
    assert [each for each in differences(published, living) if "dead" in each] == []


def test_the_published_site_has_everything_that_is_counted_and_no_dead_link() -> None:
    pages = counted(ROOT / "site")
    total = {kind: sum(page[kind] for page in pages.values()) for kind in COUNTED}
    assert total.pop("dead links") == 0
    assert all(total.values()), total


def test_the_settings_are_read_as_mkdocs_reads_them() -> None:
    assert Site.of(zensical.settings(ROOT)) == Site.of(load_config(str(ROOT / "mkdocs.yml")))


def test_links_are_mended_on_what_zensical_makes() -> None:
    edit = '<a rel="edit" href="https://example.org/edit/main/docs/{}">Edit</a>'
    html = (
        '<article><div><span class="filename">line.py <a href="../../../programs/line.py" download>Download</a></span>'
        '</div><ul class="needs"><li><a href="../../../learning/line/#line">line</a></li></ul>'
        '<p class="tools"><a href="../complete.ipynb" download>Download as notebook</a></p>'
        '<p><a href="../../labs/complete.ipynb#race">the lab</a> <a href="../../learning/line/">a line</a>'
        '<a class="see" href="../../../simulations/descent/#descent?rate=0.08">see it</a></p>'
        f"{edit.format('labs/complete.md')}{edit.format('learning/line.md')}{edit.format('reference/claims.md')}</article>"
    )
    written = [Page.read("labs/complete.ipynb", "# Lab"), Page.read("learning/line.md", "# A line")]
    made = LexborHTMLParser(zensical.mended(f"<html><body>{html}</body></html>", written))
    assert [link.attributes["href"] for link in made.css("a")] == [
        "../../programs/line.py",
        "../../learning/line/#line",
        "complete.ipynb",
        "../../labs/complete/#race",
        "../../learning/line/",
        "../../simulations/descent/#descent?rate=0.08",
        "https://example.org/edit/main/docs/labs/complete.ipynb",
        "https://example.org/edit/main/docs/learning/line.md",
    ]
