"""Run the libraries' optimizers and gradients: `make torch` compares with what is recorded, `--write` records anew.

This file and `libraries.py` alone need PyTorch, Keras and Optax, which are large: they have a dependency group and a CI
job of their own.
"""

import json
import math
import os
import sys
from typing import Any

os.environ["PLOTLY_RENDERER"] = "sphinx_gallery_png"  # a shown figure opens nothing

import jax
import numpy as np
import optax
import torch

from tests.optimizers import cases, libraries
from tests.optimizers.cases import CASES, GRADIENTS, LIBRARIES, RECORDED, STEPS, problem_of, recorded

jax.config.update("jax_enable_x64", True)
torch.Tensor.bfloat16 = torch.Tensor.clone  # Muon rounds to short numbers, which would hide what it computes

OPTIMIZERS = {
    "gradient_descent": (torch.optim.SGD, {}),
    "heavy_ball": (torch.optim.SGD, {}),
    "nesterov": (torch.optim.SGD, {"nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {}),
    "rmsprop": (torch.optim.RMSprop, {}),
    "adam": (torch.optim.Adam, {}),
    "amsgrad": (torch.optim.Adam, {"amsgrad": True}),
    "adamw": (torch.optim.AdamW, {}),
    "muon": (torch.optim.Muon, {"weight_decay": 0}),
    "adafactor": (torch.optim.Adafactor, {}),
    "lazy_adam": (torch.optim.SparseAdam, {}),
}
WORDS = {"rate": "lr", "learning_rate": "lr", "epsilon": "eps", "decay": "alpha"}


def path(case: str, optimizer: str, settings: dict[str, float]) -> list[list[float]]:
    """Return every tenth row of the path that PyTorch takes, from the start on."""
    if optimizer == "lion":
        return path_of_lion(case, settings)
    gradient, start = problem_of(case)
    make, extra = OPTIMIZERS[optimizer]
    given = {WORDS.get(key, key): value for key, value in settings.items() if not key.startswith("beta")}
    if "beta1" in settings or "beta2" in settings:
        given["betas"] = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
    if optimizer == "muon":  # PyTorch has a factor for tables that are higher than wide
        given["lr"] /= math.sqrt(max(1, len(start) / len(start[0])))
    if "floor" in given:
        given["eps"] = (None, given.pop("floor"))
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    method = make([w], **given, **extra)
    rows = [start]
    for step in range(1, STEPS + 1):
        w.grad = torch.from_numpy(gradient(w.detach().numpy()))
        if optimizer == "lazy_adam":
            w.grad = w.grad.to_sparse(1)  # the rows that are not zero
        method.step()
        if step % 10 == 0:
            rows.append(w.detach().tolist())
    return rows


def path_of_lion(case: str, settings: dict[str, float]) -> list[list[float]]:
    """Return every tenth row of the path that Optax takes; PyTorch has no Lion."""
    gradient, start = problem_of(case)
    betas = {"b1": settings.get("beta1", 0.9), "b2": settings.get("beta2", 0.99)}
    method = optax.lion(settings["learning_rate"], **betas, weight_decay=0.0)
    w, rows = jax.numpy.array(start), [start]
    state = method.init(w)
    for step in range(1, STEPS + 1):
        change, state = method.update(jax.numpy.array(gradient(np.array(w))), state, w)
        w = optax.apply_updates(w, change)
        if step % 10 == 0:
            rows.append(w.tolist())
    return rows


def loss(program: str, w: torch.Tensor) -> torch.Tensor:
    """Return the loss of a program whose gradient the book works out by hand, on the data that the program made."""
    book = cases.book(program)
    given: dict[str, Any] = {
        name: torch.from_numpy(value) for name, value in book.items() if isinstance(value, np.ndarray)
    }
    X, x, y = (given.get(name) for name in ("X", "x", "y"))
    if program == "many-weights/gradient_descent":
        return torch.nn.functional.mse_loss(X @ w, y)
    if program == "theory-without-convexity/robust_fit":
        square = (X @ w - y) ** 2
        return (square / (1 + square)).mean()
    if program == "quasi-newton/race":
        fit = torch.nn.functional.binary_cross_entropy_with_logits(X @ w, y.double())
        return fit + book["m"] * w.square().sum() / 2
    if program == "losses-for-classes/cross_entropy":
        return torch.nn.functional.cross_entropy(w, given["labels"])
    bend, scale = (torch.relu, 1.0) if program == "flat-minima/rescaled" else (torch.tanh, 0.5)
    a, b, c = w[0].reshape(3, -1)
    return scale * torch.nn.functional.mse_loss(bend(torch.outer(x, a) + b) @ c, y)


def gradients(program: str) -> list[Any]:
    """Return PyTorch's gradients of a program's loss at its places."""
    found = []
    for place in cases.places(program):
        w = torch.from_numpy(place).requires_grad_()
        loss(program, w).backward()
        found.append(w.grad.tolist())
    return found


def main() -> None:
    """Compare or write; exit with a message where a path differs from the recorded one."""
    made = {case: path(case, optimizer, settings) for case, optimizer, settings in CASES}
    if "--write" in sys.argv:
        lines = ",\n".join(f"{json.dumps(case)}: {json.dumps(rows)}" for case, rows in made.items())
        RECORDED.write_text(f"{{\n{lines}\n}}\n", "utf-8")
        print(f"{RECORDED.name}: {len(made)} paths by PyTorch {torch.__version__} and Optax {optax.__version__}")
        LIBRARIES.write_text(json.dumps(libraries.recorded(), indent=1) + "\n", "utf-8")
        lines = ",\n".join(f"{json.dumps(program)}: {json.dumps(gradients(program))}" for program in cases.BY_HAND)
        GRADIENTS.write_text(f"{{\n{lines}\n}}\n", "utf-8")
        return
    if json.loads(LIBRARIES.read_text("utf-8")) != json.loads(json.dumps(libraries.recorded())):
        sys.exit(f"{LIBRARIES.name} does not hold what the libraries say")
    for program, rows in json.loads(GRADIENTS.read_text("utf-8")).items():
        for now, then in zip(gradients(program), rows, strict=True):
            if not np.allclose(now, then, rtol=1e-9, atol=1e-12):
                sys.exit(f"{program}: its gradient is not the one that {GRADIENTS.name} holds")
    kept = recorded()
    if set(kept) != set(made):
        sys.exit(f"{RECORDED.name}: recorded cases and cases.py differ: {sorted(set(kept) ^ set(made))}")
    worst = 0.0
    for case, rows in made.items():
        difference = float(np.max(np.abs(np.array(rows) - kept[case]) / (1 + np.abs(np.array(kept[case])))))
        if not difference < 1e-11:  # NaN differs too
            sys.exit(f"{case}: it is {difference:.1e} away from what {RECORDED.name} holds")
        worst = max(worst, difference)
    print(f"{len(made)} paths agree with {RECORDED.name} to {worst:.1e}", end=", and so do ")
    print(f"the gradients of {len(cases.BY_HAND)} programs and what three libraries say")


if __name__ == "__main__":
    main()
