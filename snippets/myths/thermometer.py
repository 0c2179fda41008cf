"""Three adaptive methods learn one thermometer, at rates far apart."""

import numpy as np
import plotly.graph_objects as go


def miss(method, rate, unit=1.0, seeds=51):
    rng, v = np.random.default_rng(1), 0.0
    w, m = np.zeros((seeds, 2)), 0.0  # slope and intercept of each run
    for t in range(1, 1001):  # one reading at a time
        celsius = rng.uniform(-20, 40, seeds)
        y = unit * (1.8 * celsius + 32 + rng.normal(0, 0.5, seeds))
        x = np.column_stack([celsius, np.ones(seeds)])
        g = 2 * (np.sum(x * w, axis=1) - y)[:, None] * x
        if method == "Adam":
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            root = np.sqrt(v / (1 - 0.999**t))
            w = w - rate * m / (1 - 0.9**t) / (root + 1e-8)
        else:
            keep, new = (0.99, 0.01) if method == "RMSProp" else (1, 1)
            v = keep * v + new * g**2
            w = w - rate * g / (np.sqrt(v) + 1e-8)
    dw, db = (w / unit - [1.8, 32]).T  # root mean square over -20 to 40:
    off = np.sqrt(400 * dw**2 + 20 * dw * db + db**2)
    return np.percentile(off, [25, 50, 75])


fig, rates = go.Figure(), [0.001, 0.01, 0.1, 0.3, 1, 3, 10, 30]
methods = ("Adam", "RMSProp", "AdaGrad")
table = {m: np.array([miss(m, rate) for rate in rates]) for m in methods}
print("degrees off " + "".join(f"{m:17}" for m in methods).rstrip())
for i, rate in enumerate(rates):
    print(f"rate {rate:<5}", end="")
    for rows in table.values():
        low, middle, high = rows[i]
        best = "*" if middle == rows[:, 1].min() else ""
        print(f"{f'{best}{middle:.2f}':>7} {f'{low:.1f}-{high:.1f}':9}", end="")
    print()
low, mid, top = miss("Adam", 300, 1000)
print(f"Adam, thousandths of a degree, rate 300: {mid:.2f} {low:.1f}-{top:.1f}")
for method, dash in zip(methods, ["solid", "dash", "dot"], strict=True):
    fig.add_scatter(x=rates, y=table[method][:, 1], name=method, line_dash=dash)
fig.update_xaxes(title="learning rate, degrees", type="log", dtick=1)
fig.update_yaxes(title="thermometer off by, °F", type="log", dtick=1)
fig.show()
