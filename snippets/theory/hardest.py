"""Four losses of curvature at most 1: how much ten steps leave of each."""

import numpy as np
import plotly.graph_objects as go

steps = 10
slope = 1 / (2 * steps + 1)  # of the ramp: 1/21
losses = {
    "steep parabola": (lambda w: w**2 / 2, lambda w: w),
    "shallow parabola": (lambda w: slope * w**2 / 2, lambda w: slope * w),
    "fourth power": (lambda w: w**4 / 12, lambda w: w**3 / 3),
    "ramp": (
        lambda w: w**2 / 2 if abs(w) < slope else slope * (abs(w) - slope / 2),
        lambda w: np.clip(w, -slope, slope),
    ),
}
gaps = {name: [] for name in losses}
for name, (loss, gradient) in losses.items():
    w = 1.0
    for _ in range(steps + 1):
        gaps[name].append(loss(w))
        w = w - gradient(w)  # the learning rate is 1
most = max(gaps, key=lambda name: gaps[name][-1])
for name, gap in gaps.items():
    verdict = "hardest, the answer" if name == most else "easier"
    print(f"{name}: {gap[0]:.5f} at the start, {gap[-1]:.5f} left: {verdict}")
print(f"one part in 42 is {1 / 42:.5f}")

fig = go.Figure()
for name, dash in zip(list(losses)[1:], ["dash", "dot", "solid"], strict=True):
    text = [""] * steps + [f" {name.replace(' ', '<br> ')}"]
    fig.add_scatter(y=gaps[name], line_dash=dash, text=text)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=130)
fig.update_xaxes(title="step", range=[0, 10], dtick=2)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.show()
