import numpy as np
import plotly.graph_objects as go


def loss(x, y):
    return x**4 - 3 * x**2 + 0.5 * x + (y - x) ** 2


def gradient(w):
    x, y = w
    return np.array([4 * x**3 - 6 * x + 0.5 + 2 * (x - y), 2 * (y - x)])


def step(w, method):
    if method == "descent, rate 0.02":
        return w - 0.02 * gradient(w)
    hessian = np.array([[12 * w[0] ** 2 - 4, -2], [-2, 2]])
    eigenvalues, directions = np.linalg.eigh(hessian)
    if method == "modified Newton":
        eigenvalues = abs(eigenvalues)
    return w - directions @ (directions.T @ gradient(w) / eigenvalues)


axes = np.linspace(-2, 2, 51), np.linspace(-2.5, 2.5, 51)
height = np.minimum(loss(*np.meshgrid(*axes)), 8)
fig = go.Figure(go.Contour(x=axes[0], y=axes[1], z=height, name="loss"))
fig.update_traces(colorbar_title="loss")
dashes = {"descent, rate 0.02": "dot", "Newton": "solid"}
for method, dash in (dashes | {"modified Newton": "dash"}).items():
    path = [np.array([0.45, -1.5])]
    for _ in range(300):
        path.append(step(path[-1], method))
    x, y = np.array(path).T
    print(f"{method:<19} ends at {x[-1]:6.3f}, {y[-1]:6.3f}", end=", ")
    print(f"loss {loss(x[-1], y[-1]):6.3f}", end=", ")
    left = np.hypot(x - x[-1], y - y[-1]) > 0.01
    print(f"within 0.01 of its end after {left.sum()} steps")
    kept = np.r_[0:12, 12:100:4] if "descent" in method else np.arange(12)
    heights = loss(x[kept], y[kept])
    fig.add_scatter(x=x[kept], y=y[kept], name=method, customdata=heights)
    fig.data[-1].update(mode="lines+markers", line_dash=dash)
fig.update_xaxes(title="x")
fig.update_yaxes(title="y")
fig.show()
