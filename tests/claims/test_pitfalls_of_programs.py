"""The claims of docs/practice/pitfalls-of-programs.md, each by an oracle of its own."""

import contextlib
import io
import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression, Ridge

ROOT = Path(__file__).parents[2]
SNIPPETS = ROOT / "snippets" / "pitfalls-of-programs"
PAGE = (ROOT / "docs" / "practice" / "pitfalls-of-programs.md").read_text("utf-8")


def test_each_of_six_sections_has_a_symptom_a_program_and_a_check_in_this_order():
    sections = [section for section in PAGE.split("\n## ") if "**Symptom.**" in section]
    assert len(sections) == 6
    for section in sections:
        places = [section.find(words) for words in ("**Symptom.**", "--8<--", "**Check.**")]
        assert [-1, *places] == sorted({-1, *places}), section.splitlines()[0]


@pytest.mark.claim(
    "pitfalls-of-programs/broadcast",
    "In NumPy (n, 1) minus (n) is n × n, and the line of least mean square over all of these errors is flat, at the "
    "mean of the labels.",
    shape=lambda n: (n, n),
    line=lambda x, y: np.full(len(x), y.mean()),
)
@pytest.mark.refuted("It is n, one error for each case.", shape=lambda n: (n,))
@pytest.mark.refuted(
    "That line is the least squares line of the cases.", line=lambda x, y: np.polyval(np.polyfit(x, y, 1), x)
)
@given(st.integers(3, 30), st.integers(0, 1000))
def test_a_column_minus_a_row_fits_the_mean(shape, line, n, seed):
    """The least mean square over all pairs, as least squares on every pair of a place and a label."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=n), rng.normal(size=n)
    assert (x[:, None] - y).shape == shape(n)
    fit = np.polyfit(np.repeat(x, n), np.tile(y, n), 1)
    assert np.polyval(fit, x) == pytest.approx(line(x, y), abs=1e-8)


@pytest.mark.claim(
    "pitfalls-of-programs/alias",
    "With w -= the weights kept under a second name are the last ones, and a copy keeps the best.",
    line="w -= ",
    copied=False,
)
@pytest.mark.refuted("With w = w − they are the last ones, too.", line="w = w - ")
@pytest.mark.refuted("A copy is the last ones, too.", copied=True)
def test_a_second_name_is_no_second_array(line, copied):
    program = (SNIPPETS / "alias.py").read_text("utf-8").replace("w -= ", line).replace("[False, True]", f"[{copied}]")
    names: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(program, names)
    assert np.array_equal(names["best"], names["w"])
    assert np.mean((names["best"] * names["x"] - names["y"]) ** 2) > names["lowest"]


def test_the_copy_of_the_program_has_the_loss_that_was_kept():
    with contextlib.redirect_stdout(io.StringIO()):
        names: dict = {}
        exec((SNIPPETS / "alias.py").read_text("utf-8"), names)
    assert np.mean((names["best"] * names["x"] - names["y"]) ** 2) == pytest.approx(names["lowest"])


@pytest.mark.claim(
    "pitfalls-of-programs/scaler",
    "The predictions of least squares with an intercept, where the fit is unique, are the same whichever rows the "
    "scaler has seen.",
    penalty=0,
    intercept=True,
    more=0,
)
@pytest.mark.refuted("So are those of ridge.", penalty=1)
@pytest.mark.refuted("So are those of least squares without an intercept.", intercept=False)
@pytest.mark.refuted("So are those of the shortest fit where there are more columns than rows.", more=20)
@given(st.integers(1, 5), st.integers(0, 1000))
def test_least_squares_does_not_feel_a_scaler(penalty, intercept, more, columns, seed):
    rng, d = np.random.default_rng(seed), columns + more
    X, y = rng.normal(3, 2, (30, d)) * rng.uniform(0.5, 2, d), rng.normal(5, 1, 20)
    found = []
    for rows in (slice(20), slice(None)):
        scaled = (X - X[rows].mean(axis=0)) / X[rows].std(axis=0)
        model = Ridge(penalty) if penalty else LinearRegression(fit_intercept=intercept)
        found.append(model.fit(scaled[:20], y).predict(scaled[20:]))
    assert found[0] == pytest.approx(found[1], abs=1e-7)


@pytest.mark.claim(
    "pitfalls-of-programs/zeroing",
    "On a quadratic, descent on gradients that are added up neither settles nor explodes where 0 < αλ < 4 for each "
    "curvature λ.",
    limit=4,
    kept=1.0,
)
@pytest.mark.refuted("It is so up to 4.2.", limit=4.2)
@pytest.mark.refuted("It is so if each step forgets a hundredth of the sum.", kept=0.99)
@given(st.integers(1, 4), st.integers(0, 1000), st.floats(0.05, 0.98))
@example(2, 0, 0.98)
def test_gradients_added_up_are_a_ball_without_friction(limit, kept, d, seed, share):
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    curvatures = np.concatenate([[1.0], rng.uniform(0.2, 1, d - 1)])  # the rate is the share of the limit at the first
    hessian, rate = turn * curvatures @ turn.T, share * limit
    w, total, path = turn.sum(axis=1), np.zeros(d), []
    for _ in range(3000):
        total = kept * total + hessian @ w
        w = w - rate * total
        path.append(np.linalg.norm(w))
        if path[-1] > 1e6:
            break
    assert max(path) < 100
    assert max(path[-300:]) > 0.5


@pytest.mark.claim(
    "pitfalls-of-programs/mode",
    "Dropout with chance q, made up for by 1/(1 − q), raises the mean squared error of a case under a linear model by "
    "q/(1 − q) times the sum of squared weight times squared column.",
    factor=lambda q: q / (1 - q),
)
@pytest.mark.refuted("It raises it by q times that sum.", factor=lambda q: q)
@pytest.mark.refuted("It averages out.", factor=lambda q: 0)
@given(st.integers(1, 6), st.integers(0, 1000), st.sampled_from([0.1, 0.25, 0.5, 0.8]))
def test_dropout_raises_the_error_of_a_linear_model(factor, d, seed, q):
    """All 2 to the d draws, each with its chance."""
    rng = np.random.default_rng(seed)
    w, x, y = rng.normal(size=d), rng.normal(size=d), rng.normal()
    mean = 0.0
    for kept in itertools.product((0, 1), repeat=d):
        chance = (1 - q) ** sum(kept) * q ** (d - sum(kept))
        mean += chance * (np.dot(w, x * kept) / (1 - q) - y) ** 2
    assert mean == pytest.approx((w @ x - y) ** 2 + factor(q) * np.sum(w**2 * x**2))


def test_the_drift_hides_from_a_scaler_of_its_own():
    said = dict(re.findall(r"scaled by (\w+) +least squares ([\d.]+)", (SNIPPETS / "leak.out").read_text("utf-8")))
    assert said["training"] == said["all"]
    assert float(said["own"]) < 0.8 * float(said["training"])
