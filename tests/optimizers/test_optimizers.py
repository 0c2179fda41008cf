"""The optimizers that a reader keeps: against paths of PyTorch and Optax, an exact LAMB, and what must hold for all."""

import decimal
import json
import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.optimizers import cases
from tests.optimizers.cases import CASES, LAYERS, PLACES, PROBLEMS, STEPS, kept, problem_of, recorded

EXTRA = {"heavy_ball": {"momentum": 0.9}, "nesterov": {"momentum": 0.9}}
ADAM_LIKE = ("rmsprop", "adam", "amsgrad")
rates = st.floats(min_value=1e-4, max_value=0.5)
vectors = st.lists(st.floats(-5, 5), min_size=3, max_size=3).map(np.array)
eigenvalues = st.lists(st.floats(0.1, 100), min_size=3, max_size=3).map(np.array)
seeds = st.integers(0, 10_000)


def run(name: str, gradient, start, steps: int, learning_rate: float, **settings):
    """Return the path of one optimizer, momentum 0.9 where it takes one."""
    return kept(name)(gradient, start, steps, learning_rate, **{**EXTRA.get(name, {}), **settings})


def rotation(seed: int) -> np.ndarray:
    """Return a 3 × 3 rotation, possibly with a reflection."""
    return np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))[0]


@pytest.mark.parametrize(("case", "name", "settings"), CASES, ids=[case for case, _, _ in CASES])
def test_an_optimizer_takes_the_path_that_pytorch_took(case, name, settings):
    gradient, start = problem_of(case)
    path = kept(name)(gradient, np.array(start), STEPS, **settings)
    assert path.shape == (STEPS + 1, *np.shape(start))
    np.testing.assert_allclose(path[::10], recorded()[case], rtol=1e-9, atol=1e-10)


def test_every_recorded_path_is_compared():
    assert set(recorded()) == {case for case, _, _ in CASES}
    assert {name for _, name, _ in CASES} == {*PLACES, *LAYERS} - {"lamb"}


@pytest.mark.parametrize("program", cases.BY_HAND)
def test_a_gradient_worked_out_by_hand_is_the_one_that_pytorch_found(program):
    found = json.loads(cases.GRADIENTS.read_text("utf-8"))
    assert set(found) == set(cases.BY_HAND)
    for place, gradient in zip(cases.places(program), found[program], strict=True):
        np.testing.assert_allclose(cases.by_hand(program, place), gradient, rtol=1e-9, atol=1e-12)


def exact_lamb(gradient, start, steps, rate, beta1, beta2, epsilon, decay):
    """Return the last point of LAMB (You et al. 2020, algorithm 2, one layer) with forty digits."""
    with decimal.localcontext(prec=40):
        rate, beta1, beta2, epsilon, decay = (Decimal(repr(each)) for each in (rate, beta1, beta2, epsilon, decay))
        w = [Decimal(repr(float(each))) for each in start]
        mean, square = [Decimal(0)] * len(w), [Decimal(0)] * len(w)
        for step in range(1, steps + 1):
            g = [Decimal(repr(float(each))) for each in gradient(np.array([float(each) for each in w]))]
            mean = [beta1 * m + (1 - beta1) * each for m, each in zip(mean, g, strict=True)]
            square = [beta2 * v + (1 - beta2) * each**2 for v, each in zip(square, g, strict=True)]
            update = [
                m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + epsilon) + decay * each
                for m, v, each in zip(mean, square, w, strict=True)
            ]
            ratio = sum(each**2 for each in w).sqrt() / sum(each**2 for each in update).sqrt()
            w = [each - rate * ratio * u for each, u in zip(w, update, strict=True)]
        return [float(each) for each in w]


@pytest.mark.parametrize("problem", PROBLEMS)
def test_lamb_takes_the_path_of_an_exact_implementation(problem):
    gradient, start = PROBLEMS[problem]()
    path = kept("lamb")(gradient, np.array(start), 30, 0.01, beta1=0.9, beta2=0.99, epsilon=1e-6, weight_decay=0.1)
    gradient, start = PROBLEMS[problem]()
    exact = exact_lamb(gradient, start, 30, 0.01, 0.9, 0.99, 1e-6, 0.1)
    np.testing.assert_allclose(path[-1], exact, rtol=1e-9)


