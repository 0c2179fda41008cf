"""Exercise: the Hessian times a vector, from two gradients."""

import numpy as np


def product(gradient, w, v, h=1e-4):
    """Return the product of the Hessian at w with v."""
    hv = np.zeros(len(w))
    # your part: set hv from two gradients
    hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
    # end of your part
    return np.array(hv)


def check(seed, d):
    """Compare with a Hessian that is known, and count the gradients."""
    w, v, *A = np.random.default_rng(seed).normal(size=(d + 2, d))
    A, asked = np.array(A) + np.transpose(A), []

    def gradient(w):
        asked.append(w)
        return A @ w + w**3

    try:
        hv = product(gradient, w, v)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    right = A @ v + 3 * w**2 * v
    off = abs(hv - right).max() / abs(right).max()
    if not hv.any():
        return f"not yet: hv is still zero, of {d} weights"
    if len(asked) != 2:
        return f"not yet: hv took {len(asked)} gradients; two are enough"
    if off < 1e-6:
        return f"right: {d} weights, two gradients: hv begins with {hv[0]:.4f}"
    if np.allclose(hv, 2 * right, rtol=1e-3):
        return "not yet: hv is twice too large: the places are 2h apart"
    return f"not yet: hv is off by {off:.0e} of its size; go to both sides"


print(check(1, 3))
print(check(2, 50))
