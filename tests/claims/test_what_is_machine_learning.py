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
    return mails.astype(float), factorial[10] / factorial[mails].prod(axis=1)


@cache
def place():
    """Return where each mail stands among all mails."""
    return {mail.tobytes(): i for i, mail in enumerate(every_mail()[0])}


def probability(words):
    """Return the probability of every mail whose words have these frequencies."""
    return exact(tuple(words))


@cache
def exact(words):
    mails, orderings = every_mail()
    return orderings * np.exp(mails @ np.log(words))


def inbox(n, spam, rng):
    """Return word counts and labels of n mails."""
    y = rng.random(n) < 0.4
    return rng.multinomial(10, np.where(y[:, None], spam, HARMLESS)), y


def count_and_judge(X, y, neutral=()):
    """Learn naive Bayes by counting, with no evidence from neutral words; return which of all mails it flags."""
    weights = []
    for side in (X[y], X[~y]):
        counts = side.sum(axis=0) + 1
        weights.append(np.log(counts / counts.sum()))
    if not y.any() or y.all():
        return np.full(len(every_mail()[0]), y.all())
    evidence = weights[0] - weights[1]
    evidence[list(neutral)] = 0
    return every_mail()[0] @ evidence + np.log(y.sum() / (~y).sum()) > 0


def accuracy(flagged, spam=SPAM_OLD):
    """Return the exact share of mails that are judged rightly."""
    return 0.4 * probability(spam)[flagged].sum() + 0.6 * probability(HARMLESS)[~flagged].sum()


def flagged_by_rule():
    return every_mail()[0][:, KEYWORDS].sum(axis=1) > 0


@pytest.mark.parametrize("program", ["a_year", "experience", "counting", "all_so_far"])
def test_the_programs_use_the_inbox_of_these_tests(program):
    source = (SNIPPETS / f"{program}.py").read_text()
    found = dict(re.findall(r"^(\w+) = np\.array\(\[(.*)\]\) / 40$", source, flags=re.M))
    assert {"harmless"} < set(found) <= {"harmless", "spam", "spam_old", "spam_new"}
    expected = {"harmless": HARMLESS, "spam": SPAM_OLD, "spam_old": SPAM_OLD, "spam_new": SPAM_NEW}
    for name, numbers in found.items():
        np.testing.assert_array_equal(np.array([float(n) for n in numbers.split(",")]) / 40, expected[name])


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
    "what-is-machine-learning/three-words",
    "On the invented inbox, in expectation over mails: with its ratios for parcel, account and verify set to 1, the "
    "filter of January catches more of December's spam than the two keywords do, in each of ten years.",
)
@pytest.mark.parametrize("seed", range(10, 20))
def test_three_words_put_the_filter_below_the_rule(seed):
    january = inbox(1000, SPAM_OLD, np.random.default_rng(seed))
    december = probability(SPAM_NEW)
    by_rule = december[flagged_by_rule()].sum()
    three = [WORDS.index(word) for word in ("parcel", "account", "verify")]
    assert december[count_and_judge(*january)].sum() < by_rule < december[count_and_judge(*january, three)].sum()


@pytest.mark.claim(
    "what-is-machine-learning/own-verdicts",
    "On the invented inbox, in expectation over mails: refitted each month on its own verdicts, the filter of January "
    "catches over 70 % of December's spam; if all of the change comes in July, under 6 % in July and under 1 % in "
    "December; in each of ten years.",
)
@pytest.mark.parametrize("seed", range(10, 20))
def test_a_filter_can_follow_a_slow_change_on_its_own_verdicts(seed):
    def a_year(shares):
        """Return the spam caught in each month, in expectation; spam is a mixture of January's and December's."""
        rng = np.random.default_rng(seed)
        flagged, caught = count_and_judge(*inbox(1000, SPAM_OLD, rng)), []
        for share in shares:
            spam = SPAM_OLD + (SPAM_NEW - SPAM_OLD) * share
            caught.append(probability(spam)[flagged].sum())
            X, _ = inbox(1000, spam, rng)
            flagged = count_and_judge(X, flagged[[place()[mail.tobytes()] for mail in X.astype(float)]])
        return caught

    slow = a_year([month / 11 for month in range(12)])
    sudden = a_year([0] * 6 + [1] * 6)
    assert slow[-1] > 0.7
    assert sudden[5] > 0.9
    assert sudden[6] < 0.06
    assert sudden[-1] < 0.01


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
    "On the petal lengths L-BFGS and gradient descent at rate 0.001 end, to three decimals, at the one point where the "
    "slope of the penalised logistic loss is zero; descent is there after 100,000 steps and not after 10,000.",
)
def test_both_searches_end_at_the_one_minimum():
    """Newton's method finds the minimum; X of full rank and a penalty make the loss strictly convex."""
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
    assert np.linalg.matrix_rank(X) == 2  # so that the curvature is positive everywhere, and the minimum the only one
    assert 2 / np.linalg.eigvalsh(X.T @ X / 4 + np.diag([1, 0]))[-1] > 0.001  # p (1 - p) is 1/4 at most
    walk = np.zeros(2)
    for step in range(1, 100_001):
        walk = walk - 0.001 * (X.T @ (1 / (1 + np.exp(-X @ walk)) - y) + [walk[0], 0])
        if step == 10_000:
            assert abs(walk - w).min() > 0.1
    assert walk == pytest.approx(w, abs=5e-4)
    model = LogisticRegression(tol=1e-8).fit(X[:, :1], y)
    assert [model.coef_[0, 0], model.intercept_[0]] == pytest.approx(w, abs=5e-4)


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
    "In December, on average over 30 years: where spam changes, fitting on the last month beats fitting on all so far "
    "with 20 and with 1,000 mails a month and loses with 5; where it does not change, all so far is better with 5 and "
    "20, and with 1,000 the two differ by less than 0.002.",
)
def test_more_data_is_better_when_the_world_stands_still():
    rng = np.random.default_rng(11)

    def december(n, drift):
        months = [inbox(n, SPAM_OLD + drift * (SPAM_NEW - SPAM_OLD) * month / 11, rng) for month in range(11)]
        together = [np.concatenate(part) for part in zip(*months, strict=True)]
        now = SPAM_OLD + drift * (SPAM_NEW - SPAM_OLD)
        return [accuracy(count_and_judge(*data), now) for data in (months[-1], together)]

    for n, drift, last_is_better in [(5, 1, False), (20, 1, True), (1000, 1, True), (5, 0, False), (20, 0, False)]:
        last, everything = np.mean([december(n, drift) for _ in range(30)], axis=0)
        assert (last > everything) == last_is_better
        assert abs(last - everything) > 0.01
    last, everything = np.mean([december(1000, 0) for _ in range(30)], axis=0)
    assert abs(last - everything) < 0.002
