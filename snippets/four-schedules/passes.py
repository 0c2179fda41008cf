"""Five schedules of SGD without a stopping rule, after ever more passes."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression, SGDRegressor
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
tours = pd.DataFrame()
tours["distance"] = rng.uniform(1, 9, 400)  # kilometres
tours["parcels"] = rng.integers(2, 13, 400)
tours["years"] = rng.uniform(0, 40, 400)  # experience of the driver
minutes = 45 + tours @ [3, 2, -1] + rng.normal(0, 6, 400)
X, _, y, _ = train_test_split(tours, minutes, test_size=100, random_state=1)
Z = StandardScaler().fit_transform(X)
target = LinearRegression().fit(Z, y).predict(Z)

fig = go.Figure(layout={"showlegend": False})
counts = [1, 10, 100, 300, 1000, 3000]
print("passes    ", *[f"{count:>7,}" for count in counts])
for name, settings, dash, at, side in [
    ("optimal", {"learning_rate": "optimal"}, "dashdot", 3, "top right"),
    ("constant", {"learning_rate": "constant"}, "dash", 2, "bottom center"),
    ("adaptive", {"learning_rate": "adaptive"}, "dot", 3, "top center"),
    ("invscaling", {}, "solid", 5, "middle right"),
    ("1/t", {"power_t": 1.0, "eta0": 1.0}, "longdash", 5, "middle right"),
]:
    medians = []
    for count in counts:
        apart = []
        for seed in range(11):
            sgd = SGDRegressor(tol=None, max_iter=count, random_state=seed)
            gap = sgd.set_params(**settings).fit(Z, y).predict(Z) - target
            apart.append(np.sqrt(np.mean(gap**2)))
        medians.append(np.median(apart))
    cells = [f"{m:7.4f}" if m < 1e3 else "  >1000" for m in medians]
    print(f"{name:<10}", *cells)
    label = [f" {name}" if i == at else "" for i in range(6)]
    fig.add_scatter(x=counts, y=medians, text=label, line_dash=dash)
    fig.data[-1].update(mode="lines+markers+text", textposition=side)
fig.update_xaxes(title="passes over the tours", type="log", range=[0, 4.5])
fig.update_yaxes(title="minutes", type="log", dtick=1, range=[-3.2, 2])
fig.show()
