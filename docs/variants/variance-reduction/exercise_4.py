"""So many times the squared error of a case; other numbers of cases and of weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    times = draw.choice([2, 3, 4, 5])
    loss = {
        2: "(x @ w - y)**2",
        3: "3 * (x @ w - y)**2 / 2",
        4: "2 * (x @ w - y)**2",
        5: "5 * (x @ w - y)**2 / 2",
    }[times]
    return {
        "(x @ w - y)**2 / 2": loss,
        "slope = (x @ w - y) * x - (x @ anchor - y) * x + mean": (
            f"slope = {times} * ((x @ w - y) - (x @ anchor - y)) * x + mean"
        ),
        "mean = X.T @": f"mean = {times} * X.T @",
        "plain = (X @ w - y)[:, None]": f"plain = {times} * (X @ w - y)[:, None]",
        "check(1, 5, 2)": f"check({draw.randint(3, 99)}, {draw.randint(3, 19)}, {draw.randint(2, 5)})",
        "check(2, 60, 4)": f"check({draw.randint(100, 199)}, {draw.randint(20, 99)}, {draw.randint(3, 20)})",
        # what readers hand in
        "(x @ (w - anchor)) * x": f"{times} * (x @ (w - anchor)) * x",
        "(x @ w - y) * x": f"{times} * (x @ w - y) * x",
        "(x @ anchor - y) * x": f"{times} * (x @ anchor - y) * x",
        "((x @ w - y) - (x @ anchor - y)) * x": f"{times} * ((x @ w - y) - (x @ anchor - y)) * x",
    }
