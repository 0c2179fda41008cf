"""The gradient has one slope for each weight, summed by house or at once."""

import numpy as np

bedrooms, bathrooms = [2, 3, 4, 3, 5], [1, 2, 2, 3, 4]
area = [1000, 1500, 1800, 2000, 3000]  # square feet
X = np.column_stack([np.ones(5), bedrooms, bathrooms, area])
y = np.array([250, 380, 450, 520, 750])  # thousands of dollars
w = np.zeros(4)

slopes = np.zeros(4)
for i in range(5):  # house by house
    error = X[i] @ w - y[i]
    for j in range(4):  # weight by weight
        slopes[j] += 2 * error * X[i, j] / 5

gradient = 2 / 5 * X.T @ (X @ w - y)  # the same, at once
for j, name in enumerate(["intercept", "bedroom", "bathroom", "area"]):
    print(f"{name:<9}  {slopes[j]:12,.1f}  {gradient[j]:12,.1f}")
share = abs(gradient[3]) / np.linalg.norm(gradient)
print(f"area makes up {share:.6f} of the gradient's length")
alone = (X[:, 3] @ y) / (X[:, 3] @ X[:, 3])
loss = np.mean((alone * X[:, 3] - y) ** 2)
print(f"area alone: weight {alone:.6f}, loss {loss:.6f}")
