"""The claims of docs/learning/what-is-machine-learning.md; every possible mail is enumerated."""

import itertools
import math
import pickle
import re
import runpy
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.tree import DecisionTreeClassifier

SNIPPETS = Path(__file__).parents[2] / "snippets" / "what-is-machine-learning"
WORDS = ["you", "today", "meeting", "report", "parcel", "account", "free", "click", "cash", "prize", "verify"]
HARMLESS = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
SPAM_OLD = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
SPAM_NEW = np.array([7, 7, 1, 2, 7, 6, 1, 2, 0.5, 0.5, 6]) / 40
KEYWORDS = [WORDS.index("cash"), WORDS.index("prize")]


@cache
def every_mail():
    """Return the word counts of all mails of ten words out of eleven, shape (184756, 11), and their orderings."""
    bars = np.array(list(itertools.combinations(range(20), 10)))  # stars and bars
    edges = np.column_stack([np.full(len(bars), -1), bars, np.full(len(bars), 20)])
    mails = np.diff(edges, axis=1) - 1
    factorial = np.array([math.factorial(k) for k in range(11)], dtype=float)
    return mails, factorial[10] / factorial[mails].prod(axis=1)


def probability(words):
    """Return the probability of every mail whose words have these frequencies."""
    mails, orderings = every_mail()
    return orderings * np.exp(mails @ np.log(words))


def inbox(n, spam, rng):
    """Return word counts and labels of n mails."""
    y = rng.random(n) < 0.4
    return rng.multinomial(10, np.where(y[:, None], spam, HARMLESS)), y


def count_and_judge(X, y):
    """Learn naive Bayes by counting; return which of all mails it flags."""
    weights = []
    for side in (X[y], X[~y]):
        counts = side.sum(axis=0) + 1
        weights.append(np.log(counts / counts.sum()))
    if not y.any() or y.all():
        return np.full(len(every_mail()[0]), y.all())
    return every_mail()[0] @ (weights[0] - weights[1]) + np.log(y.sum() / (~y).sum()) > 0


def accuracy(flagged, spam=SPAM_OLD):
    """Return the exact share of mails that are judged rightly."""
    return 0.4 * probability(spam)[flagged].sum() + 0.6 * probability(HARMLESS)[~flagged].sum()


def flagged_by_rule():
    return every_mail()[0][:, KEYWORDS].sum(axis=1) > 0


@pytest.mark.claim(
    "what-is-machine-learning/a-year",
    "On the invented inbox, in expectation over mails: the filter of January catches over 90 % then and under 6 % in "
    "December; the rule of two keywords over 90 % and 22 %, the refitted filter over 85 %, in each of ten years.",
)
@pytest.mark.parametrize("seed", range(10, 20))
def test_the_filter_fitted_once_falls_below_the_rule(seed):
    rng = np.random.default_rng(seed)
    december, january = probability(SPAM_NEW), probability(SPAM_OLD)
    once = count_and_judge(*inbox(1000, SPAM_OLD, rng))
    november = SPAM_OLD + (SPAM_NEW - SPAM_OLD) * 10 / 11
    refitted = count_and_judge(*inbox(1000, november, rng))
    rule = flagged_by_rule()
    assert january[rule].sum() == pytest.approx(1 - (1 - 9.5 / 40) ** 10)
    assert december[rule].sum() == pytest.approx(1 - (1 - 1 / 40) ** 10)
    assert min(january[once].sum(), january[rule].sum()) > 0.9
    assert december[once].sum() < 0.06 < 0.22 < december[rule].sum() < 0.23
    assert december[refitted].sum() > 0.85


@pytest.mark.claim(
    "what-is-machine-learning/two-filters",
    "Of the 16 new mails the keywords catch 4 of 8 spam and flag 6 of 8 harmless; naive Bayes catches 7 "
    "and flags 1; its two mistakes are the photos from friday and the click for tickets.",
)
def test_the_two_filters_make_these_mistakes():
    """Only the mails are taken from the program; naive Bayes is counted in exact fractions."""
    told = runpy.run_path(str(SNIPPETS / "two_filters.py"))
    words = {name: [re.findall(r"\w\w+", mail) for mail in told[name]] for name in ("spam", "harmless")}
    counts = {name: Counter(itertools.chain(*mails)) for name, mails in words.items()}
    known = set(counts["spam"]) | set(counts["harmless"])
    assert [len(told[name]) for name in ("spam", "harmless", "new_spam", "new_harmless")] == [12, 12, 8, 8]

    def odds(mail):
        result = Fraction(1)
        for word in set(re.findall(r"\w\w+", mail)) & known:
            times = re.findall(r"\w\w+", mail).count(word)
            shares = [Fraction(counts[name][word] + 1, counts[name].total() + len(known)) for name in counts]
            result *= (shares[0] / shares[1]) ** times
        return result

    def by_rule(mail):
        return re.search(r"\b(free|cash|prize|win|winner|urgent|click)\b", mail) is not None

    assert [sum(map(by_rule, told[name])) for name in ("new_spam", "new_harmless")] == [4, 6]
    assert [mail for mail in told["new_spam"] if odds(mail) <= 1] == ["the photos from friday are here"]
    assert [mail for mail in told["new_harmless"] if odds(mail) > 1] == ["click here for your tickets"]


