"""Where the start is steep, warm-up lets higher base rates survive."""

import numpy as np
import plotly.graph_objects as go

bases = np.geomspace(0.01, 3, 25)


def distance(base, rise):
    """Return the distance from the minimum after 30 updates from w = 5."""
    w = 5.0
    for step in range(30):
        rate = base * min(1, (step + 1) / max(rise, 1))
        w = w - rate * (w**3 + w)  # the loss is w**4 / 4 + w**2 / 2
        if abs(w) > 1e6:
            return np.inf
    return abs(w)


print(f"curvature at the start {3 * 5**2 + 1}, at the minimum 1")
print("warm-up   base rates that   largest   nearest after")
print("updates   do not explode    of them   30 updates")
fig = go.Figure(layout_yaxis_exponentformat="power")
for rise, dash in [(0, "solid"), (5, "dot"), (20, "dash")]:
    ends = np.array([distance(base, rise) for base in bases])
    kept = np.isfinite(ends)
    print(f"{rise:7}{kept.sum():12} of 25{bases[kept][-1]:10.3f}", end="")
    print(f"{ends.min():13.0e}")
    label = f"warm-up {rise}"
    fig.add_scatter(x=bases[kept], y=ends[kept], line_dash=dash, name=label)
fig.update_traces(mode="lines+markers")
fig.update_xaxes(title="base rate", type="log", dtick=1)
fig.update_yaxes(title="distance after 30 updates", type="log", dtick=5)
fig.show()
