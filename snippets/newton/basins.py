"""From which starts Newton's method and descent end in the deepest valley."""

import numpy as np
import plotly.graph_objects as go


def slope(x):
    return 4 * x * x * x - 6 * x + 0.5


def curvature(x):
    return 12 * x * x - 6


starts = np.linspace(-2, 2, 4001)
x, walker = starts.copy(), starts.copy()
for _ in range(400):
    x = x - slope(x) / curvature(x)
    walker = walker - 0.02 * slope(walker)
deepest, hilltop, right = np.sort(np.roots([4, 0, -6, 0.5]))
print("share of starts that end   deepest  hilltop  right valley")
for name, ends in [("Newton", x), ("gradient descent", walker)]:
    print(f"{name:<24}", end="")
    for place in [deepest, hilltop, right]:
        print(f"{np.mean(abs(ends - place) < 1e-6):10.1%}", end="")
    print()
ends = starts[abs(x - hilltop) < 1e-6]
print(f"the hilltop's interval: {ends.min():.3f} to {ends.max():.3f}")
across = np.where(starts < hilltop, right, deepest)
crossed = np.mean(abs(x - across) < 1e-6)
print(f"Newton ends in the valley across the hilltop: {crossed:.1%}")

fig = go.Figure()
shown = np.unique(np.r_[0:4001:25, 1280:1500:5, 2560:2720:5])
dots = {"mode": "markers", "marker_size": 5}
fig.add_scatter(x=starts[shown], y=x[shown], name="Newton", **dots)
lines = {"mode": "lines", "line_dash": "dash", "name": "descent"}
fig.add_scatter(x=starts[::10], y=walker[::10], **lines)
fig.update_xaxes(title="start")
fig.update_yaxes(title="where the run ends")
fig.show()
