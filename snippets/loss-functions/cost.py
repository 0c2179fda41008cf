"""Four houses have four losses; a cost sums or averages them."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

w = 190.0  # dollars per square foot
error = 50_000 + w * area - price
losses = error**2
for i in range(4):
    print(f"house {i + 1}: error {error[i]:8,.0f}, loss {losses[i]:13,.0f}")
costs = {"sum": np.sum(losses), "mean": np.mean(losses)}
costs["half the mean"] = np.mean(losses) / 2
for name, cost in costs.items():
    print(f"{name:<13}  {cost:15,.0f}")
