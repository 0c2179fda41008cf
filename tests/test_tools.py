"""What a reader can do with any page: report an error in it, copy it, take the book along."""

import json
import re
import tomllib
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from downhill import __main__ as words
from downhill import metadata
from downhill.export.citation import in_tex
from downhill.metadata import AUTHORS
from downhill.site import Site

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
    report, markdown, *colab, citation, archive = tools.select("a:not([href$=pdf], .student, .edition)")
    pdf = tools.select("a[href$=pdf]")
    assert len(colab) == bool(page.select_one(".head"))
    assert report["href"].startswith(f"{SETTINGS['repo_url'][1]}/issues/new?")
    title, body = asked(report["href"])
    assert page.h1.contents[0].strip() in title
    assert f"Page: {published()}{address}\n" in body
    assert f"Build: {tools['data-edition'] or 'unknown'}\n" in body
    assert (SITE / address / markdown["href"]).is_file()
    assert markdown["download"].endswith(".md")
    assert f"  url = {{{published()}{address}}},\n" in (SITE / address / citation["href"]).read_text("utf-8")
    assert archive["href"] == f"{published()}downhill.zip"
    assert [link["href"] for link in pdf] == [f"{published()}downhill.pdf"] * (address == "")
    solved = bool(page.select("details.success, details.tip"))
    prints = [button.get_text() for button in page.select("print-page button")]
    assert prints == ["Print", "without solutions"][: len(prints)]
    assert (len(prints) == 2) == solved


EDITIONS = ("changes", "errata")
ENTRY = re.compile(r"@(misc|incollection)\{([a-z0-9-]+),\n((?:  [a-z]+ = \{.*\},\n)+)\}\n")


def test_every_page_has_an_entry_for_bibliographies_with_a_key_of_its_own():
    found = {path: ENTRY.fullmatch(path.read_text("utf-8")) for path in SITE.rglob("*.bib")}
    assert len(found) == len(PAGES)
    assert [path for path, entry in found.items() if not entry] == []
    assert len({entry[2] for entry in found.values()}) == len(PAGES)
    for path, entry in found.items():
        fields = dict(re.findall(r"^  ([a-z]+) = \{(.*)\},$", entry[3], re.MULTILINE))
        address = path.parent.relative_to(SITE).as_posix().removeprefix(".")
        heading = soup(f"{address}/" if address else "").h1.get_text().removesuffix("¶").strip()
        told = " ".join(fields["title"][1:-1].replace("\\", "").split())
        assert told == (heading if address else SETTINGS["site_name"]), path
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


EDITION = re.compile(r"^## (\w+) edition, from (\d{4}-\d\d-\d\d) \{ #(\w+)-edition[^}]*\}$", re.MULTILINE)
NUMBERS = ["First", "Second", "Third", "Fourth", "Fifth"]


def test_version_and_day_are_those_of_the_newest_edition_in_what_is_new():
    told = yaml.safe_load((SITE.parent / "CITATION.cff").read_text("utf-8"))
    news, errata = ((SITE.parent / "docs" / "reference" / f"{name}.md").read_text("utf-8") for name in EDITIONS)
    editions = EDITION.findall(news)
    assert [name for name, _, _ in editions] == [*reversed(NUMBERS[: len(editions)])]
    assert [day for _, day, _ in editions] == sorted((day for _, day, _ in editions), reverse=True)
    assert all(name.lower() == anchor for name, _, anchor in editions)
    assert EDITION.findall(errata) == editions
    assert (told["version"], str(told["date-released"])) == (f"{len(editions)}.0.0", editions[0][1])
    assert tomllib.loads((SITE.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"] == told["version"]


def test_each_erratum_has_an_address_that_names_its_edition():
    for heading in soup("reference/errata/").select("h2"):
        table = heading.find_next_sibling(["h2", "div"])
        rows = table.select("tbody tr") if table and table.name == "div" else []
        name = heading["id"].removesuffix("-edition")
        assert [row.a["id"] for row in rows] == [f"{name}-{number}" for number in range(1, len(rows) + 1)]
        assert all(row.a["href"] == f"#{row.a['id']}" for row in rows)
        assert rows or "Nothing so far" in heading.find_next_sibling("p").get_text()


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
    assert f"Build {visit.page.locator('page-tools').get_attribute('data-edition') or 'unknown'}" in copied
    assert output.inner_text()


def test_a_page_and_a_figure_are_copied_as_a_source_in_one_line(tab: Opener):
    visit = tab(CHAPTER, **LET)
    visit.page.bring_to_front()
    tools = visit.page.locator("page-tools")
    visit.page.get_by_role("button", name="Cite (plain text)").click()
    visit.page.wait_for_function("document.querySelector('page-tools output').textContent.includes('as a source')")
    edition = tools.get_attribute("data-edition")
    named = [f"“Momentum”, Downhill, {AUTHORS[0].lower()}{AUTHORS[1:]}", *([f"build {edition}"] if edition else [])]
    line = ", ".join([*named, "CC BY 4.0", f"{published()}{CHAPTER}"])
    assert visit.page.evaluate(COPIED) == line
    figure = visit.page.locator("figure.plot").nth(1)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="More").click()
    figure.get_by_role("button", name="Cite").click()
    figure.get_by_text("Source copied").wait_for()
    assert visit.page.evaluate(COPIED) == f"Figure 2 of {line}#{figure.get_attribute('id')}"
    second = "descent/momentum-exactly/"
    visit.page.click(".md-footer__link--next")  # with its own title and address
    visit.page.wait_for_function("document.querySelector('h1').textContent.includes('exactly')")
    assert tools.get_attribute("data-cited").endswith(f"{published()}{second}")


@pytest.mark.parametrize(
    ("edition", "there"),
    [("2026-11-29 (6915793)", "https://x.org/a/b/tree/6915793"), ("draft", ""), ("", ""), ("a (of ours)", "")],
)
def test_an_edition_that_a_commit_names_leads_to_its_sources(edition: str, there: str):
    site = Site("Downhill", "https://y.org/", "", "https://x.org/a/b/", ())
    assert metadata.kept_at(SimpleNamespace(site=site, edition=edition)) == there


def test_the_foot_of_each_page_leads_to_the_sources_of_its_edition():
    for address in PAGES:
        tools = soup(address).select_one("article page-tools")
        link = tools.select_one("a.edition")
        commit = metadata.COMMIT.search(tools["data-edition"])
        assert bool(link) == bool(commit)
        assert not link or link["href"] == f"{SETTINGS['repo_url'][1]}/tree/{commit[1]}"


def test_a_copy_that_fails_says_so(tab: Opener):
    visit = tab(CHAPTER, **LET)
    visit.page.bring_to_front()
    visit.page.route("**/index.md", lambda route: route.fulfill(status=503))
    visit.page.get_by_role("button", name="Copy page as Markdown").click()
    visit.page.wait_for_function("/Nothing was copied/.test(document.querySelector('page-tools output').textContent)")
    visit.forget("503")


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
