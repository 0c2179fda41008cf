"""The steps that each rate needs to a small gap, for houses in four forms."""

import numpy as np
import plotly.graph_objects as go

# bedrooms, bathrooms, square feet; prices in thousands of dollars
X = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]]
X, y = np.array(X, dtype=float), np.array([250.0, 380.0, 450.0, 520.0, 750.0])
mean, deviation = X.mean(axis=0), X.std(axis=0)


def steps_needed(rate, eigenvalues, distances):
    """Count the steps to a gap of $100 from the factors, by bisection."""
    low, high = 0, 2**40
    while high - low > 1:
        steps = (low + high) // 2
        left = (1 - rate * eigenvalues) ** (2.0 * steps) * distances**2
        too_far = eigenvalues @ left / 2 > 0.1**2
        low, high = (steps, high) if too_far else (low, steps)
    return high


fig, rows = go.Figure(), []
forms = {"raw": X, "thousands": X / [1, 1, 1000], "divided": X / deviation}
forms["standardised"] = (X - mean) / deviation
dashes = ["dash", "dashdot", "dot", "solid"]
print("                       kappa     steps, half     steps, best")
for (name, columns), dash in zip(forms.items(), dashes, strict=True):
    A = np.column_stack([np.ones(5), columns])
    eigenvalues, directions = np.linalg.eigh(2 / 5 * A.T @ A)
    setting = eigenvalues, directions.T @ np.linalg.lstsq(A, y)[0]
    bound = 2 / eigenvalues[-1]
    rates = bound * (1 - np.geomspace(0.999, 1e-9, 90))
    half, *steps = [steps_needed(r, *setting) for r in [bound / 2, *rates]]
    rows.append([eigenvalues[-1] / eigenvalues[0], half, min(steps)])
    print(f"{name:12}", *[f"{float(f'{n:.4g}'):15,.0f}" for n in rows[-1]])
    fig.add_scatter(x=rates, y=steps, name=name, mode="lines", line_dash=dash)
    fig.add_vline(x=bound, name="bound", showlegend=name == "raw")
fig.update_shapes(layer="below", line_width=0.5)
ratios = np.divide(rows[0], rows[3])
print("raw / stand.", *[f"{float(f'{n:.4g}'):15,.0f}" for n in ratios])
fig.update_xaxes(title="learning rate", type="log", dtick=2, range=[-10, 1])
fig.update_yaxes(title="steps to a gap of $100", type="log", dtick=1)
fig.update_xaxes(exponentformat="power").update_yaxes(exponentformat="power")
fig.show()
