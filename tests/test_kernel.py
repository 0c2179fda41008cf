"""The simulations' kernel, run by a browser, against the book's programs, and its theory against eigenvalues."""

import contextlib
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from downhill.scripts import holder
from playwright.sync_api import Browser
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from tests.optimizers.cases import kept
from tests.served import opener
from tests.simulations import fate_by_iteration

ROOT = Path(__file__).parent.parent
OPTIMIZERS = {
    "Gradient descent": ("gradient_descent", {}),
    "Momentum": ("heavy_ball", {"momentum": 0.9}),
    "Nesterov": ("nesterov", {"momentum": 0.9}),
    "AdaGrad": ("adagrad", {}),
    "RMSProp": ("rmsprop", {}),
    "Adam": ("adam", {}),
    "AMSGrad": ("amsgrad", {}),
}


@pytest.fixture(scope="module")
def kernel(browser: Browser, home: str) -> Iterator[Any]:
    """Return `kernel(module, expression, **values)`: what the expression is in the browser, where `m` is the module."""
    with opener(browser, home) as open_tab:
        page = open_tab("404.html").page
        base = f"{home}simulations/"

        def run(module: str, expression: str, **values: Any) -> Any:
            script = f"async (v) => {{ const m = await import('{base}{holder(module)}.js'); return ({expression}); }}"
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
    "valley.bind(null, 9, [1, 0])": [[-3.5, 2.5]],
    "severalMinima": [[2.0, 2.0], [0.1, 0.2], [-1.1, -1.4]],
    "rosenbrock": [[-1.5, 2.5], [0.0, 0.0]],
    "saddle": [[-3.5, 0.5], [0.2, 0.0]],
    "convex": [[1.8]],
    "twoMinima": [[1.8], [0.1]],
    "manyMinima": [[1.9], [-1.0]],
    "flatInflection": [[-0.9], [1.7]],
}
RATES = (0.0005, 0.01, 0.079, 0.5, 2.5)
# From each start at each rate; as text, for Playwright carries numbers one by one
PATHS = """(() => {
  const landscape = m.LANDSCAPE(25);
  const walk = (start, rate) => {
    let state = o.begin(start);
    const path = [state.w];
    for (let i = 0; i < 200; i++) {
      state = o.step(state, landscape.gradient(state.w), { ...v.settings, rate });
      if (!state.w.every((each) => Math.abs(each) < 1e8)) break;
      path.push(state.w);
    }
    return path;
  };
  const paths = v.starts.flatMap((start) => v.rates.map((rate) => walk(start, rate)));
  return JSON.stringify({ paths, python: landscape.python });
})()"""


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_a_path_is_the_one_that_the_books_program_takes(kernel, home, landscape, optimizer):
    (name, extra), starts = OPTIMIZERS[optimizer], LANDSCAPES[landscape]
    expression = PATHS.replace("LANDSCAPE", landscape)
    script = f"await (async (o) => {expression})(await import('{home}simulations/kernel/optimizers.js'))"
    settings = {"optimizer": optimizer, "momentum": 0.9}
    got = json.loads(kernel("kernel/landscapes", script, starts=starts, rates=RATES, settings=settings))
    slope = mathematics(got["python"])["gradient"]

    def gradient(w: np.ndarray) -> np.ndarray:
        return np.array([slope(float(w[0]))] if len(w) == 1 else slope(w.tolist()))

    lengths = set()
    for (start, rate), path in zip(product(starts, RATES), got["paths"], strict=True):
        with np.errstate(over="ignore", invalid="ignore"):
            expected = kept(name)(gradient, np.array(start), len(path) - 1, rate, **extra)
        np.testing.assert_allclose(path, expected, rtol=1e-12, atol=1e-12)
        lengths.add(len(path))
    assert max(lengths) == 201
    if optimizer == "Gradient descent":
        assert min(lengths) < 201, "no run diverged"


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_loss_at_the_finish_of_each_rate_is_that_of_the_programs(kernel, home, optimizer):
    rates = [10 ** (i / 4) for i in range(-16, 5)]
    script = f"""await (async (l) => [v.rates.map((rate) => String(m.lossAfter(l.valley(25), [-3.5, 2.5],
        {{ optimizer: v.optimizer, rate, momentum: 0.9 }}, 100))), l.valley(25).python])(
        await import('{home}simulations/{holder("kernel/landscapes")}.js'))"""
    got, source = kernel("kernel/optimizers", script, optimizer=optimizer, rates=rates)
    (name, extra), space = OPTIMIZERS[optimizer], mathematics(source)
    losses = []
    with np.errstate(all="ignore"):
        for rate in rates:
            try:
                gradient = lambda w: np.array(space["gradient"](w.tolist()))  # noqa: E731
                path = kept(name)(gradient, np.array([-3.5, 2.5]), 100, rate, **extra)
                loss = space["loss"](path[-1].tolist())
                losses.append(loss if loss < 1e16 else np.inf)
            except ValueError:  # it left all bounds
                losses.append(np.inf)
    assert [float(each) for each in got] == pytest.approx(losses, rel=1e-6)


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


