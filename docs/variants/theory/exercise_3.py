"""Other rates and highest curvatures, and other numbers of losses."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    losses = draw.choice([100, 150, 250, 300, 400, 500, 600])

    def told(rates: range, share: tuple[int, int]) -> str:
        """Return a rate, and a highest curvature that is a part of 2 / rate, in percent."""
        rate = draw.choice(rates) / 100
        return f"{rate}, {round(2 * draw.randint(*share) / 100 / rate, 1):g}"

    return {
        "200 losses": f"{losses} losses",
        "default_rng(1)": f"default_rng({draw.randint(2, 99)})",
        "range(200)": f"range({losses})",
        "check(0.5, 1)": f"check({told(range(20, 90), (20, 45))})",
        "check(0.3, 4)": f"check({told(range(20, 75), (55, 85))})",
    }
