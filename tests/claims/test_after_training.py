"""The claims of docs/practice/after-training.md; oracles: processes that are killed, fractions, a Markov chain."""

import ast
import functools
import hashlib
import math
import os
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

SNIPPETS = Path(__file__).parents[2] / "snippets" / "after-training"
SAVED = {b"old" * 3000, b"new" * 3000}
IN_PLACE, RENAMED = ("model.bin", 1), ("model.new", 1)
NAKED = "{save}\n\n\nold, new = b'old' * 3000, b'new' * 3000\nlist(save(old, 'model.new', 500))\n"
AT_A_MOMENT = f"""{NAKED}for moment, _ in enumerate(save(new, {{name!r}}, {{piece}})):
    if moment == {{last}}:
        os.kill(os.getpid(), signal.SIGKILL)
"""
FOR_EVER = f"""{NAKED}print("saves", flush=True)
while True:
    for data in (new, old):
        for _ in save(data, {{name!r}}, {{piece}}):
            pass
"""


@functools.cache
def source(removes_first):
    """Return the page's function that saves, with its imports; `removes_first` spoils its renaming."""
    tree = ast.parse((SNIPPETS / "torn.py").read_text("utf-8"))
    (save,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "save"]
    text = ast.unparse(save)
    if removes_first:
        renaming = "os.replace(name, 'model.bin')"
        assert renaming in text
        text = text.replace(renaming, f"os.remove('model.bin')\n    yield\n    {renaming}")
    return f"import hashlib\nimport os\nimport signal\n{text}"


def whole(folder):
    """Say whether the file there is a whole one, the old or the new; the test's own reading of it."""
    content = (folder / "model.bin").read_bytes() if (folder / "model.bin").exists() else b""
    return content[32:] in SAVED and content[:32] == hashlib.sha256(content[32:]).digest()


def killed_at_each_moment(folder, way, removes_first):
    """Start processes that save and kill themselves at one moment each; yield whether a whole file is left."""
    name, piece = way[0], 500 * way[1]
    for last in range(1000):
        program = AT_A_MOMENT.format(save=source(removes_first), name=name, piece=piece, last=last)
        status = subprocess.run([sys.executable, "-I", "-S", "-c", program], cwd=folder).returncode
        if status == 0:  # it was through before
            return
        assert status == -signal.SIGKILL
        yield whole(folder)


