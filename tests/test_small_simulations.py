"""The small simulations, one idea each: what they compute and say against runs of its own, and what a hand moves."""

import gzip
import math
import re
from typing import Any

import numpy as np
import pytest
from downhill.scripts import holder
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from tests.optimizers.cases import kept
from tests.oracles import fixed, number
from tests.served import SITE
from tests.simulations import NONSENSE, SMALL, Simulation, Simulations, dragged, swiped

AREA = np.array([1000.0, 1500.0, 2000.0, 2500.0])
PRICE = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])
CURVATURE = 27e6
TURN = np.array([[0.8, -0.6], [0.6, 0.8]])
VALLEY = TURN @ np.diag([1.0, 25.0]) @ TURN.T

# What is said in many states, after so many steps; nothing is drawn
SAID = """value.map(({ hash, steps }) => {
  stage.draw = () => {};
  stage.open(hash);
  stage.go(steps);
  delete stage.draw;
  return [stage.step, stage.simulation.status()];
})"""
STEPS = st.sampled_from([0, 0, 1, 2, 5, 20, 200, 1500])


def module(simulation: Simulation, name: str, expression: str, **values: Any) -> Any:
    """Return what an expression is in the browser where `m` is a module of the simulations."""
    base = simulation.page.evaluate("document.querySelector('script[src*=\"book-simulation\"]').src")
    taken = f"const m = await import(new URL('../simulations/{holder(name)}.js', '{base}'))"
    return simulation.page.evaluate(f"async (v) => {{ {taken}; return {expression} }}", values)


@pytest.mark.parametrize("name", SMALL)
def test_a_small_simulation_is_small(name: str):
    sizes = [len(gzip.compress((SITE / "simulations" / f"{name}.{end}").read_bytes())) for end in ("js", "json")]
    assert sum(sizes) <= 4000


# What they compute


def test_the_four_houses_and_their_descent_are_those_of_the_program(simulation_at: Simulations):
    simulation = simulation_at("move-w")
    weights = [0.0, 100.0, 161.1, 200.0, 317.25, -3e5]
    script = "{ here: v.w.map((w) => [m.errors(w), m.loss(w), m.slope(w)]), best: m.BEST, curvature: m.CURVATURE }"
    got = module(simulation, "kernel/houses", f"({script})", w=weights)
    for w, (errors, loss, slope) in zip(weights, got["here"], strict=True):
        error = 50_000 + w * AREA - PRICE
        np.testing.assert_allclose(errors, error, rtol=1e-12)
        assert loss == pytest.approx(np.sum(error**2), rel=1e-12)
        assert slope == pytest.approx(2 * np.sum(error * AREA), rel=1e-12)
    assert [got["best"], got["curvature"]] == [200, CURVATURE]
    walk = "((run) => { run.extend(30); return run.entries.map(({ w }) => w); })"
    for rate in (1e-8, 7e-8, 1e-7, 1e-6):
        places = module(simulation, "move-w", f"{walk}(new m.Walk(v.rate, {{ step: 0, w: 100 }}))", rate=rate)
        w = 100.0
        for place in places:
            assert place == pytest.approx(w, rel=1e-12)
            w = w - rate * 2 * np.sum((50_000 + w * AREA - PRICE) * AREA)
        assert len(places) == 31 or abs(w) > 1e8 or abs(places[-1] - 200) < 0.005


def test_the_ball_in_the_bowl_takes_the_steps_of_the_program(simulation_at: Simulations):
    simulation = simulation_at("roll")
    walk = "((run) => { run.extend(30); return run.entries.map(({ w }) => w); })"
    for rate, start in ((0.2, 10), (0.6, 10), (1.0, 10), (1.1, -3.5)):
        places = module(simulation, "roll", f"{walk}(new m.Roll(v.rate, {{ step: 0, w: v.w }}))", rate=rate, w=start)
        w = float(start)
        for place in places:
            assert place == pytest.approx(w, rel=1e-12)
            w = w - rate * 2 * w
        assert len(places) == 31 or abs(places[-1]) < 0.01 <= abs(places[-2])


