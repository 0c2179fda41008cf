"""Counting words gives the probabilities of scikit-learn's spam filter."""

import numpy as np
from sklearn.naive_bayes import MultinomialNB

words = "you today meeting report parcel account free click cash prize verify"
harmless = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
spam = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
rng = np.random.default_rng(1)
in_spam = rng.multinomial(10, spam, 400)  # word counts, one row a mail
in_harmless = rng.multinomial(10, harmless, 600)

counts, other_counts = in_spam.sum(axis=0) + 1, in_harmless.sum(axis=0) + 1
ratio = counts / counts.sum() / (other_counts / other_counts.sum())
mails, labels = np.vstack([in_spam, in_harmless]), [1] * 400 + [0] * 600
model = MultinomialNB().fit(mails, labels)
for mail in ["free meeting today", "free today", "free cash today"]:
    odds = 400 / 600
    for word in mail.split():
        odds = odds * ratio[words.split().index(word)]
    count = [mail.split().count(word) for word in words.split()]
    library = model.predict_proba([count])[0, 1]
    print(f"{mail:<19} counted {odds / (1 + odds):.4f}, library {library:.4f}")
