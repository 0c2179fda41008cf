"""L-BFGS, Nesterov and descent on real data, gradient for gradient."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_breast_cancer

X, y = load_breast_cancer(return_X_y=True)
X = (X - X.mean(axis=0)) / X.std(axis=0)
n, d, m = *X.shape, 0.001
L = np.linalg.eigvalsh(X.T @ X / n)[-1] / 4 + m
momentum = (1 - np.sqrt(m / L)) / (1 + np.sqrt(m / L))


def gradient(w):  # of the mean logistic loss, plus m·|w|²/2
    return X.T @ (1 / (1 + np.exp(-X @ w)) - y) / n + m * w


def lbfgs_direction(g, pairs):
    q, shares = -g, []
    for s, change in reversed(pairs):
        shares.append(s @ q / (s @ change))
        q = q - shares[-1] * change
    s, change = pairs[-1] if pairs else (1 / L, 1)
    q = q * np.dot(s, change) / np.dot(change, change)
    for s, change in pairs:
        q = q + (shares.pop() - change @ q / (s @ change)) * s
    return q


print("gradients      10      20      40      60")
fig = go.Figure(layout_xaxis_title="gradients computed")
for name, dash in ("descent", "dot"), ("Nesterov", "dash"), ("L-BFGS", "solid"):
    w = before = np.zeros(d)
    g, pairs, found = gradient(w), [], []
    for _ in range(61):
        found.append(np.linalg.norm(g))
        step = -g / L if name != "L-BFGS" else lbfgs_direction(g, pairs)
        after = w + step
        w = after + momentum * (after - before) if name == "Nesterov" else after
        pairs = [*pairs, (step, (slopes := gradient(w)) - g)][-10:]
        g, before = slopes, after
    print(f"{name:<9}", *(f"{found[k]:.1e}" for k in (10, 20, 40, 60)))
    fig.add_scatter(y=found, name=name, line_dash=dash)
fig.update_yaxes(title="gradient length", type="log", exponentformat="power")
fig.show()
