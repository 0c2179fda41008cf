"""Three ways down from 100, on a plain axis and on a logarithmic one."""

import numpy as np
from plotly.subplots import make_subplots

k = np.arange(11)
ways = {"halves": 100 / 2**k, "ten less": 100 - 9.9 * k}
ways["over k"] = 100 / (1 + k)
looks = {"halves": ("#2f86d6", "solid"), "ten less": ("#d55e00", "dash")}
looks["over k"] = ("#0f9a70", "dot")
fig = make_subplots(1, 2, horizontal_spacing=0.24)
for name, values in ways.items():
    color, dash = looks[name]
    parts = values[1:] / values[:-1]
    last = "the same" if np.ptp(parts) < 0.001 else f"{parts[-1]:.2f}"
    print(f"{name}: the first step keeps {parts[0]:.2f}, the last {last}")
    line = {"name": name, "y": values, "line": {"color": color, "dash": dash}}
    fig.add_scatter(**line, row=1, col=1)
    fig.add_scatter(**line, row=1, col=2, showlegend=False)
fig.update_yaxes(title="plain").update_xaxes(title="step")
fig.update_yaxes(title="logarithmic", type="log", dtick=1, col=2)
fig.show()
