"""A rate that grows with the batch: where the linear rule holds and breaks."""

import numpy as np
import plotly.graph_objects as go

curvature, deviation, learning_rate = 1.0, 1.0, 0.02
rng = np.random.default_rng(1)
batches = np.array([1, 2, 4, 8, 16, 32, 64, 80, 96, 104])
scaled = learning_rate * batches


def mean_square(rates, batches):
    w, total = np.zeros((len(batches), 1000)), 0  # 1,000 runs of each
    noise = deviation / np.sqrt(batches)[:, None]
    for step in range(1000):
        gradient = curvature * w + noise * rng.normal(size=w.shape)
        w = w - rates[:, None] * gradient
        if step >= 500:
            total = total + np.mean(w**2, axis=1)
    return total / 500


linear = mean_square(scaled, batches)
root = mean_square(learning_rate * np.sqrt(batches), batches)
one_by_one = (1 - learning_rate * curvature) ** batches
print("batch   rate   measured   formula   one by one   at once")
for i in range(9):
    formula = learning_rate * deviation**2 / (curvature * (2 - scaled[i]))
    print(f"{batches[i]:5}{scaled[i]:7.2f}{linear[i]:11.4f}", end="")
    print(f"{formula:10.4f}{one_by_one[i]:13.4f}{1 - scaled[i]:10.4f}")
grown = "grows without end" if scaled[-1] * curvature >= 2 else "settles"
print(f"{batches[-1]:5}{scaled[-1]:7.2f}   {grown}")

fig = go.Figure()
fig.add_scatter(x=batches[:-1], y=linear[:-1], name="rate times batch")
fig.add_scatter(x=batches, y=root, name="rate times root of batch")
fig.data[1].line.dash = "dot"
fig.add_vline(x=2 / (learning_rate * curvature), line_dash="dash")
fig.add_annotation(x=2, y=-2.4, text="bound ", xanchor="right", showarrow=False)
fig.update_xaxes(title="cases in a batch", type="log", dtick=1)
fig.update_yaxes(title="mean squared distance", type="log", dtick=1)
fig.show()
