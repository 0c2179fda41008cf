"""Silhouettes for two to eight groups, of customers in groups and of noise."""

import numpy as np
import plotly.graph_objects as go
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
customers = rng.normal(typical, spread)
noise = np.random.default_rng(1).uniform([0, 0], [3000, 14], (240, 2))

fig = go.Figure()
counts = np.arange(2, 9)
print("k        ", *[f"{k:5}" for k in counts])
for name, data in [("customers", customers), ("noise", noise)]:
    X = (data - data.mean(axis=0)) / data.std(axis=0)
    fits = [KMeans(k, n_init=10, random_state=1).fit(X) for k in counts]
    scores = [silhouette_score(X, fit.labels_) for fit in fits]
    print(f"{name:<9}", *[f"{score:.3f}" for score in scores], end="  ")
    print(f"best k {counts[np.argmax(scores)]}")
    label = [None] * 6 + [f" {name}"]
    fig.add_scatter(x=counts, y=scores, text=label, name=name)
fig.data[1].line.dash = "dash"
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.update_layout(showlegend=False)
fig.update_xaxes(title="k, the number of groups asked for", range=[1.7, 10.5])
fig.update_yaxes(title="silhouette score", range=[0, 0.8])
fig.show()
