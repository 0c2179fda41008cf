"""Three methods near a saddle: Newton's goes to it, the others pass."""

import numpy as np
import plotly.graph_objects as go


def loss(x, y):
    return x**4 - 3 * x**2 + 0.5 * x + (y - x) ** 2


def step(w, method):
    x, y = w
    slope = np.array([4 * x**3 - 6 * x + 0.5 + 2 * (x - y), 2 * (y - x)])
    hessian = np.array([[12 * x**2 - 4, -2], [-2, 2]])
    if method == "descent":
        return w - 0.02 * slope
    if method == "Newton":
        return w - np.linalg.solve(hessian, slope)
    values, directions = np.linalg.eigh(hessian)
    move = directions @ (directions.T @ slope / np.maximum(abs(values), 1e-6))
    while not loss(*(w - move)) <= loss(*w) - 1e-4 * slope @ move:
        move = move / 2
    return w - move


x, y = np.linspace(-2, 2, 51), np.linspace(-2.5, 2.5, 51)
height = np.minimum(loss(*np.meshgrid(x, y)), 8)
fig = go.Figure(go.Contour(x=x, y=y, z=height, name="loss"))
fig.update_traces(colorbar_title="loss", colorscale=["skyblue", "white"])
fig.update_layout(xaxis_title="x", yaxis_title="y")
dashes = {"descent": "dot", "Newton": "solid", "modified Newton": "dash"}
for method, dash in dashes.items():
    path = [np.array([0.45, -1.5])]
    for _ in range(300):
        path.append(step(path[-1], method))
    x, y = np.array(path).T
    left = np.hypot(x - x[-1], y - y[-1]) > 0.01
    print(f"{method:<15} ends at {x[-1]:6.3f}, {y[-1]:6.3f}", end=", ")
    print(f"loss {loss(*path[-1]):6.3f}, within 0.01 after {left.sum()} steps")
    x, y = (x[:160:4], y[:160:4]) if method == "descent" else (x[:12], y[:12])
    fig.add_scatter(x=x, y=y, name=method, customdata=loss(x, y))
    fig.data[-1].update(mode="lines+markers", line_dash=dash)
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
