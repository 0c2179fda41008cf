"""Holds every page of the built site to the book's standards, in a real Chromium: one visit a page."""

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import pytest

from tests import standards
from tests.loads import rounds
from tests.served import SITE, Opener, Visit, addresses, anchors, compressed_size, file_of, html, root, soup

PAGES = addresses()
OLD = "reference/refuted/"  # an address of before, from which old links lead on: no stop on the way through the book
KINDS = ("index", "404.html", "descent/momentum/", "labs/complete/", "simulations/descent/", "practice/projects/")
OF_EACH_KIND = [page for page in PAGES if (page or "index") in KINDS or page == "reference/programs/"]
every_page = pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "index")


@pytest.mark.share("index", "404.html", "descent/momentum/", "simulations/descent/")
@every_page
def test_a_page_keeps_the_standards(tab: Opener, subtests: pytest.Subtests, address: str):
    visit = tab.tab(standards.SHIFTS, permissions=["clipboard-read", "clipboard-write"])
    visit.devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})  # as a first visit loads, fonts late

    def load(width: int, color_scheme: str) -> None:
        visit.setting = f"loaded at {width} px"
        visit.page.goto("about:blank")  # or the page would follow, and keep, what changes now
        visit.clear()
        visit.resize(width)
        visit.page.emulate_media(media="screen", color_scheme=color_scheme, reduced_motion="no-preference")
        visit.open(address)

    def hold(check: Callable[[Visit], None]) -> None:
        """Report what the check finds and what the tab complains of under the check's name; the visit goes on."""
        visit.setting = check.__name__
        with subtests.test(check.__name__):
            check(visit)
            assert not (problems := visit.told()), "\n".join(problems)
        visit.told()

    load(360, "light")
    hold(standards.nothing_moves_while_it_loads_and_its_figures_draw)
    visit.page.emulate_media(reduced_motion="reduce")
    hold(standards.the_keyboard_reaches_all_that_a_mouse_can_press_and_shows_where_it_is)
    hold(standards.axe_finds_nothing_in_light_with_folds_open)
    hold(standards.every_column_of_what_programs_print_is_seen_on_a_phone)
    hold(standards.no_heading_has_an_empty_line_under_it)
    hold(standards.no_line_begins_with_what_belongs_to_the_line_before)
    hold(standards.axe_finds_nothing_in_the_other_colours_of_what_this_width_shows)
    hold(standards.it_is_no_wider_than_the_smallest_screen)

    load(1280, "dark")
    hold(standards.it_loads_little_and_leaves_search_and_figures_for_later)
    hold(standards.nothing_moves_while_it_loads_and_its_figures_draw)
    hold(standards.every_figure_that_is_seen_has_its_buttons)
    hold(standards.its_head_is_small)
    hold(standards.no_line_begins_with_what_belongs_to_the_line_before)
    visit.page.emulate_media(reduced_motion="reduce")
    if address in OF_EACH_KIND:  # what a wide screen adds is the theme's, and the same on each of a kind
        hold(standards.the_keyboard_reaches_all_that_a_mouse_can_press_and_shows_where_it_is)
    hold(standards.formulas_are_drawn_in_the_books_own_font)
    hold(standards.print_shows_every_figure_in_light_colours_and_every_fold_open)
    if address in OF_EACH_KIND:
        hold(standards.axe_finds_nothing_in_dark_with_folds_open)
    else:
        hold(standards.axe_finds_nothing_in_dark_around_the_article)
    hold(standards.axe_finds_nothing_in_the_other_colours_of_what_this_width_shows)
    hold(standards.the_copy_button_copies_the_program_and_nothing_else_and_the_link_gives_its_file)


@pytest.mark.parametrize("address", OF_EACH_KIND)
def test_a_page_is_styled_and_laid_out_hardly_more_than_once(tab: Opener, address: str):
    """The theme's script does it three times to a page that lets it."""
    styled, laid_out = rounds(tab.tab(viewport={"width": 412, "height": 823}), address)
    assert 0.1 < styled < 4, styled  # far cards are not styled; a busy machine has more frames; it was 4.6 to 6.9
    assert 0.5 < laid_out < 2, laid_out


@pytest.mark.parametrize("address", [each for each in OF_EACH_KIND if "<figure-plot" in html(each)])
def test_a_printer_gets_figures_that_nobody_has_seen(tab: Opener, address: str):
    standards.a_printer_gets_figures_that_nobody_has_seen(tab(address, color_scheme="dark"))


