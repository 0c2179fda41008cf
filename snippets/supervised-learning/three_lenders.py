"""Three lenders: how often each is right, and how many defaults it finds."""

import numpy as np
import pandas as pd
from sklearn.dummy import DummyClassifier
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

plain = LogisticRegression()
weighted = LogisticRegression(class_weight="balanced")
models = {
    "pays": DummyClassifier(strategy="constant", constant=False),
    "plain": make_pipeline(StandardScaler(), plain),
    "weighted": make_pipeline(StandardScaler(), weighted),
}
print(f"of {len(y_new)} new borrowers {y_new.sum()} default")
for name, model in models.items():
    flagged = model.fit(X[:2000], y[:2000]).predict(X_new)
    found = np.mean(flagged[y_new])
    verdict = "finds most" if found > 0.5 else "misses most"
    print(f"{name:<9} right about {np.mean(flagged == y_new):.2%}", end=", ")
    print(f"finds {found:>6.2%} of the defaults: {verdict}")
