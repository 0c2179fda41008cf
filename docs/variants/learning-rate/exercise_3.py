"""The rate is halved, or quartered; other bowls, starts and rates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    part = draw.choice([2, 4])
    while True:
        curvature, rate = draw.randint(5, 50), draw.randint(2, 20) / 10
        lowered = next(k for k in range(9) if rate * curvature / part**k < 1.9)
        share = rate * curvature / part**lowered
        if 1 <= lowered <= 3 and abs(share - 1) > 0.15 and share * part > 2.1:
            break
    good, small = draw.choice([(1, 0.5), (1, 0.8), (2, 0.4), (2, 0.6), (4, 0.2), (4, 0.4), (3, 0.2), (3, 0.5)])
    return {
        "makes the loss larger, and halve the rate": (
            "makes the loss larger, and halve the rate" if part == 2 else "raises the loss, and quarter the rate"
        ),
        "halve rate": "halve rate" if part == 2 else "quarter rate",
        "halved": "halved" if part == 2 else "quartered",
        "rate / 2": f"rate / {part}",
        "(10, 1, 1)": f"({curvature}, {draw.randint(1, 5)}, {rate})",
        "(1, -4, 0.5)": f"({good}, -{draw.randint(1, 9)}, {small})",
        "rate, 6)": f"rate, {draw.randint(5, 9)})",
        # what readers hand in
        "rate /= 2": f"rate /= {part}",
        "rate *= 0.5": f"rate *= {1 / part}",
        "rate / 4": f"rate / {8 // part}",
    }
