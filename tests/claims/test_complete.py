"""The claims of docs/labs/complete.ipynb, and its self-checks.

No claim is held by the lab's loop. The epochs are counted with the recurrence that Cayley and Hamilton give for the
error, in decimals of 60 digits; the other claims by exact fractions and by NumPy's own fit. The verdicts of the
prediction are typed text, so they are held against the same recurrence.
"""

import functools
import json
import re
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

LAB = Path(__file__).parents[2] / "docs" / "labs" / "complete.ipynb"
cases = st.lists(
    st.tuples(*[st.fractions(min_value=-50, max_value=50, max_denominator=20)] * 2), min_size=2, max_size=12
)
TOLERANCE = Decimal("0.01")


@functools.cache
def deliveries(seed=2):
    """Return distances and times of the lab as exact fractions of what was rounded."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.5, 8, 100).round(2)
    y = (6 + 3.5 * x + rng.normal(0, 2.5, 100)).round(1)
    return tuple(Fraction(f"{each:.2f}") for each in x), tuple(Fraction(f"{each:.1f}") for each in y)


def mean(values):
    return sum(values) / len(values)


def products(one, other):
    return [a * b for a, b in zip(one, other, strict=True)]


def least_squares(x, y):
    """Return slope and intercept from the normal equations, by Cramer's rule."""
    determinant = mean(products(x, x)) - mean(x) ** 2
    w = (mean(products(x, y)) - mean(x) * mean(y)) / determinant
    b = (mean(products(x, x)) * mean(y) - mean(x) * mean(products(x, y))) / determinant
    return w, b


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


@functools.cache
def eigenvalues(x):
    """Return the smallest and the largest eigenvalue of 2 · [mean x², mean x; mean x, 1] from trace and determinant."""
    with localcontext(prec=60):
        trace = decimal(2 * (mean(products(x, x)) + 1))
        determinant = decimal(4 * (mean(products(x, x)) - mean(x) ** 2))
        root = (trace * trace / 4 - determinant).sqrt()
        return trace / 2 - root, trace / 2 + root


@functools.cache
def errors_of_b(x, y, rate, epochs):
    """Return b's error at each epoch from w = b = 0: e₊₊ = trace · e₊ − determinant · e, of the matrix I − αH."""
    with localcontext(prec=60):
        rate = Fraction(rate)
        best_w, best_b = least_squares(x, y)
        trace = 2 - 2 * rate * (mean(products(x, x)) + 1)
        determinant = (1 - 2 * rate * mean(products(x, x))) * (1 - 2 * rate) - 4 * rate**2 * mean(x) ** 2
        trace, determinant = decimal(trace), decimal(determinant)
        errors = [decimal(-best_b), decimal(-best_b + 2 * rate * (mean(x) * best_w + best_b))]
        while len(errors) <= epochs:
            errors.append(trace * errors[-1] - determinant * errors[-2])
        return errors


def stays_from(errors, tolerance=TOLERANCE):
    return 1 + max(epoch for epoch, error in enumerate(errors) if abs(error) >= tolerance)


def flattest_predicts(x, y, rate):
    """Return the epochs that the flattest direction alone needs, by its projector (H − λ_max I)/(λ_min − λ_max)."""
    small, large = eigenvalues(x)
    with localcontext(prec=60):
        w, b = map(decimal, least_squares(x, y))
        part = (2 * decimal(mean(x)) * w + (2 - large) * b) / (small - large)
        return int(((TOLERANCE / abs(part)).ln() / (1 - Decimal(rate) * small).ln()).to_integral_value("ROUND_CEILING"))


@pytest.mark.claim(
    "complete/formula",
    "If the x differ, slope cov(x, y)/var(x) through the point of means makes the gradient of the squared error zero.",
    times=lambda n: 1,
    through=lambda x, y: (mean(x), mean(y)),
)
@pytest.mark.refuted(
    "So does that slope with a covariance over n − 1 and a variance over n.", times=lambda n: Fraction(n, n - 1)
)
@pytest.mark.refuted("So does that slope through the first point.", through=lambda x, y: (x[0], y[0]))
@given(cases)
@settings(max_examples=50)
def test_the_formula_makes_the_gradient_zero(times, through, points):
    x, y = zip(*points, strict=True)
    assume(len(set(x)) > 1)
    x_away, y_away = [each - mean(x) for each in x], [each - mean(y) for each in y]
    w = times(len(x)) * sum(products(x_away, y_away)) / sum(products(x_away, x_away))
    place = through(x, y)
    b = place[1] - w * place[0]

    def loss(w, b):
        return mean([(w * xi + b - yi) ** 2 for xi, yi in points])

    assert loss(w + 1, b) == loss(w - 1, b)  # central differences, exact for a parabola
    assert loss(w, b + 1) == loss(w, b - 1)


