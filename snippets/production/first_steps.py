import numpy as np
import plotly.graph_objects as go

k = np.arange(1, 2001)  # updates since the resume
mean, square = 1 - 0.9**k, 1 - 0.999**k  # of slopes that are all 1
factors = {"means": mean / np.sqrt(square), "count": np.sqrt(square) / mean}
factors["means and count"] = factors["means"] * factors["count"]
print("step divided by rate, where every slope is 1")
print("left out          1st    10th   200th  2000th   extreme")
for name, each in factors.items():
    far = np.argmax(np.abs(np.log(each)).round(9))
    row = "".join(f"{each[i - 1]:8.3f}" for i in (1, 10, 200, 2000))
    print(f"{name:<15}{row}{each[far]:8.3f} at {far + 1}")

fig, shown = go.Figure(), np.unique(np.geomspace(1, 2000, 80).astype(int))
for name, dash in zip(factors, ["solid", "dash", "dot"], strict=True):
    line = go.Scatter(x=shown, y=factors[name][shown - 1], name=name)
    fig.add_trace(line.update(mode="lines", line_dash=dash))
fig.update_xaxes(title="update since the resume", type="log", dtick=1)
ticks = [0.2, 0.5, 1, 2, 5]
fig.update_yaxes(title="step divided by rate", type="log", tickvals=ticks)
fig.show()
