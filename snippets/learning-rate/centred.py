import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
for name, column in [("as it is", x), ("centred", x - x.mean())]:
    X = np.column_stack([column, np.ones(100)])
    best = np.linalg.lstsq(X, y)[0]
    low, high = np.linalg.eigvalsh(2 / 100 * X.T @ X)
    w, steps = np.zeros(2), 0
    while np.linalg.norm(w - best) >= 0.001:
        w = w - 2 / (low + high) * (2 / 100 * X.T @ (X @ w - y))
        steps += 1
    print(
        f"{name:<8}  eigenvalues {low:.3f} {high:.3f}  ratio {high / low:.2f}"
    )
    print(f"{'':<8}  bound {2 / high:.4f}  steps {steps}")
