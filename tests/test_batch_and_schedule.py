"""Batch and Schedule: the points are those of the programs, what they compute and say is held against runs of NumPy."""

import re
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.oracles import number
from tests.simulations import NONSENSE, Simulations, dragged, swiped
from tests.test_small_simulations import SAID, SEEN, is_near, module

SNIPPETS = Path(__file__).parent.parent / "snippets"
NOISE = np.random.default_rng(1)
X = NOISE.uniform(0, 10, 100)
Y = 3 * X + 7 + NOISE.normal(0, 2, 100)
ROUND_X, ROUND_Y = X.round(3), Y.round(3)
HESSIAN = 2 / 100 * (A := np.column_stack([ROUND_X, np.ones(100)])).T @ A
BEST = np.linalg.lstsq(A, ROUND_Y)[0]
UNIT = np.column_stack([(ROUND_X - ROUND_X.mean()) / ROUND_X.std(), np.ones(100)])
AT_BEST = np.linalg.lstsq(UNIT, ROUND_Y)[0]


@cache
def rows(seed: int, count: int) -> np.ndarray:
    """Return the first cases that the generator mulberry32 draws of a hundred."""
    with np.errstate(over="ignore"):
        state = np.uint32(seed) + np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x6D2B79F5)
        mixed = (state ^ state >> np.uint32(15)) * (state | np.uint32(1))
        mixed ^= mixed + (mixed ^ mixed >> np.uint32(7)) * (mixed | np.uint32(61))
    return ((mixed ^ mixed >> np.uint32(14)) / 2**32 * 100).astype(int)


def cases(mean: list[float]) -> np.ndarray:
    """Return the gradient of each case where that of all is `mean`: as X is standardised, it is twice the way."""
    w = AT_BEST + np.array(mean) / 2
    return 2 * (UNIT @ w - ROUND_Y)[:, None] * UNIT


def gaps(rates: np.ndarray, seed: int | None = None) -> np.ndarray:
    """Return how much higher than the least the loss is on the way from zero, with batches of ten or without noise."""
    w, path = np.zeros(2), []
    for some in [range(100)] * len(rates) if seed is None else rows(seed, 10 * len(rates)).reshape(-1, 10):
        path.append(w)
        w = w - rates[len(path) - 1] * 2 / len(some) * A[some].T @ (A[some] @ w - ROUND_Y[some])
    away = np.array([*path, w]) - BEST
    return np.einsum("ki,ij,kj->k", away, HESSIAN / 2, away)


def ends(rates: np.ndarray, seed: int) -> np.ndarray:
    """Return where 25 runs end."""
    w = np.zeros((25, 2))
    drawn = np.array([rows(100 * seed + i, 3000).reshape(300, 10) for i in range(25)])
    for step, rate in enumerate(rates):
        some = A[drawn[:, step]]
        error = np.einsum("rbd,rd->rb", some, w) - ROUND_Y[drawn[:, step]]
        w = w - rate * 2 / 10 * np.einsum("rb,rbd->rd", error, some)
    return np.einsum("ri,ij,rj->r", w - BEST, HESSIAN / 2, w - BEST)


@cache
def kept(program: str, name: str) -> Callable[..., Callable[[float], float]]:
    """Return a schedule as the chapter's program has it."""
    return runpy.run_path(str(SNIPPETS / "schedules" / f"{program}.py"))[name]


def rates_of(state: dict[str, Any]) -> np.ndarray:
    """Return the rates of a state."""
    if state.get("shape") == "Drawn by hand":
        rates = np.interp(np.arange(300), np.arange(0, 301, 50), [state[f"r{i}"] for i in range(7)])
    else:
        shapes = {
            "Constant": lambda: kept("falling", "constant")(0.014),
            "1/t": lambda: kept("falling", "one_over_t")(0.028, half=300 / 9),
            "Cosine": lambda: kept("cosine", "cosine")(0.028, 300),
        }
        rates = np.array(list(map(shapes[state.get("shape", "Cosine")](), range(300))))
    return rates[::-1] if state.get("backwards") == "true" else rates


# What they compute


