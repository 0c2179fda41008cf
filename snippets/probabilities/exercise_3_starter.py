"""Exercise: take a class weight out of a probability again."""


def unweighted(q, k):
    """Return what a model says without the weight k, where it says q with."""
    p = q
    # your part: set p to the probability with the weight taken out
    # end of your part
    return p


def check(k, groups):
    """Count groups of equal cases, members of the class k times, and once."""
    for members, others in groups:
        q = k * members / (k * members + others)
        try:
            p = float(unweighted(q, k))
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        right = members / (members + others)
        again = k * q / (k * q + 1 - q)
        known = {
            right: "",
            q: "the weight is still in",
            again: "the weight is in twice, not taken out",
            q / k: "a weight multiplies odds, not probabilities",
            q / (1 - q) / k: "these are odds, not yet a probability",
        }
        near = [
            words for value, words in known.items() if abs(p - value) < 1e-9
        ]
        verdict = (near or [f"{members} of {members + others} is {right:.3f}"])[
            0
        ]
        if verdict:
            return f"not yet: {verdict}, q = {q:.3f}, k = {k}: p = {p:.3f}"
    return f"right: the weight {k} is out, in {len(groups)} groups of cases"


print(check(k=4, groups=[(1, 4), (3, 3), (9, 2)]))
print(check(k=25, groups=[(1, 99), (2, 7), (1, 1)]))
