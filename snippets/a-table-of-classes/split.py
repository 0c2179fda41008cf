"""Rows of a rare class in a quarter of the table, by chance and stratified."""

import numpy as np
import plotly.graph_objects as go
from sklearn.model_selection import train_test_split

leaves = np.arange(900) < 72  # 72 of 900 customers leave
drawn, evenly = [], []
for seed in range(1000):
    how = {"test_size": 0.25, "random_state": seed}
    drawn.append(train_test_split(leaves, **how)[1].sum())
    evenly.append(train_test_split(leaves, stratify=leaves, **how)[1].sum())
print(f"by chance {min(drawn)} to {max(drawn)}, deviation {np.std(drawn):.1f}")
print(f"stratified {min(evenly)} to {max(evenly)}")
low, high = np.percentile(drawn, [2.5, 97.5])
for text, far in [("17 to 19", 1), ("12 to 24", 6), ("2 to 34", 16)]:
    near = abs((high - low) / 2 - far) < 2
    print(f"{text}{'  is where 95 of 100 draws lie' if near else ''}")

counts, times = np.unique(drawn, return_counts=True)
fig = go.Figure(go.Bar(x=counts, y=times, marker_color="#0072B2"))
label = {"text": "stratified", "textposition": "end", "textangle": 0}
fig.add_vline(x=18, line_dash="dash", label=label)
fig.update_xaxes(title="leavers in the quarter")
fig.update_yaxes(title="draws", range=[0, 140])
fig.show()
