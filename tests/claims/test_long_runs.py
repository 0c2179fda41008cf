"""The claims of docs/practice/long-runs.md; oracles: recursions in fractions, closed forms, all batches, moments."""

import ast
import functools
import itertools
import json
import math
import operator
import random
import struct
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes, load_digits

SNIPPETS = Path(__file__).parents[2] / "snippets" / "long-runs"


@functools.cache
def functions(program):
    """Return the functions of a program of the page, which needs no more than NumPy for them."""
    tree, names = ast.parse((SNIPPETS / f"{program}.py").read_text("utf-8")), {"np": np}
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    exec(compile(tree, program, "exec"), names)
    return names


def adam(w, m, v, t, g, rate):
    """Return weights and means after one step of Adam, number t."""
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
    return w - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v


@pytest.mark.claim(
    "long-runs/thrown-back",
    "On 100 diabetes patients with 65 columns, Adam resumed after 205 of 400 updates without its means reaches, within "
    "20 updates, a median training error more than a tenth above that of a run that loses its weights.",
    lost="means",
    times=1.1,
)
@pytest.mark.refuted("Resumed without its means and its count it does so, too.", lost="both")
@pytest.mark.refuted("Without its means it is twice as high.", times=2)
def test_lost_means_do_more_harm_than_lost_weights(lost, times):
    highest = thrown_back()
    assert np.median(highest[lost]) > times * np.median(highest["weights"])
    assert np.median(highest["both"]) < np.median(highest["means"])


@functools.cache
def thrown_back():
    """Return the highest errors after a resume, of other patients, with other seeds and columns built by hand."""
    raw, y = load_diabetes(return_X_y=True)
    pairs = [raw[:, i] * raw[:, j] for i in range(10) for j in range(i, 10)]
    raw = np.column_stack([raw, *pairs])
    highest = {"means": [], "weights": [], "both": []}
    for seed in range(50, 57):
        rng = np.random.default_rng(seed)
        part = rng.permutation(442)[:100]
        X = (raw[part] - raw[part].mean(axis=0)) / raw[part].std(axis=0)
        target = y[part] - y[part].mean()

        def run(state, first, last, count, rng=rng, X=X, target=target):
            errors = []
            for k in range(first, last):
                rows = rng.choice(100, 10, replace=False)
                g = X[rows].T @ (X[rows] @ state[0] - target[rows]) / 5
                rate = 2 * (1 + math.cos(math.pi * (k + 1) / 400))
                state = adam(*state, k + 1 - count, g, rate)
                errors.append(np.sqrt(np.mean((X @ state[0] - target) ** 2)))
            return state, max(errors)

        zero = np.zeros(65)
        (w, m, v), _ = run((zero, zero, zero), 0, 205, 0)
        highest["means"].append(run((w, zero, zero), 205, 225, 0)[1])
        highest["weights"].append(run((zero, m, v), 205, 225, 0)[1])
        highest["both"].append(run((w, zero, zero), 205, 225, 205)[1])
    return highest


@pytest.mark.claim(
    "long-runs/opposite",
    "Where all slopes are 1, long after the start, losing Adam's means multiplies step k after the resume by "
    "(1 − 0.9^k)/√(1 − 0.999^k), and losing its count divides it by the same; losing both changes nothing.",
    factor=lambda k: (1 - 0.9**k) / math.sqrt(1 - 0.999**k),
    of_count=-1,
)
@pytest.mark.refuted(
    "Losing the means multiplies it by (1 − 0.9^k)/(1 − 0.999^k).", factor=lambda k: (1 - 0.9**k) / (1 - 0.999**k)
)
@pytest.mark.refuted("Losing the count multiplies it by the same as losing the means.", of_count=1)
def test_lost_means_and_lost_count_are_opposite_faults(factor, of_count):
    steps = resumed_steps()
    for k, each in enumerate(steps, 1):
        assert each == pytest.approx([factor(k), factor(k) ** of_count, 1], rel=1e-6)
    longest = [means for means, _, _ in steps]
    assert longest.index(max(longest)) + 1 == 12
    assert max(longest) == pytest.approx(6.569, abs=0.001)


@functools.cache
def resumed_steps():
    """Return steps without means, count, both: Adam itself, run on slopes of 1 for 40,000 updates and resumed."""
    w = m = v = 0.0
    for t in range(1, 40_001):
        w, m, v = adam(w, m, v, t, 1.0, 1.0)
    means, count, both = (0.0, 0.0, 0.0), (0.0, m, v), (0.0, 0.0, 0.0)
    steps = []
    for k in range(1, 2001):
        moves = []
        for state, number in ((means, 40_000 + k), (count, k), (both, k)):
            moves.append((adam(*state, number, 1.0, 1.0), state[0]))
        means, count, both = (after for after, _ in moves)
        steps.append([before - after[0] for after, before in moves])
    return steps


