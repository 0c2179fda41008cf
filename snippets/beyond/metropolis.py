"""Simulated annealing, to keep: the share of its time in the deeper valley."""

import numpy as np


def simulated_annealing(loss, start, temperatures, width, rng):
    """Anneal with normal proposals and the rule of Metropolis et al. 1953.

    `loss` maps w, shape (d,), to a number; it is asked once for the start and
    once for each temperature. `width` is the standard deviation of a proposal
    in each coordinate. Returns the path, shape (len(temperatures) + 1, d).
    Raises ValueError for bad input. Source: Kirkpatrick et al. 1983.
    """
    w = np.array(start, dtype=float)
    hot = np.array(temperatures, dtype=float)
    if w.ndim != 1 or not w.size or not np.isfinite(w).all():
        raise ValueError(f"start must be a finite vector, not {start}")
    if hot.ndim != 1 or not (hot > 0).all() or not 0 < width < np.inf:
        raise ValueError(f"not positive: {temperatures=} or {width=}")
    path, here = [w], loss(w)
    if np.ndim(here) or not np.isfinite(here):
        raise ValueError(f"loss at start must be a finite number, not {here}")
    for temperature in hot:
        proposal = w + width * rng.standard_normal(len(w))
        there = loss(proposal)
        if float(here) - there > temperature * np.log(rng.random()):
            w, here = proposal, there  # a rise: with chance e^(-rise / T)
        path.append(w)
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
