"""Gradients that come late: the largest gain that is still stable."""

import numpy as np
import plotly.graph_objects as go


def bound(numerator, momentum, delay):
    """Return the largest stable gain when gradients come `delay` steps late."""
    loop = np.polymul([1, -1], [1, -momentum] + [0] * delay)
    low, high = 0.0, 5.0
    for _ in range(30):
        middle = (low + high) / 2
        poles = np.roots(np.polyadd(loop, middle * np.array(numerator)))
        inside = np.abs(poles).max() < 1
        low, high = (middle, high) if inside else (low, middle)
    return low


delays = np.arange(9)
methods = {"descent": ([1, 0], 0.0, "solid")}
methods["heavy ball"] = ([1, 0], 0.9, "dash")
methods["Nesterov"] = ([1.9, -0.9], 0.9, "dot")
fig = go.Figure()
print("delay      " + "".join(f"{delay:7}" for delay in delays[:5]))
for name, (numerator, momentum, dash) in methods.items():
    bounds = [bound(numerator, momentum, delay) for delay in delays]
    print(f"{name:11}" + "".join(f"{b:7.3f}" for b in bounds[:5]))
    if name == "descent":
        formula = 2 * np.sin(np.pi / (4 * delays[:5] + 2))
        print("  formula  " + "".join(f"{b:7.3f}" for b in formula))
    if name == "heavy ball":
        print("  times 10 " + "".join(f"{10 * b:7.3f}" for b in bounds[:5]))
    fig.add_scatter(x=delays, y=bounds, name=name, line_dash=dash)
fig.update_traces(mode="lines+markers")
fig.update_xaxes(title="delay of the gradients, steps")
fig.update_yaxes(title="largest stable gain αλ", type="log", dtick=1)
fig.show()
