"""The same seed gives the same luck; means of many draws differ less."""

import numpy as np
import plotly.graph_objects as go

for seed in [1, 1, 2]:
    rng = np.random.default_rng(seed)
    print(f"seed {seed}:", rng.integers(1, 7, size=8), "from a die")

fig = go.Figure()
for count in [10, 1000]:
    draws = [np.random.default_rng(seed) for seed in range(200)]
    means = [rng.integers(1, 7, size=count).mean() for rng in draws]
    print(f"means of {count} rolls: {np.mean(means):.2f} ± {np.std(means):.2f}")
    seeds, edges = np.histogram(means, bins=np.arange(1.05, 6, 0.1))
    fig.add_bar(x=edges[:-1] + 0.05, y=seeds, name=f"{count} rolls")
fig.update_xaxes(title="mean of the rolls").update_yaxes(title="seeds")
fig.update_layout(barmode="overlay", bargap=0).update_traces(opacity=0.7)
fig.show()
