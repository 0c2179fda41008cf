"""The claims of docs/learning/without-descent.md."""

import itertools
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier


@pytest.mark.claim(
    "without-descent/no-descent",
    "On the 100 irises scikit-learn's line, nearest neighbour, first cut of a tree and two centres are those of a "
    "formula, a look-up, a search through all cuts and a fixed point of assigning and averaging.",
    centred=True,
    mixed=lambda ones, others: Fraction(ones * others, ones + others),
    rounds=20,
)
@pytest.mark.refuted("The formula is the one for a line through zero.", centred=False)
@pytest.mark.refuted(
    "The first cut is the one that leaves the two sides most alike in size.",
    mixed=lambda ones, others: (ones + others) ** 2,
)
@pytest.mark.refuted("The two centres are those after one round of assigning and averaging.", rounds=1)
def test_four_models_need_no_descent(centred, mixed, rounds):
    iris = load_iris()
    X, species = iris.data[50:, 2:], iris.target[50:]
    tenths = [[Fraction(round(10 * value), 10) for value in row] for row in X]
    length, width = zip(*tenths, strict=True)
    n = len(length)
    middle = [sum(length) / n, sum(width) / n] if centred else [0, 0]
    slope = sum((a - middle[0]) * (b - middle[1]) for a, b in tenths) / sum((a - middle[0]) ** 2 for a in length)
    assert LinearRegression().fit(X[:, :1], X[:, 1]).coef_[0] == pytest.approx(float(slope), rel=1e-9)

    store = KNeighborsClassifier(n_neighbors=1).fit(X, species)
    flower = (Fraction(52, 10), Fraction(16, 10))
    distances = [(a - flower[0]) ** 2 + (b - flower[1]) ** 2 for a, b in tenths]
    near = {species[i] for i in range(n) if distances[i] == min(distances)}
    assert near == {store.predict([[5.2, 1.6]])[0]}

    def spoiled(side):
        return mixed(int(np.sum(side == 1)), int(np.sum(side == 2)))

    values = sorted(set(length))
    cuts = [(low + high) / 2 for low, high in itertools.pairwise(values)]
    sides = np.array(length)
    best = min(cuts, key=lambda cut: spoiled(species[sides < cut]) + spoiled(species[sides > cut]))
    tree = DecisionTreeClassifier(max_depth=1, random_state=1).fit(X[:, :1], species)
    assert tree.tree_.threshold[0] == pytest.approx(float(best))

    centres = X[[0, 99]]
    for _ in range(rounds):
        near = np.linalg.norm(X - centres[0], axis=1) < np.linalg.norm(X - centres[1], axis=1)
        centres = np.array([X[near].mean(axis=0), X[~near].mean(axis=0)])
    lloyd = KMeans(n_clusters=2, init=X[[0, 99]], n_init=1).fit(X)
    assert lloyd.cluster_centers_ == pytest.approx(centres)


@cache
def walk(middle, learning_rate, steps):
    """Return weight and intercept of plain descent, and the bound below which it is sure to converge."""
    iris = load_iris()
    X = np.column_stack([iris.data[50:, 2] - middle, np.ones(100)])
    y, w = iris.target[50:] == 2, np.zeros(2)
    for _ in range(steps):
        w = w - learning_rate * (X.T @ (1 / (1 + np.exp(-X @ w)) - y) + [w[0], 0])
    bound = 2 / np.linalg.eigvalsh(X.T @ X / 4 + np.diag([1, 0]))[-1]  # p (1 - p) is 1/4 at most
    return w - [0, w[0] * middle], bound


@pytest.mark.claim(
    "without-descent/a-search",
    "On the petal lengths L-BFGS, within 20 iterations, and descent end, to three decimals, at the one point where the "
    "slope of the penalised logistic loss is zero; descent, at a rate up to 7% below the bound for this loss, after "
    "30,000 steps and not after 10,000, and with the mean subtracted after 40.",
    penalty=1,
    raw=30_000,
    centred=40,
    below=0.07,
)
@pytest.mark.refuted("The slope without the penalty is zero there.", penalty=0)
@pytest.mark.refuted("20,000 steps are enough.", raw=20_000)
@pytest.mark.refuted("With the mean subtracted 20 steps are enough.", centred=20)
@pytest.mark.refuted("The rates are up to 5% below the bound.", below=0.05)
def test_all_searches_end_at_the_one_minimum(penalty, raw, centred, below):
    """Newton's method finds the minimum; X of full rank and a penalty make the loss strictly convex."""
    iris = load_iris()
    X = np.column_stack([iris.data[50:, 2], np.ones(100)])
    y = iris.target[50:] == 2
    w = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-X @ w))
        hessian = (X.T * (p * (1 - p))) @ X + np.diag([penalty, 0])
        w = w - np.linalg.solve(hessian, X.T @ (p - y) + [penalty * w[0], 0])
    np.testing.assert_allclose(X.T @ (1 / (1 + np.exp(-X @ w)) - y) + [penalty * w[0], 0], 0, atol=1e-9)
    assert w == pytest.approx([3.591, -17.509], abs=0.0006)
    assert np.linalg.matrix_rank(X) == 2  # so that the curvature is positive everywhere, and the minimum the only one
    assert abs(walk(0, 0.003, 10_000)[0] - w).min() > 0.04
    for found, bound, rate in (
        (*walk(0, 0.003, raw), 0.003),
        (*walk(X[:, 0].mean(), 0.075, centred), 0.075),
    ):
        assert found == pytest.approx(w, abs=6e-4)
        assert 1 - below <= rate / bound < 1
    model = LogisticRegression(tol=1e-8, max_iter=20).fit(X[:, :1], y)  # it would warn of more iterations
    assert [model.coef_[0, 0], model.intercept_[0]] == pytest.approx(w, abs=5e-4)
