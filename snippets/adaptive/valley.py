"""Turn a valley, start and all: descent does not notice, Adam does."""

import numpy as np
import plotly.graph_objects as go

half = np.sqrt(0.5)
turn = np.array([[half, -half], [half, half]])  # by 45 degrees


def path(adam, hessian, w, learning_rate, steps=2000):
    rows, m, v = [w], np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = hessian @ rows[-1]
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        root = np.sqrt(v / (1 - 0.999**t)) + 1e-8
        step = m / (1 - 0.9**t) / root if adam else g
        rows.append(rows[-1] - learning_rate * step)
    return np.array(rows)


def loss(w):
    along, across = w @ turn[:, 0], w @ turn[:, 1]
    return (along**2 + 100 * across**2) / 2


straight, start = np.diag([1.0, 100.0]), np.array([2.0, 1.0])
turned = turn @ straight @ turn.T
axis = np.linspace(-0.63, 2.4, 46)
height = np.log10(loss(np.stack(np.meshgrid(axis, axis), axis=-1)))
fig = go.Figure(go.Contour(x=axis, y=axis, z=height, name="loss"))
fig.update_traces(colorbar_title="log₁₀ loss", colorscale=["skyblue", "white"])
for name in ["descent 0.019", "Adam 0.1", "Adam 0.5"]:
    adam, rate = name.startswith("Adam"), float(name.split()[1])
    here = path(adam, turned, turn @ start, rate)
    there = path(adam, straight, start, rate) @ turn.T
    ends = [np.flatnonzero(loss(w) > 0.001)[-1] + 1 for w in (there, here)]
    print(f"{name:<13} straight {ends[0]:3} steps, turned {ends[1]:3}")
    if rate == 0.1:
        runs = {"Adam": (here, "solid"), "turned path": (there, "dot")}
for label, (w, dash) in runs.items():
    (x, y), z = w[:150].T, np.log10(loss(w[:150]))
    fig.add_scatter(x=x, y=y, name=label, line_dash=dash, customdata=z)
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.update_xaxes(title="first weight").update_yaxes(title="second weight")
fig.show()
