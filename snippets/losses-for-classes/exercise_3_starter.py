"""Exercise: cross-entropy of a score, for scores of any size."""

import math


def cross_entropy(score, label):
    """Return the cross-entropy of a label, 0 or 1, at a score."""
    loss = math.nan
    # your part: set loss; e to the power of 800 is too large for a float
    # end of your part
    return float(loss)


def check(score, label):
    """Compare with -ln of the probability, or with what is left of it."""
    try:
        found = cross_entropy(score, label)
    except OverflowError:
        return f"not yet: score {score}, label {label}: it overflows"
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    margin = score if label else -score
    right = -margin if margin < -40 else math.log(1 + math.exp(-margin))
    if math.isclose(found, right, rel_tol=1e-9, abs_tol=1e-15):
        return f"right: score {score}, label {label}: {found:.6g}"
    if math.isnan(found):
        return f"not yet: score {score}, label {label}: loss is not set"
    if math.isclose(found, right + margin, rel_tol=1e-9):
        return f"not yet: score {score}, label {label}: that of the other class"
    return f"not yet: score {score}, label {label}: {found:.6g} is not it"


for score, label in [
    (0.5, 1),
    (0.5, 0),
    (-2, 1),
    (800, 0),
    (-800, 1),
    (800, 1),
]:
    print(check(score, label))
