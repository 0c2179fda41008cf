"""Weighting a rare class does little more than move the threshold."""

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

plain = make_pipeline(StandardScaler(), LogisticRegression())
plain.fit(X[:2000], y[:2000])
balanced = LogisticRegression(class_weight="balanced")
weighted = make_pipeline(StandardScaler(), balanced).fit(X[:2000], y[:2000])
share = y[:2000].mean()  # of the old borrowers who defaulted
early = plain.predict_proba(X[2000:])[:, 1] >= share
same = np.mean(early == weighted.predict(X[2000:]))
print(f"plain, flagged from {share:.4f} on, and weighted agree: {same:.2%}")