def test_cells_are_where_a_centre_is_nearest(kernel):
    rng = np.random.default_rng(3)
    for k in (1, 2, 5, 8):
        centres, places = rng.uniform(-1, 1, (k, 2)), rng.uniform(-1.1, 1.1, (500, 2))
        cells = kernel("kernel/clusters", "m.cells(m.byDistance(v.c), [-1.1, 1.1], [-1.1, 1.1])", c=centres.tolist())
        nearest = np.argmin(((places[:, None] - centres) ** 2).sum(axis=-1), axis=1)
        for each, cell in enumerate(cells):
            corners = np.array(cell)
            sides = np.roll(corners, -1, axis=0) - corners
            off = places[:, None] - corners
            inside = (sides[:, 0] * off[..., 1] - sides[:, 1] * off[..., 0] >= 0).all(axis=1)
            assert (inside == (nearest == each)).all()


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


@cache
def ran(name: str) -> dict[str, Any]:
    """Return the names of a program of the book after it ran, without its figure being shown."""
    space: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec((ROOT / "snippets" / f"{name}.py").read_text("utf-8").replace("fig.show()", ""), space)
    return space


def test_the_borrowers_of_the_threshold_are_those_of_the_program(kernel):
    lender = ran("classes/threshold")
    probability, defaults = lender["probability"], lender["y_new"]
    got = kernel("kernel/lenders", "Array.from({ length: 101 }, (_, i) => m.counts(i / 100))")
    for i, each in enumerate(got):
        flagged = probability >= i / 100
        assert each == {
            "found": np.sum(flagged & defaults),
            "missed": np.sum(~flagged & defaults),
            "alarms": np.sum(flagged & ~defaults),
            "passed": np.sum(~flagged & ~defaults),
        }
    scores = kernel("kernel/lenders", "Array.from({ length: 50 }, (_, i) => m.scores(m.counts((i + 1) / 100)))")
    flags = [probability >= (i + 1) / 100 for i in range(50)]
    expected = {
        "accuracy": [np.mean(flagged == defaults) for flagged in flags],
        "precision": [np.mean(defaults[flagged]) for flagged in flags],
        "recall": [np.mean(flagged[defaults]) for flagged in flags],
    }
    for name, values in expected.items():
        np.testing.assert_allclose([each[name] for each in scores], values, rtol=1e-14)


def test_pulls_and_answers_of_three_losses_are_those_of_the_programs(kernel):
    flats = ran("loss-functions/pull")
    script = "['squared', 'absolute'].map((loss) => m.shares(loss, v.observed, 0)[v.i])"
    got = kernel("kernel/losses", script, observed=(-flats["error"]).tolist(), i=int(flats["i"]))
    printed = (ROOT / "snippets/loss-functions/pull.out").read_text("utf-8")
    assert [f"{share:.0%}" for share in got] == re.findall(r"\d+%", printed)
    rents = ran("loss-functions/centre")["rents"].tolist()
    losses = ["squared", "absolute", "Huber"]
    got = kernel("kernel/losses", "v.losses.map((loss) => m.answer(loss, v.rents))", losses=losses, rents=rents)
    printed = (ROOT / "snippets/loss-functions/centre.out").read_text("utf-8")
    assert [f"{each:.1f}" for each in got] == re.findall(r"constant +([\d.]+)", printed)
    errors = np.random.default_rng(3).normal(0, 200, 100)
    got = kernel(
        "kernel/losses", "v.errors.map((e) => Object.values(m.SLOPES).map((s) => s(e)))", errors=errors.tolist()
    )
    np.testing.assert_array_equal(got, np.column_stack([2 * errors, np.sign(errors), errors.clip(-100, 100)]))


# Theory


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


@pytest.mark.parametrize("name", ["Gradient descent", "Momentum", "Nesterov"])
def test_the_marks_of_the_learning_rate_stand_where_the_fate_changes(kernel, name):
    for eigenvalues in ([0.5, 2.0], [1.0, 25.0], [0.03, 64.0]):
        values = {"name": name, "e": eigenvalues, "momentum": 0.9 if name != "Gradient descent" else 0.0}
        marks = [rate for rate, _ in kernel("kernel/optimizers", "m.marks(v.name, v.e, v.momentum)", **values)]
        script = "v.rates.map((rate) => m.fate(v.name, v.e, rate, v.momentum))"
        around = [rate * factor for rate in (marks[0], marks[-1]) for factor in (1 - 1e-6, 1 + 1e-6)]
        fates = kernel("kernel/optimizers", script, rates=around, **values)
        assert fates[2] != "diverges" == fates[3]
        if name == "Gradient descent":
            assert fates[:2] == ["steady", "overshooting"]
            slow, fast = (abs(1 - marks[1] * each) for each in eigenvalues)
            assert slow == pytest.approx(fast), "at the best rate both directions shrink alike"


def test_a_valley_that_bends_down_has_no_marks(kernel):
    assert kernel("kernel/optimizers", "m.marks('Gradient descent', [-1, 2], 0)") == []
