"""The reference shelf: programs, concepts and terms, complete, linked, and used."""

import ast
import builtins
import dis
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from downhill import functions, reference
from downhill.exercises import GRADES
from downhill.page import Page
from mkdocs.utils.meta import get_data
from playwright.sync_api import expect

from tests.served import SITE, Opener, addresses, anchors, soup

ROOT = Path(__file__).parent.parent
FOLDERS = ("learning", "descent", "practice", "labs", "bridges")
PAGES = [path for folder in FOLDERS for path in (ROOT / "docs" / folder).iterdir() if path.suffix != ".out"]


def front_matter(page: Path) -> dict[str, Any]:
    """Return what a chapter or a lab says of itself."""
    text = page.read_text("utf-8")
    return json.loads(text)["metadata"]["downhill"] if page.suffix == ".ipynb" else get_data(text)[1]


def taught() -> dict[str, str]:
    """Return every concept of the chapters with the page that teaches it."""
    return {
        concept: page.relative_to(ROOT / "docs").as_posix()
        for page in PAGES
        for concept in front_matter(page).get("concepts") or []
    }


def terms() -> dict[str, reference.Term]:
    """Return the terms of the glossary."""
    path = "reference/glossary.md"
    return reference.terms(Page.read(path, (ROOT / "docs" / path).read_text("utf-8")))


def address_of(source: str) -> str:
    """Return the address of a page below docs, from the site's root."""
    return f"{source.rpartition('.')[0]}/"


def test_the_table_and_the_list_have_every_program_with_its_file_and_its_page():
    files = {path.relative_to(ROOT / "snippets").as_posix() for path in (ROOT / "snippets").rglob("*.py")}
    listed = json.loads((SITE / "programs.json").read_text("utf-8"))
    assert {each["name"] for each in listed} == files
    offered = {each["name"]: (SITE / each["file"]).read_text("utf-8") for each in listed}
    assert [name for name, text in offered.items() if text != (ROOT / "snippets" / name).read_text("utf-8")] == []
    rows = soup("reference/programs/").select("article tbody tr")
    assert len(rows) == len(listed)
    for row, each in zip(rows, listed, strict=True):
        (place,) = row.select("a")
        assert place.get_text() == each["name"]
        target, anchor = urldefrag(urljoin("reference/programs/", place["href"]))
        assert f'"{each["name"]}"' in (ROOT / "docs" / each["page"]).read_text("utf-8")
        assert each["output"] == (ROOT / "snippets" / each["name"]).with_suffix(".out").read_text("utf-8")
        assert anchor == each["anchor"]
        assert anchor in anchors(target.lstrip("/"))  # the home page's is nothing


def test_the_page_of_functions_has_every_one_that_checks_its_input_and_each_runs_alone():
    sources = {path: path.read_text("utf-8") for path in sorted((ROOT / "snippets").rglob("*.py"))}
    page, listed = soup("reference/functions/"), (ROOT / "snippets" / "README.md").read_text("utf-8")
    names = [block.select_one(".filename").span.get_text() for block in page.select(".language-python.highlight")]
    assert names == [heading.contents[0] for heading in page.select("article h3")]
    for path, source in sources.items():
        for node in ast.parse(source).body:
            checks = "raise ValueError" in (ast.get_source_segment(source, node) or "")
            if isinstance(node, ast.FunctionDef) and checks and node.name not in names:
                others = [each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)]
                texts = [ast.get_source_segment(source, each) or "" for each in others if each.name != node.name]
                helps = any(f"{node.name}(" in text for text in texts)
                assert helps, f"{path.name}: {node.name} is neither listed nor a helper"
    for name, block in zip(names, page.select(".language-python.highlight"), strict=True):
        alone: dict[str, Any] = {}
        exec(block.code.get_text(), alone)
        code = [alone[name].__code__]
        for each in code:  # those inside it too
            code += [inner for inner in each.co_consts if hasattr(inner, "co_consts")]
            used = {step.argval for step in dis.get_instructions(each) if step.opname == "LOAD_GLOBAL"}
            assert used <= {*alone, *vars(builtins)}, name
        about = block.find_next(class_="cited")
        program = about.select_one("a[href*='#program-']").get_text()
        assert f"def {name}(" in sources[ROOT / "snippets" / program]
        assert about.select_one("a[download]")["href"].endswith(f"programs/{program}")
        assert all((ROOT / link.get_text()).is_file() for link in about.select("a[href*='/tests/']"))
        assert f"`{name}(" in listed


