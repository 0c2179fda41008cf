import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

for start, shrink in [(0.01, 1.0), (0.05, 0.97), (0.05, 0.99)]:
    w = np.zeros(2)
    losses = []
    for step in range(1001):
        error = X @ w - y
        losses.append(np.mean(error**2))
        learning_rate = start * shrink**step
        w = w - learning_rate * (2 / 100 * X.T @ error)
    print(f"start {start}, times {shrink:<4} a step:", end=" ")
    print(f"highest loss {max(losses):.3g}, last {losses[-1]:.4g}")
