"""Project: fit a line to exam scores and ask it about other hours."""

import numpy as np

hours, score = np.array([[1, 2, 4, 6, 8, 10], [45, 55, 65, 78, 88, 95.0]])
X = np.vander(hours, 2)  # for the check: hours beside a column of ones
best, hessian = np.linalg.lstsq(X, score)[0], 2 / 6 * X.T @ X
bound = 2 / np.linalg.eigvalsh(hessian)[1]


def study(gradient):  # the slopes by w and b; score = w * hours + b
    w, b, predicted, extrapolation = 0.0, 0.0, {5: 0.0, 12: 0.0}, 0
    # your part: descend to w and b, fill predicted, name the extrapolation
    # end of your part
    answers = [w, b, predicted[5], predicted[12], extrapolation]
    return np.hstack(answers).astype(float).reshape(5)


def check(best):  # gradient knows the best line, and your part does not
    try:
        found = study(lambda w, b: hessian @ (np.hstack([w, b]) - best))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return print(f"not yet: line {line}: {error!r}")
    off = abs(found - np.array([*best, best @ [5, 1], best @ [12, 1], 12]))
    near = off <= np.array([1, 1, 50, 50, 0]) / 100
    way = "more steps by gradient?"
    if 0 in found[:2]:
        way = "w and b both need steps:"
    elif not max(off[:2]) <= max(best):
        way = f"further off than 0: sign? rate above {bound:.4f}?"
    names = ["w", "b", "predicted[5]", "predicted[12]", "extrapolation"]
    hints = [way, way, "w * 5 + b?", "w * 12 + b?", "which is outside 1 to 10?"]
    for name, have, fine, hint in zip(names, found, near, hints, strict=True):
        print("right:" if fine else f"not yet: {hint}", f"{name} = {have:.5g}")


check(best)
print("points lost, 100 - score")
check([0, 100] - best)
