"""Four learning rates on one noisy line, and the loss that each leaves."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
print(f"least possible loss {least:.3f}")

fig, runs = go.Figure(), {}
dashes = {0.0005: "dash", 0.01: "solid", 0.028: "dot", 0.03: "dashdot"}
for learning_rate, dash in dashes.items():
    w = np.zeros(2)  # slope and intercept
    losses = np.empty(301)
    for step in range(301):
        error = X @ w - y
        losses[step] = np.mean(error**2)
        w = w - learning_rate * (2 / 100 * X.T @ error)
    runs[learning_rate] = losses
    verdict = "arrives" if losses[300] < least + 0.01 else "does not"
    print(
        f"rate {learning_rate}: loss {losses[50]:.4g} after 50 steps,", end=""
    )
    print(f" {losses[300]:.4g} after 300: {verdict}")
    end = 25 if learning_rate == 0.03 else 300
    label = [""] * end + [f" {learning_rate}"]
    fig.add_scatter(y=losses - least, text=label, line_dash=dash)
behind = np.flatnonzero(runs[0.028] > runs[0.01])
print(f"0.028 is ahead of 0.01 from step {behind[-1] + 1}")
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="step", range=[0, 300])
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.update_yaxes(range=[-3.3, 6])
fig.show()
