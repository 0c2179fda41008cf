"""The race under a hand: what is dragged, tuned and seen inside, which goals are reached, and where names stand."""

import math
import re
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from tests import oracles
from tests.oracles import PLANES, Runner, number, shows
from tests.served import Opener
from tests.simulations import ROWS, SPECS, Simulation, Simulations, dragged
from tests.test_sentences import NAMED, RUNNERS
from tests.test_simulations import DRAWN

AHEAD = "[...stage.root.querySelectorAll('.sim-ahead')].map((line) => line.getAttribute('points')).join()"
TUNE = "Tune each: best of 51 rates"


def ends(landscape: str, start: list[float], rate: float, momentum: float, length: int) -> dict[str, float]:
    """Return how far above the least loss each optimizer ends, without end where it has left."""
    plane = PLANES[landscape](25)
    runs = {name: Runner(plane, start, (name, rate, momentum)).go(length, length) for name in RUNNERS}
    return {name: math.inf if run.far else run.above for name, run in runs.items()}


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
def test_the_start_is_dragged_and_all_paths_follow(simulation_at: Simulations, way: str):
    simulation = simulation_at("race", phone=way == "finger")
    simulation.step(3)
    before = simulation.run(AHEAD)
    place = simulation.page.get_by_role("slider", name=re.compile("^Start"))
    dragged(simulation, place, way, (50, 30), ("Shift+ArrowRight", "ArrowDown"))
    simulation.until(f"stage.state.start === 'Chosen on the map' && {DRAWN} && {AHEAD} !== value", before)
    assert simulation.run("stage.step") == 0
    state = simulation.state()
    assert state["w1"] > -3.5
    assert state["w2"] < 2.5
    assert f"{state['w1']:.2f}".replace("-", "−") in (place.get_attribute("aria-valuetext") or "")


def test_a_slider_moves_all_paths_while_it_moves(simulation_at: Simulations):
    simulation = simulation_at("race")
    seen = set()
    for label, kind in (("One rate for all", "log"), ("Momentum", "range")):
        simulation.control(label, kind).focus()
        for _ in range(3):
            simulation.page.keyboard.press("PageDown")
            simulation.run(DRAWN)
            seen.add(simulation.run(AHEAD))
    assert len(seen) == 6


@pytest.mark.parametrize(("landscape", "length"), [("Elongated valley", 50), ("Rosenbrock", 20)])
def test_the_button_gives_each_the_best_of_its_rates_and_the_strip_says_who_wins(
    simulation_at: Simulations, landscape: str, length: int
):
    simulation = simulation_at("race", landscape=landscape, length=length)
    rates = [float(f"{10 ** (i / 10 - 4):.3g}") for i in range(51)]
    start = NAMED.get(landscape, NAMED["Elongated valley"])[0]
    table = [ends(landscape, start, rate, 0.9, length) for rate in rates]
    simulation.until("stage.root.querySelector('.sim-zone')")
    zones = simulation.run(
        """[...stage.root.querySelectorAll(".sim-main .sim-zone")].map((zone) =>
        [zone.className.match(/racer-(\\d)/)?.[1], Number(zone.style.getPropertyValue("--share")), zone.textContent])"""
    )
    for rate, losses in zip(rates, table, strict=True):
        share = math.log10(rate / 1e-4) / 5
        who, _, word = [zone for zone in zones if zone[1] <= share + 1e-9][-1]
        assert RUNNERS[int(who) - 1] == min(losses, key=losses.__getitem__), rate
        assert word in ("", RUNNERS[int(who) - 1])
    simulation.control(TUNE, "button").click()
    state = simulation.state()
    best = [min(rates, key=lambda rate, name=name: table[rates.index(rate)][name]) for name in RUNNERS]
    assert [state[f"rate{k}"] for k in range(1, 8)] == best
    assert state["rates"] == "Each its own"
    expect(simulation.control("One rate for all", "log")).to_be_disabled()  # with the next frame
    simulation.step(length)
    losses = {name: table[rates.index(rate)][name] for name, rate in zip(RUNNERS, best, strict=True)}
    assert f"{min(losses, key=losses.__getitem__)} wins" in simulation.run("stage.sentence")
    simulation.control("All at one rate", "button").click()
    assert simulation.state()["rates"] == "One for all"