def test_functions_stand_in_groups_by_what_they_need():
    groups = {
        heading.contents[0]: heading.find_previous("h2").contents[0]
        for heading in soup("reference/functions/").select("article h3")
    }
    assert [*dict.fromkeys(groups.values())] == [*functions.GROUPS]
    for name in ("gradient_descent", "adamw", "adafactor", "svrg", "fista"):
        assert groups[name] == functions.RATED, name
    for name in ("cosine", "warm_up", "chebyshev_rates"):
        assert groups[name] == functions.RULES, name
    for name in ("newton", "lbfgs", "backtracking_step", "barzilai_borwein", "evolution_strategy"):
        assert groups[name] == functions.FINDING, name
    for name in ("standardise", "gradient_check", "stop_early", "clip_layers", "lloyd_step"):
        assert groups[name] == functions.BESIDE, name


ROWS = """rows => rows.filter((row) => row.checkVisibility()).map((row) => row.innerText.toLowerCase())"""


@pytest.mark.parametrize(("address", "words"), [("programs/", "momentum nesterov"), ("errata/", "newton hessian")])
def test_a_long_table_is_filtered_as_one_types(tab: Opener, address: str, words: str):
    visit = tab(f"reference/{address}")
    field = visit.page.get_by_label("Show only those with")
    rows = visit.page.locator("article tbody tr")
    field.fill(words)
    shown = rows.evaluate_all(ROWS)
    assert 0 < len(shown) < 20
    assert all(word in row for row in shown for word in words.split())
    assert visit.page.locator("filter-table output").inner_text() == f"{len(shown)} of {rows.count()}"
    field.fill("")
    assert len(rows.evaluate_all(ROWS)) == rows.count() == len(soup(f"reference/{address}").select("article tbody tr"))


def test_a_word_is_found_however_it_is_joined_and_who_finds_nothing_is_told_where_else_to_look(tab: Opener):
    visit = tab("reference/programs/")
    field, told = visit.page.get_by_label("Show only those with"), visit.page.locator("filter-table output")
    counts = set()
    for words in ("warm-up", "warmup", "warm_up", "WARM-UP"):
        field.fill(words)
        counts.add(told.inner_text())
    (count,) = counts
    assert int(count.split()[0]) > 0
    field.fill("zebra crossing")
    expect(told).to_contain_text("0 of")
    expect(told).to_contain_text("the search of the site")


SHOWN = """() => [...document.querySelectorAll("article tbody tr")].filter((row) => row.checkVisibility())
  .map((row) => [row.cells[1].innerText.trim(), row.innerText.toLowerCase()])"""


def test_a_grade_is_found_as_it_is_and_not_within_a_longer_one(tab: Opener):
    listed = [
        (row.select("td")[1].get_text().strip(), row.get_text().lower())
        for row in soup("reference/exercises/").select("article tbody tr")
    ]
    visit = tab("reference/exercises/")
    field, bar = visit.page.get_by_label("Show only those with"), visit.page.locator("filter-table")
    for grade in ("●", "●●", "●●●"):
        field.fill(f"momentum {grade}")
        shown = visit.page.evaluate(SHOWN)
        assert {sign for sign, _ in shown} == {grade}
        assert len(shown) == sum(sign == grade and "momentum" in words for sign, words in listed) > 0
    field.fill("")
    used = {grade: words for grade, words in GRADES.items() if grade in dict(listed)}
    assert bar.get_by_role("button").count() == len(used) > 2
    for grade, words in used.items():
        press = bar.get_by_role("button", name=f"{grade} {words}", exact=True)
        press.click()
        assert bar.locator("[aria-pressed=true]").all_inner_texts() == [f"{grade} {words}"]
        shown = visit.page.evaluate(SHOWN)
        assert {sign for sign, _ in shown} <= {grade}
        assert len(shown) == sum(sign == grade for sign, _ in listed)
    press.click()  # which lets it go
    assert len(visit.page.evaluate(SHOWN)) == len(listed)


