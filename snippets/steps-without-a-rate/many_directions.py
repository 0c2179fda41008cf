"""Steps without a rate on valleys with ten curvatures from 1 to κ."""

import numpy as np
import plotly.graph_objects as go


def median_steps(name, curvatures):
    """Count steps to a millionth of the distance, from 99 random starts."""
    w = np.random.default_rng(1).normal(size=(99, 10))
    goal = 1e-6 * np.linalg.norm(w, axis=1)
    count, steps, last = np.zeros(99, int), 0, None
    while not count.all():
        g = curvatures * w
        squares = np.sum(g * g, axis=1, keepdims=True)
        lowest = squares / np.sum(curvatures * g * g, axis=1, keepdims=True)
        if name == "best fixed rate":
            rate = 2 / (1 + curvatures[-1])
        elif name == "exact line search":
            rate = lowest
        elif name == "Barzilai–Borwein":  # the lowest point's, a step late
            rate = lowest if last is None else last
        else:
            rate = np.sum(w * g, axis=1, keepdims=True) / squares
            rate = rate / 2 if name == "Polyak's step" else rate
        w, last, steps = w - rate * g, lowest, steps + 1
        count[(count == 0) & (np.linalg.norm(w, axis=1) < goal)] = steps
        w[count > 0] = 1.0  # arrived
    return np.median(count)


kappas = [10, 30, 100, 300, 1000]
styles = {"best fixed rate": "solid", "exact line search": "dash"}
styles |= {"twice Polyak's step": "longdash", "Polyak's step": "dashdot"}
fig = go.Figure()
print("steps at κ = 10; at κ = 1000, share of the best fixed rate's")
for name, dash in (styles | {"Barzilai–Borwein": "dot"}).items():
    steps = [median_steps(name, np.geomspace(1, k, 10)) for k in kappas]
    share = steps[-1] / (fig.data[0].y[-1] if fig.data else steps[-1])
    print(f"{name:<20}{steps[0]:3.0f}{share:7.0%}")
    fig.add_scatter(x=kappas, y=steps, name=name, line_dash=dash)
fig.update_xaxes(title="condition number κ", type="log", dtick=1)
fig.update_yaxes(title="steps to a millionth", type="log", dtick=1)
fig.show()
