"""What the simulations show, computed again in Python from closed forms and plain loops: nothing of their kernel."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, count, islice
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev, legendre

Vector = list[float]


# Numbers as they are shown

POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(text: str) -> float:
    """Return the number that a text shows."""
    if text == "too large":
        return math.inf
    plain = text.replace("−", "-").replace(",", "").translate(POWER)
    return float(plain.replace(" × 10", "e"))


def shows(text: str, value: float, digits: int = 4) -> bool:
    """Tell whether a text shows a value with so many digits, two less in powers of ten; infinite is too large."""
    if not math.isfinite(value):
        return text == "too large"
    kept = digits - 1 if "×" in text else digits
    return abs(number(text) - value) <= 0.51 * 10 ** (1 - kept) * abs(number(text)) + 1e-30


def fixed(text: str, value: float, decimals: int) -> bool:
    """Tell whether a text shows a value with so many decimals, or as a large number."""
    large = not math.isfinite(value) or abs(value) >= 1e5
    return shows(text, value) if large else abs(number(text) - value) <= 0.501 * 10**-decimals


# Random numbers


def uniforms(seeds: Any, places: Any) -> Any:
    """Return numbers in [0, 1) of mulberry32: those at some places of the sequences of some seeds."""
    low = 0xFFFFFFFF
    z = (np.asarray(seeds, dtype=np.uint64) + (np.asarray(places, dtype=np.uint64) + 1) * 0x6D2B79F5) & low
    m = ((z ^ (z >> 15)) * (z | 1)) & low
    m ^= (m + (((m ^ (m >> 7)) * (m | 61)) & low)) & low
    return (m ^ (m >> 14)) / 2**32


def normals(seeds: Any, place: int) -> Any:
    """Return the nearly normal number of each seed at a place, where nothing else was drawn before."""
    total = np.full(len(seeds), -6.0)
    for each in uniforms(seeds, 12 * place + np.arange(12)[:, None]):
        total += each  # in this order, for what leaps about forgets no bit
    return total


class Generator:
    """The numbers of one seed, one after the other."""

    def __init__(self, seed: int) -> None:
        blocks = (uniforms(seed, np.arange(first, first + 2048)).tolist() for first in count(0, 2048))
        self.numbers = chain.from_iterable(blocks)

    def uniform(self) -> float:
        """Return the next number in [0, 1)."""
        return next(self.numbers)

    def normal(self) -> float:
        """Return the next nearly normal number."""
        total = -6.0
        for each in islice(self.numbers, 12):
            total += each
        return total


# Landscapes


@dataclass(frozen=True)
class Landscape:
    """A loss of some weights with its gradient; curvatures and their directions where they are the same everywhere."""

    loss: Callable[[Any], Any]
    gradient: Callable[[Any], Any]
    least: float | None = None
    curvatures: tuple[float, ...] = ()
    directions: tuple[Vector, ...] = ()


def quartic(t: Any) -> Any:
    """Return t⁴ - 3t² + t/2."""
    return t * t * t * t - 3 * t * t + 0.5 * t


def quartic_slope(t: Any) -> Any:
    """Return its derivative."""
    return 4 * t * t * t - 6 * t + 0.5


STATIONARY = sorted(np.roots([4, 0, -6, 0.5]).real.tolist())


def valley(kappa: float, cos: float = 0.8, sin: float = 0.6) -> Landscape:
    """Return the valley that is turned by the triangle 3, 4, 5, or by another."""

    def parts(w: Vector) -> tuple[float, float]:
        return cos * w[0] + sin * w[1], cos * w[1] - sin * w[0]

    def loss(w: Vector) -> float:
        along, across = parts(w)
        return 0.5 * (along * along + kappa * across * across)

    def gradient(w: Vector) -> Vector:
        along, across = parts(w)
        across *= kappa
        return [cos * along - sin * across, sin * along + cos * across]

    return Landscape(loss, gradient, 0.0, (1.0, kappa), ([cos, sin], [-sin, cos]))


def rosenbrock_gradient(w: Vector) -> Vector:
    """Return the gradient of (1 - x)² + 100 (y - x²)²."""
    above = w[1] - w[0] * w[0]
    return [2 * (w[0] - 1) - 400 * w[0] * above, 200 * above]


AXES = ([1.0, 0.0], [0.0, 1.0])
PLANES: dict[str, Callable[[float], Landscape]] = {
    "Bowl": lambda _: Landscape(
        lambda w: 0.5 * (w[0] * w[0] + w[1] * w[1]), lambda w: [w[0], w[1]], 0.0, (1.0, 1.0), AXES
    ),
    "Elongated valley": valley,
    "Straight valley": lambda kappa: valley(kappa, 1.0, 0.0),
    "Several minima": lambda _: Landscape(
        lambda w: quartic(w[0]) + quartic(w[1]),
        lambda w: [quartic_slope(w[0]), quartic_slope(w[1])],
        2 * quartic(STATIONARY[0]),
    ),
    "Rosenbrock": lambda _: Landscape(
        lambda w: (1 - w[0]) * (1 - w[0]) + 100 * (w[1] - w[0] * w[0]) * (w[1] - w[0] * w[0]), rosenbrock_gradient, 0.0
    ),
    "Saddle": lambda _: Landscape(
        lambda w: 0.5 * (w[0] * w[0] - w[1] * w[1]), lambda w: [w[0], -w[1]], None, (1.0, -1.0), AXES
    ),
}


@dataclass(frozen=True)
class Curve(Landscape):
    """A loss of one weight: its minima, the lowest first, the tops between its valleys, its second derivative."""

    minima: tuple[float, ...] = ()
    tops: tuple[float, ...] = ()
    bend: Callable[[Any], Any] = abs
    box: tuple[float, float] = (-2.2, 2.2)

    def valley(self, x: Any) -> Any:
        """Return the number of the valley in which x lies."""
        return np.searchsorted(self.tops, x)

    def bottom(self, x: Any) -> Any:
        """Return the lowest point of the valley in which x lies."""
        return np.array(sorted(self.minima))[self.valley(x)]


def waves() -> Curve:
    """Return Chebyshev's T₈(x / 2.2) + x / 4."""
    t8 = chebyshev.Chebyshev([0] * 8 + [1], domain=[-2.2, 2.2])
    flat = sorted((t8.deriv() + 0.25).roots().real.tolist())
    lows, tops = flat[::2], flat[1::2]

    def both(x: Any) -> tuple[Any, Any]:
        s = x / 2.2
        before, now, before_slope, slope = 1.0, s, 0.0, 1.0
        for _ in range(7):  # rounded as the simulation does, for what leaps about forgets no bit
            before, now, before_slope, slope = now, 2 * s * now - before, slope, 2 * now + 2 * s * slope - before_slope
        return now, slope

    return Curve(
        lambda x: both(x)[0] + 0.25 * x,
        lambda x: both(x)[1] / 2.2 + 0.25,
        minima=tuple(sorted(lows, key=lambda x: t8(x) + 0.25 * x)),
        tops=tuple(tops),
        bend=t8.deriv(2),
    )


