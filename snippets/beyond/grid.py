import numpy as np
import plotly.graph_objects as go

budgets, fig = [64, 729, 4096], go.Figure()
print("median of best loss:           grid   random    descent")
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
            w, h = np.full(d, 0.5), 1e-6
            for _ in range((budget - 1) // (d + 1)):  # d + 1 losses a step
                ahead = loss(w + h * np.eye(d))
                w = w - 1 / 10 * (ahead - loss(w)) / h
            others = loss(rng.random((budget, d))).min(), loss(w)
            gaps[seed, i] = loss(points).min(), *others
    medians = np.median(gaps, axis=0)
    for budget, median in zip(budgets, medians, strict=True):
        print(f"d = {d}, {budget:4} losses, ", end="")
        print(f"{round(budget ** (1 / d)):4} an axis", end="")
        print("".join(f"{value:10.1e}" for value in median))
    text = ["", "", f" grid, d = {d}"]
    fig.add_scatter(x=budgets, y=medians[:, 0], text=text, line_dash=dash)
text = ["", "", " descent, d = 6"]
fig.add_scatter(x=budgets, y=medians[:, 2], text=text, name="path")
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.update_layout(showlegend=False, margin_r=110)
fig.update_xaxes(title="losses computed", type="log", tickvals=budgets)
fig.update_yaxes(title="best loss", type="log", dtick=2)
fig.show()
