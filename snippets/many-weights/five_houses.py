"""A thousand steps of descent on five houses, beside least squares."""

import numpy as np

bedrooms, bathrooms = [2, 3, 4, 3, 5], [1, 2, 2, 3, 4]
area = [1000, 1500, 1800, 2000, 3000]  # square feet
X = np.column_stack([np.ones(5), bedrooms, bathrooms, area])
y = np.array([250, 380, 450, 520, 750])  # thousands of dollars
learning_rate = 1 / np.linalg.eigvalsh(2 / 5 * X.T @ X)[-1]

w, losses = np.zeros(4), []
for step in range(1001):
    error = X @ w - y
    losses.append(np.mean(error**2))
    if step < 1000:
        w = w - learning_rate * (2 / 5 * X.T @ error)
for step in [0, 1, 10, 100, 1000]:
    print(f"step {step:4}  loss {losses[step]:12,.4f}")
print(f"last step by    {losses[1000] - losses[999]:12.6f}")

best = np.linalg.lstsq(X, y)[0]
print(f"least possible  {np.mean((X @ best - y) ** 2):12.4f}")
print("\n           after 1000 steps  least squares")
right = np.abs(w - best) < 0.1 * np.abs(best)
for i, name in enumerate(["intercept", "bedroom", "bathroom", "area"]):
    verdict = "right" if right[i] else "not right"
    print(f"{name:<9}  {w[i]:16.6f}  {best[i]:13.6f}  {verdict}")
print(f"none of the four is right: {'no' if np.any(right) else 'yes'}")
