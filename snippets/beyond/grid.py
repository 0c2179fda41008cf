"""Grid, random search and descent in one to six dimensions, at equal cost."""

import numpy as np
import plotly.graph_objects as go

budgets, fig = [64, 729, 4096], go.Figure()
title = "d losses an axis  {:24}  {:24}  descent"
print(title.format("grid (half of all)", "random (half of all)"))
for d, dash in [(1, "dot"), (2, "dash"), (3, "dashdot"), (6, "solid")]:
    curvatures = np.linspace(1, 10, d + 1)[1:]  # the largest is 10
    gaps = np.empty((30, 3, 3))  # seeds, budgets, methods
    for seed in range(30):
        rng = np.random.default_rng(seed)
        minimum = rng.random(d)  # somewhere in the unit cube

        def loss(w, minimum=minimum, curvatures=curvatures):
            return (w - minimum) ** 2 @ curvatures / 2

        for i, budget in enumerate(budgets):
            per_axis = round(budget ** (1 / d))
            axis = (np.arange(per_axis) + 0.5) / per_axis
            points = np.stack(np.meshgrid(*[axis] * d), axis=-1)
            w, h = np.full(d, 0.5), 4e-6
            for _ in range((budget - 1) // (d + 1)):  # d + 1 losses a step
                ahead = loss(w + h * np.eye(d))
                w = w - 1 / 10 * (ahead - loss(w)) / h
            others = loss(rng.random((budget, d))).min(), loss(w)
            gaps[seed, i] = loss(points).min(), *others
    low, medians, high = np.percentile(gaps, [25, 50, 75], axis=0)
    for i, budget in enumerate(budgets):
        print(f"{d}{budget:7}{round(budget ** (1 / d)):8}", end="")
        for j in [0, 1]:
            print(f"{medians[i, j]:9.1e} ({low[i, j]:.0e} to", end="")
            print(f" {high[i, j]:.0e})", end="")
        print(f"{medians[i, 2]:9.1e}")
    text = ["", "", f" grid, d = {d}"]
    fig.add_scatter(x=budgets, y=medians[:, 0], text=text, line_dash=dash)
text = ["", "", " descent, d = 6"]
fig.add_scatter(x=budgets, y=medians[:, 2], text=text, name="path")
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=110)
fig.update_xaxes(title="losses computed", type="log", tickvals=budgets)
fig.update_yaxes(title="best loss", type="log", dtick=2)
fig.show()
