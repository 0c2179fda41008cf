"""How far a measured slope is off, for steps large and small."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
X = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
y = X @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)
losses = {  # of one error, with their derivatives
    "squared": (np.square, lambda e: 2 * e),
    "log cosh": (lambda e: np.log(np.cosh(e)), np.tanh),
}
starts = rng.normal(0, 1, (100, 4))
steps = 10.0 ** np.arange(-12, 1)
fig = go.Figure()
print("step of the difference  least error at  error at 0.1")
for name, dash, back in [
    ("squared", "dot", 1),
    ("log cosh", "solid", 1),
    ("log cosh", "dash", 0),
]:
    of_error, derivative = losses[name]
    off = np.zeros((len(steps), len(starts)))
    for j, w in enumerate(starts):
        exact = X.T @ derivative(X @ w - y) / 50
        for i, step in enumerate(steps):
            ahead = X @ (w[:, None] + step * np.eye(4)) - y[:, None]
            behind = X @ (w[:, None] - back * step * np.eye(4)) - y[:, None]
            rise = np.mean(of_error(ahead) - of_error(behind), axis=0)
            distance = np.linalg.norm(rise / (step * (1 + back)) - exact)
            off[i, j] = distance / np.linalg.norm(exact)
    off = np.median(off, axis=1)
    label = f"{name}, {'central' if back else 'one-sided'}"
    print(f"{label:<24}{steps[np.argmin(off)]:14.0e}", end="  ")
    print(f"{off[-2]:12.1e}" if off[-2] > 1e-9 else " below 1e-09")
    fig.add_scatter(x=steps, y=off, name=label, line_dash=dash)
fig.update_xaxes(title="step of the difference", type="log", dtick=4)
fig.update_yaxes(title="relative error of the slopes", type="log", dtick=2)
fig.update_xaxes(exponentformat="power").update_yaxes(exponentformat="power")
fig.show()
