"""A small network with planted faults, written apart from the programs, and what eight looks measure on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
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
            rows = change["batch"] if "batch" in change else self.rows(k)
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


class Looks:
    """What the recipe measures on one network, each when it is asked for; the rate is that of steps 4 and 5."""

    def __init__(self, fault: str, seed: int, rate: float = RATE) -> None:
        """Plant the fault; nothing is measured yet."""
        self.fault, self.seed, self.rate = fault, seed, rate
        self.net = network(fault, seed)
        self.rows = np.arange(min(32, len(self.net.y)))
        self.X, self.y = self.net.X[self.rows], self.net.y[self.rows]

    @property
    def inputs(self) -> tuple[float, int]:
        """Return the deviation of one batch, and how many classes it has."""
        return self.X.std(), len(set(self.y))

    @property
    def first(self) -> float:
        """Return the loss before the first update."""
        return self.net.back(self.net.weights(), self.X, self.y)[0]

    @cached_property
    def batch(self) -> float:
        """Return the least loss of one batch that three rates reach."""
        ends = (self.net.train(300, rate=rate, batch=self.rows, decays=False)[0] for rate in (0.05, 0.5, 5))
        return min(self.net.back(end, self.X, self.y)[0] for end in ends)

    @property
    def off(self) -> float:
        """Return how far the slopes are off those of two sides, in the layer where they are farther."""
        rng = np.random.default_rng(self.seed)
        W = [w + rng.normal(0, 0.1, w.shape) for w in self.net.weights()]
        slopes, off = self.net.back(W, self.X, self.y)[1], 0.0
        for layer in (0, 1):
            misses = []
            for _ in range(10):
                way = rng.normal(size=W[layer].shape)
                sides = [[w + h * way if j == layer else w for j, w in enumerate(W)] for h in (1e-5, -1e-5)]
                there, here = (self.net.back(side, self.X, self.y)[0] for side in sides)
                misses.append((there - here) / 2e-5 - np.sum(slopes[layer] * way))
            length = np.linalg.norm(slopes[layer])
            off = max(off, np.sqrt(np.mean(np.square(misses))) / max(length, 1e-6))
        return off

    @property
    def moved(self) -> float:
        """Return by what share of its length the layer moves that moves less."""
        begun = zip(self.net.weights(), self.net.train(10, rate=self.rate, decays=False)[0], strict=True)
        return min(np.linalg.norm(w - old) / max(np.linalg.norm(old), 1e-6) for old, w in begun)

    @cached_property
    def held(self) -> tuple[float, float]:
        """Return the least validation loss with the pictures, and with one mean picture for all."""
        mean = np.tile(self.net.X.mean(axis=0), (len(self.net.y), 1))
        constant = network(self.fault, self.seed)
        constant.X, constant.held = mean, (np.tile(mean[0], (len(self.net.held[1]), 1)), self.net.held[1])
        pictures, none = (
            min(held for _, held in each.train(300, rate=self.rate, decays=False, log=True)[1])
            for each in (self.net, constant)
        )
        return pictures, none

    @cached_property
    def sweep(self) -> list[float]:
        """Return the loss after 100 updates at seven rates, the run's own in the middle."""
        ends = (self.net.train(100, rate=self.net.rate * 10.0**power, decays=False)[0] for power in range(-3, 4))
        return [self.net.back(end, self.net.X, self.net.y)[0] for end in ends]

    @cached_property
    def curves(self) -> list[tuple[float, float]]:
        """Return training and validation loss of the whole run."""
        return self.net.train(600, log=True)[1]

    @cached_property
    def sizes(self) -> tuple[float, float, float]:
        """Return the last validation loss of the run, with twice the units, and with the penalty."""
        changes = ({}, {"units": 2 * self.net.units}, {"penalty": self.net.penalty})
        own, double, penalty = (self.net.back(self.net.train(600, **each)[0], *self.net.held)[0] for each in changes)
        return own, double, penalty


looks = cache(Looks)


# What the page says of how strict each step is, by step
LIMITS = {1: (0.1, 3, 5), 2: (0.5,), 3: (0.1,), 4: (1e-4, 1e-3), 5: (0.8,), 6: (0.5,), 7: (0.3, 0.8), 8: (0.75, 0.8)}


def passes(found: Looks, batch: float = LIMITS[3][0]) -> Iterator[bool]:
    """Say for each of the eight steps, one after the other, whether it finds nothing to complain of."""
    low, high, classes = LIMITS[1]
    deviation, seen = found.inputs
    yield low < deviation < high and seen >= classes
    yield abs(found.first - np.log(10)) < LIMITS[2][0]
    yield found.batch < batch
    yield found.off < LIMITS[4][0] and found.moved > LIMITS[4][1]
    yield found.held[0] < LIMITS[5][0] * found.held[1]
    yield LIMITS[6][0] * found.sweep[3] < min(found.sweep)
    quarter, end = found.curves[8], found.curves[-1]
    yield end[1] - end[0] < LIMITS[7][0] and end[0] < LIMITS[7][1] * quarter[0]
    own, double, penalty = found.sizes
    yield double > LIMITS[8][0] * own and LIMITS[8][1] * penalty < own
