"""Bounds on the rate for one house at a time, tried on many runs."""

import numpy as np

area = np.array([1.0, 1.5, 2.0, 2.5])  # thousands of square feet
curvature = 2 * area**2  # of the squared error of each house
print("curvatures of the four houses", *curvature)
mean, square = np.mean(curvature), np.mean(curvature**2)
print(f"every house bears rates below {2 / curvature.max():.4f}")
print(f"the mean square shrinks below {2 * mean / square:.4f}")
print(f"all houses at once, below     {2 / mean:.4f}")

rng = np.random.default_rng(1)
print("rate   all at once  median of 999  factor of the mean square")
for rate in [0.15, 0.20, 0.25, 0.30, 0.36]:
    distance = np.full(999, 100.0)
    for _ in range(400):
        i = rng.integers(4, size=999)
        distance = distance * (1 - rate * curvature[i])
    full = 100 * np.abs(1 - rate * mean) ** 400
    middle = np.median(np.abs(distance))
    words = ["arrives" if d < 0.01 else "is on its way" for d in (full, middle)]
    words = [
        "explodes" if not d < 100 else word
        for d, word in zip((full, middle), words, strict=True)
    ]
    print(f"{rate:.2f}   {words[0]:<11}  {words[1]:<13}", end="  ")
    print(f"{np.mean((1 - rate * curvature) ** 2):.4f}")
