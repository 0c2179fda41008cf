"""The heavy ball is a mass on a spring with friction, in small time steps."""

import math
from fractions import Fraction


def ball(mass, friction, spring, h, steps):
    """Return the places of a mass on a spring, by differences in time h."""
    x = [1, 1]
    for _ in range(steps):
        drag = friction * (x[-1] - x[-2]) / h
        acceleration = (-spring * x[-1] - drag) / mass
        x.append(2 * x[-1] - x[-2] + h**2 * acceleration)
    return x


def heavy_ball(rate, beta, curvature, steps):
    """Return the weights of the heavy ball, starting at rest at 1."""
    w = [1, 1]
    for _ in range(steps):
        gradient = curvature * w[-1]
        w.append(w[-1] - rate * gradient + beta * (w[-1] - w[-2]))
    return w


mass, friction, spring, h = (Fraction(n, 10) for n in (20, 8, 30, 1))
rate, beta = h**2 / mass, 1 - friction * h / mass
there = ball(mass, friction, spring, h, 50)
here = heavy_ball(rate, beta, spring, 50)
print(f"rate {rate}, momentum {beta}, the same 50 steps: {there == here}")

damping = 0.8 / (2 * 2.0)
swing = math.sqrt(3.0 / 2.0 - damping**2)
turn = math.cos(swing * 5) + damping / swing * math.sin(swing * 5)
print(f"the spring after 5 seconds: {math.exp(-damping * 5) * turn:.4f}")
for h in [0.5, 0.1, 0.02, 0.004]:
    rate, beta = h**2 / 2.0, 1 - 0.8 * h / 2.0
    w = heavy_ball(rate, beta, 3.0, round(5 / h))
    print(f"time step {h:.3f}, momentum {beta:.4f}: {w[-1]:.4f}")
