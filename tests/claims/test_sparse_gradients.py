"""The claims of docs/descent/sparse-gradients.md."""

import functools
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.test_sign_and_memory import SNIPPETS, optimizer, seeds
from tests.optimizers.cases import LIBRARIES


def lazy(gradient, start, steps, rate, **settings):
    """Return the path of lazy Adam for a list of weights, each a row of one number."""
    kept = optimizer("sparse-gradients/lazy_adam")

    def table(W):
        return np.reshape(gradient(W[:, 0]), (-1, 1))

    return kept(table, np.reshape(start, (-1, 1)), steps, rate, **settings)[:, :, 0]


def adam(gradient, start, steps, rate, **settings):
    return optimizer("adaptive/adam")(gradient, start, steps, rate, **settings)


def plain(gradient, start, steps, rate):
    return optimizer("many-weights/gradient_descent")(gradient, start, steps, rate)


def heavy_ball(gradient, start, steps, rate):
    return optimizer("momentum/heavy_ball")(gradient, start, steps, rate, momentum=0.9)


def named(name):
    return functools.partial(lambda name, *run: optimizer(f"adaptive/{name}")(*run), name)


@pytest.mark.claim(
    "sparse-gradients/unseen",
    "For plain descent and AdaGrad a step in which a weight has no slope is for this weight as if it had not been; for "
    "momentum, RMSProp and Adam it is not.",
    none={"plain": plain, "AdaGrad": named("adagrad")},
    some={"momentum": heavy_ball, "RMSProp": named("rmsprop"), "Adam": named("adam")},
)
@pytest.mark.refuted("It is so for RMSProp, too.", none={"RMSProp": named("rmsprop")})
@pytest.mark.refuted("It is so for momentum, too.", none={"momentum": heavy_ball})
@pytest.mark.refuted("It is not so for AdaGrad.", some={"AdaGrad": named("adagrad")})
@given(seeds, st.integers(1, 4), st.floats(1e-3, 0.3))
def test_a_step_without_a_slope(none, some, seed, d, rate):
    """Slopes with gaps of some steps, against the same slopes without the gaps; each weight has gaps of its own."""
    rng = np.random.default_rng(seed)
    seen = rng.random((30, d)) < 0.4
    seen[:2], seen[2:5], seen[5:7] = True, False, True
    slopes = rng.uniform(0.5, 2, (30, d)) * rng.choice([-1, 1], (30, d))

    def end(method, rows):
        each = iter(rows)
        return method(lambda w: next(each), np.zeros(rows.shape[1]), len(rows), rate)[-1]

    for methods, same in ((none, True), (some, False)):
        for method in methods.values():
            found = end(method, slopes * seen)
            close = [end(method, slopes[seen[:, j]][:, [j]])[0] == pytest.approx(found[j], rel=1e-9) for j in range(d)]
            assert close == [same] * d


def once(beta1, beta2):
    """Return how many rates one late sighting moves a row of Adam, in all."""
    return (1 - beta1) / math.sqrt(1 - beta2) / (1 - beta1 / math.sqrt(beta2))


@pytest.mark.claim(
    "sparse-gradients/once",
    "Late in a run a first slope, of any size, after which all are zero, moves a weight of Adam by (1 − β₁)/√(1 − β₂) "
    "rates at once and by 1/(1 − β₁/√β₂) times that in all; with 0.9 and 0.999 by 3.16 rates and by 31.77.",
    method=adam,
    total=once,
    size=0,
)
@pytest.mark.refuted("In all it is 1/√(1 − β₂) rates.", total=lambda beta1, beta2: 1 / math.sqrt(1 - beta2))
@pytest.mark.refuted("So it is with lazy Adam.", method=lazy)
@pytest.mark.refuted("It is proportional to the slope.", size=1)
@settings(max_examples=30, deadline=None)
@given(st.floats(-3, 3), st.sampled_from([1, -1]), st.floats(0.01, 0.95), st.floats(0.5, 0.99))
def test_one_sighting_moves_a_row(method, total, size, power, sign, share, beta2):
    """Zeros until both corrections are 1, then one slope, then zeros again; β₁ is a share of the root of β₂."""
    beta1, slope = share * math.sqrt(beta2), sign * 10**power
    rows = iter([0.0] * 2500 + [slope] + [0.0] * 600)
    betas = {"beta1": beta1, "beta2": beta2, "epsilon": 1e-300}
    path = method(lambda w: np.array([next(rows)]), np.zeros(1), 3101, 1.0, **betas)[:, 0]
    unit = -sign * abs(slope) ** size
    assert path[2501] == pytest.approx(unit * (1 - beta1) / math.sqrt(1 - beta2))
    assert path[-1] == pytest.approx(unit * total(beta1, beta2))
    assert (once(0.9, 0.999), 0.1 / math.sqrt(0.001)) == pytest.approx((31.77, 3.16), abs=0.01)


