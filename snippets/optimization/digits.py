import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = np.linspace(0, 10, 51)
degrees = np.arange(1, 11)
ratio, errors = np.zeros(10), np.zeros((10, 2))
for i, degree in enumerate(degrees):
    X = np.vander(x, degree + 1, increasing=True)
    ratio[i] = np.linalg.cond(X)
    off = []
    for _ in range(25):
        w = rng.uniform(0.5, 1.5, degree + 1)
        y = X @ w
        solved = np.linalg.solve(X.T @ X, X.T @ y)
        both = [solved, np.linalg.lstsq(X, y)[0]]
        off.append(np.linalg.norm(both - w, axis=1) / np.linalg.norm(w))
    errors[i] = np.median(off, axis=0)
for i in [0, 4, 7, 9]:
    digits = np.log10(ratio[i])
    print(f"degree {degrees[i]:2}: condition number {ratio[i]:8.2g}", end=", ")
    print(f"digits lost {digits:4.1f}, in X'X {2 * digits:4.1f}")
for j, name in enumerate(["normal equations", "lstsq"]):
    bad = degrees[errors[:, j] > 0.001]
    print(f"{name}: {f'off from degree {bad[0]}' if len(bad) else 'right'}")

fig = go.Figure()
unit = np.finfo(float).eps / 2
for name, off, dash in [
    ("normal equations", errors[:, 0], "solid"),
    ("guide for these", unit * ratio**2, "dot"),
    ("lstsq", errors[:, 1], "dashdot"),
    ("guide for lstsq", unit * ratio, "dash"),
]:
    fig.add_scatter(x=degrees, y=off, line_dash=dash, name=name)
fig.update_xaxes(title="degree of the polynomial")
fig.update_yaxes(title="relative error of the weights", type="log", dtick=4)
fig.show()
