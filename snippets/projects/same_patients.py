"""Early stopping and least squares on 20 splits: their errors go together."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes


def errors(seed):  # of early stopping and of least squares, on one split
    rng, (X, y) = np.random.default_rng(seed), load_diabetes(return_X_y=True)
    X, path = np.column_stack([21 * X, np.ones(442)]), [np.zeros(11)]
    A, V, T = np.split(rng.permutation(442), [240, 342])
    for rows in rng.permuted(np.tile(A, (30, 1)), axis=1).reshape(360, 20):
        off = X[rows] @ path[-1] - y[rows]
        path.append(path[-1] - 0.1 * X[rows].T @ off / 20)
    best = min(path[::12], key=lambda w: np.sum((X[V] @ w - y[V]) ** 2))
    both = best, np.linalg.lstsq(X[A], y[A])[0]
    seen = [np.sqrt(np.mean((X[V] @ w - y[V]) ** 2)) for w in both]
    new = [np.sqrt(np.mean((X[T] @ w - y[T]) ** 2)) for w in both]
    return [seen[0], *new]


chosen_by, ours, theirs = np.array([errors(seed) for seed in range(20)]).T
for name, each in [
    ("validation, lowest", chosen_by),
    ("test, early stopping", ours),
    ("test, least squares", theirs),
    ("difference", ours - theirs),
]:
    print(f"{name:<21}{each.mean():6.2f} ± {each.std(ddof=1):.2f}")
print(f"correlation {np.corrcoef(ours, theirs)[0, 1]:.2f}", end=", ")
print(f"early stopping ahead in {sum(ours < theirs)} of 20")

fig = go.Figure()
for pair in zip(theirs, ours, strict=True):
    fig.add_scatter(x=["least squares", "early stopping"], y=pair)
fig.update_traces(mode="lines+markers", line_color="#2f86d6", cliponaxis=False)
fig.update_layout(showlegend=False)
fig.update_yaxes(title="typical error on 100 new patients")
fig.show()
