import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
smallest, largest = np.linalg.eigvalsh(2 / 100 * X.T @ X)


def steps_needed(learning_rate, limit=20_000):
    w = np.zeros(2)
    for step in range(limit):
        if np.linalg.norm(w - best) < 0.001:
            return step
        w = w - learning_rate * (2 / 100 * X.T @ (X @ w - y))
    return np.nan  # not within the limit


rates = np.append(
    np.geomspace(0.002, 0.025, 20), np.linspace(0.026, 0.0283, 24)
)
steps = np.array([steps_needed(rate) for rate in rates])
i = np.nanargmin(steps)
formula = 2 / (smallest + largest)
print(f"fastest tried  {rates[i]:.4f} with {steps[i]:.0f} steps")
print(f"2 / (sum)      {formula:.4f} with {steps_needed(formula)} steps")
print(f"by habit       0.0100 with {steps_needed(0.01)} steps")

fig = go.Figure(go.Scatter(x=rates, y=steps, mode="lines+markers"))
fig.add_vline(x=2 / largest, line_dash="dash")
fig.add_annotation(x=np.log10(2 / largest), y=3.9, text="bound ")
fig.update_annotations(xanchor="right", showarrow=False)
fig.update_xaxes(title="learning rate", type="log")
fig.update_yaxes(title="steps to the minimum, to 0.001", type="log")
fig.show()
