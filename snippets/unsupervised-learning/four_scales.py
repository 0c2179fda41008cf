"""K-means on the same customers in four scales, compared with the truth."""

from itertools import permutations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)  # known to us, hidden from k-means
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
columns = ["dollars a year", "visits a month"]
customers = pd.DataFrame(rng.normal(typical, spread), columns=columns)

versions = {
    "dollars": customers,
    "thousands of dollars": customers / [1000, 1],
    "hundreds of dollars": customers / [100, 1],
    "standardised": StandardScaler().fit_transform(customers),
}
found = {}
for name, data in versions.items():
    kmeans = KMeans(n_clusters=3, n_init=10, random_state=1)
    found[name] = group = kmeans.fit_predict(data)
    # the groups have no names: try all six ways to name them
    namings = [np.array(order)[group] for order in permutations(range(3))]
    wrong = min(np.sum(naming != kind) for naming in namings)
    index = adjusted_rand_score(kind, group)
    verdict = "finds them" if wrong < 12 else "does not"
    print(f"{name:<20} {wrong:3} misplaced, index {index:.2f}  {verdict}")

fig = go.Figure()
looks = ["circle", "x", "triangle-up"]
for j in range(3):
    chosen = customers[found["dollars"] == j]
    x, y = chosen[columns[0]], chosen[columns[1]]
    fig.add_scatter(x=x, y=y, name=f"group {j + 1}", marker_symbol=looks[j])
fig.update_traces(mode="markers", marker_size=7)
fig.update_xaxes(title="spending, dollars a year")
fig.update_yaxes(title="visits a month")
fig.show()
