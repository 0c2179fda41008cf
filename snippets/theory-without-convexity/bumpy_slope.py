"""A bumpy hill on which the smallest gradient of descent meets its bound."""

from fractions import Fraction

import numpy as np
import plotly.graph_objects as go


def slope(w, k):
    """Return the slope of the bumpy hill for k gradients; curvatures ±1."""
    if w <= -k:
        return 0 * w
    if w <= 1 - k:
        return w + k  # the hollow at the end
    return 1 - min(-w % 1, w % 1) if w < 0 else 1 + 0 * w


for k in [1, 2, 5, 100]:
    w, seen = Fraction(0), []
    for _ in range(k):
        seen.append(slope(w, k))
        w = w - slope(w, k)  # the learning rate is 1
    height = Fraction(3 * (k - 1), 4) + Fraction(1, 2)  # area below the slope
    exact, simple = 4 * height / (3 * k - 1), 2 * height / k
    print(f"k = {k}: height {height}, smallest squared gradient {min(seen)}")
    print(f"   2Lh/k = {float(simple):.4f}, 4Lh/(3k - 1) = {exact}")

w = np.linspace(-5.5, 0, 221)
slopes = np.array([slope(each, 5) for each in w])
middle = (slopes[1:] + slopes[:-1]) / 2
loss = np.concatenate([[0], np.cumsum(middle * np.diff(w))])
fig = go.Figure(go.Scatter(x=w, y=loss, name="loss"))
fig.add_scatter(x=w, y=slopes, name="slope", line_dash="dash")
at = -np.arange(6.0)
landed = {"mode": "markers", "marker_size": 9, "name": "loss at a landing"}
fig.add_scatter(x=at, y=np.interp(at, w, loss), **landed)
landed |= {"marker_symbol": "x", "name": "slope there"}
fig.add_scatter(x=at, y=np.interp(at, w, slopes), **landed)
fig.update_xaxes(title="weight w")
fig.update_yaxes(title="loss and slope")
fig.show()
