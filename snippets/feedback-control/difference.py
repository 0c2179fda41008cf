"""Nesterov's update is the velocity plus a share of the velocity's change."""

from fractions import Fraction

beta, v = Fraction(9, 10), Fraction(0)
gradients = [4, 3, 5, -2, 1, 0]
print("gradient  Nesterov's update  velocity  its change        sum")
for g in gradients:
    before, v = v, beta * v + g
    update = g + beta * v  # what PyTorch multiplies by the rate
    change = v - before
    assert update == v + beta * change
    row = [float(number) for number in (update, v, change, v + beta * change)]
    print("{:8} {:18.4f} {:9.4f} {:11.4f} {:10.4f}".format(g, *row))
