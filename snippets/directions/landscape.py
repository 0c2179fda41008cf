"""In a trench, a thousand steps leave the weight along it where it started."""

import numpy as np
import plotly.graph_objects as go

bathrooms, area = [1, 2, 2, 3, 4], [1000, 1500, 1800, 2000, 3000]
X = np.column_stack([bathrooms, area])
y = np.array([250, 380, 450, 520, 750])  # thousands of dollars
largest = np.linalg.eigvalsh(2 / 5 * X.T @ X)[-1]


def log_loss(w):
    return np.log10(np.mean((w @ X.T - y) ** 2, axis=-1))


across, up = np.linspace(-0.05, 0.55, 181), np.linspace(-20, 40, 31)
height = log_loss(np.stack(np.meshgrid(up, across, indexing="ij"), -1))
fig = go.Figure(go.Contour(x=across, y=up, z=height, name="loss"))
fig.update_traces(colorbar_title="log₁₀ loss", colorscale=["skyblue", "white"])
fig.update_traces(contours=dict(start=2.5, end=5, size=0.5))
learning_rate = 1.5 / largest
for bathroom, dash in [(0, "solid"), (35, "dot")]:
    path = np.full((1001, 2), [bathroom, 0.0])  # the start in each row
    for k in range(1000):
        gradient = 2 / 5 * X.T @ (X @ path[k] - y)
        path[k + 1] = path[k] - learning_rate * gradient
    areas = ", ".join(f"{w:.4g}" for w in path[[1, 2, 3, 1000], 1])
    print(f"from {bathroom}: area {areas}; bathroom {path[-1, 0]:.4g}")
    shown = path[np.r_[:13, 1000]]
    fig.add_scatter(x=shown[:, 1], y=shown[:, 0], mode="lines+markers")
    fig.data[-1].update(line_dash=dash, name=f"from {bathroom} a bathroom")
    fig.data[-1].update(customdata=log_loss(shown))
best = np.linalg.lstsq(X, y)[0]
print(f"minimum at area {best[1]:.4f}, bathroom {best[0]:.4f}")
cross = {"symbol": "x", "size": 12, "color": "black"}
fig.add_scatter(x=best[1:], y=best[:1], name="minimum", mode="markers")
fig.data[-1].update(marker=cross, marker_line={"color": "white", "width": 2})
fig.data[-1].update(customdata=[log_loss(best)])
fig.update_xaxes(title="area, thousand dollars a square foot")
fig.update_yaxes(title="bathroom, thousand dollars")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
