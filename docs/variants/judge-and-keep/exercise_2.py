"""Another column is shuffled, of other tables."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    columns = draw.randint(3, 6)
    j = draw.randint(1, columns - 1)
    return {
        "(n, 3)": f"(n, {columns})",
        "size=3": f"size={columns}",
        "y.copy(), 1, order": f"y.copy(), {j}, order",
        "w[1]": f"w[{j}]",
        "X[order, 1] - X[:, 1]": f"X[order, {j}] - X[:, {j}]",
        "check(1, 20)": f"check({draw.randint(3, 99)}, {draw.randint(10, 99)})",
        "check(2, 60)": f"check({draw.randint(100, 199)}, {draw.randint(20, 99)})",
    }
