"""Steps by the sign of one error at a time: the averaged path and its bound."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
prices = rng.lognormal(5.6, 0.5, 101).round()  # thousand dollars
D = np.median(prices)  # from the start, 0, to the best single price


def average(draws):
    """Step from 0 by the sign of w - price for each row of draws."""
    w, total = np.zeros(draws.shape[1]), 0
    for row in draws:
        total = total + w
        w = w - D / np.sqrt(len(draws)) * np.sign(w - row)
    return total / len(draws)


def gap(w, cases):
    """Return the mean absolute error of w, less that of the median."""
    return np.abs(cases - w[:, None]).mean(1) - np.abs(cases - D).mean()


T = 4 ** np.arange(1, 7)
many = np.array([gap(average(rng.choice(prices, (t, 200))), prices) for t in T])
mean, (low, high) = many.mean(1), np.quantile(many, [0.05, 0.95], axis=1)
kink = [gap(average(np.full((t, 1), D)), np.array([D]))[0] for t in T]
print(f"D = {D:.0f} thousand dollars, G = 1")
print("steps   bound  one price    many: mean of 200 (5 to 95%)")
for i, t in enumerate(T):
    print(f"{t:5} {D / np.sqrt(t):7.2f}", end=" ")
    print(f"{kink[i]:10.2f} {mean[i]:7.2f}", end=" ")
    print(f"({low[i]:.2f} to {high[i]:.2f})")

fig = go.Figure()
fig.add_scatter(x=T, y=D / np.sqrt(T), name="bound", line_dash="dash")
fig.add_scatter(x=T, y=kink, name="one price", line_dash="dot")
fig.add_scatter(x=T, y=mean, name="many prices, mean of 200")
fig.update_traces(mode="lines+markers")
fig.data[2].error_y.update(array=high - mean, arrayminus=mean - low)
fig.update_xaxes(title="steps T", type="log", dtick=1)
fig.update_yaxes(title="thousand dollars above the least", type="log", dtick=1)
fig.show()