def test_the_ball_goes_where_heavy_ball_goes_and_its_arrows_add_up_to_the_step(simulation_at: Simulations):
    simulation = simulation_at("two-arrows")
    script = """(({ start, settings }) => { const run = new m.Run(settings, m.first(start)); run.extend(60);
      return run.entries.map(({ w, step }) => [w, run.arrows(step)]); })(v)"""
    for w, before, rate, momentum in [
        ([-2.8, -1.0], [-2.8, -1.0], 0.03, 0.8),
        ([3.0, -1.5], [3.0, -1.5], 0.01, 0.0),
        ([-2.8, -1.0], [-3.6, -1.6], 0.03, 0.8),
        ([1.0, 2.0], [-1.0, 2.0], 0.1, 0.95),
    ]:
        start = {"w1": w[0], "w2": w[1], "from1": before[0], "from2": before[1], "rate": rate}
        given = {"optimizer": "Momentum", "rate": rate, "momentum": momentum}
        run = module(simulation, "two-arrows", script, start=start, settings=given)
        places = np.array([place for place, _ in run])
        assert len(places) == 61
        if w == before:
            expected = kept("heavy_ball")(lambda at: VALLEY @ at, np.array(w), 60, rate, momentum=momentum)
            np.testing.assert_allclose(places, expected, rtol=1e-12, atol=1e-12)
        last = np.array(before)
        for (place, arrows), after in zip(run[:-1], places[1:], strict=True):
            here = np.array(place)
            np.testing.assert_allclose(arrows["kept"], momentum * (here - last), atol=1e-10)
            np.testing.assert_allclose(arrows["pull"], -rate * VALLEY @ here, atol=1e-10)
            np.testing.assert_allclose(here + arrows["both"], after, atol=1e-10)
            last = here


# What they say


def is_near(text: str, value: float, least: float = 1e-12) -> bool:
    """Tell whether a text with three digits, or two and a power of ten, shows a value."""
    return math.isclose(number(text), value, rel_tol=0.051 if "×" in text else 0.0051, abs_tol=least)


def leads(w: float, rate: float) -> tuple[float, float]:
    """Return how far a weight is from the best one, with its sign, and how far after one step."""
    return w - 200, w - rate * float(2 * np.sum((50_000 + w * AREA - PRICE) * AREA)) - 200


def holds_of_the_walk(sentence: str, state: dict[str, Any], step: int, wanted: int) -> str:
    """Hold what is said of a walk down the parabola against the walk; return what kind of sentence it is."""
    w, rate = float(state["w"]), state["rate"]
    for _ in range(step):
        w += leads(w, rate)[1] - leads(w, rate)[0]
    before, after = leads(w, rate)
    taken = rf"{step:,} step{'' if step == 1 else 's'}"
    if sentence == "No price is wrong: the loss is 0, and so is its slope, so no step moves w.":
        assert (step, w) == (0, 200)
        return "right"
    if found := re.fullmatch(rf"After {taken} w is (\S+), right to the cent\.", sentence):
        assert abs(before) < 0.005
        assert number(found[1]) == 200
        return "there"
    if sentence == f"It has diverged: after {taken} the next one would leave all bounds.":
        assert abs(after + 200) >= 1e8
        assert rate > 2 / CURVATURE
        return "far"
    assert step == wanted or step == 1000
    where = r"w = (.+?), loss (\S+?(?: × \S+?)?)( [bm]illion)?"
    known = re.fullmatch(rf"(?:It stopped after )?(?:{taken}: )?{where}\.(?: At this rate (.+)\.)?", sentence)
    assert known, sentence
    assert fixed(known[1], w, 2)
    unit = {" billion": 1e9, " million": 1e6, None: 1}[known[3]]
    loss = float(np.sum((50_000 + w * AREA - PRICE) ** 2))
    assert is_near(known[2], loss / unit, 0.51 / unit)
    if not known[4]:
        assert step == 1000
        return "stopped"
    share = after / before
    assert {
        "one step arrives": abs(share) < 1e-6,
        "each step comes closer, on the same side": 0 < share < 1,
        "each step goes past the lowest point, and still lands closer": -1 < share < 0,
        "each step lands just as far out on the other side, for ever": math.isclose(share, -1, rel_tol=1e-9),
        "each step lands farther out than it began: it diverges": share < -1,
    }[known[4]], (known[4], share)
    return known[4]


