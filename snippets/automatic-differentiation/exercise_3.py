"""Exercise: walk backwards through three operations, and add up reports."""


def walk(x, y):
    """Return f = (xy + x)², and its slopes by x and by y."""
    p = x * y
    s = p + x
    f = s * s
    by_x, by_y = 0.0, 0.0
    # your part: go from f to s, to p, and set by_x and by_y
    by_s = 2 * s
    by_p = by_s
    by_x = by_s + by_p * y
    by_y = by_p * x
    # end of your part
    return f, by_x, by_y


def value(x, y):
    """Return f alone, to measure its slopes."""
    return (x * y + x) ** 2


def check(x, y):
    """Measure both slopes, exactly, since f is quadratic in x and in y."""
    try:
        by_x, by_y = walk(x, y)[1:]
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    right_x = (value(x + 1, y) - value(x - 1, y)) / 2
    right_y = (value(x, y + 1) - value(x, y - 1)) / 2
    if abs(by_x - right_x) + abs(by_y - right_y) < 1e-9:
        return f"right: at ({x}, {y}) the slopes are {by_x:g} and {by_y:g}"
    if by_x == by_y == 0:
        return f"not yet: by_x and by_y are still 0 at ({x}, {y})"
    by_s = 2 * (x * y + x)
    if by_x in (by_s, right_x - by_s):
        return "not yet: x has two uses, and by_x only one report"
    if abs(by_x - right_x) < 1e-9:
        return f"not yet: by_x is right; by_y is {by_y:g}, not {right_y:g}"
    return f"not yet: at ({x}, {y}) by_x is {by_x:g}, not {right_x:g}"


print(check(2.0, 3.0))
print(check(-1.0, 0.5))
