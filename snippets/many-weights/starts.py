"""On even features descent forgets its start; on raw houses not so soon."""

import numpy as np

bedrooms, bathrooms = [2, 3, 4, 3, 5], [1, 2, 2, 3, 4]
area = [1000, 1500, 1800, 2000, 3000]  # square feet
houses = np.column_stack([np.ones(5), bedrooms, bathrooms, area])
prices = np.array([250, 380, 450, 520, 750])  # thousands of dollars
rng = np.random.default_rng(1)
even = np.column_stack([np.ones(50), rng.normal(0, 1, (50, 3))])
values = even @ [5, 2, -1, 0.5] + rng.normal(0, 0.1, 50)

starts = [np.random.default_rng(seed).normal(0, 10, 4) for seed in range(20)]
starts = np.array([np.zeros(4), *starts])
data = [("even", even, values), ("houses", houses, prices)]
for name, X, y in data:
    best = np.linalg.lstsq(X, y)[0]
    hessian = 2 / len(y) * X.T @ X
    learning_rate = 1 / np.linalg.eigvalsh(hessian)[-1]
    w, steps = starts, np.zeros(21)  # one run in each row
    for k in range(1, 1001):
        w = w - learning_rate * (w - best) @ hessian
        steps[np.linalg.norm(w - best, axis=1) > 0.001] = k + 1
    print(f"{name}: least squares intercept {best[0]:.4f}")
    for when, at in [("at the start", starts), ("at step 1000", w)]:
        low, high = np.min(at[1:, 0]), np.max(at[1:, 0])
        print(f"  {when}  zero {at[0, 0]:.4f}, seeds {low:.4f} to {high:.4f}")
    moved = np.abs(w - starts)[1:, 0]
    print(f"  seeds moved by {moved.min():.4f} to {moved.max():.4f}")
    for label, count in [("zero", steps[:1]), ("seeds", steps[1:])]:
        low, middle, high = np.percentile(count, [0, 50, 100])
        text = f"{low:.0f} to {high:.0f} steps, median {middle:.0f}"
        print(f"  {label:<5} ", text if high <= 1000 else "not arrived")
