"""What pages promise holds for labs: each claim that a lab marks has a test, which rejects a false variant."""

import json
import re
from pathlib import Path

import pytest
from downhill import claims

ROOT = Path(__file__).parent.parent
LABS = sorted((ROOT / "docs" / "labs").glob("*.ipynb"))


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.stem)
def test_each_claim_of_a_lab_has_a_test_that_rejects_a_false_variant(lab: Path) -> None:
    broken: list = []
    known = claims.read(ROOT, broken)
    assert not broken
    cells = json.loads(lab.read_text("utf-8"))["cells"]
    text = "".join(line for cell in cells if cell["cell_type"] == "markdown" for line in cell["source"])
    marked = set(re.findall(r"\]\(claim:([^)]+)\)", text))
    assert marked == {claim for claim in known if claim.startswith(f"{lab.stem}/")}
    assert len(marked) >= 2
    assert [claim for claim in sorted(marked) if not known[claim].refuted] == []


RIGHT = ("2 * np.mean(error * x)", "2 * np.mean(error)")
WRITTEN = {  # what readers write for the two slopes, and what the check says at the first step, and at the sixth
    RIGHT: [": right"] * 4,
    ("np.mean(2 * error * x)", "2 / len(x) * error.sum()"): [": right"] * 4,
    ("0", "0"): ["it is zero"] * 2,
    ("-2 * np.mean(error * x)", RIGHT[1]): ["the wrong way", ": right"],
    ("np.mean(error * x)", RIGHT[1]): ["half of it", ": right"],
    ("2 * error * x", RIGHT[1]): ["the mean comes last", ": right"],
    ("2 * np.mean(error) * x", RIGHT[1]): ["the mean comes last", ": right"],
    (RIGHT[0], "2 * error"): [": right", "the mean comes last"],
    (RIGHT[0], "2 * np.sum(error)"): [": right", "the mean, not the sum"],
    ("2 * np.sum(error * x)", RIGHT[1]): ["the mean, not the sum", ": right"],
    (RIGHT[0], "learning_rate * 2 * np.mean(error)"): [": right", "comes in the line below"],
    ("2 * np.mean(error**2)", RIGHT[1]): ["not yet, 1149; the right one is -278", ": right"],
    ("-2 * np.mean(y * x)", RIGHT[1]): [": right", ": right", "not yet", ": right"],
    (RIGHT[0], "2 * np.mean(error * x)"): [": right", "the slope of the other"],
    ("w - learning_rate * 2 * np.mean(error * x)", RIGHT[1]): ["the slope alone", ": right"],
    ("2 * np.mean(error) * np.mean(x)", RIGHT[1]): ["before the mean", ": right"],
    (RIGHT[1], RIGHT[0]): ["the slope of the other"] * 2,
}


@pytest.mark.parametrize("written", WRITTEN, ids="; ".join)
@pytest.mark.filterwarnings("ignore:(overflow|invalid value)")
def test_the_check_of_the_two_lines_says_what_they_do(written: tuple[str, str], capsys: pytest.CaptureFixture) -> None:
    cells = json.loads((ROOT / "docs" / "labs" / "descent-in-25-lines.ipynb").read_text("utf-8"))["cells"]
    loop, check = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"][:2]
    for name, line in zip("wb", written, strict=True):
        loop, count = re.subn(rf"(?m)^    slope_{name} = 0  # your line$", f"    slope_{name} = {line}", loop)
        assert count == 1
    names: dict = {}
    exec(loop, names)
    ended, many = capsys.readouterr().out, any("the mean comes last" in said for said in WRITTEN[written])
    assert ("a hundred numbers" in ended) == many  # and no loss, which would be less than the least
    assert ("loss" in ended.splitlines()[-1]) != many
    assert max(map(len, ended.splitlines())) < 80
    exec(check, names)
    said = capsys.readouterr().out.splitlines()
    assert all(verdict in row for row, verdict in zip(said, WRITTEN[written], strict=True)), said