ACTIVE = ".md-nav--primary a.md-nav__link--active > .md-ellipsis"  # what the navigation calls the page
OVERFULL = """boxes => boxes.filter((box) => {
  const [frame, words] = [".map-box", "text"].map((part) => box.querySelector(part).getBoundingClientRect());
  return words.right > frame.right - 2 || words.bottom > frame.bottom;
}).map((box) => box.textContent)"""


def test_the_concept_map_has_every_concept_in_its_picture_and_in_its_list():
    page = soup("reference/concepts/")
    listed = {link.get_text(): link["href"] for link in page.select("article li a") if "#" in link["href"]}
    boxes = page.select(".concept-map a")
    drawn = " ".join(box.get_text(" ").replace(",", "") for box in boxes)
    for concept, source in taught().items():
        target, anchor = urldefrag(urljoin("reference/concepts/", listed[concept]))
        assert target == address_of(source)
        assert concept.lower() in soup(target).find(id=anchor).get_text().lower()
        assert concept.replace(",", "") in drawn
    for box in boxes:
        target = urljoin("reference/concepts/", box["xlink:href"])
        assert box.select_one(".map-title").get_text() == soup(target).select_one(ACTIVE).get_text(strip=True)
    data = json.loads((SITE / "concepts.json").read_text("utf-8"))
    assert {each["concept"]: each["page"] for each in data} == taught()


