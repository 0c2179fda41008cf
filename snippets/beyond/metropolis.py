"""Simulated annealing, to keep: the share of its time in the deeper valley."""

import numpy as np


def simulated_annealing(loss, start, temperatures, width, rng):
    """Anneal with normal proposals and the rule of Metropolis.

    `loss` maps w, shape (d,), to a number; it is asked once for the start and
    once for each temperature. `width` is the standard deviation of a
    proposal in each coordinate. Returns the path, shape
    (len(temperatures) + 1, d). Raises ValueError for bad input.
    Sources: Metropolis et al. 1953, Kirkpatrick et al. 1983.
    """
    if not (np.min(temperatures) > 0 and width > 0 and np.ndim(start) == 1):
        raise ValueError(f"not allowed: {start=}, {temperatures=}, {width=}")
    path = [np.array(start, dtype=float)]
    here = loss(path[0])
    for temperature in temperatures:
        proposal = path[-1] + width * rng.standard_normal(path[0].shape)
        there = loss(proposal)
        # a rise is taken with probability exp(-rise / temperature)
        accept = here - there > temperature * np.log(rng.random())
        path.append(proposal if accept else path[-1])
        here = there if accept else here
    return np.array(path)


def loss(w):
    return w[0] ** 4 - 3 * w[0] ** 2 + 0.5 * w[0]


x = np.linspace(-4, 4, 8001)
print("temperature  share in the deep valley  predicted  crossings")
for temperature in [3.0, 1.0, 0.5]:
    rng = np.random.default_rng(1)
    path = simulated_annealing(loss, [1.0], [temperature] * 30_000, 1.5, rng)
    density = np.exp(-loss([x]) / temperature)
    predicted = density[x < 0.0837].sum() / density.sum()
    left = path[:, 0] < 0.0837  # of the hilltop
    print(f"{temperature:11}{left.mean():26.2f}{predicted:11.2f}", end="")
    print(f"{np.diff(left).sum():11}")
