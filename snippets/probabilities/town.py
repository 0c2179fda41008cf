"""A clinic's model in a town, where the odds of its class are a tenth."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_diabetes(return_X_y=True)
worse = y > 211  # the quarter whose disease went on most
X, X_new, worse, worse_new = train_test_split(
    X, worse, test_size=0.5, stratify=worse, random_state=0
)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, worse)
p = model.predict_proba(X_new)[:, 1]
town = np.where(worse_new, 1, 10)  # how often each new patient comes there
shifted = 1 / (1 + (1 - p) / p * 10)  # log-odds less ln 10
balanced = LogisticRegression(class_weight="balanced")
model = make_pipeline(StandardScaler(), balanced).fit(X, worse)
print(f"{np.average(worse_new, weights=town):.3f} of the town get worse")
print("what the model says, cross-entropy, cost:")
for name, each in [
    ("as in the clinic", p),
    ("shifted by ln 10", shifted),
    ("balanced weights", model.predict_proba(X_new)[:, 1]),
]:
    flagged = each >= 0.2  # a miss costs four false alarms
    costs = np.where(worse_new, 4 * ~flagged, flagged)
    said, cost = np.average([each, costs], weights=town, axis=1)
    loss = log_loss(worse_new, each, sample_weight=town)
    print(f"{name} {said:.3f} {loss:9.3f} {cost:9.3f}")
