"""Ten times nearer to the line into a saddle costs a fixed number of steps."""

import numpy as np
import plotly.graph_objects as go


def steps_to_leave(start, turn=0.0):
    """Return the steps until |y| reaches 0.5, with the axes turned."""
    c, s = np.cos(turn), np.sin(turn)
    R = np.array([[c, -s], [s, c]])
    w = R @ np.array([1.0, start])
    for step in range(2000):
        x, y = R.T @ w
        if abs(y) >= 0.5:
            return step
        w = w - 0.1 * R @ np.array([x, y**3 - y])
    return None


distances = 10.0 ** -np.arange(1, 13)
counts = np.array([steps_to_leave(y) for y in distances])
line = np.log(0.5 / distances) / np.log(1.1)
for i in (0, 3, 7, 11):
    print(f"distance {distances[i]:.0e}: {counts[i]:3} steps,", end=" ")
    print(f"formula {line[i]:5.1f}")
print("distance 0:", steps_to_leave(0.0))
turned = steps_to_leave(0.0, turn=0.5)
print("distance 0, turned: between 300 and 500 steps", 300 < turned < 500)

fig = go.Figure(go.Scatter(x=distances, y=counts, name="steps taken"))
fig.data[0].update(mode="markers", marker_size=9)
fig.add_scatter(x=distances, y=line, mode="lines", name="formula")
fig.data[1].update(line_dash="dash")
fig.update_xaxes(title="distance of the start from the line y = 0")
fig.update_xaxes(type="log", dtick=2)
fig.update_yaxes(title="steps until |y| = 0.5", rangemode="tozero")
fig.update_xaxes(exponentformat="power")
fig.show()
