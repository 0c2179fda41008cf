"""One run, kept twice: on the line between the two there is no hill."""

import numpy as np

x = np.linspace(-1, 1, 40)
y = np.sin(5 * x)
rng = np.random.default_rng(1)
W = rng.normal(size=(3, 8)) * np.array([[2], [2], [0.35]])
for step in range(4000):
    if step == 3000:
        early = W
    a, b, c = W
    h = np.tanh(np.outer(x, a) + b)
    error = (h @ c - y) / 40
    back = np.outer(error, c) * (1 - h**2)
    W = W - 0.3 * np.array([x @ back, back.sum(axis=0), error @ h])
for share in [0, 0.25, 0.5, 0.75, 1]:
    a, b, c = early + share * (W - early)
    loss = np.mean((np.tanh(np.outer(x, a) + b) @ c - y) ** 2)
    print(f"{share:4} of the way: loss {loss:.5f}")
print(f"the largest change of a weight is {np.abs(W - early).max():.2f}")
