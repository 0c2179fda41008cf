"""Three shapes of the slope, and how long they can make a step of Adam."""

import numpy as np

beta1, beta2 = 0.9, 0.999
ages = np.arange(10_000)  # 0 is now
shapes = {
    "constant": np.ones(10_000),
    "silent until now": (ages == 0) * 1.0,
    "growing 11% a step": (beta2 / beta1) ** -np.minimum(ages, 2000.0),
}
print(f"growth a step {beta2 / beta1:.2f}")
for name, g in shapes.items():
    m = np.sum((1 - beta1) * beta1**ages * g)
    v = np.sum((1 - beta2) * beta2**ages * g**2)
    print(f"{name:<19} step {m / np.sqrt(v):.4f} rates long")
print(f"(1 - b1) / sqrt(1 - b2)  {(1 - beta1) / np.sqrt(1 - beta2):.4f}")
bound = (1 - beta1) / np.sqrt((1 - beta2) * (1 - beta1**2 / beta2))
print(f"the exact bound          {bound:.4f}")
