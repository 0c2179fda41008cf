import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)


def loss(w, b):
    return np.mean((w[..., None] * x + b[..., None] - y) ** 2, axis=-1)


w_axis, b_axis = np.linspace(-0.5, 7.5, 61), np.linspace(-2, 10, 61)
height = np.log10(loss(*np.meshgrid(w_axis, b_axis)))
fig = go.Figure(go.Contour(x=w_axis, y=b_axis, z=height, name="loss"))
fig.update_traces(colorbar_title="log₁₀ loss")
for learning_rate, dash in [(0.027, "dot"), (0.01, "solid")]:
    w, b = np.zeros(31), np.zeros(31)
    for k in range(30):
        error = w[k] * x + b[k] - y
        w[k + 1] = w[k] - learning_rate * 2 * np.mean(error * x)
        b[k + 1] = b[k] - learning_rate * 2 * np.mean(error)
    name = f"rate {learning_rate}"
    print(f"{name}: w = {w[0]:.0f}, {w[1]:.2f}, {w[2]:.2f}", end=" ... ")
    print(f"after 30 steps w = {w[30]:.2f}, b = {b[30]:.2f}")
    path = go.Scatter(x=w, y=b, mode="lines+markers", line_dash=dash, name=name)
    path.update(marker_size=4, customdata=np.log10(loss(w, b)))
    fig.add_trace(path)
fig.update_xaxes(title="slope w", range=[-0.5, 7.6])
fig.update_yaxes(title="intercept b", range=[-2, 10])
fig.show()
