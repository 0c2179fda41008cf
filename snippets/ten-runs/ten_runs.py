"""Ten runs of one network, nine of them with a fault, in a shuffled order."""

import numpy as np
from plotly.subplots import make_subplots
from sklearn.datasets import load_digits

D, y = load_digits(return_X_y=True)
D, y = (v[np.random.default_rng(0).permutation(1797)] for v in (D / 16, y))
by_class = np.argsort(y[:1000], kind="stable")
faults = {"sound": {}, "low rate": {"rate": 5e-4}, "high rate": {"rate": 30}}
faults |= {"wild start": {"size": 10}, "zero start": {"size": 0}}
faults |= {"shuffled apart": {"X": np.random.default_rng(1).permutation(D)}}
faults |= {"few cases": {"n": 30}, "early decay": {"decay": 0.9}}
faults |= {"too small": {"units": 3}, "sorted file": {"in_turn": True}}


def curves(X=D, n=1000, units=32, size=1, rate=0.5, decay=1, in_turn=False):
    rng, logs = np.random.default_rng(1), ([], [], [])
    V = size * rng.normal(0, 1 / 8, (64, units))
    W = size * rng.normal(0, 0.1, (units, 10))
    for k in range(601):
        turn = np.arange(32 * k, 32 * k + 32) % 1000
        rows = by_class[turn] if in_turn else rng.integers(n, size=32)
        for j in range(2 if k % 10 else 0, 3):
            part = (slice(n), slice(1000, 1500), rows)[j]
            hidden, truth = np.tanh(X[part] @ V), np.eye(10)[y[part]]
            scores = hidden @ W - np.max(hidden @ W, axis=1, keepdims=True)
            p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
            logs[j].append(-np.mean(np.log(p[truth == 1] + 1e-300)))
        e = rate * decay**k * (p - truth) / 32
        V, W = V - X[rows].T @ (e @ W.T * (1 - hidden**2)), W - hidden.T @ e
    return logs[:2]


fig = make_subplots(5, 2, subplot_titles=list("ABCDEFGHIJ"))
for i, name in enumerate(np.random.default_rng(1).permutation(list(faults))):
    logs = np.minimum(curves(**faults[name]), 99)
    print(f"run {'ABCDEFGHIJ'[i]}", *[f"{x:6.2f}" for x in logs[:, ::20].flat])
    for j, part in enumerate(["training", "validation"]):
        fig.add_scatter(y=logs[j], dx=10, row=i // 2 + 1, col=i % 2 + 1)
        look = {"dash": [None, "dash"][j], "color": ["#0072B2", "#D55E00"][j]}
        fig.data[-1].update(name=part, line=look, showlegend=i == 0)
fig.update_yaxes(range=[0, 5], tickvals=[1, 3, 5]).update_layout(height=1000)
fig.update_xaxes(title="update", row=5).update_yaxes(title="loss", col=1)
fig.show()