CURVES = {
    "Convex": Curve(lambda x: x * x, lambda x: 2 * x, curvatures=(2.0,), minima=(0.0,), bend=lambda _: 2.0),
    "Two minima": Curve(
        quartic,
        quartic_slope,
        minima=(STATIONARY[0], STATIONARY[2]),
        tops=(STATIONARY[1],),
        bend=lambda x: 12 * x * x - 6,
    ),
    "Many minima": waves(),
    "Flat inflection": Curve(
        lambda x: x * x * x * x - (4 / 3) * x * x * x,
        lambda x: 4 * x * x * (x - 1),
        minima=(1.0,),
        bend=lambda x: 12 * x * x - 8 * x,
        box=(-1.2, 1.8),
    ),
}


# Optimizers


@dataclass
class Memory:
    """What an optimizer remembers of one weight."""

    steps: int = 0
    mean: Any = 0.0
    square: Any = 0.0
    largest: Any = 0.0


def moved(w: Any, g: Any, memory: Memory, name: str, rate: float, momentum: float) -> Any:
    """Return a weight after one step, or many weights that are independent; the memory follows."""
    memory.steps += 1
    if name == "Gradient descent":
        return w - rate * g
    if name in ("Momentum", "Nesterov"):
        memory.mean = momentum * memory.mean + g
        return w - rate * (g + momentum * memory.mean if name == "Nesterov" else memory.mean)
    if name == "AdaGrad":
        memory.square += g * g
        return w - (rate * g) / (math.sqrt(memory.square) + 1e-10)
    if name == "RMSProp":
        memory.square = 0.99 * memory.square + (1 - 0.99) * (g * g)
        return w - (rate * g) / (math.sqrt(memory.square) + 1e-8)
    memory.mean = 0.9 * memory.mean + (1 - 0.9) * g
    memory.square = 0.999 * memory.square + (1 - 0.999) * (g * g)
    memory.largest = max(memory.largest, memory.square)
    corrected = memory.mean / (1 - 0.9**memory.steps)
    squares = memory.largest if name == "AMSGrad" else memory.square
    return w - (rate * corrected) / (math.sqrt(squares / (1 - 0.999**memory.steps)) + 1e-8)


