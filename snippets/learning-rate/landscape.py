import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)


def loss(w, b):
    return np.mean((np.multiply.outer(w, x) + np.asarray(b)[..., None] - y) ** 2, axis=-1)


w_axis, b_axis = np.linspace(-0.5, 7.5, 41), np.linspace(-2, 10, 41)
height = np.log10(loss(*np.meshgrid(w_axis, b_axis)))
fig = go.Figure(go.Contour(x=w_axis, y=b_axis, z=height, colorbar_title="log₁₀ loss", name="loss"))
for learning_rate, dash in [(0.01, "solid"), (0.027, "dot")]:
    path = [np.zeros(2)]
    for _ in range(100):
        w, b = path[-1]
        error = w * x + b - y
        path.append(path[-1] - learning_rate * 2 * np.array([np.mean(error * x), np.mean(error)]))
    w, b = np.array(path).T
    print(
        f"rate {learning_rate}: w = {w[0]:.0f}, {w[1]:.2f}, {w[2]:.2f} ... step 100: w = {w[-1]:.2f}, b = {b[-1]:.2f}"
    )
    fig.add_scatter(
        x=w, y=b, customdata=np.log10(loss(w, b)), name=f"rate {learning_rate}", mode="lines+markers", line_dash=dash
    )
fig.update_layout(xaxis_title="slope w", yaxis_title="intercept b")
fig.show()
