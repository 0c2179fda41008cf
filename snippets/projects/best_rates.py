"""Which rate is best depends on the number of steps: three numbers compared."""

import numpy as np
import plotly.graph_objects as go

x = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
y = np.array([2.1, 4.0, 6.2, 7.9, 10.1])
X = np.column_stack([x, np.ones(5)])
best = np.linalg.lstsq(X, y)[0]
least = np.mean((X @ best - y) ** 2)
smallest, largest = np.linalg.eigvalsh(2 / 5 * X.T @ X)
bound = 2 / largest
print(f"best fit w = {best[0]:.3f}, b = {best[1]:.3f}, loss {least:.4f}")
print(f"curvatures {largest:.2f}, {smallest:.2f}, bound {bound:.4f}")

rates = np.append(np.geomspace(0.001, 0.019, 20), np.linspace(0.02, 0.1, 81))
w, b = np.zeros(101), np.zeros(101)  # one run for each rate, side by side
fig = go.Figure(layout_yaxis_exponentformat="power")
dashes = {10: "dash", 30: "dot", 100: "solid"}
for step in range(101):
    error = np.outer(w, x) + b[:, None] - y
    if step in dashes:
        above = np.mean(error**2, axis=1) - least
        i = np.argmin(above)
        print(f"{step} steps: best rate {rates[i]:.3f}, {above[i]:.5f} above")
        fig.add_scatter(x=rates, y=above, line_dash=dashes[step])
        fig.data[-1].name = f"{step} steps"
    w = w - rates * 2 * np.mean(error * x, axis=1)
    b = b - rates * 2 * np.mean(error, axis=1)
fig.add_vline(x=bound, line_dash="dashdot")
fig.add_annotation(x=bound, y=5, text="bound ", xanchor="right")
fig.update_annotations(showarrow=False)
fig.update_xaxes(title="learning rate")
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.update_yaxes(range=[-4.6, 5.5])
fig.show()