@pytest.mark.claim(
    "complete/bound",
    "On the lab's deliveries six of its seven rates are below 2/λ_max; from zero the error of b grows at 0.046 alone.",
    above=["0.046"],
)
@pytest.mark.refuted("0.045 is above it, too, and its error grows.", above=["0.045", "0.046"])
@pytest.mark.refuted("All seven are below, and no error grows.", above=[])
def test_one_of_seven_rates_is_above_the_bound(above):
    x, y = deliveries()
    bound = 2 / eigenvalues(x)[1]
    for rate in ("0.001", "0.005", "0.01", "0.02", "0.04", "0.045", "0.046"):
        errors = errors_of_b(x, y, rate, 3000)
        assert (Decimal(rate) < bound) == (rate not in above) == (abs(errors[3000]) < abs(errors[0]) / 3)
        assert (abs(errors[3000]) > 10**40) == (rate in above)


@pytest.mark.claim(
    "complete/first-visit",
    "On the lab's deliveries at 0.045, from zero, b is within 0.01 of its best first at epoch 153 and stays from 643.",
    visits=[153, 155, 157],
    stays=643,
)
@pytest.mark.refuted("It stays from 153 on.", visits=[], stays=153)
@pytest.mark.refuted("It stays from 644 on, as the slowest factor says.", stays=644)
@pytest.mark.refuted("It is within at the epochs between, too.", visits=[153, 154, 155, 156, 157])
def test_the_first_visit_is_no_arrival(visits, stays):
    errors = errors_of_b(*deliveries(), "0.045", 4000)
    inside = [epoch for epoch, error in enumerate(errors) if abs(error) < TOLERANCE]
    assert inside == [*visits, *range(stays, 4001)]


@pytest.mark.claim(
    "complete/flattest",
    "On the lab's deliveries, from zero, the flattest direction predicts the epochs at 0.005, 0.01, 0.02 and 0.04: "
    "3045, 1521, 759 and 378.",
    epochs={"0.005": 3045, "0.01": 1521, "0.02": 759, "0.04": 378},
)
@pytest.mark.refuted("It predicts 643 at 0.045, too.", epochs={"0.04": 378, "0.045": 643})
@pytest.mark.refuted("At 0.01 it is 1522, half of 3045 rounded.", epochs={"0.005": 3045, "0.01": 1522})
def test_the_flattest_direction_predicts_the_count(epochs):
    x, y = deliveries()
    for rate, count in epochs.items():
        assert stays_from(errors_of_b(x, y, rate, 4000)) == count == flattest_predicts(x, y, rate)
    assert flattest_predicts(x, y, "0.045") == 336
    assert stays_from(errors_of_b(x, y, "0.045", 4000)) == 643


@pytest.mark.claim(
    "complete/digit",
    "Along one direction with 0 < |1 − αλ| < 1 a tenth of the error costs ln 10/−ln|1 − αλ| epochs, within one.",
    cost=lambda factor: np.log(10) / -np.log(factor),
    within=1,
)
@pytest.mark.refuted("It costs ln 10/(1 − |1 − αλ|), within one.", cost=lambda factor: np.log(10) / (1 - factor))
@pytest.mark.refuted("It costs ln 10/−ln|1 − αλ| within half an epoch.", within=0.5)
@given(
    st.fractions(Fraction(1, 50), Fraction(99, 100), max_denominator=100)
    | st.fractions(Fraction(-99, 100), Fraction(-1, 50), max_denominator=100),
    st.fractions(min_value=Fraction(1, 10), max_value=1000, max_denominator=50),
    st.integers(1, 4),
)
def test_each_digit_costs_the_same(cost, within, factor, start, digit):
    def epochs(tolerance):
        error, count = start, 0
        while abs(error) >= tolerance:
            error, count = error * factor, count + 1
        return count

    assume(abs(start) > Fraction(1, 10**digit))
    extra = epochs(Fraction(1, 10 ** (digit + 1))) - epochs(Fraction(1, 10**digit))
    assert abs(extra - cost(abs(float(factor)))) < within + 1e-9


