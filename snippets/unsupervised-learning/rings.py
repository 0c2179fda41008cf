"""K-means cuts two rings in half; chains of nearest neighbours find them."""

import numpy as np
import plotly.graph_objects as go
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score

rng = np.random.default_rng(1)
ring = np.repeat([0, 1], [60, 120])
angle = rng.uniform(0, 2 * np.pi, 180)
radius = np.where(ring == 0, 1.0, 3.0) + rng.normal(0, 0.1, 180)
X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])

group = KMeans(n_clusters=2, n_init=10, random_state=1).fit_predict(X)
chained = AgglomerativeClustering(2, linkage="single").fit_predict(X)
for name, found in [("k-means", group), ("nearest neighbour", chained)]:
    index = round(adjusted_rand_score(ring, found), 2) + 0.0  # no minus zero
    print(f"{name:<17} index {index:.2f}")

fig = go.Figure()
for j, symbol in enumerate(["circle", "x"]):
    x, y = X[group == j].T
    fig.add_scatter(x=x, y=y, name=f"group {j + 1}", marker_symbol=symbol)
fig.update_traces(mode="markers", marker_size=7)
fig.update_xaxes(title="east, km")
fig.update_yaxes(title="north, km", scaleanchor="x")
fig.show()
