"""Other curvatures, and another word for what they leave open; the answers are code, being one of few words."""

import random

ANSWER = "code"


def vary(draw: random.Random) -> dict[str, str]:
    def size(least: int, most: int) -> float:
        return draw.randint(least, most) / 10

    down = size(3, 20)
    return {
        '"open"': draw.choice(['"open"', '"unclear"', '"undecided"', '"unknown"', '"unsaid"']),
        "[[0.6, -0.8], [0.8, 0.6]]": draw.choice(["[[0.6, -0.8], [0.8, 0.6]]", "[[0.8, -0.6], [0.6, 0.8]]"]),
        "np.diag([2.0, 1.0])": f"np.diag([{size(5, 99)}, {size(3, 49)}])",
        "np.diag([-1.0, 3.0])": f"np.diag([-{down}, {size(round(20 * down), 99)}])",
        "np.diag([-2.0, -1.0])": f"np.diag([-{size(5, 99)}, -{size(3, 49)}])",
        "np.diag([3.0, 0.0])": f"np.diag([{size(7, 99)}, 0.0])",
        "np.diag([9.0, -1.0])": f"np.diag([{size(51, 99)}, -{size(3, 49)}])",
        "np.diag([1.0, 0.0, -1.0])": f"np.diag([{size(3, 49)}, 0.0, -{size(3, 49)}])",
    }
