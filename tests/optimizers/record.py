"""Run the libraries' optimizers on the cases: `make torch` compares with what is recorded, `--write` records anew.

This file and `libraries.py` alone need PyTorch, Keras and Optax, which are large: they have a dependency group and a CI
job of their own.
"""

import json
import math
import sys

import jax
import numpy as np
import optax
import torch

from tests.optimizers import libraries
from tests.optimizers.cases import CASES, LIBRARIES, RECORDED, STEPS, problem_of, recorded

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


def main() -> None:
    """Compare or write; exit with a message where a path differs from the recorded one."""
    made = {case: path(case, optimizer, settings) for case, optimizer, settings in CASES}
    if "--write" in sys.argv:
        lines = ",\n".join(f"{json.dumps(case)}: {json.dumps(rows)}" for case, rows in made.items())
        RECORDED.write_text(f"{{\n{lines}\n}}\n", "utf-8")
        print(f"{RECORDED.name}: {len(made)} paths by PyTorch {torch.__version__} and Optax {optax.__version__}")
        LIBRARIES.write_text(json.dumps(libraries.recorded(), indent=1) + "\n", "utf-8")
        return
    if json.loads(LIBRARIES.read_text("utf-8")) != json.loads(json.dumps(libraries.recorded())):
        sys.exit(f"{LIBRARIES.name} does not hold what the libraries say")
    kept = recorded()
    if set(kept) != set(made):
        sys.exit(f"{RECORDED.name}: recorded cases and cases.py differ: {sorted(set(kept) ^ set(made))}")
    worst = 0.0
    for case, rows in made.items():
        difference = float(np.max(np.abs(np.array(rows) - kept[case]) / (1 + np.abs(np.array(kept[case])))))
        if not difference < 1e-11:  # NaN differs too
            sys.exit(f"{case}: it is {difference:.1e} away from what {RECORDED.name} holds")
        worst = max(worst, difference)
    print(f"{len(made)} paths and what three libraries say agree with {RECORDED.name} to {worst:.1e}")


if __name__ == "__main__":
    main()
