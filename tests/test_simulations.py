"""Simulations in the browser: every control by its name, what is said, the program offered, any link, the stage."""

import json
import random
import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import unquote_plus

import numpy as np
import pytest
from bs4 import BeautifulSoup
from downhill.scripts import HOLDERS, holder
from downhill.simulations import place as html_of
from downhill.simulations import still_of
from playwright.sync_api import Locator, expect
from scipy.optimize import brentq

from tests.served import SITE, Opener, addresses, compressed_size, soup
from tests.simulations import (
    ALL,
    FOLDER,
    LAPTOP,
    NONSENSE,
    PHONE,
    PIECES,
    ROWS,
    SPECS,
    WORDS,
    Simulation,
    Simulations,
    dragged,
    fate_by_iteration,
    in_the_middle,
    page_of,
    printed,
    swiped,
)
from tests.stills import placed, still
from tests.test_kernel import ran

# Every control, by its name

NEEDS: dict[tuple[str, str], dict[str, Any]] = {  # what a control needs to be seen
    ("descent", "Momentum"): {"optimizer": "Momentum"},
    ("descent", "Learning rate of the second"): {"compare": "Adam"},
    ("which-valley", "Momentum"): {"usesMomentum": "true"},
    ("which-valley", "Seed"): {"noise": 3},
    ("race", "One rate for all"): {"rates": "One for all"},
    ("race", "All at one rate"): {"rates": "Each its own"},
    **{
        ("race", each["label"]): {"rates": "Each its own"}
        for each in ALL["race"]["controls"]
        if each["label"].startswith("Rate of")
    },
    ("fit-and-generalise", "Put points back"): {"moved": "3:0.5,1"},
    ("two-ways-to-learn", "Put back"): {"p1": 5, "u1": 0.9, "v1": 0.9},
}
AT_THE_START = ("Step", "Run", "Play", "Start", "Try 100 starts")  # what acts on a run that has not begun


