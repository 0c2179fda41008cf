"""Other gradients, and other lengths at most."""

import random

SIDES = [(3, 4), (5, 12), (8, 15)]  # of right triangles


def vary(draw: random.Random) -> dict[str, str]:
    def row(sign: str = "", *, times: int = 1, second: str = "") -> str:
        sides = draw.choice(SIDES)
        one, other = draw.sample(sides, 2)
        return f"[{sign}{one * times}, {second}{other * times}]"

    longest, least = draw.randint(2, 4), draw.randint(1, 3)
    short, shorter = draw.randint(1, longest - 1), draw.randint(1, least)
    long = f"[{draw.randint(3, 9)}, {draw.randint(3, 9)}]"
    return {
        "[[3, 4], [0, 1], [-30, 40]], 2": f"[{row()}, [0, {short}], {row('-', times=10)}], {longest}",
        "[[0, 0], [1, 0], [600, -800], [2, 2]], 1": (
            f"[[0, 0], [{shorter}, 0], {row(times=draw.choice([60, 200]), second='-')}, {long}], {least}"
        ),
    }
