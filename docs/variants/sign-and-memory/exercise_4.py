"""Lion with other shares of the memory, in the sign and in what is kept; other rates and numbers of steps."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    sign, kept = draw.choice([70, 75, 80, 85]), draw.choice([950, 960, 970, 980, 985, 995])
    b1, new = sign / 100, (100 - sign) / 100
    b2, small = kept / 1000, (1000 - kept) / 1000
    return {
        "b1=0.9, b2=0.99": f"b1={b1}, b2={b2}",
        "0.01 * 0.99 **": f"{small} * {b2} **",
        "0.9 * old + 0.1 * slope": f"{b1} * old + {new} * slope",
        "old * 0.99 + 0.01 * slope": f"old * {b2} + {small} * slope",
        "check(1, 4, 0.5)": f"check({draw.randint(3, 99)}, {draw.randint(3, 9)}, {draw.randint(11, 99) / 100})",
        "check(2, 60, 0.01)": f"check({draw.randint(100, 199)}, {draw.randint(20, 99)}, {draw.randint(2, 50) / 1000})",
    }
