"""The claims of docs/descent/losses-for-classes.md."""

import functools
import math
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.datasets import load_breast_cancer
from sklearn.svm import SVC

SNIPPETS = Path(__file__).parents[2] / "snippets" / "losses-for-classes"
margins = st.floats(-50, 50)
small = st.floats(-8, 8)


@functools.cache
def cross_entropy():
    """Return the function that the page's reader may keep."""
    return runpy.run_path(str(SNIPPETS / "cross_entropy.py"))["cross_entropy"]


@pytest.mark.claim(
    "losses-for-classes/cross-entropy-gradient",
    "The gradient of the cross-entropy with respect to the scores is prediction minus truth: p − y, y being 1 for "
    "the true class and 0 for the others; with two classes it is p₁ − y for the difference of the scores.",
    rule=lambda p, y: p - y,
)
@pytest.mark.refuted("It is truth minus prediction.", rule=lambda p, y: y - p)
@pytest.mark.refuted("It is (p − y)·p·(1 − p), as for half the squared loss.", rule=lambda p, y: (p - y) * p * (1 - p))
@given(st.lists(small, min_size=2, max_size=5), st.integers(0, 4))
def test_the_gradient_is_prediction_minus_truth(rule, scores, label):
    label %= len(scores)

    def loss(values):
        return math.log(math.fsum(math.exp(v) for v in values)) - values[label]

    def binary(s):
        p = 1 / (1 + math.exp(-s))
        return -y * math.log(p) - (1 - y) * math.log(1 - p)

    _, gradient = cross_entropy()([scores], [label])
    total = math.fsum(math.exp(v) for v in scores)
    for j, score in enumerate(scores):
        up, down = list(scores), list(scores)
        up[j], down[j] = score + 1e-5, score - 1e-5
        plain = rule(math.exp(score) / total, j == label)
        assert (loss(up) - loss(down)) / 2e-5 == pytest.approx(plain, abs=1e-6)
        assert gradient[0, j] == pytest.approx(plain, abs=1e-9)
    s, y = scores[0], label % 2
    assert binary(s) == pytest.approx(cross_entropy()([[0, s]], [y])[0], abs=1e-9)
    assert (binary(s + 1e-5) - binary(s - 1e-5)) / 2e-5 == pytest.approx(rule(expit(s), y), abs=1e-6)


@pytest.mark.claim(
    "losses-for-classes/no-idea",
    "The same score for each of k classes has a cross-entropy of ln k.",
    cost=math.log,
)
@pytest.mark.refuted("It is the logarithm of k to base 2.", cost=math.log2)
@pytest.mark.refuted("It is ln(k − 1), for the wrong ones.", cost=lambda k: math.log(k - 1))
@given(st.integers(2, 200), st.floats(-700, 700), st.integers(0, 199))
def test_no_idea_costs_the_logarithm_of_the_number_of_classes(cost, k, score, label):
    assert cross_entropy()([[score] * k], [label % k])[0] == pytest.approx(cost(k))


@pytest.mark.claim(
    "losses-for-classes/entropy",
    "Of all answers that are the same for all cases the shares of the classes have the least mean cross-entropy, the "
    "entropy −Σ q·ln q of the shares.",
    answer=lambda counts: [count / sum(counts) for count in counts],
)
@pytest.mark.refuted("The same probability for each class has the least.", answer=lambda counts: [1 / len(counts)] * 4)
@pytest.mark.refuted(
    "Shares with one more case in each class have it.",
    answer=lambda counts: [(count + 1) / (sum(counts) + len(counts)) for count in counts],
)
@settings(max_examples=40)
@given(st.lists(st.integers(1, 30), min_size=2, max_size=4), st.lists(small, min_size=4, max_size=4))
def test_the_shares_are_the_best_answer_for_all(answer, counts, scores):
    labels = [label for label, count in enumerate(counts) for _ in range(count)]

    def cost(table):
        return cross_entropy()([table] * len(labels), labels)[0]

    shares = np.array(counts) / sum(counts)
    least = cost([math.log(p) for p, _ in zip(answer(counts), counts, strict=False)])
    assert least == pytest.approx(-np.sum(shares * np.log(shares)))
    assert least <= cost(scores[: len(counts)]) + 1e-12


@pytest.mark.claim(
    "losses-for-classes/saturates",
    "For p = 1/(1 + e^−s), the probability of the right class, the slope in s of the cross-entropy is p − 1, and that "
    "of (1 − p)² is −2p(1 − p)², which goes to zero with p.",
    cross=lambda p: p - 1,
    squared=lambda p: -2 * p * (1 - p) ** 2,
)
@pytest.mark.refuted("That of (1 − p)² is −2(1 − p), its slope in p.", squared=lambda p: -2 * (1 - p))
@pytest.mark.refuted("That of the cross-entropy is −1/p, its slope in p.", cross=lambda p: -1 / p)
@settings(max_examples=40)
@given(small)
def test_squares_of_a_probability_hardly_pull_a_sure_mistake(cross, squared, s):
    def slope(loss):
        return (loss(expit(s + 1e-4)) - loss(expit(s - 1e-4))) / 2e-4

    assert slope(lambda p: -np.log(p)) == pytest.approx(cross(expit(s)), abs=1e-6)
    assert slope(lambda p: (1 - p) ** 2) == pytest.approx(squared(expit(s)), abs=1e-6)


