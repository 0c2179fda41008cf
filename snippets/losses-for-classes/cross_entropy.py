"""Cross-entropy and its gradient from scores, without any overflow."""

import numpy as np
from sklearn.metrics import log_loss


def cross_entropy(scores, labels):
    """Return the mean categorical cross-entropy, in nats, and its gradient.

    `scores` has shape (n, k), any finite numbers; `labels` holds n whole
    numbers from 0 to k - 1, no booleans. The gradient has the shape of
    `scores`. Raises ValueError where these do not fit. Large scores do no harm.
    """
    scores, labels = np.asarray(scores, float), np.asarray(labels)
    if scores.ndim != 2 or not scores.size or not np.isfinite(scores).all():
        raise ValueError("scores: want a table of finite numbers")
    n, k = scores.shape
    whole = labels.shape == (n,) and labels.dtype.kind in "iu"
    if not whole or labels.min() < 0 or labels.max() >= k:
        raise ValueError(f"labels: want {n} whole numbers from 0 to {k - 1}")
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[np.arange(n), labels])
    return loss, (np.exp(log_p) - np.eye(k)[labels]) / n


scores = np.array([[2.0, 0.5, -1.0], [0.1, 0.2, 0.3], [-1.0, 3.0, 1.0]])
labels = np.array([0, 2, 2])
p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
for i, label in enumerate(labels):
    loss, gradient = cross_entropy(scores[i : i + 1], labels[i : i + 1])
    slopes = " ".join(f"{slope:6.3f}" for slope in gradient[0])
    print(f"class {label}: p {p[i, label]:.3f}  loss {loss:.3f}", end="  ")
    print(f"gradient {slopes}")
loss, _ = cross_entropy(scores, labels)
library = log_loss(labels, p, labels=[0, 1, 2])
print(f"mean {loss:.6f}, scikit-learn {library:.6f}")
wrong, _ = cross_entropy([[1000.0, 0.0]], [1])
print(f"wrong by a score of 1000: {wrong:.0f}")
