"""Rise over run on w², from w = 3, for shorter and shorter steps."""

import numpy as np
import plotly.graph_objects as go

w, fig = 3.0, go.Figure()
around = np.linspace(0, 5, 51)
fig.add_scatter(x=around, y=around**2, name="w²")
for step, dash in [(2, "dash"), (1, "dot"), (0.01, "solid")]:
    rise = (w + step) ** 2 - w**2
    slope = rise / step
    print(f"step {step}: rise {rise:.4f}, rise over run {slope:.2f}", end="")
    print(", nearest to 6" if abs(slope - 6) < 0.1 else "")
    ends = np.array([1, 5])
    line = {"name": f"step {step}", "line_dash": dash, "mode": "lines"}
    fig.add_scatter(x=ends, y=w**2 + slope * (ends - w), **line)
fig.update_xaxes(title="w").update_yaxes(title="w²")
fig.show()