@pytest.mark.claim(
    "what-is-machine-learning/experience",
    "On the invented inbox more than half of the filters learned from 4 mails are worse than the two keywords; "
    "the median of those learned from 16 is better.",
)
def test_the_filter_gets_better_with_experience():
    rng = np.random.default_rng(7)
    rule = accuracy(flagged_by_rule())
    medians = [
        np.median([accuracy(count_and_judge(*inbox(n, SPAM_OLD, rng))) for _ in range(60)]) for n in (4, 16, 128)
    ]
    assert medians[0] < rule < medians[1] < medians[2]


@pytest.mark.claim(
    "what-is-machine-learning/best-possible",
    "On the invented inbox the filter that knows the word frequencies is right about 94.6 % of all mails in "
    "expectation, and no filter is right about more.",
)
def test_no_filter_beats_the_one_that_knows_the_frequencies():
    """For each possible mail, whoever judges it can be right about the likelier source at best."""
    bound = np.maximum(0.4 * probability(SPAM_OLD), 0.6 * probability(HARMLESS)).sum()
    assert probability(SPAM_OLD).sum() == pytest.approx(1)
    assert bound == pytest.approx(0.946, abs=0.0005)
    knowing = every_mail()[0] @ np.log(SPAM_OLD / HARMLESS) > np.log(0.6 / 0.4)
    assert accuracy(knowing) == pytest.approx(bound)
    rng = np.random.default_rng(3)
    for n in (2, 64, 5000):
        assert accuracy(count_and_judge(*inbox(n, SPAM_OLD, rng))) <= bound + 1e-12


@pytest.mark.claim(
    "what-is-machine-learning/counting",
    "scikit-learn's multinomial naive Bayes gives the probabilities that come from counts plus one.",
)
@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=2, max_size=8),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_naive_bayes_counts(mails, mail):
    labels = [i % 2 for i in range(len(mails))]
    share = []
    for side in (0, 1):
        column = [sum(m[k] for m, label in zip(mails, labels, strict=True) if label == side) + 1 for k in range(4)]
        share.append([Fraction(c, sum(column)) for c in column])
    odds = Fraction(labels.count(1), labels.count(0))
    for k in range(4):
        odds *= (share[1][k] / share[0][k]) ** mail[k]
    found = MultinomialNB().fit(mails, labels).predict_proba([mail])[0, 1]
    assert found == pytest.approx(float(odds / (1 + odds)), rel=1e-9)


def stored(model):
    """Return all that a model holds as bytes; items 7 to 10 of a search tree are statistics of its calls."""
    parts = dict(vars(model))
    if tree := parts.pop("_tree", None):
        state = tree.__getstate__()
        parts["_tree"] = state[:7]
        assert all(isinstance(item, int) for item in state[7:11])
    return pickle.dumps(parts)


@pytest.mark.claim(
    "what-is-machine-learning/does-not-adapt",
    "To predict changes nothing that scikit-learn has stored in a naive Bayes model, a line, a logistic regression, "
    "nearest neighbours, a tree or k-means, except the statistics that a search tree of neighbours keeps of its calls.",
)
@pytest.mark.parametrize(
    "model",
    [
        MultinomialNB(),
        LinearRegression(),
        LogisticRegression(max_iter=1000),
        KNeighborsClassifier(algorithm="kd_tree"),
        DecisionTreeClassifier(random_state=1),
        KMeans(n_clusters=3, random_state=1, n_init=1),
    ],
    ids=lambda model: type(model).__name__,
)
def test_predicting_changes_nothing(model):
    X, y = load_iris(return_X_y=True)
    model.fit(X, y)
    before = stored(model)
    rng = np.random.default_rng(5)
    for _ in range(20):
        model.predict(rng.uniform(0, 10, (50, 4)))
    assert stored(model) == before
    model.fit(X[rng.permutation(150)[:75]], y[:75])
    assert stored(model) != before  # fitting does change it


