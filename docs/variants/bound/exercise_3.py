"""The loss has a factor, which its curvature has too; other inputs."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.choice([3, 4, 5])
    first = ", ".join(f"{draw.randint(6, 50) / 10}" for _ in range(3))
    small = ", ".join(f"{draw.randint(5, 40) / 100}" for _ in range(2))
    return {
        "sum (w x - y)²": f"sum {factor} (w x - y)²",
        "2 * sum(x**2)": f"{2 * factor} * sum(x**2)",
        "2 * sum(x * (w * x))": f"{2 * factor} * sum(x * (w * x))",
        "[1.0, 2.0, 3.0]": f"[{first}]",
        "[0.5, -0.25, 0.1, 0.1]": f"[0.5, -0.25, {small}]",
        # what readers hand in
        "2 * sum(x * x)": f"{2 * factor} * sum(x * x)",
        "np.dot(x, x)": f"({factor} * np.dot(x, x))",
        "1 / total": f"1 / ({factor} * total)",
    }
