import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

rates = np.geomspace(1e-5, 0.2, 100)
w = np.zeros(2)
losses = []
for rate in rates:
    error = X @ w - y
    losses.append(np.mean(error**2))
    w = w - rate * (2 / 100 * X.T @ error)

rising = np.flatnonzero(np.diff(losses) > 0)
print(f"lowest loss at rate {rates[np.argmin(losses)]:.4f}")
print(f"rises for good from {rates[rising[0]]:.4f}")
fig = go.Figure(go.Scatter(x=rates, y=losses, mode="lines", name="loss"))
fig.add_vline(
    x=2 / np.linalg.eigvalsh(2 / 100 * X.T @ X)[1],
    line_dash="dash",
    annotation_text="bound",
    annotation_position="top left",
)
fig.update_xaxes(title="learning rate, raised at every step", type="log")
fig.update_yaxes(title="loss", type="log")
fig.show()
