"""The claims of docs/descent/matrix-methods.md."""

import functools
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.linalg import fractional_matrix_power

SNIPPETS = Path(__file__).parents[2] / "snippets"
seeds = st.integers(0, 10**6)
NONE = 1e-300  # for ε = 0


@functools.cache
def program(name):
    """Return what a program of the page, or the optimizer of another, defines."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))


def full_adagrad(*arguments, **settings):
    return program("matrix-methods/full_adagrad")["full_adagrad"](*arguments, **settings)


def adagrad(*arguments, **settings):
    return program("adaptive/adagrad")["adagrad"](*arguments, **settings)


def turned(rng, d):
    return np.linalg.qr(rng.normal(size=(d, d)))[0]


def swapped(rng, d):
    """Return a turn that only exchanges weights and changes signs."""
    return np.eye(d)[rng.permutation(d)] * rng.choice([-1, 1], d)


@pytest.mark.claim(
    "matrix-methods/turns",
    "Turn a loss and its start in any way, in any number of weights: the path of AdaGrad with a whole matrix is the "
    "turned path. With a list that holds for turns that exchange weights or change signs.",
    whole=turned,
    diagonal=swapped,
)
@pytest.mark.refuted("With a list it holds for all turns.", diagonal=turned)
@pytest.mark.refuted(
    "The matrix ignores units, too: stretching a weight by 2 stretches its path.",
    whole=lambda rng, d: np.diag([2.0] + [1.0] * (d - 1)),
)
@settings(max_examples=30)
@given(seeds, st.integers(2, 5))
@example(3, 2)
def test_the_path_turns_with_the_loss(whole, diagonal, seed, d):
    """The loss is a quadratic plus a fourth power; gradients are turned by the chain rule."""
    rng = np.random.default_rng(seed)
    hessian, start = np.diag(10 ** rng.uniform(0, 2, d)) + 0.1, rng.uniform(1, 2, d) * rng.choice([-1, 1], d)

    def gradient(w):
        return hessian @ w + w**3

    for method, kind in ((full_adagrad, whole), (adagrad, diagonal)):
        turn = kind(rng, d)
        back = np.linalg.inv(turn)
        plain = method(gradient, start, 12, 0.3, epsilon=1e-3)
        other = method(lambda w, back=back: back.T @ gradient(back @ w), turn @ start, 12, 0.3, epsilon=1e-3)
        assert other == pytest.approx(plain @ turn.T, abs=1e-5)


@pytest.mark.claim(
    "matrix-methods/first-step",
    "With ε = 0 and no slope zero the first step of AdaGrad with a list is α√d long, along the signs; with a matrix it "
    "is α long, against the gradient.",
    diagonal=lambda g: np.sign(g),
    whole=lambda g: g / np.linalg.norm(g),
)
@pytest.mark.refuted("The list's first step is α long.", diagonal=lambda g: np.sign(g) / np.sqrt(len(g)))
@pytest.mark.refuted("The matrix's first step goes along the signs, too.", whole=lambda g: np.sign(g))
@given(seeds, st.integers(2, 8), st.floats(0.01, 10))
def test_the_first_step_of_both_kinds(diagonal, whole, seed, d, rate):
    g = np.random.default_rng(seed).normal(size=d) + 3
    g = g * np.resize([1, -1], d)
    assert adagrad(lambda w: g, np.zeros(d), 1, rate, epsilon=NONE)[1] == pytest.approx(-rate * diagonal(g))
    one = full_adagrad(lambda w: g, np.zeros(d), 1, rate, epsilon=1e-5)[1]  # the zero eigenvalues are rounded, too
    assert one == pytest.approx(-rate * whole(g), abs=1e-4 * rate)


def table(seed, m, n, least=0.1):
    """Return a table, the product UVᵀ of its singular vectors, and its singular values, between `least` and 1."""
    rng = np.random.default_rng(seed)
    k = min(m, n)
    left, right = np.linalg.qr(rng.normal(size=(m, m)))[0][:, :k], np.linalg.qr(rng.normal(size=(n, n)))[0][:, :k]
    values = 10 ** rng.uniform(np.log10(least), 0, k)
    return left * values @ right.T, left @ right.T, values


@pytest.mark.claim(
    "matrix-methods/shampoo",
    "Shampoo's first step, P^(−1/4) G Q^(−1/4) with P = G Gᵀ and Q = Gᵀ G, is U Vᵀ if no singular value of G is zero.",
    power=-1 / 4,
)
@pytest.mark.refuted("So it is with the power −1/2.", power=-1 / 2)
@pytest.mark.refuted("So it is with the power −0.26.", power=-0.26)
@settings(max_examples=30)
@given(seeds, st.integers(1, 6))
def test_shampoos_first_step_is_orthogonal(power, seed, n):
    """By SciPy's powers of matrices, not by eigenvectors."""
    G, polar, values = table(seed, n, n)
    step = fractional_matrix_power(G @ G.T, power) @ G @ fractional_matrix_power(G.T @ G, power)
    if np.prod(values) < 0.999:
        assert np.real(step) == pytest.approx(polar, abs=1e-6)


