"""Four ways to set SGD, and how near each comes to least squares, by passes."""

import numpy as np
import plotly.graph_objects as go
from sklearn.linear_model import SGDRegressor

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age = rng.uniform(0, 60, 200)  # years
noise = rng.normal(0, 20, 200)
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars
raw = np.column_stack([area, bedrooms, age])
X = (raw - raw.mean(axis=0)) / raw.std(axis=0)
ones = np.ones((200, 1))
best = np.hstack([X, ones]) @ np.linalg.lstsq(np.hstack([X, ones]), price)[0]

fig = go.Figure(layout_yaxis_exponentformat="power")
epochs = [1, 3, 10, 30, 100, 200, 300, 600, 1000, 3000]
print("passes                ", *[f"{e:>7}" for e in (1, 30, 100, 1000, 3000)])
for name, data, schedule, dash in [
    ("raw, invscaling", raw, "invscaling", "dot"),
    ("optimal", X, "optimal", "dashdot"),
    ("constant", X, "constant", "dash"),
    ("invscaling", X, "invscaling", "solid"),
]:
    settings = {"learning_rate": schedule, "tol": None, "random_state": 1}
    apart = {}
    for count in epochs:
        sgd = SGDRegressor(max_iter=count, **settings).fit(data, price)
        apart[count] = 1000 * np.abs(sgd.predict(data) - best).max()
    row = [apart[count] for count in (1, 30, 100, 1000, 3000)]
    cells = [f"{v:7.0f}" if v < 1e10 else "  >1e10" for v in row]
    print(f"{name:<22}", *cells)
    label = [None] * 9 + [f" {name.split(',')[0]}"]
    fig.add_scatter(x=epochs, y=list(apart.values()), text=label, name=name)
    fig.data[-1].line.dash = dash
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.data[1].textposition = "top right"
fig.update_layout(showlegend=False)
fig.update_xaxes(title="passes over the data", type="log", dtick=1)
fig.update_xaxes(range=[-0.1, 4.7])
fig.update_yaxes(title="dollars from least squares", type="log", dtick=3)
fig.show()
