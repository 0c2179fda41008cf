"""Five numbers, and the same with a zero too many: one measure stays."""

import numpy as np

right = np.array([2, 3, 3, 4, 5])
typed = np.array([2, 3, 3, 4, 50])
measures = {"mean": np.mean, "median": np.median, "deviation": np.std}
for name, measure in measures.items():
    before, after = measure(right), measure(typed)
    print(f"{name}: {before:.2f}, with the typo {after:.2f}", end="")
    print(", stays" if before == after else f", {after / before:.1f} times")
