"""One start and four rates: which of two valleys each run ends in."""


def slope(x):
    return 4 * x**3 - 6 * x + 0.5


for learning_rate in (0.01, 0.08, 0.1, 0.16):
    x = 2.0
    previous = x
    for _ in range(2000):
        before, previous, x = previous, x, x - learning_rate * slope(x)
    height = x**4 - 3 * x**2 + 0.5 * x
    if abs(x - before) > 1e-9:
        verdict = f"is not at rest, at {x:.2f}"
    elif abs(x - previous) > 0.001:
        verdict = f"hops between {x:.2f} and {previous:.2f}, for ever"
    elif height < -2:
        verdict = f"ends at {x:.2f}, {height:.3f} high: the deeper valley"
    else:
        verdict = f"ends at {x:.2f}, {height:.3f} high"
    print(f"rate {learning_rate} {verdict}")
