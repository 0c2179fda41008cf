"""Near a minimum, Newton's method doubles its correct digits at each step."""

from decimal import Decimal, getcontext

import plotly.graph_objects as go

getcontext().prec = 400


def slope(x):
    return 4 * x**3 - 6 * x + Decimal("0.5")


def curvature(x):
    return 12 * x**2 - 6


start, rate = Decimal("-1.1"), Decimal("0.05")
newton, descent = [start], [start]
for _ in range(10):
    x, w = newton[-1], descent[-1]
    newton.append(x - slope(x) / curvature(x))
    descent.append(w - rate * slope(w))
last, minimum = None, newton[-1]  # right to more digits than are counted below
constant = abs(24 * minimum / (2 * curvature(minimum)))
factor = abs(1 - rate * curvature(minimum))
print(f"constants: Newton {constant:.4f}, descent {factor:.4f}")
print("step  Newton  error / last²   descent  error / last")
digits = []
for k in range(9):
    away, slow = abs(newton[k] - minimum), abs(descent[k] - minimum)
    digits.append([float(-away.log10()), float(-slow.log10())])
    print(f"{k:4}{digits[k][0]:8.1f}", end="")
    if k:
        print(f"{away / last[0] ** 2:16.4f}{digits[k][1]:10.1f}", end="")
        print(f"{slow / last[1]:14.4f}", end="")
    print()
    last = away, slow
fig = go.Figure(layout={"xaxis_title": "step", "yaxis_title": "correct digits"})
for i, (name, dash) in enumerate([("Newton", "solid"), ("descent", "dash")]):
    values, text = [row[i] for row in digits], [""] * 8 + [f" {name}"]
    fig.add_scatter(y=values, text=text, line_dash=dash, mode="lines+text")
fig.update_traces(textposition="middle right", cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=70)
fig.show()
