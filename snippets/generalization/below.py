"""By luck of the split, the test error is often below the training error."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True)
for test_size in [22, 111, 221]:
    train, test = [], []
    for seed in range(500):
        parts = train_test_split(X, y, test_size=test_size, random_state=seed)
        X_train, X_test, y_train, y_test = parts
        model = LinearRegression().fit(X_train, y_train)
        train.append(root_mean_squared_error(y_train, model.predict(X_train)))
        test.append(root_mean_squared_error(y_test, model.predict(X_test)))
    below = np.mean(np.array(test) < train)
    means = f"mean train {np.mean(train):.1f}, test {np.mean(test):.1f}"
    print(f"{test_size:3} set aside: {means}, test below train {below:.0%}")
    if test_size == 111:
        fig = go.Figure()
        fig.add_scatter(x=train, y=test, mode="markers", name="data")
fig.update_traces(marker={"size": 5, "opacity": 0.6})
fig.add_scatter(x=[49, 57], y=[49, 57], mode="lines", name="equal errors")
fig.update_traces(line_dash="dash", selector=1)
fig.update_xaxes(title="training error")
fig.update_yaxes(title="test error")
fig.show()
