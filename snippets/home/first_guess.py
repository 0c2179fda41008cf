import numpy as np
import plotly.graph_objects as go


def walk(factor, steps=20):
    w = [10.0]
    for _ in range(steps):
        w.append(w[-1] - factor * 2 * w[-1])  # the slope of w² is 2w
    return np.array(w)


bowl = np.linspace(-16, 16, 65)
fig = go.Figure(go.Scatter(x=bowl, y=bowl**2, name="w²", line_color="gray"))
for factor in [0.01, 0.4, 1.1]:
    w = walk(factor)
    name = f"factor {factor}"
    verdict = "lands in the middle" if abs(w[-1]) < 0.01 else "does not"
    print(f"{name:<11}  10, {w[1]:.3g}, {w[2]:.3g} ... {w[-1]:.3g}: {verdict}")
    fig.add_scatter(x=w[:3], y=w[:3] ** 2, name=name, mode="lines+markers")
fig.update_xaxes(title="w")
fig.update_yaxes(title="w squared")
fig.show()