@dataclass
class Runner:
    """A run in a race: where it is after some steps, what it remembers there, and whether it has left all bounds."""

    plane: Landscape
    w: Vector
    settings: tuple[str, float, float]
    memories: list[Memory] = field(default_factory=lambda: [Memory(), Memory()])
    far: bool = False

    def go(self, steps: int, length: int) -> "Runner":
        """Take so many steps, at most to the finish; it has left if the next one before the finish would."""
        for step in range(min(steps + 1, length)):
            memories = [replace(each) for each in self.memories]
            slope = self.plane.gradient(self.w)
            w = [moved(*each, *self.settings) for each in zip(self.w, slope, memories, strict=True)]
            self.far = not math.hypot(*w) < 1e8 or not abs(self.plane.loss(w)) < 1e16
            if self.far or step == steps:
                break
            self.w, self.memories = w, memories
        return self

    @property
    def above(self) -> float:
        """How far its loss is above the least that there is; where that is not zero, rounding is none of it."""
        least = self.plane.least or 0.0
        gap = float(self.plane.loss(self.w)) - least
        return 0.0 if least and gap < 1e-12 else gap


@dataclass
class Walk:
    """A run on a plane, and how it ended: "rest", "far", "long" or, as long as it goes on, ""."""

    plane: Landscape
    w: Vector
    settings: tuple[str, float, float]
    memories: tuple[Memory, Memory] = field(default_factory=lambda: (Memory(), Memory()))
    steps: int = 0
    end: str = ""
    length: float = 0.0
    turns: int = 0
    places: list[Vector] = field(default_factory=list)

    def go(self, most: int) -> "Walk":
        """Take at most so many steps, and see whether another one follows."""
        first, stride, last = math.hypot(*self.plane.gradient(self.w)), 0.0, None
        self.places.append(self.w)
        while True:
            slope = self.plane.gradient(self.w)
            next_w = [moved(*each, *self.settings) for each in zip(self.w, slope, self.memories, strict=True)]
            if not math.hypot(*next_w) < 1e8 or not abs(self.plane.loss(next_w)) < 1e16:
                self.end = "far"
                break
            move = [a - b for a, b in zip(next_w, self.w, strict=True)]
            stride = stride or math.hypot(*move)
            if math.hypot(*slope) <= 1e-10 * first and math.hypot(*move) <= 1e-10 * stride:
                self.end = "rest"
                break
            if self.steps >= most:
                break
            if last:
                self.turns += sum(a * b < 0 for a, b in zip(move, last, strict=True))
            self.w, self.steps, self.length, last = next_w, self.steps + 1, math.hypot(*move), move
            self.places.append(self.w)
            if self.steps >= 10_000:
                self.end = "long"
                break
        return self


@dataclass(frozen=True)
class Ball:
    """A run on a curve: where it is, and how it ended, "rest", "far", "long" or ""."""

    curve: Curve
    x: float
    end: str
    steps: int
    length: float  # of the last step
    leaps: int  # from one valley to another
    left: int  # the step of the last leap