def points_of(way: str) -> list[tuple[float, float]]:
    """Return points along a path of SVG that goes by M, V and C."""
    points = [(0.0, 0.0)]
    for command, numbers in re.findall(r"([MVC])([^MVC]*)", way):
        (x, y), given = points[-1], [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "M":
            points.append((given[0], given[1]))
        elif command == "V":
            points += [(x, y + part / 50 * (given[0] - y)) for part in range(1, 51)]
        else:
            (x1, x2, x3), (y1, y2, y3) = given[::2], given[1::2]
            for t in (part / 50 for part in range(1, 51)):
                s = 1 - t
                a, b, c, d = s**3, 3 * s * s * t, 3 * s * t * t, t**3
                points.append((a * x + b * x1 + c * x2 + d * x3, a * y + b * y1 + c * y2 + d * y3))
    return points[1:]


def test_no_line_of_the_concept_map_runs_behind_a_box():
    page = soup("reference/concepts/")
    sides = ("x", "y", "width", "height")
    boxes = [[float(str(box[side])) for side in sides] for box in page.select(".concept-map .map-box")]
    lines = page.select(".concept-map .map-line")
    assert len(lines) > 20
    for line in lines:
        for x, y in points_of(str(line["d"])):  # where it begins and ends it is on the edge of a box
            behind = [at for at in boxes if at[0] < x < at[0] + at[2] and at[1] + 1 < y < at[1] + at[3] - 1]
            assert not behind, (line["d"], x, y)


def test_a_box_of_the_concept_map_holds_its_words_and_leads_to_its_chapter(tab: Opener):
    visit = tab("reference/concepts/")
    assert visit.page.locator(".concept-map a").evaluate_all(OVERFULL) == []
    assert visit.page.locator(".concept-map").evaluate("map => map.scrollWidth <= map.clientWidth")  # at 1280 px
    visit.page.locator(".concept-map a").filter(has_text="Momentum").first.click()
    visit.page.wait_for_url(visit.home + "descent/momentum/")


@pytest.mark.parametrize("concept", taught())
def test_a_concept_has_an_entry_in_the_glossary(concept: str):
    headings = soup("reference/glossary/").select("h2")
    entries = {heading.get_text().removesuffix("¶").strip().lower() for heading in headings}
    assert concept.lower() in entries


def test_every_entry_of_the_glossary_is_used_on_a_page():
    defined = terms()
    used = {link["data-told"] for page in addresses()[:-1] for link in soup(page).select("a.term")}
    assert not [term for term, entry in defined.items() if entry.definition not in used]


def test_a_concept_is_linked_to_where_it_is_taught_at_its_first_use_on_a_page():
    places, defined = taught(), terms()
    concept_of = {defined[concept.lower()].definition: concept for concept in places}
    met = set()
    for address in addresses()[:-1]:
        links = [link for link in soup(address).select("a.term") if link["data-told"] in concept_of]
        assert len({link["data-told"] for link in links}) == len(links)
        for link in links:
            concept = concept_of[link["data-told"]]
            target, anchor = urldefrag(urljoin(address, link["href"]))
            if address_of(places[concept]) != address:
                assert target == address_of(places[concept])
                assert concept.lower() in soup(target).find(id=anchor).get_text().lower()
                met.add(concept)
            else:
                assert target == "reference/glossary/"
    assert len(met) > len(places) / 3


def test_the_glossary_tells_where_each_concept_is_taught():
    text = soup("reference/glossary/").get_text()
    titles = {page: soup(address_of(page)).h1.contents[0].strip() for page in set(taught().values())}
    for page, title in titles.items():
        assert text.count(f"Taught in {title}.") == list(taught().values()).count(page)


def test_every_source_is_cited_and_leads_back_to_where():
    page = soup("reference/bibliography/")
    entries = {heading["id"] for heading in page.select("h2")} - {"textbooks-for-further-reading"}
    sources = [path for path in (ROOT / "docs").rglob("*.*") if path.suffix in (".md", ".ipynb")]
    cited = {
        (anchor, source.relative_to(ROOT / "docs").with_suffix("").as_posix())
        for source in sources
        for anchor in re.findall(r"bibliography\.md#([\w-]+)", source.read_text("utf-8"))
    }
    assert {anchor for anchor, _ in cited} == entries
    led = set()
    for paragraph in page.select("p.cited"):
        entry = paragraph.find_previous("h2")["id"]
        for link in paragraph.select("a"):
            target, anchor = urldefrag(urljoin("reference/bibliography/", link["href"]))
            place = soup(target).find(id=anchor)
            assert urldefrag(place["href"])[1] == entry
            led.add((entry, target.rstrip("/")))
    assert led == cited


def test_each_source_is_by_whom_its_name_says_and_each_number_leads_to_it():
    text = (ROOT / "docs/reference/bibliography.md").read_text("utf-8")
    sources = re.findall(r"^## (\S.*) ([\d.]+)\n\n((?:.+\n)*)", text, re.MULTILINE)
    assert len({(name, year) for name, year, _ in sources}) == len(sources) == text.count("\n## ") - 1
    for name, _, body in sources:
        assert name in body.partition("“")[0], name
    hosts = {"doi:": "https://doi.org/", "arXiv:": "https://arxiv.org/abs/"}
    links = re.findall(r"\[((?:doi|arXiv):)(\S+)\]\((https:\S+)\)[.,;]", text)
    assert len(links) == len(re.findall(r"\b(?:doi|arXiv):", text)) > 60
    assert [link for kind, number, link in links] == [hosts[kind] + number for kind, number, link in links]


def test_each_of_the_ten_sentences_to_keep_leads_to_a_claim():
    sentences = soup("reference/in-short/").select("#ten-sentences-to-keep ~ ol")[0].find_all("li")
    assert len(sentences) == 10
    for sentence in sentences:
        assert sentence.select("a[href*='#claim-']"), sentence.get_text()
