"""One word a thing: what a run makes small is a loss; a cost is what something takes, in money, steps or work.

One form a thing: 5% of 20, and 1 step.
"""

import io
import re
import tokenize
from pathlib import Path

import pytest
from downhill import claims

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
OUTPUTS = sorted([*(ROOT / "snippets").rglob("*.out"), *(ROOT / "docs").rglob("*.out")])
PROSE = sorted([*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.ipynb")])
APART = re.compile(r"\d\}? %")
ONE = re.compile(r"(?<![\w.,+−-])1 ((?:[a-z]+ ){0,2}[a-z]+s)\b")
VERBS = {"is", "goes"}  # step 1 is 3 rates long, step 1 goes 0.01: the number names a step and counts nothing


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


def test_a_percent_sign_stands_right_on_its_number():
    apart = [str(path) for path in [*PROSE, *OUTPUTS] if APART.search(path.read_text("utf-8"))]
    said = [words for claim in claims.read(ROOT, []).values() for words in (claim.statement, *claim.refuted)]
    assert apart + [words for words in said if APART.search(words)] == []


def many_of_one(text: str) -> list[str]:
    """Return what a text calls one of many, such as 1 steps."""
    return [words for words in ONE.findall(text) if words not in VERBS]


def test_no_output_counts_1_steps():
    found = {str(path): words for path in OUTPUTS if (words := many_of_one(path.read_text("utf-8")))}
    assert found == {}


def test_a_count_is_judged_by_what_is_counted():
    for text in ("after     1 steps", "bowl 1 trials: Adam", "(3 hits, 1 false alarms)"):
        assert many_of_one(text), text
    for text in ("1 step", "step 1 is 3 rates long", "21 steps", "0.1 rates", "epoch 1  loss 0.2", "1e-1 steps"):
        assert not many_of_one(text), text
