"""Run PyTorch's optimizers on the cases: `make torch` compares with what is recorded, `--write` records anew.

The only file of the project that needs PyTorch, which is large: it has a dependency group and a CI job of its own.
"""

import json
import sys

import numpy as np
import torch

from tests.optimizers.cases import CASES, RECORDED, STEPS, problem_of, recorded

OPTIMIZERS = {
    "gradient_descent": (torch.optim.SGD, {}),
    "heavy_ball": (torch.optim.SGD, {}),
    "nesterov": (torch.optim.SGD, {"nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {}),
    "rmsprop": (torch.optim.RMSprop, {}),
    "adam": (torch.optim.Adam, {}),
    "amsgrad": (torch.optim.Adam, {"amsgrad": True}),
    "adamw": (torch.optim.AdamW, {}),
}
WORDS = {"learning_rate": "lr", "epsilon": "eps", "decay": "alpha"}


def path(case: str, optimizer: str, settings: dict[str, float]) -> list[list[float]]:
    """Return every tenth row of the path that PyTorch takes, from the start on."""
    gradient, start = problem_of(case)
    make, extra = OPTIMIZERS[optimizer]
    given = {WORDS.get(key, key): value for key, value in settings.items() if not key.startswith("beta")}
    if "beta1" in settings or "beta2" in settings:
        given["betas"] = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    method = make([w], **given, **extra)
    rows = [start]
    for step in range(1, STEPS + 1):
        w.grad = torch.from_numpy(gradient(w.detach().numpy()))
        method.step()
        if step % 10 == 0:
            rows.append(w.detach().tolist())
    return rows


def main() -> None:
    """Compare or write; exit with a message where a path differs from the recorded one."""
    made = {case: path(case, optimizer, settings) for case, optimizer, settings in CASES}
    if "--write" in sys.argv:
        lines = ",\n".join(f"{json.dumps(case)}: {json.dumps(rows)}" for case, rows in made.items())
        RECORDED.write_text(f"{{\n{lines}\n}}\n", "utf-8")
        print(f"{RECORDED.name}: {len(made)} paths by PyTorch {torch.__version__}")
        return
    kept = recorded()
    if set(kept) != set(made):
        sys.exit(f"{RECORDED.name}: recorded cases and cases.py differ: {sorted(set(kept) ^ set(made))}")
    worst = 0.0
    for case, rows in made.items():
        difference = float(np.max(np.abs(np.array(rows) - kept[case]) / (1 + np.abs(np.array(kept[case])))))
        if not difference < 1e-11:  # NaN differs too
            sys.exit(f"{case}: PyTorch {torch.__version__} is {difference:.1e} away from what {RECORDED.name} holds")
        worst = max(worst, difference)
    print(f"{len(made)} paths by PyTorch {torch.__version__} agree with {RECORDED.name} to {worst:.1e}")


if __name__ == "__main__":
    main()
