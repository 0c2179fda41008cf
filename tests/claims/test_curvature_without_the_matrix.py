"""The claims of docs/descent/curvature-without-the-matrix.md."""

import functools
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

SNIPPETS = Path(__file__).parents[2] / "snippets" / "curvature-without-the-matrix"
seeds = st.integers(0, 10**6)


@functools.cache
def program(name):
    """Return what a program of the page defines."""
    return runpy.run_path(str(SNIPPETS / f"{name}.py"))


def random_function(rng, d, tanh):
    """Return a random program of sums, products and tanh of d inputs, as a function of a list of them."""
    plan = [(rng.integers(3), *rng.integers(0, d + i, 2)) for i in range(3 * d)]

    def function(inputs):
        values = list(inputs)
        for kind, i, j in plan:
            a, b = values[i], values[j]
            values.append(a + b if kind == 0 else a * b if kind == 1 else tanh(a))
        return values[-1] + values[-2] * values[-3]

    return function


@pytest.mark.claim(
    "curvature-without-the-matrix/product",
    "The walk back over numbers that carry a slope along v gives the gradient and H·v, exact but for rounding.",
    gradient_times=1,
    product_times=1,
)
@pytest.mark.refuted("What it gives in place of H·v is half of it.", product_times=0.5)
@pytest.mark.refuted("Its gradient is twice the gradient.", gradient_times=2)
@settings(max_examples=40)
@given(seeds, st.integers(1, 5))
def test_the_tape_gives_products_with_the_hessian(gradient_times, product_times, seed, d):
    """Against complex steps, which have no error of differences: f(w + ihe)/h for slopes, and of those differences."""
    rng, page = np.random.default_rng(seed), program("hessian_vector")
    w, v = rng.uniform(-1, 1, d), rng.uniform(-1, 1, d)
    page["tape"].clear()
    inputs = [page["Node"](a, b) for a, b in zip(w, v, strict=True)]
    function = random_function(rng, d, lambda a: page["tanh"](a) if hasattr(a, "grad") else np.tanh(a))
    page["backward"](function(inputs))

    def gradient(place):
        return np.array([function(list(place + 1e-30j * e)).imag / 1e-30 for e in np.eye(d)])

    h = 1e-4
    ahead, behind, further, back = (gradient(w + step * h * v) for step in (1, -1, 2, -2))
    product = (8 * (ahead - behind) - (further - back)) / (12 * h)
    assert [node.grad for node in inputs] == pytest.approx(gradient_times * gradient(w), rel=1e-9, abs=1e-9)
    assume(np.abs(product).max() > 1e-3 and np.abs(product).max() < 1e3)
    assert [node.grad_slope for node in inputs] == pytest.approx(product_times * product, rel=1e-5, abs=1e-5)


class Counter(float):
    """A number that counts the operations on numbers."""

    count = 0

    def _made(self, value):
        Counter.count += 1
        return Counter(value)

    def __add__(self, other):
        return self._made(float(self) + float(other))

    def __sub__(self, other):
        return self._made(float(self) - float(other))

    def __rsub__(self, other):
        return self._made(float(other) - float(self))

    def __mul__(self, other):
        return self._made(float(self) * float(other))

    def __pow__(self, other):
        return self._made(float(self) ** other)

    __radd__, __rmul__ = __add__, __mul__


@pytest.mark.claim(
    "curvature-without-the-matrix/cost",
    "Counted in operations, function, gradient and one product with H together cost at most 16 times the function.",
    most=16,
)
@pytest.mark.refuted("They cost at most 13 times the function.", most=13)
@settings(max_examples=30)
@given(seeds, st.integers(1, 60))
@example(0, 1)
def test_a_product_costs_a_small_multiple(most, seed, d):
    """The page's tape runs on numbers that count; a tanh of a number counts as one."""
    rng, page = np.random.default_rng(seed), program("hessian_vector")
    plain = random_function(rng, d, lambda a: a._made(math.tanh(a)))
    inputs = rng.uniform(-1, 1, d)
    Counter.count = 0
    plain([Counter(each) for each in inputs])
    alone = Counter.count
    on_tape = random_function(np.random.default_rng(seed), d, page["tanh"])
    page["tape"].clear()
    Counter.count = 0
    result = on_tape([page["Node"](Counter(a), Counter(1.0)) for a in inputs])
    tanhs = sum(len(node.parents) == 1 for node in page["tape"])  # math.tanh itself is not counted by its number
    for node in page["tape"]:
        node.grad = node.grad_slope = Counter(0.0)
    page["backward"](result)
    assert Counter.count + tanhs <= most * alone


def solve(H, b, count):
    """Return what so many products of conjugate gradients find for H·x = b, by the textbook."""
    x, r = np.zeros(len(b)), b.copy()
    p = r.copy()
    for _ in range(count):
        product = H @ p
        rate = (r @ r) / (p @ product)
        x, new = x + rate * p, r - rate * product
        p, r = new + (new @ new) / (r @ r) * p, new
    return x


