"""Three starts on three convex functions, and on one that is not convex."""

import math

slopes = {
    "x^2": lambda x: 2 * x,
    "e^x": lambda x: math.exp(x),
    "flat bottom": lambda x: x - max(-1, min(1, x)),
    "x^3": lambda x: 3 * x**2,
}
for name, slope in slopes.items():
    row = f"{name:12}"
    for start in (-2.0, 0.5, 2.0):
        x = start
        for _ in range(1000):
            if abs(x) < 100:
                x = x - 0.1 * slope(x)
        end = f"{round(x, 3) + 0:.3f}" if abs(x) < 100 else "diverges"
        row += f"  {start} -> {end:8}"
    print(row.rstrip())
