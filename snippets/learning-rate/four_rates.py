import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
print(f"least possible loss {least:.3f}; loss after 0, 50 and 300 steps:")

fig = go.Figure()
for learning_rate, dash in [(0.0005, "dash"), (0.01, "solid"), (0.028, "dot"), (0.03, "dashdot")]:
    w = np.zeros(2)
    losses = []
    for _ in range(301):
        error = X @ w - y
        losses.append(np.mean(error**2))
        w = w - learning_rate * (2 / 100 * X.T @ error)
    verdict = "exploded" if losses[-1] > losses[0] else "lowest" if losses[-1] < least + 0.1 else "higher"
    print(f"{learning_rate:<6}  {losses[0]:.3f}  {losses[50]:<8.4g}  {losses[300]:<9.4g}  {verdict}")
    label = [None] * 50 + [f"{learning_rate}"]
    fig.add_scatter(
        y=losses[:61],
        name=f"rate {learning_rate}",
        line_dash=dash,
        mode="lines+text",
        text=label,
        textposition="top center",
    )
fig.update_layout(showlegend=False)
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss (mean squared error)", type="log")
fig.show()
