"""One rate and four momenta: a heavier ball arrives sooner, up to a point."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
learning_rate = 0.01

fig, distances, rises = go.Figure(), {}, {}
dashes = {0: "solid", 0.5: "dash", 0.9: "dot", 0.99: "dashdot"}
for momentum, dash in dashes.items():
    w, velocity, losses = np.zeros(2), np.zeros(2), []
    distance = [np.linalg.norm(w - best)]
    while 0.001 <= distance[-1] < 1e6 and len(distance) < 3000:
        error = X @ w - y
        losses.append(np.mean(error**2))
        velocity = momentum * velocity + 2 / 100 * X.T @ error
        w = w - learning_rate * velocity
        distance.append(np.linalg.norm(w - best))
    distances[momentum] = distance
    rises[momentum] = np.sum(np.diff(losses) > 0)
    shown = np.array(distance[:601:3])
    label = [""] * (len(shown) - 1) + [f" {momentum}"]
    steps = 3 * np.arange(len(shown))
    side = "top right" if momentum == 0 else "bottom right"
    line = {"line_dash": dash, "text": label, "textposition": side}
    fig.add_scatter(x=steps, y=shown, **line)
lengths = [len(d) for d in distances.values() if d[-1] < 0.001]
for momentum, distance in distances.items():
    arrived = f"arrives after {len(distance) - 1} steps"
    print(f"momentum {momentum:.2f}", end=": ")
    print(arrived if distance[-1] < 0.001 else "does not arrive", end=", ")
    print(f"the loss rises {rises[momentum]} times", end="")
    print(", first of four" if len(distance) == min(lengths, default=0) else "")
fig.update_traces(mode="lines+text", cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="step", range=[0, 600])
fig.update_yaxes(title="distance from the best fit", type="log", dtick=1)
fig.show()
