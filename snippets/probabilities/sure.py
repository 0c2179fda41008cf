"""Three models that say how sure they are, and how often that comes true."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

X, digit = load_digits(return_X_y=True)
prime = np.isin(digit, [2, 3, 5, 7])
X, X_new, prime, prime_new = train_test_split(
    X / 16, prime, test_size=0.5, stratify=prime, random_state=0
)
models = {
    "logistic": LogisticRegression(),
    "forest": RandomForestClassifier(random_state=0),
    "naive Bayes": GaussianNB(),
}
for name, model in models.items():
    p = model.fit(X, prime).predict_proba(X_new)[:, 1]
    yes = p > 0.5
    said, true = p[yes].mean(), prime_new[yes].mean()
    gap = said - true
    verdict = (
        "too sure" if gap > 0.1 else "too modest" if gap < -0.1 else "fits"
    )
    print(f"{name:<11} {said:.0%} sure, {true:.0%} right: {verdict}")
