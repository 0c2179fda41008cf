"""Sum, mean or half the mean: each cost has its own curvature and rates."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars
factors = {"sum": 1, "mean": 1 / 4, "half-mean": 1 / 8}
curvature = {name: 2 * c * np.sum(area**2) for name, c in factors.items()}

print("cost        curvature   best rate       bound")
for name, value in curvature.items():
    print(f"{name:<10} {value:10,.0f}  {1 / value:10.3e}  {2 / value:10.3e}")

print("w after 1 and 50 steps from 100, with the best rate for")
print(" " * 10 + "".join(f"{'the ' + name:>17}" for name in factors))
for name, factor in factors.items():
    row = f"{name:<10}"
    for best_for in factors:
        w = [100.0]
        for _ in range(50):
            error = 50_000 + w[-1] * area - price
            gradient = 2 * factor * np.sum(error * area)
            w.append(w[-1] - gradient / curvature[best_for])
        row += f"{w[1]:>6.4g}{w[50]:>11.4g}"
    print(row)