def used(simulation: Simulation, label: str, kind: str, way: str) -> None:
    """Use a control once, by mouse, keyboard or touch."""
    page, target = simulation.page, simulation.control(label, kind)
    expect(target).to_be_visible()
    target.evaluate(
        "target => target.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )  # not under the picture
    if kind == "choice":  # a list that opens is the browser's own; choosing in it is what the page sees
        options = target.locator("option").all_inner_texts()
        now = target.input_value()
        if way == "keyboard":
            target.focus()
            page.keyboard.press("ArrowDown" if now != options[-1] else "ArrowUp")
        else:
            target.select_option(next(option for option in options if option != now))
    elif kind in ("range", "log"):
        if way == "keyboard":
            target.focus()
            page.keyboard.press("ArrowRight" if kind == "log" else "PageUp")
        else:
            box = target.bounding_box()
            assert box
            act = page.touchscreen.tap if way == "touch" else page.mouse.click
            act(box["x"] + 0.83 * box["width"], box["y"] + box["height"] / 2)
    elif way == "keyboard":
        target.focus()
        page.keyboard.press("Space")
    elif way == "touch":
        target.tap()
    else:
        target.click()


@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
@pytest.mark.parametrize("name", ALL)
def test_every_control_changes_what_is_shown(simulation_at: Simulations, name: str, way: str):
    for label, kind in [(each["label"], each["kind"]) for each in simulation_at(name, phone=way == "touch").controls()]:
        simulation = simulation_at(name, phone=way == "touch", **NEEDS.get((name, label), {}))
        if label not in AT_THE_START:
            simulation.step(5)
        if label == "Pause":
            simulation.control("Start", "button").click()
            simulation.until("stage.running")
        before = simulation.drawn()
        used(simulation, label, kind, way)
        if label == "View":
            simulation.page.locator(".sim-solid canvas").first.wait_for(state="attached")
        if label == "Pause":
            assert simulation.run("!stage.running")
        else:
            simulation.until(f"{WORDS} + {PIECES} !== value", before)
        assert not NONSENSE.search(simulation.shown()), label


@pytest.mark.parametrize("name", SPECS)
def test_the_names_are_those_of_the_plan(simulation_at: Simulations, name: str):
    simulation = simulation_at(name)
    simulation.step(5)
    for spec in SPECS[name]["controls"]:
        if spec["kind"] not in ("number", "text"):
            assert (
                simulation.page.get_by_label(spec["label"], exact=True).count()
                or simulation.page.get_by_role("button", name=spec["label"], exact=True).count()
            )
    assert simulation.page.locator("[role=status]").first.text_content()
    assert simulation.table()


@pytest.mark.parametrize("name", ["descent", "which-valley"])
def test_a_swipe_over_a_picture_scrolls_the_page_and_leaves_the_run_alone(simulation_at: Simulations, name: str):
    simulation = simulation_at(name, phone=True)
    simulation.step(5)
    picture = simulation.page.locator(".sim-chart svg").first
    picture.evaluate("picture => picture.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box, top = picture.bounding_box(), simulation.page.evaluate("scrollY")
    assert box
    before = simulation.run(ROWS), simulation.state(), simulation.page.url
    swiped(simulation, box["x"] + box["width"] / 2, box["y"] + 0.7 * box["height"], 0, -140)
    simulation.page.wait_for_function("top => scrollY > top + 50", arg=top)
    assert (simulation.run(ROWS), simulation.state(), simulation.page.url) == before


# What answers the hand

AHEAD = "stage.root.querySelector('.sim-ahead').getAttribute('points')"
DRAWN = "(stage.draw(), true)"  # what would be drawn in the next frame is drawn


@pytest.mark.parametrize("handle", ["Start", "Ball"])
@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
def test_a_handle_is_dragged_and_the_path_follows(simulation_at: Simulations, handle: str, way: str):
    simulation = simulation_at("descent", phone=way == "finger", rate=0.03)
    place = simulation.page.get_by_role("slider", name=re.compile(f"^{handle}"))
    simulation.step(3 if handle == "Start" else 0)  # before the first step the ball lies on its start
    before = simulation.run(AHEAD)
    assert place.evaluate("handle => getComputedStyle(handle).cursor") == "grab"
    dragged(simulation, place, way, (60, 40), ("ArrowDown", "Shift+ArrowRight"))
    simulation.until("stage.state.start === 'Chosen on the map'")
    state = simulation.state()
    assert state["w1"] > -3.5
    assert state["w2"] < 2.5
    simulation.until(f"{DRAWN} && {AHEAD} !== value", before)
    assert simulation.run("stage.step") == 0
    assert f"{state['w1']:.2f}".replace("-", "−") in (place.get_attribute("aria-valuetext") or "")


def test_a_slider_shows_the_whole_path_while_it_moves_and_a_run_goes_along_it(simulation_at: Simulations):
    simulation = simulation_at("descent")
    seen = set()
    slider = simulation.control("Learning rate", "log")
    slider.focus()
    for _ in range(4):
        simulation.page.keyboard.press("PageDown")
        simulation.run(DRAWN)
        seen.add(simulation.run(AHEAD))
        assert simulation.run("[stage.step, Boolean(stage.running)]") == [0, False]
        assert simulation.run("stage.last") > 20
    assert len(seen) == 4
    known = simulation.run("stage.simulation.extend(30) && stage.root.querySelector('.sim-ahead').points.length")
    assert known > 1
    # two settings in one run: what was taken stays, what follows is by the new one
    simulation.open(rate=0.03)
    simulation.step(6)
    taken = simulation.run(ROWS)
    simulation.run("(stage.run(() => 0), stage.set('rate', 0.06), stage.halt(), true)")
    simulation.step(6)
    rows = simulation.run(ROWS)
    assert rows[:7] == taken
    program = printed([simulation.run("stage.simulation.python()")])[0]
    assert [[float(word) for word in line] for line in program] == [
        pytest.approx([float(cell) for cell in row], rel=2e-5) for row in rows
    ]
    simulation.open(rate=0.03)
    simulation.step(12)
    assert simulation.run(ROWS)[:7] == taken
    assert simulation.run(ROWS)[7:] != rows[7:]


def test_the_steps_are_scrubbed_and_shown_between_two(simulation_at: Simulations):
    simulation = simulation_at("descent", rate=0.07)
    scrubber = simulation.page.get_by_role("slider", name="Steps")
    scrubber.focus()
    simulation.page.keyboard.press("ArrowRight")
    simulation.until(f"{DRAWN} && stage.step === 1")
    simulation.page.keyboard.press("PageUp")
    simulation.until("stage.step > 10")
    box = scrubber.bounding_box()
    assert box
    simulation.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    simulation.until(f"{DRAWN} && Math.abs(stage.step - stage.last / 2) < 20")
    places = simulation.run(
        """[3, 3.5, 4].map((at) => { stage.go(at); stage.draw();
        const ball = stage.root.querySelector(".sim-ball"); return [ball.cx, ball.cy].map((c) => c.baseVal.value); })"""
    )
    middle = np.mean([places[0], places[2]], axis=0)
    np.testing.assert_allclose(places[1], middle, atol=0.02)


def test_a_number_is_typed_and_a_bad_one_is_answered_in_words(simulation_at: Simulations):
    simulation = simulation_at("descent")
    field = simulation.page.get_by_label("Learning rate, as a number", exact=True)
    said = "field => field.validationMessage"
    for text, rate, answer in [
        ("0.03", 0.03, ""),
        ("0,04", 0.04, ""),
        ("fast", 0.04, "“fast” is no number: Learning rate goes from 0.0001 to 10"),
        ("99", 0.04, "Learning rate goes from 0.0001 to 10"),
        ("0.08", 0.08, ""),
    ]:
        field.fill(text)
        field.press("Enter")
        assert simulation.state()["rate"] == rate
        assert field.evaluate(said) == answer
    field = simulation.page.get_by_label("Condition number κ, as a number", exact=True)
    field.fill("33.4")
    field.press("Enter")
    assert field.evaluate(said) == "Condition number κ goes in steps of 1"


def test_what_a_reader_types_stays_while_the_picture_is_drawn(simulation_at: Simulations):
    simulation = simulation_at("descent")
    field = simulation.page.get_by_label("Learning rate, as a number", exact=True)
    field.fill("0.0")
    simulation.run("stage.show()")
    assert field.input_value() == "0.0"
    field.press("End")
    field.press("7")
    simulation.run("stage.show()")
    field.press("Enter")
    assert simulation.state()["rate"] == 0.07
    simulation.run("stage.set('rate', 0.02)")
    simulation.run("stage.show()")
    assert field.input_value() == "0.02"


def test_a_number_from_elsewhere_takes_away_what_was_wrong_with_a_typed_one(simulation_at: Simulations):
    simulation = simulation_at("descent")
    field = simulation.page.get_by_label("Learning rate, as a number", exact=True)
    field.fill("fast")
    field.press("Enter")
    assert not field.evaluate("field => field.validity.valid")
    simulation.page.get_by_role("button", name="fastest 0.0769", exact=True).click()
    expect(field).to_have_value("0.0769")
    assert field.evaluate("field => field.validity.valid")


def test_keys_run_reset_and_help_and_leave_typing_and_the_site_alone(simulation_at: Simulations):
    simulation = simulation_at("descent", rate=0.03)
    page, help_ = simulation.page, simulation.page.get_by_role("dialog", name="Keys")
    page.get_by_role("slider", name=re.compile("^Ball")).focus()
    page.keyboard.press("Space")
    simulation.until("stage.running")
    page.keyboard.press("Space")
    assert simulation.run("!stage.running")
    simulation.step(3)
    page.keyboard.press("r")
    assert simulation.run("stage.at") == 0
    page.keyboard.press("?")
    expect(help_).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    simulation.step(3)
    field = page.get_by_label("Learning rate, as a number", exact=True)
    field.press("r")
    page.get_by_role("combobox", name="Optimizer").press("?")
    assert simulation.run("stage.step") == 3
    expect(help_).to_be_hidden()
    page.get_by_role("button", name="Reset", exact=True).press("Space")
    assert simulation.run("stage.step") == 0
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("r")
    page.keyboard.press("?")
    expect(help_).to_be_hidden()
    page.get_by_role("slider", name=re.compile("^Ball")).focus()
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")


def test_what_to_try_sets_runs_and_is_undone_by_the_way_back(tab: Opener):
    simulation = Simulation(tab("simulations/descent/"), "descent")
    page = simulation.page
    simulation.run("stage.set('rate', 0.05123)")
    page.wait_for_function("location.hash.includes('0.05123')")
    page.locator(".sim-chips a").filter(has_text="go round for ever").click()
    simulation.until("stage.state.rate === 0.08 && stage.running")
    page.go_back()
    page.wait_for_function("document.querySelector('book-simulation').stage?.state.rate === 0.05123")


@pytest.mark.whole("every goal of every simulation")
def test_a_goal_is_reached_by_what_the_run_does_and_is_remembered(tab: Opener):
    simulation = Simulation(tab("simulations/descent/"), "descent")
    goals = simulation.page.locator(".sim-goals")
    reached = {
        "twelve": ({"rate": 0.0615}, 11),
        "round": ({"rate": 0.08}, 50),
        "saddle": ({"landscape": "Saddle", "start": "Near the minimum", "rate": 0.3}, 400),
        "rosenbrock": (
            {"landscape": "Rosenbrock", "optimizer": "Momentum", "start": "Middle", "rate": 0.00407, "momentum": 0.9},
            100,
        ),
    }
    assert list(reached) == [goal["id"] for goal in SPECS["descent"]["goals"]]
    expect(goals.locator("b")).to_have_text("0 of 4")
    below = simulation.page.locator(".sim-hand")  # the picture, where it is seen while the list is out of view
    hint = below.inner_text()
    said = """hand => {
      window.said = [];
      new MutationObserver(() => window.said.push(hand.innerText)).observe(hand, { childList: true, subtree: true });
    }"""
    below.evaluate(said)  # a goal may be reached long before the last of these steps, and what is said of it is gone
    for number, (state, steps) in enumerate(reached.values(), 1):
        simulation.open(**state)
        for _ in range(steps):
            simulation.step(1)
        expect(goals.locator("b")).to_have_text(f"{number} of 4")
        simulation.page.wait_for_function("text => window.said.includes(text)", arg=f"✓ Goal reached: {number} of 4")
        assert goals.locator("li.met .unseen").first.text_content() == "reached: "
    expect(below).to_have_text(hint)  # after a while
    simulation.page.reload()
    simulation.wake()
    expect(goals.locator("b")).to_have_text("4 of 4")
    expect(below).to_have_text(hint)


def test_the_zones_of_the_rate_are_those_of_the_theory(simulation_at: Simulations):
    simulation = simulation_at("descent")
    edges = """[...stage.inputs.rate.parentElement.querySelectorAll(".sim-zone")].map((zone) =>
      [zone.textContent, ...["--share", "--part"].map((name) => Number(zone.style.getPropertyValue(name)))])"""
    zones = simulation.run(edges)
    assert [text for text, *_ in zones] == ["steady", "overshoots", "diverges"]
    rates = [1e-4 * 1e5 ** (share + part) for _, share, part in zones]
    np.testing.assert_allclose(rates, [1 / 25, 2 / 25, 10], rtol=1e-6)
    simulation.open(optimizer="Adam")
    assert simulation.run(edges) == []


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
@pytest.mark.parametrize("handle", ["Ball", "Right end", "House 14"])
def test_line_point_and_house_are_dragged_and_the_others_follow(simulation_at: Simulations, handle: str, way: str):
    simulation = simulation_at("training", phone=way == "finger", rate=0.03, w=3, b=20)
    place = simulation.page.get_by_role("slider", name=re.compile(f"^{handle}"))
    simulation.step(2)
    seen = """[...stage.root.querySelectorAll(".sim-line, .sim-pair .sim-ball, .sim-ahead, .sim-minimum")]
      .map((each) => each.getAttribute("points") ?? each.getAttribute("d") ?? `${each.cx.baseVal.value}`)"""
    line, step = simulation.run(ROWS)[-1], simulation.run("stage.step")
    best = simulation.run("stage.root.querySelector('.sim-minimum').getAttribute('d')")
    before = simulation.run(f"({seen}).join()")
    dragged(simulation, place, way, (0, -30), ("ArrowUp", "Shift+ArrowUp"))  # other houses may lie on this one
    simulation.until(f"{DRAWN} && ({seen}).join() !== value", before)
    if way != "finger":
        simulation.until("document.activeElement === value", place.element_handle())
    state = simulation.state()
    moved_houses = [key for key in state if key[0] == "y" and state[key]]
    assert step == 2
    assert simulation.run("stage.step") == 0
    if handle == "House 14":  # the bowl moves, and the line learns on from where it is
        assert moved_houses == ["y14"]
        assert state["y14"] > 0
        assert [state["w"], state["b"]] == pytest.approx([float(each) for each in line[1:3]], abs=0.006)
        assert simulation.run("stage.root.querySelector('.sim-minimum').getAttribute('d')") != best
    else:
        assert moved_houses == []
        old_w, old_b = (float(each) for each in line[1:3])
        if handle == "Ball":
            assert state["b"] > old_b + 2
            assert state["w"] == pytest.approx(old_w, abs=0.3 if way != "key" else 0.006)
        else:  # the other end stays
            assert state["w"] > old_w
            assert 0.312 * state["w"] + state["b"] == pytest.approx(0.312 * old_w + old_b, abs=0.05)
    assert re.search(r"\d, \w+ −?\d", place.get_attribute("aria-valuetext") or "")


def test_left_and_right_go_from_house_to_house_and_all_are_one_stop(simulation_at: Simulations):
    simulation = simulation_at("training")
    houses = simulation.page.get_by_role("slider", name=re.compile("^House"))
    assert houses.evaluate_all("all => all.map((each) => each.tabIndex)") == [0, *[-1] * 13]
    places = "all => all.map((each) => each.getBoundingClientRect().x)"
    xs = houses.evaluate_all(places)
    order = sorted(range(14), key=xs.__getitem__)
    houses.nth(order[0]).focus()
    for house in order[1:]:
        simulation.page.keyboard.press("ArrowRight")
        expect(houses.nth(house)).to_be_focused()
    simulation.page.keyboard.press("ArrowLeft")
    expect(houses.nth(order[-2])).to_be_focused()


def test_a_drag_selects_no_text_that_the_next_one_would_carry(simulation_at: Simulations):
    simulation = simulation_at("training")
    page = simulation.page
    centre = "picture => picture.scrollIntoView({ block: 'center', behavior: 'instant' })"
    page.locator(".sim-chart").first.evaluate(centre)
    for name in ("Right end", "House 1", "House 2"):
        place = page.get_by_role("slider", name=re.compile(f"^{name}[. ]"))
        box = place.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y - 40, steps=8)
        page.mouse.up()
        simulation.run(DRAWN)
        now = place.bounding_box()
        assert now
        assert now["y"] == pytest.approx(box["y"] - 40, abs=1), name


def test_a_rate_that_changes_during_a_run_of_a_line_is_in_its_program(simulation_at: Simulations):
    simulation = simulation_at("training", rate=0.08)
    simulation.step(30)
    simulation.run("(stage.run(() => 0), stage.set('rate', 0.06), stage.halt(), true)")
    assert "overshoots" in simulation.run("stage.simulation.status()")
    simulation.step(25)
    rows = simulation.run(ROWS)
    assert len(rows) > 25
    program = printed([simulation.run("stage.simulation.python()")])[0]
    assert [[float(word) for word in line] for line in program] == [
        pytest.approx([float(cell) for cell in row], rel=2e-5) for row in rows
    ]


def test_the_goals_of_a_line_are_reached_by_what_it_does(tab: Opener):
    simulation = Simulation(tab("simulations/training/"), "training")
    goals = simulation.page.locator(".sim-goals")
    reached: dict[str, tuple[dict[str, Any], int]] = {
        "hand": ({"w": 6.5, "b": 5.5}, 0),
        "level": ({"y2": 32.16, "y13": 30.59, "y5": -22}, 0),
        "raw": ({"rate": 0.07}, 400),
        "three": ({"standardise": "true", "rate": 0.5}, 3),
        "rescue": ({"rate": 0.08}, 40),
    }
    assert list(reached) == [goal["id"] for goal in SPECS["training"]["goals"]]
    expect(goals.locator("b")).to_have_text("0 of 5")
    for number, (state, steps) in enumerate(reached.values(), 1):
        simulation.open(**state)
        simulation.step(steps)
        if number == 5:
            expect(goals.locator("b")).to_have_text("4 of 5")
            simulation.run("(stage.run(() => 0), stage.set('rate', 0.06), stage.halt(), true)")
            simulation.step(300)
        expect(goals.locator("b")).to_have_text(f"{number} of 5")


# Where things stand on a screen of so many pixels, once the picture is at its top
PLACED = """(() => {
  const { root } = stage;
  root.querySelector(".sim-pictures > :first-child").scrollIntoView({ block: "start", behavior: "instant" });
  scrollBy({ top: -60, behavior: "instant" });
  const boxes = (selector) => [...root.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
  const [status] = boxes(".sim-status");
  const [slider] = boxes(".sim-main input[type=range]");
  return [
    ...[...boxes(".sim-pictures > :first-child svg"), status, slider].map(({ top, bottom }) => [top, bottom]),
    Math.max(
      ...[".sim-pictures", ".sim-pictures > div"].map((selector) =>
        boxes(selector).reduce((sum, { width, height }) => sum + width * height, 0)),
    ),
  ];
})()"""
TALL = "[...stage.root.querySelectorAll('.sim-control')].map((each) => each.getBoundingClientRect().top)"


@pytest.mark.parametrize("phone", [False, True])
def test_picture_verdict_and_main_slider_are_on_the_screen_together(simulation_at: Simulations, phone: bool):
    for name in ("training", "descent"):
        simulation = simulation_at(name, phone=phone)
        simulation.run("stage.root.querySelector('.sim-settings').open = false")
        height = simulation.page.evaluate("innerHeight")
        *parts, pictures = simulation.run(PLACED)
        assert all(0 < top < bottom < height for top, bottom in parts), parts
        if not phone:
            board = simulation.run("(({ width, height }) => width * height)(stage.root.getBoundingClientRect())")
            assert pictures >= board / 2
        if name != "descent":
            continue
        tops = simulation.run(TALL)
        for optimizer in ("Momentum", "Adam"):
            simulation.run(f"(stage.set('optimizer', '{optimizer}'), stage.draw(), true)")
            assert simulation.run(TALL) == tops, "nothing moves when a control comes to mean something"


# Scrolls until what has the selector is low on the screen, then up a little, which brings the button that leads back to
# the top; tells what is seen of the picture and of the status: the top of each, and what lies on its middle
KEPT = """async ([selector, ...parts]) => {
  const { stage } = document.querySelector("book-simulation");
  const frame = () => new Promise((later) => requestAnimationFrame(() => setTimeout(later)));
  const { bottom } = stage.root.querySelector(selector).getBoundingClientRect();
  for (const top of [bottom - 0.9 * innerHeight + 40, -40]) {
    scrollBy({ top, behavior: "instant" });
    for (let i = 0; i < 5; i++) await frame();
  }
  const top = document.querySelector(".md-top");
  const { height } = top.getBoundingClientRect();
  return [!top.hidden && height < 60, ...parts.map((part) => {
    const { left, top, width, height } = stage.root.querySelector(part).getBoundingClientRect();
    const at = (share) => document.elementFromPoint(left + width / 2, top + share * height);
    return [top, [0.05, 0.3, 0.5, 0.8].every((share) => at(share)?.closest(part))];
  })];
}"""


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("name", SPECS)
def test_on_a_small_screen_picture_and_status_stay_in_view_down_to_the_last_setting(
    tab: Opener, name: str, phone: bool
):
    simulation = Simulation(tab(f"simulations/{name}/", **(PHONE if phone else LAPTOP)), name)
    layout = SPECS[name].get("layout")
    parts = [".sim-pictures > :first-child .sim-chart", ".sim-status"]
    if phone and layout:  # two pictures, or a large one: then there is no room for the status
        parts.pop()
    if not phone and layout != "sim-pair":  # whose pictures are both in the first place
        parts.append(".sim-pictures > :nth-child(2) > .sim-chart")
    settings = [each["id"] for each in SPECS[name]["controls"] if each["kind"] not in ("button", "number", "text")]
    last = [each for each in settings if each not in SPECS[name]["main"]][-1]
    for selector in (".sim-buttons", f"#{name}-{last}"):
        button, *kept = simulation.page.evaluate(KEPT, [selector, *parts])
        assert button
        for part, (top, seen) in zip(parts, kept, strict=True):
            assert 47 <= top < 500, (selector, part)
            assert seen, (selector, part)


# Of the controls those that lie under something, or out of the window, wherever the page is scrolled to
COVERED = """(name) => [...document.querySelector(`[name="${name}"] .sim-front`)
  .querySelectorAll("button, input, select")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled)
  .filter((each) => ["start", "center", "end"].every((block) => {
    each.scrollIntoView({ block, behavior: "instant" });
    const { left, right, top, bottom } = each.getBoundingClientRect();
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !seen || (!each.contains(seen) && !each.labels?.[0]?.contains(seen));
  })).map((each) => each.outerHTML.slice(0, 120))"""
SMALL = [(683, 325), (342, 200), (546, 260), (667, 375), (740, 360), (360, 560), (660, 500)]


@pytest.mark.parametrize("name", ALL)
def test_no_control_is_always_covered_in_a_window_that_is_small_or_zoomed(tab: Opener, name: str):
    visit = tab(page_of(name))
    visit.page.locator(f"book-simulation[name='{name}']").first.scroll_into_view_if_needed()
    visit.page.locator(f"book-simulation[name='{name}'] .sim:not([inert])").first.wait_for(state="attached")
    for width, height in SMALL:
        visit.resize(width, height)
        assert visit.page.evaluate(COVERED, name) == [], (width, height)


def test_pictures_follow_the_height_of_a_low_window(tab: Opener):
    simulation = Simulation(tab("simulations/descent/", **LAPTOP), "descent")
    for height in (600, 700):
        simulation.page.set_viewport_size({"width": 1366, "height": height})
        for each in simulation.place.locator(".sim-chart > svg").all():
            expect(each).to_have_attribute("height", str(round(0.42 * height)))


# Whether the focus is in the simulation, and, if its box does not contain it, what lies on what has the focus
ON_FOCUS = """(name) => {
  const [focus, place] = [document.activeElement, document.querySelector(`book-simulation[name='${name}']`)];
  const { left, right, top, bottom } = focus.getBoundingClientRect();
  const seen = (share) => document.elementsFromPoint((left + right) / 2, top + share * (bottom - top));
  const over = [0.1, 0.5, 0.9].map((share) => seen(share).find((each) => each !== focus)) // a ring lies over all
    .map((each) => each?.closest(".sim-status, .sim-pictures > :first-child, .md-top, .md-header"))
    .find((cover) => cover && !cover.contains(focus));
  const away = bottom > innerHeight + 1 || top < -1;
  const wrong = over ? `under ${over.className}` : away ? "out of view" : "";
  const passed = place.compareDocumentPosition(focus) & Node.DOCUMENT_POSITION_FOLLOWING && !place.contains(focus);
  return { inside: place.contains(focus), passed, wrong: wrong && `${focus.outerHTML.slice(0, 150)} is ${wrong}` };
}"""


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("name", ALL)
def test_the_keyboard_comes_to_a_simulation_that_sleeps_below_the_screen_and_sees_each_stop(
    tab: Opener, name: str, phone: bool
):
    visit = tab(page_of(name), reduced_motion="reduce", viewport={"width": 360 if phone else 1280, "height": 780})
    visit.page.keyboard.press("Tab")
    visit.page.locator(f"book-simulation[name='{name}'] .sim:not([inert])").first.wait_for(state="attached")
    stops = []
    while len(stops) < 400:
        visit.page.keyboard.press("Tab")
        stops.append(visit.page.evaluate(ON_FOCUS, name))
        if stops[-1]["passed"]:
            break
    inside = [stop for stop in stops if stop["inside"]]
    assert len(inside) > 5
    assert [stop["wrong"] for stop in inside if stop["wrong"]] == []


def test_simulations_say_loss_as_the_book_does():
    named = re.compile(r"(?i)\b(?:the|a|least|first|final|of) costs?\b|[\"'`]costs?\b(?! function)")
    files = [path for kind in ("*.js", "*.json", "*.md") for path in FOLDER.rglob(kind)]
    said = {path.name: found for path in files if (found := named.findall(path.read_text("utf-8")))}
    assert said == {}


def test_two_of_a_name_on_a_page_keep_their_own_state(tab: Opener):
    simulation = Simulation(tab("simulations/descent/"), "descent")
    page = simulation.page
    second = html_of(SPECS["descent"], FOLDER.parent.parent, "descent-2", "rate=0.03&optimizer=Momentum", "")
    page.evaluate(
        """(html) => document.querySelector("figure.simulation").insertAdjacentHTML("afterend", html)""", second
    )
    page.locator("book-simulation[data-id='descent-2']").scroll_into_view_if_needed()
    page.locator("book-simulation[data-id='descent-2'] .sim:not([inert])").wait_for()
    states = "[...document.querySelectorAll('book-simulation')].map(({ stage }) => stage.state.rate)"
    assert page.evaluate(states) == [0.05, 0.03]
    page.locator("#descent-2-optimizer").select_option("Adam")
    page.wait_for_function("location.hash.startsWith('#descent-2?')")
    assert page.evaluate(states) == [0.05, 0.03]
    assert simulation.state()["optimizer"] == "Gradient descent"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids))


