"""The steepest and the flattest curvature are eigenvalues of the Hessian."""

import numpy as np

rng = np.random.default_rng(1)
rooms, walk = rng.integers(1, 7, 60), rng.uniform(0, 30, 60)  # minutes
rent = 300 + 250 * rooms - 12 * walk + rng.normal(0, 100, 60)  # dollars
X = np.column_stack([rooms - rooms.mean(), walk - walk.mean()])
y = rent - rent.mean()
best = np.linalg.lstsq(X, y)[0]


def loss(w):
    return np.mean((X @ w - y) ** 2)


def curvature(degrees):
    """Return how fast the slope changes along this direction."""
    angle = np.radians(degrees)
    ahead = np.array([np.cos(angle), np.sin(angle)])
    return loss(best + ahead) - 2 * loss(best) + loss(best - ahead)


print("weight of a room", best[0].round(2), "dollars")
print("weight of a minute", best[1].round(2), "dollars")
for degrees in [0, 30, 60, 90, 120, 150]:
    print(f"along {degrees:3} degrees  curvature {curvature(degrees):6.2f}")
turns = np.arange(0, 180, 0.1)
found = [curvature(turn) for turn in turns]
print(f"steepest {max(found):.2f} at {turns[np.argmax(found)]:.1f} degrees")
print(f"flattest {min(found):.2f} at {turns[np.argmin(found)]:.1f} degrees")
flat, steep = np.linalg.eigvalsh(2 / 60 * X.T @ X)
print(f"eigenvalues {steep:.2f} and {flat:.2f}")
print(f"condition number {steep / flat:.2f}")
