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
for low, high in [(17, 19), (12, 24), (2, 34)]:
    share = np.mean((low <= np.array(drawn)) & (np.array(drawn) <= high))
    print(f"{low} to {high}: {100 * share:.0f} of 100 draws")

counts, times = np.unique(drawn, return_counts=True)
fig = go.Figure(go.Bar(x=counts, y=times, marker_color="#0072B2"))
label = {"text": "stratified", "textposition": "end", "textangle": 0}
fig.add_vline(x=18, line_dash="dash", label=label)
fig.update_xaxes(title="leavers in the quarter")
fig.update_yaxes(title="draws", range=[0, 140])
fig.show()
