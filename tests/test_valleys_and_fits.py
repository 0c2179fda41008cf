"""Which valley? and Fit and generalise under a hand: what is dragged, what follows, and which goals can be reached."""

import json
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.served import Opener
from tests.simulations import ROWS, SPECS, Simulation, Simulations, dragged, in_the_middle, printed
from tests.test_simulations import DRAWN

AHEAD = "stage.root.querySelector('.sim-ahead').getAttribute('points')"
FIT = "stage.root.querySelector('.sim-fit').getAttribute('points')"


def handle_of(simulation: Simulation, begins: str) -> Locator:
    """Return the handle on a picture whose name begins so."""
    return simulation.page.locator(f".sim-handle[aria-label^='{begins}']")


def dragged_by_name(simulation: Simulation, handle: str, way: str, right: float, down: float) -> None:
    """Drag the handle of a name, or press keys that move it so."""
    keys = ("Shift+ArrowRight" if right > 0 else "Shift+ArrowLeft", "ArrowDown" if down > 0 else "ArrowUp")
    dragged(simulation, handle_of(simulation, handle), way, (right, down), keys)


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
def test_a_ball_and_its_start_are_dragged_and_the_path_ahead_follows(simulation_at: Simulations, way: str):
    for handle, steps in (("Start", 3), ("Ball", 0)):
        simulation = simulation_at("which-valley", phone=way == "finger")
        simulation.step(steps)
        before = simulation.run(AHEAD)
        dragged_by_name(simulation, handle, way, -60, 40)
        simulation.until("stage.state.x < 1.9")
        simulation.until(f"{DRAWN} && {AHEAD} !== value", before)
        assert simulation.run("stage.step") == 0
    in_the_middle(simulation.page.locator(".sim-chart svg").first).click(position={"x": 90, "y": 60})
    simulation.until("stage.state.x < -1")


def test_a_path_of_the_valley_has_a_chord_for_each_step_and_what_is_past_fades(simulation_at: Simulations):
    simulation = simulation_at("which-valley", landscape="Convex", rate=0.9)
    simulation.step(30)
    points = "stage.root.querySelector('{}').points.length"
    corners = [simulation.run(points.format(line)) for line in (".sim-old", ".sim-path:not(.sim-old, .sim-ahead)")]
    assert corners == [19, 14]  # both ends are in it, and the ball itself in the fresh one
    half = simulation.run(
        """[3, 3.5, 4].map((at) => { stage.go(at); stage.draw();
        const ball = stage.root.querySelector(".sim-ball"); return [ball.cx, ball.cy].map((c) => c.baseVal.value); })"""
    )
    np.testing.assert_allclose(half[1], np.mean([half[0], half[2]], axis=0), atol=0.02)
    simulation.open(rate=0.3)
    assert "leaves the picture" in simulation.run("stage.root.querySelector('svg').textContent")


@pytest.mark.parametrize("state", [{"usesMomentum": "true", "momentum": 0.5}, {"noise": 3, "seed": 4}])
def test_a_rate_that_changes_on_the_way_is_in_the_program(simulation_at: Simulations, state: dict[str, Any]):
    simulation = simulation_at("which-valley", **state)
    simulation.step(7)
    taken = simulation.run(ROWS)
    simulation.run("(stage.run(() => 0), stage.set('rate', 0.03), stage.halt(), true)")
    simulation.step(9)
    rows = simulation.run(ROWS)
    assert rows[:8] == taken
    assert len(rows) == 17
    (program,) = printed([simulation.run("stage.simulation.python()")])
    assert [[float(word) for word in line] for line in program] == [
        pytest.approx([float(cell) for cell in row], rel=2e-5) for row in rows
    ]


def test_a_hundred_starts_are_tried_bit_by_bit(simulation_at: Simulations):
    simulation = simulation_at("which-valley", noise=8)
    tried = "Number(stage.simulation.status().match(/^Of (\\d+) starts/)[1])"
    assert simulation.run(f"(stage.press('hundred'), {tried})") < 100
    simulation.until(f"{tried} === 100")
    simulation.run("stage.set('noise', 0)")
    assert not simulation.run("stage.simulation.status()").startswith("Of")


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
def test_a_training_point_is_dragged_and_the_curve_follows(simulation_at: Simulations, way: str):
    simulation = simulation_at("fit-and-generalise", phone=way == "finger", degree=9)
    before, table = simulation.run(FIT), simulation.run(ROWS)
    dragged_by_name(simulation, "Training point", way, 40, -30)
    simulation.until("stage.state.moved.startsWith('0:0.')")
    simulation.until(f"{DRAWN} && {FIT} !== value", before)
    assert simulation.run(ROWS) != table
    moved = simulation.state()["moved"]
    x, y = map(float, moved.removeprefix("0:").split(","))
    text = handle_of(simulation, "Training point").get_attribute("aria-valuetext")
    assert text == f"x {x:.2f}, y {y:.2f}".replace("-", "−")
    simulation.run("stage.set('degree', 8)")
    assert simulation.state()["moved"] == moved
    in_the_middle(simulation.control("Put points back", "button")).click()
    simulation.run("stage.set('degree', 9)")
    assert simulation.run(ROWS) == table
    simulation.open(degree=9, moved=moved)
    in_the_middle(simulation.control("New data", "button")).click()
    assert simulation.state()["moved"] == ""


