"""Descent and its accelerated form on real data, with the bounds of both."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_breast_cancer

features, y = load_breast_cancer(return_X_y=True)
X = (features - features.mean(axis=0)) / features.std(axis=0)
X, m, k = X * (2 * y - 1)[:, None], 0.1, np.arange(61)  # signed by class


def loss(w):
    return np.mean(np.logaddexp(0, -X @ w)) + m / 2 * w @ w


def gradient(w):
    return -X.T @ (1 / (1 + np.exp(X @ w))) / len(y) + m * w


L = np.linalg.eigvalsh(X.T @ X / (4 * len(y))).max() + m
root, best = np.sqrt(L / m), np.zeros(30)
for _ in range(2000):
    best = best - gradient(best) / L  # the minimum, for comparison
share, beta = (L - m) / (L + m), (root - 1) / (root + 1)
w, x, before, left, slow, fast = *np.zeros((3, 30)), [], [], []
for _ in k:
    slow.append(loss(w) - loss(best))
    fast.append(loss(x) - loss(best))
    left.append(np.linalg.norm(w - best))
    w = w - 2 / (L + m) * gradient(w)
    ahead = x + beta * (x - before)
    before, x = x, ahead - gradient(ahead) / L
print(f"κ = {L / m:.1f}: a step leaves at most {share:.4f} of the distance")
print(f"the worst of 60 steps leaves {max(np.divide(left[1:], left[:-1])):.4f}")
fig = go.Figure(go.Scatter(y=slow, name="descent"), {"xaxis_title": "step"})
fig.add_scatter(y=fast, name="accelerated", line_dash="dot")
bound = L / 2 * left[0] ** 2 * share ** (2 * k)
fig.add_scatter(y=bound, name="bound, descent", line_dash="dash")
bound = (1 - 1 / root) ** k * (fast[0] + m / 2 * left[0] ** 2)
fig.add_scatter(y=bound, name="bound, accelerated", line_dash="dashdot")
for line in fig.data:
    print(f"{line.name:18}  after 10 steps {line.y[10]:.1e}", end="")
    print(f", 40 steps {line.y[40]:.1e}")
fig.update_yaxes(title="loss above least", type="log", exponentformat="power")
fig.show()
