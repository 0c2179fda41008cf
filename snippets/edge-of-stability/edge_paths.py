"""Three rates beside one sharp minimum: where each run ends, and how sharp."""

import numpy as np
import plotly.graph_objects as go


def loss(w):
    return (w[..., 0] * w[..., 1] - 1) ** 2 / 2


def sharpness(w):
    """Return the largest eigenvalue of the Hessian, shape (2, 2)."""
    mixed = 2 * w[0] * w[1] - 1
    return np.linalg.eigvalsh([[w[1] ** 2, mixed], [mixed, w[0] ** 2]])[1]


axes = np.linspace(0, 3.3, 56), np.linspace(-0.6, 2.1, 46)
grid = np.stack(np.meshgrid(*axes), axis=-1)
height = np.log10(np.maximum(loss(grid), 1e-3))
fig = go.Figure()
for learning_rate, dash in [(0.3, "dash"), (0.25, "dot"), (0.15, "solid")]:
    w = np.array([[3.0, 0.1]])
    for _ in range(30):
        residual = w[-1, 0] * w[-1, 1] - 1
        w = np.vstack([w, w[-1] - learning_rate * residual * w[-1, ::-1]])
    losses = loss(w)
    print(f"rate {learning_rate}, 2/rate {2 / learning_rate:.2f}", end="")
    print(f", highest loss {losses.max():.1f}")
    for step in [0, 2, 5, 10, 20]:
        print(f"  step {step:2}: loss {losses[step]:.1e}", end="")
        print(f", sharpness {sharpness(w[step]):.3f}")
    near = np.log10(np.maximum(losses, 1e-3))
    path = go.Scatter(x=w[:, 0], y=w[:, 1], customdata=near, line_dash=dash)
    path.update(mode="lines+markers", marker_size=5)
    fig.add_trace(path.update(name=f"rate {learning_rate}"))
fig.add_contour(x=axes[0], y=axes[1], z=height, name="loss")
fig.data[-1].update(colorbar_title="log₁₀ loss")
fig.data[-1].colorscale = ["skyblue", "white"]
fig.update_xaxes(title="w₁")
fig.update_yaxes(title="w₂")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
