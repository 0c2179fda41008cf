"""Accuracy, precision and recall of one model at many thresholds."""

import numpy as np
import plotly.graph_objects as go
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
n = 4000
age = rng.integers(21, 71, n)  # years
income = rng.lognormal(3.9, 0.4, n).round() * 1000  # dollars a year
debt = rng.beta(2, 4, n).round(2)  # debt payments / income
X, X_new = np.split(np.column_stack([age, income, debt]), 2)  # half is new
odds = np.exp(5 * debt - 0.02 * age - 0.025 * income / 1000 - 1.7)
y, y_new = np.split(rng.random(n) < odds / (1 + odds), 2)  # True is default

model = make_pipeline(StandardScaler(), LogisticRegression())
probability = model.fit(X, y).predict_proba(X_new)[:, 1]
thresholds = np.arange(1, 51) / 100
scores = {"accuracy": [], "precision": [], "recall": []}
for threshold in thresholds:
    flagged = probability >= threshold
    scores["accuracy"].append(np.mean(flagged == y_new))
    scores["precision"].append(np.mean(y_new[flagged]))
    scores["recall"].append(np.mean(flagged[y_new]))
print("flagged from  accuracy  precision  recall")
for i in [4, 9, 13, 19, 29, 39, 49]:
    a, p, r = (score[i] for score in scores.values())
    print(f"{thresholds[i]:12.2f}{a:10.4f}{p:11.3f}{r:8.3f}")
falls = np.diff(scores["precision"]) < 0
print("precision falls on the way to", *thresholds[1:][falls])
balanced = LogisticRegression(class_weight="balanced")
weighted = make_pipeline(StandardScaler(), balanced).fit(X, y)
share = y.mean()
same = np.mean((probability >= share) == weighted.predict(X_new))
print(f"flagged from {share:.4f} on, {same:.2%} are named as by weighted")
fig = go.Figure()
for name, dash in zip(scores, ["dot", "dash", "solid"], strict=True):
    fig.add_scatter(x=thresholds, y=scores[name], name=name, line_dash=dash)
    fig.data[-1].update(text=[None] * 49 + [f" {name}"], showlegend=False)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_xaxes(title="flagged from this probability on", range=[0, 0.68])
fig.update_yaxes(title="share", range=[-0.04, 1.02])
fig.show()
