"""Formulas take the room that they show."""

import pytest
from bs4 import Tag

from tests.served import SITE, Opener, addresses, soup

# of each root: what it covers, whether it has the font with the larger forms, and in em what its box has behind
# that and before it, the latter with that font: 0.794 where the first form of √ is high enough; and how far the sign
# hangs below the line of its first part
ROOTS = """async () => {
  const tall = '"Tall Roots", "Book Math", math';
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  await document.fonts.load(`16px ${tall}`, "√");
  return [...document.querySelectorAll("msqrt")].filter((root) => root.checkVisibility()).map((root) => {
    const parts = [root, root.firstElementChild, root.lastElementChild];
    const edges = () => parts.map((part) => part.getBoundingClientRect());
    const { fontSize, fontFamily } = getComputedStyle(root);
    const [box, strut, last] = edges();
    const asBuilt = [root.textContent, fontFamily === tall, (box.right - last.right) / parseFloat(fontSize)];
    root.style.fontFamily = tall;
    const [wide, first] = edges();
    const gaps = [first.left - wide.left, box.bottom - strut.bottom];
    return [...asBuilt, ...gaps.map((gap) => gap / parseFloat(fontSize))];
  });
}"""


def scripts(base: Tag) -> list[Tag]:
    """Return what stands in the scripts of a part of a formula."""
    return base.find_all(True, recursive=False)[1:]


def test_an_operator_alone_in_a_script_has_no_space_of_its_own() -> None:
    bases = [base for address in addresses() for base in soup(address).select("msub, msup, msubsup")]
    alone = [script for base in bases for script in scripts(base) if script.name == "mo"]
    assert len(alone) > 30
    assert {(script.get("lspace"), script.get("rspace")) for script in alone} == {("0", "0")}


def test_an_operator_between_words_has_a_space_on_both_sides(tab: Opener) -> None:
    """A browser takes words for space, and an operator at the head of a line that goes on for a sign."""
    glued = """() => [...document.querySelectorAll("div.arithmatex mtd > mo")].filter((operator) => {
      const [before, after] = [operator.previousElementSibling, operator.nextElementSibling];
      if (!after || !"=+−".includes(operator.textContent)) return false;
      const goesOn = !before && operator.parentNode.previousElementSibling?.childElementCount === 0;
      if (!before?.matches("mtext, mspace") && !goesOn) return false;
      const { left, width } = after.getBoundingClientRect();
      const gap = after.matches("mspace") ? width : left - operator.getBoundingClientRect().right;
      return gap < 2;
    }).map((operator) => operator.parentNode.textContent)"""
    for address in ("learning/generalization/", "practice/pipeline/", "descent/feedback-control/"):
        assert tab(address).page.evaluate(glued) == [], address


@pytest.mark.whole("every formula of the book is laid out")
def test_a_root_takes_the_room_that_it_shows_and_has_a_form_that_is_high_enough(tab: Opener) -> None:
    pages = sorted(path.parent for path in SITE.rglob("index.html") if "<msqrt" in path.read_text("utf-8"))
    visit = tab(f"{pages[0].relative_to(SITE)}/")
    roots = []
    for page in pages:
        visit.open(f"{page.relative_to(SITE)}/")
        visit.page.evaluate("Promise.all([...document.fonts].map((font) => font.load()))")  # a busy browser is late
        roots += [(visit.address, *root) for root in visit.page.evaluate(ROOTS)]
    low = [root for root in roots if not root[2]]
    assert 60 < len(low) < len(roots)
    assert [root for root in low if abs(root[3]) > 0.01] == []
    assert [root for root in low if abs(root[4] - 0.794) > 0.01] == []  # else book.css must give it the larger forms
    assert [root for root in low if root[5] > 0.5] == []  # over a low letter it would fall out of the line
