"""Adam at two momenta and Muon, each at its best rate, on one network."""

import numpy as np

draw = np.random.default_rng(1)
X = np.column_stack([draw.uniform(-1, 1, 200), np.ones(200)])
y = np.sin(9 * X[:, :1]) + draw.normal(0, 0.1, (200, 1))


def train(rule, beta, rates, seeds, updates):  # all rates and seeds at once
    rngs = [np.random.default_rng(seed) for seed in seeds]
    sizes = [(2, 16), (16, 16), (16, 1)]
    draws = [[r.normal(0, s[0] ** -0.5, s) for r in rngs] for s in sizes]
    W = [np.array([d] * len(rates)) for d in draws]
    M, V = [0.0] * 3, [0.0] * 3
    batches = np.stack([r.integers(0, 200, (updates, 20)) for r in rngs], 1)
    for t, batch in enumerate(batches, 1):
        h = np.tanh(X[batch] @ W[0])
        k = np.tanh(h @ W[1])
        e = (k @ W[2] - y[batch]) / 10
        d = e @ W[2].mT * (1 - k**2)
        G = X[batch].mT @ (d @ W[1].mT * (1 - h**2)), h.mT @ d, k.mT @ e
        falling = rates[:, None, None, None] * (1 - (t - 1) / updates)
        for i, g in enumerate(G):
            M[i] = beta * M[i] + (1 - beta) * g
            V[i] = 0.999 * V[i] + 0.001 * g**2
            step = M[i] / (np.sqrt(V[i] / (1 - 0.999**t)) + 1e-8)
            if rule == "Muon":  # needs no V
                step = (1 - beta) * g + beta * M[i]
                step = step / np.linalg.norm(step, axis=(2, 3), keepdims=True)
                for _ in range(5):  # Newton–Schulz
                    A = step @ step.mT
                    step = 3.4445 * step + (2.0315 * A @ A - 4.775 * A) @ step
            W[i] = W[i] - falling * step / (1 - (rule == "Adam") * beta**t)
    return np.mean((np.tanh(np.tanh(X @ W[0]) @ W[1]) @ W[2] - y) ** 2, (2, 3))


rates = np.geomspace(0.01, 1, 7)
for updates in [200, 500]:
    for rule, beta in [("Adam", 0.9), ("Adam", 0.5), ("Muon", 0.95)]:
        tried = np.median(train(rule, beta, rates, range(5), updates), axis=1)
        best = rates[[np.argmin(tried)]]  # chosen on five seeds, run on others
        middle = np.median(train(rule, beta, best, range(5, 20), updates))
        print(f"{updates} steps  {rule} {beta:<4}  rate {best[0]:.2f}", end="")
        print(f"  median {middle:6.4f}", "<>"[int(middle > 0.013)], "0.013")