def test_the_points_are_those_of_the_programs_to_three_decimals(simulation_at: Simulations):
    got = module(simulation_at("batch"), "kernel/noisy-line", "[m.x, m.y, m.BOUND]")
    np.testing.assert_allclose(got[0], X, atol=0.00051)
    np.testing.assert_allclose(got[1], Y, atol=0.00051)
    assert got[2] == pytest.approx(2 / np.linalg.eigvalsh(HESSIAN)[-1], rel=1e-12)
    assert (SNIPPETS / "schedules" / "order_of_rates.py").read_text("utf-8").count("3 * x + 7 + rng.normal(0, 2, 100)")


def test_a_batch_is_what_its_draws_give_and_its_noise_falls_with_the_root_of_its_size(simulation_at: Simulations):
    simulation = simulation_at("batch")
    for mean, size in ([2.4, 1.8], 10), ([0.0, 0.0], 1), ([-4.0, 3.0], 100), ([1.0, -4.0], 37):
        each = cases(mean)
        script = "m.gradients(v.mean).map((each) => [each, m.spread(m.gradients(v.mean), v.mean)])"
        got = module(simulation, "kernel/noisy-line", script, mean=mean)
        np.testing.assert_allclose([place for place, _ in got], each, rtol=1e-9, atol=1e-9)
        spread = np.sqrt(np.mean(np.sum((each - mean) ** 2, axis=1)))
        assert got[0][1] == pytest.approx(spread, rel=1e-9)
        expected = each[rows(size, 500 * size)].reshape(500, size, 2).mean(axis=1)
        script = """((path) => { path.extend(499); return path.entries.map(({ mean }) => mean); })(
          new m.Batches(v.size, v.each, v.mean))"""
        drawn = module(simulation, "batch", script, size=size, each=each.tolist(), mean=mean)
        np.testing.assert_allclose(drawn, expected, rtol=1e-9, atol=1e-9)
        measured = np.sqrt(np.mean(np.sum((expected - mean) ** 2, axis=1)))
        assert measured == pytest.approx(spread / np.sqrt(size), rel=0.1)


