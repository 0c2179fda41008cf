import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression, SGDRegressor
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
tours = pd.DataFrame()
tours["distance"] = rng.uniform(1, 9, 400)  # kilometres
tours["parcels"] = rng.integers(2, 13, 400)
tours["years"] = rng.uniform(0, 40, 400)  # experience of the driver
noise = rng.normal(0, 6, 400)
minutes = 45 + tours @ [3, 2, -1] + noise
X, _, y, _ = train_test_split(tours, minutes, test_size=100, random_state=1)
best = make_pipeline(StandardScaler(), LinearRegression()).fit(X, y)
target = best.predict(X)
truth = 45 + X @ [3, 2, -1]
off = np.sqrt(np.mean((target - truth) ** 2))
print(f"least squares from the truth: {off:.3f} minutes")

fig = go.Figure()
print("schedule    passes   least  median  greatest  minutes a kilometre")
for schedule in ["optimal", "constant", "adaptive", "invscaling"]:
    apart, passes, weights = [], [], []
    for seed in range(21):
        sgd = SGDRegressor(learning_rate=schedule, random_state=seed)
        model = make_pipeline(StandardScaler(), sgd).fit(X, y)
        gap = model.predict(X) - target
        apart.append(np.sqrt(np.mean(gap**2)))
        passes.append(sgd.n_iter_)
        weights.append(sgd.coef_[0] / model[0].scale_[0])
    row = f"{min(apart):6.3f}  {np.median(apart):6.3f}  {max(apart):8.3f}"
    ends = f"{min(weights):6.2f} to {max(weights):.2f}"
    print(f"{schedule:<10}  {np.median(passes):6.0f}  {row}  {ends}")
    fig.add_scatter(x=apart, y=[schedule] * 21, mode="markers")
fig.add_vline(x=off, line_dash="dash")
fig.update_layout(showlegend=False)
fig.update_xaxes(title="minutes from least squares", type="log", dtick=1)
fig.show()
