"""Four starts, all in one valley for descent: where Newton's method ends."""

places = {1.181: "right valley", -1.264: "deepest valley", 0.084: "hilltop"}


def slope(x):  # of the loss x**4 - 3 * x**2 + 0.5 * x
    return 4 * x**3 - 6 * x + 0.5


def curvature(x):
    return 12 * x**2 - 6


for start in [0.5, 0.65, 0.72, 1.5]:
    x, walker = start, start
    first = x - slope(x) / curvature(x)
    for _ in range(100):
        x = x - slope(x) / curvature(x)
        walker = walker - 0.02 * slope(walker)
    print(f"start {start}: curvature {curvature(start):.2f},", end=" ")
    print(f"steps to {first:.3f}, ends at {x:.3f}, {places[round(x, 3)]}")
    assert round(walker, 3) == 1.181  # where gradient descent ends
