"""A few huge cases: descent with and without clipping, each tuned."""

import numpy as np
import plotly.graph_objects as go

rates = np.geomspace(0.0004, 0.1, 25)[:, None, None]
limits = np.array([0.3, 1, 3, 10, 100, np.inf])[:, None]
np.seterr(all="ignore")  # at large rates some runs overflow


def train(rates, limits, seeds, huge, rare):
    """Return losses above the least for all rates, limits and seeds."""
    draw = np.random.default_rng(1)
    x = np.append([huge] * rare, draw.uniform(1, 10, 500 - rare))
    y = 3 * x + 7 + draw.normal(0, 2, 500)
    X = np.column_stack([x / 10, np.ones(500)])
    rngs = [np.random.default_rng(seed) for seed in seeds]
    rows = np.stack([rng.integers(500, size=(1000, 10)) for rng in rngs], 1)
    w = np.zeros((len(rates), len(limits), len(seeds), 2))
    for batch in rows:
        error = np.einsum("sbd,rtsd->rtsb", X[batch], w) - y[batch]
        g = 2 / 10 * np.einsum("rtsb,sbd->rtsd", error, X[batch])
        share = np.minimum(1, limits / np.linalg.norm(g, axis=-1))
        w = w - (rates * share)[..., None] * g
    return np.mean(((w - np.linalg.lstsq(X, y)[0]) @ X.T) ** 2, axis=-1)


print("               rate limit  above the least: quartiles,  worst")
for huge, rare in ((100, 5), (1000, 50), (1000, 1)):
    tried = np.median(train(rates, limits, range(11), huge, rare), axis=-1)
    print(f"{rare} of 500 orders have {huge} parcels")
    for name, columns in (("no clipping", [5]), ("clipping", range(5))):
        grid = np.where(np.isnan(tried), np.inf, tried)[:, columns]
        r, t = np.unravel_index(np.argmin(grid), grid.shape)
        rate, limit = rates[[r]], limits[columns][[t]]
        ends = train(rate, limit, range(100, 150), huge, rare)
        q = [f"{gap:8.4f}" for gap in np.quantile(ends, [0.25, 0.5, 0.75, 1])]
        print(f"{name:11} {rate.item():.5f} {limit.item():5g}", *q)
fig = go.Figure()
for i, dash in [(1, "solid"), (2, "dash"), (4, "dot"), (5, "dashdot")]:
    name = f"limit {limits[i, 0]:.0f}"
    fig.add_scatter(x=rates.ravel(), y=tried[:, i], line_dash=dash, name=name)
fig.update_xaxes(title="rate", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", range=[-1, 5])
fig.show()
