"""Other lengths, another tolerance, and other words; the answers are code, being of three words."""

import random

ANSWER = "code"


def vary(draw: random.Random) -> dict[str, str]:
    tolerance = draw.randint(2, 9) / 100

    def tenths(least: int, most: int) -> str:
        return f"{draw.randint(least, most) / 10:g}"

    done = draw.choice(["done", "settled", "finished", "arrived"])
    slow = draw.choice(["slow", "creeping", "crawling", "unfinished"])
    diverging = draw.choice(["diverging", "exploding", "growing", "escaping"])
    small = [f"{draw.randint(2, 19) / 1000}" for _ in range(4)]  # at most the tolerance
    return {
        "done, slow or diverging": f"{done}, {slow} or {diverging}",
        '"done"': f'"{done}"',
        '"slow"': f'"{slow}"',
        '"diverging"': f'"{diverging}"',
        "tolerance=0.05": f"tolerance={tolerance}",
        "[1, 0.1, 0.01]": f"[{tenths(6, 20)}, {tenths(2, 5)}, {small[0]}]",
        "[1, 0.9, 0.8]": f"[{tenths(13, 20)}, {tenths(9, 12)}, {tenths(5, 8)}]",
        "[0.001]": f"[{draw.randint(2, 50) / 10000:g}]",
        "[1, 1e5, 1e10]": f"[{tenths(5, 20)}, {draw.randint(1, 4)}e5, {draw.randint(1, 5)}e10]",
        "math.nan, 0.001]": f"math.nan, {draw.randint(2, 50) / 10000:g}]",
        "[1, 50, 2, 0.05]": f"[{tenths(5, 20)}, {draw.randint(20, 99)}, {draw.randint(1, 9)}, {tolerance}]",
        "[1, 0.01, 1e9]": f"[{tenths(5, 20)}, {small[1]}, {draw.randint(1, 5)}e9]",
    }
