"""Which valley each of many starts ends in, for every rate of a grid."""

import numpy as np
import plotly.graph_objects as go


def kinds(x, learning_rate):
    """Return 0 global, 1 local, 2 neither, 3 diverges, for each start."""
    for _ in range(1000):
        away = np.abs(x) > 10  # from there it never comes back
        slope = (4 * x * x - 6) * x + 0.5
        x = np.where(away, 99, x - learning_rate * slope)
    ends = [abs(x + 1.26446) < 0.001, abs(x - 1.18073) < 0.001, abs(x) > 10]
    return np.select(ends, [0, 1, 3], 2)


print("rate  global  local  neither  diverges  borders")
starts = np.linspace(-2.5, 2.5, 10001)
for learning_rate in (0.01, 0.05, 0.08, 0.12, 0.15, 0.16, 0.19):
    kind = kinds(starts, learning_rate)
    counts = [np.count_nonzero(kind == k) for k in range(4)]
    borders = np.count_nonzero(np.diff(kind))
    row = "{:6} {:6} {:8} {:9} {:8}".format(*counts, borders)
    print(f"{learning_rate:<5}{row}")

rates = np.linspace(0.01, 0.2, 96)
picture = kinds(*np.meshgrid(starts[::50], rates))
fig = go.Figure(go.Heatmap(x=starts[::50], y=rates, z=picture, zmin=0, zmax=3))
colors = ["#0072B2", "#56B4E9", "#E69F00", "#BBBBBB"]
scale = [[(k + e) / 4, colors[k]] for k in range(4) for e in (0, 1)]
words = ["global", "local", "neither", "diverges"]
bar = {"tickvals": [0.375, 1.125, 1.875, 2.625], "ticktext": words}
bar |= {"thickness": 10, "outlinewidth": 0}
fig.update_traces(colorscale=scale, colorbar=bar)
for bound, name in [(0.1517, "global"), (0.1864, "local")]:
    fig.add_hline(y=bound, line_dash="dash")
    text = f"{name} bound"
    fig.add_annotation(x=0, y=bound, text=text, showarrow=False, yshift=12)
fig.update_annotations(font_color="black")
fig.update_shapes(line_color="black")
fig.update_xaxes(title="start x")
fig.update_yaxes(title="learning rate")
fig.show()
