"""Twelve months of a model in use, each trained on the month before."""

import numpy as np
import plotly.graph_objects as go


def month(number):
    """Return kilometres and minutes of 200 deliveries; slower from June on."""
    rng = np.random.default_rng(number)
    x = rng.uniform(1, 10, 200)
    return x, (4 if number >= 6 else 3) * x + 5 + rng.normal(0, 2, 200)


def year(retrains, goes_back=False, asks=False):
    """Return the mean error of each month."""
    versions, errors = [np.polyfit(*month(0), 1)], []
    for number in range(1, 13):
        x, minutes = month(number)
        record = minutes * 60 if number == 9 else minutes  # in seconds!
        used = np.polyval(versions[-1], x)
        if goes_back and np.mean(np.abs(used - record)[:20]) > 10:
            versions = versions[:-1] or versions
            used[20:] = np.polyval(versions[-1], x[20:])
        errors.append(np.mean(np.abs(used - minutes)))
        new = np.polyfit(x, record, 1)
        ratio = np.polyval(new, 5) / np.polyval(versions[-1], 5)
        if retrains and not (asks and not 0.5 < ratio < 2):
            versions.append(new)
    return errors


ways = {"never again": (False,), "each month": (True,)}
ways |= {"and go back": (True, True), "and ask first": (True, False, True)}
fig, dashes = go.Figure(), iter(["dot", "solid", "dash", "dashdot"])
print("mean error of:     May   June   July    Oct    Nov")
for way, settings in ways.items():
    errors = year(*settings)
    row = "".join(f"{errors[k - 1]:7.1f}" for k in (5, 6, 7, 10, 11))
    print(f"{way:<15}{row}")
    fig.add_scatter(x=np.arange(1, 13), y=errors, name=way)
    fig.data[-1].line.dash = next(dashes)
fig.update_xaxes(title="month", dtick=1)
fig.update_yaxes(title="mean error (minutes)", type="log", dtick=1)
fig.show()
