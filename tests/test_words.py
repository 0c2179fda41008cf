"""One word a thing: what a run makes small is a loss; a cost is what something takes, in money, steps or work."""

import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Where the word is at home: it is defined, quoted in a title, or means what mistakes cost
OWN = {"loss-functions.md", "glossary.md", "bibliography.md", "classification.md"}
PAGES = sorted(path for path in (ROOT / "docs").glob("*/*.md") if path.name not in OWN)
PRICES = {"loss-functions", "classes", "classification", "probabilities", "choosing-an-optimizer", "projects"}
PROGRAMS = sorted(path for path in (ROOT / "snippets").glob("*/*.py") if path.parent.name not in PRICES)
LOSS = re.compile(
    r"\b(?:cost functions?\b|cost \$J|(?:least|lowest|same|smooth|squared|absolute|convex|training) cost\b|cost as a\b"
    r"|costs? (?:is|are) (?:an?|the|no|smallest|lowest|least|zero|\[?not)\b|cost of a line\b|cost (?:rises|falls)\b)"
    r"|^\| \w+ \| cost \|",
    re.IGNORECASE | re.MULTILINE,
)


def called_cost(text: str) -> list[str]:
    """Return the places of a page's text that call a loss a cost; `requires` and anchors keep their names."""
    text = re.sub(r"^(?:concepts|requires): .*$|\{ #[^}]*\}", "", text, flags=re.MULTILINE)
    return [found[0] for found in LOSS.finditer(re.sub(r"(?<!\n)\n(?![\n|])", " ", text))]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_says_loss(page: Path):
    assert not called_cost(page.read_text("utf-8"))


def test_no_program_names_a_loss_cost():
    def names(program: Path) -> set[str]:
        tokens = tokenize.generate_tokens(io.StringIO(program.read_text("utf-8")).readline)
        return {token.string for token in tokens if token.type == tokenize.NAME}

    assert [str(program) for program in PROGRAMS if "cost" in names(program)] == []


def test_the_word_is_judged_by_its_use():
    for text in (
        "where a cost $J(w)$ is smallest",
        "They have the same\ncost.",
        "The cost is no bowl.",
        "| model | cost |",
    ):
        assert called_cost(text), text
    for text in (
        "The cosines cost 7000 updates.",
        "What does it cost?",
        "a small multiple of the cost of the function",
    ):
        assert not called_cost(text), text
