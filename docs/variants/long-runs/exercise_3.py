"""Other names and numbers in the run, other stops; the answers are code, being some of six names."""

import random

ANSWER = "code"


def vary(draw: random.Random) -> dict[str, str]:
    cases = draw.randint(5, 9)
    slope = draw.choice(["slope", "pull", "force"])
    velocity = draw.choice(["velocity", "speed", "trend", "drift", "memory"])
    last = draw.randint(12, 40)
    return {
        '"slope"': f'"{slope}"',
        "names has slope": f"names has {slope}",
        '"velocity"': f'"{velocity}"',
        '"rest"': draw.choice(['"rest"', '"left"', '"todo"', '"pile"']),
        "permutation(7)": f"permutation({cases})",
        "0.9 * run": f"{draw.randint(50, 95) / 100} * run",
        "0.002": f"0.00{draw.randint(1, 4)}",
        "x % 3": f"x % {draw.randint(2, 4)}",
        "(3, 7, 16)": f"({draw.randint(2, cases - 1)}, {cases}, {draw.randint(cases + 1, 40)})",
        "stop + 20": f"stop + {last}",
        "kept()}, 20)": f"kept()}}, {last})",
    }