EDGES = "[0, 1, 2].map((i) => stage.root.querySelector(`.sim-solid [data-key='axis ${i}']`).getAttribute('points'))"
SPOT = "['x', 'y'].map((c) => stage.root.querySelector('.sim-solid [data-key=\"first ball\"]')[`c${c}`].baseVal.value)"


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
def test_the_surface_is_turned_by_mouse_finger_and_keys_and_needs_no_library(simulation_at: Simulations, way: str):
    simulation = simulation_at("descent", phone=way == "finger", view="Surface", rate=0.01)
    page, solid = simulation.page, simulation.page.locator(".sim-solid")
    assert page.locator(".sim-chart").first.is_hidden()
    before = simulation.run(EDGES)
    if way == "key":
        solid.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
    else:
        dragged(simulation, solid.locator("svg").first, way, (70, 4 if way == "finger" else 30))
    simulation.until(f"{EDGES}.every((axis, i) => axis !== value[i])", before)
    if way == "key":
        turned = simulation.run(EDGES)
        page.keyboard.press("+")
        larger = simulation.run(EDGES)
        assert larger != turned
        page.keyboard.press("-")
        assert simulation.run(EDGES) == turned, "minus takes back what plus did"
        in_the_middle(solid).hover()
        page.mouse.wheel(0, -100)
        simulation.until(f"`${{{EDGES}}}` !== `${{value}}`", turned)
    assert simulation.run("typeof Plotly") == "undefined"


