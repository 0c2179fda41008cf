"""Verdicts: what a program says of a run is true at other rates than the book's, since readers type their own."""

import contextlib
import io
from pathlib import Path

import pytest

SNIPPETS = Path(__file__).parents[1] / "snippets"
CASES = [  # program, what a reader changes and into what, words of the line that says it, a word that would be false
    ("one-weight/three_rates", "1e-7", "7e-8", "7e-08  w = ", "is not there", "explodes"),
    ("one-weight/three_rates", "1e-7", "1e-10", "1e-10  w = ", "is not there", "explodes"),
    ("one-weight/three_rates", "1e-7", "-1e-8", "-1e-08  w = ", "explodes", "finds"),
    ("one-weight/three_rates", "1e-6", "1.0", "1e+00  w = ", "explodes", "is not there"),
    ("batches/one_house", "[0.15,", "[0.0001,", "0.00", "is on its way", "explodes"),
    (
        "myths/patients",
        "learning_rate = 0.01",
        "learning_rate = 0.252",
        "standardised: bound 0.25",
        "explodes",
        "creeps",
    ),
    (
        "myths/patients",
        "learning_rate = 0.01",
        "learning_rate = 1e-6",
        "standardised: bound 0.25",
        "creeps",
        "explodes",
    ),
    ("feedback-control/thermostat", "20 - room)", "21 - room)", "sum", "too warm", "too cold"),
    ("without-descent/a_search", "0.075, 40)", "1.9, 41)", "40, centred", "elsewhere", "on its way"),
    ("myths/parcels", "range(1, 3001)", "range(1, 11)", "constant 0.1", "below it", "above it"),
    ("landscapes/four_rates", "0.16)", "0.195)", "rate 0.195", "is not at rest", "hops"),
    ("landscapes/four_rates", "0.16)", "1e-5)", "rate 1e-05", "is not at rest", "ends"),
    ("landscapes/repelled", "(0.15, 0.16, 0.19)", "(1e-5, 0.16, 0.19)", "global rate 1e-05", "is near it", "converged"),
    ("clipping/steep_start", "(0.5, 1.0)", "(3.0, 1.0)", "rate 0.5, clipped", "is on its way", "arrives"),
    ("schedules/linear_scaling", "96, 104]", "96, 100]", "  100   2.00", "grows without end", "settles"),
    ("matrix-methods/turned", "- 0.5 * g /", "- 0.2 * g /", "90 degrees", "nothing lost", "slower"),
    ("curvature-without-the-matrix/eigenvalues", "[1, 10, 10_000]", "[7]", "1, 10 or 10,000", "the fewest", "?"),
    (
        "momentum/four_momenta",
        "learning_rate = 0.01",
        "learning_rate = 0.9",
        "momentum 0.90",
        "does not arrive",
        "first",
    ),
]


def printed(program: str, was: str, now: str) -> list[str]:
    """Return the lines that a changed program prints; it draws nothing."""
    code = (SNIPPETS / f"{program}.py").read_text("utf-8").replace("fig.show()", "")
    assert code.count(was) >= 1, was
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code.replace(was, now), program, "exec"), {})
    return out.getvalue().splitlines()


@pytest.mark.filterwarnings("ignore:.*encountered in.*:RuntimeWarning")  # a run that explodes
@pytest.mark.parametrize(("program", "was", "now", "begins", "true", "false"), CASES, ids=lambda each: str(each)[:30])
def test_a_verdict_is_true_at_another_rate(program, was, now, begins, true, false):
    (line,) = [each for each in printed(program, was, now) if each.startswith(begins)]
    assert true in line, line
    assert false not in line, line
