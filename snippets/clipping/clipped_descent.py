"""Clipped descent, to keep: a start a unit higher costs two steps more."""

import numpy as np
import plotly.graph_objects as go


def clipped_descent(gradient, start, steps, learning_rate, longest):
    """Return the path of descent with clipping by norm (Pascanu et al. 2013).

    `gradient` maps w, shape (d,), to shape (d,); one longer than `longest` is
    shortened to that. Row 0 of the path, shape (steps + 1, d), is the start.
    Raises ValueError for a rate or `longest` that is not positive and finite,
    steps that are no count, a start that is not finite, a gradient whose
    length is not, and other shapes.
    """
    w = np.array(start, dtype=float)
    if not (0 < learning_rate < np.inf and 0 < longest < np.inf):
        raise ValueError(f"want (0, inf): {learning_rate=}, {longest=}")
    if abs(steps) // 1 != steps:
        raise ValueError(f"steps must be 0, 1, 2, ..., not {steps}")
    if w.ndim != 1 or not (w.size and np.isfinite(w).all()):
        raise ValueError(f"start must be finite, of shape (d,), not {start}")
    path = [w]
    for _ in range(int(steps)):
        g = np.asarray(gradient(w.copy()), dtype=float)
        size = np.linalg.norm(g / longest)
        if g.shape != w.shape or not np.isfinite(size):
            raise ValueError(f"gradient {g}, weights {w}")
        w = w - learning_rate * g / max(1, size)
        path.append(w)
    return np.array(path)


starts, arrived = [4.0, 8.0, 12.0, 16.0], []
for first in starts:  # with 1 for the other weight, on the loss of above
    path = clipped_descent(np.sinh, [first, 1.0], 100, 0.5, 1.0)
    arrived.append((np.linalg.norm(path, axis=1) < 1e-3).argmax())
    bound = 2 * first / np.sinh(first)  # the largest rate that comes back
    print(f"from {first:4}: clipped {arrived[-1]} steps", end="; ")
    print(f"without it the rate must be below {bound:.1e}")
fig = go.Figure()
fig.add_scatter(x=starts, y=arrived, mode="lines+markers", name="clipped")
fig.update_xaxes(title="first weight at the start")
fig.update_yaxes(title="steps until within 0.001", range=[0, 50])
fig.show()
