"""Annealing and restarts on two maps of valleys, at the same cost in losses."""

import numpy as np

bowl = np.tile(np.add.outer(*2 * [np.arange(-4, 5) ** 2]).ravel(), (1400, 1))
shuffled = np.random.default_rng(3).permuted(bowl, axis=1)


def loss(w, depth):  # a map of 81 valleys for each run
    cell = (np.rint(w).astype(int) + 4) % 9 @ [9, 1]
    return 20 - 10 * np.cos(2 * np.pi * w).sum(2) + depth[np.c_[: len(w)], cell]


def annealing(depth, budget, seed, hot, width):
    rng = np.random.default_rng(seed)
    w = rng.uniform(-4.5, 4.5, (len(depth), 1, 2))
    best = here = loss(w, depth)
    for temperature in np.geomspace(hot, 0.1, budget - 1):
        proposal = w + rng.normal(0, width, w.shape)
        there = loss(proposal, depth)
        accept = here - there > temperature * np.log(rng.random(here.shape))
        w = np.where(accept[..., None], proposal, w)
        here = np.where(accept, there, here)
        best = np.minimum(best, here)
    return np.mean(best < 0.5)


def restarts(depth, budget, seed, rate, steps):
    starts = budget // (3 * steps + 1)  # a gradient is charged three losses
    w = np.random.default_rng(seed).uniform(-4.5, 4.5, (len(depth), starts, 2))
    for _ in range(steps):
        w = w - rate * 20 * np.pi * np.sin(2 * np.pi * w)
    return np.mean(loss(w, depth).min(axis=1) < 0.5)


hot_width = [(h, s) for h in [1, 5] for s in [0.5, 0.7, 1]]
rate_steps = [(r, k) for r in [0.003, 0.0035, 0.004] for k in [2, 3]]
print("losses computed        250    500   1000   2000")
for method, pairs in (annealing, hot_width), (restarts, rate_steps):
    for depth, where in (bowl, "bowl"), (shuffled, "shuffled"):
        print(f"{method.__name__ + ', ' + where:<19}", end="")
        for size in [250, 500, 1000, 2000]:
            best = max(pairs, key=lambda s: method(depth[1000:], size, 1, *s))
            print(f"{method(depth[:1000], size, 2, *best):7.2f}", end="")
        print()
