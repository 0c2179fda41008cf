"""Project: find the best line with at most ten calls of the gradient."""

import numpy as np

hours, score = np.arange(1.0, 9.0), np.array([45, 55, 60, 70, 80, 85, 88, 92.0])
calls = 0


def gradient(w, b, x):
    """Return the slopes of the mean squared error of w * x + b; count."""
    global calls
    calls += 1
    error = w * x + b - score
    return 2 * np.mean(error * x), 2 * np.mean(error)


w, b = 0.0, 0.0  # score = w * hours + b
# your part: find w and b with at most ten calls of gradient
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
w = w / hours.std()
b = b - w * hours.mean()
# end of your part
print(f"score = {w:.4f} * hours + {b:.4f}, calls of gradient: {calls}")
x, y = hours - hours.mean(), score - score.mean()
best_w = np.sum(x * y) / np.sum(x * x)  # from here: the self-check
best_b = score.mean() - best_w * hours.mean()
off = max(abs(w - best_w), abs(b - best_b))
if w == 0 and b == 0:
    print("not yet: w and b are still 0; ask gradient for the slopes")
elif not off <= max(best_w, best_b):
    print("not yet: further off than 0 and 0; look at sign and rate")
elif calls == 0:
    print("not yet: gradient was never called; take the slopes from it")
elif calls > 10:
    print(f"not yet: {calls} calls, 10 are allowed; make the valley round")
elif np.isclose(w, best_w * hours.std(), atol=0.001):
    print("not yet: w and b are right for z; scale w back, and then b")
elif np.allclose([w, b], [best_w, score.mean()], atol=0.001):
    print("not yet: w is right; b is the score at 0 hours, not at the mean")
elif off > 0.001:
    print(f"not yet: still {off:.3f} from the best line")
else:
    print(f"right: within 0.001 of the best line, {calls} of 10 calls")
