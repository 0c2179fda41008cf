"""Curvature against slope for three losses, each below a straight line."""

import numpy as np
import plotly.graph_objects as go

w = np.linspace(0.02, 3, 150)
ten = 9 * w**8 * (w**10 - 1) + 10 * w**18  # for ten layers of one weight
losses = {  # slope, curvature, L₀, L₁
    "cosh w": (np.sinh(w), np.cosh(w), 1, 1),
    "w⁴": (4 * w**3, 12 * w**2, 1, 4),
    "(w¹⁰ - 1)²/20": (w**9 * (w**10 - 1), ten, 110, 20),
}
fig = go.Figure()
for (name, each), dash in zip(
    losses.items(), ["solid", "dash", "dot"], strict=True
):
    slope, curvature, L0, L1 = each
    slope, curvature = np.abs(slope), np.abs(curvature)
    share = (curvature / (L0 + L1 * slope)).max()
    print(f"{name:14} curvature up to {curvature.max():.1e}", end=", ")
    print(f"at most {share:.2f} of {L0} + {L1} slope")
    line = {"x": slope, "y": curvature, "mode": "lines", "line_dash": dash}
    fig.add_scatter(**line, name=name)
fig.update_xaxes(title="size of the slope", type="log", dtick=2)
fig.update_yaxes(title="size of the curvature", type="log", dtick=2)
fig.show()
