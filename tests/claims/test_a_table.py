"""The claims of docs/practice/a-table.md."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder

shares = st.fractions(min_value=0, max_value=1, max_denominator=20)


@pytest.mark.claim(
    "a-table/whole-rows",
    "Where each of k columns lacks a share p of its entries, independently, (1 − p)^k of the rows are whole.",
    whole=lambda p, k: (1 - p) ** k,
)
@pytest.mark.refuted("1 − kp of the rows are whole.", whole=lambda p, k: max(0, 1 - k * p))
@pytest.mark.refuted("1 − p^k of them are.", whole=lambda p, k: 1 - p**k)
@pytest.mark.refuted("(1 − p)^(k − 1) of them are.", whole=lambda p, k: (1 - p) ** (k - 1))
@given(shares, st.integers(1, 5), st.integers(2, 20))
def test_how_many_rows_are_whole(whole, p, k, entries):
    """Take all combinations of the entries of k columns: every row as often as independence says."""
    gaps = round(p * entries)
    column = [None] * gaps + [1] * (entries - gaps)
    small = column if entries**k <= 3000 else column[:: math.ceil(entries / 5)]
    rows = [*itertools.product(small, repeat=k)]
    share = Fraction(small.count(None), len(small))
    assert Fraction(sum(None not in row for row in rows), len(rows)) == whole(share, k)


@pytest.mark.claim(
    "a-table/fill-mean",
    "A column whose gaps are filled with its mean keeps its mean, and its variance shrinks to the share of its entries "
    "that were there.",
    fill="mean",
    shrinks=lambda share: share,
)
@pytest.mark.refuted("So it is with gaps filled with its median.", fill="median")
@pytest.mark.refuted("Its variance shrinks to the square of that share.", shrinks=lambda share: share**2)
@pytest.mark.refuted("Its deviation shrinks to that share.", shrinks=lambda share: share**2)
@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 30), st.integers(0, 30))
def test_a_column_filled_with_its_mean_varies_less(fill, shrinks, seed, there, gaps):
    known = np.random.default_rng(seed).exponential(size=there)
    column = np.random.default_rng(seed).permutation(np.append(known, [np.nan] * gaps))
    filled = SimpleImputer(strategy=fill).fit_transform(column[:, None])[:, 0]
    assert filled.mean() == pytest.approx(known.mean())
    assert filled.var() == pytest.approx(known.var() * shrinks(there / (there + gaps)))


@pytest.mark.claim(
    "a-table/one-hot",
    "Least squares with an intercept predicts the same with all columns of one-hot encoding and without one of them; "
    "with a penalty on the squared weights it does not.",
    dropped=1,
    same={0.0: True, 1.0: False},
)
@pytest.mark.refuted("It predicts the same without two of them.", dropped=2)
@pytest.mark.refuted("With a penalty it predicts the same, too.", same={0.0: True, 1.0: True})
@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 5))
def test_one_column_of_words_says_nothing_new(dropped, same, seed, words):
    rng = np.random.default_rng(seed)
    names = np.append(np.arange(words), rng.integers(0, words, 20))  # every word occurs
    x, y = rng.normal(size=(len(names), 1)), rng.normal(size=len(names)) + names**2
    made = OneHotEncoder(sparse_output=False).fit_transform(names[:, None])

    def predicted(columns, penalty):
        A = np.column_stack([x, columns, np.ones(len(y))])
        size = A.shape[1]
        rows = np.vstack([A, math.sqrt(penalty) * np.eye(size - 1, size)])
        return A @ np.linalg.lstsq(rows, np.append(y, np.zeros(size - 1)))[0]

    for penalty, equal in same.items():
        all_of_them, fewer = predicted(made, penalty), predicted(made[:, dropped:], penalty)
        assert np.allclose(all_of_them, fewer) == equal
