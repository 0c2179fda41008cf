"""The head of a chapter, a first reading, and the definitions that open where the finger is."""

import re
import textwrap
from base64 import b64encode
from pathlib import Path
from xml.etree import ElementTree as etree  # noqa: N813

import pytest
from downhill import reading, senses, ties
from downhill.page import Page
from playwright.sync_api import expect

from tests import standards
from tests.served import SITE, Opener, Visit, addresses, html, soup

# Found in the text, for who collects tests parses no page
CHAPTERS = [address for address in addresses() if address != "404.html" and ' class="head"' in html(address)]
FOLDED = [address for address in CHAPTERS if "<later-part" in html(address)]
DEEP = "descent/momentum-exactly/"
ARRAYS = "bridges/arrays/"
NARROW = {"width": 360, "height": 800}


def test_every_chapter_has_a_head():
    assert len(CHAPTERS) == len([each for each in addresses() if soup(each).select("read-mark")]) > 20


def test_a_head_says_what_is_needed_what_it_leads_to_and_how_long_it_takes():
    for address in CHAPTERS:
        head = soup(address).select_one(".head")
        assert re.match(r"\d+ minutes", head.select_one(".tools span").get_text())
        proved = address != "bridges/running/"  # which has neither claims nor exercises
        assert 2 * proved <= len(head.select("dd > ul:not(.needs) > li")) <= 4
        assert head.select_one("a[download$='.ipynb'], a[download][href$='.ipynb']")


MINUTES = {
    "words": ("# A\n\n" + "word " * 1990, 10, 10),
    "formulas": ("# A\n\n" + "$x^2$ " * 118, 10, 10),
    "letters are words": ("# A\n\n" + "$x$ " * 1990, 10, 10),
    "formulas alone": ("# A\n\n" + "$$\nx\n$$\n\n" * 29, 10, 10),
    "programs": ("# A\n\n``` python\n" + "x = 1\n\n" * 245 + "```\n", 10, 10),
    "lines of a program that are seen first": (
        '# A\n\n``` { .python hl_lines="1 2" }\n' + "x = 1\n" * 500 + "```\n``` { .text }\n" + "1\n" * 243 + "```\n",
        10,
        10,
    ),
    "questions": ("# A\n\n" + '<predict-first program="a/b" answer="1">\n\n**?**\n\n</predict-first>\n\n' * 9, 10, 10),
    "what is told of an answer": (
        '# A\n\n<predict-first program="a/b" answer="1">\n\n1.  `1`\n\n    ' + "word " * 1990 + "\n\n</predict-first>",
        5,
        5,
    ),
    "questions to check": (
        "# A\n\n" + '<check-question name="a/b" right="1">\n\n**?**\n\n</check-question>\n\n' * 4,
        10,
        10,
    ),
    "figures": ("# A\n\n" + '<figure-plot program="a/b">A.</figure-plot>\n\n' * 9, 10, 10),
    "simulations": ("# A\n\n" + '<book-simulation name="a">A.</book-simulation>\n\n' * 3, 10, 10),
    "a part to write": ("# A\n\n``` python\n" + "w = w  # your line\n" * 4 + "```\n", 10, 10),
    "what is folded": ('# A\n\n??? success "S"\n\n    ' + "word " * 1990, 5, 5),
    "exercises": ("# A\n\n## Exercises\n\n" + "word " * 1990, 5, 5),
    "two levels": (
        "# A\n\n## B\n\n*Foundation*{ .level }\n\n"
        + "word " * 1990
        + "\n\n## C\n\n*Expert*{ .level }\n\n"
        + "word " * 2990,
        25,
        10,
    ),
}


@pytest.mark.parametrize("what", MINUTES)
def test_minutes_are_counted_by_one_rule(what: str):
    text, whole, first = MINUTES[what]
    page = Page.read("learning/page.md", text)
    assert (reading.minutes(page, Path()), reading.minutes(page, Path(), first=True)) == (whole, first)


PROJECT = """# Page

## Project 1: a task

*Foundation*{ .level }

WORDS
FENCE
"""
STARTER = '``` { .python title="projects/task_starter.py" }\n--8<-- "projects/task_starter.py"\n```\n'
FOLDED = f'??? example "For later"\n\n{textwrap.indent(STARTER, "    ")}'


