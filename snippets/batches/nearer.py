"""A noisy descent and four changes to it: which one ends nearest."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([(x - x.mean()) / x.std(), np.ones(100)])
best = np.linalg.lstsq(X, y)[0]


def distances(learning_rate, epochs, batch=1, shuffle=False):
    rng, path, w = np.random.default_rng(2), [], np.zeros((25, 2))  # 25 runs
    for _ in range(epochs):
        rows = rng.integers(100, size=(25, 100))  # any case, at any time
        if shuffle:  # every case once, in a new order
            rows = rng.permuted(np.tile(np.arange(100), (25, 1)), axis=1)
        for some in np.split(rows, 100 // batch, axis=1):
            error = np.einsum("rbd,rd->rb", X[some], w) - y[some]
            gradient = 2 / batch * np.einsum("rb,rbd->rd", error, X[some])
            w = w - learning_rate * gradient
            path.append(w)
    return np.linalg.norm(np.array(path[-301:]) - best, axis=2)


runs = {
    "as it is": distances(0.002, 40),
    "ten times the epochs": distances(0.002, 400),
    "batches of ten": distances(0.002, 400, batch=10),
    "a tenth of the rate": distances(0.0002, 400),
    "each case once": distances(0.002, 40, shuffle=True),
}
runs["  half an epoch before"] = runs["each case once"][:251]
nearest = min(np.median(run[-1]) for run in runs.values())
print("                        distance   half of the runs")
for name, run in runs.items():
    low, middle, high = np.percentile(run[-1], [25, 50, 75])
    line = f"{name:<24}{middle:8.4f}   {low:.4f} to {high:.4f}"
    print(line + ("  nearest" if middle == nearest else ""))
fig = go.Figure(layout_yaxis_title="distance of one run from least squares")
for name, dash in [("as it is", "dot"), ("each case once", "solid")]:
    fig.add_scatter(y=runs[name][:, 0], name=name, line_dash=dash)
fig.update_xaxes(title="update, in the last three epochs", dtick=50)
fig.show()
