"""On standardised columns the bowl is nearly round, and three steps do."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
rooms, walk = rng.integers(1, 7, 60), rng.uniform(0, 30, 60)  # minutes
rent = 300 + 250 * rooms - 12 * walk + rng.normal(0, 100, 60)  # dollars
X = np.column_stack([rooms - rooms.mean(), walk - walk.mean()])
y, deviation = rent - rent.mean(), X.std(axis=0)
Z = X / deviation


def typical_error(v):
    return np.sqrt(np.mean((v @ Z.T - y) ** 2, axis=-1))


def best_rate(A):
    flat, steep = np.linalg.eigvalsh(2 / 60 * A.T @ A)
    print(f"curvatures {steep:6.2f} and {flat:.2f}, ratio {steep / flat:.2f}")
    return 2 / (flat + steep)


a, b = np.linspace(-300, 900, 50), np.linspace(-450, 350, 50)
height = typical_error(np.stack(np.meshgrid(a, b), axis=-1))
fig = go.Figure(go.Contour(x=a, y=b, z=height, colorbar_title="error, $"))
w = [np.array([0.0, 30.0])]
v = [w[0] * deviation]
raw_rate, rate = best_rate(X), best_rate(Z)
for _ in range(30):
    w.append(w[-1] - raw_rate * (2 / 60 * X.T @ (X @ w[-1] - y)))
    v.append(v[-1] - rate * (2 / 60 * Z.T @ (Z @ v[-1] - y)))
paths = {"raw": np.array(w) * deviation, "standardised": np.array(v)}
for (name, path), dash in zip(paths.items(), ["solid", "dot"], strict=True):
    fig.add_scatter(x=path[:, 0], y=path[:, 1], name=name, line_dash=dash)
    fig.data[-1].update(customdata=typical_error(path), mode="lines+markers")
errors = [typical_error(paths[name][3]) for name in paths]
print(f"error after 3 steps: raw ${errors[0]:.2f}, standardised", end=" ")
print(f"${errors[1]:.2f}, least ${typical_error(np.linalg.lstsq(Z, y)[0]):.2f}")
fig.update_xaxes(title="rooms, dollars a deviation", constrain="domain")
fig.update_yaxes(title="walk, dollars a deviation", scaleanchor="x")
fig.update_traces(colorscale=["skyblue", "white"], selector=0)
fig.update_yaxes(constrain="domain")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
