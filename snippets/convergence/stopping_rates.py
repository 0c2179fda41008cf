"""A rule on change is fooled by small rates, one on the gradient is not."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
eigenvalues, directions = np.linalg.eigh(2 / 100 * X.T @ X)
start = eigenvalues * (directions.T @ np.linalg.lstsq(X, y)[0]) ** 2


def left(rate, steps):
    """Return the loss above the least and the gradient's length."""
    shares = start * (1 - rate * eigenvalues) ** (2.0 * steps)
    return np.sum(shares) / 2, np.sqrt(eigenvalues @ shares)


def small_change(rate, steps):
    return left(rate, steps - 1)[0] - left(rate, steps)[0] < 1e-6


def small_gradient(rate, steps):
    return left(rate, steps)[1] < 1e-6 * left(rate, 0)[1]


bound, fig = 2 / eigenvalues[1], go.Figure(layout_yaxis_exponentformat="power")
rates = np.geomspace(1e-12, 0.99 * bound, 100)
for rule, dash in [(small_change, "solid"), (small_gradient, "dash")]:
    ends = []
    for rate in [*rates, 1e-12, 1e-8, 1e-4, 0.02]:
        low, high = 0, 2**50
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if rule(rate, middle) else (middle, high)
        ends.append(left(rate, high)[0])
        if len(ends) > 100:
            print(f"{rule.__name__:14} rate {rate:.0e}:", end=" ")
            print(f"step {high:.3g}, {ends[-1]:.2g} above the least")
    line = {"name": rule.__name__.replace("_", " "), "line_dash": dash}
    fig.add_scatter(x=rates, y=ends[:100], mode="lines", **line)
fig.add_vline(x=bound, line_dash="dot", label_text="bound")
fig.update_xaxes(title="learning rate", type="log", exponentformat="power")
fig.update_yaxes(title="loss above the least at the stop", type="log", dtick=1)
fig.show()