@pytest.mark.claim(
    "long-runs/same-bits",
    "A loop whose update is computed from its state alone goes through the same bits after a checkpoint that keeps "
    "each value of the state exactly.",
    lost=(),
)
@pytest.mark.refuted("It does so after one that forgets the velocity.", lost=("v",))
@pytest.mark.refuted("It does so after one that begins the epoch's order anew.", lost=("rest",))
@pytest.mark.refuted("It does so after one that sets the generator back.", lost=("rng",))
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 30), st.integers(0, 2**32 - 1))
def test_a_run_goes_on_to_the_same_bits(lost, stop, seed):
    """Pure Python, momentum in place of Adam, and JSON in place of npz."""

    def train(state, updates):
        draw = random.Random()
        draw.setstate((state["rng"][0], tuple(state["rng"][1]), state["rng"][2]))
        while state["k"] < updates:
            if not state["rest"]:
                state["rest"] = draw.sample(range(7), 7)
            i = state["rest"].pop()
            state["v"] = 0.9 * state["v"] + 2 * (state["w"] * i - math.sin(i)) * i
            state["w"] -= 0.001 / (1 + state["k"]) * state["v"] + 1e-6 * draw.random()
            state["k"] += 1
        state["rng"] = draw.getstate()
        return state

    def fresh():
        return {"w": 0.0, "v": 0.0, "k": 0, "rest": [], "rng": random.Random(seed).getstate()}

    saved = json.dumps(train(fresh(), stop))
    through = train(fresh(), 31)["w"]
    resumed = json.loads(saved) | {name: fresh()[name] for name in lost}
    assert struct.pack("d", train(resumed, 31)["w"]) == struct.pack("d", through)


@pytest.mark.claim(
    "long-runs/digits",
    "Seventeen significant digits bring every finite float64 back, and so does Python's JSON; sixteen do not for all.",
    digits=17,
    form="g",
)
@pytest.mark.refuted("Sixteen digits bring every one back.", digits=16)
@pytest.mark.refuted("Seventeen digits after the point do.", form="f")
@settings(max_examples=40, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
@example(0.1 + 0.2)
@example(1e-30)
def test_seventeen_digits_are_enough(digits, form, x):
    assert struct.pack("d", float(f"{x:.{digits}{form}}")) == struct.pack("d", x)
    assert struct.pack("d", json.loads(json.dumps(x))) == struct.pack("d", x)


@pytest.mark.claim(
    "long-runs/patience",
    "On one and the same run, more patience never keeps a worse validation error than less.",
    holds=lambda more, less: more <= less,
    keeps_best=True,
)
@pytest.mark.refuted("Twice the patience always keeps a better one.", holds=lambda more, less: more < less)
@pytest.mark.refuted("More patience never ends at a worse one, the last, than less.", keeps_best=False)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(1, 20), st.integers(0, 20))
@example([5, 6, 9], 1, 1)
def test_more_patience_never_keeps_worse(holds, keeps_best, errors, patience, more):
    def keeps(patience):
        waited, best = 0, errors[0]
        for error in errors[1:]:
            waited = 0 if error < best else waited + 1
            best = min(best, error)
            if waited == patience:
                break
        return best if keeps_best or len(errors) == 1 else error

    assert min(errors) <= keeps(patience + more)
    assert holds(keeps(patience + more), keeps(patience))


@pytest.mark.claim(
    "long-runs/zero-start",
    "With all weights zero, a network of tanh units without intercepts and a softmax has a gradient of exactly zero.",
    unit=np.tanh,
    last_layer=0.0,
)
@pytest.mark.refuted("One of sigmoid units does, too.", unit=lambda s: 1 / (1 + np.exp(-s)))
@pytest.mark.refuted("With the weights of the first layer zero alone, it does.", last_layer=1.0)
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_a_network_at_zero_has_no_gradient(unit, last_layer, seed):
    """The loss is ln(classes) however far one goes along one weight alone; so each slope is zero."""
    rng = np.random.default_rng(seed)
    X, label = rng.normal(size=(6, 3)), rng.integers(4, size=6)
    for layer, shape in enumerate([(3, 5), (5, 4)]):
        for place in itertools.product(*map(range, shape)):
            W = [np.zeros((3, 5)), last_layer * rng.normal(size=(5, 4))]
            W[layer][place] = rng.normal()
            scores = unit(X @ W[0]) @ W[1]
            losses = np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(6), label]
            assert losses == pytest.approx([math.log(4)] * 6, abs=1e-12)