@pytest.mark.parametrize(("fence", "told"), [(STARTER, 20), (FOLDED, 5)], ids=["open", "folded"])
def test_a_project_takes_the_minutes_that_the_list_of_projects_gives_where_it_is_open(tmp_path, fence: str, told: int):
    files = {
        "docs/practice/projects.md": "| 1 | [A task](../learning/page.md#project-1-a-task) | beginner | 19 |\n",
        "snippets/projects/task.py": "# your part: set a\na = 2\n# end of your part\nprint(a)\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    page = Page.read("learning/page.md", PROJECT.replace("WORDS", "word " * 800).replace("FENCE", fence))
    assert reading.minutes(page, tmp_path / "snippets") == told


def test_what_a_lab_folds_by_itself_does_not_count():
    words = "word " * 1990
    text = f"# Lab\n\n<details class='hint' markdown='1'>\n<summary>Hint</summary>\n\n{words}\n\n</details>\n\nword\n"
    assert reading.minutes(Page("labs/lab.ipynb", text), Path()) == 5
    assert reading.minutes(Page("labs/lab.ipynb", text.replace("details", "section")), Path()) == 10


def test_what_is_needed_is_ticked_when_it_was_read_and_nothing_moves(tab: Opener):
    visit = tab(DEEP, script=standards.SHIFTS)
    needs = visit.page.locator(".needs a")
    places = [link.bounding_box() for link in needs.all()]
    assert len(places) == 2
    ticks = visit.page.locator(".needs a.read")
    expect(ticks).to_have_count(0)
    visit.page.evaluate("""localStorage.setItem("downhill", '{"read": ["descent/feature-scaling"]}')""")
    visit.page.reload()
    expect(ticks).to_have_text(["condition number"])
    assert [link.bounding_box() for link in needs.all()] == places
    assert ticks.evaluate("link => getComputedStyle(link, '::after').visibility") == "visible"


def test_the_button_prints(tab: Opener):
    visit = tab(DEEP, script="window.print = () => { window.printed = true; };")
    visit.page.locator(".how-to-read > summary").press("Enter")
    visit.page.get_by_role("button", name="Print", exact=True).press("Enter")
    assert visit.page.evaluate("window.printed")


def test_the_bar_above_a_page_says_its_heading_which_a_phone_has_room_for():
    for address in addresses():
        page = soup(address)
        (topic,) = page.select("[data-md-component=header-topic]")
        heading = page.h1.get_text().removesuffix("¶")
        assert topic.get_text().strip() == heading, address


# A first reading


def begin(visit: Visit) -> None:
    """Begin a first reading on the page."""
    visit.page.locator(".how-to-read > summary").click()
    visit.page.get_by_role("switch", name="First reading").check()


def test_the_table_of_contents_marks_the_level_of_each_section():
    seen = set()
    for address in CHAPTERS:
        page = soup(address)
        contents = page.select_one(".md-nav--secondary")
        for level in page.select("article p > .level[class*=level-]"):
            heading = level.find_previous(["h2", "h3"])
            if heading.name == "h3":
                continue
            marks = contents.select(f'a[href="#{heading["id"]}"] .level')
            assert marks
            assert {(*mark["class"], mark.get_text()) for mark in marks} == {(*level["class"], level.get_text())}
            seen.add(level.get_text())
    assert list(reading.LEVELS) == sorted(seen, key=list(reading.LEVELS).index)
    legend = soup(DEEP).select_one("#levels")
    assert [term.get_text() for term in legend.select("dt")] == list(reading.LEVELS)


def test_what_is_wrapped_is_all_that_is_deeper_than_foundation():
    for address in CHAPTERS:
        page = soup(address)
        levels = {
            each.find_previous("h2")["id"]: each.get_text() for each in page.select("article p > .level[class*=level-]")
        }
        deeper = {anchor for anchor, level in levels.items() if level != "Foundation"}
        assert {heading["id"] for heading in page.select("later-part > h2")} == deeper
        assert not page.select("later-part book-simulation, later-part read-mark"), address


@pytest.mark.parametrize("width", [360, 1280])
def test_a_first_reading_folds_each_deeper_section_to_a_line_and_is_remembered(tab: Opener, width: int):
    visit = tab(DEEP, viewport={"width": width, "height": 800})
    whole = visit.page.evaluate("document.documentElement.scrollHeight")
    parts, closed = visit.page.locator("later-part"), visit.page.locator("later-part:not([open]) > .later[hidden]")
    expect(closed).to_have_count(0)
    begin(visit)
    expect(closed).to_have_count(parts.count())
    assert visit.page.evaluate("document.documentElement.scrollHeight") < whole / 2
    highest = 50 if width == 1280 else 90
    assert max(part.bounding_box()["height"] for part in parts.all()) <= highest
    first = parts.first
    first.get_by_role("button", name="Open").press("Enter")
    expect(first.locator("p").nth(1)).to_be_visible()
    first.get_by_role("button", name="Fold").click()
    expect(first.locator(".later[hidden]")).to_have_count(1)
    visit.open("descent/convergence/")
    expect(closed).to_have_count(parts.count())
    visit.page.locator(".how-to-read > summary").press("Enter")
    visit.page.get_by_role("switch", name="First reading").uncheck()
    expect(closed).to_have_count(0)
    assert visit.page.evaluate("localStorage.getItem('downhill-reading')") is None


def test_a_first_reading_is_folded_before_anything_is_seen(tab: Opener):
    kept = "try { localStorage.setItem('downhill-reading', 'first') } catch {}"
    visit = tab(DEEP, script=kept + standards.SHIFTS)
    expect(visit.page.locator("later-part > .later[hidden]")).to_have_count(len(soup(DEEP).select("later-part")))
    shifts = visit.page.evaluate("window.allShifts()")
    assert sum(value for value, _ in shifts) <= 0.02, shifts
    early = tab(DEEP, script=kept, java_script_enabled=True)
    early.page.route("**/javascripts/head.js", lambda route: route.abort())
    early.page.reload()
    visible = early.page.evaluate("document.querySelector('later-part .later').checkVisibility()")
    early.forget("ERR_FAILED")
    assert not visible, "without its script a section is folded by the stylesheet"


def test_a_link_into_a_folded_section_opens_it(tab: Opener):
    page = soup(DEEP)
    part = page.select("later-part")[3]
    anchor, claim = part.h2["id"], part.select_one("a.claim")["id"]
    visit = tab(DEEP)
    begin(visit)
    for place in (claim, anchor):
        visit.open(f"{DEEP}?{place}#{place}")  # with a question, so that the page is loaded anew
        expect(visit.page.locator("later-part[open] > h2")).to_have_attribute("id", anchor)
        expect(visit.page.locator(f"[id='{place}']")).to_be_in_viewport()
    visit.open(DEEP)
    visit.page.locator(f".md-sidebar--secondary a[href$='#{anchor}']").click()
    expect(visit.page.locator("later-part[open] > h2")).to_have_attribute("id", anchor)
    visit.page.locator(".md-nav__link", has_text="Schedules").first.click()
    visit.page.wait_for_url("**/schedules/")
    expect(visit.page.locator("later-part[open]")).to_have_count(0)


def test_search_leads_into_a_folded_section(tab: Opener):
    visit = tab(DEEP)
    begin(visit)
    visit.page.locator(".md-search__input").click()
    visit.page.keyboard.type("two conventions")
    found = ".md-search-result__item a[href*='in-practice/'][href*='#two-conventions']:visible"
    visit.page.locator(".md-search-result__more summary").first.click()  # "3 more on this page"
    visit.page.locator(found).first.click()
    opened = visit.page.locator("later-part[open] > h2")
    expect(opened).to_contain_text("Two conventions")
    expect(opened).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_a_first_reading_and_in_a_definition(tab: Opener, width: int):
    visit = tab(DEEP, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    begin(visit)
    standards.axe_finds_nothing_in_both_schemes(visit)
    visit.page.get_by_role("button", name="Minutes and levels").press("Enter")
    expect(visit.page.locator("#levels")).to_be_visible()
    standards.axe_finds_nothing_in_both_schemes(visit)
    visit.page.locator("#levels").get_by_role("button", name="Close").press("Enter")
    expect(visit.page.locator("#levels")).to_be_hidden()
    assert visit.page.evaluate("document.activeElement.textContent") == "Minutes and levels"
    visit.page.locator("a.term").first.press("Enter")
    expect(told(visit)).to_be_visible()
    standards.axe_finds_nothing_in_both_schemes(visit)


# Sections that moved


def test_the_old_address_of_a_section_leads_to_where_it_stands_now(tab: Opener):
    moved = [(address, link["id"]) for address in CHAPTERS for link in soup(address).select("moved-sections a")]
    assert len(moved) > 40
    address, anchor = "descent/many-weights/", "the-trench-seen-from-above"
    assert (address, anchor) in moved
    visit = tab(f"{address}#{anchor}")
    expect(visit.page).to_have_url(re.compile(f"/descent/directions/#{anchor}$"))  # the page before is left at once
    expect(visit.page.locator(f"h2#{anchor}")).to_be_in_viewport()
    visit.open(address)
    visit.page.evaluate(f"location.hash = '{anchor}'")
    expect(visit.page).to_have_url(re.compile(f"/descent/directions/#{anchor}$"))


def test_the_old_address_of_a_page_leads_to_where_it_stands_now_and_to_its_sections(tab: Opener):
    visit = tab("practice/production/")
    expect(visit.page).to_have_url(re.compile("/practice/long-runs/$"))
    visit.page.goto(visit.page.url.replace("long-runs", "production") + "#clipping-moves-the-goal")
    expect(visit.page).to_have_url(re.compile("/descent/clipping-in-use/#clipping-moves-the-goal$"))


# Definitions


def told(visit: Visit):
    """Return the definition that is open."""
    return visit.page.locator(".told:popover-open")


def looks_right(visit: Visit) -> None:
    """Hold what is open to size, frame and place."""
    style = told(visit).evaluate("""(box) => { const style = getComputedStyle(box), { left, right, top, bottom } =
      box.getBoundingClientRect(); return [parseFloat(style.fontSize), style.borderTopWidth, style.borderTopColor,
      style.backgroundColor, left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight]; }""")
    assert style[0] >= 14
    assert style[1] == "1px"
    assert style[2] != style[3]
    assert style[4], "it sticks out of the view"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["term", "claim"])
def test_a_tap_on_a_term_or_a_claim_opens_what_there_is_to_say_and_leaves_no_page(tab: Opener, kind: str, scheme: str):
    visit = tab(DEEP, viewport=NARROW, color_scheme=scheme, has_touch=True)
    for link in visit.page.locator(f"a.{kind}:visible").all()[:4]:
        link.scroll_into_view_if_needed()
        link.tap()
        expect(told(visit)).to_contain_text(link.get_attribute("data-told"))
        looks_right(visit)
        assert visit.page.url.endswith(DEEP)
        visit.page.touchscreen.tap(180, 20)
        expect(told(visit)).to_have_count(0)


def test_the_keyboard_opens_a_definition_follows_it_and_closes_it(tab: Opener):
    visit = tab(DEEP)
    term = visit.page.locator("a.term:not([href*=glossary])").first
    term.press("Enter")
    expect(told(visit)).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(told(visit)).to_have_count(0)
    expect(term).to_be_focused()
    assert visit.page.url.endswith(DEEP)
    term.press("Enter")
    target = term.evaluate("link => link.href")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(target)
    expect(told(visit)).to_have_count(0)


def test_a_pointer_that_rests_on_a_term_opens_it_and_one_that_leaves_closes_it(tab: Opener):
    visit = tab(DEEP)
    term = visit.page.locator("a.term").first
    term.hover()
    expect(told(visit)).to_contain_text(term.get_attribute("data-told"))
    looks_right(visit)
    told(visit).hover()
    expect(told(visit)).to_be_visible()
    visit.page.mouse.move(1200, 790)
    expect(told(visit)).to_have_count(0)
    assert visit.page.locator(".md-tooltip2").count() == 0


def test_a_term_leads_on_where_there_are_no_popovers_and_with_a_key_held(tab: Opener):
    visit = tab(DEEP, script="delete HTMLElement.prototype.popover;")
    visit.page.locator("a.term").first.click()
    visit.page.wait_for_url(lambda url: not url.endswith(DEEP))


# Which words are terms

MEANT = {
    "Stop when its patience is over.": ({"in": ["its patience"]}, True),
    "It needs no patience.": ({"in": ["its patience"]}, False),
    "ask for its\npatience": ({"in": ["its patience"]}, True),
    "a model that updates": ({"not in": ["that updates"]}, False),
    "after 50 updates": ({"not in": ["that updates"]}, True),
    "the threshold": ({"pages": ["other.md"]}, False),
    "a threshold": ({"pages": ["this.md"]}, True),
    "any loss": ({}, True),
}


@pytest.mark.parametrize("text", MEANT)
def test_an_everyday_word_is_told_from_a_term(text: str):
    rule, expected = MEANT[text]
    found = re.search("patience|updates|threshold|loss", text)
    assert senses.meant(rule, "this.md", text, found.start(), found.end()) == expected


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("descent/bound/", "patience"),
        ("descent/many-weights/", "patience"),
        ("descent/bound-by-direction/", "patience"),
        ("descent/optimization/", "patience"),
        ("descent/theory/", "threshold"),
        ("learning/loss-functions/", "threshold"),
        ("learning/what-is-machine-learning/", "updates"),
        ("practice/pitfalls/", "label"),
    ],
)
def test_an_everyday_word_is_not_underlined(address: str, words: str):
    page = soup(address)
    assert words in page.article.get_text()
    assert words not in [link.get_text() for link in page.select("a.term")]