@pytest.mark.claim(
    "losses-for-classes/bounds",
    "Hinge loss and squared loss of the margin are at least 1 at every margin up to 0, and ≥ 0.",
    least=1,
    wrong_up_to=0,
)
@pytest.mark.refuted("They are at least 1.01 there.", least=Fraction(101, 100))
@pytest.mark.refuted("They are at least 1 at every margin up to 0.01.", wrong_up_to=Fraction(1, 100))
@given(st.fractions(-100, 100))
@example(Fraction(0))
@example(Fraction(1, 100))
@example(Fraction(1))
def test_hinge_and_squared_bound_the_mistake(least, wrong_up_to, m):
    mistake = least if m <= wrong_up_to else 0
    assert max(0, 1 - m) >= mistake
    assert (1 - m) ** 2 >= mistake


CORNER = -math.log(math.e - 1)


@pytest.mark.claim(
    "losses-for-classes/nats",
    "Cross-entropy in nats is below 1 for every margin between −ln(e − 1) = −0.541 and 0, where the case is wrong, and "
    "at least 1 up to −0.541.",
    corner=CORNER,
)
@pytest.mark.refuted("It is below 1 from a margin 1% lower on.", corner=1.01 * CORNER)
@pytest.mark.refuted("It is at least 1 up to a margin 1% higher.", corner=0.99 * CORNER)
@given(margins)
@example(1.005 * CORNER)
@example(0.995 * CORNER)
def test_nats_do_not_bound_the_mistake(corner, m):
    assert round(CORNER, 3) == -0.541
    assume(abs(m - corner) > 1e-9)
    assert (math.log1p(math.exp(-m)) >= 1) == (m < corner)


@pytest.mark.claim(
    "losses-for-classes/bits",
    "Cross-entropy in bits, for two classes or more, is at least 1 wherever another class has at least the true "
    "class's probability, so the share of mistakes is at most the mean cross-entropy in nats divided by ln 2.",
    divisor=math.log(2),
)
@pytest.mark.refuted("It is at most the mean in nats.", divisor=1)
@pytest.mark.refuted("It is at most the mean in nats divided by 0.7, 1% more than ln 2.", divisor=0.7)
@given(st.lists(st.tuples(st.lists(small, min_size=4, max_size=4), st.integers(0, 3)), min_size=1, max_size=8))
@example([([8, 8, -8, -8], 0)])
def test_bits_bound_the_mistake(divisor, cases):
    """A mistake is found by comparing scores, as fractions of their powers; no logarithm decides it."""
    wrong = 0
    for scores, label in cases:
        powers = [Fraction(math.exp(score)) for score in scores]
        mistaken = any(power >= powers[label] for j, power in enumerate(powers) if j != label)
        p = powers[label] / sum(powers)
        assert not mistaken or p <= Fraction(1, 2)
        wrong += mistaken
    nats = cross_entropy()([scores for scores, _ in cases], [label for _, label in cases])[0]
    assert wrong / len(cases) <= nats / divisor + 1e-9


FITS = ("cross-entropy", "hinge", "squared", "squared hinge")


LOSSES = {
    "cross-entropy": lambda m: np.logaddexp(0, -m),
    "hinge": lambda m: np.maximum(0, 1 - m),
    "squared": lambda m: (1 - m) ** 2,
}


def fitted(name, X, s):
    """Return weights and intercept that minimise ½‖w‖² plus a sum of losses: by Newton, the hinge by its dual."""
    if name == "hinge":
        model = SVC(kernel="linear", C=1).fit(X, s)
        return np.append(model.coef_[0], model.intercept_)
    A, w = np.column_stack([X, np.ones(len(s))]), np.zeros(X.shape[1] + 1)
    penalty = np.diag(np.append(np.ones(X.shape[1]), 0))
    for _ in range(25):
        m = s * (A @ w)
        if name == "cross-entropy":
            slope, curvature = -expit(-m), expit(m) * expit(-m)
        else:  # half the squares, everywhere or below a margin of 1
            inside = (m < 1) | (name == "squared")
            slope, curvature = (m - 1) * inside, 1.0 * inside
        w = w - np.linalg.solve(penalty + (A.T * curvature) @ A, penalty @ w + A.T @ (s * slope))
    return w


def tumours():
    X, y = load_breast_cancer(return_X_y=True)
    return X, 2 * y - 1


@functools.cache
def margins_fitted():
    """Return the margins of the four fits on the cases that they were fitted to."""
    X, s = tumours()
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    return {name: s * (np.column_stack([X, np.ones(len(s))]) @ fitted(name, X, s)) for name in FITS}


