"""Newton's method on 200,000 weights, by products with the Hessian alone."""

import numpy as np
import plotly.graph_objects as go

d, cases, words = 200_000, 4_000, 10
rng = np.random.default_rng(1)
column = (d * rng.random((cases, words)) ** 3).astype(int)  # some are common
y = rng.normal(size=d)[column].sum(axis=1) > 0  # case i has these 10 words


def times(r, v):  # the Hessian times v: table.T · r · table · v, plus v
    r = np.repeat(r * v[column].sum(axis=1), words)
    return np.bincount(column.ravel(), r, minlength=d) + v


def slopes(w):  # of the logistic loss, summed, plus |w|²/2
    p = 1 / (1 + np.exp(-w[column].sum(axis=1)))
    r = np.bincount(column.ravel(), np.repeat(p - y, words), minlength=d)
    return r + w, p * (1 - p)


w, passes, newton, descent = np.zeros(d), 0, {}, {}
for _ in range(6):
    g, bend = slopes(w)
    passes, newton[passes] = passes + 1, np.sqrt(g @ g)
    step, r, direction = 0 * w, -g, -g  # conjugate gradients
    while len(newton) < 6 and r @ r > 0.01 * min(1, g @ g) * (g @ g):
        product = times(bend, direction)
        rate, square = (r @ r) / (direction @ product), r @ r
        step, r = step + rate * direction, r - rate * product
        direction, passes = r + (r @ r) / square * direction, passes + 1
    w = w + step
w, v = np.zeros(d), np.ones(d)
for _ in range(15):  # the largest curvature that this loss can have
    v = times(np.full(cases, 0.25), v / np.sqrt(v @ v))
for k in range(60):
    descent[k], w = np.sqrt((g := slopes(w)[0]) @ g), w - g / np.sqrt(v @ v)
fig = go.Figure(layout_xaxis_title="passes through the data")
for name, lengths in {"Newton–CG": newton, "descent": descent}.items():
    (_, first), *_, (passes, last) = lengths.items()
    print(f"{name}: gradient from {first:.0f} to {last:.0e} in pass {passes}")
    fig.add_scatter(x=list(lengths), y=list(lengths.values()), name=name)
fig.update_yaxes(title="gradient", type="log", exponentformat="power")
fig.show()
