"""Exercise: the critical batch size from two runs, tried on made-up ones."""


def corner(size, updates, other_size, other_updates):
    """Return the batch size at which updates and cases are both twice least."""
    critical = 0.0
    # your part: find the least updates and cases; set critical
    less = 1 / size - 1 / other_size
    cases = (updates - other_updates) / less
    least = updates - cases / size
    critical = cases / least
    # end of your part
    return float(critical)


def check(least, critical, size, other):
    """Make two runs that lie on a hyperbola, and ask for its corner."""
    updates = [least * (1 + critical / each) for each in (size, other)]
    try:
        found = corner(size, updates[0], other, updates[1])
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    told = f"batches of {size} and {other}, {updates[0]:g} and {updates[1]:g}"
    words = {
        critical: f"right: {told} updates: a critical batch of {critical}",
        0.0: f"not yet: {told} updates: critical is still 0",
        least: f"not yet: {found:g} are the least updates, not the batch",
        least * critical: f"not yet: {found:g} are the least cases",
        1 / critical: "not yet: upside down; divide cases by updates",
    }
    for value, verdict in words.items():
        if abs(found - value) < 1e-6 * max(value, 1):
            return verdict
    return f"not yet: {told} updates do not give {found:g}"


print(check(1000, 500, 100, 2000))
print(check(8, 37.5, 3, 1000))