LOSSES: dict[str, Callable[[float, float], float]] = {
    "Elongated valley": lambda x, y: ((0.8 * x + 0.6 * y) ** 2 + 25 * (0.8 * y - 0.6 * x) ** 2) / 2,
    "Rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    "Saddle": lambda x, y: (x * x - y * y) / 2,
    "Several minima": lambda x, y: sum(t**4 - 3 * t * t + t / 2 for t in (x, y)),
}


@pytest.mark.parametrize("landscape", LOSSES)
def test_what_is_said_of_a_place_of_the_surface_is_what_the_landscape_has_there(
    simulation_at: Simulations, landscape: str
):
    simulation = simulation_at("descent", view="Surface", landscape=landscape, start="Middle", rate=0.0003)
    page, solid = simulation.page, simulation.page.locator(".sim-solid")
    simulation.step(3)
    solid.focus()
    for _ in range(9):
        page.keyboard.press("ArrowUp")  # from above nothing is hidden
    box = in_the_middle(solid).bounding_box()
    assert box
    for nudge in ((0, 0), (25, 0), (0, -40)):
        x, y = simulation.run(SPOT)
        page.mouse.move(box["x"] + x + nudge[0], box["y"] + y + nudge[1])
        text = solid.locator("[data-key='told name']").text_content()
        w1, w2, loss = (float(each.replace("−", "-")) for each in re.findall(r"[−\d.]+(?=,|$)", text))
        near = [-0.005, 0, 0.005]  # the weights are said with two decimals
        losses = [LOSSES[landscape](w1 + a, w2 + b) for a in near for b in near]
        slack = 0.01 + 0.01 * abs(loss)  # it is said with three digits, and may be negative
        assert min(losses) - slack <= loss <= max(losses) + slack
        if nudge == (0, 0):
            w = simulation.run("stage.simulation.table().rows.at(-1).slice(1, 3).map(Number)")
            np.testing.assert_allclose([w1, w2], w, atol=0.05)
    page.mouse.move(5, 5)
    expect(solid.locator("[data-key='told name']")).to_have_count(0)


def test_a_path_on_the_surface_has_its_steps_and_is_faint_where_the_surface_hides_it(simulation_at: Simulations):
    simulation = simulation_at("descent", view="Surface", rate=0.01, compare="Momentum")
    simulation.step(30)
    d = "['path', 'behind', 'dots'].map((key) => stage.root.querySelector(`.sim-solid [data-key='first ${key}']`)"
    d = f"{d}.getAttribute('d'))"
    simulation.page.locator(".sim-solid").focus()
    for _ in range(9):
        simulation.page.keyboard.press("ArrowUp")
    path, behind, dots = simulation.run(d)
    assert [path.count("M"), behind, dots.count("M")] == [1, "", 31]
    for _ in range(15):
        simulation.page.keyboard.press("ArrowDown")
    for _ in range(8):
        simulation.page.keyboard.press("ArrowRight")
    path, behind, dots = simulation.run(d)
    assert behind, "seen from the side the valley's wall hides a part"
    assert dots.count("M") < 31
    names = "[...stage.root.querySelectorAll('.sim-solid [data-key^=second]')].length"
    assert simulation.run(names) == 4
    simulation.run("(stage.set('compare', 'Nothing'), stage.draw(), true)")
    assert simulation.run(names) == 0


# What they say

WORDS_OF_FATE = {
    "steady": "converges steadily",
    "overshooting": "converges, overshooting",
    "round": "goes round for ever",
    "diverges": "diverges",
}
MESSAGES: list[tuple[str, dict[str, Any], int, str]] = [
    ("descent", {"rate": 0.03}, 10, "converges steadily"),
    ("descent", {"rate": 0.07}, 10, "converges, overshooting"),
    ("descent", {"rate": 0.08}, 10, "goes round for ever"),
    ("descent", {"rate": 0.2}, 5000, "diverged: after"),
    ("descent", {"rate": 0.2}, 10, "diverges"),
    ("descent", {"rate": 0.07}, 5000, "come to rest"),
    ("descent", {"landscape": "Saddle"}, 5, "one eigenvalue is negative"),
    ("descent", {"landscape": "Saddle", "start": "Near the minimum"}, 5, "starts on the ridge"),
    (
        "descent",
        {"landscape": "Saddle", "start": "Near the minimum", "rate": 3},
        60,
        "keeps to it, and the rate is above",
    ),
    ("descent", {"start": "Chosen on the map", "w1": 0.8, "w2": 0.6, "rate": 1}, 0, "next to no part"),
    ("descent", {"start": "Chosen on the map", "rate": 1}, 5, "gradient is zero where the ball stands"),
    ("descent", {"optimizer": "Adam"}, 5, "so the run tells"),
    ("descent", {"landscape": "Rosenbrock", "rate": 0.0005}, 20000, "It stopped after 10,000 steps"),
    ("which-valley", {}, 3000, "Stuck in a local minimum"),
    ("which-valley", {"x": -1.8}, 3000, "Found the global minimum"),
    ("which-valley", {"x": 2, "usesMomentum": "true", "rate": 0.02}, 10, "Escaped"),
    ("which-valley", {"landscape": "Flat inflection", "x": -0.9, "rate": 0.02}, 3000, "flat ground"),
    ("which-valley", {"noise": 6, "rate": 0.02}, 3000, "noise keeps the ball moving"),
    ("which-valley", {"rate": 1}, 50, "Diverged"),
    ("which-valley", {"landscape": "Convex", "rate": 0.6}, 5, "converges, overshooting"),
    ("race", {}, 0, "Seven optimizers at the start, all with the rate 0.03"),
    ("race", {}, 50, "Nesterov wins"),
    ("race", {"rate": 10, "landscape": "Rosenbrock"}, 30, "Gradient descent, Momentum and Nesterov have diverged"),
    ("race", {"landscape": "Rosenbrock", "start": "Chosen on the map", "w1": 1, "w2": 1}, 9, "so all stay there"),
    ("training", {}, 0, "Nothing has been learned yet"),
    ("training", {}, 2, "large corrections are still due"),
    ("training", {}, 60, "only fine corrections are still due"),
    ("training", {"w": 6.6, "b": 5.3}, 0, "nothing is left to learn"),
    ("training", {"rate": 0.08}, 5, "lands farther off"),
    ("training", {"standardise": "true", "rate": 0.3}, 100, "Converged after"),
    ("training", {"rate": 0.2}, 300, "Diverged"),
    ("training", {"rate": 0.0001}, 1000, "not there after 1,000 steps"),
    ("fit-and-generalise", {"degree": 1}, 0, "Underfitting"),
    ("fit-and-generalise", {"degree": 4}, 0, "Good fit"),
    ("fit-and-generalise", {"degree": 15}, 0, "Overfitting"),
    ("fit-and-generalise", {"truth": "Sine", "noise": 0, "degree": 13}, 0, "is the truth, on the picture"),
    ("fit-and-generalise", {"truth": "Line", "n": 5, "degree": 1, "seed": 32}, 0, "of which 0.0900 is noise"),
    ("two-ways-to-learn", {}, 0, "has not begun"),
    ("two-ways-to-learn", {}, 1, "assigned each point"),
    ("two-ways-to-learn", {}, 2, "moved each centre"),
    ("two-ways-to-learn", {}, 60, "settled after"),
]


