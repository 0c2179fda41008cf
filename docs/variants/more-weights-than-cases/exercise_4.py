"""Each case has a constant beside the weights; other numbers of cases and weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    constant = draw.randint(1, 5)
    few, many = draw.randint(2, 5), draw.randint(5, 30)
    wide, wider = draw.randint(2 * few + 1, 4 * few + 5), draw.randint(3 * many // 10 + 1, 19) * 10
    return {
        "Xw = y": f"Xw + {constant} = y",
        "X.T, y)": f"X.T, y - {constant})",
        "X @ w - y": f"X @ w + {constant} - y",
        "check(1, 2, 5)": f"check({draw.randint(3, 99)}, {few}, {wide})",
        "check(2, 10, 40)": f"check({draw.randint(100, 199)}, {many}, {wider})",
        # what readers hand in
        "@ y": f"@ (y - {constant})",
        "(X, y,": f"(X, y - {constant},",
        "R.T, y)": f"R.T, y - {constant})",
        "X[:, :n], y)": f"X[:, :n], y - {constant})",
        "np.eye(len(y)), y)": f"np.eye(len(y)), y - {constant})",
    }
