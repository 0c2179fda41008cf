"""Three ways to choose a direction, each line walked to its lowest point."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X, y = (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()
best = np.linalg.lstsq(X, y)[0]


def walk(rule):
    w, last, last_square, angles = np.zeros(10), np.zeros(10), 1, []
    losses = [np.mean((X @ best) ** 2)]  # above the least
    while losses[-1] > 1e-6 * losses[0]:
        gradient = 2 / 442 * X.T @ (X @ w - y)
        square, direction = gradient @ gradient, -gradient
        if rule == "one weight at a time":
            direction *= np.arange(10) == len(angles) % 10
        if rule == "leaning on the last step":
            direction = -gradient + square / last_square * last
        last, last_square = direction, square
        way = best - w
        cosine = direction @ way / np.sqrt(direction @ direction * (way @ way))
        angles.append(np.degrees(np.arccos(cosine)))
        curvature = 2 / 442 * np.sum((X @ direction) ** 2)
        w = w - gradient @ direction / curvature * direction  # lowest point
        losses.append(np.mean((X @ (w - best)) ** 2))
    return np.array(losses), angles


fig = go.Figure()
dashes = {"straight downhill": "solid", "one weight at a time": "dot"}
for rule, dash in (dashes | {"leaning on the last step": "dash"}).items():
    losses, angles = walk(rule)
    print(f"{rule}: {len(angles)} lines")
    if rule == "straight downhill":
        low, high = min(angles[1:]), max(angles[1:])
        print(f"   {angles[0]:.0f} degrees off, then {low:.0f} to {high:.0f}")
    shown = np.unique(np.geomspace(1, len(losses), 150).astype(int))
    losses = np.maximum(losses[shown - 1], 1e-6 * losses[0])  # to the goal
    fig.add_scatter(x=shown, y=losses, name=rule, line_dash=dash)
fig.update_xaxes(title="lines walked, plus one", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=2)
fig.show()
