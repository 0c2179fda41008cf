"""The lowest loss of a line by a grid, by descent and by one solved system."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(1, 9, 20)  # kilometres
y = 3 * x + 12 + rng.normal(0, 3, 20)  # minutes
X = np.column_stack([x, np.ones(20)])


def loss(w):
    return np.mean((w @ X.T - y) ** 2, axis=-1)


across, up = np.linspace(-1, 8, 61), np.linspace(-5, 30, 61)
grid = np.stack(np.meshgrid(across, up), -1)
height = np.log10(loss(grid))
print(f"loss at zero         {loss(np.zeros(2)):8.3f}")
lowest = grid.reshape(-1, 2)[np.argmin(height)]
print(f"best of {height.size} points  {loss(lowest):8.3f} at {lowest.round(2)}")
print(f"such a grid for 11 parameters has {61.0**11:.1e} points")

best = np.linalg.solve(X.T @ X, X.T @ y)
leap = (1 - np.linspace(1, 0, 21)[:, None] ** 2) * best
path = [np.zeros(2)]
for _ in range(200):
    path.append(path[-1] - 0.025 * (2 / 20 * X.T @ (X @ path[-1] - y)))
print(f"200 steps of descent {loss(path[-1]):8.3f} at {path[-1].round(2)}")
print(f"one solved system    {loss(best):8.3f} at {best.round(2)}")

fig = go.Figure(go.Contour(x=across, y=up, z=height, name="loss"))
fig.update_traces(colorbar_title="log₁₀ loss", colorscale=["skyblue", "white"])
walks = [("200 steps", "solid", np.array(path)), ("one leap", "dash", leap)]
for name, dash, walk in walks:
    mode = "lines" if name == "one leap" else "lines+markers"
    fig.add_scatter(x=walk[:, 0], y=walk[:, 1], mode=mode, name=name)
    fig.data[-1].update(line_dash=dash, customdata=np.log10(loss(walk)))
lowest = {"mode": "markers+text", "marker_symbol": "x", "text": " minimum"}
fig.add_scatter(x=best[:1], y=best[1:], **lowest, textposition="middle right")
fig.data[-1].update(showlegend=False, customdata=[np.log10(loss(best))])
fig.update_xaxes(title="w, minutes a kilometre")
fig.update_yaxes(title="b, minutes before setting off")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
