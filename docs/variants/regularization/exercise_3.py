"""Other probabilities that an entry stays, and another table."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    least = draw.randint(1, 4)
    return {
        "300": f"{draw.randint(20, 60)}0",
        "uniform(1, 2,": f"uniform({least}, {least + draw.randint(1, 6)},",
        "40)": f"{draw.randint(30, 99)})",
        "seed=1, kept=0.8": f"seed={draw.randint(3, 99)}, kept={draw.randint(60, 95) / 100}",
        "seed=2, kept=0.5": f"seed={draw.randint(100, 199)}, kept={draw.randint(30, 80) / 100}",
    }
