"""What the book's optimizers and PyTorch's are both run on, and where both say the gradient of one loss."""

import contextlib
import io
import json
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

Gradient = Callable[[np.ndarray], np.ndarray]
STEPS = 200
RECORDED = Path(__file__).with_name("trajectories.json")
LIBRARIES = Path(__file__).with_name("libraries.json")
GRADIENTS = Path(__file__).with_name("gradients.json")
SNIPPETS = Path(__file__).parents[2] / "snippets"


PLACES = {
    "gradient_descent": "many-weights",
    "heavy_ball": "momentum",
    "nesterov": "momentum",
    **dict.fromkeys(("adagrad", "rmsprop", "adam"), "adaptive"),
    **dict.fromkeys(("amsgrad", "adamw", "lamb"), "after-adam"),
    "lion": "sign-and-memory",
}
LAYERS = {"muon": "matrix-methods", "adafactor": "sign-and-memory", "lazy_adam": "sparse-gradients"}  # of a table


@cache
def kept(name: str) -> Callable[..., np.ndarray]:
    """Return an optimizer as its program on the page defines it."""
    return book({**PLACES, **LAYERS}[name] + f"/{name}")[name]


@cache
def book(program: str) -> dict[str, Any]:
    """Return the names that a program of the book leaves; what it prints is of no use here."""
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(SNIPPETS / f"{program}.py"))


def valley() -> tuple[Gradient, list[float]]:
    """Return the gradient of a quadratic with eigenvalues 1, 10 and 50, turned, and a start."""
    turn = np.linalg.qr(np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]]))[0]
    hessian = turn @ np.diag([1.0, 10.0, 50.0]) @ turn.T
    minimum = np.array([1.0, -2.0, 3.0])
    return lambda w: hessian @ (w - minimum), [4.0, 4.0, -4.0]


def rosenbrock() -> tuple[Gradient, list[float]]:
    """Return the gradient of (1 - x)² + 100 (y - x²)² and its usual start."""
    return lambda w: np.array([-2 * (1 - w[0]) - 400 * w[0] * (w[1] - w[0] ** 2), 200 * (w[1] - w[0] ** 2)]), [
        -1.2,
        1.0,
    ]


def noisy() -> tuple[Gradient, list[float]]:
    """Return the valley's gradient with noise that is another at each call, the same in each run."""
    gradient, start = valley()
    noise = iter(np.random.default_rng(7).normal(0, 5, (STEPS, 3)))
    return lambda w: gradient(w) + next(noise), start


def layer() -> tuple[Gradient, list[list[float]]]:
    """Return the gradient of half of |A W B − C|², for a table W of 3 by 2, and a start."""
    rng = np.random.default_rng(8)
    A, B, C = rng.normal(size=(4, 3)), rng.normal(size=(2, 5)), rng.normal(size=(4, 5))
    return lambda W: A.T @ (A @ W @ B - C) @ B.T, [[1.0, -2.0], [0.5, 3.0], [-1.0, 2.0]]


def rows() -> tuple[Gradient, list[list[float]]]:
    """Return the gradient of half of |W|² in the rows that come at a step, of three some or none, and a start."""
    comes = iter(np.random.default_rng(9).random((STEPS, 3)) < [0.9, 0.4, 0.05])
    return lambda W: W * next(comes)[:, None], [[1.0, -2.0], [0.5, 3.0], [-1.0, 2.0]]


PROBLEMS = {problem.__name__: problem for problem in (valley, rosenbrock, noisy)}

# optimizer, settings of the book's function; each is run on each problem
SETTINGS: list[tuple[str, dict[str, float]]] = [
    ("gradient_descent", {"learning_rate": 0.001}),
    ("heavy_ball", {"learning_rate": 0.0005, "momentum": 0.9}),
    ("heavy_ball", {"learning_rate": 0.001, "momentum": 0.0}),
    ("nesterov", {"learning_rate": 0.0005, "momentum": 0.9}),
    ("adagrad", {"learning_rate": 0.5}),
    ("rmsprop", {"learning_rate": 0.01}),
    ("rmsprop", {"learning_rate": 0.003, "decay": 0.9, "epsilon": 1e-3}),
    ("adam", {"learning_rate": 0.1}),
    ("adam", {"learning_rate": 0.01, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-2}),
    ("amsgrad", {"learning_rate": 0.1, "beta2": 0.9}),
    ("adamw", {"learning_rate": 0.1}),
    ("adamw", {"learning_rate": 0.05, "weight_decay": 0.5}),
    ("lion", {"learning_rate": 0.01}),
    ("lion", {"learning_rate": 0.03, "beta1": 0.5, "beta2": 0.8}),
]
LAYER_SETTINGS: list[tuple[str, dict[str, float]]] = [
    ("muon", {"learning_rate": 0.01}),
    ("muon", {"learning_rate": 0.005, "momentum": 0.5}),
    ("adafactor", {"rate": 0.004}),
    ("adafactor", {"rate": 0.01, "floor": 2.0}),
]
ROWS_SETTINGS: list[tuple[str, dict[str, float]]] = [
    ("lazy_adam", {"learning_rate": 0.03}),
    ("lazy_adam", {"learning_rate": 0.01, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-2}),
]
CASES = [
    (f"{optimizer} {' '.join(f'{key}={value:g}' for key, value in settings.items())} on {problem}", optimizer, settings)
    for chosen, problems in ((SETTINGS, [*PROBLEMS]), (LAYER_SETTINGS, ["layer"]), (ROWS_SETTINGS, ["rows"]))
    for optimizer, settings in chosen
    for problem in problems
]


def problem_of(case: str) -> tuple[Gradient, list]:
    """Return gradient and start of a case, by its name."""
    return {**PROBLEMS, "layer": layer, "rows": rows}[case.split(" on ")[1]]()


def recorded() -> dict[str, list[list[float]]]:
    """Return the paths of PyTorch, of Optax for Lion, every tenth step, by the name of the case."""
    return json.loads(RECORDED.read_text("utf-8"))


# Programs whose gradient somebody worked out: the shape of what it is taken by
BY_HAND: dict[str, tuple[int, ...]] = {
    "many-weights/gradient_descent": (4,),
    "theory-without-convexity/robust_fit": (2,),
    "quasi-newton/race": (30,),
    "flat-minima/rescaled": (1, 12),
    "edge-of-stability/network": (1, 30),
    "losses-for-classes/cross_entropy": (3, 3),
}


def places(program: str) -> list[np.ndarray]:
    """Return three places at which the gradients of a program are compared."""
    rng = np.random.default_rng(9)
    return [rng.normal(size=BY_HAND[program]) for _ in range(3)]


def by_hand(program: str, w: np.ndarray) -> np.ndarray:
    """Return what the book says is the gradient of a program's loss at a place."""
    names = book(program)
    if program == "losses-for-classes/cross_entropy":
        return names["cross_entropy"](w, names["labels"])[1]
    return names["gradient"](w)