def spectral(rng, m, n):
    X = rng.normal(size=(m, n))
    return X / np.linalg.norm(X, 2)


@pytest.mark.claim(
    "matrix-methods/steepest",
    "Among all tables X that make no vector longer, the sum of the products of the entries of X and G is largest for "
    "U Vᵀ, where it is the sum of the singular values; among lists with no entry above 1 in size, for the signs.",
    most=lambda values: values.sum(),
    signs=lambda g: np.abs(g).sum(),
)
@pytest.mark.refuted("It is at most the largest singular value.", most=lambda values: values.max())
@pytest.mark.refuted("It is the length of G.", most=lambda values: np.sqrt((values**2).sum()))
@pytest.mark.refuted("For lists it is at most their length.", signs=lambda g: np.linalg.norm(g))
@given(seeds, st.integers(2, 6), st.integers(2, 6))
def test_no_step_of_that_size_falls_more(most, signs, seed, m, n):
    rng = np.random.default_rng(seed)
    G, polar, values = table(seed, m, n)
    assert np.sum(polar * G) == pytest.approx(most(values))
    assert np.linalg.norm(polar, 2) == pytest.approx(1)
    assert all(np.sum(spectral(rng, m, n) * G) <= values.sum() + 1e-9 for _ in range(20))
    g = rng.normal(size=m)
    assert g @ np.sign(g) == pytest.approx(signs(g))
    assert all(g @ rng.uniform(-1, 1, m) <= np.abs(g).sum() for _ in range(20))


@pytest.mark.claim(
    "matrix-methods/five-steps",
    "Five steps with a = 3.4445, b = −4.7750, c = 2.0315 take singular values from 0.0016 to 1 to 0.68 to 1.21.",
    first=0.0016,
    low=0.68,
    high=1.21,
)
@pytest.mark.refuted("So they take those from 0.0014 on.", first=0.0014)
@pytest.mark.refuted("They end at most at 1.2.", high=1.2)
@pytest.mark.refuted("They end at least at 0.69.", low=0.69)
def test_five_steps_bring_singular_values_near_1(first, low, high):
    """A grid, with the largest slope of the map between its points: at most 4.3 to the fifth power."""
    s = np.linspace(first, 1, 1_000_001)
    room = 4.3**5 * (s[1] - s[0]) / 2
    after = s
    for _ in range(5):
        after = 3.4445 * after - 4.7750 * after**3 + 2.0315 * after**5
    x = np.linspace(0, high, 10_001)
    assert np.abs(3.4445 - 3 * 4.7750 * x**2 + 5 * 2.0315 * x**4).max() <= 4.3
    assert low <= after.min() - room
    assert after.max() + room <= high
    for seed in range(3):  # the function does with tables what the polynomial does with numbers
        G, polar, _ = table(seed, 3, 5)
        step = program("matrix-methods/muon")["newton_schulz"](G)
        assert np.sum(step * polar) / 3 == pytest.approx(np.mean(np.linalg.svd(step, compute_uv=False)))


