"""The claims of docs/learning/unsupervised-learning.md; oracles: brute force, pair counting, a k-means of our own."""

import runpy
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
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
    "unsupervised-learning/thousands",
    "In thousands of dollars all 15 mistakes mix a full basket with another kind.",
)
def test_in_thousands_every_mistake_involves_a_full_basket():
    X, kind = customers()
    group = own_k_means(X / [1000, 1], 3)
    named = min((np.array(order)[group] for order in permutations(range(3))), key=lambda naming: np.sum(naming != kind))
    wrong = named != kind
    assert np.sum(wrong) == 15
    assert np.all((named[wrong] == 2) | (kind[wrong] == 2))


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
    "Standardised columns have equal shares of the average squared distance, whatever their units, unless a column"
    " never varies.",
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
    "unsupervised-learning/proline",
    "Proline makes up 99.8 % of the average squared distance of the raw wine table, and k-means with three groups"
    " returns the same groups for the raw table and for proline alone.",
)
def test_raw_wine_is_grouped_by_proline_alone():
    wine = load_wine(as_frame=True).data
    columns = wine.to_numpy()
    squared = [np.mean(np.subtract.outer(column, column) ** 2) for column in columns.T]
    assert max(squared) / sum(squared) == pytest.approx(0.998, abs=0.0005)
    assert wine.columns[int(np.argmax(squared))] == "proline"
    assert rand_index(own_k_means(columns, 3), own_k_means(wine[["proline"]].to_numpy(), 3)) == 1


def test_the_petals_tell_the_irises_apart_better_than_the_sepals():
    X, kind = load_iris(return_X_y=True)
    sepals, petals = (rand_index(kind, own_k_means(standardised(part), 3)) for part in (X[:, :2], X[:, 2:]))
    assert sepals < 0.6 < 0.8 < petals


@pytest.mark.claim(
    "unsupervised-learning/as-many-as-asked",
    "If a table has at least k different rows, every grouping into k with the lowest inertia has k groups, none empty.",
)
@settings(deadline=None, max_examples=25)
@given(few, st.integers(2, 4))
def test_the_lowest_inertia_uses_all_centres(X, k):
    assume(len(set(X)) >= k)
    assert all(lowest(X, k) < lowest(X, fewer) for fewer in range(1, k))


@pytest.mark.claim("unsupervised-learning/inertia-falls", "The least possible inertia never rises with k, on any data.")
@settings(deadline=None, max_examples=20)
@given(few)
def test_the_least_inertia_never_rises(X):
    least = [lowest(X, k) for k in range(1, min(len(X), 4) + 1)]
    assert all(more <= fewer for fewer, more in pairwise(least))


@pytest.mark.claim(
    "unsupervised-learning/resting-places",
    "On the 240 noise customers single runs of k-means with k = 3 from different seeds end in different groupings, and"
    " neither of Lloyd's two moves changes any of them.",
)
def test_different_seeds_rest_in_different_places():
    noise = np.random.default_rng(1).uniform([0, 0], [3000, 14], (240, 2))
    X, resting = standardised(noise), set()
    for seed in range(100):
        group = KMeans(3, n_init=1, random_state=seed).fit_predict(X)
        centres = np.array([X[group == j].mean(axis=0) for j in range(3)])
        assert np.array_equal(np.linalg.norm(X[:, None] - centres, axis=2).argmin(axis=1), group)
        resting.add(frozenset(frozenset(np.flatnonzero(group == j).tolist()) for j in range(3)))
    assert len(resting) > 3


@pytest.mark.claim(
    "unsupervised-learning/too-few-tries",
    "On 100 tight groups on a grid, ten times as far apart as they are wide, the best of ten k-means runs from random"
    " cases does not find the groups.",
)
def test_ten_random_starts_miss_a_hundred_tight_groups():
    places = 10.0 * np.array(list(product(range(10), repeat=2)))
    X = np.repeat(places, 20, axis=0) + np.random.default_rng(0).normal(size=(2000, 2))
    planted = sum(np.sum((part - part.mean(axis=0)) ** 2) for part in np.split(X, 100))
    fit = KMeans(100, init="random", n_init=10, random_state=0).fit(X)
    assert fit.inertia_ > 1.5 * planted


@pytest.mark.claim(
    "unsupervised-learning/noise-columns",
    "With 30 columns of standard normal noise beside the two standardised ones, three k-means groups of the 240"
    " customers have an adjusted Rand index below 0.3 with the kinds, in place of 0.99.",
)
def test_columns_of_noise_hide_the_groups():
    X, kind = customers()
    assert rand_index(kind, own_k_means(standardised(X), 3)) == pytest.approx(0.99, abs=0.005)
    for seed in range(3):
        noise = np.random.default_rng(seed).normal(size=(240, 30))
        group = own_k_means(np.hstack([standardised(X), standardised(noise)]), 3)
        assert rand_index(kind, group) < 0.3


@pytest.mark.claim(
    "unsupervised-learning/outlier",
    "With one more customer of 20,000 dollars a year and 4 visits a month, standardised k-means with three groups gives"
    " that customer a group alone, and two kinds share another.",
)
def test_one_outlier_takes_a_centre():
    X, kind = customers()
    group = own_k_means(standardised(np.vstack([X, [20_000, 4]])), 3)
    assert np.sum(group == group[-1]) == 1
    main = [np.bincount(group[:-1][kind == j]).argmax() for j in range(3)]
    assert len(set(main)) == 2


def two_chains(X):
    """Return the two groups that remain when the longest edge of the minimum spanning tree (Prim) is cut."""
    distance = np.linalg.norm(X[:, None] - X, axis=2)
    reach, parent, edges = distance[0].copy(), np.zeros(len(X), int), []
    reach[0] = np.inf
    waiting = set(range(1, len(X)))
    while waiting:
        new = min(waiting, key=lambda i: reach[i])
        edges.append((reach[new], int(parent[new]), new))
        waiting.remove(new)
        closer = distance[new] < reach
        reach[closer], parent[closer] = distance[new][closer], new
    cut = max(edges)
    group = np.zeros(len(X), int)
    for edge in edges:  # in the order of growth, so that a parent is known first
        group[edge[2]] = 1 if edge == cut else group[edge[1]]
    return group


@pytest.mark.claim(
    "unsupervised-learning/bridge",
    "On the two rings, chains of nearest neighbours find the rings with one more tree half-way between them; with three"
    " more in a row, half a kilometre apart, they join the inner ring and about half of the outer one, whatever the"
    " direction of the row.",
)
def test_three_trees_are_a_bridge_and_one_is_not():
    rng, ring = np.random.default_rng(1), np.repeat([0, 1], [60, 120])
    angle = rng.uniform(0, 2 * np.pi, 180)
    radius = np.where(ring == 0, 1.0, 3.0) + rng.normal(0, 0.1, 180)
    X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    for turn in np.linspace(0, 2 * np.pi, 24, endpoint=False):
        towards = np.array([np.cos(turn), np.sin(turn)])
        one = two_chains(np.vstack([X, [2 * towards]]))[:180]
        three = two_chains(np.vstack([X, np.outer([1.5, 2, 2.5], towards)]))[:180]
        assert rand_index(ring, one) == 1
        assert len(set(three[ring == 0])) == 1
        assert 0.4 < np.mean(three[ring == 1] == three[0]) < 0.6


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