def holds_of_the_roll(sentence: str, state: dict[str, Any], step: int, wanted: int) -> str:
    """Hold what is said of the ball in the bowl w² against its steps; return what kind of sentence it is."""
    w, rate = float(state["w"]), state["rate"]
    for _ in range(step):
        w -= rate * 2 * w
    taken = rf"{step:,} step{'' if step == 1 else 's'}"
    if sentence.endswith("he slope is 0 here, so no step moves the ball."):
        assert abs(w) < 1e-12
        return "level"
    if sentence == f"After {taken} the ball is within 0.01 of the middle.":
        assert abs(w) < 0.01
        return "there"
    if found := re.fullmatch(
        rf"After {taken} the ball is (.+) from the middle\. At this rate it does not come back\.", sentence
    ):
        assert is_near(found[1], abs(w))
        assert abs(w - rate * 2 * w) >= 1e6
        assert rate > 1
        return "far"
    if found := re.fullmatch(rf"It stopped after {taken}, at w = (.+)\.", sentence):
        assert step == 1000
        assert is_near(found[1], w)
        return "stopped"
    assert step == wanted
    number_ = r"(−?\S+(?: × 10\S+)?)"
    known = re.fullmatch(
        rf"(?:{taken}: )?w = {number_}, slope {number_}\. "
        rf"Next step: {number_} × {number_} = {number_} to the (left|right), to w = {number_}\.",
        sentence,
    )
    assert known, sentence
    w_, slope, rate_, steep, length, way, after = known.groups()
    pairs = [(w_, w), (slope, 2 * w), (rate_, rate), (steep, abs(2 * w)), (length, rate * abs(2 * w))]
    for text, value in [*pairs, (after, w - rate * 2 * w)]:
        assert is_near(text, value, 1e-9), (text, value)
    assert way == ("left" if w > 0 else "right")
    return way


def holds_of_the_ball(sentence: str, state: dict[str, Any], step: int, wanted: int) -> str:
    """Hold what is said of the ball in the valley against a ball that remembers places; return the kind of sentence."""
    rate, momentum = state["rate"], state["momentum"]
    last, w = np.array([state["from1"], state["from2"]]), np.array([state["w1"], state["w2"]])
    for _ in range(step):
        last, w = w, w + momentum * (w - last) - rate * VALLEY @ w
    kept_, pull = momentum * (w - last), -rate * VALLEY @ w
    after = w + kept_ + pull
    taken = rf"{step:,} step{'' if step == 1 else 's'}"
    limit = 2 * (1 + momentum) / 25
    if sentence == f"It has diverged: after {taken} the next one would leave all bounds.":
        assert np.linalg.norm(after) >= 0.99e8
        assert rate > limit
        return "far"
    if sentence == f"After {taken} the ball is within 0.001 of the minimum, its next step shorter.":
        assert max(np.linalg.norm(w), np.linalg.norm(after - w)) < 0.001
        return "there"
    if sentence == f"It stopped after {taken}.":
        assert step == 1000
        return "stopped"
    assert step == wanted
    if step:
        assert sentence.startswith(f"{taken}. ")
        sentence = sentence.removeprefix(f"{taken}. ")
    sentence, _, over = sentence.partition(" The rate is above ")
    assert bool(over) == (rate > limit)
    if over:
        assert is_near(over.removesuffix(", the bound at this momentum."), limit)
    if found := re.fullmatch(r"No velocity is kept: the next step is the gradient’s alone, (.+) long\.", sentence):
        assert not kept_.any()
        assert is_near(found[1], float(np.linalg.norm(pull)))
        return "alone"
    found = re.fullmatch(r"(?:(.+): )?velocity kept (.+) long, rate × gradient (.+), next step (.+)\.", sentence)
    assert found, sentence
    for text, arrow in zip(found.groups()[1:], (kept_, pull, kept_ + pull), strict=True):
        assert is_near(text, float(np.linalg.norm(arrow)), 1e-9)
    along = float(kept_ @ pull)
    if abs(along) > 1e-9 * np.linalg.norm(kept_) * np.linalg.norm(pull):
        assert found[1] == ("They agree" if along > 0 else "They partly cancel")
    return str(found[1])


