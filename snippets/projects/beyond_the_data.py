"""Four polynomials agree inside the data and part ways beyond them."""

import numpy as np
import plotly.graph_objects as go

hours = np.array([1.0, 2.0, 4.0, 6.0, 8.0, 10.0])
score = np.array([45.0, 55.0, 65.0, 78.0, 88.0, 95.0])  # points of 100

points = {"mode": "markers", "name": "data", "showlegend": False}
fig = go.Figure(go.Scatter(x=hours, y=score, **points))
grid = np.linspace(1, 12, 45)
for degree, dash in [(1, "solid"), (2, "dash"), (4, "dot"), (5, "dashdot")]:
    curve = np.polynomial.Polynomial.fit(hours, score, degree)
    loss = np.mean((curve(hours) - score) ** 2)
    print(f"degree {degree}: loss {loss:4.2f}", end=", ")
    print(f"5 hours {curve(5.0):.2f}, 12 hours {curve(12.0):6.2f}")
    fig.add_scatter(x=grid, y=curve(grid), mode="lines+text", line_dash=dash)
    fig.data[-1].text = [""] * 44 + [f" degree {degree}"]
fig.add_vrect(x0=1, x1=10, opacity=0.3, fillcolor="gray", layer="below")
fig.update_shapes(line_width=0)
fig.update_traces(textposition="middle right", cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=70)
fig.update_xaxes(title="hours of study")
fig.update_yaxes(title="exam score, points")
fig.show()
