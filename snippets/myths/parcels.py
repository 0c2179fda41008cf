"""Where ten thousand noisy runs end on average, under three schedules."""

import numpy as np
import plotly.graph_objects as go

best = np.log(9)  # where the full batch ends: a chance of 0.9
schedules = [
    ("constant 1", "dot", lambda k: 1),
    ("constant 0.1", "dash", lambda k: 0.1),
    ("falling", "solid", lambda k: 10 / (k + 10)),
]
fig = go.Figure()
print(f"full batch: w = {best:.3f}")
for name, dash, rate in schedules:
    rng = np.random.default_rng(1)
    w = np.zeros(10_000)  # ten thousand runs
    for k in range(1, 3001):
        in_time = rng.random(10_000) < 0.9
        chance = 1 / (1 + np.exp(-w))
        w = w - rate(k) * (chance - in_time)
    chance = 1 / (1 + np.exp(-w))
    verdict = "above it" if w.mean() > best else "below it"
    verdict = "at it" if abs(w.mean() - best) < 0.01 else verdict
    print(f"{name}: mean w {w.mean():.2f}, {verdict};", end=" ")
    print(f"deviation {w.std():.2f}, mean chance {chance.mean():.3f}")
    density, edges = np.histogram(w, 120, (0, 6), density=True)
    fig.add_scatter(x=edges[:-1] + 0.025, y=density, name=name, line_dash=dash)
fig.add_vline(x=best, line={"dash": "dash", "color": "gray"})
fig.add_annotation(x=best, y=1, yref="paper", text=" full batch")
fig.update_annotations(showarrow=False, xanchor="left", yanchor="top")
fig.update_xaxes(title="weight w after 3,000 updates")
fig.update_yaxes(title="density of the runs")
fig.show()
