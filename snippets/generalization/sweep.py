"""Training error falls with the degree; test error falls and then rises."""

import numpy as np
import plotly.graph_objects as go
from numpy.polynomial import Polynomial

n, noise = 20, 1.5  # readings to fit, and their noise in degrees Celsius


def measure(n, rng):
    hour = rng.uniform(0, 24, n)
    truth = 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)
    return hour, truth + rng.normal(0, noise, n)


degrees = np.arange(1, 16)
train, test = np.zeros((100, 15)), np.zeros((100, 15))
for seed in range(100):
    rng = np.random.default_rng(seed)
    hour, temperature = measure(n, rng)
    fresh_hour, fresh_temperature = measure(1000, rng)
    for d in degrees:
        fit = Polynomial.fit(hour, temperature, d, domain=[0, 24])
        miss = fit(hour) - temperature
        train[seed, d - 1] = np.sqrt(np.mean(miss**2))
        fresh_miss = fit(fresh_hour) - fresh_temperature
        test[seed, d - 1] = np.sqrt(np.mean(fresh_miss**2))

train, test = np.median(train, axis=0), np.median(test, axis=0)
for d in [1, 2, 3, 4, 5, 6, 9, 12, 15]:
    print(f"degree {d:2}  train {train[d - 1]:.2f}  test {test[d - 1]:8.2f}")
print(f"lowest test error at degree {degrees[np.argmin(test)]}")

fig = go.Figure()
for name, y, dash in [("training", train, "dash"), ("test", test, "solid")]:
    label = [None] * 14 + [f" {name}"]
    fig.add_scatter(x=degrees, y=y, text=label, line_dash=dash, name=name)
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.add_hline(y=noise, line_dash="dot")
fig.add_annotation(x=14, y=np.log10(noise), text="noise", yshift=9)
fig.update_annotations(showarrow=False)
fig.update_layout(showlegend=False)
fig.update_xaxes(title="degree", range=[0.5, 19])
fig.update_yaxes(title="median error, °C", type="log", dtick=1)
fig.show()
