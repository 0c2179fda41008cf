"""Early stopping, to keep: the weights with the least error on unseen cases."""

import numpy as np


def stop_early(update, error, start, steps, patience):
    """Return the weights with the least error, their step and all errors.

    `update` maps w, shape (d,), to the next w, and `error` maps w to its error
    on cases that the run does not see, in any unit; `start` has shape (d,).
    Ends after `steps` updates, or `patience` in a row without a new least
    error. The first error is that of the start. Raises ValueError for a start,
    w or error not finite or misshapen, steps no count, a patience none from 1.
    """
    w = best = np.array(start, dtype=float)
    if w.ndim != 1 or not w.size or not np.isfinite(w).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if abs(steps) // 1 != steps or not abs(patience) // 1 == patience > 0:
        raise ValueError(f"no count: {steps=} or {patience=}")
    kept, errors = 0, []
    for step in range(int(steps) + 1):
        w = np.array(update(w.copy()), dtype=float) if step else w
        errors.append(float(error(w.copy())))
        if w.shape != best.shape or not np.isfinite([*w, errors[-1]]).all():
            raise ValueError(f"step {step}: weights {w}, error {errors[-1]}")
        if errors[-1] < errors[kept]:
            best, kept = w, step
        if step - kept >= patience:
            break
    return best, kept, np.array(errors)


rng = np.random.default_rng(1)
X, new = rng.normal(0, 1, (2, 40, 30))
y, y_new = [A[:, :3].sum(axis=1) + rng.normal(0, 1, 40) for A in (X, new)]
print("patience  ends at  its error  keeps  its error")
for patience in (1, 20, 1000):
    w, kept, errors = stop_early(
        lambda w: w - 0.27 * 2 / 40 * X.T @ (X @ w - y),
        lambda w: np.mean((new @ w - y_new) ** 2),
        *(np.zeros(30), 1000, patience),
    )
    ends, least = len(errors) - 1, errors[kept]
    print(f"{patience:8}{ends:9}{errors[-1]:11.3f}{kept:7}{least:11.3f}")
