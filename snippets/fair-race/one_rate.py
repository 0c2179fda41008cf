"""Eight optimizers at the same four rates, on one classifier."""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.preprocessing import scale

X, y = load_breast_cancer(return_X_y=True)
Z = np.column_stack([scale(X), np.ones(569)]) * (2 * y - 1)[:, None]
np.seterr(over="ignore", invalid="ignore")  # at large rates LAMB overflows


def train(rule, rates, seeds):  # all rates and seeds at once
    w = np.zeros((len(rates), len(seeds), 31))
    m = v = largest = 0 * w
    rngs = [np.random.default_rng(seed) for seed in seeds]
    keep = {"AdaGrad": 1, "RMSProp": 0.99}.get(rule, 0.999)
    for t in range(1, 180 + 1):
        batch = Z[[rng.integers(0, 569, 32) for rng in rngs]]
        margin = np.einsum("rsd,sbd->rsb", w, batch).clip(-500, 500)
        g = -np.einsum("rsb,sbd->rsd", 1 / (1 + np.exp(margin)) / 32, batch)
        m = 0.9 * m + (g if rule == "momentum" else 0.1 * g)
        v = keep * v + (1 - keep or 1) * g**2
        largest = np.maximum(largest, v) if rule == "AMSGrad" else v
        adam = m / (1 - 0.9**t) / (np.sqrt(largest / (1 - 0.999**t)) + 1e-8)
        length, change = [np.linalg.norm(a, axis=2) for a in (w, adam)]
        trust = np.where(length > 0, length / change, 1)[..., None]
        steps = {"descent": g, "momentum": m, "LAMB": trust * adam}
        steps |= dict.fromkeys(["AdaGrad", "RMSProp"], g / (np.sqrt(v) + 1e-8))
        steps["AdamW"] = adam + 0.01 * w
        w = w - rates[:, None, None] * steps.get(rule, adam)
    return np.logaddexp(0, -(w @ Z.T)).mean(axis=2)


rates = np.array([0.001, 0.01, 0.1, 1.0])
rules = ["descent", "momentum", "AdaGrad", "RMSProp", "Adam", "AMSGrad"]
rules += ["AdamW", "LAMB"]
losses = np.array([np.median(train(r, rates, range(9)), 1) for r in rules])
print("rate     ", *[f"{rate:7.3f}" for rate in rates])
for rule, row in zip(rules, losses, strict=True):
    print(f"{rule:<9}", *[f"{loss:7.2g}" for loss in row])
for rate, row in zip(rates, losses.T, strict=True):
    print(f"{rate:.3f}:", "descent" if row[0] < row[4] else "Adam", "ahead")
