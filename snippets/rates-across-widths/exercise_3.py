"""Exercise: carry rate and start of a layer over to another width."""

import numpy as np


def scaled(rate, deviation, width, new_width):
    """Return rate and deviation for the middle layers of a new width."""
    new_rate, new_deviation = rate, deviation
    # your part: set new_rate and new_deviation
    new_rate = rate * width / new_width
    new_deviation = deviation * np.sqrt(width / new_width)
    # end of your part
    return float(new_rate), float(new_deviation)


def check(rate, deviation, width, new_width):
    """Feed ones and random signs: what a unit says must stay of one size."""
    try:
        new_rate, new_deviation = scaled(rate, deviation, width, new_width)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    step = new_rate * new_width / (rate * width)  # each weight by the rate
    rng = np.random.default_rng(1)
    sums = [
        np.std(rng.normal(0, s, (4000, n)).sum(axis=1))
        for n, s in [(width, deviation), (new_width, new_deviation)]
    ]
    told = f"{width} to {new_width} units"
    if (new_rate, new_deviation) == (rate, deviation):
        return f"not yet: {told}: new_rate is still the old one"
    if abs(step - 1) > 1e-9:
        return (
            f"not yet: {told}: at new_rate a step moves a sum {step:.3g} times"
        )
    if abs(sums[1] / sums[0] - 1) > 0.1:
        times = sums[1] / sums[0]
        return f"not yet: {told}: from new_deviation a sum is {times:.2g} times"
    return f"right: {told}: rate {new_rate:.4g}, deviation {new_deviation:.4g}"


print(check(0.004, 0.25, 16, 128))
print(check(0.1, 0.1, 100, 25))
