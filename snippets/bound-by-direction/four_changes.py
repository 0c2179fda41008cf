"""Four changes of the noisy line, and the bound on the rate after each."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)


def bound(x, y, cases):
    """Return two over the largest curvature; it makes no use of y."""
    X = np.column_stack([x, np.ones(len(x))])
    return 2 / np.linalg.eigvalsh(2 / cases * X.T @ X)[-1]


before = bound(x, y, 100)
print(f"as it is         bound {before:.6f}")
for name, after in [
    ("y times ten", bound(x, 10 * y, 100)),
    ("x times ten", bound(10 * x, y, 100)),
    ("x centred", bound(x - x.mean(), y, 100)),
    ("sum, not mean", bound(x, y, 1)),
]:
    verdict = "as before" if after == before else "another one"
    print(f"{name:<16} bound {after:.6f}  {verdict}")
