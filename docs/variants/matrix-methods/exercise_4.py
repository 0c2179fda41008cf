"""One over another root, the second, third or fourth; other matrices."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    power, name = draw.choice([(2, "root"), (3, "cube root"), (4, "fourth root")])
    return {
        "one over the root of a matrix, and how it turns with the axes": (
            f"one over the {name} of a matrix, and how it turns"
        ),
        "R R A = 1": f"{'R ' * power}A = 1",
        "values**-0.5": f"values ** (-1 / {power})",
        "0.1 * np.eye": f"0.{draw.randint(1, 5)} * np.eye",
        "without the root": f"without the {name}",
        "R @ R, A)": f"{'R @ ' * (power - 1)}R, A)",
        "R is the root of A": f"R is the {name} of A",
        "R @ R @ A": f"{'R @ ' * power}A",
        "R times R times A is": f"{'R times ' * power}A is",
        "its own root": f"its own {name}",
        "check(1, 2)": f"check({draw.randint(3, 99)}, {draw.randint(2, 6)})",
        "check(2, 6)": f"check({draw.randint(100, 199)}, {draw.randint(4, 20)})",
        # what readers hand in
        "np.sqrt(s)": f"s ** (1 / {power})",
        "np.sqrt(values)": f"values ** (1 / {power})",
        "value**0.5": f"value ** (1 / {power})",
    }
