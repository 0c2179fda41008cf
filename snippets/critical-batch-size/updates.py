"""Updates and cases that each batch size takes, at its best constant rate."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, R = np.linalg.lstsq(X, y)[0], np.linalg.qr(X).R  # |R v| is |X v|
rates = np.geomspace(0.001, 0.25, 32)[:, None]
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def updates_needed(batch):
    """Return how soon a rate gets within 100 of the least, in 40 runs' mean."""
    rng, w = np.random.default_rng(1), np.zeros((40, 32, 11))
    count, gap = 0, np.inf
    while gap >= 100:
        rows = rng.integers(442, size=(40, batch))
        error = w @ X[rows].mT - y[rows][:, None]
        w = w - rates * 2 / batch * error @ X[rows]
        gaps = np.sum(((w - best) @ R.T) ** 2, axis=2) / 442
        count, gap = count + 1, np.nanmin(np.mean(gaps, axis=0))
    return count


batches = np.array([1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 442])
updates = np.array([updates_needed(batch) for batch in batches])
rows = np.column_stack([np.ones(11), 1 / batches]) / updates[:, None]
fewest, least = np.linalg.lstsq(rows, np.ones(11))[0]  # S = fewest + least / B
print(f"fewest updates {fewest:.1f}, fewest cases {least:.0f},", end=" ")
print(f"critical batch {least / fewest:.0f}")
for batch, each in zip(batches, updates, strict=True):
    most = max(each / fewest, each * batch / least)
    both = ", both within 2.2 times" if most < 2.2 else ""
    name = "1 case" if batch == 1 else f"{batch} cases"
    print(f"{name}: {each} updates, {each * batch} cases read{both}")
B, fig = np.geomspace(1, 442, 60), go.Figure()
side = np.where(np.isin(batches, [1, 4, 8, 32]), "middle left", "top right")
dots = {"mode": "markers+text", "text": batches, "textposition": side}
fig.add_scatter(x=updates * batches, y=updates, name="measured", **dots)
fig.add_scatter(x=fewest * B + least, y=fewest + least / B, name="hyperbola")
fig.update_xaxes(title="cases read", type="log", tickvals=[800, 1600, 3200])
fig.update_yaxes(title="updates", type="log", dtick=1)
fig.show()
