"""Forty weights for ten cases: flat in thirty directions, and linear."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
X, y = rng.normal(size=(10, 40)), rng.normal(size=10)
eigenvalues = np.linalg.eigvalsh(X.T @ X / 10)
positive = eigenvalues[eigenvalues > 1e-9]
L, m = positive[-1], positive[0]
print(f"{40 - len(positive)} of 40 eigenvalues are zero", end="; ")
print(f"the others lie between m = {m:.3f} and L = {L:.3f}")
w, path = np.zeros(40), []
for _ in range(61):
    error = X @ w - y
    path.append(error @ error / 20)  # half the mean square; the least is 0
    w = w - X.T @ error / 10 / L
bound = (1 - m / L) ** np.arange(61) * path[0]
for k in [0, 20, 40, 60]:
    print(f"step {k:2}: loss {path[k]:.1e}, bound {bound[k]:.1e}")
fig = go.Figure()
fig.add_scatter(y=bound, name="bound", line_dash="dash")
fig.add_scatter(y=path, name="loss")
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss", type="log", dtick=1, exponentformat="power")
fig.show()
