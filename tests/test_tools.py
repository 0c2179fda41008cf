"""What a reader can do with any page: report an error in it, copy it, take the book along."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from downhill import __main__ as words
from downhill.export.citation import AUTHORS, in_tex

from tests.served import SITE, Opener, addresses, published, soup

PAGES = addresses()[:-1]
CHAPTER = "descent/momentum/"
NAMED = re.compile("(site_(name|url|description)|repo_url):")
SETTINGS = yaml.safe_load(
    "\n".join(
        line for line in (SITE.parent / "mkdocs.yml").read_text("utf-8").splitlines() if NAMED.match(line)
    ).replace("!ENV", "")
)
COPIED = "navigator.clipboard.readText()"
LET = {"permissions": ["clipboard-read", "clipboard-write"]}


def asked(link: str) -> tuple[str, str]:
    """Return title and text of the issue that a link begins."""
    query = parse_qs(urlsplit(link).query)
    return query["title"][0], query["body"][0]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "index")
def test_a_page_offers_a_report_its_markdown_and_the_archive(address: str):
    page = soup(address)
    tools = page.select_one("article page-tools")
    report, markdown, citation, *colab, archive = tools.select("a:not([href$=pdf], .student)")
    pdf = tools.select("a[href$=pdf]")
    assert len(colab) == bool(page.select_one(".head"))
    assert report["href"].startswith(f"{SETTINGS['repo_url'][1]}/issues/new?")
    title, body = asked(report["href"])
    assert page.h1.contents[0].strip() in title
    assert f"Page: {published()}{address}\n" in body
    assert f"Edition: {tools['data-edition'] or 'unknown'}\n" in body
    assert (SITE / address / markdown["href"]).is_file()
    assert markdown["download"].endswith(".md")
    assert f"  url = {{{published()}{address}}},\n" in (SITE / address / citation["href"]).read_text("utf-8")
    assert archive["href"] == f"{published()}downhill.zip"
    assert [link["href"] for link in pdf] == [f"{published()}downhill.pdf"] * (address == "")
    solved = bool(page.select("details.success, details.tip"))
    prints = [button.get_text() for button in page.select("print-page button")]
    assert prints == ["Print", "without solutions"][: len(prints)]
    assert (len(prints) == 2) == solved


ENTRY = re.compile(r"@(misc|incollection)\{([a-z0-9-]+),\n((?:  [a-z]+ = \{.*\},\n)+)\}\n")


def test_every_page_has_an_entry_for_bibliographies_with_a_key_of_its_own():
    found = {path: ENTRY.fullmatch(path.read_text("utf-8")) for path in SITE.rglob("*.bib")}
    assert len(found) == len(PAGES)
    assert [path for path, entry in found.items() if not entry] == []
    assert len({entry[2] for entry in found.values()}) == len(PAGES)
    for path, entry in found.items():
        fields = dict(re.findall(r"^  ([a-z]+) = \{(.*)\},$", entry[3], re.MULTILINE))
        assert fields["title"], path
        assert fields["author"] == "{The authors of Downhill}", path
        assert (entry[1] == "misc") == ("booktitle" not in fields), path
        for name, value in fields.items():
            assert name == "url" or not re.search(r"(?<!\\)[&%$#_]", value), (
                f"{path}: TeX reads a sign of its own in {value}"
            )
            assert value.count("{") == value.count("}"), path


def test_a_title_with_signs_of_tex_is_cited_as_it_is_written():
    assert in_tex("5 % of $x_i$ & {a} #1") == r"5 \% of \$x\_i\$ \& \{a\} \#1"


def test_the_book_is_cited_as_its_home_page_says():
    told = yaml.safe_load((SITE.parent / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version": "1.2.0", "type": "software", "title": SETTINGS["site_name"]}.items() <= told.items()
    assert told["authors"] == [{"name": AUTHORS}]
    assert told["url"] == SETTINGS["site_url"][1]
    assert told["repository-code"] == SETTINGS["repo_url"][1]
    assert told["message"]
    assert told["abstract"] == SETTINGS["site_description"]


def test_the_archive_is_packed_into_the_site_where_the_pages_say(tmp_path, monkeypatch):
    site = tmp_path / "site"
    (site / "search").mkdir(parents=True)
    (site / "index.html").write_text("<html></html>", "utf-8")
    (site / "search" / "search_index.json").write_text(json.dumps({"docs": []}), "utf-8")
    monkeypatch.delenv("SITE", raising=False)
    for _ in range(2):  # the second time it is there already, and stays out of itself
        assert words.pack(tmp_path) == 0
        packed = (site / "downhill.zip").read_bytes()
        assert packed == (tmp_path / "downhill.zip").read_bytes()
        assert b"downhill/index.html" in packed
        assert b".zip" not in packed


def test_a_report_says_where_the_reader_is_and_what_was_marked(tab: Opener):
    visit = tab(CHAPTER, script="addEventListener('click', (event) => event.preventDefault())")
    heading = visit.page.locator("article h2").nth(3)
    heading.evaluate("(heading) => heading.scrollIntoView({ behavior: 'instant' })")
    link = visit.page.locator(".md-sidebar--secondary a.report")
    for _ in range(2):
        link.click()
        body = asked(link.get_attribute("href"))[1]
        assert body.count(f"{visit.home}{CHAPTER}#{heading.get_attribute('id')}") == 1
        assert "> " not in body
    visit.page.locator("article h2").nth(2).locator("xpath=following::p[2]").evaluate(
        "(text) => getSelection().selectAllChildren(text)"
    )
    words = visit.page.evaluate("String(getSelection()).slice(0, 30)")
    visit.page.wait_for_function("document.querySelector('page-tools').words")
    link.click()
    body = asked(link.get_attribute("href"))[1]
    assert f"> {words}" in body
    assert f"#{visit.page.locator('article h2').nth(2).get_attribute('id')}" in body


def test_a_reader_copies_the_page_and_the_address_of_a_place(tab: Opener):
    visit = tab(CHAPTER, **LET)
    visit.page.bring_to_front()
    output = visit.page.locator("page-tools output")
    visit.page.get_by_role("button", name="Copy page as Markdown").click()
    visit.page.wait_for_function("document.querySelector('page-tools output').textContent.includes('as Markdown')")
    twin = (SITE / CHAPTER / "index.md").read_text("utf-8")
    assert visit.page.evaluate(COPIED) == twin
    visit.page.get_by_role("button", name="Copy the address of this place").click()
    visit.page.wait_for_function("document.querySelector('page-tools output').textContent.includes('its address')")
    copied = visit.page.evaluate(COPIED)
    last = visit.page.locator("article :is(h2, h3)").last
    assert f"{visit.home}{CHAPTER}#{last.get_attribute('id')}" in copied
    assert f"Edition {visit.page.locator('page-tools').get_attribute('data-edition') or 'unknown'}" in copied
    assert output.inner_text()


def test_a_copy_that_fails_says_so(tab: Opener):
    visit = tab(CHAPTER, **LET)
    visit.page.bring_to_front()
    visit.page.route("**/index.md", lambda route: route.fulfill(status=503))
    visit.page.get_by_role("button", name="Copy page as Markdown").click()
    visit.page.wait_for_function("/Nothing was copied/.test(document.querySelector('page-tools output').textContent)")
    visit.forget("503", "ERR_ABORTED")  # the answer, and its text that nobody read


def test_a_lost_reader_finds_a_search_for_the_words_of_the_address_and_the_tools(tab: Opener):
    visit = tab("descent/momentun/")
    visit.forget("404")
    link = visit.page.get_by_role("link", name="search for “momentun”")
    assert link.get_attribute("href") == f"{visit.home}?q=momentun"
    tools = soup("404.html").select_one("article page-tools")
    assert asked(tools.select_one("a.report")["href"])[0] == "A link that leads nowhere"
    assert tools.select_one(f"a[href='{published()}downhill.zip']")


@pytest.mark.parametrize("address", ["reference/claims/learning-from-data/", "reference/claims/faster/"])
def test_what_a_statement_quotes_is_set_apart_and_shows_no_signs(address: str):
    text = soup(address).article
    assert not re.findall(r"(?<!\w)\*\w+\*(?!\w)|`\w+`", text.get_text())
    assert text.select("li code")
