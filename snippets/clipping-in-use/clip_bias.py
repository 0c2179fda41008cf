"""Where descent rests when gradients are clipped: at the mean or off it."""

from fractions import Fraction
from itertools import combinations

import plotly.graph_objects as go

skewed = [250, 350, 450, 550, 2400]  # thousand dollars
even = [250, 350, 450, 550, 650]


def mean_clipped(w, prices, size, threshold):
    """Return the mean of the clipped gradient over all batches."""
    batches = list(combinations(prices, size))
    slopes = [2 * (w - Fraction(sum(batch), size)) for batch in batches]
    clipped = [max(-threshold, min(threshold, g)) for g in slopes]
    return Fraction(sum(clipped), len(batches))


def rests_at(prices, size, threshold):
    """Return the w at which the mean clipped gradient is zero."""
    low, high = Fraction(min(prices)), Fraction(max(prices))
    for _ in range(20):
        w = (low + high) / 2
        uphill = mean_clipped(w, prices, size, threshold) > 0
        low, high = (low, w) if uphill else (w, high)
    return float(high)


for name, prices in (("even", even), ("mansion", skewed)):
    w = Fraction(sum(prices), 5)
    print(f"prices {prices}, mean {w}; slopes at the mean, clipped")
    for size in range(1, 6):
        slope = f"slope {mean_clipped(w, prices, size, 200)}"
        rest = rests_at(prices, size, 200)
        print(f"{name}, batches of {size}: {slope}, rests at {rest:.1f}")
fig = go.Figure()
thresholds = [round(20 * 1.2**i) for i in range(31)]
for size, dash in [(1, "solid"), (2, "dash"), (3, "dot"), (4, "dashdot")]:
    rests = [rests_at(skewed, size, limit) for limit in thresholds]
    line = go.Scatter(x=thresholds, y=rests, name=f"batches of {size}")
    fig.add_trace(line.update(mode="lines", line_dash=dash))
fig.update_xaxes(title="limit, thousand dollars", type="log", dtick=1)
fig.update_yaxes(title="resting place, thousand dollars")
fig.show()
