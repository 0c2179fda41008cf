"""Whatever its controls say, a simulation tells the truth: each sentence and number against a run in Python.

Hypothesis draws the states; the browser is asked for all of a simulation's at once, and then each answer is judged.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

from tests import oracles
from tests.oracles import CURVES, PLANES, Ball, Generator, Roll, Runner, Walk, fixed, number, shows, words
from tests.served import opener
from tests.simulations import SPECS, Simulations

T = TypeVar("T")
STATES = 300  # of each simulation
# All that a simulation says in each of many states, each after so many ticks and at last a button. Its pictures have no
# size, for painting takes longest and what they show is judged elsewhere.
TELL = """(() => {
  const { root } = stage;
  root.querySelector(".sim-pictures").style.display = "none";
  stage.draw(true);
  const draw = () => {};
  const tell = ({ hash, ticks, press }) => {
    stage.draw = draw;
    stage.open(hash);
    for (let i = 0; i < ticks && stage.tick(); i++);
    if (press) stage.press(press);
    while (stage.simulation.more?.(1000)); // of what takes its time
    delete stage.draw;
    stage.draw();
    const texts = (selector) => [...root.querySelectorAll(selector)].map((each) => each.textContent);
    return {
      status: root.querySelector(".sim-status").textContent,
      numbers: Object.fromEntries(
        [...root.querySelectorAll(".sim-readout > div")].map(({ children: [name, text] }) =>
          [name.textContent, text.textContent])),
      pictures: [...root.querySelectorAll("svg[aria-label]")].map((svg) => svg.getAttribute("aria-label")),
      marks: [...root.querySelectorAll(".sim-marks button")].map((each) =>
        each.title || each.getAttribute("aria-label")),
      bars: [...root.querySelectorAll(".sim-bar")].map(({ children: [name, , text] }) =>
        [name.textContent, text.textContent]),
      ends: texts(".sim-end > span"),
      below: texts(".sim-below > p:not([hidden])"),
      names: texts(".sim-chart svg > g:last-child text"),
      start: texts("select[id$=start] option"),
    };
  };
  return JSON.stringify(value.map(tell));
})()"""


def plain(state: dict[str, Any]) -> dict[str, Any]:
    """Return a state as a link has it."""
    return {key: str(value).lower() if isinstance(value, bool) else value for key, value in state.items()}


@pytest.fixture(scope="module")
def told(browser: Browser, home: str) -> Iterator[Any]:
    """Return `told(name, states, ticks, press)`: what a simulation says in each state after so many ticks."""
    with opener(browser, home) as tabs:
        simulations = Simulations(tabs)

        def tell(name: str, states: list[dict[str, Any]], ticks: list[int], press: str = "") -> list[dict[str, Any]]:
            simulation = simulations(name)
            asked = [
                {"hash": simulation.hash(**plain(state)), "ticks": each, "press": press}
                for state, each in zip(states, ticks, strict=True)
            ]
            return list(json.loads(simulation.run(TELL, asked)))

        yield tell
        assert not simulations.problems()


def drawn(states: st.SearchStrategy[T], many: int = STATES) -> list[T]:
    """Return what Hypothesis draws, the same in each run."""
    found: list[T] = []

    @settings(max_examples=many)
    @given(states)
    def draw(state: T) -> None:
        found.append(state)

    draw()
    return found


def hold(judge: Callable[..., None], said: list[dict[str, Any]], cases: list[tuple[Any, ...]], *pieces: str) -> None:
    """Judge what is said in each case, and that each of these pieces of sentences is said in one of them."""
    for each, case in zip(said, cases, strict=True):
        try:
            judge(each, *case)
        except Exception as error:
            error.add_note(f"in the case {str(case)[:1000]}")
            raise
    seen = {piece: sum(piece in each["status"] for each in said) for piece in pieces}
    assert all(seen.values()), seen


def rates(name: str) -> st.SearchStrategy[float]:
    """Return learning rates as a slider has them."""
    low, high = next((each["low"], each["high"]) for each in SPECS[name]["controls"] if each["id"] == "rate")
    return st.floats(math.log10(low), math.log10(high)).map(
        lambda power: min(high, max(low, float(f"{10**power:.3g}")))
    )


def options(name: str, control: str) -> st.SearchStrategy[str]:
    """Return what a list offers."""
    return st.sampled_from(next(each["options"] for each in SPECS[name]["controls"] if each["id"] == control))


MOMENTA = st.integers(0, 99).map(lambda each: each / 100)
TICKS = st.sampled_from([0, 1, 2, 5, 20, 80, 300, 1200, 12_000])


def steps_in(text: str) -> int:
    """Return the number of `1,000 steps` or `1 step`."""
    value, noun = text.rsplit(" ", 1)
    assert noun == ("step" if value == "1" else "steps")
    return int(value.replace(",", ""))


# A ball on a landscape

FATES = {
    "converges steadily": "steady",
    "converges, overshooting": "overshooting",
    "goes round for ever": "round",
    "diverges": "diverges",
}
NAMED = {  # the starts that have a name
    "Bowl": [[-3.5, 2.5], [1.5, 1], [0.2, -0.1]],
    "Elongated valley": [[-3.5, 2.5], [1.5, 1], [0.2, -0.1]],
    "Several minima": [[2, 2], [0.1, 0.2], [-1.1, -1.4]],
    "Rosenbrock": [[-1.5, 2.5], [0, 0], [1.1, 1.1]],
    "Saddle": [[-3.5, 0.5], [1.5, 0.001], [0.2, 0]],
}
BOXES = {"Several minima": (-2.2, 2.2, -2.2, 2.2), "Rosenbrock": (-2, 2, -1, 3)}


@st.composite
def descents(draw: Any) -> dict[str, Any]:
    """Return a state: rates are told by their bound, starts are named, anywhere, or where something is special."""
    quadratic = st.sampled_from(["Elongated valley", "Elongated valley", "Bowl", "Saddle"])
    told_of = st.sampled_from(["Gradient descent", "Momentum", "Nesterov"])
    state = {
        "landscape": draw(st.one_of(quadratic, quadratic, options("descent", "landscape"))),
        "optimizer": draw(st.one_of(told_of, told_of, options("descent", "optimizer"))),
        "compare": draw(options("descent", "compare")),
        "kappa": draw(st.integers(2, 100)),
        "momentum": draw(MOMENTA),
        "rate2": draw(rates("descent")),
    }
    steepest = state["kappa"] if state["landscape"] == "Elongated valley" else 1.0
    highest = oracles.bound(state["optimizer"], steepest, state["momentum"])
    inside = st.floats(0.02, 1.3).map(lambda share: float(f"{share * highest:.3g}"))
    special = st.sampled_from([highest, 1 / steepest, 1.0, 2.0])
    state["rate"] = min(10, draw(st.one_of(inside, inside, inside, special, rates("descent"))))
    left, right, bottom, top = BOXES.get(state["landscape"], (-4, 4, -4, 4))
    anywhere = st.tuples(st.floats(left, right), st.floats(bottom, top)).map(lambda w: [round(each, 3) for each in w])
    odd = st.sampled_from([[0.0, 0.0], [1.0, 1.0], [0.8, 0.6], [-0.6, 0.8], [0.0, 0.5], [0.5, 0.0], [0.5, 1e-12]])
    start = draw(st.one_of(st.sampled_from(["Corner", "Middle", "Near the minimum"]), anywhere, anywhere, odd))
    if isinstance(start, str):
        return state | {"start": start}
    return state | {"start": "Chosen on the map", "w1": start[0], "w2": start[1]}


DIAGONAL = {
    "landscape": "Elongated valley",
    "kappa": 25,
    "optimizer": "Gradient descent",
    "momentum": 0.9,
    "compare": "Nothing",
    "rate2": 0.05,
    "start": "Chosen on the map",
    "w1": 0.8,
    "w2": 0.6,
}


def parts(plane: oracles.Landscape, start: list[float]) -> list[float]:
    """Return how much of the gradient at a start each eigendirection has."""
    return [
        abs(curvature * (start[0] * x + start[1] * y))
        for curvature, (x, y) in zip(plane.curvatures, plane.directions, strict=True)
    ]


def kept(plane: oracles.Landscape, start: list[float]) -> list[float]:
    """Return the curvatures of the directions in which a start has a part."""
    felt = parts(plane, start)
    return [each for each, part in zip(plane.curvatures, felt, strict=True) if part > 1e-9 * max(felt)]


def is_factor(text: str, value: float) -> bool:
    """Tell whether a text shows a factor; of a double eigenvalue numpy knows half of the digits."""
    return shows(text, value) or abs(number(text) - value) < 1e-7


def foretells(sentence: str, plane: oracles.Landscape, walk: Walk, start: list[float]) -> bool:
    """Hold what eigenvalues are said to tell against a run and each direction; return whether they are said to tell."""
    heard = words("By its curvatures this run ⟨⟩: ⟨⟩.", sentence)
    if not heard:
        return False
    said, why = heard
    name, rate, momentum = walk.settings
    curvatures = kept(plane, start)
    sizes = [abs(oracles.share(name, each, rate, momentum)) for each in curvatures]
    slowest, word = max(sizes), FATES[said]
    if abs(slowest - 1) > 1e-9:
        assert (word == "diverges") == (slowest > 1)
        assert word != "round"
    if word in ("steady", "overshooting"):
        assert slowest < 1
        turns = sum(oracles.crossings(name, each, rate, momentum, 3000) for each in curvatures)
        assert (turns > 0) == (word == "overshooting")
    if word == "diverges":
        assert walk.end != "rest"
    else:
        assert walk.end != "far"
    ridge = words("it starts on the ridge and keeps to it, and ⟨⟩", why)
    if ridge:
        assert plane.curvatures[1] == -1
        assert all(place[1] == 0 for place in walk.places)
        (why,) = ridge
    if limit := words("the rate is ⟨⟩ ⟨⟩, the bound for the largest of them", why):
        assert limit[0] == {"round": "at", "diverges": "above"}[word]
        its = oracles.bound(name, max(curvatures), momentum)
        assert shows(limit[1], its)
        assert rate == pytest.approx(its) if word == "round" else rate > its
    elif share := words("in the long run a step keeps on average ⟨⟩ of the distance from ⟨⟩", why):
        assert word in ("steady", "overshooting")
        gap = share[0].removeprefix("all but ")
        assert shows(gap, 1 - slowest, 2) if gap != share[0] else is_factor(gap, slowest)
        assert share[1] == ("the saddle point" if ridge else "the minimum")
    else:
        assert why == "one eigenvalue is negative, and each step leads farther from the ridge"
        assert word == "diverges"
        away = [abs(place[1]) for place in walk.places]
        assert all(a < b for a, b in pairwise(away))
    return True


def keeps_silent(sentence: str, state: dict[str, Any], plane: oracles.Landscape, start: list[float]) -> bool:
    """Tell whether a sentence says rightly why theory has no word."""
    reason = words("⟨⟩, so the run tells.", sentence)
    if not reason:
        return False
    told = state["optimizer"] not in ("RMSProp", "Adam")
    if reason[0] == "This landscape has no curvature that is the same everywhere":
        assert not plane.curvatures
    elif reason[0] == "Eigenvalues do not tell what this optimizer does":
        assert plane.curvatures
        assert not told
    else:
        assert reason[0] == "The start has next to no part in one eigendirection"
        assert told
        assert min(felt := parts(plane, start)) <= 1e-9 * max(felt)
    return True


def reports(sentence: str, walk: Walk) -> None:
    """Hold a report against a run."""
    size = math.hypot(*walk.plane.gradient(walk.w))
    kinds = {
        "far": "It has diverged: after ⟨⟩ the next one would leave all bounds, so it stopped.",
        "rest": "It has come to rest after ⟨⟩: the gradient is ⟨⟩.",
        "long": "It stopped after ⟨⟩, with the gradient at ⟨⟩.",
        "": "⟨⟩: loss ⟨⟩, gradient ⟨⟩.",
    }
    if adapts := walk.settings[0] in ("RMSProp", "Adam"):  # which may leave again when they forget steeper ground
        kinds["rest"] = "It stopped after ⟨⟩: the gradient is ⟨⟩."
    heard = words(kinds[walk.end], sentence)
    assert heard, (walk.end, walk.steps, sentence)
    assert steps_in(heard[0]) == walk.steps
    if walk.end == "":
        assert shows(heard[1], walk.plane.loss(walk.w))
    if walk.end != "far":
        assert shows(heard[-1], size, 2 if walk.end == "rest" else 3)
    if walk.end == "rest" and not adapts:  # and so it is: it goes nowhere from there
        memories, w = walk.memories, walk.w
        for _ in range(300):
            slope = walk.plane.gradient(w)
            w = [oracles.moved(*each, *walk.settings) for each in zip(w, slope, memories, strict=True)]
        if not walk.plane.curvatures or min(walk.plane.curvatures) > 0:
            assert math.dist(w, walk.w) < 1e-5


@pytest.mark.whole("as for a ball on a curve")
def test_a_ball_on_a_landscape_says_what_its_run_does(told: Any):
    cases = [
        *drawn(st.tuples(descents(), TICKS)),
        (DIAGONAL | {"rate": 0.07}, 300),  # along the floor of the valley
        (DIAGONAL | {"w1": -0.6, "w2": 0.8, "rate": 0.09}, 300),  # and straight across
        (DIAGONAL | {"landscape": "Saddle", "w1": 0.5, "w2": 1e-12, "rate": 1.0}, 300),
    ]
    hold(
        a_landscape_says,
        told("descent", *map(list, zip(*cases, strict=True))),
        cases,
        *FATES,
        "starts on the ridge",
        "one eigenvalue is negative",
        "next to no part",
        "no curvature that is the same",
        "what this optimizer does",
        "gradient is zero",
        "has come to rest",
        "has diverged",
        "It stopped after",
        "all but",
    )


def a_landscape_says(said: dict[str, Any], state: dict[str, Any], ticks: int) -> None:
    """Hold all that is said of a run on a landscape against that run."""
    plane = PLANES[state["landscape"]](state["kappa"])
    named = dict(zip(["Corner", "Middle", "Near the minimum"], NAMED[state["landscape"]], strict=True))
    start = named.get(state["start"]) or [state["w1"], state["w2"]]
    settings = (state["optimizer"], state["rate"], state["momentum"])
    walk = Walk(plane, start, settings).go(ticks)
    compared = state["compare"] != "Nothing"
    status = said["status"]
    if not any(plane.gradient(start)):
        assert status == "The gradient is zero where the ball stands, so it stays."
        assert walk.w == start
    else:
        cut = status.find(". ") + 1 or len(status)
        if "so the run tells." in status or walk.steps or walk.end:
            first, rest = status[:cut], status[cut + 1 :]
            reports(rest, walk)
        else:
            first = status
        assert foretells(first, plane, walk, start) or keeps_silent(first, state, plane, start)
    numbers = said["numbers"]
    assert number(numbers["step"]) == walk.steps
    assert fixed(numbers["w₁"], walk.w[0], 4)
    assert fixed(numbers["w₂"], walk.w[1], 4)
    assert shows(numbers["loss"], plane.loss(walk.w))
    assert shows(numbers["gradient norm"], math.hypot(*plane.gradient(walk.w)))
    assert shows(numbers["last step’s length"], walk.length)
    assert int(numbers["sign changes"]) == walk.turns
    if compared:
        second = Walk(plane, start, (state["compare"], state["rate2"], state["momentum"])).go(ticks)
        assert shows(numbers["loss of the second"], plane.loss(second.w))
    assert ("loss of the second" in numbers) == compared

    assert said["pictures"][0].startswith("Map of the landscape")
    heard = re.fullmatch(r"(.+) over steps, now (.+?)\.( Thin dashes: .+)?", said["pictures"][1])
    assert heard
    floor = plane.least or 0.0
    assert heard[1] == ("The loss above the least" if floor else "The loss")
    assert shows(heard[2], plane.loss(walk.w) - floor)
    if heard[3]:
        line = words(" Thin dashes: theory, a factor of ⟨⟩ a step.", heard[3])
        assert line
        slowest = max(abs(oracles.share(settings[0], each, *settings[1:])) for each in kept(plane, start))
        assert is_factor(line[0], slowest**2)
    for (name, text), direction, curvature in zip(said["bars"], plane.directions, plane.curvatures, strict=True):
        assert number(name.removeprefix("λ = ")) == curvature
        before, now = (abs(w[0] * direction[0] + w[1] * direction[1]) for w in (start, walk.w))
        if text == "none at the start":
            assert before <= 1e-12 * math.hypot(*start)
        else:
            assert shows(text, now / before, 3)
    if plane.curvatures and min(plane.curvatures) > 0 and settings[0] not in ("RMSProp", "Adam"):
        low, high = min(plane.curvatures), max(plane.curvatures)
        expected = {"2/λ_max": 2 / high, "1/λ_max": 1 / high, "2/(λ_max+λ_min)": 2 / (high + low)}
        if settings[0] != "Gradient descent":
            name = {"Momentum": "2(1+β)/λ_max", "Nesterov": "2(1+β)/((1+2β)λ_max)"}[settings[0]]
            expected = {name: oracles.bound(settings[0], high, settings[2])}
        marks = dict(each.split(" = ") for each in said["marks"])
        assert marks.keys() == {name for name, rate in expected.items() if 1e-4 <= rate <= 10}
        assert all(shows(text, expected[name], 3) for name, text in marks.items())
    else:
        assert said["marks"] == []
    assert said["start"][2] == ("On the ridge" if state["landscape"] == "Saddle" else "Near the minimum")


# The race

RUNNERS = ["Gradient descent", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", "AMSGrad"]


@st.composite
def races(draw: Any) -> dict[str, Any]:
    """Return a state: one rate for all or seven, a start that has a name or is anywhere, also on a minimum."""
    one = draw(st.booleans())
    state = {
        "landscape": draw(options("race", "landscape")),
        "kappa": draw(st.integers(2, 100)),
        "length": 5 * draw(st.integers(2, 40)),
        "momentum": draw(MOMENTA),
        "inside": draw(st.sampled_from(RUNNERS)),
        "rates": "One for all" if one else "Each its own",
        "start": draw(st.sampled_from(["Corner", "Middle", "Near the minimum", "Chosen on the map"])),
    }
    if state["start"] == "Chosen on the map":
        left, right, bottom, top = BOXES.get(state["landscape"], (-4, 4, -4, 4))
        state |= {"w1": round(draw(st.floats(left, right)), 3), "w2": round(draw(st.floats(bottom, top)), 3)}
        if draw(st.integers(0, 9)) == 0:
            state |= {"w1": 1.0, "w2": 1.0} if state["landscape"] == "Rosenbrock" else {"w1": 0.0, "w2": 0.0}
    return state | ({"rate": draw(rates("race"))} if one else {f"rate{k}": draw(rates("race")) for k in range(1, 8)})


def listed(text: str) -> list[str]:
    """Return the names of `Adam, AMSGrad and Momentum`."""
    return text.replace(" and ", ", ").split(", ")


@pytest.mark.whole("as for a ball on a curve")
def test_a_race_says_who_leads_who_is_last_and_who_has_left(told: Any):
    still = {"landscape": "Straight valley", "start": "Chosen on the map", "rates": "One for all", "rate": 0.1}
    still |= {"kappa": 9, "length": 10, "momentum": 0.9, "inside": "Adam"}
    cases = [
        *drawn(st.tuples(races(), st.sampled_from([0, 0, 1, 2, 5, 20, 60, 200, 200, 200]))),
        (still | {"w1": 0.0, "w2": 0.0}, 5),
        (still | {"w1": 0.5, "w2": 0.0, "momentum": 0.0}, 10),
        (still | {"landscape": "Rosenbrock", "start": "Corner", "rate": 10.0, "length": 200}, 200),
    ]
    hold(
        a_race_says,
        told("race", *map(list, zip(*cases, strict=True))),
        cases,
        "at the start, all with",
        "at the start, each with",
        "leads",
        "lead together",
        "wins",
        "share the first place",
        "are last",
        "has diverged",
        "have diverged",
        "all stay there",
    )


def a_race_says(said: dict[str, Any], state: dict[str, Any], ticks: int) -> None:
    """Hold all that is said of a race against seven runs."""
    plane, length = PLANES[state["landscape"]](state["kappa"]), state["length"]
    places = NAMED.get(state["landscape"], NAMED["Elongated valley"])
    start = dict(zip(["Corner", "Middle", "Near the minimum"], places, strict=True)).get(state["start"])
    start = start or [state["w1"], state["w2"]]
    runs = {}
    for k, name in enumerate(RUNNERS, 1):
        rate = state["rate"] if state["rates"] == "One for all" else state[f"rate{k}"]
        runs[name] = Runner(plane, start, (name, rate, state["momentum"])).go(ticks, length)
    on = {name: run for name, run in runs.items() if not run.far}
    taken = max(run.memories[0].steps for run in runs.values())
    status = said["status"]
    for (label, loss), (name, run) in zip(said["numbers"].items(), runs.items(), strict=True):
        who, rate = label.split(" at ")
        assert who == name
        assert number(rate) == pytest.approx(run.settings[1], rel=0.006)
        assert shows(loss, plane.loss(run.w), 3)
    gone = words("⟨⟩. ⟨⟩ diverged.", status) if on and len(on) < 7 else None
    if gone:
        left = listed(gone[1].removesuffix(" has").removesuffix(" have"))
        assert left == [each for each in RUNNERS if each not in on]
        assert gone[1].endswith(" has" if len(on) == 6 else " have")
        status = f"{gone[0]}."
    if not any(plane.gradient(start)):
        assert status == "The gradient is zero at the start, so all stay there."
        assert all(run.w == start for run in runs.values())
    elif not on:
        heard = words("All seven have diverged: after ⟨⟩ the race is over.", status)
        assert heard
        assert steps_in(heard[0]) == taken
    elif not taken and len(on) == 7:
        all_ = state["rates"] == "One for all"
        how = "all with the rate ⟨⟩" if all_ else "each with a rate of its own"
        heard = words(f"Seven optimizers at the start, {how}. The loss is ⟨⟩, the finish at step ⟨⟩.", status)
        assert heard
        assert shows(heard[-2], plane.loss(start), 3)
        assert heard[-1] == str(length)
    else:
        who_is_where(status, on, taken, length)
    kept_ = {"AMSGrad": "largest", "Adam": "square", "RMSProp": "square", "AdaGrad": "square"}.get(state["inside"])
    run = runs[state["inside"]]
    for (name, text), memory, label in zip(said["bars"], run.memories, ["w₁", "w₂"], strict=True):
        assert name == label
        rate, now = run.settings[1], memory.steps
        if kept_:
            square = getattr(memory, kept_)
            shown, text = text.split(" → ")
            assert shows(shown, square, 3)
            if not now:
                assert text == "none yet"
                continue
            fades = 1 - 0.999**now if state["inside"] in ("Adam", "AMSGrad") else 1
            rate /= math.sqrt(square / fades) + (1e-10 if state["inside"] == "AdaGrad" else 1e-8)
        assert shows(text, rate, 3)


def who_is_where(status: str, on: dict[str, Runner], taken: int, length: int) -> None:
    """Hold who is said to be first and last against those that are."""
    heard = words("⟨⟩: ⟨⟩, at a loss of ⟨⟩.", status)
    assert heard
    if taken == length:
        assert heard[0] == f"Finish after {length} steps"
    else:
        assert heard[0] == f"{taken:,} step{'s' * (taken != 1)} of {length}"
    verbs = (" wins", " share the first place") if taken == length else (" leads", " lead together")
    (verb,) = [each for each in verbs if heard[1].endswith(each)]
    first = listed(heard[1].removesuffix(verb))
    assert (len(first) > 1) == (verb == verbs[1])
    loss, _, rest = heard[2].partition("; ")
    gaps = {name: run.above for name, run in on.items()}
    least, most = min(gaps.values()), max(gaps.values())
    assert shows(loss, min(run.plane.loss(run.w) for run in on.values()), 3)
    assert all(gaps[name] == pytest.approx(least, rel=1e-6, abs=1e-300) for name in first)
    assert all(name in first or gap > least * (1 - 1e-6) for name, gap in gaps.items())
    if not rest:
        assert most == pytest.approx(least, rel=1e-6, abs=1e-300)
        return
    who = words("⟨⟩ last, at ⟨⟩", rest)
    assert who
    last = listed(who[0].removesuffix(" is").removesuffix(" are"))
    assert who[0].endswith(" are" if len(last) > 1 else " is")
    assert all(gaps[name] == pytest.approx(most, rel=1e-6) for name in last)
    assert not set(first) & set(last)
    assert shows(who[1], max(run.plane.loss(run.w) for run in on.values()), 3)


# Which valley?


@st.composite
def rolls(draw: Any) -> dict[str, Any]:
    """Return a state: half without noise, some with a start or a rate at which something changes."""
    name = draw(st.sampled_from(["Convex", "Two minima", "Two minima", "Many minima", "Flat inflection"]))
    curve = CURVES[name]
    low, high = curve.box
    x = st.one_of(st.floats(low, high), st.sampled_from([0.0, 1.0, *curve.minima, *curve.tops, low, high]))
    bounds = [2 / float(curve.bend(at)) for at in curve.minima]
    inside = st.floats(0.02, 1.3).map(lambda share: float(f"{share * min(bounds):.3g}"))
    rate = st.one_of(inside, inside, inside, st.sampled_from(bounds), rates("which-valley"))
    return {
        "landscape": name,
        "x": round(min(high, max(low, draw(x))), 2) + 0.0,
        "rate": min(3.0, draw(rate)),
        "usesMomentum": draw(st.booleans()),
        "momentum": draw(MOMENTA),
        "noise": draw(st.sampled_from([0.0, 0.0, 0.0, 0.5, 3.0, 6.0, 8.0, 20.0])),
        "seed": draw(st.integers(1, 100)),
    }


SLOPE = {
    "landscape": "Two minima",
    "x": 2.0,
    "rate": 0.02,
    "usesMomentum": False,
    "momentum": 0.9,
    "noise": 0.0,
    "seed": 1,
}


NAMES = {False: "Gradient descent", True: "Momentum"}  # the optimizer, by whether momentum is used


def rolled_out(states: list[Any], starts: list[Any], seeds: list[Any], ticks: list[int]) -> list[list[Ball]]:
    """Return the runs of each state, one from each of its starts; those of one landscape are computed at once."""
    found: dict[int, list[Ball]] = {}
    for name, curve in CURVES.items():
        here = [i for i, state in enumerate(states) if state["landscape"] == name]
        rows = [
            (
                start,
                states[i]["rate"],
                states[i]["momentum"] if states[i]["usesMomentum"] else 0.0,
                states[i]["noise"],
                seed,
                ticks[i],
            )
            for i in here
            for start, seed in zip(starts[i], seeds[i], strict=True)
        ]
        balls = iter(Roll(curve, *[np.array(column) for column in zip(*rows, strict=True)]).go().balls())
        found |= {i: [next(balls) for _ in starts[i]] for i in here}
    return [found[i] for i in range(len(states))]


def of_curvature(status: str, ball: Ball, state: dict[str, Any]) -> str:
    """Hold what curvature is said to tell, if anything, and return the rest of the status."""
    heard = re.match(r"By its curvature this run (.+?)\. ", status)
    told = bool(ball.curve.curvatures) and not state["noise"] and state["x"] != 0
    assert bool(heard) == told
    if not heard:
        return status
    name, rate, momentum = NAMES[state["usesMomentum"]], state["rate"], state["momentum"]
    word, size = FATES[heard[1]], abs(oracles.share(name, 2.0, rate, momentum))
    if abs(size - 1) > 1e-9:
        assert (word == "diverges") == (size > 1)
        assert word != "round"
    if word in ("steady", "overshooting"):
        assert size < 1
        assert (oracles.crossings(name, 2.0, rate, momentum, 3000) > 0) == (word == "overshooting")
    assert ball.end != ("rest" if word in ("round", "diverges") else "far")
    return status[heard.end() :]


def rolled(status: str, ball: Ball, state: dict[str, Any]) -> None:
    """Hold a status against a run."""
    curve, x, steps, end, length = ball.curve, ball.x, ball.steps, ball.end, ball.length
    bottom, slope, best = float(curve.bottom(x)), float(curve.gradient(x)), curve.minima[0]
    rate = state["rate"]
    limit = oracles.bound(NAMES[state["usesMomentum"]], float(curve.bend(bottom)), state["momentum"])

    def hears(pattern: str) -> tuple[str, ...]:
        heard = words(pattern, status)
        assert heard, (pattern, status, end)
        at = heard[0].removeprefix("step ")
        assert (steps_in(at) if " step" in at else number(at)) in (steps, ball.left)
        return heard[1:]

    if end == "far":
        noisy = "Stopped" if state["noise"] else "Diverged"
        hears(f"{noisy}: after ⟨⟩ the next one would carry the ball more than 1,000 away.")
    elif end and state["noise"]:
        valley, kind, left = hears(
            "Stopped after ⟨⟩ in the valley of x = ⟨⟩, ⟨⟩ one; noise keeps the ball moving. Escaped ⟨⟩."
        )
        assert fixed(valley, bottom, 2)
        assert kind == ("the global" if bottom == pytest.approx(best) else "a local")
        assert left == f"{ball.leaps:,} time{'s' * bool(ball.leaps != 1)}"
    elif end:
        settled = end == "rest" and abs(x - bottom) < 0.05
        if settled:
            escaped = "Escaped from another valley on the way. " if ball.leaps else ""
            assert abs(x - bottom) < 1e-6
            if bottom == pytest.approx(best):
                at, loss = hears(f"{escaped}Found the global minimum after ⟨⟩: x = ⟨⟩, loss ⟨⟩.")
            else:
                at, loss, least = hears(
                    f"{escaped}Stuck in a local minimum after ⟨⟩: x = ⟨⟩, loss ⟨⟩, and ⟨⟩ is possible."
                )
                assert fixed(least, float(curve.loss(best)), 4)
                assert number(least) < number(loss)
            assert fixed(at, x, 4)
            assert fixed(loss, float(curve.loss(x)), 4)
        elif "flat" in status:
            (shown,) = hears("Stopped after ⟨⟩ on flat ground that is no minimum: the slope is ⟨⟩.")
            assert shows(shown, slope, 2)
            assert abs(slope) < 1e-3
            assert length < 1e-3
            assert min(abs(x - at) for at in curve.minima) > 0.05
        elif "bound" in status:
            (valley,) = hears("Stopped after ⟨⟩, never at rest: the rate is above the bound of the valley at x = ⟨⟩.")
            assert fixed(valley, bottom, 2)
            assert rate > limit
        else:
            shown, long = hears("Stopped after ⟨⟩, never at rest: the slope is ⟨⟩, the last step was ⟨⟩ long.")
            assert shows(shown, slope, 2)
            assert shows(long, length, 2)
            assert rate <= limit * (1 + 1e-5)
    elif ball.leaps and steps - ball.left < 40:
        (valley,) = hears("Escaped: at ⟨⟩ the ball left its valley; now it is in that of x = ⟨⟩.")
        assert f"step {ball.left} " in status
        assert fixed(valley, bottom, 2)
    elif steps:
        shown, loss = hears("⟨⟩: slope ⟨⟩, loss ⟨⟩.")
        assert shows(shown, slope, 3)
        assert shows(loss, float(curve.loss(x)))
    else:
        at, valley = words("The ball stands at x = ⟨⟩, in the valley of x = ⟨⟩.", status) or ("", "")
        assert fixed(at, x, 2)
        assert fixed(valley, bottom, 2)


def test_a_ball_on_a_curve_says_what_its_run_does(told: Any):
    cases = [
        *drawn(st.tuples(rolls(), st.sampled_from([0, 1, 3, 10, 45, 300, 3000, 3000, 3000, 3000]))),
        (SLOPE, 3000),
        (SLOPE | {"usesMomentum": True}, 3000),
        (SLOPE | {"landscape": "Convex", "rate": 1.1}, 20),
        (SLOPE | {"landscape": "Convex", "rate": 0.8}, 3000),
        (SLOPE | {"rate": 0.17}, 3000),
    ]
    states, ticks = map(list, zip(*cases, strict=True))
    runs = rolled_out(states, [[state["x"]] for state in states], [[state["seed"]] for state in states], ticks)
    hold(
        a_curve_says,
        told("which-valley", states, ticks),
        [(state, *balls) for state, balls in zip(states, runs, strict=True)],
        *FATES,
        "Diverged: after",
        "Stopped: after",
        "noise keeps the ball moving",
        "Found the global minimum",
        "Stuck in a local minimum",
        "flat ground",
        "above the bound of the valley",
        "last step was",
        "Escaped: at",
        "Escaped from another valley",
        "stands at",
    )


def a_curve_says(said: dict[str, Any], state: dict[str, Any], ball: Ball) -> None:
    """Hold all that is said of a run on a curve against that run."""
    curve, name = ball.curve, NAMES[state["usesMomentum"]]
    rolled(of_curvature(said["status"], ball, state), ball, state)
    x = ball.x
    numbers = said["numbers"]
    assert number(numbers["step"]) == ball.steps
    assert fixed(numbers["x"], x, 4)
    assert ("final loss" in numbers) == bool(ball.end)
    assert shows(numbers["final loss" if ball.end else "loss"], float(curve.loss(x)))
    assert shows(numbers["slope"], float(curve.gradient(x)))
    assert int(numbers["escapes"]) == ball.leaps
    heard = words("Place x of the ball over steps, now ⟨⟩; dashed, the minima.", said["pictures"][1])
    assert heard
    assert fixed(heard[0], x, 2)
    losses = sorted(float(curve.loss(at)) for at in curve.minima)
    names = [each for each in said["names"] if re.search(r"\d", each)]
    assert names[0].startswith("global minimum ")
    assert all(fixed(text.split(" ")[-1], loss, 2) for text, loss in zip(names, losses, strict=True))
    assert ("start" in said["names"]) == (ball.steps > 0)
    for mark in said["marks"]:
        if curve.curvatures:
            what, rate = mark.split(" = ")
            expected = 0.5 if what == "1/λ_max" else oracles.bound(name, 2.0, state["momentum"])
        else:
            valley, rate = words("x = ⟨⟩ = ⟨⟩", mark) or ("", "")
            (bottom,) = [at for at in curve.minima if fixed(valley, at, 2)]
            expected = oracles.bound(name, float(curve.bend(bottom)), state["momentum"])
        assert shows(rate, expected, 3)


@pytest.mark.whole("as for a ball on a curve")
def test_a_hundred_starts_end_where_a_hundred_runs_do(told: Any):
    states = drawn(rolls(), 30)
    numbers = [Generator(state["seed"]) for state in states]
    boxes = [CURVES[state["landscape"]].box for state in states]
    starts = [
        [low + random.uniform() * (high - low) for _ in range(100)]
        for random, (low, high) in zip(numbers, boxes, strict=True)
    ]
    seeds = [[1000 * state["seed"] + i for i in range(100)] for state in states]
    runs = rolled_out(states, starts, seeds, [2000] * len(states))
    said = told("which-valley", states, [0] * len(states), "hundred")
    hold(a_hundred_say, said, list(zip(states, runs, strict=True)))


def a_hundred_say(said: dict[str, Any], state: dict[str, Any], balls: list[Ball]) -> None:
    """Hold where a hundred balls are said to have ended against a hundred runs."""
    curve, x = balls[0].curve, np.array([ball.x for ball in balls])
    bottoms, end = curve.bottom(x), np.array([ball.end for ball in balls])
    out = end == "far"
    there = ~out if state["noise"] else (end == "rest") & (np.abs(x - bottoms) < 0.05)
    counts = {at: int((there & np.isclose(bottoms, at)).sum()) for at in curve.minima}
    assert sum(counts.values()) + out.sum() + (~there & ~out).sum() == 100
    place = "in the valley of the global minimum" if state["noise"] else "at the global minimum"
    left = f", and {out.sum()} left all bounds" if out.any() else ""
    assert said["status"].startswith(f"Of 100 starts {counts[curve.minima[0]]} ended {place}{left}. ")
    shown = dict(said["bars"])
    for at, many in counts.items():
        (text,) = [
            text for each, text in shown.items() if each[:1] == "x" and fixed(each[4:].removesuffix(", global"), at, 2)
        ]
        assert text == f"{many} of 100"
    assert shown.get("out of bounds", "0 of 100") == f"{out.sum()} of 100"
    assert shown.get("at no minimum", "0 of 100") == f"{(~there & ~out).sum()} of 100"


# A line learns to fit


@st.composite
def lines(draw: Any) -> tuple[dict[str, Any], int]:
    """Return a state, some with a rate at a bound, some with houses moved by hand, and a number of ticks."""
    state = {
        "w": round(draw(st.floats(-12, 28)), 2),
        "b": round(draw(st.floats(-40, 60)), 2),
        "rate": draw(rates("training")),
        "standardise": draw(st.booleans()),
        "seed": draw(st.integers(1, 1_000_000)),
    }
    for house in draw(st.sets(st.integers(1, 14), max_size=3)):
        state[f"y{house}"] = round(draw(st.floats(-60, 60)), 2)
    X, y, high, _ = houses(state)
    if at_the_bound := draw(st.sampled_from([None, None, None, 0.5, 0.999, 1.0, 1.001])):
        state["rate"] = float(at_the_bound * 2 / high)
    if draw(st.integers(0, 19)) == 0:
        state |= dict(zip("wb", np.linalg.lstsq(X, y)[0].round(2).tolist(), strict=True))
    return state, draw(st.sampled_from([0, 1, 2, 5, 20, 100, 400, 1500]))


def houses(state: dict[str, Any]) -> tuple[Any, Any, float, float]:
    """Return the houses of a state, as rows and prices, and the largest and the smallest curvature of their loss."""
    random = Generator(state["seed"])
    x = [math.floor(100 * (0.5 + 5 * random.uniform()) + 0.5) / 100 for _ in range(14)]
    given = [math.floor(100 * (8 + 6 * each + 3 * random.normal()) + 0.5) / 100 for each in x]
    prices = [min(60, max(0, price + state.get(f"y{house}", 0))) for house, price in enumerate(given, 1)]
    y = np.array([math.floor(100 * price + 0.5) / 100 for price in prices])
    sizes = np.array(x)
    if state["standardise"]:
        sizes = (sizes - sizes.mean()) / sizes.std()
    X = np.column_stack([sizes, np.ones(14)])
    low, high = np.linalg.eigvalsh(2 / 14 * X.T @ X)
    return X, y, high, low


@pytest.mark.whole("as for a ball on a curve")
def test_a_line_that_learns_says_what_its_run_does(told: Any):
    cases = drawn(lines())
    hold(
        a_line_says,
        told("training", *map(list, zip(*cases, strict=True))),
        cases,
        *RATES,
        "Converged after",
        "Diverged: after",
        "not there after",
        "Error now",
        "Large corrections",
        "Only fine corrections",
        "Nothing has been learned yet",
        "nothing is left to learn",
    )


RATES = {  # what is said of a rate, and what a step does across the valley: the factor's least and largest value
    "This rate is steady: no step goes too far.": (0, 1),
    "This rate overshoots: where the error is steepest each step goes too far, and less far each time.": (-1, 0),
    "This rate goes round: where the error is steepest each step lands as far off as it began.": (-1, -1),
    "This rate diverges: where the error is steepest each step lands farther off than it began.": (-math.inf, -1),
}


def is_left(text: str, left: float) -> bool:
    """Tell whether a text says rightly what share of the error that was avoidable at the start is left."""
    if times := words("⟨⟩ times the avoidable error is left", text):
        return left > 0.999 and shows(times[0], left, 3)
    (share,) = words("⟨⟩% of the avoidable error is left", text) or [""]
    return left < 1.001 and (shows(share, 100 * left, 3) or abs(number(share) - 100 * left) < 1e-9)


def a_line_says(said: dict[str, Any], state: dict[str, Any], ticks: int) -> None:
    """Hold all that is said of a line that learns against least squares and a run."""
    X, y, high, low = houses(state)
    best = np.linalg.lstsq(X, y)[0]
    floor, ceiling = (-5, 50) if state["standardise"] else (-40, 60)
    w = np.array([state["w"], min(ceiling, max(floor, state["b"]))])
    rate = state["rate"]

    def error(w: Any) -> float:
        return float(np.mean((X @ w - y) ** 2))

    def after(w: Any) -> Any:
        return w - rate * 2 / 14 * X.T @ (X @ w - y)

    steepest = np.linalg.eigh(X.T @ X)[1][:, 1]
    across = steepest @ (after(best + steepest) - best)
    first, steps, end = error(w), 0, ""
    while not end:
        if (np.abs(w - best) < 0.005).all():
            end = "converged"
        elif steps == 1000:
            end = "last"
        elif not np.hypot(*after(w)) < 1e9:
            end = "diverged"
        elif steps == ticks:
            break
        else:
            w, steps = after(w), steps + 1
    left = (error(w) - error(best)) / ((first - error(best)) or 1)

    status = said["status"]
    heard = next((each for each in RATES if status.startswith(each)), "")
    assert bool(heard) == (end not in ("converged", "diverged"))
    if heard:
        status = status[len(heard) + 1 :]
        least, most = RATES[heard]
        assert least - 1e-9 <= across <= most + 1e-9
    if end == "converged" and not steps:
        assert status == "The line lies where its error is least: nothing is left to learn."
    elif end == "converged":
        at = words(
            "Converged after ⟨⟩: slope and intercept are less than a hundredth from those of the best line.", status
        )
        assert at
        assert steps_in(at[0]) == steps
    elif end == "diverged":
        told_of = words(
            "Diverged: after ⟨⟩ the line has left all bounds, so training stopped. The rate ⟨⟩ is above the bound, ⟨⟩.",
            status,
        )
        assert told_of
        assert steps_in(told_of[0]) == steps
        assert shows(told_of[1], rate, 3) or number(told_of[1]) == rate
        assert shows(told_of[2], 2 / high)
        assert rate > 2 / high
    elif end == "last":
        told_of = words("It is not there after ⟨⟩: the error is ⟨⟩, and ⟨⟩ is the least possible.", status)
        assert told_of
        assert steps_in(told_of[0]) == steps == 1000
        assert shows(told_of[1], error(w))
        assert shows(told_of[2], error(best))
    elif not steps:
        told_of = words("Nothing has been learned yet: the error is ⟨⟩, and ⟨⟩ is the least possible.", status)
        assert told_of
        assert shows(told_of[0], error(w))
        assert shows(told_of[1], error(best))
    elif "diverges" in heard:
        told_of = words("Error now ⟨⟩.", status)
        assert told_of
        assert shows(told_of[0], error(w))
    elif "round" in heard:
        assert is_left(status.removesuffix("."), left)
    else:
        told_of = words("⟨⟩ corrections are still due: ⟨⟩.", status)
        assert told_of
        assert told_of[0] == ("Large" if left > 0.02 else "Only fine")
        assert is_left(told_of[1], left)
    numbers = said["numbers"]
    assert numbers["step"] == f"{steps} of 1000"
    assert shows(numbers["mean squared error"], error(w))
    assert shows(numbers["least possible"], error(best))
    assert fixed(numbers["w"], w[0], 2)
    assert fixed(numbers["b"], w[1], 2)
    line = words("14 houses and the line with slope ⟨⟩ and intercept ⟨⟩; dashed, the best line.", said["pictures"][0])
    assert line
    assert fixed(line[0], w[0], 2)
    assert fixed(line[1], w[1], 2)
    curve = words("Mean squared error over steps, now ⟨⟩; dashed, the least possible, ⟨⟩.", said["pictures"][2])
    assert curve
    assert shows(curve[0], error(w))
    assert shows(curve[1], error(best))
    sizes, reach = X[:, 0], 0.1 * np.ptp(X[:, 0])
    ends = [w[0] * x + w[1] for x in (sizes.min() - reach, sizes.max() + reach)]
    assert ("this line is far above" in said["names"]) == (min(ends) > 62)
    assert ("this line is far below" in said["names"]) == (max(ends) < -10)
    expected = {
        "the largest rate at which no step goes too far": 1 / high,
        "the rate that is fastest in the long run": 2 / (high + low),
        "the bound, above which the line leaves": 2 / high,
    }
    marks = dict(mark.split(" = ") for mark in said["marks"])
    assert marks.keys() == {name for name, at in expected.items() if 1e-4 <= at <= 3}
    assert all(shows(at, expected[name], 3) for name, at in marks.items())


# Fit and generalise


@pytest.mark.whole("as for a ball on a curve")
def test_a_fit_says_what_its_distance_from_the_truth_is(told: Any):
    states = drawn(
        st.fixed_dictionaries(
            {
                "degree": st.integers(1, 15),
                "noise": st.one_of(st.integers(0, 20).map(lambda each: each / 20), st.just(0.0)),
                "n": st.one_of(st.integers(5, 25), st.integers(5, 200)),
                "truth": options("fit-and-generalise", "truth"),
                "seed": st.integers(1, 1_000_000),
                "moved": st.one_of(
                    st.just(""),
                    st.builds("{}:0.{},{}.5".format, st.integers(0, 4), st.integers(1, 999), st.integers(-2, 1)),
                ),
            }
        )
    )
    said = told("fit-and-generalise", states, [0] * len(states))
    verdicts = ("Good fit", "Underfitting", "Overfitting", "Too few points")
    hold(a_fit_says, said, [(state,) for state in states], *verdicts, "is the truth, on the picture", "simpler")


def a_fit_says(said: dict[str, Any], state: dict[str, Any]) -> None:
    """Hold all that is said of a fit against the errors of every degree."""
    degree, noise = state["degree"], state["noise"]
    found = oracles.fits(state["truth"], state["n"], noise, state["seed"], state["moved"])
    here = found[degree - 1]
    numbers = said["numbers"] | dict(said["bars"])
    for name, value in {
        "training error": here.training,
        "test error": here.test,
        "noise floor": noise**2,
        "prediction error": here.expected,
    }.items():
        assert shows(numbers[name], value) or abs(number(numbers[name]) - value) < 1e-12, name
    gap = here.test - here.training
    assert abs(number(numbers["gap"]) - gap) <= 1e-12 + 0.006 * abs(gap)

    heard = words("⟨⟩: the prediction error is ⟨⟩; ⟨⟩. ⟨⟩.", said["status"])
    assert heard
    verdict, error, least, advice = heard
    error, _, floor = error.partition(", of which ")
    assert shows(error, here.expected, 3) or abs(number(error) - here.expected) < 1e-12
    assert floor == "" if noise == 0 else shows(floor.removesuffix(" is noise"), noise**2, 3)
    reached = [i for i, each in enumerate(found, 1) if each.stiff + each.strayed <= 1e-6]
    if reached:
        best = reached[0]
        assert least == f"the curve of degree {best} is the truth, on the picture"
    else:
        value, at = words("the least is ⟨⟩, at degree ⟨⟩", least) or ("", "0")
        best = int(at)
        assert shows(value, found[best - 1].expected, 3)
        assert found[best - 1].expected <= min(each.expected for each in found) * (1 + 1e-9)
    good = [i for i, each in enumerate(found, 1) if i in reached or each.expected <= 1.1 * found[best - 1].expected]
    if verdict == "Good fit":
        assert degree in good
        simpler = f"Degree {good[0]} is about as good, and simpler"
        assert advice == ("No lower degree is good" if good[0] == degree else simpler)
    else:
        assert degree not in good
    if verdict == "Underfitting":
        assert advice == "The curve is too stiff for the truth: raise the degree"
        assert here.stiff > here.strayed
        assert found[best - 1].expected < here.expected / 1.1
        assert best > degree
        assert {"Line": 1, "Cubic": 3, "Sine": 15}[state["truth"]] > degree  # no true model is too stiff
    if verdict == "Overfitting":
        assert advice == "The points lead the curve away from the truth: lower the degree, or get more points"
        assert best < degree
        assert here.strayed > found[best - 1].strayed
    if verdict == "Too few points":
        assert advice == f"These {state['n']} do more harm than the low degree: get more"
        assert here.strayed >= here.stiff * (1 - 1e-9)
        assert best > degree
    of = f"the fitted polynomial of degree {degree}, and the truth, dashed."
    assert said["pictures"][0] == f"{state['n']} training points, 200 test points, {of}"
    both = words(
        "Training and test error at degree 1: ⟨⟩ and ⟨⟩; at degree 15: ⟨⟩ and ⟨⟩; "
        f"{'a curve that is the truth, on the picture,' if reached else 'least prediction error'} at degree ⟨⟩.",
        said["pictures"][1],
    )
    assert both
    ends = [found[0].training, found[0].test, found[14].training, found[14].test]
    assert all(shows(t, v, 3) or abs(number(t) - v) < 1e-12 for t, v in zip(both, ends, strict=False))
    assert int(both[4]) == best


# With labels and without

PLACES = st.integers(-1100, 1100).map(lambda each: each / 1000)
PUT = "Where you put them"
MOVED = {  # what a hand may have moved: four points, and the centres
    **{f"p{i}": st.integers(1, 300) | st.just(0) for i in range(1, 5)},
    **{f"{axis}{i}": PLACES for axis in "uv" for i in range(1, 5)},
    **{f"{axis}{i}": PLACES for axis in "xy" for i in range(1, 9)},
    "from": st.sampled_from(["On points drawn", PUT]),
}


@pytest.mark.whole("a sentence a state; those of a ball on a curve are read")
def test_labels_and_groups_are_as_they_are_said_to_be(told: Any):
    states = st.fixed_dictionaries(
        MOVED
        | {
            "data": options("two-ways-to-learn", "data"),
            "points": st.integers(3, 30).map(lambda each: 10 * each),
            "seed": st.integers(1, 100),
            "starts": st.integers(1, 100),
            "classifier": options("two-ways-to-learn", "classifier"),
            "clusters": st.integers(1, 8),
            "reveal": st.booleans(),
            "formal": st.booleans(),
        }
    )
    cases = drawn(st.tuples(states, st.sampled_from([0, 1, 2, 3, 6, 300, 300])))
    controls = SPECS["two-ways-to-learn"]["controls"]
    first = {each["id"]: each["default"] for each in controls if "default" in each}
    cases.append((first | {"reveal": True}, 300))  # where a hand has moved nothing, groups are those of the labels
    said = told("two-ways-to-learn", *map(list, zip(*cases, strict=True)))
    pieces = ["has not begun", "assigned each point", "moved each centre", "has settled", "exactly those", "alike to"]
    hold(labels_say, said, cases, *pieces)


def labels_say(said: dict[str, Any], state: dict[str, Any], ticks: int) -> None:
    """Hold all that is said of labels and groups against scikit-learn and a run of k-means."""
    random = Generator(state["seed"])
    seen, labels = oracles.points(state["data"], state["points"], random)
    fresh, theirs = oracles.points(state["data"], 400, random)
    for i in range(1, 5):
        if 0 < state[f"p{i}"] <= state["points"]:
            seen[state[f"p{i}"] - 1] = state[f"u{i}"], state[f"v{i}"]
    put = np.array([(state[f"x{i}"], state[f"y{i}"]) for i in range(1, 9)])
    name = state["classifier"]
    if name == "Logistic regression":
        guess = oracles.softmax(seen, labels)
    else:
        models = {
            "Nearest centroid": NearestCentroid(),
            "K nearest neighbours": KNeighborsClassifier(5, algorithm="brute"),
            "Nearest neighbour": KNeighborsClassifier(1, algorithm="brute"),
        }
        guess = models[name].fit(seen, labels).predict
    right = [float(np.mean(guess(those) == its)) for those, its in ((seen, labels), (fresh, theirs))]
    if name == "Nearest neighbour":
        assert right[0] == 1, "it learns by heart"
    k = state["clusters"]
    centres, groups, steps, settled = oracles.halves(
        seen, k, state["starts"], ticks, put if state["from"] == PUT else None
    )
    known = groups is not None
    sentences = f"With labels, {name.lower()} is right on ⟨⟩% of fresh points. Without, k-means has ⟨⟩."
    if known and state["reveal"]:
        alike = adjusted_rand_score(labels, groups)
        same = len(set(zip(labels, groups, strict=True))) == len(set(labels)) == len(set(groups))
        exactly = " Its groups are exactly those of the labels."
        sentences += exactly if same else " Groups and labels are alike to ⟨⟩, where 1 is the same and 0 is chance."
    status = words(sentences, said["status"])
    assert status
    assert fixed(status[0], 100 * right[1], 1)
    assert len(status) < 3 or fixed(status[2], alike, 2)
    plural = "s" * (k != 1)
    rounds = f"{steps:,} step{'s' * (steps != 1)}"
    if not steps:
        assert status[1] == f"{k} centre{plural} and has not begun"
    elif settled:
        assert status[1] == f"settled after {rounds}"
    elif steps % 2:
        assert status[1] == "assigned each point to its nearest centre"
    else:
        assert status[1] == "moved each centre to the mean of its points"
    numbers = said["numbers"]
    assert numbers["step"] == str(steps)
    assert fixed(numbers["accuracy, training"].removesuffix("%"), 100 * right[0], 1)
    assert fixed(numbers["accuracy, fresh"].removesuffix("%"), 100 * right[1], 1)
    many = len(set(groups.tolist())) if known else 0
    if known:
        assert shows(numbers["inertia"], float(((seen - centres[groups]) ** 2).sum()))
        if many > 1:
            assert fixed(numbers["silhouette"], silhouette_score(seen, groups), 3)
        else:
            assert numbers["silhouette"] == "needs two groups"
    else:
        assert numbers["inertia"] == numbers["silhouette"] == "not yet"
    if not state["reveal"]:
        assert numbers["adjusted Rand index"] == "hidden"
    elif known:
        assert fixed(numbers["adjusted Rand index"], adjusted_rand_score(labels, groups), 3)
    else:
        assert numbers["adjusted Rand index"] == "not yet"
    slips = round(len(seen) * (1 - right[0]))
    answers = f"Points with labels, and what {name.lower()} answers in each place"
    assert said["pictures"][1] == f"{answers}: {slips or 'none'} of {len(seen)} points wrong."
    found = f"in {many} group{'s' * (many != 1)}" if known else "in no group yet"
    its = f"{'with their labels as shapes' if state['reveal'] else 'without labels'}, {found}"
    assert said["pictures"][0] == f"The same points, {its}, and {k} centre{plural} of k-means."
