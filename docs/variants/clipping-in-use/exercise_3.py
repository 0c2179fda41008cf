"""Other gradients, and other lengths at most."""

import random

SIDES = [(3, 4, 5), (6, 8, 10), (5, 12, 13), (9, 12, 15), (8, 15, 17)]  # of right triangles, the longest last


def vary(draw: random.Random) -> dict[str, str]:
    one, other, long = draw.choice(SIDES)
    near = f"[{one}, {other}]"
    first, second, length = draw.choice(SIDES[1:])
    sides = [draw.randint(6, 99) * 10, draw.randint(1, 25) / 10, draw.randint(8, 99)]
    return {
        "[3, 4], 10)": f"{near}, {draw.randint(long + 1, 50)})",
        "[3, 4], 1)": f"{near}, {draw.randint(1, min(long - 1, 5))})",
        "[-300, 0.5, 40], 2": f"[-{sides[0]}, {sides[1]}, {sides[2]}], {draw.randint(1, 9)}",
        "[0, 0], 1": f"[0, 0], {draw.randint(1, 5)}",
        "[6, -8], 10": f"[{first}, -{second}], {length}",
    }