@pytest.mark.claim(
    "what-is-machine-learning/no-descent",
    "On the 100 irises scikit-learn's line, nearest neighbour, first cut of a tree and two centres are those of a "
    "formula, a look-up, a search through all cuts and a fixed point of assigning and averaging.",
)
def test_four_models_need_no_descent():
    iris = load_iris()
    X, species = iris.data[50:, 2:], iris.target[50:]
    tenths = [[Fraction(round(10 * value), 10) for value in row] for row in X]
    length, width = zip(*tenths, strict=True)
    n = len(length)
    slope = (n * sum(a * b for a, b in tenths) - sum(length) * sum(width)) / (
        n * sum(a * a for a in length) - sum(length) ** 2
    )
    assert LinearRegression().fit(X[:, :1], X[:, 1]).coef_[0] == pytest.approx(float(slope), rel=1e-9)

    store = KNeighborsClassifier(n_neighbors=1).fit(X, species)
    flower = (Fraction(52, 10), Fraction(16, 10))
    distances = [(a - flower[0]) ** 2 + (b - flower[1]) ** 2 for a, b in tenths]
    near = {species[i] for i in range(n) if distances[i] == min(distances)}
    assert near == {store.predict([[5.2, 1.6]])[0]}

    def mixed(side):
        ones = sum(side == 1)
        return Fraction(int(ones) * int(len(side) - ones), len(side))

    values = sorted(set(length))
    cuts = [(low + high) / 2 for low, high in itertools.pairwise(values)]
    sides = np.array(length)
    best = min(cuts, key=lambda cut: mixed(species[sides < cut]) + mixed(species[sides > cut]))
    tree = DecisionTreeClassifier(max_depth=1, random_state=1).fit(X[:, :1], species)
    assert tree.tree_.threshold[0] == pytest.approx(float(best))

    lloyd = KMeans(n_clusters=2, init=X[[0, 99]], n_init=1).fit(X)
    for k, centre in enumerate(lloyd.cluster_centers_):
        other = lloyd.cluster_centers_[1 - k]
        mine = np.linalg.norm(X - centre, axis=1) < np.linalg.norm(X - other, axis=1)
        np.testing.assert_allclose(X[mine].mean(axis=0), centre)


@pytest.mark.claim(
    "what-is-machine-learning/a-search",
    "On the petal lengths L-BFGS and gradient descent end at the one point where the gradient of the convex loss of "
    "logistic regression is zero; at rate 0.001 descent needs more than 10,000 steps.",
)
def test_both_searches_end_at_the_one_minimum():
    """Newton's method finds the minimum; the curvature there says how slow descent is."""
    iris = load_iris()
    X = np.column_stack([iris.data[50:, 2], np.ones(100)])
    y = iris.target[50:] == 2
    w = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-X @ w))
        hessian = (X.T * (p * (1 - p))) @ X + np.diag([1, 0])
        w = w - np.linalg.solve(hessian, X.T @ (p - y) + [w[0], 0])
    np.testing.assert_allclose(X.T @ (1 / (1 + np.exp(-X @ w)) - y) + [w[0], 0], 0, atol=1e-9)
    assert w == pytest.approx([3.591, -17.509], abs=0.0006)
    smallest, largest = np.linalg.eigvalsh(hessian)
    assert smallest > 0
    assert 2 / largest > 0.001
    assert (1 - 0.001 * smallest) ** 10_000 > 0.1  # of the distance is left
    assert (1 - 0.001 * smallest) ** 100_000 < 1e-4
    model = LogisticRegression(tol=1e-8).fit(X[:, :1], y)
    assert [model.coef_[0, 0], model.intercept_[0]] == pytest.approx(w, abs=1e-3)


@pytest.mark.claim(
    "what-is-machine-learning/unknown-words",
    "To a mail without a word that it knows, naive Bayes answers with the share of spam among the mails learned from.",
)
@settings(deadline=None, max_examples=25)
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["", "xylophone quartet", "42!"]))
def test_an_unknown_mail_gets_the_share_of_the_classes(spam, harmless, mail):
    learned = make_pipeline(CountVectorizer(), MultinomialNB())
    learned.fit(["cash prize"] * spam + ["lunch meeting"] * harmless, [1] * spam + [0] * harmless)
    assert learned.predict_proba([mail])[0, 1] == pytest.approx(float(Fraction(spam, spam + harmless)))


@pytest.mark.claim(
    "what-is-machine-learning/all-so-far",
    "In December, on average over 60 years: where spam changes, fitting on the last month beats fitting on all so far "
    "with 20 and with 1,000 mails a month; where it does not, all so far is better with 20.",
)
def test_more_data_is_better_when_the_world_stands_still():
    rng = np.random.default_rng(11)

    def december(n, drift):
        months = [inbox(n, SPAM_OLD + drift * (SPAM_NEW - SPAM_OLD) * month / 11, rng) for month in range(11)]
        together = [np.concatenate(part) for part in zip(*months, strict=True)]
        now = SPAM_OLD + drift * (SPAM_NEW - SPAM_OLD)
        return [accuracy(count_and_judge(*data), now) for data in (months[-1], together)]

    for n, drift, last_is_better in [(20, 1, True), (1000, 1, True), (20, 0, False)]:
        last, everything = np.mean([december(n, drift) for _ in range(60)], axis=0)
        assert (last > everything) == last_is_better
        assert abs(last - everything) > 0.01
