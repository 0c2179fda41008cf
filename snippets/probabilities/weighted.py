"""Weighting a class by k adds ln k to the log-odds, if the model is right."""

import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(1)
x = rng.normal(size=(200_000, 2))
k = 10
print(f"ln {k} = {np.log(k):.2f}")
for truth, square in [("a plane", 0.0), ("not a plane", 0.7)]:
    log_odds = -3 + 1.5 * x[:, 0] - x[:, 1] + square * x[:, 0] ** 2
    y = rng.random(len(x)) < 1 / (1 + np.exp(-log_odds))
    kept = y | (rng.random(len(x)) < 1 / k)  # one in k of the rest
    everybody = np.full(len(x), True)
    print(f"log-odds are {truth}: intercept, weights")
    for name, weight, rows in [
        ("plain", 1, everybody),
        (f"class weighted by {k}", k, everybody),
        (f"one in {k} of the rest", 1, kept),
    ]:
        model = LogisticRegression(C=np.inf, class_weight={True: weight})
        model.fit(x[rows], y[rows])
        b, w = model.intercept_[0], model.coef_[0]
        print(f"  {name:<21} {b:6.2f} {w[0]:6.2f} {w[1]:6.2f}")
