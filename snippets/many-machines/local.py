"""Two clinics average their weights: after one step each, or after many."""

import numpy as np
import plotly.graph_objects as go

curvature, centre = np.array([1.0, 0.1]), np.array([0.0, 10.0])
best = np.sum(curvature * centre) / np.sum(curvature)  # of the mean loss
counts, ends = [1, 2, 5, 10, 20, 50, 100, 200], []
for steps in counts:
    w = 0.0
    for _ in range(2000):  # rounds
        own = np.full(2, w)
        for _ in range(steps):
            own = own - 0.2 * curvature * (own - centre)
        w = own.mean()
    ends.append(w)
    if steps in (1, 10, 200):
        loss = np.mean(curvature * (w - centre) ** 2) / 2
        print(f"local steps {steps}: rests at {w:.3f}, loss {loss:.3f}")
print(f"the best common weight: {best:.3f}")
fig = go.Figure(go.Scatter(x=counts, y=ends, mode="lines+markers"))
label = {"text": "best common weight", "yanchor": "top", "textposition": "end"}
fig.add_hline(y=best, line_dash="dash", label=label)
fig.update_xaxes(title="local steps in a round", type="log", dtick=1)
fig.update_yaxes(title="where the common weight rests", range=[0, 6])
fig.show()
