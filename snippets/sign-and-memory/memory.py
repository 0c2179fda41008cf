"""How many numbers each optimizer keeps beside the weights of a layer."""

import numpy as np
import plotly.graph_objects as go

side = 4096  # a layer of 4,096 × 4,096 weights
keeps = {  # numbers kept for a layer of n × n weights
    "Adafactor": lambda n: 2 * n,
    "Lion": lambda n: n**2,
    "Muon": lambda n: n**2,
    "Adam": lambda n: 2 * n**2,
    "Shampoo": lambda n: 2 * n**2,
    "SOAP": lambda n: 6 * n**2,
    "AdaGrad, matrix": lambda n: n**4,
}
n = 2 ** np.arange(2, 13)
fig = go.Figure()
print("                numbers a weight  bytes, 4 a number")
for name, count in keeps.items():
    share = count(side) / side**2
    less = "  less than one" if share < 1 else ""
    print(f"{name:<15} {share:16,.4f}  {4 * count(side):.1e}{less}")
    if name not in ("Muon", "Shampoo"):  # as Lion, and as Adam
        fig.add_scatter(
            x=n, y=[count(int(k)) / int(k) ** 2 for k in n], name=name
        )
dashes = ["solid", "dash", "dot", "dashdot", "longdash"]
for trace, dash in zip(fig.data, dashes, strict=True):
    trace.line.dash = dash
fig.update_xaxes(title="rows and columns of the layer", type="log", dtick=1)
fig.update_yaxes(
    title="numbers kept for a weight",
    type="log",
    dtick=2,
    exponentformat="power",
)
fig.show()
