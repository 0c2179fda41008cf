"""Where Adam with an L2 penalty ends, and where AdamW ends."""

import numpy as np

best = np.array([0.5, -2.0, 8.0])  # the loss is half the squared distance
decay, steps = 0.25, 20_000
rng = np.random.default_rng(1)


def run(decoupled, noise):
    """Return the mean weights of the second half; the rate falls to zero."""
    w, m, v, total = np.zeros((4, 3))
    for t in range(1, steps + 1):
        rate = 0.02 * (1 - (t - 1) / steps)
        gradient = w - best + noise * rng.normal(size=3)
        if decoupled:
            w = (1 - rate * decay) * w
        else:
            gradient = gradient + decay * w
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        scale = np.sqrt(v / (1 - 0.999**t)) + 1e-8
        w = w - rate * m / (1 - 0.9**t) / scale
        total = total + w * (t > steps / 2)
    return total / (steps / 2)


def show(name, w):
    """Print a name and three weights."""
    print(f"{name:<20}" + "".join(f"{each:6.1f}" for each in w))


show("least loss", best)
show("ridge, by formula", best / (1 + decay))
show("Adam with L2", run(decoupled=False, noise=0))
show("AdamW", run(decoupled=True, noise=0))
show("Adam with L2, noise", run(decoupled=False, noise=4))
show("AdamW, noise", run(decoupled=True, noise=4))
print(f"1 / decay is {1 / decay:.1f}")
