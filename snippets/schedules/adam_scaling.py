"""Adam at a rate that grows with the batch, and with its root."""

import numpy as np

batches = np.array([1, 4, 16, 64])
deviation, learning_rate = 1.0, 0.002
rng = np.random.default_rng(1)


def mean_square(rates):
    w, total = np.zeros((4, 400)), 0  # 400 runs for each batch
    m, v = np.zeros((4, 400)), np.zeros((4, 400))
    noise = deviation / np.sqrt(batches)[:, None]
    for step in range(1, 12_001):
        gradient = w + noise * rng.normal(size=w.shape)
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        root = np.sqrt(v / (1 - 0.999**step)) + 1e-8
        w = w - rates[:, None] * m / (1 - 0.9**step) / root
        if step > 6000:
            total = total + np.mean(w**2, axis=1)
    return total / 6000


linear = mean_square(learning_rate * batches)
root = mean_square(learning_rate * np.sqrt(batches))
print("mean square at rest, with Adam")
print("batch  rate times batch  times its root")
for row in zip(batches, linear, root, strict=True):
    print("{:5}{:18.4f}{:16.4f}".format(*row))
