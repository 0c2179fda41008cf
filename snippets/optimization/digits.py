"""The normal equations put twice as many digits at risk as lstsq does."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = np.linspace(0, 10, 51)
degrees = np.arange(1, 11)
ratio, errors = np.zeros(10), np.zeros((10, 2))
for i, degree in enumerate(degrees):
    ratio[i] = np.linalg.cond(np.vander(x, degree + 1))
    off = []
    for _ in range(25):
        X = np.vander(rng.permutation(x), degree + 1, increasing=True)
        w = rng.uniform(0.5, 1.5, degree + 1)
        y = X @ w
        solved = np.linalg.solve(X.T @ X, X.T @ y)
        both = [solved, np.linalg.lstsq(X, y)[0]]
        off.append(np.linalg.norm(both - w, axis=1) / np.linalg.norm(w))
    errors[i] = np.median(off, axis=0)
for i in [0, 4, 9]:
    digits = np.log10(ratio[i])
    print(f"degree {degrees[i]}: condition number {ratio[i]:.2g}")
    print(f"  digits at risk {digits:.1f}, in X'X {2 * digits:.1f}")
    for j, name in enumerate(["normal equations", "lstsq"]):
        right = errors[i, j] < 0.001
        wrong = "off by more than the weights" if errors[i, j] > 1 else "off"
        print(f"  {name:<16}  {'right' if right else wrong}")

fig = go.Figure(layout_yaxis_exponentformat="power")
unit = np.finfo(float).eps  # from 1 to the next number: 2.2e-16
for name, off, dash in [
    ("normal equations", errors[:, 0], "solid"),
    ("guide for normal equations", unit * ratio**2, "dot"),
    ("lstsq", errors[:, 1], "dashdot"),
    ("guide for lstsq", unit * ratio, "dash"),
]:
    fig.add_scatter(x=degrees, y=off, line_dash=dash, name=name)
fig.update_xaxes(title="degree of the polynomial")
fig.update_yaxes(title="relative error of the weights", type="log", dtick=4)
fig.show()
