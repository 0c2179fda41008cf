"""Three tuned methods on the loss of a line: their paths and their steps."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
m, L = np.linalg.eigvalsh(2 / 100 * X.T @ X)
print(f"eigenvalues {m:.4f} and {L:.4f}: κ = {L / m:.1f}, 2/L = {2 / L:.4f}")
q, rate = (L / m) ** 0.5, (2 / (L**0.5 + m**0.5)) ** 2
methods = {  # rate, momentum, line
    "gradient descent": (2 / (L + m), 0, {"dash": "solid", "width": 1}),
    "heavy ball": (rate, ((q - 1) / (q + 1)) ** 2, {"dash": "dot", "width": 1}),
    "Nesterov": (1 / L, (q - 1) / (q + 1), {"dash": "dash", "width": 3}),
}


def height(w, b):
    return np.log10(np.mean((w[..., None] * x + b[..., None] - y) ** 2, -1))


w, b = np.meshgrid(np.linspace(-20, 26, 93), np.linspace(-2, 14, 50))
fig = go.Figure(go.Contour(x=w[0], y=b[:, 0], z=(z := height(w, b))))
fig.update_traces(colorbar_title="log₁₀ loss", colorscale=["skyblue", "white"])
for name, (learning_rate, momentum, line) in methods.items():
    velocity, path = np.zeros(2), [np.zeros(2)]
    while np.linalg.norm(path[-1] - best) >= 0.001:
        slope = 2 / 100 * X.T @ (X @ path[-1] - y)
        velocity = momentum * velocity + slope
        move = slope + momentum * velocity if name == "Nesterov" else velocity
        path.append(path[-1] - learning_rate * move)
    far = np.linalg.norm(np.array(path) - best, axis=1).max()
    print(f"{name:17}rate {learning_rate:.4f}, momentum {momentum:.4f}", end="")
    print(f": {len(path) - 1} steps, farthest {far:.2f}")
    w, b = np.array(path[:25]).T
    dots = {"mode": "lines+markers", "marker_size": 4, "line": line}
    fig.add_scatter(x=w, y=b, customdata=height(w, b), name=name, **dots)
lowest = {"customdata": [z.min()], "marker_symbol": "x", "name": "minimum"}
fig.add_scatter(x=best[:1], y=best[1:], mode="markers", **lowest)
fig.update_xaxes(title="slope w").update_yaxes(title="intercept b")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
