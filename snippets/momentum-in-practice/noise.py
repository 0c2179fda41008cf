"""The spread under noise with and without momentum, at equal effective rate."""

import numpy as np
import plotly.graph_objects as go

curvature, sigma, runs = 1.0, 1.0, 20
fig = go.Figure()
print("momentum  effective  median variance (range)       formula")
for momentum in [0, 0.9]:
    effective = np.array([0.03, 0.1, 0.3, 1, 1.9, 10, 30])
    bound = 2 * (1 + momentum) / (1 - momentum) / curvature
    effective = effective[effective < bound]
    learning_rate = effective * (1 - momentum)
    rng = np.random.default_rng(1)
    w = np.zeros((runs, len(effective)))
    velocity, total = np.zeros_like(w), np.zeros_like(w)
    for step in range(22_000):
        noisy = curvature * w + rng.normal(0, sigma, w.shape)
        velocity = momentum * velocity + noisy
        w = w - learning_rate * velocity
        if step >= 2000:
            total += w * w / 20_000
    low, median, high = np.quantile(total, [0, 0.5, 1], axis=0)

    def formula(rate, momentum=momentum):
        shift = (1 - momentum) / (1 + momentum)
        return rate * sigma**2 / (curvature * (2 - rate * curvature * shift))

    for i, rate in enumerate(effective):
        spread = f"{median[i]:.3f} ({low[i]:.3f} to {high[i]:.3f})"
        print(f"{momentum:<10}{rate:<11}{spread:27}{formula(rate):10.3f}")
    curve = np.geomspace(0.02, bound * 0.995, 80)
    dash, mark = ("dash", "x") if momentum else ("solid", "circle")
    name = f"momentum {momentum}"
    fig.add_scatter(x=curve, y=formula(curve), line_dash=dash, name=name)
    fig.add_scatter(x=effective, y=median, mode="markers", marker_symbol=mark)
    fig.data[-1].update(name=f"runs, {name}", marker_size=9)
fig.update_xaxes(title="effective rate", type="log", dtick=1)
fig.update_yaxes(title="variance", type="log", dtick=1)
fig.show()
