"""Four ways to find the deeper valley, at the same number of gradients."""

import numpy as np
import plotly.graph_objects as go


def run(x, rng, steps, momentum=0, noise=0):
    v = np.zeros(len(x))
    for step in range(steps):
        gradient = (4 * x * x - 6) * x + 0.5
        if noise and step < steps - 50:  # in the end it settles
            gradient = gradient + rng.normal(0, noise, len(x))
        v = momentum * v + gradient
        x = x - 0.02 * v
    return x


def restarts(x, rng, steps):
    """Return the lowest ends of runs of 50 steps, the first from x."""
    starts = [x, *rng.uniform(-2, 2, (steps // 50 - 1, len(x)))]
    ends = np.array([run(start, rng, 50) for start in starts])
    heights = ends**4 - 3 * ends**2 + 0.5 * ends
    return ends[np.argmin(heights, axis=0), np.arange(len(x))]


budgets = [50, 100, 200, 400, 800, 1600]
ways = {"plain": {}, "momentum": {"momentum": 0.9}, "noise": {"noise": 8}}
fig = go.Figure(layout={"showlegend": False, "margin_r": 80})
for name in [*ways, "restarts"]:
    way, settings = (run, ways[name]) if name in ways else (restarts, {})
    shares = np.empty((5, 6))
    for seed, i in np.ndindex(5, 6):
        rng = np.random.default_rng(seed)
        end = way(rng.uniform(-2, 2, 1000), rng, budgets[i], **settings)
        shares[seed, i] = np.mean(np.abs(end + 1.26446) < 0.05)
    low, middle, high = np.quantile(shares, [0, 0.5, 1], axis=0)
    for row in np.array([budgets, middle, low, high]).T[2::3]:
        print(f"{name:8}", "{:4.0f}: {:.3f} ({:.3f} to {:.3f})".format(*row))
    bars = {"array": high - middle, "arrayminus": middle - low}
    fig.add_scatter(x=budgets, y=middle, error_y=bars)
    fig.data[-1].update(text=[""] * 5 + [f"   {name}"], cliponaxis=False)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_xaxes(title="gradients computed", type="log", tickvals=budgets)
fig.update_yaxes(title="share at the global minimum", range=[0.4, 1.02])
fig.show()
