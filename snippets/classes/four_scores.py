"""Four counts of right and wrong answers, and the four scores made of them."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
age = rng.integers(21, 71, 4000)  # years
income = rng.lognormal(3.9, 0.4, 4000).round() * 1000  # dollars a year
debt = rng.beta(2, 4, 4000).round(2)  # debt payments / income
X = np.column_stack([age, income, debt])
odds = np.exp(5 * debt - 0.02 * age - 0.025 * income / 1000 - 1.7)
y = rng.random(4000) < odds / (1 + odds)  # True is default

weighted = LogisticRegression(class_weight="balanced")
model = make_pipeline(StandardScaler(), weighted).fit(X[:2000], y[:2000])
flagged, defaults = model.predict(X[2000:]), y[2000:]
hits, misses = np.sum(flagged & defaults), np.sum(~flagged & defaults)
alarms, passed = np.sum(flagged & ~defaults), np.sum(~flagged & ~defaults)
precision, recall = hits / (hits + alarms), hits / (hits + misses)
f1 = 2 * precision * recall / (precision + recall)
print(f"hits {hits}, misses {misses}, alarms {alarms}, passed {passed}")
print(f"accuracy {(hits + passed) / 2000:.3f}, precision {precision:.3f}")
print(f"recall   {recall:.3f}, f1        {f1:.3f}")