@pytest.mark.claim(
    "sparse-gradients/lazy",
    "The k-th sighting of a row, at step t, moves it by c(t)/c(k) times the step of an Adam that sees the row's own "
    "slopes alone, where c(t) = √(1 − β₂ᵗ)/(1 − β₁ᵗ).",
    method=lazy,
    factor=lambda c, t, k: c(t) / c(k),
)
@pytest.mark.refuted("So it is with Adam.", method=adam)
@pytest.mark.refuted("The factor is 1.", factor=lambda c, t, k: 1)
@pytest.mark.refuted("The factor is c(t).", factor=lambda c, t, k: c(t))
@given(seeds, st.integers(1, 4), st.floats(0, 0.95), st.floats(0.5, 0.999))
def test_a_row_of_lazy_adam_runs_an_adam_of_its_own(method, factor, seed, d, beta1, beta2):
    rng = np.random.default_rng(seed)
    seen = rng.random((40, d)) < 0.3
    seen[3:6], seen[-1] = True, True
    seen[:3] = False  # so that the counts of steps and of sightings differ
    slopes, betas = rng.normal(size=(40, d)), {"beta1": beta1, "beta2": beta2, "epsilon": 1e-300}
    rows = iter(slopes * seen)
    moves = np.diff(method(lambda w: next(rows), np.zeros(d), 40, 1.0, **betas), axis=0)

    def c(t):
        return math.sqrt(1 - beta2**t) / (1 - beta1**t)

    for j in range(d):
        at = np.flatnonzero(seen[:, j])
        own = iter(slopes[at, j][:, None])
        alone = np.diff(adam(lambda w, own=own: next(own), np.zeros(1), len(at), 1.0, **betas), axis=0)[:, 0]
        times = [factor(c, t + 1, k) for k, t in enumerate(at, 1)]
        assert moves[at, j] == pytest.approx(alone * times, rel=1e-7)
        assert np.count_nonzero(moves[:, j]) == len(at)


@functools.cache
def rare_and_common(method):
    """Return how far rare and common rows are off after the page's race, on five draws of their own."""
    rates = {"plain descent": 1, "AdaGrad": 1, "Adam": 0.125, "lazy Adam": 0.125}
    program = SNIPPETS / "sparse-gradients" / "race.py"
    names = {"__name__": "race"}
    exec(program.read_text("utf-8").partition("np.seterr")[0], names)
    ends = [names["train"](method, rates[method], *names["draw"](seed)) for seed in range(100, 105)]
    return np.sqrt(np.mean(ends, axis=0))[[2, 1]]


@pytest.mark.claim(
    "sparse-gradients/race",
    "On other draws of the page's table rare rows are off by over 0.65 with plain descent, by 0.4 to 0.6 with lazy "
    "Adam, by less than 0.4 with AdaGrad and Adam, at the rates of the page; common rows by less than 0.08 with all.",
    rare={"plain descent": (0.65, 1), "lazy Adam": (0.4, 0.6), "AdaGrad": (0, 0.4), "Adam": (0, 0.4)},
    common=0.08,
)
@pytest.mark.refuted("With lazy Adam by less than 0.4.", rare={"lazy Adam": (0, 0.4)})
@pytest.mark.refuted("With plain descent by less than 0.65.", rare={"plain descent": (0, 0.65)})
@pytest.mark.refuted("Common rows are off by less than 0.03 with all.", common=0.03)
def test_what_four_methods_do_to_rare_rows(rare, common):
    for method, (low, high) in rare.items():
        off = rare_and_common(method)
        assert low < off[0] < high
        assert off[1] < common


@pytest.mark.claim(
    "sparse-gradients/library",
    "In PyTorch `SGD`, `Adagrad`, `SparseAdam` and `LBFGS` take a gradient kept as a list of rows; no "
    "other optimizer does.",
    take={"SGD", "Adagrad", "SparseAdam", "LBFGS"},
)
@pytest.mark.refuted("Adam takes it, too.", take={"SGD", "Adagrad", "SparseAdam", "LBFGS", "Adam"})
@pytest.mark.refuted("SGD does not.", take={"Adagrad", "SparseAdam", "LBFGS"})
def test_who_takes_a_list_of_rows(take):
    """Read off PyTorch by `make torch`."""
    said = json.loads(LIBRARIES.read_text("utf-8"))["PyTorch"]["takes rows"]
    assert {name for name, takes in said.items() if takes} == take
    assert len(said) > 10
