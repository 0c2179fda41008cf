"""A gradient added up in parts: which ways equal the whole batch."""

from fractions import Fraction

x, y = [1, 2, 3, 4, 5, 6], [2, 3, 7, 8, 9, 15]


def gradient(cases):
    """Return the slope of the mean of (w x - y)² over cases, at w = 1."""
    return Fraction(sum(2 * (x[i] - y[i]) * x[i] for i in cases), len(cases))


def clip(g):
    return max(-20, min(20, g))


def mean(values):
    return sum(values) / len(values)


equal = [gradient(part) for part in ([0, 1], [2, 3], [4, 5])]
four, two = gradient([0, 1, 2, 3]), gradient([4, 5])
ways = {
    "all six at once": gradient(range(6)),
    "parts of 2, 2 and 2, mean": mean(equal),
    "parts of 4 and 2, mean": mean([four, two]),
    "parts of 4 and 2, by share": (4 * four + 2 * two) / 6,
    "all six, clipped at 20": clip(gradient(range(6))),
    "2, 2 and 2, mean, clipped": clip(mean(equal)),
    "2, 2 and 2, clipped, mean": mean([clip(g) for g in equal]),
}
print(f"{'the slope':<27}{'exact':>7}{'decimal':>9}")
for name, g in ways.items():
    print(f"{name:<27}{g!s:>7}{float(g):9.2f}")
