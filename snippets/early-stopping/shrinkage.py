"""Early stopping shrinks flat directions and keeps steep ones, like ridge."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
X = rng.normal(size=(50, 4)) * [3.0, 1.0, 0.3, 0.1]
y = X @ [1.0, -2.0, 3.0, 4.0] + rng.normal(size=50)
eigenvalues, directions = np.linalg.eigh(2 / 50 * X.T @ X)
best = directions.T @ np.linalg.lstsq(X, y)[0]
rate, steps = 0.02, 100
w = np.zeros(4)
for _ in range(steps):
    w = w - rate * (2 / 50 * X.T @ (X @ w - y))
kept = directions.T @ w / best
formula = 1 - (1 - rate * eigenvalues) ** steps
penalty = 1 / (rate * steps)
ridge = np.linalg.solve(
    2 / 50 * X.T @ X + penalty * np.eye(4), 2 / 50 * X.T @ y
)
print("curvature  kept by stopping  formula   kept by ridge")
for i in range(4):
    print(f"{eigenvalues[i]:9.4f} {kept[i]:12.6f} {formula[i]:13.6f}", end=" ")
    print(f"{(directions.T @ ridge / best)[i]:12.6f}")

curvature = np.geomspace(0.001, 40, 9901)
stopping = 1 - (1 - rate * curvature) ** steps
shrunk = curvature / (curvature + penalty)
i = np.argmax(stopping - shrunk)
print(f"largest difference {stopping[i] - shrunk[i]:.3f}", end=" ")
print(f"at curvature {curvature[i]:.2f}, never negative:", end=" ")
print(bool(np.all(stopping >= shrunk)))
fig = go.Figure()
for share, name in [(stopping, "stopped after 100 steps"), (shrunk, "ridge")]:
    fig.add_scatter(x=curvature[::100], y=share[::100], name=name)
fig.update_traces(mode="lines")
fig.data[1].update(line_dash="dash")
fig.update_xaxes(title="curvature of the direction", type="log", dtick=1)
fig.update_yaxes(title="share of the best fit that is kept")
fig.show()
