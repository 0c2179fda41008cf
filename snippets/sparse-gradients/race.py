"""A table with a row for each of 1,000 words: four methods, each tuned."""

import numpy as np

share = 1 / np.arange(1, 1001)  # how often a word comes, but for a factor


def draw(seed):  # 500 batches of 20 texts, each of 5 words
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=(1000, 4))  # a row of four numbers for each word
    words = rng.choice(1000, (500, 20, 5), p=share / share.sum())
    return truth, words, rng.normal(0, 0.5, (500, 20, 4))  # and noise


def train(method, rate, truth, words, noise):
    w, m, v = np.zeros((3, 1000, 4))
    for t, (batch, off) in enumerate(zip(words, noise, strict=True)):
        error = (w - truth)[batch].sum(axis=1) - off  # a text: sum of its rows
        g, seen = np.zeros((1000, 4)), np.unique(batch)
        np.add.at(g, batch, error[:, None] / 20)  # zero but for rows that came
        who = slice(None) if method == "Adam" else seen
        falling = rate * (1 - t / 500)
        if method == "plain descent":
            w = w - falling * g
        elif method == "AdaGrad":
            v = v + g**2
            w = w - falling * g / (np.sqrt(v) + 1e-10)
        else:  # Adam, for all rows or for those that came
            m[who] = 0.9 * m[who] + 0.1 * g[who]
            v[who] = 0.999 * v[who] + 0.001 * g[who] ** 2
            root = np.sqrt(v[who] / (1 - 0.999 ** (t + 1))) + 1e-8
            w[who] -= falling * m[who] / (1 - 0.9 ** (t + 1)) / root
    square = np.mean((w - truth) ** 2, axis=1)
    return share @ square, np.mean(square[:20]), np.mean(square[200:])


np.seterr(over="ignore", invalid="ignore")  # too high a rate diverges
rates, draws = 2.0 ** np.arange(-5, 2), [draw(k) for k in range(6)]
for method in ["plain descent", "AdaGrad", "Adam", "lazy Adam"]:
    tried = [[train(method, r, *each)[0] for each in draws[:3]] for r in rates]
    rate = rates[np.nanargmin(np.mean(tried, axis=1))]  # run on other draws
    rows = [train(method, rate, *each)[1:] for each in draws[3:]]
    common, rare = np.sqrt(np.mean(rows, axis=0))
    off = f"common off by {common:.2f}, rare ones by {rare:.2f}"
    print(f"{method:<13} rate {rate:<5g} {off}")
