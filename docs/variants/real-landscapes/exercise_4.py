"""Other units are exchanged and turned, of networks of other sizes; another function that is odd."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        n, more = draw.randint(3, 9), draw.randint(5, 20)
        i, j, k = draw.randrange(n), draw.randint(1, 5), draw.randint(1, 9)
        p, q, r = draw.randint(1, 20), draw.randint(1, 9), draw.randint(2, 20)
        if len({i, j, k}) == 3 and len({p, q, r}) == 3 and max(j, k) < n and max(p, q, r) < more:
            break
    return {
        "np.tanh": draw.choice(["np.tanh", "np.sin", "np.arctan", "np.arcsinh"]),
        "(1, 3, 0, 1, 2)": f"({draw.randint(3, 99)}, {n}, {i}, {j}, {k})",
        "(2, 8, 5, 2, 7)": f"({draw.randint(100, 199)}, {more}, {p}, {q}, {r})",
    }