@pytest.mark.claim(
    "complete/standard-error",
    "Over independent noise of deviation σ best b at fixed x has the deviation σ·√(1/n + x̄²/Σ(xᵢ − x̄)²).",
    variance=lambda n, centre, spread: Fraction(1, n) + centre**2 / spread,
)
@pytest.mark.refuted(
    "It has σ·√(1/n), as the mean has.",
    variance=lambda n, centre, spread: Fraction(1, n),
)
@pytest.mark.refuted(
    "It has σ·√(1/n + x̄²/var(x)).",
    variance=lambda n, centre, spread: Fraction(1, n) + centre**2 / (spread / n),
)
@given(st.lists(st.fractions(min_value=-50, max_value=50, max_denominator=20), min_size=2, max_size=8))
@settings(max_examples=50)
def test_the_standard_error_of_the_intercept(variance, x):
    """Best b is linear in y; its weights are the answers to unit vectors, and independent noise adds in squares."""
    assume(len(set(x)) > 1)
    weights = [least_squares(x, [Fraction(i == j) for j in range(len(x))])[1] for i in range(len(x))]
    spread = sum((each - mean(x)) ** 2 for each in x)
    assert sum(weight**2 for weight in weights) == variance(len(x), mean(x), spread)


@pytest.mark.claim(
    "complete/one-epoch",
    "With one standardised feature an epoch at the rate 0.5 lands on the least-squares line, from any start.",
    rate=0.5,
    ddof=0,
    shift=lambda x: x.mean(),
)
@pytest.mark.refuted("One at 0.49 does.", rate=0.49)
@pytest.mark.refuted("It does so when the deviation is the one over n − 1.", ddof=1)
@pytest.mark.refuted("It does so when the feature is divided and not centred.", shift=lambda x: 0)
@given(st.integers(0, 10_000), st.integers(3, 60), st.floats(-100, 100), st.floats(-100, 100))
def test_one_epoch_is_enough(rate, ddof, shift, seed, count, w, b):
    """The gradient is taken as central differences of the loss."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 10, count), rng.uniform(0, 10, count)
    z = (x - shift(x)) / x.std(ddof=ddof)

    def loss(w, b):
        return np.mean((w * z + b - y) ** 2)

    w, b = (
        w - rate * (loss(w + 1, b) - loss(w - 1, b)) / 2,
        b - rate * (loss(w, b + 1) - loss(w, b - 1)) / 2,
    )
    best = np.polynomial.Polynomial.fit(z, y, 1).convert().coef
    assert [b, w] == pytest.approx(list(best), abs=1e-9)


@pytest.mark.claim(
    "complete/steep-start",
    "On a quadratic, from the steep line through the minimum each epoch multiplies b's error by 1 − αλ_max.",
    factor=lambda rate, small, large: 1 - rate * large,
)
@pytest.mark.refuted("It multiplies it by 1 − αλ_min.", factor=lambda rate, small, large: 1 - rate * small)
@pytest.mark.refuted("It multiplies it by |1 − αλ_max|.", factor=lambda rate, small, large: abs(1 - rate * large))
@given(
    st.fractions(min_value=1, max_value=5, max_denominator=10),
    st.fractions(min_value=6, max_value=50, max_denominator=10),
    st.fractions(min_value=-10, max_value=10, max_denominator=10),
    st.fractions(min_value=0, max_value=Fraction(1, 10), max_denominator=1000),
    st.integers(1, 20),
)
@settings(max_examples=50)
def test_a_start_on_the_steep_line_is_fast(factor, small, large, away, rate, epochs):
    """Exact: central differences; axes turned by the angle of the triangle with sides 3, 4 and 5."""
    flat, steep = (Fraction(4, 5), Fraction(3, 5)), (Fraction(-3, 5), Fraction(4, 5))

    def loss(w, b):
        return sum(value * (axis[0] * w + axis[1] * b) ** 2 / 2 for value, axis in [(small, flat), (large, steep)])

    w, b = [away * side for side in steep]
    for _ in range(epochs):
        slopes = (loss(w + 1, b) - loss(w - 1, b)) / 2, (loss(w, b + 1) - loss(w, b - 1)) / 2
        w, b = w - rate * slopes[0], b - rate * slopes[1]
    assert b == away * steep[1] * factor(rate, small, large) ** epochs


@functools.cache
def counts_of_other_data():
    """Return how many of 60 data sets have each rate above their bound, and how many the flattest direction predicts.

    The third number is of those that it does not: how many have a steep direction that is the slower one.
    """
    above, hits, steep_is_slower = {"0.02": 0, "0.04": 0}, {"0.02": 0, "0.04": 0}, 0
    for seed in range(100, 160):
        x, y = deliveries(seed)
        small, large = eigenvalues(x)
        for rate in above:
            if Decimal(rate) >= 2 / large:
                above[rate] += 1
            elif stays_from(errors_of_b(x, y, rate, 4000)) == flattest_predicts(x, y, rate):
                hits[rate] += 1
            else:
                steep_is_slower += abs(1 - Decimal(rate) * large) > abs(1 - Decimal(rate) * small)
    return above, hits, steep_is_slower


@pytest.mark.claim(
    "complete/other-data",
    "Of the lab's 60 other data sets the flattest direction predicts all at 0.02; at 0.04 42 of 45 below their bound.",
    above={"0.02": 0, "0.04": 15},
    hits={"0.02": 60, "0.04": 42},
)
@pytest.mark.refuted("At 0.04 it predicts all 45 below their bound.", hits={"0.02": 60, "0.04": 45})
@pytest.mark.refuted("At 0.04 46 are below their bound.", above={"0.02": 0, "0.04": 14})
def test_other_data_sets(above, hits):
    assert counts_of_other_data() == (above, hits, 3)


def test_the_verdicts_of_the_prediction_are_true():
    text = "".join(json.loads(LAB.read_text("utf-8"))["cells"][0]["source"])
    verdicts = dict(re.findall(r"<summary>(.*?)</summary>\s+(.*?)\s+</details>", text, re.DOTALL))
    x, y = deliveries()
    errors = {rate: errors_of_b(x, y, rate, 4000) for rate in verdicts}
    inside = {rate: [k for k, error in enumerate(errors[rate]) if abs(error) < TOLERANCE] for rate in verdicts}
    lasts = {rate: stays_from(errors[rate]) for rate in verdicts if inside[rate]}
    assert set(verdicts) - set(lasts) == {"0.046"}
    assert Decimal("0.045") < 2 / eigenvalues(x)[1] < Decimal("0.046")
    winner = min(lasts, key=lasts.__getitem__)
    assert [rate for rate in verdicts if verdicts[rate].startswith("Yes")] == [winner]
    assert all(verdicts[rate].startswith("No") for rate in verdicts if rate != winner)
    assert f"after {lasts[winner]} epochs" in verdicts[winner]
    assert min(lasts, key=lambda rate: inside[rate][0]) == "0.045"
    assert inside["0.045"][0] + 1 not in inside["0.045"]
    assert re.findall(r"\d+(?= epochs|\.? It stays| on)", verdicts["0.045"]) == [
        str(inside["0.045"][0]),
        str(lasts["0.045"]),
    ]


@pytest.fixture(scope="module")
def lab():
    """Return the names that the lab's cells define, run in order, without showing its figures."""
    names = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(go.Figure, "show", lambda figure: None)
        for cell in json.loads(LAB.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code" and "for seed in range" not in "".join(cell["source"]):
                exec("".join(cell["source"]), names)
    return names


def test_each_starter_of_the_lab_fails_its_check_and_says_why(lab):
    assert "too close to the bound" in lab["check_rate"](0.045)
    assert "far too many" in lab["check_extra"](1521)
    assert "Divide" in lab["check_line"](lab["w_z"], lab["b_z"])


def test_each_solution_of_the_lab_passes_its_check(lab):
    assert lab["check_rate"](0.0447).startswith("Yes")
    assert lab["check_extra"](round(lab["extra"])).startswith("Yes")
    assert lab["check_line"](lab["my_w"], lab["my_b"]).startswith("Yes")


def test_the_checks_of_the_lab_tell_mistakes_apart(lab):
    rate, extra, line = lab["check_rate"], lab["check_extra"], lab["check_line"]
    w, b, w_z, b_z = lab["best_w"], lab["best_b"], lab["w_z"], lab["b_z"]
    answers = [
        *map(rate, (0, 0.046, 1e-6, 0.04, 0.045, 0.04515)),
        *map(extra, (100, 560, 700, 1521, 2078)),
        line(w_z, b_z),
        line(w_z * lab["x"].std(), b_z),
        line(w + 1, b),
        line(w, b_z),
        line(w, b_z + w * lab["x"].mean()),
        line(w, b_z - w_z * lab["x"].mean()),
        line(w, b + 1),
    ]
    assert all(answer.startswith("Not yet") for answer in answers)
    assert len(set(answers)) == len(answers)
    assert "is not below" in rate(0.046)
    assert "too small" in rate(1e-6)
    assert "too close to the bound" in rate(0.04515)  # it takes over 4000 epochs, too, and for the other reason


def test_the_checks_of_the_lab_accept_what_a_reader_rounds(lab):
    assert lab["check_line"](3.4175, 6.2941).startswith("Yes")
    assert "has all its digits" in lab["check_extra"](round(np.log(0.1) / np.log(0.9959)))
