"""Two rates in a long valley: a small one glides, a large one jumps across."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
w_axis, b_axis = np.linspace(-0.5, 8.5, 121), np.linspace(-2, 10, 61)
losses = [[np.mean((w * x + b - y) ** 2) for w in w_axis] for b in b_axis]
z = np.log10(losses)
fig = go.Figure(go.Contour(x=w_axis, y=b_axis, z=z, name="loss"))
fig.update_traces(colorbar_title="log₁₀ loss", colorscale=["skyblue", "white"])
fig.update_traces(contours=dict(start=np.log10(5), end=3, size=np.log10(2)))
fig.update_traces(showscale=False)
# the path that is short comes last, so that it lies on the other
for learning_rate, dash, width in [(0.028, "dot", 1), (0.01, "solid", 4)]:
    w, b, losses = [0.0], [0.0], []
    for _ in range(13):
        error = w[-1] * x + b[-1] - y
        losses.append(np.mean(error**2))
        w.append(w[-1] - learning_rate * 2 * np.mean(error * x))
        b.append(b[-1] - learning_rate * 2 * np.mean(error))
    name = f"rate {learning_rate}"
    print(
        f"{name}: w = {w[0]:.0f}, {w[1]:.2f}, {w[2]:.2f}, {w[3]:.2f}", end=" "
    )
    print(f"... {w[12]:.2f}, b = {b[12]:.2f}")
    path = go.Scatter(x=w[:13], y=b[:13], mode="lines+markers", name=name)
    path.update(line_dash=dash, line_width=width, marker_size=width + 4)
    fig.add_trace(path.update(customdata=np.log10(losses)))
slope, intercept = np.polyfit(x, y, 1)
lowest = {"mode": "markers+text", "marker_symbol": "x", "text": " minimum"}
fig.add_scatter(x=[slope], y=[intercept], **lowest, textposition="middle right")
fig.data[-1].update(showlegend=False, customdata=[z.min()])
fig.update_xaxes(title="w")
fig.update_yaxes(title="b")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
