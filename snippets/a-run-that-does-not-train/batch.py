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
print("batch           shapes          range    deviation")
for name, (inputs, labels) in batches.items():
    reach = f"{inputs.min():.0f} to {inputs.max():.0f}"
    print(f"{name:<15} {inputs.shape} {labels.shape}", end="  ")
    print(f"{reach:<7}  {inputs.std():9.2f}")
print("cases of class ", *[f"{label:2}" for label in range(10)])
for name, (_, labels) in batches.items():
    counts = np.bincount(labels, minlength=10)
    print(f"{name:<15}", *[f"{count:2}" for count in counts])
