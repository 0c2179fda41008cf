"""How many random trials find one of the best settings, 19 times in 20."""

import numpy as np

for share in [0.1, 0.05, 0.01]:
    trials = int(np.ceil(np.log(0.05) / np.log(1 - share)))
    found = 1 - (1 - share) ** trials
    print(f"best {share:4.0%}: {trials:3} trials find one", end=" ")
    print(f"with a chance of {found:.1%}, 8 with {1 - (1 - share) ** 8:.0%}")
