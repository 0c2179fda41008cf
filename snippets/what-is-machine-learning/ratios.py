"""How much more frequent each word is in spam than in harmless mail."""

import numpy as np
import plotly.graph_objects as go

words = "you today meeting report parcel account free click cash prize verify"
words = np.array(words.split())
harmless = np.array([8, 7, 6, 5, 3, 3, 3, 3, 0.5, 0.5, 1]) / 40
spam = np.array([7, 7, 1, 1, 1, 2, 6, 5, 5, 4.5, 0.5]) / 40
rng = np.random.default_rng(1)
in_spam = rng.multinomial(10, spam, 400)  # word counts, one row a mail
in_harmless = rng.multinomial(10, harmless, 600)

counts, other_counts = in_spam.sum(axis=0) + 1, in_harmless.sum(axis=0) + 1
ratio = counts / counts.sum() / (other_counts / other_counts.sum())
for word in ["meeting", "free", "cash"]:
    print(f"{word:<8} in spam / in harmless: {ratio[words == word][0]:.2f}")
order = np.argsort(ratio)
fig = go.Figure(go.Bar(x=ratio[order] - 1, y=words[order], base=1))
fig.data[0].update(orientation="h", text=[f"{r:.2f}" for r in ratio[order]])
fig.update_traces(textposition="outside", cliponaxis=False)
fig.update_xaxes(title="share in spam / share in harmless", type="log")
fig.update_xaxes(range=[-1.25, 1.25], tickvals=[0.1, 0.3, 1, 3, 10])
fig.update_yaxes(dtick=1)
fig.show()
