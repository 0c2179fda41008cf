"""Every mail is misjudged by a hair; each loss gives that another price."""

import numpy as np
from sklearn.metrics import brier_score_loss, log_loss

y = np.array([0, 1] * 50)  # a hundred mails, half of them spam
p = np.where(y == 1, 0.49, 0.51)  # each on the wrong side, by a hair
margin = (2 * y - 1) * np.log(p / (1 - p))
off = 1 - margin  # how far a margin falls short of 1; above 1 here

print(f"share of mistakes     {np.mean((p > 0.5) != y):.3f}")
print(f"cross-entropy, nats   {log_loss(y, p):.3f}")
print(f"cross-entropy, bits   {log_loss(y, p) / np.log(2):.3f}")
print(f"hinge                 {np.mean(np.maximum(0, off)):.3f}")
print(f"squared, margin       {np.mean(off**2):.3f}")
print(f"absolute, margin      {np.mean(np.abs(off)):.3f}")
print(f"Huber, margin         {np.mean(np.abs(off) - 0.5):.3f}")
print(f"squared, probability  {brier_score_loss(y, p):.3f}")
