"""Drift: a new cuff reads 12 too much, and the mean of its batch tells."""

from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

if not Path("patients.csv").exists():  # a table that is there is left alone
    rng = np.random.default_rng(1)
    table = load_diabetes(as_frame=True, scaled=False).frame
    table["bmi"] = pd.qcut(table["bmi"], 3, labels=["low", "middle", "high"])
    table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    table["visit"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
    table.to_csv("patients.csv", index=False)
patients = pd.read_csv("patients.csv", parse_dates=["visit"])
patients = patients.sort_values("visit")
cut = len(patients) * 3 // 4
numbers = patients.select_dtypes("number").drop(columns="target")
earlier, later = numbers[:cut], numbers[cut:].copy()
later.loc[later.index[56:], "bp"] += 12  # a new cuff: no line for your table

fig = go.Figure()
apart = pd.DataFrame(columns=numbers.columns, dtype=float)
for start in range(0, len(later), 28):
    batch = later[start : start + 28]
    luck = earlier.std() * np.sqrt(1 / batch.count() + 1 / earlier.count())
    apart.loc[start + len(batch)] = (batch.mean() - earlier.mean()) / luck
    sizes = apart.iloc[-1].abs().sort_values()
    print(
        f"{sizes.index[-1]} {sizes.iloc[-1]:.1f}, the next {sizes.iloc[-2]:.1f}",
        end="",
    )
    print("  look at it" if sizes.iloc[-1] > 3 else "")
for name, values in apart.items():
    alarm = values.abs().max() > 3
    fig.add_scatter(x=apart.index, y=values, showlegend=bool(alarm))
    fig.data[-1].name = name if alarm else ""
    fig.data[-1].line.color = "#D55E00" if alarm else "#999999"
fig.update_layout(showlegend=True)
fig.update_xaxes(title="later patients").update_yaxes(title="distance")
fig.add_hline(y=3, line_dash="dash", label_text="alarm")
fig.show()
