"""Two ways to calibrate a model afterwards, on cases left out of its fit."""

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import load_digits
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

X, digit = load_digits(return_X_y=True)
prime = np.isin(digit, [2, 3, 5, 7])
X, X_new, prime, prime_new = train_test_split(
    X / 16, prime, test_size=0.5, stratify=prime, random_state=0
)
models = {"naive Bayes": GaussianNB()}
for method in ["sigmoid", "isotonic"]:
    models[method] = CalibratedClassifierCV(
        GaussianNB(), method=method, cv=5, ensemble=False
    )
print("primes: said and true; then area under ROC, cross-entropy")
for name, model in models.items():
    p = model.fit(X, prime).predict_proba(X_new)[:, 1]
    yes = p > 0.5
    said, true = p[yes].mean(), prime_new[yes].mean()
    area, loss = roc_auc_score(prime_new, p), log_loss(prime_new, p)
    print(f"{name:<11} {said:.0%} sure, {true:.0%} right", end="; ")
    print(f"{area:.3f} {loss:.2f}")
