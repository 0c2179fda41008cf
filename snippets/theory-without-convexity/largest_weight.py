"""On the largest of many weights, subgradient steps meet the bound exactly."""

from fractions import Fraction

for root in [2, 3, 10]:
    T, D = root**2, Fraction(1)
    least = -D / root  # the loss is the largest weight, but at least this
    w, total = [Fraction(0)] * T, [Fraction(0)] * T
    for _ in range(T):
        total = [s + each for s, each in zip(total, w, strict=True)]
        w[w.index(max(w))] -= D / root  # the slope there is 1
    gap = max(s / T for s in total) - least
    print(f"{T:3} steps: left {gap}, bound DG/√T = {D / root}")
