"""The archive of `make zip`: unzipped anywhere, it is the whole book, opened as a file or served as plain files."""

import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from downhill.export import archive
from playwright.sync_api import expect

from tests.served import SITE, Opener, addresses, serve

ROOT = SITE.parent
CHAPTER = "descent/momentum/index.html"
# What Chromium says of drawing in 3D without a graphics card
EXPECTED = ("GL Driver Message", "willReadFrequently")


def is_packed(place: Path) -> bool:
    """Say whether an archive was packed from the site as it is, by the packer as it is."""
    packed = [path for path in SITE.rglob("*") if path.suffix != ".zip"]  # the site has the archive, too
    sources = [*packed, *Path(archive.__file__).parent.glob("archive.*")]
    return place.exists() and place.stat().st_mtime > max(path.stat().st_mtime for path in sources)


@pytest.fixture(scope="session")
def unzipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unzip what `make zip` packed into a folder with a space and an umlaut in its name; return the book's folder."""
    shelf = tmp_path_factory.mktemp("offline") / "a shelf für Bücher"
    packed = ROOT / "downhill.zip"
    if not is_packed(packed):
        packed = shelf.with_name("downhill.zip")
        archive.pack(archive.archived(SITE), packed)
    zipfile.ZipFile(packed).extractall(shelf)
    return shelf / "downhill"


@pytest.fixture(scope="module", params=["file", "server"])
def home(request: pytest.FixtureRequest, unzipped: Path) -> Iterator[str]:
    """Give the address of the unzipped book, opened in each of the two ways."""
    if request.param == "file":
        yield f"{unzipped.as_uri()}/"
        return
    with serve(unzipped, f"/{unzipped.parent.name}/downhill/") as address:
        yield address


