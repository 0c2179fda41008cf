"""Fit a spam filter on one month, on three or on all: drift and size decide."""

import numpy as np
from sklearn.naive_bayes import MultinomialNB

words = "you today meeting report parcel account free click cash prize verify"
harmless = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
spam_old = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
spam_new = np.array([7, 7, 1, 2, 7, 6, 1, 2, 0.5, 0.5, 6]) / 40


def december(n, drift, rng):
    """Return accuracies in December: fitted on the last 1, 3, 11 months."""
    months = []
    for month, size in enumerate([n] * 11 + [1000]):  # judged on 1000 mails
        y = rng.random(size) < 0.4
        spam = spam_old + drift * (spam_new - spam_old) * month / 11
        X = rng.multinomial(10, np.where(y[:, None], spam, harmless))
        months.append((X, y))
    X_all = np.concatenate([X for X, _ in months[:-1]])
    y_all = np.concatenate([y for _, y in months[:-1]])
    spans = [-n, -3 * n, -11 * n]
    models = [MultinomialNB().fit(X_all[k:], y_all[k:]) for k in spans]
    return [model.score(*months[-1]) for model in models]


rng = np.random.default_rng(1)
print("mails a month          last month  last three  all so far")
for drift, world in [(1, "changing"), (0, "standing still")]:
    for n in [5, 20, 1000]:
        runs = [december(n, drift, rng) for _ in range(60)]
        scores = "".join(f"{score:12.3f}" for score in np.mean(runs, axis=0))
        print(f"{world:<15}{n:5}{scores}")
