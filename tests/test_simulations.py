"""Simulations: the kernel against the book's programs, theory against eigenvalues, every control by name, any link."""

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urlencode

import numpy as np
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from tests.optimizers.cases import kept
from tests.served import SITE, Opener, Visit, addresses, opener

ROOT = Path(__file__).parent.parent
SPECS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "docs/simulations").glob("*.json"))}
NUMBERS = re.compile(r"[-−]?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
DRIVERS = ("GL Driver Message", "willReadFrequently")  # what Chromium says of drawing in 3D without a graphics card
NONSENSE = re.compile(r"NaN|Infinity|undefined|\[object")
OPTIMIZERS = {
    "Gradient descent": ("gradient_descent", {}),
    "Momentum": ("heavy_ball", {"momentum": 0.9}),
    "Nesterov": ("nesterov", {"momentum": 0.9}),
    "RMSProp": ("rmsprop", {}),
    "Adam": ("adam", {}),
}


def control(name: str, id_: str) -> dict[str, Any]:
    """Return the specification of a control."""
    return next(each for each in SPECS[name]["controls"] if each["id"] == id_)


# The kernel, in the browser, against Python


@pytest.fixture(scope="module")
def kernel(browser: Browser, home: str) -> Iterator[Any]:
    """Return `kernel(module, expression, **values)`: what the expression is in the browser, where `m` is the module."""
    with opener(browser, home) as open_tab:
        page = open_tab("simulations/descent/").page
        base = f"{home}simulations/"

        def run(module: str, expression: str, **values: Any) -> Any:
            script = f"async (v) => {{ const m = await import('{base}{module}.js'); return ({expression}); }}"
            return page.evaluate(script, values)

        yield run


@cache
def mathematics(source: str) -> dict[str, Any]:
    """Return the functions of a landscape's Python source."""
    space: dict[str, Any] = {}
    exec(source, space)
    return space


LANDSCAPES = {
    "bowl": [[-3.5, 2.5], [0.2, -0.1]],
    "valley": [[-3.5, 2.5], [1.5, 1.0]],
    "severalMinima": [[2.0, 2.0], [0.1, 0.2], [-1.1, -1.4]],
    "rosenbrock": [[-1.5, 2.5], [0.0, 0.0]],
    "saddle": [[-3.5, 0.5], [0.2, 0.0]],
    "convex": [[1.8]],
    "twoMinima": [[1.8], [0.1]],
    "manyMinima": [[1.9], [-1.0]],
    "flatInflection": [[-0.9], [1.7]],
}
PATH = """(() => {
  const landscape = m.LANDSCAPE(25);
  let state = o.begin(v.start);
  const path = [state.w];
  for (let i = 0; i < 200; i++) {
    state = o.step(state, landscape.gradient(state.w), v.settings);
    if (!state.w.every((each) => Math.abs(each) < 1e8)) break;
    path.push(state.w);
  }
  return { path, python: landscape.python };
})()"""


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_a_path_is_the_one_that_the_books_program_takes(kernel, home, landscape, optimizer):
    name, extra = OPTIMIZERS[optimizer]
    lengths = set()
    for start in LANDSCAPES[landscape]:
        for rate in (0.0005, 0.01, 0.079, 0.5, 2.5):
            expression = PATH.replace("LANDSCAPE", landscape)
            settings = {"optimizer": optimizer, "rate": rate, "momentum": 0.9}
            script = f"await (async (o) => {expression})(await import('{home}simulations/kernel/optimizers.js'))"
            got = kernel("kernel/landscapes", script, start=start, settings=settings)
            space = mathematics(got["python"])

            def gradient(w: np.ndarray, space: dict[str, Any] = space) -> np.ndarray:
                one = len(w) == 1
                return np.array([space["gradient"](float(w[0]))] if one else space["gradient"](w.tolist()))

            path = np.array(got["path"])
            with np.errstate(over="ignore", invalid="ignore"):
                expected = kept(name)(gradient, np.array(start), len(path) - 1, rate, **extra)
            np.testing.assert_allclose(path, expected, rtol=1e-12, atol=1e-12)
            lengths.add(len(path))
    assert max(lengths) == 201
    if optimizer == "Gradient descent":
        assert min(lengths) < 201, "no run diverged"


@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_a_landscapes_gradient_is_that_of_its_loss(kernel, landscape):
    points = np.random.default_rng(5).uniform(-1.8, 1.8, (40, len(LANDSCAPES[landscape][0])))
    script = """(() => { const l = m.LANDSCAPE(25);
        const beside = (w, i) => [1e-5, -1e-5].map((d) => l.loss(w.map((x, j) => x + (i === j ? d : 0))));
        return { python: l.python, minima: l.minima, box: l.box,
          here: v.points.map((w) => [l.loss(w), l.gradient(w)]),
          sides: v.points.map((w) => w.map((_, i) => beside(w, i))) } })()"""
    got = kernel("kernel/landscapes", script.replace("LANDSCAPE", landscape), points=points.tolist())
    space = mathematics(got["python"])
    for point, (loss, gradient), sides in zip(points, got["here"], got["sides"], strict=True):
        np.testing.assert_allclose(gradient, [(up - down) / 2e-5 for up, down in sides], rtol=1e-5, atol=1e-4)
        given = float(point[0]) if len(point) == 1 else point.tolist()
        assert space["loss"](given) == pytest.approx(loss, rel=1e-12)
    lowest = [space["loss"](m[0] if len(m) == 1 else m) for m in got["minima"]]
    assert lowest == sorted(lowest)
    grid = np.stack(np.meshgrid(*[np.linspace(*side, 201) for side in got["box"]]), -1).reshape(-1, len(got["box"]))
    if lowest:
        least = min(space["loss"](float(w[0]) if len(w) == 1 else w.tolist()) for w in grid)
        assert lowest[0] <= least + 1e-12


def test_the_stationary_points_of_the_quartic_are_its_roots(kernel):
    expected = sorted(np.roots([4, 0, -6, 0.5]).real)
    np.testing.assert_allclose(kernel("kernel/landscapes", "m.STATIONARY"), expected, rtol=1e-14)


def test_random_numbers_are_those_of_the_python_source_and_of_a_seed_alone(kernel):
    script = "(() => { const g = m.generator(v.seed); return [g.uniform(), g.normal(), g.uniform(), g.normal()] })()"
    for seed in (0, 1, 7, 123456, 4294967295):
        space: dict[str, Any] = {}
        exec(kernel("kernel/random", "m.python(v.seed)", seed=seed), space)
        expected = [space["uniform"](), space["normal"](), space["uniform"](), space["normal"]()]
        assert kernel("kernel/random", script, seed=seed) == expected == kernel("kernel/random", script, seed=seed)
    many = kernel(
        "kernel/random", "(() => { const g = m.generator(3); return Array.from({length: 20000}, g.normal) })()"
    )
    assert abs(np.mean(many)) < 0.03
    assert abs(np.std(many) - 1) < 0.02


@pytest.mark.parametrize(("n", "degree"), [(200, 15), (40, 15), (16, 15), (20, 3), (5, 15), (8, 12)])
def test_a_polynomial_is_the_one_that_numpy_fits(kernel, n, degree):
    rng = np.random.default_rng(n)
    x, y = rng.uniform(0, 1, n), rng.normal(size=n)
    got = kernel("kernel/polynomials", "m.fit(v.x, v.y, v.degree, [0, 1])", x=x.tolist(), y=y.tolist(), degree=degree)
    basis = np.polynomial.legendre.legvander(2 * x - 1, degree)
    expected = np.linalg.lstsq(basis, y)[0]
    np.testing.assert_allclose(basis @ got, basis @ expected, atol=1e-8)
    np.testing.assert_allclose(got, expected, rtol=1e-8, atol=1e-8 * np.abs(expected).max())


def test_k_means_assigns_as_scikit_learn_does(kernel):
    rng = np.random.default_rng(2)
    for k in (1, 2, 3, 5, 8):
        points = rng.normal(size=(150, 2))
        script = """(() => { let centres = v.points.slice(0, v.k), groups;
            for (let i = 0; i < 300; i++) {
              groups = m.assign(v.points, centres);
              centres = m.move(v.points, groups, centres);
            }
            return { groups, inertia: m.inertia(v.points, groups, centres),
                     silhouette: m.silhouette(v.points, groups),
                     rand: m.adjustedRand(groups, v.points.map(([x]) => +(x > 0))) } })()"""
        got = kernel("kernel/clusters", script, points=points.tolist(), k=k)
        settled = KMeans(k, init=points[:k], n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(points)
        assert got["groups"] == settled.labels_.tolist()
        assert got["inertia"] == pytest.approx(settled.inertia_, rel=1e-9)
        assert got["rand"] == pytest.approx(adjusted_rand_score(settled.labels_, points[:, 0] > 0), abs=1e-12)
        if k > 1:
            assert got["silhouette"] == pytest.approx(silhouette_score(points, settled.labels_), abs=1e-12)


def test_the_line_of_the_kernel_is_that_of_numpy(kernel):
    rng = np.random.default_rng(4)
    x, y = rng.uniform(0, 6, 14), rng.normal(size=14)
    X = np.column_stack([x, np.ones(14)])
    values = {"x": x.tolist(), "y": y.tolist()}
    np.testing.assert_allclose(kernel("kernel/line", "m.leastSquares(v.x, v.y)", **values), np.linalg.lstsq(X, y)[0])
    hessian = 2 / 14 * X.T @ X
    np.testing.assert_allclose(kernel("kernel/line", "m.eigenvalues(v.x)", **values), np.linalg.eigvalsh(hessian))
    np.testing.assert_allclose(
        kernel("kernel/line", "m.gradient([2, 3], v.x, v.y)", **values), 2 / 14 * X.T @ (X @ [2, 3] - y)
    )


# Theory


def fate_by_iteration(name: str, eigenvalues: np.ndarray, rate: float, momentum: float) -> tuple[str, float]:
    """Return what the eigenvalues of the iteration's own matrix say, and how far the largest is from 1."""
    sizes, steady = [], True
    for curvature in eigenvalues:
        beta = momentum if name != "Gradient descent" else 0.0
        seen = 1 + beta if name == "Nesterov" else 1.0  # state: (w, velocity)
        pull = beta**2 if name == "Nesterov" else beta
        matrix = np.array([[1 - rate * seen * curvature, -rate * pull], [curvature, beta]])
        values = np.linalg.eigvals(matrix)
        sizes += list(np.abs(values))
        steady = steady and all(abs(v.imag) < 1e-7 and v.real >= -1e-9 for v in values)
    largest = max(sizes)
    word = "diverges" if largest > 1 else "steady" if steady else "overshooting"
    return word, abs(largest - 1)


@pytest.mark.parametrize("name", ["Gradient descent", "Momentum", "Nesterov"])
def test_the_fate_of_a_run_is_what_the_eigenvalues_say(kernel, name):
    rng = np.random.default_rng(8)
    cases = []
    while len(cases) < 200:
        square = rng.normal(size=(2, 2))
        eigenvalues = np.linalg.eigvalsh(square @ square.T)
        rate, momentum = 10 ** rng.uniform(-3, 1), rng.uniform(0, 0.99)
        word, margin = fate_by_iteration(name, eigenvalues, rate, momentum)
        if eigenvalues[0] > 1e-3 and margin > 1e-6:
            cases.append((eigenvalues.tolist(), rate, momentum, word))
    script = "v.cases.map(([e, r, b]) => m.fate(v.name, e, r, b))"
    got = kernel("kernel/optimizers", script, cases=cases, name=name)
    assert got == [word for *_, word in cases]
    assert {"steady", "overshooting", "diverges"} <= set(got) or name == "Momentum"


def test_at_the_bound_a_run_goes_round_for_ever(kernel):
    for curvature in (1, 2, 5, 25, 64):
        script = "m.fate('Gradient descent', [0.5, v.c], 2 / v.c, 0)"
        assert kernel("kernel/optimizers", script, c=curvature) == "round"
        for factor, word in ((1 - 1e-9, "overshooting"), (1 + 1e-9, "diverges")):
            script = f"m.fate('Gradient descent', [0.5, v.c], 2 / v.c * {factor!r}, 0)"
            assert kernel("kernel/optimizers", script, c=curvature) == word


WORDS = {
    "steady": "converges steadily",
    "overshooting": "converges, overshooting",
    "round": "goes round for ever",
    "diverges": "diverges",
}


def test_the_status_of_random_valleys_says_what_the_eigenvalues_say(tab: Opener):
    visit = tab("simulations/descent/")
    seeded = random.Random(6)
    page = visit.page
    page.locator(".sim:not([inert])").wait_for()
    for _ in range(200):
        kappa, rate = seeded.randint(2, 100), float(f"{10 ** seeded.uniform(-3.5, 0):.3g}")
        name, momentum = seeded.choice(["Gradient descent", "Momentum", "Nesterov"]), seeded.randint(0, 99) / 100
        word, margin = fate_by_iteration(name, np.array([1.0, kappa]), rate, momentum)
        hash_ = urlencode({"kappa": kappa, "rate": rate, "optimizer": name, "momentum": momentum})
        status = page.evaluate(
            """(hash) => { const stage = document.querySelector("book-simulation").stage;
            stage.open(hash); return stage.sentence; }""",
            f"#descent?{hash_}",
        )
        if margin > 1e-9:
            assert WORDS[word] in status, hash_


# Copy as Python


def opened(tab: Opener, name: str, **state: Any) -> Visit:
    """Open a simulation on its own page in a state."""
    visit = tab(f"simulations/{name}/{f'#{name}?{urlencode(state)}' if state else ''}")
    visit.page.locator(".sim:not([inert])").wait_for()
    return visit


def stepped(visit: Visit, steps: int) -> None:
    """Take steps without waiting for a clock."""
    visit.page.evaluate(
        """(steps) => { const { stage } = document.querySelector("book-simulation");
        for (let i = 0; i < steps; i++) stage.simulation.tick(); stage.draw(); }""",
        steps,
    )


def table(visit: Visit) -> list[list[str]]:
    """Return the cells of the table of steps."""
    fold = visit.page.locator("details.sim-fold").filter(has_text="Table of steps")
    fold.evaluate("fold => { fold.open = true; }")
    visit.page.evaluate("document.querySelector('book-simulation').stage.fillTable()")
    return [row.split("\t") for row in fold.locator("tbody").inner_text().strip().splitlines()]


def printed(visit: Visit) -> list[list[str]]:
    """Run the program that is offered, alone, and return what it prints, without its head."""
    source = visit.page.evaluate("document.querySelector('book-simulation').stage.simulation.python()")
    run = subprocess.run([sys.executable, "-I", "-"], input=source, capture_output=True, text=True, timeout=60)
    assert run.stderr == ""
    return [line.split() for line in run.stdout.splitlines()[1:]]


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
    ("training", {}, 300),
    ("training", {"standardise": "true", "rate": 0.3, "start": "Random", "seed": 12}, 40),
    ("training", {"rate": 0.1, "start": "Steep down"}, 100),
    ("fit-and-generalise", {}, 0),
    ("fit-and-generalise", {"truth": "Cubic", "n": 60, "noise": 0.5, "seed": 4}, 0),
    ("fit-and-generalise", {"truth": "Line", "n": 6, "noise": 0.1, "seed": 9}, 0),
    ("two-ways-to-learn", {}, 20),
    ("two-ways-to-learn", {"data": "Rings", "clusters": 8, "seed": 5}, 40),
    ("two-ways-to-learn", {"data": "Stripes", "clusters": 1}, 8),
    ("two-ways-to-learn", {"data": "Noise", "clusters": 4, "points": 200}, 60),
]


@pytest.mark.parametrize(("name", "state", "steps"), STATES, ids=[f"{n} {s} {k}" for n, s, k in STATES])
def test_copy_as_python_prints_the_table(tab: Opener, name: str, state: dict[str, Any], steps: int):
    visit = opened(tab, name, **state)
    stepped(visit, steps)
    shown, expected = table(visit), printed(visit)
    assert len(shown) == len(expected) > (0 if steps or name != "two-ways-to-learn" else -1)
    for row, line in zip(shown, expected, strict=True):
        for cell, word in zip(row, line, strict=True):
            if re.fullmatch(r"[a-z]+", word):
                assert cell == word
            else:
                assert float(cell) == pytest.approx(float(word), rel=2e-5, abs=1e-20)


# Every control, by its name


def readout(visit: Visit) -> str:
    """Return all that a simulation shows: status, numbers, notes and pictures' descriptions."""
    return str(
        visit.page.evaluate(
            """() => { const { stage } = document.querySelector("book-simulation");
            const labels = [...stage.root.querySelectorAll("svg")].map((svg) => svg.getAttribute("aria-label"));
            return [stage.sentence, stage.root.innerText, ...labels, stage.encode()].join("\\n"); }"""
        )
    )


def pieces(visit: Visit) -> str:
    """Return what the pictures are made of."""
    return str(visit.page.evaluate("() => [...document.querySelectorAll('.sim svg')].map((s) => s.innerHTML).join()"))


NAMES = [(name, each["label"], each["kind"]) for name, spec in SPECS.items() for each in spec["controls"]]
NEEDS = {  # what a control needs to be seen
    ("descent", "Momentum"): {"optimizer": "Momentum"},
    ("descent", "Learning rate of the second"): {"compare": "Adam"},
    ("which-valley", "Momentum"): {"usesMomentum": "true"},
    ("which-valley", "Seed"): {"noise": 3},
}


def prepared(tab: Opener, name: str, label: str, **settings: Any) -> Visit:
    """Open a simulation in a state in which a control does something, after a few steps."""
    state = urlencode(NEEDS.get((name, label), {}))
    visit = tab(f"simulations/{name}/{f'#{name}?{state}' if state else ''}", **settings)
    visit.page.locator(".sim:not([inert])").wait_for()
    if label not in ("Step", "Run", "Play", "Start", "Start of w₁", "Start of w₂", "Try 100 starts"):
        stepped(visit, 5)
    return visit


def used(visit: Visit, label: str, kind: str, way: str) -> None:
    """Use a control once, by mouse, keyboard or touch."""
    page = visit.page
    if kind == "button":
        target = page.get_by_role("button", name=label, exact=True)
    elif kind == "choice":
        target = page.get_by_role("combobox", name=label, exact=True)
    elif kind == "flag":
        target = page.get_by_role("checkbox", name=label, exact=True)
    else:
        target = page.get_by_role("slider", name=label, exact=True)
    expect(target).to_be_visible()
    target.scroll_into_view_if_needed()
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
@pytest.mark.parametrize(("name", "label", "kind"), [each for each in NAMES if each[2] != "number"])
def test_a_control_changes_what_is_shown(tab: Opener, name: str, label: str, kind: str, way: str):
    settings = {"has_touch": True, "viewport": {"width": 360, "height": 780}} if way == "touch" else {}
    visit = prepared(tab, name, label, **settings)
    if label == "Pause":
        visit.page.get_by_role("button", name="Start", exact=True).click()
        visit.page.wait_for_function("document.querySelector('book-simulation').stage.running")
    before = readout(visit) + pieces(visit)
    used(visit, label, kind, way)
    if label == "View":
        visit.page.locator(".sim-solid canvas").first.wait_for(state="attached")
    if label == "Pause":
        assert visit.page.evaluate("!document.querySelector('book-simulation').stage.running")
    visit.page.wait_for_timeout(300)
    after = readout(visit) + pieces(visit)
    visit.problems = [each for each in visit.problems if label != "View" or not any(say in each for say in DRIVERS)]
    assert after != before or label == "Pause"
    assert not NONSENSE.search(readout(visit))


@pytest.mark.parametrize("name", SPECS)
def test_the_names_are_those_of_the_plan(tab: Opener, name: str):
    visit = prepared(tab, name, "")
    for spec in SPECS[name]["controls"]:
        if spec["kind"] != "number":
            assert (
                visit.page.get_by_label(spec["label"], exact=True).count()
                or visit.page.get_by_role("button", name=spec["label"], exact=True).count()
            )
    assert visit.page.locator("[role=status]").first.inner_text()
    assert table(visit)


@pytest.mark.parametrize(
    ("name", "key", "field"), [("descent", "ArrowRight", "w1"), ("which-valley", "ArrowLeft", "x")]
)
def test_mouse_keys_and_touch_move_the_start_on_the_picture(tab: Opener, name: str, key: str, field: str):
    visit = prepared(tab, name, "", has_touch=True)
    state = f"document.querySelector('book-simulation').stage.state.{field}"
    picture = visit.page.locator(".sim svg[tabindex='0']")
    picture.focus()
    before = visit.page.evaluate(state)
    visit.page.keyboard.press(key)
    by_key = visit.page.evaluate(state)
    picture.click(position={"x": 120, "y": 90})
    by_mouse = visit.page.evaluate(state)
    picture.tap(position={"x": 200, "y": 120})
    by_touch = visit.page.evaluate(state)
    assert len({before, by_key, by_mouse, by_touch}) == 4


def test_the_keyboard_turns_the_surface_and_the_path_is_on_it(tab: Opener):
    visit = opened(tab, "descent", view="Surface", rate=0.01)
    surface = visit.page.locator(".sim-solid")
    visit.page.wait_for_function("document.querySelector('.sim-solid')._fullLayout?.scene?.camera")
    eye = "JSON.stringify(document.querySelector('.sim-solid')._fullLayout.scene.camera.eye)"
    before = visit.page.evaluate(eye)
    surface.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_function(f"{eye} !== '{before}'")
    stepped(visit, 30)
    visit.page.wait_for_function("document.querySelector('.sim-solid').data[1].x.length === 31")
    visit.problems = [each for each in visit.problems if not any(say in each for say in DRIVERS)]


# What they say


MESSAGES: list[tuple[str, dict[str, Any], int, str]] = [
    ("descent", {"rate": 0.03}, 10, "converges steadily"),
    ("descent", {"rate": 0.07}, 10, "converges, overshooting"),
    ("descent", {"rate": 0.08}, 10, "goes round for ever"),
    ("descent", {"rate": 0.2}, 5000, "diverged: after"),
    ("descent", {"rate": 0.2}, 10, "diverges"),
    ("descent", {"rate": 0.07}, 5000, "come to rest"),
    ("descent", {"landscape": "Saddle"}, 5, "one eigenvalue is negative"),
    ("descent", {"landscape": "Saddle", "start": "Near the minimum"}, 5, "starts on the ridge"),
    ("descent", {"optimizer": "Adam"}, 5, "so the run tells"),
    ("descent", {"landscape": "Rosenbrock", "rate": 0.0005}, 20000, "It stopped after 10,000 steps"),
    ("which-valley", {}, 3000, "Stuck in a local minimum"),
    ("which-valley", {"x": -1.8}, 3000, "Found the global minimum"),
    ("which-valley", {"x": 2, "usesMomentum": "true", "rate": 0.02}, 10, "Escaped"),
    ("which-valley", {"landscape": "Flat inflection", "x": -0.9, "rate": 0.02}, 3000, "flat ground"),
    ("which-valley", {"noise": 6, "rate": 0.02}, 3000, "noise keeps the ball moving"),
    ("which-valley", {"rate": 1}, 50, "Diverged"),
    ("which-valley", {"landscape": "Convex", "rate": 0.6}, 5, "converges, overshooting"),
    ("training", {}, 0, "arbitrary"),
    ("training", {}, 2, "corrections are large"),
    ("training", {}, 60, "corrections are fine"),
    ("training", {"standardise": "true", "rate": 0.3}, 100, "Converged after"),
    ("training", {"rate": 0.2}, 300, "Diverged"),
    ("training", {"rate": 0.0001}, 1000, "not there after 1,000 steps"),
    ("fit-and-generalise", {"degree": 1}, 0, "Underfitting"),
    ("fit-and-generalise", {"degree": 4}, 0, "Good fit"),
    ("fit-and-generalise", {"degree": 15}, 0, "Overfitting"),
    ("two-ways-to-learn", {}, 0, "has not begun"),
    ("two-ways-to-learn", {}, 1, "assigned each point"),
    ("two-ways-to-learn", {}, 2, "moved each centre"),
    ("two-ways-to-learn", {}, 60, "settled after"),
]


@pytest.mark.parametrize(("name", "state", "steps", "words"), MESSAGES, ids=[f"{m[0]} {m[3]}" for m in MESSAGES])
def test_a_status_says_where_the_run_is(tab: Opener, name: str, state: dict[str, Any], steps: int, words: str):
    visit = opened(tab, name, **state)
    stepped(visit, steps)
    expect(visit.page.locator(".sim-status")).to_contain_text(re.compile(re.escape(words), re.IGNORECASE))
    assert visit.page.locator(".sim-status").get_attribute("role") == "status"
    assert not NONSENSE.search(readout(visit))


CHOICES = [(n, c["id"], o) for n, s in SPECS.items() for c in s["controls"] for o in c.get("options", [])]


@pytest.mark.parametrize("name", SPECS)
def test_every_choice_of_every_list_runs_and_shows_only_numbers(tab: Opener, name: str):
    visit = opened(tab, name)
    for _, field, option in (each for each in CHOICES if each[0] == name and each[1] != "view"):
        for rate in (0.0001, 0.03, 3):
            rated = any(each["id"] == "rate" for each in SPECS[name]["controls"])
            state = urlencode({field: option} | ({"rate": rate} if rated else {}))
            visit.page.evaluate(
                "(hash) => document.querySelector('book-simulation').stage.open(hash)", f"#{name}?{state}"
            )
            stepped(visit, 120)
            assert not NONSENSE.search(readout(visit) + pieces(visit)), state


def test_a_hundred_starts_are_counted_once_each_and_agree_with_the_basins(tab: Opener):
    visit = opened(tab, "which-valley")
    visit.page.get_by_role("button", name="Try 100 starts", exact=True).click()
    rows = visit.page.locator(".sim-end").all_inner_texts()
    counts = [int(re.search(r"(\d+) of 100", row)[1]) for row in rows]
    assert sum(counts) == 100
    assert len(counts) == 2
    starts = visit.page.evaluate(
        """async () => { const at = new URL("../../simulations/", location.href.split("#")[0]);
        const { hundred } = await import(new URL("which-valley.js", at));
        const { twoMinima } = await import(new URL("kernel/landscapes.js", at));
        const { state } = document.querySelector("book-simulation").stage;
        return hundred(twoMinima(), state); }"""
    )
    top = sorted(np.roots([4, 0, -6, 0.5]).real)[1]
    for each in starts:  # at a rate of 0.02 the ball keeps to the valley that it starts in
        assert (each["start"] < top) == (each["end"] < 0)
    assert counts[0] == sum(each["end"] < 0 for each in starts)


def test_the_quiz_answers_each_question_counts_and_keeps_its_order_for_a_seed(tab: Opener):
    visit = opened(tab, "two-ways-to-learn", quiz="true")
    page, orders = visit.page, []
    for _ in range(2):
        asked, right = [], 0
        kinds = set()
        for i in range(12):
            question = page.locator(".sim-quiz p").nth(1).inner_text()
            asked.append(question.split(". ", 1)[1])
            choice = ["With labels", "Without labels", "In between"][i % 3]
            page.get_by_role("button", name=choice, exact=True).click()
            feedback = page.locator(".sim-quiz [role=status]").inner_text()
            assert re.match(r"Yes\. |No, (with labels|without labels|in between)\. ", feedback)
            right += feedback.startswith("Yes")
            kinds.add(choice.lower() if feedback.startswith("Yes") else feedback[4 : feedback.index(".")])
            expect(page.locator(".sim-score")).to_have_text(f"{right} right of {i + 1}")
            page.keyboard.press("Enter")  # the focus is on the button that goes on
        orders.append(asked)
        assert len(set(asked)) == 12
        assert kinds == {"with labels", "without labels", "in between"}
        visit.page.evaluate("document.querySelector('book-simulation').stage.set('quiz', true)")
    assert orders[0] == orders[1]


# Links


def test_a_link_opens_exactly_the_state_it_was_copied_from(tab: Opener):
    for name, state, steps in STATES:
        visit = opened(tab, name, **state)
        hash_ = visit.page.evaluate("document.querySelector('book-simulation').stage.encode()")
        again = tab(f"simulations/{name}/{hash_}")
        again.page.locator(".sim:not([inert])").wait_for()
        both = [
            v.page.evaluate("JSON.stringify(document.querySelector('book-simulation').stage.state)")
            for v in (visit, again)
        ]
        assert both[0] == both[1]
        assert again.page.locator(".sim-note").is_hidden()
        for each in (visit, again):
            stepped(each, min(steps, 30))
        assert table(visit) == table(again)
        for each in (visit, again):
            each.page.close()


def test_a_change_is_written_into_the_address(tab: Opener):
    visit = opened(tab, "descent")
    visit.page.get_by_label("Landscape", exact=True).select_option("Rosenbrock")
    visit.page.wait_for_function("location.hash.includes('Rosenbrock')")


def test_a_hundred_broken_links_open_the_nearest_state_with_a_note(tab: Opener):
    seeded = random.Random(9)
    junk = [
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
    for name in SPECS:
        visit = opened(tab, name)
        visit.page.evaluate("(name) => { location.hash = `#${name}?`; }", name)
        visit.page.wait_for_timeout(700)  # at the first such change the theme loads the page anew
        visit.page.wait_for_function("document.querySelector('book-simulation').stage")
        for _ in range(25):
            pairs = []
            for _ in range(seeded.randint(1, 4)):
                field = seeded.choice([each["id"] for each in SPECS[name]["controls"]] + ["unknown", "__proto__", ""])
                pairs.append(f"{field}={seeded.choice([*junk, str(seeded.gauss(0, 1e4))])}")
            hash_ = f"#{name}?{'&'.join(pairs)}"
            visit.page.evaluate("(hash) => { location.hash = hash; }", hash_)
            visit.page.wait_for_timeout(20)
            stepped(visit, 10)
            assert not NONSENSE.search(readout(visit).split("The link was not quite right")[0]), hash_
            state = visit.page.evaluate("document.querySelector('book-simulation').stage.state")
            for each in SPECS[name]["controls"]:
                if "low" in each:
                    assert each["low"] <= state[each["id"]] <= each["high"], hash_
                elif "options" in each:
                    assert state[each["id"]] in each["options"], hash_
        assert visit.page.locator(".sim").count() == 1
    note = opened(tab, "descent", rate=1e9, landscape="Moon").page.locator(".sim-note")
    expect(note).to_contain_text("Learning rate goes from 0.0001 to 10")
    expect(note).to_contain_text("“Moon” is no value of Landscape")


# The stage


def test_a_run_goes_only_in_view_and_ends_with_the_page(tab: Opener):
    visit = opened(tab, "descent", rate=0.001)
    page = visit.page
    page.get_by_role("button", name="Run", exact=True).click()
    steps = "document.querySelector('book-simulation').stage.simulation.table().rows.length"
    page.wait_for_function(f"{steps} > 5")
    page.set_viewport_size({"width": 1280, "height": 300})
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate("document.querySelector('.sim').style.marginTop = '-9000px'")
    page.wait_for_function("!document.querySelector('book-simulation').stage.clock")
    page.evaluate("document.querySelector('.sim').style.marginTop = ''; scrollTo(0, 200)")
    page.wait_for_function("document.querySelector('book-simulation').stage.clock")
    page.evaluate("window.left = document.querySelector('book-simulation').stage")
    page.evaluate("document.querySelector('a[href*=\"reference/notation\"]').click()")
    page.wait_for_function("!document.querySelector('book-simulation')")
    assert page.evaluate("[left.over, left.running, left.clock]") == [True, None, None]


def test_without_motion_many_steps_are_taken_at_once(tab: Opener):
    visit = opened(tab, "descent", rate=0.001)
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.get_by_role("button", name="Run", exact=True).click()
    drawn = visit.page.evaluate(
        """() => new Promise((resolve) => { const { stage } = document.querySelector("book-simulation");
        let count = 0; const draw = stage.draw.bind(stage); stage.draw = (...a) => { count++; draw(...a); };
        setTimeout(() => resolve([count, Number(stage.simulation.table().rows.at(-1)[0])]), 2600); })"""
    )
    assert drawn[0] <= 3
    assert drawn[1] >= 12


def test_the_map_follows_the_theme_without_a_reload(tab: Opener):
    visit = opened(tab, "descent")
    canvas = visit.page.locator(".sim canvas").first
    light = canvas.screenshot()
    visit.page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    visit.page.wait_for_timeout(300)
    dark = canvas.screenshot()
    assert dark != light
    assert sum(dark[-2000:]) != 0


@pytest.mark.parametrize("name", SPECS)
def test_without_javascript_a_picture_and_a_description_stand_in_its_place(tab: Opener, name: str):
    visit = tab(f"simulations/{name}/", java_script_enabled=False)
    place = visit.page.locator("figure.simulation")
    assert place.locator("svg[role=img]").get_attribute("aria-label")
    assert len(place.locator("figcaption").inner_text().split()) > 8
    assert place.locator("svg[role=img]").bounding_box()["height"] > 100


def test_the_list_of_simulations_agrees_with_their_specifications():
    listed = json.loads((SITE / "simulations.json").read_text("utf-8"))
    assert {each["name"] for each in listed} == set(SPECS)
    for each in listed:
        assert (SITE / each["page"] / "index.html").exists()
        first = [
            {key: control[key] for key in control if key != "hidden"} for control in SPECS[each["name"]]["controls"]
        ]
        assert each["controls"] == first
        assert each["concepts"]
        assert f"simulations/{each['name']}.md" in each["in"]
        assert len(each["in"]) >= 2, "a simulation stands in its chapter too"


def links() -> list[tuple[str, str, str]]:
    """Return page, address and promise of every link on a page that opens a simulation."""
    found = []
    for page in addresses():
        html = (SITE / page / "index.html" if page != "404.html" else SITE / page).read_text("utf-8")
        found += [(page, link["href"], link["title"]) for link in BeautifulSoup(html, "html.parser").select("a.see")]
    return found


def test_every_link_to_a_simulation_shows_what_its_text_says(tab: Opener):
    assert len(links()) >= 20
    visits: dict[str, Visit] = {}
    for page, address, title in links():
        name = re.search(r"#([\w-]+)\?", address)[1]
        visit = visits.get(name) or visits.setdefault(name, opened(tab, name))
        said = visit.page.evaluate(
            """(hash) => { const { stage } = document.querySelector("book-simulation");
            stage.open(hash);
            const said = new Set([stage.simulation.status()]);
            for (let i = 0; i < 12000 && stage.simulation.tick(); i++) if (i < 400) said.add(stage.simulation.status());
            said.add(stage.simulation.status());
            if (stage.inputs.hundred) { stage.simulation.press("hundred"); said.add(stage.simulation.status()); }
            return [stage.note.hidden ? "" : stage.note.textContent, ...said]; }""",
            address[address.index("#") :],
        )
        promise = title.removeprefix("Shows: ")
        assert said[0] == "", (page, address)
        assert any(promise.lower() in each.lower() for each in said), (page, address, promise, said[:3], said[-2:])


def test_a_link_opens_the_simulation_on_the_same_page_or_on_its_own(tab: Opener):
    page, address, _ = next(each for each in links() if each[1].startswith("#") and each[0].startswith("descent/"))
    visit = tab(page)
    visit.page.locator("a.see").first.click()
    visit.page.locator(".sim:not([inert])").first.wait_for()
    wanted = dict(pair.split("=") for pair in unquote_plus(address).split("?")[1].split("&"))
    visit.page.wait_for_function("document.querySelector('book-simulation').stage")
    state = visit.page.evaluate("document.querySelector('book-simulation').stage.state")
    for key, value in wanted.items():
        assert str(state[key]).lower() == value.lower()
    expect(visit.page.locator(".sim").first).to_be_in_viewport()
