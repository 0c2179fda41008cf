"""The claims of docs/labs/descent-in-25-lines.ipynb, and the verdicts of its prediction.

No claim is held by the lab's loop: the error after k steps is taken from the eigenvalues and eigenvectors.
"""

import json
import re
from pathlib import Path

import numpy as np
import pytest

LAB = Path(__file__).parents[2] / "docs" / "labs" / "descent-in-25-lines.ipynb"


def points():
    """Return the points of the lab."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 100)
    return x, 3 * x + 7 + rng.normal(0, 2, 100)


def arrivals(x, y, rate=0.01, tolerance=0.01, steps=3000):
    """Return the steps from which on w and b stay near their best values, from zero; None where they do not."""
    X = np.column_stack([x, np.ones(len(x))])
    values, axes = np.linalg.eigh(2 / len(x) * X.T @ X)
    start = -np.linalg.solve(X.T @ X, X.T @ y)
    powers = (1 - rate * values) ** np.arange(steps + 1)[:, None]
    errors = np.abs(powers * (axes.T @ start) @ axes.T)
    return [1 + int(np.flatnonzero(error >= tolerance)[-1]) if error[-1] < tolerance else None for error in errors.T]


@pytest.mark.claim(
    "descent-in-25-lines/arrivals",
    "On the lab's points, from zero at the rate 0.01, w stays within 0.01 of its best from step 972, b from step 1378.",
    steps=[972, 1378],
)
@pytest.mark.refuted("b does so from step 1377.", steps=[972, 1377])
@pytest.mark.refuted("b does so from the step from which w does.", steps=[972, 972])
def test_the_slope_is_there_first(steps):
    assert arrivals(*points()) == steps


@pytest.mark.claim(
    "descent-in-25-lines/changes",
    "On the lab's points the bound is between 0.028 and 0.029; at the rate 0.01, from zero, b needs 382 steps instead "
    "of 1378 with x centred, and 1378 with y and the tolerance times 1000.",
    bound=(0.028, 0.029),
    centred=382,
    tolerance=10,
)
@pytest.mark.refuted("The bound is between 0.027 and 0.028.", bound=(0.027, 0.028))
@pytest.mark.refuted("With x centred b needs 381 steps.", centred=381)
@pytest.mark.refuted("With y times 1000 and the tolerance as it was b needs 1378, too.", tolerance=0.01)
def test_what_the_changes_do(bound, centred, tolerance):
    x, y = points()
    below, above = (arrivals(x, y, rate) for rate in bound)
    assert None not in below
    assert above == [None, None]
    assert arrivals(x, y, 0.028)[1] == 491
    assert arrivals(x - x.mean(), y)[1] == centred
    assert arrivals(x, 1000 * y, tolerance=tolerance)[1] == 1378


def test_the_verdicts_of_the_prediction_are_true():
    cells = ["".join(cell["source"]) for cell in json.loads(LAB.read_text("utf-8"))["cells"]]
    text = next(cell for cell in cells if "Predict first" in cell)
    verdicts = dict(re.findall(r"<summary>(.*?)</summary>\s+(.*?)\s+</details>", text, re.DOTALL))
    w, b = arrivals(*points())
    assert w < 1000 < b
    assert [answer[:7] for answer in verdicts if verdicts[answer].startswith("Yes")] == ["Only w"]
    typed = {int(number) for verdict in verdicts.values() for number in re.findall(r"\d{3,}", verdict)}
    assert typed == {w, b}
