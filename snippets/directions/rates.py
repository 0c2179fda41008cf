"""Four learning rates on even features and on raw houses, where none helps."""

import numpy as np
from plotly.subplots import make_subplots

bedrooms, bathrooms = [2, 3, 4, 3, 5], [1, 2, 2, 3, 4]
area = [1000, 1500, 1800, 2000, 3000]  # square feet
houses = np.column_stack([np.ones(5), bedrooms, bathrooms, area])
prices = np.array([250, 380, 450, 520, 750])  # thousands of dollars
rng = np.random.default_rng(1)
even = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
values = even @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)

names = ["even features", "raw houses"]
styles = {0.2: "dash", 1: "solid", 1.9: "dot", 2.1: "dashdot"}
fig = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.06)
for row, (X, y) in enumerate([(even, values), (houses, prices)], start=1):
    best = np.linalg.lstsq(X, y)[0]
    hessian = 2 / len(y) * X.T @ X
    largest = np.linalg.eigvalsh(hessian)[-1]
    print(f"{names[row - 1]}: 2/λ = {2 / largest:.4g}")
    for share, dash in styles.items():
        away, left = -best, []
        for _ in range(101):
            left.append(away @ hessian @ away / (best @ hessian @ best))
            away = away - share / largest * hessian @ away
        print(f"  rate {share}/λ: {left[-1]:.1e} left after 100 steps")
        fig.add_scatter(y=left, name=f"{share}/λ", row=row, col=1)
        fig.data[-1].update(line_dash=dash, showlegend=row == 1)
    fig.update_yaxes(title=f"loss left, {names[row - 1]}", row=row)
for i, color in enumerate(["#2f86d6", "#d55e00", "#0f9a70", "#cc79a7"]):
    fig.update_traces(line_color=color, selector={"name": fig.data[i].name})
fig.update_xaxes(title="step", row=2)
fig.update_yaxes(type="log", dtick=4, range=[-13, 9])
fig.update_layout(height=560)
fig.update_yaxes(exponentformat="power")
fig.show()
