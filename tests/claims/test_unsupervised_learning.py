"""The claims of docs/learning/unsupervised-learning.md; oracles: brute force, pair counting, a k-means of our own."""

import runpy
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, load_wine
from sklearn.metrics import silhouette_samples

SNIPPETS = Path(__file__).parents[2] / "snippets" / "unsupervised-learning"
tables = st.tuples(st.integers(0, 10_000), st.integers(5, 40), st.integers(1, 3), st.integers(1, 5))
few = st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=2, max_size=6)


@cache
def lloyd_step():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "lloyd.py"))["lloyd_step"]


def customers():
    """Return the page's 240 customers and their kinds."""
    rng, kind = np.random.default_rng(1), np.repeat([0, 1, 2], 80)
    typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
    return rng.normal(typical, np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]), kind


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def inertia(X, centres):
    return sum(min(sum((a - b) ** 2 for a, b in zip(x, c, strict=True)) for c in centres) for x in X)


def own_k_means(X, k, starts=30):
    """Return the groups of lowest inertia over random starts, by Lloyd's two moves written out."""
    best = (np.inf, None)
    rng = np.random.default_rng(5)
    for _ in range(starts):
        centres = X[rng.choice(len(X), k, replace=False)]
        for _ in range(100):
            group = np.linalg.norm(X[:, None] - centres, axis=2).argmin(axis=1)
            centres = np.array([X[group == j].mean(axis=0) if np.any(group == j) else centres[j] for j in range(k)])
        best = min(best, (np.sum((X - centres[group]) ** 2), tuple(group)))
    return np.array(best[1])


def rand_index(one, other):
    """Return the adjusted Rand index by counting pairs, one by one."""
    pairs = list(combinations(range(len(one)), 2))
    together_one = sum(one[i] == one[j] for i, j in pairs)
    together_other = sum(other[i] == other[j] for i, j in pairs)
    both = sum(one[i] == one[j] and other[i] == other[j] for i, j in pairs)
    expected = Fraction(int(together_one * together_other), len(pairs))
    return float((int(both) - expected) / (Fraction(int(together_one + together_other), 2) - expected))


def lowest(X, k):
    """Return the exact lowest inertia of groupings into exactly k groups, none empty, by trying all."""
    sums = []
    for group in product(range(k), repeat=len(X)):
        if len(set(group)) < k:
            continue
        total = Fraction(0)
        for j in range(k):
            members = [x for x, g in zip(X, group, strict=True) if g == j]
            centre = [Fraction(sum(column), len(members)) for column in zip(*members, strict=True)]
            total += inertia(members, [centre])
        sums.append(total)
    return min(sums, default=None)


@pytest.mark.claim(
    "unsupervised-learning/scales",
    "Of the 240 customers, k-means with three groups misplaces 69 in dollars, 15 in thousands of dollars, 1 "
    "standardised.",
)
def test_units_decide_how_many_are_misplaced():
    X, kind = customers()
    for data, misplaced in ((X, 69), (X / [1000, 1], 15), (standardised(X), 1)):
        group = own_k_means(data, 3)
        wrong = min(np.sum(np.array(order)[group] != kind) for order in permutations(range(3)))
        assert wrong == misplaced


@pytest.mark.claim(
    "unsupervised-learning/descends",
    "A step of Lloyd's algorithm never raises the inertia, on any data and from any centres.",
)
@settings(deadline=None)
@given(tables)
def test_no_step_raises_the_inertia(table):
    seed, n, d, k = table
    rng = np.random.default_rng(seed)
    X, centres = rng.normal(0, 5, (n, d)), rng.normal(0, 5, (k, d))
    for _ in range(5):
        before = inertia(X, centres)
        centres, _, reported = lloyd_step()(X, centres)
        assert reported == pytest.approx(before)
        assert inertia(X, centres) <= before * (1 + 1e-12)


