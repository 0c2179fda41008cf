"""The heavy ball's cycle in exact fractions, and how many starts end there."""

from fractions import Fraction


def gradient(w):
    if w < 1:
        return 25 * w
    return w + 24 if w < 2 else 25 * w - 24


def after(before, here, rate, momentum):
    return here - rate * gradient(here) + momentum * (here - before)


a, b, c = Fraction(-2208, 1225), Fraction(2592, 1225), Fraction(792, 1225)
for before, here in [(c, a), (a, b), (b, c)]:
    there = after(before, here, Fraction(1, 9), Fraction(4, 9))
    print(f"from {before} by {here} to {there}")

for rate in [1 / 9, 1 / 18]:
    lost = 0
    for i in range(-500, 501):  # starts at rest, from -5 to 5
        before = here = i / 100
        for _ in range(1000):
            before, here = here, after(before, here, rate, 4 / 9)
        lost += abs(here) > 0.1
    print(f"rate 1/{1 / rate:.0f}: {lost} of 1001 starts never arrive")
