"""Other numbers of classes, and other sizes of the weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    many, few = draw.randint(7, 40), draw.randint(3, 6)
    small, large, middle = draw.randint(5, 30) / 100, draw.randint(40, 80) / 10, draw.randint(6, 20) / 10
    return {
        '10 classes, small weights", 10, 0.1': f'{many} classes, small weights", {many}, {small}',
        '10 classes, large weights", 10, 5.0': f'{many} classes, large weights", {many}, {large}',
        '3 classes", 3, 1.0': f'{few} classes", {few}, {middle}',
        # what readers hand in
        "np.log(10)": f"np.log({many})",
    }
