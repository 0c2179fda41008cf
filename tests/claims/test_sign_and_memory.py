"""The claims of docs/descent/sign-and-memory.md."""

import functools
import json
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.optimizers.cases import LIBRARIES

SNIPPETS = Path(__file__).parents[2] / "snippets"
seeds = st.integers(0, 10**6)


@functools.cache
def optimizer(name):
    """Return an optimizer to keep."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))[name.rpartition("/")[2]]


def lion(gradient, start, steps, rate, **settings):
    return optimizer("sign-and-memory/lion")(gradient, start, steps, rate, **settings)


def adam(gradient, start, steps, rate, **settings):
    return optimizer("adaptive/adam")(gradient, start, steps, rate, epsilon=1e-300)


@pytest.mark.claim(
    "sign-and-memory/same-length",
    "At each step of Lion every weight moves by exactly the rate, unless its mixture is zero.",
    method=lion,
    times=1,
)
@pytest.mark.refuted("So it is with Adam.", method=adam)
@pytest.mark.refuted("It moves by 0.9 of the rate.", times=0.9)
@given(seeds, st.integers(1, 5), st.floats(1e-3, 1), st.floats(0, 0.99), st.floats(0, 0.99))
def test_lion_moves_each_weight_alike(method, times, seed, d, rate, beta1, beta2):
    """Slopes of sizes from a millionth to a million, and of any sign; one weight has none."""
    slopes = np.random.default_rng(seed).normal(size=(20, d)) * 10 ** np.linspace(-6, 6, 20)[:, None]
    slopes[:, -1] *= d == 1  # of several, the last has no slope
    rows = iter(slopes)
    path = method(lambda w: next(rows), np.zeros(d), 20, rate, beta1=beta1, beta2=beta2)
    moved = np.abs(np.diff(path, axis=0))
    assert moved[:, : d - (d > 1)] == pytest.approx(times * rate)
    assert d == 1 or not moved[:, -1].any()


@pytest.mark.claim(
    "sign-and-memory/no-rest",
    "At a constant rate, after one of any two steps of Lion in a row the weight is at least half a rate away from any "
    "one place, unless the mixture is zero; with a rate that falls to zero it comes near.",
    share=0.5,
    constant=True,
)
@pytest.mark.refuted("One is at least 0.51 rates away.", share=0.51)
@pytest.mark.refuted("So it is with a rate that falls to zero.", constant=False)
@given(seeds, st.floats(1e-3, 0.1))
def test_lion_does_not_rest(share, constant, seed, rate):
    """On bowls of any curvature, in runs of 100 steps; the worst place lies half-way between two weights."""
    rng = np.random.default_rng(seed)
    curvature, minimum = 10 ** rng.uniform(-2, 2), rng.normal()
    rates = np.full(400, rate) if constant else rate * np.linspace(1, 0, 400)
    w, m, path = minimum + 10.3 * rate, 0.0, []
    for each in rates:
        if constant:
            step = lion(lambda v: curvature * (v - minimum), [w], 1, each)[1, 0] - w if m == 0 else None
        g = curvature * (w - minimum)
        change = -each * np.sign(0.9 * m + 0.1 * g)
        assert not constant or step is None or step == pytest.approx(change)
        w, m = w + change, 0.99 * m + 0.01 * g
        path.append(w)
    late = np.array(path[-20:])
    for place in (minimum, (late[0] + late[1]) / 2):
        pairs = np.maximum(np.abs(late[1:] - place), np.abs(late[:-1] - place))
        assert np.all(pairs >= share * rate * (1 - 1e-9))


@pytest.mark.claim(
    "sign-and-memory/rank-one",
    "Rows times columns over the sum has the table's sums, and is the table exactly if all rows are multiples of one.",
    add=0,
    total=np.sum,
)
@pytest.mark.refuted("It is the table also where one entry is 1% larger.", add=0.01)
@pytest.mark.refuted("So it is over the mean.", total=np.mean)
@given(seeds, st.integers(2, 6), st.integers(2, 6))
def test_sums_of_rows_and_columns_tell_a_pattern(add, total, seed, m, n):
    rng = np.random.default_rng(seed)
    any_table = rng.uniform(0.1, 1, (m, n))

    def guess(table):
        return table.sum(1)[:, None] * table.sum(0) / total(table)

    assert guess(any_table).sum(0) == pytest.approx(any_table.sum(0))
    assert guess(any_table).sum(1) == pytest.approx(any_table.sum(1))
    pattern = rng.uniform(0.1, 1, (m, 1)) * rng.uniform(0.1, 1, n)
    pattern[0, 0] *= 1 + add
    assert guess(pattern) == pytest.approx(pattern, rel=1e-6)
    if np.linalg.matrix_rank(any_table, tol=1e-3) > 1:
        assert guess(any_table) != pytest.approx(any_table, rel=1e-6)


KEPT = {
    "PyTorch": {"SGD": 24, "Adagrad": 24, "RMSprop": 24, "Muon": 24, "Adam": 48, "AdamW": 48, "AMSGrad": 72}
    | {"Adafactor": 10},
    "Optax": {"lion": 24},
}


@pytest.mark.claim(
    "sign-and-memory/kept",
    "For 24 weights PyTorch keeps 24 numbers for momentum, AdaGrad, RMSProp and Muon, 48 for Adam and AdamW, 72 for "
    "AMSGrad, 10 for Adafactor, Optax 24 for Lion; the Adafactor of Keras keeps 34, that of Optax 24 and a few.",
    kept=KEPT,
    keras=34,
    few=range(1, 5),
)
@pytest.mark.refuted("The Adafactor of Keras keeps 10.", keras=10)
@pytest.mark.refuted("That of Optax keeps 10.", few=range(-14, -13))
@pytest.mark.refuted("PyTorch keeps 48 for Muon.", kept={"PyTorch": {"Muon": 48}})
def test_the_libraries_keep_so_many_numbers(kept, keras, few):
    """Read off the libraries by `make torch`, for a layer of 6 by 4."""
    said = json.loads(LIBRARIES.read_text("utf-8"))
    for library, counts in kept.items():
        assert {name: said[library]["kept"][name] for name in counts} == counts
    assert said["Keras"]["kept"]["Adafactor"] == keras == 6 + 4 + 24
    assert said["Optax"]["kept"]["adafactor"] - 24 in few
