"""The claims of docs/learning/supervised-learning.md, by exact fractions, Newton's method and other draws."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression, LogisticRegression


@pytest.mark.claim(
    "supervised-learning/names",
    "A line fitted on a frame refuses columns in another order; a list in that order it prices, with a warning, as if "
    "the first number belonged to the first name.",
    priced=lambda numbers, order, weights: numbers @ weights,
)
@pytest.mark.refuted(
    "The list is priced as if its last number belonged to the first name.",
    priced=lambda numbers, order, weights: numbers[::-1] @ weights,
)
@pytest.mark.refuted(
    "The list is priced as if each number had kept its name.",
    priced=lambda numbers, order, weights: numbers @ weights[order],
)
@settings(max_examples=25)
@given(st.integers(0, 10_000), st.permutations([0, 1, 2]).filter(lambda order: order != [0, 1, 2]))
def test_a_list_in_the_wrong_order_is_priced(priced, seed, order):
    rng = np.random.default_rng(seed)
    names = ["size", "bedrooms", "age"]
    X = pd.DataFrame(rng.uniform(1, 5, (20, 3)), columns=names)
    y = rng.normal(size=20)
    model = LinearRegression().fit(X, y)
    house = X[:1]
    shuffled = house[[names[k] for k in order]]
    with pytest.raises(ValueError, match="feature names"):
        model.predict(shuffled)
    weights = np.linalg.lstsq(np.column_stack([X.to_numpy(), np.ones(20)]), y)[0]
    with pytest.warns(UserWarning, match="valid feature names"):
        price = model.predict(shuffled.to_numpy().tolist())[0]
    assert price == pytest.approx(priced(shuffled.to_numpy()[0], order, weights[:3]) + weights[3])


@pytest.mark.claim(
    "supervised-learning/one-column",
    "In least squares the weight of a column alone is its weight among all columns, plus each other column's weight "
    "times that column's slope on the first; on any data in which the first varies, whichever best fit is taken.",
    sum_up=lambda own, others: own + sum(weight * slope for weight, slope in others),
)
@pytest.mark.refuted("It is its weight among all columns.", sum_up=lambda own, others: own)
@pytest.mark.refuted(
    "What comes with it is taken off.", sum_up=lambda own, others: own - sum(weight * slope for weight, slope in others)
)
@pytest.mark.refuted("The columns next to it are enough.", sum_up=lambda own, others: own + others[0][0] * others[0][1])
@given(st.lists(st.tuples(*[st.integers(-9, 9)] * 4), min_size=5, max_size=9))
@example([(1, 2, 0, 3), (2, 4, 5, 1), (4, 8, 1, 0), (3, 6, 2, 2), (0, 0, 0, 7)])
def test_a_weight_alone_carries_the_other_columns(sum_up, rows):
    cases = [[Fraction(value) for value in row] for row in rows]

    def slopes(columns, target):
        """Solve the normal equations of centred columns in exact fractions; a weight that they leave open is 0."""
        means = [sum(row[k] for row in cases) / len(cases) for k in range(4)]
        matrix = [
            [sum((row[i] - means[i]) * (row[j] - means[j]) for row in cases) for j in (*columns, target)]
            for i in columns
        ]
        held = []  # the column of each row that is solved
        for i in range(len(columns)):
            k = len(held)
            pivot = next((r for r in range(k, len(columns)) if matrix[r][i] != 0), None)
            if pivot is None:
                continue
            matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
            matrix[k] = [value / matrix[k][i] for value in matrix[k]]
            for r in range(len(columns)):
                if r != k:
                    matrix[r] = [a - matrix[r][i] * b for a, b in zip(matrix[r], matrix[k], strict=True)]
            held.append(i)
        return [matrix[held.index(i)][-1] if i in held else Fraction(0) for i in range(len(columns))]

    assume(any(row[0] != cases[0][0] for row in cases))
    full = slopes([0, 1, 2], 3)
    assert slopes([0], 3)[0] == sum_up(full[0], [(full[k], slopes([0], k)[0]) for k in (1, 2)])


def test_logistic_regression_names_the_highest_weighted_sum():
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(90, 2)), np.arange(90) % 3
    model = LogisticRegression().fit(X + y[:, None], y)
    sums = X @ model.coef_.T + model.intercept_
    assert (model.predict(X) == sums.argmax(axis=1)).all()


@pytest.mark.claim(
    "supervised-learning/units",
    "Rescaling a column divides its least-squares weight by the same factor and changes no prediction, where the fit "
    "is unique.",
    divided=lambda weight, factor: weight / factor,
    spare=1,
)
@pytest.mark.refuted("It multiplies the weight by the factor.", divided=lambda weight, factor: weight * factor)
@pytest.mark.refuted("It leaves the weight as it is.", divided=lambda weight, factor: weight)
@pytest.mark.refuted("It does so where there are fewer rows than columns, too.", spare=-2)
@settings(max_examples=50)
@given(st.integers(0, 1000), st.floats(0.001, 1000), st.integers(1, 5), st.integers(0, 10))
@example(1, 1000.0, 5, 0)
def test_least_squares_does_not_notice_units(divided, spare, seed, factor, columns, more):
    """With an intercept the fit is unique from one row more than there are columns."""
    rng, rows = np.random.default_rng(seed), max(columns + spare + more, 2)
    X, y, new = rng.normal(size=(rows, columns)), rng.normal(size=rows), rng.normal(size=(5, columns))
    assume(np.linalg.cond(X - X.mean(axis=0)) < 1000 or spare < 0)
    scale = np.array([factor] + [1] * (columns - 1))
    plain, scaled = LinearRegression().fit(X, y), LinearRegression().fit(X * scale, y)
    assert scaled.coef_[0] == pytest.approx(divided(plain.coef_[0], factor), rel=1e-6)
    assert scaled.predict(new * scale) == pytest.approx(plain.predict(new), rel=1e-6, abs=1e-6)
