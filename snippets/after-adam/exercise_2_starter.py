"""Exercise: a step of AdamW, held against means of all slopes at once."""

import numpy as np


def step(w, mean, square, slope, k, rate, decay, b1=0.9, b2=0.999, eps=1e-8):
    """Return the arrays w, mean and square after step k = 1, 2, ..."""
    # your part: update mean and square, let w decay, and take Adam's step
    # end of your part
    return w, mean, square


def check(start, slopes, rate, decay):
    """Walk through the slopes; know where decay is put by mistake."""
    w, mean, square, *moves = np.outer([1.0, 0.0, 0.0, 1.0], start)
    for k in range(1, len(slopes) + 1):
        old, past = np.array(w), np.array(slopes[:k], float)
        try:
            w, mean, square = step(w, mean, square, +past[-1], k, rate, decay)
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        size = np.average(past**2, 0, 0.999 ** -np.arange(k)) ** 0.5 + 1e-8
        moves += [-rate * np.average(past, 0, 0.9 ** -np.arange(k)) / size]
        found = {
            "": (1 - rate * decay) ** np.arange(k, -1, -1) @ moves,
            "w does not decay": old + moves[k],
            "multiply decay by rate": old - decay * old + moves[k],
            "do not divide decay": old + moves[k] - rate * decay * old / size,
            "let w decay first": (1 - rate * decay) * (old + moves[k]),
            "L2 is in the slope": old - rate * np.sign(past[-1] + decay * old),
        }
        hints = [words for words in found if np.allclose(w, found[words])]
        if "" not in hints:
            hint = [*hints, "does Adam's step correct copies?"][0]
            return f"not yet: step {k}: w is {np.round(w, 3)}; {hint}"
    return f"right: {k} steps of AdamW, to {np.round(w, 4)}"


print(check([4, -2, 1], [[2, -1, 0], [5, 3, 1], [0.5, 0.5, 0]], 0.1, 0.5))
print(check([1, 2, -3], [[-30, 2, 0], [1.5, 2, 0], [1, -4, 0]], 0.02, 3.0))
