"""The best degree depends on the truth and on the number of readings."""

import numpy as np
import plotly.graph_objects as go
from numpy.polynomial.legendre import legfit, legval

truths = {
    "line": lambda hour: 9 + 0.5 * hour,
    "cubic": lambda hour: 15 + 0.01 * (hour - 3) * (hour - 12) * (hour - 21),
    "wave": lambda hour: 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24),
    "switch": lambda hour: np.where((hour > 6) & (hour < 22), 20.0, 14.0),
}
clock = np.linspace(0, 24, 241)
on_clock = np.array([truth(clock) for truth in truths.values()])


def median_errors(n):
    """Return prediction errors in °C, one row a degree, one column a truth."""
    sets = min(100, 20_000 // n)  # large sets differ little
    errors = np.zeros((sets, 15, 4))
    for seed in range(sets):
        rng = np.random.default_rng(seed)
        hour = rng.uniform(0, 24, n)
        Y = np.array([truth(hour) for truth in truths.values()]).T
        Y = Y + rng.normal(0, 1.5, (n, 1))
        for d in range(1, 16):
            weights = legfit(hour / 12 - 1, Y, d)  # one column a truth
            off = legval(clock / 12 - 1, weights) - on_clock
            errors[seed, d - 1] = np.sqrt(1.5**2 + np.mean(off**2, axis=1))
    return np.median(errors, axis=0)


fig = go.Figure()
print("best degree for  " + "".join(f"{name:>8}" for name in truths))
for n, dash in {20: "dot", 50: "dashdot", 200: "dash", 2000: "solid"}.items():
    errors = median_errors(n)
    best = np.argmin(errors, axis=0) + 1
    print(f"{n:4} readings    " + "".join(f"{d:8}" for d in best))
    x, y = np.arange(1, 16), errors[:, 3]
    fig.add_scatter(x=x, y=y, line_dash=dash, name=f"n = {n}")
fig.update_traces(mode="lines+markers")
fig.update_xaxes(title="degree")
fig.update_yaxes(title="median prediction error, °C", range=[1.5, 4])
fig.show()
