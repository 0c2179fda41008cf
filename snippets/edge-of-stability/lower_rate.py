"""A network at the edge of the rate 0.8 goes on at 0.4: early, and late."""

import numpy as np

x = np.linspace(-1, 1, 20)
y = np.sin(4 * x)
rng = np.random.default_rng(1)
start = rng.normal(size=30) * np.repeat([1, 1, 10**-0.5], 10)


def gradient(W):
    a, b, c = W[:, None, :10], W[:, None, 10:20], W[:, None, 20:]
    h = np.tanh(x[:, None] * a + b)  # rows, cases, ten hidden units
    error = (np.sum(h * c, axis=2) - y)[..., None] / 20
    back = error * c * (1 - h**2)
    slopes = [back * x[:, None], back, error * h]
    return np.concatenate([each.sum(axis=1) for each in slopes], axis=1)


def told(w):
    a, b, c = w.reshape(3, 10)
    loss = np.mean((np.tanh(np.outer(x, a) + b) @ c - y) ** 2) / 2
    e = 1e-5 * np.eye(30)
    hessian = (gradient(w + e) - gradient(w - e)) / 2e-5
    return f"loss {loss:.1e}, sharpness {np.linalg.eigvalsh(hessian)[-1]:.2f}"


for switch in [200, 6000]:
    w = start
    for step in range(switch + 6001):
        if step - switch in (0, 10, 1000, 6000):
            print(f"switched at {switch}, {step - switch:4} later: {told(w)}")
        w = w - (0.8 if step < switch else 0.4) * gradient(w[None])[0]
