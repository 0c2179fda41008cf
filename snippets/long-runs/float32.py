"""Many small updates of a weight of 1: what float32 loses of them."""

import numpy as np

print("100,000 updates from 1   exact   float32   float64")
for rate in (1e-5, 1e-7, 6e-8, 5e-8):
    small, large = np.float32(1), np.float64(1)
    for _ in range(100_000):
        small = small + np.float32(rate)
        large = large + np.float64(rate)
    row = f"{1 + 1e5 * rate:9.4f}{small:10.4f}{large:10.4f}"
    print(f"each adds {rate:.0e}     {row}")
gap = np.spacing(np.float32(1))
print(f"the float32 after 1 is 1 + {gap:.3g}; half of that is {gap / 2:.3g}")
