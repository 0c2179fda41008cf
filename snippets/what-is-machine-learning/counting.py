"""Counting words gives the probabilities of scikit-learn's spam filter."""

import numpy as np
import plotly.graph_objects as go
from sklearn.naive_bayes import MultinomialNB

words = "you today meeting report parcel account free click cash prize verify"
words = np.array(words.split())
harmless = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
spam = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
rng = np.random.default_rng(1)
y = rng.random(1000) < 0.4  # True is spam
X = rng.multinomial(10, np.where(y[:, None], spam, harmless))

in_spam, in_harmless = X[y].sum(axis=0) + 1, X[~y].sum(axis=0) + 1
ratio = in_spam / in_spam.sum() / (in_harmless / in_harmless.sum())
print("counted, plus one: in spam  in harmless  ratio of the shares")
for word in ["meeting", "free", "cash"]:
    i = list(words).index(word)
    print(f"{word:<15}", end="")
    print(f"{in_spam[i]:12}{in_harmless[i]:13}{ratio[i]:21.2f}")

prior = y.sum() / (~y).sum()
model = MultinomialNB().fit(X, y)
print(f"{y.sum()} spam to {(~y).sum()} harmless: {prior:.3f}")
for mail in ["free meeting today", "free today", "free cash today"]:
    count = np.array([mail.split().count(word) for word in words])
    odds = prior * np.prod(ratio**count)
    library = model.predict_proba([count])[0, 1]
    print(f"{mail:<19} by counting {odds / (1 + odds):.4f}", end="")
    print(f"  scikit-learn {library:.4f}")

order = np.argsort(ratio)
fig = go.Figure(go.Bar(x=np.log2(ratio[order]), y=words[order]))
fig.data[0].update(orientation="h", text=[f"{r:.2f}" for r in ratio[order]])
fig.update_traces(textposition="outside", cliponaxis=False)
ticks = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8]
names = ["1/8", "1/4", "1/2", "1", "2", "4", "8"]
fig.update_xaxes(title="share in spam / share in harmless")
fig.update_xaxes(tickvals=np.log2(ticks), ticktext=names, range=[-3.9, 4])
fig.update_yaxes(title="word", title_standoff=20, dtick=1)
fig.show()
