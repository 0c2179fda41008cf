"""With enough columns, descent multiplies less than the normal equations."""

import numpy as np
import plotly.graph_objects as go

n = 1_000_000
d = np.geomspace(10, 1_000_000, 61)
solving = n * d * (d + 1) + d**3 / 3
fig = go.Figure(layout_yaxis_exponentformat="power")
fig.add_scatter(x=d, y=solving, name="normal equations")
for passes, dash in [(100, "dash"), (10_000, "dot")]:
    descent = passes * 2 * n * d
    fig.add_scatter(x=d, y=descent, line_dash=dash, name=f"{passes:,} passes")
    first = np.flatnonzero(descent < solving)[0]
    print(f"{passes:6,} passes multiply less from about d = {d[first]:.1g}")
print(f"at d = 1,000,000 X'X takes {8 * 1e6**2 / 1e12:.0f} terabytes")
fig.update_xaxes(title="columns d", type="log", dtick=1)
fig.update_yaxes(title="multiplications", type="log", dtick=3)
fig.show()
