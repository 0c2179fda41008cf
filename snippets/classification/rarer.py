"""The same model where each patient it looks for has ten times the others."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_diabetes(return_X_y=True)
worse = y > 211  # the quarter whose disease went on most
X, X_new, worse, worse_new = train_test_split(
    X, worse, test_size=0.5, stratify=worse, random_state=0
)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, worse)
p = model.predict_proba(X_new)[:, 1]  # the probability of True
table = confusion_matrix(worse_new, p >= 0.25)
print(f"{len(y)} patients, {np.sum(y > 211)} of them get worse")
print("new ones: left alone, flagged")
for name, row in zip(["not worse", "worse"], table, strict=True):
    print(f"{name:<9} {row[0]:11} {row[1]:8}")

scores = {}
for times in (1, 10):
    copies = np.where(worse_new, 1, times)  # how often each patient comes
    counts = confusion_matrix(worse_new, p >= 0.25, sample_weight=copies)
    (rest, alarms), (misses, hits) = counts
    area = roc_auc_score(worse_new, p, sample_weight=copies)
    for name, score in {
        "recall": hits / (hits + misses),
        "false positive rate": alarms / (alarms + rest),
        "area under the ROC curve": area,
        "precision": hits / (hits + alarms),
    }.items():
        scores.setdefault(name, []).append(score)
print("in the clinic, and with ten times as many others:")
for name, (here, there) in scores.items():
    verdict = "stays" if abs(here - there) < 0.001 else "falls"
    print(f"{name:<24} {here:.3f} {there:.3f} {verdict}")
