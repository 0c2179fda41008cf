"""Three kinds of wine, and the lines on which two linear scores are equal."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

wine = load_wine(as_frame=True)
X = wine.data[["alcohol", "color_intensity"]]
X_fit, X_new, y_fit, y_new = train_test_split(
    X, wine.target, test_size=0.5, random_state=1, stratify=wine.target
)
model = make_pipeline(StandardScaler(), LogisticRegression())
model.fit(X_fit, y_fit)
print(f"{len(X)} wines, {len(y_new)} of them new to the model", end="; ")
print(f"it is right about {model.score(X_new, y_new):.1%} of those")

fig = go.Figure()
for kind, symbol in enumerate(["circle", "square-open", "diamond"]):
    alcohol, colour = X_new[y_new == kind].to_numpy().T
    fig.add_scatter(x=alcohol, y=colour, name=f"kind {kind}", mode="markers")
    fig.data[-1].marker.update(symbol=symbol, size=7)

scaler, last = model[0], model[-1]  # score of a kind: w @ (alcohol, colour) + b
w = last.coef_ / scaler.scale_
b = last.intercept_ - w @ scaler.mean_
alcohol = np.linspace(11, 15, 801)
for one, other, third in [(0, 1, 2), (0, 2, 1), (1, 2, 0)]:
    slope, height = w[one] - w[other], b[one] - b[other]
    colour = -(slope[0] * alcohol + height) / slope[1]
    X_line = np.column_stack([alcohol, colour])
    rest = X_line @ (w[third] - w[one]) + b[third] - b[one] < 0
    fig.add_scatter(x=alcohol[rest], y=colour[rest], mode="lines")
    fig.data[-1].update(line_color="gray", showlegend=False)
meet = np.linalg.solve(w[:2] - w[2], b[2] - b[:2])
print(f"boundaries meet at {meet[0]:.2f}% alcohol, colour {meet[1]:.2f}")
fig.update_xaxes(title="alcohol, per cent by volume", range=[11, 15])
fig.update_yaxes(title="colour intensity", range=[-0.5, 13.5])
fig.show()
