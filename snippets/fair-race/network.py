"""Eight optimizers, each at its best rate, on one small neural network."""

import numpy as np

draw = np.random.default_rng(1)
X = np.column_stack([draw.uniform(-1, 1, 200), np.ones(200)])
y = np.sin(9 * X[:, :1]) + draw.normal(0, 0.1, (200, 1))
np.seterr(all="ignore")  # at large rates some runs overflow


def train(rule, rates, seeds):  # all rates and seeds at once
    rngs = [np.random.default_rng(seed) for seed in seeds]
    sizes = [(2, 16), (16, 16), (16, 1)]
    draws = [[r.normal(0, s[0] ** -0.5, s) for r in rngs] for s in sizes]
    W = [np.array([d] * len(rates)) for d in draws]
    M, V, U = [[0 * w for w in W] for _ in range(3)]
    keep = {"AdaGrad": 1, "RMSProp": 0.99}.get(rule, 0.999)
    batches = np.stack([r.integers(0, 200, (500, 20)) for r in rngs], axis=1)
    for t, batch in enumerate(batches, 1):
        h = np.tanh(X[batch] @ W[0])
        k = np.tanh(h @ W[1])
        e = (k @ W[2] - y[batch]) / 10
        d = e @ W[2].mT * (1 - k**2)
        G = X[batch].mT @ (d @ W[1].mT * (1 - h**2)), h.mT @ d, k.mT @ e
        for i, (g, w) in enumerate(zip(G, W, strict=True)):
            M[i] = 0.9 * M[i] + (g if rule == "momentum" else 0.1 * g)
            V[i] = keep * V[i] + (1 - keep or 1) * g**2
            U[i] = np.maximum(U[i], V[i]) if rule == "AMSGrad" else V[i]
            adam = M[i] / (1 - 0.9**t) / (np.sqrt(U[i] / (1 - 0.999**t)) + 1e-8)
            own, its = [np.sqrt((a**2).sum((2, 3))) for a in (w, adam)]
            steps = {"descent": g, "momentum": M[i], "AdamW": adam + 0.01 * w}
            steps["AdaGrad"] = steps["RMSProp"] = g / (np.sqrt(V[i]) + 1e-8)
            steps["LAMB"] = (own / its)[..., None, None] * adam
            W[i] = w - rates[:, None, None, None] * steps.get(rule, adam)
    error = np.tanh(np.tanh(X @ W[0]) @ W[1]) @ W[2] - y
    return np.mean(error**2, axis=(2, 3))


rates = np.geomspace(1e-4, 1, 13)
rules = ["descent", "momentum", "AdaGrad", "RMSProp", "Adam", "AMSGrad"]
for rule in [*rules, "AdamW", "LAMB"]:
    tried = np.median(train(rule, rates, range(5)), axis=1)
    best = rates[[np.nanargmin(tried)]]  # chosen on five seeds
    fresh = np.quantile(train(rule, best, range(5, 20)), [0.25, 0.5, 0.75, 1])
    print(f"{rule:<8} {best[0]:6.2g} ", *[f"{loss:.2f}" for loss in fresh])
