"""By luck of the split, the test error is often below the training error."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True, scaled=False)
for test_size in [22, 111, 221]:
    train, test = [], []
    for seed in range(500):
        rows, others = train_test_split(
            np.arange(442), test_size=test_size, random_state=seed
        )
        model = LinearRegression().fit(X[rows], y[rows])
        squares = (model.predict(X) - y) ** 2
        train.append(np.sqrt(np.mean(squares[rows])))
        test.append(np.sqrt(np.mean(squares[others])))
    below = np.mean(np.array(test) < train)
    means = f"mean train {np.mean(train):.1f}, test {np.mean(test):.1f}"
    print(f"{test_size:3} set aside: {means}, test lower in {below:.0%}")
    if test_size == 111:
        fig = go.Figure()
        fig.add_scatter(x=train, y=test, mode="markers", name="data")
fig.update_traces(marker={"size": 5, "opacity": 0.6})
fig.add_scatter(x=[49, 57], y=[49, 57], mode="lines", name="equal errors")
fig.update_traces(line_dash="dash", selector=1)
fig.update_xaxes(title="training error")
fig.update_yaxes(title="test error")
fig.show()
