"""The slope of a line from two of its points."""

first, last = (0.0, 1.0), (3.0, 7.0)
print(f"slope {(last[1] - first[1]) / (last[0] - first[0]):.3f}")
