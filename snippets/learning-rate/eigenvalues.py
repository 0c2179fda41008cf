import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
X = np.column_stack([x, np.ones(100)])

hessian = 2 / 100 * X.T @ X
smallest, largest = np.linalg.eigvalsh(hessian)
print(f"eigenvalues     {smallest:.4f} and {largest:.4f}")
print(f"their ratio     {largest / smallest:.1f}")
print(f"no overshoot    to {1 / largest:.5f}, 1 / largest")
print(f"best fixed rate    {2 / (largest + smallest):.5f}, 2 / sum")
print(f"converges    below {2 / largest:.5f}, 2 / largest")
