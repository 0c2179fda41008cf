"""A line fitted without the last two points: how well it foretells them."""

import numpy as np
import plotly.graph_objects as go

hours = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
score = np.array([45.0, 55.0, 60.0, 70.0, 80.0, 85.0, 88.0, 92.0])

fig = go.Figure(go.Scatter(x=hours, y=score, name="data", mode="markers"))
for seen, dash in [(6, "dash"), (8, "solid")]:
    w, b = np.polyfit(hours[:seen], score[:seen], 1)
    error = w * hours + b - score
    print(f"first {seen}: {w:.2f} points an hour, {b:.2f} at 0 hours")
    print(f"  mean absolute error, hours 1 to 6: {abs(error[:6]).mean():.2f}")
    print(f"  errors at 7 and 8 hours: {error[6]:.2f} and {error[7]:.2f}")
    fig.add_scatter(x=hours, y=w * hours + b, line_dash=dash)
    fig.data[-1].text = [""] * 7 + [f" first {seen}"]
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_traces(mode="markers", selector=0)
fig.update_layout(showlegend=False, margin_r=70)
fig.update_xaxes(title="hours of study")
fig.update_yaxes(title="exam score, points")
fig.show()
