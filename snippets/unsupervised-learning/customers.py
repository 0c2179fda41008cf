"""K-means groups standardised customers, and finds the group of new ones."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.cluster import KMeans
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
columns = ["dollars a year", "visits a month"]
customers = pd.DataFrame(rng.normal(typical, spread), columns=columns)

kmeans = KMeans(n_clusters=3, n_init=10, random_state=1)
model = make_pipeline(StandardScaler(), kmeans)
group = model.fit_predict(customers)
scaler = model["standardscaler"]
centres = scaler.inverse_transform(kmeans.cluster_centers_)
table = pd.DataFrame(centres, columns=columns)
table["customers"] = np.bincount(group)
print(table.sort_values("dollars a year").round(1).to_string(index=False))

new = pd.DataFrame([[1900.0, 3.0], [1350.0, 6.0]], columns=columns)
for i, place in enumerate(model.predict(new)):
    spending, visits = new.iloc[i]
    print(f"new: ${spending:,.0f}, {visits:.0f} visits", end="  ")
    print(f"to the group around ${centres[place, 0]:,.0f}")

fig = go.Figure()
looks = ["circle", "x", "triangle-up", "square", "diamond"]
for rank, place in enumerate(np.argsort(centres[:, 0])):
    chosen = customers[group == place]
    x, y = chosen[columns[0]], chosen[columns[1]]
    fig.add_scatter(x=x, y=y, name=f"group {rank + 1}")
    fig.data[-1].marker.symbol = looks[rank]
fig.add_scatter(x=centres[:, 0], y=centres[:, 1], name="centres")
fig.update_traces(mode="markers", marker_size=7)
fig.data[-1].marker = {"size": 18, "symbol": "star"}
fig.update_xaxes(title="spending, dollars a year")
fig.update_yaxes(title="visits a month")
fig.show()
