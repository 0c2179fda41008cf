"""The same numbers, added in a thousand orders: how many totals there are."""

import math
from fractions import Fraction

import numpy as np
from sklearn.datasets import load_diabetes

print("(0.1 + 0.2) + 0.3 =", (0.1 + 0.2) + 0.3)
print("0.1 + (0.2 + 0.3) =", 0.1 + (0.2 + 0.3))

numbers = load_diabetes().target / 10  # 442 numbers, 2.5 to 34.6
rng = np.random.default_rng(1)
orders = [rng.permutation(442) for _ in range(1000)]
for kind in ("float64", "float32"):
    values = numbers.astype(kind)
    exact = sum(Fraction(float(value)) for value in values)
    totals = {float(np.cumsum(values[order])[-1]) for order in orders}
    worst = max(abs(Fraction(total) - exact) for total in totals) / exact
    limit = 441 * np.finfo(kind).eps / 2
    print(f"{kind}: 1,000 orders, {len(totals)} totals")
    print(f"  wrong by a share of up to {float(worst):.0e}, limit {limit:.0e}")
totals = {math.fsum(numbers[order]) for order in orders}
print(f"math.fsum: 1,000 orders, {len(totals)} total")
