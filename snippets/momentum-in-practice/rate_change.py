"""A rate that changes on the way tells two forms of momentum apart."""

import numpy as np
import plotly.graph_objects as go

momentum, slope = 0.9, 1.0  # a hillside of constant slope
rates = np.repeat([0.01, 0.1, 0.01], 40)
v_p = v_s = 0.0
pytorch, sutskever = [], []  # how far each step goes
for rate in rates:
    v_p = momentum * v_p + slope
    pytorch.append(rate * v_p)
    v_s = momentum * v_s - rate * slope
    sutskever.append(-v_s)
for step in [40, 41, 50, 80, 81, 90]:
    print(f"step {step}, rate {rates[step - 1]:<4}: PyTorch", end=" ")
    print(f"{pytorch[step - 1]:.4f}, Sutskever {sutskever[step - 1]:.4f}")

fig = go.Figure()
steps = np.arange(1, 121)
fig.add_scatter(x=steps, y=pytorch, name="PyTorch")
fig.add_scatter(x=steps, y=sutskever, name="Sutskever", line_dash="dash")
fig.update_traces(mode="lines")
fig.update_xaxes(title="step")
fig.update_yaxes(title="length of the step", type="log", dtick=1)
fig.show()
