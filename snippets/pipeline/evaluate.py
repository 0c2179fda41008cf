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
    errors.append(error(predicted, y_test))
    if seed == 1:
        print(f"training error      {error(model.predict(X), y):5.2f}")
        print(f"test error          {errors[0]:5.2f}")
        print(f"always the mean     {error(y.mean(), y_test):5.2f}")
        fig = go.Figure(go.Scatter(x=[10, 100], y=[10, 100], name="path"))
        fig.data[0].update(text=["", "equal"], mode="lines+text")
        fig.add_scatter(x=predicted, y=y_test, mode="markers", name="data")
low, high = np.percentile(errors, [5, 95])
print(f"200 splits: nine of ten between {low:.2f} and {high:.2f}")
fig.data[0].update(textposition="middle right", cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="predicted minutes")
fig.update_yaxes(title="observed minutes")
fig.show()
