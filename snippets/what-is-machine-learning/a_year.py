"""Three spam filters in a year in which spam changes: one is refitted."""

import numpy as np
import plotly.graph_objects as go
from sklearn.naive_bayes import MultinomialNB

words = "you today meeting report parcel account free click cash prize verify"
harmless = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
spam_old = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
spam_new = np.array([7, 7, 1, 2, 7, 6, 1, 2, 0.5, 0.5, 6]) / 40
keywords = [word in ("cash", "prize") for word in words.split()]
rng = np.random.default_rng(1)


def inbox(month):  # word counts of 1000 mails, and labels
    y = rng.random(1000) < 0.4  # True is spam
    spam = spam_old + (spam_new - spam_old) * month / 11
    return rng.multinomial(10, np.where(y[:, None], spam, harmless)), y


X, y = inbox(0)
once, monthly = MultinomialNB().fit(X, y), MultinomialNB().fit(X, y)
before = once.feature_log_prob_.copy()
caught = []
for month in range(12):
    X, y = inbox(month)
    flags = [X[:, keywords].any(axis=1), once.predict(X), monthly.predict(X)]
    caught.append([flag[y].mean() for flag in flags])
    monthly.fit(X, y)  # by now somebody has marked this month's spam

fig = go.Figure(layout_showlegend=False)
names = {"keywords": "dot", "fitted once": "solid", "refitted": "dash"}
rows = zip(names.items(), np.array(caught).T, flags, strict=True)
for (name, dash), share, flag in rows:
    verdict = "the least" if share[-1] == min(caught[-1]) else "more"
    year = f"Jan {share[0]:.0%} Dec {share[-1]:3.0%}, {verdict}"
    print(f"{name:<11} {year}; flags {flag[~y].mean():.0%} of harmless")
    fig.add_scatter(x=np.arange(1, 13), y=100 * share, line_dash=dash)
    fig.data[-1].update(name=name, text=[None] * 11 + [f" {name}"])
changed = np.sum(once.feature_log_prob_ != before)
print(f"{changed} of {before.size} numbers changed by a year of reading")
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_xaxes(title="month", range=[1, 16.5], tickvals=[1, 3, 6, 9, 12])
fig.update_yaxes(title="spam caught, per cent", range=[-4, 102])
fig.show()