class Parts(HTMLParser):
    """Reads what a page is made of: its links, its ids, and what its scripts import."""

    def __init__(self, html: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what leads somewhere, and what can be led to."""
        for name, value in attrs:
            if name in ("href", "src", "xlink:href") and not urlsplit(str(value)).netloc:
                self.links.append(str(value))
            if name == "id":
                self.ids.add(str(value))

    def handle_data(self, data: str) -> None:
        """Keep what the text of a script imports; from a file none is imported by its own address."""
        if self.cdata_elem == "script":
            self.links += re.findall(r'^import "([^"]+)"$', data)


@pytest.fixture(scope="session")
def pages(unzipped: Path) -> dict[Path, Parts]:
    """Give what the pages of the archive are made of."""
    return {path: Parts(path.read_text("utf-8")) for path in sorted(unzipped.rglob("*.html"))}


def test_every_link_and_source_of_the_archive_leads_to_a_file_and_a_place_in_it(
    unzipped: Path, pages: dict[Path, Parts]
):
    links = [(path, link) for path, page in pages.items() for link in page.links]
    styles = [
        (path, link)
        for path in unzipped.rglob("*.css")
        for link in re.findall(r"""url\(["']?(?!data:)([^"')]+)""", path.read_text("utf-8"))
    ]
    index = json.loads((unzipped / "search" / "search_index.json").read_text("utf-8"))
    found = [(unzipped / "index.html", entry["location"]) for entry in index["docs"]]
    wrong = []
    for path, link in links + styles + found:
        address = urlsplit(link)
        target = Path(path.parent, unquote(address.path)).resolve() if address.path else path
        place = unquote(address.fragment).partition("?")[0]
        if not target.is_file() or unzipped not in target.parents:
            wrong.append(f"{path.relative_to(unzipped)}: {link} leads to no file")
        elif place and place not in pages[target].ids:
            wrong.append(f"{path.relative_to(unzipped)}: {link} leads to no place")
    assert not wrong, "\n".join(wrong)
    assert len(pages) == len(addresses()) - 1  # all but the page that a server shows for a wrong address
    assert links
    assert styles
    assert found


def test_a_program_says_why_it_does_not_run_from_a_file_and_asks_where_it_is_served(tab: Opener, home: str):
    visit = tab("descent/momentum/index.html")
    program = visit.page.locator(".program").first
    program.scroll_into_view_if_needed()
    program.get_by_role("button", name="Run").first.click()
    said = "This page was opened as a file" if home.startswith("file:") else "MB, from cdn.jsdelivr.net"
    program.locator(".run-told", has_text=said).wait_for()


def test_the_archive_leaves_out_what_another_site_has(unzipped: Path):
    assert [path.name.partition("-")[0] for path in (unzipped / "live").iterdir()] == ["plotly"]


@pytest.mark.whole("all pages, twice; the site's own are visited one by one")
def test_every_page_opens(tab: Opener, unzipped: Path):
    opened = sorted(path.relative_to(unzipped).as_posix() for path in unzipped.rglob("*.html"))
    if not tab.home.startswith("file:"):  # a server answers each page alike: one of each folder
        opened = sorted({page.partition("/")[0]: page for page in opened}.values())
    visit = tab(opened[0])
    for page in opened:
        visit.open(page)
        visit.page.wait_for_selector("html.js:not(.no-js) .md-search:not([hidden])", state="attached")
        visit.page.wait_for_function("['figure-plot', 'book-simulation'].every((name) => !!customElements.get(name))")
    assert len(opened) > 6
    visit.forget(*EXPECTED)


def test_navigation_and_terms_lead_to_their_pages(tab: Opener, home: str):
    visit = tab("index.html")
    visit.page.click(".md-tabs__link:has-text('Faster')")
    visit.page.click(".md-sidebar--primary .md-nav__link:has-text('Momentum'):visible")
    visit.page.wait_for_url(home + CHAPTER)  # and until it is loaded: before, a click on a term follows its link
    expect(visit.page.locator("article h1")).to_contain_text("Momentum")
    for which in ("[href*=glossary]", ":not([href*=glossary])"):  # a term of the glossary, a concept of a chapter
        term = visit.page.locator(f"article a.term{which}").first
        word = term.inner_text().lower()
        term.click()
        told = visit.page.locator(".told:popover-open")
        expect(told).to_contain_text(str(term.get_attribute("data-told")))
        told.get_by_role("link").click()
        expect(visit.page.locator(":target")).to_contain_text(re.compile(word.removesuffix("s"), re.IGNORECASE))
        assert visit.page.url != home + CHAPTER
        visit.page.go_back()
    visit.page.click(".md-header__button.md-logo")
    expect(visit.page).to_have_url(f"{home}index.html")
    visit.forget(*EXPECTED)


@pytest.mark.whole("as on the site")
def test_figures_are_seen_come_to_life_and_become_surfaces_and_a_formula_has_the_math_font(tab: Opener):
    visit = tab(CHAPTER)
    visit.scroll_through()
    assert visit.page.locator("figure-plot .main-svg").count() == 0
    figure = visit.page.locator("#figure-landscape figure-plot")
    figure.get_by_role("button", name="Explore").click()
    figure.locator(".main-svg").first.wait_for()
    figure.get_by_role("button", name="Surface").click()
    visit.page.wait_for_selector("figure-plot .gl-container canvas")
    fonts = visit.page.evaluate("[...document.fonts].map((font) => [font.family, font.status])")
    assert ["Book Math", "loaded"] in [[family.strip('"'), status] for family, status in fonts]
    visit.forget(*EXPECTED)


def test_figures_that_nobody_has_seen_are_printed(tab: Opener):
    visit = tab(CHAPTER)
    visit.page.pdf()
    images = visit.page.locator("figure-plot img")
    seen = images.evaluate_all("(images) => images.filter((image) => image.naturalWidth).length")
    assert seen == images.count() > 0
    visit.forget(*EXPECTED)


@pytest.mark.whole("the scripts are the site's, which their own tests use")
def test_each_simulation_starts_and_says_something_new(tab: Opener):
    said = "[...document.querySelectorAll('.sim-status, .sim-readout')].map((part) => part.innerText).join()"
    pages = {each["name"]: each["page"] for each in json.loads((SITE / "simulations.json").read_text("utf-8"))}
    assert pages
    visit = tab(f"{next(iter(pages.values()))}index.html")
    for name, page in pages.items():
        visit.open(f"{page}index.html")
        place = visit.page.locator(f"book-simulation[name={name}]").first
        place.scroll_into_view_if_needed()
        control = place.locator(".sim:not([inert])").locator(
            "button:text-is('Step'), a.see, button:text-is('New data')"
        )
        control.first.wait_for(state="visible")
        before = visit.page.evaluate(said)
        control.first.click()
        visit.page.wait_for_function(f"(before) => {said} !== before", arg=before)
    visit.forget(*EXPECTED)


def test_the_ball_of_the_home_page_rolls(tab: Opener):
    visit = tab("index.html", reduced_motion="reduce")
    visit.page.locator(".predict .choice summary").first.click()
    expect(visit.page.locator("rolling-balls .rolled")).to_contain_text("step 20 of 20")
    visit.forget(*EXPECTED)


def test_a_link_to_a_state_of_a_simulation_opens_it(tab: Opener):
    visit = tab("simulations/descent/index.html#descent?view=Surface")
    visit.page.wait_for_selector(".sim-solid [data-key^=axis]")
    visit.forget(*EXPECTED)


def test_search_finds_a_word_and_its_result_leads_to_the_page(tab: Opener, home: str):
    visit = tab("index.html")
    visit.page.click(".md-search__input")
    visit.page.keyboard.type("nesterov")
    found = visit.page.locator(f".md-search-result__item a[href^='{home}{CHAPTER}?h=nesterov']").first
    found.wait_for(state="visible")
    found.click()
    visit.page.wait_for_url(re.compile(re.escape(f"{home}{CHAPTER}?h=nesterov")))
    expect(visit.page.locator("article h1")).to_contain_text("Momentum")
    expect(visit.page.locator("article mark").first).to_have_text(re.compile("nesterov", re.IGNORECASE))
    visit.forget(*EXPECTED)


def test_the_way_to_a_concept_is_listed_and_leads_to_its_pages(tab: Opener, home: str):
    visit = tab("index.html")
    visit.page.get_by_label("I want to understand").select_option("momentum")
    expect(visit.page.locator("learning-path li")).not_to_have_count(0)
    visit.page.locator("learning-path li a").last.click()
    visit.page.wait_for_url(re.compile(f"^{re.escape(home)}descent/momentum/"))
    expect(visit.page.locator("article h1")).to_contain_text("Momentum")
    visit.forget(*EXPECTED)


@pytest.mark.whole("as on the site")
def test_programs_figures_and_notebooks_can_be_downloaded(tab: Opener, unzipped: Path):
    visit = tab(CHAPTER)
    for address, links in {CHAPTER: ".filename a[download], a.figure-file", "labs/": "article a[download]"}.items():
        if address == "labs/":
            lab = next((unzipped / "labs").rglob("index.html"))
            visit.open(lab.relative_to(unzipped).as_posix())
        visit.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        for more in visit.page.get_by_role("button", name="More", exact=True).all():
            more.click()
        place = unzipped / visit.address
        for link in visit.page.locator(links).all()[:6]:
            expected = Path(place.parent, str(link.get_attribute("href")))
            with visit.page.expect_download() as download:
                link.click()
            assert download.value.suggested_filename == expected.name
            assert Path(download.value.path()).read_bytes() == expected.read_bytes()
    visit.forget(*EXPECTED)


@pytest.mark.parametrize("home", ["file"], indirect=True)
def test_a_file_that_was_lost_once_is_asked_for_again(tab: Opener, unzipped: Path):
    visit = tab(CHAPTER)
    link = str(visit.page.locator(".filename a[download]").first.get_attribute("href"))
    program = Path(unzipped / CHAPTER, "..", link).resolve()
    asked = "(link) => fetch(new URL(link, location).href).then((found) => found.text(), (lost) => lost.message)"
    script = unzipped / "offline" / f"{program.relative_to(unzipped)}.js"
    kept = script.rename(f"{script}.lost")
    assert visit.page.evaluate(asked, link).endswith(f"/{program.name} is not there")
    kept.rename(script)
    assert visit.page.evaluate(asked, link) == program.read_text("utf-8")
    visit.forget(*EXPECTED, "ERR_FILE_NOT_FOUND")


def test_the_light_and_the_dark_scheme_stay_from_page_to_page(tab: Opener):
    visit = tab("index.html", color_scheme="light")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    for _ in range(2):
        visit.page.locator("[data-md-component=palette] label:visible").click()
    assert visit.page.evaluate(scheme) == "slate"
    visit.open(CHAPTER)
    assert visit.page.evaluate(scheme) == "slate"
    visit.forget(*EXPECTED)


def test_the_same_files_give_the_same_archive(tmp_path: Path):
    files = {"index.html": b"<html>", "a/b.js": b"1", "a/a.js": b"2"}
    packed = [tmp_path / "one" / "book.zip", tmp_path / "two" / "book.zip"]
    for place, names in zip(packed, (sorted(files), sorted(files, reverse=True)), strict=True):
        place.parent.mkdir()
        archive.pack({name: files[name] for name in names}, place)
    assert packed[0].read_bytes() == packed[1].read_bytes()
    entries = zipfile.ZipFile(packed[0]).infolist()
    assert [entry.filename for entry in entries] == ["book/a/a.js", "book/a/b.js", "book/index.html"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
