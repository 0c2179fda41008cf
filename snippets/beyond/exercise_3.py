"""Exercise: the chance to accept a step, by the rule of Metropolis."""

import math


def chance(rise, temperature):
    """Return the chance to accept a step that changes the loss by rise."""
    accepted = 0.0
    # your part: set accepted; falls are always accepted
    accepted = 1.0
    if rise > 0:
        accepted = math.exp(-rise / temperature)
    # end of your part
    return float(accepted)


def check(rise, temperature):
    """Compare with a product of many small chances; know the usual mistakes."""
    try:
        found = chance(rise, temperature)
    except OverflowError:
        return f"not yet: rise {rise}: a power that is too large"
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    right = (1 - max(rise, 0) / temperature / 1e7) ** 1e7
    place = f"rise {rise}, temperature {temperature}"
    if abs(found - right) < 1e-6:
        return f"right: {place}: {found:.4f}"
    if not 0 <= found <= 1:
        return f"not yet: {place}: {found:.4g} is no chance"
    if rise <= 0:
        return f"not yet: {place}: accepted is {found:.4f}, and it is no rise"
    return f"not yet: {place}: accepted is {found:.4f}, not {right:.4f}"


for rise, temperature in [
    (-1, 2),
    (1, 1),
    (2, 0.5),
    (1, 10),
    (0, 1),
    (-5000, 1),
]:
    print(check(rise, temperature))
