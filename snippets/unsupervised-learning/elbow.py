"""Inertia for one to eight groups, of customers in groups and of noise."""

import numpy as np
import plotly.graph_objects as go
from sklearn.cluster import KMeans

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
customers = rng.normal(typical, spread)
noise = np.random.default_rng(1).uniform([0, 0], [3000, 14], (240, 2))

counts = np.arange(1, 9)
shares = {}
for name, data in [("customers", customers), ("noise", noise)]:
    X = (data - data.mean(axis=0)) / data.std(axis=0)
    fits = [KMeans(k, n_init=10, random_state=1).fit(X) for k in counts]
    shares[name] = np.array([fit.inertia_ for fit in fits]) / fits[0].inertia_

print("k  customers  noise")
for i, k in enumerate(counts):
    ours, theirs = shares["customers"][i], shares["noise"][i]
    print(f"{k}  {ours:9.3f}  {theirs:5.3f}")

fig = go.Figure()
for name, share in shares.items():
    label = [None] * 7 + [f" {name}"]
    fig.add_scatter(x=counts, y=share, text=label, name=name)
fig.data[1].line.dash = "dash"
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.update_layout(showlegend=False)
fig.update_xaxes(title="k, the number of groups asked for", range=[0.7, 10.5])
fig.update_yaxes(title="inertia, as a share of that at k = 1")
fig.show()
