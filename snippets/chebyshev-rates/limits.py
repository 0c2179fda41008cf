"""Chebyshev's 60 rates where one of the two curvatures is guessed wrongly."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
hessian = 2 / 100 * np.array([[x @ x, x.sum()], [x.sum(), 100]])
m, L = np.linalg.eigvalsh(hessian)
angles = np.pi * (np.arange(60) + 0.5) / 60

guesses = {"both right": (1, 1), "smallest doubled": (2, 1)}
guesses |= {"smallest halved": (0.5, 1), "largest 10% too high": (1, 1.1)}
guesses |= {"largest 2% too low": (1, 0.98), "largest 10% too low": (1, 0.9)}
for name, (low, high) in guesses.items():
    a, b = low * m, high * L
    rates = 1 / ((b + a) / 2 - (b - a) / 2 * np.cos(angles))
    flat, steep = (abs(np.prod(1 - rates * curvature)) for curvature in (m, L))
    print(f"{name:<22}leaves {flat:.5f} and", end=" ")
    print(f"{steep:.5f}" if steep < 1 else f"{steep:.1e} times the distance")