# Formulas and marks

TIES = {
    "<p>at <span class='arithmatex'>x</span>, and</p>": "<p>at <span class='arithmatex'>x,</span> and</p>",
    "<p>for (<span class='arithmatex'>x</span>)-th</p>": "<p>for <span class='arithmatex'>(x)-th</span></p>",
    "<p><span class='arithmatex'>k</span>-means is</p>": "<p><span class='arithmatex'>k-means</span> is</p>",
    "<p><span class='arithmatex'>x</span>—so</p>": "<p><span class='arithmatex'>x</span>—so</p>",
    "<p>So. <a class='claim'>✓</a> It</p>": "<p>So.\u2060\u00a0<a class='claim'>✓</a> It</p>",
    "<p><b>So</b> <a class='claim'>✓</a></p>": "<p><b>So</b>\u2060\u00a0<a class='claim'>✓</a></p>",
    "<p><a class='claim'>✓</a></p>": "<p><a class='claim'>✓</a></p>",
    "<p>the <code>X @ w</code> of</p>": "<p>the <code class='whole'>X @ w</code> of</p>",
    "<p>the <code>slope</code> of</p>": "<p>the <code>slope</code> of</p>",
    "<p><code>python -m pip install numpy</code></p>": "<p><code>python -m pip install numpy</code></p>",
    "<td><code>X @ w</code></td>": "<td><code>X @ w</code></td>",
}


