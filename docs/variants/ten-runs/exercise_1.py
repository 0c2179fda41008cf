"""Another order of the ten runs, which ten_runs.py draws with its seed."""

import random

import numpy as np

NAMES = ["sound", "low rate", "high rate", "wild start", "zero start"]
NAMES += ["shuffled apart", "few cases", "early decay", "too small", "sorted file"]
BOOK = [8, 4, 7, 0, 1, 2, 5, 9, 6, 3]
SWAPPED = [[8, 1, 7, 0, 4, 2, 5, 9, 6, 3], [8, 4, 7, 3, 1, 2, 5, 9, 6, 0], [8, 4, 7, 0, 1, 2, 6, 9, 5, 3]]
TWICE = [8, 4, 8, 0, 1, 2, 5, 9, 6, 3]


def vary(draw: random.Random) -> dict[str, str]:
    def quoted(order: list[int]) -> str:
        return ", ".join(f'"{NAMES[number]}"' for number in order)

    while True:
        seed = draw.randint(2, 9999)
        order = np.random.default_rng(seed).permutation(10).tolist()
        if max(len(quoted(order[:3])), len(quoted(order[3:6]))) <= 42:  # three names fill a line of the part
            break
    letters = [*zip("ABCDEFGHIJ", BOOK, order, strict=True)]
    now = dict(zip(BOOK, order, strict=True))
    return {
        "say of each of ten runs what its curves show": (
            "name the runs of ten_runs.py when it has the seed of order here"
        ),
        "default_rng(1).permutation(list(hints))  # as in ten_runs.py": (
            f"default_rng({seed}).permutation(list(hints))  # ten_runs.py too"
        ),
        **{quoted(BOOK[i:j]): quoted(order[i:j]) for i, j in [(0, 3), (3, 6), (6, 8), (8, 10)]},
        # what readers hand in
        **{f'"{letter}": {quoted([was])}': f'"{letter}": {quoted([new])}' for letter, was, new in letters},
        **{
            f'said["{letter}"] = {quoted([was])}': f'said["{letter}"] = {quoted([new])}' for letter, was, new in letters
        },
        **{f"{told}": f"{[now[number] for number in told]}" for told in [BOOK, *SWAPPED, TWICE]},
    }
