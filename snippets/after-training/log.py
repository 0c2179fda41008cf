"""An experiment log: a line for each run, enough to repeat it to the bit."""

import hashlib
import json

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)


def seal(X, y):
    return hashlib.sha256(X.tobytes() + y.tobytes()).hexdigest()


def train(line, X, y):
    """Repeat the run that a line describes; return weights and error."""
    if seal(X, y) != line["data"]:
        raise LookupError("these are not the data of this run")
    Z, y = (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()
    rng, w = np.random.default_rng(line["seed"]), np.zeros(10)
    for _ in range(line["steps"]):
        rows = rng.integers(300, size=17)
        error = Z[rows] @ w - y[rows]
        w = w - line["rate"] * Z[rows].T @ error / 17
    return w, np.mean(np.abs(Z[300:] @ w - y[300:]))


log, weights = [], []
for run, rate in enumerate((0.0003, 0.01, 0.3)):
    line = {"run": run, "rate": rate, "steps": 500, "seed": 7}
    w, error = train(line | {"data": seal(X, y)}, X, y)
    log.append(line | {"error": round(error, 1), "data": seal(X, y)})
    weights.append(w)
    text = json.dumps(log[-1])
    print(f"{text[:-76]}\n    {text[-75:-58]}…")  # of the hash 8 characters

best = min(log, key=lambda line: line["error"])
same = train(best, X, y)[0].tobytes() == weights[best["run"]].tobytes()
print(f"run {best['run']}, repeated from its line: same bits {same}")
y[0] += 1e-9
try:
    train(best, X, y)
except LookupError as error:
    print(f"one number changed by 1e-9: {error}")
