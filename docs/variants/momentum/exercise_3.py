"""Another start; other curvatures, rates, momenta and numbers of steps."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    start = draw.randint(2, 5)
    gentle = f"{draw.randint(2, 50) / 100}, {draw.randint(20, 80) / 100}, {draw.randint(2, 6)}"
    strong = f"{draw.randint(5, 30) / 100}, {draw.randint(60, 95) / 100}, {draw.randint(5, 12)}"
    return {
        "w, 1.0, rate": f"w, {start}.0, rate",
        "[1, 0]": f"[{start}, 0]",
        "found == 1": f"found == {start}",
        "plain = (1 -": f"plain = {start} * (1 -",
        "(1, 0.1, 0.5, 2)": f"({draw.randint(1, 5)}, {gentle})",
        "(4, 0.2, 0.9, 7)": f"({draw.randint(2, 9)}, {strong})",
    }
