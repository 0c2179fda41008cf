"""K-means returns as many groups as it is asked for, even from noise."""

import numpy as np
import plotly.graph_objects as go
from sklearn.cluster import KMeans

rng = np.random.default_rng(1)
noise = rng.uniform([0, 0], [3000, 14], (240, 2))  # dollars, visits: no groups
X = (noise - noise.mean(axis=0)) / noise.std(axis=0)

print("asked for  returned  sizes")
for k in [2, 3, 5, 8]:
    group = KMeans(n_clusters=k, n_init=10, random_state=1).fit_predict(X)
    sizes = sorted(np.bincount(group).tolist(), reverse=True)
    print(f"{k:9}  {len(sizes):8}  {sizes}")

group = KMeans(n_clusters=3, n_init=10, random_state=1).fit_predict(X)
fig = go.Figure()
for j, look in enumerate(["circle", "x", "triangle-up"]):
    x, y = noise[group == j].T
    fig.add_scatter(x=x, y=y, name=f"group {j}", marker_symbol=look)
fig.update_traces(mode="markers", marker_size=7)
fig.update_xaxes(title="spending, dollars a year")
fig.update_yaxes(title="visits a month")
fig.show()
