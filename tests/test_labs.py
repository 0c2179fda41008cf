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