@pytest.mark.claim(
    "curvature-without-the-matrix/distinct",
    "On a quadratic with positive eigenvalues conjugate gradients arrive after at most as many products as there are "
    "different eigenvalues, but for rounding, and from most starts after no fewer.",
    spare=0,
)
@pytest.mark.refuted("They arrive one product sooner.", spare=-1)
@settings(max_examples=40)
@given(seeds, st.integers(2, 4), st.integers(6, 20))
def test_products_are_counted_by_different_eigenvalues(spare, seed, different, d):
    """The step of the function to keep is compared with a solution by factors, and with the textbook's loop."""
    rng = np.random.default_rng(seed)
    values = np.array([1.0, 4.0, 15.0, 60.0])[:different]
    eigenvalues = np.concatenate([values, rng.choice(values, d - different)])
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    H, b = turn * eigenvalues @ turn.T, turn @ rng.choice([-1.0, 1.0], d)
    exact = np.linalg.solve(H, b)
    assert solve(H, b, different + spare) == pytest.approx(exact, abs=1e-7)
    assert solve(H, b, different - 1) != pytest.approx(exact, abs=1e-7)
    step = program("newton_cg")["conjugate_gradients"](lambda v: H @ v, -1e-6 * b)
    assert step == pytest.approx(1e-6 * exact, abs=1e-11)


@pytest.mark.claim(
    "curvature-without-the-matrix/downhill",
    "Cut short after any number of products, the step goes downhill, if each direction met positive curvature.",
    curvature=1,
)
@pytest.mark.refuted("So it does whatever the curvatures.", curvature=-1)
@settings(max_examples=60)
@given(seeds, st.integers(2, 8), st.integers(1, 8))
@example(1, 3, 2)
def test_a_step_cut_short_goes_downhill(curvature, seed, d, count):
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    eigenvalues = 10 ** rng.uniform(-1, 2, d) * (1 if curvature > 0 else rng.choice([-1, 1], d))
    g = rng.normal(size=d)
    step = solve(turn * eigenvalues @ turn.T, -g, min(count, d))
    assert g @ step < 0


@pytest.mark.claim(
    "curvature-without-the-matrix/words",
    "On 200,000 weights five Newton steps, 53 passes in all, bring the gradient below a millionth; descent at one over "
    "the largest curvature is above 1 after 59.",
    passes=53,
    descends=False,
)
@pytest.mark.refuted("It takes 40 passes.", passes=40)
@pytest.mark.refuted("Descent is below 1 after 59 passes, too.", descends=True)
def test_newtons_method_on_200_000_words(passes, descends):
    """The answer is checked by another way to the gradient: a sparse table of SciPy."""
    from scipy.sparse import csr_matrix

    page = program("words")
    column, y = page["column"], page["y"]
    X = csr_matrix((np.ones(column.size), column.ravel(), np.arange(0, column.size + 1, 10)), shape=(4_000, 200_000))
    w = page["w"]  # of descent
    slope = X.T @ (1 / (1 + np.exp(-X @ w)) - y) + w
    assert (np.linalg.norm(slope) < 1) == descends
    lengths = page["newton"]
    assert len(lengths) == 6
    assert max(lengths) == passes
    assert lengths[passes] < 1e-6
    start = X.T @ (0.5 - y)
    assert np.linalg.norm(start) == pytest.approx(lengths[1])


def test_newton_cg_ends_where_scipy_ends_and_leaves_a_saddle():
    from scipy.optimize import rosen, rosen_der, rosen_hess_prod

    path = program("newton_cg")["newton_cg"](rosen, rosen_der, rosen_hess_prod, [1.3, 0.7, 0.8, 1.9], 60)
    assert path[-1] == pytest.approx(np.ones(4), abs=1e-6)
    assert np.all(np.diff([rosen(w) for w in path]) <= 0)
    saddle = program("newton_cg")["newton_cg"](
        lambda w: w[0] ** 4 / 4 - w[0] ** 2 / 2 + w[1] ** 2,
        lambda w: np.array([w[0] ** 3 - w[0], 2 * w[1]]),
        lambda w, v: np.array([3 * w[0] ** 2 - 1, 2.0]) * v,
        [1e-3, 1.0],
        40,
    )
    assert np.abs(saddle[-1]) == pytest.approx([1, 0], abs=1e-6)
    barrier = program("newton_cg")["newton_cg"](
        lambda w: float(w[0] - np.log(w[0])) if w[0] > 0 else np.nan,
        lambda w: 1 - 1 / w,
        lambda w, v: v / w**2,
        [3.0],
        40,
    )
    assert np.all(barrier > 0)
    assert barrier[-1] == pytest.approx([1], abs=1e-6)
