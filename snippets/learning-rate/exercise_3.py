"""Exercise: take a step back that makes the loss larger, and halve the rate."""


def descend(curvature, w, rate, steps):
    def loss(w):
        return curvature * w**2 / 2

    for _ in range(steps):
        new = w - rate * curvature * w
        # your part: move w to new, or else, where new is higher, halve rate
        if loss(new) > loss(w):
            rate = rate / 2
        else:
            w = new
        # end of your part
    return float(w), float(rate)


def check(curvature, w, rate, steps):
    halved = 0  # a step leads up exactly if rate * curvature is above 2
    while rate / 2**halved * curvature > 2:
        halved += 1
    last = rate / 2**halved
    end = w * (1 - last * curvature) ** (steps - halved)
    try:
        found, found_rate = descend(curvature, w, rate, steps)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if found == w:
        return f"not yet: w has not moved from {w}"
    if abs(found) > abs(w):
        return f"not yet: w is {found:g}, farther out than {w:g}"
    if found_rate != last:
        return f"not yet: rate ends at {found_rate:g}, and must at {last:g}"
    if abs(found - end) > 1e-9:
        return f"not yet: w ends at {found:g}, and must at {end:g}"
    return f"right: rate {last:g}, w = {end:g}"


for curvature, w, rate in [(10, 1, 1), (1, -4, 0.5)]:
    print(check(curvature, w, rate, 6))
