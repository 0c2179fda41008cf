"""The order of the book: the next chapter is called so, and simulations use words that were taught before."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from downhill import Book, Site
from downhill.order import Order, early, explained
from downhill.site import address_of, led_to
from mkdocs.config import load_config

from tests.served import Opener
from tests.simulations import Simulation

ROOT = Path(__file__).parent.parent
# What is seen: not the choices of a list that is closed, which name methods for later
SEEN = """[stage.sentence, [...stage.root.querySelectorAll("select")].reduce(
  (text, list) => text.replace(list.innerText, ""), stage.root.innerText)].join("\\n")"""


NEXT = re.compile(r"next chapter[,:]? (?:is )?\[[^\]]+\]\(([^)#\s]+)")


def test_what_a_page_calls_the_next_chapter_is_the_next_one() -> None:
    paths = [page.path for page in Site.of(load_config(str(ROOT / "mkdocs.yml"))).pages]
    said = []
    for path, after in pairwise(paths):
        source = ROOT / "docs" / path
        for match in NEXT.finditer(source.read_text("utf-8") if source.suffix == ".md" and source.exists() else ""):
            said.append((path, led_to(match[1], path)[0], after))
    assert len(said) > 10
    assert [each for each in said if each[1] != each[2]] == []


@pytest.mark.whole("every button of every simulation is pressed")
def test_what_a_simulation_says_follows_its_page(tab: Opener, book: Book, subtests: pytest.Subtests) -> None:
    order = Order(book)
    shown = [(page, inline) for page in order.pages for inline in {*page.simulations} & {*early(page)}]
    assert len(shown) > 5
    visit = tab.tab()
    for page, inline in shown:
        visit.open(address_of(page.path))
        visit.page.locator(f"book-simulation[name='{inline.placed}']").first.scroll_into_view_if_needed()
        simulation = Simulation(visit, inline.placed)
        visit.page.evaluate("for (const fold of document.querySelectorAll('.sim-settings')) fold.open = false")
        words = [str(simulation.run(SEEN))]
        if simulation.run("!!stage.tick"):
            simulation.step(30)
            words.append(str(simulation.run(SEEN)))
        later = order.later(page, order.terms)
        later = later.keys() - {term for each in early(page) for term in explained(each, later)}
        with subtests.test(f"{page.path}: {inline.placed}"):
            assert {each for text in words for each in order.used(page, text, later)} == set()
