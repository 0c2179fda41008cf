"""The loss has a factor; another start, and other rates, momenta and velocities."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.choice([2, 3, 4])
    velocity = draw.randint(10, 90) / 10
    return {
        "steps on w²": f"steps on {factor} w²",
        "2 * w": f"{2 * factor} * w",
        "run(5.0": f"run({draw.randint(2, 9)}.0",
        "(0.1, 0.9, 0.0)": f"({draw.randint(2, 20) / 100}, {draw.randint(60, 95) / 100}, 0.0)",
        "(0.03, 0.5, 2.0)": f"({draw.randint(10, 90) / 1000}, {draw.randint(20, 80) / 100}, {velocity})",
    }
