"""Classes that a line can part: the weights grow, and their direction turns."""

import numpy as np
import plotly.graph_objects as go

X = np.array([[1.0, 0], [0, 1], [6, 1], [7, 2]])  # class 1; class 0 opposite
k = np.unique(np.geomspace(1, 10**5, 60).astype(int))
print("  step     loss  length  direction in degrees")
w, lengths, angles = np.zeros(2), [], []
for step in range(1, 10**5 + 1):
    w = w + 0.2 * X.T @ (1 / (1 + np.exp(X @ w))) / 4
    if step in k:
        lengths.append(np.hypot(*w))
        angles.append(np.degrees(np.arctan2(w[1], w[0])))
    if step in 10 ** np.arange(1, 6):
        loss = np.mean(np.log1p(np.exp(-X @ w)))
        print(f"{step:6}  {loss:.1e}  {lengths[-1]:6.2f}  {angles[-1]:9.1f}")
fig = go.Figure()
fig.add_scatter(x=k, y=angles, name="direction, degrees")
fig.add_scatter(x=k, y=lengths, name="length", line_dash="dash")
fig.add_hline(y=45, line_width=1, name="45 degrees", showlegend=True)
fig.update_xaxes(title="step", type="log", dtick=1)
fig.update_yaxes(title="direction and length of the weights")
fig.show()