@dataclass
class Roll:
    """Runs on one curve, all at once: each has its start, rate, momentum, noise, seed and number of steps."""

    curve: Curve
    x: Any
    rates: Any
    momenta: Any
    noises: Any
    seeds: Any
    most: Any

    def go(self) -> "Roll":
        """Take at most so many steps, and never more than 2,000; see at the last one whether another follows."""
        self.x = np.array(self.x, dtype=float)
        many = len(self.x)
        rates, momenta, noises, seeds, most = (
            np.broadcast_to(each, many) for each in (self.rates, self.momenta, self.noises, self.seeds, self.most)
        )
        self.end, mean, self.length = np.full(many, "", dtype="U4"), np.zeros(many), np.zeros(many)
        self.steps, self.leaps, self.left = np.zeros((3, many), dtype=int)
        limits, on = np.minimum(most, 2000) + 1, np.arange(many)
        for step in range(2001):
            on = on[step < limits[on]]
            slope = self.curve.gradient(self.x[on])
            moving = np.maximum(np.abs(slope), np.abs(mean[on] * rates[on]))
            still = (noises[on] == 0) & (moving < 1e-9)
            self.end[on[still]] = "rest"
            on, slope = on[~still], slope[~still]
            if step == 2000:
                self.end[on] = "long"
            if step == 2000 or not len(on):
                break
            (noisy,) = np.nonzero(noises[on])
            slope[noisy] += noises[on[noisy]] * normals(seeds[on[noisy]], step)
            mean[on] = momenta[on] * mean[on] + slope
            x = self.x[on] - rates[on] * mean[on]
            near = np.abs(x) < 1e3
            self.end[on[~near]] = "far"
            taken = near & (step < most[on])
            on, x = on[taken], x[taken]
            crossed = on[self.curve.valley(x) != self.curve.valley(self.x[on])]
            self.length[on] = np.abs(x - self.x[on])
            self.x[on] = x
            self.steps[on] += 1
            self.leaps[crossed] += 1
            self.left[crossed] = self.steps[crossed]
        return self

    def balls(self) -> list[Ball]:
        """Return each run by itself."""
        columns = (self.x, self.end, self.steps, self.length, self.leaps, self.left)
        return [Ball(self.curve, *row) for row in zip(*[each.tolist() for each in columns], strict=True)]


# Theory


def share(name: str, curvature: float, rate: float, momentum: float) -> complex:
    """Return the largest factor, in size, of a step's own matrix along a direction."""
    beta = momentum if name != "Gradient descent" else 0.0
    ahead, pull = (1 + beta, beta * beta) if name == "Nesterov" else (1.0, beta)
    matrix = np.array([[1 - rate * ahead * curvature, -rate * pull], [curvature, beta]])
    values = np.linalg.eigvals(matrix)
    return complex(values[np.argmax(np.abs(values))])


def bound(name: str, curvature: float, momentum: float) -> float:
    """Return the rate above which a run leaves."""
    if name == "Momentum":
        return 2 * (1 + momentum) / curvature
    return (2 * (1 + momentum) / (1 + 2 * momentum) if name == "Nesterov" else 2) / curvature


def crossings(name: str, curvature: float, rate: float, momentum: float, steps: int) -> int:
    """Return how often a run along one direction passes the lowest point, each size as it would be if none faded."""
    memory, w, seen = Memory(), 1.0, 0
    for _ in range(steps):
        before = w
        w = moved(w, curvature * w, memory, name, rate, momentum)
        seen += w * before < 0
        size = max(abs(w), abs(memory.mean)) or 1.0
        w, memory.mean = w / size, memory.mean / size
    return seen


# Polynomials

TRUTHS: dict[str, Callable[[Any], Any]] = {
    "Line": lambda x: 2 * x - 1,
    "Cubic": lambda x: 12 * x * (x - 0.5) * (x - 1) + x,
    "Sine": lambda x: np.sin(2 * np.pi * x),
}
NODES, WEIGHTS = legendre.leggauss(60)


@dataclass(frozen=True)
class Fit:
    """The errors of a degree: on its points, on 200 others, to expect, and the parts of its distance to the truth."""

    training: float
    test: float
    expected: float
    stiff: float
    strayed: float


@cache
def nearest_to(truth: str, degree: int) -> Any:
    """Return the values at the nodes of the polynomial that is nearest to a truth."""
    columns = legendre.legvander(NODES, degree) * np.sqrt(WEIGHTS)[:, None]
    target = TRUTHS[truth]((NODES + 1) / 2)
    return legendre.legval(NODES, np.linalg.lstsq(columns, target * np.sqrt(WEIGHTS))[0])


