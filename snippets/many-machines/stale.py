"""Sixteen workers of uneven speed: wait for all, or step with what comes."""

from heapq import heapify, heapreplace

import numpy as np
import plotly.graph_objects as go

curvature, start = np.array([1.0, 0.1]), np.array([10.0, 10.0])


def wait(rate, rng):  # all start together, and the slowest ends the step
    w, now, path = start, 0.0, []
    while now < 200:  # in means of the time that a gradient takes
        path.append((now, np.sum(curvature * w**2) / 2))
        now += rng.exponential(size=16).max()
        w = w - rate * (curvature * w + rng.normal(0, 1 / 4, 2))
    return path


def go_on(rate, rng):  # each brings its gradient when it has it
    w, path = start, []
    work = [(rng.exponential(), k, w) for k in range(16)]
    heapify(work)
    while work[0][0] < 200:
        now, k, old = work[0]  # who is ready next, and with which weights
        path.append((now, np.sum(curvature * w**2) / 2))
        w = w - rate * (curvature * old + rng.normal(0, 1, 2))
        heapreplace(work, (now + rng.exponential(), k, w))
    return path


fig = go.Figure()
runs = [(wait, 1, "solid"), (go_on, 0.02, "dash")]
for way, rate, dash in [*runs, (go_on, 0.2, "dot"), (go_on, 0.5, "dashdot")]:
    now, loss = np.array(way(rate, np.random.default_rng(1))).T
    name = f"{way.__name__.replace('_', ' ')}, rate {rate}"
    print(f"{name}: {len(now)} steps, below 1", end=" ")
    print(f"at {now[loss < 1][0]:.1f}, {loss[now > 100].mean():.3f} late")
    k = np.searchsorted(now, np.arange(0, 60, 2))
    fig.add_scatter(x=now[k], y=loss[k], name=name, line_dash=dash)
fig.update_xaxes(title="time")
fig.update_yaxes(title="loss", type="log", dtick=1, range=[-2.5, 4])
fig.show()
