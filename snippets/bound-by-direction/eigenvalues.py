"""The Hessian's largest eigenvalue gives the bound on the learning rate."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
X = np.column_stack([x, np.ones(100)])

hessian = 2 / 100 * X.T @ X
smallest, largest = np.linalg.eigvalsh(hessian)
print(f"eigenvalues  {smallest:.4f} and {largest:.4f}")
print(f"1 / largest  {1 / largest:.5f}: no overshooting up to here")
print(f"2 / largest  {2 / largest:.5f}: converges below this")