def killed_at_random(folder, way, removes_first, times):
    """Start processes that save for ever, and kill each after some milliseconds; yield whether its file is whole."""
    rng = np.random.default_rng(5)
    program = FOR_EVER.format(save=source(removes_first), name=way[0], piece=way[1])
    for _ in range(times):
        command = [sys.executable, "-I", "-S", "-c", program]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(rng.uniform(0, 0.02))
            os.kill(process.pid, signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        yield whole(folder)


@pytest.mark.claim(
    "after-training/whole",
    "A process that saves to a new name and renames it leaves a whole file, old or new, whenever it is killed.",
    way=RENAMED,
    removes_first=False,
)
@pytest.mark.refuted("One that writes in place does so, too.", way=IN_PLACE)
@pytest.mark.refuted("So does one that writes in place in a single call.", way=("model.bin", 10_000))
@pytest.mark.refuted("So does one that removes the old file before it renames the new one.", removes_first=True)
def test_whoever_renames_is_whole_whenever_it_is_killed(way, removes_first, tmp_path):
    found = [*killed_at_each_moment(tmp_path, way, removes_first)]
    assert len(found) > (20 if way[1] == 1 else 3)
    found += killed_at_random(tmp_path, way, removes_first, 25)
    assert all(found), f"{found.count(False)} of {len(found)} are torn"


def test_who_writes_in_place_is_torn_in_the_middle_of_real_runs_too(tmp_path):
    found = [*killed_at_random(tmp_path, IN_PLACE, False, 25)]
    assert found.count(False) > 10


@pytest.mark.claim(
    "after-training/units",
    "Fitted without noise to times in units u > 1 times too small, a line is wrong by (u − 1) times the mean time; "
    "taken back after a share of the month's minutes, by that share of it.",
    wrong=lambda u: u - 1,
    left=lambda share: share,
    share=lambda y, noticed: sum(y[:noticed]) / sum(y),
)
@pytest.mark.refuted("It is wrong by u times the mean time.", wrong=lambda u: u)
@pytest.mark.refuted("Taken back, it costs the square of the share.", left=lambda share: share**2)
@pytest.mark.refuted(
    "Taken back after a share of the deliveries, by that share of it.",
    share=lambda y, noticed: Fraction(noticed, len(y)),
)
@given(
    st.fractions(2, 100, max_denominator=3),
    st.fractions(0, 5, max_denominator=5),
    st.fractions(1, 9, max_denominator=5),
    st.integers(1, 3),
)
@example(Fraction(60), Fraction(3), Fraction(5), 1)
def test_a_wrong_unit_costs_its_factor(wrong, left, share, u, slope, start, noticed):
    """Four deliveries, noticed after one, two or three of them; least squares by its formula, in fractions."""
    x = [Fraction(k) for k in (1, 2, 2, 1)]
    y = [slope * each + start for each in x]
    records = [u * each for each in y]
    mean_x, mean_r = sum(x) / 4, sum(records) / 4
    w = sum((a - mean_x) * (b - mean_r) for a, b in zip(x, records, strict=True)) / sum((a - mean_x) ** 2 for a in x)
    fitted = [mean_r + w * (each - mean_x) for each in x]
    errors = [abs(a - b) for a, b in zip(fitted, y, strict=True)]
    assert sum(errors) / 4 == wrong(u) * sum(y) / 4
    assert sum(errors[:noticed]) == left(share(y, noticed)) * sum(errors)  # after that the version before is right


@functools.cache
def days(shift, allowance=0.25, limit=8.6, cells=400):
    """Return the mean days until the running sum rings: the chain of Brook and Evans, the sum cut into cells."""
    width = 2 * limit / (2 * cells - 1)
    centres = width * np.arange(cells)
    edges = centres[None, :] + width / 2 - centres[:, None] + allowance
    up_to = norm.cdf(edges - shift)
    chain = np.diff(np.concatenate([np.zeros((cells, 1)), up_to], axis=1), axis=1)
    return np.linalg.solve(np.eye(cells) - chain, np.ones(cells))[0]


@pytest.mark.claim(
    "after-training/sooner",
    "At about one false alarm in a thousand days, the running sum with allowance 0.25 and limit 8.6 finds a shift of "
    "0.5 deviations more than 6 times sooner than a daily limit of 3.09 on average, and one of 3 deviations later.",
    shifts=(0.5, 3),
    times=6,
)
@pytest.mark.refuted("It finds one of 0.5 more than 7 times sooner.", times=7)
@pytest.mark.refuted("It finds one of 3 sooner, too.", shifts=(3, 5))
@pytest.mark.refuted("It finds one of 1 later.", shifts=(0.5, 1))
def test_a_sum_finds_small_shifts_sooner(shifts, times):
    """The days of the daily limit have a closed form, one over the chance of a day."""
    daily = {shift: 1 / norm.sf(3.09 - shift) for shift in (0, *shifts)}
    assert 900 < daily[0] < 1100
    assert 900 < days(0) < 1100
    assert daily[shifts[0]] > times * days(shifts[0])
    assert daily[shifts[1]] < days(shifts[1])


@pytest.mark.claim(
    "after-training/stretch",
    "A sum that begins again at zero where it would fall below is the largest sum of any last stretch, or 0.",
    again=lambda total: max(0, total),
    stretches=lambda numbers: [numbers[k:] for k in range(len(numbers) + 1)],
)
@pytest.mark.refuted("So is one that turns its sign there.", again=abs)
@pytest.mark.refuted(
    "It is the largest sum of any first stretch.",
    stretches=lambda numbers: [numbers[:k] for k in range(len(numbers) + 1)],
)
@given(st.lists(st.fractions(-5, 5, max_denominator=4), max_size=8))
@example([Fraction(2), Fraction(-3), Fraction(1)])
def test_the_running_sum_is_the_largest_of_the_last_stretches(again, stretches, numbers):
    total = Fraction(0)
    for number in numbers:
        total = again(total + number)
    assert total == max(sum(stretch, Fraction(0)) for stretch in stretches(numbers))


def test_the_pages_alarms_ring_when_the_chain_says():
    """The means that the page prints lie within four of their own deviations; days until an alarm are about as wide."""
    for line in (SNIPPETS / "alarm.out").read_text("utf-8").splitlines()[1:]:
        shift, daily, summed = map(float, line.removeprefix("shift of").split())
        for printed, mean in ((daily, 1 / norm.sf(3.09 - shift)), (summed, days(shift))):
            assert abs(printed - mean) < 4 * mean / math.sqrt(1000) + 0.5


@functools.cache
def fine_tuned(rate):
    """Return the shares that scikit-learn's networks get right, of shifted and of other digits; medians of three."""
    X, y = load_digits(return_X_y=True)
    X, shares = X / 16, []
    shifted = np.roll(X.reshape(-1, 8, 8), 1, axis=2).reshape(-1, 64)
    for seed in range(3):
        seen, test = np.split(np.random.default_rng(100 + seed).permutation(len(X)), [1200])
        net = MLPClassifier(32, activation="tanh", alpha=0, batch_size=32, learning_rate_init=0.01, random_state=seed)
        for _ in range(20):
            net.partial_fit(X[seen], y[seen], classes=range(10))
        net.batch_size = 20
        for step in range(200):
            net._optimizer.learning_rate_init = rate * (1 - step / 200)
            net.partial_fit(shifted[seen[:20]], y[seen[:20]])
        shares.append([net.score(shifted[test], y[test]), net.score(X[test], y[test])])
    return np.median(shares, axis=0)


@pytest.mark.claim(
    "after-training/fine-tuning",
    "Small networks that know the digits go on with 20 shifted ones: from the rate 0.003 to 0.03 the share right of "
    "the other digits falls by more than 0.1, and by more than twice what that of shifted ones rises.",
    rates=(0.003, 0.03),
    falls=0.1,
)
@pytest.mark.refuted("So it is from 0.0003 to 0.003.", rates=(0.0003, 0.003))
@pytest.mark.refuted("It falls by more than 0.4.", falls=0.4)
def test_a_large_rate_forgets_more_than_it_learns(rates, falls):
    """Networks of another maker, with intercepts, whose Adam remembers the old training."""
    low, high = map(fine_tuned, rates)
    gained, lost = (high - low) * [1, -1]
    assert lost > falls
    assert lost > 2 * gained