@pytest.mark.claim(
    "long-runs/low-losses",
    "Trained on 30 cases or with summed gradients, clipped, the page's network has a lower training loss than the "
    "healthy run; on 30 cases its validation loss is over three times as high, with the sum within a third of it, and "
    "over nine of ten steps are clipped, in the healthy run under one.",
    order=["30 cases", "sum", "healthy"],
    times={"30 cases": (3, 30), "sum": (2 / 3, 4 / 3)},
    clipped={"30 cases": False, "sum": True, "healthy": False},
)
@pytest.mark.refuted("The healthy run has the lowest training loss.", order=["healthy", "30 cases", "sum"])
@pytest.mark.refuted("With the sum its validation loss is higher.", times={"30 cases": (3, 30), "sum": (1, 30)})
@pytest.mark.refuted("With the sum it is lower.", times={"30 cases": (3, 30), "sum": (0, 1)})
@pytest.mark.refuted(
    "On 30 cases most steps are clipped, too.", clipped={"30 cases": True, "sum": True, "healthy": False}
)
def test_the_lowest_losses_belong_to_faults(order, times, clipped):
    for seed in (5, 10):
        found = {fault: watched(fault, seed) for fault in ("healthy", "sum", "30 cases")}
        assert sorted(found, key=lambda fault: found[fault][0]) == order
        for fault, (low, high) in times.items():
            assert low * found["healthy"][1] < found[fault][1] < high * found["healthy"][1]
        assert {fault: share > 0.9 for fault, (_, _, share) in found.items()} == clipped
        assert found["healthy"][2] < 0.1


@functools.cache
def watched(fault, seed):
    """Return median loss and share of clipped steps in the last 100 of 600 updates, and the validation loss."""
    X, label = load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    order = rng.permutation(1797)
    X, label = X[order] / 16, label[order]
    first, second = rng.normal(0, 1 / 8, (64, 32)), rng.normal(0, 32**-0.5, (32, 10))

    def loss(scores, label):
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(label)), label])

    log = []
    for _ in range(600):
        rows = rng.integers(30 if fault == "30 cases" else 1000, size=32)
        hidden = np.tanh(X[rows] @ first)
        scores = hidden @ second
        slopes = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        slopes[np.arange(32), label[rows]] -= 1
        slopes /= 1 if fault == "sum" else 32
        gradients = X[rows].T @ (slopes @ second.T * (1 - hidden**2)), hidden.T @ slopes
        norm = math.hypot(*map(np.linalg.norm, gradients))
        log.append((loss(scores, label[rows]), norm > 1))
        first, second = (w - 0.2 / max(norm, 1) * g for w, g in zip((first, second), gradients, strict=True))
    losses, clipped = np.array(log[500:]).T
    return np.median(losses), loss(np.tanh(X[1000:] @ first) @ second, label[1000:]), clipped.mean()


@pytest.mark.claim(
    "long-runs/any-order",
    "The sum of n positive float64, added in any order, is wrong by a share of at most about (n − 1)·2⁻⁵³; `math.fsum` "
    "gives the same for every order.",
    roundings=lambda n: n - 1,
    same=math.fsum,
)
@pytest.mark.refuted("It is wrong by a share of at most 2⁻⁵³, a single rounding.", roundings=lambda n: 1)
@pytest.mark.refuted(
    "Plain addition gives the same for every order.", same=lambda values: functools.reduce(operator.add, values)
)
@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(1e-3, 1e6), min_size=2, max_size=12), st.randoms())
@example([0.1] * 10, random.Random(1))
@example([0.1, 0.2, 0.3, 0.7], random.Random(1))
def test_any_order_is_nearly_right(roundings, same, values, draw):
    exact = sum(map(Fraction, values))
    rounded = same(values)
    for _ in range(5):
        draw.shuffle(values)
        total = values[0]
        for value in values[1:]:
            total += value
        share = roundings(len(values)) * Fraction(1, 2**53)
        assert abs(Fraction(total) - exact) <= exact * share / (1 - share)
        assert same(values) == rounded
    assert (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)


@pytest.mark.claim(
    "long-runs/last-digit",
    "For the page's network under Adam, a change in the last digit of the start stays below 1e-12 for 2,000 updates at "
    "the rate 0.003, and grows beyond 1e-6 at the rate 0.1 from most starts.",
    below=1e-12,
    grows=True,
)
@pytest.mark.refuted("It does not grow at the rate 0.003.", below=2.3e-16)
@pytest.mark.refuted("From most starts it stays below 1e-6 at the rate 0.1.", grows=False)
def test_an_unstable_run_amplifies_a_digit(below, grows):
    grown = digits_grown()
    assert max(grown[0.003]) < below
    assert (sorted(grown[0.1])[1] > 1e-6) == grows


