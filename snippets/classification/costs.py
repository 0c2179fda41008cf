"""A threshold from costs, one chosen on old patients, and the habit of 0.5."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_diabetes(return_X_y=True)
worse = y > 211  # the quarter whose disease went on most
X, X_new, worse, worse_new = train_test_split(
    X, worse, test_size=0.5, stratify=worse, random_state=0
)
model = make_pipeline(StandardScaler(), LogisticRegression())
folds = cross_val_predict(model, X, worse, cv=5, method="predict_proba")
p = model.fit(X, worse).predict_proba(X_new)[:, 1]
miss, alarm = 4, 1  # what each mistake costs, in visits


def costs(p, true, threshold):
    """Return what each decision costs more than the right one."""
    flagged = p >= threshold
    return np.where(true, miss * ~flagged, alarm * flagged)


tried = np.linspace(0.02, 0.98, 49)
on_folds = [costs(folds[:, 1], worse, each).mean() for each in tried]
chosen = tried[np.argmin(on_folds)]
from_costs = alarm / (alarm + miss)
for name, threshold in [
    ("by habit", 0.5),
    ("from the costs", from_costs),
    ("chosen on folds", chosen),
    ("flag everybody", 0.0),
    ("flag nobody", np.inf),
]:
    cost = costs(p, worse_new, threshold).mean()
    print(f"{name:<15} {threshold:4.2f}: {cost:.3f} visits a new patient")
gain = costs(p, worse_new, 0.5) - costs(p, worse_new, from_costs)
error = gain.std(ddof=1) / np.sqrt(len(gain))
print(f"{from_costs:.2f} saves {gain.mean():.3f}, standard error {error:.3f}")
