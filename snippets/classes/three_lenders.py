"""Three lenders: how often each is right, and how many defaults it finds."""

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
y_new = y[2000:]  # the ends of 2,000 new loans, kept away from fitting

flags = {"pays": np.zeros(2000, bool)}  # nobody is flagged
for name, weight in [("plain", None), ("weighted", "balanced")]:
    last = LogisticRegression(class_weight=weight)
    model = make_pipeline(StandardScaler(), last).fit(X[:2000], y[:2000])
    flags[name] = model.predict(X[2000:])
for name, flagged in flags.items():
    right, found = np.mean(flagged == y_new), np.mean(flagged[y_new])
    verdict = "finds most" if found > 0.5 else "misses most"
    print(f"{name:<9} right {right:.2%}, found {found:6.2%}: {verdict}")
