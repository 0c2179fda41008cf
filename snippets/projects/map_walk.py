"""Project: walk by hand to the lowest place of a map, one step at a time."""

import numpy as np

x, y = np.array([[1, 1, 3, 3], [7, 9, 15, 17]])  # miles and dollars


def loss(w, b):
    return np.mean((w * x + b - y) ** 2)


def told(w, b):
    return f"({w:g}, {b:g}) at {loss(w, b):g}"


def by_hand():
    walk = []  # the places (w, b) after (0, 2)
    # your part: append to walk one place after another, each lower
    walk += [(1, 4), (2, 6), (3, 6), (4, 4)]
    # end of your part
    return np.array([(0, 2), *walk]).astype(float)


def verdict(places):
    for (w, b), (to_w, to_b) in np.stack([places[:-1], places[1:]], 1):
        step = f"walk from {told(w, b)} to {told(to_w, to_b)}"
        if not (abs(to_w - w) <= 1 and abs(to_b - b) <= 2):
            return f"not yet: {step}: more than 1 in w or 2 in b"
        if not loss(to_w, to_b) < loss(w, b):
            return f"not yet: {step}: not down"
    if np.allclose(places[-1], np.polyfit(x, y, 1), atol=0.01):
        return f"right: walk ends at the lowest place, {told(*places[-1])}"
    return "not yet: walk ends where a place nearby is lower"


try:
    places = by_hand()
except Exception as error:
    line = error.__traceback__.tb_next.tb_lineno
    print(f"not yet: line {line}: {error!r}")
else:
    w, b = places[-1]
    for up in [b + 2, b, b - 2]:  # the last place, in the middle
        print("{:<18}{:<18}{}".format(*[told(w + k, up) for k in [-1, 0, 1]]))
    print(verdict(places))
