"""Accuracy, precision and recall of one model at many thresholds."""

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

model = make_pipeline(StandardScaler(), LogisticRegression())
model.fit(X[:2000], y[:2000])
probability, y_new = model.predict_proba(X[2000:])[:, 1], y[2000:]
print("flagged from  accuracy  precision  recall")
for threshold in [0.05, 0.10, 0.14, 0.20, 0.30, 0.40, 0.50]:
    flagged = probability >= threshold
    accuracy = np.mean(flagged == y_new)
    precision, recall = np.mean(y_new[flagged]), np.mean(flagged[y_new])
    print(f"{threshold:12.2f}{accuracy:10.4f}{precision:11.3f}{recall:8.3f}")
