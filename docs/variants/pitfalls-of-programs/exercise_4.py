"""Which of the two is subtracted; other predictions and labels."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    def three() -> list[float]:
        return [draw.randint(least, most) / 10 for least, most in [(6, 99), (5, 50), (8, 99)]]

    first = draw.choice(["prediction", "y"])
    other = "y" if first == "prediction" else "prediction"
    while True:
        p, t = three(), [draw.randint(5, 50) / 10, draw.randint(5, 50) / 10, draw.randint(5, 99) / 10]
        if all(abs(each - label) not in (0, 1) for each, label in zip(p, t, strict=True)):
            break
    return {
        "prediction minus y": f"{first} minus {other}",
        "np.ravel(prediction) - np.ravel(y)": f"np.ravel({first}) - np.ravel({other})",
        "float(p) - float(t)": f"float({first[0].replace('y', 't')}) - float({other[0].replace('y', 't')})",
        "[3.0, 1.0, 4.0]": f"{p}",
        "[1.0, 1.0, 2.0]": f"{t}",
        "* 2, t": f"* {draw.randint(2, 9)}, t",
        "t - 5": f"t - {draw.randint(2, 20)}",
        # what readers hand in
        "np.ravel(y) - np.ravel(prediction)": f"np.ravel({other}) - np.ravel({first})",
        "prediction.reshape(-1) - y.reshape(-1)": f"{first}.reshape(-1) - {other}.reshape(-1)",
        "(prediction.reshape(n, 1) - y.reshape(n, 1))": f"({first}.reshape(n, 1) - {other}.reshape(n, 1))",
    }
