"""Two starts with and without momentum: which valley each run ends in."""

import numpy as np
import plotly.graph_objects as go


def path(start, momentum):
    x, v, places = start, 0.0, [start]
    for _ in range(300):
        v = momentum * v + 4 * x**3 - 6 * x + 0.5
        x = x - 0.02 * v
        places.append(x)
    return np.array(places)


fig, shown = go.Figure(), [0, 1, 2, 4, 6, 8, 300]
print("step        ", *(f"{k:5}" for k in shown))
for start, dash in ((-2.0, "dash"), (2.0, "dashdot")):
    for momentum in (0, 0.9):
        x = path(start, momentum)
        row = " ".join(f"{place:5.2f}" for place in x[shown])
        print(f"momentum {momentum:<3} {row}")
        name = f"from {start:.0f}, momentum {momentum}".replace("-", "−")
        style = {"dash": dash, "width": 2 + 2 * (momentum > 0)}
        fig.add_scatter(y=x[:61], mode="lines", name=name, line=style)
fig.add_hline(y=0.0837, line_dash="dot")
fig.add_annotation(x=40, y=0.0837, text="maximum", showarrow=False, yshift=9)
fig.update_xaxes(title="step", range=[0, 60])
fig.update_yaxes(title="x", range=[-2.1, 2.1])
fig.show()
