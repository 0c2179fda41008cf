"""Adam with its two means lazy or not: which of them moves the rare rows."""

import numpy as np

share = 1 / np.arange(1, 1001)  # how often a word comes, but for a factor


def draw(seed):
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=(1000, 4))
    words = rng.choice(1000, (500, 20, 5), p=share / share.sum())
    return truth, words, rng.normal(0, 0.5, (500, 20, 4))


def rare(lazy_mean, lazy_squares, truth, words, noise):
    w, m, v = np.zeros((3, 1000, 4))
    for t, (batch, off) in enumerate(zip(words, noise, strict=True)):
        error = (w - truth)[batch].sum(axis=1) - off
        g, seen = np.zeros((1000, 4)), np.unique(batch)
        np.add.at(g, batch, error[:, None] / 20)
        who = seen if lazy_mean else slice(None)
        m[who] = 0.9 * m[who] + 0.1 * g[who]
        squares = seen if lazy_squares else slice(None)
        v[squares] = 0.999 * v[squares] + 0.001 * g[squares] ** 2
        root = np.sqrt(v[who] / (1 - 0.999 ** (t + 1))) + 1e-8
        falling = 0.125 * (1 - t / 500)
        w[who] -= falling * m[who] / (1 - 0.9 ** (t + 1)) / root
    return np.mean((w - truth)[200:] ** 2)


for mean in [False, True]:
    for squares in [False, True]:
        off = np.mean([rare(mean, squares, *draw(k)) for k in (3, 4, 5)]) ** 0.5
        print(f"mean {'lazy,' if mean else 'of all,':<7}", end=" ")
        print(f"squares {'lazy:' if squares else 'of all:':<7}", end=" ")
        print(f"rare rows off by {off:.2f}")
