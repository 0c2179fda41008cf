import numpy as np
import plotly.graph_objects as go

shown_steps, fig = [100, 400, 800, 1200, 2999, 3000], go.Figure()
print("step   ", " ".join(f"{k:6}" for k in shown_steps))
for name, dash in [("AdaGrad", "dash"), ("Adam", "dot"), ("RMSProp", "solid")]:
    w, m, v = 1.0, 0.0, 0.0
    distance = [1.0]
    for t in range(1, 3001):
        g = w  # the loss is half of w squared
        if name == "AdaGrad":
            v = v + g * g
            w = w - 0.01 * g / (np.sqrt(v) + 1e-10)
        if name == "RMSProp":
            v = 0.99 * v + 0.01 * g * g
            w = w - 0.01 * g / (np.sqrt(v) + 1e-8)
        if name == "Adam":
            m = 0.9 * m + 0.1 * g
            v = 0.999 * v + 0.001 * g * g
            root = np.sqrt(v / (1 - 0.999**t)) + 1e-8
            w = w - 0.01 * m / (1 - 0.9**t) / root
        distance.append(abs(w))
    shown = " ".join(f"{distance[k]:6.0e}" for k in shown_steps)
    print(f"{name:<7} {shown}  peak after 800: {max(distance[800:]):.2g}")
    fig.add_scatter(
        x=np.arange(0, 3001, 20), y=distance[::20], name=name, line_dash=dash
    )
fig.update_xaxes(title="step")
fig.update_yaxes(title="distance from the minimum", type="log")
fig.show()