@pytest.mark.parametrize("name", SPECS)
def test_a_status_says_where_the_run_is(simulation_at: Simulations, name: str):
    simulation = simulation_at(name)
    status, aloud = simulation.page.locator(".sim-status"), simulation.page.locator(".sim-aloud")
    assert aloud.get_attribute("role") == "status"
    for _, state, steps, words in [each for each in MESSAGES if each[0] == name]:
        simulation.open(**state)
        simulation.step(steps)
        assert words.lower() in status.inner_text().lower(), state
        assert aloud.text_content() == status.text_content()
        assert not NONSENSE.search(simulation.shown()), state


def test_the_status_of_random_valleys_says_what_the_eigenvalues_say(simulation_at: Simulations):
    simulation = simulation_at("descent")
    seeded = random.Random(6)
    expected, hashes = [], []
    for _ in range(200):
        kappa, rate = seeded.randint(2, 100), float(f"{10 ** seeded.uniform(-3.5, 0):.3g}")
        name, momentum = seeded.choice(["Gradient descent", "Momentum", "Nesterov"]), seeded.randint(0, 99) / 100
        expected.append(fate_by_iteration(name, np.array([1.0, kappa]), rate, momentum))
        hashes.append(simulation.hash(kappa=kappa, rate=rate, optimizer=name, momentum=momentum))
    said = simulation.run("value.map((hash) => { stage.open(hash); return stage.sentence; })", hashes)
    for (word, margin), status, hash_ in zip(expected, said, hashes, strict=True):
        if margin > 1e-9:
            assert WORDS_OF_FATE[word] in status, hash_
    assert {word for word, margin in expected if margin > 1e-9} == {"steady", "overshooting", "diverges"}


@pytest.mark.parametrize("name", SPECS)
def test_every_choice_of_every_list_runs_and_shows_only_numbers(simulation_at: Simulations, name: str):
    simulation = simulation_at(name)
    controls = SPECS[name]["controls"]
    rates = [{"rate": rate} for rate in (0.0001, 0.03, 3)] if any(each["id"] == "rate" for each in controls) else [{}]
    lists = [(each["id"], each.get("options", [])) for each in controls if each["id"] != "view"]
    chosen = [{field: option} for field, options in lists for option in options]
    for state in [one | rate for one in chosen or [{}] for rate in rates]:  # some have no list
        simulation.open(**state)
        simulation.step(120)
        assert not NONSENSE.search(simulation.drawn()), state


def test_a_hundred_starts_are_counted_once_each_and_agree_with_the_basins(simulation_at: Simulations):
    simulation = simulation_at("which-valley")
    simulation.control("Try 100 starts", "button").click()
    simulation.until("!stage.simulation.more() && stage.sentence.startsWith('Of 100 starts')")
    rows = simulation.page.locator(".sim-bar b").all_inner_texts()
    counts = [int(re.search(r"(\d+) of 100", row)[1]) for row in rows]
    assert sum(counts) == 100
    assert len(counts) == 2
    strokes = simulation.run(
        "[0, 1].map((i) => stage.root.querySelectorAll('.sim-rug')[i].getAttribute('d').split('M').length - 1)"
    )
    assert strokes == counts
    starts = simulation.page.evaluate(
        """async () => { const at = new URL("../../simulations/", location.href.split("#")[0]);
        const { hundred } = await import(new URL("which-valley.js", at));
        const { twoMinima } = await import(new URL("LANDSCAPES.js", at));
        const { state } = document.querySelector("book-simulation").stage;
        return [...hundred(twoMinima(), state)]; }""".replace("LANDSCAPES", holder("kernel/landscapes"))
    )
    top = sorted(np.roots([4, 0, -6, 0.5]).real)[1]
    for each in starts:  # at a rate of 0.02 the ball keeps to the valley that it starts in
        assert (each["start"] < top) == (each["end"] < 0)
    assert counts[0] == sum(each["end"] < 0 for each in starts)


def test_the_quiz_answers_each_question_counts_and_keeps_its_order_for_a_seed(simulation_at: Simulations):
    simulation = simulation_at("two-ways-to-learn")
    page, orders = simulation.page, []
    for _ in range(2):
        asked, right = [], 0
        kinds = set()
        for i in range(12):
            question = page.locator(".sim-quiz p").nth(1).inner_text()
            asked.append(question.split(". ", 1)[1])
            choice = ["With labels", "Without labels", "Neither, or both"][i % 3]
            page.get_by_role("button", name=choice, exact=True).click()
            feedback = page.locator(".sim-quiz [role=status]").inner_text()
            assert re.match(r"Yes\. |No: (with labels|without labels|neither, or both)\. ", feedback)
            right += feedback.startswith("Yes")
            kinds.add(choice.lower() if feedback.startswith("Yes") else feedback[4 : feedback.index(".")])
            expect(page.locator(".sim-score")).to_have_text(f"{right} right of {i + 1}")
            page.keyboard.press("Enter")  # the focus is on the button that goes on
        orders.append(asked)
        assert len(set(asked)) == 12
        assert kinds == {"with labels", "without labels", "neither, or both"}
    assert orders[0] == orders[1]
    expect(page.locator(".sim-quiz").get_by_role("heading", name="Which kind is it?")).to_be_visible()


# The styles of k-means' points, and how many have each; and where a handle is on the screen
COLOURS_OF = """[...stage.pictures.children[0].querySelectorAll(".sim-point")].map((each) =>
  [each.getAttribute("style"), each.getAttribute("d").split("M").length - 1])"""


def handle_in(simulation: Simulation, column: int, key: int) -> Locator:
    """Return a handle of one of its pictures."""
    return simulation.page.locator(".sim-pictures > div").nth(column).locator(".sim-handle").nth(key)


@pytest.mark.parametrize("way", ["mouse", "finger"])
def test_points_and_centres_go_where_a_hand_drags_them_and_come_back(simulation_at: Simulations, way: str):
    simulation = simulation_at("two-ways-to-learn", phone=way == "finger")
    first = simulation.state()
    simulation.step(300)
    assert "settled" in simulation.run("stage.sentence")
    place = np.array(simulation.run("stage.pictures.children[0].querySelector('.sim-handle').values"))
    unit = simulation.run("stage.pictures.children[0].querySelector('.sim-edge').getBBox().width") / 2.2
    for column in (1, 0):  # with labels and without: the same points
        dragged(simulation, handle_in(simulation, column, 0), way, (30, -20))
        place += np.array([30, 20]) / unit
        close = "Math.abs(stage.state.u1 - value[0]) < 0.02 && Math.abs(stage.state.v1 - value[1]) < 0.02"
        simulation.until(f"stage.state.p1 === 1 && {close}", place.tolist())
        assert "settled" in simulation.run("stage.simulation.status()"), "who looks at the end goes on to"
    dragged(simulation, handle_in(simulation, 0, 2), way, (-25, 15))
    simulation.until("stage.state.from === 'Where you put them' && stage.step === 0")
    simulation.control("Put back", "button").click()
    simulation.until("stage.state.from === 'On points drawn'")
    assert simulation.state() == first


def test_keys_move_points_and_centres_and_choose_another_point(simulation_at: Simulations):
    simulation = simulation_at("two-ways-to-learn")
    page = simulation.page
    point = page.locator(".sim-pictures > div").nth(1).get_by_role("slider", name="Point.")
    point.focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    simulation.until("stage.state.p1 === 120")
    expect(point).to_have_attribute("aria-valuetext", re.compile("point 120 of 120"))
    centre = page.get_by_role("slider", name="Centre 2.")
    centre.focus()
    before = page.locator("[aria-label^='Centre 2.']").get_attribute("aria-valuenow")
    page.keyboard.press("Shift+ArrowLeft")
    simulation.until("stage.state.from === 'Where you put them'")
    assert simulation.state()["x2"] == pytest.approx(max(-1.1, float(before or 0) - 0.2), abs=0.01)
    assert page.get_by_role("slider", name=re.compile(r"Centre \d")).count() == 3, "none for groups that there are not"


def test_labels_that_are_revealed_are_shapes_and_leave_the_groups_their_colours(simulation_at: Simulations):
    simulation = simulation_at("two-ways-to-learn", starts=4)
    shown = []
    for reveal in (False, True):
        simulation.run(
            "(() => { stage.open(value); stage.go(300); stage.draw(); })()",
            simulation.hash(starts=4, reveal=str(reveal).lower()),
        )
        sizes: dict[str, int] = {}
        for colour, size in simulation.run(COLOURS_OF):
            sizes[colour] = sizes.get(colour, 0) + size
        shown.append((sizes, len(simulation.run(COLOURS_OF))))
        names = simulation.page.locator(".sim-pictures > div").first.locator("svg text, .sim-title").all_text_contents()
        assert ("Without labels, then revealed" if reveal else "Without labels") in names
        assert f"colour: group · {'shape: label' if reveal else 'labels hidden'}" in names
    assert shown[0][0] == shown[1][0]
    assert sum(shown[0][0].values()) == 120
    assert shown[0][1] == 3 < shown[1][1], "here a group has more than one label"


def test_each_goal_of_with_labels_and_without_is_reached_by_what_the_run_does(simulation_at: Simulations):
    simulation = simulation_at("two-ways-to-learn")
    put = "from=Where you put them"
    states = {
        "agree": "reveal=true",
        "heart": "data=Noise&classifier=Nearest neighbour",
        "stuck": "starts=4",
        "empty": f"{put}&x1=-1.1&y1=1.1&x2=0&y2=0.6&x3=0&y3=-0.5",
        "stripes": f"data=Stripes&{put}&x1=0&y1=0.6&x2=0&y2=0&x3=0&y3=-0.6",
    }
    goals = [each["id"] for each in SPECS["two-ways-to-learn"]["goals"]]
    assert goals == list(states)
    met = """(() => { const { met } = stage.simulation;
      stage.open(value[0]);
      const before = met(value[1]);
      stage.go(300);
      stage.draw();
      return [before, met(value[1])]; })()"""
    for goal, state in states.items():
        assert simulation.run(met, ["#two-ways-to-learn?", goal])[0] is False, goal
        before, after = simulation.run(met, [f"#two-ways-to-learn?{state}", goal])
        assert after, goal
        assert not before or goal == "heart", goal