@functools.cache
def margins_left_out():
    """Return the margins on cases left out in turn by five folds, a row a deal: other deals than the page's."""
    X, s = tumours()
    margin = {name: np.zeros((8, len(s))) for name in FITS}
    for deal in range(8):
        for out in np.array_split(np.random.default_rng(deal).permutation(len(s)), 5):
            kept = np.setdiff1d(np.arange(len(s)), out)
            Z = (X - X[kept].mean(axis=0)) / X[kept].std(axis=0)
            for name in FITS:
                w = fitted(name, Z[kept], s[kept])
                margin[name][deal, out] = s[out] * (Z[out] @ w[:-1] + w[-1])
    return margin


@pytest.mark.claim(
    "losses-for-classes/trained",
    "On the standardised breast cancer data, beside a penalty of ½‖w‖², each of the linear fits by cross-entropy, "
    "hinge and squared loss has the lowest mean of its own loss on the cases that it was fitted to.",
    margins=margins_fitted,
)
@pytest.mark.refuted("Each has it on cases left out, too.", margins=margins_left_out)
def test_each_loss_is_best_at_its_own_game_on_its_own_cases(margins):
    margin = margins()
    for name, loss in LOSSES.items():
        assert min(margin, key=lambda other: loss(margin[other]).mean()) == name


@pytest.mark.claim(
    "losses-for-classes/left-out",
    "On cases of the breast cancer data left out by five folds, in each of 8 deals, the linear fit by squared loss "
    "makes more mistakes than those by cross-entropy, hinge and squared hinge; in the mean over the deals the fit by "
    "cross-entropy has less hinge loss than the one by hinge loss.",
    times=1,
    less="cross-entropy",
)
@pytest.mark.refuted("In each deal it makes at least twice as many mistakes.", times=2)
@pytest.mark.refuted("The fit by squared hinge has less hinge loss than the one by hinge loss.", less="squared hinge")
def test_squared_loss_makes_most_mistakes_on_tumours_left_out(times, less):
    margin = margins_left_out()
    mistakes = {name: np.sum(m <= 0, axis=1) for name, m in margin.items()}
    for name in ("cross-entropy", "hinge", "squared hinge"):
        assert np.all(mistakes["squared"] > times * mistakes[name])
    assert LOSSES["hinge"](margin[less]).mean() < LOSSES["hinge"](margin["hinge"]).mean()


@pytest.mark.claim(
    "losses-for-classes/barely-wrong",
    "For a mistake cross-entropy in nats can be as low as ln 2, Huber's loss of 1 − m with δ = 1 as low as ½, the "
    "squared loss of the probability as low as ¼, and none is lower.",
    lows=(math.log(2), 0.5, 0.25),
)
@pytest.mark.refuted("Huber's is never below 0.505.", lows=(math.log(2), 0.505, 0.25))
@pytest.mark.refuted("The squared loss of the probability can be as low as 0.2475.", lows=(math.log(2), 0.5, 0.2475))
@given(st.floats(0.5, 1, exclude_max=True))
@example(0.5)
def test_three_losses_are_below_one_for_a_narrow_mistake(lows, p_wrong):
    p_true = 1 - p_wrong
    m = math.log(p_true / p_wrong)
    huber = abs(1 - m) - 0.5 if abs(1 - m) > 1 else (1 - m) ** 2 / 2
    found = (-math.log(p_true), huber, (1 - p_true) ** 2)
    assert all(loss >= low - 1e-12 for loss, low in zip(found, lows, strict=True))
    if p_wrong == 0.5:
        assert found == pytest.approx(lows)


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64, np.uint8, np.uint32, np.uint64])
def test_the_kept_function_takes_means_and_any_whole_numbers_and_stays_finite(kind):
    loss, gradient = cross_entropy()([[1e4, 0, -1e4], [0, 0, 0]], np.array([2, 1], kind))
    assert loss == pytest.approx((2e4 + math.log(3)) / 2)
    assert gradient == pytest.approx(np.array([[1, 0, -1], [1 / 3, -2 / 3, 1 / 3]]) / 2)


@pytest.mark.parametrize(
    "labels", [[2], [-1], [True], [1.0], [math.nan], [[0]], [0, 0], [], 0, ["0"], [None], np.array([1, 0], bool)]
)
def test_the_kept_function_refuses_labels_that_do_not_fit(labels):
    with pytest.raises(ValueError, match="labels: want 1 whole numbers from 0 to 1"):
        cross_entropy()([[0.0, 1.0]], labels)


@pytest.mark.parametrize("scores", [[[0.0, math.nan]], [[0.0, math.inf]], [0.0, 1.0], [], [[]], np.zeros((0, 2)), 1.0])
def test_the_kept_function_refuses_scores_that_are_no_table_of_finite_numbers(scores):
    with pytest.raises(ValueError, match="scores: want a table of finite numbers"):
        cross_entropy()(scores, [0])
