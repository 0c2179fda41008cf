"""Stop a run and resume it with one part left out: which parts matter."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import PolynomialFeatures

data = load_diabetes()
X = PolynomialFeatures(2, include_bias=False).fit_transform(data.data)
train, valid = np.split(np.random.default_rng(0).permutation(442)[:200], 2)
X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
y = data.target - data.target[train].mean()


def fresh(seed):
    s = dict.fromkeys("wmv", np.zeros(65)) | {"t": 0, "step": 0, "best": 999}
    return s | {"rest": [], "rng": np.random.default_rng(seed)}


def advance(s, updates):
    for _ in range(updates):
        s["rest"] = s["rest"] if len(s["rest"]) else s["rng"].permutation(train)
        rows, s["rest"] = s["rest"][:10], s["rest"][10:]
        g = 2 / 10 * X[rows].T @ (X[rows] @ s["w"] - y[rows])
        s["m"], s["v"] = 0.9 * s["m"] + 0.1 * g, 0.999 * s["v"] + 0.001 * g**2
        s["t"], s["step"] = s["t"] + 1, s["step"] + 1
        size = np.sqrt(s["v"] / (1 - 0.999 ** s["t"])) + 1e-8
        rate = 2 * (1 + np.cos(np.pi * s["step"] / 400))
        s["w"] = s["w"] - rate * s["m"] / (1 - 0.9 ** s["t"]) / size
        squares = np.square(X @ s["w"] - y)[[train, valid]]
        error, validation = np.sqrt(squares.mean(axis=1))
        s["best"] = min(s["best"], validation)
        yield error


lost = {"nothing": "", "means": "mv", "count": "t", "means and count": "mvt"}
lost |= {"schedule": ["step"], "order": ["rest"], "best": ["best"]}
lost |= {"generator": ["rng", "rest"], "weights": "w"}
print("left out          highest     end   best (medians of 11 seeds)")
for name, keys in lost.items():
    s, new = [[fresh(seed) for seed in range(11)] for _ in range(2)]
    _ = [list(advance(run, 205)) for run in s]
    s = [run | {k: new[i][k] for k in keys} for i, run in enumerate(s)]
    errors = np.median([list(advance(run, 195)) for run in s], axis=0)
    best = np.median([run["best"] for run in s])
    print(f"{name:<16}{max(errors[:20]):9.1f}{errors[-1]:8.1f}{best:7.1f}")
