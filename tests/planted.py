"""A small network with planted faults, written apart from the programs, and what eight looks measure on it."""

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.datasets import load_digits

RATE = 0.5
FAULTS: dict[str, dict[str, Any]] = {
    "pixels not scaled": {"scale": 1.0},
    "sorted file": {"sorted": True},
    "wild start": {"size": 10.0},
    "softmax twice": {"times": 2},
    "zero start": {"size": 0.0},
    "slope forgotten": {"slope": 0.0},
    "frozen layer": {"moves": (0.0, 1.0)},
    "shuffled apart": {"apart": True},
    "low rate": {"rate": RATE / 1000},
    "high rate": {"rate": 60 * RATE},
    "few cases": {"cases": 30},
    "early decay": {"decay": 0.9},
    "too small": {"units": 5},
    "heavy penalty": {"penalty": 0.03},
}


@dataclass
class Network:
    """A network of two layers with its data; the defaults are sound."""

    seed: int
    scale: float = 1 / 16
    sorted: bool = False
    apart: bool = False
    size: float = 1.0
    times: int = 1
    slope: float = 1.0
    moves: tuple[float, float] = (1.0, 1.0)
    rate: float = RATE
    cases: int = 1000
    decay: float = 1.0
    units: int = 32
    penalty: float = 0.0

    def __post_init__(self) -> None:
        """Draw which cases train and which validate."""
        inputs, labels = load_digits(return_X_y=True)
        rng = np.random.default_rng(self.seed)
        order = rng.permutation(len(labels))
        pictures = rng.permutation(order) if self.apart else order
        self.X, self.y = inputs[pictures[: self.cases]] * self.scale, labels[order[: self.cases]]
        self.held = inputs[pictures[1000:1500]] * self.scale, labels[order[1000:1500]]
        if self.sorted:
            order = np.argsort(self.y, kind="stable")
            self.X, self.y = self.X[order], self.y[order]

    def weights(self, units: int | None = None) -> list[np.ndarray]:
        """Return the first weights of both layers."""
        rng = np.random.default_rng(self.seed + 1000)
        units = units or self.units
        return [self.size * rng.normal(0, 1 / 8, (64, units)), self.size * rng.normal(0, 0.1, (units, 10))]

    def rows(self, update: int) -> np.ndarray:
        """Return the cases of a batch, which a sorted file gives in turn."""
        if self.sorted:
            return np.arange(32 * update, 32 * update + 32) % len(self.y)
        return np.random.default_rng([self.seed, update]).integers(len(self.y), size=32)

    def back(self, W: list[np.ndarray], X: np.ndarray, y: np.ndarray) -> tuple[float, list[np.ndarray]]:
        """Return the mean cross-entropy and its slopes, by the chain rule through one softmax after the other."""
        hidden = np.tanh(X @ W[0])
        values = [hidden @ W[1]]
        for _ in range(self.times):
            odds = np.exp(values[-1] - values[-1].max(axis=1, keepdims=True))
            values.append(odds / odds.sum(axis=1, keepdims=True))
        place = np.arange(len(y)), y
        slopes = values[-1].copy()
        slopes[place] -= 1
        slopes /= len(y)
        for shares in values[-2:0:-1]:
            slopes = shares * (slopes - np.sum(shares * slopes, axis=1, keepdims=True))
        inner = slopes @ W[1].T * (1 - self.slope * hidden**2)
        return -np.mean(np.log(values[-1][place] + 1e-300)), [X.T @ inner, hidden.T @ slopes]

    def train(self, updates: int, **change: Any) -> tuple[list[np.ndarray], list[tuple[float, float]]]:
        """Return the weights after some updates, and training and validation loss at each twentieth."""
        W, log = self.weights(change.get("units")), []
        for k in range(updates + 1):
            if change.get("log") and k % 20 == 0:
                log.append((self.back(W, self.X, self.y)[0], self.back(W, *self.held)[0]))
            rows = change.get("batch", self.rows(k))
            rate = change.get("rate", self.rate) * (self.decay**k if change.get("decays", True) else 1)
            slopes = self.back(W, self.X[rows], self.y[rows])[1]
            penalty = change.get("penalty", 0.0)
            if k < updates:
                parts = zip(W, slopes, self.moves, strict=True)
                W = [w - move * rate * (g + 2 * penalty * w) for w, g, move in parts]
        return W, log


