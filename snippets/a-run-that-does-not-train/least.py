"""Of a softmax taken twice: more classes leave less between start and end."""

import numpy as np

for k in [2, 10, 1000]:
    start, least = np.log(k), np.log(np.e + k - 1) - 1
    print(
        f"{k:4} classes: ln k = {start:.3f}, least loss {least:.3f}", end=", "
    )
    print(f"{least / start:.0%} of the start is left")
