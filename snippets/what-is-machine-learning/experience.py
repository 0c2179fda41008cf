"""With more mails to learn from, a spam filter nears the best possible one."""

import numpy as np
import plotly.graph_objects as go
from sklearn.naive_bayes import MultinomialNB

words = "you today meeting report parcel account free click cash prize verify"
harmless = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
spam = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
keywords = [word in ("cash", "prize") for word in words.split()]
rng = np.random.default_rng(1)


def inbox(n):
    y = rng.random(n) < 0.4  # True is spam
    return rng.multinomial(10, np.where(y[:, None], spam, harmless)), y


X_new, y_new = inbox(50_000)
by_rule = np.mean((X_new[:, keywords].sum(axis=1) > 0) == y_new)
odds = 0.4 / 0.6 * np.prod((spam / harmless) ** X_new, axis=1)
bound = np.mean((odds > 1) == y_new)
print(f"keywords {by_rule:.3f}, best possible {bound:.3f}")

sizes = [2, 4, 8, 16, 32, 64, 128, 256, 512]
learned = []
for n in sizes:
    models = [MultinomialNB().fit(*inbox(n)) for _ in range(50)]
    scores = [np.mean(model.predict(X_new) == y_new) for model in models]
    learned.append(np.median(scores))
    print(f"{n:4} mails: median {learned[-1]:.3f}", end="  ")
    print(f"worst of 50 {min(scores):.3f}")

fig = go.Figure()
for name, right, dash in [
    ("learned, median", learned, "solid"),
    ("keywords", [by_rule] * 9, "dot"),
    ("bound: best possible", [bound] * 9, "dash"),
]:
    right = 100 * np.array(right)
    fig.add_scatter(x=sizes, y=right, name=name, line_dash=dash, mode="lines")
fig.update_xaxes(title="mails learned from", type="log", tickvals=sizes)
fig.update_yaxes(title="new mails judged rightly, per cent")
fig.show()
