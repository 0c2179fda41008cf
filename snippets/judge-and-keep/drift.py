"""Drift: a new cuff reads 12 too much, and the mean of its batch tells."""

from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

if Path("downhill-table.csv").exists():  # clean.py has made it of yours
    table = pd.read_csv("downhill-table.csv")
else:
    print("the book's patients")
    rng = np.random.default_rng(1)
    table = load_diabetes(as_frame=True, scaled=False).frame
    table.bmi = pd.qcut(table.bmi + 99, 3, ["low", "middle", "high"])
    table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    table["date"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
    table = table.sort_values("date")
cut = len(table) * 3 // 4
numbers = table.select_dtypes("number").drop(columns="target", errors="ignore")
earlier, later = numbers[:cut], numbers[cut:].copy()
if {"bp", "s5", "s6"} <= {*numbers}:  # only in the book's table:
    later.loc[later.index[56:], "bp"] += 12  # a new cuff

fig = go.Figure()
apart = pd.DataFrame(columns=numbers.columns, dtype=float)
for start in range(0, len(later), 28):
    batch = later[start : start + 28]
    luck = earlier.std() * np.sqrt(1 / batch.count() + 1 / earlier.count())
    far = ((batch.mean() - earlier.mean()) / luck).fillna(0)
    apart.loc[start + len(batch)] = far.mask(batch.count() == 0, np.inf)
    sizes = apart.iloc[-1].abs().sort_values()[::-1]
    first, second = [f"{name} {size:.1f}" for name, size in sizes[:2].items()]
    print(f"{first}, {second}{'  look at it' * int(sizes.iloc[0] > 3)}")
for name, values in apart.abs().items():
    name, color = (name, "#D55E00") if values.max() > 3 else ("others", "gray")
    new = name not in {line.name for line in fig.data}
    fig.add_scatter(x=apart.index, y=values, name=name, showlegend=new)
    fig.data[-1].line.color = color
fig.update_xaxes(title="later rows", dtick=28 * (1 + len(later) // 224))
fig.update_yaxes(title="distance", rangemode="tozero")
label = {"text": "alarm", "textposition": "start"}
fig.add_hline(y=3, line_dash="dash", label=label)
fig.show()
