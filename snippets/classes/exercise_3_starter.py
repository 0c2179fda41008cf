"""Exercise: precision and recall, counted from two lists of answers."""


def scores(yes, true):
    """Return precision and recall of the answers yes, where true is true."""
    precision, recall = 0.0, 0.0
    # your part: count the hits, and set precision and recall
    # end of your part
    return precision, recall


def check(hits, alarms, missed, rest):
    """Make cases of four counts, and compare; know the usual mistakes."""
    yes = [True] * (hits + alarms) + [False] * (missed + rest)
    true = [True] * hits + [False] * alarms + [True] * missed + [False] * rest
    try:
        found = scores(yes, true)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    right = hits / (hits + alarms), hits / (hits + missed)
    words = {
        right: "right: precision and recall",
        right[::-1]: "not yet: the two are the wrong way round",
        (0.0, 0.0): "not yet: both are still 0",
        (hits / len(yes), hits / len(yes)): "not yet: divide by fewer cases",
    }
    for value, verdict in words.items():
        if abs(found[0] - value[0]) + abs(found[1] - value[1]) < 1e-9:
            return f"{verdict} (hits: {hits}, false alarms: {alarms})"
    good = [abs(found[i] - right[i]) < 1e-9 for i in (0, 1)]
    which = ["neither score is", "recall is not", "precision is not"]
    return f"not yet: {which[good[0] + 2 * good[1]]} right"


print(check(hits=3, alarms=1, missed=9, rest=87))
print(check(hits=10, alarms=30, missed=2, rest=8))