# The program that is offered, and links

STATES: list[tuple[str, dict[str, Any], int]] = [
    ("descent", {}, 0),
    ("descent", {"landscape": "Bowl", "rate": 0.3}, 30),
    ("descent", {"rate": 0.081}, 400),
    ("descent", {"optimizer": "Momentum", "momentum": 0.8}, 250),
    ("descent", {"optimizer": "Nesterov", "kappa": 60, "rate": 0.01}, 250),
    ("descent", {"landscape": "Rosenbrock", "optimizer": "RMSProp", "rate": 0.01}, 300),
    ("descent", {"landscape": "Several minima", "optimizer": "Adam", "rate": 0.1}, 1300),
    ("descent", {"landscape": "Saddle", "start": "Chosen on the map", "w1": 1, "w2": -0.003}, 60),
    ("which-valley", {}, 200),
    ("which-valley", {"noise": 5, "seed": 3, "rate": 0.01}, 300),
    ("which-valley", {"landscape": "Many minima", "usesMomentum": "true", "momentum": 0.85}, 150),
    ("which-valley", {"landscape": "Flat inflection", "x": -0.9}, 100),
    ("which-valley", {"landscape": "Convex", "rate": 1.01}, 300),
    ("which-valley", {"noise": 5, "usesMomentum": "true"}, 60),
    ("race", {}, 0),
    ("race", {"landscape": "Rosenbrock", "rate": 0.01, "length": 200}, 150),
    ("race", {"landscape": "Several minima", "start": "Middle", "rate1": 0.1, "rate4": 0.3, "rate6": 1}, 50),
    ("race", {"landscape": "Straight valley", "kappa": 90, "rate": 0.02, "momentum": 0.8}, 35),
    ("training", {}, 300),
    ("training", {"standardise": "true", "rate": 0.3, "w": 12.34, "b": 44, "seed": 12}, 40),
    ("training", {"rate": 0.1, "w": -12, "b": 55.5, "y3": 21.5, "y14": -60}, 100),
    ("fit-and-generalise", {}, 0),
    ("fit-and-generalise", {"truth": "Cubic", "n": 60, "noise": 0.5, "seed": 4}, 0),
    ("fit-and-generalise", {"truth": "Line", "n": 6, "noise": 0.1, "seed": 9}, 0),
    ("fit-and-generalise", {"n": 30, "moved": "3:0.4,1.5;7:0.4,-1;11:2,0;40:0.1,0"}, 0),
    ("two-ways-to-learn", {}, 20),
    ("two-ways-to-learn", {"data": "Rings", "clusters": 8, "seed": 5}, 40),
    ("two-ways-to-learn", {"data": "Stripes", "clusters": 3, "starts": 7}, 8),
    ("two-ways-to-learn", {"data": "Noise", "clusters": 4, "points": 200}, 60),
    (
        "two-ways-to-learn",
        {"from": "Where you put them", "x1": 0.25, "y1": -1.1, "clusters": 2, "p1": 7, "u1": -0.125, "v1": 1},
        30,
    ),
]


@pytest.mark.parametrize("name", SPECS)
def test_copy_as_python_prints_the_table(simulation_at: Simulations, name: str):
    simulation = simulation_at(name)
    tables, programs = [], []
    for _, state, steps in [each for each in STATES if each[0] == name]:
        simulation.open(**state)
        simulation.step(steps)
        tables.append(simulation.table())
        programs.append(simulation.run("stage.simulation.python()"))
    for shown, expected, program in zip(tables, printed(programs), programs, strict=True):
        assert len(shown) == len(expected) > 0, program
        for row, line in zip(shown, expected, strict=True):
            for cell, word in zip(row, line, strict=True):
                if re.fullmatch(r"[a-z]+", word):
                    assert cell == word
                else:
                    assert float(cell) == pytest.approx(float(word), rel=2e-5, abs=1e-20), program


@pytest.mark.parametrize("name", SPECS)
def test_a_link_opens_exactly_the_state_it_was_copied_from(simulation_at: Simulations, name: str):
    simulation = simulation_at(name)
    for _, state, steps in [each for each in STATES if each[0] == name]:
        seen = []
        simulation.open(**state)
        link = simulation.run("stage.link()")
        for loaded_anew in (False, True):
            if loaded_anew:
                simulation.page.evaluate("link => history.replaceState(null, '', link)", link)
                simulation.page.reload()
                simulation.wake()
                assert simulation.page.locator(".sim-note").is_hidden()
            values = simulation.state()
            simulation.step(min(steps, 30))
            seen.append((values, simulation.table()))
        assert seen[0] == seen[1], link


def test_a_change_is_written_into_the_address(simulation_at: Simulations):
    simulation = simulation_at("descent")
    simulation.page.get_by_label("Landscape", exact=True).select_option("Rosenbrock")
    simulation.page.wait_for_function("location.hash.includes('Rosenbrock')")


def test_a_link_that_follows_a_change_at_once_is_what_stays_in_the_address(simulation_at: Simulations):
    simulation = simulation_at("descent")
    link = simulation.hash(rate=0.05)  # what it is at first, so that the simulation's own link would leave it out
    then = simulation.page.evaluate(
        """([link]) => { const { stage } = document.querySelector("book-simulation");
        stage.set("rate", 0.03);
        history.replaceState(null, "", link);
        stage.open(link);
        // a change is written after 200 ms; a timer that was set later and waits longer comes later, however busy it is
        return new Promise((resolve) => setTimeout(() => resolve(location.hash), 400)); }""",
        [link],
    )
    assert then == link


JUNK = [
    "NaN",
    "Infinity",
    "-1e999",
    "1e308",
    "",
    "%",
    "%E0%A4%A",
    "0x10",
    "null",
    "<b>",
    "٣",
    "-0",
    "1e-320",
    "🙂" * 40,
]
FOLLOW = """(hash) => new Promise((resolve) => {
  if (location.hash === new URL(hash, location.href).hash) resolve();
  addEventListener("hashchange", () => setTimeout(resolve), { once: true }); // when the simulation has heard of it too
  location.hash = hash;
})"""


@pytest.mark.parametrize("name", SPECS)
def test_a_hundred_broken_links_open_the_nearest_state_with_a_note(tab: Opener, name: str):
    seeded = random.Random(f"9 {name}")
    simulation = Simulation(tab(f"simulations/{name}/"), name)
    simulation.page.evaluate("document.querySelector('book-simulation').dataset.first = 'yes'")
    simulation.page.evaluate("(name) => { location.hash = `#${name}?`; }", name)
    # at the first such change the theme fetches the page anew and puts it in place of this one
    simulation.page.wait_for_function("document.querySelector('book-simulation:not([data-first])')?.stage")
    fields = [each["id"] for each in SPECS[name]["controls"]] + ["unknown", "__proto__", ""]
    for _ in range(25):
        junk = [f"{seeded.choice(fields)}={seeded.choice([*JUNK, str(seeded.gauss(0, 1e4))])}" for _ in range(4)]
        hash_ = f"#{name}?{'&'.join(junk[: seeded.randint(1, 4)])}"
        simulation.page.evaluate(FOLLOW, hash_)
        simulation.step(10)
        assert not NONSENSE.search(simulation.shown().split("The link was not quite right")[0]), hash_
        state = simulation.state()
        for each in SPECS[name]["controls"]:
            if "low" in each:
                assert each["low"] <= state[each["id"]] <= each["high"], hash_
            elif "options" in each:
                assert state[each["id"]] in each["options"], hash_
    assert simulation.page.locator(".sim").count() == 1


def test_a_note_says_what_of_a_link_was_not_right(simulation_at: Simulations):
    note = simulation_at("descent", rate=1e9, landscape="Moon").page.locator(".sim-note")
    expect(note).to_contain_text("Learning rate goes from 0.0001 to 10")
    expect(note).to_contain_text("“Moon” is no value of Landscape")


@cache
def links() -> list[tuple[str, str, str]]:
    """Return page, address and promise of every link on a page that opens a simulation."""
    paths = {page: SITE / page / ("" if page.endswith(".html") else "index.html") for page in addresses()}
    pages = [page for page, path in paths.items() if 'class="see"' in path.read_text("utf-8")]
    return [(page, str(link["href"]), str(link["title"])) for page in pages for link in soup(page).select("a.see")]


def test_a_note_tells_what_was_rounded_from_what_was_out_of_range(simulation_at: Simulations):
    note = simulation_at("descent", kappa=33.4).page.locator(".sim-note")
    expect(note).to_contain_text("Condition number κ goes in steps of 1")
    note = simulation_at("training", seed=1.5).page.locator(".sim-note")
    expect(note).to_contain_text("Data goes in steps of 1")


def test_a_place_in_a_link_is_where_the_ball_starts(simulation_at: Simulations):
    simulation = simulation_at("descent", w1=2, w2=2)
    assert simulation.state()["start"] == "Chosen on the map"
    simulation.run("stage.set('start', 'Middle')")
    assert "w1" not in simulation.run("stage.link()")


# The numbers beside the axes, as texts and as what their places stand for
AXES = """[...stage.root.querySelectorAll(".sim-chart > svg > g:first-of-type")].map((axes) =>
  [...axes.querySelectorAll("text[text-anchor=middle]")].slice(0, -1).map((each) =>
    [each.textContent, Number(each.getAttribute("x"))]))"""


