"""Three ways down from 100, on a plain axis and on a logarithmic one."""

import numpy as np
from plotly.subplots import make_subplots

k = np.arange(11)
ways = {"halves": 100 / 2**k, "ten less": 100 - 9.9 * k}
ways["over k"] = 100 / (1 + k)
fig = make_subplots(1, 2, subplot_titles=["plain", "logarithmic"])
for name, values in ways.items():
    parts = values[1:] / values[:-1]
    last = "the same" if np.ptp(parts) < 0.001 else f"{parts[-1]:.2f}"
    print(f"{name}: the first step keeps {parts[0]:.2f}, the last {last}")
    for column in [1, 2]:
        fig.add_scatter(y=values, name=name, row=1, col=column)
fig.update_yaxes(type="log", dtick=1, col=2).update_xaxes(title="step")
for column, shown in [(1, True), (2, False)]:
    fig.update_traces(showlegend=shown, col=column)
fig.show()
