"""Exercise: the pool of the next round, from the losses of this one."""


def next_pool(loss, keep, sides):
    """Return the pairs (method, power) of the next round, each once.

    `loss` maps pairs to losses, `sides` are steps of the power, such as 0.5.
    """
    pool = []
    # your part: put into pool the neighbours of the best `keep` pairs, each once
    # end of your part
    return pool


def check(case, loss, keep, sides, right):
    """Compare with the pairs found by hand; know the usual mistakes."""
    try:
        found = list(next_pool(dict(loss), keep, list(sides)))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if not found:
        return f"not yet: {case}: pool is empty"
    if len(found) > len(set(found)):
        return f"not yet: {case}: a pair stands in pool twice"
    if set(found) == right:
        return f"right: {case}: powers {sorted(power for _, power in found)}"
    return f"not yet: {case}: {len(set(found) - right)} pairs too many, {len(right - set(found))} missing"


loss = {("Adam", -1): 0.2, ("Adam", -2): 0.5, ("descent", 0): 0.3}
around = {("Adam", p) for p in (-1.5, -1, -0.5)}
beside = {("descent", p) for p in (-0.5, 0, 0.5)}
print(check("two of three", loss, 2, [-0.5, 0, 0.5], around | beside))
loss = {("momentum", -2): 0.4, ("momentum", -1): 0.1, ("Adam", 1): 9.0}
near = {("momentum", p) for p in (-2.5, -2, -1.5, -1, -0.5)}
print(check("neighbours meet", loss, 2, [-0.5, 0, 0.5], near))
below = {("momentum", p) for p in (-2, -1)}
print(check("a step down", loss, 1, [-1, 0], below))
