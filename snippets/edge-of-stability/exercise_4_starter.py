"""Exercise: the largest curvature from products with vectors alone."""

import numpy as np


def sharpness(product, start):
    """Return the largest eigenvalue of the matrix behind `product`."""
    largest = 0.0
    v = start
    # your part: multiply v by product, keep its length at 1; set largest
    # end of your part
    return float(largest)


def check(seed, d, top):
    """Hide a matrix, and count how often it is asked."""
    rng = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(rng.normal(size=(d, d)))
    values = np.append(rng.uniform(0.1, 0.9 * top, d - 1), top)
    asked = []

    def product(v):
        asked.append(np.linalg.norm(v))
        return turn @ (values * (turn.T @ v))

    try:
        found = sharpness(product, rng.normal(size=d))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if not asked:
        return f"not yet: product was never asked, with {d} weights"
    if not np.isfinite(found):
        return "not yet: largest is not finite; v grows at each product"
    if abs(found - top) < 1e-6 * top:
        return f"right: the largest of {d} curvatures is {found:.4f}"
    return f"not yet: largest is {found:.4f}; products asked for: {len(asked)}"


print(check(1, 3, 40.0))
print(check(2, 60, 2.5))