# Where an arrow goes to on the map, from where, in pixels; and pixels of a unit of w₁ and w₂
ARROWS = """(() => {
  const chart = stage.root.querySelector(".sim-chart");
  const lines = [...chart.querySelectorAll("path")].map((path) => path.getAttribute("d"));
  const found = lines.filter((line) => /^M[^Mz]+L[^MLz]+M[^z]+L[^z]+L/.test(line));
  return found.map((line) => line.split("M")[1].split("L").map((at) => at.split(",").map(Number)));
})()"""


@pytest.mark.parametrize("name", RUNNERS)
def test_arrows_and_bars_show_what_the_optimizer_remembers(simulation_at: Simulations, name: str):
    simulation = simulation_at("race", inside=name, rate=0.02)
    plane = PLANES["Elongated valley"](25)
    for steps in (1, 7, 30):
        simulation.run("(stage.go(value), stage.draw(), true)", steps)
        run, on = (Runner(plane, [-3.5, 2.5], (name, 0.02, 0.9)).go(each, 50) for each in (steps, steps + 1))
        size = simulation.run(
            "(({ width, height }) => [width.baseVal.value, height.baseVal.value])"
            "(stage.root.querySelector('.sim-chart svg svg'))"
        )
        unit = min(size) / 8 * np.array([1, -1])  # as long in both directions
        moves = [-np.array(plane.gradient(run.w)), -np.array([each.mean for each in run.memories])]
        scale = 1.6 / max(map(np.linalg.norm, moves))
        moves = [scale * each for each in moves] + [np.array(on.w) - run.w]
        expected = [unit * each for each in moves if np.linalg.norm(each) > 0.002 * 8]
        drawn = [np.subtract(tip, tail) for tail, tip in simulation.run(ARROWS)]
        np.testing.assert_allclose(sorted(map(list, drawn)), sorted(map(list, expected)), atol=0.03)
        bars = simulation.run(
            """[...stage.root.querySelectorAll(".sim-inside")].map(({ children: [, bar, text] }) =>
            [Number(bar.style.getPropertyValue("--share")), text.textContent])"""
        )
        which = {"AdaGrad": "square", "RMSProp": "square", "Adam": "square", "AMSGrad": "largest"}.get(name)
        if not which:
            assert bars == [[0, "0.0200"], [0, "0.0200"]]
            continue
        whole = [Runner(plane, [-3.5, 2.5], (name, 0.02, 0.9)).go(each, 50).memories for each in range(51)]
        most = max(getattr(memory, which) for memories in whole for memory in memories)
        for (share, text), memory in zip(bars, run.memories, strict=True):
            assert share == pytest.approx(getattr(memory, which) / most)
            assert shows(text.split(" → ")[0], getattr(memory, which), 3)


# What is written on each chart, and where: a name may lie on no other one, nor be cut off
NAMED_AT = """[...stage.root.querySelectorAll(".sim-chart")].map((chart) => {
  const box = chart.getBoundingClientRect();
  const of = (each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return [left - box.left, right - box.left, top - box.top, bottom - box.top];
  };
  const names = [...chart.querySelectorAll("text.sim-name")].filter((each) => each.textContent);
  return [box.width, names.map((each) => [each.textContent, ...of(each)])];
})"""


NUMBERS = "[...stage.root.querySelectorAll('.sim-number')].map((each) => each.textContent)"
BALLS = """[...stage.root.querySelector(".sim-chart").querySelectorAll("circle.sim-racer")].map((ball) =>
  [ball.className.baseVal.match(/racer-(\\d)/)[1], ball.cx.baseVal.value, ball.cy.baseVal.value])"""


