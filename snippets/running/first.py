"""The smallest program of the book: five steps down a bowl, in plain Python."""

w = 10.0
for step in range(1, 6):
    slope = 2 * w  # of the bowl w²
    w = w - 0.4 * slope
    print(f"step {step}: w = {w:.4f}")
