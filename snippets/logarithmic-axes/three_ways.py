"""Three ways down from 100, on a plain axis and on a logarithmic one."""

import numpy as np
from plotly.subplots import make_subplots

k = np.arange(11)
ways = {
    "halves": 100 / 2**k,
    "ten less": 100 - 9.9 * k,
    "over k": 100 / (1 + k),
}
fig = make_subplots(1, 2, subplot_titles=["plain", "logarithmic"])
for name, values in ways.items():
    parts = values[1:] / values[:-1]
    print(f"{name}: the first step keeps {parts[0]:.2f}", end=", ")
    print(
        "each the same"
        if np.ptp(parts) < 0.001
        else f"the last {parts[-1]:.2f}"
    )
    fig.add_scatter(y=values, name=name, row=1, col=1)
    fig.add_scatter(y=values, name=name, row=1, col=2)
fig.update_yaxes(type="log", dtick=1, col=2).update_xaxes(title="step")
fig.update_layout(showlegend=False)
fig.show()