@pytest.mark.parametrize("name", PLACES)
def test_an_optimizer_is_documented_and_begins_at_its_start(name):
    assert "shape" in kept(name).__doc__
    assert "ValueError" in kept(name).__doc__
    start = np.array([1.0, 2.0])
    path = run(name, lambda w: w, start, 3, 0.01)
    assert path.shape == (4, 2)
    assert list(path[0]) == [1, 2] == list(start)
    assert run(name, lambda w: w, [1, 2], 0, 0.01).tolist() == [[1, 2]]
    np.testing.assert_array_equal(run(name, lambda w: w, [1, 2], 3, 0.01), path)  # whole numbers are no trap


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(
    "wrong",
    [
        {"learning_rate": 0.0},
        {"learning_rate": -0.1},
        {"learning_rate": math.nan},
        {"learning_rate": math.inf},
        {"steps": -1},
        {"start": np.zeros((2, 2))},
        {"gradient": lambda w: np.ones(3)},
    ],
    ids=lambda wrong: " ".join(f"{key}={value}" for key, value in wrong.items() if key != "gradient") or "gradient",
)
def test_an_optimizer_refuses_bad_input(name, wrong):
    given_ = {"gradient": lambda w: w, "start": np.ones(2), "steps": 2, "learning_rate": 0.1, **wrong}
    with pytest.raises(ValueError, match=r"\w{4,}"):
        run(name, **given_)


@pytest.mark.parametrize("setting", ["momentum", "decay", "beta1", "beta2"])
@pytest.mark.parametrize("value", [-0.1, 1.0, 1.5, math.nan])
@pytest.mark.parametrize("name", PLACES)
def test_an_optimizer_refuses_averages_that_never_forget(name, setting, value):
    if setting not in kept(name).__code__.co_varnames[: kept(name).__code__.co_argcount]:
        return
    with pytest.raises(ValueError, match=setting):
        run(name, lambda w: w, np.ones(2), 2, 0.1, **{setting: value})


@pytest.mark.parametrize("name", ["gradient_descent", "heavy_ball", "nesterov"])
@given(eigenvalues, vectors, seeds)
def test_these_do_not_care_how_the_axes_are_turned(name, values, start, seed):
    turn, rate = rotation(seed), 0.5 / values.max()
    plain = run(name, lambda w: values * w, start, 20, rate)
    turned = run(name, lambda w: turn @ (values * (turn.T @ w)), turn @ start, 20, rate)
    np.testing.assert_allclose(turned, plain @ turn.T, atol=1e-9)


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam", "amsgrad", "adamw", "lamb", "lion"])
def test_the_adaptive_ones_do_care_how_the_axes_are_turned(name):
    turn, values, start = rotation(1), np.array([1.0, 10.0, 100.0]), np.array([1.0, 2.0, 3.0])
    plain = run(name, lambda w: values * w, start, 20, 0.05)
    turned = run(name, lambda w: turn @ (values * (turn.T @ w)), turn @ start, 20, 0.05)
    assert np.max(np.abs(turned - plain @ turn.T)) > 0.1


@pytest.mark.parametrize("name", ["adagrad", *ADAM_LIKE, "adamw"])
@given(vectors, eigenvalues, st.lists(st.floats(1e-3, 1e3), min_size=3, max_size=3).map(np.array), rates)
def test_the_adaptive_ones_do_not_care_for_the_scale_of_each_slope(name, start, values, scale, rate):
    assume(np.min(np.abs(start)) > 1e-3)
    slopes = values * start  # constant, so that they stay away from zero
    plain = run(name, lambda w: slopes, start, 20, rate, epsilon=1e-30)
    scaled = run(name, lambda w: scale * slopes, start, 20, rate, epsilon=1e-30)
    np.testing.assert_allclose(scaled, plain, rtol=1e-9, atol=1e-9)


@given(vectors, st.floats(1e-3, 1e3), rates)
def test_adam_does_not_care_for_the_unit_of_the_loss(start, scale, rate):
    assume(np.min(np.abs(start)) > 1e-2)
    values = np.array([1.0, 3.0, 10.0])
    plain = run("adam", lambda w: values * w, start, 15, rate, epsilon=1e-30)
    scaled = run("adam", lambda w: scale * values * w, start, 15, rate, epsilon=1e-30)
    np.testing.assert_allclose(scaled, plain, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "momentum", "bound"),
    [
        ("gradient_descent", 0.0, lambda b: 2.0),
        ("heavy_ball", 0.7, lambda b: 2 * (1 + b)),
        ("nesterov", 0.7, lambda b: 2 * (1 + b) / (1 + 2 * b)),
    ],
)
@given(values=eigenvalues, seed=seeds, share=st.floats(0.02, 0.5))
def test_the_bound_of_the_rate_holds_from_both_sides(name, momentum, bound, values, seed, share):
    turn = rotation(seed)
    hessian = turn @ np.diag(values) @ turn.T
    start, limit = turn @ np.ones(3), bound(momentum) / values.max()
    extra = {} if name == "gradient_descent" else {"momentum": momentum}
    steps = 2000

    def steepest(path):  # how far out along the steepest direction
        return np.abs(path @ turn[:, np.argmax(values)])

    below = steepest(run(name, lambda w: hessian @ w, start, steps, limit * (1 - share), **extra))
    assert below[-1] < 1e-6
    with np.errstate(over="ignore", invalid="ignore"):
        above = steepest(run(name, lambda w: hessian @ w, start, 400, limit * (1 + share), **extra))
    assert not above[-1] < 10
