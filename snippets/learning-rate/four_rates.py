import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
print(f"least possible loss {least:.3f}; loss after 0, 50 and 300 steps:")

fig = go.Figure()
dashes = {0.0005: "dash", 0.01: "solid", 0.028: "dot", 0.03: "dashdot"}
for learning_rate, dash in dashes.items():
    w = np.zeros(2)
    losses = []
    for _ in range(301):
        error = X @ w - y
        losses.append(np.mean(error**2))
        w = w - learning_rate * (2 / 100 * X.T @ error)
    start, early, late = losses[0], losses[50], losses[300]
    verdict = "arrived" if late < least + 0.01 else "not there"
    print(
        f"{learning_rate:<6} {start:8.2f} {early:10.4g} {late:10.4g}  {verdict}"
    )
    label = [None] * 60 + [f" {learning_rate}"]
    fig.add_scatter(y=losses[:61], text=label, line_dash=dash, name=label[-1])
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_layout(showlegend=False)
fig.update_xaxes(title="step", range=[0, 66])
fig.update_yaxes(title="loss (mean squared error)", type="log", dtick=1)
fig.show()
