"""Accuracy, precision, recall and f1 from four counts, and by scikit-learn."""

import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
n = 4000
age = rng.integers(21, 71, n)  # years
income = rng.lognormal(3.9, 0.4, n).round() * 1000  # dollars a year
debt = rng.beta(2, 4, n).round(2)  # debt payments / income
X = pd.DataFrame({"age": age, "income": income, "debt_ratio": debt})
odds = np.exp(5 * debt - 0.02 * age - 0.025 * income / 1000 - 1.7)
y = rng.random(n) < odds / (1 + odds)  # True is default
X_new, y_new = X[2000:], y[2000:]  # kept away from fitting

balanced = LogisticRegression(class_weight="balanced")
model = make_pipeline(StandardScaler(), balanced).fit(X[:2000], y[:2000])
flagged = model.predict(X_new)
caught, missed = np.sum(flagged & y_new), np.sum(~flagged & y_new)
alarms, passed = np.sum(flagged & ~y_new), np.sum(~flagged & ~y_new)
print("            flagged  not flagged")
print(f"defaults {caught:10}{missed:13}")
print(f"pays     {alarms:10}{passed:13}")

precision, recall = caught / (caught + alarms), caught / (caught + missed)
by_hand = {
    metrics.accuracy_score: (caught + passed) / len(y_new),
    metrics.precision_score: precision,
    metrics.recall_score: recall,
    metrics.f1_score: 2 * precision * recall / (precision + recall),
}
print("           by hand  scikit-learn")
for score, value in by_hand.items():
    name = score.__name__.removesuffix("_score")
    print(f"{name:<10} {value:.5f}  {score(y_new, flagged):12.5f}")
