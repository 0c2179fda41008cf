"""The product has a factor, which its reports have too; other places."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.randint(2, 5)
    # halves, whose slopes a float holds exactly
    first = f"{draw.randint(2, 18) / 2}, {draw.randint(2, 18) / 2}"
    second = f"-{draw.randint(1, 9) / 2}, {draw.randint(1, 4) / 2}"
    return {
        "(xy + x)²": f"({factor}xy + x)²",
        "p = x * y": f"p = {factor} * x * y",
        "by_p * y": f"by_p * {factor} * y",
        "by_p * x": f"by_p * {factor} * x",
        "(x * y + x)": f"({factor} * x * y + x)",
        "check(2.0, 3.0)": f"check({first})",
        "check(-1.0, 0.5)": f"check({second})",
        # what readers hand in
        "(y + 1)": f"({factor} * y + 1)",
        "(1 + y)": f"(1 + {factor} * y)",
        "(x * y + x) * x": f"({factor} * x * y + x) * {factor} * x",
        "g * y + g, g * x": f"{factor} * g * y + g, {factor} * g * x",
        "by_s * y, by_s * x": f"{factor} * by_s * y, {factor} * by_s * x",
        "by_x, by_y = by_s, by_s * x": f"by_x, by_y = by_s, {factor} * by_s * x",
        "by_s + by_s * y, by_s * y": f"by_s + {factor} * by_s * y, {factor} * by_s * y",
        "s + s * y, s * x": f"s + {factor} * s * y, {factor} * s * x",
        "by_s * x, by_s * y + by_s": f"{factor} * by_s * x, {factor} * by_s * y + by_s",
    }
