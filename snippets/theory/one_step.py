"""One step at many rates: the loss never exceeds what L promises."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_breast_cancer

features, y = load_breast_cancer(return_X_y=True)
X = (features - features.mean(axis=0)) / features.std(axis=0)
sign, n = 2 * y - 1, len(y)  # labels -1 and 1


def loss(w):
    return np.mean(np.logaddexp(0, -sign * (X @ w))) + 0.05 * w @ w


def gradient(w):
    return -X.T @ (sign / (1 + np.exp(sign * (X @ w)))) / n + 0.1 * w


L = np.linalg.eigvalsh(X.T @ X / (4 * n)).max() + 0.1
w = np.zeros(30)
g = gradient(w)
rates = np.linspace(0, 4 / L, 161)
after = np.array([loss(w - rate * g) for rate in rates])
promised = loss(w) - rates * (1 - rates * L / 2) * (g @ g)
print(f"L = {L:.3f}, 1/L = {1 / L:.3f}, 2/L = {2 / L:.3f}")
print(f"loss {loss(w):.4f}, after one step at 1/L {after[40]:.4f}")
print(f"promised at 1/L: at most {promised[40]:.4f}")
print(f"lowest {after.min():.4f}, at rate {rates[after.argmin()]:.3f}")
curvature = np.diff(after, 2) / (rates[1] ** 2 * (g @ g))
print(f"curvature along the step: {curvature[0]:.2f} at first", end="")
print(f", {curvature[after.argmin() - 1]:.2f} at the lowest")
print(f"loss above the promise anywhere: {np.any(after > promised)}")

fig = go.Figure()
fig.add_scatter(x=rates, y=after, name="loss after the step")
fig.add_scatter(x=rates[:81], y=promised[:81], name="bound")  # to 2/L
fig.data[1].line.dash = "dash"
for rate, name in [(1 / L, "1/L"), (2 / L, "2/L")]:
    fig.add_vline(x=rate, line_dash="dot", annotation_text=name)
fig.update_xaxes(title="learning rate")
fig.update_yaxes(title="loss after one step", range=[-0.03, 0.8])
fig.show()
