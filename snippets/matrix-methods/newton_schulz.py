"""What five Newton–Schulz steps make of a singular value."""

import numpy as np
import plotly.graph_objects as go


def quintic(s):  # Muon's: in a hurry, and never exactly at 1
    return 3.4445 * s - 4.7750 * s**3 + 2.0315 * s**5


def cubic(s):  # the classical step, which comes as close to 1 as you like
    return 1.5 * s - 0.5 * s**3


s = np.geomspace(0.001, 1, 400)
fig = go.Figure()
print("singular value  0.001   0.01    0.1      1")
for name, step, steps in [
    ("Muon's, 5 steps", quintic, 5),
    ("cubic, 5 steps", cubic, 5),
    ("cubic, 15 steps", cubic, 15),
]:
    after, chosen = s, np.array([0.001, 0.01, 0.1, 1])
    for _ in range(steps):
        after, chosen = step(after), step(chosen)
    print(f"{name:<15}", *(f"{value:6.3f}" for value in chosen))
    fig.add_scatter(x=s, y=after, name=name)
for trace, dash in zip(fig.data, ["solid", "dash", "dot"], strict=True):
    trace.line.dash = dash
fig.update_xaxes(title="singular value before", type="log", dtick=1)
fig.update_yaxes(title="singular value after", range=[-0.1, 1.3])
fig.show()
