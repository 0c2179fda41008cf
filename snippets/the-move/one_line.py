"""Write the one line of the move; the check knows where each step must end."""


def move(w, rate):
    slope = 2 * w  # of the bowl w²
    # your part: set w to where the step ends
    w = w - rate * slope
    # end of your part
    return float(w)


def check(w, rate):
    step = rate * 2 * w
    words = {
        w - step: "right: the step ends where it must",
        w: "not yet: w has not moved; set w itself, as in w = ...",
        w + step: "not yet: w goes uphill, so subtract",
        step: "not yet: w is the step alone; take it off the old w",
        -step: "not yet: w is the step alone; take it off the old w",
        -w: "not yet: w moves by the whole slope; multiply it by rate",
    }
    try:
        new = round(move(w, rate), 6)
    except TypeError as error:
        return f"not yet: {error}; a product has a *, a decimal a point"
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}; use w, rate, slope"
    return words.get(new, f"not yet: w is {new:g} and must be {w - step:g}")


for w, rate in [(12, 0.125), (-4, 0.625)]:
    print(f"from {w} at rate {rate}\n  {check(w, rate)}")
