"""The training loop fits a line to forty houses: predict, measure, update."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
area = rng.uniform(0.8, 3.5, 40)  # thousands of square feet
price = 80 + 150 * area + rng.normal(0, 30, 40)  # thousands of dollars
x = (area - area.mean()) / area.std()

w, b = 0.0, 0.0  # 2: initialise the parameters
learning_rate = 0.1
shown = {}
for step in range(1000):
    prediction = w * x + b  # 3: predict
    error = prediction - price
    loss = np.mean(error**2)  # 4: measure the loss
    gradient_w = 2 * np.mean(error * x)  # 5: find the gradient
    gradient_b = 2 * np.mean(error)
    done = np.hypot(gradient_w, gradient_b) < 0.01  # 6: good enough?
    if step in (0, 1, 3, 10) or done:
        print(f"step {step:2}  loss {loss:9.2f}  w {w:6.2f}  b {b:6.2f}")
        shown[step] = prediction
    if done:
        break
    w = w - learning_rate * gradient_w  # 7: update, then back to 3
    b = b - learning_rate * gradient_b
new = (2 - area.mean()) / area.std()
print(f"price of 2,000 square feet: {w * new + b:.0f}")

fig = go.Figure()
fig.add_scatter(x=area, y=price, mode="markers", name="data")
ends = [area.argmin(), area.argmax()]
dashes = {0: "dot", 1: "dash", 3: "dashdot", 10: "longdash"}
for step, line in shown.items():
    label = [None, f" step {step}"]
    fig.add_scatter(x=area[ends], y=line[ends], text=label)
    fig.data[-1].update(name=f"step {step}", line_dash=dashes.get(step))
fig.data[-1].name = f"fit, step {step}"
fig.update_traces(mode="lines+text", selector={"mode": None})
fig.update_traces(textposition="middle right", marker_size=6)
fig.update_layout(showlegend=False)
fig.update_xaxes(title="area, thousands of square feet", range=[0.6, 4.3])
fig.update_yaxes(title="price, thousands of dollars")
fig.show()
