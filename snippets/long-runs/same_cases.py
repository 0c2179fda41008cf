"""A job that is restarted again and again: which cases it never reads."""

import numpy as np


def count_reads(stop, keep):
    """Return how often each of 442 cases is read in 2,000 batches of ten."""
    counts = np.zeros(442, dtype=int)
    rng, rest = np.random.default_rng(1), []
    for update in range(2000):
        if update % stop == 0 and not keep:
            rng, rest = np.random.default_rng(1), []
        if len(rest) == 0:
            rest = rng.permutation(442)
        counts[rest[:10]] += 1
        rest = rest[10:]
    return counts


print("2,000 batches of ten, the job restarted every so many updates")
for stop in (30, 100, 500):
    for keep in (True, False):
        counts = count_reads(stop, keep)
        read = counts[counts > 0]
        order = "kept" if keep else "lost"
        row = f"every {stop:3}, order {order}: {442 - len(read):3} never read,"
        print(f"{row} the others {read.min()} to {read.max()} times")
