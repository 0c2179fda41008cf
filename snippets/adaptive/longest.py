"""Four shapes of the slope, and how long they can make a step of Adam."""

import numpy as np

beta1 = 0.9
ages = np.arange(10_000)  # 0 is now


def step(g, beta2):
    m = np.sum((1 - beta1) * beta1**ages * g)
    v = np.sum((1 - beta2) * beta2**ages * g**2)
    return m / np.sqrt(v)


for beta2 in (0.999, 0.95):
    growth = beta2 / beta1
    print(f"beta2 = {beta2}, growth a step {growth:.2f}")
    shapes = {
        "constant": np.ones(10_000),
        "silent until now": (ages == 0) * 1.0,
        "growing": growth ** -np.minimum(ages, 2000.0),
    }
    for name, g in shapes.items():
        print(f"{name:<24} step {step(g, beta2):.4f} rates long")
    leaps = [np.where(ages < since, 100, 1) for since in range(1, 100)]
    longest = max(step(g, beta2) for g in leaps)
    print(f"leap to a hundredfold    step {longest:.4f} rates long")
    print(f"(1 - b1) / sqrt(1 - b2)  {(1 - beta1) / np.sqrt(1 - beta2):.4f}")
    bound = (1 - beta1) / np.sqrt((1 - beta2) * (1 - beta1**2 / beta2))
    print(f"the exact bound          {bound:.4f}")
