"""Descent takes few steps on standardised columns, many on raw ones."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
rooms, walk = rng.integers(1, 7, 60), rng.uniform(0, 30, 60)  # minutes
rent = 300 + 250 * rooms - 12 * walk + rng.normal(0, 100, 60)  # dollars
X = np.column_stack([rooms - rooms.mean(), walk - walk.mean()])
y = rent - rent.mean()
deviation, best = X.std(axis=0), np.linalg.lstsq(X, y)[0]


def typical_error(w):
    return np.sqrt(np.mean((w @ X.T - y) ** 2, axis=-1))


def descend(name, divisor):
    A = X / divisor
    flat, steep = np.linalg.eigvalsh(2 / 60 * A.T @ A)
    rate = 2 / (flat + steep)
    print(f"{name}: rates in raw units", (rate / divisor**2).round(4))
    path = [np.array([0.0, 30.0]) * divisor]  # the same start
    for _ in range(200):
        path.append(path[-1] - rate * (2 / 60 * A.T @ (A @ path[-1] - y)))
    return np.array(path) / divisor  # in raw units again


a, b = np.linspace(-30, 350, 50), np.linspace(-130, 100, 50)
height = typical_error(np.stack(np.meshgrid(a, b), axis=-1))
fig = go.Figure(go.Contour(x=a, y=b, z=height, colorbar_title="error, $"))
forms = {"raw": np.ones(2), "standardised": deviation}
runs = {name: descend(name, divisor) for name, divisor in forms.items()}
for (name, path), dash in zip(runs.items(), ["solid", "dot"], strict=True):
    steps = np.argmax(np.linalg.norm(path - best, axis=1) < 1)
    print(f"{name:12}  w = ({path[1, 0]:.1f}, {path[1, 1]:.1f})", end=" ")
    print(f"after one step, within $1 of the minimum after {steps}")
    line = go.Scatter(x=path[:31, 0], y=path[:31, 1], name=name, line_dash=dash)
    fig.add_trace(line.update(customdata=typical_error(path[:31])))
fig.update_traces(colorscale=["skyblue", "white"], ncontours=8, selector=0)
fig.update_traces(mode="lines+markers", selector={"type": "scatter"})
fig.update_xaxes(title="dollars a room", constrain="domain")
fig.update_yaxes(title="dollars a minute", scaleanchor="x", constrain="domain")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