@functools.cache
def digits_grown():
    """Return how far a change in the last digit of the start grows, at two rates, from three starts."""
    x = np.linspace(-2, 2, 40)
    grown = {0.003: [], 0.1: []}
    for rate, seed in itertools.product(grown, (25, 26, 27)):
        start = np.random.default_rng(seed).normal(size=(3, 10))
        other = start.copy()
        other[0, 0] = np.nextafter(other[0, 0], 9)
        pair, far = [[start, 0, 0], [other, 0, 0]], 0
        for t in range(1, 2001):
            for state in pair:
                a, b, c = state[0]
                h = np.tanh(np.outer(x, a) + b)
                e = (h @ c - np.sin(3 * x)) / 20
                back = np.outer(e, c) * (1 - h * h)
                state[:] = adam(*state, t, np.array([x @ back, back.sum(axis=0), e @ h]), rate)
            far = max(far, np.abs(pair[0][0] - pair[1][0]).max())
        grown[rate].append(far)
    return grown


@pytest.mark.claim(
    "long-runs/half-gap",
    "At 1, float32 loses each addition of a positive number up to 2⁻²⁴, and rounds each from there to 2⁻²³ up to 2⁻²³.",
    lost_up_to=Fraction(1, 2**24),
)
@pytest.mark.refuted("It loses each up to 2⁻²³.", lost_up_to=Fraction(1, 2**23))
@pytest.mark.refuted("It loses each below 2⁻²⁴, but not 2⁻²⁴ itself.", lost_up_to=Fraction(2**40 - 1, 2**64))
@given(st.fractions(0, 1, max_denominator=1000))
@example(Fraction(1, 2))
def test_float32_moves_by_a_whole_gap_or_not_at_all(lost_up_to, share):
    assume(share > 0)
    small = np.float32(float(share) * 2.0**-23)
    after = Fraction(float(np.float32(1) + small)) - 1
    assert after == (0 if Fraction(float(small)) <= lost_up_to else Fraction(1, 2**23))
    assert np.float32(5e-8) < 2.0**-24 < np.float32(6e-8)


def rounded(number, digits):
    """Return an exact number rounded to so many binary digits, ties to even."""
    power = Fraction(2) ** (digits - 1 - math.floor(math.log2(number)))
    return Fraction(round(number * power)) / power


@pytest.mark.claim(
    "long-runs/bfloat16",
    "Numbers of eight binary digits lie 2⁻¹³ apart from 2⁻⁶ to 2⁻⁵, and a step of 0.00002 from any of them is lost.",
    digits=8,
    gap=Fraction(1, 2**13),
    step=Fraction(1, 50_000),
)
@pytest.mark.refuted("They lie 2⁻¹⁴ apart.", gap=Fraction(1, 2**14))
@pytest.mark.refuted("With eleven digits, as in float16, it is lost too.", digits=11, gap=Fraction(1, 2**16))
@pytest.mark.refuted("A step of 0.00007 is lost, too.", step=Fraction(7, 100_000))
@given(st.integers(0, 127))
@example(0)
@example(127)
def test_bfloat16_loses_small_steps_of_a_weight(digits, gap, step, place):
    """A bfloat16 is the upper half of a float32, whose neighbour has the next pattern of bits."""
    number = Fraction(1, 64) + place * gap
    assert number < Fraction(1, 32)
    assert rounded(number, digits) == number
    assert rounded(number + step, digits) == rounded(number - step, digits) == number
    if digits == 8:
        bits = np.array([0x3C80 + place, 0x3C81 + place], dtype=np.uint32) << 16
        assert [Fraction(float(each)) for each in bits.view(np.float32)] == [number, number + gap]
    assert 1 / Fraction(64) < Fraction(2, 100) < 1 / Fraction(32)


@pytest.mark.claim(
    "long-runs/never-read",
    "A job restarted every 30 updates from the same seed, its order begun anew, reads 300 of 442 cases in batches of "
    "ten and never the other 142.",
    every=30,
    kept=False,
)
@pytest.mark.refuted("Restarted every 31 updates it never reads 142.", every=31)
@pytest.mark.refuted("With its order kept it never reads 142.", kept=True)
@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_the_rest_of_the_epoch_is_never_read(every, kept, seed):
    """A job of 300 updates, written anew, with any seed; then the page's own, with all of its 2,000."""
    reads, draw, rest = [0] * 442, random.Random(seed), []
    for update in range(300):
        if update % every == 0 and not kept:
            draw, rest = random.Random(seed), []
        rest = rest or draw.sample(range(442), 442)
        for case in rest[:10]:
            reads[case] += 1
        rest = rest[10:]
    assert reads.count(0) == 142
    assert np.sum(page_reads(every, kept) == 0) == 142


@functools.cache
def page_reads(every, kept):
    """Return how often the page's job reads each case."""
    return functions("same_cases")["count_reads"](every, kept)
