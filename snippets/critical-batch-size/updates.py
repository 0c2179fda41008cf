"""Updates and cases that each batch size takes, at its best constant rate."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
least_loss = np.linalg.lstsq(X, y)[1] / 442
Z, X = np.column_stack([X, y]), np.column_stack([X, 0 * y])
A = 2 / 442 * X.T @ Z  # A @ u is the gradient; u is w with -1 below it
single = 4 / 442 * np.einsum("nk,nl,ni,nj->klij", Z, Z, X, X, optimize=True)


def updates_needed(batch):
    """Return how soon the mean loss of a rate is within 100 of the least."""
    rates, count, gap = np.geomspace(0.002, 0.25, 40)[:, None, None], 0, np.inf
    M = np.zeros((40, 12, 12)) + np.diag(11 * [0] + [1])
    while gap >= 100:  # M is the mean of u times u.T, over all draws, per rate
        step = np.eye(12) - rates * A
        noise = np.tensordot(M, single) - A @ M @ A.T
        M = step @ M @ step.mT + rates**2 / batch * noise
        gaps = np.sum(M * (Z.T @ Z), axis=(1, 2)) / 442 - least_loss
        count, gap = count + 1, gaps.min()
        M, rates = M[gaps < 1e5], rates[gaps < 1e5]  # the others diverge
    return count


batches = np.array([1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 442])
updates = np.array([updates_needed(batch) for batch in batches])
E, S = np.polyfit(1 / batches, updates, 1, w=1 / updates)  # of S + E / B
print(f"fewest updates {S:.1f}, cases {E:.0f}, critical batch {E / S:.0f}")
for batch, each in zip(batches, updates, strict=True):
    most = max(each / S, each * batch / E)
    both = ", both within 2.2 times" if most < 2.2 else ""
    name = "1 case" if batch == 1 else f"{batch} cases"
    print(f"{name}: {each} updates, {each * batch} cases read{both}")
B, fig = np.geomspace(1, 442, 60), go.Figure()
side = np.where(np.isin(batches, [32, 64, 128]), "bottom left", "top right")
dots = {"mode": "markers+text", "text": batches, "textposition": side}
fig.add_scatter(x=updates * batches, y=updates, name="exact mean", **dots)
fig.add_scatter(x=S * B + E, y=S + E / B, name="hyperbola")
fig.update_xaxes(title="cases read", type="log", tickvals=[1000, 2000, 3000])
fig.update_yaxes(title="updates", type="log", dtick=1)
fig.show()