def network(fault: str, seed: int, **change: Any) -> Network:
    """Return the sound network or one with a planted fault."""
    return Network(seed, **{**FAULTS.get(fault, {}), **change})


@functools.cache
def looks(fault: str, seed: int, rate: float = RATE) -> dict[str, Any]:
    """Return what the recipe measures, step by step, on one network; the rate is that of steps 4 and 5."""
    net = network(fault, seed)
    batch = np.arange(min(32, len(net.y)))
    X, y = net.X[batch], net.y[batch]
    found: dict[str, Any] = {"deviation": X.std(), "classes": len(set(y)), "first": net.back(net.weights(), X, y)[0]}
    found["batch"] = min(
        net.back(net.train(300, rate=each, batch=batch, decays=False)[0], X, y)[0] for each in (0.05, 0.5, 5)
    )
    rng = np.random.default_rng(seed)
    W = [w + rng.normal(0, 0.1, w.shape) for w in net.weights()]
    slopes, found["off"] = net.back(W, X, y)[1], 0.0
    for layer in (0, 1):
        misses = []
        for _ in range(10):
            way = rng.normal(size=W[layer].shape)
            sides = [[w + h * way if j == layer else w for j, w in enumerate(W)] for h in (1e-5, -1e-5)]
            there, here = (net.back(side, X, y)[0] for side in sides)
            misses.append((there - here) / 2e-5 - np.sum(slopes[layer] * way))
        length = np.linalg.norm(slopes[layer])
        found["off"] = max(found["off"], np.sqrt(np.mean(np.square(misses))) / max(length, 1e-6))
    begun = zip(net.weights(), net.train(10, rate=rate, decays=False)[0], strict=True)
    found["moved"] = min(np.linalg.norm(w - old) / max(np.linalg.norm(old), 1e-6) for old, w in begun)
    mean = np.tile(net.X.mean(axis=0), (len(net.y), 1))
    constant = network(fault, seed)
    constant.X, constant.held = mean, (np.tile(mean[0], (len(net.held[1]), 1)), net.held[1])
    for name, each in {"pictures": net, "constant": constant}.items():
        found[name] = min(held for _, held in each.train(300, rate=rate, decays=False, log=True)[1])
    rates = [net.rate * 10.0**power for power in range(-3, 4)]
    found["sweep"] = [net.back(net.train(100, rate=each, decays=False)[0], net.X, net.y)[0] for each in rates]
    found["curves"] = net.train(600, log=True)[1]
    sizes = {"own": {}, "double": {"units": 2 * net.units}, "penalty": {"penalty": net.penalty}}
    found |= {name: net.back(net.train(600, **change)[0], *net.held)[0] for name, change in sizes.items()}
    return found


# What the page says of how strict each step is, by step
LIMITS = {1: (0.1, 3, 5), 2: (0.5,), 3: (0.1,), 4: (1e-4, 1e-3), 5: (0.8,), 6: (0.5,), 7: (0.3, 0.8), 8: (0.75, 0.8)}


def passes(found: dict[str, Any], batch: float = LIMITS[3][0]) -> list[bool]:
    """Say for each of the eight steps whether it finds nothing to complain of."""
    quarter, end = found["curves"][8], found["curves"][-1]
    low, high, classes = LIMITS[1]
    return [
        low < found["deviation"] < high and found["classes"] >= classes,
        abs(found["first"] - np.log(10)) < LIMITS[2][0],
        found["batch"] < batch,
        found["off"] < LIMITS[4][0] and found["moved"] > LIMITS[4][1],
        found["pictures"] < LIMITS[5][0] * found["constant"],
        LIMITS[6][0] * found["sweep"][3] < min(found["sweep"]),
        end[1] - end[0] < LIMITS[7][0] and end[0] < LIMITS[7][1] * quarter[0],
        found["double"] > LIMITS[8][0] * found["own"] and LIMITS[8][1] * found["penalty"] < found["own"],
    ]
