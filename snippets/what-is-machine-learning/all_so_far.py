"""Fit a spam filter on last month or on all months: drift and size decide."""

import numpy as np
from sklearn.naive_bayes import MultinomialNB

words = "you today meeting report parcel account free click cash prize verify"
harmless = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
spam_old = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
spam_new = np.array([7, 7, 1, 2, 7, 6, 1, 2, 0.5, 0.5, 6]) / 40


def december(n, drift, rng):
    """Return accuracies in December: fitted on November, on all so far."""
    months = []
    for month, size in enumerate([n] * 11 + [1000]):  # judged on 1000 mails
        y = rng.random(size) < 0.4
        spam = spam_old + drift * (spam_new - spam_old) * month / 11
        X = rng.multinomial(10, np.where(y[:, None], spam, harmless))
        months.append((X, y))
    X_all = np.concatenate([X for X, _ in months[:-1]])
    y_all = np.concatenate([y for _, y in months[:-1]])
    last = MultinomialNB().fit(*months[-2])
    everything = MultinomialNB().fit(X_all, y_all)
    return last.score(*months[-1]), everything.score(*months[-1])


rng = np.random.default_rng(1)
for drift, world in [(1, "changing"), (0, "standing still")]:
    for n in [5, 20, 1000]:
        runs = [december(n, drift, rng) for _ in range(100)]
        last, everything = np.mean(runs, axis=0)
        print(f"{world:<15}{n:5} mails a month:", end="  ")
        print(f"last month {last:.3f}  all so far {everything:.3f}")
