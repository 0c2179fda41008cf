"""Clipping, to keep: the gradients of all layers by one norm."""

import numpy as np


def clip_layers(gradients, longest):
    """Shorten gradients by one factor to a joint norm of at most `longest`.

    `gradients` is a list of arrays of any shapes, such as one for each layer;
    `longest` has their unit. Returns the shortened ones in a list, and what
    the norm was: of the squares of all their entries, the root of the sum.
    Raises ValueError for gradients that are not finite or have no entry, and
    for a `longest` that is not a positive and finite number.
    Source: Pascanu, Mikolov and Bengio 2013.
    """
    arrays = [np.array(each, dtype=float) for each in gradients]
    entries = np.concatenate([np.ravel(each) for each in [*arrays, []]])
    if not entries.size or not np.isfinite(entries).all():
        raise ValueError(f"not finite, or no entry: {gradients=}")
    if np.ndim(longest) or not 0 < longest < np.inf:
        raise ValueError(f"not positive and finite: {longest=}")
    largest = np.max(abs(entries)) or 1.0  # its square may be too large
    norm = largest * np.linalg.norm(entries / largest)
    factor = min(1.0, float(longest) / norm) if norm else 1.0
    return [factor * each for each in arrays], norm


layers = [np.array([[3.0, 0.0], [0.0, 4.0]]), np.array([12.0])]
for longest in (20, 6.5):
    (W, b), norm = clip_layers(layers, longest)
    print(f"at most {longest:4}: norm {norm:g}, W {W.tolist()}, b {b.tolist()}")
