"""EM on two groups, and beside it descent with a rate for each number."""

import numpy as np

rng = np.random.default_rng(1)
x = np.concatenate([rng.normal(0, 1, 60), rng.normal(3, 1, 40)])


def densities(p):
    """Return how likely each case is in each group, deviation 1, times 2.5."""
    share, first, second = p
    one = share * np.exp(-((x - first) ** 2) / 2)
    return one, (1 - share) * np.exp(-((x - second) ** 2) / 2)


def loss(p):
    return -np.mean(np.log(sum(densities(p))))


def em(p):
    """Share the cases out, then take means, each case as far as it belongs."""
    one, two = densities(p)
    belongs = one / (one + two)
    first = np.sum(belongs * x) / np.sum(belongs)
    second = np.sum((1 - belongs) * x) / np.sum(1 - belongs)
    return np.array([np.mean(belongs), first, second])


def descend(p):
    """Step against measured slopes, each with a rate of its own."""
    nudges = 1e-5 * np.eye(3)
    slopes = np.array([loss(p + h) - loss(p - h) for h in nudges]) / 2e-5
    one, two = densities(p)
    part = np.mean(one / (one + two))  # of the cases, in the first group
    return p - np.array([p[0] * (1 - p[0]), 1 / part, 1 / (1 - part)]) * slopes


a = b = np.array([0.5, 1.0, 2.0])
print("step  EM: share, means        descent: share, means    loss")
for step in range(41):
    if step in (0, 1, 2, 5, 20, 40):
        told = ["".join(f"{number:8.4f}" for number in p) for p in (a, b)]
        print(f"{step:4}{told[0]} {told[1]}  {loss(a):.4f}")
    a, b = em(a), descend(b)
