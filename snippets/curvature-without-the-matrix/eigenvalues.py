"""Conjugate gradients on three systems with 400 unknowns."""

import numpy as np


def products_needed(H, b):  # until the rest of H·step = b is a millionth
    step, r = np.zeros(len(b)), b
    direction, count = r, 0
    while r @ r > 1e-12 * (b @ b):
        product = H @ direction  # all that is asked of the matrix
        rate = (r @ r) / (direction @ product)
        step, after = step + rate * direction, r - rate * product
        direction = after + (after @ after) / (r @ r) * direction
        r, count = after, count + 1
    return count


rng = np.random.default_rng(1)
turn = np.linalg.qr(rng.normal(size=(400, 400)))[0]
b = rng.normal(size=400)
systems = {
    "evenly from 1 to 100": np.linspace(1, 100, 400),
    "1, 10 or 10,000": rng.choice([1, 10, 10_000], 400),
    "1 to 2, and one 1e6": np.append(np.linspace(1, 2, 399), 1e6),
}
counts = {k: products_needed(turn * e @ turn.T, b) for k, e in systems.items()}
print("eigenvalues           condition")
for name, eigenvalues in systems.items():
    count = counts[name]
    verdict = ", the fewest" if count == min(counts.values()) else ""
    ratio = eigenvalues.max() / eigenvalues.min()
    print(f"{name:<20}  {ratio:9,.0f}  {count:2} products{verdict}")
