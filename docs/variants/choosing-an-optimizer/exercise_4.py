"""Other powers, and other steps of them."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    def steps(least: int = 1, most: int = 4) -> float:  # halves, which a float holds exactly
        return draw.randint(least, most) / 2

    def told(*powers: float) -> str:
        return ", ".join(f"{power:g}" for power in powers)

    down, up = steps(), steps()
    best = -(up + steps(1, 5))
    side = steps()
    second = -(side + steps(1, 5))
    first, fall = second - 2 * side, steps(1, 6)
    return {
        '("Adam", -1): 0.2, ("Adam", -2): 0.5, ("descent", 0): 0.3': (
            f'("Adam", {best:g}): 0.2, ("Adam", {best - 1:g}): 0.5, ("descent", 0): 0.3'
        ),
        "(-1.5, -1, -0.5)": f"({told(best - down, best, best + up)})",
        "(-0.5, 0, 0.5)": f"({told(-down, 0, up)})",
        '"two of three", loss, 2, [-0.5, 0, 0.5]': f'"two of three", loss, 2, [{told(-down, 0, up)}]',
        '("momentum", -2): 0.4, ("momentum", -1): 0.1': f'("momentum", {first:g}): 0.4, ("momentum", {second:g}): 0.1',
        "(-2.5, -2, -1.5, -1, -0.5)": f"({told(first - side, first, second - side, second, second + side)})",
        '"neighbours meet", loss, 2, [-0.5, 0, 0.5]': f'"neighbours meet", loss, 2, [{told(-side, 0, side)}]',
        "(-2, -1)": f"({told(second - fall, second)})",
        "[-1, 0]": f"[{told(-fall, 0)}]",
    }
