"""Weighting a rare class moves along the ROC curve and spoils probabilities."""

import numpy as np
import plotly.graph_objects as go
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
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

fig = go.Figure()
print(f"share of defaults {y_new.mean():.4f}")
for name, weight, symbol in [
    ("plain", None, "circle"),
    ("weighted", "balanced", "square-open"),
]:
    last = LogisticRegression(class_weight=weight)
    model = make_pipeline(StandardScaler(), last).fit(X, y)
    p = model.predict_proba(X_new)[:, 1]
    above = p[y_new][:, None] - p[~y_new]  # each defaulter, each payer
    pairs = np.mean(above > 0) + np.mean(above == 0) / 2
    print(f"{name:<9} pairs {pairs:.4f}", end="  ")
    print(f"area {roc_auc_score(y_new, p):.4f}", end="  ")
    print(f"mean probability {p.mean():.4f}")
    if name == "plain":
        alarms, recall, _ = roc_curve(y_new, p)
        fig.add_scatter(x=alarms, y=recall, name="all thresholds")
    x, height = np.mean(p[~y_new] > 0.5), np.mean(p[y_new] > 0.5)
    fig.add_scatter(x=[x], y=[height], name=f"{name} from 0.5")
    fig.data[-1].update(mode="markers", marker_symbol=symbol, marker_size=11)
fig.add_scatter(x=[0, 1], y=[0, 1], name="by chance", line_dash="dot")
fig.data[-1].mode = fig.data[0].mode = "lines"
fig.update_xaxes(title="false positive rate: share of payers flagged")
fig.update_yaxes(title="recall: share of defaults flagged")
fig.show()
