"""The claims of docs/descent/real-landscapes.md."""

import functools
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

seeds = st.integers(0, 10**6)


def relu(z):
    """Return what is positive of z, and else zero."""
    return np.maximum(z, 0)


@pytest.mark.claim(
    "real-landscapes/copies",
    "A network with h hidden units, none zero and no two alike, also after turning signs, has 2ʰ·h! copies by order "
    "and signs with the hyperbolic tangent, and h! with ReLU.",
    copies={np.tanh: lambda h: 2**h * math.factorial(h), relu: math.factorial},
)
@pytest.mark.refuted("It has h! with the tangent.", copies={np.tanh: math.factorial})
@pytest.mark.refuted("It has 2ʰ·h! with ReLU.", copies={relu: lambda h: 2**h * math.factorial(h)})
@given(seeds, st.integers(1, 4), st.integers(1, 3))
@settings(max_examples=30)
def test_orders_and_signs_make_copies(copies, seed, h, d):
    """Of all orders and signs those are counted that leave 20 answers as they were."""
    rng = np.random.default_rng(seed)
    inputs, W, b, c = rng.normal(size=(20, d)), rng.normal(size=(d, h)), rng.normal(size=h), rng.normal(size=h)
    for activation, count in copies.items():
        answer, same = activation(inputs @ W + b) @ c, set()
        for order in itertools.permutations(range(h)):
            for signs in itertools.product([1, -1], repeat=h):
                i, s = list(order), np.array(signs)
                if activation(inputs @ (W[:, i] * s) + b[i] * s) @ (c[i] * s) == pytest.approx(answer, abs=1e-9):
                    same.add((*(W[:, i] * s).ravel(), *(b[i] * s), *(c[i] * s)))
        assert len(same) == count(h)


@functools.cache
def trained():
    """Return the weights of five networks of 16 units, (16, 3) each, trained unit by unit."""
    x, nets = np.linspace(-1, 1, 40), []
    for seed in range(5):
        units = (np.random.default_rng(seed).normal(size=(3, 16)) * np.array([[2], [2], [0.25]])).T.copy()
        for _ in range(4000):
            h = np.tanh(units[:, :1] * x + units[:, 1:2])
            error = (units[:, 2] @ h - np.sin(5 * x)) / 40
            back = units[:, 2:] * (1 - h**2) * error
            units = units - 0.3 * np.stack([back @ x, back.sum(axis=1), h @ error], axis=1)
        nets.append(units)
    return nets


def hill(A, B):
    """Return the highest loss on the straight line between two networks."""
    x, top = np.linspace(-1, 1, 40), 0.0
    for t in np.linspace(0, 1, 41):
        a, b, c = ((1 - t) * A + t * B).T
        top = max(top, np.mean((np.tanh(np.outer(x, a) + b) @ c - np.sin(5 * x)) ** 2))
    return top


@pytest.mark.claim(
    "real-landscapes/matched",
    "Between five networks of 16 units, trained apart, the hills of the ten straight lines are 0.574 to 3.597 high, "
    "and after the best matching of units and signs 0.096 at most.",
    after=0.096,
    signs=True,
)
@pytest.mark.refuted("0.05 at most.", after=0.05)
@pytest.mark.refuted("So they are after the best matching without signs.", signs=False)
def test_matching_takes_the_hills_away(after, signs):
    """The best matching by SciPy's assignment, where the program exchanges pairs."""
    from scipy.optimize import linear_sum_assignment

    straight, matched = [], []
    for A, B in itertools.combinations(trained(), 2):
        far = np.array([np.sum((A[:, None] - sign * B) ** 2, axis=2) for sign in ((1, -1) if signs else (1, 1))])
        rows, columns = linear_sum_assignment(far.min(axis=0))
        turned = np.where(far[0] <= far[1], 1, -1)[rows, columns]
        straight.append(hill(A, B))
        matched.append(hill(A, B[columns] * turned[:, None]))
    assert (round(min(straight), 3), round(max(straight), 3)) == (0.574, 3.597)
    assert round(max(matched), 3) <= after


def slopes(loss, *weights):
    """Return the slopes of a loss of some arrays, by central differences."""
    found = []
    for k, array in enumerate(weights):
        slope = np.zeros_like(array)
        for i in np.ndindex(array.shape):
            sides = []
            for step in (1e-5, -1e-5):
                moved = [each.copy() for each in weights]
                moved[k][i] += step
                sides.append(loss(*moved))
            slope[i] = (sides[0] - sides[1]) / 2e-5
        found.append(slope)
    return found


@pytest.mark.claim(
    "real-landscapes/equal-units",
    "Two hidden units with equal weights, in and out, get equal slopes from each batch, whatever the other units are.",
    inside=True,
    out=True,
)
@pytest.mark.refuted("It is enough that the weights into them are equal.", out=False)
@pytest.mark.refuted("It is enough that the weights out of them are equal.", inside=False)
@given(seeds, st.integers(1, 3), st.integers(0, 2), st.sampled_from([np.tanh, np.cos]))
@settings(max_examples=30)
def test_equal_units_get_equal_slopes(inside, out, seed, d, others, activation):
    rng = np.random.default_rng(seed)
    W, c = rng.normal(size=(d + 1, 2 + others)), rng.uniform(0.5, 2, 2 + others)
    if inside:
        W[:, 1] = W[:, 0]
    if out:
        c[1] = c[0]
    for _ in range(3):  # batches
        inputs, y = np.column_stack([rng.normal(size=(4, d)), np.ones(4)]), rng.normal(size=4)
        into, outof = slopes(lambda W, c, inputs=inputs, y=y: np.mean((activation(inputs @ W) @ c - y) ** 2), W, c)
        assert into[:, 0] == pytest.approx(into[:, 1], abs=1e-6)
        assert outof[0] == pytest.approx(outof[1], abs=1e-6)


@pytest.mark.claim(
    "real-landscapes/split",
    "Where all slopes of a network of one unit are zero, so are those of the unit split in two, its weight out divided "
    "in any shares.",
    total=1,
    splits="out",
)
@pytest.mark.refuted("The shares need not add up to 1.", total=1.2)
@pytest.mark.refuted("So they are if the weights into it are divided.", splits="in")
@given(seeds, st.integers(1, 3), st.floats(-2, 3))
@settings(max_examples=30)
def test_a_split_unit_is_stationary_too(total, splits, seed, d, share):
    """Labels are made so that the unit fits them with errors at right angles to all its slopes."""
    rng = np.random.default_rng(seed)
    inputs, w, c = np.column_stack([rng.normal(size=(9, d)), np.ones(9)]), rng.normal(size=d + 1), rng.uniform(0.5, 2)
    h = np.tanh(inputs @ w)
    J = np.column_stack([h, ((1 - h**2) * c)[:, None] * inputs])
    error = rng.normal(size=9)
    error = error - J @ np.linalg.lstsq(J, error)[0]
    y = h * c - error
    shares = np.array([share, total - share])
    W, out = (np.outer(w, [1, 1]), c * shares) if splits == "out" else (np.outer(w, shares), np.full(2, c))
    for slope in slopes(lambda W, c: np.mean((np.tanh(inputs @ W) @ c - y) ** 2), W, out):
        assert slope == pytest.approx(0, abs=1e-6)
