"""Least squares on columns spoiled by noise, and ridge with its penalty."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import PolynomialFeatures

X, y = load_diabetes(return_X_y=True)
X = PolynomialFeatures(2, include_bias=False).fit_transform(X)
rng = np.random.default_rng(0)
train, test = np.split(rng.permutation(442), [100])
X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
y = y - y[train].mean()


def ridge(penalty):
    """Return the weights that make squares and penalty least together."""
    A = np.vstack([X[train], np.sqrt(penalty) * np.eye(65)])
    return np.linalg.lstsq(A, np.pad(y[train], (0, 65)))[0]


def errors(w):
    """Return the error on the patients of the fit, and on the others."""
    return [np.sqrt(np.mean((X[i] @ w - y[i]) ** 2)) for i in (train, test)]


levels, line = [0.0, 0.1, 0.3, 1.0, 3.0], np.geomspace(0.03, 8, 30)
dots = np.zeros((5, 2))
for i, sigma in enumerate(levels):
    copies = np.tile(X[train], (200, 1))  # each patient 200 times
    copies += sigma * rng.normal(size=copies.shape)  # with other noise
    dots[i] = errors(np.linalg.lstsq(copies, np.tile(y[train], 200))[0])
    print("noise {}: own patients {:.0f}, new {:.0f}".format(sigma, *dots[i]))
    print("  by ridge: {:.0f}, {:.0f}".format(*errors(ridge(100 * sigma**2))))
curves = np.array([errors(ridge(100 * s**2)) for s in line])
fig = go.Figure()
for i, (name, colour) in enumerate([("own", "#0072B2"), ("new", "#D55E00")]):
    fig.add_scatter(x=line, y=curves[:, i], name=f"{name}, ridge", mode="lines")
    fig.add_scatter(x=levels[1:], y=dots[1:, i], name=f"{name}, copies")
    fig.data[-1].update(mode="markers", marker_size=9)
    fig.data[-2].line.color = fig.data[-1].marker.color = colour
fig.update_xaxes(title="deviation of the noise", type="log", dtick=1)
fig.update_yaxes(title="root mean squared error")
fig.show()
