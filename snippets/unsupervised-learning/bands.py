"""The groups that k-means finds where spending is written in dollars."""

import numpy as np
import plotly.graph_objects as go
from sklearn.cluster import KMeans

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
customers = rng.normal(typical, spread)
group = KMeans(3, n_init=10, random_state=1).fit_predict(customers)

fig = go.Figure()
for j, look in enumerate(["circle", "x", "triangle-up"]):
    x, y = customers[group == j].T
    print(f"group {j}: {len(x)} customers, ${x.min():,.0f} to ${x.max():,.0f}")
    fig.add_scatter(x=x, y=y, name=f"group {j}", marker_symbol=look)
fig.update_traces(mode="markers", marker_size=7)
fig.update_xaxes(title="spending, dollars a year")
fig.update_yaxes(title="visits a month")
fig.show()
