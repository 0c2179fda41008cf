import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
m, L = np.linalg.eigvalsh(2 / 100 * X.T @ X)
print(f"eigenvalues {m:.4f} and {L:.4f}: κ = {L / m:.1f}, 2/L = {2 / L:.4f}")
q, widest = (L / m) ** 0.5, (2 / (L**0.5 + m**0.5)) ** 2
methods = {  # rate, momentum, dash
    "gradient descent": (2 / (L + m), 0, "solid"),
    "heavy ball": (widest, ((q - 1) / (q + 1)) ** 2, "dot"),
    "Nesterov": (1 / L, (q - 1) / (q + 1), "dash"),
}


def height(w, b):
    return np.log10(np.mean((w[..., None] * x + b[..., None] - y) ** 2, -1))


axes = np.linspace(-16, 22, 50), np.linspace(-2, 14, 50)
fig = go.Figure(go.Contour(x=axes[0], y=axes[1], z=height(*np.meshgrid(*axes))))
fig.update_traces(colorbar_title="log₁₀ loss", colorscale=["skyblue", "white"])
for name, (learning_rate, momentum, dash) in methods.items():
    w, velocity, path = np.zeros(2), np.zeros(2), [np.zeros(2)]
    while np.linalg.norm(w - best) >= 0.001:
        gradient = 2 / 100 * X.T @ (X @ w - y)
        velocity = momentum * velocity + gradient
        ahead = gradient + momentum * velocity
        w = w - learning_rate * (ahead if name == "Nesterov" else velocity)
        path.append(w)
    far = np.linalg.norm(np.array(path) - best, axis=1).max()
    print(f"{name:17}rate {learning_rate:.4f}, momentum {momentum:.4f}", end="")
    print(f": {len(path) - 1} steps, farthest {far:.2f}")
    w, b = np.array(path[:25]).T
    style = {"name": name, "line_dash": dash, "mode": "lines+markers"}
    style |= {"marker_size": 4, "line_width": 3 if name == "Nesterov" else 1}
    fig.add_scatter(x=w, y=b, customdata=height(w, b), **style)
at = {"mode": "markers", "marker_symbol": "x", "name": "minimum"}
fig.add_scatter(x=best[:1], y=best[1:], customdata=height(*best[:, None]), **at)
fig.update_layout(xaxis_title="slope w", yaxis_title="intercept b")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
