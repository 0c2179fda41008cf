"""A test error beside two others: always the mean, and many random splits."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
tours = pd.DataFrame()
tours["distance"] = rng.uniform(1, 9, 400)  # kilometres
tours["parcels"] = rng.integers(2, 13, 400)
tours["years"] = rng.uniform(0, 40, 400)  # experience of the driver
noise = rng.normal(0, 6, 400)
minutes = 45 + tours @ [3, 2, -1] + noise


def error(predicted, observed):
    return np.sqrt(np.mean((predicted - observed) ** 2))


errors = []
for seed in range(1, 201):
    X, X_test, y, y_test = train_test_split(
        tours, minutes, test_size=100, random_state=seed
    )
    model = make_pipeline(StandardScaler(), LinearRegression()).fit(X, y)
    predicted = model.predict(X_test)
    errors.append([error(model.predict(X), y), error(predicted, y_test)])
    if seed == 1:
        print(f"always the mean  {error(y.mean(), y_test):6.2f}")
        print(f"R² on the test   {model.score(X_test, y_test):6.2f}")
        fig = go.Figure(go.Scatter(x=[10, 100], y=[10, 100], name="path"))
        fig.add_scatter(x=predicted, y=y_test, mode="markers", name="data")
ends = np.percentile(errors, [5, 95], axis=0).T.round(2)
for j, name in enumerate(["training error", "test error    "]):
    print(f"{name}   {errors[0][j]:6.2f}  nine of ten splits: {ends[j]}")
fig.data[0].update(mode="lines+text", cliponaxis=False)
fig.data[0].update(text=["", "\u00a0equal"], textposition="middle right")
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="predicted minutes")
fig.update_yaxes(title="observed minutes")
fig.show()
