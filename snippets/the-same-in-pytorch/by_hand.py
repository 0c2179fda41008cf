"""A network learns three kinds of wine: gradient, batches, momentum by hand."""

import numpy as np
from sklearn.datasets import load_wine

X, y = load_wine(return_X_y=True)  # 178 wines, 13 measurements, three kinds
X = (X - X.mean(axis=0)) / X.std(axis=0)
rng = np.random.default_rng(1)
W1, W2 = rng.normal(0, 0.3, (13, 8)), rng.normal(0, 0.3, (8, 3))
b1, b2 = np.zeros(8), np.zeros(3)
weights = [W1, b1, W2, b2]
velocities = [np.zeros(w.shape) for w in weights]


def model(X):
    hidden = np.tanh(X @ W1 + b1)
    return hidden, hidden @ W2 + b2


for epoch in range(1, 5):
    losses, order = [], rng.permutation(178)
    for batch in [order[i : i + 32] for i in range(0, 178, 32)]:
        hidden, score = model(X[batch])
        p = np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)
        losses.append(-np.log(p[range(len(batch)), y[batch]]).mean())

        delta = (p - np.eye(3)[y[batch]]) / len(batch)
        back = delta @ W2.T * (1 - hidden**2)
        gradients = [X[batch].T @ back, back.sum(axis=0)]
        gradients += [hidden.T @ delta, delta.sum(axis=0)]

        for w, v, g in zip(weights, velocities, gradients, strict=True):
            v[:] = 0.9 * v + g
            w -= 0.1 * v
    right = np.mean(model(X)[1].argmax(axis=1) == y)
    print(f"epoch {epoch}  loss {np.mean(losses):.4f}  right {right:.1%}")
