"""Each error has a constant beside the weights; other tables."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    constant = draw.choice([2, 3, 4, 5])  # not 1, which a reader tries
    few, many = draw.randint(2, 8), draw.randint(2, 15)
    return {
        "Xw - y": f"Xw + {constant} - y",
        "X.T @ y": f"X.T @ (y - {constant})",
        "X @ w - y": f"X @ w + {constant} - y",
        "normal(2, 1, (n, d)), rng.normal(5, 1, n)": (
            f"normal({draw.randint(1, 9)}, {draw.randint(1, 4)}, (n, d)), "
            f"rng.normal({draw.randint(1, 20)}, {draw.randint(1, 5)}, n)"
        ),
        "check(1, 5, 2)": f"check({draw.randint(3, 99)}, {few + draw.randint(3, 16)}, {few})",
        "check(2, 40, 4)": f"check({draw.randint(100, 199)}, {min(99, many + draw.randint(9, 84))}, {many})",
        # what readers hand in
        "(X, y,": f"(X, y - {constant},",
        "pinv(X) @ y": f"pinv(X) @ (y - {constant})",
        "Q.T @ y": f"Q.T @ (y - {constant})",
        "X[:, j] @ y": f"X[:, j] @ (y - {constant})",
    }