def test_greek_letters_of_the_text_are_marked_and_those_of_code_are_not():
    tree = etree.fromstring("<p>rate α, or <b>√κ</b> to β<code>λ</code>μ</p>")
    ties.draw(tree)
    marked = '<span class="greek">{}</span>'.format
    assert etree.tostring(tree, encoding="unicode") == (
        f"<p>rate {marked('α')}, or <b>√{marked('κ')}</b> to {marked('β')}<code>λ</code>{marked('μ')}</p>"
    )


def test_a_name_is_whole_at_its_hyphen():
    """Other words may end a line at their hyphen; what stands in code is as it was written."""
    text = "scikit-learn, GPT-3 (3.0e-06) at <b>X-rays</b> 2026-11-28 choosing-a-rate <code>a-b 2</code>"
    tree = etree.fromstring(f"<p>{text}</p>")
    ties.draw(tree)
    whole = '<span class="whole">{}</span>'.format
    assert etree.tostring(tree, encoding="unicode") == (
        f"<p>{whole('scikit-learn')}, {whole('GPT-3')} ({whole('3.0e-06')}) at <b>{whole('X-rays')}</b> "
        f"{whole('2026-11-28')} choosing-a-rate <code>a-b 2</code></p>"
    )


@pytest.mark.parametrize("before", TIES)
def test_a_formula_keeps_its_punctuation_and_a_mark_its_sentence(before: str):
    tree = etree.fromstring(before)
    ties.tie(tree)
    assert etree.tostring(tree, encoding="unicode") == TIES[before].replace("'", '"')


