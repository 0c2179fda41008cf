"""Eight strengths of a penalty: how far SGD ends from its goal."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression, Ridge, SGDRegressor
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
settings = {"learning_rate": "optimal", "max_iter": 1000, "tol": None}


def typical(gaps):
    return np.median([np.sqrt(np.mean(gap**2)) for gap in gaps])


a_values = [1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 1e-1, 1]
rows = []
print(f"{'run':>15}  from least squares\n      a to goal     goal      run")
for a in a_values:
    goal = Ridge(alpha=300 * a).fit(Z, y).predict(Z)
    ends = []
    for seed in range(11):
        sgd = SGDRegressor(alpha=a, random_state=seed, **settings)
        ends.append(sgd.fit(Z, y).predict(Z))
    apart = [typical(e) for e in (ends - goal, [goal - target], ends - target)]
    rows.append(apart)
    print(f"{a:7g} {apart[0]:7.4f} {apart[1]:8.4f} {apart[2]:8.4f}")
fig = go.Figure(layout={"legend": {"orientation": "h", "y": 1.1}})
names = ["run to goal", "goal to least squares", "run to least squares"]
for name, line in zip(names, np.transpose(rows), strict=True):
    fig.add_scatter(x=a_values, y=line, name=name)
fig.data[0].line.dash, fig.data[1].line.dash = "dash", "dot"
fig.update_xaxes(title="penalty strength", type="log", exponentformat="power")
fig.update_yaxes(title="minutes", type="log", dtick=1, exponentformat="power")
fig.show()
