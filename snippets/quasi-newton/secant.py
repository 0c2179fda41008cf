"""Newton's method, and the same with a curvature guessed from two slopes."""

from decimal import Decimal, getcontext

import plotly.graph_objects as go

getcontext().prec = 400


def slope(x):  # of x⁴ − 3x² + x/2
    return 4 * x**3 - 6 * x + Decimal("0.5")


def digits(path):  # correct ones, from the distance to where it ends
    return [-float(abs(x - path[-1]).log10()) for x in path[:9]]


newton = [Decimal("-1.1")]
for _ in range(11):
    x = newton[-1]
    newton.append(x - slope(x) / (12 * x**2 - 6))
secant = [Decimal("-1.1"), Decimal("-1.2")]
for _ in range(13):
    before, x = secant[-2:]
    curvature = (slope(x) - slope(before)) / (x - before)
    secant.append(x - slope(x) / curvature)
descent = [Decimal("-1.1")]
for _ in range(400):
    descent.append(descent[-1] - slope(descent[-1]) / 20)
fig, shown = go.Figure(), [0, 2, 4, 6, 7, 8]
print("correct digits; last column: times as many as at step 7")
print("step   ", *(f"{k:5}" for k in shown), " times")
ways = {"Newton": newton, "secant": secant, "descent": descent}
for name, path in ways.items():
    found = digits(path)
    growth = found[8] / found[7]
    verdict = ", between" if 1.4 < growth < 1.8 else ""
    print(f"{name:<7}", *(f"{found[k]:5.1f}" for k in shown), end="")
    print(f"  {growth:.2f}{verdict}")
    fig.add_scatter(y=found, name=name)
fig.data[1].line.dash, fig.data[2].line.dash = "dash", "dot"
fig.update_xaxes(title="step")
fig.update_yaxes(title="correct digits", type="log", dtick=1)
fig.show()
