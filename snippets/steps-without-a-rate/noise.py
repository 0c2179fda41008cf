"""With batches a fixed rate is slower at first, and says how low one hovers."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
best = np.linalg.lstsq(X, y)[0]
shown = np.unique(np.geomspace(1, 5001, 60).astype(int)) - 1


def gaps(name):
    """Return the median loss above the least of 75 runs, at some updates."""
    rng, w, found = np.random.default_rng(2), np.zeros((75, 2)), []
    rate, old_w, old_g = np.full(75, 0.01), w, 0 * w
    for k in range(5001):
        if k in shown:
            found.append(np.median(np.mean(((w - best) @ X.T) ** 2, axis=1)))
        rows = rng.integers(100, size=(75, 10))
        error = np.einsum("sbd,sd->sb", X[rows], w) - y[rows]
        g = np.einsum("sb,sbd->sd", error, X[rows]) / 5
        if name == "exact line search":  # on the loss of the batch
            across = np.einsum("sbd,sd->sb", X[rows], g)
            rate = 5 * np.sum(g * g, axis=1) / np.sum(across**2, axis=1)
        elif name == "Barzilai–Borwein":
            moved, met = w - old_w, np.sum((w - old_w) * (g - old_g), axis=1)
            took = np.sum(moved * moved, axis=1)
            rate = np.divide(took, met, out=rate, where=met > 0)
        else:
            rate = np.full(75, float(name[5:]))
        w, old_w, old_g = w - rate[:, None] * g, w, g
    return found


fig = go.Figure()
names = ["rate 0.01", "rate 0.002", "exact line search", "Barzilai–Borwein"]
for name, dash in zip(names, ["solid", "dash", "dot", "dashdot"], strict=True):
    found = gaps(name)
    at = [found[np.argmin(abs(shown - k))] for k in (100, 5000)]
    print(f"{name:<19}after 100: {at[0]:.1f}   after 5,000: {at[1]:.3f}")
    fig.add_scatter(x=shown, y=found, name=name, line_dash=dash)
fig.update_xaxes(title="update", type="log", range=[0, 3.7], dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.show()
