"""Other amounts of momentum and noise: how often the deeper valley is found."""

import numpy as np


def share(learning_rate, momentum, noise, steps):
    """Return the share of 1,000 runs that end at the global minimum."""
    rng = np.random.default_rng(1)
    x, v = rng.uniform(-2, 2, 1000), np.zeros(1000)
    for step in range(steps):
        gradient = (4 * x * x - 6) * x + 0.5
        if noise and step < steps - 50:
            gradient = gradient + rng.normal(0, noise, 1000)
        v = momentum * v + gradient
        x = x - learning_rate * v
    return np.mean(np.abs(x + 1.26446) < 0.05)


print("learning rate    0.01   0.02   0.04   0.02")
print("gradients        1600   1600   1600   6400   long run")
cases = [(0.01, 1600), (0.02, 1600), (0.04, 1600), (0.02, 6400)]
for momentum in (0, 0.5, 0.8, 0.9, 0.95):
    row = "  ".join(f"{share(r, momentum, 0, n):.3f}" for r, n in cases)
    print(f"momentum {momentum:<4}  {row}")
grid = np.linspace(-3, 3, 6001)
for noise in (6, 7, 8, 10):
    row = "  ".join(f"{share(r, 0, noise, n):.3f}" for r, n in cases)
    temperature = 0.02 * noise**2 / 2
    weight = np.exp(-(grid**4 - 3 * grid**2 + 0.5 * grid) / temperature)
    long_run = weight[grid < 0.0837].sum() / weight.sum()
    print(f"noise {noise:<7}  {row}  {long_run:.3f}")
