"""Two ways to clip a gradient: one of them keeps its direction."""

import numpy as np
import plotly.graph_objects as go


def clip_by_norm(gradient, threshold):
    """Return the gradient, shortened to the threshold where it is longer."""
    norm = np.linalg.norm(gradient)
    return gradient * (threshold / norm) if norm > threshold else gradient


def clip_by_value(gradient, threshold):
    """Return the gradient, each entry moved into -threshold..threshold."""
    return np.clip(gradient, -threshold, threshold)


def turned(a, b):
    cosine = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
    return np.degrees(np.arccos(min(1, cosine)))


print("gradient   by norm, at 1    by value, at 1   turned, degrees")
for g in np.array([[8, 1], [8, 6], [0.6, 0.3], [0.8, 0.7]]):
    norm, value = clip_by_norm(g, 1), clip_by_value(g, 1)
    row = f"{g[0]:.1f}, {g[1]:.1f}   {norm[0]:.3f}, {norm[1]:.3f}"
    row += f"     {value[0]:.3f}, {value[1]:.3f}"
    print(f"{row}     {turned(g, norm):.1f} and {turned(g, value):.1f}")
for d in (2, 10, 100):
    g = np.append(np.ones(d - 1), 1e6)
    angle = turned(g, clip_by_value(g, 1))
    limit = np.degrees(np.arccos(1 / np.sqrt(d)))
    print(f"{d:3} weights, one slope huge: {angle:.1f}, at most {limit:.1f}")

angle = np.radians(np.arange(0, 91, 5))
arrows = 2 * np.array([np.cos(angle), np.sin(angle)]).T
fig = go.Figure(go.Scatter(x=arrows[:, 0], y=arrows[:, 1], name="gradient"))
ways = {"by norm": clip_by_norm, "by value": clip_by_value}
for (name, clip), symbol in zip(ways.items(), ["x", "square"], strict=True):
    ends = np.array([clip(g, 1) for g in arrows])
    fig.add_scatter(x=ends[:, 0], y=ends[:, 1], name=name, marker_symbol=symbol)
fig.update_traces(mode="markers")
fig.update_xaxes(title="slope of the first weight", constrain="domain")
fig.update_yaxes(title="slope of the second weight", scaleanchor="x")
fig.show()