@pytest.mark.claim(
    "unsupervised-learning/equal-shares",
    "Standardised columns have equal shares of the average squared distance, whatever the units of the columns.",
)
@given(st.integers(0, 10_000), st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_standardised_columns_have_equal_shares(seed, one, other):
    X = np.random.default_rng(seed).normal(3, 2, (12, 2))
    scaled = standardised(X * [one, other])
    assert scaled == pytest.approx(standardised(X), rel=1e-6, abs=1e-9)
    sums = [sum((a[c] - b[c]) ** 2 for a, b in product(scaled, repeat=2)) for c in (0, 1)]
    assert sums[0] == pytest.approx(sums[1])


@pytest.mark.claim(
    "unsupervised-learning/wine-and-iris",
    "Standardising raises the adjusted Rand index of three k-means groups with the three kinds from 0.37 to 0.90 on"
    " wine and lowers it from 0.73 to 0.62 on iris.",
)
def test_standardising_helps_wine_and_hurts_iris():
    for load, raw, scaled in ((load_wine, 0.37, 0.90), (load_iris, 0.73, 0.62)):
        X, kind = load(return_X_y=True)
        assert rand_index(kind, own_k_means(X, 3)) == pytest.approx(raw, abs=0.006)
        assert rand_index(kind, own_k_means(standardised(X), 3)) == pytest.approx(scaled, abs=0.006)


@pytest.mark.claim(
    "unsupervised-learning/as-many-as-asked",
    "If a table has at least k different rows, every grouping into k with the lowest inertia has k groups, none empty.",
)
@settings(deadline=None, max_examples=40)
@given(few, st.integers(2, 4))
def test_the_lowest_inertia_uses_all_centres(X, k):
    if len(set(X)) < k:
        return
    assert all(lowest(X, k) < lowest(X, fewer) for fewer in range(1, k))


@pytest.mark.claim("unsupervised-learning/inertia-falls", "The least possible inertia never rises with k, on any data.")
@settings(deadline=None, max_examples=40)
@given(few)
def test_the_least_inertia_never_rises(X):
    least = [lowest(X, 1)]
    for k in range(2, min(len(X), 4) + 1):
        least.append(min(least[-1], lowest(X, k)))  # k centres may leave one unused
        assert least[-1] <= least[-2]
        assert lowest(X, k) <= lowest(X, k - 1)  # and they need not


@pytest.mark.claim(
    "unsupervised-learning/resting-places",
    "On the 240 noise customers single runs of k-means with k = 3 end in different groupings that Lloyd's two moves"
    " leave as they are.",
)
def test_different_seeds_rest_in_different_places():
    noise = np.random.default_rng(1).uniform([0, 0], [3000, 14], (240, 2))
    X, resting = standardised(noise), set()
    for seed in range(100, 120):
        group = KMeans(3, n_init=1, tol=0, random_state=seed).fit_predict(X)
        centres = np.array([X[group == j].mean(axis=0) for j in range(3)])
        assert np.array_equal(np.linalg.norm(X[:, None] - centres, axis=2).argmin(axis=1), group)
        resting.add(frozenset(frozenset(np.flatnonzero(group == j).tolist()) for j in range(3)))
    assert len(resting) > 3


@pytest.mark.claim(
    "unsupervised-learning/silhouette",
    "Of the customers with 1 and 3, equally far from their own group, the one nearer to the other group has the "
    "smaller silhouette.",
)
def test_the_silhouette_is_smaller_nearer_to_the_other_group():
    own, exact = Fraction(3, 2), {1: Fraction(7), 3: Fraction(5)}
    values = {x: (other - own) / other for x, other in exact.items()}
    assert values[3] < values[1]
    library = silhouette_samples(np.array([[1.0], [2], [3], [7], [8], [9]]), [0, 0, 0, 1, 1, 1])
    assert library[[0, 2]] == pytest.approx([float(values[1]), float(values[3])])


def test_a_step_refuses_shapes_that_do_not_fit():
    with pytest.raises(ValueError, match="shapes do not fit"):
        lloyd_step()(np.zeros((5, 2)), np.zeros((2, 3)))
