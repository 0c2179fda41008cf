"""One stopping rule leaves raw houses far off, and scaled ones less far."""

import numpy as np

X = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]]
X, y = np.array(X, dtype=float), np.array([250.0, 380.0, 450.0, 520.0, 750.0])
raw = np.column_stack([np.ones(5), X])
scaled = np.column_stack([np.ones(5), (X - X.mean(axis=0)) / X.std(axis=0)])

for name, A in {"raw": raw, "standardised": scaled}.items():
    curvatures = np.linalg.eigvalsh(2 / 5 * A.T @ A)
    w, best, step = np.zeros(4), np.linalg.lstsq(A, y)[0], 0
    gradient = first = 2 / 5 * A.T @ (A @ w - y)
    while np.linalg.norm(gradient) > 1e-4 * np.linalg.norm(first):
        w = w - gradient / curvatures[-1]
        gradient, step = 2 / 5 * A.T @ (A @ w - y), step + 1
    gap = 1000 * np.sqrt(np.mean((A @ w - A @ best) ** 2))
    print(f"{name}: stops at step {step}, gap to the best prices ${gap:,.0f}")
    print(f"  w    {w.round(2)}")
    print(f"  best {best.round(2)}")
