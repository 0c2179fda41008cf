"""Step 1, look at a batch: pixels that were not scaled, a sorted file."""

import numpy as np
from sklearn.datasets import load_digits

X, y = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(1797)
by_class = np.argsort(y, kind="stable")
batches = {
    "sound": (X[order[:32]] / 16, y[order[:32]]),
    "not scaled": (X[order[:32]], y[order[:32]]),
    "sorted file": (X[by_class[:32]] / 16, y[by_class[:32]]),
}
for name, (inputs, labels) in batches.items():
    print(f"{name:<12} {inputs.shape} {labels.shape}", end="  ")
    print(f"{inputs.min():.0f} to {inputs.max():.0f}", end=", ")
    print(f"deviation {inputs.std():.2f}", end=", cases of each class: ")
    print(*np.bincount(labels, minlength=10))