@pytest.mark.parametrize(
    ("name", "state", "steps"),
    [
        ("training", {"rate": 0.0001}, 809),
        ("descent", {"landscape": "Rosenbrock", "rate": 0.001}, 569),
        ("which-valley", {"rate": 0.0001}, 1500),
        ("fit-and-generalise", {}, 0),
    ],
)
def test_the_numbers_beside_an_axis_are_evenly_spaced(
    simulation_at: Simulations, name: str, state: dict[str, Any], steps: int
):
    simulation = simulation_at(name, **state)
    simulation.step(steps)
    for ticks in simulation.run(AXES):
        values, places = np.array([[float(text.replace("−", "-")), x] for text, x in ticks]).T
        line = np.polynomial.Polynomial.fit(values, places, 1)
        np.testing.assert_allclose(line(values), places, atol=0.1)


def test_what_is_seen_of_a_run_is_never_older_than_its_numbers(simulation_at: Simulations):
    simulation = simulation_at("training", rate=0.0001)
    for steps in range(1, 5):
        simulation.run("(() => { stage.tick(); stage.draw(); })()")
        assert f"{steps} of 1000" in simulation.page.locator(".sim-readout").inner_text()
        assert simulation.page.locator(".sim-status").text_content() == simulation.run("stage.simulation.status()")


def test_run_begins_again_where_a_run_has_ended(simulation_at: Simulations):
    simulation = simulation_at("descent", landscape="Bowl", rate=1)
    simulation.step(5)
    assert "come to rest" in simulation.page.locator(".sim-status").inner_text()
    simulation.run("(() => { stage.press('run'); stage.halt(); })()")
    assert "come to rest" not in simulation.run("stage.simulation.status()")


@pytest.mark.parametrize("name", ALL)
def test_every_link_to_a_simulation_shows_what_its_text_says(simulation_at: Simulations, name: str):
    simulation = simulation_at(name)
    here = [each for each in links() if f"#{name}?" in each[1]]
    assert len(links()) >= 20
    for page, address, title in here:
        said = simulation.run(
            """(() => { stage.open(value);
            const said = new Set([stage.simulation.status()]);
            for (let i = 0; i < 12000 && stage.tick(); i++) if (i < 400) said.add(stage.simulation.status());
            said.add(stage.simulation.status());
            if (stage.inputs.hundred) { stage.press("hundred"); while (stage.simulation.more(1000));
              said.add(stage.simulation.status()); }
            return [stage.note.hidden ? "" : stage.note.textContent, ...said]; })()""",
            address[address.index("#") :],
        )
        promise = title.removeprefix("Shows: ")
        assert said[0] == "", (page, address)
        assert any(promise.lower() in each.lower() for each in said), (page, address, promise, said[:3], said[-2:])


def test_every_link_to_a_simulation_names_one():
    assert {re.search(r"#([\w-]+)\?", address)[1] for _, address, _ in links()} <= set(ALL)


def test_a_link_opens_the_simulation_on_the_same_page_or_on_its_own(tab: Opener):
    page, address, _ = next(each for each in links() if each[1].startswith("#") and each[0].startswith("descent/"))
    visit = tab(page)
    visit.page.locator("book-simulation").first.scroll_into_view_if_needed()
    visit.page.locator(".sim:not([inert])").first.wait_for()
    visit.page.locator("a.see").first.click()
    wanted = dict(pair.split("=") for pair in unquote_plus(address).split("?")[1].split("&"))
    state = visit.page.evaluate("document.querySelector('book-simulation').stage.state")
    for key, value in wanted.items():
        assert str(state[key]).lower() == value.lower()
    expect(visit.page.locator(".sim").first).to_be_in_viewport()


# The stage


def test_a_run_goes_only_in_view_and_ends_with_the_page(tab: Opener):
    simulation = Simulation(tab("simulations/descent/#descent?rate=0.001"), "descent")
    page = simulation.page
    simulation.control("Run", "button").click()
    simulation.until(f"{ROWS}.length > 5")
    page.set_viewport_size({"width": 1280, "height": 300})
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate("document.querySelector('.sim').style.marginTop = '-9000px'")
    simulation.until("!stage.frame")
    page.evaluate("document.querySelector('.sim').style.marginTop = ''; scrollTo(0, 200)")
    simulation.until("stage.frame")
    page.evaluate("window.left = document.querySelector('book-simulation').stage")
    page.evaluate("document.querySelector('.md-logo').click()")
    page.wait_for_function("!document.querySelector('book-simulation')")
    assert page.evaluate("[left.over, left.running, left.frame]") == [True, None, None]


# What a run does in 2.6 seconds, by a clock of its own that needs no time: how often it draws, and its last step
LETS_TIME_PASS = """(() => {
  let drawn = 0;
  const draw = stage.draw.bind(stage);
  stage.draw = () => { drawn += 1; draw(); };
  for (let now = 0; now <= 2600; now += 16) {
    if (!stage.calm.matches) stage.beat(now);
    else if (now % 1008 === 1008 - 16) stage.leap();
  }
  stage.halt();
  delete stage.draw;
  return [drawn, stage.at];
})()"""


@pytest.mark.parametrize(("motion", "fewest", "most"), [("reduce", 1, 3), ("no-preference", 100, 200)])
def test_without_motion_many_steps_are_taken_at_once(simulation_at: Simulations, motion: Any, fewest: int, most: int):
    simulation = simulation_at("descent", rate=0.001)
    simulation.page.emulate_media(reduced_motion=motion)
    simulation.page.locator(".sim").scroll_into_view_if_needed()
    simulation.control("Run", "button").click()
    simulation.until("stage.clock || stage.frame")
    assert simulation.run("[Boolean(stage.clock), Boolean(stage.frame)]") == [motion == "reduce", motion != "reduce"]
    simulation.run("(stage.unwind(), stage.go(0), true)")
    drawn, steps = simulation.run(LETS_TIME_PASS)
    simulation.page.emulate_media(reduced_motion="no-preference")
    assert fewest <= drawn <= most
    assert steps >= 8
    assert steps == int(steps) or motion != "reduce"


# The colours that a map has, read from a copy, for what is read often is drawn another way; and those of its page
PIXELS = """(() => {
  const map = stage.root.querySelector("canvas");
  const context = new OffscreenCanvas(map.width, map.height).getContext("2d", { willReadFrequently: true });
  context.drawImage(map, 0, 0);
  const all = context.getImageData(0, 0, map.width, map.height).data;
  const colours = Array.from({ length: all.length / 4 }, (_, i) => all.slice(4 * i, 4 * i + 3).join());
  return [...new Set(colours)].map((colour) => colour.split(",").map(Number));
})()"""
COLOURS = """["--plot-low", "--plot-high", "--plot-text"].map((name) => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = getComputedStyle(stage.root).getPropertyValue(name);
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
})"""
THEMES = [
    ("default", ""),
    ("slate", ""),
    ("default", "--plot-low: hsl(120deg 60% 40%); --plot-high: rgb(250 240 10 / 100%); --plot-text: maroon"),
]


def test_the_map_has_the_colours_of_the_page_whatever_they_are_without_a_reload(tab: Opener):
    simulation = Simulation(tab("simulations/descent/#descent?landscape=Bowl"), "descent")
    seen = []
    for scheme, style in THEMES:
        change = "([scheme, style]) => { document.body.style = style; document.body.dataset.mdColorScheme = scheme; }"
        simulation.page.evaluate(change, [scheme, style])
        pixels, colours = np.array(simulation.run(PIXELS)), np.array(simulation.run(COLOURS))
        for colour in colours[:2]:  # the lowest place and the highest
            assert np.abs(pixels - colour).max(axis=1).min() <= 12, (scheme, style, colour)
        assert (pixels >= colours.min(axis=0) - 2).all(), (scheme, style)
        assert (pixels <= colours.max(axis=0) + 2).all(), (scheme, style)
        seen.append(sorted(map(tuple, pixels.tolist())))
    assert seen[0] != seen[1] != seen[2] != seen[0]


def test_marks_of_one_slider_are_none_of_another(simulation_at: Simulations):
    simulation = simulation_at("descent", compare="Adam")
    simulation.run("['rate', 'rate2'].map((id) => stage.mark(id, [[0.01, 'one'], [0.1, 'two'], [1, 'three']]))")
    marks = simulation.run(
        "['rate', 'rate2'].map((id) => stage.inputs[id].parentElement.querySelectorAll('button').length)"
    )
    assert marks == [3, 3]
    simulation.page.get_by_role("button", name="two").nth(1).click()
    assert simulation.state()["rate2"] == 0.1


# The place on a page


def test_without_javascript_a_picture_and_a_description_stand_in_its_place(tab: Opener):
    visit = None
    for name in ALL:
        address = page_of(name)
        if visit:
            visit.open(address)
        else:
            visit = tab(address, java_script_enabled=False)
        place = visit.page.locator("figure.simulation", has=visit.page.locator(f"[name='{name}']")).first
        assert place.locator("svg[role=img]").get_attribute("aria-label")
        assert len(place.locator("figcaption").inner_text().split()) > 8
        box = place.locator("svg[role=img]").bounding_box()
        assert box
        assert box["height"] > 100
        assert place.locator(".sim").is_hidden()


def test_the_list_of_simulations_agrees_with_their_specifications():
    listed = json.loads((SITE / "simulations.json").read_text("utf-8"))
    assert {each["name"] for each in listed} == set(ALL)
    for each in listed:
        assert (SITE / each["page"] / "index.html").exists()
        first = [{key: control[key] for key in control if key != "hidden"} for control in ALL[each["name"]]["controls"]]
        assert each["controls"] == first
        assert each["concepts"]
        if each["name"] in SPECS:
            assert f"simulations/{each['name']}.md" in each["in"]
            assert len(each["in"]) >= 2, "a simulation stands in its chapter too"