def test_a_line_that_begins_with_what_belongs_to_the_line_before_would_be_seen(tab: Opener):
    visit = tab(DEEP, viewport=NARROW)
    assert not visit.page.evaluate(standards.TORN)
    visit.page.add_style_tag(content="span.arithmatex { white-space: normal }")
    torn = []
    for width in range(320, 400, 8):  # where a line ends hangs on the words of the page
        visit.resize(width)
        torn += visit.page.evaluate(standards.TORN)
    assert torn


def test_short_code_on_two_lines_would_be_seen(tab: Opener):
    visit = tab(ARRAYS, viewport=NARROW)
    assert not visit.page.evaluate(standards.TORN)
    visit.page.add_style_tag(content="code.whole { white-space: normal }")
    assert "a[:, None] + b" in visit.page.evaluate(standards.TORN)


def test_a_greek_letter_is_drawn_the_same_in_text_and_in_formulas(tab: Opener):
    visit = tab(DEEP)
    visit.devtools.send("DOM.enable")
    visit.devtools.send("CSS.enable")
    document = visit.devtools.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    heading = "[id='the-best-pair-puts-in-the-place-of'] .greek"
    place = visit.devtools.send("DOM.querySelector", {"nodeId": document, "selector": heading})["nodeId"]
    fonts = visit.devtools.send("CSS.getPlatformFontsForNode", {"nodeId": place})["fonts"]
    assert [font["isCustomFont"] for font in fonts] == [True]


