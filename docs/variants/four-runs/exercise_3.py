"""Other houses, and in the second table another number of them and of columns."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    def size(least: int, most: int) -> str:
        return f"{draw.randint(least, most) / 10}"

    return {
        "[2.0, 1.0, -1.0]": f"[{size(11, 50)}, {size(3, 30)}, -{size(5, 40)}]",
        "[0.5, 0.0, 0.5]": f"[{size(2, 20)}, 0.0, {size(2, 20)}]",
        "[3.0, -3.0, 1.0]": f"[{size(15, 60)}, -{size(15, 60)}, {size(3, 30)}]",
        "default_rng(1)": f"default_rng({draw.randint(2, 99)})",
        "(200, 5)": f"({draw.randint(5, 50)}0, {draw.randint(3, 9)})",
    }