def test_the_measure_of_shifts_sees_a_shift(tab: Opener):
    visit = tab("404.html", script=standards.SHIFTS)
    standards.nothing_moves_while_it_loads_and_its_figures_draw(visit)
    visit.page.wait_for_function("performance.now() > 2000")  # what moves right after a change of size is no shift
    visit.page.evaluate("document.body.style.paddingTop = '300px'")
    with pytest.raises(AssertionError):
        standards.nothing_moves_while_it_loads_and_its_figures_draw(visit)


@pytest.mark.whole("the theme's own drawer and search; axe runs on the pages")
def test_axe_finds_nothing_in_the_open_drawer_and_in_the_open_search(tab: Opener):
    visit = tab(PAGES[1], viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    visit.page.click("label[for=__drawer]:visible")
    visit.page.wait_for_function("document.querySelector('.md-sidebar--primary').getBoundingClientRect().left === 0")
    standards.axe_finds_nothing_in_both_schemes(visit)
    for width in (360, 1280):
        visit.resize(width)
        visit.open("")
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("learning")
        visit.page.wait_for_selector(".md-search-result__item a")
        standards.axe_finds_nothing_in_both_schemes(visit)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_toggle_changes_the_colours(tab: Opener, width: int):
    visit = tab("404.html", viewport={"width": width, "height": 800})
    seen = []
    for _ in range(3):  # automatic, light, dark
        visit.page.locator("form[data-md-component=palette] label:visible").click()
        seen.append(visit.page.locator("body").get_attribute("data-md-color-scheme"))
    assert set(seen) == {"default", "slate"}


def test_every_figure_is_small():
    sizes = {path.name: compressed_size(path) for path in SITE.glob("figures/*.json")}
    assert sizes
    assert max(sizes.values()) <= 20_000, sizes


@every_page
def test_a_page_says_what_it_is_and_where_it_stands(address: str):
    page, home = soup(address), soup("").select_one("link[rel=canonical]")["href"]
    assert page.html["lang"] == "en"
    assert len(page.select("h1")) == 1
    assert page.title.get_text(strip=True)
    assert page.select("link[rel=icon]")
    if address == "404.html":
        return
    assert page.select_one("meta[name=description]")["content"].strip()
    assert page.select_one("link[rel=canonical]")["href"] == home + address
    edit = page.select_one("a[rel=edit]")
    sources = [SITE.parent / "docs" / f"{address.rstrip('/') or 'index'}{ending}" for ending in (".md", ".ipynb")]
    assert bool(edit) == any(source.exists() for source in sources)  # the build makes some pages
    assert not edit or re.search(r"/docs/.*\.(md|ipynb)$", edit["href"])
    assert page.select(".md-footer__link") or address == OLD, "neither a previous nor a next page"


def test_titles_and_descriptions_tell_the_pages_apart():
    pages = [soup(address) for address in PAGES if address != "404.html"]
    said = Counter(page.title.get_text() for page in pages)
    said += Counter(page.select_one("meta[name=description]")["content"] for page in pages)
    assert said.most_common(1)[0][1] == 1, said.most_common(1)


def test_every_page_but_the_last_leads_to_the_next():
    stops = [address for address in PAGES if address not in ("404.html", OLD)]
    following = {address: soup(address).select_one("link[rel=next]") for address in stops}
    assert sum(link is None for link in following.values()) == 1
    for address, link in following.items():
        if link:
            back = urljoin(f"/{address}", link["href"]).removeprefix("/")
            assert urljoin(f"/{back}", soup(back).select_one("link[rel=prev]")["href"]) == f"/{address}"


@every_page
def test_every_link_of_a_page_leads_somewhere(address: str):
    page, dead = soup(address), []
    for element in page.select("[href], [src]"):
        link = element.get("href") or element.get("src")
        target, anchor = urldefrag(urljoin(root() + address, link))
        if urlsplit(target).scheme or (element.name == "link" and element["rel"] == ["canonical"]):
            continue
        target, _, asked = target.partition("?")  # a part alone, or no solutions
        path = file_of(unquote(target).removeprefix(root()))
        anchor = dict(parse_qsl(asked)).get("embed", anchor)
        found = target.startswith(root()) and (SITE / path).is_file()
        place = unquote(anchor).partition("?")[0]  # what follows is the state of a simulation
        if not found or (anchor and path.endswith(".html") and place not in anchors(path)):
            dead.append(link)
    assert not dead, dead
