"""What machines read: the Markdown of each page, llms.txt, the data files, and structured data."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.served import SITE, addresses, file_of, html, published, soup

ROOT = Path(__file__).parent.parent
PAGES = addresses()[:-1]
OURS = (
    r"<(figure-plot|predict-first|check-question|book-simulation|section|span|[a-z]+-map)\b|\]\((claim|sim):|--8<--|"
    r"^[?!]{3} "
)
THING = {"@context", "@type", "@id", "name", "description", "url"}
WORK = THING | {"inLanguage", "license", "isAccessibleForFree", "isPartOf", "hasPart", "headline", "teaches"}
PROPERTIES = {"Book": WORK | {"bookFormat"}, "TechArticle": WORK | {"dependencies"}}  # as schema.org lists them


def twin(address: str) -> str:
    """Return a page as plain Markdown."""
    return (SITE / address / "index.md").read_text("utf-8")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_a_twin_in_plain_markdown(address: str):
    page, text = soup(address), twin(address)
    assert page.select_one('link[rel~="alternate"][type="text/markdown"]')["href"] == "index.md"
    for heading in page.select("article :is(h1, h2, h3)"):
        words = re.sub(r"[^\w ]", "", heading.find(string=True, recursive=False) or "").strip()
        assert words in re.sub(r"[^\w \n]", "", text)
    assert not re.search(OURS, text, re.MULTILINE)


@pytest.mark.parametrize("address", PAGES)
def test_the_programs_and_outputs_of_a_page_stand_whole_in_its_twin(address: str):
    source = ROOT / "docs" / (f"{address.rstrip('/')}.md" if address else "index.md")
    if not source.exists():
        assert address.startswith(("labs/", "reference/"))
        return
    text = twin(address)
    for name in re.findall(r'--8<-- "(.+)"', source.read_text("utf-8")):
        assert (ROOT / "snippets" / name).read_text("utf-8").removesuffix("\n") + "\n```" in text


@pytest.mark.parametrize("address", PAGES)
def test_the_links_of_a_twin_lead_somewhere(address: str):
    words = re.sub(r"(?ms)^ *```.*?^ *```$", "", twin(address))  # what looks like a link in a program is none
    assert "```" not in words
    for link in re.findall(r"\]\(([^()\s]+(?:\([^()\s]*\))?)[^)]*\)", words):
        if link.startswith(published()):
            path, _, anchor = link.removeprefix(published()).partition("#")
            file = SITE / file_of(path)
            assert file.is_file(), link
            page = file.with_suffix(".html")
            if anchor and page.exists():
                assert f'id="{anchor.partition("?")[0]}"' in html(page.relative_to(SITE).as_posix()), link
        else:
            assert link.startswith("http"), link


def test_llms_txt_lists_every_page_with_a_description():
    text = (SITE / "llms.txt").read_text("utf-8")
    assert re.match(r"# Downhill\n\n> \S.+\n", text)
    listed = re.findall(r"^- \[(.+?)\]\((\S+)\): (.+)$", text, re.MULTILINE)
    pages = [page for page in PAGES if not re.match("reference/(claims/.|refuted)", page)]  # all is in claims.json
    assert sorted(address for _, address, _ in listed) == sorted(f"{published()}{page}index.md" for page in pages)
    for _, address, description in listed:
        page = soup(address.removeprefix(published()).removesuffix("index.md"))
        assert page.select_one('meta[name="description"]')["content"] == description
    for data in re.findall(r"\]\((\S+\.json)\)", text):
        assert json.loads((SITE / data.removeprefix(published())).read_text("utf-8"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_describes_itself_in_the_words_of_schema_org(address: str):
    page = soup(address)
    (script,) = page.select('script[type="application/ld+json"]')
    told = json.loads(script.string)
    assert told["@context"] == "https://schema.org"
    assert told["@type"] == ("TechArticle" if address else "Book")
    whole = [told, *told.get("hasPart", []), *[told[key] for key in ("isPartOf",) if key in told]]
    for each in whole:
        assert each.keys() <= PROPERTIES[each["@type"]]
        assert all(value not in (None, "", []) for value in each.values())
        assert each["url"].startswith(published())
        assert (SITE / each["url"].removeprefix(published()) / "index.html").exists()
    assert told["url"] == page.select_one('link[rel="canonical"]')["href"]
    assert told["description"] == page.select_one('meta[name="description"]')["content"]


def test_the_sitemap_lists_every_page():
    listed = re.findall(r"<loc>(.+?)</loc>", (SITE / "sitemap.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(urljoin(published(), page) for page in PAGES)


# What only the site has, for it is there to be pressed; formulas are TeX in the one and MathML in the other
PRESSED = """.head, .contents, .made, book-simulation, reading-progress, read-mark, page-tools, nav, pre, svg, picture,
script, sup:has(a), button, figure-plot, .md-content__button, .headerlink, .filename, .figure-number, .unseen, .verdict,
.given, in-page, a.claim, figcaption a[download], a[href$=ipynb]:not(.lesson a), p:has(> a.here)"""
SAID = "p, li, td, th, figcaption, summary, h1, h2, h3, dt, dd"
FORMULA = "¤"


def words(text: str) -> str:
    """Return the words of a text, without what Markdown may have put between them."""
    return " ".join(re.findall(r"\w+", re.sub(r"[*_`\\\u2060]", "", text)))


def plain(markdown: str) -> str:
    """Return the words of Markdown, with one sign for each formula."""
    markdown = re.sub(r"(?ms)^ *```.*?^ *```$", "", markdown)
    markdown = re.sub(r"`[^`\n]*`", lambda code: code[0].replace("$", ""), markdown)  # dollars that are money
    markdown = re.sub(r"\$\$.*?\$\$|(?<!\\)\$[^$]+?(?<!\\)\$", FORMULA, markdown, flags=re.DOTALL)
    markdown = re.sub(r"\]\([^()\s]*(?:\([^()\s]*\))?[^)]*\)|</?\w[^>]*>|\[\^\w+\]", " ", markdown)
    return words(unescape(markdown))


def passages(address: str) -> Iterator[str]:
    """Yield what a page says, in passages between its formulas.

    A lab's captions are titles that its cells compute, and its folds are cells that a notebook folds itself.
    """
    article = LexborHTMLParser(html(address)).css_first("article")
    titles = ", figcaption, details.example > summary" if address.startswith("labs/") else ""
    for element in article.css(PRESSED + titles):
        element.decompose()
    for element in article.css("math"):
        element.replace_with(FORMULA)
    for element in article.css("sub, sup"):
        element.replace_with(f" {element.text()} ")
    for element in reversed(article.css(SAID)):  # what stands in another first
        yield from (words(part) for part in element.text().split(FORMULA) if len(part.split()) > 2)
        element.decompose()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_its_twin_and_its_notebook_say_the_same(address: str):
    notebooks = [path for path in (SITE / address).glob("*.ipynb") if not path.stem.endswith("-student")]
    paths = [SITE / address / "index.md", *notebooks]  # a student's repeats what the chapter's may lack
    cells = [cell for path in paths[1:] for cell in json.loads(path.read_text("utf-8"))["cells"]]
    texts = {"twins": paths[0].read_text("utf-8")}
    if cells:
        texts["notebooks"] = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    said = list(passages(address))
    assert len(said) > (0 if address == "reference/refuted/" else 2)  # which only says where it all stands now
    right = [verdict.code.get_text() for verdict in soup(address).select(".verdict.right") if verdict.code]
    for kind, text in texts.items():
        known = plain(text)
        missing = [passage for passage in said if passage not in known]
        assert not missing, f"the {kind} do not say: {missing}"
        for row in right:
            assert f"The program prints: `{row}`" in text, f"the {kind} give another answer than {row!r}"
