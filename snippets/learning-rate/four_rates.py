"""Four learning rates on one noisy line, and the loss that each leaves."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
best_w, best_b = np.polyfit(x, y, 1)
least = np.mean((best_w * x + best_b - y) ** 2)
print(f"least possible loss {least:.3f}")

for learning_rate in [0.0005, 0.01, 0.028, 0.03]:
    w, b, losses = 0.0, 0.0, []
    for _ in range(301):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - learning_rate * 2 * np.mean(error * x)
        b = b - learning_rate * 2 * np.mean(error)
    early, late = losses[50], losses[300]
    verdict = "arrives" if late < least + 0.01 else "does not"
    print(f"rate {learning_rate}: loss {early:.4g} after 50 steps,", end=" ")
    print(f"{late:.4g} after 300: {verdict}")
