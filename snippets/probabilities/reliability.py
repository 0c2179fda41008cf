"""What three models say, against how often it comes true."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

X, digit = load_digits(return_X_y=True)
prime = np.isin(digit, [2, 3, 5, 7])
X, X_new, prime, prime_new = train_test_split(
    X / 16, prime, test_size=0.5, stratify=prime, random_state=0
)
fig = go.Figure()
for name, model, symbol in [
    ("logistic", LogisticRegression(), "circle"),
    ("forest", RandomForestClassifier(random_state=0), "square"),
    ("naive Bayes", GaussianNB(), "diamond"),
]:
    p = model.fit(X, prime).predict_proba(X_new)[:, 1]
    groups = np.minimum((6 * p).astype(int), 5)  # six groups, by what it says
    many = [i for i in range(6) if np.sum(groups == i) >= 10]
    said = [p[groups == i].mean() for i in many]
    true = [prime_new[groups == i].mean() for i in many]
    fig.add_scatter(x=said, y=true, name=name, marker_symbol=symbol)
    print(f"{name}: says {said[-2]:.2f}, true {true[-2]:.2f}", end="; ")
    print(f"{said[-1]:.2f}, {true[-1]:.2f}")
    squares, logs = brier_score_loss(prime_new, p), log_loss(prime_new, p)
    print(f"  squared error {squares:.3f}, cross-entropy {logs:.2f}")
fig.update_traces(mode="lines+markers", marker_size=9)
fig.add_scatter(x=[0, 1], y=[0, 1], name="as it says", line_dash="dot")
fig.data[-1].mode = "lines"
share = prime.mean()
idea = -share * np.log(share) - (1 - share) * np.log(1 - share)
print(f"always {share:.3f}: {share * (1 - share):.3f} and {idea:.2f}")
fig.update_xaxes(title="mean probability in a group")
fig.update_yaxes(title="share of primes in it")
fig.show()
