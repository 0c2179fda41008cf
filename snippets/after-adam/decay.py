"""Weight decay inside Adam and beside it: how much of a start each leaves."""

import numpy as np

learning_rate, decay, steps = 0.001, 0.1, 2000
scales = np.array([0.01, 0.1, 1.0, 10.0, 100.0])
noise = np.random.default_rng(1).normal(0, scales, (steps, 5))


def left(decoupled):
    ends = []
    for start in [0.0, 1.0]:
        w, m, v = np.full(5, start), np.zeros(5), np.zeros(5)
        for t in range(1, steps + 1):
            g = noise[t - 1] + (0 if decoupled else decay * w)
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            if decoupled:
                w = w - learning_rate * decay * w
            root = np.sqrt(v / (1 - 0.999**t)) + 1e-8
            w = w - learning_rate * m / (1 - 0.9**t) / root
        ends.append(w)
    return ends[1] - ends[0]


print("size of the noise  L2 in Adam    AdamW")
for row in zip(scales, left(False), left(True), strict=True):
    print("{:<17g}{:12.4f}{:9.4f}".format(*row))
share = (1 - learning_rate * decay) ** steps
print(f"(1 - rate * decay) ** {steps} = {share:.4f}")
print("    rate  decay  1 / (rate * decay)  left after 3,000")
for rate, mu in [(2e-5, 0.01), (1e-3, 0.1)]:
    left_over = (1 - rate * mu) ** 3000
    print(f"{rate:8g}{mu:7g}{1 / (rate * mu):20,.0f}{left_over:18.4f}")
