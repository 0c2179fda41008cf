import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
eigenvalues, directions = np.linalg.eigh(2 / 100 * X.T @ X)
best = np.linalg.lstsq(X, y)[0]

print("rate    direction          eigenvalue  measured  1 - rate * eigenvalue")
for learning_rate in [0.01, 0.028, 0.03]:
    before = np.zeros(2)
    after = before - learning_rate * (2 / 100 * X.T @ (X @ before - y))
    measured = (directions.T @ (after - best)) / (directions.T @ (before - best))
    for i in [1, 0]:
        w, b = directions[:, i] * np.sign(directions[1, i])
        print(
            f"{learning_rate:<6}  ({w:6.3f}, {b:.3f})  {eigenvalues[i]:15.4f}"
            f"  {measured[i]:8.4f}  {1 - learning_rate * eigenvalues[i]:8.4f}"
        )
