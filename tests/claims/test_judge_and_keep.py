"""The claims of docs/practice/judge-and-keep.md; a saved model answers in a process of its own."""

import itertools
import math
import pickle
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
import sklearn
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.exceptions import InconsistentVersionWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

whole = st.integers(-9, 9)


@pytest.mark.claim(
    "judge-and-keep/copies",
    "With k copies of a column least squares of least length gives each 1/k of its weight, and shuffling one of them "
    "raises the mean squared error on the fitted rows, averaged over all shuffles, by 1/k² of the former rise.",
    weight=lambda k: Fraction(1, k),
    rise=lambda k: Fraction(1, k * k),
)
@pytest.mark.refuted("It raises it by 1/k of the former rise.", rise=lambda k: Fraction(1, k))
@pytest.mark.refuted("One of the copies keeps the whole weight.", weight=lambda k: 1)
@pytest.mark.refuted("It raises it by 1 in 2^(k − 1) of it.", rise=lambda k: Fraction(1, 2 ** (k - 1)))
@settings(deadline=None)
@given(st.lists(st.tuples(whole, whole, whole), min_size=5, max_size=5), st.integers(1, 4))
def test_copies_share_weight_and_importance(weight, rise, cases, k):
    x, z, y = np.array(cases, dtype=float).T
    if np.linalg.matrix_rank(np.column_stack([x, z, np.ones(5)])) < 3:
        return

    def fitted(times):
        X = np.column_stack([x] * times + [z])
        model = LinearRegression().fit(X, y)
        losses = []
        for shuffled in itertools.permutations(x):
            losses.append(np.mean((model.predict(np.column_stack([shuffled, X[:, 1:]])) - y) ** 2))
        return model.coef_[0], np.mean(losses) - np.mean((model.predict(X) - y) ** 2)

    (alone, before), (shared, after) = fitted(1), fitted(k)
    assert shared == pytest.approx(alone * float(weight(k)), abs=1e-7)
    assert after == pytest.approx(before * float(rise(k)), rel=1e-6, abs=1e-7)


LOAD = """
import sys
import numpy as np
import pandas as pd
model = pd.read_pickle(sys.argv[1])
sys.stdout.buffer.write(model.predict(np.load(sys.argv[2])).tobytes())
"""


def own(X):
    """Return the columns with a product: a function that a script might hold."""
    return np.column_stack([X, X[:, 0] * X[:, 1]])


@pytest.mark.claim(
    "judge-and-keep/fresh",
    "A saved pipeline of scaler and ridge regression predicts in a fresh process the same bits.",
    stages=[],
    changed=1.0,
)
@pytest.mark.refuted("So does one with a function of the program in it.", stages=[FunctionTransformer(own)])
@pytest.mark.refuted("So does one whose penalty was another by 1e-12.", changed=1 + 1e-12)
def test_a_fresh_process_predicts_the_same_bits(stages, changed, tmp_path, monkeypatch):
    monkeypatch.setattr(own, "__module__", "__main__")  # as in a script that is run
    monkeypatch.setattr(sys.modules["__main__"], "own", own, raising=False)
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(60, 5)), rng.normal(size=60)
    made = [make_pipeline(*stages, StandardScaler(), Ridge(10 * each)).fit(X, y) for each in (1, changed)]
    pd.to_pickle(made[0], tmp_path / "model.pickle")
    np.save(tmp_path / "rows.npy", X)
    command = [sys.executable, "-c", LOAD, tmp_path / "model.pickle", tmp_path / "rows.npy"]
    ran = subprocess.run(command, capture_output=True)
    assert ran.stdout == made[1].predict(X).tobytes(), ran.stderr.decode()


@pytest.mark.claim(
    "judge-and-keep/unknown",
    "With `handle_unknown='ignore'` a word that was never seen gives zeros in all columns of the encoder.",
    gives=lambda words: [0.0] * words,
)
@pytest.mark.refuted("It gives what the first word gives.", gives=lambda words: [1.0] + [0.0] * (words - 1))
@pytest.mark.refuted("It gives equal shares.", gives=lambda words: [1 / words] * words)
@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=5), min_size=2, max_size=9, unique=True), st.text(max_size=5))
def test_a_word_that_was_never_seen(gives, words, other):
    if other in words:
        return
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(np.array(words, dtype=object)[:, None])
    assert encoder.transform([[other]])[0].tolist() == gives(len(words))


@pytest.mark.claim(
    "judge-and-keep/far",
    "Where each of k independent columns is beyond a limit with chance q, at least one is with chance 1 − (1 − q)^k.",
    chance=lambda q, k: 1 - (1 - q) ** k,
)
@pytest.mark.refuted("At least one is with chance kq.", chance=lambda q, k: min(Fraction(1), k * q))
@pytest.mark.refuted("At least one is with chance 1 − q^k.", chance=lambda q, k: 1 - q**k)
@given(st.fractions(min_value=0, max_value=1, max_denominator=50), st.integers(1, 9))
def test_one_of_many_columns_is_beyond(chance, q, k):
    """Summed over how many are beyond, by the binomial distribution."""
    terms = [math.comb(k, far) * q**far * (1 - q) ** (k - far) for far in range(1, k + 1)]
    assert sum(terms) == chance(q, k)


def test_another_version_of_scikit_learn_says_so_and_the_settings_that_the_pages_name_are_there(tmp_path, monkeypatch):
    monkeypatch.setattr(sklearn.base, "__version__", "0.1")
    pd.to_pickle(LinearRegression().fit([[1], [2]], [1, 2]), tmp_path / "old.pickle")
    monkeypatch.undo()
    with pytest.warns(InconsistentVersionWarning):
        pickle.loads((tmp_path / "old.pickle").read_bytes())
    pd.read_pickle(tmp_path / "old.pickle")  # says nothing: here a warning is an error
    words = np.array([["a"]] * 20 + [["b"], ["c"]], dtype=object)
    assert OneHotEncoder(min_frequency=10, sparse_output=False).fit_transform(words).shape == (22, 2)
    made = SimpleImputer(add_indicator=True).fit_transform([[1.0], [np.nan]])
    assert made.tolist() == [[1, 0], [1, 1]]
