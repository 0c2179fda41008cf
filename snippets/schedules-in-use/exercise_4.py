"""Exercise: a decay to zero that can begin at any step of a plateau."""


def decay(k, base, more):
    """Return the rate of update k = 0, 1, ... of a decay of `more` updates."""
    rate = base
    # your part: set rate
    rate = base * (more - k) / (more + 1)
    # end of your part
    return float(rate)


def check(base, more):
    """Ask for the ends, for equal parts, and for the sum."""
    try:
        rates = list(map(decay, range(more), [base] * more, [more] * more))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    part = base / (more + 1)
    if rates[0] == base:
        return f"not yet: rate begins at base, {base}; it is to be below"
    parts = [a - b for a, b in zip([base, *rates], [*rates, 0.0], strict=True)]
    worst = max(parts, key=lambda each: abs(each - part))
    if abs(worst - part) < 1e-12 * base:
        return f"right: {more} rates from {rates[0]:g} down to {rates[-1]:g}"
    if rates[-1] <= 0:
        return f"not yet: the last rate is {rates[-1]:g}, so it moves nothing"
    return f"not yet: rate falls by {worst:g} somewhere, not by {part:g}"


print(check(1.0, 4))
print(check(0.03, 500))
