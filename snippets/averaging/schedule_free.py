"""Schedule-free descent, to keep: slopes between the last weights and a mean."""

import numpy as np


def schedule_free(gradient, start, steps, learning_rate, share=0.5):
    """Gradient descent that can be stopped at any step, without a schedule.

    `gradient` maps w, shape (d,), to shape (d,). It is asked at `share` of
    the mean of all weights so far and 1 - `share` of the last ones. Returns
    the means, shape (steps + 1, d), the first the start. Raises ValueError
    for bad input. Source: Defazio and others 2024.
    """
    last = np.array(start, dtype=float)
    if last.ndim != 1 or last.size == 0 or not np.isfinite(last).all():
        raise ValueError(f"start must be a finite vector, not {start}")
    if not 0 < learning_rate < np.inf:
        raise ValueError(f"learning_rate must be positive, not {learning_rate}")
    if not 0 <= share <= 1:
        raise ValueError(f"share must be between 0 and 1, not {share}")
    counts = isinstance(steps, (int, np.integer)) and type(steps) is not bool
    if not counts or steps < 0:
        raise ValueError(f"steps must be a whole number from 0 on, not {steps}")
    means = [last]
    for k in range(1, int(steps) + 1):
        g = np.array(gradient((1 - share) * last + share * means[-1]), float)
        if g.shape != last.shape:
            raise ValueError(f"gradient has shape {g.shape}, not {last.shape}")
        last = last - learning_rate * g
        means.append(means[-1] + (last - means[-1]) / k)
    return np.array(means)


valley = np.array([0.1, 1.0])  # two curvatures, no noise
means = schedule_free(lambda w: valley * w, [1, 1], 20, 0.8)
w = np.ones(2)
for k in range(1, 21):
    w = w - (0.8 if k == 1 else 0.4) * valley * w
    if k in (1, 2, 20):
        print(f"step {k:2}: mean {means[k][0]:.6f}, {means[k][1]:.6f}", end="")
        print(f"   descent {w[0]:.6f}, {w[1]:.6f}")