@pytest.mark.parametrize("shape", ["Constant", "1/t", "Cosine"])
@pytest.mark.parametrize("backwards", ["false", "true"])
def test_a_run_follows_the_rates_of_the_chapters_functions(simulation_at: Simulations, shape: str, backwards: str):
    simulation = simulation_at("schedule")
    state = {"shape": shape, "backwards": backwards}
    script = "[v.rates, m.run(v.rates), m.run(v.rates, v.seed), m.run(v.rates, 101)]"
    rates = module(simulation, "schedule", "m.ratesOf(v)", shape=shape, backwards=backwards == "true")
    np.testing.assert_allclose(rates, rates_of(state), rtol=1e-12, atol=1e-17)
    _, smooth, noisy, other = module(simulation, "kernel/noisy-line", script, rates=rates, seed=100)
    np.testing.assert_allclose(smooth, gaps(np.array(rates)), rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(noisy, gaps(np.array(rates), 100), rtol=1e-7, atol=1e-9)
    assert [noisy[-1], other[-1]] == pytest.approx(ends(np.array(rates), 1)[:2], rel=1e-6)


def test_falling_and_rising_end_as_far_apart_as_in_the_program():
    printed = (SNIPPETS / "schedules" / "order_of_rates.out").read_text("utf-8")
    falling, rising = (float(found) for found in re.findall(r"(?:falling|rising).* (\S+) above", printed))
    for median, backwards in (falling, "false"), (rising, "true"):
        assert median / 2 < np.median(ends(rates_of({"backwards": backwards}), 1)) < median * 2


# What they say

MEANS = (
    r"(One batch|([\d,]+) batches) of (\d+): (its mean is|the means are) (\S+) off \(root mean square\), by the "
    r"formula (\S+) / √(\d+) = (\S+)\. The mean of all is (\S+) long, (more|less) than this noise\."
)


def test_what_is_said_of_a_batch_is_true_in_many_states(simulation_at: Simulations):
    simulation, seeded = simulation_at("batch"), np.random.default_rng(3)
    states = [{"size": 10, "g1": 2.4, "g2": 1.8}, {"size": 1, "g1": 0, "g2": 0}, {"size": 100, "g1": -4, "g2": 4}]
    for _ in range(60):
        g1, g2 = seeded.uniform(-4, 4, 2).round(2).tolist()
        states.append({"size": int(seeded.integers(1, 101)), "g1": g1, "g2": g2})
    asked = [{"hash": simulation.hash(**state), "steps": int(seeded.choice([0, 1, 30, 400]))} for state in states]
    words = set()
    for state, ask, (step, said) in zip(states, asked, simulation.run(SAID, asked), strict=True):
        size, mean = state["size"], [state["g1"], state["g2"]]
        assert step == ask["steps"]
        found = re.fullmatch(MEANS, said)
        assert found, said
        assert found[1] == ("One batch" if step == 0 else f"{step + 1} batches")
        assert found[4] == ("its mean is" if step == 0 else "the means are")
        each = cases(mean)
        drawn = each[rows(size, (step + 1) * size)].reshape(-1, size, 2).mean(axis=1)
        one = np.sqrt(np.mean(np.sum((each - mean) ** 2, axis=1)))
        values = [np.sqrt(np.mean(np.sum((drawn - mean) ** 2, axis=1))), one, one / np.sqrt(size), np.hypot(*mean)]
        assert [number(found[i]) for i in (5, 6, 8, 9)] == pytest.approx(values, abs=0.0051)
        assert int(found[3]) == int(found[7]) == size
        assert found[10] == ("less" if values[2] > values[3] else "more")
        words.add(found[10])
    assert words == {"more", "less"}


ENDS = (
    r"With batches of ten, 25 runs end (.+) above the least loss in the median(?:; the cosine’s is (.+))?\. "
    r"Without noise it would be (.+), (forwards or backwards|(.+) backwards, for rounding grows)\."
)


def test_what_is_said_of_a_schedule_is_true_in_many_states(simulation_at: Simulations):
    simulation, seeded = simulation_at("schedule"), np.random.default_rng(4)
    states: list[dict[str, Any]] = [
        {"shape": shape, "backwards": backwards, "seed": seed}
        for seed, shape in enumerate(("Constant", "1/t", "Cosine"), 1)
        for backwards in ("false", "true")
    ]
    for _ in range(8):
        drawn = {f"r{i}": float(rate) for i, rate in enumerate(seeded.uniform(0, 0.04, 7).round(4))}
        states.append({"shape": "Drawn by hand", "backwards": "false", "seed": int(seeded.integers(1, 100)), **drawn})
    states.append(
        {
            "shape": "Drawn by hand",
            "r0": 0.04,
            "r1": 0.04,
            "r2": 0.04,
            "r3": 0.04,
            "r4": 0.01,
            "r5": 0.01,
            "r6": 0,
            "seed": 3,
        }
    )
    sentences = "value.map((hash) => { stage.open(hash); return stage.sentence; })"
    told = simulation.run(sentences, [simulation.hash(**state) for state in states])
    for state, said in zip(states, told, strict=True):
        found = re.fullmatch(ENDS, said)
        assert found, said
        assert not NONSENSE.search(said)
        rates = rates_of(state)
        assert is_near(found[1], float(np.median(ends(rates, state["seed"])))), state
        both = [gaps(rates)[-1], gaps(rates[::-1])[-1]]
        same = found[4] == "forwards or backwards"
        assert same == (state is not states[-1])
        assert not same or is_near(found[3], both[0]), state
        assert (both[1] == pytest.approx(both[0], rel=1e-3)) == same
        if state["shape"] == "Cosine" and state["backwards"] == "false":
            assert not found[2]
        else:
            assert is_near(found[2], float(np.median(ends(rates_of({}), state["seed"]))))


# What a hand moves

HANDLES = [  # where it is dragged to, what of the state moves, which way, and the key that moves it alike
    ("batch", "Mean of all", (30, 0), "g1", 1, "ArrowRight"),
    ("batch", "Size of the batch", (60, 0), "size", 1, "ArrowRight"),
    ("schedule", "Rate at step 150", (0, -30), "r3", 1, "ArrowUp"),
]


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
@pytest.mark.parametrize(("name", "label", "by", "moved", "sign", "key"), HANDLES)
def test_what_can_be_dragged_is_moved_by_mouse_finger_and_key(
    simulation_at: Simulations, name: str, label: str, by: tuple[int, int], moved: str, sign: int, key: str, way: str
):
    simulation = simulation_at(name, phone=way == "finger")
    handle = simulation.place.get_by_role("slider", name=re.compile(f"^{label}"))
    before = {**simulation.state(), "r3": 0.014}
    lines = simulation.run("(stage.draw(), stage.root.querySelector('.sim-pictures').innerHTML)")
    dragged(simulation, handle, way, by, (key, f"Shift+{key}"))
    state = simulation.state()
    assert (state[moved] - before[moved]) * sign > 0
    assert simulation.run("(stage.draw(), stage.root.querySelector('.sim-pictures').innerHTML)") != lines
    if name == "schedule":  # what was not touched stays where the cosine had it
        assert state["shape"] == "Drawn by hand"
        assert state["r0"] == 0.028
        assert state["r6"] == 0


@pytest.mark.parametrize("way", ["mouse", "finger"])
def test_a_rate_is_drawn_in_one_sweep(simulation_at: Simulations, way: str):
    simulation = simulation_at("schedule", phone=way == "finger", shape="Constant")
    handles = simulation.place.locator(".sim-handle")
    handles.first.evaluate("handle => handle.scrollIntoView({ block: 'center', behavior: 'instant' })")
    first, last = handles.first.bounding_box(), handles.last.bounding_box()
    assert first
    assert last
    x, y, wide = first["x"] + first["width"] / 2, first["y"] + first["height"] / 2, last["x"] - first["x"]
    if way == "mouse":
        simulation.page.mouse.move(x, y)
        simulation.page.mouse.down()
        simulation.page.mouse.move(x, y - 40)
        simulation.page.mouse.move(x + wide, y + 20, steps=30)
        simulation.page.mouse.up()
    else:
        swiped(simulation, x, y, wide, 25)
    state = simulation.state()
    rates = [state[f"r{i}"] for i in range(7)]
    assert rates[1:] == sorted(rates[1:], reverse=True)
    assert rates[6] < 0.014
    assert len(set(rates)) == 7


def test_other_batches_change_the_noise_and_nothing_else(simulation_at: Simulations):
    simulation = simulation_at("schedule")
    said = simulation.run("stage.sentence")
    simulation.place.get_by_role("button", name="Other batches", exact=True).click()
    simulation.run("(stage.draw(), true)")
    assert simulation.state()["seed"] == 2
    again = simulation.run("stage.sentence")
    assert said != again
    assert said.partition(" Without")[2] == again.partition(" Without")[2]


@pytest.mark.parametrize("name", ["batch", "schedule"])
def test_a_swipe_beside_the_handles_scrolls_and_all_stays(simulation_at: Simulations, name: str):
    simulation = simulation_at(name, phone=True)
    picture = simulation.place.locator(".sim-chart svg").first
    picture.evaluate("picture => picture.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box, top = picture.bounding_box(), simulation.page.evaluate("scrollY")
    assert box
    before = simulation.run("[stage.at, JSON.stringify(stage.state)]")
    swiped(simulation, box["x"] + 0.3 * box["width"], box["y"] + 0.78 * box["height"], 0, -140)
    simulation.page.wait_for_function("top => scrollY > top + 50", arg=top)
    assert simulation.run("[stage.at, JSON.stringify(stage.state)]") == before


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("name", ["batch", "schedule"])
def test_pictures_controls_and_verdict_are_on_one_screen(simulation_at: Simulations, name: str, phone: bool):
    simulation = simulation_at(name, phone=phone)
    bottoms, share = simulation.run(SEEN)
    assert max(bottoms) < simulation.page.evaluate("innerHeight")
    assert phone or share >= 0.5