def test_the_picture_in_a_place_shows_the_state_in_which_it_opens(tab: Opener):
    visit = tab("404.html")
    drawn = {each: still_of(FOLDER.parent.parent, *each).read_text("utf-8") for each in placed()}
    for (name, state), committed in drawn.items():
        anew = still(visit.page, visit.home, name, state)
        assert committed == anew, f"{name} {state}: `python -m tests.stills` draws it anew"
    assert len(set(drawn.values())) == len(drawn), "two states have one picture"
    labels = {each: str(BeautifulSoup(text, "html.parser").svg["aria-label"]) for each, text in drawn.items()}
    assert len(set(labels.values())) == len(labels), "two pictures are described by the same words"
    kept = {path for path in (FOLDER / "stills").glob("*.svg")}
    assert kept == {still_of(FOLDER.parent.parent, name, state) for name, state in drawn if state}
    seen = set()
    for address in addresses():
        for place in soup(address).select("book-simulation"):
            each = (str(place["name"]), str(place["data-state"]))
            shown = place.select_one(".still svg[role=img]")
            assert shown == BeautifulSoup(drawn[each].replace("\n", ""), "html.parser").svg, (address, each)
            seen.add(each)
    assert {each for each in drawn if each[1]} <= seen


def test_the_picture_of_momentum_against_descent_shows_both_and_names_them():
    place = soup("descent/momentum/").select_one("book-simulation[data-id=descent]")
    picture = place.select_one(".still svg[role=img]")
    names = [text.get_text() for text in picture.select("text")]
    assert [name for name in names if name] == [
        "Momentum, rate 0.1: leads towards the lowest point",
        "Gradient descent, rate 0.1: leads out of the picture",
    ]
    ends = []
    for way in picture.select("svg polyline.sim-path"):  # each unit is as long in both directions
        corners = [[float(each) for each in corner.split(",")] for corner in str(way["points"]).split()]
        if len(corners) > 2:
            ends.append(max(abs(corners[-1][0] - 240), abs(corners[-1][1] - 150)))
    left, arrived = ends
    assert arrived < 3
    assert left > 500
    signs = [str(each["class"]) for each in picture.select("g polyline")]
    assert len({*signs}) == 2
    assert "Momentum" not in str(picture["aria-label"])[:9]
    for word in ("momentum", "gradient descent", "dashed", "leads out of the picture"):
        assert word in str(picture["aria-label"])


SCRIPTS = 64_450  # bytes of all scripts of the simulations, compressed one by one


def test_all_scripts_of_the_simulations_are_small_and_what_all_need_comes_in_one():
    sizes = {path.relative_to(SITE).as_posix(): compressed_size(path) for path in SITE.glob("simulations/**/*.js")}
    assert sum(sizes.values()) <= SCRIPTS, sizes
    for path in (path.relative_to(FOLDER.parent).as_posix() for path in FOLDER.rglob("*.js")):
        assert HOLDERS.get(path, path) in sizes
        assert (path in sizes) == (HOLDERS.get(path, path) == path)
    for path in sizes:
        asked = re.findall(r'import(?:{[^}]*}|\*as \w+)from"([^"]+)"', (SITE / path).read_text("utf-8"))
        assert len(set(asked)) == len(asked), f"{path} asks twice"
        assert all(((SITE / path).parent / each).resolve().exists() for each in asked), path


# The width of a board's border at the very moment at which it comes to the page, before anything is painted
ARRIVES = """new MutationObserver((_, observer) => {
  const board = document.querySelector(".sim");
  if (!board) return;
  observer.disconnect();
  window.border = getComputedStyle(board).borderTopWidth;
}).observe(document.body, { childList: true, subtree: true })"""


def test_the_style_of_simulations_comes_with_them_and_only_with_them(tab: Opener):
    visit = tab("reference/notation/")
    page = visit.page
    style = "[...document.querySelectorAll('style')].some((each) => each.textContent.includes('.sim-chart'))"
    assert not page.evaluate(style)
    page.evaluate(f"{{ window.same = true; {ARRIVES} }}")
    page.locator("a[href$='simulations/two-ways-to-learn/']").first.evaluate("link => link.click()")
    Simulation(visit, "two-ways-to-learn")
    assert page.evaluate("[window.same, window.border]") == [True, "1px"], "it was seen without its style"
    page.locator(".md-logo").first.evaluate("link => link.click()")
    page.wait_for_function("!document.querySelector('.sim')")
    assert not page.evaluate(style)
    page.go_back()
    Simulation(visit, "two-ways-to-learn")
    assert page.evaluate(style)
    assert page.locator(".sim-buttons").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".sim-buttons").first.is_hidden()


# Two small ones: a threshold, and a rent that pulls


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
def test_the_line_of_the_threshold_and_a_rent_are_dragged(simulation_at: Simulations, way: str):
    for name, label, setting, first in (
        ("threshold", "Threshold.", "threshold", 0.5),
        ("pull", "The rent.", "rent", 910),
    ):
        simulation = simulation_at(name, phone=way == "finger")
        place = simulation.place.get_by_role("slider", name=re.compile(f"^{re.escape(label)}"))
        before = simulation.run("stage.sentence")
        dragged(simulation, place, way, (60, 40), ("ArrowRight", "Shift+ArrowRight"))
        simulation.until(f"stage.state.{setting} > value", first)
        simulation.until("stage.sentence !== value", before)
        now = simulation.state()[setting]
        assert f"{now:.2f}" in place.get_attribute("aria-valuetext") or f"{now} euros" == place.get_attribute(
            "aria-valuetext"
        )
        simulation.run(f"(stage.set('{setting}', {first}), stage.draw(), true)")
        assert simulation.run("stage.sentence") == before


SAYS = """value.map((each) => {
  stage.set(stage.controls[0].id, each);
  stage.draw();
  const cells = [...stage.root.querySelectorAll(".sim-pictures td, .sim-bar b")].slice(1);
  const drawn = [...stage.root.querySelectorAll(".sim-chart .sim-name")].map((text) => text.textContent);
  return [stage.sentence, cells.map((cell) => cell.textContent), drawn];
})"""


def test_what_the_threshold_says_is_counted_anew_at_every_place(simulation_at: Simulations):
    lender = ran("classes/threshold")
    probability, defaults = lender["probability"], lender["y_new"]
    thresholds = [i / 100 for i in range(86)]
    for threshold, (said, cells, drawn) in zip(
        thresholds, simulation_at("threshold").run(SAYS, thresholds), strict=True
    ):
        flagged = probability >= threshold
        found, many, every = (int(np.sum(each)) for each in (flagged & defaults, flagged, defaults))
        four = [found, every - found, many - found, 2000 - many - every + found]
        assert cells[:4] == [f"{each:,}" for each in four]
        if not many:
            assert said == "Nobody is flagged: all 233 who default are missed, and precision is 0 divided by 0."
            assert cells[4:] == ["0.8835", "none", "0.000"]
            continue
        scores = [np.mean(flagged == defaults), found / many, found / every]
        assert [float(cell) for cell in cells[4:]] == pytest.approx(scores, abs=0.00051)
        assert said == (
            f"{found} of {many:,} flagged default, precision {cells[5]}. "
            f"{found} of 233 who default are flagged, recall {cells[6]}."
        )
        assert f"flagged from {threshold:.2f} on" in drawn
        counted = [f"{four[0]} found", f"{four[1]} missed", f"{four[2]:,} false alarms", f"{four[3]:,} left alone"]
        assert set(drawn) <= {
            *counted,
            "1 false alarm",
            "233 default",
            "1,767 pay",
            f"flagged from {threshold:.2f} on",
            "",
        }


def test_what_the_rent_is_said_to_pull_is_found_by_other_means_at_every_place(simulation_at: Simulations):
    def answers(rent: float) -> tuple[list[float], list[float]]:
        """Return the three answers, and the share that the last rent has of the pulls on each."""
        rents = np.array([620, 680, 710, 750, 790, 840, rent])
        best = brentq(lambda a: np.clip(a - rents, -100, 100).sum(), 0, 2000, xtol=1e-12)
        found = [rents.mean(), float(np.median(rents)), best]
        pulls = [found[0] - rents, np.sign(found[1] - rents), np.clip(best - rents, -100, 100)]
        return found, [100 * abs(pull[-1]) / abs(pull).sum() for pull in pulls]

    rents = list(range(500, 1701, 5))
    before, _ = answers(910)
    for rent, (said, _, drawn) in zip(rents, simulation_at("pull").run(SAYS, rents), strict=True):
        now, shares = answers(rent)
        words = [float(each) for each in re.findall(r"\d+(?=%)", said)]
        assert words == pytest.approx(shares, abs=0.5 + 1e-9), said
        assert [text for text in drawn if "%" in text] == [f"{each:.0f}%" for each in words]
        named = [float(text.split()[-1]) for text in drawn if "answer" in text]
        assert named == pytest.approx(now, abs=0.5 + 1e-9)
        if rent == 910:
            assert said.startswith("As it is, this rent’s share of the pull is ")
            continue
        moved = re.match(
            r"(Raised|Lowered) by (\d+), this rent moves the answer by (\d+) under[^,]+, (\d+)[^,]+, (\d+)", said
        )
        assert moved, said
        assert [moved[1], int(moved[2])] == ["Raised" if rent > 910 else "Lowered", abs(rent - 910)]
        by = [abs(a - b) for a, b in zip(now, before, strict=True)]
        assert [float(each) for each in moved.groups()[2:]] == pytest.approx(by, abs=0.5 + 1e-9)
