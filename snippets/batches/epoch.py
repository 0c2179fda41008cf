"""How many updates make an epoch, and which cases random draws never touch."""

import numpy as np

n, batch = 442, 100  # the patients of load_diabetes
order = np.random.default_rng(1).permutation(n)
sizes = [len(order[i : i + batch]) for i in range(0, n, batch)]
print(f"batches of {batch}: {len(sizes)} updates an epoch, sizes {sizes}")
for batch in [1, 26, 442]:
    print(f"batches of {batch}: updates an epoch {n // batch}")

print("share of the cases that 442 draws never touch")
seen = len(np.unique(order[:n]))
print(f"  each case once:           {1 - seen / n:.4f}")
rng = np.random.default_rng(1)
draws = [len(np.unique(rng.integers(n, size=n))) for _ in range(1000)]
print(f"  any case at any time:     {1 - np.mean(draws) / n:.4f}")
print(f"  (1 - 1/n) to the power n: {(1 - 1 / n) ** n:.4f}")
