"""Four rules for the rate on a loss with kinks: where each of them ends up."""

import numpy as np
import plotly.graph_objects as go


def loss(w):
    return abs(w[0]) + 2 * abs(w[1])


def subgradient(w):
    return np.array([1.0, 2.0]) * np.where(w > 0, 1, -1)


steps = np.arange(1, 10_001)
rules = {
    "0.1": (np.full(10_000, 0.1), "dot"),
    "0.01": (np.full(10_000, 0.01), "dash"),
    "1/√k": (1 / np.sqrt(steps), "solid"),
    "1/k²": (1.0 / steps**2, "dashdot"),
}
fig = go.Figure()
shown = np.unique(np.geomspace(1, 10_000, 90).astype(int)) - 1
print("rate  highest from step 9,001 on  lowest so far  its bound")
for name, (rates, dash) in rules.items():
    w, losses = np.array([2.03, 1.51]), np.empty(10_000)
    for k in range(10_000):
        losses[k] = loss(w)
        w = w - rates[k] * subgradient(w)
    bound = (2.03**2 + 1.51**2 + 5 * np.sum(rates**2)) / (2 * rates.sum())
    print(f"{name:<5}{losses[9000:].max():17.4f}{losses.min():23.4f}", end="")
    print(f"{bound:12.4f}")
    y = np.array([losses[max(0, k - k // 12) : k + 1].max() for k in shown])
    text = [""] * (len(shown) - 1) + [f" {name}"]
    fig.add_scatter(x=shown + 1, y=y, text=text, line_dash=dash)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="step", type="log", dtick=1)
fig.update_yaxes(title="highest loss of late", type="log", dtick=1)
fig.show()
