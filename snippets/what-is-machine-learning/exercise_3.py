"""Exercise: the probability of spam from odds and ratios of words."""

import math


def probability(odds, ratios):
    """Return the probability of spam: odds of the class, a ratio a word."""
    spam = 0.0
    # your part: multiply odds by each ratio; set spam to the probability
    for ratio in ratios:
        odds = odds * ratio
    spam = odds / (1 + odds)
    # end of your part
    return spam


def check(odds, ratios):
    """Compare with the same by logarithms; know the usual mistakes."""
    logs = math.log(odds) + sum(math.log(ratio) for ratio in ratios)
    right, product = 1 / (1 + math.exp(-logs)), math.exp(logs)
    words = {
        right: "right: the probability",
        product: "not yet: these are the odds; divide them by 1 + odds",
        1 - right: "not yet: this is the probability of harmless mail",
        odds / (1 + odds): "not yet: the words are not in it",
        0.0: "not yet: spam is still 0",
    }
    try:
        found = probability(odds, ratios)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    for value, verdict in words.items():
        if abs(found - value) < 1e-9:
            return f"{verdict} (odds {odds}, ratios {ratios}: {found:.4f})"
    return f"not yet: odds {odds} and ratios {ratios} do not give {found:.4f}"


print(check(3, [0.5, 4]))
print(check(0.25, [6, 2, 0.2]))
