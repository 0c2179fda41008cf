"""The claims of docs/practice/ten-runs.md: its rules name all ten runs, on fresh seeds."""

import functools
import re
from pathlib import Path

import numpy as np
import pytest

from tests.planted import FAULTS, network

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "practice" / "ten-runs.md").read_text("utf-8")
NAMES = ["sound", "low rate", "high rate", "wild start", "zero start", "shuffled apart", "few cases", "early decay"]
NAMES += ["too small", "sorted file"]
SEEDS = (21, 22, 23)
IDEA = np.log(10)  # the loss of no idea


@functools.cache
def curves(name, seed, **change):
    """Return training and validation loss, at each twentieth of 600 updates."""
    if name == "too small":
        change["units"] = 3
    with np.errstate(all="ignore"):
        return np.array(network(name, seed, **change).train(600, log=True)[1]).T


RULES = {  # in the order of the page's table; t is training, v validation
    "wild start": lambda t, v: t[0] > 3,
    "zero start": lambda t, v: max(abs(t - IDEA).max(), abs(v - IDEA).max()) < 0.001,
    "high rate": lambda t, v: t.max() > 10,
    "sorted file": lambda t, v: t.max() > t[0] + 0.5,
    "shuffled apart": lambda t, v: v[-1] > v[0] and t[-1] < t[0],
    "few cases": lambda t, v: v[-1] > t[-1] + 0.5,
    "low rate": lambda t, v: t[-1] > 2,
    "early decay": lambda t, v: np.ptp(t[8:]) < 0.01,
    "too small": lambda t, v: t[-1] > 0.3,
    "sound": lambda t, v: True,
}
SWAPPED = [{"low rate": "shuffled apart", "shuffled apart": "low rate"}.get(name, name) for name in RULES]


def test_the_rules_are_those_of_the_page_in_its_order():
    rows = re.findall(r"^\| .* \| ([\w ]+) \| .* \|$", PAGE[PAGE.index("## Rules that") :], re.M)
    assert [row for row in rows if row != "diagnosis"] == list(RULES)
    assert set(RULES) == set(NAMES) <= {"sound", *FAULTS}


@pytest.mark.claim(
    "ten-runs/rules",
    "On three fresh seeds the page's table, read from the top, names all ten runs.",
    seen=lambda training, validation: (training, validation),
    order=list(RULES),
)
@pytest.mark.refuted(
    "It does so where the training curve stands for both.", seen=lambda training, validation: (training, training)
)
@pytest.mark.refuted("It does so with the row of the low rate above that of shuffled apart.", order=SWAPPED)
@pytest.mark.refuted("It does so from the bottom.", order=[*list(RULES)[-2::-1], "sound"])
def test_the_table_names_all_ten(seen, order):
    for seed in SEEDS:
        for name in NAMES:
            training, validation = seen(*curves(name, seed))
            assert next(each for each in order if RULES[each](training, validation)) == name, seed


@pytest.mark.claim(
    "ten-runs/alike",
    "From update 100 to 600 the training losses of the low rate and of pictures shuffled apart stay within 0.2 of "
    "ln 10; validation climbs above its start where they are apart, and not at the low rate.",
    within=0.2,
    times=1,
)
@pytest.mark.refuted("They stay within 0.1.", within=0.1)
@pytest.mark.refuted("So does the training loss of a rate a hundred times as high.", times=100)
def test_two_training_curves_are_alike(within, times):
    for seed in SEEDS:
        low, apart = curves("low rate", seed, rate=0.0005 * times), curves("shuffled apart", seed)
        for training, _ in (low, apart):
            assert abs(training[5:] - IDEA).max() < within
        assert apart[1][-1] > apart[1][0]
        assert low[1][-1] <= low[1][0]


def shuffled(program):
    """Return the ten names as a program of the page shuffles them: by its own list and seed."""
    text = (ROOT / "snippets" / "ten-runs" / f"{program}.py").read_text("utf-8")
    named = [name for name in re.findall(r'"([a-z ]+)"', text) if name in NAMES]
    (seed,) = set(re.findall(r"default_rng\((\d+)\)\.permutation\(list\((?:faults|hints)\)\)", text))
    return np.random.default_rng(int(seed)).permutation(list(dict.fromkeys(named))).tolist()


def test_the_exercise_has_the_letters_of_the_figure():
    assert shuffled("ten_runs") == shuffled("exercise_1")
    said = dict(re.findall(r"^run (\w)( .*)$", (ROOT / "snippets/ten-runs/ten_runs.out").read_text("utf-8"), re.M))
    for letter, name in zip("ABCDEFGHIJ", shuffled("ten_runs"), strict=True):
        numbers = np.array(said[letter].split(), float)
        training, validation = numbers[:4], numbers[4:]
        alone = {"early decay": lambda t, v: np.ptp(t[1:]) < 0.01}
        rules = {**RULES, **alone, "zero start": lambda t, v: max(np.ptp(t), np.ptp(v)) < 0.001}
        assert next(each for each in rules if rules[each](training, validation)) == name
