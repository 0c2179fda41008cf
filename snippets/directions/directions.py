"""Each direction of four weights learns at its own pace, by its eigenvalue."""

import numpy as np

bedrooms, bathrooms = [2, 3, 4, 3, 5], [1, 2, 2, 3, 4]
area = [1000, 1500, 1800, 2000, 3000]  # square feet
X = np.column_stack([np.ones(5), bedrooms, bathrooms, area])
y = np.array([250, 380, 450, 520, 750])  # thousands of dollars
eigenvalues, directions = np.linalg.eigh(2 / 5 * X.T @ X)
best = np.linalg.lstsq(X, y)[0]
learning_rate = 1 / eigenvalues[-1]

w = np.zeros(4)
for _ in range(1000):
    gradient = 2 / 5 * X.T @ (X @ w - y)
    w = w - learning_rate * gradient
learned = (directions.T @ w) / (directions.T @ best)
with np.errstate(divide="ignore"):  # the steepest factor is zero
    log_factor = np.log1p(-np.minimum(learning_rate * eigenvalues, 1))
holds = eigenvalues / 2 * (directions.T @ best) ** 2
print("eigenvalue    learned  by formula   loss held  99% after")
for i in [3, 2, 1, 0]:
    formula = -np.expm1(1000 * log_factor[i])
    steps = max(1, np.log(0.01) / log_factor[i])
    print(f"{eigenvalues[i]:10.4g}{learned[i]:11.5%}", end="")
    print(f"{formula:12.5%}{holds[i]:12,.2f}{steps:11.2g}")
length = np.linalg.norm(gradient)
print(f"last step: rate {learning_rate:.2e}, gradient {length:.2f}", end=", ")
print(f"rate times its square {learning_rate * length**2:.1e}")