@pytest.mark.claim(
    "matrix-methods/turned-layers",
    "Turn the inputs and outputs of a layer, and Muon's path is turned with them; stretch them, and it is not.",
    kind=turned,
)
@pytest.mark.refuted("It is so if inputs are stretched by 2.", kind=lambda rng, d: np.diag([2.0] + [1.0] * (d - 1)))
@settings(max_examples=20)
@given(seeds, st.integers(2, 5), st.integers(2, 5))
def test_muon_turns_with_a_layer(kind, seed, m, n):
    rng = np.random.default_rng(seed)
    A, target, start = rng.normal(size=(m, m)) + 2 * np.eye(m), rng.normal(size=(m, n)), rng.normal(size=(m, n))
    left, right = kind(rng, m), turned(rng, n)
    back = np.linalg.inv(left)
    muon = program("matrix-methods/muon")["muon"]

    def gradient(W):
        return A.T @ (A @ W - target)

    plain = muon(gradient, start, 8, 0.01)
    other = muon(lambda W: back.T @ gradient(back @ W @ right) @ right.T, left @ start @ right.T, 8, 0.01)
    assert other == pytest.approx(left @ plain @ right.T, abs=1e-6)


@functools.cache
def raced():
    """Return the least median of 30 fresh seeds, over the middle three of the seven rates, by steps and method."""
    train, rates = program("matrix-methods/network")["train"], np.geomspace(0.01, 1, 7)[2:5]
    return {
        (steps, rule, beta): np.median(train(rule, beta, rates, range(200, 230), steps), axis=1).min()
        for steps in (200, 500)
        for rule, beta in (("Adam", 0.9), ("Adam", 0.5), ("Muon", 0.95))
    }


@pytest.mark.claim(
    "matrix-methods/network",
    "On 30 fresh seeds, each at its best rate: after 200 steps Adam with β₁ = 0.9 has a median above 0.05, Adam "
    "with 0.5 and Muon below 0.03; after 500 Muon's is below 0.013 and both of Adam's above.",
    early=[False, True, True],
    late=[False, False, True],
)
@pytest.mark.refuted("After 200 steps Adam with 0.5 is above 0.03, too.", early=[False, False, True])
@pytest.mark.refuted("After 500 steps Adam with 0.9 is below 0.013, too.", late=[True, False, True])
def test_the_race_changes_its_mind(early, late):
    medians = raced()
    assert [value < 0.03 for key, value in medians.items() if key[0] == 200] == early
    assert medians[200, "Adam", 0.9] > 0.05
    assert [value < 0.013 for key, value in medians.items() if key[0] == 500] == late


@pytest.mark.claim(
    "matrix-methods/entries",
    "If G = UΣVᵀ has m rows, n columns and no singular value of zero, the entries of UVᵀ have the root mean square "
    "1/√max(m, n).",
    entry=lambda m, n: 1 / np.sqrt(max(m, n)),
    rank=min,
)
@pytest.mark.refuted("It is 1/√min(m, n).", entry=lambda m, n: 1 / np.sqrt(min(m, n)))
@pytest.mark.refuted("It is 1/√n, also where there are more rows.", entry=lambda m, n: 1 / np.sqrt(n))
@pytest.mark.refuted("It is so with a singular value of zero, too.", rank=lambda m, n: min(m, n) - 1)
@given(seeds, st.integers(2, 9), st.integers(2, 9))
@example(3, 2, 5)
@example(3, 5, 2)
def test_the_entries_of_muons_step_shrink_with_the_longer_side(entry, rank, seed, m, n):
    """UVᵀ is one over the root of GGᵀ, its zeros left out, times G: no five steps, and no svd."""
    rng = np.random.default_rng(seed)
    stretches = np.where(np.arange(min(m, n)) < rank(m, n), rng.uniform(1, 2, min(m, n)), 0)
    G = turned(rng, m)[:, : min(m, n)] @ np.diag(stretches) @ turned(rng, n)[: min(m, n)]
    square, vectors = np.linalg.eigh(G @ G.T)
    kept = square > 1e-9
    step = vectors[:, kept] @ np.diag(square[kept] ** -0.5) @ vectors[:, kept].T @ G
    assert np.sqrt(np.mean(step**2)) == pytest.approx(entry(m, n))
