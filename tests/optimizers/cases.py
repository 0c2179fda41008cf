"""What the book's optimizers and PyTorch's are both run on: gradients, starts and settings."""

import json
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

Gradient = Callable[[np.ndarray], np.ndarray]
STEPS = 200
RECORDED = Path(__file__).with_name("trajectories.json")


PLACES = {
    "gradient_descent": "many-weights",
    "heavy_ball": "momentum",
    "nesterov": "momentum",
    **dict.fromkeys(("adagrad", "rmsprop", "adam", "amsgrad", "adamw", "lamb"), "adaptive"),
}


@cache
def kept(name: str) -> Callable[..., np.ndarray]:
    """Return an optimizer as its program on the page defines it."""
    return runpy.run_path(str(Path(__file__).parents[2] / "snippets" / PLACES[name] / f"{name}.py"))[name]


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
]
CASES = [
    (f"{optimizer} {' '.join(f'{key}={value:g}' for key, value in settings.items())} on {problem}", optimizer, settings)
    for optimizer, settings in SETTINGS
    for problem in PROBLEMS
]


def problem_of(case: str) -> tuple[Gradient, list[float]]:
    """Return gradient and start of a case, by its name."""
    return PROBLEMS[case.split(" on ")[1]]()


def recorded() -> dict[str, list[list[float]]]:
    """Return PyTorch's paths, every tenth step, by the name of the case."""
    return json.loads(RECORDED.read_text("utf-8"))