def powers(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers as a logarithmic slider has them."""
    return st.floats(math.log10(low), math.log10(high)).map(lambda power: float(f"{10**power:.3g}"))


WALKS = st.fixed_dictionaries(
    {
        "w": st.integers(0, 400) | st.just(200),
        "rate": powers(1e-9, 1e-6) | powers(1e-8, 9e-8) | st.sampled_from([1 / CURVATURE, 2 / CURVATURE]),
    }
)
ROLLS = st.fixed_dictionaries(
    {"w": st.integers(-24, 24).map(lambda each: each / 2), "rate": powers(0.05, 3) | st.sampled_from([0.5, 1, 0.2])}
)
PLACE = st.floats(-2, 2).map(lambda value: round(value, 2))
BALLS = st.fixed_dictionaries(
    {
        "momentum": st.integers(0, 99).map(lambda each: each / 100) | st.just(0),
        "rate": powers(1e-3, 1) | powers(1e-2, 0.16),
        **{name: PLACE for name in ("w1", "w2", "from1", "from2")},
    }
)
KINDS = {
    "move-w": {
        "right",
        "there",
        "far",
        "stopped",
        "one step arrives",
        "each step comes closer, on the same side",
        "each step goes past the lowest point, and still lands closer",
        "each step lands farther out than it began: it diverges",
    },
    "roll": {"level", "there", "far", "stopped", "left", "right"},
    "two-arrows": {"far", "there", "alone", "They agree", "They partly cancel"},
}


@pytest.mark.parametrize("name", ["move-w", "roll", "two-arrows"])
def test_what_is_said_in_many_states_is_true(simulation_at: Simulations, name: str):
    simulation = simulation_at(name)
    states, holds = {
        "move-w": (WALKS, holds_of_the_walk),
        "roll": (ROLLS, holds_of_the_roll),
        "two-arrows": (BALLS, holds_of_the_ball),
    }[name]
    seen: set[str] = set()

    @given(st.lists(st.tuples(states, STEPS), min_size=40, max_size=40))
    @settings(max_examples=8)
    def many(cases: list[tuple[dict[str, Any], int]]) -> None:
        asked = [{"hash": simulation.hash(**state), "steps": steps} for state, steps in cases]
        for (state, steps), (step, sentence) in zip(cases, simulation.run(SAID, asked), strict=True):
            assert not NONSENSE.search(sentence)
            seen.add(holds(sentence, state, step, steps))

    many()
    assert seen >= KINDS[name]


# What a hand moves

AHEAD = "(stage.draw(), stage.root.querySelector('.sim-ahead').getAttribute('points'))"
HANDLES = [  # where it is dragged to, what of the state moves, and the key that moves it alike
    ("move-w", "Ball", (40, 0), "w", 1, "ArrowRight"),
    ("move-w", "End of the line", (0, -40), "w", 1, "ArrowUp"),
    ("roll", "Ball", (40, 0), "w", 1, "ArrowRight"),
    ("two-arrows", "Ball", (30, -20), "w1", 1, "ArrowRight"),
    ("two-arrows", "Where the ball came from", (30, -20), "from1", 1, "ArrowRight"),
]


@pytest.mark.parametrize("way", ["mouse", "finger", "key"])
@pytest.mark.parametrize(("name", "label", "by", "moved", "sign", "key"), HANDLES)
def test_what_can_be_dragged_is_moved_by_mouse_finger_and_key(
    simulation_at: Simulations, name: str, label: str, by: tuple[int, int], moved: str, sign: int, key: str, way: str
):
    simulation = simulation_at(name, phone=way == "finger")
    handle = simulation.place.get_by_role("slider", name=re.compile(f"^{label}"))
    before, ahead = simulation.state(), simulation.run(AHEAD)
    dragged(simulation, handle, way, by, (key, f"Shift+{key}"))
    simulation.until("stage.state[value[0]] !== value[1]", [moved, before[moved]])
    assert (simulation.state()[moved] - before[moved]) * sign > 0
    assert simulation.run(AHEAD) != ahead
    if name == "two-arrows" and label == "Ball":  # its velocity goes with it
        after = simulation.state()
        gone = [round(after[f"from{i}"] - before[f"from{i}"] - (after[f"w{i}"] - before[f"w{i}"]), 6) for i in (1, 2)]
        assert gone == [0, 0]


@pytest.mark.parametrize("name", ["move-w", "roll", "two-arrows"])
def test_a_swipe_beside_the_handles_scrolls_and_the_run_stays(simulation_at: Simulations, name: str):
    simulation = simulation_at(name, phone=True)
    simulation.step(2)
    picture = simulation.place.locator(".sim-chart svg").first
    picture.evaluate("picture => picture.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box, top = picture.bounding_box(), simulation.page.evaluate("scrollY")
    assert box
    before = simulation.run("[stage.at, JSON.stringify(stage.state)]")
    swiped(simulation, box["x"] + 0.85 * box["width"], box["y"] + 0.8 * box["height"], 0, -140)
    simulation.page.wait_for_function("top => scrollY > top + 50", arg=top)
    assert simulation.run("[stage.at, JSON.stringify(stage.state)]") == before


# Where all that a reader needs is, once the box is at the top of a screen below the site's head
SEEN = """(() => {
  const { root } = stage;
  root.scrollIntoView({ block: "start", behavior: "instant" });
  scrollBy({ top: -55, behavior: "instant" });
  const all = root.querySelectorAll(".sim-chart > svg, .sim-status, .sim-main input, .sim-step, .sim-run");
  const area = (box) => box.width * box.height;
  const charts = area(root.querySelector(".sim-pictures > :first-child").getBoundingClientRect());
  return [[...all].map((each) => each.getBoundingClientRect().bottom), charts / area(root.getBoundingClientRect())];
})()"""


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("name", ["move-w", "roll", "two-arrows"])
def test_pictures_sliders_and_verdict_are_on_one_screen(simulation_at: Simulations, name: str, phone: bool):
    simulation = simulation_at(name, phone=phone)
    bottoms, share = simulation.run(SEEN)
    assert max(bottoms) < simulation.page.evaluate("innerHeight")
    assert phone or share >= 0.5


def test_a_rate_is_typed_as_the_page_writes_it(simulation_at: Simulations):
    simulation = simulation_at("move-w")
    field = simulation.place.get_by_label("Learning rate, as a number", exact=True)
    expect(field).to_have_value("1e-8")
    field.fill("7e-8")
    field.press("Enter")
    assert simulation.state()["rate"] == 7e-8
    expect(field).to_have_value("7e-8")


def test_between_two_steps_the_arrows_go_over_into_the_next(simulation_at: Simulations):
    simulation = simulation_at("two-arrows")
    ends = """[1, 1.5, 2].map((at) => { stage.go(at); stage.draw();
      return [...stage.root.querySelectorAll("path.sim-line, path.sim-gradient")].map((each) =>
        each.getAttribute("d").match(/[\\d.]+/g).slice(0, 4).map(Number)); })"""
    first, middle, last = (np.array(each) for each in simulation.run(ends))
    assert first.shape == (3, 4)
    np.testing.assert_allclose(middle, (first + last) / 2, atol=0.02)
    kept_, pull, both = ((each[2:] - each[:2]) for each in middle)
    np.testing.assert_allclose(kept_ + pull, both, atol=0.05)
