"""Trained networks go on with 20 shifted pictures each; others begin anew."""

import numpy as np
from sklearn.datasets import load_digits

X, Y = load_digits(return_X_y=True)
X, classes = X / 16, np.eye(10)[Y]
shifted = np.roll(X.reshape(-1, 8, 8), 1, axis=2).reshape(-1, 64)
rng = np.random.default_rng(1)
seen, test = np.split(rng.permutation(len(X)), [1200])
few = np.stack([rng.choice(seen, 20, replace=False) for _ in range(9)])


def begin():  # nine networks of two layers
    return [rng.normal(0, n**-0.5, (9, n, m)) for n, m in [(64, 32), (32, 10)]]


def adam(weights, X, cases, rate, steps):
    state, draw = [(w, 0, 0) for w in weights], np.random.default_rng(2)
    for t in range(1, steps + 1):
        places = draw.integers(cases.shape[1], size=(9, 32))
        rows = np.take_along_axis(cases, places, axis=1)
        hidden = np.tanh(X[rows] @ state[0][0])
        odds = np.exp(hidden @ state[1][0])
        error = (odds / odds.sum(axis=-1, keepdims=True) - classes[rows]) / 32
        back = error @ state[1][0].swapaxes(-1, -2) * (1 - hidden**2)
        for i, (x, e) in enumerate([(X[rows], back), (hidden, error)]):
            (w, m, v), g = state[i], x.swapaxes(-1, -2) @ e
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
            state[i] = (w - rate * (1 - (t - 1) / steps) * step, m, v)
    return [w for w, _, _ in state]


def right(weights, X):
    answers = np.argmax(np.tanh(X[test] @ weights[0]) @ weights[1], axis=-1)
    return np.median(np.mean(answers == Y[test], axis=1))


trained, fresh = adam(begin(), X, np.tile(seen, (9, 1)), 0.01, 1000), begin()
print("rate    goes on: shifted  unshifted    begins anew: shifted")
for rate in (0, 0.0003, 0.001, 0.003, 0.01, 0.03):
    on, anew = (adam(w, shifted, few, rate, 200) for w in (trained, fresh))
    print(f"{rate:<8g}{right(on, shifted):16.2f}{right(on, X):11.2f}", end="")
    print(f"{right(anew, shifted):24.2f}")
