"""A noisy descent and four changes to it: which one ends nearest."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([(x - x.mean()) / x.std(), np.ones(100)])
best = np.linalg.lstsq(X, y)[0]


def distances(learning_rate, epochs, batch=1, shuffle=False):
    rng = np.random.default_rng(2)
    w = np.zeros((25, 2))  # 25 runs side by side
    for _ in range(epochs):
        rows = rng.integers(100, size=(25, 100))  # any case, at any time
        if shuffle:  # every case once, in a new order
            rows = rng.permuted(np.tile(np.arange(100), (25, 1)), axis=1)
        for i in range(0, 100, batch):
            X_batch = X[rows[:, i : i + batch]]
            y_batch = y[rows[:, i : i + batch]]
            error = np.einsum("rbd,rd->rb", X_batch, w) - y_batch
            gradient = 2 / batch * np.einsum("rb,rbd->rd", error, X_batch)
            w = w - learning_rate * gradient
    return np.linalg.norm(w - best, axis=1)


runs = {
    "as it is": distances(0.002, 40),
    "ten times the epochs": distances(0.002, 400),
    "batches of ten": distances(0.002, 400, batch=10),
    "a tenth of the rate": distances(0.0002, 400),
    "each case once": distances(0.002, 40, shuffle=True),
}
print("                      distance     half of the runs")
nearest = min(runs, key=lambda name: np.median(runs[name]))
for name, run in runs.items():
    low, middle, high = np.percentile(run, [25, 50, 75])
    note = "  nearest" if name == nearest else ""
    print(f"{name:<22}{middle:8.4f}   {low:.4f} to {high:.4f}{note}")
