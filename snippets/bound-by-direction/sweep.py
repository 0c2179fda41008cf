"""Steps to the minimum at many rates: the fewest lie close below the bound."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
smallest, largest = np.linalg.eigvalsh(2 / 100 * X.T @ X)


def steps_needed(learning_rate):
    w, steps = np.zeros(2), 0
    while np.linalg.norm(w - best) >= 0.001:
        w = w - learning_rate * (2 / 100 * X.T @ (X @ w - y))
        steps += 1
    return steps


bound = 2 / largest
rates = bound - np.geomspace(0.026, 0.00001, 44)  # ever closer to the bound
steps = np.array([steps_needed(rate) for rate in rates])
i = np.argmin(steps)
formula = 2 / (largest + smallest)
print(f"fastest tried  {rates[i]:.5f}: {steps[i]} steps")
print(f"the formula's  {formula:.5f}: {steps_needed(formula)} steps")
print(f"one hundredth  0.01000: {steps_needed(0.01)} steps")
print(f"last tried     {rates[-1]:.5f}: {steps[-1]} steps")

fig = go.Figure(go.Scatter(x=rates, y=steps, mode="lines+markers"))
fig.add_vline(x=bound, line_dash="dash", annotation_text="bound")
fig.update_annotations(xanchor="right", xshift=-6)
fig.update_xaxes(title="learning rate")
fig.update_yaxes(title="steps to the minimum", type="log", dtick=1)
fig.show()
