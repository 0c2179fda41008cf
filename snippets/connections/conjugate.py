"""Momentum, with the best rate at each step, is conjugate gradients."""

from fractions import Fraction

H = [[Fraction(1, i + j + 1) for j in range(4)] for i in range(4)]
goal = [Fraction(n) for n in (1, -2, 3, 1)]  # the minimum


def dot(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def slope(w):
    away = [a - b for a, b in zip(w, goal, strict=True)]
    return [dot(row, away) for row in H]


def times(v):
    return [dot(row, v) for row in H]


w = x = last = [Fraction(0)] * 4
g = slope(x)
p = [-v for v in g]
print("step      rate  momentum  largest slope  same")
for step in range(1, 5):
    r = slope(w)
    a, b, d = dot(r, times(r)), dot(r, times(last)), dot(last, times(last))
    e, f = dot(r, r), dot(r, last)
    if step == 1:
        rate, momentum = e / a, Fraction(0)
    else:  # where the loss changes neither with rate nor with momentum
        det = a * d - b * b
        rate, momentum = (e * d - f * b) / det, (e * b - a * f) / det
    last = [momentum * v - rate * u for u, v in zip(r, last, strict=True)]
    w = [u + v for u, v in zip(w, last, strict=True)]
    t = dot(g, g) / dot(p, times(p))  # conjugate gradients, from the textbook
    x = [u + t * v for u, v in zip(x, p, strict=True)]
    new = slope(x)
    share = dot(new, new) / dot(g, g)
    p, g = [share * v - u for u, v in zip(new, p, strict=True)], new
    largest = float(max(abs(v) for v in slope(w)))
    numbers = f"{float(rate):9.2f}  {float(momentum):8.4f}  {largest:13.5f}"
    print(f"{step:4} {numbers}  {w == x}")
print("arrived:", w == goal)
