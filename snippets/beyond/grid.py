"""Grid, random search and descent in one to six dimensions, at equal cost."""

import numpy as np
import plotly.graph_objects as go

budgets, fig = [64, 729, 4096], go.Figure(layout_yaxis_exponentformat="power")
print("d losses  values  grid            random          descent")
for d, dash in [(1, "dot"), (2, "dash"), (3, "dashdot"), (6, "solid")]:
    curvatures = np.linspace(1, 10, d + 1)[1:]  # the largest is 10
    rngs = [np.random.default_rng(seed) for seed in range(30)]
    minima = np.array([rng.random((1, d)) for rng in rngs])  # in the unit cube
    gaps = np.empty((30, 3, 3))  # seeds, budgets, methods

    def loss(w, minima=minima, curvatures=curvatures):  # of all seeds at once
        return (w - minima) ** 2 @ curvatures / 2

    for i, budget in enumerate(budgets):
        per_axis = round(budget ** (1 / d))
        axis = (np.arange(per_axis) + 0.5) / per_axis
        grid = np.stack(np.meshgrid(*[axis] * d), axis=-1).reshape(-1, d)
        w, h = np.full((30, 1, d), 0.5), 4e-6
        for _ in range((budget - 1) // (d + 1)):  # d + 1 losses a step
            ahead = loss(w + h * np.eye(d))
            w = w - 1 / 10 * (ahead - loss(w))[:, None] / h
        points = np.array([rng.random((budget, d)) for rng in rngs])
        for method, tried in enumerate([grid, points, w]):
            gaps[:, i, method] = loss(tried).min(axis=1)
    low, medians, high = np.percentile(gaps, [25, 50, 75], axis=0)
    for i, budget in enumerate(budgets):
        print(f"{d}{budget:7}{round(budget ** (1 / d)):8}", end="  ")
        print("{:<16.1e}{:<16.1e}{:.1e}".format(*medians[i]))
        half = [f"({low[i, j]:.0e}..{high[i, j]:.0e})" for j in [0, 1]]
        print("     half of all", *half, sep="  ")
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
