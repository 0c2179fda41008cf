"""On a ramp made for k steps, descent meets its bound exactly."""

from fractions import Fraction

import numpy as np
import plotly.graph_objects as go


def gaps(threshold, steps, w=1):
    """Run descent at rate 1 on the ramp; return every loss."""
    losses = []
    for _ in range(steps + 1):
        flat = abs(w) < threshold
        losses.append(w * w / 2 if flat else threshold * (w - threshold / 2))
        w = w - min(w, threshold)
    return losses


for k in [1, 10, 100]:
    gap = gaps(Fraction(1, 2 * k + 1), k, w=Fraction(1))[k]
    print(f"after {k:3}: left {gap}, bound {Fraction(1, 4 * k + 2)}")
print(f"with floats, 100 steps: left {gaps(1 / 201, 100)[100]:.12f}")

k = np.arange(1, 201)
fig = go.Figure()
for chosen, dash in [(3, "solid"), (10, "dash"), (40, "dot")]:
    run = np.array(gaps(1 / (2 * chosen + 1), 200))
    seen = k[run[1:] > 1e-4]
    fig.add_scatter(x=seen, y=run[seen], name=f"ramp for {chosen} steps")
    fig.data[-1].line.dash = dash
exact, simple = 1 / (4 * k + 2), 1 / (2 * k)
fig.add_scatter(x=k, y=exact, name="bound 1/(4k + 2)", line_dash="longdash")
fig.add_scatter(x=k, y=simple, name="bound 1/(2k), simpler")
fig.data[-1].line.dash = "longdashdot"
fig.update_traces(mode="lines").update_layout(legend_itemwidth=50)
fig.update_xaxes(title="step k", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.update_yaxes(range=[-3.5, 0])
fig.show()
