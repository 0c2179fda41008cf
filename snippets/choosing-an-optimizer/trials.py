"""How many random trials find one of the best settings, 19 times in 20."""

import numpy as np

print("the best  trials  chance to find one  with 8 trials")
for share in [0.1, 0.05, 0.01]:
    trials = int(np.ceil(np.log(0.05) / np.log(1 - share)))
    found, by_8 = 1 - (1 - share) ** trials, 1 - (1 - share) ** 8
    print(f"{share:8.0%}{trials:8}{found:20.1%}{by_8:15.0%}")