@pytest.mark.parametrize("phone", [False, True])
def test_no_name_lies_on_another_or_is_cut_off(simulation_at: Simulations, phone: bool):
    """On a phone the map has room for one name: the balls have numbers, and below it stands whose they are."""
    simulation = simulation_at("race", phone=phone)
    key = simulation.page.locator(".sim-key-row")
    expect(key).to_be_visible(visible=phone)
    if phone:
        assert key.inner_text().split("\n") == [" ".join(f"{k} {name}" for k, name in enumerate(RUNNERS, 1))]
    states: list[dict[str, Any]] = [
        {},
        {"rate": 0.3},
        {"landscape": "Rosenbrock", "rate": 0.1},
        {"landscape": "Several minima", "start": "Middle"},
        {"start": "Chosen on the map", "w1": 3.9, "w2": -3.9},
    ]
    for state in states:
        simulation.open(**state)
        for step in (0, 3, 12.5, 50):
            simulation.run("(stage.go(value), stage.draw(), true)", step)
            for chart, (width, names) in enumerate(simulation.run(NAMED_AT)):
                few = phone and chart == 0
                assert {text for text, *_ in names} >= ({"Adam"} if few else set(RUNNERS)), (state, step)
                numbers = {text for text, *_ in names if text.isdigit()}
                if few:
                    shown, balls = set(simulation.run(NUMBERS)), simulation.run(BALLS)
                    under = {k for k, x, y in balls for j, a, b in balls if j > k and math.hypot(x - a, y - b) < 12}
                    assert not shown & under, "a number on a number"
                    assert numbers | shown | under | {"6"} == set("1234567"), (state, step)
                for text, left, right, *_ in names:
                    assert left >= -1, (state, step, text)
                    assert right <= width + 1, (state, step, text)
                for (a, left, right, top, bottom), (b, *other) in combinations(names, 2):
                    across = min(right, other[1]) - max(left, other[0])
                    down = min(bottom, other[3]) - max(top, other[2])
                    assert "start" in (a, b) or across <= 2 or down <= 3, (state, step, a, b)


def test_each_goal_is_reached_by_what_the_race_does(tab: Opener):
    simulation = Simulation(tab("simulations/race/"), "race")
    goals = simulation.page.locator(".sim-goals b")
    states: dict[str, dict[str, Any]] = {
        "one": {"rate": 0.07},
        "tuned": {"landscape": "Rosenbrock"},
        "straight": {"landscape": "Straight valley", "length": 200},
        "start": {"length": 100},
    }
    assert list(states) == [goal["id"] for goal in SPECS["race"]["goals"]]
    met = "Boolean(stage.simulation.met(value))"
    expect(goals).to_have_text("0 of 4")
    for count, (goal, state) in enumerate(states.items(), 1):
        simulation.open(**state)
        if goal != "one":
            simulation.control(TUNE, "button").click()
            simulation.until("stage.state.rates === 'Each its own'")  # it tries them between frames
        assert not simulation.run(met, goal), "only at the finish"
        simulation.step(200)
        if goal == "start":
            assert not simulation.run(met, goal), "only from another start"
            simulation.run("(stage.change({ start: 'Chosen on the map', w1: 1, w2: -3 }), stage.draw(), true)")
            simulation.step(200)
        assert simulation.run(met, goal), goal
        expect(goals).to_have_text(f"{count} of 4")


def test_five_of_the_seven_win_at_some_rate_of_the_first_valley(simulation_at: Simulations):
    simulation_at("race")
    rates = [10 ** (i / 20 - 4) for i in range(101)]
    tables = [ends("Elongated valley", [-3.5, 2.5], rate, 0.9, 50) for rate in rates]
    assert len({min(table, key=table.__getitem__) for table in tables}) == 5


def test_the_table_has_a_column_for_each(simulation_at: Simulations):
    simulation = simulation_at("race", rate=0.1, landscape="Rosenbrock")
    simulation.step(40)
    rows = simulation.run(ROWS)
    assert len(rows) == 41
    for cell, name in zip(rows[-1][1:], RUNNERS, strict=True):
        run = Runner(oracles.PLANES["Rosenbrock"](25), [-1.5, 2.5], (name, 0.1, 0.9)).go(40, 50)
        assert number(cell) == pytest.approx(run.plane.loss(run.w), rel=1e-5)
