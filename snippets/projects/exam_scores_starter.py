"""Project: fit a line to exam scores and ask it about other hours."""

import numpy as np

hours, score = np.array([[1, 2, 4, 6, 8, 10], [45, 55, 65, 78, 88, 95.0]])
w, b = 0.0, 0.0  # score = w * hours + b, in points of 100
predicted, extrapolation = {5: 0.0, 12: 0.0}, None
# your part: descend to w and b, fill predicted, name the extrapolation
# end of your part
print("score =", np.round(w, 3), "* hours +", np.round(b, 3))
X = np.column_stack([hours, np.ones(6)])  # from here: the self-check
best_w, best_b = np.linalg.lstsq(X, score)[0]
bound = 2 / np.linalg.eigvalsh(2 / 6 * X.T @ X)[1]
off = np.max(np.maximum(abs(w - best_w), abs(b - best_b)))
if np.ndim(w + b) > 0:
    print("not yet: w or b is six numbers; take the mean of the slopes")
elif w == 0 and b == 0:
    print("not yet: w and b are still 0; descend from there")
elif not off <= best_b:
    print(f"not yet: further off than 0 and 0: sign? rate above {bound:.4f}?")
elif b == 0:
    print("not yet: b stays at 0; it has a slope of its own")
elif np.isclose(w, best_w * hours.std(), atol=0.01):
    print("not yet: this w is for standardised hours; scale it back")
elif off > 0.01:
    print(f"not yet: still {off:.2f} from the best line; take more steps")
else:
    print("right: w and b are within 0.01 of least squares")
for study, points in predicted.items():
    if off <= 0.01 and abs(points - w * study - b) < 0.01:
        print(f"right: {study} hours give {points:.2f} points on this line")
    else:
        print(f"not yet: predicted[{study}]: w * {study} + b of the best line?")
if extrapolation not in (5, 12):
    print("not yet: extrapolation names neither 5 nor 12")
elif hours.min() <= extrapolation <= hours.max():
    print(f"not yet: {extrapolation} hours lie between hours seen")
else:
    print(f"right: {extrapolation} hours lie outside the data")