def test_another_point_is_taken_by_keys_by_a_mouse_near_it_and_by_a_tap(simulation_at: Simulations):
    places = "(stage.draw(), stage.root.querySelector('.sim-handle').getAttribute('aria-valuetext'))"
    simulation = simulation_at("fit-and-generalise")
    seen = [simulation.run(places)]
    point = handle_of(simulation, "Training point")
    for _ in range(20):
        point.press("PageDown")
        seen.append(simulation.run(places))
    assert len(set(seen)) == 20
    assert seen[20] == seen[0]
    picture = in_the_middle(simulation.page.locator(".sim-chart").first)
    picture.hover(position={"x": 300, "y": 300})
    near = simulation.run(places)
    assert near != seen[0]
    picture.hover(position={"x": 310, "y": 40})  # far from all
    assert simulation.run(places) == near
    phone = simulation_at("fit-and-generalise", phone=True)
    first = phone.run(places)
    in_the_middle(phone.page.locator(".sim-chart").first).tap(position={"x": 240, "y": 150})
    assert phone.run(places) != first


def test_the_degree_is_taken_on_the_curve_of_errors(simulation_at: Simulations):
    simulation = simulation_at("fit-and-generalise")
    handle = handle_of(simulation, "Degree")
    handle.press("ArrowRight")
    assert simulation.state()["degree"] == 4
    dragged_by_name(simulation, "Degree", "mouse", 60, 0)
    assert simulation.state()["degree"] > 6
    in_the_middle(simulation.page.locator(".sim-chart > svg").nth(1)).click(position={"x": 225, "y": 60})
    assert simulation.state()["degree"] >= 14


def test_bars_are_on_the_scale_of_the_chart_and_residuals_are_one_path_of_a_kind(simulation_at: Simulations):
    simulation = simulation_at("fit-and-generalise", degree=15, n=200, residuals="true")
    shares = (
        "[...stage.root.querySelectorAll('.sim-bar i')].map((bar) => Number(bar.style.getPropertyValue('--share')))"
    )
    pieces = "[...stage.root.querySelectorAll('.sim-off')].map((path) => path.getAttribute('d').split('M').length - 1)"
    assert simulation.run(pieces) == [200, 200]
    simulation.open(degree=15)
    training, test, floor = simulation.run(shares)
    assert 0.05 < training < floor < test < 0.98
    assert simulation.run(pieces) == []


GOALS: dict[str, list[tuple[dict[str, Any], int]]] = {
    "which-valley": [
        ({"rate": 0.1}, 200),
        ({"x": -2, "usesMomentum": "true"}, 900),
        ({"rate": 0.17}, 2000),
        ({"landscape": "Flat inflection", "x": -0.9}, 2000),
        ({"noise": 8}, 0),
    ],
    "fit-and-generalise": [
        ({"degree": 3, "seed": 4}, 0),
        ({"degree": 15, "n": 16}, 0),
        ({"degree": 8, "n": 60}, 0),
        ({"degree": 3, "seed": 7}, 0),
        ({"degree": 10, "moved": "0:0.5,1.5"}, 0),
    ],
}


@pytest.mark.parametrize("name", GOALS)
def test_each_goal_is_reached_by_what_the_run_does(tab: Opener, name: str):
    simulation = Simulation(tab(f"simulations/{name}/"), name)
    goals = simulation.page.locator(".sim-goals b")
    expect(goals).to_have_text("0 of 5")
    for goal, (state, steps) in zip(SPECS[name]["goals"], GOALS[name], strict=True):
        simulation.open(**state)
        assert not simulation.run("stage.spec.steps && stage.simulation.met(value)", goal["id"]), goal
        simulation.step(steps)
        if goal["id"] == "many" and name == "which-valley":
            simulation.run("stage.press('hundred')")
            simulation.until("!stage.simulation.more()")
        simulation.run(DRAWN)
        assert simulation.run("stage.simulation.met(value)", goal["id"]), json.dumps(goal)
    expect(goals).to_have_text("5 of 5")
