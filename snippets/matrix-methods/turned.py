"""AdaGrad with a list of divisors and with a matrix, in a turned valley."""

import numpy as np
import plotly.graph_objects as go


def steps_needed(degrees, matrix):
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn = np.array([[c, -s], [s, c]])
    hessian = turn @ np.diag([1.0, 100.0]) @ turn.T
    w, total, step = turn @ [2.0, 1.0], np.zeros((2, 2)), 0
    while w @ hessian @ w / 2 > 0.001:
        g = hessian @ w
        total = total + np.outer(g, g)  # on its diagonal: squares of slopes
        if matrix:
            values, vectors = np.linalg.eigh(total)
            root = np.sqrt(np.maximum(values, 0)) + 1e-8
            w = w - 0.5 * vectors @ (vectors.T @ g / root)
        else:
            w = w - 0.5 * g / (np.sqrt(np.diag(total)) + 1e-8)
        step += 1
    return step


start = steps_needed(0, matrix=False), steps_needed(0, matrix=True)
print(f"straight    list {start[0]:3} steps, matrix {start[1]}")
for degrees in [10, 45, 80, 90]:
    steps = steps_needed(degrees, False), steps_needed(degrees, True)
    verdict = "nothing lost" if steps[0] <= start[0] else "slower"
    row = f"list {steps[0]:3} steps, matrix {steps[1]}; list: {verdict}"
    print(f"{degrees} degrees  {row}")

angles = np.arange(0, 91, 3)
fig = go.Figure()
for name, matrix in {"a list": False, "a matrix": True}.items():
    steps = [steps_needed(angle, matrix) for angle in angles]
    fig.add_scatter(x=angles, y=steps, name=name)
fig.data[1].line.dash = "dash"
fig.update_xaxes(title="turn of the valley, degrees", dtick=15)
fig.update_yaxes(title="steps to a loss of 0.001", type="log")
fig.update_yaxes(tickvals=[20, 50, 100, 200, 500])
fig.show()
