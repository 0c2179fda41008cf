"""Project: find the best line with at most ten calls of the gradient."""

import numpy as np

hours, score = np.arange(1.0, 9.0), np.array([45, 55, 60, 70, 80, 85, 88, 92.0])


def find(gradient, hours):  # gradient(w, b, x): two slopes, for w * x + b
    w, b = 0.0, 0.0  # score = w * hours + b
    # your part: find w and b with at most ten calls of gradient
    z = (hours - hours.mean()) / hours.std()
    slope_w, slope_b = gradient(w, b, z)
    w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
    w = w / hours.std()
    b = b - w * hours.mean()
    # end of your part
    return np.hstack([w, b]).astype(float).reshape(2)


def check(score):  # gradient knows the scores, and your part does not
    def gradient(w, b, x):
        calls.append(x)
        error = w * x + b - score
        return 2 * np.mean(error * x), 2 * np.mean(error)

    calls, best = [], np.polyfit(hours, score, 1)
    try:
        found = find(gradient, hours.copy())
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    off, count = abs(found - best).max(), f"calls: {len(calls)}"
    for_z = abs(found - np.array([best[0] * hours.std(), score.mean()])) < 0.001
    verdicts = {
        "not yet: gradient was never called: it knows the slopes": not calls,
        f"not yet: {count}, 10 are allowed: a round valley?": len(calls) > 10,
        "not yet: no nearer than 0: sign, rate, scale?": off >= best[1],
        "not yet: still for z: scale w back, b is at 0 hours": any(for_z),
        f"not yet: still {off:.3f} from the best line": not off <= 0.001,
        f"right: {found[0]:.4f} * hours + {found[1]:.4f}, {count}": True,
    }
    return next(verdict for verdict in verdicts if verdicts[verdict])


print(check(score), "points lost, 100 - score", check(100 - score), sep="\n")
