import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(0)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

fig = go.Figure()
for learning_rate in [0.0005, 0.01, 0.028, 0.035]:
    w = np.zeros(2)
    losses = []
    for _ in range(50):
        error = X @ w - y
        losses.append(np.mean(error**2))
        w = w - learning_rate * 2 / len(y) * X.T @ error
    print(f"{learning_rate:<6}  loss {losses[0]:8.2f} → {losses[-1]:.3g}")
    fig.add_scatter(y=losses, name=f"rate {learning_rate}", mode="lines")
fig.update_yaxes(type="log", title="mean squared error")
fig.update_xaxes(title="step")
fig.show()
