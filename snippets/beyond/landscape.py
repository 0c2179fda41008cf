import numpy as np
import plotly.graph_objects as go


def loss(x, y):
    return x**4 - 3 * x**2 + 0.5 * x + (y - x) ** 2


def gradient(w):
    x, y = w
    return np.array([4 * x**3 - 6 * x + 0.5 + 2 * (x - y), 2 * (y - x)])


def step(w, method):
    if method == "descent":
        return w - 0.02 * gradient(w)
    hessian = np.array([[12 * w[0] ** 2 - 4, -2], [-2, 2]])
    if method == "Newton":
        return w - np.linalg.solve(hessian, gradient(w))
    values, directions = np.linalg.eigh(hessian)
    move = directions @ (directions.T @ gradient(w) / abs(values))
    while loss(*(w - move)) > loss(*w):
        move = move / 2
    return w - move


axes = np.linspace(-2, 2, 51), np.linspace(-2.5, 2.5, 51)
height = np.minimum(loss(*np.meshgrid(*axes)), 8)
fig = go.Figure(go.Contour(x=axes[0], y=axes[1], z=height, name="loss"))
fig.update_traces(colorbar_title="loss", colorscale=["skyblue", "white"])
dashes = {"descent": "dot", "Newton": "solid", "modified Newton": "dash"}
for method, dash in dashes.items():
    path = [np.array([0.45, -1.5])]
    for _ in range(300):
        path.append(step(path[-1], method))
    x, y = np.array(path).T
    print(f"{method:<15} ends at {x[-1]:6.3f}, {y[-1]:6.3f}", end=", ")
    far = np.sum(np.hypot(x - x[-1], y - y[-1]) > 0.01)
    print(f"loss {loss(x[-1], y[-1]):6.3f}, within 0.01 after {far} steps")
    x, y = (x[:160:4], y[:160:4]) if method == "descent" else (x[:12], y[:12])
    fig.add_scatter(x=x, y=y, name=method, customdata=loss(x, y))
    fig.data[-1].update(mode="lines+markers", line_dash=dash)
fig.update_layout(xaxis_title="x", yaxis_title="y")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