def fits(truth: str, n: int, noise: float, seed: int, moved: str = "") -> list[Fit]:
    """Return the errors of degrees 1 to 15; `moved` is a training point that a hand moved, as 3:0.2,-1.5."""
    random, f = Generator(seed), TRUTHS[truth]

    def draw(size: int) -> tuple[Any, Any]:
        x = [random.uniform() for _ in range(size)]
        return np.array(x), np.array([f(each) + noise * random.normal() for each in x])

    (x_test, y_test), (x, y) = draw(200), draw(n)
    if moved:
        point, place = moved.split(":")
        x[int(point)], y[int(point)] = map(float, place.split(","))
    target = f((NODES + 1) / 2)
    found = []
    for degree in range(1, 16):
        c = np.linalg.lstsq(legendre.legvander(2 * x - 1, degree), y)[0]
        nearest = nearest_to(truth, degree)
        drawn = legendre.legval(NODES, c)
        stiff, away = (float(WEIGHTS @ (each - target) ** 2 / 2) for each in (nearest, drawn))
        strayed = float(WEIGHTS @ (drawn - nearest) ** 2 / 2)
        training = float(np.mean((legendre.legval(2 * x - 1, c) - y) ** 2))
        test = float(np.mean((legendre.legval(2 * x_test - 1, c) - y_test) ** 2))
        found.append(Fit(training, test, noise**2 + away, stiff, strayed))
    return found


# Groups

CENTRES = [(-0.5, -0.4), (0.5, -0.3), (0.0, 0.55)]


def points(data: str, many: int, random: Generator) -> tuple[Any, Any]:
    """Return points and labels."""
    found, labels = [], []
    for i in range(many):
        if data == "Clouds":
            label, (x, y) = i % 3, CENTRES[i % 3]
            x, y = x + 0.17 * random.normal(), y + 0.17 * random.normal()
        elif data == "Rings":
            label, x, y = i % 2, 2.0, 2.0
            while not 0.01 <= x * x + y * y <= 1:
                x, y = 2 * random.uniform() - 1, 2 * random.uniform() - 1
            radius, size = (0.8 if label else 0.25) + 0.06 * random.normal(), math.sqrt(x * x + y * y)
            x, y = x / size * radius, y / size * radius
        elif data == "Stripes":
            label, x = i % 3, 1.8 * random.uniform() - 0.9
            y = 0.6 * (label - 1) + 0.08 * random.normal()
        else:
            label, x, y = i % 2, 1.8 * random.uniform() - 0.9, 1.8 * random.uniform() - 0.9
        found.append((x, y))
        labels.append(label)
    return np.array(found), np.array(labels)


def softmax(seen: Any, labels: Any) -> Callable[[Any], Any]:
    """Return the classifier of 300 full steps of softmax regression from zero at rate 1."""
    columns, wanted = np.column_stack([seen, np.ones(len(seen))]), np.eye(labels.max() + 1)[labels]
    weights = np.zeros((3, wanted.shape[1]))
    for _ in range(300):
        powers = np.exp(columns @ weights)
        weights -= columns.T @ (powers / powers.sum(axis=1, keepdims=True) - wanted) / len(seen)
    return lambda those: np.argmax(np.column_stack([those, np.ones(len(those))]) @ weights, axis=1)


def halves(where: Any, k: int, seed: int, most: int, put: Any = None) -> tuple[Any, Any, int, bool]:
    """Return centres, groups, half rounds of k-means and whether the last one changed nothing.

    The centres begin on points that are drawn, or where they are `put`.
    """
    random, chosen = Generator(seed + 1000), []
    while len(chosen) < k:
        i = int(random.uniform() * len(where))
        if i not in chosen:
            chosen.append(i)
    centres, groups = where[chosen] if put is None else put[:k], None
    for step in range(most):
        if step % 2:
            own = [where[groups == each] for each in range(k)]
            centres = np.array([o.mean(axis=0) if len(o) else c for o, c in zip(own, centres, strict=True)])
            continue
        now = np.argmin(((where[:, None] - centres[None]) ** 2).sum(axis=-1), axis=1)
        if groups is not None and (now == groups).all():
            return centres, groups, step + 1, True
        groups = now
    return centres, groups, most, False


def words(pattern: str, text: str) -> tuple[str, ...] | None:
    """Return what stands at the marks ⟨⟩ of a sentence, if a text is that sentence."""
    parts = [re.escape(part) for part in pattern.split("⟨⟩")]
    found = re.fullmatch("(.+?)".join(parts), text)
    return found.groups() if found else None
