"""More dimensions: what an evolution strategy and descent cost, in losses."""

import numpy as np
import plotly.graph_objects as go


def evolve(rng, curvatures, w, target):
    here, d, losses, width = w**2 @ curvatures / 2, len(w), 1, 1.0
    while here > target:
        child = w + width * rng.standard_normal(d)
        there = child**2 @ curvatures / 2
        losses, success = losses + 1, there <= here
        w, here = (child, there) if success else (w, here)
        width = width * np.exp((success - 0.2) / np.sqrt(d))
    return losses


def descend(curvatures, w, target):
    rate, gradients = 2 / (curvatures.min() + curvatures.max()), 0
    while w**2 @ curvatures / 2 > target:
        w, gradients = w - rate * curvatures * w, gradients + 1
    return gradients


sizes, costs, fig = [2, 4, 8, 16, 32, 64, 128], [], go.Figure()
print("  d  median, half of all  differences  reverse mode")
for d in sizes:
    runs, curvatures = [], np.geomspace(1, 10, d)
    for rng in map(np.random.default_rng, range(15)):
        w = rng.standard_normal(d)
        task = curvatures, w, 1e-6 * (w**2 @ curvatures / 2)
        steps = descend(*task)
        runs.append([evolve(rng, *task), steps * (d + 1), steps * 5])
    low, middle, high = np.percentile(runs, [25, 50, 75], axis=0)
    print(f"{d:3}{middle[0]:8.0f}{low[0]:7.0f} to {high[0]:4.0f}", end="")
    print(f"{middle[1]:13.0f}{middle[2]:14.0f}")
    costs.append(middle)
dashes = {"strategy": "solid", "differences": "dash", "reverse mode": "dot"}
for (name, dash), y in zip(dashes.items(), np.transpose(costs), strict=True):
    fig.add_scatter(x=sizes, y=y, name=name, line_dash=dash)
fig.update_xaxes(title="parameters", type="log", tickvals=sizes)
fig.update_yaxes(title="cost, in losses", type="log", dtick=1)
fig.show()
