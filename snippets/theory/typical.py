"""What exact line search leaves from random starts, beside its bound."""

import numpy as np

rng = np.random.default_rng(1)
print("share of the loss left by a step, 300 starts in ten dimensions")
for kappa in [9, 100]:
    H = np.geomspace(1, kappa, 10)
    w, shares = rng.normal(size=(300, 10)), []
    for _ in range(200):
        g, before = H * w, w**2 @ H
        rate = np.sum(g**2, axis=1) / (g**2 @ H)
        w = w - rate[:, None] * g
        shares.append(w**2 @ H / before)
    print(f"κ = {kappa}: bound {((kappa - 1) / (kappa + 1)) ** 2:.4f}")
    for step in [1, 10, 200]:
        low, middle, high = np.quantile(shares[step - 1], [0.05, 0.5, 0.95])
        print(f"  step {step:3}: median {middle:.4f}", end=", ")
        print(f"5% to 95%: {low:.4f} to {high:.4f}")
