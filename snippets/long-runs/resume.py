"""A checkpoint as bytes: stopped and resumed, a run ends on the same bits."""

import io
import json

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True)
X, y = X * 442**0.5, y - y.mean()  # columns with mean 0 and deviation 1


def save(s, rng):
    """Return the bytes of a checkpoint: numbers, arrays and generator."""
    np.savez(file := io.BytesIO(), rng=json.dumps(rng.bit_generator.state), **s)
    return file.getvalue()


def load(data):
    """Return state and generator from the bytes of a checkpoint."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        s = {k: file[k] if file[k].ndim else file[k].item() for k in file}
    rng = np.random.default_rng()
    rng.bit_generator.state = json.loads(s.pop("rng"))
    return s, rng


def train(s, rng, updates):
    while s["t"] < updates:
        s["rest"] = s["rest"] if len(s["rest"]) else rng.permutation(442)
        s["t"], rows, s["rest"] = s["t"] + 1, s["rest"][:26], s["rest"][26:]
        g = 2 / 26 * X[rows].T @ (X[rows] @ s["w"] - y[rows])
        s["m"], s["v"] = 0.9 * s["m"] + 0.1 * g, 0.999 * s["v"] + 0.001 * g**2
        rate = (1 + np.cos(np.pi * s["t"] / 1000)) / (1 - 0.9 ** s["t"])
        size = np.sqrt(s["v"] / (1 - 0.999 ** s["t"])) + 1e-8
        s["w"] = s["w"] - rate * s["m"] / size
    return s, rng


s = dict.fromkeys("wmv", np.zeros(10)) | {"t": 0, "rest": np.arange(0)}
through, _ = train(s.copy(), np.random.default_rng(1), 1000)
for stop in (1, 250, 510):
    data = save(*train(s.copy(), np.random.default_rng(1), stop))
    same = train(*load(data), 1000)[0]["w"].tobytes() == through["w"].tobytes()
    print(f"stopped after {stop:3} of 1,000 updates: same bits {same}")
