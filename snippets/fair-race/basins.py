"""Six optimizers on one classifier: how wide the range of good rates is."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_breast_cancer
from sklearn.preprocessing import scale

X, y = load_breast_cancer(return_X_y=True)
Z = np.column_stack([scale(X), np.ones(569)]) * (2 * y - 1)[:, None]
np.seterr(over="ignore", invalid="ignore")  # at large rates LAMB overflows


def train(rule, rates, seeds):  # all rates and seeds at once
    w = np.zeros((len(rates), len(seeds), 31))
    m = v = 0 * w
    rngs = [np.random.default_rng(seed) for seed in seeds]
    keep = {"AdaGrad": 1, "RMSProp": 0.99}.get(rule, 0.999)
    for t in range(1, 180 + 1):
        batch = Z[[rng.integers(0, 569, 32) for rng in rngs]]
        margin = np.einsum("rsd,sbd->rsb", w, batch).clip(-500, 500)
        g = -np.einsum("rsb,sbd->rsd", 1 / (1 + np.exp(margin)) / 32, batch)
        m = 0.9 * m + (g if rule == "momentum" else 0.1 * g)
        v = keep * v + (1 - keep or 1) * g**2
        adam = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        length, change = [np.linalg.norm(a, axis=2) for a in (w, adam)]
        trust = np.where(length > 0, length / change, 1)[..., None]
        steps = {"descent": g, "momentum": m, "LAMB": trust * adam}
        steps |= dict.fromkeys(["AdaGrad", "RMSProp"], g / (np.sqrt(v) + 1e-8))
        w = w - rates[:, None, None] * steps.get(rule, adam)
    return np.logaddexp(0, -(w @ Z.T)).mean(axis=2)


rates, fig = np.geomspace(1e-4, 100, 19), go.Figure()
dashes = ["dash", "dot", "longdash", "dashdot", "solid", "longdashdot"]
rules = ["descent", "momentum", "AdaGrad", "RMSProp", "Adam", "LAMB"]
for rule, dash in zip(rules, dashes, strict=True):
    loss = np.median(train(rule, rates, range(9)), axis=1)
    good, bad = rates[loss < 0.075], rates[loss > np.log(2)][0]
    print(f"{rule:<8} good from {good[0]:.2g} to {good[-1]:.2g},", end=" ")
    print(f"factor {good[-1] / good[0]:.0f}; worse than no step at {bad:.3g}")
    fig.add_scatter(x=rates, y=loss, name=rule, line_dash=dash)
fig.add_hline(y=np.log(2), line_dash="dot", name="start", showlegend=True)
fig.update_xaxes(title="learning rate", type="log", exponentformat="power")
fig.update_yaxes(title="loss", type="log", range=[-1.5, 2])
fig.show()
