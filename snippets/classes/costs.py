"""The cheapest threshold for refusing a loan follows from what errors cost."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)


def borrowers(n):
    """Return features, the true probability of default, and labels."""
    age = rng.integers(21, 71, n)  # years
    income = rng.lognormal(3.9, 0.4, n).round() * 1000  # dollars a year
    debt = rng.beta(2, 4, n).round(2)  # debt payments / income
    X = pd.DataFrame({"age": age, "income": income, "debt_ratio": debt})
    odds = np.exp(5 * debt - 0.02 * age - 0.025 * income / 1000 - 1.7)
    return X, odds / (1 + odds), rng.random(n) < odds / (1 + odds)


def cost(flagged, y):
    """Return dollars a borrower: 9000 a default let in, 1000 a payer lost."""
    return np.mean(9000 * (~flagged & y) + 1000 * (flagged & ~y))


X, p, y = borrowers(4000)
model = make_pipeline(StandardScaler(), LogisticRegression())
guess = model.fit(X[:2000], y[:2000]).predict_proba(X[2000:])[:, 1]
_, p_many, y_many = borrowers(400_000)
print("flagged from  model, 2,000  truth, 2,000  truth, 400,000")
for threshold in [0.05, 0.08, 0.09, 0.10, 0.11, 0.12, 0.15, 0.30, 0.50]:
    by_model = cost(guess >= threshold, y[2000:])
    by_truth = cost(p[2000:] >= threshold, y[2000:])
    many = cost(p_many >= threshold, y_many)
    print(f"{threshold:12.2f}{by_model:14,.0f}", end="")
    print(f"{by_truth:14,.0f}{many:16,.0f}")
print(f"1000 / (1000 + 9000) = {1000 / (1000 + 9000):.2f}")