def colour(visit: Visit, clip: dict) -> int:
    """Return the sum of red, green and blue of the first pixel of a part of the view."""
    picture = b64encode(visit.page.screenshot(clip=clip)).decode()
    return visit.page.evaluate(
        """async (picture) => {
      const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(1, 1).getContext("2d");
      canvas.drawImage(bitmap, 0, 0);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      return red + green + blue;
    }""",
        picture,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_formula_that_scrolls_has_a_shadow_where_there_is_more(tab: Opener, scheme: str):
    address = "descent/one-weight/"
    narrower = {"width": 240, "height": 800}  # than any phone: there the book's formulas fit
    visit = tab(address, viewport=narrower, color_scheme=scheme, reduced_motion="reduce")
    visit.fold(True)
    wide = visit.page.evaluate_handle(
        "[...document.querySelectorAll('div.arithmatex')].find((box) => box.scrollWidth > box.clientWidth + 20)"
    ).as_element()
    wide.scroll_into_view_if_needed()
    wide.evaluate("box => { for (const part of box.children) part.style.visibility = 'hidden'; }")
    edges = {}
    for name, left in (("begin", 0), ("end", 9999)):
        wide.evaluate("(box, left) => { box.scrollLeft = left; }", left)
        box = wide.bounding_box()
        strip = {"y": box["y"] + 5, "width": 2, "height": 2}
        edges[name] = [colour(visit, {**strip, "x": box["x"] + at}) for at in (4, box["width"] / 2, box["width"] - 6)]
    (left, middle, right), (left_at_end, _, right_at_end) = edges["begin"], edges["end"]
    assert abs(left - middle) < 6 < abs(right - middle)
    assert abs(right_at_end - middle) < 6 < abs(left_at_end - middle)


def test_code_that_scrolls_fades_where_there_is_more(tab: Opener):
    page = tab("descent/momentum/", viewport=NARROW).page
    page.evaluate("document.documentElement.dataset.programs = 'whole'")  # long core lines break
    codes = page.locator(".highlight > pre > code:visible")
    seen = codes.evaluate_all(
        """codes => codes.map((code) => {
      const faded = () => getComputedStyle(code).maskImage !== "none";
      return [code.scrollWidth > code.clientWidth + 1, faded()];
    })"""
    )
    assert {True, False} == {scrolls for scrolls, _ in seen}
    assert all(scrolls == faded for scrolls, faded in seen)
    wide = codes.nth(seen.index([True, True]))
    wide.evaluate("code => { code.scrollLeft = 9999; }")
    expect(wide).to_have_css("mask-image", "none")


def test_the_font_of_the_text_has_the_letters_of_the_formulas():
    from fontTools.ttLib import TTFont

    glyphs = TTFont(SITE / "stylesheets" / "math.woff2").getBestCmap()
    pairs = [(glyphs.get(code), glyphs.get(code - 0x3B1 + 0x1D6FC)) for code in range(0x3B1, 0x3CA)]
    drawn = [(text, formula) for text, formula in pairs if formula]
    assert len(drawn) > 10
    assert [pair for pair in drawn if pair[0] != pair[1]] == []
