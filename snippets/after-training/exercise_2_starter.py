"""Exercise: a running sum that sees errors grow, without a list of them."""

import math


def tomorrow(total, error, allowance):
    """Return the running sum after one more day."""
    # your part: set total to the new sum; it never goes below zero
    # end of your part
    return total


def expected(errors, allowance):
    """Look at every stretch of days that ends today, the empty one too."""
    days = len(errors)
    lasts = [errors[k:] for k in range(days + 1)]
    return max(sum(last) - len(last) * allowance for last in lasts)


def check(name, errors, allowance):
    """Compare the sum of each day with the largest of all stretches."""
    total = 0
    for day, error in enumerate(errors, 1):
        try:
            total = tomorrow(total, error, allowance)
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        wanted = expected(errors[:day], allowance)
        if abs(total - wanted) > 1e-9:
            told = f"total is {total:g} on day {day}, not {wanted:g}"
            return f"not yet: {name}: {told}"
    return f"right: {name}: total is {total:g} in the end"


print(check("a jump", [0, 0, 5, 5], 1))
print(check("good days first", [-9, -9, -9, 3, 3, 3], 1))
print(check("a slow rise", [2, 0, 2, 3, 2], 1.5))
print(check("waves", [1.5 * math.sin(k * k) for k in range(99)], 0.25))
