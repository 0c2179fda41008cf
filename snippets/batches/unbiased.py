"""Every batch of six cases: on average its gradient is right, at any size."""

from fractions import Fraction
from itertools import combinations, product

cases = [(1, 2), (2, 1), (3, 4), (4, 3), (5, 7), (6, 5)]  # x and y, invented
w = Fraction(1, 2)
slopes = [2 * (w * x - y) * x for x, y in cases]
full = sum(slopes) / 6
variance = sum((slope - full) ** 2 for slope in slopes) / 6
print(f"gradient of all six: {full}, variance of one case: {variance}")

print("batch  drawn     batches  mean gradient      variance  formula")
for size in [1, 2, 3, 6]:
    with_replacement = list(product(slopes, repeat=size))
    without = list(combinations(slopes, size))
    for name, batches, formula in [
        ("with", with_replacement, variance / size),
        ("without", without, variance / size * Fraction(6 - size, 5)),
    ]:
        means = [sum(batch) / size for batch in batches]
        mean = sum(means) / len(means)
        spread = sum((m - mean) ** 2 for m in means) / len(means)
        print(f"{size:5}  {name:<8}{len(batches):9}", end="")
        print(f"{mean!s:>15}{spread!s:>14}{formula!s:>9}")
