"""Linear, sublinear and quadratic convergence, told apart by their errors."""

import numpy as np
import plotly.graph_objects as go

rules = {
    "linear": lambda w: w - 0.25 * w,  # descent on w²/2
    "sublinear": lambda w: w - 0.25 * w**3,  # descent on w⁴/4
    "quadratic": lambda w: w - (np.exp(w) - 1) / np.exp(w),  # Newton, eʷ - w
}
paths = {}
for name, rule in rules.items():
    errors = [1.0]
    while len(errors) < 41 and errors[-1] > 1e-14:
        errors.append(abs(rule(errors[-1])))
    paths[name] = np.array(errors)

print("convergence  after 4  after 40  last ratio  to the square")
for name, errors in paths.items():
    end = f"{errors[40]:.1e}" if len(errors) > 40 else "rounding"
    last = 40 if len(errors) > 40 else 5
    new, old = errors[last], errors[last - 1]
    print(f"{name:11}  {errors[4]:7.1e}  {end:>8}  {new / old:10.2g}", end="")
    print(f"  {new / old**2:13.3g}")

fig = go.Figure(layout_yaxis_exponentformat="power")
dashes = {"linear": "solid", "sublinear": "dash", "quadratic": "dot"}
for name, errors in paths.items():
    shown = errors[errors > 1e-14]
    text = [""] * (len(shown) - 1) + [f" {name}"]
    fig.add_scatter(y=shown, text=text, line_dash=dashes[name])
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=80)
fig.update_xaxes(title="step", range=[0, 40])
fig.update_yaxes(title="distance e from the minimum", type="log", dtick=2)
fig.show()
