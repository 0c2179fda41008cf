"""Other amounts of momentum and noise: how often the deeper valley is found."""

import numpy as np


def shares(learning_rate, momentum, noise, steps):  # one for each setting
    """Return the shares of 1,000 runs that end at the global minimum."""
    rng = np.random.default_rng(1)
    x, v = rng.uniform(-2, 2, 1000), 0
    for step in range(steps):
        gradient = (4 * x * x - 6) * x + 0.5
        if step < steps - 50:
            gradient = gradient + noise * rng.normal(size=1000)
        v = momentum * v + gradient
        x = x - learning_rate * v
    return np.mean(np.abs(x + 1.26446) < 0.05, axis=1)


print("learning rate    0.01   0.02   0.04   0.02")
print("gradients        1600   1600   1600   6400   long run")
settings = [(momentum, 0) for momentum in (0, 0.5, 0.8, 0.9, 0.95)]
settings += [(0, noise) for noise in (5, 6, 7, 8, 10)]
columns = np.transpose(settings)[:, :, None]
cases = [(0.01, 1600), (0.02, 1600), (0.04, 1600), (0.02, 6400)]
found = [shares(rate, *columns, steps) for rate, steps in cases]
grid = np.linspace(-3, 3, 6001)
for (momentum, noise), row in zip(settings, np.transpose(found), strict=True):
    name = f"noise {noise:<7}" if noise else f"momentum {momentum:<4}"
    print(
        f"{name}  ", "  ".join(f"{share:.3f}" for share in row), sep="", end=""
    )
    if noise:
        temperature = 0.02 * noise**2 / 2
        weight = np.exp(-(grid**4 - 3 * grid**2 + 0.5 * grid) / temperature)
        long_run = weight[grid < 0.0837].sum() / weight.sum()
        print(f"  {long_run:.3f}", end="")
    print()
