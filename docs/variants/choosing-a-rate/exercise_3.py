"""Other bowls, a steeper loss or a less steep one, and other first rates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    bowl = draw.randint(2, 9)
    first, second = 2 * bowl * draw.randint(1, 3), 2 * bowl * (1 if bowl > 7 else draw.randint(1, 2))
    place = f"[{first // (2 * bowl)}.0, {second // (2 * bowl)}.0]"
    # between half the bound and the bound: there the loss falls, but not enough
    rate = draw.choice([each / 100 for each in range(6, 50) if 55 < bowl * each < 95])
    factor = draw.choice([2, 3, 4, 5, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.2, 1.4, 1.6, 1.8])
    far = draw.randint(20, 300)
    return {
        "lambda w: 3 * w @ w, [2.0, 1.0], [12.0, 6.0], 0.3": (
            f"lambda w: {bowl} * w @ w, {place}, [{first}.0, {second}.0], {rate}"
        ),
        "w[0] ** 4, [5.0], [500.0], 64.0": f"{factor} * w[0] ** 4, [5.0], [{500 * factor:.1f}], {far}.0",
    }
