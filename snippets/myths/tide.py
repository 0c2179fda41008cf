"""Three records of one tide, one guess of its period: where a search ends."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
hours = np.arange(720)  # thirty days, one reading an hour
level = np.cos(2 * np.pi * hours / 12.42) + rng.normal(0, 0.3, 720)


def descend(w, n, steps=1000):  # w: cycles a day; n: readings used
    t, y = hours[:n] / 24, level[:n]
    learning_rate = 3 / (2 * np.pi * t[-1]) ** 2  # 1 / (curvature at the tide)
    for _ in range(steps):
        error = np.cos(2 * np.pi * w * t) - y
        slope = -np.sin(2 * np.pi * w * t) * 2 * np.pi * t
        w = w - learning_rate * 2 * np.mean(error * slope)
    return w


def loss(period, n):
    waves = np.cos(2 * np.pi * hours[:n] / np.c_[period])
    return np.mean((waves - level[:n]) ** 2, axis=1)


fig = go.Figure(layout_xaxis_title="period of the model, hours")
inks = {3: "#0072B2", 10: "#D55E00", 30: "#0F9A70"}
periods, handed_on = np.linspace(11, 14, 201), 2.0
for days, dash in [(3, "solid"), (10, "dash"), (30, "dot")]:
    n = 24 * days
    end = 24 / descend(2.0, n)  # from 12 hours
    handed_on = descend(handed_on, n)  # from where the record before ended
    verdict = "the tide" if abs(end - 12.42) < 0.05 else "stuck"
    print(f"{days} days: from 12 hours to {end:.2f}, loss", end=" ")
    print(f"{loss(end, n)[0]:.2f}: {verdict}; handed on: {24 / handed_on:.2f}")
    height = loss(periods, n)
    inner = (height[1:-1] < height[:-2]) & (height[1:-1] < height[2:])
    print(f"    valleys between 11 and 14 hours: {inner.sum()}")
    line = {"dash": dash, "color": inks[days]}
    fig.add_scatter(x=periods, y=height, line=line, name=f"{days} days")
    at = {"symbol": "x", "size": 12, "color": inks[days]}
    fig.add_scatter(x=[end], y=loss(end, n), mode="markers", marker=at)
    fig.data[-1].name = f"{days} days, end"
fig.update_yaxes(title="mean squared error, m²", range=[-0.05, 1.35])
fig.show()
